"""Where a message names a time zone or a place that stands for one: "9am New York time", "I'm in Lisbon", "3pm PST".

Place names are given names and everyday words as well (Jordan, Nice, Reading), so a name counts only with evidence:
a word beside it that says it is a place, a time before it, or a message that asks about zones. The weaker the evidence,
the larger the place must be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.scheduling.gazetteer import (
    Place,
    abbreviation,
    clock_name,
    fold,
    is_given_name,
    is_other_word,
    named,
    nearly,
    qualified,
)
from bot.scheduling.zone_names import SHORT_CLOCKS, SIGNED_OFFSET, SPOKEN_OFFSET, iana_name, offset_name

# The longest name of a place or clock in the tables that people write has this many words.
_LONGEST = 8

# More than this is a document.
_LONGEST_MESSAGE = 4_000

# Thousands of people that a city needs to be taken for one, by the evidence there is.
_CITY_AFTER_PREPOSITION, _CITY_AFTER_PREPOSITION_LOWER = 50, 300
_CITY_AFTER_FROM, _CITY_AFTER_FROM_LOWER = 150, 1_000
_CITY_AFTER_TIME, _CITY_AFTER_TIME_LOWER = 200, 900
_CITY_ALONE = 200
_CITY_ASKED = 90
_METROPOLIS = 2_000

# Names as short as this are words or codes of something else ("la", "us", "or") unless they are written in capitals.
_SHORT = 3
_SHOUTED = 8
_PLAIN_SHORT = frozenset(("uk", "usa", "uae", "nyc", "rio"))


@dataclass(frozen=True)
class ZoneMention:
    """``span`` and ``text`` are the words that name it; several ``zones`` are to be asked about."""

    span: tuple[int, int]
    text: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class _Evidence:
    """What the words around a name say."""

    said: bool
    """The words before it make it a place: "I'm based in"."""
    as_clock: bool
    """The words after it make it a clock: "time"."""
    preposition: bool
    after_the: bool
    on_the: bool
    source: bool
    """ "from" alone: a place or a person."""
    after_time: bool
    alone: bool
    """All there is between two punctuation marks."""
    asked: bool
    capital: bool
    longer_name: bool
    """Another capitalised word follows: "Paris Hilton"."""


_CLOCK_BEFORE = re.compile(
    r"(?:\d\s*(?:a\.?m\.?|p\.?m\.?|h|hs|hrs?|uhr|o['’]?clock)|\d{1,2}[:.h]\d{2}"
    r"|\b(?:noon|midnight|midday|mittag|midi|meio-dia|mediodía)"
    r"|(?:\b(?:at|after|before|by|until|till|around|from|to|las|um|à|às|ab|bis)|@|-|–)\s*\d{1,2})"
    r"\s*[,(]?\s*(?:in\s+|on\s+)?$",
    re.IGNORECASE,
)


def _before(*phrases: str) -> re.Pattern[str]:
    """One of the phrases, and perhaps an article, ends where a name begins."""
    articles = r"(?:the|la|el|le|les|den|o|a)"
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})\s*(?:(?<=\s){articles}\s+)?$", re.IGNORECASE)


_SAID_BEFORE = _before(
    r"(?:(?:i|we|they)['’]?(?:m|re)|(?:he|she)['’]s|i am|we are|be|being|am|are)"
    r"\s+(?:\w+ly\s+|now\s+|still\s+|here\s+|over\s+|back\s+|based\s+)?(?:in|at|near)",
    r"(?:i['’]?m|i am|we['’]?re|we are|this is|here is)\s+(?:[\w'’-]+\s+){0,3}?from",
    r"(?:based|lives?|living|located|stay|staying|works?|working|travell?ing|flying|moved?|moving|sitting|stuck)"
    r"\s+(?:out\s+of|in|at|near|to|from)",
    r"(?:calling|joining|diall?ing|writing|speaking|messaging|working|connecting|coming)\s+(?:in\s+)?from",
    r"visit(?:ing)?",
    r"(?:time ?zones?|clocks?)\s+(?:is|are|in|of|for|at|on|to|will be)",
    r"times?\s+(?:in|of)",
    r"(?:estoy|vivo|estamos|vivimos|trabajo|resido|soy|somos|llamo|viajo|encuentro|estaré)"
    r"\s+(?:\w+\s+)?(?:en|de|desde|a)",
    r"(?:hora|horario|huso)\s+(?:de|del|en)",
    r"zona horaria\s+(?:es|de|en)",
    r"(?:je suis|j['’]habite|on est|nous sommes|je vis|habite|bas[ée]e?s?|j['’]appelle|je travaille|je serai)"
    r"\s+(?:\w+\s+)?(?:à|a|au|aux|en|de|depuis|dans)",
    r"(?:heure|fuseau(?: horaire)?)\s+(?:de|d['’]|en|à|au|est)",
    r"(?:bin|wohne|lebe|arbeite|sind|sitze|komme|wohnen|leben)\s+(?:\w+\s+)?(?:in|aus|von)",
    r"(?:zeitzone|zeit|uhrzeit)\s+(?:ist|von|in|für)",
    r"(?:estou|moro|trabalho|estarei|moramos|falo|ligo)\s+(?:\w+\s+)?(?:em|de|do|da|no|na)",
    r"(?:hor[aá]rio|fuso(?: horário)?)\s+(?:de|do|da|em|é)",
)
_PREPOSITION = _before("in", "near", "en", "à", "au", "em")
_SOURCE = _before("from", "desde", "depuis", "aus")
_SAID_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:local\s+|standard\s+)?(?:time ?zones?|time|zone)\b(?!\s*slots?)"
    r"|^[\s-]+based\b|^\s+zeit\b",
    re.IGNORECASE,
)
# "hora de Madrid" is "Madrid time".
_CLOCK_OF = re.compile(
    r"\b(?:hora|heure|hor[aá]rio)\s+(?:de|do|da|du|d['’])\s*$|\b(?:uhr)?zeit\s+von\s+$", re.IGNORECASE
)
_ON = re.compile(r"\b(?:i['’]?m|we['’]?re|am|are) on\s+$", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:time ?zones?|current time|local time|time difference|how late is it"
    r"|what(?:['’]?s|\s+is)?\s+(?:the\s+)?(?:current\s+|exact\s+|local\s+)?time|the time (?:in|at)"
    r"|huso horario|zona horaria|qu[ée] hora|quelle heure|fuseau|wie spät|zeitzone|que horas|fuso)\b",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|i|time|am|pm)$",
    re.IGNORECASE,
)
_IANA = re.compile(r"(?<![\w/.@])[A-Za-z]+/[A-Za-z_-]+(?:[+-]?\d{1,2}|/[A-Za-z_]+)?(?![\w/])")
_ZULU = re.compile(r"(?<=\d)Z(?!\w)")
_BARE_OFFSET = re.compile(r"(?<=\d\d:\d\d)\s?(?P<sign>[+−-])(?P<amount>\d{2}:?\d{2})(?!\d)")
_TOKEN = re.compile(r"[^\W_]+")
_INNER_GAP = re.compile(r"^(?:[ \-'’/]|\. ?|, )$")
_PLAIN_GAP = re.compile(r"^(?:[ \-'’]|\. ?| & )$")

# Abbreviations that are words of one of our languages when they are not in capitals.
_WORDLIKE_LETTERS = "est et pt ct mt met wet west eat cat wat art pet get cot bot ist at it wit act amt ict bet"
_WORDLIKE = frozenset(_WORDLIKE_LETTERS.split())


def find(text: str, language: str = "en", *, asked: bool = False) -> list[ZoneMention]:
    """The mentions of a message in order, none overlapping. ``asked`` says that it is known to be about a zone, as
    when the person was asked for theirs. What stands behind its first 4,000 characters is not looked at."""
    text = text[:_LONGEST_MESSAGE]
    taken: list[ZoneMention] = []
    asked = asked or bool(_ASKS.search(text))
    for mention in (*_written_out(text), *_names(text, language, asked), *_misspelled(text, asked)):
        if all(mention.span[1] <= other.span[0] or other.span[1] <= mention.span[0] for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.span)


def _written_out(text: str) -> Iterator[ZoneMention]:
    """Offsets and IANA names, which can be nothing else."""
    for match in SIGNED_OFFSET.finditer(text):
        yield from _offset(
            text, match.span(), match["amount"], ahead=match["sign"].lower() in ("+", "plus", "más", "mas", "mais")
        )
    for match in SPOKEN_OFFSET.finditer(text):
        yield from _offset(text, match.span(), match["amount"], ahead=bool(match["ahead"]), half=bool(match["half"]))
    for match in _BARE_OFFSET.finditer(text):
        yield from _offset(text, match.span(), match["amount"], ahead=match["sign"] == "+")
    for match in _ZULU.finditer(text):
        yield ZoneMention(match.span(), match.group(), ("UTC",))
    for match in _IANA.finditer(text):
        zone = iana_name(match.group())
        if zone:
            yield ZoneMention(match.span(), match.group(), (zone,))


def _offset(text: str, span: tuple[int, int], amount: str, *, ahead: bool, half: bool = False) -> Iterator[ZoneMention]:
    name = offset_name(amount, ahead=ahead, half=half)
    if name:
        yield ZoneMention(span, text[slice(*span)], (name,))


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    folded: str
    capital: bool


def _names(text: str, language: str, asked: bool) -> Iterator[ZoneMention]:
    tokens = [
        _Token(match.start(), match.end(), fold(match.group()), match.group()[0].isupper())
        for match in _TOKEN.finditer(text)
    ]
    position = 0
    while position < len(tokens):
        length, mention = _name_at(text, tokens, position, language, asked)
        if mention:
            yield mention
        position += length


def _name_at(
    text: str, tokens: list[_Token], position: int, language: str, asked: bool
) -> tuple[int, ZoneMention | None]:
    """The longest name that begins at a token, and how many tokens to go on by."""
    for length in range(_run(text, tokens, position), 0, -1):
        span = (tokens[position].start, tokens[position + length - 1].end)
        name = " ".join(token.folded for token in tokens[position : position + length])
        if length > 1:
            clock = clock_name(name, language)
            if not clock and name.endswith("zone"):
                # "central timezone" is "central time" to those who name clocks.
                clock = clock_name(re.sub(r"(?:time ?)?zone$", "time", name), language)
            if clock:
                return length, ZoneMention(span, text[slice(*span)], (clock,))
        elif zones := _abbreviated(text, span, language, asked):
            return 1, ZoneMention(span, text[slice(*span)], zones)
        elif name in SHORT_CLOCKS and _is_short_clock(text, span):
            return 1, ZoneMention(span, text[slice(*span)], (SHORT_CLOCKS[name],))
        place = named(name)
        if place is None:
            continue
        more, place = _with_larger(text, tokens, position, length, name, place)
        end = tokens[position + length + more - 1].end
        evidence = _evidence(text, (span[0], end), tokens[position].capital, asked)
        if _counts(name, place, evidence, qualified_by=more, text=text[slice(*span)]):
            after = _SAID_AFTER.match(text[end:])
            end += after.end() if after and "based" not in after.group().lower() else 0
            before = _CLOCK_OF.search(text[max(0, span[0] - 24) : span[0]])
            start = span[0] - (len(before.group()) if before else 0)
            return length + more, ZoneMention((start, end), text[start:end], place.zones)
    return 1, None


def _run(text: str, tokens: list[_Token], position: int) -> int:
    """How many tokens from here on could be one name, by what stands between them."""
    length = 1
    while (
        length < _LONGEST
        and position + length < len(tokens)
        and _PLAIN_GAP.match(text[tokens[position + length - 1].end : tokens[position + length].start])
    ):
        length += 1
    return length


def _with_larger(
    text: str, tokens: list[_Token], position: int, length: int, name: str, place: Place
) -> tuple[int, Place]:
    """The country or state right after a place ("Portland, Maine"), as a number of tokens, and the place it makes."""
    first = position + length
    for count in range(min(4, len(tokens) - first), 0, -1):
        larger = tokens[first : first + count]
        gap = text[tokens[first - 1].end : larger[0].start]
        gaps = [text[one.end : two.start] for one, two in pairwise(larger)]
        if not _INNER_GAP.match(gap) or not all(_PLAIN_GAP.match(each) for each in gaps):
            continue
        # "Lisbon in ..." is not Indiana: two letters are a state in capitals, or behind a comma.
        if (
            count == 1
            and len(larger[0].folded) <= 3
            and not (text[larger[0].start : larger[0].end].isupper() or "," in gap)
        ):
            continue
        found = qualified(name, " ".join(token.folded for token in larger))
        if found:
            return count, found
    return 0, place


def _counts(name: str, place: Place, evidence: _Evidence, *, qualified_by: int, text: str) -> bool:
    """Whether there is enough to take a name for a place."""
    named_as_place = evidence.said or (evidence.asked and evidence.preposition)
    if is_other_word(name) and not (evidence.capital and named_as_place):
        return False
    if len(name) <= _SHORT and name not in _PLAIN_SHORT and not evidence.after_the:
        # "Qom" where a place is due, "LA" anywhere, "la" nowhere.
        is_due = evidence.capital and (evidence.said or evidence.as_clock or evidence.asked)
        if not text.isupper() and not is_due:
            return False
    if qualified_by or evidence.said or evidence.as_clock:
        return not (evidence.longer_name and is_given_name(name))
    if evidence.on_the and place.is_area and " " in name:
        # "on the west coast"
        return True
    if evidence.asked:
        return place.is_area or place.thousands >= _CITY_ASKED or evidence.preposition
    if evidence.longer_name:
        return False
    if evidence.preposition:
        return place.is_area or place.thousands >= (
            _CITY_AFTER_PREPOSITION if evidence.capital else _CITY_AFTER_PREPOSITION_LOWER
        )
    if is_given_name(name):
        # "9am Sydney" is no more a person than "9am London".
        return evidence.after_time and evidence.capital and not place.is_area and place.thousands >= _METROPOLIS
    if evidence.source:
        return (
            (place.is_area or place.thousands >= _CITY_AFTER_FROM)
            if evidence.capital
            else place.thousands >= _CITY_AFTER_FROM_LOWER
        )
    if evidence.after_time:
        return place.thousands >= (_CITY_AFTER_TIME if evidence.capital else _CITY_AFTER_TIME_LOWER)
    return evidence.alone and (place.is_area or place.thousands >= _CITY_ALONE)


def _evidence(text: str, span: tuple[int, int], capital: bool, asked: bool) -> _Evidence:
    before, after = text[max(0, span[0] - 48) : span[0]], text[span[1] : span[1] + 24]
    next_word = re.match(r"\s+([A-Z][\w'’-]*)", after)
    return _Evidence(
        said=bool(_SAID_BEFORE.search(before)),
        as_clock=bool(_SAID_AFTER.match(after)),
        preposition=bool(_PREPOSITION.search(before)),
        after_the=before.lower().endswith("the "),
        on_the=bool(re.search(r"\bon\s+the\s+$", before, re.IGNORECASE)),
        source=bool(_SOURCE.search(before)),
        after_time=bool(_CLOCK_BEFORE.search(before)),
        alone=bool(re.search(r"(?:^|[,;:.!?\n(])\s*$", before) and re.match(r"\s*(?:$|[,;.!?\n)])", after)),
        asked=asked,
        capital=capital,
        longer_name=bool(next_word and not _DATE_WORD.match(next_word[1]) and not abbreviation(next_word[1])),
    )


def _abbreviated(text: str, span: tuple[int, int], language: str, asked: bool) -> tuple[str, ...]:
    """The zones of an abbreviation, where it is meant as one."""
    letters = text[slice(*span)]
    zones = abbreviation(letters) if 2 <= len(letters) <= 5 else ()
    if not zones:
        return ()
    before, after = text[max(0, span[0] - 48) : span[0]], text[span[1] : span[1] + 24]
    after_time = bool(_CLOCK_BEFORE.search(before) or re.search(r"(?<!\d)\d{1,2}\s*$", before))
    said = bool(_SAID_AFTER.match(after) or re.search(r"\b(?:on|in|to|zone is|zone)\s+$", before, re.IGNORECASE))
    if letters.lower() in ("utc", "gmt"):
        # With an offset behind it that was not understood it means something else.
        return () if re.match(r"\s*[+−-]\s*\d", after) else zones
    if letters.isupper() and not _is_shouted(text):
        # "PT" is also Portugal and physiotherapy.
        return zones if len(letters) >= 3 or after_time or _SAID_AFTER.match(after) or _ON.search(before) else ()
    if letters.lower() in _WORDLIKE:
        meant = after_time or bool(_SAID_AFTER.match(after)) or (asked and said and len(letters) >= 3)
        # "est", "et" and "ist" are the commonest words of their languages, and "15h" is a time of no English sentence.
        foreign = language[:2] != "en" or re.search(r"\dh\d*\s*$", before)
        return zones if meant and not foreign else ()
    return zones if after_time or said or asked or text.strip() == letters else ()


def _is_shouted(text: str) -> bool:
    """All in capitals, and more of it than an abbreviation and an "AM"."""
    return text.isupper() and sum(map(str.isalpha, text)) > _SHOUTED


def _is_short_clock(text: str, span: tuple[int, int]) -> bool:
    before, after = text[max(0, span[0] - 48) : span[0]], text[span[1] : span[1] + 24]
    return bool(_CLOCK_BEFORE.search(before) or _SAID_AFTER.match(after) or _ON.search(before))


_ASKED_PLACE = re.compile(
    r"\b(?:in|of|for|at|is)\s+(?:the\s+)?([^\W\d_]{5,}(?:\s+[^\W\d_]{4,})?)\s*[?.!]*\s*$"
    r"|\btime ?zone (?:is|does|would)\s+([^\W\d_]{5,})\b",
    re.IGNORECASE,
)


def _misspelled(text: str, asked: bool) -> Iterator[ZoneMention]:
    """A place that is asked about and spelled wrong: only where the sentence leaves no doubt that there is one."""
    if not asked:
        return
    for match in _ASKED_PLACE.finditer(text):
        words = next(group for group in match.groups() if group)
        place = None if is_other_word(fold(words)) else nearly(fold(words))
        if place:
            start = match.start() + match.group().index(words)
            yield ZoneMention((start, start + len(words)), words, place.zones)
