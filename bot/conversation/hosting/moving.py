"""A host moves a booking: the same way to a time as a guest's (``managing``, ``times``), over the host's calendar."""

from bot.conversation import managing, proposing
from bot.conversation.hosting import meant, reasons
from bot.conversation.hosting.proposing import refusal
from bot.conversation.hosting.tools import ChangeBooking
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.tools import RescheduleBooking
from bot.scheduling.draft import MoveDraft


async def move(session: Session, arguments: ChangeBooking) -> Outcome:
    """Starts or continues moving a booking of the host's."""
    why_not = refusal(session, "reschedule")
    if why_not is not None:
        return why_not
    conversation = session.conversation
    open_move = conversation.move if conversation.move is not None and conversation.move.for_host else None
    reason = reasons.own(session, arguments.reason) or (open_move.reason if open_move else None)
    if open_move is None or open_move.uid is None or arguments.which is not None:
        await proposing.drop(session)
        conversation.cancellation = conversation.changing = None
        words = arguments.when or (open_move.when_text if open_move is not None else None)
        conversation.move = MoveDraft(for_host=True, when_text=words, reason=reason)
        chosen = await meant.which(session, "move", arguments.which)
        if isinstance(chosen, Outcome):
            if chosen.settled:
                conversation.move = None
            return chosen
        conversation.move.uid = chosen.uid
        if words is None:
            return await managing.advance_move(session)
    elif reason is not None and reason != open_move.reason:
        open_move.reason = reason
        await proposing.drop(session)
    return await managing.reschedule(session, RescheduleBooking(when=arguments.when))


async def begin(session: Session, uid: str) -> Outcome:
    """A tap on a booking: of a list that was asked about, or on its card. What was said of the time counts."""
    why_not = refusal(session, "reschedule")
    if why_not is not None:
        return why_not
    await proposing.drop(session)
    conversation = session.conversation
    conversation.cancellation = conversation.changing = None
    open_move = conversation.move
    if open_move is None or not open_move.for_host or open_move.uid is not None:
        open_move = MoveDraft(for_host=True)
    conversation.move = open_move
    open_move.uid = uid
    return await managing.advance_move(session)
