"""The schema: the migrations build what the tables say, forwards only."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import bot.store
from bot.store import Saved, Store, StoreError, open_store
from bot.store.migrate import HEAD, VERSION_TABLE
from bot.store.tables import metadata


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.store.__file__).parent / "migrations"))
    return config


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config())


def fill_store_of_the_first_schema(url: str, rows: list[tuple[str, str, dict[str, Any], str]]) -> None:
    """Conversations as (id, account, state, when it was saved)."""
    with connected(url) as connection:
        config = alembic_config()
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0001")
        insert = sa.text("INSERT INTO conversations VALUES (:id, :account, :state, 4, :saved_at)")
        for conversation_id, account_id, state, saved_at in rows:
            values = {"id": conversation_id, "account": account_id, "state": json.dumps(state), "saved_at": saved_at}
            connection.execute(insert, values)


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    assert scripts().get_heads() == [HEAD]


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    """To the same database, by the side of the store."""
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


async def test_the_migrations_build_the_tables(store: Store, url: str) -> None:
    def is_ours(_table: Any, name: str | None, kind: str, _reflected: bool, _to: Any) -> bool:
        return not (kind == "table" and name == VERSION_TABLE)

    options: Mapping[str, Any] = {"include_object": is_ours, "compare_type": True}
    with connected(url) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=dict(options)), metadata) == []


async def test_a_store_of_a_newer_program_is_refused_and_left_alone(store: Store, url: str) -> None:
    await store.close()
    with connected(url) as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Slotwise"):
        await open_store(url)
    with connected(url) as connection:
        assert connection.scalars(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).all() == ["9999"]


async def test_a_migration_that_fails_leaves_nothing_behind(url: str, database: Path) -> None:
    database.parent.mkdir()
    with connected(url) as connection:
        connection.execute(sa.text("CREATE TABLE writes (somebody TEXT)"))
    with pytest.raises(sa.exc.DBAPIError, match="already exists"):
        await open_store(url)
    with connected(url) as connection:
        assert sa.inspect(connection).get_table_names() == ["writes"]


async def test_processes_that_start_at_once_migrate_once(url: str) -> None:
    stores = await asyncio.gather(*(open_store(url) for _ in range(5)))
    for store in stores:
        assert await store.load("anything") == Saved({}, 0)
        await store.close()


async def test_the_newest_profile_becomes_the_accounts_and_leaves_the_conversations(url: str, database: Path) -> None:
    def state(number: int, name: str | None = None) -> dict[str, Any]:
        return {"number": number} | ({"profile": {"name": name, "zone": None}} if name else {})

    rows = [
        ("a", "ana", state(1, "Anna"), "2026-11-20 09:00:00.000000"),
        ("b", "ana", state(2, "Ana"), "2026-11-22 09:00:00.000000"),
        ("c", "ana", state(3), "2026-11-23 09:00:00.000000"),
        ("d", "bo", state(4, "Bo"), "2026-11-21 09:00:00.000000"),
        ("e", "cy", {"number": 5, "profile": {}}, "2026-11-21 09:00:00.000000"),
    ]
    database.parent.mkdir()
    fill_store_of_the_first_schema(url, rows)
    store = await open_store(url)
    ana, bo = {"name": "Ana", "zone": None}, {"name": "Bo", "zone": None}
    loaded = [await store.load(conversation_id, account_id) for conversation_id, account_id, *_ in rows]
    assert [found.profile for found in loaded] == [ana, ana, ana, bo, None]
    assert [found.state for found in loaded] == [{"number": number} for number in range(1, 6)]
    assert {found.revision for found in loaded} == {4}
    exported = await store.export("ana")
    assert [row["saved_at"] for row in exported["people"]] == ["2026-11-22T09:00:00+00:00"]
    await store.close()


def test_only_a_store_that_is_not_current_loads_the_migrations(url: str) -> None:
    code = (
        "import asyncio, sys\n"
        "from bot.store import open_store\n"
        "async def main():\n"
        f"    store = await open_store({url!r})\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    opened = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(2)]
    assert [run.stdout for run in opened] == ["True\n", "False\n"]
