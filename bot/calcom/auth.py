"""Credentials: an API key, access tokens that renew themselves (``bot.calcom.oauth``), a platform's client.

Which one a call needs is said where it is declared. None of them shows its secret in a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import SecretStr


class Credential(Protocol):
    """Whoever acts through a client."""

    async def scopes(self) -> frozenset[str] | None:
        """What an access token may do; None for what is not limited by scopes, or where they are not known."""
        ...

    @property
    def is_third_party(self) -> bool:
        """It is an access token that a person gave a program: only operations that name a scope let it in."""
        ...

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be blotted out of every text."""
        ...

    async def headers(self) -> Mapping[str, str]:
        """The headers of a call that is about to be sent."""
        ...

    async def renew(self, refused: Mapping[str, str]) -> bool:
        """After Cal.com refused these headers: whether there are better ones now."""
        ...


class ApiKey:
    """ValueError: a key that holds what no key does."""

    is_third_party = False

    def __init__(self, key: str) -> None:
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise ValueError(
                "The Cal.com API key holds a character that no key has; copy it anew, it looks like cal_live_..."
            )
        self._key = SecretStr(key)

    async def scopes(self) -> frozenset[str] | None:
        return None

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._key.get_secret_value(),)

    async def headers(self) -> Mapping[str, str]:
        return {"authorization": f"Bearer {self._key.get_secret_value()}"}

    async def renew(self, refused: Mapping[str, str]) -> bool:
        return False


@dataclass(frozen=True)
class PlatformClient:
    """The OAuth client of a platform (deprecated by Cal.com), for its managed users and webhooks."""

    client_id: str
    secret: SecretStr

    def headers(self) -> Mapping[str, str]:
        return {"x-cal-client-id": self.client_id, "x-cal-secret-key": self.secret.get_secret_value()}
