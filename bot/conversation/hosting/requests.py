"""Requests that wait for this host: accepted or declined, behind the gate like every write."""

from datetime import timedelta
from typing import Literal

from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.booking_deeds import Accept, Decline
from bot.conversation.hosting.tools import AnswerRequest
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.scheduling.calendar import NotFound
from bot.scheduling.models import Booking

AHEAD = timedelta(days=365)
"""How far in the future a request is looked for."""


async def answer_by_words(session: Session, arguments: AnswerRequest) -> Outcome:
    """Proposes the answer to the request that the words mean; asks which one where they do not say."""
    calendar = session.host_calendar
    assert calendar is not None
    waiting = [
        booking
        async for booking in calendar.bookings.list(
            status=("unconfirmed",), after_start=session.now, before_end=session.now + AHEAD
        )
    ]
    if not waiting:
        return Outcome(session.say("no-requests"), settled=True)
    chosen = finding.choose(session, waiting, arguments.which)
    if isinstance(chosen, Booking):
        return _propose(session, chosen, arguments.answer, arguments.reason)
    return finding.ask_which(session, chosen, arguments.answer)


async def answer(session: Session, uid: str, given: Literal["accept", "decline"]) -> Outcome:
    """Proposes the answer to one request: a tap on its card."""
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    try:
        booking = await calendar.bookings.get(uid)
    except NotFound:
        return Outcome(session.say("booking-gone"), settled=True)
    return _propose(session, booking, given, None)


def _propose(session: Session, booking: Booking, given: Literal["accept", "decline"], reason: str | None) -> Outcome:
    if booking.status != "pending":
        return Outcome(session.say("request-answered", what=finding.name(session, booking)), settled=True)
    refusal = proposing.refusal(session, "confirm" if given == "accept" else "decline")
    if refusal is not None:
        return refusal
    what = finding.name(session, booking)
    if given == "accept":
        accept = Accept(uid=booking.uid, names=what, told=session.say("request-accepted", what=what))
        return proposing.propose(session, [accept], [session.say("propose-accept"), what], start=booking.start)
    decline = Decline(uid=booking.uid, reason=reason, names=what, told=session.say("request-declined", what=what))
    lines = [session.say("propose-decline"), what]
    if reason:
        lines.append(session.say("card-reason", reason=reason))
    return proposing.propose(session, [decline], lines, start=booking.start)
