"""Hosts who linked an account of their own: each acts by the access that they gave."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.accounts.calendar import ClientCalendar
from bot.accounts.linking import CalcomLinking
from bot.accounts.links import Link
from bot.calcom.client import CalcomClient
from bot.calcom.oauth import ConsentNeeded
from bot.calcom.webhook_subscriptions import Webhooks
from bot.scheduling.calendar import CalendarError
from bot.scheduling.hosting import Host, Hosts
from bot.scheduling.hosting.linking import LinkEnded

MOST_CLIENTS = 500
"""Each has connections of its own; whoever was not heard of for longest is met anew."""

FIRST_SECONDS = 5.0
"""How long a host waits at most for what is learned of their access, once for each process."""

CLOSED_AFTER = 60.0
"""Seconds."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    linked_at: datetime
    client: CalcomClient


class LinkedHosts:
    """Close it with ``aclose``."""

    def __init__(self, linking: CalcomLinking) -> None:
        self.linking = linking
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._meeting = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()

    async def of(self, account_id: str) -> Host | None:
        """Raises LinkEnded, once."""
        link = await self.linking.link_of(account_id)
        if link is None:
            self._let_go(account_id)
            return None
        async with self._meeting:
            client = None if link.pair is None else await self._client(account_id, link)
        if client is None:
            self._let_go(account_id)
            if await self.linking.end(account_id, link):
                raise LinkEnded
            return None
        return Host(
            account_id=account_id,
            user_id=link.user_id,
            username=link.user.username,
            name=link.user.name,
            email=link.user.email,
            time_zone=link.time_zone,
            calendar=ClientCalendar(client, username=link.user.username or None),
        )

    async def accounts(self) -> list[str]:
        """The accounts that have a link."""
        return await self.linking.accounts()

    async def webhooks(self) -> AsyncIterator[tuple[str, Webhooks]]:
        """Those of each host, under a name for each link. Whose link has ended is left out; ``of`` tells them."""
        for account_id in await self.accounts():
            link = await self.linking.link_of(account_id)
            if link is None or link.pair is None:
                continue
            async with self._meeting:
                client = await self._client(account_id, link)
            if client is not None:
                yield f"{account_id} {link.linked_at.isoformat()}", client.webhooks

    async def aclose(self) -> None:
        for account_id in list(self._known):
            self._let_go(account_id)
        closing = list(self._closing)
        for task in closing:
            task.cancel()
        await asyncio.gather(*closing, return_exceptions=True)

    async def _client(self, account_id: str, link: Link) -> CalcomClient | None:
        """The host's client; None when their consent turns out to have ended."""
        known = self._known.get(account_id)
        if known is not None and known.linked_at == link.linked_at:
            self._known.move_to_end(account_id)
            return known.client
        self._let_go(account_id)
        client = self.linking.client_of(account_id)
        try:
            with client.deadline(FIRST_SECONDS):
                await client.learn_access()
        except ConsentNeeded:
            await client.aclose()
            return None
        except CalendarError as error:
            log.warning("what a host may do is not known yet: %s %s", type(error).__name__, error.status)
        self._known[account_id] = _Known(link.linked_at, client)
        while len(self._known) > MOST_CLIENTS:
            self._let_go(next(iter(self._known)))
        return client

    def _let_go(self, account_id: str) -> None:
        known = self._known.pop(account_id, None)
        if known is not None:
            task = asyncio.create_task(_close_later(known.client))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)


async def _close_later(client: CalcomClient) -> None:
    """Something else may be in the middle of a call with it."""
    try:
        await asyncio.sleep(CLOSED_AFTER)
    finally:
        await client.aclose()


if TYPE_CHECKING:
    _hosts: type[Hosts] = LinkedHosts
