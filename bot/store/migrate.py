"""Brings a database to the schema of this program: forwards only, all or nothing, at open."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.store import StoreError
from bot.store.database import one_at_a_time

HEAD = "0005"
"""The newest migration. Kept here so that a database which has it can be opened without loading Alembic; a test
compares it with the folder."""

VERSION_TABLE = "slotwise_schema"


def is_current(connection: Connection) -> bool:
    return _revision(connection) == HEAD


def migrate(connection: Connection) -> None:
    """Call inside a transaction that writes: two processes that start at once migrate one after the other.

    Raises StoreError when the database was written by a newer program."""
    if connection.dialect.name == "postgresql":
        # A large table takes its time, and so does the other process's migration that is waited for.
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    one_at_a_time(connection, "migration")
    current = _revision(connection)
    if current == HEAD:  # another process was faster
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))  # % is interpolation there
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            "The store was written by a newer Slotwise than this one. Update Slotwise, or set DATABASE_URL to another"
            " database."
        )
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  our own name
    return revision
