"""An assistant of a few fixed answers, to try the terminal with. Run as a program it is a terminal of its own."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.cli import converse
from bot.channels.lines import JsonFront, PlainFront
from bot.channels.screen import ScreenFront
from bot.message import Attachment, BookingView, Choice, Incoming, Person, ProposalView, Reply, Usage

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
THREE = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

TIMES = Reply("When suits you?", (Choice("t1", "Tue 15:00"), Choice("t2", "Tue 16:00")))
PROPOSAL = Reply(
    "30 Min Meeting\nTue 24 Nov, 15:00 (Lisbon)",
    (Choice("yes", "Confirm"), Choice("no", "Change")),
    proposal=ProposalView(
        "book", "30min", THREE, "Europe/Lisbon", {"name": "Ana", "email": None}, {"topics": ("a", "b")}
    ),
    usage=Usage(1, 1200, 30),
)
BOOKED = Reply(
    "Booked.",
    (Choice("calendar", "Add to calendar", "https://calendar.example/add?x=1"), Choice("move", "Move it")),
    (Attachment("meeting.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar"),),
    bookings=(BookingView("abc123", "accepted", THREE, "30min"),),
)
HOSTILE = Reply(
    "Hello \x1b[31mred\x1b[0m \x1b]0;title\x07\x9b2J\u202egnp.exe\r\nnext\tline",
    (Choice("x", "one\nline\x1b[2J"),),
    (Attachment("../../.ssh/\x1b[0mid", b"k", "text/plain"),),
)


class FakeApp:
    """Answers by the message's text or the choice's id, else by repeating it.

    ``wait`` says that it has begun, and goes on at a signal (SIGUSR1)."""

    def __init__(self) -> None:
        self.incoming: list[Incoming] = []

    async def handle(self, incoming: Incoming) -> Reply:
        self.incoming.append(incoming)
        wish = incoming.choice or incoming.text.strip()
        answers = {"times": TIMES, "t1": PROPOSAL, "yes": BOOKED, "hostile": HOSTILE}
        if wish == "break":
            raise RuntimeError("ana@example.com broke it")
        if wish == "wait":
            go = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, go.set)
            sys.stderr.write("begun\n")
            sys.stderr.flush()
            await go.wait()
        return answers.get(wish) or Reply(f"You wrote: {wish}" if wish else "Nothing was written.")

    def clock(self) -> datetime:
        return NOW

    def describe(self) -> str:
        return "Slotwise with a calendar and a model"


async def main(kind: str) -> int:
    app, folder = FakeApp(), Path(os.environ["SLOTWISE_DATA_DIR"])
    person = Person("terminal:local")
    if kind == "screen":
        screen = ScreenFront(folder / "history")
        screen.welcome(app.describe())
        return await converse(app, screen, person=person, folder=folder / "files")
    front = JsonFront if kind == "json" else PlainFront
    return await converse(app, front(0, sys.stdout, sys.stderr), person=person, folder=folder / "files")


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
