"""The way into the database: what runs in it, and what each database does in its own way.

A query runs as a whole in a thread, next to the event loop: handing over once is what a small query costs most by.
Each thread has one connection. A caller that is cancelled meanwhile leaves its query undone or whole.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Column, ColumnElement, Connection, Dialect, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from bot.store import StoreError
from bot.store.locks import key_of

_ATTEMPTS = 5
"""Of a transaction that others stood in the way of, or whose connection had died since the last one."""

_PAUSE = 0.05
"""Seconds at most before the second attempt, and more before those after it."""

T = TypeVar("T")
Insert = sqlite.Insert | postgresql.Insert


class Database:
    """``explain`` turns the database's own errors into sentences; an error it has none for is a bug, and is raised as
    it is. ``passes`` says of an error, and of whether it came with the commit, that the same work may be done once
    more. ``erasing`` is the statement after which nothing of deleted rows is left in the files. ``durably``,
    ``writing`` and ``reading`` are execution options that the engine's dialect reads."""

    def __init__(
        self,
        engine: Engine,
        explain: Callable[[DBAPIError], StoreError | None],
        *,
        threads: int = 1,
        reading: Mapping[str, Any] | None = None,
        passes: Callable[[DBAPIError, bool], bool] | None = None,
        erasing: str | None = None,
    ) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**reading or {})
        self._explain = explain
        self._passes = passes
        self._erasing = erasing
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="store")
        self._is_closed = False

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Each statement of the query sees what was committed before it."""

        def run() -> T:
            with self._reading.connect() as connection:
                return query(connection)

        return await self._in_a_thread(lambda: self._insist(run, lambda: False))

    async def write(self, change: Callable[[Connection], T], *, durably: bool = False) -> T:
        """One transaction; an exception undoes it. No other writer of the same rows can enter it, nor any other that
        says ``one_at_a_time`` of the same name. It may be begun more than once, so the change does nothing but that.
        ``durably``: a power cut right after it undoes nothing."""
        engine = self._engine.execution_options(writing=True, durably=durably)
        is_committing = False

        def run() -> T:
            nonlocal is_committing
            is_committing = False
            with engine.begin() as connection:
                outcome = change(connection)
                is_committing = True
            return outcome

        return await self._in_a_thread(lambda: self._insist(run, lambda: is_committing))

    async def erase(self) -> None:
        """Makes what was deleted unreadable in the files too."""
        if self._erasing is not None:
            statement = sa.text(self._erasing)
            await self.read(lambda connection: connection.execute(statement).all())

    async def close(self) -> None:
        """Waits for what is running. Closing again does nothing."""
        if not self._is_closed:
            self._is_closed = True
            await asyncio.get_running_loop().run_in_executor(None, self._finish)

    def _finish(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    async def _in_a_thread(self, run: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    def _insist(self, run: Callable[[], T], is_committing: Callable[[], bool]) -> T:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return run()
            except DBAPIError as error:
                if attempt < _ATTEMPTS and self._passes is not None and self._passes(error, is_committing()):
                    # Whoever was let pass gets the time to do so, and two who were both undone part.
                    time.sleep(random.uniform(0, _PAUSE * attempt))  # noqa: S311  nobody guesses at it
                    continue
                explained = self._explain(error)
                if explained is None:
                    raise
                raise explained from error
        raise AssertionError("the last attempt returns or raises")


def one_at_a_time(connection: Connection, name: str) -> None:
    """In a transaction that writes: until it ends, no other that says this of the same name goes on, in any process.
    In SQLite none does anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key_of(name))))


def insert_new(dialect: Dialect, table: Table) -> Insert:
    """An insert that passes over rows which are there already."""
    return _insert(dialect.name, table).on_conflict_do_nothing()


def insert_or_replace(dialect: Dialect, table: Table, *, only_where: ColumnElement[bool] | None = None) -> Insert:
    """An insert of whole rows, each of which takes the place of the one with its primary key; of one that is there,
    only where this holds of it."""
    if only_where is None:
        return _replacing(dialect.name, table)
    insert = _insert(dialect.name, table)
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=_new_values(insert, table), where=only_where
    )


def insert_or_add(dialect: Dialect, table: Table, column: Column[int]) -> Insert:
    """An insert of rows; of one whose primary key is there, the number in this column is added to what stands."""
    insert = _insert(dialect.name, table)
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={column.name: column + insert.excluded[column.name]}
    )


@cache  # takes longer to put together than to run
def _replacing(dialect: str, table: Table) -> Insert:
    insert = _insert(dialect, table)
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=_new_values(insert, table))


def _new_values(insert: Insert, table: Table) -> dict[str, ColumnElement[Any]]:
    return {column.name: insert.excluded[column.name] for column in table.c if not column.primary_key}


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
