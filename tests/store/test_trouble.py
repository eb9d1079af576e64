"""A file that cannot be used says why and what to do; and no kill leaves it broken."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store import Saved, Store, StoreError, WriteIntent, open_store, sqlite

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

HAMMER = textwrap.dedent(
    """
    import asyncio, sys
    from datetime import UTC, datetime
    from bot.store import OwnedBooking, WriteIntent, open_store
    from bot.store.channel import Card

    async def main():
        store = await open_store(sys.argv[1])
        print("ready", flush=True)
        revision = (await store.load("c")).revision
        while True:
            key = str(revision)
            await store.begin_write(WriteIntent(key, "c", "a", "book", {}, "sending", datetime.now(UTC)))
            print("began", key, flush=True)
            now = datetime.now(UTC)
            await store.channel.take_in(1, revision, "5512", "a", {"n": revision}, now)
            print("took", key, flush=True)
            await store.channel.save_card(Card("5512", revision, "c", "a", "times", {}, now, now))
            await store.end_write(key, "done")
            await store.add_owned(OwnedBooking(key, "a"))
            at, answer = {"at": revision}, {"to": revision}
            await store.save("c", "a", at, revision=revision, message_id=key, answer=answer, profile=at)
            await store.channel.finish_update(1, revision, now)
            revision += 1
            print("saved", key, flush=True)

    asyncio.run(main())
    """
)


@pytest.fixture
def url(database: Path) -> str:
    return f"sqlite:///{database}"


async def save(store: Store, size: int = 1, *, revision: int = 0, message_id: str = "m") -> None:
    state = {"text": "x" * size}
    await store.save("terminal", "ana", state, revision=revision, message_id=message_id, answer={})


async def test_a_store_that_another_program_holds_is_locked_for_now_and_works_after(
    url: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    store = await open_store(url)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"The store .*slotwise\.db is locked by another program\. Close that, or"):
        await save(store)
    assert await store.load("terminal") == Saved({}, 0)
    other.execute("ROLLBACK")
    other.close()
    await save(store)
    assert (await store.load("terminal")).revision == 1
    await store.close()


async def test_a_lock_that_is_given_back_in_time_is_not_noticed(store: Store, database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    saving = asyncio.create_task(save(store))
    await asyncio.sleep(0.05)
    other.execute("ROLLBACK")
    other.close()
    await saving
    assert (await store.load("terminal")).revision == 1


async def test_a_full_disk_loses_nothing_that_was_saved(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_every_connection(monkeypatch, "PRAGMA max_page_count=80")
    store = await open_store(url)
    await save(store, 1)
    with pytest.raises(StoreError, match=r"The disk with the store .* is full\. Free some space"):
        await save(store, 1_000_000, revision=1, message_id="n")
    assert await store.load("terminal") == Saved({"text": "x"}, 1)
    await save(store, 2, revision=1, message_id="n")
    await store.close()


async def test_a_store_that_may_only_be_read_can_be_read(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(store)
    on_every_connection(monkeypatch, "PRAGMA query_only=ON")
    readable = await open_store(url)
    assert (await readable.load("terminal")).revision == 1
    with pytest.raises(StoreError, match="can be read and not written"):
        await save(readable, revision=1, message_id="n")
    await readable.close()


@pytest.fixture
def diary(database: Path) -> Iterator[None]:
    """A text where the store should be; it must be there unchanged in the end."""
    database.parent.mkdir()
    database.write_text("Dear diary, " * 1000)
    yield
    assert database.read_text() == "Dear diary, " * 1000


@pytest.mark.usefixtures("diary")
async def test_a_file_that_is_no_database_is_refused_and_left_alone(url: str) -> None:
    with pytest.raises(StoreError, match=r"is no database\. Move that file away"):
        await open_store(url)


async def test_a_damaged_database_is_told(store: Store, url: str, database: Path) -> None:
    await save(store, 200_000)
    await store.close()
    damage(database)
    with pytest.raises(StoreError, match=r"is damaged|is no database"):
        await open_store(url)


async def test_a_place_that_cannot_be_written_is_told() -> None:
    with pytest.raises(
        StoreError, match=r"cannot be made or written \(.*\)\. Allow writing there, or set DATABASE_URL"
    ):
        await open_store(f"sqlite:///{__file__}/slotwise.db")


async def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Is a directory"):
        await open_store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("address", ["mysql://db/slotwise", "slotwise.db", ""])
async def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="Only SQLite and PostgreSQL can hold the store"):
        await open_store(address)


async def test_the_file_is_for_its_owner_alone(store: Store, database: Path) -> None:
    await save(store)
    assert {path.stat().st_mode & 0o077 for path in (database.parent, *database.parent.iterdir())} == {0}


@pytest.mark.parametrize("lines_until_the_kill", [1, 2, 3, 7, 20])
def test_a_kill_at_any_moment_leaves_all_that_was_told_and_nothing_half(
    url: str, database: Path, lines_until_the_kill: int
) -> None:
    for _ in range(2):  # the second run goes on with what the first one left
        told = hammer_and_kill(url, lines_until_the_kill)
        connection = sqlite3.connect(database)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        asyncio.run(check_what_was_left(url, told))


def hammer_and_kill(url: str, lines: int) -> list[tuple[str, str]]:
    """What the killed process had told, as (what, key)."""
    process = subprocess.Popen(
        [sys.executable, "-c", HAMMER, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return [(line.split()[0], line.split()[1]) for line in told[1:] if line.endswith("\n")]


async def check_what_was_left(url: str, told: list[tuple[str, str]]) -> None:
    store = await open_store(url)
    found = await store.load("c", "a")
    assert found.revision > max([int(key) for what, key in told if what == "saved"], default=-1)
    if found.revision:
        assert found.state == found.profile == {"at": found.revision - 1}
        assert await store.answer_to("c", str(found.revision - 1)) == {"to": found.revision - 1}
    for key in (key for what, key in told if what == "began"):
        begun = await store.begin_write(WriteIntent(key, "", "", "", {}, "failed", LONG_AGO))
        assert begun.conversation_id == "c"
    assert len(await store.writes_in_flight()) <= 1
    for key in (key for what, key in told if what == "took"):
        assert not await store.channel.take_in(1, int(key), "5512", "a", {}, LONG_AGO)
    for unfinished in await store.channel.unfinished_updates(1):
        assert unfinished.payload == {"n": unfinished.update_id}
    await store.close()


def on_every_connection(monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    on_connect = sqlite._on_connect

    def and_then(connection: Any, record: object) -> None:
        on_connect(connection, record)
        connection.cursor().execute(statement)

    monkeypatch.setattr(sqlite, "_on_connect", and_then)


def damage(database: Path) -> None:
    whole = database.read_bytes()
    database.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
