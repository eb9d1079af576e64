"""What callers prove themselves with: API keys, OAuth clients with their codes and tokens, platform clients with the
tokens of their managed users (facts 1.2, 10, 12, 14).

Secrets are kept as they are: a sandbox is made to be looked into. They are left out of every ``repr``.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from bot.sandbox.people import User
from bot.sandbox.worldfile import WorldSpec

_FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class ApiKey:
    key: str = field(repr=False)
    user_id: int
    expires_at: datetime | None = None
    organization_id: int | None = None
    """The managed organization that it was made for, if it was."""


@dataclass
class OAuthClient:
    """An app of a third party; a public one has no secret and proves itself by PKCE."""

    id: str
    name: str
    redirect_uris: list[str]
    client_type: Literal["CONFIDENTIAL", "PUBLIC"]
    secret: str | None = field(default=None, repr=False)
    is_trusted: bool = False
    logo: str | None = None


@dataclass
class AuthorizationCode:
    """Given back by the consent page, used once."""

    code: str = field(repr=False)
    client_id: str
    user_id: int
    redirect_uri: str
    scopes: list[str]
    expires_at: datetime
    challenge: str | None = None
    """The S256 challenge of PKCE, where one was sent."""


@dataclass
class Tokens:
    """An access and a refresh token of a user: of a third party's app with ``scopes``, or, without, of the platform
    client that manages the user. Each ends at its moment; a refresh replaces both."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    client_id: str
    user_id: int
    access_expires_at: datetime
    refresh_expires_at: datetime
    scopes: list[str] | None = None
    refreshed: bool = False
    """Whether the refresh token was used; the access token goes on to its own end."""


@dataclass
class PlatformClient:
    """An OAuth client of the platform, which is deprecated (facts 14)."""

    id: str
    name: str
    secret: str = field(repr=False)
    permissions: list[str]
    redirect_uris: list[str]
    organization_id: int
    created_at: datetime
    options: dict[str, Any] = field(default_factory=dict)
    """Whatever else was set, in the API's spelling."""

    def permits(self, scope: str) -> bool:
        return "*" in self.permissions or scope in self.permissions


@dataclass
class ManagedUser:
    """Which platform client manages the user, and since when."""

    client_id: str
    created_at: datetime


@dataclass
class Credentials:
    """Changes only within ``World.writing``."""

    keys: list[ApiKey] = field(default_factory=list)
    retired_keys: list[str] = field(default_factory=list, repr=False)
    """Keys that were replaced, so that a world file does not bring them back."""
    oauth_clients: list[OAuthClient] = field(default_factory=list)
    codes: list[AuthorizationCode] = field(default_factory=list)
    tokens: list[Tokens] = field(default_factory=list)
    platform_clients: list[PlatformClient] = field(default_factory=list)
    deleted_clients: list[str] = field(default_factory=list)
    managed: dict[int, ManagedUser] = field(default_factory=dict)
    """By the user's number."""

    def key(self, key: str) -> ApiKey | None:
        return next((one for one in self.keys if one.key == key), None)

    def access(self, token: str) -> Tokens | None:
        return next((one for one in self.tokens if one.access_token == token), None)

    def refresh(self, token: str) -> Tokens | None:
        return next((one for one in self.tokens if one.refresh_token == token), None)

    def oauth_client(self, client_id: str) -> OAuthClient | None:
        return next((one for one in self.oauth_clients if one.id == client_id), None)

    def platform_client(self, client_id: str) -> PlatformClient | None:
        return next((one for one in self.platform_clients if one.id == client_id), None)

    def keep_only(self, users: Container[int]) -> None:
        """Leaves nothing of users who are not there any more."""
        self.keys = [one for one in self.keys if one.user_id in users]
        self.codes = [one for one in self.codes if one.user_id in users]
        self.tokens = [one for one in self.tokens if one.user_id in users]
        self.managed = {number: one for number, one in self.managed.items() if number in users}

    def retire(self, key: ApiKey) -> None:
        self.keys.remove(key)
        self.retired_keys.append(key.key)

    def add_from(self, spec: WorldSpec, users: dict[str, User], organization_id: int | None) -> None:
        """What the world file names and is not there yet."""
        for user in spec.users:
            for key in user.keys:
                if self.key(key) is None and key not in self.retired_keys:
                    self.keys.append(ApiKey(key, users[user.username].id))
        # Nothing changes these but the world file.
        self.oauth_clients = [
            OAuthClient(
                id=app.client_id,
                name=app.name,
                redirect_uris=list(app.redirect_uris),
                client_type="PUBLIC" if app.secret is None else "CONFIDENTIAL",
                secret=app.secret,
                is_trusted=app.is_trusted,
            )
            for app in spec.oauth_clients
        ]
        for platform in spec.platform_clients:
            known = self.platform_client(platform.client_id) is not None
            if known or platform.client_id in self.deleted_clients or organization_id is None:
                continue
            self.platform_clients.append(
                PlatformClient(
                    id=platform.client_id,
                    name=platform.name,
                    secret=platform.secret,
                    permissions=list(platform.permissions),
                    redirect_uris=list(platform.redirect_uris),
                    organization_id=organization_id,
                    created_at=_FIRST_MOMENT,
                )
            )
