"""A dialogue through Telegram: the whole channel over the strict double, in this process and with no port.

What the person does becomes updates of the double's, and what they see is read off their screen: the words without
markup, the buttons under their headings, the files, and what was said in passing. The pace that Telegram asks for is
left out, since it would only make the dialogue last.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import telegram
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.app import App
from bot.channels.telegram.channel import Channel
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.tapping import Assistant
from bot.evals.dialogue import Talker
from bot.evals.lines import Answer, Line
from bot.evals.seen import Button, Seen
from bot.evals.telegram import InProcess, Limits, TelegramDouble
from bot.evals.telegram.chats import Button as OnScreen
from bot.evals.telegram.chats import Message
from bot.evals.telegram.people import Side
from bot.evals.telegram.text import MAX_TEXT, length
from bot.message import Incoming, Person, Reply
from bot.store import JSON
from bot.store.channel import ChannelStore

UNHURRIED = Limits(per_second=1_000_000, chat_interval=0, group_per_minute=1_000_000)

MESSAGES_PER_MINUTE = 1_000_000
"""A dialogue of an hour is over in a moment, and nobody in it is told to slow down."""

NAMELESS = "\u3164"
"""Telegram wants a first name; who wants none takes a letter that shows nothing."""

_HEADING = "—"
_TICK = "✓ "


class Overheard:
    """The assistant, with what the channel gets of it written down, and with what Telegram does not tell of people."""

    def __init__(self, app: App, talker: Talker) -> None:
        self._app = app
        self._talker = talker
        self.replies: list[Reply] = []
        self.error: Exception | None = None

    @property
    def clock(self) -> Callable[[], datetime]:
        return self._app.clock

    async def handle(self, incoming: Incoming) -> Reply:
        try:
            reply = await self._app.handle(replace(incoming, person=self._known(incoming.person)))
        except Exception as error:
            self.error = error  # the channel makes an honest sentence of it, and the dialogue a problem
            raise
        self.replies.append(reply)
        return reply

    async def recall(self, conversation_id: str) -> Reply | None:
        return await self._app.recall(conversation_id)

    async def language_of(self, person: Person) -> str:
        return await self._app.language_of(person)

    def _known(self, person: Person) -> Person:
        talker = self._talker
        return replace(person, email=talker.email, time_zone=talker.time_zone, time_zone_guess=talker.time_zone_guess)


class BotInProcess:
    """The bot over the double: an inbox, the channel, and the assistant behind it."""

    def __init__(self, double: TelegramDouble, bot: ExtBot[Any], assistant: Assistant, store: ChannelStore) -> None:
        self.double = double
        self.updates: list[JSON] = []
        """What the bot was not told yet."""
        double.on_update.append(self.updates.append)
        self._bot = bot
        self._channel = Channel(assistant, bot, bot.bot, store, messages_per_minute=MESSAGES_PER_MINUTE)
        self._inbox = Inbox(store, bot.id, self._handle, clock=assistant.clock, greet=self._greet)
        self._handled = asyncio.Event()
        self._in_hand = 0

    async def deliver(self, *, twice: bool = False) -> None:
        """Tells the bot what it was not told yet, all at once; returns when it is handled, with what goes on beside."""
        told, self.updates[:] = list(self.updates), []
        if not told:
            return
        self._in_hand = len(told)
        self._handled.clear()
        await self._inbox.take(told)
        if twice:
            await self._inbox.take(told)
        await self._handled.wait()
        await self._channel.close()

    async def start(self) -> None:
        await self._inbox.start()

    async def close(self) -> None:
        await self._inbox.drain()
        await self._channel.close()
        await self.double.close()

    async def _handle(self, payload: JSON) -> None:
        try:
            await self._channel.receive(telegram.Update.de_json(payload, self._bot))
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._handled.set()

    async def _greet(self, payload: JSON) -> None:
        await self._channel.greet(telegram.Update.de_json(payload, self._bot))


class TelegramLine:
    """One person in their private chat with the bot."""

    def __init__(self, side: Side, bot: BotInProcess, app: Overheard) -> None:
        self.double = bot.double
        self.side = side
        self._bot = bot
        self._app = app

    @property
    def account_id(self) -> str:
        return f"telegram:{self.side.person.id}"

    async def say(self, text: str, *, twice: bool = False) -> Answer:
        """As an app sends it: nothing for mere blanks, and several messages for what is too long for one."""
        cut = MAX_TEXT if length(text) <= MAX_TEXT else MAX_TEXT // 2  # a letter is two units long at most
        before = self._screen()
        for start in range(0, len(text), cut):
            if piece := text[start : start + cut].strip():
                await self.side.send(piece)
                await self._delivered(twice)
        return self._answer(before)

    async def tap(self, button: Button, *, twice: bool = False) -> Answer:
        """Also one that is no longer there: a screen may lag behind."""
        assert button.pick is not None
        number, _, data = button.pick.partition(" ")
        before = self._screen()
        await self.side.tap_data(self.side.chat.sent[int(number)], data)
        await self._delivered(twice)
        return self._answer(before)

    def problems(self) -> list[str]:
        return [
            *(f"Telegram: {one.kind}, {one.method}: {one.detail}" for one in self.double.violations),
            *(f"Telegram refused {call.method}: {(call.error or {})['description']}" for call in self.double.refused),
            *(f"a tap was never answered: {tap.data}" for tap in self.double.unanswered),
        ]

    async def _delivered(self, twice: bool) -> None:
        await self._bot.deliver(twice=twice)
        if self._app.error is not None:
            raise self._app.error

    def _screen(self) -> tuple[dict[int, Any], int, int]:
        """What can change: the bot's messages, what was said in passing, and what the assistant answered."""
        return {one.id: _look(one) for one in self.side.replies}, len(self.side.toasts), len(self._app.replies)

    def _answer(self, before: tuple[dict[int, Any], int, int]) -> Answer:
        looks, toasts, replies = before
        shown = self.side.replies
        # A card that only lost its buttons says nothing new.
        changed = [one for one in shown if looks.get(one.id, (None,))[0] != _look(one)[0]]
        if not any(one.text for one in changed):
            changed = [*[one for one in shown if one.text][-1:], *changed]
        answered = self._app.replies[replies:]
        text = "\n\n".join([*self.side.toasts[toasts:], *(_words(one) for one in changed)])
        buttons = tuple(button for one in reversed(changed) for button in buttons_of(one))
        return Answer(answered[-1] if answered else Reply(""), Seen(text, buttons))


def _look(message: Message) -> tuple[str, Any]:
    return f"{message.text}{message.document}", message.markup


def _words(message: Message) -> str:
    return f"[{message.document.name}]" if message.document is not None else message.text


def buttons_of(message: Message) -> Iterator[Button]:
    """The buttons of a message that do something, each with what it is under its heading."""
    heading = ""
    for row in message.buttons:
        if _is_heading(row):
            heading = row[0].label.strip(f"{_HEADING} ")
        for button in row:
            if not _is_idle(button):
                pick = None if button.data is None else f"{message.id} {button.data}"
                yield Button(button.label, pick, tuple(_names(button.label, heading)))


def _names(label: str, heading: str) -> Iterator[str]:
    """What a button is called beside its label: a time with its day, a day with its month, and an option that is ticked
    as it is said where no tick can be drawn."""
    words = label.removeprefix(_TICK)
    if words != label:
        yield f"{words} (ticked)"
    if words.isdigit():
        month, _, year = heading.rpartition(" ")
        yield f"{month} {words}, {year}"
    elif heading:
        yield f"{heading}, {words}"


def _is_heading(row: Sequence[OnScreen]) -> bool:
    return len(row) == 1 and _is_idle(row[0]) and row[0].label.startswith(_HEADING)


def _is_idle(button: OnScreen) -> bool:
    return button.data == "1:-"


@asynccontextmanager
async def bot_over(double: TelegramDouble, assistant: Assistant, store: ChannelStore) -> AsyncIterator[BotInProcess]:
    """A bot that the assistant answers."""
    ways = [HTTPXRequest(httpx_kwargs={"transport": InProcess(double)}) for _ in range(2)]
    bot: ExtBot[Any] = ExtBot(
        double.token, base_url="http://telegram/bot", request=ways[0], get_updates_request=ways[1]
    )
    async with bot:
        in_process = BotInProcess(double, bot, assistant, store)
        await in_process.start()
        try:
            yield in_process
        finally:
            await in_process.close()


@asynccontextmanager
async def telegram_line(
    app: App, talker: Talker, *, double: TelegramDouble | None = None
) -> AsyncIterator[TelegramLine]:
    """A person's private chat with a bot of their own."""
    double = double or TelegramDouble(limits=UNHURRIED, clock=app.clock)
    first, _, last = (talker.name or NAMELESS).partition(" ")
    person = double.person(first, last_name=last or None, language_code=talker.language)
    overheard = Overheard(app, talker)
    async with bot_over(double, overheard, app.store.channel) as bot:
        yield TelegramLine(person.private(), bot, overheard)


@asynccontextmanager
async def through_telegram(app: App, talker: Talker, name: str) -> AsyncIterator[Line]:
    """As ``lines.Opening`` wants it."""
    async with telegram_line(app, talker) as line:
        yield line
