"""Which of the shipped languages a message is written in, by the words in it that belong to one."""

import re
from collections.abc import Sequence
from functools import cache

from bot.conversation.letters import folded
from bot.conversation.offline import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

MARGIN = 2
"""By how many words another language has to be nearer, so that a name or a borrowed word turns nothing over."""


KNOWN_AT_LEAST = 0.25
"""The share of the words of any prose that are frequent ones."""


def written_in(text: str, usual: str, shipped: Sequence[str]) -> str:
    """The code of the language of a message; ``usual``, the one expected, unless another is plainly nearer."""
    tokens = _WORD.findall(folded(text.replace("’", "'")))
    if not tokens:
        return usual
    hits = {code: sum(_belongs(token, _words(code)) for token in tokens) for code in shipped}
    expected = hits.get(usual, 0)
    nearest = max(hits, key=lambda code: (hits[code], code == usual))
    if nearest == usual:
        return usual
    says_only_this = expected == 0 and hits[nearest] == len(tokens)
    plainly = hits[nearest] >= expected + MARGIN and hits[nearest] > len(tokens) / 2
    return nearest if plainly or says_only_this else usual


def _belongs(token: str, words: frozenset[str]) -> bool:
    """Whether a token is one of the words, or hides one behind an article or pronoun: "l'heure", "d'une"."""
    return token in words or token.partition("'")[2] in words


def is_in(text: str, code: str) -> bool:
    """Whether a few sentences can be in this language: a good part of their words are frequent in it."""
    tokens = _WORD.findall(folded(text.replace("’", "'")))
    known = sum(token in _words(code) for token in tokens)
    return known >= max(1, len(tokens) * KNOWN_AT_LEAST)


@cache
def _words(code: str) -> frozenset[str]:
    """The frequent words of a language."""
    sets = lexicon.load(code).sets
    return sets["not_a_name"] | sets["frequent"] | sets["plain_kinds"]
