"""Linking a Telegram account to a Cal.com account of its own: from /link to the yes, and /unlink (facts 12).

    begin      the button: an address that is good once, bound to the account that asked
    arrive     somebody consented there, and comes back: the tokens wait, encrypted, and the page shows a number
    prove      the account that asked tells the number, so it has the page before it: it is asked for its yes
    confirm    the yes: the account stands for that Cal.com user

Whoever was sent another's link and followed it sees whose it is and a number that is of no use in their own chat;
whoever sent it never sees the number. What waits is forgotten after ten minutes, or three wrong numbers.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from bot.accounts.links import LINK, AskedConsents, Link, LinkedTokens
from bot.accounts.vault import Vault
from bot.calcom.auth import Credential
from bot.calcom.client import CalcomClient
from bot.calcom.oauth import HOST_SCOPES, OAuthApp, TokenPair
from bot.scheduling.calendar import CalendarError
from bot.scheduling.hosting.linking import NUMBER_DIGITS, CalcomUser, Linking, Missing, Proven
from bot.scheduling.models import Me
from bot.store import JSON, OpenStore
from bot.store.jobs import Job

CALLBACK = "/oauth/cal/callback"
"""Where Cal.com sends people back to, under the public address."""

ASK = "link-ask"
"""The kind of job that asks for the number in the chat, and at last forgets a consent that nobody answered for."""

_WAITING = "calcom-waiting"
_WAITS = timedelta(minutes=10)
_TRIES = 3
_REVOKED_WITHIN = 5.0
"""Seconds."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """A consent that waits for its yes."""

    code: str
    number: str
    user_id: int
    user: CalcomUser
    time_zone: str | None
    pair: TokenPair
    until: datetime
    tries: int = 0
    is_proven: bool = False

    def to_json(self) -> JSON:
        return {
            **vars(self),
            "user": vars(self.user),
            "pair": self.pair.to_json(),
            "until": self.until.isoformat(),
        }

    @classmethod
    def from_json(cls, kept: JSON) -> "Waiting":
        return cls(
            **{
                **kept,
                "user": CalcomUser(**kept["user"]),
                "pair": TokenPair.from_json(kept["pair"]),
                "until": datetime.fromisoformat(kept["until"]),
            }
        )


@dataclass(frozen=True)
class Arrival:
    """What the page says to whoever consented: whose Cal.com, which chat account, and the number to tell there."""

    user: CalcomUser
    asker: str | None
    """What the messenger calls the account that asked; None where it tells no name."""
    number: str
    language: str


class CalcomLinking:
    """``client_for`` gives a client that acts by the credential of an account; whoever gets one closes it. ``farewell``
    takes back at Cal.com what was set up there for an account, as long as its access is good."""

    def __init__(
        self,
        store: OpenStore,
        vault: Vault,
        *,
        client: CalcomClient,
        client_for: Callable[[Credential, str], CalcomClient],
        client_id: str,
        client_secret: SecretStr | None,
        authorize_url: str,
        public_url: str | None,
        clock: Callable[[], datetime],
        farewell: Callable[[CalcomClient], Awaitable[None]] | None = None,
    ) -> None:
        self._vault = vault
        self._farewell = farewell
        self._jobs = store.jobs
        self._client_for = client_for
        self._clock = clock
        self._public_url = public_url
        self._app = OAuthApp(
            client,
            client_id=client_id,
            client_secret=client_secret,
            redirect_uri=f"{public_url}{CALLBACK}",
            authorize_url=authorize_url,
            states=AskedConsents(store.links, vault, clock),
            tokens=LinkedTokens(vault),
            clock=clock,
        )

    def client_of(self, account_id: str) -> CalcomClient:
        """Acts for a linked account, and renews its tokens by itself. Whoever gets it closes it."""
        return self._client_for(self._app.credential(account_id), account_id)

    def missing(self, account_id: str) -> Missing | None:
        if self._public_url is None:
            return "address"
        return None if account_id.startswith("telegram:") else "messenger"

    async def begin(self, account_id: str, *, name: str | None, language: str) -> str:
        note = {"language": language} | ({"name": name} if name else {})
        return await self._app.authorize_url(account_id, scopes=HOST_SCOPES, note=note)

    async def arrive(self, answer: Mapping[str, str]) -> Arrival:
        """Somebody comes back from Cal.com with this answer. Raises UnknownState, ConsentRefused, and whatever Cal.com
        says to the code; then nothing waits."""
        redeemed = await self._app.redeem(answer)
        who, note = redeemed.pending.who, redeemed.pending.note
        me = await self._whose(who, redeemed.pair)
        until = self._clock() + _WAITS
        waiting = Waiting(
            code=secrets.token_urlsafe(12),
            number=f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}}",
            user_id=me.id,
            user=CalcomUser(me.username or "", me.name or me.username or "", me.email),
            time_zone=me.time_zone,
            pair=redeemed.pair,
            until=until,
        )
        await self._vault.put(who, _WAITING, waiting.to_json())
        # Written down before anything is said: a process that dies here leaves it to the next one.
        payload = {"language": note["language"], "until": until.isoformat()}
        await self._jobs.schedule(Job(ASK, who, self._clock(), payload, account_id=who))
        return Arrival(waiting.user, note.get("name"), waiting.number, note["language"])

    async def awaits_number(self, account_id: str) -> bool:
        waiting = await self._waiting(account_id)
        return waiting is not None and not waiting.is_proven

    async def prove(self, account_id: str, number: str) -> Proven | Literal["wrong", "over"]:
        async with self._vault.locked(account_id, _WAITING):
            waiting = await self._waiting(account_id)
            if waiting is None:
                return "over"
            if compare_digest(waiting.number.encode(), number.encode()):
                await self._vault.replace(account_id, _WAITING, replace(waiting, is_proven=True).to_json())
                return Proven(waiting.code, waiting.user)
            tried = replace(waiting, tries=waiting.tries + 1)
            if tried.tries < _TRIES:
                await self._vault.replace(account_id, _WAITING, tried.to_json())
                return "wrong"
        await self.refuse(account_id)
        return "over"

    async def confirm(self, account_id: str, code: str) -> CalcomUser | None:
        async with self._vault.locked(account_id, LINK):
            waiting = await self._waiting(account_id)
            if waiting is None or not waiting.is_proven or not compare_digest(waiting.code.encode(), code.encode()):
                return None
            if not await self._vault.delete(account_id, _WAITING):
                return None  # of two who say it at once, one links
            before = await self._vault.get(account_id, LINK)
            link = Link(waiting.user_id, waiting.user, waiting.time_zone, self._clock(), waiting.pair)
            await self._vault.put(account_id, LINK, link.to_json())
        await self._jobs.cancel(ASK, account_id)
        if before is not None:
            await self._revoke(Link.from_json(before).pair)
        return link.user

    async def refuse(self, account_id: str) -> None:
        kept = await self._vault.get(account_id, _WAITING)
        await self._jobs.cancel(ASK, account_id)
        if await self._vault.delete(account_id, _WAITING) and kept is not None:
            await self._revoke(Waiting.from_json(kept).pair)

    async def linked(self, account_id: str) -> CalcomUser | None:
        kept = await self._vault.get(account_id, LINK)
        return None if kept is None else Link.from_json(kept).user

    async def unlink(self, account_id: str) -> CalcomUser | None:
        await self.refuse(account_id)
        await self._say_farewell(account_id)
        async with self._vault.locked(account_id, LINK):
            kept = await self._vault.get(account_id, LINK)
            is_gone = await self._vault.delete(account_id, LINK)
        if kept is None or not is_gone:
            return None
        link = Link.from_json(kept)
        await self._revoke(link.pair)
        return link.user

    async def link_of(self, account_id: str) -> Link | None:
        kept = await self._vault.get(account_id, LINK)
        return None if kept is None else Link.from_json(kept)

    async def end(self, account_id: str, link: Link) -> bool:
        """Forgets a link that has ended. True for the one who is to tell of it."""
        async with self._vault.locked(account_id, LINK):
            now = await self.link_of(account_id)
            if now is None or now.pair is not None or now.linked_at != link.linked_at:
                return False
            return await self._vault.delete(account_id, LINK)

    async def accounts(self) -> list[str]:
        """Who has a link."""
        return await self._vault.accounts(LINK)

    async def renew_encryption(self) -> None:
        """Has the newest key encrypt all links, so that older keys can go."""
        await self._vault.renew_encryption(LINK)

    async def _waiting(self, account_id: str) -> Waiting | None:
        kept = await self._vault.get(account_id, _WAITING)
        waiting = None if kept is None else Waiting.from_json(kept)
        return waiting if waiting is not None and waiting.until > self._clock() else None

    async def _whose(self, account_id: str, pair: TokenPair) -> Me:
        client = self._client_for(_Fresh(pair), account_id)
        try:
            return await client.me.get()
        finally:
            await client.aclose()

    async def _say_farewell(self, account_id: str) -> None:
        link = await self.link_of(account_id)
        if self._farewell is None or link is None or link.pair is None:
            return
        client = self.client_of(account_id)
        try:
            async with asyncio.timeout(_REVOKED_WITHIN):
                await self._farewell(client)
        except (CalendarError, TimeoutError) as error:
            log.warning("what was set up for a host at Cal.com stays there: %s", type(error).__name__)
        finally:
            await client.aclose()

    async def _revoke(self, pair: TokenPair | None) -> None:
        """Cal.com has no call that takes tokens back, and a refresh token dies when it is spent: so it is spent, and
        what comes of it is kept by nobody. A copy of ours, such as a backup, is of no use then."""
        if pair is None:
            return
        try:
            async with asyncio.timeout(_REVOKED_WITHIN):
                await self._app.refresh(pair)
        except (CalendarError, TimeoutError) as error:
            log.warning("tokens were forgotten and could not be spent as well: %s", type(error).__name__)


class _Fresh:
    """Acts by a pair of tokens that is not kept yet."""

    is_third_party = True

    def __init__(self, pair: TokenPair) -> None:
        self._pair = pair

    async def scopes(self) -> frozenset[str] | None:
        return self._pair.scopes

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._pair.access_token.get_secret_value(), self._pair.refresh_token.get_secret_value())

    async def headers(self) -> Mapping[str, str]:
        return {"authorization": f"Bearer {self._pair.access_token.get_secret_value()}"}

    async def renew(self, refused: Mapping[str, str]) -> bool:
        return False


if TYPE_CHECKING:
    _on: type[Linking] = CalcomLinking
