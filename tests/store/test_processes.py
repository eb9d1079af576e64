"""Real processes on one PostgreSQL, killed at any moment: what must be once is once, in order, and nothing is lost."""

import asyncio
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.store import OpenStore, open_store
from bot.store.jobs import Job
from tests.store.hammer import BOT, CHATS

ROOT = Path(__file__).parents[2]
PROCESSES = 3
KILLS = 6
UPDATES = 400
JOBS = 150

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def hammer(postgres_url: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a process of ``hammer.py`` on the store of the test."""
    started: list[subprocess.Popen[str]] = []

    def start_one() -> "subprocess.Popen[str]":
        command = [sys.executable, str(ROOT / "tests/store/hammer.py"), postgres_url, str(tmp_path)]
        started.append(
            subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield start_one
    told = []
    for process in started:
        process.kill()
        _, errors = process.communicate(timeout=10)
        told.append(errors)
    assert set(told) == {""}


def noted(folder: Path, name: str) -> list[str]:
    file = folder / name
    return file.read_text().split("\n")[:-1] if file.exists() else []


async def until(claim: Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not claim():  # noqa: ASYNC110  files tell no events
            await asyncio.sleep(0.02)


async def test_processes_that_are_killed_again_and_again_double_nothing_and_lose_nothing(
    postgres_url: str, hammer: Start, tmp_path: Path
) -> None:
    store = await open_store(postgres_url)
    now = datetime.now(UTC)
    for number in range(100):
        await store.channel.take_in(BOT, number, CHATS[number % len(CHATS)], None, {}, now)
    running, killed = [hammer() for _ in range(PROCESSES)], set[str]()
    for kill in range(KILLS):
        await until(lambda: len(noted(tmp_path, "started")) == PROCESSES + kill)  # noqa: B023  asked at once
        await bring_more(store, kill)
        await asyncio.sleep(random.uniform(0, 0.3))
        victim = running.pop(0)
        killed.add(str(victim.pid))
        victim.kill()
        running.append(hammer())
    async with asyncio.timeout(60):
        while await store.channel.unfinished_updates(BOT) or await store.jobs.waiting():  # noqa: ASYNC110  as above
            await asyncio.sleep(0.05)
    assert noted(tmp_path, "violations") == []
    assert {line.split()[0] for line in noted(tmp_path, "together")} <= killed
    await check_updates(store)
    check_jobs(tmp_path)
    firsts = Counter(noted(tmp_path, "firsts"))
    assert set(firsts.values()) == {1}
    await check_counts(store, tmp_path)
    for process in running:
        process.kill()
    await store.close()


async def bring_more(store: OpenStore, kill: int) -> None:
    """Its share of the updates and the jobs, between two kills."""
    now = datetime.now(UTC)
    share = (UPDATES - 100) // KILLS
    for number in range(100 + kill * share, 100 + (kill + 1) * share):
        await store.channel.take_in(BOT, number, CHATS[number % len(CHATS)], None, {}, now)
    for number in range(kill * JOBS // KILLS, (kill + 1) * JOBS // KILLS):
        await store.jobs.schedule(Job("hammered", str(number), now))


async def check_updates(store: OpenStore) -> None:
    """Each once, and in the order of its chat."""
    for chat in CHATS:
        numbers = (await store.load(chat)).state["numbers"]
        assert numbers == [number for number in range(UPDATES) if CHATS[number % len(CHATS)] == chat]


def check_jobs(folder: Path) -> None:
    """Each was begun; and again only after a process that had begun it died with it."""
    begun = Counter(line.split()[0] for line in noted(folder, "jobs-begun"))
    assert len(begun) == JOBS
    assert sum(begun.values()) - JOBS <= KILLS
    finished = Counter(noted(folder, "jobs-begun"))
    assert set(finished.values()) == {1}  # no two had the same attempt


async def check_counts(store: OpenStore, folder: Path) -> None:
    """A process that is killed may have counted one that it could not note any more."""
    counted = len(noted(folder, "counted"))
    total = await store.usage.total(date(2026, 11, 23))
    assert counted <= total["turns"] <= len(noted(folder, "counted")) + KILLS + PROCESSES
    assert total["cost"] == 2 * total["turns"]
    assert 50 - KILLS <= len(noted(folder, "spent")) <= 50 * 2
