"""Schedules: working hours (facts 6)."""

import builtins
from collections.abc import Sequence

from bot.calcom.arguments import Text, TimeZone
from bot.calcom.operation import SCHEDULES, Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.schedules import Override, WorkingHours
from bot.scheduling.models import Schedule

_SCHEDULE = "/v2/schedules/{scheduleId}"


class Schedules(Resource):
    @operation("GET", "/v2/schedules", row="39", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_READ")
    async def list(self) -> builtins.list[Schedule]:
        """One's own."""

    @operation("POST", "/v2/schedules", row="o", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_WRITE")
    async def create(
        self,
        *,
        name: Text,
        time_zone: TimeZone,
        is_default: bool = False,
        availability: Sequence[WorkingHours] | None = None,
        overrides: Sequence[Override] | None = None,
    ) -> Schedule:
        """Without ``availability``: Monday to Friday, 9 to 17."""

    @operation("GET", "/v2/schedules/default", row="o", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_READ")
    async def default(self) -> Schedule | None:
        """None when there is none."""

    @operation("GET", _SCHEDULE, row="o", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_READ")
    async def get(self, schedule_id: int) -> Schedule | None:
        """Forbidden when it is somebody else's."""

    @operation("PATCH", _SCHEDULE, row="o", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_WRITE")
    async def update(
        self,
        schedule_id: int,
        *,
        name: Text | None = None,
        time_zone: TimeZone | None = None,
        is_default: bool | None = None,
        availability: Sequence[WorkingHours] | None = None,
        overrides: Sequence[Override] | None = None,
    ) -> Schedule:
        """Changes what is given. ``availability`` and ``overrides`` replace all that were there."""

    @operation("DELETE", _SCHEDULE, row="o", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_WRITE")
    async def delete(self, schedule_id: int) -> None:
        """NotFound or Rejected when there is none."""
