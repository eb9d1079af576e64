"""Draws docs/telegram.svg: has a conversation with the real channel over the double of the Bot API, and draws the phone
at three moments of it.

.venv/bin/python docs/draw_telegram.py
"""

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytz

from bot.app import open_app
from bot.config import Settings
from bot.evals.dialogue import Talker
from bot.evals.telegram.chats import Button, Message
from bot.evals.telegram.text import part
from bot.evals.telegram_line import telegram_line

PICTURE = Path(__file__).parent / "telegram.svg"
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
ANA = Talker(name="Ana Silva", language="en")
ZONE = pytz.timezone("Europe/Lisbon")
WISH = "30 min with Bailey some time in December? I'm in Lisbon, ana@example.com"
MOMENTS = (
    ("Free days of a month, or times of a day", ("Another day", "Whole month", "December 2026")),
    ("Nothing is booked without a yes to all of it", ("3", "3:30 PM")),
    ("The same card, and a file for the calendar", ("Confirm",)),
)
"""What stands under each phone, and what is tapped before it is drawn."""

WIDTH, HEIGHT, GAP, EDGE = 300, 660, 20, 12
"""Of a phone, between two and around them, in pixels."""
HEADER, FOOTER, CAPTION = 50, 46, 34
BUBBLE = WIDTH - 34
SIZE, LINE = 13, 17.5
INK, PALE, BLUE = "#17212b", "#7b8b99", "#2a7ab8"

# Advance widths of Helvetica in thousandths of its size, which the usual sans-serif letters come close to.
_NARROW = dict.fromkeys("ijl'|.,:;!I ", 260) | dict.fromkeys("ftr()[]-/", 320) | dict.fromkeys("ksxyzcJ", 510)
_WIDE = dict.fromkeys("mMW@", 860) | dict.fromkeys("w", 730) | dict.fromkeys("ABCDEGHKNOPQRSUVXYw", 700)


@dataclass(frozen=True)
class Piece:
    """A stretch of text that looks alike."""

    text: str
    is_bold: bool = False
    colour: str = INK

    @property
    def width(self) -> float:
        units = sum(_NARROW.get(letter) or _WIDE.get(letter) or 556 for letter in self.text)
        return units * SIZE / 1000 * (1.06 if self.is_bold else 1.0)

    def cut(self, letters: int) -> "Piece":
        return replace(self, text=self.text[:letters])


async def screens() -> list[list[Message]]:
    """What the phone shows at each moment."""
    shown = []
    async with (
        open_app(Settings(), now=NOW, in_memory=True) as app,
        telegram_line(app, ANA) as line,
    ):
        await line.say("/start")
        seen = (await line.say(WISH)).seen
        for _, taps in MOMENTS:
            for label in taps:
                button = next(one for one in seen.buttons if one.label == label)
                seen = (await line.tap(button)).seen
            shown.append([_copy(message) for message in line.side.messages])
        if line.problems():
            raise SystemExit("\n".join(line.problems()))
    return shown


def _copy(message: Message) -> Message:
    copy = Message.__new__(Message)
    copy.__dict__.update(message.__dict__)
    return copy


def drawn(shown: Sequence[Sequence[Message]]) -> str:
    """The picture as SVG."""
    width = len(shown) * (WIDTH + GAP) - GAP + 2 * EDGE
    height = HEIGHT + CAPTION + 2 * EDGE
    body = "\n".join(
        f'<g transform="translate({EDGE + number * (WIDTH + GAP)} {EDGE})">\n{_phone(messages, caption, number)}\n</g>'
        for number, (messages, (caption, _)) in enumerate(zip(shown, MOMENTS, strict=True))
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="{SIZE}"
 width="{width}" height="{height}"
 font-family="Helvetica, Arial, 'Liberation Sans', Roboto, sans-serif">
<title>A booking in Telegram: days to pick from, the card to confirm, and the confirmation with its file</title>
<defs>
<linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
<stop offset="0" stop-color="#dbe9f4"/><stop offset="1" stop-color="#e6efdf"/>
</linearGradient>
<linearGradient id="face" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#5fb3ea"/><stop offset="1" stop-color="#3a8ed0"/>
</linearGradient>
</defs>
<rect width="{width}" height="{height}" rx="14" fill="#ffffff"/>
{body}
</svg>
"""


def _phone(messages: Sequence[Message], caption: str, number: int) -> str:
    heard = [_message(message) for message in messages]
    top = HEIGHT - FOOTER - 10 - sum(height + 8 for _, height in heard)
    lines = [
        f'<clipPath id="phone{number}"><rect width="{WIDTH}" height="{HEIGHT}" rx="26"/></clipPath>',
        f'<g clip-path="url(#phone{number})">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#wall)"/>',
    ]
    day = datetime.fromtimestamp(messages[0].date, ZONE)
    lines.append(_box(WIDTH / 2 - 48, top - 30, 96, 21, "#8fa9bb", radius=10.5, opacity=0.55))
    lines.append(_text(WIDTH / 2, top - 15, f"{day:%B} {day.day}", colour="#ffffff", size=11.5, anchor="middle"))
    y = top
    for drawing, height in heard:
        lines.append(f'<g transform="translate(0 {y:.1f})">{drawing}</g>')
        y += height + 8
    lines += [_header(), _footer(), "</g>"]
    lines.append(f'<rect width="{WIDTH}" height="{HEIGHT}" rx="26" fill="none" stroke="#c3ced8" stroke-width="1.5"/>')
    lines.append(_text(WIDTH / 2, HEIGHT + 23, caption, colour="#52616d", anchor="middle"))
    return "\n".join(lines)


def _header() -> str:
    return "\n".join(
        [
            f'<rect width="{WIDTH}" height="{HEADER}" fill="#ffffff"/>',
            f'<rect y="{HEADER - 1}" width="{WIDTH}" height="1" fill="#dde4ea"/>',
            '<path d="M22 18l-7 7 7 7" fill="none" stroke="#2a7ab8" stroke-width="2" stroke-linecap="round" '
            'stroke-linejoin="round"/>',
            '<circle cx="49" cy="25" r="16" fill="url(#face)"/>',
            '<rect x="42" y="19" width="14" height="13" rx="2.5" fill="none" stroke="#ffffff" stroke-width="1.6"/>',
            '<path d="M42 23.5h14M46 17v4M52 17v4M46 27.5l2.2 2.2 4-4" fill="none" stroke="#ffffff" '
            'stroke-width="1.6" stroke-linecap="round"/>',
            _text(74, 22, "Slotwise", is_bold=True),
            _text(74, 37, "bot", colour=PALE, size=11.5),
        ]
    )


def _footer() -> str:
    y = HEIGHT - FOOTER
    return "\n".join(
        [
            f'<rect y="{y}" width="{WIDTH}" height="{FOOTER}" fill="#ffffff"/>',
            f'<rect y="{y}" width="{WIDTH}" height="1" fill="#dde4ea"/>',
            f'<rect x="12" y="{y + 10}" width="66" height="26" rx="13" fill="url(#face)"/>',
            f'<path d="M23 {y + 19}h9M23 {y + 23}h9M23 {y + 27}h9" stroke="#ffffff" stroke-width="1.5" '
            'stroke-linecap="round"/>',
            _text(38, y + 27, "Menu", colour="#ffffff", size=11),
            _text(90, y + 27.5, "Message", colour="#9aa7b2"),
        ]
    )


def _message(message: Message) -> tuple[str, float]:
    """A bubble with its buttons, and its height."""
    if message.document is not None:
        return _file(message)
    lines = [_without_end(line) for line in _wrapped(list(_pieces(message)), BUBBLE - 24)]
    time = _clock(message)
    stamp = Piece(time).width * 0.82
    widest = max(map(_width, lines))
    last = _width(lines[-1])
    is_beside = last + stamp + 12 <= BUBBLE - 24
    if is_beside:
        widest = max(widest, last + stamp + 12)
    has_buttons = bool(message.buttons)
    width = BUBBLE if has_buttons else min(BUBBLE, widest + 24)
    height = len(lines) * LINE + 15 + (0 if is_beside else 13)
    x = 10 if message.is_from_bot else WIDTH - 10 - width
    fill = "#ffffff" if message.is_from_bot else "#dcf8c6"
    drawing = [_box(x, 0, width, height, fill, radius=13)]
    for number, line in enumerate(lines):
        drawing.append(_line(x + 12, 20 + number * LINE, line))
    faint = PALE if message.is_from_bot else "#6aa253"
    drawing.append(_text(x + width - 11, height - 7.5, time, colour=faint, size=10.5, anchor="end"))
    y = height + 4
    for row in message.buttons:
        drawing += _row(row, x, y, width)
        y += 32
    return "\n".join(drawing), y - 4


def _row(row: Sequence[Button], x: float, y: float, width: float) -> Iterator[str]:
    each = (width - 4 * (len(row) - 1)) / len(row)
    for number, button in enumerate(row):
        left = x + number * (each + 4)
        is_idle = button.data == "1:-"
        label = button.label.strip("\u2800")
        yield _box(left, y, each, 28, "#f4f8fb" if is_idle else "#ffffff", radius=8, opacity=0.62 if is_idle else 0.94)
        yield _text(
            left + each / 2, y + 18.5, label, colour=PALE if is_idle else BLUE, anchor="middle", is_medium=not is_idle
        )
        if button.url:
            yield f'<path d="M{left + each - 12:.1f} {y + 11}l4.5-4.5m-3.6 0h3.6v3.6" fill="none" stroke="{BLUE}"/>'


def _file(message: Message) -> tuple[str, float]:
    file = message.document
    assert file is not None
    size = f"{file.size} B" if file.size < 1024 else f"{file.size / 1024:.1f} KB"
    return "\n".join(
        [
            _box(10, 0, 196, 58, "#ffffff", radius=13),
            '<circle cx="40" cy="29" r="19" fill="url(#face)"/>',
            '<path d="M35 20h7l5 5v13h-12zM42 20v5h5" fill="none" stroke="#ffffff" stroke-width="1.6" '
            'stroke-linejoin="round"/>',
            _text(68, 26, file.name, is_bold=True),
            _text(68, 43, size, colour=PALE, size=11.5),
            _text(195, 50.5, _clock(message), colour=PALE, size=10.5, anchor="end"),
        ]
    ), 58


def _pieces(message: Message) -> Iterator[Piece]:
    """The text as an app draws it: bold words, blue addresses, and on the reader's clock what asks for it."""
    end = 0
    for entity in sorted(message.entities, key=lambda one: one["offset"]):
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        if start < end:
            continue
        yield Piece(part(message.text, end, start - end))
        words = part(message.text, start, entity["length"])
        if entity["type"] == "date_time":
            yield Piece(_on_the_readers_clock(entity) if entity["date_time_format"] else words)
        elif entity["type"] == "bold":
            yield Piece(words, is_bold=True)
        else:
            yield Piece(words, colour=BLUE)
        end = stop
    yield Piece(part(message.text, end, len(message.text.encode("utf-16-le")) // 2 - end))


def _on_the_readers_clock(entity: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(entity["unix_time"], ZONE)
    return f"{at:%A, %B} {at.day}, {at.year} at {at:%I:%M %p}".replace(" 0", " ")


def _wrapped(pieces: Sequence[Piece], width: float) -> Iterator[list[Piece]]:
    """Lines that fit, broken at spaces, and inside of words that are longer than a line."""
    line: list[Piece] = []
    for word in _words(pieces):
        if word is None:
            yield line
            line = []
            continue
        if line and _width([*line, *word[:-1], word[-1].cut(len(word[-1].text.rstrip()))]) > width:
            yield line
            line = []
        for piece in word:
            while _width([*line, piece]) > width and piece.text.strip():
                fits = next(count for count in range(len(piece.text), 0, -1) if piece.cut(count).width <= width)
                if fits == len(piece.text):
                    break
                yield [*line, piece.cut(fits)]
                line, piece = [], replace(piece, text=piece.text[fits:])
            line.append(piece)
    yield line


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece] | None]:
    """Each with the space that follows it; None is the end of a line. A word may look different in its parts."""
    word: list[Piece] = []
    for piece in pieces:
        for text in re.findall(r"\n|[^\s]* +|[^\s]+", piece.text):
            if text != "\n":
                word.append(replace(piece, text=text))
            if text.endswith((" ", "\n")):
                if word:
                    yield word
                word = []
            if text == "\n":
                yield None
    if word:
        yield word


def _without_end(line: Sequence[Piece]) -> list[Piece]:
    """The line without the space that it was broken at."""
    return [*line[:-1], replace(line[-1], text=line[-1].text.rstrip())] if line else []


def _width(pieces: Sequence[Piece]) -> float:
    return sum(piece.width for piece in pieces)


def _clock(message: Message) -> str:
    at = datetime.fromtimestamp(message.date, ZONE)
    return f"{at:%I:%M %p}".lstrip("0")


def _line(x: float, y: float, pieces: Sequence[Piece]) -> str:
    """As wide as it was measured, whatever letters the reader has."""
    bold = ' font-weight="600"'
    spans = "".join(
        f'<tspan fill="{piece.colour}"{bold if piece.is_bold else ""}>{escape(piece.text)}</tspan>' for piece in pieces
    )
    fitted = f'textLength="{_width(pieces):.1f}" lengthAdjust="spacingAndGlyphs"' if spans else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" {fitted} xml:space="preserve">{spans}</text>'


def _text(
    x: float,
    y: float,
    text: str,
    *,
    colour: str = INK,
    size: float = SIZE,
    anchor: str = "start",
    is_bold: bool = False,
    is_medium: bool = False,
) -> str:
    weight = ' font-weight="600"' if is_bold else ' font-weight="500"' if is_medium else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )


def _box(x: float, y: float, width: float, height: float, fill: str, *, radius: float, opacity: float = 1.0) -> str:
    see_through = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}" fill="{fill}"'
        f"{see_through}/>"
    )


def main() -> None:
    PICTURE.write_text(drawn(asyncio.run(screens())), encoding="utf-8")
    sys.stdout.write(f"{PICTURE}\n")


if __name__ == "__main__":
    main()
