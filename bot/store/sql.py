"""The store over SQLAlchemy Core: one set of queries, whatever the database.

A conversation is saved with the answer to its message in one transaction, and only over the revision it was loaded
at; so two processes cannot both have answered.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import JSON, OwnedBooking, Saved, StaleConversation, StoreError, WriteIntent, WriteStatus
from bot.store.tables import answers, conversations, owned_bookings, writes

ANSWERS_KEPT = timedelta(days=7)
"""Longer than any messenger goes on delivering a message that was not acknowledged."""


@dataclass
class _Turns:
    """The turns of one conversation that run or wait."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class SqlStore:
    """A Store. ``explain`` turns the database's own errors into sentences; an error it has none for is a bug, and is
    raised as it is. ``durably`` and ``writing`` are execution options that the engine's dialect reads."""

    def __init__(self, engine: AsyncEngine, explain: Callable[[DBAPIError], StoreError | None]) -> None:
        self._engine = engine
        self._explain = explain
        self._turns: dict[str, _Turns] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str) -> AsyncIterator[None]:
        turns = self._turns.setdefault(conversation_id, _Turns())
        turns.count += 1
        try:
            async with turns.lock:  # asyncio's lock lets its waiters in by turn
                yield
        finally:
            turns.count -= 1
            if not turns.count:
                del self._turns[conversation_id]

    async def load(self, conversation_id: str) -> Saved:
        query = sa.select(conversations.c.state, conversations.c.revision).where(
            conversations.c.conversation_id == conversation_id
        )
        async with self._reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Saved(row.state, row.revision) if row else Saved({}, 0)

    async def answer_to(self, conversation_id: str, message_id: str) -> JSON | None:
        query = sa.select(answers.c.answer).where(
            answers.c.conversation_id == conversation_id, answers.c.message_id == message_id
        )
        async with self._reading() as connection:
            answer: JSON | None = await connection.scalar(query)
        return answer

    async def save(
        self,
        conversation_id: str,
        account_id: str,
        state: JSON,
        *,
        revision: int,
        message_id: str,
        answer: JSON,
    ) -> None:
        now = datetime.now(UTC)
        saved = {"account_id": account_id, "state": state, "revision": revision + 1, "saved_at": now}
        forget = sa.delete(answers).where(
            answers.c.conversation_id == conversation_id, answers.c.saved_at < now - ANSWERS_KEPT
        )
        remember = sa.insert(answers).values(
            conversation_id=conversation_id, message_id=message_id, answer=answer, saved_at=now
        )
        stale = StaleConversation("This conversation was saved by somebody else meanwhile. Load it and try again.")
        try:
            async with self._writing() as connection:
                if revision == 0:
                    await connection.execute(sa.insert(conversations).values(conversation_id=conversation_id, **saved))
                else:
                    update = (
                        sa.update(conversations)
                        .where(
                            conversations.c.conversation_id == conversation_id,
                            conversations.c.revision == revision,
                        )
                        .values(**saved)
                    )
                    if (await connection.execute(update)).rowcount != 1:
                        raise stale
                await connection.execute(forget)
                await connection.execute(remember)
        except IntegrityError:  # the conversation, or the answer to this message, is there already
            raise stale from None

    async def begin_write(self, intent: WriteIntent) -> WriteIntent:
        insert = sa.insert(writes).values(
            key=intent.key,
            conversation_id=intent.conversation_id,
            account_id=intent.account_id,
            kind=intent.kind,
            payload=intent.payload,
            status=intent.status,
            created_at=intent.created_at,
        )
        try:
            async with self._writing(durably=True) as connection:
                await connection.execute(insert)
        except IntegrityError:
            async with self._reading() as connection:
                row = (await connection.execute(sa.select(writes).where(writes.c.key == intent.key))).one()
            return _intent(row)
        return intent

    async def end_write(self, key: str, status: WriteStatus, result: JSON | None = None) -> None:
        update = (
            sa.update(writes)
            .where(writes.c.key == key)
            .values(status=status, result=result, ended_at=datetime.now(UTC))
        )
        async with self._writing() as connection:
            if (await connection.execute(update)).rowcount != 1:
                raise KeyError(key)

    async def find_write(self, key: str) -> WriteIntent | None:
        async with self._reading() as connection:
            row = (await connection.execute(sa.select(writes).where(writes.c.key == key))).one_or_none()
        return _intent(row) if row else None

    async def writes_in_flight(self, conversation_id: str | None = None) -> list[WriteIntent]:
        query = sa.select(writes).where(writes.c.status == "sending").order_by(writes.c.created_at, writes.c.key)
        if conversation_id is not None:
            query = query.where(writes.c.conversation_id == conversation_id)
        async with self._reading() as connection:
            return [_intent(row) for row in await connection.execute(query)]

    async def add_owned(self, booking: OwnedBooking) -> None:
        async with self._writing() as connection:
            await _put_owned(connection, booking, in_place_of=booking.uid)

    async def replace_owned(self, account_id: str, old_uid: str, new: OwnedBooking) -> None:
        async with self._writing() as connection:
            await _put_owned(connection, new, in_place_of=old_uid)

    async def owned(self, account_id: str) -> list[OwnedBooking]:
        query = (
            sa.select(owned_bookings)
            .where(owned_bookings.c.account_id == account_id)
            .order_by(owned_bookings.c.position)
        )
        async with self._reading() as connection:
            return [
                OwnedBooking(row.uid, row.account_id, row.series_uid, row.seat_uid, row.details)
                for row in await connection.execute(query)
            ]

    async def close(self) -> None:
        await self._engine.dispose()

    async def ask(self, question: Callable[[Connection], bool]) -> bool:
        """Asks about the schema."""
        async with self._reading() as connection:
            return await connection.run_sync(question)

    async def change(self, change: Callable[[Connection], None]) -> None:
        """Changes the schema, in one transaction."""
        async with self._writing() as connection:
            await connection.run_sync(change)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with self._explained():
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _writing(self, *, durably: bool = False) -> AsyncIterator[AsyncConnection]:
        engine = self._engine.execution_options(writing=True, durably=durably)
        with self._explained():
            async with engine.begin() as connection:
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout:
            raise StoreError("The store is busy. Try again in a moment.") from None
        except DBAPIError as error:
            explained = self._explain(error)
            if explained is None:
                raise
            raise explained from error


async def _put_owned(connection: AsyncConnection, booking: OwnedBooking, *, in_place_of: str) -> None:
    """Writes the row of a booking where the old one stood, so that the order stays; safe to repeat."""

    def row_of(uid: str) -> sa.ColumnElement[bool]:
        return sa.and_(owned_bookings.c.account_id == booking.account_id, owned_bookings.c.uid == uid)

    standing = booking.uid
    if in_place_of != booking.uid and await connection.scalar(sa.select(sa.exists().where(row_of(in_place_of)))):
        await connection.execute(sa.delete(owned_bookings).where(row_of(booking.uid)))
        standing = in_place_of
    values = {
        "account_id": booking.account_id,
        "uid": booking.uid,
        "series_uid": booking.series_uid,
        "seat_uid": booking.seat_uid,
        "details": None if booking.details is None else dict(booking.details),
    }
    if (await connection.execute(sa.update(owned_bookings).where(row_of(standing)).values(values))).rowcount == 0:
        await connection.execute(sa.insert(owned_bookings).values(values))


def _intent(row: sa.Row[tuple[object, ...]]) -> WriteIntent:
    return WriteIntent(
        key=row.key,
        conversation_id=row.conversation_id,
        account_id=row.account_id,
        kind=row.kind,
        payload=row.payload,
        status=row.status,
        created_at=row.created_at,
        result=row.result,
    )
