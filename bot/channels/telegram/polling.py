"""Updates that are fetched: long polling, where asking for the next ones tells Telegram that the last ones are safe."""

import json
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.reaching import insist
from bot.store import JSON

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

POLL_SECONDS = 30
"""How long Telegram may keep a request that has nothing to tell."""

_ANSWER_SECONDS = 10
"""How long the answer may take after that; then the line is taken for dead."""


async def poll(bot: ExtBot[int], request: BaseRequest, inbox: Inbox) -> None:
    """Fetches until it is cancelled; nothing is lost or handled twice by that. Raises what ``insist`` does."""
    await insist(partial(bot.delete_webhook, drop_pending_updates=False))
    offset = 0
    while True:
        await inbox.room()
        payloads = await insist(partial(_fetch_and_keep, bot, request, inbox, offset))
        if payloads:
            offset = max(payload["update_id"] for payload in payloads) + 1


async def _fetch_and_keep(bot: ExtBot[int], request: BaseRequest, inbox: Inbox, offset: int) -> Sequence[JSON]:
    payloads = await _fetch(bot, request, offset)
    if payloads:
        await inbox.take(payloads)
    return payloads


async def _fetch(bot: ExtBot[int], request: BaseRequest, offset: int) -> list[JSON]:
    """As JSON: ``bot.get_updates`` reads a whole batch or nothing, so one update that it cannot read would keep all
    others away for good."""
    query = urlencode({"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED_UPDATES)})
    answer = await request.retrieve(f"{bot.base_url}/getUpdates?{query}", read_timeout=POLL_SECONDS + _ANSWER_SECONDS)
    try:
        payloads: list[JSON] = json.loads(answer)["result"]
    except (ValueError, KeyError, TypeError):
        raise NetworkError("what came is no answer of the Bot API") from None
    return payloads
