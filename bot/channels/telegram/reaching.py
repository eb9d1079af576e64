"""Asking Telegram until it answers: a cut of the network, or a bad hour at Telegram, ends nothing here."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.store import StoreError

FIRST, LONGEST = 0.5, 30.0
"""Seconds between two attempts."""

T = TypeVar("T")

_log = logging.getLogger("slotwise.telegram")


async def insist(call: Callable[[], Awaitable[T]]) -> T:
    """What ``call`` returns, asked again as often as it takes: after as long as Telegram says, and otherwise after a
    wait that grows. Says so once, and once when it is over. Raises what would be the same the next time: InvalidToken,
    BadRequest and Forbidden."""
    wait, told = FIRST, ""
    while True:
        try:
            result = await call()
        except (InvalidToken, BadRequest, Forbidden):
            raise
        except (TelegramError, StoreError) as error:
            if (trouble := _trouble(error)) != told:
                told = trouble
                _log.warning("%s; trying again until it works", trouble)
            pause = _seconds(error) or wait * random.uniform(0.75, 1.0)  # noqa: S311 - so that many do not come at once
            wait = min(wait * 2, LONGEST)
        else:
            if told:
                _log.warning("it works again")
            return result
        await asyncio.sleep(pause)


def _seconds(error: Exception) -> float | None:
    if not isinstance(error, RetryAfter):
        return None
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)


def _trouble(error: Exception) -> str:
    """Only words of ours, and of the error's kind: an address would hold the token."""
    if isinstance(error, StoreError):
        return f"the store cannot be used ({error})"
    if isinstance(error, Conflict):
        return "another program fetches this bot's updates with the same token; stop it, or give it a bot of its own"
    if isinstance(error, RetryAfter):
        return "Telegram asks to wait"
    return f"Telegram cannot be reached ({type(error).__name__})"
