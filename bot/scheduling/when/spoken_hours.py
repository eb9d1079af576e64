"""Rules for clock times that are said with a word for the hour: "3 o'clock", "15 Uhr 30", "à 3 heures et demie",
"las tres menos cuarto". They come before the lengths, since in some languages the same word counts hours.
"""

from dataclasses import replace

from bot.scheduling.when.clocks import NOT_A_LENGTH, moved
from bot.scheduling.when.quantity import Clock
from bot.scheduling.when.rewriting import rule

# "Una hora y media" is a length in the languages that say "la una y media" for the time of day.
_NO_HOURS = f"{NOT_A_LENGTH} h:hour (?! length_word)"


@rule("clock hour", "f:four_digits military_word")
def military_time(f: Clock) -> Clock:
    return f


@rule("clock hour", f"(?<! of){_NO_HOURS} oclock? and_half")
@rule("clock hour", f"{_NO_HOURS} oclock? and_half (?= to )")
def and_half(h: Clock) -> Clock:
    return moved(h, 30)


@rule("clock hour", f"{_NO_HOURS} oclock? and_quarter")
def and_quarter(h: Clock) -> Clock:
    return moved(h, 15)


@rule("clock hour", "h:hour oclock? less_quarter")
def less_quarter(h: Clock) -> Clock:
    return moved(h, -15)


@rule("clock hour", "h:hour oclock? less m:num (?! unit )")
def less_minutes(h: Clock, m: int) -> Clock | None:
    return moved(h, -m) if 0 < m < 60 else None


@rule("clock hour", "(?<= at) h:hour oclock? plus m:num (?! unit | month | hour_mark )")
@rule("clock hour", "h:word_number plus m:word_number (?! unit | month | part )")
@rule("clock hour", "^ h:hour plus m:word_number $")
@rule("clock hour", "(?<= at | at_marked ) h:hour oclock (and|plus)? m:num u:unit")
@rule("clock hour", "h:hour clock_word and? m:num u:unit")
@rule("clock hour", "h:hour clock_word and? m:num (?! unit )")
@rule("clock hour", "(?<= at) h:hour oclock m:num (?! unit )")
@rule("clock hour", "(?<= at_marked) h:hour oclock m:num (?! unit )")
@rule("clock hour", "(?<= to) h:hour oclock m:num (?! unit )")
@rule("clock hour", f"{NOT_A_LENGTH} h:word_number hours_word m:word_number (?! unit | counted | month | of )")
def with_minutes(h: Clock | int, m: int, u: str = "minute") -> Clock | None:
    if u != "minute":
        return None
    clock = h if isinstance(h, Clock) else Clock(h)
    if not 5 <= m < 60 or clock.minute or not 1 <= clock.hour <= 24:
        return None
    return replace(clock, minute=m, settled=clock.settled or clock.hour > 12)


@rule("clock hour", "h:hour clock_word")
@rule("clock hour", "(?<= at) h:hour oclock")
@rule("clock hour", "(?<= at_marked) h:hour oclock")
@rule("clock hour", "(?<! in about)(?<! ago_before about)(?<= about) h:hour oclock")
@rule("clock hour", "(?<= from)(?<! of) h:hour oclock")
@rule("clock hour", "(?<= from) h:hour oclock (?= to )")
@rule("clock hour", "(?<= between) h:hour oclock")
@rule("clock hour", "(?<= to) h:hour oclock")
@rule("clock hour", "(?<= before) h:hour oclock (?! before_that)")
@rule("clock hour", "h:hour oclock (?= (of|in)* part )")
def at_the_hour(h: Clock) -> Clock:
    return h


@rule(
    "clock hour",
    f"{NOT_A_LENGTH} h:hour hours_word (?! later | ago | last_suffix | next_suffix )",
)
def late_hour(h: Clock) -> Clock | None:
    """ "Demain 15 heures": fewer than seven are a length as likely as not."""
    return h if h.hour >= 7 else None
