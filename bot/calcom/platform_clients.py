"""A platform's OAuth clients (facts 14). Deprecated by Cal.com. No access token is let in here."""

import builtins
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot.calcom.arguments import Text, Url
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.platform import NewPlatformOAuthClient, PlatformOAuthClient, PlatformPermission

_CLIENTS = "/v2/oauth-clients"
_CLIENT = f"{_CLIENTS}/{{clientId}}"


class PlatformClients(Resource):
    @operation("GET", _CLIENTS, row="75", auth=Auth.BEARER, deprecated=True)
    async def list(self) -> builtins.list[PlatformOAuthClient]:
        """Those of one's organization, with their secrets."""

    @operation("POST", _CLIENTS, row="76", auth=Auth.BEARER, deprecated=True)
    async def create(
        self,
        *,
        name: Text,
        redirect_uris: Annotated[Sequence[Url], Field(min_length=1)],
        permissions: Annotated[Sequence[PlatformPermission], Field(min_length=1)],
        logo: Text | None = None,
        booking_redirect_uri: Url | None = None,
        booking_cancel_redirect_uri: Url | None = None,
        booking_reschedule_redirect_uri: Url | None = None,
        are_emails_enabled: bool | None = None,
        are_default_event_types_enabled: bool | None = None,
        are_calendar_events_enabled: bool | None = None,
    ) -> NewPlatformOAuthClient:
        """``permissions`` are for good: nothing changes them later. ``*`` stands for all of them."""

    @operation("GET", _CLIENT, row="77", auth=Auth.BEARER, deprecated=True)
    async def get(self, client_id: str) -> PlatformOAuthClient:
        """With its secret."""

    @operation("PATCH", _CLIENT, row="78", auth=Auth.BEARER, deprecated=True)
    async def update(
        self,
        client_id: str,
        *,
        name: Text | None = None,
        redirect_uris: Annotated[Sequence[Url], Field(min_length=1)] | None = None,
        logo: Text | None = None,
        booking_redirect_uri: Url | None = None,
        booking_cancel_redirect_uri: Url | None = None,
        booking_reschedule_redirect_uri: Url | None = None,
        are_emails_enabled: bool | None = None,
        are_default_event_types_enabled: bool | None = None,
        are_calendar_events_enabled: bool | None = None,
    ) -> PlatformOAuthClient:
        """Changes what is given."""

    @operation("DELETE", _CLIENT, row="79", auth=Auth.BEARER, deprecated=True)
    async def delete(self, client_id: str) -> PlatformOAuthClient:
        """The client as it was. Its secret and its users' tokens are dead."""
