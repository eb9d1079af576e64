"""Which of the options shown a person means: by their words, a near miss, a number in the list, or a size in a range.

Never guesses: an answer that fits two options picks none of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.scheduling.numerals import words_to_number

# Below this a near miss is more likely another word than a slip of the fingers.
_NEAR = 80
_CLOSE_CALL = 8
_NEGATION = re.compile(
    r"\b(?:not|no|except|but|without|neither|pero|sauf|sans|pas|nicht|außer|ohne|mas|menos|sem|não)\b", re.IGNORECASE
)
_ALL = re.compile(
    r"^\W*(?:all|both|everything|all of (?:them|those|the above)|"
    r"todos?|todas?|ambos|tous|toutes|les deux|alle|beide|alles)\W*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;\n/&+]|\b(?:and|y|e|et|und|plus|also)\b)\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:the\s+)?(?:(?:option|number|no\.?|nr\.?|choice|opción|opção|número|numéro|nummer)\s*)?#?\s*(\w+)(?:\s+(?:one|option|choice))?\W*$",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st primero primera premier première erste ersten primeiro primeira",
            "second 2nd segundo segunda deuxième zweite zweiten",
            "third 3rd tercero tercera troisième dritte dritten terceiro terceira",
            "fourth 4th cuarto cuarta quatrième vierte vierten quarto quarta",
            "fifth 5th quinto quinta cinquième fünfte fünften",
            "sixth 6th sexto sexta sixième sechste sechsten",
            "seventh 7th séptimo séptima septième siebte siebten sétimo sétima",
            "eighth 8th octavo octava huitième achte achten oitavo oitava",
            "ninth 9th noveno novena neuvième neunte neunten nono nona",
        ),
        start=1,
    )
    for word in words.split()
}
_LAST = frozenset(("last", "último", "última", "dernier", "dernière", "letzte", "letzten"))
_RANGE = re.compile(r"^\D*?(\d+)\s*(?:-|–|—|to|bis|a|à)\s*(\d+)\D*$", re.IGNORECASE)
_AND_MORE = re.compile(r"^\D*?(\d+)\s*(?:\+|or more|and more|and up|plus)\D*$", re.IGNORECASE)
_LESS_THAN = re.compile(r"^\s*(?:<|under|less than|fewer than|up to)\s*(\d+)\D*$", re.IGNORECASE)
# Stands in an answer for an option that was named there in full.
_NAMED = "\0"
_POLITE = frozenset(
    ("please", "thanks", "thank you", "ok", "por favor", "gracias", "s'il vous plaît", "merci", "bitte")
)


@dataclass(frozen=True)
class Picked:
    """What an answer picks: exactly one option, several that it could mean, or none."""

    options: tuple[str, ...]


def pick(options: Sequence[str], answer: str) -> Picked:
    """One option out of those shown, numbered from 1."""
    exact = _exact(options, answer)
    if exact:
        return Picked(exact)
    if _NEGATION.search(answer) and not any(_NEGATION.search(option) for option in options):
        return Picked(())
    readings = {*_by_number(options, answer), *_by_range(options, answer)}
    if not readings:
        readings = set(_contained(options, answer)[0]) or set(_near(options, answer))
    return Picked(tuple(option for option in options if option in readings))


def pick_several(options: Sequence[str], answer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options an answer names, in the order shown, and the parts of it that name none."""
    if _ALL.match(answer):
        return tuple(options), ()
    if _exact(options, answer):
        return _exact(options, answer), ()
    if _NEGATION.search(answer) and not any(_NEGATION.search(option) for option in options):
        return (), (answer.strip(),)
    named, rest = _contained(options, answer)
    picked, unknown = set(named), []
    parts = [part.strip(" .!?\t") for part in _SEPARATOR.split(rest)]
    # "2 4" is two numbers as much as "2 and 4".
    parts = [piece for part in parts for piece in (part.split() if re.fullmatch(r"[\d\s]+", part) else [part])]
    for part in parts:
        if not part or _NAMED in part or part.casefold() in _POLITE:
            # Empty, or the words around an option that was named in full: "Email please".
            continue
        one = pick(options, part).options
        if len(one) == 1:
            picked.update(one)
        else:
            unknown.append(part)
    return tuple(option for option in options if option in picked), tuple(unknown)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!?\"'“”")


def _exact(options: Sequence[str], answer: str) -> tuple[str, ...]:
    literal = tuple(option for option in options if option == answer)
    return literal or tuple(option for option in options if _folded(option) == _folded(answer))


def _contained(options: Sequence[str], answer: str) -> tuple[list[str], str]:
    """Options whose whole words stand in the answer, the longest first, and the answer with a mark in their place."""
    rest, found = answer, []
    for option in sorted(options, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, option.split()))
        taken, count = (
            re.subn(rf"(?<![\w-]){words}(?![\w+-])", _NAMED, rest, flags=re.IGNORECASE) if words else (rest, 0)
        )
        if count and not option.strip().isdigit():
            rest = taken
            found.append(option)
    return found, rest


def _by_number(options: Sequence[str], answer: str) -> tuple[str, ...]:
    match = _NUMBERED.match(answer)
    if not match:
        return ()
    word = match[1].casefold()
    number = len(options) if word in _LAST else _ORDINALS.get(word) or words_to_number(word)
    return (options[int(number) - 1],) if number and number == int(number) and 1 <= number <= len(options) else ()


def _by_range(options: Sequence[str], answer: str) -> tuple[str, ...]:
    """ "We are 25" means "10-50". On a border between two ranges both fit."""
    numbers = re.findall(r"\d+(?:[.,]\d{3})*", answer)
    if len(numbers) == 2:
        # "10 to 50" for "10-50".
        return tuple(option for option in options if re.findall(r"\d+", option) == numbers)
    if len(numbers) != 1 or re.search(r"#|\b(?:option|number)\b", answer, re.IGNORECASE):
        return ()
    size = int(re.sub(r"\D", "", numbers[0]))
    return tuple(option for option in options if _spans(option, size))


def _spans(option: str, size: int) -> bool:
    if match := _RANGE.match(option):
        return int(match[1]) <= size <= int(match[2])
    if match := _AND_MORE.match(option):
        return size >= int(match[1])
    if match := _LESS_THAN.match(option):
        return size < int(match[1])
    return False


def _near(options: Sequence[str], answer: str) -> tuple[str, ...]:
    """Options spelled nearly like the answer, or that the answer is an unmistakable beginning of."""
    said = _folded(answer)
    if len(said) < 3:
        return ()
    starting = tuple(option for option in options if re.match(rf"{re.escape(said)}\b", _folded(option)))
    if starting:
        return starting
    scores = {option: fuzz.ratio(said, _folded(option)) for option in options}
    best = max(scores.values(), default=0)
    return tuple(option for option, score in scores.items() if score >= max(_NEAR, best - _CLOSE_CALL))
