"""How the tests of this folder say things: on Monday 23 November 2026 at 10:00 in New York."""

from datetime import datetime

import pytz

from bot.scheduling.when import Anchor, Mention, Reading, find, read

ZONE = "America/New_York"
NEW_YORK = pytz.timezone(ZONE)
NOW = NEW_YORK.localize(datetime(2026, 11, 23, 10, 0))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A wall time in New York."""
    return NEW_YORK.localize(datetime(year, month, day, hour, minute))


def understood(
    text: str, *, language: str = "en", anchor: datetime | None = None, now: datetime = NOW, past: bool = False
) -> Mention | None:
    """The text as one wish."""
    lean = Anchor(anchor) if anchor is not None else None
    return read(text, now=now, zone=ZONE, language=language, anchor=lean, past=past)


def mentions(text: str, *, language: str = "en") -> list[str]:
    """The words of each mention of a text."""
    return [mention.text for mention in find(text, now=NOW, zone=ZONE, language=language)]


def windows(mention: Mention | None, choice: int = 0) -> str:
    """The windows of a reading: "11-24 15:00" is an instant to start at, "11-24 15:00 to 11-24 16:00" a stretch."""
    assert mention is not None
    assert mention.readings, mention.problem
    return shown(mention.readings[choice])


def shown(reading: Reading) -> str:
    return ", ".join(
        wall(window.start) if reading.exact and window.end is None else f"{wall(window.start)} to {wall(window.end)}"
        for window in reading.windows
    )


def wall(instant: datetime | None) -> str:
    if instant is None:
        return "..."
    return instant.strftime("%m-%d %H:%M" if instant.year == 2026 else "%Y-%m-%d %H:%M")
