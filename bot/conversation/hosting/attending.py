"""Who comes to a booking on a host's calendar, and who did not: no-shows, guests, attendees (facts 4.7, 4.9)."""

import re
from collections.abc import Sequence

from bot.conversation import grounding
from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.booking_deeds import AddAttendee, AddGuests, MarkAbsent
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Changing, Question
from bot.scheduling.contacts import find_broken_emails, find_emails
from bot.scheduling.models import Attendee, Booking

GUESTS_A_CALL = 10
GUESTS_A_BOOKING = 30
ME = "me"
"""What the host is called among those who were absent."""
ALL = "all"


def said(session: Session, people: Sequence[str] | None) -> list[str]:
    """Those of the people whom the host named: what a model adds is left out."""
    heard = session.conversation.texts
    return [
        person
        for person in people or ()
        if person.casefold() == ME
        or (
            all(grounding.said_email(address, heard) for address, _ in find_emails(person))
            and (find_emails(person) or grounding.said(person, heard, share=0.6))
        )
    ]


def no_show(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """Who did not come: the one attendee there is, those who were named, or those who are picked; the host too."""
    present = [one for one in booking.attendees if one.email and not one.absent]
    host = ME in [person.casefold() for person in draft.people]
    absent = present if ALL in draft.people else [one for one in present if _is_named(one, draft.people)]
    if not host and not absent and len(present) == 1:
        absent = present
    if (not present and not host) or (host and booking.absent_host and not absent):
        session.conversation.changing = None
        return Outcome(session.say("absent-already", what=finding.name(session, booking)), settled=True)
    if not absent and not host:
        return _ask_who(session, booking, present)
    what = finding.name(session, booking)
    who = [one.name or one.email or "" for one in absent] + ([session.say("absent-you")] if host else [])
    names = session.wording.list_of(who)
    deed = MarkAbsent(
        uid=booking.uid,
        attendees=tuple(one.email for one in absent if one.email),
        host=host,
        names=what,
        told=session.say("marked-absent", who=names, what=what),
    )
    return proposing.propose(session, [deed], [session.say("propose-no-show", who=names), what], start=booking.start)


def _ask_who(session: Session, booking: Booking, present: Sequence[Attendee]) -> Outcome:
    choices = [(one.name or one.email or "", one.email or "") for one in present]
    choices += [(session.say("choice-nobody-came"), ALL), (session.say("choice-host-absent"), ME)]
    offers = [
        Offer(label, Action(do="host", with_={"uid": booking.uid, "for": "absent", "who": who}))
        for label, who in choices
    ]
    question = Question(
        slug="people", type="select", label=session.say("ask-who-absent"), options=[label for label, _ in choices]
    )
    return Outcome(session.say("ask-who-absent"), offers, asked=[question])


def _is_named(attendee: Attendee, people: Sequence[str]) -> bool:
    if any((attendee.email or "").casefold() == person.casefold() for person in people):
        return True
    names = set(finding.words_of(attendee.name or "", shortest=2))
    return any(names & set(finding.words_of(person, shortest=2)) for person in people)


def add_guests(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """Further guests by their e-mails, in as many calls as Cal.com's limit takes."""
    emails = _addresses(session, draft, booking, "ask-guest-emails")
    if isinstance(emails, Outcome):
        return emails
    event_type_id = booking.event_type_id or (booking.event_type.id if booking.event_type else None)
    known = session.directory.of_event_type(event_type_id)
    if known is not None and known[1].disable_guests:
        session.conversation.changing = None
        return Outcome(session.say("takes-no-guests", title=known[1].title), settled=True)
    room = GUESTS_A_BOOKING - len(booking.guests or ())
    if len(emails) > room:
        draft.people = []
        return Outcome(session.say("too-many-guests", most=GUESTS_A_BOOKING, room=max(room, 0)), settled=True)
    what = finding.name(session, booking)
    deeds = []
    for start in range(0, len(emails), GUESTS_A_CALL):
        some = emails[start : start + GUESTS_A_CALL]
        told = session.say("invited", who=session.wording.list_of(some), what=what)
        deeds.append(AddGuests(uid=booking.uid, emails=tuple(some), names=what, told=told))
    who = session.wording.list_of(emails)
    return proposing.propose(session, deeds, [session.say("propose-invite", who=who), what], start=booking.start)


def add_attendees(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """Further attendees, each by name and e-mail; who has no name goes by the address's first part."""
    emails = _addresses(session, draft, booking, "ask-attendee")
    if isinstance(emails, Outcome):
        return emails
    zone = next((one.time_zone for one in booking.attendees if one.time_zone), None) or finding.zone_of(session)
    what = finding.name(session, booking)
    deeds, who = [], []
    for email in emails:
        name = _name_of(email, draft.people)
        who.append(f"{name} ({email})")
        told = session.say("invited", who=who[-1], what=what)
        deeds.append(AddAttendee(uid=booking.uid, name=name, email=email, time_zone=zone, names=what, told=told))
    listed = session.wording.list_of(who)
    return proposing.propose(session, deeds, [session.say("propose-invite", who=listed), what], start=booking.start)


def _addresses(session: Session, draft: Changing, booking: Booking, question: str) -> list[str] | Outcome:
    """The new addresses among what was said; or the question for them, or what is wrong with them."""
    text = ", ".join(draft.people)
    broken = find_broken_emails(text)
    if broken:
        draft.people = []
        asked = Question(slug="people", type="multiemail", label=session.say(question))
        return Outcome(session.say("wrong-email", answer=broken[0]), asked=[asked])
    found = {address.casefold(): address for address, _ in find_emails(text)}
    if not found:
        asked = Question(slug="people", type="multiemail", label=session.say(question))
        return Outcome(session.say(question), asked=[asked])
    there = {(one.email or "").casefold() for one in booking.attendees} | {
        one.casefold() for one in booking.guests or ()
    }
    new = [address for key, address in found.items() if key not in there]
    if not new:
        session.conversation.changing = None
        return Outcome(session.say("invited-already", who=session.wording.list_of(list(found.values()))), settled=True)
    return new


def _name_of(email: str, people: Sequence[str]) -> str:
    """The name that was given with the address, beside it or as the entry before it ("Joe Low", "joe@example.com")."""
    for number, person in enumerate(people):
        if email.casefold() not in person.casefold():
            continue
        beside = " ".join(re.findall(r"[^\W\d_][\w'.-]*", re.sub(r"\S*@\S*", " ", person)))
        before = people[number - 1] if number and "@" not in people[number - 1] else ""
        if beside or before:
            return beside or before
    return email.partition("@")[0]
