"""Taking a booking back within a minute of making it, by one tap or one word.

It is a cancellation through the gate's own way of writing (stored, sent once, looked for when no answer comes), under a
key made of the booking's: however often it is tapped, it is sent once. After the minute, and wherever the minute is not
known of, the ordinary cancellation is proposed.
"""

from bot.conversation import managing, proposing, replying, writing
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.state import Cancellation
from bot.scheduling.draft import MoveDraft, Span, Wish


async def undo(session: Session, uid: str) -> Outcome:
    """Takes back the booking with this uid, if it is this account's and its minute is not over."""
    conversation = session.conversation
    done = conversation.spent.get(f"undo:{uid}")
    if done is not None:
        return Outcome(done, refused=done, keeps=True)
    made = conversation.undoable
    if made is None or made.uid != uid or session.now > made.until or made.moved_from is not None:
        outcome = await managing.pick(session, uid, "cancel")
        return outcome if outcome.keeps else outcome.after(session.say("undo-late"))
    own = await managing.find_own(session, uid)
    if own is None or not own.booking.is_active:
        line = session.say("booking-gone")
        return Outcome(line, refused=line, keeps=True)
    series_uid = own.booking.recurring_booking_uid or own.kept.series_uid
    await proposing.drop(session)
    conversation.move = None
    proposing.propose_cancel(
        session,
        own.booking,
        scope="all" if series_uid else "this",
        reason=session.say("reason-undo"),
        seat_uid=own.kept.seat_uid,
        series_uid=series_uid,
    )
    proposal = conversation.proposal
    assert proposal is not None
    # The same key however often it is asked for; and with it what an unanswered try leaves to be asked about.
    taken_back = proposal.model_copy(update={"token": f"undo-{made.token}"})
    conversation.proposal = taken_back
    conversation.cancellation = Cancellation(uid=uid, scope=taken_back.scope, reason=taken_back.reason)
    outcome = await writing.confirm(session, taken_back.token)
    if outcome.done:
        _remember_done(session, uid, outcome.done)
    return outcome


async def undo_last(session: Session) -> Outcome | None:
    """The word "undo" right after something was done: a booking goes, a moved one is offered its old time again. None
    when nothing was done that it could mean."""
    made = session.conversation.undoable
    if made is None:
        return None
    if made.moved_from is None:
        return await undo(session, made.uid)
    session.conversation.move = MoveDraft(
        uid=made.uid, wish=Wish(text="", spans=(Span(start=made.moved_from),), exact=True)
    )
    session.conversation.cancellation = None
    await proposing.drop(session)
    return await managing.advance_move(session)


def _remember_done(session: Session, uid: str, line: str) -> None:
    spent = [*session.conversation.spent.items(), (f"undo:{uid}", line)]
    session.conversation.spent = dict(spent[-replying.MOST_SPENT :])
