"""Where others read along: a group sees at most times and that something was booked.

What is personal (who somebody is, their answers, their bookings) goes on in the person's private conversation. A code
leads there once: only the person it was made for can use it, and it takes along what was arranged so far.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from bot.conversation import planning, proposing
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import TEXTS_KEPT
from bot.conversation.tools import CancelBooking, HandOver, ListBookings, RescheduleBooking
from bot.message import Notice
from bot.scheduling.draft import BookingDraft
from bot.scheduling.models import Booking
from bot.store import Handover

PUBLIC_QUESTIONS = frozenset({"event_type", "length", "when", "time_zone"})
"""What may be asked with others reading along: the meeting's own sides, and a city."""

PERSONAL_TOOLS = (ListBookings, CancelBooking, RescheduleBooking, HandOver)
"""Tools about the person's own bookings, which are not even looked at in a group, and what they tell the team."""

Run = Callable[[Session, str, str], Awaitable[Outcome]]


async def kept_public(session: Session, outcome: Outcome) -> Outcome:
    """The outcome, or where it goes on when it would show or ask for what is personal."""
    asks = {question.slug for question in outcome.asked} - PUBLIC_QUESTIONS
    if outcome.personal or outcome.shows_proposal or outcome.bookings or asks:
        return await continue_privately(session)
    return outcome


async def continue_privately(
    session: Session, *, command: tuple[str, str] | None = None, call: dict[str, Any] | None = None
) -> Outcome:
    """Hands over what is being arranged here, or else a command or a tool's call about the person's own bookings."""
    conversation = session.conversation
    is_own = command is not None or call is not None
    await proposing.drop(session)
    code = secrets.token_urlsafe(12)
    state = {
        "draft": conversation.draft.model_dump(mode="json") if conversation.draft and not is_own else None,
        "texts": conversation.texts,
        "command": command,
        "calls": [call] if call else [],
    }
    await session.store.hand_over(code, session.account_id, session.incoming.conversation_id, state, session.now)
    if not is_own:
        conversation.draft = None
    text = session.say("group-own") if is_own else session.say("group-continue")
    return Outcome(text, [Offer(session.say("choice-continue"), continues=code)], settled=True)


async def take_over(session: Session, handover: Handover, run: Run) -> Outcome:
    """Goes on where the group left it. A code is good once, and only for the person it was made for."""
    if handover.account_id != session.account_id or session.incoming.in_group:
        line = session.say("link-not-yours")
        return Outcome(line, refused=line, keeps=True)
    await session.store.end_handover(handover.code)
    conversation, state = session.conversation, handover.state
    conversation.texts = [*conversation.texts, *state["texts"]][-TEXTS_KEPT:]
    if state["command"] is not None:
        return await run(session, *state["command"])
    if state["calls"]:
        conversation.later = [*state["calls"], *conversation.later]
        return Outcome("", settled=True)
    await proposing.drop(session)
    if state["draft"] is None:
        return Outcome(session.say("say-something"), settled=True)
    conversation.move = conversation.cancellation = None
    conversation.draft = BookingDraft.model_validate(state["draft"])
    conversation.came_from = handover.conversation_id
    return await planning.advance(session)


def told_there(session: Session, booking: Booking) -> list[Notice]:
    """What the group where the booking began is told: that it is made, and nothing of whose it is."""
    conversation = session.conversation
    origin, conversation.came_from = conversation.came_from, None
    if origin is None or session.zone is None:
        return []
    when = session.wording.moment(booking.start, session.zone)
    text = session.say("group-booked", when=when, place=session.wording.place(session.zone, booking.start))
    return [Notice(origin, text, tuple(session.wording.instants_in(text)))]
