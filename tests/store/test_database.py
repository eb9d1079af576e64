"""Where databases differ, each gets its own words; and what must outlast a power cut waits for the disk."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

import bot.store.database
import bot.store.sqlite
from bot.store import OpenStore, WriteIntent, open_store
from bot.store.channel import Card
from bot.store.database import insert_new, insert_or_replace
from bot.store.tables import people

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("dialect", [postgresql.dialect(), sqlite.dialect()], ids=["postgresql", "sqlite"])
def test_each_database_is_told_in_its_own_words_what_to_do_with_a_row_that_is_there(dialect: Dialect) -> None:
    new = str(insert_new(dialect, people).compile(dialect=dialect))
    replacing = str(insert_or_replace(dialect, people).compile(dialect=dialect))
    assert new.endswith("ON CONFLICT DO NOTHING")
    assert replacing.endswith(
        "ON CONFLICT (account_id) DO UPDATE SET profile = excluded.profile, saved_at = excluded.saved_at"
    )


@pytest.fixture
def url(database: Path) -> str:
    return f"sqlite:///{database}"


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that SQLite runs from now on, on connections opened from now on."""
    ran: list[str] = []
    on_connect = bot.store.sqlite._on_connect

    def and_listen(connection: Any, record: object) -> None:
        connection.set_trace_callback(ran.append)
        on_connect(connection, record)

    monkeypatch.setattr(bot.store.sqlite, "_on_connect", and_listen)
    return ran


def waits_for_the_disk(statements: list[str]) -> list[bool]:
    """For each commit, in their order."""
    mode, outcome = None, []
    for statement in statements:
        if statement.startswith("PRAGMA synchronous="):
            mode = statement.removeprefix("PRAGMA synchronous=")
        elif statement == "COMMIT":
            outcome.append(mode == "FULL")
    return outcome


async def test_only_what_must_outlast_a_power_cut_waits_for_the_disk(statements: list[str], url: str) -> None:
    store = await open_store(url)
    statements.clear()
    await a_message_and_its_write(store)
    took_in, began, ended, saved, drew, finished, forgot = waits_for_the_disk(statements)
    assert (began, forgot) == (True, True)
    assert [took_in, ended, saved, drew, finished] == [False] * 5
    await store.close()


async def a_message_and_its_write(store: OpenStore) -> None:
    await store.channel.take_in(1, 1, "5512", "ana", {}, NINE)
    await store.begin_write(WriteIntent("key", "c", "ana", "book", {}, "sending", NINE))
    await store.end_write("key", "done")
    await store.save("c", "ana", {}, revision=0, message_id="m", answer={}, profile={})
    await store.channel.save_card(Card("5512", 1, "c", "ana", "times", {}, NINE, NINE))
    await store.channel.finish_update(1, 1, NINE)
    await store.forget("ana")


async def test_a_file_is_opened_for_readers_beside_a_writer_and_keeps_no_trace_of_what_is_deleted(
    statements: list[str], url: str
) -> None:
    store = await open_store(url)
    assert {"PRAGMA journal_mode=WAL", "PRAGMA secure_delete=ON", "PRAGMA fullfsync=ON"} <= set(statements)
    await store.close()


async def test_an_operation_hands_over_to_a_thread_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await open_store(url)
    handed_over = []
    in_a_thread = bot.store.database.Database._in_a_thread

    async def counted(self: Any, run: Any) -> Any:
        handed_over.append(run)
        return await in_a_thread(self, run)

    monkeypatch.setattr(bot.store.database.Database, "_in_a_thread", counted)
    await store.save("c", "ana", {}, revision=0, message_id="m", answer={}, profile={})
    await store.load("c", "ana")
    await store.channel.take_in_all(1, [])
    assert len(handed_over) == 2
    await store.close()
