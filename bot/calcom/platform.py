"""All that platforms do: their OAuth clients, managed users and webhooks (facts 14). Deprecated: Cal.com takes no new
platforms since 15 December 2025."""

from functools import cached_property

from bot.calcom.managed_users import ManagedUsers
from bot.calcom.platform_clients import PlatformClients
from bot.calcom.platform_webhooks import PlatformWebhooks
from bot.calcom.resource import Resource


class Platform(Resource):
    @cached_property
    def managed_users(self) -> ManagedUsers:
        return ManagedUsers(self._caller)

    @cached_property
    def oauth_clients(self) -> PlatformClients:
        return PlatformClients(self._caller)

    @cached_property
    def webhooks(self) -> PlatformWebhooks:
        return PlatformWebhooks(self._caller)
