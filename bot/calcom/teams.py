"""Teams, their event types and bookings (facts 17)."""

import builtins
from collections.abc import Sequence
from functools import cached_property

from bot.calcom.arguments import Count, Moment, Text, Whole
from bot.calcom.event_type_webhooks import TeamEventTypeWebhooks
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import Sort, Status
from bot.calcom.types.event_types import DeletedEventType, NewTeamEventType, TeamEventTypeChanges
from bot.scheduling.models import Booking, EventType, Team

_ALL = "/v2/teams/{teamId}/event-types"
_ONE = f"{_ALL}/{{eventTypeId}}"


class TeamEventTypes(Resource):
    @cached_property
    def webhooks(self) -> TeamEventTypeWebhooks:
        return TeamEventTypeWebhooks(self._caller)

    async def __call__(self, team_id: int, *, event_slug: str | None = None) -> builtins.list[EventType]:
        """Public: needs no credential."""
        return await self.list(team_id, event_slug=event_slug)

    @operation("GET", _ALL, row="team", auth=Auth.NONE)
    async def list(
        self,
        team_id: int,
        *,
        event_slug: Text | None = None,
        hosts_limit: Count | None = None,
        sort_created_at: Sort | None = None,
    ) -> builtins.list[EventType]:
        """Public. ``hosts_limit``: name so many hosts of each at most."""

    @operation("POST", _ALL, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def create(self, team_id: int, event_type: Whole[NewTeamEventType]) -> EventType:
        """Rejected when the slug is taken."""

    @operation("GET", _ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_READ", role="team admin")
    async def get(self, team_id: int, event_type_id: int) -> EventType:
        """NotFound when the team has none with this id."""

    @operation("PATCH", _ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def update(self, team_id: int, event_type_id: int, changes: Whole[TeamEventTypeChanges]) -> EventType:
        """Hosts, locations and questions replace all that were there."""

    @operation("DELETE", _ONE, row="team", auth=Auth.BEARER, scope="TEAM_EVENT_TYPE_WRITE", role="team admin")
    async def delete(self, team_id: int, event_type_id: int) -> DeletedEventType:
        """Bookings of it stay."""


class TeamBookings(Resource):
    @operation(
        "GET",
        "/v2/teams/{teamId}/bookings",
        row="team",
        auth=Auth.BEARER,
        scope="TEAM_BOOKING_READ",
        role="team admin",
        paging=Paging(size=100),
    )
    def list(
        self,
        team_id: int,
        *,
        status: Sequence[Status] = (),
        attendee_email: str | None = None,
        attendee_name: str | None = None,
        booking_uid: str | None = None,
        event_type_id: int | None = None,
        event_type_ids: Sequence[int] = (),
        after_start: Moment | None = None,
        before_end: Moment | None = None,
        sort_start: Sort | None = None,
        sort_end: Sort | None = None,
        sort_created: Sort | None = None,
    ) -> Paged[Booking]:
        """The bookings of the team's event types."""


class Teams(Resource):
    @cached_property
    def event_types(self) -> TeamEventTypes:
        return TeamEventTypes(self._caller)

    @cached_property
    def bookings(self) -> TeamBookings:
        return TeamBookings(self._caller)

    @operation("GET", "/v2/teams", row="beyond", auth=Auth.BEARER, scope="TEAM_PROFILE_READ")
    async def list(self) -> builtins.list[Team]:
        """The teams that the credential's user belongs to."""
