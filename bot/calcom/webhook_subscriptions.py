"""Webhooks of one's own: who is told what (facts 9.1). What is then sent is in ``bot.calcom.webhooks``."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot.calcom.arguments import Secret, Url
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.webhooks import Trigger, Webhook

_WEBHOOK = "/v2/webhooks/{webhookId}"
Triggers = Annotated[Sequence[Trigger], Field(min_length=1)]


class Webhooks(Resource):
    @operation("POST", "/v2/webhooks", row="47", auth=Auth.BEARER, scope="WEBHOOK_WRITE")
    async def create(
        self,
        *,
        subscriber_url: Url,
        triggers: Triggers,
        active: bool = True,
        secret: Secret | None = None,
        payload_template: str | None = None,
        version: str | None = None,
    ) -> Webhook:
        """Rejected with ``already_exists`` when there is one with this URL. Without a ``secret`` nothing that comes can
        be told from a forgery. After OutcomeUnknown ``list`` tells, by the URL."""

    @operation("GET", "/v2/webhooks", row="o", auth=Auth.BEARER, scope="WEBHOOK_READ", paging=Paging())
    def list(self) -> Paged[Webhook]:
        """All of one's own."""

    @operation("GET", _WEBHOOK, row="o", auth=Auth.BEARER, scope="WEBHOOK_READ")
    async def get(self, webhook_id: str) -> Webhook:
        """NotFound, or Forbidden when it is somebody else's."""

    @operation("PATCH", _WEBHOOK, row="o", auth=Auth.BEARER, scope="WEBHOOK_WRITE")
    async def update(
        self,
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

    @operation("DELETE", _WEBHOOK, row="o", auth=Auth.BEARER, scope="WEBHOOK_WRITE")
    async def delete(self, webhook_id: str) -> Webhook:
        """The webhook as it was."""
