"""A phrase that names a place or a clock to its zones: "Lisbon", "Portland, Maine", "PST", "UTC+2", "Pacific time".

No zone means unknown; one is plain; several are all meant by people who say it, and have to be asked about.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytz

from bot.scheduling.gazetteer import abbreviation, clock_name, fold, is_other_word, named, nearly, qualified

# What people put around a place when they are asked for it.
_LEAD = re.compile(
    r"^(?:i['’]?m|i am|we['’]?re|we are|it['’]?s|it is|use|set|based|living|live|from|in|on|at|near|the|my|to|is|"
    r"time ?zone|zone|time|of|for|please|"
    r"estoy|vivo|soy|en|de|la|el|hora|zona|horaria|je|suis|à|au|aux|heure|ich|bin|aus|wohne|zeitzone|estou|moro|em|do|da|no|na|fuso)"
    r"\b[\s:]*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,.!?]+(?:local|standard)?\s*(?:time ?zones?|time|zone|hours|please|thanks|thank you|right now|now|"
    r"currently|"
    r"por favor|s['’]il vous plaît|bitte|zeit))+[\s.!?]*$",
    re.IGNORECASE,
)
_IANA = re.compile(r"^[A-Za-z]+(?:/[A-Za-z_+\-0-9 ]+){1,2}$")

_NUMBERS = {
    word: number
    for line in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
        "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce",
        "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze",
        "null eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn",
        "zero uma duas três quatro cinco seis sete oito nove dez onze doze treze catorze",
    )
    for number, word in enumerate(line.split())
}
_NUMBERS.update({"an": 1, "uno": 1, "un": 1, "eins": 1, "um": 1, "dois": 2})
_AMOUNT = r"(?P<{0}>\d{{1,2}}(?:[:.h]?\d{{2}}|[.,]5)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")(?!\d)"
_PLUS = r"\+|plus|más|mas|mais"
_MINUS = r"-|−|–|minus|moins|menos"
# "UTC+2", "gmt minus 5", "GMT +05:30"
SIGNED_OFFSET = re.compile(
    rf"(?<![\w/])(?:utc|gmt)\s*(?P<sign>{_PLUS}|{_MINUS})\s*{_AMOUNT.format('amount')}(?:\s*(?:hours?|hrs?|h))?(?![\w:])",
    re.IGNORECASE,
)
# "4 hours ahead of GMT", "zwei Stunden hinter UTC"
SPOKEN_OFFSET = re.compile(
    rf"(?<!\w){_AMOUNT.format('amount')}(?P<half>\s+and a half)?\s*(?:hours?|hrs?|h|horas?|heures?|stunden?)\s+"
    r"(?:(?P<ahead>ahead of|after|plus|in front of|por delante de|más que|en avance sur|de plus que|vor"
    r"|à frente (?:de|do)|a mais que)"
    r"|(?P<behind>behind|before|minus|por detrás de|detrás de|menos que|en retard sur|de moins que|hinter|nach"
    r"|atrás (?:de|do)|a menos que))"
    r"\s+(?:the\s+)?(?:utc|gmt|greenwich)(?!\w)",
    re.IGNORECASE,
)

# Offsets with a part of an hour, in minutes, and a place that lives by each. Those of Newfoundland, Adelaide and
# the Chathams hold for half the year only, so there the place is what is meant.
UNEVEN_OFFSETS = {
    -570: "Pacific/Marquesas",
    -210: "America/St_Johns",
    -150: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    630: "Australia/Adelaide",
    765: "Pacific/Chatham",
    825: "Pacific/Chatham",
}

# A town's name has no more words than this: more of them are a sentence.
_TOWN_WORDS = 3
_LONGEST_PHRASE = 200

# Thousands of people that make a city known in spite of its name ("nice", "reading").
_KNOWN_CITY = 80

# The largest offsets that clocks have: Baker Island, and Kiribati's Line Islands.
_LEAST, _MOST = -12 * 60, 14 * 60


def lookup_nearly(place: str) -> tuple[str, ...]:
    """The zones of a large place whose name is spelled nearly so."""
    for attempt in map(fold, _barer(place)):
        close = None if len(attempt.split()) > _TOWN_WORDS or is_other_word(attempt) else nearly(attempt)
        if close:
            return close.zones
    return ()


def lookup_exactly(place: str, language: str = "en") -> tuple[str, ...]:
    """The zones of a phrase that is about a place or clock and nothing else, spelled as the tables spell it."""
    return next((zones for attempt in _barer(place) if (zones := _exactly(attempt, language))), ())


def fixed_offset(text: str) -> str | None:
    """An offset from UTC in our one form, "UTC+02:00" ("UTC" for none). None where no clock has it."""
    match = SIGNED_OFFSET.fullmatch(text.strip())
    if match:
        return offset_name(match["amount"], ahead=match["sign"].lower() in _PLUS.replace("\\", "").split("|"))
    match = SPOKEN_OFFSET.fullmatch(text.strip())
    return offset_name(match["amount"], ahead=bool(match["ahead"]), half=bool(match["half"])) if match else None


def offset_name(amount: str, *, ahead: bool, half: bool = False) -> str | None:
    """The name of so many hours ("2", "05:30", "530", "five") ahead of or behind UTC."""
    amount = amount.lower()
    if amount in _NUMBERS:
        minutes = _NUMBERS[amount] * 60
    elif amount.endswith((".5", ",5")):
        minutes = int(amount[:-2]) * 60 + 30
    else:
        digits = re.sub(r"\D", "", amount)
        minutes = int(digits) * 60 if len(digits) <= 2 else int(digits[:-2]) * 60 + int(digits[-2:])
        if len(digits) > 2 and int(digits[-2:]) >= 60:
            return None
    minutes = (minutes + 30 * half) * (1 if ahead else -1)
    if minutes == 0:
        return "UTC"
    if not _LEAST <= minutes <= _MOST or (minutes % 60 and minutes not in UNEVEN_OFFSETS):
        return None
    return f"UTC{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@cache
def iana_names() -> dict[str, str]:
    """Every IANA name, by its own spelling without regard to case and underscores."""
    return {name.lower().replace("_", " "): name for name in pytz.all_timezones}


def iana_name(text: str) -> str | None:
    """ "europe/lisbon" and "America/New York" as IANA spells them."""
    return iana_names().get(text.lower().replace("_", " ")) if _IANA.match(text) else None


def _barer(place: str) -> Iterator[str]:
    """The phrase itself, and with less and less of what people put around a place: "La Paz" is tried before "Paz"."""
    phrase = " ".join(place[:_LONGEST_PHRASE].split()).strip(" .,;:!?\"'“”()")
    while phrase:
        yield phrase
        if short := _TAIL.sub("", phrase).strip():
            yield short
        lead = _LEAD.match(f"{phrase} ")
        phrase = phrase[lead.end() :] if lead else ""


def _exactly(phrase: str, language: str) -> tuple[str, ...]:
    if not phrase:
        return ()
    zone = iana_name(phrase) or fixed_offset(phrase) or (fixed_offset(f"UTC{phrase}") if phrase[0] in "+-−" else None)
    if zone:
        return (zone,)
    name = fold(phrase)
    # "time zone" is "time" to those who name clocks.
    clock = clock_name(name, language) or clock_name(re.sub(r"\b(?:time ?zone|zone)$", "time", name), language)
    if clock:
        return (clock,)
    if phrase.isalpha() and abbreviation(phrase):
        return abbreviation(phrase)
    place = named(name)
    # "ok" and "same" are answers, not Oklahoma and a town in Tanzania.
    if place and not (phrase.islower() and is_other_word(name) and (place.is_area or place.thousands < _KNOWN_CITY)):
        return place.zones
    short = SHORT_CLOCKS.get(name.removeprefix("us "))
    if short:
        return (short,)
    return _within(phrase)


# "3pm Pacific" leaves the word time out.
SHORT_CLOCKS = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaskan": "America/Anchorage",
    "hawaiian": "Pacific/Honolulu",
}


def _within(phrase: str) -> tuple[str, ...]:
    """ "Portland, Maine", "Vancouver BC": a place in a larger one. A town that is in no table is where its state is."""
    parts = [part.strip() for part in re.split(r"[,(]", phrase) if part.strip(" )")]
    if len(parts) > 1:
        for larger in parts[1:]:
            place = qualified(fold(parts[0]), fold(larger))
            if place:
                return place.zones
        town, area = named(fold(parts[0])), named(fold(parts[-1]))
        if not area or not area.is_area or len(parts[0].split()) > _TOWN_WORDS:
            return ()
        # "Iqaluit, Nunavut": of the area's zones the town's own, where it is known.
        return tuple(zone for zone in area.zones if town and zone in town.zones) or area.zones
    words = fold(phrase).split()
    for cut in range(len(words) - 1, 0, -1):
        place = qualified(" ".join(words[:cut]), " ".join(words[cut:]))
        if place:
            return place.zones
    country = named(words[-1]) if len(words) > 2 else None
    # "London Ontario Canada"
    return _within(" ".join(words[:-1])) if country and country.is_area else ()
