"""The words of one language, as the built-in model matches them: data in ``languages/<code>.toml`` (patterns) and
``vocabulary/<code>.toml`` (single words), read once.

A pattern is a list of alternatives, each a regular expression in lower case in which a space stands for any white
space (" ?" for none or any) and ``{name}`` for a list of ``[lists]``. Patterns match whole words. Accents may be
written, and make no difference. A language without a file is read with the English words, as its sentences are answered
in English too; a file without a pattern or a list of words has the English one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.conversation.letters import bare

FALLBACK = "en"

_WORD = re.compile(r"[^\W\d_]{2,}(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class Lexicon:
    """``patterns`` find something in a folded text; ``sets`` are plain words to look up."""

    language: str
    patterns: Mapping[str, re.Pattern[str]]
    sets: Mapping[str, frozenset[str]]

    def finds(self, name: str, text: str) -> bool:
        return self.patterns[name].search(text) is not None

    def content(self, plain: str) -> list[str]:
        """The words of a folded text that say something: no small words, and no "meeting"."""
        small = self.sets["not_a_name"] | self.sets["plain_kinds"]
        return [word for word in _WORD.findall(plain) if word not in small]

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
    lists: dict[str, str] = {}
    for name, alternatives in data["lists"].items():
        lists[name] = _either(alternatives, lists)
    patterns = {name: _pattern(alternatives, lists) for name, alternatives in data["patterns"].items()}
    sets = {name: frozenset(map(bare, words)) for name, words in vocabulary.items()}
    if code != FALLBACK:
        english = _load(FALLBACK)
        patterns, sets = {**english.patterns, **patterns}, {**english.sets, **sets}
    return Lexicon(code, patterns, sets)


def _pattern(alternatives: list[str], lists: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either(alternatives, lists)}(?!\w)")


def _either(alternatives: list[str], lists: Mapping[str, str]) -> str:
    """Alternatives as one group; a list may use the lists before it."""
    text = bare("|".join(alternatives))
    for name, group in lists.items():
        text = text.replace(f"{{{name}}}", group)
    return "(?:" + text.replace(" ?", r"\s*").replace(" ", r"\s+") + ")"
