"""What a service takes: turns of many chats at once, in one process and in two, on SQLite and on PostgreSQL.

The model answers at once, or after a second as a provider's does; Cal.com is not asked, so that what is measured is the
assistant and its store. Every process is one of its own, as it is in a deployment. ``python -m benchmarks.service``
shows all of it; ``make bench`` its budgets.
"""

import asyncio
import contextlib
import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatResult

from benchmarks.budgets import Result
from bot.app import App, open_app
from bot.config import load_settings
from bot.conversation import models
from bot.conversation.offline.model import OfflineModel
from bot.message import Incoming, Person
from tests.postgres import running_postgres

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
SAID = "what have I booked?"
"""Goes to the model and to the store, and not to Cal.com: nobody here has booked anything."""

AT_ONCE = (1, 100, 1000)
SECONDS = 4.0
"""How long a rate is measured."""

CHATTING, READING, CHATTING_FOR = 500, 20.0, 25.0
"""So many chats, whose people read and type so many seconds between an answer and their next message, for so long."""

MOST_ADDED = 50.0
"""Milliseconds beside the model's second, for 19 turns of 20."""

MODEL_SECONDS = 1.0
START_BY = 120.0
"""Seconds in which every process must be ready."""


class SlowModel(OfflineModel):
    """The built-in model, which answers after so many seconds."""

    seconds: float = 0.0

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return await super()._agenerate(messages, stop, None, **kwargs)


@dataclass(frozen=True)
class Load:
    """What one process is to do."""

    database_url: str
    chats: int
    model_seconds: float
    reading: float
    """Seconds between an answer and the next message of a chat; 0 is as fast as it goes."""
    seconds: float
    number: int
    """Which of the processes it is."""


@dataclass(frozen=True)
class Done:
    turns: int
    seconds: float
    added: list[float]
    """Seconds of each turn beside the model's."""

    @property
    def rate(self) -> float:
        return self.turns / self.seconds


async def work(load: Load) -> Done:
    """Has the chats talk, all at once, from when the process is told to begin."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            env_file=None,
            overrides={"slotwise_data_dir": Path(folder), "database_url": load.database_url},
        )
        builtin = models.builtin()
        assert isinstance(builtin, OfflineModel)
        model = SlowModel(say=builtin.say, seconds=load.model_seconds)
        async with open_app(settings, now=NOW, model=model) as app:
            await _talk(app, load, 0, time.perf_counter() + 0.5, [])  # what is loaded once is loaded now
            gc.collect()
            gc.freeze()
            print("ready", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
            added: list[float] = []
            started = time.perf_counter()
            until = started + load.seconds
            await asyncio.gather(*(_talk(app, load, chat, until, added) for chat in range(1, load.chats + 1)))
            return Done(len(added), time.perf_counter() - started, added)


async def _talk(app: App, load: Load, chat: int, until: float, added: list[float]) -> None:
    name = f"bench:{load.number}:{chat}"
    person = Person(account_id=name, name="Ana Silva", language="en", time_zone="Europe/Lisbon")
    if load.reading:
        await asyncio.sleep(random.Random(name).uniform(0, load.reading))
    for number in count():
        if time.perf_counter() >= until:
            return
        began = time.perf_counter()
        reply = await app.handle(Incoming(name, str(number), person, app.clock(), text=SAID))
        assert reply.usage.model_calls == 1, reply.text
        added.append(time.perf_counter() - began - load.model_seconds)
        await asyncio.sleep(load.reading)


def run(loads: list[Load]) -> Done:
    """Runs a process for each load, begun together. ``rate`` is that of all together."""
    commands = [[sys.executable, "-m", "benchmarks.service", json.dumps(vars(load))] for load in loads]
    with contextlib.ExitStack() as stack:
        processes = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for command in commands
        ]
        for process in processes:
            assert process.stdout is not None
            if process.stdout.readline().strip() != "ready":
                raise SystemExit("a process of the bench did not start")
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        done = [Done(**json.loads(process.communicate(timeout=START_BY)[0])) for process in processes]
    return Done(
        sum(one.turns for one in done),
        max(one.seconds for one in done),
        [seconds for one in done for seconds in one.added],
    )


@contextlib.contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """A fresh database of each kind for every run."""
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server, contextlib.ExitStack() as stack:
        numbers = count()
        yield {
            "SQLite": lambda: f"sqlite:///{folder}/{next(numbers)}.db",
            "PostgreSQL": lambda: stack.enter_context(server.database()),
        }


def loads(url: str, processes: int, chats: int, model_seconds: float, reading: float, seconds: float) -> list[Load]:
    """The chats, shared among so many processes."""
    shares = [chats // processes + (number < chats % processes) for number in range(processes)]
    return [Load(url, share, model_seconds, reading, seconds, number) for number, share in enumerate(shares) if share]


def measure() -> list[Result]:
    """The budget: what is added to the model's second, with many chats."""
    results = []
    with databases() as fresh:
        for kind, address in fresh.items():
            done = run(loads(address(), 1, CHATTING, MODEL_SECONDS, READING, CHATTING_FOR))
            added = _p95(done)
            results.append(
                Result(
                    f"added to a turn, p95, {CHATTING} chats, {kind}", f"{added:.0f} ms", "50 ms", added < MOST_ADDED
                )
            )
    return results


def _p95(done: Done) -> float:
    """Milliseconds."""
    return 1000 * statistics.quantiles(done.added, n=20)[-1]


def show() -> None:
    """Everything, as a table."""
    with databases() as fresh:
        print(f"{'turns a second':24}  {'chats':>5}  {'instant model':>14}  {'1-second model':>14}")
        for kind, address in fresh.items():
            for processes in (1, 2):
                for chats in AT_ONCE:
                    rates = [
                        run(loads(address(), processes, chats, seconds, 0.0, SECONDS)).rate
                        for seconds in (0.0, MODEL_SECONDS)
                    ]
                    name = f"{kind}, {processes} process{'es' if processes > 1 else ''}"
                    print(f"{name:24}  {chats:5}  {rates[0]:14.0f}  {rates[1]:14.1f}", flush=True)
        print(f"\n{CHATTING} chats, {READING:.0f} s of reading, 1-second model: added to a turn")
        for kind, address in fresh.items():
            for processes in (1, 2):
                done = run(loads(address(), processes, CHATTING, MODEL_SECONDS, READING, CHATTING_FOR))
                median = 1000 * statistics.median(done.added)
                name = f"{kind}, {processes} process{'es' if processes > 1 else ''}"
                print(f"{name:24}  median {median:.0f} ms, p95 {_p95(done):.0f} ms, {done.rate:.0f} turns a second")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(vars(asyncio.run(work(Load(**json.loads(sys.argv[1])))))))
    else:
        show()
