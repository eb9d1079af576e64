"""Which days and which times of day a host's words mean, as a schedule has them: dates, or weekdays of every week.

What a time means is ``scheduling.when``'s to say; what is told apart here is "on Thursday", "Thursdays" and "Thursdays
this month", and in words that hold both, days from hours.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources

from bot.conversation.letters import folded
from bot.conversation.session import Session
from bot.scheduling import when, zones
from bot.scheduling.hosting.hours import MIDNIGHT, Limit

MOST_DAYS = 366
"""So many dates can be changed at once; a stretch that has no end is its first day."""

_ANY_DAY = datetime(2000, 1, 3, tzinfo=UTC)
"""A midnight to read times of day at, so that none of them is over."""


@dataclass(frozen=True)
class Days:
    """``weekdays`` of every week, where Monday is 0, all that are worked on when there are none; or else ``dates``."""

    dates: tuple[date, ...] = ()
    is_weekly: bool = False
    weekdays: tuple[int, ...] = ()
    is_stretch: bool = False
    """A week or a month was named, whose days off are not meant."""
    parts: tuple[tuple[date, Limit], ...] = ()
    """Of dates of which only a part was named ("Friday after 2"): which."""


def days_in(session: Session, words: str, zone: str) -> Days | None:
    """None when the words name no day. Days that are over are left out, so there may be no date."""
    habits = [found.span() for found in _weekly(session.language).finditer(folded(words))]
    rest = words
    for start, end in habits:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    if not habits:
        return _dates(session, words, zone)
    weekdays = tuple(sorted({each for start, end in habits for each in _weekdays(session, words[start:end], zone)}))
    within = _dates(session, rest, zone, of=weekdays)
    return within or Days(is_weekly=True, weekdays=weekdays)


def limits_in(session: Session, words: str) -> list[Limit]:
    """The times of day that the words name, in their order."""
    return [limit for text in _split(session, words)[1] for limit in _limits(session, text)]


def without_limits(session: Session, words: str, zone: str) -> tuple[str, list[Limit]]:
    """The words that are about days, and the times of day beside them ("Thursdays until 3 this month")."""
    found = _read(session, words, zones.local(session.now, zone), zone)
    if found is None or not found.readings or not found.readings[0].has_time:
        return words, []  # "10 to 12 December" has no times of day
    rest, texts = _split(session, words)
    return rest, [limit for text in texts for limit in _limits(session, text)]


def _dates(session: Session, words: str, zone: str, of: Sequence[int] | None = None) -> Days | None:
    """Those that the words name, or those ``of`` some weekdays, or of any, in the stretch that they name."""
    now = zones.local(session.now, zone)
    found = _read(session, words, now, zone)
    if found is None or not found.readings or not (found.readings[0].has_date or found.readings[0].has_time):
        return None
    coming = [reading for reading in found.readings if not reading.is_past(session.now)] or list(found.readings)
    reading = coming[0]
    if of is not None and not reading.has_date:
        return None
    parts: list[tuple[date, Limit]] = []
    for window in reading.windows:
        if window.start is None:
            continue
        first = zones.local(window.start, zone)
        last = zones.local(window.end, zone) if window.end is not None else first
        for day in _days_of(first, last):
            start = first.hour * 60 + first.minute if day == first.date() else 0
            end = last.hour * 60 + last.minute if day == last.date() and window.end is not None else MIDNIGHT
            parts.append((day, Limit(start, end)))
    meant = [(day, part) for day, part in parts if day >= now.date() and (not of or day.weekday() in of)]
    return Days(
        dates=tuple(sorted({day for day, _ in meant})),
        is_stretch=not of and any(map(_is_stretch, reading.windows)),
        parts=tuple(part for part in meant if part[1] != Limit(0, MIDNIGHT)) if reading.has_time else (),
    )


def _is_stretch(window: when.Window) -> bool:
    return window.start is not None and window.end is not None and window.end - window.start > timedelta(hours=25)


def _days_of(first: datetime, last: datetime) -> list[date]:
    """From the day of one to that of the other, which is not meant when it ends as the day begins."""
    until = last.date() if last.hour or last.minute or last <= first else last.date() - timedelta(days=1)
    return [first.date() + timedelta(days=n) for n in range(min((until - first.date()).days + 1, MOST_DAYS))]


def _weekdays(session: Session, words: str, zone: str) -> set[int]:
    """Those that are named; none in "always"."""
    found = _read(session, words, zones.local(session.now, zone), zone)
    if found is None or not found.readings:
        return set()
    return {
        day.weekday()
        for window in found.readings[0].windows
        if window.start is not None and window.end is not None and window.end - window.start <= timedelta(days=3)
        for day in _days_of(zones.local(window.start, zone), zones.local(window.end, zone))
    }


def _split(session: Session, words: str) -> tuple[str, list[str]]:
    """What is left of the words, and every piece of them that names a time of day and nothing else."""
    tokens = [found.span() for found in re.finditer(r"\S+", words)]
    left, texts, at = [], [], 0
    while at < len(tokens):
        start = tokens[at][0]
        for _, end in reversed(tokens[at:]):
            found = _read(session, words[start:end], _ANY_DAY, "UTC")
            if found is not None and found.span[0] == 0 and _is_limit(found):
                stop = start + found.span[1]
                texts.append(words[start:stop])
                break
        else:
            stop = tokens[at][1]
            left.append(words[start:stop])
        at = next((n for n in range(at + 1, len(tokens)) if tokens[n][0] >= stop), len(tokens))
    return " ".join(left), texts


def _is_limit(found: when.Mention) -> bool:
    """Whether it is about times of day alone, and about a stretch of them: nobody is out "at 3"."""
    return bool(found.readings) and not found.readings[0].has_date and not found.readings[0].exact


def _limits(session: Session, text: str) -> list[Limit]:
    found = _read(session, text, _ANY_DAY, "UTC")
    if found is None or not found.readings:
        return []
    within = not any(character.isdigit() for character in text) and found.readings[0].windows[0].start != _ANY_DAY
    made = []
    for window in found.readings[0].windows:
        start = None if window.start is None else int((window.start - _ANY_DAY).total_seconds()) // 60
        end = None if window.end is None else int((window.end - _ANY_DAY).total_seconds()) // 60
        if end is not None and end >= MIDNIGHT and start:
            end = None
        made.append(Limit(start or None, end, within=within))
    return made


def _read(session: Session, words: str, now: datetime, zone: str) -> when.Mention | None:
    return when.read(words, now=now, zone=zone, language=session.language)


@cache
def _weekly(language: str) -> re.Pattern[str]:
    """What a language, and English beside it, says of every week."""
    folder = resources.files(__package__) / "words"
    files = [folder / f"{code}.toml" for code in dict.fromkeys((language, "en"))]
    patterns = [
        pattern
        for file in files
        if file.is_file()
        for pattern in tomllib.loads(file.read_text(encoding="utf-8"))["weekly"]
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
