"""Rules for feasts and seasons: "Christmas", "Easter Monday 2027", "next summer", "the spring of 2028"."""

from datetime import date

from bot.scheduling.when.dates import month_day, named_month, nth_of, one_day
from bot.scheduling.when.moment import Moment, easter, in_months
from bot.scheduling.when.quantity import DAY, Clock, Days, Stretch
from bot.scheduling.when.rewriting import rule


@rule("day days", "h:holiday (comma? y:four_digits)?")
def holiday(h: str, y: Clock | None) -> Days | None:
    if h.startswith("easter"):
        return _around_easter(int(h.removeprefix("easter")), y.hour * 100 + y.minute if y is not None else None)
    month, day, *weekday = (int(part) for part in h.split("-"))
    if not weekday:
        return month_day(month, day, y)
    # The so-many-th weekday of a month.
    return nth_of(weekday[0], day, named_month(month, y.hour * 100 + y.minute if y is not None else None))


def _around_easter(days: int, year: int | None) -> Days:
    def pick(moment: Moment) -> tuple[Stretch, ...]:
        if year is not None:
            return one_day(easter(year) + days * DAY)
        found = easter(moment.today.year) + days * DAY
        if found < moment.today and not moment.past:
            found = easter(moment.today.year + 1) + days * DAY
        return one_day(found)

    return Days(pick, recurs=True)


@rule("span days", "(last|this)* s:season last_suffix")
@rule("span days", "last s:season")
def last_season(s: str) -> Days:
    whole = season(s)

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple((in_months(start, -12), in_months(end, -12)) for start, end in whole.pick(moment))

    return Days(pick, unit="stretch")


@rule("span days", "(the|next)* s:season next_suffix")
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
