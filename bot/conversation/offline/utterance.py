"""What a person wrote, in two forms that point at each other: as said, and folded for matching.

The folded form is lower case without accents, with plain quotes and spaces, without control characters, and with
slips in frequent words put right. Whatever is handed on is cut from what was said, where only runs of blanks are made
one.
"""

import bisect
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.conversation.letters import folded
from bot.conversation.offline.lexicon import Lexicon

Span = tuple[int, int]

LONGEST_READ = 1500
"""Characters that are looked at for requests and details; an answer to an open question is taken whole all the same."""

FULL_STOP = r"(?<!(?<!\w)[^\W\d_])(?<!(?<!\w)(?:dr|mr|ms|st|sr))(?<!(?<!\w)(?:mrs|sra|dra))(?<!(?<!\w)prof)\.(?=\s|$)"
"""A full stop that ends something, unlike those of "A. Silva" and "Dr. Silva"."""

_BLANKS = re.compile(r"[^\S\n]{2,}")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "¿": " ",
        "¡": " ",
    }
)
_QUOTED = re.compile(r'"[^"]{12,}"|^>.*$', re.MULTILINE)


@dataclass(frozen=True)
class Utterance:
    """``plain[i]`` was written at ``said[origins[i]]``; spans of our own are spans of ``plain``."""

    said: str
    plain: str
    origins: tuple[int, ...]

    def cut(self, start: int, end: int) -> str:
        """The words as they were written."""
        return self.said[self.origins[start] : self.origins[end]].strip()

    def part(self, start: int, end: int) -> "Utterance":
        first = self.origins[start]
        return Utterance(
            self.said[first : self.origins[end]],
            self.plain[start:end],
            tuple(origin - first for origin in self.origins[start : end + 1]),
        )

    def from_position(self, start: int) -> "Utterance":
        """The same with everything before ``start`` blanked out, so that spans stay what they are."""
        return replace(self, said=self.said_without([(0, start)]), plain=self.without([(0, start)]))

    def plain_span(self, span: Span) -> Span:
        """The span in ``plain`` of a span in ``said``."""
        return bisect.bisect_left(self.origins, span[0]), bisect.bisect_left(self.origins, span[1])

    def without(self, spans: Iterable[Span]) -> str:
        """``plain`` with these spans blanked out, every position kept."""
        return blank(self.plain, spans)

    def said_without(self, spans: Iterable[Span]) -> str:
        """``said`` with these spans of ``plain`` blanked out, every position kept."""
        return blank(self.said, ((self.origins[start], self.origins[end]) for start, end in spans))


def blank(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    for start, end in spans:
        text = text[:start] + filler * (end - start) + text[end:]
    return text


def hear(text: str, lexicon: Lexicon) -> Utterance:
    """The beginning of a message, ready to be matched."""
    said = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).strip()[: 2 * LONGEST_READ])[:LONGEST_READ]
    plain = "".join(map(_folded, said.translate(_SAME)))
    pieces: list[str] = []
    origins: list[int] = []
    last = 0
    for match in _TOKEN.finditer(plain):
        right = _corrected(match.group(), lexicon)
        pieces += [plain[last : match.start()], right]
        origins += range(last, match.start())
        origins += [min(match.start() + offset, match.end() - 1) for offset in range(len(right))]
        last = match.end()
    pieces.append(plain[last:])
    origins += range(last, len(plain) + 1)
    return Utterance(said, "".join(pieces), tuple(origins))


def quoted(text: str) -> list[Span]:
    """Spans of quoted and forwarded words: somebody else's, so no request of the person's."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _folded(char: str) -> str:
    """One character for one character, so that positions stay."""
    if char == "\n":
        return char
    if unicodedata.category(char)[0] in "CZ":
        return " "
    return folded(char)


@lru_cache(maxsize=4096)
def _nearest(token: str, words: frozenset[str]) -> str:
    """A frequent word that this one misses by a slip of the fingers, or the word itself."""
    best = process.extractOne(token, sorted(words), scorer=OSA.distance, score_cutoff=1 if len(token) < 8 else 2)
    return best[0] if best is not None and best[0][0] == token[0] else token


def _corrected(token: str, lexicon: Lexicon) -> str:
    token = lexicon.as_patterns_have_it(token)
    frequent = lexicon.sets["frequent"]
    if len(token) < 5 or token in frequent or token in lexicon.sets["no_slips"]:
        return token
    return _nearest(token, frequent)
