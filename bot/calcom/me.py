"""Whose credential this is (facts 7)."""

from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.scheduling.models import Me


class MeResource(Resource):
    @operation("GET", "/v2/me", row="40", auth=Auth.BEARER, scope="PROFILE_READ")
    async def get(self) -> Me:
        """Unauthorized without a good credential."""
