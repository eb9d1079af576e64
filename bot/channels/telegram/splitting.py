"""Long texts in pages that Telegram takes.

A page ends where a reader would pause: after a paragraph, else a line, a sentence, a word, and only then between two
letters; inside a span only when the span alone is longer than a page. The white space at a cut is in no page, since
Telegram takes it off anyway.
"""

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

from bot.channels.telegram.markup import Marked, utf16_length

LONGEST = 4096
"""UTF-16 units of one message, counted after its markup is read."""

# From the best place to end a page to the worst. The best ones are taken in the last two thirds of a page alone: a page
# with one short line on it reads worse than a page that ends with a word.
_PAUSES = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"""(?<=[.!?…])["”’)»]*\s+|(?<=[。！？])"""),
    re.compile(r"\s+"),
)


def pages(marked: Marked, longest: int = LONGEST) -> Iterator[Marked]:
    """The text in pieces of at most ``longest`` UTF-16 units. A text of white space alone has no page."""
    start, end = _trimmed(marked.text, 0, len(marked.text))
    while start < end:
        reach = _reach(marked.text, start, end, longest)
        cut = end if reach == end else _cut(marked, start, reach, longest)
        last = _trimmed(marked.text, start, cut)[1]
        yield marked.part(start, last)
        start = _trimmed(marked.text, cut, end)[0]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _reach(text: str, start: int, end: int, longest: int) -> int:
    """How far one page could go at most."""
    if utf16_length(text[start : start + longest]) <= longest:
        return min(start + longest, end)
    reach, units = start, 0
    while reach < end and (units := units + (2 if text[reach] > "\uffff" else 1)) <= longest:
        reach += 1
    return reach


def _cut(marked: Marked, start: int, reach: int, longest: int) -> int:
    whole = [
        span
        for span in marked.spans
        if span.end > start and span.start < reach and utf16_length(marked.text[span.start : span.end]) <= longest
    ]
    early = start + (reach - start) // 3
    for pause in _PAUSES:
        # The next character is looked at too: a page may be full right before the white space it could end with.
        for found in reversed(list(pause.finditer(marked.text, early, reach + 1))):
            place = min(found.start() + len(found.group().rstrip()), reach)
            if place > early and not any(span.start < place < span.end for span in whole):
                return place
    for span in whole:
        if start < span.start < reach < span.end:
            return span.start
    return start + _whole_letters(marked.text[start : reach + 1], reach - start)


def _whole_letters(text: str, at_most: int) -> int:
    """How many characters to take so that no letter is parted from its accent, nor an emoji from what it is made of."""
    ends = [end for _, end, _ in split_graphemes(text)[0] if 0 < end <= at_most]
    return ends[-1] if ends else at_most
