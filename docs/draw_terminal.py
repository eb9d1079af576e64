"""Draws docs/terminal.svg: types a conversation into the real ``slotwise chat`` and draws the screen it leaves.

.venv/bin/python docs/draw_terminal.py
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.text import Text

COLUMNS, LINES = 84, 44
NOW = "2026-11-23T09:00:00-05:00"
MESSAGES = (
    "30 min with Bailey tomorrow at 3pm, I'm Ana Silva in Lisbon",
    "ana@example.com",
    "1",
)


def screen_after_talking() -> pyte.Screen:
    """The terminal's screen after the messages were typed one by one."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "bot", "chat", "--now", NOW],
            env={**os.environ, "SLOTWISE_DATA_DIR": folder, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"},
            dimensions=(LINES, COLUMNS),
        )
        _read(child, stream)
        for message in MESSAGES:
            child.send(message + "\r")
            _read(child, stream)
        child.close(force=True)
    return screen


def _read(child: pexpect.spawn, stream: pyte.ByteStream) -> None:
    """Feeds what the program prints until it has been quiet for a while."""
    quiet_at = time.monotonic() + 2.5
    while time.monotonic() < quiet_at:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.3))
            quiet_at = time.monotonic() + 1.2
        except pexpect.TIMEOUT:
            continue


def as_text(screen: pyte.Screen) -> Text:
    """The screen with its colours, without the empty lines below."""
    text = Text()
    lines = [screen.buffer[number] for number in range(screen.lines)]
    while lines and not any(lines[-1][column].data.strip() for column in range(screen.columns)):
        lines.pop()
    for line in lines:
        for column in range(screen.columns):
            cell = line[column]
            colour = None if cell.fg == "default" else cell.fg if not _is_hex(cell.fg) else f"#{cell.fg}"
            style = " ".join(part for part in ("bold" if cell.bold else "", colour or "") if part)
            text.append(cell.data, style=style.replace("brown", "yellow") or None)
        text.append("\n")
    return text


def _is_hex(colour: str) -> bool:
    return len(colour) == 6 and all(char in "0123456789abcdefABCDEF" for char in colour)


def main() -> None:
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    console.print(as_text(screen_after_talking()), end="")
    target = Path(__file__).parent / "terminal.svg"
    svg = console.export_svg(title="slotwise chat")
    # The picture needs no font from elsewhere: the reader's own monospace will do.
    start, end = svg.find("@font-face"), svg.rfind("}", 0, svg.find(".terminal"))
    if 0 <= start < end:
        svg = svg[:start] + svg[end + 1 :]
    target.write_text(svg, encoding="utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
