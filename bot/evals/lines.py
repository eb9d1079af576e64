"""The ways in which a dialogue reaches the assistant: a channel each, seen from the person's side."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.app import App
from bot.evals.dialogue import Talker
from bot.evals.seen import Button, Seen, as_told
from bot.message import Incoming, Person, Reply, command_in

Channel = Literal["direct", "telegram"]


@dataclass(frozen=True)
class Answer:
    """What came of one doing of the person."""

    reply: Reply
    """What the assistant gave the channel; an empty one where the channel did not ask it."""
    seen: Seen


class Line(Protocol):
    """A person at a channel. What the assistant raises comes out of ``say`` and ``tap``."""

    @property
    def account_id(self) -> str:
        """Whose bookings theirs are."""
        ...

    async def say(self, text: str, *, twice: bool) -> Answer:
        """``twice``: the platform delivers it a second time."""
        ...

    async def tap(self, button: Button, *, twice: bool) -> Answer: ...

    def problems(self) -> list[str]:
        """What the channel did wrong, whatever was said."""
        ...


Opening = Callable[[App, Talker, str], AbstractAsyncContextManager[Line]]
"""A line to a running assistant for who talks; the text is the dialogue's name."""


class Direct:
    """No channel at all: what a terminal does without its look."""

    def __init__(self, app: App, talker: Talker, name: str) -> None:
        self._app = app
        self._conversation_id = f"dialogue:{name}"
        self._messages = 0
        self._person = Person(
            account_id=f"dialogue:{talker.account}",
            name=talker.name,
            email=talker.email,
            language=talker.language,
            time_zone=talker.time_zone,
            time_zone_guess=talker.time_zone_guess,
        )

    @property
    def account_id(self) -> str:
        return self._person.account_id

    async def say(self, text: str, *, twice: bool) -> Answer:
        typed = command_in(text)
        return await self._handled(typed[1] if typed else text, typed[0] if typed else None, None, twice)

    async def tap(self, button: Button, *, twice: bool) -> Answer:
        return await self._handled("", None, button.pick, twice)

    def problems(self) -> list[str]:
        return []

    async def _handled(self, text: str, command: str | None, choice: str | None, twice: bool) -> Answer:
        self._messages += 1
        incoming = Incoming(
            conversation_id=self._conversation_id,
            message_id=str(self._messages),
            person=self._person,
            received_at=self._app.clock(),
            text=text,
            choice=choice,
            command=command,
        )
        reply = await self._app.handle(incoming)
        if twice:
            reply = await self._app.handle(incoming)
        return Answer(reply, as_told(reply))


@asynccontextmanager
async def direct(app: App, talker: Talker, name: str) -> AsyncIterator[Line]:
    yield Direct(app, talker, name)


def opening(channel: Channel) -> Opening:
    if channel == "direct":
        return direct
    # A second or so of libraries, which nobody else waits for.
    from bot.evals.telegram_line import through_telegram

    return through_telegram
