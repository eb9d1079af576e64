"""`slotwise serve`: the assistant as a server, which Telegram brings its updates to."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.commands import messenger, watching
from bot.commands.failures import Refused
from bot.commands.listening import listener
from bot.config import Settings

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.app import App
    from bot.channels.telegram.running import Line


def run() -> None:
    """Serves until it is stopped."""
    messenger.run(_serve)


async def _serve(settings: Settings) -> None:
    from bot.channels.telegram.webhook import PATH, routes
    from bot.serving import health
    from bot.serving.server import server as http_server
    from bot.serving.web import web_app

    token = messenger.needed_token(settings)
    public_url = settings.slotwise_public_url
    if public_url is None:
        raise Refused(
            "SLOTWISE_PUBLIC_URL is not set: the address under which Telegram reaches this server."
            " Example: SLOTWISE_PUBLIC_URL=https://slotwise.example.com (`slotwise telegram` needs none)"
        )
    advice = "Choose others with SLOTWISE_HOST and SLOTWISE_PORT."
    with listener(settings.slotwise_host, settings.slotwise_port, who="the server", advice=advice) as listening:
        async with messenger.bot_on_line(settings, token) as (app, line), AsyncExitStack() as stack:
            if settings.telegram_webhook_secret is not None:
                secret = settings.telegram_webhook_secret.get_secret_value()
            else:
                secret = await app.store.kept("telegram-webhook-secret", lambda: secrets.token_urlsafe(32))
            linking = await stack.enter_async_context(_linking(app, line))
            registered = asyncio.Event()
            watched = health.routes(watching.probes(app, registered), token=_token(settings))
            rooms = [*routes(line.inbox, secret), *linking, *await app.notifying.routes(), *watched]
            server = http_server(web_app(rooms))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                await line.register(public_url, secret)
                registered.set()
                await stack.enter_async_context(app.notifying.subscribed(public_url))
                click.echo(f"Telegram brings its updates to {public_url}{PATH} (Ctrl-C stops it).")
                await asyncio.wait({serving})
            finally:
                server.should_exit = True
                await serving


def _token(settings: Settings) -> str | None:
    token = settings.slotwise_metrics_token
    return token.get_secret_value() if token is not None else None


@asynccontextmanager
async def _linking(app: "App", line: "Line") -> AsyncIterator[list["BaseRoute"]]:
    """The page that hosts come back to from Cal.com, and what asks them in the chat; nothing where none can link."""
    if app.linked is None:
        yield []
        return
    from bot.accounts.asking import Asking
    from bot.accounts.pages import routes

    asking = Asking(app.linked.linking, app.store.jobs, line.channel.announce, app.clock)
    await app.linked.linking.renew_encryption()
    async with asking.going_on():
        yield routes(app.linked.linking, bot_link=line.link, bot_name=f"@{line.me.username}", arrived=asking.look)
