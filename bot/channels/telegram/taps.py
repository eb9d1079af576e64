"""Answers to taps. Every callback query is answered exactly once, and soon: with words when its turn has some in time,
else without.

While a query is not answered the button shows a spinner, so nothing here waits for a turn longer than it must.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from telegram.constants import CallbackQueryLimit
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.waiting import finish

PATIENCE = 0.7
"""Seconds that a query waits for the words of its turn."""

MOST_REMEMBERED = 10_000
"""Queries of which it is known that they were answered; a second answer is an error to Telegram."""

COUNTED_FOR = 10.0
"""Seconds."""

log = logging.getLogger(__name__)


class Taps:
    """The callback queries of late."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._bot = bot
        self._words: OrderedDict[str, asyncio.Future[str | None]] = OrderedDict()
        self._waiting: dict[int, dict[str, float]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def arrive(self, chat_id: int, query_id: str) -> None:
        """The query is answered soon from now on, and waits for its turn in the chat."""
        if self.begin(query_id):
            self._waiting.setdefault(chat_id, {})[query_id] = asyncio.get_running_loop().time()

    def leave(self, chat_id: int, query_id: str) -> None:
        """Its turn has come."""
        waiting = self._waiting.get(chat_id, {})
        waiting.pop(query_id, None)
        if not waiting:
            self._waiting.pop(chat_id, None)

    def are_waiting(self, chat_id: int) -> bool:
        """Whether more taps wait for their turn in the chat. One whose turn never comes is not counted for long."""
        lately = asyncio.get_running_loop().time() - COUNTED_FOR
        return any(at > lately for at in self._waiting.get(chat_id, {}).values())

    def begin(self, query_id: str) -> bool:
        """From now on the query is answered soon. False when that was so already."""
        if query_id in self._words:
            return False
        self._words[query_id] = words = asyncio.get_running_loop().create_future()
        if len(self._words) > MOST_REMEMBERED:
            self._words.popitem(last=False)
        task = asyncio.create_task(self._answer(query_id, words))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def say(self, query_id: str, words: str | None = None) -> bool:
        """Answers at once, shortened to what fits. False when the answer was given before: then nobody reads these."""
        self.begin(query_id)
        if self._words[query_id].done():
            return False
        self._words[query_id].set_result(words)
        return True

    async def close(self) -> None:
        """Waits for the answers that are under way."""
        for words in self._words.values():
            if not words.done():
                words.set_result(None)
        await finish(self._tasks)

    async def _answer(self, query_id: str, words: "asyncio.Future[str | None]") -> None:
        await asyncio.wait((words,), timeout=PATIENCE)
        if not words.done():
            words.set_result(None)
        text = words.result()
        if text is not None and len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
            text = text[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH - 1] + "…"
        try:
            await self._bot.answer_callback_query(query_id, text)
        except TelegramError as error:
            # Too old after a restart, or the network is away: the card itself tells what came of the tap.
            log.info("a tap was not answered: %s", type(error).__name__)
