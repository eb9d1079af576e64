"""Puts the pieces of a text together: which day, time, limit and zone belong to one wish, and which are a list.

Pieces side by side belong together; a day and a time that stand apart ("on Friday with Bob at 3") do too, as long as
neither has a partner of its own. A second day or time makes a list when only "or", "and" or a comma stands between,
and otherwise another wish. What the words exclude ("not Monday", "except mornings") is kept beside the wish it limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.scheduling.when.quantity import DAY, Bound, Clock, Days, Length, Moments, Part, Times
from bot.scheduling.when.rewriting import Item

_TIES = frozenset(
    (
        *("comma", "at", "on", "in", "of", "the", "for", "and", "or", "dash", "paren", "possessive", "glue", "about"),
        *("from", "between", "during", "this", "article", "anytime", "any", "quote", "colon", "slash", "next"),
        *("within", "every", "to", "named_zone", "at_marked", "date_lead"),
    )
)
_LISTS = frozenset({"comma", "and", "or", "slash"})
_LEADS = frozenset(
    (
        *("on", "in", "at", "this", "next", "last", "by", "before", "after", "since", "from", "to", "during", "for"),
        *("every", "any", "about", "early", "mid", "late"),
    )
)
_MARKS = frozenset({"stop", "dot", "comma", "quote", "paren"})
_NEGATED_THROUGH = frozenset({"on", "in", "the", "at", "for", "any", "this", "of", "every"})


READ_LATER = (
    _TIES
    | _LISTS
    | _LEADS
    | _MARKS
    | _NEGATED_THROUGH
    | {"not", "fails", "no_behind", "correction", "ignored", "other", "title"}
)
"""The kinds of words that are not for the rules, or not only: what may stand between pieces, or tells how they are
meant. Phrases of the kind "ignored" only keep their words from meaning anything."""


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
    same_clock: str = ""
    """Whose time of day it is: that of the "anchor", or of "now"."""
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
    excluded: list[Entry] = field(default_factory=list)
    """Times that the words rule out."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    zones: tuple[str, ...] = ()
    """The zones that were named, when any was; several when the name has several."""
    corrects: bool = False
    """A word such as "I mean" stands before it: it is meant instead of what came before."""
    negated: bool = False
    """The wish itself is what the words rule out; it is turned round before it leaves ``wishes``."""
    only_rules_out: bool = False
    """Nothing was said but what is ruled out."""

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
    place: int
    """Its place among the items."""
    listed: bool = False
    """One of several in the same item."""


_KINDS = (
    *("moments", "limit", "bound", "times", "lasting", "same_clock", "relative_part", "days", "clock", "part"),
    "named_zone",
)
_SEVERAL = {"day_list": "days", "clock_list": "clock"}


def pieces(items: list[Item]) -> Iterator[_Piece]:
    """What the rules found, in order; an item that holds several gives each."""
    for place, item in enumerate(items):
        if "day_part" in item.kinds:
            days, part = item.kinds["day_part"]
            yield _Piece("days", days, item.start, item.end, False, place)
            yield _Piece("part", part, item.start, item.end, False, place)
            continue
        if "bare_span" in item.kinds:
            continue
        for kind in _KINDS:
            if kind in item.kinds:
                yield _Piece(kind, item.kinds[kind], item.start, item.end, item.shy, place)
                break
        for kind, single in _SEVERAL.items():
            for at, value in enumerate(item.kinds.get(kind, ())):
                yield _Piece(single, value, item.start, item.end, False, place, at > 0)


def wishes(items: list[Item]) -> list[Wish]:
    """Every wish of the items, left to right."""
    found = list(pieces(items))
    found = [piece for at, piece in enumerate(found) if _stands(piece, at, found, items)]
    if any(piece.kind not in ("lasting", "named_zone") and not _is_vague(piece) for piece in found):
        found = [piece for piece in found if not _is_vague(piece)]
    made: list[Wish] = []
    previous: _Piece | None = None
    for piece in found:
        between = [] if previous is None else items[previous.place + 1 : piece.place]
        tied = piece.listed or (previous is not None and all(_TIES & item.kinds.keys() for item in between))
        listed = piece.listed or (tied and any(_LISTS & item.kinds.keys() for item in between))
        if previous is not None and not between and piece.kind == previous.kind == "days":
            # "Tuesday Thursday and Saturday"
            tied = listed = True
        told = _ruled_out(piece, items)
        ruled_out = told is not None
        wish = made[-1] if made else None
        if ruled_out:
            goes_on = wish is not None and wish.negated
        else:
            goes_on = wish is not None and (not wish.negated or _same_breath(tied, between))
        if wish is not None and not wish.negated and any("correction" in item.kinds for item in between):
            goes_on = goes_on and all((_TIES | _MARKS | {"correction"}) & item.kinds.keys() for item in between)
            if goes_on:
                _take_back(wish, piece)
                tied, listed = True, False
        if wish is None or not goes_on or not _add(wish, piece, tied, listed):
            made.append(wish := Wish(negated=ruled_out, corrects=_follows_correction(piece, items)))
            _add(wish, piece, True, False)
        wish.spans.append(told or (piece.start, piece.end))
        previous = piece
    for wish in made:
        _share(wish)
    if not made:
        made = [
            Wish([Entry(moments=_ANY_TIME)], spans=[(item.start, item.end)])
            for item in items
            if "anytime" in item.kinds
        ][:1]
    return _turned_round(_partnered(made))


_ANY_TIME = Moments(lambda moment: (moment.now, None), exact=False, has_date=False, has_time=False)


def _follows_correction(piece: _Piece, items: list[Item]) -> bool:
    place = piece.place - 1
    while place >= 0 and "correction" not in items[place].kinds and (_TIES | _MARKS) & items[place].kinds.keys():
        place -= 1
    return place >= 0 and "correction" in items[place].kinds


def _same_breath(tied: bool, between: list[Item]) -> bool:
    """Whether a negation reaches on: "not Monday or Tuesday", but "not Monday, maybe Tuesday"."""
    return tied and not any({"comma", "about", "stop", "dot"} & item.kinds.keys() for item in between)


def _take_back(wish: Wish, piece: _Piece) -> None:
    """ "At 2, no wait, 3": what is said after a correction replaces what was said of its kind before."""
    last = wish.entries[-1]
    if piece.kind in ("days", "limit", "relative_part"):
        wish.entries = [replace(last, days=None, limit=None, today=False)]
    elif piece.kind in ("clock", "times", "bound", "same_clock"):
        wish.entries = [replace(last, clock=None, times=None, bounds=[], same_clock="")]
    elif piece.kind == "part":
        wish.entries = [replace(last, part=None)]
    elif piece.kind == "moments":
        wish.entries = [Entry()]


def _is_vague(piece: _Piece) -> bool:
    return piece.kind == "moments" and bool(piece.value.vague)


def _stands(piece: _Piece, at: int, found: list[_Piece], items: list[Item]) -> bool:
    """Whether a piece is meant as a time. A shy word is when it is alone in the text, after a preposition, or beside a
    plain piece; a "Morning!" that opens a text is a greeting."""
    if piece.kind == "part" and piece.place == 0 and len(items) > 2:
        return not ("stop" in items[1].kinds or ("comma" in items[1].kinds and "other" in items[2].kinds))
    if piece.kind == "named_zone":
        return any(other.kind != "named_zone" for other in found)
    if not piece.shy or _ruled_out(piece, items) is not None:
        return True
    if len(items) < 8 and all(each is items[piece.place] or _MARKS & each.kinds.keys() for each in items):
        return True
    if piece.kind == "moments":
        return all(_MARKS & items[place].kinds.keys() for place in range(piece.place + 1, len(items)))
    before = piece.place - 1
    while before >= 0 and "the" in items[before].kinds:
        before -= 1
    if before >= 0 and _LEADS & items[before].kinds.keys():
        return True
    is_month = piece.kind == "days" and piece.value.unit == "month"
    for other in (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None):
        both_weekdays = (
            other is not None
            and other.kind == piece.kind == "days"
            and None not in (other.value.weekday, piece.value.weekday)
        )
        if other is not None and (both_weekdays or not other.shy) and (not is_month or other.kind == "days"):
            # A month needs more than a time of day beside it, since some are names ("with Jan at 1pm").
            low, high = sorted((other.place, piece.place))
            if all(_TIES & item.kinds.keys() for item in items[low + 1 : high]):
                return True
    return False


def _ruled_out(piece: _Piece, items: list[Item]) -> tuple[int, int] | None:
    """From where to where a piece is ruled out, with the words that do: "not on Monday", "anything but mornings",
    "Monday doesn't work". None for one that is meant."""
    place = piece.place - 1
    while place >= 0 and _NEGATED_THROUGH & items[place].kinds.keys():
        place -= 1
    if place >= 0 and "not" in items[place].kinds:
        return items[place].start, piece.end
    behind = items[piece.place + 1 : piece.place + 3]
    if not behind:
        return None
    # "El lunes no", with nothing after it that the "no" could belong to.
    refused = "no_behind" in behind[0].kinds and (len(behind) == 1 or bool(_MARKS & behind[1].kinds.keys()))
    return (piece.start, behind[0].end) if refused or "fails" in behind[0].kinds else None


def _add(wish: Wish, piece: _Piece, tied: bool, listed: bool) -> bool:
    """Gives the piece its place in the wish; False when there is none left for it."""
    if piece.kind == "named_zone":
        wish.zones = piece.value
        return True
    entry = wish.entries[-1]
    if not tied and wish.is_complete and piece.kind != "lasting":
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
            if entry.part is not None:
                # "First thing in the morning", "early evening, Friday night": one names the other more closely.
                return not listed and entry.part.start < piece.value.end and piece.value.start < entry.part.end
            return not (listed and entry.has_time)
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
        case "part" if entry.part is not None:
            entry.part = min(entry.part, piece.value, key=lambda part: part.end - part.start)
        case "bound":
            if isinstance(piece.value, Times):
                entry.times = piece.value
            else:
                entry.bounds.append(piece.value)
        case kind:
            setattr(entry, kind, piece.value)


def _share(wish: Wish) -> None:
    """In a list, what was said once holds for all: "Monday and Wednesday at 3", "tomorrow at 3 or 4", "Tuesday or
    Thursday next week"."""
    for before, entry in zip(wish.entries, wish.entries[1:], strict=False):
        if entry.moments is None and not entry.has_day and before.moments is None:
            entry.days, entry.limit, entry.today = before.days, before.limit, before.today
        if entry.part is None and entry.clock is not None and before.part is not None:
            entry.part = before.part
        _same_stretch(before, entry)
    for after, entry in zip(reversed(wish.entries), list(reversed(wish.entries))[1:], strict=False):
        if not entry.has_time and entry.moments is None and after.has_time:
            entry.clock, entry.part, entry.times = after.clock, after.part, after.times
            entry.bounds, entry.same_clock = after.bounds, after.same_clock
        if not entry.has_day and entry.moments is None and after.has_day:
            entry.days, entry.limit, entry.today = after.days, after.limit, after.today
        _same_stretch(after, entry)


def _same_stretch(known: Entry, entry: Entry) -> None:
    """A weekday beside another that was said to be of some week is of that week too."""
    if known.days is None or entry.days is None or known.days.of_week is None:
        return
    if entry.days.weekday is not None and entry.days.of_week is None:
        entry.days = known.days.of_week(entry.days.weekday)


def _partnered(made: list[Wish]) -> list[Wish]:
    """A day and a time that stand apart are joined, when each is alone."""
    joined: list[Wish] = []
    for wish in made:
        before = joined[-1] if joined else None
        if before is not None and _is_soonest(before) != _is_soonest(wish) and not before.negated and not wish.negated:
            # "The earliest you have on Thursday"
            asked, other = (before, wish) if _is_soonest(before) else (wish, before)
            if all(entry.moments is None for entry in other.entries):
                other.entries[0].moments = asked.entries[0].moments
                other.spans.extend(asked.spans)
                joined[-1] = other
                continue
        if (
            before is not None
            and not before.negated
            and not wish.negated
            and len(before.entries) == len(wish.entries) == 1
            and _are_partners(before.entries[0], wish.entries[0])
        ):
            first, second = before.entries[0], wish.entries[0]
            day, time = (first, second) if first.has_day else (second, first)
            before.entries[0] = replace(
                time,
                days=day.days,
                limit=day.limit,
                today=day.today,
                part=time.part or day.part,
                lasting=first.lasting or second.lasting,
            )
            before.spans.extend(wish.spans)
            before.zones = before.zones or wish.zones
            continue
        joined.append(wish)
    return joined


def _is_soonest(wish: Wish) -> bool:
    return any(entry.moments is not None and entry.moments.soonest and not entry.has_day for entry in wish.entries)


def _are_partners(first: Entry, second: Entry) -> bool:
    """One names a day, and at most a part of it; the other names a time, and no day."""
    if first.moments is not None or second.moments is not None or first.has_day == second.has_day:
        return False
    day, time = (first, second) if first.has_day else (second, first)
    only_part = day.part is not None and not (day.clock or day.times or day.bounds or day.same_clock)
    if only_part:
        return time.clock is not None or time.times is not None
    return not day.has_time and time.has_time


_COMING_WEEKS = Days(lambda moment: ((moment.today, moment.today + 15 * DAY),), unit="stretch")


def _turned_round(made: list[Wish]) -> list[Wish]:
    """What is ruled out limits the wish beside it; alone, it leaves the rest of the two weeks to come."""
    kept: list[Wish] = []
    waiting: list[Wish] = []
    for wish in made:
        if wish.negated:
            if kept:
                kept[-1].excluded.extend(wish.entries)
                kept[-1].spans.extend(wish.spans)
            else:
                waiting.append(wish)
            continue
        for other in waiting:
            wish.excluded.extend(other.entries)
            wish.spans.extend(other.spans)
        waiting = []
        kept.append(wish)
    for other in waiting:
        kept.append(Wish([Entry(days=_COMING_WEEKS)], other.entries, other.spans, only_rules_out=True))
    return kept
