"""What an understanding of time looks like from outside: mentions, their readings, and the windows of a reading.

Every instant is aware, in the zone of its reading. An ``end`` is exclusive, and None where it is open.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """A stretch of time, or an instant to start at when the reading is exact."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True)
class Limit:
    """A limit as it was named: 17:00 of "before 5pm", the start of the 15th of "after the 15th"."""

    side: Literal["before", "after"]
    at: datetime


@dataclass(frozen=True)
class Reading:
    """One fair way to understand a mention."""

    windows: tuple[Window, ...]
    """In order of time; several for lists and repeats ("Tuesday or Thursday", "Mon-Wed mornings")."""
    exact: bool
    """The person named an instant: ``windows[0].start`` is it, and its ``end`` is known only when a length was said.
    Otherwise any time within the windows is meant."""
    has_date: bool
    """A day, or several, was named."""
    has_time: bool
    """A time of day or a part of the day was named."""
    soonest: bool
    """The earliest time there is was asked for."""
    zone: str
    """The IANA zone, or fixed offset, that the words were read in."""
    problem: Literal["gap", "fold"] | None = None
    """The wall time named does not exist on that day ("gap"; the start is then as far after the change as the wall time
    said), or exists twice ("fold"; each instant is a reading of its own)."""
    limit: Limit | None = None
    """Where the words named one limit and nothing on its other side; the windows are what it leaves."""

    def is_past(self, now: datetime) -> bool:
        """Whether nothing of it is left at ``now``."""
        return all(
            window.end <= now
            if window.end is not None
            else self.exact and window.start is not None and window.start < now
            for window in self.windows
        )


@dataclass(frozen=True)
class Mention:
    """A time that a text speaks of."""

    span: Span
    """Character offsets, from its first piece to the end of its last."""
    text: str
    readings: tuple[Reading, ...]
    """The best first. Two or more: ask which is meant."""
    problem: Literal["impossible"] | None = None
    """The words name a time that no calendar or clock has ("30 February", "25 o'clock"); there are no readings then."""
    rules_out: Literal["some", "only"] | None = None
    """The words rule times out ("next week but not Monday"), or do nothing else ("no mornings")."""
    parts: tuple[Span, ...] = ()
    """The exact pieces, where words stand between them ("on Friday with Bob at 3")."""


@dataclass(frozen=True)
class Anchor:
    """The slot or booking talked about last, which words such as "an hour later" lean on."""

    start: datetime
    end: datetime | None = None
