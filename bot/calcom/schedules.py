"""Schedules: working hours (facts 6)."""

import builtins

from bot.calcom.wire import Request, Send, many, path_of
from bot.scheduling.models import Schedule


class Schedules:
    def __init__(self, send: Send) -> None:
        self._send = send

    async def list(self) -> builtins.list[Schedule]:
        """One's own. Needs a credential."""
        return await self._send(Request("schedules", "GET", path_of("schedules")), many(Schedule))
