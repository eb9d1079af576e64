"""A host's days as a picture of a calendar, for where a list reads worse. Legible on a phone 360 pixels wide, where it
is shown at a third of its size; its own quiet paper suits a dark chat and a light one.

Slow to load: imported with the first picture.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.patches import FancyBboxPatch, Rectangle

_WIDE, _PER_INCH = 1080, 100
_HOUR, _HEAD, _MARGIN = 92, 120, 96
"""Pixels: an hour is high enough for two lines of text."""
_TEXT, _SMALL = 21, 19
"""Points at that density: ten pixels high on the phone."""

_PAPER, _INK, _FAINT, _LINE, _TODAY = "#f4f5f7", "#1f2933", "#66717e", "#d5dae0", "#e3ebf8"
_BOOKED, _PENDING, _ON_BOOKED = "#2f5fb3", "#fff1d6", "#ffffff"
_ON_PENDING = "#6b4a00"

_EARLIEST, _LATEST = 9, 17


@dataclass(frozen=True)
class Entry:
    """A booking by the clocks that the host is shown."""

    start: datetime
    end: datetime
    who: str
    is_pending: bool = False


def draw(entries: Sequence[Entry], first: date, last: date, locale: Locale, *, now: datetime) -> bytes:
    """A PNG of these days, the last one included; days of the weekend only where something is on them."""
    days = _days(entries, first, last)
    pieces = [piece for entry in entries for piece in _by_day(entry)]
    earliest = min([_EARLIEST, *(start.hour for _, start, _ in pieces)])
    latest = max([_LATEST, *(_hours(start, end) for _, start, end in pieces)])
    high = _HEAD + (latest - earliest) * _HOUR + 30
    figure = Figure(figsize=(_WIDE / _PER_INCH, high / _PER_INCH), dpi=_PER_INCH, facecolor=_PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDE)
    axes.set_ylim(high, 0)
    axes.axis("off")
    wide = (_WIDE - _MARGIN - 12) / len(days)
    for number, day in enumerate(days):
        left = _MARGIN + number * wide
        if day == now.date():
            _box(axes, left, 0, wide, high, _TODAY)
        name = format_date(day, "EEE", locale=locale).rstrip(".")
        axes.text(left + wide / 2, 46, name, ha="center", va="center", size=_TEXT, color=_FAINT)
        axes.text(left + wide / 2, 86, str(day.day), ha="center", va="center", size=_TEXT + 5, color=_INK)
    clock = "h" if "a" in locale.time_formats["short"].pattern else "Hm"
    for hour in range(earliest, latest + 1):
        y = _HEAD + (hour - earliest) * _HOUR
        axes.plot([_MARGIN - 8, _WIDE - 12], [y, y], color=_LINE, linewidth=1.5, zorder=1)
        label = format_skeleton(clock, datetime.combine(first, time(hour % 24)), locale=locale)
        axes.text(_MARGIN - 16, y, " ".join(label.split()), ha="right", va="center", size=_SMALL - 3, color=_FAINT)
    for number, day in enumerate(days):
        own = [(entry, start, end) for entry, start, end in pieces if start.date() == day]
        for (entry, start, end), lane, lanes in _lanes(own):
            left = _MARGIN + number * wide + lane * wide / lanes
            top = _HEAD + (start.hour + start.minute / 60 - earliest) * _HOUR
            bottom = _HEAD + (_hours(start, end, exact=True) - earliest) * _HOUR
            _entry(axes, entry, locale, (left + 3, top + 2, wide / lanes - 6, max(bottom - top - 4, 30)))
    content = io.BytesIO()
    FigureCanvasAgg(figure).print_figure(content, format="png")
    return content.getvalue()


def _days(entries: Sequence[Entry], first: date, last: date) -> list[date]:
    everything = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    busy = {start.date() for entry in entries for _, start, _ in _by_day(entry)}
    return [day for day in everything if day.weekday() < 5 or day in busy] or everything


def _by_day(entry: Entry) -> list[tuple[Entry, datetime, datetime]]:
    """The entry cut at midnights."""
    pieces = []
    start = entry.start.replace(tzinfo=None)
    end = entry.end.replace(tzinfo=None)
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time())
        pieces.append((entry, start, min(end, midnight)))
        start = midnight
    return pieces


def _hours(start: datetime, end: datetime, *, exact: bool = False) -> Any:
    """The end in hours of the day of the start, as midnight is 24; in whole ones it is rounded up."""
    hours = (end - datetime.combine(start.date(), time())) / timedelta(hours=1)
    return hours if exact else int(-(-hours // 1))


def _lanes(
    own: Sequence[tuple[Entry, datetime, datetime]],
) -> list[tuple[tuple[Entry, datetime, datetime], int, int]]:
    """Each piece with the lane that it stands in, of how many: those at one time stand side by side."""
    ends: list[datetime] = []
    placed: list[tuple[tuple[Entry, datetime, datetime], int]] = []
    for piece in sorted(own, key=lambda piece: piece[1]):
        lane = next((number for number, end in enumerate(ends) if end <= piece[1]), len(ends))
        ends[lane : lane + 1] = [piece[2]]
        placed.append((piece, lane))
    return [
        (piece, lane, 1 + max(other for those, other in placed if those[1] < piece[2] and piece[1] < those[2]))
        for piece, lane in placed
    ]


def _entry(axes: Axes, entry: Entry, locale: Locale, box: tuple[float, float, float, float]) -> None:
    left, top, wide, high = box
    colour, ink = (_PENDING, _ON_PENDING) if entry.is_pending else (_BOOKED, _ON_BOOKED)
    _box(axes, left, top, wide, high, colour, edge=_ON_PENDING if entry.is_pending else None)
    letters = max(2, int((wide - 8) / 16))
    at = " ".join(format_time(entry.start, "short", locale=locale).split())
    names = [part for part in entry.who.split() if _drawable(part)]
    lines = [_short(at, letters), *_wrapped(names, letters)]
    fitting = lines[: max(1, int((high - 4) / 33))]
    if len(fitting) == 1 and len(lines) > 1:
        fitting = [lines[1]]  # where only one fits, who is worth more: the place tells the time
    y = top + 4 + (high - 8 - 33 * len(fitting)) / 2 if high < 70 else top + 6
    for number, line in enumerate(fitting):
        axes.text(left + 8, y + 33 * number + 16, line, ha="left", va="center", size=_SMALL, color=ink, zorder=4)


def _wrapped(words: Sequence[str], letters: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(_short(word, letters))
    return lines


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def _drawable(text: str) -> bool:
    """Whether the font has every letter: a name in another script would be a row of empty boxes."""
    font = get_font(findfont("DejaVu Sans"))
    return all(font.get_char_index(ord(char)) for char in text)


def _box(
    axes: Axes, left: float, top: float, wide: float, high: float, colour: str, *, edge: str | None = None
) -> None:
    if colour == _TODAY:
        axes.add_patch(Rectangle((left, top), wide, high, facecolor=colour, zorder=0))
        return
    axes.add_patch(
        FancyBboxPatch(
            (left, top),
            wide,
            high,
            boxstyle="round,pad=0,rounding_size=8",
            facecolor=colour,
            edgecolor=edge or colour,
            linewidth=1.5,
            linestyle="--" if edge else "-",
            zorder=3,
        )
    )
