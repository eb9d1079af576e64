"""All who are hosts, by name: to see whose a booking is without asking Cal.com anything on their behalf."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accounts.named import NamedHosts

if TYPE_CHECKING:
    from bot.accounts.linked import LinkedHosts


@dataclass(frozen=True)
class KnownHost:
    """Somebody whose chat account stands for a Cal.com user."""

    account_id: str
    username: str
    email: str | None
    time_zone: str | None


class KnownHosts:
    """The named ones before those who linked an account of their own."""

    def __init__(self, named: NamedHosts, linked: "LinkedHosts | None") -> None:
        self._named = named
        self._linked = linked

    async def accounts(self) -> Sequence[str]:
        """The chat accounts of all of them."""
        linked = await self._linked.accounts() if self._linked is not None else []
        return list(dict.fromkeys([*await self._named.accounts(), *linked]))

    async def of(self, account_id: str) -> KnownHost | None:
        """None for a guest, and where Cal.com cannot say now whose the key is."""
        host = await self._named.of(account_id)
        if host is not None:
            return KnownHost(account_id, host.username, host.email, host.time_zone)
        link = await self._linked.linking.link_of(account_id) if self._linked is not None else None
        if link is None or link.pair is None:
            return None
        return KnownHost(account_id, link.user.username, link.user.email, link.time_zone)
