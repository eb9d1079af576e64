"""A copy is whole, of one moment, and takes nobody's place."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import Store, StoreError, open_store
from bot.store.backup import back_up
from tests.store.test_trouble import HAMMER, damage


@pytest.fixture
def url(database: Path) -> str:
    return f"sqlite:///{database}"


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.is_dir())


def copied_under_fire(url: str, targets: list[Path]) -> None:
    """Makes the copies while another process writes."""
    process = subprocess.Popen(
        [sys.executable, "-c", HAMMER, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    process.stdout.readline()
    for target in targets:
        process.stdout.readline()
        back_up(url, target)
    process.kill()
    process.wait(10)
    process.stdout.close()


async def test_a_copy_has_all_that_was_saved_and_is_a_store_of_its_own(store: Store, url: str, tmp_path: Path) -> None:
    await store.save("c", "ana", {"n": 1}, revision=0, message_id="m", answer={})
    target = tmp_path / "copy.db"
    assert back_up(url, target) == target.stat().st_size
    await store.save("c", "ana", {"n": 2}, revision=1, message_id="n", answer={})
    assert files_in(tmp_path) == ["copy.db"]
    assert target.stat().st_mode & 0o077 == 0
    copy = await open_store(f"sqlite:///{target}")
    assert (await copy.load("c")).state == {"n": 1}
    await copy.close()


async def test_a_copy_that_is_made_under_fire_is_of_one_moment(url: str, tmp_path: Path) -> None:
    targets = [tmp_path / f"copy-{number}.db" for number in range(5)]
    await asyncio.to_thread(copied_under_fire, url, targets)
    revisions = []
    for target in targets:
        copy = await open_store(f"sqlite:///{target}")
        found = await copy.load("c", "a")
        if found.revision:
            assert found.state == found.profile == {"at": found.revision - 1}
        revisions.append(found.revision)
        await copy.close()
    assert revisions == sorted(revisions)


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_written_over(url: str, database: Path, tmp_path: Path, kind: str) -> None:
    database.parent.mkdir()
    database.touch()
    target = tmp_path / "there"
    if kind == "file":
        target.write_text("Dear diary")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="is there already, and is not written over"):
        back_up(url, target)
    assert kind != "file" or target.read_text() == "Dear diary"
    assert files_in(tmp_path) in (["there"], [])


async def test_a_damaged_store_gives_no_copy(store: Store, url: str, database: Path, tmp_path: Path) -> None:
    await store.save("c", "ana", {"words": "x" * 200_000}, revision=0, message_id="m", answer={})
    await store.close()
    damage(database)
    with pytest.raises(StoreError, match=r"is damaged|cannot be copied"):
        back_up(url, tmp_path / "copy.db")
    assert files_in(tmp_path) == []


def test_a_store_that_is_not_there_is_not_made(url: str, database: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no store at .* yet"):
        back_up(url, tmp_path / "copy.db")
    assert not database.exists()


async def test_a_folder_that_is_not_there_is_told(store: Store, url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be written \(No such file"):
        back_up(url, tmp_path / "nowhere" / "copy.db")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:secret@db/slotwise", "pg_dump --format=custom"),
        ("sqlite://", "in memory cannot be copied"),
        ("sqlite:///:memory:", "in memory cannot be copied"),
        ("nonsense", "DATABASE_URL cannot be read"),
    ],
)
def test_what_is_no_file_is_told(url: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=told) as caught:
        back_up(url, tmp_path / "copy.db")
    assert "secret" not in str(caught.value)


def test_half_a_copy_of_an_earlier_time_is_no_hindrance(tmp_path: Path) -> None:
    source = tmp_path / "store.db"
    with sqlite3.connect(source) as connection:
        connection.execute("CREATE TABLE anything (n)")
    connection.close()
    (tmp_path / ".copy.db.partial").write_text("half")
    back_up(f"sqlite:///{source}", tmp_path / "copy.db")
    assert files_in(tmp_path) == ["copy.db", "store.db"]
