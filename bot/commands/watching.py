"""What `/readyz` of `slotwise serve` looks at."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.scheduling.calendar import CalendarError

if TYPE_CHECKING:
    from bot.app import App
    from bot.serving.health import Probe

RECENTLY = 120.0
"""Seconds for which an answer of Cal.com shows that it can be reached; after that it is asked."""


def probes(app: "App", registered: asyncio.Event) -> dict[str, "Probe"]:
    """``registered`` is set once Telegram knows where to bring updates."""

    async def store() -> bool:
        await app.store.load("readyz")
        return True

    async def telegram() -> bool:
        return registered.is_set()

    async def calcom() -> bool:
        if not _has_answered(app):
            with suppress(CalendarError), app.calendar.background():
                await (app.calendar.me.get() if app.calendar.has_credential else app.directory.offered())
        return _has_answered(app)

    return {"store": store, "telegram": telegram, "calcom": calcom}


def _has_answered(app: "App") -> bool:
    last = app.calendar.last_answer
    return last is not None and last.age < RECENTLY
