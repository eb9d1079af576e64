"""People with phones: the channel over the strict double of the Bot API, with the real conversation, calendar and store
behind it.

What a person does is handled before the test goes on, as if the bot were the only one with something to do; ``begun``
hands the handling back as a task, for what goes on meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import telegram
from telegram.ext import ExtBot

from bot.app import App, open_app
from bot.channels.telegram import waiting
from bot.channels.telegram.channel import Channel
from bot.config import Settings
from bot.evals.telegram import Limits, TelegramDouble, running
from bot.evals.telegram.chats import Message
from bot.evals.telegram.people import Group, Person, Side
from bot.message import Incoming, Reply
from bot.message import Person as Writer
from bot.sandbox.faults import Fault
from bot.store import OpenStore
from tests.telegram_oracle import watch

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""A Monday, 09:00 in New York, 14:00 in Lisbon."""

UNHURRIED = Limits(per_second=10_000, chat_interval=0, group_per_minute=10_000)
"""How fast calls may go is tried elsewhere."""


class Scripted:
    """An assistant that answers with what it is given, in order, and remembers what it was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[Incoming] = []
        self.recalled: Reply | None = None
        self.chosen: dict[str, str] = {}
        """The languages that people chose, by their accounts."""
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    def clock(self) -> datetime:
        return NOW

    async def handle(self, incoming: Incoming) -> Reply:
        self.asked.append(incoming)
        await self.may_answer.wait()
        reply = self.replies.pop(0) if self.replies else Reply(f"You wrote: {incoming.text or incoming.choice}")
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def recall(self, conversation_id: str) -> Reply | None:
        return self.recalled

    async def language_of(self, person: Writer) -> str:
        return self.chosen.get(person.account_id) or person.language or "en"


class Phone:
    """One person's side of one chat."""

    def __init__(self, world: "Telegram", side: Side) -> None:
        self.world = world
        self.side = side

    @property
    def replies(self) -> list[Message]:
        return self.side.replies

    @property
    def card(self) -> Message:
        """The last message of the bot that is no file."""
        return next(message for message in reversed(self.side.replies) if message.document is None)

    @property
    def labels(self) -> list[str]:
        return self.card.labels

    @property
    def toasts(self) -> list[str]:
        return self.side.toasts

    async def say(self, text: str) -> Message:
        return await self._handled(self.side.send(text))

    async def tap(self, label: Any, *, on: Message | None = None) -> None:
        await self._handled(self.side.tap(label, on=on))

    async def tap_data(self, message: Message, data: str) -> None:
        await self._handled(self.side.tap_data(message, data))

    async def edit(self, message: Message, text: str) -> None:
        await self._handled(self.side.edit(message, text))

    async def does(self, act: Any) -> Any:
        """Anything else of the double's ``Side``: ``phone.does(phone.side.sticker())``."""
        return await self._handled(act)

    async def begun(self, act: Any) -> "asyncio.Task[None]":
        """The act, and the task that handles it."""
        before = len(self.world.updates)
        await act
        return self.world.begin(self.world.updates[before:])

    async def _handled(self, act: Any) -> Any:
        return await self.world.handled(act)


class Telegram:
    """The double with the channel behind it."""

    def __init__(self, double: TelegramDouble, bot: ExtBot[Any], me: telegram.User, app: Any, store: OpenStore) -> None:
        self.double, self.bot, self.me, self.app, self.store = double, bot, me, app, store
        self.updates: list[Any] = []
        """All that the double told the bot."""
        double.on_update.append(self.updates.append)
        self.options: dict[str, Any] = {"messages_per_minute": 1000, "transcriber": None}
        self.channel = self._channel()

    def _channel(self) -> Channel:
        return Channel(self.app, self.bot, self.me, self.store.channel, **self.options)

    async def restart(self, **options: Any) -> None:
        """What the channel had in memory is gone."""
        await self.channel.close()
        self.options |= options
        self.channel = self._channel()

    def phone(self, name: str = "Ana", **details: Any) -> Phone:
        person = self.double.person(name, language_code=details.pop("language_code", "en"), **details)
        return Phone(self, person.private())

    def at(self, person: Person, group: Group, topic: int | None = None) -> Phone:
        return Phone(self, person.at(group, topic))

    def fault(self, operation: str, kind: str, **options: Any) -> None:
        self.app.world.faults.add(Fault.model_validate({"operation": operation, "kind": kind, **options}))

    def bookings(self) -> list[dict[str, Any]]:
        gone = ("cancelled", "rejected")
        return [booking for booking in self.app.world.snapshot() if booking["status"] not in gone]

    async def handled(self, act: Any) -> Any:
        """Does it, and hands what comes of it to the channel."""
        before = len(self.updates)
        done = await act
        await self.deliver(self.updates[before:])
        return done

    async def deliver(self, updates: Sequence[Any]) -> None:
        """Hands updates to the channel as the inbox does; what it does on the side is waited for."""
        await self.begin(updates)
        await self.idle()

    def begin(self, updates: Sequence[Any]) -> "asyncio.Task[None]":
        return asyncio.create_task(self._deliver(updates))

    async def _deliver(self, updates: Sequence[Any]) -> None:
        for update in updates:
            read = telegram.Update.de_json(update, self.bot)
            await asyncio.gather(self.channel.greet(read), self.channel.receive(read))

    async def idle(self) -> None:
        """Returns when nothing goes on beside the turns."""
        await self.channel.close()


@asynccontextmanager
async def telegram_world(app: Any = None, *, limits: Limits = UNHURRIED, **double: Any) -> AsyncIterator[Telegram]:
    """With the real assistant unless ``app`` is another one; nothing the bot did wrong is left unnoticed."""
    made = watch(TelegramDouble(limits=limits, clock=lambda: NOW, **double))
    # On a busy machine what goes on beside the turns may take longer than a stop would wait for it.
    with patch.object(waiting, "FINISHED_WITHIN", 30.0):
        async with running(made) as url, open_app(Settings(), now=NOW, in_memory=True) as real:
            bot = ExtBot(made.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
            async with bot:
                world = Telegram(made, bot, bot.bot, app or real, _opened(real))
                yield world
                await world.channel.close()
    assert made.violations == []


def _opened(app: App) -> OpenStore:
    return app.store  # type: ignore[return-value]
