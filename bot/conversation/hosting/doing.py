"""Carries out what a host agreed to: one deed after another, each once, and tells which were done.

Called by ``writing.confirm`` alone, after the intent was stored. Of several deeds those that went through are done
whatever becomes of the others; the rest is told, and can be asked for again.
"""

from dataclasses import dataclass, field

from bot.conversation import cards, managing
from bot.conversation.hosting import choices, finding
from bot.conversation.hosting.booking_deeds import Move, Reassign
from bot.conversation.hosting.deed import Deed
from bot.conversation.hosting.hour_deeds import ChangeHours
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Proposal
from bot.scheduling.calendar import (
    CalendarError,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    SlotTaken,
    Unauthorized,
    Unavailable,
)
from bot.scheduling.draft import Span, Wish
from bot.scheduling.hosting import HostCalendar
from bot.scheduling.models import Booking
from bot.store import WriteIntent


@dataclass
class _Done:
    """What became of the deeds of a proposal. ``unknown``: sent, and nobody knows."""

    done: list[Deed] = field(default_factory=list)
    refused: list[tuple[Deed, CalendarError]] = field(default_factory=list)
    unknown: list[Deed] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)


async def carry_out(session: Session, proposal: Proposal, intent: WriteIntent) -> Outcome:
    """Does the deeds of a proposal that got its yes."""
    calendar = session.host_calendar
    if calendar is None:
        await session.store.end_write(intent.key, "failed", {"error": "NoHost"})
        session.conversation.proposal = None
        return Outcome(session.say("host-not-linked"), settled=True)
    result = _Done()
    for deed in proposal.deeds:
        session.progress.sent = True
        try:
            result.bookings += await deed.perform(calendar)
            result.done.append(deed)
        except OutcomeUnknown:
            await _find_out(result, deed, calendar)
        except CalendarError as error:
            result.refused.append((deed, error))
    return await _tell(session, proposal, intent, result)


async def settle(session: Session, proposal: Proposal, intent: WriteIntent) -> Outcome:
    """What became of deeds whose answer was lost, or that a kill interrupted: asked, and never done a second time."""
    if intent.status == "done":
        told = "\n".join((intent.result or {}).get("done", []))
        return Outcome(told, settled=True, done=told)
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("outcome-unknown-change"))
    result = _Done()
    for deed in proposal.deeds:
        await _find_out(result, deed, calendar)
    return await _tell(session, proposal, intent, result)


async def _find_out(result: _Done, deed: Deed, calendar: HostCalendar) -> None:
    try:
        is_done = await deed.is_done(calendar)
    except (Unavailable, RateLimited, Unauthorized, OutcomeUnknown):
        result.unknown.append(deed)
        return
    except CalendarError as error:
        result.refused.append((deed, error))
        return
    if is_done:
        result.done.append(deed)
    elif is_done is None:
        result.unknown.append(deed)
    else:
        result.refused.append((deed, OutcomeUnknown()))


async def _tell(session: Session, proposal: Proposal, intent: WriteIntent, result: _Done) -> Outcome:
    conversation = session.conversation
    if conversation.proposal is not None and conversation.proposal.token == proposal.token:
        conversation.proposal = None
        taken = await _other_time(session, result)
        if taken is not None:
            await session.store.end_write(intent.key, "failed", {"error": "SlotTaken"})
            return taken
        conversation.end_change()
    calendar = session.host_calendar
    done = [deed.told if calendar is None else await deed.tells(calendar) for deed in result.done]
    lines = list(done)
    if result.refused:
        lines.append(session.say("change-not-done", count=len(result.refused), reason=_why(session, result)))
    if result.refused and len(proposal.deeds) > 1:
        lines += [session.say("change-not-done-line", what=deed.names) for deed, _error in result.refused]
    if result.unknown:
        # It stays ``sending``, and is looked for again at the next message.
        return Outcome("\n".join([*lines, session.say("outcome-unknown-change")]))
    await session.store.end_write(intent.key, "done" if result.done else "failed", {"done": done})
    return Outcome(
        "\n".join(lines),
        choices.of_one(session, result.bookings) or _next(session, result),
        bookings=[cards.booking_view(booking) for booking in result.bookings],
        settled=True,
        done="\n".join(done),
    )


def _next(session: Session, result: _Done) -> list[Offer]:
    """What is likely wanted after it: to cancel the bookings that stand in hours given up."""
    uids = [uid for deed in result.done if isinstance(deed, ChangeHours) for uid in deed.standing]
    if not uids:
        return []
    label = session.say("choice-cancel-standing", count=len(uids))
    return [Offer(label, Action(do="host", with_={"for": "cancel_these", "uids": uids}))]


async def _other_time(session: Session, result: _Done) -> Outcome | None:
    """A move whose time went meanwhile goes on with what is free; None when it is no such move."""
    move = session.conversation.move
    if move is None or not move.for_host or result.done or not result.refused:
        return None
    deed, error = result.refused[0]
    if not isinstance(deed, Move) or not isinstance(error, SlotTaken):
        return None
    move.start, move.wish = None, Wish(text="", spans=(Span(start=deed.start),), exact=True)
    when = session.wording.moment(deed.start, finding.zone_of(session))
    return (await managing.advance_move(session)).after(session.say("just-taken", when=when))


def _why(session: Session, result: _Done) -> str:
    """The first refusal in words; they are nearly always the same."""
    deed, error = result.refused[0]
    if isinstance(error, OutcomeUnknown):
        return session.say("why-not-arrived")
    if isinstance(error, Unauthorized):
        return session.say("why-not-allowed")
    if isinstance(error, Unavailable | RateLimited):
        return session.say("why-away")
    if isinstance(error, Rejected) and error.reason == "changed_meanwhile":
        return session.say("why-changed-meanwhile")
    if isinstance(deed, Reassign) and deed.user_id is None and isinstance(error, Rejected):
        return session.say("why-nobody-free")
    if isinstance(error, NotFound) or (isinstance(error, Rejected) and error.reason in _GONE):
        return session.say("why-gone")
    return session.say("why-went" if isinstance(error, SlotTaken) else "why-refused")


_GONE = ("already_cancelled", "already_rescheduled", "ended")
