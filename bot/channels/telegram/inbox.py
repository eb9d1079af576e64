"""Updates on their way in: kept before Telegram hears that they came, handled once, in order within a chat.

Chats go side by side. An update that waits for its chat takes up no worker, so a flood in one chat delays no other;
when many chats wait for a worker they take turns. Several processes may take updates in: one at a time serves a chat,
whoever took its updates in, and reads from the store what there is to handle. What a stop or a crash left unfinished
is handled at the next start, or by another process within a few seconds.
"""

import asyncio
import logging
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any

from bot.store import JSON, StoreError
from bot.store.channel import ChannelStore, Line, Update
from bot.telemetry import metrics, new_reference

WORKERS = 64
"""How many updates are handled at once. Most of that time is spent waiting for a model, Cal.com or Telegram."""

MOST_WAITING = 5_000
"""How many updates wait here; more of them wait at Telegram, which keeps them for a day."""

KEPT_FOR = timedelta(days=2)
"""How long a finished update is remembered: Telegram delivers one again for a day at most."""

CARDS_KEPT_FOR = timedelta(days=90)
"""How long a card is known that shows no booking and is no longer changed. A tap on an older one gets a line."""

PRUNED_EVERY = 3600.0
"""Seconds."""

SWEPT_EVERY = 5.0
"""Seconds between two looks at what other processes took in and may have died with."""

LEFT_BEHIND = timedelta(seconds=10)
"""How old an unfinished update is before somebody else looks after it too."""

ASKED_AGAIN = 1.0
"""Seconds until a store that could not be used is asked again."""

DRAINED_WITHIN = 7.0
"""Seconds that the turns in hand get at a stop; the whole stop takes ten at most."""

Handle = Callable[[JSON], Awaitable[None]]

_log = logging.getLogger("slotwise.telegram")


class Inbox:
    """``handle`` deals with an update wholly; ``greet``, where there is one, is told of each as it arrives, out of
    order and at once. Both get the update as Telegram's JSON."""

    def __init__(
        self,
        store: ChannelStore,
        bot_id: int,
        handle: Handle,
        *,
        clock: Callable[[], datetime],
        greet: Handle | None = None,
        workers: int = WORKERS,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._store = store
        self._bot_id = bot_id
        self._handle = handle
        self._greet = greet
        self._clock = clock
        self._workers = asyncio.Semaphore(workers)
        self._most_waiting = most_waiting
        self._waiting: Counter[Line] = Counter()
        self._count = 0
        self._handled: set[int] = set()
        """What is handled and could not be finished in the store."""
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._is_closing = False
        self._chats: set[asyncio.Task[None]] = set()
        self._idle: set[asyncio.Task[None]] = set()
        """Those of the chats that wait for another process or for the store."""
        self._others: set[asyncio.Task[None]] = set()

    @property
    def is_full(self) -> bool:
        return self._count >= self._most_waiting

    async def room(self) -> None:
        """Returns when there is room for another batch."""
        await self._has_room.wait()

    async def start(self) -> None:
        """Goes on with what was left unfinished, before anything new. Raises StoreError."""
        for update in await self._store.unfinished_updates(self._bot_id):
            self._line_up(update.line)
        self._begin(self._others, self._prune())
        self._begin(self._others, self._sweep())

    async def take(self, payloads: Sequence[JSON]) -> None:
        """When it returns, the updates are safe, and Telegram may hear so. One that came before is passed over.
        Raises StoreError, and then none was taken."""
        now = self._clock()
        updates = [addressed(payload, now) for payload in payloads]
        new = await self._store.take_in_all(self._bot_id, updates)
        for update, is_new in zip(updates, new, strict=True):
            if not is_new:
                metrics.UPDATES.labels("repeated").inc()
                continue
            if (sent_at := _sent_at(update)) is not None:
                metrics.WEBHOOK_LAG.labels("telegram").observe(max(now.timestamp() - sent_at, 0.0))
            self._line_up(update.line)
            if self._greet is not None and update.payload is not None and not self._is_closing:
                self._begin(self._others, self._greeted(update, self._greet(update.payload)))

    async def drain(self, seconds: float = DRAINED_WITHIN) -> None:
        """Begins nothing more, and lets what is in hand finish. What does not in that time stays for the next
        start."""
        self._is_closing = True
        for task in self._idle:
            task.cancel()
        if self._chats:
            await asyncio.wait(self._chats, timeout=seconds)
        left = self._chats | self._others
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _line_up(self, line: Line) -> None:
        """There is something new in the line."""
        self._count += 1
        metrics.UPDATES_WAITING.set(self._count)
        if self.is_full:
            self._has_room.clear()
        self._waiting[line] += 1
        if self._waiting[line] == 1:
            self._begin(self._chats, self._serve(line))

    async def _serve(self, line: Line) -> None:
        """Handles what there is in a chat until nothing is, whichever process took it in. The worker is given back
        between two updates."""
        while self._waiting[line] and not self._is_closing:
            counted = self._waiting[line]
            try:
                async with AsyncExitStack() as turn:
                    with self._waiting_for_others():
                        await turn.enter_async_context(self._store.serve_line(self._bot_id, line))
                        updates = await self._store.unfinished_updates(self._bot_id, line)
                    await self._handle_all(updates)
            except StoreError as error:
                _log.warning("updates wait for the store: %s", error)
                with self._waiting_for_others():
                    await asyncio.sleep(ASKED_AGAIN)
                continue
            self._waiting[line] -= counted
            self._count -= counted
            metrics.UPDATES_WAITING.set(self._count)
            if not self.is_full:
                self._has_room.set()
        if not self._waiting[line]:
            del self._waiting[line]

    async def _handle_all(self, updates: Sequence[Update]) -> None:
        for update in updates:
            async with self._workers:
                if self._is_closing:
                    return
                await self._finish(update)

    @contextmanager
    def _waiting_for_others(self) -> Iterator[None]:
        """What is in here is cut off at a stop."""
        task = asyncio.current_task()
        assert task is not None
        self._idle.add(task)
        try:
            yield
        finally:
            self._idle.discard(task)

    async def _finish(self, update: Update) -> None:
        metrics.QUEUE_WAIT.observe(max((self._clock() - update.received_at).total_seconds(), 0.0))
        result = "handled"
        try:
            if update.payload is not None and update.update_id not in self._handled:
                await self._handle(update.payload)
        except Exception as error:
            # Not again and again: it would fail each time, and at every start. Its text may be a person's, so only
            # the kind of the error and the places in the code are told.
            result = "failed"
            _log.error("update %d failed, reference %s: %s", update.update_id, new_reference(), _place(error))
        metrics.UPDATES.labels(result).inc()
        try:
            await self._store.finish_update(self._bot_id, update.update_id, self._clock())
            self._handled.discard(update.update_id)
        except StoreError as error:
            self._handled.add(update.update_id)
            _log.error("update %d is handled and will be handled again after a restart: %s", update.update_id, error)

    async def _greeted(self, update: Update, greeting: Awaitable[None]) -> None:
        try:
            await greeting
        except Exception as error:
            _log.error("update %d was not greeted, reference %s: %s", update.update_id, new_reference(), _place(error))

    async def _prune(self) -> None:
        while True:
            try:
                await self._store.drop_updates_before(self._clock() - KEPT_FOR)
                await self._store.drop_cards_before(self._clock() - CARDS_KEPT_FOR)
            except StoreError as error:
                _log.warning("what is over is kept for now: %s", error)
            await asyncio.sleep(PRUNED_EVERY)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEPT_EVERY)
            try:
                lines = await self._store.unfinished_lines(self._bot_id, self._clock() - LEFT_BEHIND)
            except StoreError:
                continue  # whoever has something to keep says so
            for line in lines:
                if not self._waiting[line] and not self.is_full:
                    self._line_up(line)

    def _begin(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)


def addressed(payload: JSON, received_at: datetime) -> Update:
    """Whose the update is and what chat it belongs to, as far as its JSON says so. Raises ValueError for JSON that is
    no update."""
    update_id = payload.get("update_id")
    if not isinstance(update_id, int):
        raise ValueError("there is no update_id")
    chat_id = account_id = None
    for name, content in payload.items():
        if name != "update_id" and isinstance(content, dict):
            message = content.get("message")
            chat_id = _number(content.get("chat")) or _number(
                message.get("chat") if isinstance(message, dict) else None
            )
            account_id = _number(content.get("from"))
    return Update(
        update_id=update_id,
        chat_id=str(chat_id) if chat_id is not None else None,
        account_id=f"telegram:{account_id}" if account_id is not None else None,
        payload=payload,
        received_at=received_at,
    )


def _number(holder: object, name: str = "id") -> int | None:
    number = holder.get(name) if isinstance(holder, dict) else None
    return number if isinstance(number, int) else None


def _sent_at(update: Update) -> int | None:
    """When a message was written, as a Unix time in whole seconds; of other updates Telegram does not say."""
    message = (update.payload or {}).get("message")
    return _number(message, "date")


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-6:]))])
