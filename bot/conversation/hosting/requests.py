"""Requests that wait for this host: accepted or declined, behind the gate like every write. A guest who is declined
reads why, so the host is asked."""

from datetime import timedelta
from typing import Literal

from bot.conversation.hosting import finding, proposing, reasons
from bot.conversation.hosting.booking_deeds import Accept, Decline
from bot.conversation.hosting.tools import AnswerRequest
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.state import Changing
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
    draft = _declining(session) or Changing(change="decline")
    draft.reason = reasons.own(session, arguments.reason) or draft.reason
    session.conversation.changing = draft if arguments.answer == "decline" else None
    same = [booking for booking in waiting if booking.uid == draft.uid and arguments.which is None]
    chosen = same[0] if same else finding.choose(session, waiting, arguments.which)
    if isinstance(chosen, Booking):
        return _propose(session, chosen, arguments.answer)
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
    return _propose(session, booking, given)


def decline(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """The next step of declining: the reason is asked for, or the proposal shown."""
    asked = reasons.ask(session, draft, [booking])
    if asked is not None:
        return asked
    what = finding.name(session, booking)
    deed = Decline(uid=booking.uid, reason=draft.reason, names=what, told=session.say("request-declined", what=what))
    lines = [session.say("propose-decline"), what]
    if draft.reason:
        lines.append(session.say("card-reason", reason=draft.reason))
    return proposing.propose(session, [deed], lines, start=booking.start)


def _propose(session: Session, booking: Booking, given: Literal["accept", "decline"]) -> Outcome:
    conversation = session.conversation
    what = finding.name(session, booking)
    refusal = proposing.refusal(session, "confirm" if given == "accept" else "decline")
    if booking.status != "pending":
        refusal = Outcome(session.say("request-answered", what=what), settled=True)
    if refusal is not None:
        conversation.changing = None
        return refusal
    if given == "accept":
        conversation.changing = None
        accept = Accept(uid=booking.uid, names=what, told=session.say("request-accepted", what=what))
        return proposing.propose(session, [accept], [session.say("propose-accept"), what], start=booking.start)
    kept = _declining(session)
    draft = kept if kept is not None and kept.uid in (None, booking.uid) else Changing(change="decline")
    draft.uid = booking.uid
    conversation.changing, conversation.proposal = draft, None
    return decline(session, draft, booking)


def _declining(session: Session) -> Changing | None:
    draft = session.conversation.changing
    return draft if draft is not None and draft.change == "decline" else None
