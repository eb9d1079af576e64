"""The bot as a process of its own, with the double for Telegram."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.evals.telegram import TelegramDouble, running

STARTED_WITHIN, STOPPED_WITHIN = 60, 10


@dataclass
class Process:
    """A command that runs. What it says on either stream is kept, line by line."""

    process: asyncio.subprocess.Process
    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    reading: list["asyncio.Task[None]"] = field(default_factory=list)

    async def says(self, words: str) -> None:
        async with asyncio.timeout(STARTED_WITHIN):
            while not any(words in line for line in (*self.told, *self.warned)):
                if self.process.returncode is not None:
                    raise AssertionError(f"it ended: {self.told} {self.warned}")
                await asyncio.sleep(0.01)

    def signal(self, which: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(which)

    async def ended(self) -> int:
        """The exit code, and what was said to the end."""
        async with asyncio.timeout(STARTED_WITHIN):
            code = await self.process.wait()
            await asyncio.gather(*self.reading)
        return code

    async def stop(self) -> int:
        """The exit code after SIGTERM, which is waited for no longer than promised."""
        self.signal()
        async with asyncio.timeout(STOPPED_WITHIN):
            return await self.ended()


async def _read(stream: asyncio.StreamReader, lines: list[str]) -> None:
    async for line in stream:
        lines.append(line.decode().rstrip("\n"))


class Machine:
    """A machine that knows the double as Telegram; its data folder outlives its processes."""

    def __init__(self, double: TelegramDouble, url: str) -> None:
        self.double, self.url = double, url
        self.started: list[Process] = []

    async def start(self, command: str, **settings: str) -> Process:
        environment = {"TELEGRAM_API_URL": self.url, "TELEGRAM_BOT_TOKEN": self.double.token, **settings}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", command),
            env=os.environ | environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        one = Process(process)
        assert process.stdout is not None
        assert process.stderr is not None
        one.reading = [
            asyncio.create_task(_read(process.stdout, one.told)),
            asyncio.create_task(_read(process.stderr, one.warned)),
        ]
        self.started.append(one)
        return one

    def everything_said(self) -> str:
        return "\n".join(line for one in self.started for line in (*one.told, *one.warned))


@asynccontextmanager
async def machine(double: TelegramDouble) -> AsyncIterator[Machine]:
    async with running(double) as url:
        one = Machine(double, url)
        try:
            yield one
        finally:
            for started in one.started:
                if started.process.returncode is None:
                    started.process.kill()
                await started.ended()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
