"""The values that rules pass on: clock times, parts of the day, lengths of time, and days not yet on a calendar."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.scheduling.when.moment import Moment

Half = Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said. ``half`` is None while the hour alone does not tell morning from afternoon."""

    hour: int
    minute: int = 0
    second: int = 0
    half: Half | None = None
    settled: bool = False
    """Said on the 24-hour clock, so there is nothing to choose."""
    lean: Half | None = None
    """The likelier half, where the hour alone would tell otherwise: "five to eight" leans on eight."""

    @property
    def exists(self) -> bool:
        return self.hour <= 24 and self.minute < 60 and self.second < 60 and (self.hour < 24 or self.minute == 0)

    @property
    def choices(self) -> tuple[int, ...]:
        """The minutes of the day it can mean, in order."""
        minutes = self.minute + 60 * self.hour
        if self.settled or self.hour > 12 or self.hour == 0:
            return (minutes,)
        minutes %= 720
        if self.half == "am":
            return (minutes,)
        if self.half == "pm":
            return (minutes + 720,)
        return (minutes, minutes + 720)

    @property
    def minutes(self) -> int:
        """The likeliest: a bare hour from 1 to 7 is in the afternoon, 8 to 11 in the morning, 12 is noon. (In real
        requests 75 of 79 bare hours from 1 to 7 were afternoons.)"""
        choices = self.choices
        if len(choices) == 1:
            return choices[0]
        morning = self.lean == "am" if self.lean is not None else 8 <= self.hour < 12
        return choices[0] if morning else choices[1]

    def in_half(self, half: Half) -> "Clock":
        return self if self.half is not None or self.settled or self.hour > 12 else replace(self, half=half)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: a name, and where it starts and ends in minutes from midnight (above 1440: the next day)."""

    name: str
    start: int
    end: int

    @property
    def half(self) -> Half:
        return "am" if self.start < 11.5 * 60 else "pm"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time. Months and days are counted on the calendar, seconds on the clock."""

    months: int = 0
    days: int = 0
    seconds: float = 0
    business_days: int = 0
    unit: str = "second"
    """The unit it was counted in; of several, the smallest."""

    def __add__(self, other: "Length") -> "Length":
        return Length(
            self.months + other.months,
            self.days + other.days,
            self.seconds + other.seconds,
            self.business_days + other.business_days,
            other.unit,
        )

    @property
    def back(self) -> "Length":
        """As much time the other way."""
        return Length(-self.months, -self.days, -self.seconds, -self.business_days, self.unit)

    @property
    def is_clock(self) -> bool:
        """Counted in hours, minutes or seconds, so that it leads to an instant and not to a day."""
        return self.unit in ("second", "minute", "hour")

    @property
    def minutes(self) -> int | None:
        """Whole minutes; None for lengths of days and more."""
        return round(self.seconds / 60) if self.is_clock and not (self.months or self.days) else None


_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7, "work_week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def length(count: float, unit: str) -> Length:
    """So many of a unit."""
    if unit in _SECONDS:
        return Length(seconds=count * _SECONDS[unit], unit=unit)
    if unit in _DAYS:
        days = count * _DAYS[unit]
        return Length(days=int(days), seconds=round((days - int(days)) * 86400), unit=unit)
    if unit == "business_day":
        return Length(business_days=int(count), unit=unit)
    months = count * _MONTHS[unit]
    return Length(months=int(months), days=round((months - int(months)) * 30), unit=unit)


Stretch = tuple[date, date]
"""Days from the first, up to but not including the second."""


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or days in a row, that a calendar and a now will settle."""

    pick: "Callable[[Moment], tuple[Stretch, ...]]"
    """The fair choices, best first; none when there is no such day."""
    unit: str = "day"
    """What was named: day, week, weekend, month, quarter, year, ending (the end of one of these), or stretch for
    anything between."""
    weekday: int | None = None
    """Set when it was named by its weekday alone."""
    of_week: "Callable[[int], Days] | None" = None
    """Set when it is a weekday of some stretch: the same stretch's other weekdays."""
    month: int | None = None
    """Set when it was named by its month and number."""
    recurs: bool = False
    """Named by a date that comes again ("the 15th", "3 March"), so that there is always one ahead."""
    only: frozenset[int] | None = None
    """The weekdays that are meant, when not all of them are."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit: before, by (both leave what lies ahead of them), after, or from (both leave what follows)."""

    side: Literal["before", "by", "after", "from"]
    what: "Days | Clock | Part | Moments"


@dataclass(frozen=True, slots=True)
class Times:
    """A time of day: a clock time to start at, a range, or a part of the day."""

    start: Clock | None = None
    end: Clock | None = None
    part: Part | None = None
    bounds: tuple[Bound, ...] = ()
    lasting: Length | None = None

    @property
    def exact(self) -> bool:
        return self.start is not None and self.end is None


@dataclass(frozen=True, slots=True)
class Moments:
    """An instant or a stretch counted from now, or from what was talked about last; already on the clock. None when
    there is nothing to count from."""

    pick: "Callable[[Moment], tuple[datetime | None, datetime | None] | None]"
    exact: bool = True
    soonest: bool = False
    has_date: bool = True
    has_time: bool = True
    vague: bool = False
    """Said in passing as often as not ("later", "now"): it gives way to any plainer time beside it."""


DAY = timedelta(days=1)
