"""Rules for ranges, limits and lists: "2-4pm", "between Monday and Wednesday", "after 4", "before Friday", "for an
hour", and for words that lean on what was talked about: "an hour later", "same time", "before that".
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.scheduling.when.clocks import NOT_AN_HOUR, first_half, second_half, settled_at, to_range
from bot.scheduling.when.dates import one_day, yearless
from bot.scheduling.when.moment import Moment, midnight, settle, shifted, stretch_of
from bot.scheduling.when.quantity import DAY, Bound, Clock, Days, Length, Moments, Part, Stretch, Times, length
from bot.scheduling.when.rewriting import rule
from bot.scheduling.when.stretches import relative_day

_NOT_A_DAY = "(?! unit | counted | meridiem | oclock | month | colon | to | dash | weekday | chosen)"


@rule("span days", "from? a:num (to|dash) b:num s:span")
@rule("span days", "(from|between) the? a:num (to|dash|and) b:num (of|in)? s:span")
@rule("span days", "from? the? a:ordinal (to|dash|and) the? b:ordinal (of|in)? s:span")
@rule("span days", "from? the? a:ordinal (to|dash|and) the? b:num (of|in)? s:span")
@rule("span days", "from? the? a:num (to|dash|and) the? b:ordinal (of|in)? s:span")
@rule("span days", "from? s:span a:num (to|dash) b:num")
@rule("span days", "from? s:span the? a:ordinal (to|dash|and) the? b:ordinal")
def days_of_month(a: int, b: int, s: Days) -> Days | None:
    if s.unit != "month" or not 1 <= a < b <= 31:
        return None

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        return tuple(
            (start + (a - 1) * DAY, min(start + b * DAY, end))
            for start, end in s.pick(moment)
            if start + (b - 1) * DAY < end
        )

    return Days(pick, unit="stretch")


@rule("span days", "(from|between)? the? a:day (to|dash) the? b:day")
@rule("span days", "between the? a:day and the? b:day")
@rule("span days", "(from|between)? a:span dot? (to|dash) b:span")
@rule("span days", "between a:span and b:span")
@rule("span days", "from a:day (to) b:span")
def from_to(a: Days, b: Days) -> Days:
    """From the first day through the last. The second is looked for after the first."""

    def pick(moment: Moment) -> tuple[Stretch, ...]:
        choices = []
        for start, first_end in a.pick(moment)[:1]:
            for later, end in b.pick(moment)[:1]:
                if later < start:
                    # "Friday to Monday", "October to March": the end is the next one after the start.
                    from_start = replace(moment, now=midnight(start, moment.zone))
                    later, end = next(iter(b.pick(from_start)), (start, first_end))
                elif (later - start).days > 366 and a.recurs:
                    # "10 August to 12 September 2028": the year holds for both.
                    year_before = midnight(later - 365 * DAY, moment.zone)
                    start, first_end = next(iter(a.pick(replace(moment, now=year_before))), (start, first_end))
                choices.append((start, max(end, first_end)))
        return tuple(choices)

    return Days(pick, unit="stretch")


@rule("span days", "from_today to (the|date_lead)* d:days")
def from_today_to(d: Days) -> Days:
    through: Days = from_to(relative_day(0), d)
    return through


@rule("span days", "d:days_of_week (of|in|on)* s:span")
@rule("span days", "s:span d:days_of_week")
@rule("span days", "(on|in|any|every)* d:days_of_week")
def weekdays(d: str, s: Days | None = None) -> Days:
    """Some days of each week: of the stretch named, or of the two weeks to come."""
    first, last = (int(each) for each in d.split("-"))
    only = frozenset(range(first, last + 1))
    if s is not None:
        return replace(s, only=only)
    return Days(lambda moment: ((moment.today + DAY, moment.today + 15 * DAY),), unit="stretch", only=only)


@rule("times", "(from|between|at)* a:hour (to|dash) (at|at_marked)? b:clock")
@rule("times", "between at? a:hour and (at|at_marked)? b:clock")
@rule("times", f"(from|between|at)* a:clock (to|dash) (at|at_marked)? b:hour {NOT_AN_HOUR}")
@rule("times", f"(from|between) at? a:hour (to|dash) (at|at_marked)? b:hour {NOT_AN_HOUR}")
@rule("times", f"between at? a:hour and at? b:hour {NOT_AN_HOUR}")
@rule("times", f"(?<= days) comma? a:hour (to|dash) b:hour {NOT_AN_HOUR}")
@rule("times", f"(?<= part) comma? a:hour (to|dash) b:hour {NOT_AN_HOUR}")
@rule("times", "a:hour (to|dash) b:hour (?= (on|of|in|the|this)* (day|part|relative_part))")
@rule("times", "^ a:hour (to|dash) b:hour (stop|dot|other)* $")
def clock_range(a: Clock, b: Clock) -> Times | None:
    if a == Clock(1) and b == Clock(10, lean=b.lean):
        # "From 1 to 10" is how much somebody likes a thing.
        return None
    return to_range(a, b)


_OPENS = "(a:clock (comma|on)* b:day | c:day (comma|at)* d:clock)"
_CLOSES = "(e:clock (comma|on)* f:day | g:day (comma|at)* h:clock)"


@rule("moments", f"(from|between)? {_OPENS} (to|dash) {_CLOSES}")
@rule("moments", f"between {_OPENS} and {_CLOSES}")
def from_day_to_day(
    a: Clock | None,
    b: Days | None,
    c: Days | None,
    d: Clock | None,
    e: Clock | None,
    f: Days | None,
    g: Days | None,
    h: Clock | None,
) -> Moments | None:
    """ "From 9am tomorrow to 5pm Friday"."""
    opens, first, closes, last = a or d, b or c, e or h, f or g
    if opens is None or first is None or closes is None or last is None or not (opens.exists and closes.exists):
        return None

    def pick(moment: Moment) -> tuple[datetime, datetime] | None:
        for start, _ in first.pick(moment):
            begin = _instant(start, opens, moment)
            # The end is looked for from now, and where that is before the start, from the start.
            for origin in (moment, replace(moment, now=begin)):
                for end, _ in last.pick(origin):
                    if begin <= (close := _instant(end, closes, moment)):
                        return begin, close
        return None

    return Moments(pick, exact=False)


def _instant(day: date, clock: Clock, moment: Moment) -> datetime:
    return settle(datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock.minutes), moment.zone)


@rule("day_list", f"d:day (comma|or|and)* (or|and) the? o:ordinal {_NOT_A_DAY}")
@rule("day_list", f"d:day (comma|or|and)* (or|and) the? n:num {_NOT_A_DAY}")
@rule("day_list", f"d:day comma n:num (?= (comma|or|and)* (or|and) num {_NOT_A_DAY})")
@rule("day_list", f"t:day_list (comma|or|and)* (or|and) the? o:ordinal {_NOT_A_DAY}")
@rule("day_list", f"t:day_list (comma|or|and)* (or|and) the? n:num {_NOT_A_DAY}")
def more_days_of_month(
    d: Days | None = None,
    t: tuple[Days, ...] = (),
    o: int | None = None,
    n: int | None = None,
) -> tuple[Days, ...] | None:
    """ "December 1, 2 or 3"."""
    known = t or ((d,) if d is not None else ())
    number = o if o is not None else n
    if not known or known[-1].month is None or number is None or not 1 <= number <= 31:
        return None
    return (*known, yearless(known[-1].month, number))


@rule("clock_list", f"a:clock (comma|or|and)* (or|and) about? b:hour {NOT_AN_HOUR}")
@rule("clock_list", f"a:clock comma b:hour (?= (comma|or|and)* (or|and) hour {NOT_AN_HOUR})")
@rule("clock_list", "a:clock comma b:clock")
@rule("clock_list", "a:hour (comma|or)* or b:clock")
@rule("clock_list", "(?<= at) a:hour (comma|or)* or b:hour")
@rule("clock_list", "a:hour or b:hour (?= on? (day|part|relative_part))")
@rule("clock_list", f"(?<= day) comma? a:hour or b:hour {NOT_AN_HOUR}")
def either_clock(a: Clock, b: Clock) -> tuple[Clock, ...] | None:
    """ "At 3 or 4", "3 or 3:30 pm": each is as near to the other as it can be."""
    return either_clock_of(a, b)


def either_clock_of(a: Clock, b: Clock) -> tuple[Clock, ...] | None:
    if not a.exists or not b.exists:
        return None
    if len(a.choices) > 1 and len(b.choices) == 1:
        return settled_at(min(a.choices, key=lambda each: abs(each - b.choices[0]))), b
    first = a.choices[0] if len(a.choices) == 1 else a.minutes
    return (a, settled_at(min(b.choices, key=lambda each: abs(each - first))))


@rule("clock_list", f"t:clock_list (comma|or|and)* (or|and) b:hour {NOT_AN_HOUR}")
@rule("clock_list", "t:clock_list comma b:clock")
def more_clocks(t: tuple[Clock, ...], b: Clock) -> tuple[Clock, ...] | None:
    if not b.exists:
        return None
    last = t[-1].minutes
    return (*t, settled_at(min(b.choices, key=lambda each: abs(each - last))))


@rule("clock_list", "a:hour comma t:clock_list")
def clock_before_list(a: Clock, t: tuple[Clock, ...]) -> tuple[Clock, ...] | None:
    """ "9, 10 or 11"."""
    if not a.exists:
        return None
    first = t[0].minutes
    return (settled_at(min(a.choices, key=lambda each: abs(each - first))), *t)


@rule("clock_list", f"if (at|the)* a:hour (fails|gone) (comma|and|take|the|at|at_marked|glue)* b:hour {NOT_AN_HOUR}")
@rule(
    "clock_list",
    f"(?<= clock) (comma|and|or)* if (fails|gone) (comma|and|take|the|at|at_marked|glue)* b:hour {NOT_AN_HOUR}",
)
def second_choice(b: Clock, a: Clock | None = None) -> tuple[Clock, ...] | None:
    """ "If 3 is gone take 4": either will do."""
    return either_clock_of(a, b) if a is not None else (b,)


@rule("day_list", "if on? (the|date_lead)* a:day (fails|gone) (comma|and|take|the|on|date_lead|glue)* b:day")
def second_day(a: Days, b: Days) -> tuple[Days, ...]:
    return (a, b)


@rule("bound", f"after about? a:hour (comma|but|and)* before about? b:hour {NOT_AN_HOUR}")
def after_and_before(a: Clock, b: Clock) -> Times | None:
    return to_range(a, b)


@rule("bound", f"before (about|at)* h:hour {NOT_AN_HOUR}")
@rule("bound", "h:clock backward")
def before_clock(h: Clock) -> Bound:
    return Bound("before", h)


@rule("bound", f"by (about|at)* h:hour {NOT_AN_HOUR}")
def by_clock(h: Clock) -> Bound:
    return Bound("by", h)


@rule("bound", f"(after|since) (about|at)* h:hour {NOT_AN_HOUR}")
@rule("bound", "since_marked (about|at)* h:clock")
@rule("bound", "h:clock onward")
@rule("bound", "at? h:hour onward")
def after_clock(h: Clock) -> Bound:
    return Bound("after", h)


@rule("bound", "before (the|of)* p:part")
def before_part(p: Part) -> Bound:
    return Bound("before", p)


@rule("bound", "by (the|of)* p:part")
def by_part(p: Part) -> Bound:
    return Bound("by", p)


@rule("bound", "(after|since) (the|of)* p:part (?! (to))")
def after_part(p: Part) -> Bound:
    return Bound("after", p)


@rule("limit", "before (the|of|on)* d:days")
def before_day(d: Days) -> Bound:
    return Bound("before", d)


@rule("limit", "by (the|of|on)* d:days")
@rule("limit", "d:days backward")
def by_day(d: Days) -> Bound:
    return Bound("by", d)


@rule("limit", "after (the|of|on)* d:days")
def after_day(d: Days) -> Bound:
    return Bound("after", d)


@rule("limit", "from_today")
def from_today() -> Bound:
    return Bound("from", relative_day(0))


@rule("limit", "since (the|of|on)* d:days")
@rule("limit", "since_marked (the|of|on)* d:days")
@rule("limit", "d:days onward")
def from_day(d: Days) -> Bound:
    return Bound("from", d)


@rule("moments", "within (the|of|about)* t:length")
def within(t: Length) -> Moments:
    def pick(moment: Moment) -> tuple[datetime | None, datetime | None]:
        if t.is_clock:
            return moment.now, moment.later(moment.now, t)
        end = shifted(moment.today, t)
        return moment.now, midnight(end, moment.zone)

    return Moments(pick, exact=False, has_time=t.is_clock)


@rule("moments", "(in|within|of)* (the|this)* next t:length")
@rule("moments", "(in|within|of)* (the|this)* t:length (next|next_suffix)")
@rule("moments", "(in|within|of)* (the|this)* n:num next u:unit")
def next_hours(t: Length | None = None, n: int | None = None, u: str | None = None) -> Moments | None:
    span = t if t is not None else length(n or 0, u or "day")
    if not span.is_clock:
        return None
    return Moments(lambda moment: (moment.now, moment.later(moment.now, span)), exact=False)


@rule("moments", "(in|within|of)* (the|this)* last t:length")
@rule("moments", "(in|within|of)* (the|this)* n:num last u:unit")
@rule("moments", "(in|within|of)* (the|this)* t:length last_suffix")
def last_hours(t: Length | None = None, n: int | None = None, u: str | None = None) -> Moments | None:
    span = t if t is not None else length(n or 0, u or "day")
    if not span.is_clock:
        return None
    return Moments(lambda moment: (moment.now - timedelta(seconds=span.seconds), moment.now), exact=False)


@rule("moments", "(in|within|of)* the? last u:unit")
def last_hour(u: str) -> Moments | None:
    if u not in ("hour", "minute"):
        return None
    return Moments(lambda moment: (moment.later(moment.now, length(-1, u)), moment.now), exact=False)


@rule("moments", "soonest")
def soonest() -> Moments:
    return Moments(lambda moment: (moment.now, None), exact=False, soonest=True, has_date=False, has_time=False)


@rule("moments", "(between|from)? now (and|to|by) (h:hour|d:days)")
def now_until(h: Clock | None, d: Days | None) -> Moments:
    def pick(moment: Moment) -> tuple[datetime | None, datetime | None] | None:
        if d is not None:
            ends = [midnight(end, moment.zone) for _, end in d.pick(moment)]
            return next(((moment.now, end) for end in ends if end > moment.now), None)
        assert h is not None
        for days in range(2):
            for minutes in h.choices:
                wall = datetime.combine(moment.today + days * DAY, datetime.min.time()) + timedelta(minutes=minutes)
                if (end := settle(wall, moment.zone)) > moment.now:
                    return moment.now, end
        return None

    return Moments(pick, exact=False)


@rule("moments", "now")
def now() -> Moments:
    return Moments(lambda moment: (moment.now, None), vague=True)


@rule("span days", "the u:unit preceding (?= stop | dot | comma | $)")
def preceding_unit(u: str) -> Days | None:
    """ "The week before" what was talked about."""
    if u not in ("week", "weekend", "month"):
        return None
    return Days(lambda moment: (stretch_of(u, moment.anchor_day, -1),), unit=u)


@rule("moments", "t:length later")
@rule("moments", "later t:length")
def later(t: Length) -> Moments | None:
    """ "An hour later" than what was talked about; than now when nothing was."""
    if not t.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.anchor_start or moment.now, t), None))


@rule("day days", "t:length later")
@rule("day days", "later t:length")
def days_later(t: Length) -> Days | None:
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.base, t)))


@rule("moments", "t:length before_that")
def earlier(t: Length) -> Moments | None:
    if not t.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.anchor_start or moment.now, t.back), None))


@rule("day days", "t:length before_that")
def days_earlier(t: Length) -> Days | None:
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.base, t, -1)))


@rule("moments", "t:length (after_that | after (?= stop | dot | comma | $))")
@rule("moments", "postpone (the|of|at|at_marked|in|for)* t:length")
@rule("moments", "at? t:length postpone_behind")
def after_anchor(t: Length) -> Moments | None:
    """ "An hour after that", "push it back an hour"."""
    if not t.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.known_anchor, t), None))


@rule("day days", "t:length after_that")
@rule("day days", "postpone (the|of|at|at_marked|in|for)* t:length")
@rule("day days", "at? t:length postpone_behind")
def days_after_anchor(t: Length) -> Days | None:
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.anchor_day, t)))


@rule("moments", "t:length before (?= stop | dot | comma | $)")
@rule("moments", "advance (the|of|at|at_marked|in|for)* t:length")
@rule("moments", "at? t:length advance_behind")
def before_anchor(t: Length) -> Moments | None:
    if not t.is_clock:
        return None
    return Moments(lambda moment: (moment.later(moment.known_anchor, t.back), None))


@rule("day days", "t:length before (?= stop | dot | comma | $)")
@rule("day days", "advance (the|of|at|at_marked|in|for)* t:length")
@rule("day days", "at? t:length advance_behind")
def days_before_anchor(t: Length) -> Days | None:
    return None if t.is_clock else Days(lambda moment: one_day(shifted(moment.anchor_day, t, -1)))


@rule("same_clock", "(at|of|the)* same_time")
def same_time() -> str:
    return "anchor"


@rule("same_clock", "this_time (?= day | span)")
@rule("same_clock", "(?<= day) this_time")
def this_time() -> str:
    """ "This time tomorrow"."""
    return "now"


@rule("moments", "(after_that|later_in) (on|in)* that_day")
def later_that_day() -> Moments:
    return Moments(_after_anchor, exact=False, vague=True)


@rule("moments", "before_that (on|in)* that_day")
def earlier_that_day() -> Moments:
    return Moments(_before_anchor, exact=False, vague=True)


@rule("day days", "that_day (of|in|the|comma)* s:span")
def that_weekday_of(s: Days) -> Days | None:
    """ "Same day next week"."""
    if s.unit != "week":
        return None
    return Days(
        lambda moment: tuple(
            (start + moment.anchor_day.weekday() * DAY, start + (moment.anchor_day.weekday() + 1) * DAY)
            for start, _ in s.pick(moment)
        )
    )


@rule("part", "(?<= day) m:meridiem")
def half_day(m: str) -> Part:
    """ "Wednesday pm"."""
    return Part("morning", 8 * 60, 12 * 60) if m == "am" else Part("afternoon", 12 * 60, 18 * 60)


@rule("day_part", "(e:early|t:late) d:day p:part")
def early_part(e: object, t: object, d: Days, p: Part) -> tuple[Days, Part]:
    """ "Early Thursday morning"."""
    return d, (first_half(p) if t is None else second_half(p))


@rule("clock hour", "^ (?! article ) h:hour (?= on? day )")
@rule("clock hour", "(?<= for) (?! article ) h:hour (?= on? day )")
@rule("clock hour", "(?<= day) comma? (?! chosen) h:hour (?= stop | dot | glue | comma | paren | for | $)")
def hour_beside_day(h: Clock) -> Clock | None:
    """ "12 tomorrow", "Friday 5": where nothing else can be meant."""
    return h if 1 <= h.hour <= 24 else None


@rule("day days", "(on|of)? that_day")
def that_day() -> Days:
    return Days(lambda moment: one_day(moment.anchor_day))


@rule("day_part", "the? (following|next) p:part")
@rule("day_part", "the? p:part following")
@rule("day_part", "day_after (of|in|at)* p:part")
def part_of_day_after(p: Part) -> tuple[Days, Part]:
    """ "The next morning"."""
    return Days(lambda moment: one_day(moment.base + DAY)), p


@rule("day days", "day_after")
def day_after() -> Days:
    return Days(lambda moment: one_day(moment.base + DAY))


@rule("day days", "day_before")
def day_before() -> Days:
    return Days(lambda moment: one_day(moment.anchor_day - DAY))


@rule("span days", "same u:unit")
def same_unit(u: str) -> Days | None:
    if u not in ("week", "month", "weekend"):
        return None
    return Days(lambda moment: (stretch_of(u, moment.anchor_day),), unit=u)


@rule("moments", "before_that")
def before_that() -> Moments:
    return Moments(_before_anchor, exact=False, vague=True)


@rule("moments", "after_that")
def after_that() -> Moments:
    return Moments(_after_anchor, exact=False, vague=True)


def _before_anchor(moment: Moment) -> tuple[datetime | None, datetime | None] | None:
    """From the start of its day, or from now, to what was talked about; open at its start when that is over."""
    if moment.anchor_start is None:
        return None
    start = max(moment.now, midnight(moment.base, moment.zone))
    return (start if start < moment.anchor_start else None), moment.anchor_start


def _after_anchor(moment: Moment) -> tuple[datetime | None, datetime | None] | None:
    """From the end of what was talked about, or from just after its start, to the end of its day."""
    if moment.anchor_start is None:
        return None
    start = moment.anchor_end or moment.anchor_start + timedelta(minutes=1)
    return start, midnight(start.date() + DAY, moment.zone)


@rule("lasting", "for about? t:length (?! (from|before) (now|day))")
def lasting(t: Length) -> Length:
    return t


@rule("lasting", "(?<= clock) comma? t:length")
@rule("lasting", "t:length (?= bound)")
def length_beside_clock(t: Length) -> Length | None:
    return t if t.is_clock else None
