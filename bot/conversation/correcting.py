"""A message that is edited after it led to a booking: nothing is booked a second time, another time is a move of it."""

from bot.conversation import cards, grounding, lasting, managing, wishes
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.tools import PlanBooking, RescheduleBooking
from bot.scheduling.draft import MoveDraft, Wish


async def of_a_booking(session: Session, arguments: PlanBooking) -> Outcome | None:
    """What the edited message changes about the booking that it led to; None when it led to none that stands."""
    conversation, made = session.conversation, session.conversation.undoable
    if session.incoming.edits is None or made is None or made.heard_id != session.incoming.edits:
        return None
    own = await managing.find_own(session, made.uid)
    if conversation.task is not None or own is None or not own.booking.is_active:
        return None
    zone = session.zone or "UTC"
    line = cards.booking_line(session, own.booking, zone)
    words = wishes.own_words(session, arguments.when)
    wish = wishes.read(session, words, zone, task="reschedule", anchor=None) if words is not None else None
    is_moved = wish is not None and not (isinstance(wish, Wish) and wish.start == own.booking.start)
    if not is_moved or not _is_same(session, own, arguments):
        text = session.say("edit-booked", booking=line)
        return Outcome(text, lasting.offers(session, own.booking.uid), settled=True)
    conversation.move = MoveDraft(uid=own.booking.uid)
    moved = await managing.reschedule(session, RescheduleBooking(when=words))
    return moved.after(session.say("edit-booked-move", booking=line))


def _is_same(session: Session, own: managing.Own, arguments: PlanBooking) -> bool:
    """Whether the words tell of the same kind of booking, with the same host."""
    booking, kind = own.booking, arguments.event_type
    known = [cards.booking_title(session, booking), cards.booking_view(booking).event_type]
    minutes = (booking.end - booking.start).total_seconds() // 60
    return (
        arguments.length in (None, minutes)
        and (kind is None or kind == known[1] or grounding.said(kind, known, share=0.5))
        and (arguments.host is None or grounding.said(arguments.host, [cards.host_names(session, booking)], share=0.5))
    )
