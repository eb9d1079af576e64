"""That Cal.com tells this server what happens: one subscription, whoever starts how often, and put right when it is not
as it should be (facts 9.1)."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from typing import NoReturn

from pydantic import SecretStr

from bot.calcom.types.webhooks import Webhook
from bot.calcom.webhook_subscriptions import Webhooks
from bot.calcom.webhooks import VERSION
from bot.notifying.webhook import PATH, TRIGGERS
from bot.scheduling.calendar import CalendarError
from bot.store import OpenStore, StoreError

LOOKED_AT_EVERY = 3600.0
"""Seconds after which it is looked whether somebody changed it."""

TRIED_AGAIN_AFTER = 30.0

Others = Callable[[], AsyncIterator[tuple[str, Webhooks]]]
"""The webhooks of several accounts, each under a name that is another's after a change."""

log = logging.getLogger("slotwise.notifying")


async def secret_of(store: OpenStore) -> SecretStr:
    """What Cal.com signs with: made once for all processes on this store."""
    return SecretStr(await store.kept("calcom-webhook-secret", lambda: secrets.token_urlsafe(32)))


async def keep(webhooks: Webhooks, store: OpenStore, public_url: str) -> NoReturn:
    """Keeps the subscription as it should be until it is cancelled. Without it everything else goes on, so what fails
    is told and tried again."""
    told = ""
    while True:
        try:
            await put_right(webhooks, store, public_url)
        except (CalendarError, StoreError) as error:
            trouble = type(error).__name__
            if trouble != told:
                log.warning("Cal.com cannot be asked to tell of changes now (%s); trying again until it works", trouble)
            told = trouble
            await asyncio.sleep(TRIED_AGAIN_AFTER)
        else:
            told = ""
            await asyncio.sleep(LOOKED_AT_EVERY)


async def keep_for_others(others: Others, store: OpenStore, public_url: str) -> NoReturn:
    """The same for accounts that come and go: one subscription each, soon after they came."""
    loop = asyncio.get_running_loop()
    looked_at: dict[str, float] = {}
    while True:
        try:
            async for name, webhooks in others():
                if loop.time() - looked_at.get(name, -LOOKED_AT_EVERY) < LOOKED_AT_EVERY:
                    continue
                try:
                    await put_right(webhooks, store, public_url)
                    looked_at[name] = loop.time()
                except CalendarError as error:
                    log.warning("Cal.com cannot be asked to tell a host's changes now (%s)", type(error).__name__)
        except StoreError as error:
            log.warning("whose changes are to be told is looked at later: %s", error)
        await asyncio.sleep(TRIED_AGAIN_AFTER)


async def end(webhooks: Webhooks, store: OpenStore, public_url: str) -> None:
    """Has Cal.com tell this server nothing more of the account. Raises CalendarError and StoreError."""
    secret, url = await secret_of(store), f"{public_url}{PATH}"
    async with store.lock("calcom webhook"):
        for one in await webhooks.list().all():
            if one.subscriber_url == url or one.secret == secret:
                await webhooks.delete(one.id)


async def put_right(webhooks: Webhooks, store: OpenStore, public_url: str) -> Webhook:
    """Exactly one subscription to this server's address, with the triggers and the secret that it needs; one that was
    made for an earlier address is moved here. Raises CalendarError and StoreError."""
    secret, url = await secret_of(store), f"{public_url}{PATH}"
    async with store.lock("calcom webhook"):
        ours = [one for one in await webhooks.list().all() if one.subscriber_url == url or one.secret == secret]
        ours.sort(key=lambda one: one.subscriber_url != url)
        for surplus in ours[1:]:
            await webhooks.delete(surplus.id)
        if ours and _is_right(ours[0], url, secret):
            return ours[0]
        if ours and ours[0].payload_template is None:
            return await webhooks.update(
                ours[0].id, subscriber_url=url, triggers=TRIGGERS, active=True, secret=secret, version=VERSION
            )
        if ours:
            # A template cannot be taken out of one, and what it makes of an event is not to be read here.
            await webhooks.delete(ours[0].id)
        return await webhooks.create(subscriber_url=url, triggers=TRIGGERS, secret=secret, version=VERSION)


def _is_right(webhook: Webhook, url: str, secret: SecretStr) -> bool:
    return (
        webhook.subscriber_url == url
        and webhook.active
        and set(webhook.triggers) == set(TRIGGERS)
        and webhook.secret == secret
        and webhook.payload_template is None
    )
