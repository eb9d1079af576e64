"""Hosts that the settings name: chat accounts that all act through the deployment's one API key."""

import asyncio
import logging
from collections.abc import Mapping

from bot.accounts.calendar import ClientCalendar
from bot.calcom.client import CalcomClient
from bot.scheduling.calendar import CalendarError
from bot.scheduling.hosting import Host
from bot.scheduling.models import Me

log = logging.getLogger(__name__)


class NamedHosts:
    """``usernames`` gives for each chat account the Cal.com user it stands for; None is the key's own user."""

    def __init__(self, client: CalcomClient, usernames: Mapping[str, str | None]) -> None:
        self._client = client
        self._usernames = dict(usernames)
        self._me: Me | None = None
        self._asking = asyncio.Lock()

    async def of(self, account_id: str) -> Host | None:
        if account_id not in self._usernames or not self._client.has_credential:
            return None
        try:
            me = await self._own()
        except CalendarError as error:
            log.warning("who the key belongs to cannot be told now: %s %s", type(error).__name__, error.status)
            return None
        username = self._usernames[account_id]
        if username is None or username == me.username:
            return Host(
                account_id=account_id,
                user_id=me.id,
                username=me.username or "",
                name=me.name or me.username or "",
                email=me.email,
                time_zone=me.time_zone,
                calendar=ClientCalendar(self._client, username=me.username),
            )
        # Of another user the key tells only what their bookings do.
        return Host(
            account_id=account_id,
            user_id=0,
            username=username,
            name=username,
            email=None,
            time_zone=None,
            calendar=ClientCalendar(self._client, username=username),
        )

    async def _own(self) -> Me:
        async with self._asking:
            if self._me is None:
                self._me = await self._client.me.get()
            return self._me
