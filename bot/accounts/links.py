"""Which chat account stands for which Cal.com user, and the tokens of that: in the vault, one link an account."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.accounts.vault import Vault
from bot.calcom.oauth import CONSENT_WITHIN, ConsentNeeded, Pending, StateStore, TokenPair, TokenStore
from bot.scheduling.hosting.linking import CalcomUser
from bot.store import JSON
from bot.store.links import Link as State
from bot.store.links import Links as States

LINK = "calcom"
"""The kind in the vault."""


@dataclass(frozen=True)
class Link:
    """``linked_at`` tells one link of an account from the next. ``pair`` None: it has ended, and nobody was told."""

    user_id: int
    user: CalcomUser
    time_zone: str | None
    linked_at: datetime
    pair: TokenPair | None

    def to_json(self) -> JSON:
        return {
            "user_id": self.user_id,
            "user": vars(self.user),
            "time_zone": self.time_zone,
            "linked_at": self.linked_at.isoformat(),
            "pair": None if self.pair is None else self.pair.to_json(),
        }

    @classmethod
    def from_json(cls, kept: JSON) -> "Link":
        return cls(
            kept["user_id"],
            CalcomUser(**kept["user"]),
            kept["time_zone"],
            datetime.fromisoformat(kept["linked_at"]),
            None if kept["pair"] is None else TokenPair.from_json(kept["pair"]),
        )


class LinkedTokens:
    """The tokens of the links, for credentials that renew them."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def lock(self, account: str) -> AbstractAsyncContextManager[None]:
        return self._vault.locked(account, LINK)

    async def load(self, account: str) -> TokenPair | None:
        kept = await self._vault.get(account, LINK)
        return None if kept is None else Link.from_json(kept).pair

    async def save(self, account: str, pair: TokenPair) -> None:
        """ConsentNeeded when the link was taken away meanwhile: a renewal does not bring it back."""
        kept = await self._vault.get(account, LINK)
        if kept is None or not await self._vault.replace(account, LINK, {**kept, "pair": pair.to_json()}):
            raise ConsentNeeded("This person has taken away their link.")

    async def delete(self, account: str) -> None:
        """The tokens go; that there was a link stays until its host was told of the end."""
        kept = await self._vault.get(account, LINK)
        if kept is not None:
            await self._vault.replace(account, LINK, {**kept, "pair": None})


class AskedConsents:
    """Consents that were asked for, in the store. What proves us at Cal.com is encrypted there."""

    def __init__(self, states: States, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._states = states
        self._vault = vault
        self._clock = clock

    async def put(self, key: str, pending: Pending) -> None:
        sealed = self._vault.sealed(pending.who, key, pending.to_json())
        await self._states.put(State(key, pending.who, {"sealed": sealed}, pending.asked_at + CONSENT_WITHIN))

    async def take(self, key: str) -> Pending | None:
        state = await self._states.take(key, self._clock())
        kept = None if state is None else self._vault.opened(state.account_id, key, state.payload["sealed"])
        return None if kept is None else Pending.from_json(kept)


if TYPE_CHECKING:
    _tokens: type[TokenStore] = LinkedTokens
    _states: type[StateStore] = AskedConsents
