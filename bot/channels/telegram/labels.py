"""Words short enough for buttons on a phone, and never two alike.

Widths are in columns: most letters take one, Chinese, Japanese and Korean letters and emoji take two.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from rich.cells import split_graphemes

from bot.channels.visible import visible_line

ROW = 30
"""Columns of text that a small phone shows of a button with the row to itself."""
_EDGES = 2
"""Columns that each further button of a row takes away by its edges."""
_MORE = "…"
_LOOSE_ENDS = " ,;:–—-("


def columns(text: str) -> int:
    """How wide the text is."""
    return split_graphemes(text)[1]


def most_in_row(labels: Sequence[str], at_most: int) -> int:
    """How many of these fit side by side; Telegram gives all buttons of a row the same width."""
    widest = max(columns(label) for label in labels)
    return max(1, min(at_most, (ROW + _EDGES) // (widest + _EDGES)))


def shortened(label: str, width: int = ROW) -> str:
    """One line of at most so many columns, never empty. What is too long ends after a word, with "…"."""
    line = visible_line(label)
    graphemes, whole = split_graphemes(line)
    if not whole:
        return _MORE
    if whole <= width:
        return line
    end = taken = 0
    for _, stop, wide in graphemes:
        taken += wide
        if taken > width - columns(_MORE):
            break
        end = stop
    kept = line[:end].rstrip(_LOOSE_ENDS)
    words = kept if line[end] in _LOOSE_ENDS else kept.rpartition(" ")[0].rstrip(_LOOSE_ENDS)
    # A long word at the end is better cut in its middle than left out with half of the room.
    return (words if columns(words) >= width // 2 else kept) + _MORE


def distinct(labels: Sequence[str], width: int = ROW) -> list[str]:
    """The labels shortened, and numbered where they would look alike."""
    short = [shortened(label, width) for label in labels]
    alike = Counter(short)
    taken = set(short)
    numbered_as = {line: count(1) for line in alike}
    result = []
    for label, line in zip(labels, short, strict=True):
        if alike[line] > 1:
            numbers = (f" ({number})" for number in numbered_as[line])
            numbered = (shortened(label, width - len(number)) + number for number in numbers)
            line = next(candidate for candidate in numbered if candidate not in taken)
            taken.add(line)
        result.append(line)
    return result
