"""Fronts for pipes and programs: one message a line on standard input, replies as plain text or as JSON lines."""

import asyncio
import codecs
import json
import os
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any, TextIO

from bot.channels import terminal_words as words
from bot.channels.cli import Interrupted, SavedFile
from bot.channels.interrupts import Interrupts
from bot.channels.visible import harmless_json, visible, visible_line
from bot.message import Reply


class _Lines:
    """The lines of a file descriptor, read by a thread of their own so that Ctrl-C is not kept waiting for a line.

    The thread reads the descriptor itself: one that hung in ``sys.stdin`` would hold its lock and break the exit."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def next(self, interrupts: Interrupts) -> str | None:
        """The next line without its end; None at the end, also when asked again. Raises Interrupted."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=(self._loop,), daemon=True).start()
        waiting = asyncio.ensure_future(self._lines.get())
        with interrupts.to(waiting.cancel):
            try:
                line = await waiting
            except asyncio.CancelledError:
                if (task := asyncio.current_task()) is not None and task.cancelling():
                    raise
                raise Interrupted from None
        if line is None:
            self._lines.put_nowait(None)
        return line

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        unfinished = ""
        try:
            while chunk := os.read(self._descriptor, 65536):
                *finished, unfinished = (unfinished + decoder.decode(chunk)).split("\n")
                for line in finished:
                    loop.call_soon_threadsafe(self._lines.put_nowait, line.removesuffix("\r"))
            if unfinished:
                loop.call_soon_threadsafe(self._lines.put_nowait, unfinished.removesuffix("\r"))
            loop.call_soon_threadsafe(self._lines.put_nowait, None)
        except RuntimeError:  # the loop was closed: nobody listens any more
            return


class PlainFront:
    """Replies as plain text with a blank line between them; choices as numbered lines."""

    is_interactive = False
    has_commands = True

    def __init__(self, descriptor: int, output: TextIO, errors: TextIO) -> None:
        for stream in (output, errors):
            if isinstance(stream, TextIOWrapper):  # a letter that the user's encoding lacks must not end the talk
                stream.reconfigure(errors="replace")
        self._lines = _Lines(descriptor)
        self._output = output
        self._errors = errors
        self._is_first = True

    async def ask(self, interrupts: Interrupts) -> str | None:
        return await self._lines.next(interrupts)

    def show(self, reply: Reply, files: Sequence[SavedFile]) -> None:
        if not self._is_first:
            self._output.write("\n")
        self._is_first = False
        for line in plain_lines(reply, files):
            self._output.write(line + "\n")
        self._output.flush()

    def say(self, text: str) -> None:
        self._errors.write(text + "\n")
        self._errors.flush()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        yield


class JsonFront(PlainFront):
    """One JSON object a line for each reply, and nothing else on the output."""

    has_commands = False

    def show(self, reply: Reply, files: Sequence[SavedFile]) -> None:
        # Letters stay readable where the output can hold them all, and are escaped elsewhere.
        is_unicode = (self._output.encoding or "").lower().startswith("utf")
        encoded = json.dumps(as_json(reply, files), ensure_ascii=not is_unicode)
        self._output.write(harmless_json(encoded) + "\n")
        self._output.flush()


def plain_lines(reply: Reply, files: Sequence[SavedFile]) -> list[str]:
    """A reply as lines of text."""
    lines = visible(reply.text).split("\n")
    for number, choice in enumerate(reply.choices, start=1):
        link = f" {visible_line(choice.url)}" if choice.url else ""
        lines.append(f"{number}) {visible_line(choice.label)}{link}")
    lines.extend(told(file) for file in files)
    return lines


def told(file: SavedFile) -> str:
    """Where an attachment is, or why it is not."""
    name = visible_line(file.attachment.name)
    if file.path is None:
        return words.NOT_SAVED.format(name=name, reason=file.reason)
    return words.SAVED.format(name=name, path=file.path)


def as_json(reply: Reply, files: Sequence[SavedFile]) -> dict[str, Any]:
    """A reply as the object that ``slotwise chat --json`` prints; instants in UTC."""
    proposal = reply.proposal
    return {
        "text": reply.text,
        "choices": [{"id": choice.id, "label": choice.label, "url": choice.url} for choice in reply.choices],
        "attachments": [{"name": file.attachment.name, "path": file.path and str(file.path)} for file in files],
        "proposal": proposal
        and {
            "kind": proposal.kind,
            "event_type": proposal.event_type,
            "start": _utc(proposal.start),
            "time_zone": proposal.time_zone,
            "attendee": _plain(proposal.attendee),
            "answers": _plain(proposal.answers),
        },
        "bookings": [
            {
                "uid": booking.uid,
                "status": booking.status,
                "start": _utc(booking.start),
                "event_type": booking.event_type,
            }
            for booking in reply.bookings
        ],
        "model_calls": reply.usage.model_calls,
        "input_tokens": reply.usage.input_tokens,
        "output_tokens": reply.usage.output_tokens,
    }


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> Any:
    """Frozen mappings and tuples as JSON's own shapes."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return _utc(value)
    return value
