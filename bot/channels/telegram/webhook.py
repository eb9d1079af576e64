"""Updates that are brought: Telegram posts each one, and hears that it came when it is safe here.

Only who knows the secret is listened to; nobody else learns more than that they are not.
"""

import asyncio
import hmac
import json
from functools import partial

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram.ext import ExtBot

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import ALLOWED_UPDATES
from bot.channels.telegram.reaching import insist
from bot.store import JSON, StoreError

PATH = "/telegram"

MOST_BYTES = 1_000_000
"""Of an update. Telegram's are a few thousand."""

_BODY_SECONDS = 10.0
"""How long an update may take to come in."""

_CONNECTIONS = 40
"""How many updates Telegram may bring at once; it keeps those of one chat in order."""


async def register(bot: ExtBot[int], public_url: str, secret: str) -> None:
    """Tells Telegram where to bring updates; those that wait there are kept. Raises what ``insist`` does."""
    await insist(
        partial(
            bot.set_webhook,
            f"{public_url}{PATH}",
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=_CONNECTIONS,
            drop_pending_updates=False,
        )
    )


def web_app(inbox: Inbox, secret: str) -> Starlette:
    """Takes updates in at ``PATH``, and tells at ``/healthz`` that it runs."""

    async def take(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("latin-1"), secret.encode()):
            return Response(status_code=403)
        if inbox.is_full:
            return Response(status_code=503)  # Telegram brings it again
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        payload = _update(body)
        if payload is None:
            return Response(status_code=400)
        try:
            await inbox.take([payload])
        except StoreError:
            return Response(status_code=503)
        return Response(status_code=200)

    async def health(request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(PATH, take, methods=["POST"]), Route("/healthz", health, methods=["GET"])])


async def _body(request: Request) -> bytes | None:
    """None when it is too large, as soon as that shows."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _update(body: bytes) -> JSON | None:
    """None when it is no update."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(payload, dict) or not isinstance(payload.get("update_id"), int):
        return None
    return payload
