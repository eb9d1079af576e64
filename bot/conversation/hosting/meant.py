"""Which of a host's bookings a change is about: what was replied to or told of last, else by the host's words."""

from datetime import timedelta

from bot.conversation.hosting import finding
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.scheduling.models import Booking

AHEAD = timedelta(days=365)
LATELY = timedelta(days=14)
"""How long after a meeting somebody can be marked as absent by words."""
JUST_NOW = timedelta(hours=3)


async def which(session: Session, change: str, words: str | None) -> Booking | Outcome:
    """The one that is meant, or a question with those that may be."""
    bookings = await (_begun(session) if change == "no_show" else _coming(session))
    if not bookings:
        message = "nothing-begun" if change == "no_show" else "nothing-coming"
        return Outcome(session.say(message), settled=True)
    chosen = (_plain(session, bookings, change) if words is None else None) or finding.choose(session, bookings, words)
    if isinstance(chosen, Booking):
        return chosen
    if len(chosen) == len(bookings):
        chosen = _asked_of(session, bookings) or chosen  # the words fit none: it stays with those that were asked about
    if len({booking.recurring_booking_uid or booking.uid for booking in chosen}) == 1:
        return chosen[0]  # of one series the next date is meant, and of one that is over the last
    return finding.ask_which(session, chosen, change)


def _asked_of(session: Session, bookings: list[Booking]) -> list[Booking]:
    """Those of the open question which one is meant."""
    conversation = session.conversation
    if not any(question.slug == "which" for question in conversation.asked):
        return []
    return [booking for booking in bookings if booking.uid in conversation.shown_bookings]


def _plain(session: Session, bookings: list[Booking], change: str) -> Booking | None:
    """The one that is meant without a word: "can you move it to four?" right after a booking was told of, "she did not
    come" when one has just begun."""
    conversation = session.conversation
    if len(conversation.told) == 1 and len(conversation.shown_bookings) == 1:
        told = next((booking for booking in bookings if booking.uid == conversation.shown_bookings[0]), None)
        if told is not None:
            return told
    recent = [booking for booking in bookings if session.now - booking.start < JUST_NOW]
    return recent[0] if change == "no_show" and len(recent) == 1 else None


async def _coming(session: Session) -> list[Booking]:
    """Those that are not over, by start."""
    calendar = session.host_calendar
    assert calendar is not None
    listed = calendar.bookings.list(
        status=("upcoming", "unconfirmed"), after_start=session.now - timedelta(days=1), before_end=session.now + AHEAD
    )
    return [booking async for booking in listed if booking.is_active and booking.end > session.now]


async def _begun(session: Session) -> list[Booking]:
    """Those that have begun lately, the latest first."""
    calendar = session.host_calendar
    assert calendar is not None
    listed = calendar.bookings.list(after_start=session.now - LATELY, before_end=session.now + timedelta(days=1))
    begun = [booking async for booking in listed if booking.status == "accepted" and booking.start <= session.now]
    return sorted(begun, key=lambda booking: booking.start, reverse=True)
