"""What people say beside the booking itself, read in code by whole phrases: what was understood, taking back what was
just done, what may be remembered for the next time, when they may be told of things, how long a kind of meeting is."""

from bot.conversation import matching, peace, planning, policy, recap, remembering, undoing, wishes
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session


async def read(session: Session, text: str) -> Outcome | None:
    """The answer to such a message; None when it is none."""
    if policy.asks_for_recap(text, session.language):
        return await recap.tell(session)
    if policy.reads_undo(text, session.language):
        return await undoing.undo_last(session)
    remembered = await remembering.read(session, text)
    if remembered is not None:
        return remembered
    peaceful = peace.read(session, text)
    if peaceful is not None:
        return peaceful
    if policy.asks_length(text, session.language):
        return await _tell_length(session, text)
    return None


async def _tell_length(session: Session, text: str) -> Outcome | None:
    """How long the one kind of meeting takes that the question names, or that is being booked."""
    if wishes.mentions(session, text):
        return None  # it asks for a time as well
    named = matching.mentioned(await session.directory.offered(), text)
    draft = session.conversation.draft
    settled = await planning.event_type_of(session, draft) if draft is not None and not named else None
    event_type = named[0].event_type if named else settled[1] if settled is not None else None
    if event_type is None:
        return None
    lengths = [session.say("minutes", count=minutes) for minutes in event_type.lengths]
    text = session.say("type-length", title=event_type.title, lengths=session.wording.list_of(lengths, "or"))
    return Outcome(text, beside=True)
