"""The way into the database: a connection to read or to write with, and what each database does in its own way."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import StoreError

Insert = sqlite.Insert | postgresql.Insert


class Database:
    """``explain`` turns the database's own errors into sentences; an error it has none for is a bug, and is raised as
    it is. ``erasing`` is the statement after which nothing of deleted rows is left in the files. ``durably`` and
    ``writing`` are execution options that the engine's dialect reads."""

    def __init__(
        self, engine: AsyncEngine, explain: Callable[[DBAPIError], StoreError | None], *, erasing: str | None = None
    ) -> None:
        self._engine = engine
        self._explain = explain
        self._erasing = erasing

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with self._explained():
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, *, durably: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction that no other writer can enter. ``durably``: a power cut right after it undoes nothing."""
        engine = self._engine.execution_options(writing=True, durably=durably)
        with self._explained():
            async with engine.begin() as connection:
                yield connection

    async def erase(self) -> None:
        if self._erasing is not None:
            async with self.reading() as connection:
                await connection.execute(sa.text(self._erasing))

    async def ask(self, question: Callable[[Connection], bool]) -> bool:
        """Asks about the schema."""
        async with self.reading() as connection:
            return await connection.run_sync(question)

    async def change(self, change: Callable[[Connection], None]) -> None:
        """Changes the schema, in one transaction."""
        async with self.writing() as connection:
            await connection.run_sync(change)

    async def close(self) -> None:
        await self._engine.dispose()

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


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An insert that passes over rows which are there already."""
    return _insert(connection, table).on_conflict_do_nothing()


def insert_or_replace(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> Insert:
    """An insert of one row that takes the place of the one with its primary key."""
    key = [column.name for column in table.primary_key]
    changed = {name: value for name, value in values.items() if name not in key}
    insert = _insert(connection, table).values(dict(values))
    return insert.on_conflict_do_update(index_elements=key, set_=changed)


def _insert(connection: AsyncConnection, table: Table) -> Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
