"""SQLite under the store: one file, which other processes may use at the same time and a kill cannot break.

Write-ahead logging lets readers and a writer work side by side; a writer asks for its turn at the start of its
transaction and waits up to ``BUSY_SECONDS``.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from bot.store import StoreError
from bot.store.database import Database
from bot.store.locks import Locks
from bot.store.migrate import is_current, migrate
from bot.store.sql import SqlStore

BUSY_SECONDS = 5


async def open_sqlite(url: str) -> SqlStore:
    """Raises StoreError when the file cannot be used."""
    try:
        parsed = make_url(url).set(drivername="sqlite")
    except (ArgumentError, ValueError):
        raise StoreError(
            "DATABASE_URL cannot be read. Set it to sqlite:/// and the path of a file, such as sqlite:////srv/slotwise.db."
        ) from None
    where = _prepare_file(parsed)
    # One connection is enough for one process, whose queries take well under a millisecond, and it keeps a database
    # in memory alive.
    engine = create_engine(
        parsed,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # Every transaction is ended where it began, so a connection comes back clean.
        pool_reset_on_return=None,
        # One thread uses the connection, and another one closes it.
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    # Deleted rows are overwritten in the file, and this empties the log beside it, which has them too.
    database = Database(engine, _explainer(where), erasing="PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        if not await database.read(is_current):
            await database.write(migrate)
    except BaseException:
        await database.close()
        raise
    return SqlStore(database, Locks())


def _prepare_file(url: URL) -> str:
    """Makes the folder and the file, for this user alone: conversations are private. The name for messages."""
    if not url.database or url.database == ":memory:":
        return "the store in memory"
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be made or written ({error.strerror}). Allow writing there, or set DATABASE_URL"
            " or SLOTWISE_DATA_DIR to a place that can be written."
        ) from None
    return f"the store {path}"


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # _on_begin begins the transactions
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA fullfsync=ON")  # without it macOS leaves what is synchronised in the drive's own memory
        cursor.close()
    except BaseException:
        connection.close()  # nobody else will: the pool has not got it yet
        raise


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writing"):
        return  # a read is one statement, which sees one state of the database by itself
    # In FULL a commit waits for the disk, and then outlasts a power cut together with all that was committed before
    # it: for the intent of a write to the calendar, for forgetting. In NORMAL it does not wait; a power cut may undo
    # the last transactions, in their order, and a kill none. That is enough for a message: whatever it wrote to the
    # calendar made it last.
    mode = "FULL" if options.get("durably") else "NORMAL"
    if connection.info.get("synchronous") != mode:
        connection.exec_driver_sql(f"PRAGMA synchronous={mode}")
        connection.info["synchronous"] = mode
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _explainer(where: str) -> Callable[[DBAPIError], StoreError | None]:
    the_store = where[0].upper() + where[1:]
    sentences = {
        sqlite3.SQLITE_BUSY: f"{the_store} is locked by another program. Close that, or try again in a moment.",
        sqlite3.SQLITE_LOCKED: f"{the_store} is locked by another program. Close that, or try again in a moment.",
        sqlite3.SQLITE_FULL: f"The disk with {where} is full. Free some space, then try again.",
        sqlite3.SQLITE_IOERR: f"The disk with {where} does not read or write. Check the disk and its free space.",
        sqlite3.SQLITE_READONLY: f"{the_store} can be read and not written. Allow writing to it and to its folder.",
        sqlite3.SQLITE_PERM: f"{the_store} may not be used. Allow reading and writing it and its folder.",
        sqlite3.SQLITE_CANTOPEN: f"{the_store} cannot be opened. Check that it is a file you may read and write.",
        sqlite3.SQLITE_NOTADB: f"{the_store} is no database. Move that file away, or set DATABASE_URL to another one.",
        sqlite3.SQLITE_CORRUPT: f"{the_store} is damaged. Move that file away to start anew, or restore a copy of it.",
    }

    def explain(error: DBAPIError) -> StoreError | None:
        code = getattr(error.orig, "sqlite_errorcode", None)
        if not isinstance(code, int):
            return None
        sentence = sentences.get(code & 0xFF)  # the lower byte; the rest tells details
        return StoreError(sentence) if sentence else None

    return explain
