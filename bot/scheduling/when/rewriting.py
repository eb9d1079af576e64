"""An engine for grammars of rewriting rules, run over the kinds of words instead of their letters.

Each item of a text (at first its words) is one or more kinds of thing. Every set of kinds is given one character, so
a sentence of items is a short string and a rule is a regular expression on it: ``"w:weekday comma? the? o:ordinal"``
finds a weekday and an ordinal with nothing between but a comma and an article. What a rule matches becomes one item of
the kind it makes, whose value its action computes from the captured ones; an action that returns None refuses. The
rules run in the order they are written, each over the whole sentence, so later rules build on what earlier ones made.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from bot.scheduling.when.language import Kinds


@dataclass(slots=True)
class Item:
    """A piece of the text: from ``start`` to ``end`` in characters, what it may be, and the value of each."""

    kinds: Kinds
    letter: str
    start: int
    end: int
    shy: bool = False
    """A word that is a time only in company ("may", "sun")."""


@dataclass(frozen=True)
class Rule:
    """``makes`` names the kinds of the new item; they share the value of the action, unless it is a dict that has one
    for each."""

    makes: tuple[str, ...]
    pattern: str
    action: Callable[..., Any]

    @property
    def kinds(self) -> set[str]:
        """The kinds that the rule reads or makes."""
        return {name[2] for name in _NAME.finditer(self.pattern)} | set(self.makes)


_NAME = re.compile(r"(?:([a-z]):)?([a-z][a-z0-9_]+)")


def rule(makes: str, pattern: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Marks a function as the action of a rule; several marks on one function are several rules, in reading order."""

    def mark(action: Callable[..., Any]) -> Callable[..., Any]:
        marked: list[Rule] = getattr(action, "rules", [])
        marked.insert(0, Rule(tuple(makes.split()), pattern, action))
        action.rules = marked  # type: ignore[attr-defined]
        return action

    return mark


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules of a module, in the order of its functions."""
    own = [value for value in vars(module).values() if getattr(value, "__module__", None) == module.__name__]
    return [each for value in own for each in getattr(value, "rules", [])]


@dataclass
class _Compiled:
    regex: re.Pattern[str]
    captures: list[tuple[str, str]]
    needs: int
    makes: tuple[str, ...]
    letter: str
    bits: int
    action: Callable[..., Any]


@dataclass
class Alphabet:
    """One character for every set of kinds that an item of this grammar can be."""

    letters: dict[frozenset[str], str] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)
    bits_of: dict[str, int] = field(default_factory=dict)

    def letter(self, kinds: Iterable[str]) -> str:
        key = frozenset(kinds)
        letter = self.letters.get(key)
        if letter is None:
            letter = self.letters[key] = chr(0x4E00 + len(self.letters))
            self.bits_of[letter] = sum(self.bits.setdefault(kind, 1 << len(self.bits)) for kind in sorted(key))
        return letter

    def having(self, kind: str) -> str:
        """A character class: every item that can be of this kind."""
        letters = "".join(letter for kinds, letter in self.letters.items() if kind in kinds)
        return f"[{letters}]" if letters else r"[^\s\S]"


class Grammar:
    """Rules made ready for one alphabet. No further kinds may be added to the alphabet afterwards."""

    def __init__(self, rules: list[Rule], alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        for each in rules:
            alphabet.letter(each.makes)
        self._rules = [self._compile(each) for each in rules]

    def _compile(self, each: Rule) -> _Compiled:
        captures: list[tuple[str, str]] = []

        def expand(name: re.Match[str]) -> str:
            letters = self.alphabet.having(name[2])
            if name[1] is None:
                return letters
            captures.append((name[1], name[2]))
            return f"(?P<{name[1]}>{letters})"

        letter = self.alphabet.letter(each.makes)
        return _Compiled(
            regex=re.compile(_NAME.sub(expand, each.pattern).replace(" ", "")),
            captures=captures,
            needs=sum(self.alphabet.bits.get(kind, 1 << 200) for kind in _mandatory(each.pattern)),
            makes=each.makes,
            letter=letter,
            bits=self.alphabet.bits_of[letter],
            action=each.action,
        )

    def rewrite(self, items: list[Item]) -> list[Item]:
        """The items after every rule has had its turn."""
        letters = "".join([item.letter for item in items])
        bits_of = self.alphabet.bits_of
        present = 0
        for letter in set(letters):
            present |= bits_of[letter]
        for each in self._rules:
            if each.needs & ~present:
                continue
            position = 0
            while (found := each.regex.search(letters, position)) is not None:
                first, last = found.span()
                captured = {
                    name: items[found.start(name)].kinds[kind] if found.start(name) >= 0 else None
                    for name, kind in each.captures
                }
                value = each.action(**captured)
                if value is None:
                    position = first + 1
                    continue
                shy = last - first == 1 and items[first].shy
                kinds = value if isinstance(value, dict) else dict.fromkeys(each.makes, value)
                made = Item(kinds, each.letter, items[first].start, items[last - 1].end, shy)
                items[first:last] = [made]
                letters = letters[:first] + each.letter + letters[last:]
                present |= each.bits
                # A longer match may have made what the same rule can take further ("1 hour" "30 minutes").
                position = first + (last - first == 1)
        return items


def _mandatory(pattern: str) -> set[str]:
    """The kinds that no match of the pattern can do without, so that most rules are passed over at a glance."""
    flat = pattern
    while True:
        # Groups are taken out from the inside: what they need is left to the regular expression.
        simpler = re.sub(r"\([^()]*\)[?*+]?", " ", flat)
        if simpler == flat:
            break
        flat = simpler
    flat = re.sub(r"\[[^\]]*\]", " ", flat)
    return {name[2] for name in _NAME.finditer(flat) if not flat[name.end() :].startswith(("?", "*"))}
