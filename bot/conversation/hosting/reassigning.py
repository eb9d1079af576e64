"""Hands a round robin booking on: to whoever is free next, or to a host of the round robin by name (facts 4.7)."""

from collections.abc import Sequence

from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.booking_deeds import Reassign
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Changing, Question
from bot.scheduling.models import Booking, EventType, User

ANYONE = "anyone"


async def reassign(session: Session, draft: Changing, booking: Booking) -> Outcome:
    event_type = await _round_robin(session, booking)
    if event_type is None:
        session.conversation.changing = None
        return Outcome(session.say("not-round-robin", what=finding.name(session, booking)), settled=True)
    here = {host.username for host in booking.hosts}
    others = [host for host in event_type.hosts if isinstance(host, User) and host.username not in here]
    if draft.to is None or draft.to == ANYONE:
        return _propose(session, draft, booking, None)
    said = set(finding.words_of(draft.to))
    meant = [one for one in others if said & {*finding.words_of(one.name or ""), *finding.words_of(one.username or "")}]
    if len(meant) == 1:
        return _propose(session, draft, booking, meant[0])
    return _ask_whom(session, booking, meant or others, draft.to if not meant else None)


async def _round_robin(session: Session, booking: Booking) -> EventType | None:
    """Its event type, when that is a team's whose hosts take turns."""
    event_type_id = booking.event_type_id or (booking.event_type.id if booking.event_type else None)
    calendar = session.host_calendar
    assert calendar is not None
    for team in await calendar.booking.teams.list():
        for event_type in await calendar.booking.teams.event_types(team.id):
            if event_type.id == event_type_id:
                return event_type if event_type.scheduling_type == "roundRobin" else None
    return None


def _ask_whom(session: Session, booking: Booking, hosts: Sequence[User], unknown: str | None) -> Outcome:
    choices = [(one.name or one.username or "", one.username or "") for one in hosts]
    choices.append((session.say("choice-next-free"), ANYONE))
    offers = [
        Offer(label, Action(do="host", with_={"uid": booking.uid, "for": "hand_to", "to": to})) for label, to in choices
    ]
    lead = session.say("not-taking-turns", words=unknown) if unknown else session.say("ask-to-whom")
    question = Question(
        slug="to", type="select", label=session.say("ask-to-whom"), options=[label for label, _ in choices]
    )
    return Outcome(lead, offers, asked=[question])


def _propose(session: Session, draft: Changing, booking: Booking, to: User | None) -> Outcome:
    what = finding.name(session, booking)
    to_id = None if to is None else to.id or to.user_id
    whom = session.say("the-next-free") if to is None else to.name or to.username or ""
    mine = next((one.id for one in booking.hosts if session.host and one.username == session.host.username), None)
    deed = Reassign(
        uid=booking.uid,
        away_from=mine,
        user_id=to_id,
        reason=draft.reason,
        names=what,
        told=session.say("reassigned", what=what, whom=whom),
    )
    card = [session.say("propose-reassign", whom=whom), what]
    if draft.reason and to is not None:
        card.append(session.say("card-reason", reason=draft.reason))
    return proposing.propose(session, [deed], card, start=booking.start)
