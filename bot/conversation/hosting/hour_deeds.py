"""What a host decides of the hours in which they can be booked (facts 6)."""

from datetime import date
from typing import Literal

from bot.conversation.hosting.deed import Deed
from bot.scheduling.calendar import NotFound, Rejected
from bot.scheduling.hosting import HostCalendar
from bot.scheduling.hosting.hours import Hours, hours_of
from bot.scheduling.models import Booking


class ChangeHours(Deed):
    """From what was shown before to what was shown after; ``since`` is the day it was shown on."""

    do: Literal["change_hours"] = "change_hours"
    schedule_id: int
    since: date
    before: Hours
    after: Hours
    standing: tuple[str, ...] = ()
    """The uids of the bookings in hours that are given up; they stay."""

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        """Rejected with the reason ``changed_meanwhile`` when the schedule is no longer what was shown: the lists are
        replaced whole, and what somebody else wrote would be lost."""
        now = await self._now(calendar)
        if not now.is_as(self.before, since=self.since):
            raise Rejected("the schedule was changed in between", reason="changed_meanwhile")
        await calendar.hours.update(self.schedule_id, before=now, after=self.after)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool:
        return (await self._now(calendar)).is_as(self.after, since=self.since)

    async def _now(self, calendar: HostCalendar) -> Hours:
        for schedule in await calendar.hours.schedules():
            if schedule.id == self.schedule_id:
                return hours_of(schedule)
        raise NotFound("the schedule is gone")
