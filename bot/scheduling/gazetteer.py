"""Which time zones a place's name stands for: cities, countries, states, nicknames, and what clocks are called.

The tables lie in ``places/`` (its ``build.py`` says where they come from), are read when first asked for, and kept.
Names are looked up folded (``places.folding``). A name that several places bear stands for the one that dwarfs
the others; where none does, for all of them, so that the person can be asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from bot.scheduling.places.folding import fold

__all__ = [
    "Place",
    "abbreviation",
    "clock_name",
    "fold",
    "is_given_name",
    "is_other_word",
    "named",
    "nearly",
    "qualified",
]

# A city stands for its name alone when it is this many times as well known as its next namesake: London in Ontario does
# not come to mind (47 to 1), Portland in Maine does (10 to 1).
_DWARFS = 11
_MOST_CANDIDATES = 6

# A word this alike to a large place's name is taken for a slip in writing it ("lisbn").
_ALIKE = 86
_KNOWN_FROM = 100
_SHORTEST_SLIP = 5

# Lookups of what people write are remembered up to this many.
_REMEMBERED = 2_048

_LANGUAGES = ("en", "es", "fr", "de", "pt")


@dataclass(frozen=True)
class Place:
    """What a name stands for. ``thousands`` is how many thousand people live there, the largest bearer's."""

    zones: tuple[str, ...]
    thousands: int
    is_area: bool = False
    """A country, a state or a region, and no city."""


@dataclass(frozen=True)
class _Area:
    country: str
    state: str
    thousands: int
    zones: tuple[str, ...]


@dataclass(frozen=True)
class _City:
    country: str
    state: str
    thousands: int
    fame: int
    """Its people, weighted by how many languages have a name for it: only good for comparing."""
    zone: str
    clock: str
    is_main_name: bool


@lru_cache(_REMEMBERED)
def named(name: str) -> Place | None:
    """The place or places that bear a folded name."""
    if name in _other_meanings()["vast"]:
        return None
    nickname = _nicknames().get(name)
    if nickname:
        return Place(nickname, 1_000, is_area=name not in _city_lines())
    areas = _areas().get(name, ())
    cities = _cities(name)
    if areas:
        people = max(area.thousands for area in areas)
        # A country is not mistaken for a smaller city, a state may be (Washington).
        rival = people if any(area.state == "-" for area in areas) else people / _DWARFS
        rivals = tuple(city.zone for city in cities if city.is_main_name and city.thousands > rival)
        return Place(_merged((*(area.zones for area in areas), rivals)), people, is_area=True)
    return Place(_distinct(cities), max(city.thousands for city in cities)) if cities else None


@lru_cache(_REMEMBERED)
def qualified(name: str, within: str) -> Place | None:
    """The place of that name in a country or state: "paris" in "texas". None when there is no such place there."""
    areas = _areas().get(within, ())
    cities = [city for city in _cities(name) if any(_lies_in(city.country, city.state, area) for area in areas)]
    if cities:
        return Place(_distinct(cities), cities[0].thousands)
    parts = [part for part in _areas().get(name, ()) for area in areas if _lies_in(part.country, part.state, area)]
    if parts and areas[0] not in parts:
        return Place(_merged(part.zones for part in parts), parts[0].thousands, is_area=True)
    nickname = tuple(zone for zone in _nicknames().get(name, ()) if any(zone in area.zones for area in areas))
    return Place(nickname, 1_000) if nickname else None


@lru_cache(_REMEMBERED)
def nearly(name: str) -> Place | None:
    """The large place whose name is spelled most like this one."""
    if len(name) < _SHORTEST_SLIP:
        return None
    best = process.extractOne(name, _known_names(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return named(best[0]) if best and best[0][0] == name[0] else None


@lru_cache(_REMEMBERED)
def clock_name(name: str, language: str) -> str | None:
    """The zone of a folded name for its time ("central european time", "hora central"), as the language has it."""
    zones = _clock_names().get(name, {})
    return next((zones[each] for each in (language, *_LANGUAGES) if each in zones), None)


def abbreviation(letters: str) -> tuple[str, ...]:
    """The zones of an abbreviation such as "cst", its meanings in order of likelihood."""
    return _abbreviations().get(letters.casefold(), ())


def is_other_word(name: str) -> bool:
    """A word that means something else to nearly everybody: "nice", "reading", "march"."""
    return name in _other_meanings()["word"]


def is_given_name(name: str) -> bool:
    return name in _other_meanings()["person"]


def _lies_in(country: str, state: str, area: _Area) -> bool:
    return country == area.country and area.state in ("-", state)


def _distinct(cities: Iterable[_City]) -> tuple[str, ...]:
    """A zone for each clock, without the places that the largest one dwarfs."""
    ordered = sorted(cities, key=lambda city: -city.fame)
    by_clock: dict[str, _City] = {}
    for city in ordered:
        if city.fame * _DWARFS > ordered[0].fame:
            by_clock.setdefault(city.clock, city)
    return tuple(city.zone for city in by_clock.values())[:_MOST_CANDIDATES]


def _merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The zones of all groups, one for each clock."""
    by_clock: dict[str, str] = {}
    clocks = _clocks()
    for group in groups:
        for zone in group:
            by_clock.setdefault(clocks.get(zone, zone), zone)
    return tuple(by_clock.values())


def _cities(name: str) -> list[_City]:
    zones = _zones()
    cities = []
    for entry in _city_lines().get(name, "").split():
        country, state, thousands, fame, zone, main = entry.split(".")
        clock, _, zone_name = zones[int(zone)].partition("/")
        cities.append(_City(country, state, int(thousands), int(fame), zone_name, clock, main == "1"))
    return cities


def _lines(file: str) -> Iterator[str]:
    text = (files("bot.scheduling.places") / file).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


@cache
def _city_table() -> tuple[tuple[str, ...], dict[str, str]]:
    lines = _lines("cities.tsv")
    zones = tuple(next(lines).split("\t"))
    return zones, dict(line.split("\t", 1) for line in lines)


def _zones() -> tuple[str, ...]:
    return _city_table()[0]


def _city_lines() -> dict[str, str]:
    return _city_table()[1]


@cache
def _clocks() -> dict[str, str]:
    """Which clock each zone shows: zones with the same number differ in name only."""
    return {name: clock for clock, _, name in (zone.partition("/") for zone in _zones())}


@cache
def _areas() -> dict[str, tuple[_Area, ...]]:
    areas: dict[str, tuple[_Area, ...]] = {}
    for line in _lines("areas.tsv"):
        name, country, state, thousands, zones = line.split("\t")
        areas[name] = (*areas.get(name, ()), _Area(country, state, int(thousands), tuple(zones.split())))
    return areas


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    pairs = (line.split("\t") for line in _lines("nicknames.tsv"))
    return {name: tuple(zones.split("|")) for names, zones in pairs for name in names.split("|")}


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    pairs = (line.split("\t") for line in _lines("abbreviations.tsv"))
    return {short.casefold(): tuple(zones.split("|")) for shorts, zones in pairs for short in shorts.split()}


@cache
def _clock_names() -> dict[str, dict[str, str]]:
    pairs = (line.split("\t") for line in _lines("clocks.tsv"))
    return {name: dict(entry.split(":", 1) for entry in entries.split()) for name, entries in pairs}


@cache
def _other_meanings() -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for line in _lines("other_meanings.tsv"):
        kind, these = line.split("\t")
        words[kind] = words.get(kind, frozenset()) | frozenset(these.split())
    return words


@cache
def _known_names() -> tuple[str, ...]:
    largest = []
    # The table has the largest first.
    for name in _city_lines():
        cities = _cities(name)
        if max(city.thousands for city in cities) < _KNOWN_FROM:
            break
        if cities[0].is_main_name:
            largest.append(name)
    return tuple(name for name in (*_areas(), *_nicknames(), *largest) if len(name) >= _SHORTEST_SLIP)
