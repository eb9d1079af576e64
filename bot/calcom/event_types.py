"""Event types (facts 5)."""

import builtins
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot.calcom.arguments import Text
from bot.calcom.operation import EVENT_TYPES, Auth
from bot.calcom.resource import Resource, operation
from bot.scheduling.models import EventType


class EventTypes(Resource):
    @operation("GET", "/v2/event-types", row="24", auth=Auth.OPTIONAL, version=EVENT_TYPES, scope="EVENT_TYPE_READ")
    async def list(
        self,
        *,
        username: Text | None = None,
        event_slug: Text | None = None,
        usernames: Sequence[str] = (),
        organization_slug: Annotated[Text | None, Field(alias="orgSlug")] = None,
    ) -> builtins.list[EventType]:
        """The public ones of ``username`` (none when there is no such user), or the dynamic one of ``usernames``; with
        a key and neither, one's own, hidden ones included. Hidden questions are left out (facts 5.1)."""

    @operation(
        "GET",
        "/v2/event-types/{eventTypeId}",
        row="26",
        auth=Auth.BEARER,
        version=EVENT_TYPES,
        scope="EVENT_TYPE_READ",
    )
    async def get(self, event_type_id: int) -> EventType:
        """NotFound also when it may not be seen (facts 5.2)."""
