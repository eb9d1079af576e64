"""OAuth, from the consent of a person to a client that acts for them (facts 12).

    url = await app.authorize_url(who, scopes=GUEST_SCOPES)     a person follows it, and comes back with an answer
    await app.connect(who, answer)                              the answer becomes tokens, which the store keeps
    CalcomClient(url, credential=app.credential(who))           acts for them, and renews the tokens by itself

A refresh token is spent by its first use, so an account has one refresh at a time, whichever process does it, and the
new pair is saved before it is used. The old pair stays until then. Should a process die between the two, the next one
tries the old refresh token again: when Cal.com never got the request, it still works; otherwise it is refused and
``ConsentNeeded`` says that only the person can help, by consenting again. No booking is lost by that.
"""

import asyncio
import base64
import contextvars
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, Self
from urllib.parse import urlencode

from pydantic import SecretStr

from bot.calcom.oauth_calls import OAuthCalls
from bot.calcom.operation import Auth
from bot.calcom.resource import operation_of
from bot.calcom.types.oauth import CodeGrant, RefreshGrant, Tokens
from bot.scheduling.calendar import CalendarError, OutcomeUnknown, Rejected, Unauthorized, Unavailable

AUTHORIZE_URL = "https://app.cal.com/auth/oauth2/authorize"

# Asked for by need: a program that asks for everything is refused by whoever reads what they allow.
GUEST_SCOPES = ("BOOKING_READ", "BOOKING_WRITE", "EVENT_TYPE_READ", "PROFILE_READ", "SCHEDULE_READ")
"""To book for somebody, and to manage what was booked."""
HOST_SCOPES = (
    *GUEST_SCOPES,
    "APPS_READ",
    "EVENT_TYPE_WRITE",
    "PROFILE_WRITE",
    "SCHEDULE_WRITE",
    "TEAM_BOOKING_READ",
    "WEBHOOK_READ",
    "WEBHOOK_WRITE",
)
"""To run somebody's calendar: hours, event types, requests to decide on, and word of what happens."""

CONSENT_WITHIN = timedelta(minutes=10)
_RENEW_BEFORE = timedelta(seconds=60)
_NOT_ASKED = "This consent was not asked for, or too long ago. Begin anew."


class ConsentNeeded(Unauthorized):
    """Nothing here can act for this person (any more): they have to consent, again."""


class ConsentRefused(Unauthorized):
    """The person, or Cal.com, said no; ``code`` is Cal.com's word for it, such as ``access_denied``."""


class UnknownState(Unauthorized):
    """An answer that nobody waits for: forged, used before, too late, or somebody else's."""


@dataclass(frozen=True)
class TokenPair:
    """What acts for an account. ``scopes`` None: Cal.com did not say which."""

    access_token: SecretStr
    refresh_token: SecretStr
    expires_at: datetime
    scopes: frozenset[str] | None = None
    is_being_spent: bool = False
    """A refresh was begun with it and is not known to have ended."""

    def to_json(self) -> dict[str, Any]:
        """All of it, the tokens in plain text: for whoever keeps it safe."""
        return {
            "access_token": self.access_token.get_secret_value(),
            "refresh_token": self.refresh_token.get_secret_value(),
            "expires_at": self.expires_at.isoformat(),
            "scopes": None if self.scopes is None else sorted(self.scopes),
            "is_being_spent": self.is_being_spent,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            SecretStr(kept["access_token"]),
            SecretStr(kept["refresh_token"]),
            datetime.fromisoformat(kept["expires_at"]),
            None if kept["scopes"] is None else frozenset(kept["scopes"]),
            kept["is_being_spent"],
        )


@dataclass(frozen=True)
class Pending:
    """A consent that was asked for. ``verifier`` belongs to the challenge that went out."""

    who: str
    scopes: tuple[str, ...]
    asked_at: datetime
    verifier: SecretStr | None = None
    note: Mapping[str, str] = field(default_factory=dict)
    """What whoever asked wants to know when the answer comes."""

    def to_json(self) -> dict[str, Any]:
        """All of it, the verifier in plain text."""
        return {
            "who": self.who,
            "scopes": list(self.scopes),
            "asked_at": self.asked_at.isoformat(),
            "verifier": None if self.verifier is None else self.verifier.get_secret_value(),
            "note": dict(self.note),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        verifier = kept["verifier"]
        return cls(
            kept["who"],
            tuple(kept["scopes"]),
            datetime.fromisoformat(kept["asked_at"]),
            None if verifier is None else SecretStr(verifier),
            kept.get("note", {}),
        )


@dataclass(frozen=True)
class Redeemed:
    """A consent that was given: whose wish it was, and what acts for them now. Nothing of it is kept yet."""

    pending: Pending
    pair: TokenPair


class TokenStore(Protocol):
    """Keeps a pair of tokens for each account, safe from other eyes."""

    def lock(self, account: str) -> AbstractAsyncContextManager[None]:
        """Only one at a time, of all processes."""
        ...

    async def load(self, account: str) -> TokenPair | None: ...

    async def save(self, account: str, pair: TokenPair) -> None:
        """Returns when it is safe from a crash."""
        ...

    async def delete(self, account: str) -> None:
        """Nothing happens when there is none."""
        ...


class StateStore(Protocol):
    """Keeps what was asked for until the answer comes. ``key`` is not the state itself but stands for it."""

    async def put(self, key: str, pending: Pending) -> None: ...

    async def take(self, key: str) -> Pending | None:
        """What was kept, once: the second time there is nothing."""
        ...


class CallsOAuth(Protocol):
    """A client, with or without a credential."""

    @property
    def oauth(self) -> OAuthCalls: ...


class OAuthApp:
    """A program that people let act for them: confidential with a ``client_secret``, else public, with PKCE.

    ``client`` reaches Cal.com; ``clock`` tells the time, aware.
    """

    is_third_party = True

    def __init__(
        self,
        client: CallsOAuth,
        *,
        client_id: str,
        redirect_uri: str,
        states: StateStore,
        tokens: TokenStore,
        client_secret: SecretStr | None = None,
        authorize_url: str = AUTHORIZE_URL,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = client
        self._client_id = client_id
        self._redirect_uri = redirect_uri
        self._states = states
        self._secret = client_secret
        self._authorize_url = authorize_url
        self.tokens = tokens
        self.clock = clock

    def __repr__(self) -> str:
        return f"OAuthApp({self._client_id!r})"

    @property
    def secrets(self) -> tuple[str, ...]:
        return () if self._secret is None else (self._secret.get_secret_value(),)

    async def authorize_url(self, who: str, *, scopes: Iterable[str], note: Mapping[str, str] | None = None) -> str:
        """Where ``who`` can consent, within ten minutes, and once. The ``note`` comes back with the answer."""
        state = secrets.token_urlsafe(32)
        verifier = SecretStr(secrets.token_urlsafe(48)) if self._secret is None else None
        asked = tuple(dict.fromkeys(scopes))
        await self._states.put(_key_of(state), Pending(who, asked, self.clock(), verifier, note or {}))
        query = {
            "client_id": self._client_id,
            "redirect_uri": self._redirect_uri,
            "response_type": "code",
            "scope": " ".join(asked),
            "state": state,
        }
        if verifier is not None:
            query |= {"code_challenge": challenge_of(verifier.get_secret_value()), "code_challenge_method": "S256"}
        return f"{self._authorize_url}?{urlencode(query)}"

    async def connect(self, who: str, answer: Mapping[str, str]) -> TokenPair:
        """Makes tokens of what the consent page sent back with ``who``, and keeps them. UnknownState when ``who`` had
        not asked, ConsentRefused when the answer is no; a code is spent even when OutcomeUnknown comes of it."""
        pending = await self._asked(answer)
        if pending.who != who:
            raise UnknownState(_NOT_ASKED)
        pair = await self._exchanged(pending, answer)
        async with self.tokens.lock(who):
            await self.tokens.save(who, pair)
        return pair

    async def redeem(self, answer: Mapping[str, str]) -> Redeemed:
        """Makes tokens of the answer and keeps none. For where it is not known who brings it: whoever calls asks the
        one who had asked, before anything is done with the tokens. Raises as ``connect`` does."""
        pending = await self._asked(answer)
        return Redeemed(pending, await self._exchanged(pending, answer))

    async def _asked(self, answer: Mapping[str, str]) -> Pending:
        pending = await self._states.take(_key_of(answer.get("state", "")))
        if pending is None or self.clock() - pending.asked_at > CONSENT_WITHIN:
            raise UnknownState(_NOT_ASKED)
        return pending

    async def _exchanged(self, pending: Pending, answer: Mapping[str, str]) -> TokenPair:
        if refusal := answer.get("error"):
            raise ConsentRefused("The consent was not given.", code=refusal)
        if not answer.get("code"):
            raise ConsentRefused("The answer carries no code.")
        grant = CodeGrant(
            client_id=self._client_id,
            client_secret=self._secret,
            code=SecretStr(answer["code"]),
            redirect_uri=self._redirect_uri,
            code_verifier=pending.verifier,
        )
        return self._pair_of(await self._client.oauth.token(grant), frozenset(pending.scopes))

    async def refresh(self, pair: TokenPair) -> TokenPair:
        """A new pair for one that is spent thereby. Nothing is saved here."""
        grant = RefreshGrant(client_id=self._client_id, client_secret=self._secret, refresh_token=pair.refresh_token)
        return self._pair_of(await self._client.oauth.token(grant), pair.scopes)

    def credential(self, account: str) -> "AccessToken":
        """Acts for an account that has consented."""
        return AccessToken(account, self)

    def _pair_of(self, tokens: Tokens, asked: frozenset[str] | None) -> TokenPair:
        told = frozenset(re.findall(r"[^\s,]+", tokens.scope)) if tokens.scope else asked
        expires_at = self.clock() + timedelta(seconds=tokens.expires_in)
        return TokenPair(tokens.access_token, tokens.refresh_token, expires_at, told)


class Renewer(Protocol):
    """Whoever can make a new pair of an old one: an OAuth program, or a platform for the users it manages."""

    @property
    def tokens(self) -> TokenStore: ...
    @property
    def clock(self) -> Callable[[], datetime]: ...
    @property
    def secrets(self) -> tuple[str, ...]: ...
    @property
    def is_third_party(self) -> bool: ...

    async def refresh(self, pair: TokenPair) -> TokenPair: ...


class AccessToken:
    """The credential of an account, as long as its consent lasts."""

    def __init__(self, account: str, app: Renewer) -> None:
        self._account = account
        self._app = app
        self._pair: TokenPair | None = None
        self._unsaved: TokenPair | None = None
        self._renewal: asyncio.Task[TokenPair] | None = None

    def __repr__(self) -> str:
        return f"AccessToken({self._account!r})"

    @property
    def is_third_party(self) -> bool:
        return self._app.is_third_party

    @property
    def secrets(self) -> tuple[str, ...]:
        pairs = [pair for pair in (self._pair, self._unsaved) if pair is not None]
        tokens = (token.get_secret_value() for pair in pairs for token in (pair.access_token, pair.refresh_token))
        return (*tokens, *self._app.secrets)

    async def scopes(self) -> frozenset[str] | None:
        return (await self._current()).scopes

    async def headers(self) -> Mapping[str, str]:
        pair = await self._current()
        if pair.expires_at - self._app.clock() < _RENEW_BEFORE:
            try:
                pair = await self._renewed(pair)
            except ConsentNeeded:
                raise
            except CalendarError:
                # It may still do until its time is really over.
                if pair.expires_at <= self._app.clock():
                    raise
        return _bearer(pair)

    async def renew(self, refused: Mapping[str, str]) -> bool:
        pair = await self._current()
        if _bearer(pair) == refused:
            await self._renewed(pair)
        return True

    async def _current(self) -> TokenPair:
        if self._pair is None:
            self._pair = await self._app.tokens.load(self._account)
        if self._pair is None:
            raise ConsentNeeded("This person has not let anybody act for them.")
        return self._pair

    async def _renewed(self, used: TokenPair) -> TokenPair:
        """One renewal for all calls that wait for it. A caller that gives up does not stop it half-way."""
        if self._renewal is None or self._renewal.done():
            # In a context of its own: the deadline of the call that came first must not cut it off.
            self._renewal = asyncio.create_task(self._renew(used), context=contextvars.Context())
        return await asyncio.shield(self._renewal)

    async def _renew(self, used: TokenPair) -> TokenPair:
        tokens = self._app.tokens
        async with tokens.lock(self._account):
            if self._unsaved is not None:
                await tokens.save(self._account, self._unsaved)
                self._unsaved = None
            kept = await tokens.load(self._account)
            if kept is None:
                self._pair = None
                raise ConsentNeeded("This person has taken back their consent.")
            if kept.access_token != used.access_token and kept.expires_at - self._app.clock() >= _RENEW_BEFORE:
                self._pair = kept  # another process was faster
                return kept
            self._pair = await self._spend(kept)
            return self._pair

    async def _spend(self, pair: TokenPair) -> TokenPair:
        tokens = self._app.tokens
        marked = TokenPair(pair.access_token, pair.refresh_token, pair.expires_at, pair.scopes, is_being_spent=True)
        await tokens.save(self._account, marked)
        try:
            renewed = await self._app.refresh(pair)
        except Rejected as error:
            if error.code != "invalid_grant":
                raise Unauthorized(error.message, status=error.status, code=error.code) from None
            await tokens.delete(self._account)
            self._pair = None
            raise ConsentNeeded(
                "A renewal was cut off and its tokens are lost; the person has to consent again."
                if pair.is_being_spent
                else "The consent has ended; the person has to consent again.",
                status=error.status,
                code=error.code,
            ) from None
        except OutcomeUnknown as error:
            # The mark stays: whether the token is spent, only its next use tells. What was to be sent was not.
            raise Unavailable("The access token could not be renewed.", status=error.status) from error
        except CalendarError:
            await tokens.save(self._account, pair)  # it provably was not spent
            raise
        self._unsaved = renewed  # the only copy there is, should saving it fail
        await tokens.save(self._account, renewed)
        self._unsaved = None
        return renewed


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def scopes_for(*verbs: Callable[..., object]) -> tuple[str, ...]:
    """What an access token needs to call these verbs of a client (``client.bookings.list``)."""
    called = map(operation_of, verbs)
    return tuple(sorted({one.scope for one in called if one.auth is Auth.BEARER and one.scope is not None}))


def _bearer(pair: TokenPair) -> Mapping[str, str]:
    return {"authorization": f"Bearer {pair.access_token.get_secret_value()}"}


def _key_of(state: str) -> str:
    """What is kept of a state: whoever reads the store cannot answer in somebody's place."""
    return hashlib.sha256(state.encode()).hexdigest()
