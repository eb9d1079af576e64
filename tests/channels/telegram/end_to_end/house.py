"""Everything as it runs in earnest: a sandbox and the bot as processes of their own, and the double for Telegram."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.evals.telegram import TelegramDouble
from bot.evals.telegram.people import Side
from tests.commands.messenger import Machine, Process, free_port, machine
from tests.telegram_oracle import watch

READY = {"telegram": "It fetches its updates", "serve": "Telegram brings its updates to"}

KEY = {"Authorization": "Bearer cal_sandbox_bailey", "cal-api-version": "2024-08-13"}


class House:
    """What one kind of bot (``telegram`` or ``serve``) needs to run, and what is looked at afterwards."""

    def __init__(self, command: str, double: TelegramDouble, here: Machine, calendar: httpx.AsyncClient) -> None:
        calendar_url = str(calendar.base_url).rstrip("/")
        self.command, self.double, self.here, self._calendar = command, double, here, calendar
        self.updates: list[dict[str, Any]] = []
        """All that the bot was told, oldest first."""
        double.on_update.append(self.updates.append)
        port = free_port()
        self.settings = {
            "CALCOM_API_URL": f"{calendar_url}/v2",
            "SLOTWISE_DATA_DIR": f"{os.environ['SLOTWISE_DATA_DIR']}-{command}",
            "SLOTWISE_PORT": str(port),
            "SLOTWISE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }

    async def start(self, **settings: str) -> Process:
        """The bot, ready."""
        bot = await self.here.start(self.command, **(self.settings | settings))
        await bot.says(READY[self.command])
        return bot

    def person(self, name: str = "Ana", last_name: str | None = "Silva") -> Side:
        """Somebody's private chat with the bot."""
        return self.double.person(name, last_name=last_name, language_code="en").private()

    async def bookings(self) -> list[dict[str, Any]]:
        """Those that stand at the sandbox."""
        answer = await self._calendar.get("/v2/bookings", params={"take": 250}, headers=KEY)
        booked: list[dict[str, Any]] = answer.raise_for_status().json()["data"]
        return [booking for booking in booked if booking["status"] == "accepted"]

    async def fault(self, operation: str, kind: str, **options: Any) -> None:
        told = {"operation": operation, "kind": kind, **options}
        (await self._calendar.post("/sandbox/faults", json=told)).raise_for_status()

    async def faultless(self) -> None:
        (await self._calendar.delete("/sandbox/faults")).raise_for_status()


@asynccontextmanager
async def house(command: str = "telegram", **double: Any) -> AsyncIterator[House]:
    """Whatever comes to pass, all processes have ended afterwards; every call was right in the eyes of the double and
    of aiogram, every tap was answered, and no process has told the token."""
    made = watch(TelegramDouble(**double))
    async with machine(made) as here:
        port = free_port()
        sandbox = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "sandbox", "--port", str(port)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert sandbox.stdout is not None
            async with asyncio.timeout(60):
                assert b"answers at" in await sandbox.stdout.readline()
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as calendar:
                one = House(command, made, here, calendar)
                yield one
        finally:
            sandbox.kill()  # however long it was told to delay its answers
            await sandbox.wait()
    assert made.violations == [], made.violations
    assert made.unanswered == [], made.unanswered
    assert made.token.partition(":")[2] not in one.here.everything_said()


def words(side: Side) -> list[str]:
    """What the bot's messages say, files aside."""
    return [message.text for message in side.replies if message.document is None]


def files(side: Side) -> list[bytes]:
    return [message.document.content for message in side.replies if message.document is not None]
