"""Whose credential this is (facts 7)."""

from bot.calcom.wire import Request, Send, one, path_of
from bot.scheduling.models import Me


class MeResource:
    def __init__(self, send: Send) -> None:
        self._send = send

    async def get(self) -> Me:
        """Needs a credential: Unauthorized without a good one."""
        return await self._send(Request("me", "GET", path_of("me")), one(Me))
