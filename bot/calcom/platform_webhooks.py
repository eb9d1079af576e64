"""Webhooks of a platform's OAuth client: what happens to any of its managed users (facts 9.1, 14). Deprecated by
Cal.com."""

from bot.calcom.arguments import Secret, Url
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.webhooks import Webhook
from bot.calcom.webhook_subscriptions import Triggers

_ALL = "/v2/oauth-clients/{clientId}/webhooks"
_ONE = f"{_ALL}/{{webhookId}}"


class PlatformWebhooks(Resource):
    @operation("POST", _ALL, row="80", auth=Auth.CLIENT, deprecated=True)
    async def create(
        self,
        client_id: str,
        *,
        subscriber_url: Url,
        triggers: Triggers,
        active: bool = True,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Rejected with ``already_exists`` when the client has one with this URL."""

    @operation("GET", _ALL, row="81", auth=Auth.CLIENT, paging=Paging(), deprecated=True)
    def list(self, client_id: str) -> Paged[Webhook]:
        """All of the client's own."""

    @operation("DELETE", _ALL, row="82", auth=Auth.CLIENT, deprecated=True)
    async def delete_all(self, client_id: str) -> None:
        """Deletes every webhook of the client."""

    @operation("GET", _ONE, row="83", auth=Auth.CLIENT, deprecated=True)
    async def get(self, client_id: str, webhook_id: str) -> Webhook:
        """NotFound when the client has no such webhook."""

    @operation("PATCH", _ONE, row="84", auth=Auth.CLIENT, deprecated=True)
    async def update(
        self,
        client_id: str,
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

    @operation("DELETE", _ONE, row="85", auth=Auth.CLIENT, deprecated=True)
    async def delete(self, client_id: str, webhook_id: str) -> Webhook:
        """The webhook as it was."""
