"""When and where something was said, and the calendar arithmetic that starts there."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import pytz

from bot.scheduling.when.quantity import DAY, Length, Stretch


class NothingToLeanOn(Exception):
    """The words point at something talked about before, and there is nothing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``now`` and the anchor are aware and in ``zone``. ``past`` says that the words look back and not ahead."""

    now: datetime
    zone: tzinfo
    numeric_order: str
    past: bool = False
    anchor_start: datetime | None = None
    anchor_end: datetime | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def base(self) -> date:
        """The day that "that day" and "the day after" are counted from."""
        return self.anchor_start.date() if self.anchor_start is not None else self.today

    @property
    def anchor_day(self) -> date:
        """The day talked about. Raises NothingToLeanOn when there is none."""
        return self.known_anchor.date()

    @property
    def known_anchor(self) -> datetime:
        """What was talked about. Raises NothingToLeanOn when there is none."""
        if self.anchor_start is None:
            raise NothingToLeanOn
        return self.anchor_start

    def later(self, start: datetime, by: Length) -> datetime:
        """``start`` moved along the calendar and then along the clock, so that an hour is an hour on days when the
        clocks change too."""
        moved = shifted(start.date(), by)
        if moved != start.date():
            start = settle(datetime.combine(moved, start.time()), self.zone)
        return (start + timedelta(seconds=by.seconds)).astimezone(self.zone)


def settle(wall: datetime, zone: tzinfo) -> datetime:
    """The instant of a wall time; in a gap as much later as the clock jumped, in a fold the first of the two."""
    if isinstance(zone, pytz.tzinfo.BaseTzInfo) and hasattr(zone, "localize"):
        try:
            return zone.localize(wall, is_dst=None)
        except pytz.AmbiguousTimeError:
            return zone.localize(wall, is_dst=True)
        except pytz.NonExistentTimeError:
            return zone.normalize(zone.localize(wall, is_dst=False))
    return wall.replace(tzinfo=zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a day begins in a zone."""
    return settle(datetime.combine(day, time.min), zone)


def shifted(day: date, by: Length, sign: int = 1) -> date:
    """The day moved by months (to the last day of a shorter one), weeks and days, and business days."""
    if by.months:
        day = in_months(day, sign * by.months)
    day += sign * by.days * DAY
    step = DAY if sign * by.business_days > 0 else -DAY
    for _ in range(min(abs(by.business_days), 2000)):
        day += step
        while day.weekday() > 4:
            day += step
    return day


def in_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_of(day: date, months: int = 0) -> Stretch:
    """The month that holds the day, or one so many months from it."""
    first = in_months(day.replace(day=1), months)
    return first, in_months(first, 1)


def week_of(day: date, weeks: int = 0) -> Stretch:
    """The week that holds the day, from Monday (ISO 8601), or one so many weeks from it."""
    monday = day - day.weekday() * DAY + weeks * 7 * DAY
    return monday, monday + 7 * DAY


def weekend_of(day: date, weeks: int = 0) -> Stretch:
    """Saturday and Sunday of the week that holds the day."""
    monday, end = week_of(day, weeks)
    return monday + 5 * DAY, end


def quarter_of(day: date, quarters: int = 0) -> Stretch:
    first = in_months(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), 3 * quarters)
    return first, in_months(first, 3)


def year_of(day: date, years: int = 0) -> Stretch:
    return date(day.year + years, 1, 1), date(day.year + years + 1, 1, 1)


def stretch_of(unit: str, day: date, count: int = 0) -> Stretch:
    """The unit of the calendar that holds the day, or one so many units from it."""
    match unit:
        case "week":
            return week_of(day, count)
        case "fortnight":
            return week_of(day, 2 * count)[0], week_of(day, 2 * count + 1)[1]
        case "weekend":
            return weekend_of(day, count)
        case "work_week":
            monday, end = week_of(day, count)
            return monday, end - 2 * DAY
        case "month":
            return month_of(day, count)
        case "quarter":
            return quarter_of(day, count)
        case "year":
            return year_of(day, count)
        case _:
            return day + count * DAY, day + (count + 1) * DAY


def coming(weekday: int, after: date, count: int = 1) -> date:
    """The so-many-th such weekday strictly after the day."""
    return after + ((weekday - after.weekday() - 1) % 7 + 1 + 7 * (count - 1)) * DAY


def gone(weekday: int, before: date, count: int = 1) -> date:
    """The so-many-th such weekday strictly before the day, counted back."""
    return before - ((before.weekday() - weekday - 1) % 7 + 1 + 7 * (count - 1)) * DAY


def nearest(weekday: int, day: date) -> date:
    """That weekday at most three days from the day."""
    return day + ((weekday - day.weekday() + 3) % 7 - 3) * DAY


def nth_weekday(weekday: int, count: int, stretch: Stretch) -> date | None:
    """The so-many-th such weekday of the stretch; from its end when ``count`` is negative."""
    start, end = stretch
    found = coming(weekday, start - DAY, count) if count > 0 else gone(weekday, end, -count)
    return found if start <= found < end else None


def day_of_month(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    skipped = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def years_from(year: int, past: bool) -> Iterator[int]:
    """Years in which to look for a date, nearest first; eight, since a leap day can be that far away."""
    return iter(range(year, year - 9, -1) if past else range(year, year + 9))
