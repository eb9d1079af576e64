"""When somebody is free: working hours by their schedule, less what keeps them busy. Pure; spans are half open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.scheduling import zones
from bot.scheduling.hosting.hours import MIDNIGHT, hours_of
from bot.scheduling.models import Schedule

Span = tuple[datetime, datetime]


def working(schedule: Schedule, first: date, last: date) -> list[Span]:
    """The working hours that begin on these days of the schedule's zone, the last one included."""
    hours = hours_of(schedule)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return merged(
        (_instant(day, start, schedule.time_zone), _instant(day, end, schedule.time_zone))
        for day in days
        for start, end in hours.on(day)
    )


def day_of(instant: datetime, zone: str) -> Span:
    """The day of the zone's clocks that an instant is in."""
    day = zones.local(instant, zone).date()
    return _instant(day, 0, zone), _instant(day, MIDNIGHT, zone)


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, with those that meet made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        elif start < end:
            result.append((start, end))
    return result


def within(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """The parts of the spans between two instants."""
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and start < b]


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans where nothing of ``taken`` is."""
    left = merged(spans)
    for start, end in merged(taken):
        left = [
            part
            for a, b in left
            for part in ([(a, b)] if b <= start or end <= a else [(a, max(a, start)), (min(b, end), b)])
            if part[0] < part[1]
        ]
    return left


def common(several: Sequence[Iterable[datetime]]) -> list[datetime]:
    """The starts that all have, in order."""
    shared = set.intersection(*(set(starts) for starts in several)) if several else set()
    return sorted(shared)


def _instant(day: date, minutes: int, zone: str) -> datetime:
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    # A wall time that the clocks skip is the instant at which they do.
    found = zones.instants(wall, zone) or zones.instants(wall + timedelta(hours=1), zone)
    return found[0]
