"""Teams, and the event types they offer (facts 17)."""

import builtins

from bot.calcom.wire import Request, Send, given, many, path_of
from bot.scheduling.models import EventType, Team


class Teams:
    def __init__(self, send: Send) -> None:
        self._send = send

    async def event_types(self, team_id: int, *, event_slug: str | None = None) -> builtins.list[EventType]:
        """Public: needs no credential."""
        query = given(eventSlug=event_slug)
        return await self._send(
            Request("teams", "GET", path_of("teams", team_id, "event-types"), query), many(EventType)
        )

    async def list(self) -> builtins.list[Team]:
        """The teams that the credential's user belongs to."""
        return await self._send(Request("teams", "GET", path_of("teams")), many(Team))
