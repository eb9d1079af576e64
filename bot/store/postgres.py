"""PostgreSQL under the store: one database for any number of processes.

Writers work side by side; where two must not, the change says so by ``one_at_a_time`` or by a row's own lock. The
locks of conversations belong to a session (see ``bot.store.locks``), so a pooler between must keep one connection for
one session, and must let what is prepared on it stand.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from bot.store import StoreError
from bot.store.database import Database
from bot.store.locks import Locks, LockSession
from bot.store.migrate import is_current, migrate
from bot.store.sql import SqlStore

CONNECTIONS = 8
"""Of one process, beside the one that holds its locks. Queries take a millisecond: eight serve hundreds of chats."""

_CONNECT_ARGS: dict[str, str | int] = {
    "application_name": "slotwise",
    "connect_timeout": 5,
    # A server that is gone without a word is noticed within half a minute, and so are we by it.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}

_SESSION = (
    "SET statement_timeout = '15s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"
    " SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
)
"""A query that takes so long is stuck, and a person waits for it. The keepalives are the server's side: it lets go of
the locks of a machine that is gone."""


async def open_postgres(url: str) -> SqlStore:
    """Raises StoreError when the database cannot be used."""
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # of a port that is no number
        raise StoreError(
            "DATABASE_URL cannot be read. Set it to postgresql://user:password@host/database; write %40 for an @ in"
            " the password."
        ) from None
    explain = _explainer(parsed)
    engine = _engine(parsed, CONNECTIONS)
    database = Database(
        engine,
        explain,
        threads=CONNECTIONS,
        reading={"isolation_level": "AUTOCOMMIT"},  # a read is one statement: no words around it
        passes=_passes,
    )
    locks = Locks(LockSession(_engine(parsed, 1).execution_options(isolation_level="AUTOCOMMIT"), explain))
    try:
        if not await database.read(is_current):
            await database.write(migrate)
    except BaseException:
        await locks.close()
        await database.close()
        raise
    return SqlStore(database, locks)


def _engine(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,
        # Every transaction is ended where it began, so a connection comes back clean.
        pool_reset_on_return=None,
        isolation_level="READ COMMITTED",
        connect_args={name: value for name, value in _CONNECT_ARGS.items() if name not in url.query},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.autocommit = True  # in a transaction they would go with it
    connection.execute(_SESSION)
    connection.autocommit = False


def _on_begin(connection: Connection) -> None:
    # A server may be told not to wait for its disk; these writes do.
    if connection.get_execution_options().get("durably"):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")


def _passes(error: DBAPIError, is_committing: bool) -> bool:
    """Whether the same transaction may succeed when it is tried again, and did not succeed now."""
    if _state(error) in ("40001", "40P01"):  # it stood in another one's way, and was the one to be undone
        return True
    return error.connection_invalidated and not is_committing


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


_BY_STATE = {
    "28": "refuses the user or the password of DATABASE_URL. Correct them there.",
    "3D": "is there, and has no database of that name. Make it with createdb, or name another one in DATABASE_URL.",
    "42501": "does not allow this user to make or change tables. Let the user own the database.",
    "25006": "can only be read (a standby?). Name the primary server in DATABASE_URL.",
    "53100": "has a full disk. Free some space, then try again.",
    "53300": "has no connections left. Raise max_connections there, or run fewer processes.",
    "57P": "is being stopped or started. Try again in a moment.",
    "57014": "takes too long to answer. Look at its load, and for a transaction that stays open.",
    "55P03": "takes too long to answer. Look at its load, and for a transaction that stays open.",
    "08": "has broken the connection. Try again in a moment.",
}
"""By the beginning of the SQLSTATE."""

_WHILE_CONNECTING = {
    "password": "28",
    "authentication": "28",
    "role": "28",
    "pg_hba.conf": "28",
    "does not exist": "3D",
    "too many": "53300",
    "remaining connection slots": "53300",
    "starting up": "57P",
    "shutting down": "57P",
}
"""libpq tells a refused connection in words alone."""


def _explainer(url: URL) -> Callable[[DBAPIError], StoreError | None]:
    where = url.query.get("host") or url.host or "this machine"
    name = f"PostgreSQL ({url.database or url.username or 'postgres'} at {where})"

    def explain(error: DBAPIError) -> StoreError | None:
        state = _state(error)
        for beginning, sentence in _BY_STATE.items():
            if state.startswith(beginning):
                return StoreError(f"{name} {sentence}")
        if error.connection_invalidated:
            return StoreError(f"{name} {_BY_STATE['08']}")
        if state or not _is_connecting(error):
            return None
        words = str(error.orig)
        for fragment, meant in _WHILE_CONNECTING.items():
            if fragment in words:
                return StoreError(f"{name} {_BY_STATE[meant]}")
        return StoreError(f"{name} does not answer. Check that it runs, DATABASE_URL and the network.")

    return explain


def _is_connecting(error: DBAPIError) -> bool:
    """No statement was sent yet."""
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout") and error.statement is None
