"""Rules for times of day: "half past 3", "3pm", "at 9", "8 in the evening", "2-4pm", "after 5", "mid-morning"."""

from dataclasses import replace

from bot.scheduling.when.quantity import Clock, Length, Part, Times
from bot.scheduling.when.rewriting import rule

# What comes before a length of time: "in 5h", "for 2 hours".
NOT_A_LENGTH = "(?<! next)(?<! last)(?<! in)(?<! for)(?<! within)(?<! ago_before)(?<! in about)(?<! during)"
NOT_AN_HOUR = (
    "(?! of? month | unit | counted | other? other? address | slash | dash num | weekday | dotted | colon"
    " | (?! article) num )"
)


@rule("clock hour", "h:word_number (zero|dash)? m:word_number (?! unit )")
def spoken_minutes(h: int, m: int) -> Clock | None:
    """ "three thirty", "ten ten"."""
    return Clock(h, m, settled=h > 12) if 1 <= h <= 24 and 10 <= m < 60 else None


@rule("clock hour", "h:word_number zero m:word_number (?! unit )")
def spoken_few_minutes(h: int, m: int) -> Clock | None:
    """ "twelve oh three"."""
    return Clock(h, m) if 1 <= h <= 12 and m < 10 else None


@rule("clock hour", "(?<! num)(?<! month) h:hour m:digits (?= meridiem)")
@rule("clock hour", f"at h:hour m:digits {NOT_AN_HOUR}")
def spaced_minutes(h: Clock, m: str) -> Clock | None:
    """ "At 3 20"."""
    return replace(h, minute=int(m)) if len(m) == 2 and 10 <= int(m) < 60 and h.minute == 0 and h.hour <= 24 else None


@rule("clock hour", "h:hour a:digits b:digits m:meridiem")
def spelled_minutes(h: Clock, a: str, b: str, m: str) -> Clock | None:
    """ "6 0 2 pm", as it is dictated."""
    return with_meridiem(replace(h, minute=int(a + b)), m) if len(a) == len(b) == 1 and int(a) < 6 else None


@rule("clock hour", "h:hour oclock? m:meridiem")
def with_meridiem(h: Clock, m: str) -> Clock | None:
    if h.hour > 12 or h.hour == 0:
        # "15:30 pm" says the same thing twice.
        return replace(h, settled=True) if h.hour > 12 and m == "pm" else None
    return replace(h, half="am" if m == "am" else "pm", settled=False)


@rule("clock hour", "d:dotted oclock? m:meridiem")
@rule("clock hour", "d:dotted oclock")
def dotted_with_meridiem(d: tuple[str, str], m: str | None = None) -> Clock | None:
    clock = _dotted(d)
    return with_meridiem(clock, m) if clock is not None and m is not None else clock


@rule("clock hour", "n:digits m:meridiem")
@rule("clock hour", f"(?<= at) n:digits {NOT_AN_HOUR}")
def run_together(n: str, m: str | None = None) -> Clock | None:
    """ "340pm", "at 830"."""
    if len(n) != 3 or int(n[1:]) >= 60 or n[0] == "0":
        return None
    clock = Clock(int(n[0]), int(n[1:]))
    return clock if m is None else with_meridiem(clock, m)


@rule("clock hour", "f:four_digits m:meridiem")
def military_with_meridiem(f: Clock, m: str) -> Clock | None:
    return with_meridiem(f, m) if f.exists else None


@rule("times", "(from|between|at)* a:digits (to|dash|and) b:clock")
def compact_range(a: str, b: Clock) -> Times | None:
    """ "630-930am"."""
    known = len(a) == 3 and int(a[1:]) < 60 and b.half is not None
    return to_range(Clock(int(a[0]), int(a[1:])), b) if known else None


@rule("clock hour", "n:named_clock m:num (?! unit | month | oclock )")
def after_named(n: Clock, m: int) -> Clock | None:
    """ "Minuit trois"."""
    return replace(n, hour=n.hour % 24, minute=m) if 0 < m < 60 else None


@rule("clock hour", "h:hour oclock")
def oclock(h: Clock) -> Clock | None:
    return h


@rule("clock hour", "h:hour (comma|paren)? n:named_clock paren?")
def named_twice(h: Clock, n: Clock) -> Clock | None:
    """ "12:00 noon"."""
    return n if h.hour % 12 == 0 and h.minute == 0 else None


@rule("clock hour", "half past_hour h:hour")
def half_past(h: Clock) -> Clock | None:
    return moved(h, 30)


@rule("clock hour", "half_before h:hour")
def half_before(h: Clock) -> Clock | None:
    return moved(h, -30)


@rule("clock hour", "quarter_before h:hour")
def quarter_before(h: Clock) -> Clock:
    """ "Viertel 8" is 7:15."""
    return moved(h, -45)


@rule("clock hour", "three_quarters_before h:hour")
def three_quarters_before(h: Clock) -> Clock:
    return moved(h, -15)


@rule("clock hour", "half h:hour (?! unit )")
def half_three(h: Clock) -> Clock | None:
    return moved(h, 30) if h.minute == 0 and 1 <= h.hour <= 12 else None


@rule("clock hour", "n:num? quarter past_hour h:hour")
def quarter_past(n: int | None, h: Clock) -> Clock | None:
    return moved(h, 15 * (n or 1))


@rule("clock hour", "quarter to_hour h:hour")
def quarter_to(h: Clock) -> Clock | None:
    return moved(h, -15)


@rule("clock hour", "m:length past_hour h:hour")
def minutes_past(m: Length, h: Clock) -> Clock | None:
    if m.unit == "quarter":
        return moved(h, 5 * m.months)
    return moved(h, m.minutes or 0) if m.unit == "minute" else None


@rule("clock hour", "m:length to_hour h:hour")
def minutes_to(m: Length, h: Clock) -> Clock | None:
    return moved(h, -(m.minutes or 0)) if m.unit == "minute" else None


@rule("clock hour", "(?<! month) n:num past_hour h:hour (?! unit )")
def number_past(n: int, h: Clock) -> Clock | None:
    return moved(h, n) if n in (5, 10, 15, 20, 25) else None


@rule("clock hour", "(at|remaining) n:num to_hour h:hour")
@rule("clock hour", "(?<! from)(?<! between)(?<! month) n:word_number to_hour h:hour")
@rule("clock hour", "(?<! from)(?<! between)(?<! month) n:digits to_hour h:clock")
def number_to(n: int | str, h: Clock) -> Clock | None:
    """ "ten to three"; not "10 to 3", which is a range. "Ten to four" with a.m. or p.m. after it is one too."""
    minutes = int(n)
    if minutes not in (5, 10, 15, 20, 25) or (h.half is not None and minutes < 13):
        return None
    return moved(h, -minutes)


@rule(
    "clock hour",
    "(?<! in)(?<! for)(?<! within)(?<! ago_before)(?<! in about)(?<! during) h:hour_mark (?! later | ago | hence)",
)
def hour_mark(h: Clock) -> Clock | None:
    """ "15h30". "2h" alone is left to be a length."""
    return at_hour_mark(h) if h.hour >= 5 or h.hour == 0 else None


@rule("clock hour", "(?<! from hour)(?<! between hour)(?<! clock) at h:hour_mark")
@rule(
    "clock hour",
    "(?<= at_marked | by | before | after | since | part | relative_part | relative_day | weekday ) h:hour_mark",
)
def at_hour_mark(h: Clock) -> Clock | None:
    return replace(h, settled=h.settled or h.hour > 12) if h.exists else None


@rule("clock hour", "(?<= at) f:four_digits")
@rule("clock hour", "(?<= from) f:four_digits (?= to | dash | and )")
@rule("clock hour", "f:four_digits (?= (to | dash) four_digits)")
@rule("clock hour", "(?<= dash) f:four_digits")
@rule("clock hour", "f:four_digits (?= on? (relative_day | weekday))")
@rule("clock hour", "^ f:four_digits (stop | dot)? $")
@rule("clock hour", "(?<= weekday) f:four_digits")
@rule("clock hour", "(?<= relative_day) f:four_digits")
def military(f: Clock) -> Clock | None:
    return (
        f
        if (f.exists and (f.minute % 5 == 0) and not 19 <= f.hour <= 20) or (f.hour == 20 and f.minute == 30)
        else None
    )


@rule("clock hour", "(?<= at) about? d:dotted")
@rule("clock hour", "(?<= by) d:dotted")
@rule("clock hour", "(?<= between) d:dotted")
@rule("clock hour", "d:dotted (?= (dash|to|and) dotted)")
@rule("clock hour", "(?<= clock dash) d:dotted")
@rule("clock hour", "(?<= clock to) d:dotted")
@rule("clock hour", "(?<= part) d:dotted")
@rule("clock hour", "d:dotted (?= (of|in|the)* part )")
def dotted(d: tuple[str, str]) -> Clock | None:
    """ "at 6.45"; elsewhere a number with a point may be anything."""
    return _dotted(d)


@rule("clock hour", "^ d:dotted $")
@rule("clock hour", "(?<= weekday | relative_day ) d:dotted")
@rule("clock hour", "(?<= weekday comma | relative_day comma ) d:dotted")
def only_dotted(d: tuple[str, str]) -> Clock | None:
    """ "15.00", which is no date."""
    return _dotted(d) if int(d[1]) > 12 or int(d[1]) == 0 or int(d[0]) == 0 else None


@rule("clock hour", "h:hour (of|in|the)* p:part (?= to | dash )")
@rule("clock hour", "(?<= by | before | after | since | to ) about? h:hour (of|in|the)* p:part")
def hour_of_part(h: Clock, p: Part) -> Clock | None:
    """ "9 in the morning to 5", "until 3 in the afternoon"."""
    return h.in_half(p.half) if h.hour != 12 else None


@rule("times", f"(from|between|at)* a:clock (to|dash) (at|about)* b:hour {NOT_AN_HOUR}")
@rule("times", f"(from|between|at)* a:hour_mark (to|dash) (at|about)* b:hour {NOT_AN_HOUR}")
@rule("times", f"(?<= at) a:hour to (at|about)* b:hour {NOT_AN_HOUR}")
@rule("times", "^ a:hour to b:hour (stop|dot)* $")
@rule("times", "between (at|the)* a:hour and (at|the)* b:clock")
@rule("times", "(?<! date_lead)(?<! the)(?<! month)(?<! weekday)(?<! dash)(?<! comma) a:hour to (at|about)* b:clock")
def early_range(a: Clock, b: Clock) -> Times | None:
    """ "De las 9 a las 11", where the word between is also that for "at"."""
    return to_range(a, b)


@rule("clock hour", f"(?<! from hour)(?<! between hour) (at|about) about? (?! article other ) h:hour {NOT_AN_HOUR}")
def at_hour(h: Clock) -> Clock | None:
    return h


@rule("clock hour", "(?<= correction) comma? h:hour (?= stop | dot | glue | comma | $)")
@rule("clock hour", "(?<! hour)(?<! num)(?<! clock) move_to h:hour (?= stop | dot | glue | comma | $)")
def corrected_hour(h: Clock) -> Clock | None:
    """ "No wait, 3", "push it to 4 instead"."""
    return h if 1 <= h.hour <= 12 else None


@rule("clock hour", "h:hour dash? ish")
def about_hour(h: Clock) -> Clock | None:
    return h


@rule("clock hour", "(?<! date_lead)(?<! month) h:hour (?= (of|in|the|this|at)* part )")
@rule("clock hour", "h:hour (?= on? relative_day (part|at) )")
@rule("clock hour", "h:hour (?= relative_part )")
@rule("clock hour", f"(?<= part) (comma|at|about)* (?! chosen) h:hour {NOT_AN_HOUR}")
@rule("clock hour", f"(?<= relative_part) (comma|at|about)* (?! chosen) h:hour {NOT_AN_HOUR}")
def hour_beside_part(h: Clock) -> Clock | None:
    """ "8 in the morning", "9 tomorrow evening", "morning 11"."""
    return h


def to_range(a: Clock, b: Clock) -> Times | None:
    """A range of which one end may tell what the other means: "2-4pm", "9 to 5", "11pm to 3"."""
    if not a.exists or not b.exists:
        return None
    starts, ends = a.choices, b.choices
    if len(starts) > 1 and len(ends) > 1:
        start = a.minutes
    elif len(starts) > 1 and b.hour > 12 and a.hour != 12 and (a.hour > 5 or a.minute):
        # "From 7 to 20": who counts the hours to 24 does so from the start.
        start = starts[0]
    elif len(starts) > 1:
        earlier = [each for each in starts if each < ends[0]]
        start = earlier[-1] if earlier else starts[-1]
    else:
        start = starts[0]
    end = min(ends, key=lambda each: (each - start - 1) % 1440)
    return Times(start=settled_at(start), end=settled_at(end))


def settled_at(minutes: int) -> Clock:
    return Clock(minutes // 60, minutes % 60, settled=True)


def _dotted(d: tuple[str, str]) -> Clock | None:
    hour, minute = int(d[0]), int(d[1])
    return (
        Clock(hour, minute, settled=d[0][0] == "0" or hour > 12)
        if len(d[1]) == 2 and hour <= 24 and minute < 60
        else None
    )


def moved(h: Clock, minutes: int) -> Clock:
    """The clock time so many minutes on; "quarter to 1 pm" stays in the afternoon it was said of."""
    total = h.hour * 60 + h.minute + minutes
    hour, minute = divmod(total, 60)
    if h.settled or h.hour > 12 or h.hour == 0:
        return Clock(hour % 24, minute, settled=True)
    half = h.half
    if half is not None and (total < 720) != (h.hour * 60 + h.minute < 720):
        # 12 pm less a quarter is before noon; half past 12 stays on its side.
        half = "am" if half == "pm" else "pm"
    return Clock(
        (hour - 1) % 12 + 1, minute, half=half, lean="am" if h.lean == "am" or (8 <= h.hour < 12 and hour < 8) else None
    )


@rule("relative_part", "early this p:part")
@rule("relative_part", "early p:relative_part")
def early_part_of_today(p: Part) -> Part:
    return first_half(p)


@rule("relative_part", "late this p:part")
@rule("relative_part", "late p:relative_part")
def late_part_of_today(p: Part) -> Part:
    return second_half(p)


def first_half(p: Part) -> Part:
    return Part(p.name, p.start, (p.start + p.end) // 2)


def second_half(p: Part) -> Part:
    return Part(p.name, (p.start + p.end) // 2, p.end)


@rule("part", "that same? p:part")
def part_of_that_day(p: Part) -> Part:
    return p


@rule("relative_part", "this (of|the)* p:part")
def part_of_today(p: Part) -> Part:
    return p
