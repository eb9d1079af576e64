"""Schedules: working hours (facts 6)."""

import builtins

from bot.calcom.operation import SCHEDULES, Auth
from bot.calcom.resource import Resource, operation
from bot.scheduling.models import Schedule


class Schedules(Resource):
    @operation("GET", "/v2/schedules", row="39", auth=Auth.BEARER, version=SCHEDULES, scope="SCHEDULE_READ")
    async def list(self) -> builtins.list[Schedule]:
        """One's own."""
