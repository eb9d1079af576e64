"""Rules for days counted within a stretch or from another day: "the last day of May", "Friday next week", "the third
week of June", "a week from Friday", "in two weeks", "3 days ago", and weekdays beside dates and numbers.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.scheduling.when.dates import (
    nth_of,
    one_day,
    ordinal_day,
    plain_weekday,
    renewed,
    weekday_on,
)
from bot.scheduling.when.moment import (
    Moment,
    coming,
    gone,
    in_months,
    month_of,
    nearest,
    shifted,
    stretch_of,
    week_of,
    weekend_of,
)
from bot.scheduling.when.quantity import DAY, Bound, Days, Length, Moments, Part, Stretch, length
from bot.scheduling.when.rewriting import rule

_NO_CLOCK = "(?! meridiem | oclock | colon | unit | counted | dash hour meridiem)"


@rule("day days", "s:span (comma|on|of|the|date_lead)* o:ordinal w:weekday")
def nth_weekday_in(s: Days, o: int, w: int) -> Days | None:
    """ "Next month, the first Friday"."""
    return nth_of(w, o, s) if s.unit in ("month", "quarter", "year") else None


@rule("span days", "(from|between|date_lead)* the? a:num (to|dash|and) (the|date_lead)* b:num (of|in|the)* s:span")
@rule("span days", "(from|between|date_lead)* the? a:num (to|dash|and) (the|date_lead)* b:ordinal (of|in|the)* s:span")
@rule(
    "span days", "(from|between|date_lead)* the? a:ordinal (to|dash|and) (the|date_lead)* b:ordinal (of|in|the)* s:span"
)
def numbered_days_of(a: int, b: int, s: Days) -> Days | None:
    """ "Del 4 al 23 de este mes"."""
    if s.unit != "month" or not 1 <= a < b <= 31:
        return None
    return _stretch_within(s, lambda start, end: (start + (a - 1) * DAY, min(start + b * DAY, end)))


@rule("day days", "the? (o:ordinal|f:final) u:unit (of|in|the)* s:span")
def business_day_of(o: int | None, f: object, u: str, s: Days) -> Days | None:
    """ "The last working day of the month"."""
    if u != "business_day":
        return None
    if o is None:
        return _within(s, lambda start, end: shifted(end, length(1, u), -1))
    return _within(s, lambda start, end: shifted(start - DAY, length(o, u)))


@rule("day days", "the? o:ordinal final (day_word|day_of) of? the? s:span")
def nth_last_day(o: int, s: Days) -> Days:
    return _within(s, lambda start, end: end - o * DAY)


@rule("day days", "the? final (day_word|day_of) of? the? s:span")
def last_day(s: Days) -> Days:
    return _within(s, lambda start, end: end - DAY)


@rule("day days", "the? o:ordinal (day_word|day_of)? (of|in|the|comma)* s:span (?! weekday | unit | half_part )")
@rule("day days", "n:num (of|in) the? s:span")
@rule("day days", "(?<= date_lead) n:num s:span")
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


@rule("day days", "article? w:weekday (comma|of|on|in|the|from)* s:span")
@rule("day days", "d:day (?<= weekday) (comma|of|on|in|the)* s:span")
@rule("day days", "(?<! unit of ) s:span (comma|on|the|date_lead|about|article|possessive|glue)* w:weekday")
def weekday_in(s: Days, w: int | None = None, d: Days | None = None) -> Days | None:
    """ "Friday next week", "next week on Friday"."""
    weekday = w if w is not None else d.weekday if d is not None else None
    if weekday is None:
        return None
    if s.unit in ("month", "quarter", "year"):
        # "A Tuesday next month": any of them.
        return replace(s, only=frozenset({weekday}))
    return nth_of(weekday, 1, s)


@rule("span days", "in? s:span comma? (after|f:before) (the|of)* o:ordinal")
def rest_of_month(s: Days, f: object, o: int) -> Days | None:
    """ "In January after the 10th"."""
    if s.unit != "month":
        return None
    if f is not None:
        return _stretch_within(s, lambda start, end: (start, start + (o - 1) * DAY))
    return _stretch_within(s, lambda start, end: (start + o * DAY, end))


@rule("span days", "the? o:ordinal u:unit (of|in|the)* s:span")
@rule("span days", "the? o:ordinal s:span u:unit")
def nth_week_of(o: int, u: str, s: Days) -> Days | None:
    """The week that holds the so-many-th day of its kind: the first week of a month is the one with its first Monday
    or, when the month starts in mid-week, with its first days."""
    if u == "week" and s.unit == "month":
        return _stretch_within(s, lambda start, end: week_of(start + 7 * (o - 1) * DAY))
    if u == "week" and s.unit == "year":
        return _stretch_within(s, lambda start, end: week_of(start + 3 * DAY, o - 1))
    if u == "weekend" and s.unit == "month":
        return _stretch_within(s, lambda start, end: weekend_of(coming(5, start - DAY, o)))
    if u == "fortnight" and s.unit == "month" and o <= 2:
        # The first to the 15th, as rents and wages are counted.
        return _stretch_within(s, lambda start, end: (start, start + 15 * DAY) if o == 1 else (start + 15 * DAY, end))
    if u == "month" and s.unit == "year":
        return _stretch_within(s, lambda start, end: month_of(in_months(start, o - 1)))
    return None


@rule("span days", "the? (o:ordinal|f:final) t:length (of|in) the? s:span")
def first_length_of(o: int | None, f: object, t: Length, s: Days) -> Days | None:
    """ "The first two weeks of January", "the last five days of May"."""
    if t.is_clock or (o or 1) > 1:
        return None
    if o is None:
        return _stretch_within(s, lambda start, end: (max(start, shifted(end, t, -1)), end))
    return _stretch_within(s, lambda start, end: (start, min(end, shifted(start, t))))


@rule("span days", "the? final u:unit (of|in|the)* s:span")
@rule("span days", "the? final s:span u:unit")
def last_week_of(u: str, s: Days) -> Days | None:
    if s.unit in ("month", "quarter", "year"):
        if u == "week":
            return _stretch_within(s, lambda start, end: week_of(end - DAY))
        if u == "weekend":
            return _stretch_within(s, lambda start, end: weekend_of(gone(5, end)))
        if u in ("month", "quarter") and s.unit != u:
            return _stretch_within(s, lambda start, end: stretch_of(u, end - DAY))
    return None


@rule("day days", "s:span (comma|on|the|date_lead)* w:weekday")
def weekday_of_week(s: Days, w: int) -> Days | None:
    """ "The first week of June on Friday"."""
    return nth_of(w, 1, s) if s.unit == "stretch" else None


@rule("day days", "the? (o:ordinal)? w:weekday after (the|of)* d:day")
def weekday_after(w: int, d: Days, o: int | None) -> Days | None:
    """ "The Friday after the 15th", "the third Tuesday after Christmas"."""
    return Days(lambda moment: tuple(one_day(coming(w, each[0], o or 1))[0] for each in d.pick(moment)))


@rule("day days", "day_after (the|of)* d:day")
@rule("day days", "(?<! every) day_word after (the|of)* d:day")
def day_after_day(d: Days) -> Days:
    """ "The day after Thanksgiving"."""
    return Days(lambda moment: tuple((end, end + DAY) for _, end in d.pick(moment)))


@rule("day days", "(a:day_after|day_before) (the|of)* o:digit_ordinal")
def beside_numbered_day(a: object, o: int) -> Days | None:
    """ "The day after the 3rd"."""
    day = ordinal_day(o)
    if day is None:
        return None
    beside: Days = day_after_day(day) if a is not None else day_before_day(day)
    return beside


@rule("day days", "day_before (the|of)* d:day")
def day_before_day(d: Days) -> Days:
    return Days(lambda moment: tuple((start - DAY, start) for start, _ in d.pick(moment)))


@rule("day days", "the? w:weekday before (the|of)* d:day")
def weekday_before(w: int, d: Days) -> Days:
    return Days(lambda moment: tuple(one_day(gone(w, each[0]))[0] for each in d.pick(moment)))


@rule(
    "span days",
    "(?<! num)(?<! this)(?<! next)(?<! last)(?<! ordinal) week_number n:digits (?! unit | meridiem | counted )",
)
def numbered_week(n: str) -> Days | None:
    """ISO 8601's week of that number, the next there is."""
    return _week_number(int(n))


def _week_number(number: int) -> Days | None:
    if not 1 <= number <= 53:
        return None

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        for year in (moment.today.year, moment.today.year + 1):
            start = week_of(date(year, 1, 4), number - 1)
            if start[1] > moment.today:
                return (start,)
        return ()

    return Days(pick, unit="week")


@rule("span days", "o:ordinal calendar_week")
def ordinal_week(o: int) -> Days | None:
    return _week_number(o)


@rule("day days", "w:weekday in t:length")
@rule("day days", "d:day in t:length")
def day_in_length(t: Length, w: int | None = None, d: Days | None = None) -> Days | None:
    """ "Freitag in drei Wochen", "tomorrow in two weeks"."""
    day = d if d is not None else plain_weekday(w) if w is not None else None
    if day is None or t.is_clock:
        return None
    return Days(lambda moment: tuple((shifted(a, t), shifted(a, t) + (b - a)) for a, b in day.pick(moment)))


@rule("limit", "after t:length (?! (of|from|after) )")
def after_length(t: Length) -> Bound | None:
    if t.is_clock:
        return None
    return Bound("from", Days(lambda moment: one_day(shifted(moment.today, t))))


_NO_HOUR = "(?! meridiem | oclock | colon | unit | month | weekday )"


@rule("moments", "in about? a:num (to|or|dash) t:length")
@rule("moments", f"in about? t:length or b:num {_NO_HOUR}")
def ahead_between(t: Length, a: int | None = None, b: int | None = None) -> Moments | None:
    """ "In one to two hours", "in an hour or two"."""
    near, t = _either_length(t, a, b)
    if not t.is_clock or near.seconds >= t.seconds:
        return None
    return Moments(lambda moment: (moment.later(moment.now, near), moment.later(moment.now, t)), exact=False)


@rule("span days", "in about? a:num (to|or|dash) t:length")
@rule("span days", f"in about? t:length or b:num {_NO_HOUR}")
def days_ahead_between(t: Length, a: int | None = None, b: int | None = None) -> Days | None:
    """ "In two or three days"."""
    near, t = _either_length(t, a, b)
    if t.is_clock or (near.months, near.days) >= (t.months, t.days):
        return None
    return Days(lambda moment: ((shifted(moment.today, near), shifted(moment.today, t) + DAY),), unit="stretch")


def _either_length(t: Length, a: int | None, b: int | None) -> tuple[Length, Length]:
    """The nearer and the farther: "a to t", or "t or b" of the same unit."""
    if a is not None:
        return length(a, t.unit), t
    assert b is not None
    # "Two hours or 3" means three o'clock as likely as not.
    return (t, length(b, t.unit)) if t == length(1, t.unit) else (t, t)


@rule("hence", "(?<= length) from_today")
def counted_from_today() -> bool:
    """ "Two weeks from today", where "from today" alone is a start."""
    return True


@rule("moments", "after t:length (?! (of|from|after) )")
@rule("moments", "in about? t:length (?! (of|from|after)? day)")
@rule("moments", "about? t:length (hence|from now)")
@rule("moments", "^ plus_sign t:length $")
def ahead(t: Length) -> Moments | None:
    if not t.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.now, t), None))


@rule("day days", "in about? t:length (?! (of|from|after)? day)")
@rule("day days", "about? t:length (hence|from now)")
@rule("day days", "^ plus_sign t:length $")
def days_ahead(t: Length) -> Days | None:
    if t.is_clock:
        return None
    return Days(lambda moment: one_day(shifted(moment.today, t)))


@rule("day days", "w:weekday (comma|the|on|dot|quote|paren)* d:day")
def weekday_and_date(w: int, d: Days) -> Days | None:
    return weekday_on(w, d) if d.weekday is None else None


@rule("day days", "d:day comma? (?<! or) w:weekday (?! and | comma | to | dash)")
@rule("day days", "d:day paren w:weekday paren")
def date_and_weekday(w: int, d: Days) -> Days | None:
    return weekday_on(w, d) if d.weekday is None else None


@rule("day days", "(?<= date_lead) n:num (?! unit | counted | meridiem | oclock | colon | chosen | part | other num)")
@rule("day days", "on the? n:num (?= comma? at? clock)")
@rule("day days", f"(on|for|by|before|after|until) the n:num {_NO_CLOCK} (?! other)")
def on_number(n: int) -> Days | None:
    return ordinal_day(n)


@rule("day days", "(?<= on) n:num (?! unit | counted | meridiem | oclock | other | num)")
@rule("day days", "(?<= date_lead) n:num (?= part)")
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
@rule("day days", "(?<= to) the o:ordinal (?! chosen | counted | unit | weekday | month )")
@rule("day days", "(?<= to) o:digit_ordinal (?! chosen | counted | unit | weekday | month )")
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


@rule("day days", "d:day plus_fortnight")
def fortnight_later(d: Days) -> Days:
    """ "Mercredi en quinze"."""
    return Days(lambda moment: tuple((a + 14 * DAY, b + 14 * DAY) for a, b in d.pick(moment)))


@rule("day days", "d:day plus_week")
def week_later(d: Days) -> Days:
    """ "Mercredi en huit"."""
    return Days(lambda moment: tuple((a + 7 * DAY, b + 7 * DAY) for a, b in d.pick(moment)))


@rule("day days", "closest d:day closest_to e:day")
def closest_weekday(d: Days, e: Days) -> Days | None:
    w = d.weekday
    if w is None:
        return None
    return Days(lambda moment: tuple((nearest(w, each[0]), nearest(w, each[0]) + DAY) for each in e.pick(moment)))


@rule("span days", "the? u:unit (of|date_lead) (the|on)* d:day")
def week_with(d: Days, u: str) -> Days | None:
    """The week or weekend that holds a day."""
    if u not in ("week", "weekend"):
        return None
    return Days(lambda moment: tuple(stretch_of(u, each[0]) for each in d.pick(moment)), unit=u)


@rule("span days", "(the|for|article)* week_of (the|on)* d:day")
def week_from(d: Days) -> Days:
    """ "The week starting Monday": seven days from then."""
    return Days(lambda moment: tuple((start, start + 7 * DAY) for start, _ in d.pick(moment)), unit="week")


@rule("day days", "t:length (from|after|hence) d:days")
def length_after(t: Length, d: Days) -> Days | None:
    """ "A week from Friday", "two weeks after the 3rd"."""
    if t.is_clock:
        return None
    return Days(lambda moment: tuple((shifted(a, t), shifted(a, t) + (b - a)) for a, b in d.pick(moment)), unit=d.unit)


@rule("span days", "for? t:length since d:day")
def length_starting(t: Length, d: Days) -> Days | None:
    """ "10 days starting next Monday"."""
    if t.is_clock:
        return None
    return Days(lambda moment: tuple((start, shifted(start, t)) for start, _ in d.pick(moment)), unit="stretch")


@rule("day days", "t:length before d:days")
def length_before(t: Length, d: Days) -> Days | None:
    if t.is_clock:
        return None
    return Days(
        lambda moment: tuple((shifted(a, t, -1), shifted(a, t, -1) + (b - a)) for a, b in d.pick(moment)), unit=d.unit
    )


@rule("moments", "(within|in) (the|this)* next? u:unit")
@rule("moments", "(?<! num)(the|this)* (?<! num) next u:unit")
def within_unit(u: str) -> Moments | None:
    """ "Within the hour"."""
    if u not in ("hour", "minute"):
        return None
    return Moments(lambda moment: (moment.now, moment.later(moment.now, length(1, u))), exact=False)


@rule("moments", "(about)? t:length ago")
@rule("moments", "ago_before about? t:length")
def clock_ago(t: Length) -> Moments | None:
    return Moments(lambda moment: (moment.later(moment.now, t.back), None)) if t.is_clock else None


@rule("day days", "(about)? t:length ago")
@rule("day days", "ago_before about? t:length")
def days_ago(t: Length) -> Days | None:
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.today, t, -1)))


@rule("day_part", "at? the? ending (of|the)* d:day")
def end_of_day(d: Days) -> tuple[Days, Part]:
    return d, Part("day_end", 16 * 60, 24 * 60)


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
