"""A week as a calendar: what stands where in each day, for the page at ``/``.

Pure: knows spans of time and words, nothing of worlds. A day has rows of five minutes; what overlaps stands side by
side.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from pytz.tzinfo import BaseTzInfo

ROW_MINUTES = 5
MOST_LANES = 6
"""Side by side; what is more stands over the last."""
MOST_LINES = 12
_SHORTEST = 15
"""Minutes that a block is tall at least, so that its words can be read."""
_USUAL_HOURS = (8, 18)


@dataclass(frozen=True)
class Happening:
    """Something with a start and an end, aware. ``color`` numbers the person it belongs to."""

    id: str
    kind: Literal["booking", "busy", "reservation", "open"]
    start: datetime
    end: datetime
    title: str
    subtitle: str = ""
    color: int = 0
    status: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Block:
    """A happening, or the part of it that lies in one day. ``row`` and ``rows`` count from the first hour shown."""

    id: str
    happening: Happening
    begins: str
    """The wall time, ``09:30``."""
    ends: str
    first_minute: int
    """Of the day."""
    last_minute: int
    lane: int = 0
    lanes: int = 1

    def row(self, first_hour: int) -> int:
        return (self.first_minute - first_hour * 60) // ROW_MINUTES

    @property
    def rows(self) -> int:
        return -(-(self.last_minute - self.first_minute) // ROW_MINUTES)

    @property
    def lines(self) -> int:
        """How many lines of words fit."""
        return min(MOST_LINES, max(1, self.rows // 4))


@dataclass(frozen=True)
class Day:
    date: date
    is_today: bool
    blocks: list[Block] = field(default_factory=list)
    open: list[Block] = field(default_factory=list)
    """Working hours, behind everything else."""
    now_minute: int | None = None
    """The minute of the day that it is, today."""


@dataclass(frozen=True)
class Week:
    days: list[Day]
    first_hour: int
    last_hour: int
    """Not shown any more."""

    @property
    def title(self) -> str:
        """``23–29 November 2026``, with the month and the year of the first day where they are others."""
        first, last = self.days[0].date, self.days[-1].date
        if first.year != last.year:
            return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
        if first.month != last.month:
            return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
        return f"{first.day}–{last.day} {last:%B %Y}"

    @property
    def hours(self) -> range:
        return range(self.first_hour, self.last_hour)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(monday: date, happenings: Iterable[Happening], *, zone: BaseTzInfo, now: datetime) -> Week:
    """The seven days from ``monday`` on, as the clocks of ``zone`` show them."""
    days = [monday + timedelta(days=number) for number in range(7)]
    parts: dict[date, list[Block]] = {day: [] for day in days}
    for happening in happenings:
        for day, block in _by_day(happening, zone):
            if day in parts:
                parts[day].append(block)
    local_now = now.astimezone(zone)
    week = [
        Day(
            date=day,
            is_today=day == local_now.date(),
            blocks=_side_by_side([block for block in parts[day] if block.happening.kind != "open"]),
            open=[block for block in parts[day] if block.happening.kind == "open"],
            now_minute=_minute(local_now) if day == local_now.date() else None,
        )
        for day in days
    ]
    shown = [block for day in week for block in (*day.blocks, *day.open)]
    first = min([_USUAL_HOURS[0], *(block.first_minute // 60 for block in shown)])
    last = max([_USUAL_HOURS[1], *(-(-block.last_minute // 60) for block in shown)])
    return Week(week, first, last)


def _by_day(happening: Happening, zone: BaseTzInfo) -> Iterable[tuple[date, Block]]:
    start, end = happening.start.astimezone(zone), happening.end.astimezone(zone)
    day = start.date()
    while day < end.date() or (day == end.date() and (_minute(end) or day == start.date())):
        first = _minute(start) if day == start.date() else 0
        last = _minute(end) if day == end.date() else 1440
        # Where the clocks go back, something may end at an earlier time than it began.
        last = min(1440, max(last, first + _SHORTEST))
        first = min(first, last - _SHORTEST)
        block = Block(
            f"{happening.id}-{day.isoformat()}" if day != start.date() else happening.id,
            happening,
            f"{start:%H:%M}" if day == start.date() else "00:00",
            f"{end:%H:%M}" if day == end.date() else "24:00",
            first,
            last,
        )
        yield day, block
        day += timedelta(days=1)


def _minute(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute


def _side_by_side(blocks: list[Block]) -> list[Block]:
    """In order of their start, each with its lane and the number of lanes where it stands."""
    placed: list[Block] = []
    together: list[Block] = []
    for block in sorted(blocks, key=lambda one: (one.first_minute, -one.last_minute, one.id)):
        if together and block.first_minute >= max(one.last_minute for one in together):
            placed += _widened(together)
            together = []
        taken = {one.lane for one in together if one.last_minute > block.first_minute}
        lane = next((number for number in range(MOST_LANES) if number not in taken), MOST_LANES - 1)
        together.append(replace(block, lane=lane))
    return placed + _widened(together)


def _widened(together: list[Block]) -> list[Block]:
    lanes = max((block.lane for block in together), default=0) + 1
    return [replace(block, lanes=lanes) for block in together]
