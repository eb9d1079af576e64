"""Teams, and the event types they offer (facts 17)."""

import builtins

from bot.calcom.arguments import Text
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.scheduling.models import EventType, Team


class Teams(Resource):
    @operation("GET", "/v2/teams", row="-", auth=Auth.BEARER, scope="TEAM_PROFILE_READ")
    async def list(self) -> builtins.list[Team]:
        """The teams that the credential's user belongs to."""

    @operation("GET", "/v2/teams/{teamId}/event-types", row="team", auth=Auth.NONE)
    async def event_types(self, team_id: int, *, event_slug: Text | None = None) -> builtins.list[EventType]:
        """Public: needs no credential."""
