"""A process that uses a shared store as hard as it can until it is killed: ``hammer.py URL FOLDER``.

It notes in files of the folder what the store let it do, a line each, so that the test can hold the store to it. The
files are locked by the system, which lets go of them when the process dies.
"""

import asyncio
import fcntl
import itertools
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store import OpenStore, StaleConversation, open_store
from bot.store.channel import Update

BOT = 1
CHATS = [str(number) for number in range(4)]
KEYS = 2_000
JOB_LEASE = timedelta(seconds=5)


class Notes:
    """Whole lines, whoever else is writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, line: object) -> None:
        file = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, f"{line}\n".encode())
        os.close(file)

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Notes who else is in here. One that is being killed may be: the system gives back what a process holds in
        any order, a little after the process has done its last."""
        file = os.open(self._folder / f"held-{name}", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.add("together", f"{os.pread(file, 20, 0).decode()} {name}")
        os.pwrite(file, f"{os.getpid():<20}".encode(), 0)
        yield
        os.close(file)


async def serve(store: OpenStore, notes: Notes, chat: str) -> None:
    """As an inbox and the turns behind it do."""
    while True:
        async with store.channel.serve_line(BOT, Update(0, chat, None, None, datetime.now(UTC)).line):
            with notes.alone(f"line-{chat}"):
                for update in await store.channel.unfinished_updates(BOT):
                    if update.chat_id == chat:
                        await turn(store, notes, chat, update.update_id)
                        await store.channel.finish_update(BOT, update.update_id, datetime.now(UTC))
        await asyncio.sleep(0.01)


async def turn(store: OpenStore, notes: Notes, chat: str, number: int) -> None:
    async with store.lock(chat):
        with notes.alone(f"talk-{chat}"):
            try:
                await answer(store, chat, number)
            except StaleConversation:  # the last save of a process that was killed came about after its locks were gone
                await answer(store, chat, number)


async def answer(store: OpenStore, chat: str, number: int) -> None:
    if await store.answer_to(chat, str(number)) is None:
        saved = await store.load(chat)
        numbers = [*saved.state.get("numbers", []), number]
        await store.save(chat, chat, {"numbers": numbers}, revision=saved.revision, message_id=str(number), answer={})


async def bring_again(store: OpenStore, notes: Notes) -> None:
    """What was taken in before is brought once more."""
    while True:
        number = random.randrange(100)
        if await store.channel.take_in(BOT, number, "0", None, {}, datetime.now(UTC)):
            notes.add("violations", f"update {number} was taken in twice")
        await asyncio.sleep(0.01)


async def work(store: OpenStore, notes: Notes) -> None:
    while True:
        now = datetime.now(UTC)
        for job in await store.jobs.claim_due(now, {"hammered"}, lease=JOB_LEASE, limit=3):
            notes.add("jobs-begun", f"{job.key} {job.attempt}")
            await asyncio.sleep(0.002)
            if not await store.jobs.done(job, datetime.now(UTC)):
                notes.add("violations", f"job {job.key} was taken away")
        await asyncio.sleep(0.005)


async def be_first(store: OpenStore, notes: Notes) -> None:
    for number in range(KEYS):
        if await store.seen.first(f"key {number}", datetime.now(UTC)):
            notes.add("firsts", number)


async def count(store: OpenStore, notes: Notes) -> None:
    for number in itertools.count():
        await store.usage.add(
            datetime(2026, 11, 23, tzinfo=UTC).date(), f"account {number % 3}", {"turns": 1, "cost": 2}
        )
        notes.add("counted", number)


async def spend(store: OpenStore, notes: Notes) -> None:
    while True:
        if await store.ledger.take("key", limit=50) == 0:
            notes.add("spent", 1)
        await asyncio.sleep(0.005)


async def main(url: str, folder: Path) -> None:
    store, notes = await open_store(url), Notes(folder)
    notes.add("started", os.getpid())
    async with asyncio.TaskGroup() as group:
        for chat in CHATS:
            group.create_task(serve(store, notes, chat))
        for doing in (bring_again, work, be_first, count, spend):
            group.create_task(doing(store, notes))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
