"""Names that one holder has at a time: by turn within a process, and where PostgreSQL is, among processes too.

A process has one session for all the locks that it holds; it is the session that PostgreSQL gives them to, so a
process that dies, however it dies, leaves none behind. Only the first in a process's own line asks there, again and
again, and all that ask at the same time ask in one query: five hundred conversations need no more connections than one.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store import StoreError

_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.1
"""Seconds between two tries for a name that another process holds; the pause grows by half each time."""

_TRY = sa.text("SELECT key FROM unnest(CAST(:keys AS bigint[])) AS key WHERE pg_try_advisory_lock(key)")
_GIVE_BACK = sa.text("SELECT pg_advisory_unlock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


def key_of(name: str) -> int:
    """The number that PostgreSQL knows the name by: 64 bits of its hash."""
    return int.from_bytes(hashlib.sha256(f"slotwise {name}".encode()).digest()[:8], signed=True)


@dataclass
class _Line:
    """Those in this process who hold a name or wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Locks:
    """``session`` is where other processes ask for the same names; None when there are none."""

    def __init__(self, session: "LockSession | None" = None) -> None:
        self._session = session
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        """Raises StoreError when the database cannot be asked."""
        line = self._lines.setdefault(name, _Line())
        line.count += 1
        try:
            async with line.lock:  # asyncio's lock lets its waiters in by turn
                if self._session is None:
                    yield
                else:
                    async with self._session.hold(key_of(name)):
                        yield
        finally:
            line.count -= 1
            if not line.count:
                del self._lines[name]

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class LockSession:
    """The session that holds this process's locks. ``engine`` gives one connection, in AUTOCOMMIT.

    A session that breaks loses its locks. The next one asks for them again; until then another process may have come
    in, which the revision of a conversation and the key of a write withstand."""

    def __init__(self, engine: Engine, explain: Callable[[DBAPIError], StoreError | None]) -> None:
        self._engine = engine
        self._explain = explain
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="locks")
        self._connection: Connection | None = None
        self._held: Counter[int] = Counter()
        self._asking: list[tuple[int, asyncio.Future[bool]]] = []
        self._given_back: list[int] = []
        self._talk: asyncio.Task[None] | None = None
        self._is_closed = False

    @asynccontextmanager
    async def hold(self, key: int) -> AsyncIterator[None]:
        pause = _FIRST_PAUSE
        while not await self._try(key):
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        try:
            yield
        finally:
            self._give_back(key)

    async def close(self) -> None:
        """Gives all back with the session. Closing again does nothing."""
        self._is_closed = True
        if self._talk is not None:
            await asyncio.wait([self._talk])
        await asyncio.get_running_loop().run_in_executor(None, self._hang_up)
        self._thread.shutdown(wait=False)

    async def _try(self, key: int) -> bool:
        if self._is_closed:
            raise StoreError("The store is closed.")
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asking.append((key, answer))
        self._start_talking()
        return await answer

    def _give_back(self, key: int) -> None:
        """Does not wait: what comes after it is not to be kept by it."""
        if self._is_closed:  # it went with the session
            return
        self._held -= Counter([key])
        self._given_back.append(key)
        self._start_talking()

    def _start_talking(self) -> None:
        if self._talk is None or self._talk.done():
            self._talk = asyncio.create_task(self._talk_on())

    async def _talk_on(self) -> None:
        """One exchange after another, each with all that came together meanwhile, until there is nothing to say."""
        while self._asking or self._given_back:
            asking, self._asking = self._asking, []
            given_back, self._given_back = self._given_back, []
            keys, held = [key for key, _answer in asking], list(self._held)
            loop = asyncio.get_running_loop()
            try:
                got = Counter(await loop.run_in_executor(self._thread, self._exchange, keys, given_back, held))
            except Exception as error:  # whoever asked raises it; nobody is left waiting
                for _key, answer in asking:
                    if not answer.cancelled():
                        answer.set_exception(error)
                continue
            for key, answer in asking:
                has_it = got[key] > 0
                got[key] -= 1
                if not answer.cancelled():
                    self._held[key] += has_it
                    answer.set_result(has_it)
                elif has_it:  # whoever asked has left meanwhile
                    self._given_back.append(key)

    def _exchange(self, keys: list[int], given_back: list[int], held: list[int]) -> list[int]:
        """In the thread. Which of the keys were got."""
        try:
            try:
                return self._ask(self._connected(held), keys, given_back)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
            self._hang_up()
            return self._ask(self._connected(held), keys, [])  # those given back went with the session
        except DBAPIError as error:
            self._hang_up()
            explained = self._explain(error)
            if explained is None:
                raise
            raise explained from error

    def _ask(self, connection: Connection, keys: list[int], given_back: list[int]) -> list[int]:
        if given_back:
            connection.execute(_GIVE_BACK, {"keys": given_back})
        return list(connection.scalars(_TRY, {"keys": keys})) if keys else []

    def _connected(self, held: list[int]) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.execute(_TRY, {"keys": held})
        return self._connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # closed for good: in a pool it would hold its locks on
            connection.close()
        self._engine.dispose()
