"""Rules for days named on the calendar: "5 Dec", "12/05", "the 15th", "Friday the 6th", "first Monday in December"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from bot.scheduling.when.moment import (
    Moment,
    coming,
    day_of_month,
    gone,
    in_months,
    midnight,
    month_of,
    nearest,
    nth_weekday,
    settle,
    years_from,
)
from bot.scheduling.when.quantity import DAY, Clock, Days, Moments, Stretch
from bot.scheduling.when.rewriting import rule

_NO_CLOCK = "(?! meridiem | oclock | colon | unit | counted | dash hour meridiem)"


def one_day(day: date | None) -> tuple[Stretch, ...]:
    return ((day, day + DAY),) if day is not None else ()


def dated(year: int, month: int, day: int) -> Days:
    return Days(lambda moment: one_day(day_of_month(year, month, day)))


def yearless(month: int, day: int) -> Days:
    """The next such date, today included; the last one when the words look back."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        for year in years_from(moment.today.year, moment.past):
            found = day_of_month(year, month, day)
            if found is not None and (found <= moment.today if moment.past else found >= moment.today):
                return one_day(found)
        return ()

    return Days(pick, month=month, recurs=True)


def monthless(day: int) -> Days:
    """The next month's day of that number, today included."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        step = -1 if moment.past else 1
        for months in range(0, 13 * step, step):
            first = in_months(moment.today.replace(day=1), months)
            found = day_of_month(first.year, first.month, day)
            if found is not None and (found <= moment.today if moment.past else found >= moment.today):
                return one_day(found)
        return ()

    return Days(pick, recurs=True)


def full_year(text: str) -> int | None:
    """A year in four digits, or in two: "74" is long ago, "26" is not."""
    if len(text) == 2:
        return int(text) + (1900 if int(text) >= 50 else 2000)
    return int(text) if len(text) == 4 and 1900 <= int(text) <= 2199 else None


def _year(clock: Clock) -> int | None:
    """Four digits that could also be a clock time, as a year."""
    year = clock.hour * 100 + clock.minute
    return year if 1900 <= year <= 2199 else None


def month_day(m: int, d: int, y: Clock | None = None) -> Days | None:
    if not 1 <= d <= 39:
        # The 32nd is a slip to be told of; the 45th is no day of a month at all.
        return None
    if y is None:
        return yearless(m, d)
    year = _year(y)
    return dated(year, m, d) if year is not None else None


@rule(
    "day_list",
    "(?<! between)(?<! between the) the? a:ordinal (comma|or|and)* (or|and) the? b:ordinal (of|the)* m:month",
)
@rule("day_list", "(?<! between)(?<! between the) the? a:num (or|and) the? b:num (of|the)* m:month")
def two_days_of_month(a: int, b: int, m: int) -> tuple[Days, ...] | None:
    """ "The 3rd or 4th of December"."""
    return tuple(yearless(m, day) for day in (a, b)) if 1 <= a <= 31 and 1 <= b <= 31 else None


@rule("span days", "(from|between)? the? a:num (to|dash) the? b:num of? m:month ((comma|of|year_of)* y:four_digits)?")
@rule(
    "span days",
    "(from|between)? the? a:ordinal (to|dash) the? b:ordinal of? m:month ((comma|of|year_of)* y:four_digits)?",
)
@rule(
    "span days", "(from|between)? the? a:num (to|dash) the? b:ordinal of? m:month ((comma|of|year_of)* y:four_digits)?"
)
@rule(
    "span days", "(from|between)? the? a:ordinal (to|dash) the? b:num of? m:month ((comma|of|year_of)* y:four_digits)?"
)
@rule(
    "span days",
    "(from|between)? the? a:num dot (to|dash|slash|and) the? b:ordinal of? m:month"
    " ((comma|of|year_of)* y:four_digits)?",
)
@rule("span days", "between the? a:num and the? b:num of? m:month ((comma|of|year_of)* y:four_digits)?")
@rule("span days", "between the? a:ordinal and the? b:ordinal of? m:month ((comma|of|year_of)* y:four_digits)?")
@rule(
    "span days",
    f"(from|between)? m:month the? a:num (to|dash) the? b:num {_NO_CLOCK} ((comma|of|year_of)* y:four_digits)?",
)
@rule(
    "span days",
    "(from|between)? m:month the? a:ordinal (to|dash|and) the? b:ordinal ((comma|of|year_of)* y:four_digits)?",
)
def days_of_named_month(m: int, a: int, b: int, y: Clock | None) -> Days | None:
    """ "July 13-15", "from the 13th to the 15th of July"."""
    if not 1 <= a < b <= 31:
        return None
    last = month_day(m, b, y)
    if last is None:
        return None

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple(
            (first, end) for _, end in last.pick(moment) if (first := day_of_month(end.year, m, a)) is not None
        )

    return Days(pick, unit="stretch")


@rule("span days", "from? the? a:num dot? (to|dash|slash|and) the? d:dotted_date")
@rule("span days", "from? the? a:ordinal (to|dash|and) the? d:dotted_date")
def days_to_dotted_date(a: int, d: tuple[str, str]) -> Days | None:
    """ "14./15.10.", "vom 3. bis 5.4."."""
    return days_of_named_month(int(d[1]), a, int(d[0]), None) if 1 <= int(d[1]) <= 12 else None


@rule(
    "day days",
    "the? d:num (of|dash)* m:month (comma|dash)* (q:quote)? y:digits (?! meridiem | oclock | unit | colon | dash)",
)
@rule("day days", "the? d:ordinal of? m:month comma? (q:quote)? y:digits (?! meridiem | oclock | unit | colon | dash)")
@rule("day days", "m:month d:ordinal comma? (q:quote)? y:digits (?! meridiem | oclock | unit | colon | dash)")
@rule("day days", "m:month d:num comma? (q:quote)? y:digits (?! meridiem | oclock | unit | colon | dash)")
def day_of_short_year(m: int, d: int, q: object, y: str) -> Days | None:
    """ "3 Feb 82", "10 August '12"."""
    year = full_year(y) if len(y) == 2 and (q is not None or int(y) > 31) else None
    return dated(year, m, d) if year is not None and 1 <= d <= 31 else None


@rule(
    "day days",
    "(?<! at)(?<! to)(?<! from)(?<! dash) the? (d:num|o:ordinal) (of|dash|slash)* m:month (dash|slash)? y:digits"
    " (?! meridiem | oclock | unit | colon | dash | month | to | hour | counted )",
)
def day_of_coming_short_year(m: int, y: str, d: int | None, o: int | None) -> Days | None:
    """ "3 Dec 26", where the year is one that bookings are made for."""
    day = d if d is not None else o
    known = day is not None and 1 <= day <= 31 and len(y) == 2 and 24 <= int(y) <= 40
    return dated(2000 + int(y), m, day) if known and day is not None else None


@rule("moments", "w:weekday? (comma|dot)* m:month d:num comma? c:clock y:four_digits")
def timestamp(w: int | None, m: int, d: int, c: Clock, y: Clock) -> Moments | None:
    """ "Thu Oct 26 11:00:09 2028", as machines write it."""
    year = _year(y)
    day = day_of_month(year, m, d) if year is not None else None
    if day is None or not c.exists:
        return None
    return Moments(
        lambda moment: (settle(datetime.combine(day, time(c.hour % 24, c.minute, c.second)), moment.zone), None)
    )


@rule("day days", "(?<! at) d:num m:month comma? (?= num (to|dash) clock)")
@rule("day days", "m:month (dot|dash|the|of)* d:ordinal (comma|of|dash)* y:four_digits")
@rule("day days", f"m:month (dot|dash|the|of)* d:num (comma|of|dash)* y:four_digits {_NO_CLOCK}")
@rule(
    "day days",
    f"the? d:ordinal (day_of|day_word|of|the|dash)* m:month (dot|comma|of|the|year_of|dash)* y:four_digits {_NO_CLOCK}",
)
@rule(
    "day days",
    "the? d:num (day_of|of|the|dash|slash|dot)* m:month (dot|comma|of|the|year_of|dash|slash)* y:four_digits",
)
@rule("day days", "y:four_digits (slash|dash|dot) m:month (slash|dash|dot) d:num")
@rule("day days", "m:month (dot|slash)? the? d:ordinal")
@rule("day days", "m:month dash the? d:ordinal (?! of? month)")
@rule("day days", "the? d:ordinal (day_of|day_word|of|the|dash)* m:month (?! unit | half_part )")
@rule("day days", f"m:month (dot|slash)? the? d:num {_NO_CLOCK} (?! of month)")
@rule("day days", f"m:month dash the? d:num {_NO_CLOCK} (?! of? month)")
@rule(
    "day days",
    "(?<! at)(?! to) the? d:num (of|the|dash|slash|dot)* m:month (?! dash? num (?! of? month))",
)
@rule("day days", "(?<= day to ) d:num of? m:month")
@rule(
    "day days",
    "(?<! at) the? d:num (of|the)* m:month (?= num (meridiem|oclock))",
)
def month_and_day(m: int, d: int, y: Clock | None = None) -> Days | None:
    return month_day(m, d, y)


@rule("moments", "i:iso")
def iso_instant(i: str) -> Moments | None:
    if len(i) == 10:
        return None

    def pick(moment: Moment) -> tuple[datetime, None]:
        instant = datetime.fromisoformat(i.upper())
        return (settle(instant, moment.zone) if instant.tzinfo is None else instant), None

    return Moments(pick)


@rule("day days", "i:iso")
def iso_date(i: str) -> Days | None:
    year, month, day = (int(part) for part in i[:10].split("-"))
    return dated(year, month, day)


@rule("day days", "d:date")
def numeric_date(d: str) -> Days | None:
    """Three numbers: year first, or in the order of the person's part of the world."""
    mark = next(each for each in d if not each.isdigit())
    a, b, c = d.split(mark)
    if len(a) == 4:
        year = full_year(a)
        return dated(year, int(b), int(c)) if year is not None else None
    year = full_year(c)
    if year is None or len(a) > 2:
        return None
    return _either_order(int(a), int(b), lambda month, day: dated(year, month, day))


@rule("day days", "d:slashed (?! unit )")
@rule("day days", "d:dotted_date")
@rule("day days", "(?<= on) d:dotted")
@rule("day days", "(?<= weekday) d:dotted")
@rule("day days", "(?<= weekday comma) d:dotted")
@rule("day days", "(?<= next) d:slashed")
@rule("day days", "(?<= by) d:dotted")
@rule("day days", "(?<= before) d:dotted")
@rule("day days", "(?<= to) d:dotted")
@rule("day days", "(?<= after) d:dotted")
@rule("day days", "(?<= for) d:dotted")
@rule("day days", "^ d:dotted dot? $")
def short_numeric_date(d: tuple[str, str]) -> Days | None:
    return _either_order(int(d[0]), int(d[1]), yearless, recurs=True)


@rule("day days", "^ a:digits b:digits $")
def spaced_date(a: str, b: str) -> Days | None:
    """ "31 10"."""
    plain = len(a) == 2 and len(b) <= 2 and 12 < int(a) <= 31
    return _either_order(int(a), int(b), yearless, recurs=True) if plain else None


@rule("day days", "(?<= on) a:num dash b:num (?! num | meridiem | unit | counted )")
@rule("day days", "^ a:num dash b:num $")
def dashed_date(a: int, b: int) -> Days | None:
    return _either_order(a, b, yearless, recurs=True) if max(a, b) > 12 else None


def _either_order(a: int, b: int, made: Callable[[int, int], Days], recurs: bool = False) -> Days | None:
    """Day and month in the order of the person's part of the world, and the other way round as a second reading."""
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        orders = [(a, b), (b, a)] if moment.numeric_order == "mdy" else [(b, a), (a, b)]
        if moment.numeric_order == "dmy always" and b <= 12:
            orders = orders[:1]
        found = [each for month, day in orders if month <= 12 for each in made(month, day).pick(moment)]
        if not moment.past:
            # With a year, one of the two may be over: then the other is the likelier.
            found.sort(key=lambda each: each[1] <= moment.today)
        return tuple(dict.fromkeys(found))

    return Days(pick, recurs=recurs)


def ordinal_day(o: int) -> Days | None:
    return monthless(o) if 1 <= o <= 31 else None


def weekday_on(w: int, named: Days) -> Days:
    """A weekday beside a date. Where they contradict each other both are fair: the date, and that weekday nearest
    to it. Where only the date's reading is open ("12/05", "7.6"), the weekday decides."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        choices = named.pick(moment)
        agreeing = tuple(each for each in choices if each[0].weekday() == w)
        if agreeing or not choices:
            return agreeing
        other = nearest(w, choices[0][0])
        if not moment.past and other < moment.today:
            other += 7 * DAY
        return (*choices, (other, other + DAY))

    return Days(pick, recurs=named.recurs)


def weekday_with_number(w: int, day: int) -> Days:
    """ "Friday the 6th" without a month: the next 6th when it is a Friday. Else the mistake may be in either: the next
    Friday the 6th of this year, the next 6th, or the Friday nearest to it, and the person is asked."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        plain = monthless(day).pick(moment)
        if not plain or plain[0][0].weekday() == w:
            return plain
        choices: list[Stretch] = []
        step = -1 if moment.past else 1
        for months in range(0, 12 * step, step):
            first = in_months(moment.today.replace(day=1), months)
            found = day_of_month(first.year, first.month, day)
            ahead = found is not None and (found <= moment.today if moment.past else found >= moment.today)
            if found is not None and ahead and found.weekday() == w and found.year == moment.today.year:
                choices.extend(one_day(found))
                break
        choices.extend(weekday_on(w, Days(lambda _: plain)).pick(moment))
        return tuple(dict.fromkeys(choices))

    return Days(pick, recurs=True)


def plain_weekday(w: int) -> Days:
    """The nearest to come, today not among them; the last one gone when the words look back."""
    return Days(lambda moment: one_day(gone(w, moment.today) if moment.past else coming(w, moment.today)), weekday=w)


def renewed(pick: Callable[[Moment], tuple[Stretch, ...]], whole: Days) -> Callable[[Moment], tuple[Stretch, ...]]:
    """A part of a stretch that comes again, of the next one when this one's part is over: "mid December", said at the
    end of December, is next year's."""

    def pick_ahead(moment: Moment) -> tuple[Stretch, ...]:
        found = pick(moment)
        if whole.recurs and not moment.past and found and all(end <= moment.today for _, end in found):
            start = midnight(whole.pick(moment)[0][1], moment.zone)
            return pick(replace(moment, now=start))
        return found

    return pick_ahead


def nth_of(w: int, count: int, within: Days) -> Days:
    """The so-many-th such weekday of a stretch of days; of next year's when this year's is over."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple(each for stretch in within.pick(moment)[:1] for each in one_day(nth_weekday(w, count, stretch)))

    return Days(renewed(pick, within), of_week=lambda other: nth_of(other, count, within))


def named_month(month: int, year: int | None = None) -> Days:
    """The month, this one included; of a given year, or the next there is."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        at = year if year is not None else moment.today.year
        if year is None and not moment.past and month < moment.today.month:
            at += 1
        if year is None and moment.past and month > moment.today.month:
            at -= 1
        return (month_of(date(at, month, 1)),)

    return Days(pick, unit="month", recurs=year is None)
