"""How people put things: a day, a time, a kind of meeting, a yes. One meaning has many wordings, drawn by a seed.

Every wording means one thing only, at the given now: a wording that fits two days is not used for either.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from bot.sandbox.people import EventType
from bot.scheduling import when

_PREPOSITIONS = ("at", "by", "in", "on", "with", "within")
_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_ANY_TIME = datetime(2026, 11, 23, 9, tzinfo=UTC)
_AS_TIME = {15: ["15 minutes", "quarter of an hour"], 30: ["30 minutes", "half an hour", "30 min"], 60: ["an hour"]}

T = TypeVar("T")


def moment(start: datetime, now: datetime, rng: Random) -> str:
    """A start as somebody would name it; both are wall times with their zone."""
    day, clock = day_of(start, now, rng), time_of(start, rng)
    bare = clock.startswith(("half", "quarter", "noon"))
    forms = [f"{day} at {clock}", f"{day} at {clock}"]
    if not bare:
        forms.append(f"{clock} {day}" if _is_adverb(day) else f"{clock} on {day}")
        forms.append(f"{day} {clock}")
    return rng.choice(forms)


def on(day: str) -> str:
    """A day in a sentence: "on Thursday", but "tomorrow"."""
    return day if _is_adverb(day) else f"on {day}"


def day_of(start: datetime, now: datetime, rng: Random) -> str:
    ahead = (start.date() - now.date()).days
    weekday, month = f"{start:%A}", f"{start:%B}"
    forms = [
        f"{month} {start.day}",
        f"{month[:3]} {_ordinal(start.day)}",
        f"{start.day} {month}",
        f"the {_ordinal(start.day)} of {month}",
        f"{weekday}, {month} {start.day}",
        f"{weekday} the {_ordinal(start.day)}",
    ]
    if 0 < ahead < 28 and start.day > now.day:
        forms.append(f"the {_ordinal(start.day)}")
    if ahead == 0:
        forms = ["today", "today", "today", *forms[:2]]
    elif ahead == 1:
        forms = ["tomorrow", "tomorrow", "tomorrow", "tomorrow", *forms]
    elif ahead == 2:
        forms += ["the day after tomorrow", "in two days", weekday, weekday]
    elif ahead < 7:
        forms += [weekday, weekday, weekday, f"this coming {weekday}"]
    elif ahead == 7:
        forms += ["a week from today", "in a week"]
    elif ahead == 14:
        forms += ["in two weeks", "two weeks from today"]
    elif _weeks_between(now, start) == 1 and start.weekday() < 5 and now.weekday() < 5:
        forms += [f"{weekday} next week", f"{weekday} next week"]
    return rng.choice(forms)


def time_of(start: datetime, rng: Random) -> str:
    """A clock time that needs no guessing: bare words only where they can mean the afternoon alone."""
    hour, minute, half = start.hour % 12 or 12, start.minute, "am" if start.hour < 12 else "pm"
    shown = f"{hour}" if minute == 0 else f"{hour}:{minute:02}"
    forms = [f"{shown}{half}", f"{shown} {half}", f"{shown} {half.upper()}", f"{start.hour}:{minute:02}"]
    if start.hour < 10:
        forms[3] = f"{start.hour:02}:{minute:02}"
    if minute == 0 and start.hour == 12:
        forms += ["noon", "noon"]
    if 13 <= start.hour < 18:
        forms.append(f"{shown} in the afternoon")
        if minute == 30:
            forms.append(f"half past {_HOURS[hour % 12]}")
        if minute == 15:
            forms.append(f"quarter past {_HOURS[hour % 12]}")
        if minute == 45 and start.hour < 17:
            forms.append(f"quarter to {_HOURS[(hour + 1) % 12]}")
        if minute == 0:
            forms.append(f"{_HOURS[hour % 12]} o'clock")
    if 5 <= start.hour < 12:
        forms.append(f"{shown} in the morning")
    return rng.choice(forms)


def part_of(start: datetime) -> str | None:
    """The part of the day that a start is in, as everybody divides it; None near where people differ."""
    for name, first, last in (("morning", 7, 11), ("afternoon", 13, 17), ("evening", 18, 22)):
        if first <= start.hour < last:
            return name
    return None


def kind(event_type: EventType, minutes: int, rng: Random) -> str | None:
    """What somebody would call a kind of meeting in a sentence; None for a title that reads as a time or a sentence,
    which people rather pick from the list."""
    title = event_type.spec.title
    if title == f"{minutes} Min Meeting":
        return rng.choice([*_AS_TIME[minutes], f"a {minutes} min meeting", f"a {minutes}-minute meeting"])
    if _reads_otherwise(title):
        return None
    name = title.lower()
    article = "an" if name[0] in "aeiou" else "a"
    called = rng.choice([f"{article} {name}", f"{article} {name}", f"{article} {title}"])
    if len(event_type.lengths) > 1:
        return rng.choice([f"{called} of {length(minutes, rng)}", called])
    return called


def length(minutes: int, rng: Random) -> str:
    return rng.choice([*_AS_TIME.get(minutes, []), f"{minutes} minutes", f"{minutes} min"])


def pick(rng: Random, forms: Sequence[T]) -> T:
    return forms[rng.randrange(len(forms))]


def listed(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _reads_otherwise(title: str) -> bool:
    words = title.lower().split()
    return len(words) > 2 or words[0] in _PREPOSITIONS or bool(when.find(title, now=_ANY_TIME, zone="UTC"))


def _is_adverb(day: str) -> bool:
    return day.startswith(("today", "tomorrow", "the day after", "in ", "a week", "two weeks"))


def _weeks_between(first: datetime, last: datetime) -> int:
    mondays = [moment.date() - timedelta(days=moment.weekday()) for moment in (first, last)]
    return (mondays[1] - mondays[0]).days // 7


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
