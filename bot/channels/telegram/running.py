"""The bot on the line: a token in, updates handled by an assistant, and an orderly end."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.team import TeamChat
from bot.channels.telegram import polling, webhook
from bot.channels.telegram.channel import EVERYBODY, Channel
from bot.channels.telegram.doors import Doors
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.profile import show_profile
from bot.channels.telegram.reaching import insist
from bot.channels.telegram.relay import Desk
from bot.channels.telegram.tapping import Assistant
from bot.channels.telegram.voice import Transcriber
from bot.store import JSON
from bot.store.channel import ChannelStore

TELEGRAM_URL = "https://api.telegram.org"

_CONNECTIONS = 256
"""To Telegram at once, opened when they are needed: a slow hour there must not keep the answers to taps waiting."""

_STOPS = (signal.SIGTERM, signal.SIGINT)


class BotRefused(Exception):
    """Telegram does not take what it was given; says what, and what to do."""


@dataclass(frozen=True)
class Line:
    """A bot that is known to Telegram, and what its updates go into."""

    bot: ExtBot[int] = field(repr=False)  # it shows its token
    me: telegram.User
    channel: Channel
    inbox: Inbox
    updates: BaseRequest
    """The connection that updates are fetched over."""

    @property
    def link(self) -> str:
        """Where people find the bot."""
        return f"https://t.me/{self.me.username}"

    async def poll(self) -> None:
        """Fetches updates until it is cancelled. Raises BotRefused."""
        with _refusals():
            await polling.poll(self.bot, self.updates, self.inbox)

    async def register(self, public_url: str, secret: str) -> None:
        """Has updates brought to ``webhook.web_app`` at that address. Raises BotRefused."""
        with _refusals(f" SLOTWISE_PUBLIC_URL={public_url} must be https and at port 443, 80, 88 or 8443."):
            await webhook.register(self.bot, public_url, secret)


@asynccontextmanager
async def on_line(
    assistant: Assistant,
    store: ChannelStore,
    *,
    token: str,
    api_url: str | None,
    language: str,
    name: str | None = None,
    messages_per_minute: int,
    transcriber: Transcriber | None = None,
    team: TeamChat | None = None,
    desk: Desk | None = None,
    doors: Doors = EVERYBODY,
) -> AsyncIterator[Line]:
    """Brings the bot up, goes on with what an earlier run left, and at the end lets the turns in hand finish. Raises
    BotRefused for a wrong token, and StoreError."""
    # The library writes whole updates into the log when it cannot read them, and addresses with the token at DEBUG.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    base = api_url or TELEGRAM_URL
    fetching = HTTPXRequest(connection_pool_size=1, pool_timeout=10)
    bot = ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(connection_pool_size=_CONNECTIONS, pool_timeout=10, read_timeout=20),
        get_updates_request=fetching,
        rate_limiter=Pace(),
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.shutdown)
        with _refusals():
            await insist(bot.initialize)
        channel = Channel(
            assistant,
            bot,
            bot.bot,
            store,
            messages_per_minute=messages_per_minute,
            transcriber=transcriber,
            team=team,
            desk=desk,
            doors=doors,
        )
        stack.push_async_callback(channel.close)

        async def handle(payload: JSON) -> None:
            await channel.receive(telegram.Update.de_json(payload, bot))

        async def greet(payload: JSON) -> None:
            await channel.greet(telegram.Update.de_json(payload, bot))

        inbox = Inbox(store, bot.id, handle, clock=assistant.clock, greet=greet)
        stack.push_async_callback(inbox.drain)
        await inbox.start()
        profile = asyncio.create_task(show_profile(bot, language, name=name))
        stack.callback(profile.cancel)
        posting = asyncio.create_task(channel.post_to_team())
        stack.callback(posting.cancel)
        yield Line(bot, bot.bot, channel, inbox, fetching)


@contextmanager
def _refusals(advice: str = "") -> Iterator[None]:
    """Says what Telegram will not take. The library's own error names the token, so it goes no further."""
    try:
        yield
    except InvalidToken:
        raise BotRefused(
            "Telegram does not know the bot of TELEGRAM_BOT_TOKEN. Write /mybots to https://t.me/BotFather, choose the"
            " bot, and copy what stands under API Token (one that was revoked gets a new one there). TELEGRAM_API_URL,"
            " where it is set, must be the address of a Bot API server."
        ) from None
    except (BadRequest, Forbidden) as error:
        raise BotRefused(f"Telegram refuses: {error.message.rstrip('.')}.{advice}") from None


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Does the work until it ends, or until SIGTERM or Ctrl-C cancels it; its ``finally`` blocks are waited for. A
    second signal ends the process at once, which the store survives like a power cut."""
    task = asyncio.create_task(work)
    with _first_signal(task.cancel), suppress(asyncio.CancelledError):
        await task


@contextmanager
def _first_signal(act: Callable[[], object]) -> Iterator[None]:
    """Acts at the first of the signals that stop a program; the next one does what it always does."""
    loop = asyncio.get_running_loop()

    def let_go() -> None:
        for name in _STOPS:
            if loop.remove_signal_handler(name):
                signal.signal(name, signal.SIG_DFL)

    def stop() -> None:
        let_go()
        act()

    try:
        for name in _STOPS:
            loop.add_signal_handler(name, stop)
    except NotImplementedError:  # Windows: Ctrl-C cancels what asyncio runs, all by itself
        yield
        return
    try:
        yield
    finally:
        let_go()
