"""What a host changes of a booking on their calendar, one step at a time: which booking, what is missing, the proposal.

What was said is kept in ``Changing`` until the change is done or let go, so that every message may add to it.
"""

from collections.abc import Sequence
from typing import Any

from bot.conversation import grounding, policy, proposing
from bot.conversation.hosting import (
    attending,
    cancelling,
    finding,
    meant,
    moving,
    placing,
    reasons,
    reassigning,
    requests,
)
from bot.conversation.hosting.proposing import refusal
from bot.conversation.hosting.tools import ChangeBooking
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.state import Changing
from bot.conversation.tools import CancelBooking, RescheduleBooking
from bot.scheduling.calendar import NotFound
from bot.scheduling.hosting.bookings import Verb
from bot.scheduling.models import Booking

VERBS: dict[str, Verb] = {
    "cancel": "cancel",
    "ask_to_reschedule": "request_reschedule",
    "no_show": "mark_absent",
    "reassign": "reassign",
    "location": "update_location",
    "add_guests": "add_guests",
    "add_attendee": "add_attendee",
    "decline": "decline",
}
"""What each takes of the host's powers."""


async def change(session: Session, arguments: ChangeBooking) -> Outcome:
    """Starts or continues a change."""
    if arguments.change == "move":
        return await moving.move(session, arguments)
    why_not = refusal(session, VERBS[arguments.change])
    if why_not is not None:
        return why_not
    conversation = session.conversation
    kept = conversation.changing
    draft = kept if kept is not None and kept.change == arguments.change else Changing(change=arguments.change)
    _hear(session, draft, arguments)
    await proposing.drop(session)
    conversation.move = conversation.cancellation = None
    conversation.changing = draft
    if draft.scope == "day":
        draft.when = draft.when or arguments.which
        return await cancelling.clear(session, draft)
    if draft.uid is None or arguments.which is not None:
        chosen = await meant.which(session, draft.change, arguments.which or arguments.when)
        if isinstance(chosen, Outcome):
            if chosen.settled:
                conversation.changing = None
            return chosen
        if chosen.uid != draft.uid:
            draft.uid = chosen.uid
    return await advance(session)


async def begin(session: Session, change: str, uid: str) -> Outcome:
    """A tap on a booking: of a list that was asked about, or on its card. What was said before of it counts."""
    why_not = refusal(session, VERBS[change])
    if why_not is not None:
        return why_not
    conversation = session.conversation
    kept = conversation.changing
    if kept is None or kept.change != change or kept.uid is not None:
        kept = Changing(change=change)
    await proposing.drop(session)
    conversation.move = conversation.cancellation = None
    conversation.changing = kept
    kept.uid = uid
    return await advance(session)


async def cancel_these(session: Session, uids: Sequence[str]) -> Outcome:
    """A tap that cancels the bookings it was shown with, behind a card of its own."""
    why_not = refusal(session, VERBS["cancel"])
    if why_not is not None:
        return why_not
    conversation = session.conversation
    await proposing.drop(session)
    conversation.move = conversation.cancellation = None
    conversation.changing = Changing(change="cancel", scope="day", uids=list(uids))
    return await advance(session)


async def answered(session: Session, uid: str, **answer: Any) -> Outcome:
    """A tap on an answer to what was asked about the open change of this booking (or of a day)."""
    draft = session.conversation.changing
    if draft is None or (draft.uid or "") != uid:
        line = session.say("choice-outdated")
        return Outcome(line, refused=line, keeps=True)
    await proposing.drop(session)
    session.conversation.changing = draft.model_copy(update=answer)
    return await advance(session)


def leaves_out_the_reason(session: Session, text: str) -> bool:
    """Whether this is a yes, a no or a "no reason" to the question why, which is nothing that a guest should read."""
    asked = any(question.slug == "reason" for question in session.conversation.asked)
    if session.host is None or session.conversation.changing is None or not asked:
        return False
    return policy.gives_no_reason(text, session.language)


async def without_reason(session: Session) -> Outcome:
    """Goes on with the open change, for which no reason is given."""
    draft = session.conversation.changing
    assert draft is not None
    return await answered(session, draft.uid or "", without_reason=True)


async def advance(session: Session) -> Outcome:
    """The next step of the open change: a question, or the proposal."""
    conversation, calendar = session.conversation, session.host_calendar
    draft = conversation.changing
    if draft is None or calendar is None:
        raise ValueError("no change is open")
    if conversation.proposal is not None:
        return proposing.card(session)
    if draft.scope == "day":
        return await cancelling.clear(session, draft)
    try:
        booking = await calendar.bookings.get(draft.uid or "")
    except NotFound:
        conversation.changing = None
        return Outcome(session.say("booking-gone"), settled=True)
    why_not = _too_late(session, draft, booking)
    if why_not is not None:
        conversation.changing = None
        return Outcome(why_not, settled=True)
    return await _step(session, draft, booking)


async def _step(session: Session, draft: Changing, booking: Booking) -> Outcome:
    match draft.change:
        case "cancel":
            return cancelling.cancel(session, draft, booking)
        case "ask_to_reschedule":
            return cancelling.ask_to_reschedule(session, draft, booking)
        case "no_show":
            return attending.no_show(session, draft, booking)
        case "reassign":
            return await reassigning.reassign(session, draft, booking)
        case "location":
            return await placing.change(session, draft, booking)
        case "add_guests":
            return attending.add_guests(session, draft, booking)
        case "add_attendee":
            return attending.add_attendees(session, draft, booking)
        case "decline":
            return requests.decline(session, draft, booking)
    raise ValueError(f"no such change: {draft.change}")


async def is_hosts(session: Session, arguments: CancelBooking | RescheduleBooking) -> bool:
    """Whether a host who cancels or moves a booking means one on their own calendar: one is being changed, or they
    have made none here as a guest."""
    if session.host is None:
        return False
    conversation = session.conversation
    if conversation.changing is not None or (conversation.move is not None and conversation.move.for_host):
        return True
    return conversation.task is None and not await session.store.owned(session.account_id)


def as_host(arguments: CancelBooking | RescheduleBooking) -> ChangeBooking:
    """The same, of the host's own calendar."""
    if isinstance(arguments, RescheduleBooking):
        return ChangeBooking(change="move", which=arguments.which, when=arguments.when)
    scope = "following" if arguments.scope is not None and arguments.scope != "this" else arguments.scope
    return ChangeBooking(change="cancel", which=arguments.which, scope=scope, reason=arguments.reason)


def _hear(session: Session, draft: Changing, arguments: ChangeBooking) -> None:
    """Takes in what the call says, as far as the host said it."""
    draft.scope = arguments.scope or draft.scope
    draft.when = arguments.when or draft.when
    draft.reason = reasons.own(session, arguments.reason) or draft.reason
    if arguments.to is not None and grounding.said(arguments.to, session.conversation.texts, share=0.6):
        draft.to = arguments.to
    draft.people = attending.said(session, arguments.people) or draft.people


def _too_late(session: Session, draft: Changing, booking: Booking) -> str | None:
    """Why the booking's state leaves nothing to change, in words."""
    if draft.change == "no_show":
        if booking.start > session.now:
            return session.say("not-begun", what=finding.name(session, booking))
        return None if booking.is_active else session.say("booking-gone")
    if not booking.is_active:
        return session.say("booking-gone")
    return session.say("booking-over") if booking.end <= session.now else None
