"""What can be done with a booking on a host's calendar, as choices that work whenever they are picked.

What the host may not do is not among them.
"""

from collections.abc import Sequence

from bot.conversation import lasting
from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.scheduling.hosting.bookings import Verb
from bot.scheduling.models import Booking


def of(session: Session, booking: Booking) -> list[Offer]:
    """A request can be answered, and what stands moved or cancelled; what has begun, nothing of it."""
    calendar = session.host_calendar
    if calendar is None or not booking.is_active or booking.start <= session.now:
        return []
    named: list[tuple[Verb, str, str]] = [
        ("reschedule", "choice-move", "host_move"),
        ("cancel", "choice-cancel", "host_cancel"),
    ]
    if booking.status == "pending":
        named = [("confirm", "choice-accept", "accept"), ("decline", "choice-decline-request", "decline"), *named[:1]]
    return [
        lasting.offer(session.say(label), purpose, booking.uid)
        for verb, label, purpose in named
        if calendar.bookings.why_not(verb) is None
    ]


def of_one(session: Session, bookings: Sequence[Booking]) -> list[Offer]:
    """Where just one is told of: which is meant is plain then."""
    return of(session, bookings[0]) if len(bookings) == 1 else []
