"""Free time as spans of whole minutes since 1970 UTC, and the starts that fit into it (facts 3.3, 1, 3 and 4).

Pure: knows schedules as wall times and nothing of bookings or people.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

import pytz

Span = tuple[int, int]
"""A start and an end, in minutes since 1970 UTC; the end is outside."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Schedule:
    """Working hours as minutes of the local day, by weekday (Monday is 0), and by date where the day is overridden."""

    time_zone: str
    weekdays: dict[int, list[Span]] = field(default_factory=dict)
    overrides: dict[date, list[Span]] = field(default_factory=dict)

    def hours_on(self, day: date) -> list[Span]:
        """An override replaces the whole day."""
        replaced = self.overrides.get(day)
        return self.weekdays.get(day.weekday(), []) if replaced is None else replaced


def minute_of(wall_time: str, *, closing: bool = False) -> int:
    """``HH:MM`` as a minute of the day. A closing time of 00:00 is the end of that day."""
    hours, minutes = wall_time.split(":")
    minute = int(hours) * 60 + int(minutes)
    return 1440 if closing and minute == 0 else minute


def opening(start_time: str, end_time: str) -> list[Span]:
    """The hours from one wall time to another; none when they are equal, which is how a day is closed."""
    span = (minute_of(start_time), minute_of(end_time, closing=start_time != end_time))
    return [span] if span[0] < span[1] else []


def working_spans(schedule: Schedule, first: date, last: date) -> list[Span]:
    """The working hours of these local days, both included, through clock changes.

    An hour that does not exist is skipped; one that exists twice belongs to the day both times.
    """
    zone = pytz.timezone(schedule.time_zone)
    spans = []
    day = first
    while day <= last:
        for start, end in schedule.hours_on(day):
            opens = _instant(zone, day, start, earliest=True)
            closes = _instant(zone, day, end, earliest=False)
            if opens < closes:
                spans.append((opens, closes))
        day += timedelta(days=1)
    return merge(spans)


@lru_cache(maxsize=16_384)
def _instant(zone: tzinfo, day: date, minute: int, *, earliest: bool) -> int:
    """A wall time of a day, the earliest or latest reading of it where the clocks change.

    In a gap pytz's two readings lie before and after the jump; the wall time is then reached at the jump itself.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    readings = sorted(
        int(zone.localize(wall, is_dst=is_dst).timestamp() // 60)  # type: ignore[attr-defined]
        for is_dst in (True, False)
    )
    if readings[0] == readings[1]:
        return readings[0]
    if wall_minute(readings[0], zone) != wall:
        return next(at for at in range(readings[0], readings[1] + 1) if wall_minute(at, zone) >= wall)
    return readings[0] if earliest else readings[1]


def wall_minute(minute: int, zone: tzinfo) -> datetime:
    """The naive wall time of a minute since 1970 UTC."""
    return datetime.fromtimestamp(minute * 60, tz=zone).replace(tzinfo=None)


def merge(spans: Iterable[Span]) -> list[Span]:
    """In order, with what overlaps or touches joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(spans: Iterable[Span], busy: Iterable[Span]) -> list[Span]:
    """What of the spans is left; both in any order."""
    left: list[Span] = []
    blocks = merge(busy)
    for start, end in merge(spans):
        for block_start, block_end in blocks:
            if block_end <= start:
                continue
            if block_start >= end:
                break
            if block_start > start:
                left.append((start, block_start))
            start = block_end
            if start >= end:
                break
        if start < end:
            left.append((start, end))
    return left


def intersect(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The time that is in both; each in order and without overlaps, as ``merge`` leaves them."""
    common = []
    others = list(others)
    for start, end in some:
        for other_start, other_end in others:
            if other_end <= start:
                continue
            if other_start >= end:
                break
            common.append((max(start, other_start), min(end, other_end)))
    return common


def grid_of(step: int) -> int:
    """The minutes of the hour that starts fall on (facts 3.3, 3)."""
    return next((grid for grid in (60, 30, 20, 15, 10, 5) if step % grid == 0), 1)


def starts(spans: Iterable[Span], *, length: int, step: int, offset: int, earliest: int, zone: tzinfo) -> Iterator[int]:
    """The starts in each free span: from the first grid minute of ``zone`` on, every ``step`` minutes, as long as
    ``length`` minutes fit. ``offset`` minutes are added to the first; none is before ``earliest``."""
    grid = grid_of(step)
    for start, end in spans:
        first = max(start, earliest)
        if first + length > end:
            continue
        # Once more where the clocks change by less than an hour in between.
        while beyond := wall_minute(first, zone).minute % grid:
            first += grid - beyond
        yield from range(first + offset, end - length + 1, step)


@lru_cache(maxsize=65_536)
def local_date(minute: int, zone: tzinfo) -> date:
    """The day there, at a minute since 1970 UTC."""
    return datetime.fromtimestamp(minute * 60, tz=zone).date()


def day_start(zone: tzinfo, day: date) -> int:
    """The first minute of a local day."""
    return _instant(zone, day, 0, earliest=True)
