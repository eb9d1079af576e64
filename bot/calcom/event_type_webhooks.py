"""Webhooks of one event type, of a person or of a team (facts 5.8)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot.calcom.arguments import Secret, Url
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.webhooks import Trigger, Webhook

_ALL = "/v2/event-types/{eventTypeId}/webhooks"
_ONE = f"{_ALL}/{{webhookId}}"
_TEAM_ALL = "/v2/teams/{teamId}/event-types/{eventTypeId}/webhooks"
_TEAM_ONE = f"{_TEAM_ALL}/{{webhookId}}"
Triggers = Annotated[Sequence[Trigger], Field(min_length=1)]


class EventTypeWebhooks(Resource):
    @operation("POST", _ALL, row="33", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE")
    async def create(
        self,
        event_type_id: int,
        *,
        subscriber_url: Url,
        triggers: Triggers,
        active: bool = True,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Rejected with ``already_exists`` when the event type has one with this URL."""

    @operation("GET", _ALL, row="34", auth=Auth.BEARER, scope="EVENT_TYPE_READ", paging=Paging())
    def list(self, event_type_id: int) -> Paged[Webhook]:
        """All of the event type's own."""

    @operation("DELETE", _ALL, row="35", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE")
    async def delete_all(self, event_type_id: int) -> None:
        """Deletes every webhook of the event type."""

    @operation("GET", _ONE, row="36", auth=Auth.BEARER, scope="EVENT_TYPE_READ")
    async def get(self, event_type_id: int, webhook_id: str) -> Webhook:
        """NotFound when the event type has no such webhook."""

    @operation("PATCH", _ONE, row="37", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE")
    async def update(
        self,
        event_type_id: int,
        webhook_id: str,
        *,
        subscriber_url: Url | None = None,
        triggers: Triggers | None = None,
        active: bool | None = None,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Changes what is given."""

    @operation("DELETE", _ONE, row="38", auth=Auth.BEARER, scope="EVENT_TYPE_WRITE")
    async def delete(self, event_type_id: int, webhook_id: str) -> Webhook:
        """The webhook as it was."""


class TeamEventTypeWebhooks(Resource):
    @operation("POST", _TEAM_ALL, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def create(
        self,
        team_id: int,
        event_type_id: int,
        *,
        subscriber_url: Url,
        triggers: Triggers,
        active: bool = True,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Rejected with ``already_exists`` when the event type has one with this URL."""

    @operation(
        "GET",
        _TEAM_ALL,
        row="team",
        auth=Auth.BEARER,
        scope="TEAM_EVENT_TYPE_READ",
        role="team admin",
        paging=Paging(),
    )
    def list(self, team_id: int, event_type_id: int) -> Paged[Webhook]:
        """All of the event type's own."""

    @operation("DELETE", _TEAM_ALL, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def delete_all(self, team_id: int, event_type_id: int) -> None:
        """Deletes every webhook of the event type."""

    @operation("GET", _TEAM_ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_READ", role="team admin")
    async def get(self, team_id: int, event_type_id: int, webhook_id: str) -> Webhook:
        """NotFound when the event type has no such webhook."""

    @operation("PATCH", _TEAM_ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def update(
        self,
        team_id: int,
        event_type_id: int,
        webhook_id: str,
        *,
        subscriber_url: Url | None = None,
        triggers: Triggers | None = None,
        active: bool | None = None,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Changes what is given."""

    @operation("DELETE", _TEAM_ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def delete(self, team_id: int, event_type_id: int, webhook_id: str) -> Webhook:
        """The webhook as it was."""
