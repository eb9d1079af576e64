"""What goes on beside a turn: "typing" once it takes a while, the pressed button shown as taken, and an end to it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from types import TracebackType
from typing import Any, Self

from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.incoming import Place

TYPING_AFTER = 0.3
"""Seconds after which somebody who wrote sees that we write."""

TAKEN_AFTER = 0.8
"""Seconds after which a pressed button is shown as taken. A turn that is done before needs one edit, not two."""

TYPING_LASTS = 4.0
"""Seconds; Telegram shows it for five."""

FINISHED_WITHIN = 0.7
"""Seconds that what goes on beside the turns gets at the end of the program."""


async def finish(tasks: Collection[asyncio.Task[None]]) -> None:
    """Waits for the tasks, and cancels those that take too long: nobody misses what they do."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=FINISHED_WITHIN)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


class Waiting:
    """A context in which ``first`` is done once, and "typing" shown, as soon as it has lasted ``after`` seconds."""

    def __init__(
        self, bot: ExtBot[Any], place: Place, *, after: float, first: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._bot = bot
        self._place = place
        self._after = after
        self._first = first
        self._begun: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._showing.cancel()
        # What was begun is waited for: the turn's own edit must come after it, or it would be undone by it.
        under_way = [task for task in (self._showing, self._begun) if task is not None]
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _show(self) -> None:
        await asyncio.sleep(self._after)
        if self._first is not None:
            self._begun = asyncio.ensure_future(self._first())
            await asyncio.shield(self._begun)
        while True:
            try:
                await self._bot.send_chat_action(
                    self._place.chat_id, ChatAction.TYPING, message_thread_id=self._place.thread_id
                )
            except TelegramError:
                return  # nobody misses it
            await asyncio.sleep(TYPING_LASTS)
