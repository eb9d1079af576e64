"""Rules for days counted from now and for stretches of them: "next week", "in two weeks", "mid December", "a week from
Friday", "the first Monday of next month", "the next 3 days".
"""

from dataclasses import replace
from datetime import date, datetime

from bot.scheduling.when.dates import (
    full_year,
    named_month,
    one_day,
    renewed,
    weekday_with_number,
)
from bot.scheduling.when.moment import (
    Moment,
    coming,
    gone,
    in_months,
    midnight,
    month_of,
    quarter_of,
    shifted,
    stretch_of,
    week_of,
    year_of,
)
from bot.scheduling.when.quantity import DAY, Bound, Clock, Days, Length, Moments, Part, Stretch, length
from bot.scheduling.when.rewriting import rule

_NOT_OF_MORE = "(?! (of|in) (the|this|next|last)* (span|month|unit|four_digits))"
_NO_CLOCK = "(?! meridiem | oclock | colon | unit | counted | dash hour meridiem)"


def _relative(unit: str, count: int) -> Days:
    return Days(lambda moment: (stretch_of(unit, moment.today, count),), unit=unit)


@rule(
    "day days",
    "(this|next)* w:dated_weekday (comma|the|on|dash|date_lead)* (?! article ) n:num"
    f"{_NO_CLOCK} (?! to num | dash (num|hour) | of? part )",
)
def weekday_and_any_number(w: int, n: int) -> Days | None:
    """ "Martes 6", where a number after a weekday is always the day's."""
    return weekday_with_number(w, n) if 1 <= n <= 31 else None


@rule("day days", "(this|next)* w:weekday (comma|the|on)* o:ordinal (?! weekday | month | day_of | of | day_word )")
@rule("day days", "w:weekday (comma|the|on)* n:num (?= (comma|at)* clock )")
@rule("day days", f"w:weekday comma? the n:num {_NO_CLOCK} (?! chosen )")
@rule("day days", f"w:weekday n:num {_NO_CLOCK} (?! to | dash | (comma? part))")
def weekday_and_number(w: int, o: int | None = None, n: int | None = None) -> Days | None:
    day = o if o is not None else n
    assert day is not None
    if not 1 <= day <= 31 or (o is None and day <= 12):
        return None
    return weekday_with_number(w, day)


@rule("day days", "t:length after_next w:weekday")
def length_after_next(t: Length, w: int) -> Days | None:
    """ "Two days after next Friday"."""
    if t.is_clock:
        return None
    return Days(lambda moment: one_day(shifted(coming(w, moment.today), t)))


@rule("day days", "t:length ago (on|the|date_lead)* w:weekday")
@rule("day days", "w:weekday t:length ago")
def weekday_ago(t: Length, w: int) -> Days | None:
    """ "A week ago Tuesday", "Monday two weeks ago"."""
    if t.is_clock or t.days % 7 or t.months:
        return None
    return Days(lambda moment: one_day(week_of(shifted(moment.today, t, -1))[0] + w * DAY))


@rule("day days", "t:length ago r:relative_day")
@rule("day days", "r:relative_day ago_before t:length")
def day_ago(t: Length, r: int) -> Days | None:
    """ "A year ago today"."""
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.today + r * DAY, t, -1)))


@rule("day days", "(?! after ) following w:weekday")
@rule("day days", "w:weekday following (?= stop | dot | comma | glue | at | in | $)")
def following_weekday(w: int) -> Days:
    """ "The Friday after that"."""
    return Days(lambda moment: one_day(coming(w, moment.base)), weekday=w)


@rule("day days", "this w:weekday")
@rule("day days", "(?<! unit) next w:weekday")
@rule("day days", "w:weekday next_suffix (?! unit | length | num )")
@rule("day days", "w:weekday this (?! unit | month | part)")
@rule("day days", "this next w:weekday")
def coming_weekday(w: int) -> Days:
    return Days(lambda moment: one_day(coming(w, moment.today)), weekday=w)


@rule("day days", "last w:weekday (?! of | in | (this|next|last) unit )")
@rule("day days", "w:weekday last_suffix (?! unit )")
def last_weekday(w: int) -> Days:
    return Days(lambda moment: one_day(gone(w, moment.today)), weekday=w)


@rule("limit", "after_next w:weekday")
def after_next_weekday(w: int) -> Bound:
    return Bound("after", coming_weekday(w))


@rule("limit", "after_next u:unit")
def after_next_unit(u: str) -> Bound | None:
    return Bound("after", _relative(u, 1)) if _is_calendar(u) else None


@rule("day days", "second_next w:weekday")
@rule("day days", "w:weekday after_next")
def weekday_after_next(w: int) -> Days:
    return Days(lambda moment: one_day(coming(w, moment.today, 2)), weekday=w)


@rule("day days", "second_last w:weekday")
@rule("day days", "w:weekday before_last")
def weekday_before_last(w: int) -> Days:
    return Days(lambda moment: one_day(gone(w, moment.today, 2)), weekday=w)


@rule("day days", "n:num w:weekday hence")
@rule("day days", "in n:num w:weekday")
def weekdays_from_now(n: int, w: int) -> Days | None:
    return Days(lambda moment: one_day(coming(w, moment.today, n)), weekday=w) if 0 < n < 60 else None


@rule("day days", "n:num w:weekday ago")
def weekdays_ago(n: int, w: int) -> Days | None:
    return Days(lambda moment: one_day(gone(w, moment.today, n)), weekday=w) if 0 < n < 60 else None


@rule("moments", "(early|before_that) r:relative_day")
def earlier_today(r: int) -> Moments | None:
    if r != 0:
        return None
    return Moments(lambda moment: (midnight(moment.today, moment.zone), moment.now), exact=False, has_time=False)


@rule("moments", "r:relative_day comma? (later_in|after_that)")
@rule("moments", "(later_in|after_that) r:relative_day")
@rule("moments", "the? rest (of|the)* (r:relative_day|u:unit)")
def later_on_day(r: int | None = None, u: str | None = None) -> Moments | None:
    """ "Later today", "the rest of the day"."""
    if r or u not in (None, "day"):
        return None
    return Moments(
        lambda moment: (moment.now, midnight(moment.today + DAY, moment.zone)),
        exact=False,
        has_time=False,
    )


@rule("part", "(?<= weekday | next | following ) p:weekday_part")
def part_of_weekday(p: Part) -> Part:
    """ "Montag Morgen", though "morgen" alone is tomorrow."""
    return p


@rule("day days", "r:relative_day")
def relative_day(r: int) -> Days:
    return Days(lambda moment: one_day(moment.today + r * DAY))


@rule("span days", "n:num q:span_name")
def so_many_coming_days(n: int, q: str) -> Days | None:
    """ "Les trois prochains jours"."""
    if q != "coming_days":
        return None
    return Days(lambda moment: ((moment.today + DAY, moment.today + (n + 1) * DAY),), unit="stretch")


@rule("span days", "q:span_name ((of|dash)? y:four_digits)?")
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
    if q == "coming_days":
        return Days(lambda moment: ((moment.today + DAY, moment.today + 8 * DAY),), unit="stretch")
    side, _, unit = q.partition("_of_")
    return part_of_span({"end": "ending", "mid": "mid", "close": "close"}.get(side, "beginning"), _relative(unit, 0))


@rule("span days", "y:month_year")
def month_and_year(y: str) -> Days:
    return named_month(int(y[:-5]), int(y[-4:]))


@rule("span days", "y:year_month")
def year_and_month(y: str) -> Days:
    return named_month(int(y[5:]), int(y[:4]))


@rule("span days", "the? o:ordinal u:unit (of? y:four_digits)?")
@rule("span days", "y:four_digits dash? q:span_name")
def quarter(o: int = 0, u: str = "quarter", y: Clock | None = None, q: str = "") -> Days | None:
    """ "The third quarter of 2027", "2027 Q3"."""
    if q:
        return named_span(q, y) if q.startswith("quarter_") else None
    return named_span(f"quarter_{o}", y) if u == "quarter" and 1 <= o <= 4 else None


@rule("span days", "m:month (comma|of|dash|slash|dot|this)* y:four_digits (?! oclock | meridiem )")
def month_of_year(m: int, y: Clock) -> Days | None:
    year = y.hour * 100 + y.minute
    return named_month(m, year) if 1900 <= year <= 2199 else None


@rule("span days", "m:month (q:quote)? y:digits (?! meridiem | oclock | unit | colon | dash)")
def month_of_short_year(m: int, q: object, y: str) -> Days | None:
    """ "Jan '28", "Aug 96"."""
    year = full_year(y) if len(y) == 2 and (q is not None or int(y) > 31) else None
    return named_month(m, year) if year is not None else None


@rule("span days", "m:month (of|the)* (next u:unit|v:unit next_suffix)")
@rule("span days", "next u:unit (in|of|comma)* m:month")
@rule("span days", "v:unit next_suffix (in|of|comma)* m:month")
def month_of_next_year(m: int, u: str | None = None, v: str | None = None) -> Days | None:
    if "year" not in (u, v):
        return None
    return Days(lambda moment: (month_of(date(moment.today.year + 1, m, 1)),), unit="month")


@rule("span days", "m:month (of|the)* (last u:unit|v:unit last_suffix)")
@rule("span days", "last u:unit (in|of|comma)* m:month")
@rule("span days", "v:unit last_suffix (in|of|comma)* m:month")
def month_of_last_year(m: int, u: str | None = None, v: str | None = None) -> Days | None:
    if "year" not in (u, v):
        return None
    return Days(lambda moment: (month_of(date(moment.today.year - 1, m, 1)),), unit="month")


@rule("span days", "next m:month (?! unit )")
@rule("span days", "m:month next_suffix")
def next_month_named(m: int) -> Days:
    return Days(
        lambda moment: (month_of(date(moment.today.year + (m <= moment.today.month), m, 1)),),
        unit="month",
    )


@rule("span days", "last m:month (?! unit )")
@rule("span days", "m:month last_suffix")
def last_month_named(m: int) -> Days:
    return Days(
        lambda moment: (month_of(date(moment.today.year - (m >= moment.today.month), m, 1)),),
        unit="month",
    )


@rule("span days", "m:month in t:length")
def month_in_years(m: int, t: Length) -> Days | None:
    if t.unit != "year":
        return None
    return Days(lambda moment: (month_of(date(moment.today.year + t.months // 12, m, 1)),), unit="month")


@rule("span days", "(the? month_word of)? this? m:month")
def this_month_named(m: int) -> Days:
    return named_month(m)


@rule("span days", "(?<= in) y:four_digits (?! oclock )")
@rule("span days", "(?<= during) y:four_digits (?! oclock )")
@rule("span days", "(?<= year_of) y:four_digits (?! oclock )")
@rule("span days", "(?<= before) y:four_digits (?! oclock )")
@rule("span days", "(?<= after) y:four_digits (?! oclock )")
@rule("span days", "(?<= of) y:four_digits (?! oclock )")
@rule("span days", "(?<= ending) y:four_digits (?! oclock )")
@rule("span days", "(?<= beginning) y:four_digits (?! oclock )")
@rule("span days", "(?<= early) y:four_digits (?! oclock )")
@rule("span days", "(?<= mid) y:four_digits (?! oclock )")
@rule("span days", "(?<= mid dash) y:four_digits (?! oclock )")
@rule("span days", "(?<= late) y:four_digits (?! oclock )")
@rule("span days", "(?<= rest) y:four_digits (?! oclock )")
def plain_year(y: Clock) -> Days | None:
    year = y.hour * 100 + y.minute
    return Days(lambda _: (year_of(date(year, 1, 1)),), unit="year") if 1900 <= year <= 2199 else None


@rule("span days", "second_next u:unit")
@rule("span days", "the? u:unit after_next")
def unit_after_next(u: str) -> Days | None:
    return _relative(u, 2) if _is_calendar(u) else None


@rule("span days", "the? second_last u:unit")
@rule("span days", "the? u:unit before_last")
def unit_before_last(u: str) -> Days | None:
    return _relative(u, -2) if _is_calendar(u) else None


@rule("span days", "t:length hence")
@rule("span days", "in t:length")
def weekends_ahead(t: Length) -> Days | None:
    """ "Two weekends from now"."""
    return _relative("weekend", t.days // 7) if t.unit == "weekend" else None


@rule("span days", "the? following t:length")
def following_length(t: Length) -> Days | None:
    """ "The following three days", after what was talked about or after today."""
    if t.is_clock:
        return None
    return Days(lambda moment: ((moment.base + DAY, shifted(moment.base, t) + DAY),), unit="stretch")


@rule("day_list", "this (or|and) (the|of)* next u:unit")
def this_or_next(u: str) -> tuple[Days, ...] | None:
    """ "This or next week"."""
    return (_relative(u, 0), _relative(u, 1)) if _is_calendar(u) else None


@rule("span days", "that same? u:unit")
def that_unit(u: str) -> Days | None:
    """That of what was talked about, or else this one."""
    return Days(lambda moment: (stretch_of(u, moment.base),), unit=u) if _is_calendar(u) else None


@rule("span days", "this u:unit")
def this_unit(u: str) -> Days | None:
    return _relative(u, 0) if _is_calendar(u) else None


@rule("span days", "following u:unit")
@rule("span days", "u:unit following")
def following_unit(u: str) -> Days | None:
    """The one after what was talked about, or after this one."""
    return Days(lambda moment: (stretch_of(u, moment.base, 1),), unit=u) if _is_calendar(u) else None


@rule("span days", "coming u:unit")
def coming_weekend(u: str) -> Days | None:
    """ "The coming weekend" is the one ahead, where "next weekend" may not be."""
    return _relative(u, 0) if u == "weekend" else None


@rule("span days", "(?<! num) next u:unit")
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


@rule("day days", "(the)? next u:unit")
def next_business_day(u: str) -> Days | None:
    return Days(lambda moment: one_day(shifted(moment.today, length(1, u)))) if u == "business_day" else None


@rule("span days", f"(?<! num) last u:unit {_NOT_OF_MORE}")
@rule("span days", "u:unit last_suffix")
def last_unit(u: str) -> Days | None:
    return _relative(u, -1) if _is_calendar(u) else None


def _is_calendar(unit: str) -> bool:
    return unit in ("week", "work_week", "fortnight", "weekend", "month", "quarter", "year")


@rule("span days bare_span", "(?<= ending) (of|the)* u:unit")
@rule("span days bare_span", "(?<= beginning) (of|the)* u:unit")
@rule("span days bare_span", "(?<= later_in) the? u:unit")
@rule("span days bare_span", "(?<= early) the? u:unit")
@rule("span days bare_span", "(?<= late) the? u:unit")
@rule("span days bare_span", "(?<= mid) dash? the? u:unit")
@rule("span days bare_span", "(?<= rest) the? u:unit")
@rule("span days bare_span", "(?<= of) the? u:unit")
@rule("span days bare_span", "(?<= day_of) the u:unit")
def the_unit(u: str) -> Days | None:
    """ "The month" of "the end of the month"; by itself, as in "a day of the week", it names no time."""
    return replace(_relative(u, 0), recurs=True) if _is_calendar(u) else None


@rule("day days", "w:weekday u:unit (?! unit )")
def weekday_week(w: int, u: str) -> Days | None:
    """ "Friday week": a week after the coming Friday."""
    weeks = {"week": 1, "fortnight": 2}.get(u)
    return Days(lambda moment: one_day(coming(w, moment.today) + 7 * weeks * DAY)) if weeks is not None else None


@rule("span days", f"(?<! ordinal)(?<! final) the? u:unit (?! length | num | (of the? (day|ordinal)) ) {_NOT_OF_MORE}")
def the_weekend(u: str) -> Days | None:
    return _relative(u, 0) if u == "weekend" else None


@rule("moments", "(within|in) (the|this|of)* next? t:length (of|after|from)? d:day")
def within_length_of(t: Length, d: Days) -> Moments:
    """ "Within the next 2 weeks after tomorrow"."""

    def pick(moment: Moment) -> tuple[datetime, datetime] | None:
        for start, _ in d.pick(moment):
            opens = midnight(start, moment.zone)
            closes = midnight(shifted(start, t) + DAY, moment.zone)
            return (max(opens, moment.now) if moment.now < closes else opens), closes
        return None

    return Moments(pick, exact=False, has_time=False)


@rule("span days", "(?<! in | within | during | the | of ) next t:length")
@rule("span days", "(?<! in | within | during | the | of | num ) n:num next u:unit")
@rule("span days", "(?<! in | within | during | the | of ) t:length next_suffix")
def next_weeks(t: Length | None = None, n: int | None = None, u: str | None = None) -> Days | None:
    """ "Next 2 weeks" are calendar weeks; "in the next 2 weeks" begin tomorrow."""
    span = t if t is not None else length(n or 0, u or "day")
    if span.unit != "week" or span.months or span.seconds:
        return None
    return Days(
        lambda moment: ((week_of(moment.today, 1)[0], week_of(moment.today, span.days // 7)[1]),), unit="stretch"
    )


@rule("span days", "(within|in|of)* (the|this|of)* next t:length")
@rule("span days", "(within|in|of)* (the|this|of)* t:length next_suffix")
@rule("span days", "(within|in|of)* (the|this|of)* n:num next u:unit")
def next_length(t: Length | None = None, n: int | None = None, u: str | None = None) -> Moments | Days | None:
    """ "The next 3 days" start tomorrow, "the next 2 months" with the next month; hours count from now."""
    span = t if t is not None else length(n or 0, u or "day")
    if span.is_clock:
        return None
    if span.unit == "year":
        years = span.months // 12
        return Days(lambda moment: ((year_of(moment.today, 1)[0], year_of(moment.today, years)[1]),), unit="stretch")
    if span.months:
        return Days(
            lambda moment: (
                (in_months(moment.today.replace(day=1), 1), in_months(moment.today.replace(day=1), 1 + span.months)),
            ),
            unit="stretch",
        )
    return Days(lambda moment: ((moment.today + DAY, shifted(moment.today, span) + DAY),), unit="stretch")


@rule("span days", f"(within|in|of)* (the|this|of)* last t:length {_NOT_OF_MORE}")
@rule("span days", f"(within|in|of)* (the|this|of)* n:num last u:unit {_NOT_OF_MORE}")
@rule("span days", "(within|in|of)* (the|this|of)* t:length last_suffix")
def last_length(t: Length | None = None, n: int | None = None, u: str | None = None) -> Days | None:
    span = t if t is not None else length(n or 0, u or "day")
    if span.is_clock:
        return None
    return Days(lambda moment: ((shifted(moment.today, span, -1), moment.today),), unit="stretch")


def part_of_span(side: str, whole: Days) -> Days:
    """The early, middle or late part of a week, month or longer stretch; "later" and "rest" only look ahead."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        found = []
        for start, end in whole.pick(moment):
            if side == "rest":
                found.append((max(moment.today, start), end))
            elif side == "later":
                late, _ = _portion("late", start, end)
                found.append((max(moment.today, late), end))
            else:
                found.append(_portion(side, start, end))
        return tuple((start, end) for start, end in found if start < end)

    return Days(renewed(pick, whole), unit="ending" if side in ("ending", "close") else "stretch")


def _portion(side: str, start: date, end: date) -> Stretch:
    """How much "early", "late" and the like take of a stretch: thirds and halves, as people count them in weeks, months
    (the 10th and the 20th, or the 15th) and longer stretches (in whole months)."""
    days = (end - start).days
    if 28 <= days <= 31:
        marks = {"beginning": (0, 10), "early": (0, 15), "mid": (10, 20), "late": (15, days), "ending": (20, days)}
    elif days > 31:
        months = round(days / 30.4)
        third = months // 3
        ranges = {
            "beginning": (0, max(1, months // 4)),
            "early": (0, (months + 1) // 2),
            "mid": (third, months - third),
            "late": (months // 2, months),
            "ending": (months - third, months),
            "close": (months - 2, months),
        }
        first, last = ranges[side]
        return in_months(start, first), end if last == months else in_months(start, last)
    else:
        third = max(1, (days + 1) // 3) if days < 7 else (days + 2) // 3
        half = days // 2
        marks = {
            "beginning": (0, third),
            "early": (0, third),
            "mid": (third - 1, days - third),
            "late": (half, days),
            "ending": (days - third, days),
        }
    first, last = marks[side]
    return start + first * DAY, start + last * DAY


@rule("span days", "the? beginning (of|the)* s:span")
def beginning_of(s: Days) -> Days:
    return part_of_span("beginning", s)


@rule("span days", "at? the? ending (of|the)* s:span")
def end_of(s: Days) -> Days:
    return part_of_span("ending", s)


@rule("span days", "the? o:ordinal (half|half_part) (of|in|the)* s:span")
@rule("span days", "the? o:ordinal s:span half_part")
def half_of_span(o: int, s: Days) -> Days | None:
    if o > 2:
        return None
    return part_of_span("early" if o == 1 else "late", s)


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


@rule("span days", "late dash? (of|the|in)* s:span")
def late_in(s: Days) -> Days:
    return part_of_span("late", s)
