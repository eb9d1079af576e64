"""Event types, and the private links to them (facts 5)."""

import builtins
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

from pydantic import Field

from bot.calcom.arguments import Count, Moment, Text, Whole, at_most_one
from bot.calcom.event_type_webhooks import EventTypeWebhooks
from bot.calcom.operation import EVENT_TYPES, Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import Sort
from bot.calcom.types.event_types import (
    DeletedEventType,
    DeletedPrivateLink,
    EventTypeChanges,
    NewEventType,
    PrivateLink,
)
from bot.scheduling.models import EventType

_ONE = "/v2/event-types/{eventTypeId}"
_LINKS = f"{_ONE}/private-links"
_LINK = f"{_LINKS}/{{linkId}}"
_ONE_END = (at_most_one("expires_at", "max_usage_count"),)


class PrivateLinks(Resource):
    @operation("POST", _LINKS, row="29", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE", rules=_ONE_END)
    async def create(
        self, event_type_id: int, *, expires_at: Moment | None = None, max_usage_count: Count | None = None
    ) -> PrivateLink:
        """Ends at a moment or after so many bookings; with neither, after one."""

    @operation("GET", _LINKS, row="30", auth=Auth.BEARER, scope="EVENT_TYPE_READ")
    async def list(self, event_type_id: int) -> builtins.list[PrivateLink]:
        """All of the event type, expired ones too."""

    @operation("PATCH", _LINK, row="31", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE", rules=_ONE_END)
    async def update(
        self,
        event_type_id: int,
        link_id: str,
        *,
        expires_at: Moment | None = None,
        max_usage_count: Count | None = None,
    ) -> PrivateLink:
        """Gives it another end."""

    @operation("DELETE", _LINK, row="32", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE")
    async def delete(self, event_type_id: int, link_id: str) -> DeletedPrivateLink:
        """NotFound when there is none."""


class EventTypes(Resource):
    @cached_property
    def private_links(self) -> PrivateLinks:
        return PrivateLinks(self._caller)

    @cached_property
    def webhooks(self) -> EventTypeWebhooks:
        return EventTypeWebhooks(self._caller)

    @operation("GET", "/v2/event-types", row="24", auth=Auth.OPTIONAL, version=EVENT_TYPES)
    async def list(
        self,
        *,
        username: Text | None = None,
        event_slug: Text | None = None,
        usernames: Sequence[str] = (),
        organization_slug: Annotated[Text | None, Field(alias="orgSlug")] = None,
        organization_id: Annotated[int | None, Field(alias="orgId")] = None,
        sort_created_at: Sort | None = None,
    ) -> builtins.list[EventType]:
        """The public ones of ``username`` (none when there is no such user), or the dynamic one of ``usernames``; with
        a key and neither, one's own, hidden ones included. Hidden questions are left out (facts 5.1)."""

    @operation("POST", "/v2/event-types", row="25", auth=Auth.BEARER, version=EVENT_TYPES, scope="EVENT_TYPE_WRITE")
    async def create(self, event_type: Whole[NewEventType]) -> EventType:
        """Rejected when the slug is taken, by which ``list`` also finds it after OutcomeUnknown."""

    @operation("GET", _ONE, row="26", auth=Auth.BEARER, version=EVENT_TYPES, scope="EVENT_TYPE_READ")
    async def get(self, event_type_id: int) -> EventType:
        """NotFound also when it may not be seen (facts 5.2)."""

    @operation("PATCH", _ONE, row="27", auth=Auth.BEARER, version=EVENT_TYPES, scope="EVENT_TYPE_WRITE")
    async def update(self, event_type_id: int, changes: Whole[EventTypeChanges]) -> EventType:
        """Locations and questions replace all that were there."""

    @operation("DELETE", _ONE, row="28", auth=Auth.BEARER, version=EVENT_TYPES, scope="EVENT_TYPE_WRITE")
    async def delete(self, event_type_id: int) -> DeletedEventType:
        """Bookings of it stay."""
