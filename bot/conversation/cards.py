"""What a proposal, a booking and a list of bookings look like in words."""

from datetime import timedelta

from bot.conversation import clock_changes
from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.conversation.state import Action, Proposal
from bot.message import BookingView, ProposalView
from bot.scheduling import zones
from bot.scheduling.models import Attendee, Booking, BookingField, EventType, Location


def proposal_lines(session: Session, proposal: Proposal) -> str:
    """Every detail that will be written, under a question."""
    if proposal.kind == "change":
        return proposal.card
    end = proposal.start + timedelta(minutes=proposal.minutes)
    place = session.place
    wording = session.wording
    period = wording.period(proposal.start, end, proposal.time_zone, place)
    if proposal.kind == "cancel":
        lines = [
            session.say("proposal-cancel"),
            session.say("card-title", title=proposal.title, host=proposal.host),
            period,
        ]
        if proposal.scope in ("following", "all"):
            lines.append(session.say(f"card-scope-{proposal.scope}"))
        if proposal.reason:
            lines.append(session.say("card-reason", reason=proposal.reason))
        return "\n".join(lines)
    if proposal.kind == "reschedule" and proposal.from_start is not None:
        lines = [
            session.say("proposal-reschedule"),
            session.say("card-title", title=proposal.title, host=proposal.host),
            session.say("card-from", when=wording.moment(proposal.from_start, proposal.time_zone)),
            session.say("card-to", when=period),
        ]
        if proposal.from_minutes not in (None, proposal.minutes):
            lines.append(session.say("card-length-changes", count=proposal.minutes))
    else:
        lines = [session.say("proposal-book"), session.say("card-title", title=proposal.title, host=proposal.host)]
        lines.append(session.say("card-now") if proposal.now_or_never else period)
        lines += [
            session.say("card-answer", label=_capital(label), answer=answer)
            for label, answer in proposal.answers.items()
        ]
        contact = [part for part in (proposal.attendee.get("email"), proposal.attendee.get("phone")) if part]
        lines.append(session.say("card-attendee", name=proposal.attendee.get("name") or "", contact=", ".join(contact)))
        if proposal.for_other and not proposal.now_or_never:
            # Cal.com writes to the guest in a zone, and nobody told theirs.
            zone_named = wording.place(proposal.time_zone, proposal.start, place)
            lines.append(session.say("card-zone-of-host", place=zone_named))
    if not proposal.now_or_never:
        lines += clock_changes.lines(session, proposal.start, proposal.time_zone)
        lines += _home_lines(session, proposal)
    if proposal.pending:
        lines.append(session.say("card-pending", host=proposal.host))
    return "\n".join(lines)


def _home_lines(session: Session, proposal: Proposal) -> list[str]:
    """Of a meeting during a stay: when that is at home."""
    profile = session.conversation.profile
    if session.conversation.stay is None or profile.time_zone in (None, proposal.time_zone):
        return []
    zone = profile.time_zone or proposal.time_zone
    place = session.wording.place(zone, proposal.start, profile.time_zone_place)
    return [session.say("card-home-time", when=session.wording.moment(proposal.start, zone), place=place)]


def _capital(label: str) -> str:
    """Our own labels are parts of sentences; on a card they stand alone."""
    return label[:1].upper() + label[1:].rstrip("?: ")


def proposal_offers(session: Session, proposal: Proposal) -> list[Offer]:
    """Yes, no, and for times the way to another one."""
    confirm = Action(do="confirm", with_={"token": proposal.token})
    offers = [
        Offer(session.say("choice-confirm"), confirm, role="danger" if _takes_away(proposal) else "yes"),
        Offer(session.say("choice-decline"), Action(do="decline", with_={"token": proposal.token})),
    ]
    moves = proposal.kind == "reschedule" or any(deed.do == "move" for deed in proposal.deeds)
    if (proposal.kind == "book" or moves) and not proposal.now_or_never:
        task = "book" if proposal.kind == "book" else "reschedule"
        day = zones.local(proposal.start, proposal.time_zone).replace(hour=0, minute=0)
        other = Action(do="day", with_={"task": task, "after": max(day, session.now).isoformat()})
        offers.append(Offer(session.say("choice-other-time"), other))
    return offers


def _takes_away(proposal: Proposal) -> bool:
    """Whether a guest loses their booking by it, or the host what cannot be had back."""
    return proposal.kind == "cancel" or any(
        deed.do in ("cancel", "decline", "ask_to_reschedule", "delete_event_type") for deed in proposal.deeds
    )


def proposal_view(proposal: Proposal) -> ProposalView:
    return ProposalView(
        kind=proposal.kind,
        event_type=proposal.event_type_slug,
        start=proposal.start,
        time_zone=proposal.time_zone,
        attendee=dict(proposal.attendee),
        answers=dict(proposal.new_booking.booking_fields_responses or {}) if proposal.new_booking else {},
    )


def booking_view(booking: Booking) -> BookingView:
    slug = booking.event_type.slug if booking.event_type and booking.event_type.slug else ""
    return BookingView(booking.uid, booking.status, booking.start, slug, moved_from=booking.rescheduled_from_uid)


def own_attendee(booking: Booking, seat_uid: str | None) -> Attendee | None:
    """The person's own entry: by their seat where seats are shared, since the first one may be a stranger's."""
    if seat_uid is not None:
        return next((attendee for attendee in booking.attendees if attendee.seat_uid == seat_uid), None)
    return booking.attendees[0] if booking.attendees else None


def booking_title(session: Session, booking: Booking) -> str:
    """What the meeting is called: its event type's title where we know it, else the booking's own."""
    event_type_id = booking.event_type_id or (booking.event_type.id if booking.event_type else None)
    known = session.directory.of_event_type(event_type_id)
    return known[1].title if known else (booking.title or session.say("a-meeting"))


def host_names(session: Session, booking: Booking) -> str:
    # Where nobody has joined yet, Cal.com names an "unknown" host (facts 4.1).
    names = [host.name for host in booking.hosts if host.name and host.name.lower() != "unknown"]
    return session.wording.list_of(names) if names else session.say("the-host")


def booking_line(session: Session, booking: Booking, zone: str) -> str:
    """One line of a list: when, what, with whom, and its state unless it simply stands."""
    line = session.say(
        "booking-line",
        when=session.wording.moment(booking.start, zone),
        title=booking_title(session, booking),
        host=host_names(session, booking),
    )
    state = status_word(session, booking)
    return f"{line} ({state})" if state else line


def booking_offer(session: Session, booking: Booking, zone: str, action: Action) -> Offer:
    """A booking to pick: its line, or under its day the time and what it is."""
    short = session.say(
        "booking-short", time=session.wording.clock(booking.start, zone), title=booking_title(session, booking)
    )
    line = booking_line(session, booking, zone)
    return Offer(line, action, group=session.wording.day(booking.start, zone), short=short)


def status_word(session: Session, booking: Booking) -> str | None:
    """The state in words; None for one that stands. A word we do not know is shown as it is."""
    known = {
        "accepted": None,
        "pending": session.say("status-pending"),
        "cancelled": session.say("status-cancelled"),
        "rejected": session.say("status-rejected"),
        "awaiting_host": session.say("status-awaiting-host"),
    }
    return known.get(booking.status, booking.status)


def field_label(session: Session, field: BookingField, event_type: EventType | None = None) -> str:
    """The question in the host's words, or in ours where Cal.com leaves it without (facts 5.4)."""
    if field.label and field.label.strip():
        return field.label.strip()
    own = {
        "name": "ask-name",
        "splitName": "ask-name",
        "email": "ask-email",
        "attendeePhoneNumber": "ask-phone",
        "notes": "ask-notes",
        "title": "ask-title",
        "guests": "ask-guests",
        "location": "ask-location",
        "place": "ask-place",
    }
    if session.conversation.draft is not None and session.conversation.draft.booked_for is not None:
        own |= {
            "name": "ask-their-name",
            "splitName": "ask-their-name",
            "email": "ask-their-email",
            "attendeePhoneNumber": "ask-their-phone",
        }
    return session.say(own[field.slug]) if field.slug in own else field.slug.replace("-", " ").replace("_", " ")


def location_label(session: Session, location: Location) -> str:
    """A place to meet, as a person would choose it."""
    if location.type == "integration":
        return (location.integration or "").replace("-", " ").title()
    texts = {
        "address": location.address,
        "link": location.link,
        "phone": session.say("location-phone", phone=location.phone or ""),
        "attendeePhone": session.say("location-attendee-phone"),
        "attendeeAddress": session.say("location-attendee-address"),
        "attendeeDefined": session.say("location-attendee-defined"),
        "organizersDefaultApp": session.say("location-video"),
    }
    return texts.get(location.type) or location.type


def place_line(session: Session, location: str | None) -> str | None:
    """Where a booking takes place, from what Cal.com says of it (facts 4.1: a link, an address, or an app's name)."""
    if not location:
        return None
    if location.startswith("integrations:"):
        app = location.removeprefix("integrations:").split("_")[0]
        return session.say("place-app", app={"daily": "Cal Video"}.get(app, app.replace("-", " ").title()))
    return session.say("place", place=location)


def answer_text(session: Session, answer: object) -> str:
    """An answer as people read it."""
    if isinstance(answer, bool):
        return session.say("yes" if answer else "no")
    if isinstance(answer, list | tuple):
        return session.wording.list_of([str(part) for part in answer])
    return str(answer)
