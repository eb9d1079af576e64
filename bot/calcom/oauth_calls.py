"""What OAuth asks of Cal.com (facts 12). The whole of the flow is in ``bot.calcom.oauth``."""

from functools import cached_property

from bot.calcom.arguments import Whole
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.oauth import CodeGrant, OAuthClient, RefreshGrant, Tokens


class OAuthClients(Resource):
    @operation("GET", "/v2/auth/oauth2/clients/{clientId}", row="o", auth=Auth.WITHOUT)
    async def get(self, client_id: str) -> OAuthClient:
        """Public: whom a person is asked to let in."""


class OAuthCalls(Resource):
    @cached_property
    def clients(self) -> OAuthClients:
        return OAuthClients(self._caller)

    @operation("POST", "/v2/auth/oauth2/token", row="o", auth=Auth.WITHOUT, enveloped=False)
    async def token(self, grant: Whole[CodeGrant | RefreshGrant]) -> Tokens:
        """Rejected with the code ``invalid_grant`` when the code or token was spent or has expired; Unauthorized with
        ``invalid_client`` when the client is not who it says. A grant is spent even when no answer came."""
