"""`slotwise telegram`: the assistant as a Telegram bot that fetches its updates, from wherever it runs."""

import click

from bot.commands import messenger
from bot.config import Settings


def run() -> None:
    """Talks until it is stopped."""
    messenger.run(_poll)


async def _poll(settings: Settings) -> None:
    async with messenger.bot_on_line(settings, messenger.needed_token(settings)) as (_app, line):
        click.echo("It fetches its updates (Ctrl-C stops it).")
        await line.poll()
