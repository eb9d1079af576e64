"""Hosts that the settings name: chat accounts that all act through the deployment's one API key. In the embedded
sandbox each acts with the key of the user it stands for."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.accounts.calendar import ClientCalendar
from bot.calcom.client import CalcomClient
from bot.scheduling.calendar import CalendarError
from bot.scheduling.hosting import Host, Hosts
from bot.scheduling.models import Me

log = logging.getLogger(__name__)


class NamedHosts:
    """``usernames`` gives for each chat account the Cal.com user it stands for; None is the key's own user.
    ``client_for`` gives the client that acts for one."""

    def __init__(self, client_for: Callable[[str | None], CalcomClient], usernames: Mapping[str, str | None]) -> None:
        self._client_for = client_for
        self._usernames = dict(usernames)
        self._known: dict[str | None, Me] = {}
        self._asking = asyncio.Lock()

    def name(self, account_id: str, username: str) -> None:
        """From now on the account stands for that user."""
        self._usernames[account_id] = username

    def names(self, account_id: str) -> bool:
        """Whether the settings name the account."""
        return account_id in self._usernames

    async def accounts(self) -> list[str]:
        """The chat accounts that stand for somebody."""
        return list(self._usernames)

    async def of(self, account_id: str) -> Host | None:
        if account_id not in self._usernames:
            return None
        username = self._usernames[account_id]
        client = self._client_for(username)
        if not client.has_credential:
            return None
        try:
            me = await self._own(client, username)
        except CalendarError as error:
            log.warning("who the key belongs to cannot be told now: %s %s", type(error).__name__, error.status)
            return None
        if username is None or username == me.username:
            return Host(
                account_id=account_id,
                user_id=me.id,
                username=me.username or "",
                name=me.name or me.username or "",
                email=me.email,
                time_zone=me.time_zone,
                calendar=ClientCalendar(client, username=me.username),
            )
        # Of another user the key tells only what their bookings do.
        return Host(
            account_id=account_id,
            user_id=0,
            username=username,
            name=username,
            email=None,
            time_zone=None,
            calendar=ClientCalendar(client, username=username, is_own=False),
        )

    async def _own(self, client: CalcomClient, username: str | None) -> Me:
        """Whose credential the client has."""
        async with self._asking:
            if username not in self._known:
                self._known[username] = await client.me.get()
            return self._known[username]


class FirstOf:
    """Whoever knows an account first."""

    def __init__(self, *several: Hosts) -> None:
        self._several = several

    async def of(self, account_id: str) -> Host | None:
        for hosts in self._several:
            host = await hosts.of(account_id)
            if host is not None:
                return host
        return None


if TYPE_CHECKING:
    _named: type[Hosts] = NamedHosts
    _first: type[Hosts] = FirstOf
