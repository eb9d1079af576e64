"""Zones named beside a time: "9am New York time", "3pm CET", "10:00 UTC+2".

A place alone is no zone ("9am in Lisbon" may be where one meets): it needs a word such as "time" after it. A known
abbreviation or an offset needs none.
"""

from collections.abc import Callable

from bot.scheduling.when.rewriting import Alphabet, Item

ZoneOf = Callable[[str], tuple[str, ...]]
"""The zones that a place or abbreviation may mean: none, one, or several to ask about."""

ZONE_KINDS = frozenset({"zone", "named_zone", "time_word"})
"""The kinds of words that name a zone, or follow its name."""

_TIMES = frozenset({"clock", "hour", "times", "bound", "part", "clock_list", "moments"})
_BEFORE_A_PLACE = frozenset({"paren", "in", "the", "at", "of", "comma"})
_MOST_WORDS = 4

# What means a zone when it follows a clock time, in every language.
_ABBREVIATIONS = frozenset(
    (
        *("z", "utc", "gmt", "bst", "ist", "wet", "west", "cet", "cest", "eet", "eest", "msk", "et", "est", "edt"),
        *("ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "akst", "akdt", "hst", "brt", "art", "clt"),
        *("jst", "kst", "sgt", "hkt", "aest", "aedt", "acst", "acdt", "awst", "nzst", "nzdt", "sast", "wat", "eat"),
        *("mez", "mesz", "oez", "pacific", "eastern", "central", "mountain"),
    )
)


def with_zones(items: list[Item], text: str, zone_of: ZoneOf, alphabet: Alphabet) -> list[Item]:
    """The items with each zone that follows a time as one of them."""
    if not any("time_word" in item.kinds or "zone" in item.kinds or "other" in item.kinds for item in items):
        return items
    letter = alphabet.letter(("named_zone",))
    made: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        made.append(item)
        at += 1
        if not _TIMES & item.kinds.keys():
            continue
        found = _zone_after(items, at, text, zone_of)
        if found is not None:
            first, last, zones = found
            made.append(Item({"named_zone": zones}, letter, items[first].start, items[last - 1].end))
            at = last
    return made


def _zone_after(items: list[Item], at: int, text: str, zone_of: ZoneOf) -> tuple[int, int, tuple[str, ...]] | None:
    """Where the zone words stand that begin here, and what they mean."""
    first = at
    while at < len(items) and _BEFORE_A_PLACE & items[at].kinds.keys():
        at += 1
    if at >= len(items):
        return None
    if "zone" in items[at].kinds:
        zones = zone_of(text[items[at].start : items[at].end])
        return (first, _closed(items, at + 1), zones) if zones else None
    for last in range(at + 1, min(at + 1 + _MOST_WORDS, len(items))):
        if "time_word" in items[last].kinds:
            zones = zone_of(text[items[at].start : items[last - 1].end])
            return (first, _closed(items, last + 1), zones) if zones else None
    word = text[items[at].start : items[at].end]
    if word.lower() in _ABBREVIATIONS and (at == first or "paren" in items[first].kinds):
        zones = zone_of(word)
        return (first, _closed(items, at + 1), zones) if zones else None
    return None


def _closed(items: list[Item], at: int) -> int:
    return at + 1 if at < len(items) and "paren" in items[at].kinds else at
