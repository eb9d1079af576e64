"""When a call to Telegram may go: at most 30 messages a second, one a second in a chat and 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Telegram counts a call somewhere
between its start and its answer. A leaky bucket that counts starts lets slow calls and quick ones arrive together; so a
place comes free again a second (a minute) after the answer, and no window of Telegram's ever holds more than it allows.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.store import JSON

MOST_WAITS = 5
"""How often a call waits as told before the error is handed on."""

LONGEST_ASIDE = 60.0
"""Seconds that a call which is no message waits as told; a name or a menu can wait for the next start."""

_UNPACED = frozenset({"sendChatAction", "sendMessageDraft"})

Answer = bool | JSON | list[JSON]

_log = logging.getLogger("slotwise.telegram")


class Window:
    """At most ``most`` calls in any ``seconds``, in the order they came."""

    def __init__(self, most: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(most)
        self._seconds = seconds
        self._taken = 0

    @property
    def is_idle(self) -> bool:
        """Nobody is in it, waits for it, or was in it lately."""
        return self._taken == 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        self._taken += 1
        try:
            await self._places.acquire()
        except asyncio.CancelledError:
            self._taken -= 1
            raise
        try:
            yield
        finally:
            asyncio.get_running_loop().call_later(self._seconds, self._free)

    def _free(self) -> None:
        self._taken -= 1
        self._places.release()


class _Chat:
    """One message at a time, and not many in a while. Whoever waits as told keeps the next ones of the chat waiting, so
    that they stay in order."""

    def __init__(self, interval: float, group_minute: float | None) -> None:
        self._second = Window(1, interval)
        self._minute = Window(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, group_minute) if group_minute else None

    @property
    def is_idle(self) -> bool:
        return self._second.is_idle and (self._minute is None or self._minute.is_idle)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        async with self._second.place():
            if self._minute is None:
                yield
            else:
                async with self._minute.place():
                    yield


class Pace(BaseRateLimiter[int]):
    """Holds back what shows a message, sent or edited; all else passes. A 429 waits as told: the chat it was for, or
    all when two chats are told at the same time. ``rate_limit_args`` is how often, in place of ``MOST_WAITS``. One
    ``Pace`` serves one loop."""

    def __init__(self, *, second: float = 1.0, minute: float = 60.0) -> None:
        """How many seconds Telegram's second and minute take, for tests."""
        self._second, self._minute = second, minute
        self._all = Window(FloodLimit.MESSAGES_PER_SECOND, second)
        self._chats: dict[int | str, _Chat] = {}
        self._told: set[int | str] = set()
        self._opening: asyncio.TimerHandle | None = None
        self._is_open = asyncio.Event()
        self._is_open.set()

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        waits = MOST_WAITS if rate_limit_args is None else rate_limit_args
        chat_id = data.get("chat_id")
        if chat_id is None or not _is_message(endpoint):
            return await self._aside(callback, args, kwargs, waits)
        async with self._chat(chat_id).place():
            for _ in range(waits):
                try:
                    return await self._call(callback, args, kwargs)
                except RetryAfter as error:
                    await self._wait_as_told(chat_id, _seconds(error))
            return await self._call(callback, args, kwargs)

    async def _call(
        self, callback: Callable[..., Coroutine[Any, Any, Answer]], args: Any, kwargs: dict[str, Any]
    ) -> Answer:
        async with self._all.place():
            await self._is_open.wait()
            return await callback(*args, **kwargs)

    async def _aside(
        self, callback: Callable[..., Coroutine[Any, Any, Answer]], args: Any, kwargs: dict[str, Any], waits: int
    ) -> Answer:
        for _ in range(waits):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if (seconds := _seconds(error)) > LONGEST_ASIDE:
                    raise
                await asyncio.sleep(seconds)
        return await callback(*args, **kwargs)

    async def _wait_as_told(self, chat_id: int | str, seconds: float) -> None:
        self._told.add(chat_id)
        if len(self._told) > 1:
            # Telegram does not say whether it means a chat or the bot; two chats at once are no coincidence.
            self._hold(seconds)
        _log.warning("Telegram says to wait %g s (%d chats wait now)", seconds, len(self._told))
        try:
            await asyncio.sleep(seconds)
        finally:
            self._told.discard(chat_id)

    def _hold(self, seconds: float) -> None:
        """Lets nothing through for so long. A shorter wait never ends a longer one."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        if self._opening is not None:
            until = max(until, self._opening.when())
            self._opening.cancel()
        self._is_open.clear()
        self._opening = loop.call_at(until, self._is_open.set)

    def _chat(self, chat_id: int | str) -> _Chat:
        if chat_id not in self._chats:
            for idle in [known for known, chat in self._chats.items() if chat.is_idle]:
                del self._chats[idle]
            # A name in place of a number is that of a public group or channel.
            is_group = isinstance(chat_id, str) or chat_id < 0
            self._chats[chat_id] = _Chat(self._second, self._minute if is_group else None)
        return self._chats[chat_id]


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint not in _UNPACED


def _seconds(error: RetryAfter) -> float:
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)
