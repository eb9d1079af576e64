"""The terminal loop: a line in, a reply out, until the person leaves.

What the lines come from and how a reply looks is a front's business (``screen``, ``lines``). A turn that has begun is
let finish: the first Ctrl-C waits for it, the second leaves at once, which the store survives like a power cut.
"""

import asyncio
import logging
import re
import uuid
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.channels import terminal_words as words
from bot.channels.files import save_attachment
from bot.channels.interrupts import Interrupts
from bot.message import Attachment, Choice, Incoming, Person, Reply, command_in
from bot.telemetry import new_reference

ACCOUNT = "terminal:local"
"""Whoever sits at this machine: the same account and conversation at every start, so that a restart goes on."""

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended."""

_log = logging.getLogger("slotwise.terminal")


class App(Protocol):
    """What the terminal needs of a running assistant."""

    async def handle(self, incoming: Incoming) -> Reply: ...
    def clock(self) -> datetime: ...
    def describe(self) -> str: ...


@dataclass(frozen=True)
class SavedFile:
    """An attachment and where it was put, or why it could not be."""

    attachment: Attachment
    path: Path | None
    reason: str | None = None


class Interrupted(Exception):
    """Ctrl-C while nothing was under way."""


class Front(Protocol):
    """Where the lines come from and the replies go."""

    @property
    def is_interactive(self) -> bool:
        """A person sits there: empty lines are passed over, and Ctrl-C during a turn comes back to the prompt."""
        ...

    @property
    def has_commands(self) -> bool:
        """/help and /quit are for the terminal; otherwise they are messages like any other."""
        ...

    async def ask(self, interrupts: Interrupts) -> str | None:
        """The next line, or None at the end. Raises Interrupted."""
        ...

    def show(self, reply: Reply, files: Sequence[SavedFile]) -> None: ...

    def say(self, text: str) -> None:
        """A sentence of the terminal's own, not of the conversation."""
        ...

    def working(self) -> AbstractAsyncContextManager[None]:
        """Shows that a turn is under way."""
        ...


async def converse(
    app: App,
    front: Front,
    *,
    person: Person,
    folder: Path,
    conversation_id: str = ACCOUNT,
    recalled: Reply | None = None,
) -> int:
    """Runs the conversation; attachments go into ``folder``. ``recalled`` is what was shown last, before a restart.
    The exit code."""
    interrupts = Interrupts()
    with interrupts.caught():
        if recalled is not None:
            front.say(words.GOES_ON)
            front.show(recalled, ())
        choices = recalled.choices if recalled is not None else ()
        return await _converse(app, front, interrupts, person, folder, conversation_id, choices)


async def _converse(
    app: App,
    front: Front,
    interrupts: Interrupts,
    person: Person,
    folder: Path,
    conversation_id: str,
    choices: tuple[Choice, ...],
) -> int:
    while True:
        try:
            line = await front.ask(interrupts)
        except Interrupted:
            front.say(words.GOODBYE)
            return 0 if front.is_interactive else INTERRUPTED
        command = line.strip().lower() if line is not None and front.has_commands else ""
        if line is None or command in ("/quit", "/exit"):
            if front.is_interactive:
                front.say(words.GOODBYE)
            return 0
        if command == "/help":
            front.show(Reply(words.HELP, choices), ())
            continue
        if front.is_interactive and not line.strip():
            continue
        choice = picked(line, choices)
        if choice is not None and choice.url:
            front.show(Reply(words.LINK.format(label=choice.label, url=choice.url), choices), ())
            continue
        turn = _Turn(app, front, interrupts)
        typed = command_in(line) if front.has_commands and choice is None else None
        reply = await turn.run(
            Incoming(
                conversation_id=conversation_id,
                message_id=uuid.uuid4().hex,
                person=person,
                received_at=app.clock(),
                text="" if choice else typed[1] if typed else line,
                choice=choice.id if choice else None,
                command=typed[0] if typed else None,
            )
        )
        if reply is None:
            return INTERRUPTED
        front.show(reply, [_saved(folder, attachment) for attachment in reply.attachments])
        choices = reply.choices
        if turn.times_interrupted and not front.is_interactive:
            return INTERRUPTED


def picked(line: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice whose number the line is: "2", "2)", "2." or "#2"."""
    number = re.fullmatch(r"\s*#?([0-9]{1,3})[.)]?\s*", line)
    if number is None or not 1 <= int(number[1]) <= len(choices):
        return None
    return choices[int(number[1]) - 1]


class _Turn:
    """One message being handled, and how often Ctrl-C was pressed meanwhile."""

    def __init__(self, app: App, front: Front, interrupts: Interrupts) -> None:
        self._app = app
        self._front = front
        self._interrupts = interrupts
        self.times_interrupted = 0

    async def run(self, incoming: Incoming) -> Reply | None:
        """The reply, or None when the person did not wait for it."""
        handling = asyncio.ensure_future(self._app.handle(incoming))

        def on_interrupt() -> None:
            self.times_interrupted += 1
            if self.times_interrupted == 1:
                self._front.say(words.FINISHING)
            else:
                handling.cancel()

        with self._interrupts.to(on_interrupt):
            async with self._front.working():
                await asyncio.wait((handling,))
        if handling.cancelled():
            return None
        error = handling.exception()
        if error is None:
            return handling.result()
        # The outermost handler: whatever nobody planned is logged whole, and told honestly.
        reference = new_reference()
        _log.error("reference %s", reference, exc_info=error)
        return Reply(words.FAILED.format(reference=reference))


def _saved(folder: Path, attachment: Attachment) -> SavedFile:
    try:
        return SavedFile(attachment, save_attachment(folder, attachment))
    except OSError as error:
        return SavedFile(attachment, None, error.strerror or str(error))
