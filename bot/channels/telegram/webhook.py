"""Updates that are brought: Telegram posts each one, and hears that it came when it is safe here.

Only who knows the secret is listened to; nobody else learns more than that they are not.
"""

import hmac
import json
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.ext import ExtBot

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import ALLOWED_UPDATES
from bot.channels.telegram.reaching import insist
from bot.serving.bodies import NotTaken, body_of
from bot.store import JSON, StoreError

PATH = "/telegram"

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


def routes(inbox: Inbox, secret: str) -> list[Route]:
    """Takes updates in at ``PATH``."""

    async def take(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("latin-1"), secret.encode()):
            return Response(status_code=403)
        if inbox.is_full:
            return Response(status_code=503)  # Telegram brings it again
        try:
            body = await body_of(request)
        except NotTaken as refusal:
            return Response(status_code=refusal.status)
        payload = _update(body)
        if payload is None:
            return Response(status_code=400)
        try:
            await inbox.take([payload])
        except StoreError:
            return Response(status_code=503)
        return Response(status_code=200)

    return [Route(PATH, take, methods=["POST"])]


def _update(body: bytes) -> JSON | None:
    """None when it is no update."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(payload, dict) or not isinstance(payload.get("update_id"), int):
        return None
    return payload
