"""The front for a person at a terminal: history, colours, numbered choices, a spinner."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from rich.console import Console
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from bot.channels import terminal_words as words
from bot.channels.cli import Interrupted, SavedFile
from bot.channels.interrupts import Interrupts
from bot.channels.lines import told
from bot.channels.visible import visible, visible_line
from bot.message import Reply

SPINNER_AFTER = 0.15
"""Seconds. Most turns are done by then, and a spinner that only flashes disturbs."""


class ScreenFront:
    """``history`` is the file that keeps what was typed, for its owner alone."""

    is_interactive = True
    has_commands = True

    def __init__(self, history: Path) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        history.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        history.touch(mode=0o600)
        self._session: PromptSession[str] = PromptSession(history=FileHistory(history), key_bindings=_keys())

    def welcome(self, description: str) -> None:
        self._console.print(Text(visible_line(description), "bold"))
        self._console.print(Text(words.HINT, "dim"))
        self._console.print()

    async def ask(self, interrupts: Interrupts) -> str | None:
        prompt = self._session.prompt_async(FormattedText([("bold ansicyan", "> ")]), handle_sigint=False)
        try:
            with interrupts.to(self._leave):
                return await prompt
        except EOFError:
            return None
        except KeyboardInterrupt:
            raise Interrupted from None

    def _leave(self) -> None:
        """Ctrl-C is a key while the prompt stands; this is for one sent from elsewhere, or a moment too early."""
        if self._session.app.is_running:
            self._session.app.exit(exception=KeyboardInterrupt)

    def show(self, reply: Reply, files: Sequence[SavedFile]) -> None:
        text = Text(visible(reply.text))
        self._console.print()
        self._console.print(Panel(text, border_style="cyan", expand=False) if reply.proposal else text)
        for number, choice in enumerate(reply.choices, start=1):
            # A link is to be clicked where the terminal can, and shown in full when its number is typed.
            style = Style(link=visible_line(choice.url)) if choice.url else ""
            mark = (" (link)", "dim") if choice.url else ""
            label = (visible_line(choice.label), style)
            self._console.print(Text.assemble((f"{number:>3}) ", "bold cyan"), label, mark))
        for file in files:
            self._console.print(Text(told(file), "dim" if file.path else "yellow"), soft_wrap=True)
        self._console.print()

    def say(self, text: str) -> None:
        self._console.print(Text(text, "dim"))

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        spinning = asyncio.ensure_future(self._spin())
        try:
            yield
        finally:
            spinning.cancel()
            await asyncio.wait((spinning,))

    async def _spin(self) -> None:
        await asyncio.sleep(SPINNER_AFTER)
        with self._console.status(Text(words.WORKING, "dim"), spinner="dots"):
            await asyncio.Event().wait()


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _clear_or_leave(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:exiting")

    return keys
