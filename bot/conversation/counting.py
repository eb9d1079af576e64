"""A turn's dealings with the meter: leave before a provider is asked, what is owed before the turn is saved, and the
count after it. Where nobody counts, all may be asked."""

import logging

from bot.conversation.metering import Leave, TurnSpent
from bot.conversation.session import Session
from bot.message import Usage
from bot.store import StoreError

log = logging.getLogger(__name__)


async def leave_to_ask(session: Session) -> Leave:
    """Whether the message may be read by a model that costs something."""
    if session.meter is None or session.model_is_free:
        return Leave()
    return await session.meter.leave_to_ask(session.account_id, session.now)


async def owe(session: Session) -> None:
    """The turn is about to be saved."""
    if session.meter is not None:
        await session.meter.owe(_spent(session))


async def count(session: Session) -> None:
    """The turn is saved: that it could not be counted is nothing to trouble the person with."""
    if session.meter is None:
        return
    try:
        await session.meter.count(_spent(session))
    except StoreError as error:
        log.warning("a turn was not counted: %s", error)


def _spent(session: Session) -> TurnSpent:
    usage = Usage() if session.model_is_free else session.progress.usage
    return TurnSpent(
        session.incoming.conversation_id,
        session.incoming.message_id,
        session.account_id,
        session.now,
        is_message=session.incoming.choice is None,
        model_calls=usage.model_calls,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        bookings=session.progress.booked,
    )
