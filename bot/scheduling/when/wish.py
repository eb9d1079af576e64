"""Puts the pieces of a text together: which day, time, limit and zone belong to one wish, and which are a list.

Pieces side by side belong together; a day and a time that stand apart ("on Friday with Bob at 3") do too, as long as
neither has a partner of its own. A second day or time makes a list when only "or", "and" or a comma stands between, and
otherwise another wish.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.scheduling.when.quantity import Bound, Clock, Days, Length, Moments, Part, Times
from bot.scheduling.when.rewriting import Item

_TIES = frozenset(
    [
        "comma",
        "at",
        "on",
        "in",
        "of",
        "the",
        "for",
        "and",
        "or",
        "dash",
        "paren",
        "possessive",
        "glue",
        "about",
        "from",
        "between",
        "during",
        "this",
        "article",
        "anytime",
        "any",
        "quote",
        "colon",
        "slash",
        "next",
        "within",
        "every",
        "to",
        "but",
        "the_time",
    ]
)
_LISTS = frozenset({"comma", "and", "or", "slash"})
_LEADS = frozenset(
    [
        "on",
        "in",
        "at",
        "this",
        "next",
        "last",
        "by",
        "before",
        "after",
        "since",
        "from",
        "to",
        "during",
        "for",
        "every",
        "about",
        "early",
        "mid",
        "late",
    ]
)


@dataclass
class Entry:
    """What was said of one day and time; None where nothing was."""

    days: Days | None = None
    clock: Clock | None = None
    part: Part | None = None
    times: Times | None = None
    bounds: list[Bound] = field(default_factory=list)
    limit: Bound | None = None
    moments: Moments | None = None
    lasting: Length | None = None
    same_clock: bool = False
    today: bool = False
    """The part of the day was said to be today's ("this evening")."""

    @property
    def has_time(self) -> bool:
        return bool(self.clock or self.part or self.times or self.bounds or self.same_clock)

    @property
    def has_day(self) -> bool:
        return self.days is not None or self.limit is not None or self.today


@dataclass
class Wish:
    """Entries that are one answer to "when?", and where in the text they stand."""

    entries: list[Entry] = field(default_factory=lambda: [Entry()])
    spans: list[tuple[int, int]] = field(default_factory=list)
    zone_words: tuple[int, int] | None = None
    negated: bool = False

    @property
    def is_complete(self) -> bool:
        return any((entry.has_day and entry.has_time) or entry.moments is not None for entry in self.entries)


@dataclass
class _Piece:
    kind: str
    value: Any
    start: int
    end: int
    shy: bool
    first: int
    """Its place among the items."""


_KINDS = ("moments", "limit", "bound", "times", "lasting", "same_clock", "relative_part", "days", "clock", "part")


def pieces(items: list[Item]) -> Iterator[_Piece]:
    for place, item in enumerate(items):
        if "day_part" in item.kinds:
            days, part = item.kinds["day_part"]
            yield _Piece("days", days, item.start, item.end, False, place)
            yield _Piece("part", part, item.start, item.end, False, place)
            continue
        for kind in _KINDS:
            if kind in item.kinds:
                yield _Piece(kind, item.kinds[kind], item.start, item.end, item.shy, place)
                break


def wishes(items: list[Item]) -> list[Wish]:
    """Every wish of the items, left to right."""
    found = list(pieces(items))
    found = [piece for at, piece in enumerate(found) if not piece.shy or _stands(piece, at, found, items)]
    made: list[Wish] = []
    wish: Wish | None = None
    previous: _Piece | None = None
    for piece in found:
        between = [] if previous is None else items[previous.first + 1 : piece.first]
        tied = previous is not None and all(_TIES & item.kinds.keys() for item in between)
        listed = tied and any(_LISTS & item.kinds.keys() for item in between)
        if wish is None or not _add(wish, piece, tied, listed):
            wish = Wish()
            made.append(wish)
            _add(wish, piece, True, False)
            wish.negated = piece.first > 0 and any(
                "not" in item.kinds for item in items[max(0, piece.first - 2) : piece.first]
            )
        wish.spans.append((piece.start, piece.end))
        previous = piece
    for wish in made:
        _share(wish)
    return _partnered(made)


def _stands(piece: _Piece, at: int, found: list[_Piece], items: list[Item]) -> bool:
    """Whether a shy word is meant as a time: alone in the text, after a preposition, or beside a plain piece."""
    marks = ("stop", "dot", "comma", "quote", "paren")
    if all(place == piece.first or any(mark in item.kinds for mark in marks) for place, item in enumerate(items)):
        return True
    before = items[piece.first - 1].kinds.keys() if piece.first else frozenset()
    if _LEADS & before and piece.kind != "moments":
        return True
    if piece.kind == "moments" and all(any(mark in item.kinds for mark in marks) for item in items[piece.first + 1 :]):
        return True
    for other in (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None):
        if other is not None and not other.shy and piece.kind != "moments":
            low, high = sorted((other.first, piece.first))
            if all(_TIES & item.kinds.keys() for item in items[low + 1 : high]):
                return True
    return False


def _add(wish: Wish, piece: _Piece, tied: bool, listed: bool) -> bool:
    """Gives the piece its place in the wish; False when there is none left for it."""
    entry = wish.entries[-1]
    if not tied and wish.is_complete and piece.kind not in ("lasting",):
        return False
    if _fits(entry, piece, listed):
        _place(entry, piece)
        return True
    if listed:
        entry = Entry()
        wish.entries.append(entry)
        _place(entry, piece)
        return True
    return False


def _fits(entry: Entry, piece: _Piece, listed: bool) -> bool:
    if entry.moments is not None and piece.kind != "lasting":
        return entry.moments.soonest
    match piece.kind:
        case "days":
            return not entry.has_day
        case "limit":
            return entry.limit is None and (entry.days is None or not listed)
        case "relative_part":
            return not entry.has_day and entry.part is None
        case "clock":
            return entry.clock is None and entry.times is None and not entry.bounds and not entry.same_clock
        case "part":
            return entry.part is None and not (listed and entry.has_time)
        case "times":
            return entry.clock is None and entry.times is None and not entry.bounds
        case "bound":
            return entry.clock is None and entry.times is None and len(entry.bounds) < 2
        case "same_clock":
            return not entry.has_time
        case "moments":
            return (not entry.has_day and not entry.has_time) or piece.value.soonest
        case _:
            return entry.lasting is None


def _place(entry: Entry, piece: _Piece) -> None:
    match piece.kind:
        case "relative_part":
            entry.part, entry.today = piece.value, True
        case "bound":
            if isinstance(piece.value, Times):
                entry.times = piece.value
            else:
                entry.bounds.append(piece.value)
        case kind:
            setattr(entry, kind, piece.value)


def _share(wish: Wish) -> None:
    """In a list, what was said once holds for all: "Monday and Wednesday at 3", "tomorrow at 3 or 4"."""
    for at, entry in enumerate(wish.entries[1:], 1):
        before = wish.entries[at - 1]
        if entry.moments is None and not entry.has_day and before.moments is None:
            entry.days, entry.limit, entry.today = before.days, before.limit, before.today
        if entry.part is None and entry.has_time and before.part is not None and entry.clock is not None:
            entry.part = before.part
    for at in range(len(wish.entries) - 2, -1, -1):
        entry, after = wish.entries[at], wish.entries[at + 1]
        if not entry.has_time and entry.moments is None and after.has_time:
            entry.clock, entry.part, entry.times = after.clock, after.part, after.times
            entry.bounds, entry.same_clock = after.bounds, after.same_clock
        if not entry.has_day and entry.moments is None and after.has_day:
            entry.days, entry.limit, entry.today = after.days, after.limit, after.today


def _partnered(made: list[Wish]) -> list[Wish]:
    """A day and a time that stand apart are joined, when each is alone."""
    joined: list[Wish] = []
    for wish in made:
        before = joined[-1] if joined else None
        if (
            before is not None
            and not before.negated
            and not wish.negated
            and len(before.entries) == len(wish.entries) == 1
        ):
            a, b = before.entries[0], wish.entries[0]
            if (
                a.moments is None
                and b.moments is None
                and a.has_day != b.has_day
                and a.has_time != b.has_time
                and a.has_day != a.has_time
            ):
                day, time = (a, b) if a.has_day else (b, a)
                before.entries[0] = Entry(
                    day.days,
                    time.clock,
                    time.part,
                    time.times,
                    time.bounds,
                    day.limit,
                    None,
                    a.lasting or b.lasting,
                    time.same_clock,
                    day.today,
                )
                before.spans.extend(wish.spans)
                continue
        joined.append(wish)
    return joined
