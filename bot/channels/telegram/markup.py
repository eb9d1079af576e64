"""Text with the marks that Telegram draws on it, and its HTML.

The text stays plain, and the marks are positions in it; tags exist only in what ``html`` returns, where every piece of
the text is escaped. So nothing that a person or a host typed can become a tag, or end one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape


@dataclass(frozen=True)
class Span:
    """A stretch of a text that is drawn in a way of its own. Of two spans with common characters, one holds the other
    and comes before it, as Telegram wants it."""

    start: int
    end: int
    tag: str
    """Of HTML; empty for a span that is not seen."""
    attributes: str = ""


@dataclass(frozen=True)
class Marked:
    """A text and its spans."""

    text: str
    spans: tuple[Span, ...] = ()

    def part(self, start: int, end: int) -> "Marked":
        """A piece of it; a span that goes on beyond an edge ends there."""
        cut = [
            Span(max(span.start, start) - start, min(span.end, end) - start, span.tag, span.attributes)
            for span in self.spans
            if span.start < end and span.end > start
        ]
        return Marked(self.text[start:end], tuple(cut))

    @property
    def plain(self) -> str:
        """The text without what only its markup gives a meaning (``aside``)."""
        text = self.text
        for span in reversed(self.spans):
            if not span.tag:
                text = text[: span.start] + text[span.end :]
        return text

    @property
    def html(self) -> str:
        """For ``parse_mode="HTML"``."""
        return "".join(_pieces(self.text, self.spans, 0, len(self.text)))


def bold(start: int, end: int) -> Span:
    """Drawn heavier."""
    return Span(start, end, "b")


def table(start: int, end: int) -> Span:
    """Every letter as wide as the others, so that columns stand under each other."""
    return Span(start, end, "pre")


def instant(start: int, end: int, at: datetime, form: str = "") -> Span:
    """The platform's ``date_time`` entity. Without a ``form`` the words stay and a tap shows the reader's own clock;
    with one ("wDt": weekday, long date, short time) the reader's own clock stands in place of the words."""
    format_attribute = f' format="{form}"' if form else ""
    return Span(start, end, "tg-time", f' unix="{int(at.timestamp())}"{format_attribute}')


def aside(start: int, end: int) -> Span:
    """Said on top of the reply's own words, and only where its markup is understood."""
    return Span(start, end, "")


def utf16_length(text: str) -> int:
    """In the units that Telegram counts texts and entities in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(text: str, spans: tuple[Span, ...], start: int, end: int) -> Iterator[str]:
    while spans:
        outer, rest = spans[0], spans[1:]
        inner = tuple(span for span in rest if span.start < outer.end)
        yield escape(text[start : outer.start], quote=False)
        if outer.tag:
            yield f"<{outer.tag}{outer.attributes}>"
        yield from _pieces(text, inner, outer.start, outer.end)
        if outer.tag:
            yield f"</{outer.tag}>"
        start, spans = outer.end, rest[len(inner) :]
    yield escape(text[start:end], quote=False)
