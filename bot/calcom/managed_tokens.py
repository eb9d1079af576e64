"""Acting for the users that a platform manages (facts 14). Deprecated by Cal.com.

Their tokens rotate like those of OAuth, and are kept and renewed in the same way: an access token holds for 60 minutes,
a refresh token for a year and once.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.calcom.auth import PlatformClient
from bot.calcom.oauth import AccessToken, TokenPair, TokenStore
from bot.calcom.platform import Platform
from bot.calcom.types.platform import ManagedUserTokens

_HOLDS = timedelta(minutes=60)


class CallsPlatform(Protocol):
    """A client that has the platform's credential."""

    @property
    def platform(self) -> Platform: ...


class ManagedUserApp:
    """Renews the tokens of a platform's users."""

    is_third_party = False

    def __init__(
        self,
        client: CallsPlatform,
        platform: PlatformClient,
        *,
        tokens: TokenStore,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = client
        self._platform = platform
        self.tokens = tokens
        self.clock = clock

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._platform.secret.get_secret_value(),)

    async def keep(self, account: str, tokens: ManagedUserTokens) -> None:
        """Keeps what creating a user, or forcing a refresh, has brought."""
        async with self.tokens.lock(account):
            await self.tokens.save(account, self._pair_of(tokens))

    async def refresh(self, pair: TokenPair) -> TokenPair:
        """A new pair for one that is spent thereby. Nothing is saved here."""
        answer = await self._client.platform.managed_users.refresh(
            self._platform.client_id, refresh_token=pair.refresh_token
        )
        return self._pair_of(answer)

    def credential(self, account: str) -> AccessToken:
        """Acts for a user whose tokens are kept under this name."""
        return AccessToken(account, self)

    def _pair_of(self, tokens: ManagedUserTokens) -> TokenPair:
        expires_at = tokens.access_token_expires_at or self.clock() + _HOLDS
        return TokenPair(tokens.access_token, tokens.refresh_token, expires_at)
