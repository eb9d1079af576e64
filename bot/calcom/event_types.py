"""Event types (facts 5)."""

import builtins
from collections.abc import Sequence

from bot.calcom.wire import Request, Send, given, many, one, path_of
from bot.scheduling.models import EventType


class EventTypes:
    def __init__(self, send: Send) -> None:
        self._send = send

    async def get(self, event_type_id: int) -> EventType:
        """Needs a credential. NotFound also when it may not be seen (facts 5.2)."""
        return await self._send(Request("event_types", "GET", path_of("event-types", event_type_id)), one(EventType))

    async def list(
        self,
        *,
        username: str | None = None,
        event_slug: str | None = None,
        usernames: Sequence[str] = (),
        organization_slug: str | None = None,
    ) -> builtins.list[EventType]:
        """The public ones of ``username`` (none when there is no such user), or the dynamic one of ``usernames``; with
        a key and neither, one's own, hidden ones included. Hidden questions are left out (facts 5.1)."""
        query = given(
            username=username,
            eventSlug=event_slug,
            usernames=",".join(usernames) or None,
            orgSlug=organization_slug,
        )
        return await self._send(Request("event_types", "GET", path_of("event-types"), query), many(EventType))
