"""What `slotwise telegram` and `slotwise serve` have in common: the settings they need, and the bot on the line."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import click

from bot import telemetry
from bot.commands.failures import Refused, explained, settings_for
from bot.config import Settings
from bot.telemetry import tracing

if TYPE_CHECKING:
    from bot.app import App
    from bot.channels.telegram.running import Line


def run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    """Does the work with the settings until it is stopped, and says in a sentence what cannot be used."""
    import asyncio

    from bot.channels.telegram.running import BotRefused, until_stopped

    settings = settings_for({})
    telemetry.configure(settings.slotwise_log_level)
    tracing.start()
    with explained():
        try:
            asyncio.run(until_stopped(work(settings)))
        except BotRefused as error:
            raise Refused(str(error)) from None


def needed_token(settings: Settings) -> str:
    if settings.telegram_bot_token is None:
        raise Refused(
            "TELEGRAM_BOT_TOKEN is not set. Write /newbot to https://t.me/BotFather, and put the token it answers with"
            " into .env. Example: TELEGRAM_BOT_TOKEN=123456789:ABCdefGhIJKlmNoPQRsTUVwxyZ0123456789"
        )
    return settings.telegram_bot_token.get_secret_value()


@asynccontextmanager
async def bot_on_line(settings: Settings, token: str) -> AsyncIterator[tuple["App", "Line"]]:
    """The assistant and its bot, and says who they are."""
    from bot.app import open_app
    from bot.channels.telegram.doors import doors
    from bot.channels.telegram.running import on_line
    from bot.channels.telegram.voice import transcriber

    ears = transcriber(settings)
    try:
        async with (
            open_app(settings) as app,
            on_line(
                app,
                app.store.channel,
                token=token,
                api_url=settings.telegram_api_url,
                language=settings.slotwise_language,
                name=settings.telegram_bot_name,
                messages_per_minute=settings.slotwise_messages_per_minute,
                transcriber=ears,
                team=app.team,
                desk=app.desk,
                doors=doors(settings.allowed_ids, settings.blocked_ids, settings.hosts_by_telegram_id),
            ) as line,
            app.notifying.working(line.channel),
        ):
            click.echo(f"{app.describe()} is @{line.me.username} in Telegram: {line.link}")
            yield app, line
    finally:
        if ears is not None:
            await ears.close()
