"""Rules for days counted from now and for stretches of them: "next week", "in two weeks", "mid December", "a week from
Friday", "the first Monday of next month", "the next 3 days".
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.scheduling.when.dates import (
    month_day,
    nth_of,
    one_day,
    ordinal_day,
    plain_weekday,
    renewed,
    weekday_on,
    weekday_with_number,
)
from bot.scheduling.when.moment import (
    Moment,
    coming,
    gone,
    in_months,
    month_of,
    nearest,
    quarter_of,
    settle,
    shifted,
    stretch_of,
    week_of,
    year_of,
)
from bot.scheduling.when.quantity import DAY, Bound, Clock, Days, Length, Moments, Part, Stretch, length
from bot.scheduling.when.rewriting import rule

_NO_CLOCK = "(?! meridiem | oclock | colon | unit | counted | dash hour meridiem)"


def _relative(unit: str, count: int) -> Days:
    return Days(lambda moment: (stretch_of(unit, moment.today, count),), unit=unit)


def _month(month: int, year: int | None = None) -> Days:
    """The month, this one included; of a given year, or the next there is."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        at = year if year is not None else moment.today.year
        if year is None and not moment.past and month < moment.today.month:
            at += 1
        if year is None and moment.past and month > moment.today.month:
            at -= 1
        return (month_of(date(at, month, 1)),)

    return Days(pick, unit="month", recurs=year is None)


@rule("day days", "(this|next)* w:weekday (comma|the|on)* o:ordinal (?! weekday | month | day_of | of | day_word )")
@rule("day days", "w:weekday (comma|the|on)* n:num (?= (comma|at)* clock )")
@rule("day days", f"w:weekday n:num {_NO_CLOCK} (?! to | dash | (comma? part))")
def weekday_and_number(w: int, o: int | None = None, n: int | None = None) -> Days | None:
    day = o if o is not None else n
    assert day is not None
    if not 1 <= day <= 31 or (o is None and day <= 12):
        return None
    return weekday_with_number(w, day)


@rule("day days", "this w:weekday")
@rule("day days", "next w:weekday")
@rule("day days", "w:weekday next_suffix (?! unit | length | num )")
@rule("day days", "w:weekday this (?! unit | month | part)")
@rule("day days", "this next w:weekday")
def coming_weekday(w: int) -> Days:
    return Days(lambda moment: one_day(coming(w, moment.today)), weekday=w)


@rule("day days", "last w:weekday (?! of | in )")
@rule("day days", "w:weekday last_suffix (?! unit )")
def last_weekday(w: int) -> Days:
    return Days(lambda moment: one_day(gone(w, moment.today)), weekday=w)


@rule("limit", "after_next w:weekday")
def after_next_weekday(w: int) -> Bound:
    return Bound("after", coming_weekday(w))


@rule("limit", "after_next u:unit")
def after_next_unit(u: str) -> Bound | None:
    return Bound("after", _relative(u, 1)) if _is_calendar(u) else None


@rule("day days", "w:weekday after_next")
def weekday_after_next(w: int) -> Days:
    return Days(lambda moment: one_day(coming(w, moment.today, 2)), weekday=w)


@rule("day days", "w:weekday before_last")
def weekday_before_last(w: int) -> Days:
    return Days(lambda moment: one_day(gone(w, moment.today, 2)), weekday=w)


@rule("day days", "n:num w:weekday hence")
def weekdays_from_now(n: int, w: int) -> Days | None:
    return Days(lambda moment: one_day(coming(w, moment.today, n)), weekday=w) if 0 < n < 60 else None


@rule("day days", "n:num w:weekday ago")
def weekdays_ago(n: int, w: int) -> Days | None:
    return Days(lambda moment: one_day(gone(w, moment.today, n)), weekday=w) if 0 < n < 60 else None


@rule("moments", "(later_in|after_that) r:relative_day")
def later_on_day(r: int) -> Moments | None:
    """ "Later today"."""
    if r != 0:
        return None
    return Moments(
        lambda moment: (moment.now, settle(datetime.combine(moment.today + DAY, datetime.min.time()), moment.zone)),
        exact=False,
        has_time=False,
    )


@rule("day days", "r:relative_day")
def relative_day(r: int) -> Days:
    return Days(lambda moment: one_day(moment.today + r * DAY))


@rule("day days", "h:holiday (comma? y:four_digits)?")
def holiday(h: str, y: Clock | None) -> Days | None:
    month, day = (int(part) for part in h.split("-"))
    return month_day(month, day, y)


@rule("span days", "q:span_name (of? y:four_digits)?")
def named_span(q: str, y: Clock | None) -> Days | None:
    if q.startswith("quarter_"):
        number = int(q[-1])
        at = y.hour * 100 + y.minute if y is not None else None

        def pick(moment: Moment) -> tuple[Stretch, ...]:
            found = quarter_of(date(at or moment.today.year, 3 * number - 2, 1))
            if at is None and found[1] <= moment.today and not moment.past:
                found = quarter_of(found[0], 4)
            return (found,)

        return Days(pick, unit="quarter")
    side, _, unit = q.partition("_of_")
    return part_of_span("ending" if side == "end" else "beginning", _relative(unit, 0))


@rule("span days", "this? s:season (of? y:four_digits)?")
@rule("span days", "next s:season")
def season(s: str, y: Clock | None = None) -> Days:
    first, last = ([int(part) for part in each.split("-")] for each in s.split())
    at = y.hour * 100 + y.minute if y is not None else None

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        year = at if at is not None else moment.today.year
        while True:
            start, end = date(year, *first), date(year + (last < first), *last) + DAY
            if at is not None or end > moment.today:
                return ((start, end),)
            year += 1

    return Days(pick, unit="stretch")


@rule("span days", "m:month (comma|of|dash|slash|dot|this)* y:four_digits (?! oclock | meridiem )")
def month_of_year(m: int, y: Clock) -> Days | None:
    year = y.hour * 100 + y.minute
    return _month(m, year) if 1900 <= year <= 2199 else None


@rule("span days", "m:month of? next u:unit")
def month_of_next_year(m: int, u: str) -> Days | None:
    if u != "year":
        return None
    return Days(lambda moment: (month_of(date(moment.today.year + 1, m, 1)),), unit="month")


@rule("span days", "next m:month")
@rule("span days", "m:month next_suffix")
def next_month_named(m: int) -> Days:
    return Days(
        lambda moment: (month_of(date(moment.today.year + (m <= moment.today.month), m, 1)),),
        unit="month",
    )


@rule("span days", "last m:month")
@rule("span days", "m:month last_suffix")
def last_month_named(m: int) -> Days:
    return Days(
        lambda moment: (month_of(date(moment.today.year - (m >= moment.today.month), m, 1)),),
        unit="month",
    )


@rule("span days", "m:month in l:length")
def month_in_years(m: int, l: Length) -> Days | None:  # noqa: E741
    if l.unit != "year":
        return None
    return Days(lambda moment: (month_of(date(moment.today.year + l.months // 12, m, 1)),), unit="month")


@rule("span days", "(the? month_word of)? this? m:month")
def this_month_named(m: int) -> Days:
    return _month(m)


@rule("span days", "(?<= in) y:four_digits (?! oclock )")
@rule("span days", "(?<= during) y:four_digits (?! oclock )")
@rule("span days", "(?<= year_of) y:four_digits (?! oclock )")
@rule("span days", "(?<= before) y:four_digits (?! oclock )")
@rule("span days", "(?<= after) y:four_digits (?! oclock )")
@rule("span days", "(?<= of) y:four_digits (?! oclock )")
def plain_year(y: Clock) -> Days | None:
    year = y.hour * 100 + y.minute
    return Days(lambda _: (year_of(date(year, 1, 1)),), unit="year") if 1900 <= year <= 2199 else None


@rule("span days", "the? u:unit after_next")
def unit_after_next(u: str) -> Days | None:
    return _relative(u, 2) if _is_calendar(u) else None


@rule("span days", "the? u:unit before_last")
def unit_before_last(u: str) -> Days | None:
    return _relative(u, -2) if _is_calendar(u) else None


@rule("span days", "this u:unit")
def this_unit(u: str) -> Days | None:
    return _relative(u, 0) if _is_calendar(u) else None


@rule("span days", "following u:unit")
@rule("span days", "u:unit following")
def following_unit(u: str) -> Days | None:
    """The one after what was talked about, or after this one."""
    return Days(lambda moment: (stretch_of(u, moment.base, 1),), unit=u) if _is_calendar(u) else None


@rule("span days", "next u:unit")
@rule("span days", "u:unit next_suffix")
def next_unit(u: str) -> Days | None:
    if u == "weekend":
        # Said on a weekday, "next weekend" is the one of the week to come for most and the coming one for some.
        return Days(
            lambda moment: (
                (stretch_of(u, moment.today, 1), stretch_of(u, moment.today, 0))
                if moment.today.weekday() < 5
                else (stretch_of(u, moment.today, 1),)
            ),
            unit=u,
        )
    return _relative(u, 1) if _is_calendar(u) else None


@rule("span days", "last u:unit")
@rule("span days", "u:unit last_suffix")
def last_unit(u: str) -> Days | None:
    return _relative(u, -1) if _is_calendar(u) else None


def _is_calendar(unit: str) -> bool:
    return unit in ("week", "fortnight", "weekend", "month", "quarter", "year")


@rule("span days", "(?<= ending) (of|the)* u:unit")
@rule("span days", "(?<= beginning) (of|the)* u:unit")
@rule("span days", "(?<= later_in) the? u:unit")
@rule("span days", "(?<= early) the? u:unit")
@rule("span days", "(?<= late) the? u:unit")
@rule("span days", "(?<= mid) dash? the? u:unit")
@rule("span days", "(?<= rest) the? u:unit")
@rule("span days", "(?<= of) the u:unit")
def the_unit(u: str) -> Days | None:
    """ "The month" of "the end of the month"."""
    return replace(_relative(u, 0), recurs=True) if _is_calendar(u) else None


@rule("day days", "w:weekday u:unit (?! unit )")
def weekday_week(w: int, u: str) -> Days | None:
    """ "Friday week": a week after the coming Friday."""
    return Days(lambda moment: one_day(coming(w, moment.today) + 7 * DAY)) if u == "week" else None


@rule("span days", "the? u:unit (?! length | num )")
def the_weekend(u: str) -> Days | None:
    return _relative(u, 0) if u == "weekend" else None


@rule("moments", "(within|in) (the|this|of)* next? l:length (of|after|from)? d:relative_day")
def within_length_of(l: Length, d: int) -> Moments | None:  # noqa: E741
    def pick(moment: Moment) -> tuple[datetime | None, datetime | None]:
        day = moment.today + d * DAY
        start = settle(datetime.combine(day, datetime.min.time()), moment.zone)
        end = shifted(day, l) + DAY
        return max(start, moment.now), settle(datetime.combine(end, datetime.min.time()), moment.zone)

    return Moments(pick, exact=False, has_time=False)


@rule("span days", "(within|in|of)* (the|this|of)* next l:length")
@rule("span days", "(within|in|of)* (the|this|of)* l:length next")
@rule("span days", "(within|in|of)* (the|this|of)* n:num next u:unit")
def next_length(l: Length | None = None, n: int | None = None, u: str | None = None) -> Moments | Days | None:  # noqa: E741
    """ "The next 3 days" start tomorrow, "the next 2 months" with the next month; hours count from now."""
    span = l if l is not None else length(n or 0, u or "day")
    if span.is_clock:
        return None
    if span.months:
        return Days(
            lambda moment: (
                (in_months(moment.today.replace(day=1), 1), in_months(moment.today.replace(day=1), 1 + span.months)),
            ),
            unit="stretch",
        )
    return Days(lambda moment: ((moment.today + DAY, shifted(moment.today, span) + DAY),), unit="stretch")


@rule("span days", "(within|in|of)* (the|this|of)* last l:length")
def last_length(l: Length) -> Days | None:  # noqa: E741
    if l.is_clock:
        return None
    return Days(lambda moment: ((shifted(moment.today, l, -1), moment.today),), unit="stretch")


def part_of_span(side: str, whole: Days) -> Days:
    """The early, middle or late part of a week, month or longer stretch."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        found: list[Stretch] = []
        for start, end in whole.pick(moment):
            days = (end - start).days
            if days <= 1:
                return ()
            third = {7: 2, 2: 1}.get(
                days, 10 if days <= 31 else days // 4 if side in ("beginning", "ending") else days // 3
            )
            half = (
                in_months(start, 6)
                if days > 360
                else start + (days + 1) // 2 * DAY
                if days > 28
                else start + 15 * DAY
                if days == 28
                else start + days // 2 * DAY
            )
            match side:
                case "beginning":
                    found.append((start, start + third * DAY))
                case "ending":
                    found.append((start + 20 * DAY if 28 <= days <= 31 else end - third * DAY, end))
                case "early":
                    found.append((start, start + 3 * DAY if days == 7 else half))
                case "late":
                    found.append((start + 3 * DAY if days == 7 else half, end))
                case "later":
                    ahead = max(moment.today, start)
                    late = start + 3 * DAY if days == 7 else half
                    found.append((max(ahead, late), end))
                case "rest":
                    found.append((max(moment.today, start), end))
                case _:
                    middle = start + (days // 2) * DAY
                    around = (1 if days == 7 else 5 if days <= 31 else days // 8) * DAY
                    found.append((middle - around, middle + around))
        return tuple(found)

    return Days(renewed(pick, whole), unit="stretch")


@rule("span days", "the? beginning (of|the)* s:span")
def beginning_of(s: Days) -> Days:
    return part_of_span("beginning", s)


@rule("span days", "at? the? ending (of|the)* s:span")
def end_of(s: Days) -> Days:
    return part_of_span("ending", s)


@rule("span days", "(the|in)* mid dash? (of|the)* s:span")
def middle_of(s: Days) -> Days:
    return part_of_span("mid", s)


@rule("span days", "the? rest (of|the)* s:span")
def rest_of(s: Days) -> Days:
    return part_of_span("rest", s)


@rule("span days", "later_in (of|the)* s:span")
def later_in(s: Days) -> Days:
    return part_of_span("later", s)


@rule("span days", "early dash? (of|the|in)* s:span")
def early_in(s: Days) -> Days:
    return part_of_span("early", s)


@rule("span days", "the? o:ordinal half of? the? s:span")
def half_of_span(o: int, s: Days) -> Days | None:
    if o > 2:
        return None
    return part_of_span("early" if o == 1 else "late", s) if s.unit != "week" else None


@rule("span days", "late dash? (of|the|in)* s:span")
def late_in(s: Days) -> Days:
    return part_of_span("late", s)


@rule("day days", "the? o:ordinal final (day_word|day_of) of? the? s:span")
def nth_last_day(o: int, s: Days) -> Days:
    return _within(s, lambda start, end: end - o * DAY)


@rule("day days", "the? final (day_word|day_of) of? the? s:span")
def last_day(s: Days) -> Days:
    return _within(s, lambda start, end: end - DAY)


@rule("day days", "the? o:ordinal (day_word|day_of)? (of|in|the|comma)* s:span (?! weekday)")
@rule("day days", "n:num (of|in) the? s:span")
@rule("day days", "s:span comma? (on|of)? the? o:ordinal")
def nth_day(s: Days, o: int | None = None, n: int | None = None) -> Days | None:
    count = o if o is not None else n
    assert count is not None
    if s.unit not in ("month", "year", "week") or not 1 <= count <= 366:
        return None
    return _within(s, lambda start, end: start + (count - 1) * DAY)


@rule("day days", "the? o:ordinal w:weekday (of|in|the|comma|on)* s:span")
def nth_weekday_of(o: int, w: int, s: Days) -> Days:
    return nth_of(w, o, s)


@rule("day days", "the? final w:weekday (of|in|the|comma|on)* s:span")
def last_weekday_of(w: int, s: Days) -> Days:
    return nth_of(w, -1, s)


@rule("day_part", "the? o:ordinal w:weekday p:part (of|in|the|comma|on)* s:span")
@rule("day_part", "w:weekday p:part (of|in|the|comma|on)* s:span")
def weekday_part_of(w: int, p: Part, s: Days, o: int | None = None) -> tuple[Days, Part] | None:
    """ "The first Monday morning of next month", "Friday afternoon next week"."""
    if o is None and s.unit not in ("week", "weekend"):
        return None
    return nth_of(w, o or 1, s), p


@rule("day days", "w:weekday (comma|of|on|in|the)* s:span")
@rule("day days", "d:day (?<= weekday) (comma|of|on|in|the)* s:span")
@rule("day days", "s:span (comma|on|about)* w:weekday")
def weekday_in(s: Days, w: int | None = None, d: Days | None = None) -> Days | None:
    """ "Friday next week", "next week on Friday"."""
    weekday = w if w is not None else d.weekday if d is not None else None
    if weekday is None or s.unit not in ("week", "weekend", "stretch"):
        return None
    return nth_of(weekday, 1, s)


@rule("span days", "the? o:ordinal u:unit (of|in|the)* s:span")
def nth_week_of(o: int, u: str, s: Days) -> Days | None:
    """The week that holds the so-many-th day of its kind: the first week of a month is the one with its first Monday
    or, when the month starts in mid-week, with its first days."""
    if u == "week" and s.unit == "month":
        return _stretch_within(s, lambda start, end: week_of(start + 7 * (o - 1) * DAY))
    if u == "month" and s.unit == "year":
        return _stretch_within(s, lambda start, end: month_of(in_months(start, o - 1)))
    return None


@rule("span days", "the? final u:unit (of|in|the)* s:span")
def last_week_of(u: str, s: Days) -> Days | None:
    if u in ("week", "weekend") and s.unit in ("month", "quarter", "year"):
        return _stretch_within(s, lambda start, end: stretch_of(u, end - DAY))
    return None


@rule("moments", "in about? l:length (?! (of|from|after)? day)")
@rule("moments", "about? l:length (hence|from now)")
def ahead(l: Length) -> Moments | None:  # noqa: E741
    if not l.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.now, l), None))


@rule("day days", "in about? l:length (?! (of|from|after)? day)")
@rule("day days", "about? l:length (hence|from now)")
def days_ahead(l: Length) -> Days | None:  # noqa: E741
    if l.is_clock:
        return None
    return Days(lambda moment: one_day(shifted(moment.today, l)))


@rule("day days", "w:weekday (comma|the|on|dot|quote|paren)* d:day")
def weekday_and_date(w: int, d: Days) -> Days | None:
    return weekday_on(w, d) if d.weekday is None else None


@rule("day days", "d:day comma? (?<! or) w:weekday (?! and | comma | to | dash)")
@rule("day days", "d:day paren w:weekday paren")
def date_and_weekday(w: int, d: Days) -> Days | None:
    return weekday_on(w, d) if d.weekday is None else None


@rule("day days", "on the? n:num (?= comma? at? clock)")
@rule("day days", f"on the n:num {_NO_CLOCK}")
def on_number(n: int) -> Days | None:
    return ordinal_day(n)


@rule("day days", "(?<= on) n:num (?! unit | counted | meridiem | oclock | other | num)")
@rule("day days", "the n:num (?= (between|from))")
def on_late_number(n: int) -> Days | None:
    return ordinal_day(n) if n > 12 else None


@rule("day days", "(?<= the) o:digit_ordinal (?! chosen | counted | unit | weekday | month | final )")
@rule("day days", "(?<= on) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= by) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= for) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= before) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= after) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= from) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= to) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= to) the? o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "^ o:ordinal $")
def numbered_day(o: int) -> Days | None:
    return ordinal_day(o)


@rule("day days", "o:digit_ordinal (?! chosen | counted | unit | weekday | month | final | other )")
def bare_numbered_day(o: int) -> Days | None:
    return ordinal_day(o)


@rule("day days", "o:digit_ordinal (?! chosen | counted | unit | weekday | month | final )")
def late_numbered_day(o: int) -> Days | None:
    """ "15th please": unlike "2nd place"."""
    return ordinal_day(o) if o > 9 else None


@rule("day days", "(?<= the) o:word_ordinal (?! chosen | counted | unit | weekday | month | final )")
def spelled_day(o: int) -> Days | None:
    """ "The first" is a choice more often than a date; nobody counts to eleven among choices."""
    return ordinal_day(o) if o > 10 else None


@rule("day days", "w:weekday")
def weekday(w: int) -> Days:
    return plain_weekday(w)


@rule("day days", "closest d:day closest_to e:day")
def closest_weekday(d: Days, e: Days) -> Days | None:
    w = d.weekday
    if w is None:
        return None
    return Days(lambda moment: tuple((nearest(w, each[0]), nearest(w, each[0]) + DAY) for each in e.pick(moment)))


@rule("span days", "the? u:unit of (the|on)* d:day")
@rule("span days", "the? week_of (the|on)* d:day")
def week_with(d: Days, u: str = "week") -> Days | None:
    if u != "week":
        return None
    return Days(lambda moment: tuple(week_of(each[0]) for each in d.pick(moment)), unit="week")


@rule("day days", "l:length (from|after|hence) d:days")
def length_after(l: Length, d: Days) -> Days | None:  # noqa: E741
    """ "A week from Friday", "two weeks after the 3rd"."""
    if l.is_clock:
        return None
    return Days(lambda moment: tuple((shifted(a, l), shifted(a, l) + (b - a)) for a, b in d.pick(moment)), unit=d.unit)


@rule("day days", "l:length before d:days")
def length_before(l: Length, d: Days) -> Days | None:  # noqa: E741
    if l.is_clock:
        return None
    return Days(
        lambda moment: tuple((shifted(a, l, -1), shifted(a, l, -1) + (b - a)) for a, b in d.pick(moment)), unit=d.unit
    )


@rule("moments", "(within|in) (the|this)* next? u:unit")
def within_unit(u: str) -> Moments | None:
    """ "Within the hour"."""
    if u not in ("hour", "minute"):
        return None
    return Moments(lambda moment: (moment.now, moment.later(moment.now, length(1, u))), exact=False)


@rule("moments", "(about)? l:length ago")
@rule("moments", "ago_before l:length")
def clock_ago(l: Length) -> Moments | None:  # noqa: E741
    return Moments(lambda moment: (moment.now - timedelta(seconds=l.seconds), None)) if l.is_clock else None


@rule("day days", "(about)? l:length ago")
@rule("day days", "ago_before l:length")
def days_ago(l: Length) -> Days | None:  # noqa: E741
    return None if l.is_clock else Days(lambda moment: one_day(shifted(moment.today, l, -1)))


def _within(whole: Days, day: Callable[[date, date], date]) -> Days:
    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple(
            (found, found + DAY) for start, end in whole.pick(moment)[:1] if start <= (found := day(start, end)) < end
        )

    return Days(renewed(pick, whole))


def _stretch_within(whole: Days, stretch: Callable[[date, date], Stretch]) -> Days:
    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple(stretch(*each) for each in whole.pick(moment)[:1])

    return Days(renewed(pick, whole), unit="stretch")
