"""A place or abbreviation to an IANA zone, and a time shown in a zone.

Inside, a zone is an IANA name, or "UTC+02:00" where a person gave an offset and no place; every function here takes
both. What is unclear is never decided: a name with several meanings gives several zones, a wall time that a clock
change skips gives no instant, and one that it repeats gives two.
"""

from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, tzinfo
from functools import cache

import pytz
from babel.core import get_global

from bot.scheduling.gazetteer import is_other_word
from bot.scheduling.locales import locale
from bot.scheduling.zone_mentions import ZoneMention, find
from bot.scheduling.zone_names import UNEVEN_OFFSETS, fixed_offset, lookup_exactly, lookup_nearly

__all__ = [
    "ZoneMention",
    "answer",
    "city",
    "find",
    "iana",
    "instants",
    "is_zone",
    "label",
    "local",
    "lookup",
    "offset_text",
    "tz",
]

# What names no place. Etc/GMT-2 is two hours ahead of GMT: POSIX counts the other way round.
_PLACELESS = ("Etc/", "GMT", "UTC", "UCT", "Zulu", "Universal", "Greenwich")
_UTC_NAMES = frozenset(("UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"))


def lookup(place: str, language: str = "en") -> tuple[str, ...]:
    """The zones of a phrase that is about a place or clock: () when it is unknown, one when it is plain, several when
    they are to be asked about. Other words around the place do no harm, nor does a slip in a large place's name."""
    zones = lookup_exactly(place, language)
    if zones:
        return zones
    mentions = find(place, language)
    return mentions[0].zones if len(mentions) == 1 else () if mentions else lookup_nearly(place)


def is_zone(name: str) -> bool:
    """An IANA name as it is written there, or a fixed offset such as "UTC+02:00"."""
    return name in pytz.all_timezones_set or fixed_offset(name) == name


@cache
def tz(name: str) -> tzinfo:
    """The zone as pytz has it. Raises ValueError for a name that ``is_zone`` does not know."""
    if name in pytz.all_timezones_set:
        return pytz.timezone(name)
    if fixed_offset(name) != name:
        raise ValueError(f"{name!r} is no time zone")
    hours, minutes = name[4:].split(":")
    total = int(hours) * 60 + int(minutes)
    return pytz.FixedOffset(total if name[3] == "+" else -total)


def iana(name: str) -> str:
    """The IANA name to give to Cal.com, which takes nothing else: "UTC+02:00" is Etc/GMT-2, and "UTC+05:30" the place
    that lives by it, Asia/Kolkata. Raises ValueError for what is no zone."""
    zone = tz(name)
    if name in pytz.all_timezones_set:
        return name
    minutes = int((datetime(2000, 1, 1, tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()).total_seconds()) // 60
    return UNEVEN_OFFSETS[minutes] if minutes % 60 else f"Etc/GMT{-minutes // 60:+d}"


def instants(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """When the clocks of a zone show a wall time (naive), in UTC: once, never (in spring), or twice (in autumn).

    The first and last year of the calendar have no instants. Raises ValueError when the wall time is aware, or the
    zone none.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone of its own")
    shown = tz(zone)
    if wall.year in (MINYEAR, MAXYEAR):
        return ()
    # A clock change moves by less than a day, so these hold every offset that the wall time can have.
    about = wall.replace(tzinfo=UTC)
    near = (about - timedelta(days=1), about, about + timedelta(days=1))
    offsets = {instant.astimezone(shown).utcoffset() or timedelta() for instant in near}
    candidates = sorted(about - offset for offset in offsets)
    return tuple(instant for instant in candidates if instant.astimezone(shown).replace(tzinfo=None) == wall)


def local(instant: datetime, zone: str) -> datetime:
    """An aware instant as the clocks of a zone show it. Raises ValueError when the instant is naive."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return instant.astimezone(tz(zone))


def city(zone: str, language: str = "en") -> str:
    """The city that a zone is named after, in the language where CLDR knows it: "New York", "Lisboa". Zones that are
    offsets have none, and give "" ("UTC" is named itself)."""
    if zone in _UTC_NAMES:
        return "UTC"
    if zone.startswith(_PLACELESS):
        return ""
    known = locale(language).time_zones
    named = known.get(zone) or known.get(_first_names().get(zone, ""))
    return str(named["city"]) if named and "city" in named else zone.rsplit("/", 1)[-1].replace("_", " ")


def label(zone: str, at: datetime, language: str = "en") -> str:
    """A zone as it is shown beside a time: "Lisbon (GMT+0)", with the offset it has at that instant. Without a city it
    is the offset alone, and UTC is "UTC"."""
    name = city(zone, language)
    if not name:
        return offset_text(zone, at, language)
    return name if name == "UTC" else f"{name} ({offset_text(zone, at, language)})"


def offset_text(zone: str, at: datetime, language: str = "en") -> str:
    """ "GMT+5:30", as the language writes it (French has UTC for GMT)."""
    total = int((local(at, zone).utcoffset() or timedelta()).total_seconds() // 60)
    hours, minutes = divmod(abs(total), 60)
    offset = f"{'-' if total < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return str(locale(language).zone_formats["gmt"]) % offset


def beside_a_time(words: str, language: str = "en") -> tuple[str, ...]:
    """What a zone's name beside a time can mean ("9am New York time"). Words that are hardly ever places ("at 10 her
    time") mean none."""
    return () if is_other_word(words.strip().casefold()) else lookup(words, language)


def answer(question: dict[str, object]) -> dict[str, object]:
    """One line of ``slotwise zone --batch``: {"id", "text", "language"} to {"id", "zones"}, or {"id", "error"}.

    The text is a place, or a sentence that asks about one; of several places the first counts.
    """
    text, language = question.get("text"), question.get("language", "en")
    if not isinstance(text, str) or not isinstance(language, str):
        return {"id": question.get("id"), "error": "text and language must be strings"}
    zones = lookup_exactly(text, language)
    if not zones:
        mentions = find(text, language) or find(text, language, asked=True)
        zones = mentions[0].zones if mentions else lookup_nearly(text)
    return {"id": question.get("id"), "zones": list(zones)}


@cache
def _first_names() -> dict[str, str]:
    """Zones under the name CLDR keeps for them: Asia/Kolkata is Asia/Calcutta there."""
    return {today: first for first, today in get_global("zone_aliases").items()}
