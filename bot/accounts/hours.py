"""The schedules of a host, through a client (facts 6)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from bot.accounts.lacking import lacking
from bot.calcom.client import CalcomClient
from bot.calcom.types.me import WeekDay
from bot.calcom.types.schedules import Override, WorkingHours
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.hours import WEEKDAYS, HostHours, Hours, Span, wall_time
from bot.scheduling.models import Schedule


class ClientHours:
    """``is_own``: the credential is the host's own; that of another user has the schedules of that other."""

    def __init__(self, client: CalcomClient, *, is_own: bool) -> None:
        self._client = client
        self._is_own = is_own

    def why_not(self, verb: Literal["read", "change"]) -> Lacking | None:
        if not self._is_own:
            return Lacking("own", "a credential of their own")
        schedules = self._client.schedules
        return lacking(self._client.access.may(schedules.list if verb == "read" else schedules.update))

    async def schedules(self) -> Sequence[Schedule]:
        return await self._client.schedules.list()

    async def update(self, schedule_id: int, *, before: Hours, after: Hours) -> Schedule:
        return await self._client.schedules.update(
            schedule_id,
            availability=_availability(after) if after.weekly != before.weekly else None,
            overrides=_overrides(after) if after.dates != before.dates else None,
        )


def _availability(hours: Hours) -> list[WorkingHours]:
    """Weekdays with the same hours stand together, as people write them."""
    days: dict[Span, list[WeekDay]] = {}
    for number, spans in sorted(hours.weekly.items()):
        for span in spans:
            days.setdefault(span, []).append(WEEKDAYS[number])  # type: ignore[arg-type]
    return [
        WorkingHours(days=tuple(names), start_time=wall_time(start), end_time=wall_time(end))
        for (start, end), names in days.items()
    ]


def _overrides(hours: Hours) -> list[Override]:
    """A day off is written as one whose hours end as they start, which is what Cal.com's own calendar makes of it."""
    return [
        Override(date=day, start_time=wall_time(start), end_time=wall_time(end))
        for day, spans in sorted(hours.dates.items())
        for start, end in spans or ((0, 0),)
    ]


if TYPE_CHECKING:
    _host_hours: type[HostHours] = ClientHours
