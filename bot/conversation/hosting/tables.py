"""Small tables in plain text, narrow enough for a phone: hours and settings, before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from babel.dates import format_time

from bot.conversation.session import Session
from bot.scheduling.hosting.hours import Spans, wall_time

WIDEST = 34
"""Letters in a line, as many as narrow phones show of a fixed-width font."""
NONE = "—"
_GAP = "  "


@dataclass(frozen=True)
class Row:
    """One day, or several in a row that have the same hours."""

    label: str
    cells: tuple[Spans, ...]
    under: str = ""
    """What several rows stand under: the month of dates."""
    first: str = ""
    """What a row of several days starts and ends with."""
    last: int = 0
    """The number of its last day."""
    days: int = 1


def of_date(session: Session, day: date, *cells: Spans) -> Row:
    month = session.wording.locale.months["stand-alone"]["abbreviated"][day.month].rstrip(".")
    label = f"{_short_name(session, day.weekday())} {day.day}"
    return Row(label, cells, under=f"{month} {day.year}", first=str(day.day), last=day.toordinal())


def of_weekday(session: Session, weekday: int, *cells: Spans) -> Row:
    """Monday is 0."""
    name = _short_name(session, weekday)
    return Row(name, cells, first=name, last=weekday)


def joined(rows: Sequence[Row]) -> list[Row]:
    """With days that follow each other and have the same hours in one row."""
    made: list[Row] = []
    for row in rows:
        before = made[-1] if made else None
        if before is not None and (before.cells, before.under, before.last + 1) == (row.cells, row.under, row.last):
            label = f"{before.first}–{row.first}"
            made[-1] = replace(before, label=label, last=row.last, days=before.days + row.days)
        else:
            made.append(row)
    return made


def hours_table(session: Session, rows: Sequence[Row], heads: Sequence[str] = ()) -> list[str]:
    """Lines. Times are as the language writes them, or in 24 hours where that would be too wide."""
    narrow = _with_hours(rows, heads, lambda minutes: _clock(session, minutes))
    return narrow if max(map(len, narrow)) <= WIDEST else _with_hours(rows, heads, wall_time)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _with_hours(rows: Sequence[Row], heads: Sequence[str], clock: Callable[[int], str]) -> list[str]:
    """Hours with a break take a line for each part."""
    cells: list[list[str]] = [] if rows[0].under or not heads else [["", *heads]]
    under = ""
    for row in rows:
        if row.under != under:
            under = row.under
            cells.append([under, *(("" if cells else head) for head in heads or [""] * len(row.cells))])
        texts = [[f"{clock(start)}–{clock(end)}" for start, end in spans] or [NONE] for spans in row.cells]
        for line in range(max(map(len, texts))):
            label = "" if line else row.label
            cells.append([label, *(text[line] if line < len(text) else "" for text in texts)])
    return aligned(cells)


def _clock(session: Session, minutes: int) -> str:
    """ "9AM", "9:30AM", "09:30" """
    told = format_time(time(minutes // 60 % 24, minutes % 60), "short", locale=session.wording.locale)
    written = "".join(told.split())
    return written.replace(":00", "") if written[-1:].isalpha() else written


def _short_name(session: Session, weekday: int) -> str:
    return str(session.wording.locale.days["format"]["abbreviated"][weekday]).rstrip(".").capitalize()
