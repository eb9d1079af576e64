"""A reply as Telegram shows it: pages of marked text, buttons, and a hint for the input field. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import InlineKeyboardMarkup
from telegram.constants import ReplyLimit

from bot.channels.telegram import keyboard, splitting
from bot.channels.telegram.markup import Marked, Span, aside, bold, instant, table, utf16_length
from bot.channels.visible import visible, visible_line
from bot.conversation.wording import Wording
from bot.message import Asked, Instant, Reply
from bot.scheduling import zones

READER_CLOCK = "wDt"
"""The platform's words for weekday, long date and time without seconds, on the clock of whoever reads."""

_IN_ADDRESS = re.compile(r"://|@|\w\.[^\W\d]{2,}")
"""What makes Telegram find a link in a word by itself; no entity of ours goes into one."""

_COLUMNS = re.compile(r"(?:^|\S) {2,}\S")
"""What tells the line of a table: its parts stand apart by two spaces, or it starts with them."""

_LONGEST_HEAD = 20
"""Letters of a line within a table that has no columns and heads those after it."""

_MOST_INSTANTS = 90
"""Telegram draws at most 100 entities of a message."""

FREE_TEXT = frozenset(
    {"text", "textarea", "name", "email", "multiemail", "number", "url", "address", "phone", "place", "time"}
)
"""The types of questions (``Asked``) that are answered by writing; the others have choices."""


@dataclass(frozen=True)
class Page:
    """One message, of at most 4,096 UTF-16 units."""

    html: str
    plain: str
    """The reply's words without markup, for when Telegram refuses the other."""


@dataclass(frozen=True)
class Rendered:
    """A whole reply. Link previews are off in every message of it."""

    pages: tuple[Page, ...]
    """None for a reply without words."""
    keyboard: InlineKeyboardMarkup | None
    """Belongs to the last page."""
    placeholder: str | None
    """What the input field says while it waits for an answer in free text."""


def render(reply: Reply, wording: Wording, *, in_group: bool, bot_username: str) -> Rendered:
    """How the reply looks. ``wording`` is the channel's own, in the person's language."""
    pages = tuple(Page(page.html, page.plain.strip() or page.text) for page in splitting.pages(_marked(reply, wording)))
    return Rendered(
        pages,
        keyboard.keyboard(reply.choices, wording, bot_username),
        None if in_group or reply.choices else _placeholder(reply.asked),
    )


def _marked(reply: Reply, wording: Wording) -> Marked:
    text = visible(reply.text).strip()
    tables = _tables(text)
    found = [
        (start, named)
        for start, named in _instants(text, reply.instants)
        if not any(each.start <= start < each.end for each in tables)
    ]
    spans = [instant(start, start + len(named.text), named.at) for start, named in found]
    spans = sorted([*spans, *tables], key=lambda span: span.start)
    if text and (reply.proposal is not None or reply.bookings):
        spans.insert(0, bold(0, len(text.partition("\n")[0].rstrip())))
    marked = Marked(text, tuple(spans))
    start = _start(reply)
    zone = reply.time_zone or (reply.proposal.time_zone if reply.proposal else None)
    if start is None or zone is None:
        return marked
    # Only the card's own line names the zone: a list, or what the host's clock shows, is no place for another clock.
    offset = f"({zones.offset_text(zone, start, wording.language)})"
    own = [(at, named) for at, named in found if named.at == start and offset in named.text]
    return _with_reader_clock(marked, *own[0], wording) if own else marked


def _tables(text: str) -> list[Span]:
    """Where two lines and more have columns, after the first line, which may be marked otherwise."""
    lines, starts, at = text.split("\n"), [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    rows = [number for number in range(1, len(lines)) if _COLUMNS.search(lines[number])]
    found: list[tuple[int, int]] = []
    for row in rows:
        first, last = found[-1] if found else (row, row)
        heads = row == last + 2 and 0 < len(lines[row - 1]) <= _LONGEST_HEAD
        if found and (row == last + 1 or heads):
            found[-1] = (first, row)
        else:
            found.append((row, row))
    return [table(starts[first], starts[last] + len(lines[last])) for first, last in found if first < last]


def _instants(text: str, instants: tuple[Instant, ...]) -> list[tuple[int, Instant]]:
    """Where the text names them, in its order: whole words, on one line, and in no address."""
    addresses = [found.span() for found in re.finditer(r"\S+", text) if _IN_ADDRESS.search(found.group())]
    placed: list[tuple[int, Instant]] = []
    end = 0
    for named in instants[:_MOST_INSTANTS]:
        if not named.text.strip() or "\n" in named.text:
            continue
        for found in re.compile(rf"(?<!\w){re.escape(named.text)}(?!\w)").finditer(text, end):
            if not any(start < found.end() and found.start() < stop for start, stop in addresses):
                placed.append((found.start(), named))
                end = found.end()
                break
    return placed


def _start(reply: Reply) -> datetime | None:
    """When that is which the reply is a card of; None when it is of nothing that is going to be."""
    if reply.proposal is not None:
        return reply.proposal.start
    if len(reply.bookings) == 1 and reply.bookings[0].status not in ("cancelled", "rejected"):
        return reply.bookings[0].start
    return None


def _with_reader_clock(marked: Marked, at: int, named: Instant, wording: Wording) -> Marked:
    """A line more under the one that names the card's instant: it shows the clock of each reader, whose zone may be
    another than the card's. Apps that do not know the entity show the words in it, which name the zone."""
    line = "\n" + wording.say("reader-clock", when=named.text)
    said = line.index(named.text)
    here = marked.text.find("\n", at + len(named.text))
    if here < 0:
        here = len(marked.text)
    added = [
        aside(here, here + len(line)),
        instant(here + said, here + said + len(named.text), named.at, READER_CLOCK),
    ]
    before = [span for span in marked.spans if span.start < here]
    after = [_moved(span, len(line)) for span in marked.spans if span.start >= here]
    return Marked(marked.text[:here] + line + marked.text[here:], (*before, *added, *after))


def _moved(span: Span, by: int) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)


def _placeholder(asked: tuple[Asked, ...]) -> str | None:
    """The first labels, as many as the field shows: "Your name, your e-mail address"."""
    if not asked or any(question.type not in FREE_TEXT for question in asked):
        return None
    longest = int(ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER)
    hint = ""
    for question in asked:
        label = visible_line(question.label)
        longer = f"{hint}, {label}" if hint else label
        if utf16_length(longer) > longest:
            break
        hint = longer
    if not hint:
        beginning = next(splitting.pages(Marked(visible_line(asked[0].label)), longest - 1), None)
        hint = f"{beginning.text}…" if beginning else ""
    return hint[:1].upper() + hint[1:] or None
