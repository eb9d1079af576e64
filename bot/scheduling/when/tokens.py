"""A text as items: words by what they mean in a language, numbers by what they can count, and the compact forms of
dates and clock times that look the same everywhere.
"""

import re
from functools import cache

from bot.scheduling.when.language import Kinds, Language, Node, fold
from bot.scheduling.when.quantity import Clock, Length
from bot.scheduling.when.rewriting import Alphabet, Item

_FORMS = r"""
    (?P<skip>[\w.+-]{1,64}@[\w-]+\.[\w.-]+ | https?://\S+ | www\.\S+ | [$€£]\s?\d[\d.,]* | \+\d[\d\s().-]{6,}\d | \#\d+
              | \b0\d(?:[\s.-]\d\d){4}\b | \b\d{3}[\s-]\d{3}[\s-]\d{3,4}\b)
  | (?P<iso>\b\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z\b|[+-]\d\d:\d\d\b)?)?)(?![\d-])
  | (?P<zone>(?:utc|gmt)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?(?![a-z\d]))
  | (?P<date>\b\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{1,4}\b)
  | (?P<month_year>\b(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b)
  | (?P<year_month>\b(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])\b(?![\d:]))
  | (?P<clock>\b\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\s?h\b)?)
  | (?P<hour_mark>\b\d{1,2}\s?hs?(?:\s?\d\d(?:\s?m(?:in|n)?)?)?\b)
  | (?P<dotted_date>\b\d{1,2}\.\s?\d{1,2}\.(?!\d))
  | (?P<dotted>\b\d{1,2}\.\d{1,2}(?!\d|\.\d))
  | (?P<slashed>\b\d{1,2}/\d{1,2}\b)
  | (?P<ordinal>\b\d{1,3}(?:SUFFIXES)(?!\w))
  | (?P<number>\d+)
  | (?P<minute_mark>(?<=\d)'(?!\w))
  | (?P<possessive>'s(?!\w))
  | (?P<word>[^\W\d_]+)
  | (?P<mark_sign>[^\w\s]|_|\n)
"""

_MARKS = {
    ",": "comma",
    "-": "dash",
    "~": "dash",
    "/": "slash",
    "+": "plus_sign",
    ".": "dot",
    "?": "stop",
    "!": "stop",
    ";": "stop",
    "\n": "stop",
    ":": "colon",
    "(": "paren",
    ")": "paren",
    "[": "paren",
    "]": "paren",
    '"': "quote",
    "'": "quote",
}

# Kinds of numbers by what they can be; every set is named here so that the alphabet knows its letter in advance.
_HOUR = ("num", "digits", "hour")
_FOUR = ("num", "digits", "four_digits")
_MANY = ("num", "digits")
_COMPACT: tuple[tuple[str, ...], ...] = (
    _HOUR,
    _FOUR,
    _MANY,
    ("iso",),
    ("zone",),
    ("named_zone",),
    ("date",),
    ("year_month",),
    ("month_year",),
    ("clock", "hour"),
    ("hour_mark", "length", "hour"),
    ("hour_mark", "hour"),
    ("dotted",),
    ("dotted_date",),
    ("slashed",),
    ("ordinal", "digit_ordinal"),
    ("unit",),
    ("possessive",),
    ("meridiem",),
    ("other",),
    *((kind,) for kind in sorted(set(_MARKS.values()))),
)


def number_kinds(text: str, language: Language) -> Kinds:
    """What a number in digits can count."""
    value = int(text[:9])
    if len(text) == 4:
        clock = Clock(value // 100, value % 100, settled=text[0] == "0" or value >= 1300)
        return {"num": value, "digits": text, "four_digits": clock}
    if len(text) <= 2 and value <= 25:
        # 25 is let in so that "25 o'clock" is understood, and refused.
        settled = text[0] == "0" or value > 12
        return {"num": value, "digits": text, "hour": Clock(value, settled=settled, lean=language.lean(value))}
    return {"num": value, "digits": text}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    # A full stop makes an ordinal only before a word ("15. März"); elsewhere it ends a sentence.
    suffixes = "|".join(
        r"\.(?=\s+[^\W\d])" if suffix == "." else re.escape(suffix) for suffix in language.ordinal_suffixes
    )
    return re.compile(_FORMS.replace("SUFFIXES", suffixes), re.VERBOSE)


def tokens(text: str, language: Language, alphabet: Alphabet) -> list[Item]:
    """The items of a text, in order. White space is nowhere in them, but their offsets tell of it."""
    folded = fold(text)
    raw = [
        (each.lastgroup or "", each.group(), each.start(), each.end()) for each in _pattern(language).finditer(folded)
    ]
    if language.two_letters:
        raw = [
            (name, language.respelled(piece) if name == "word" else piece, start, end)
            for name, piece, start, end in raw
        ]
    if "'" in folded:
        raw = [each for at, each in enumerate(raw) if not _elides(raw, at)]
    if language.joined is not None:
        raw = [part for each in raw for part in _parted(each, language.joined)]
    items: list[Item] = []
    at = 0
    while at < len(raw):
        name, piece, start, end = raw[at]
        glued = at > 0 and raw[at - 1][3] == start and raw[at - 1][0] in ("number", "clock", "dotted")
        node, after = _longest(language.root, raw, at)
        if glued and piece in language.glued and after <= at + 1:
            # "3p" and "2h"; but "3p.m." is the longer phrase.
            node = None
        if node is not None and items and "title" in items[-1].kinds and name == "word":
            # "Mr March", "Frau Winter"
            node = None
            name, piece = "", text[start:end]
        if node is not None:
            assert node.kinds is not None
            items.append(Item(node.kinds, alphabet.letter(node.kinds), raw[at][2], raw[after - 1][3], node.shy))
            at = after
            continue
        kinds = _kinds(name, piece, glued, language)
        items.append(Item(kinds, alphabet.letter(kinds), start, end))
        at += 1
    return items


def _parted(each: tuple[str, str, int, int], joined: re.Pattern[str]) -> list[tuple[str, str, int, int]]:
    """A word as the two that it was made of, or as it is."""
    name, piece, start, end = each
    both = joined.fullmatch(piece) if name == "word" else None
    if both is None:
        return [each]
    middle = start + both.end(1)
    return [(name, both[1], start, middle), (name, both[2], middle, end)]


def _elides(raw: list[tuple[str, str, int, int]], at: int) -> bool:
    """The apostrophe of "l'après-midi" and "d'octobre"."""
    _, piece, start, end = raw[at]
    return (
        piece == "'"
        and 0 < at < len(raw) - 1
        and len(raw[at - 1][1]) == 1
        and raw[at - 1][0] == "word"
        and raw[at - 1][3] == start
        and raw[at + 1][2] == end
    )


def _longest(root: Node, raw: list[tuple[str, str, int, int]], at: int) -> tuple[Node | None, int]:
    """The longest phrase from here, and where it ends. Hyphens, apostrophes and full stops between its words do not
    count, so "o'clock", "mid-day" and "p.m." are the phrases "o clock", "mid day" and "p m"."""
    best: tuple[Node | None, int] = (None, at)
    node = root
    here = at
    while here < len(raw):
        name, piece, start, end = raw[here]
        if name == "possessive":
            piece = "s"
        following = node.following.get(piece)
        if following is None:
            joins = here > at and piece in "-'.\"" and (raw[here - 1][3] == start or piece == ".")
            if not joins or here + 1 >= len(raw):
                break
            here += 1
            continue
        node = following
        here += 1
        if node.kinds is not None:
            best = (node, here)
            # The last full stop of an abbreviation belongs to it.
            if (
                here - at > 2
                and here < len(raw)
                and raw[here][1] == "."
                and raw[here][2] == end
                and raw[here - 2][1] == "."
            ):
                best = (node, here + 1)
    return best


def _kinds(name: str, piece: str, glued: bool, language: Language) -> Kinds:
    match name:
        case "number":
            return number_kinds(piece, language)
        case "clock":
            parts = [int(part) for part in piece.rstrip("h ").split(":")]
            clock = Clock(
                parts[0],
                parts[1],
                parts[2] if len(parts) > 2 else 0,
                settled=piece[0] == "0" or parts[0] > 12,
                lean=language.lean(parts[0]),
            )
            return {"clock": clock, "hour": clock}
        case "hour_mark":
            hour, _, minute = piece.partition("h")
            minute = minute.strip(" imns")
            settled = piece[0] == "0" or int(hour) > 12
            clock = Clock(int(hour), int(minute or 0), settled=settled, lean=language.lean(int(hour)))
            span = Length(seconds=3600 * int(hour) + 60 * int(minute or 0), unit="minute" if minute else "hour")
            if span.seconds == 0:
                return {"hour_mark": clock, "hour": clock}
            return {"hour_mark": clock, "length": span, "hour": clock}
        case "dotted_date":
            first, second = re.findall(r"\d+", piece)
            return {"dotted_date" if language.dotted_dates else "dotted": (first, second)}
        case "dotted" | "slashed":
            first, second = re.split(r"[./]", piece)
            return {name: (first, second)}
        case "ordinal":
            number = int("".join(filter(str.isdigit, piece)))
            return {"ordinal": number, "digit_ordinal": number}
        case "iso" | "zone" | "date" | "year_month" | "month_year":
            return {name: piece}
        case "minute_mark":
            return {"unit": "minute"}
        case "possessive":
            return {"possessive": True}
        case "word":
            if glued and piece in language.glued:
                return language.glued[piece]
            corrected = language.corrected(piece)
            if corrected is not None:
                node = language.root.following.get(corrected)
                if node is not None and node.kinds is not None:
                    return node.kinds
            return {"other": piece}
        case "mark_sign":
            return {_MARKS.get(piece, "other"): piece}
        case _:
            return {"other": piece}


@cache
def alphabet_of(language: Language) -> Alphabet:
    """Every kind that an item of this language can be before the rules begin."""
    alphabet = Alphabet()
    for kinds in _COMPACT:
        alphabet.letter(kinds)
    for glued in language.glued.values():
        alphabet.letter(glued)
    nodes = [language.root]
    while nodes:
        node = nodes.pop()
        if node.kinds is not None:
            alphabet.letter(node.kinds)
        nodes.extend(node.following.values())
    return alphabet
