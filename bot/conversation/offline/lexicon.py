"""The words of one language, as the built-in model matches them: data in ``languages/<code>.toml`` (patterns) and
``vocabulary/<code>.toml`` (single words), with what only hosts say in ``hosts/<code>.toml``; read once.

A pattern is a list of alternatives, each a regular expression in lower case in which a space stands for any white
space (" ?" for none or any) and ``{name}`` for a list of ``[lists]``. Patterns match whole words. Accents may be
written, and make no difference; words that are written with umlauts or a sharp s are also known as people type them
without ("naechste", "heissen"). A language without a file is read with the English words, as its sentences are answered
in English too; a file without a pattern or a list of words has the English one.
"""

import itertools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from bot.conversation.letters import bare, spellings

FALLBACK = "en"

_WORD = re.compile(r"[^\W\d_]{2,}(?:'[^\W\d_]+)?")
_WITH_OWN_LETTERS = re.compile(r"[^\W\d_]*[äöüß][^\W\d_]*")


@dataclass(frozen=True)
class Lexicon:
    """``patterns`` find something in a folded text; ``sets`` are plain words to look up."""

    language: str
    patterns: Mapping[str, re.Pattern[str]]
    sets: Mapping[str, frozenset[str]]
    respelled: Mapping[str, str] = field(default_factory=dict)
    """Beginnings of words as they may be typed, and as the patterns have them: "naechst" and "nachst"."""

    def finds(self, name: str, text: str) -> bool:
        return self.patterns[name].search(text) is not None

    def content(self, plain: str) -> list[str]:
        """The words of a folded text that say something: no small words, and no "meeting"."""
        small = self.sets["not_a_name"] | self.sets["plain_kinds"]
        return [word for word in _WORD.findall(plain) if word not in small]

    def as_patterns_have_it(self, word: str) -> str:
        """A folded word with what was typed as two letters, or as one of another kind, made the one it stands for."""
        return self._typed.sub(lambda match: self.respelled[match.group()], word) if self.respelled else word

    @cached_property
    def _typed(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.respelled), key=len, reverse=True)))

    def is_all(self, name: str, text: str) -> bool:
        """Whether the pattern covers the text from end to end."""
        return self.patterns[name].fullmatch(text) is not None


def load(language: str) -> Lexicon:
    """The lexicon that serves a language code such as ``en-GB``."""
    return _load(language.replace("_", "-").split("-")[0].lower())


@cache
def _load(code: str) -> Lexicon:
    folder = resources.files(__package__)
    file = folder / "languages" / f"{code}.toml"
    if not code.isalpha() or not file.is_file():
        return _load(FALLBACK)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    vocabulary = tomllib.loads((folder / "vocabulary" / f"{code}.toml").read_text(encoding="utf-8"))
    hosts = tomllib.loads((folder / "hosts" / f"{code}.toml").read_text(encoding="utf-8"))
    lists: dict[str, str] = {}
    for name, alternatives in {**data["lists"], **hosts["lists"]}.items():
        lists[name] = _either(alternatives, lists)
    everything_said = {**data["patterns"], **hosts["patterns"]}
    patterns = {name: _pattern(alternatives, lists) for name, alternatives in everything_said.items()}
    sets = {
        name: frozenset(spelling for word in words for spelling in spellings(word))
        for name, words in vocabulary.items()
    }
    if code != FALLBACK:
        english = _load(FALLBACK)
        patterns, sets = {**english.patterns, **patterns}, {**english.sets, **sets}
    everything = " ".join(
        itertools.chain(
            *data["lists"].values(), *hosts["lists"].values(), *everything_said.values(), *vocabulary.values()
        )
    )
    return Lexicon(code, patterns, sets, _respelled(everything))


def _pattern(alternatives: list[str], lists: Mapping[str, str]) -> re.Pattern[str]:
    # "l'" and "d'" are words that end where the next one begins.
    return re.compile(rf"(?<!\w){_either(alternatives, lists)}(?:(?<=')|(?!\w))")


def _either(alternatives: list[str], lists: Mapping[str, str]) -> str:
    """Alternatives as one group; a list may use the lists before it."""
    text = _as_typed("|".join(alternatives))
    for name, group in lists.items():
        text = text.replace(f"{{{name}}}", group)
    return "(?:" + text.replace(" ?", r"\s*").replace(" ", r"\s+") + ")"


def _as_typed(text: str) -> str:
    """One form for all the spellings of a text."""
    return bare(text).replace("ß", "ss")


def _respelled(text: str) -> dict[str, str]:
    words = set(_WITH_OWN_LETTERS.findall(text))
    typed = {spelling: _as_typed(word) for word in words for spelling in spellings(word) if len(word) > 2}
    return {spelling: plain for spelling, plain in typed.items() if spelling != plain}
