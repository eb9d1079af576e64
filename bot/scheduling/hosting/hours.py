"""The hours in which a host can be booked (facts 6), and what becomes of them by what a host says. Pure.

Times of day are minutes from midnight on the clocks of the schedule's zone; 1440 is the midnight after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from bot.scheduling.models import Schedule

if TYPE_CHECKING:
    from bot.scheduling.hosting import Lacking

Span = tuple[int, int]
Spans = tuple[Span, ...]

MIDNIGHT = 1440
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class HostHours(Protocol):
    """The schedules of a host. Every verb raises the errors of ``bot.scheduling.calendar``."""

    def why_not(self, verb: Literal["read", "change"]) -> "Lacking | None":
        """What the host lacks for it, as far as that is known before it is tried."""
        ...

    async def schedules(self) -> Sequence[Schedule]: ...

    async def update(self, schedule_id: int, *, before: "Hours", after: "Hours") -> Schedule:
        """Writes what differs. Cal.com replaces its lists whole, so ``before`` is what the schedule has now."""
        ...


class Hours(BaseModel):
    """What a schedule says: hours by weekday, where Monday is 0, and of single dates, where none is a day off."""

    model_config = ConfigDict(frozen=True)

    weekly: dict[int, Spans] = {}
    dates: dict[date, Spans] = {}

    def usually(self, day: date) -> Spans:
        """Of its weekday."""
        return self.weekly.get(day.weekday(), ())

    def on(self, day: date) -> Spans:
        return self.dates.get(day, self.usually(day))

    def with_dates(self, changes: Mapping[date, Spans]) -> "Hours":
        """A date that is to be as its weekday always is needs no hours of its own."""
        dates = {**self.dates, **changes}
        kept = {day: spans for day, spans in dates.items() if day not in changes or spans != self.usually(day)}
        return self.model_copy(update={"dates": kept})

    def with_weekdays(self, changes: Mapping[int, Spans]) -> "Hours":
        return self.model_copy(update={"weekly": {**self.weekly, **changes}})

    def without_dates(self, days: Iterable[date]) -> "Hours":
        gone = set(days)
        return self.model_copy(update={"dates": {day: spans for day, spans in self.dates.items() if day not in gone}})

    def is_as(self, other: "Hours", *, since: date) -> bool:
        """The same from a date on. What is past is nobody's business, and Cal.com may drop it."""
        own, others = ({day: spans for day, spans in hours.dates.items() if day >= since} for hours in (self, other))
        return own == others and all(self.weekly.get(n, ()) == other.weekly.get(n, ()) for n in range(7))


@dataclass(frozen=True)
class Limit:
    """From one time of day to another; None leaves that end as it is."""

    start: int | None
    end: int | None
    within: bool = False
    """A part of the day ("only mornings"): what of it was bookable before, and no more."""


def hours_of(schedule: Schedule) -> Hours:
    weekly: dict[int, list[Span]] = {}
    for working in schedule.availability:
        for name in working.days:
            weekly.setdefault(WEEKDAYS.index(name), []).extend(_span(working.start_time, working.end_time))
    dates: dict[date, list[Span]] = {}
    for override in schedule.overrides:
        dates.setdefault(override.date, []).extend(_span(override.start_time, override.end_time))
    return Hours(
        weekly={number: merged(spans) for number, spans in sorted(weekly.items()) if spans},
        dates={day: merged(spans) for day, spans in sorted(dates.items())},
    )


def kept(spans: Spans, limits: Sequence[Limit], *, else_from: Span) -> Spans:
    """The hours with these limits: "10 to 4" is said in their place, "until 3" moves their end. Where there were none,
    ``else_from`` has the end that is not said."""
    if all(limit.start is not None and limit.end is not None and not limit.within for limit in limits):
        return merged((limit.start or 0, limit.end or MIDNIGHT) for limit in limits)
    for limit in limits:
        base = spans or (else_from,)
        start, end = limit.start or 0, MIDNIGHT if limit.end is None else limit.end
        left = [(max(start, first), min(end, last)) for first, last in base if first < end and start < last]
        if not limit.within:
            if limit.start is not None and (not left or left[0][0] > start):
                left = [(start, left[0][1] if left else base[-1][1]), *left[1:]]
            if limit.end is not None and (not left or left[-1][1] < end):
                left = [*left[:-1], (left[-1][0] if left else base[0][0], end)]
        spans = merged(span for span in left if span[0] < span[1])
    return spans


def less(spans: Spans, limits: Sequence[Limit]) -> Spans:
    """The hours without these."""
    for limit in limits:
        start, end = limit.start or 0, MIDNIGHT if limit.end is None else limit.end
        left = [part for first, last in spans for part in ((first, min(last, start)), (max(first, end), last))]
        spans = merged(span for span in left if span[0] < span[1])
    return spans


def merged(spans: Iterable[Span]) -> Spans:
    """In order, with what overlaps or touches joined. A day that is open throughout ends a minute before midnight:
    the same time twice is how Cal.com says a day off."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple((start, MIDNIGHT - 1) if (start, end) == (0, MIDNIGHT) else (start, end) for start, end in joined)


def wall_time(minutes: int) -> str:
    """ "09:30"; the midnight after is "00:00", as Cal.com has it."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _span(start_time: str, end_time: str) -> list[Span]:
    """None when both are the same, which is how Cal.com says that a date is off."""
    start, end = _minutes(start_time), _minutes(end_time)
    if start == end:
        return []
    return [(start, end or MIDNIGHT)]


def _minutes(wall: str) -> int:
    hours, minutes = wall.split(":")[:2]
    return int(hours) * 60 + int(minutes)
