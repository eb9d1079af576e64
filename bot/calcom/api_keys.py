"""API keys (facts 10)."""

from bot.calcom.arguments import Count, at_most_one
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.oauth import NewApiKey


class ApiKeys(Resource):
    @operation(
        "POST",
        "/v2/api-keys/refresh",
        row="48",
        auth=Auth.KEY,
        rules=(at_most_one("api_key_days_valid", "api_key_never_expires"),),
    )
    async def refresh(
        self, *, api_key_days_valid: Count | None = None, api_key_never_expires: bool | None = None
    ) -> NewApiKey:
        """A new key for the one that this client has, which is dead at once: this client is of no use afterwards.
        Holds for 30 days unless told otherwise. After OutcomeUnknown the old key may be dead and the new one lost:
        only a person can make another, in Cal.com under Settings > Developer > API keys."""
