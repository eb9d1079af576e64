"""What the words of a language mean to the grammar. A language is a file in ``languages/``; none of it is code.

A word or phrase maps to the kinds it can be, each with a value: "second" is the ordinal 2 and also a unit of time.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.scheduling.when.quantity import Clock, Half, Part

Kinds = dict[str, Any]


def fold(text: str) -> str:
    """Lower case without accents, character by character, so that offsets stay what they were."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


@cache
def _fold_character(character: str) -> str:
    if character in "’‘`´ʼ":
        return "'"
    if character in "–—−‑‒":
        return "-"
    base = unicodedata.normalize("NFKD", character.lower())[:1]
    return base.lower() if len(base.lower()) == 1 else character


@dataclass
class Node:
    """A word in the tree of phrases: what it means when a phrase ends here, and which words may follow."""

    kinds: Kinds | None = None
    shy: bool = False
    following: dict[str, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Language:
    """A language's words as a tree, and the few settings that differ beyond words."""

    code: str
    root: Node
    glued: dict[str, Kinds]
    ordinal_suffixes: frozenset[str]
    dotted_dates: bool
    """Whether "3.12." is a date."""
    numeric_order: str
    numeric_order_by_zone: dict[str, str]
    mornings_from: int
    """The first hour that is in the morning when nothing tells: "at 7" is an evening to some, a morning to others."""
    joined: re.Pattern[str] | None
    """Two words written as one ("Montagabend"); the pattern's groups are the two."""
    two_letters: dict[str, str]
    """Stems as they are typed where a letter is not on the keyboard, and as they are ("fuenf": "funf")."""
    typos: dict[str, list[str]]
    not_typos: frozenset[str]

    def lean(self, hour: int) -> Half | None:
        """The likelier half of the day, where this language differs from what the hour alone would tell."""
        return "am" if self.mornings_from <= hour < 8 else None

    def order_in(self, zone: str) -> str:
        """Whether a numeric date is written day first ("dmy", "dmy always") or month first ("mdy") by people of that
        zone. "Always" leaves no doubt, where the language's speakers all write it so."""
        for prefix, order in self.numeric_order_by_zone.items():
            if zone.startswith(prefix):
                return order
        return self.numeric_order

    def respelled(self, word: str) -> str:
        """The word with one letter where two were typed for it."""
        return self._typed.sub(lambda stem: self.two_letters[stem.group()], word) if self.two_letters else word

    @cached_property
    def _typed(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.two_letters)))

    def corrected(self, word: str) -> str | None:
        """The word of time that was probably meant: one slip away, two in long words. Short words are left alone."""
        if len(word) < 5 or word in self.not_typos:
            return None
        candidates = self.typos.get(word[0])
        if candidates is None:
            return None
        found = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2)
        return found[0] if found is not None else None


_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

_PART_KINDS = ("part", "relative_part", "weekday_part")


@cache
def available() -> frozenset[str]:
    """The codes of the languages we ship."""
    files = resources.files(__package__).joinpath("languages").iterdir()
    return frozenset(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def shipped(language: str) -> str | None:
    """The code of the language when we ship it, also for a variety of it ("pt-BR", "en_GB")."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return code if code in available() else None


@cache
def load(code: str) -> Language:
    """The language of that code, one of those available."""
    data = tomllib.loads(resources.files(__package__).joinpath("languages", f"{code}.toml").read_text(encoding="utf-8"))
    root = Node()
    settings = data["settings"]
    mornings_from = settings.get("mornings_from", 8)
    parts = {name: Part(name, round(start * 60), round(end * 60)) for name, (start, end) in data["part_hours"].items()}
    for kind, meaning in data["kinds"].items():
        if isinstance(meaning, list):
            for phrase in meaning:
                _add(root, phrase, kind, True, mornings_from)
        else:
            for value, phrases in meaning.items():
                for phrase in phrases:
                    _add(
                        root,
                        phrase,
                        kind,
                        parts[value] if kind in ("part", "relative_part", "weekday_part") else _value(value),
                        mornings_from,
                    )
    for phrase in data["shy"]["words"]:
        _node(root, phrase).shy = True
    typos: dict[str, list[str]] = {}
    for word in data["typos"]["words"]:
        typos.setdefault(fold(word)[0], []).append(fold(word))
    return Language(
        code=code,
        root=root,
        glued={
            word: {"meridiem": kind} if kind in ("am", "pm") else {"unit": kind}
            for kind, words in data["glued"].items()
            for word in words
        },
        ordinal_suffixes=frozenset(settings["ordinal_suffixes"]),
        dotted_dates=settings.get("dotted_dates", False),
        numeric_order=settings["numeric_order"],
        numeric_order_by_zone=settings.get("numeric_order_by_zone", {}),
        mornings_from=mornings_from,
        joined=_joined(data.get("joined")),
        two_letters={word.translate(_TWO_LETTERS): fold(word) for word in data.get("two_letters", {}).get("stems", ())},
        typos=typos,
        not_typos=frozenset(fold(word) for word in data["typos"]["not"]),
    )


def _joined(words: dict[str, list[str]] | None) -> re.Pattern[str] | None:
    if words is None:
        return None
    first, second = ("|".join(map(fold, words[place])) for place in ("first", "second"))
    return re.compile(f"({first})({second})")


_PHRASE_WORDS = re.compile(r"[^\W\d_]+|\d+(?:/\d+)?|[^\w\s]", re.UNICODE)


def _node(root: Node, phrase: str) -> Node:
    node = root
    for word in _PHRASE_WORDS.findall(fold(phrase)):
        node = node.following.setdefault(word, Node())
    return node


def _add(root: Node, phrase: str, kind: str, value: object, mornings_from: int) -> None:
    node = _node(root, phrase)
    node.kinds = {**(node.kinds or {}), **_meanings(kind, value, mornings_from)}


def _meanings(kind: str, value: Any, mornings_from: int) -> Kinds:
    """What follows from being of a kind: a number word can be an hour, and so can "noon"."""
    match kind:
        case "small" | "teen" | "tens":
            number = {"num": value, "word_number": value}
            if kind != "teen":
                number[kind] = value  # these combine: "twenty-one"
            lean: Half | None = "am" if mornings_from <= value < 8 else None
            return {**number, "hour": Clock(value, lean=lean)} if value <= 24 else number
        case "dated_weekday":
            return {kind: value, "weekday": value}
        case "ordinal":
            return {kind: value, "word_ordinal": value}
        case "named_clock":
            hour, minute = (int(part) for part in value.split(":"))
            clock = Clock(hour, minute, settled=True)
            return {"clock": clock, "hour": clock, "named_clock": clock}
        case _:
            return {kind: value}


def _value(text: str) -> object:
    return int(text) if re.fullmatch(r"-?\d+", text) else text
