"""Who calls, and whether they may: the credential of a request, then scope, role and permission of the operation.

Everything is refused here, with the statuses and words of facts 1.2 and 11, before an operation sees the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bot.sandbox.directory import RANKS
from bot.sandbox.errors import Refusal

if TYPE_CHECKING:
    from bot.sandbox.operations import Operation
    from bot.sandbox.people import User
    from bot.sandbox.world import World


class Kind(Enum):
    """What a caller came with."""

    KEY = "an API key of a user"
    TOKEN = "an access token that a user gave to an app, limited to scopes"  # noqa: S105
    MANAGED = "an access token of a managed user, limited to what its platform client is permitted"
    PLATFORM = "the id and secret of a platform client, which acts as the owner of its organization"


@dataclass(frozen=True)
class Principal:
    kind: Kind
    user: User | None
    """Only a platform client of an organization without owner or admin has none."""
    credential: str = field(repr=False)
    """The key, token or secret itself."""
    client_id: str | None = None
    """Of the app or the platform client."""
    scopes: tuple[str, ...] = ()
    """What a token was given, in that order."""

    @property
    def described(self) -> str:
        """Who it is, for people: ``bailey``, or ``bailey by sandbox-app``."""
        name = self.user.username if self.user is not None else ""
        return " by ".join(part for part in (name, self.client_id) if part)


class Access(Enum):
    """Who may call. A bad credential is refused everywhere (facts 1.2)."""

    PUBLIC = "anybody; a credential may change the answer"
    KEY = "401 without a credential"
    PERMISSION = "403 without a credential, as the guard of the bookings answers"
    SECRET = "the secret key of the platform client that the path names"  # noqa: S105
    API_KEY = "an API key and nothing else"


NO_CREDENTIAL = (
    "ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' header or "
    "OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers"
)
_NO_PERMISSION = (
    "PermissionsGuard - no authentication provided. Provide either authorization bearer token containing "
    "managed user access token or oAuth client id in 'x-cal-client-id' header."
)
_ONLY_KEY = (
    "ApiKeysService - This endpoint can only be accessed using an API key by providing 'Authorization: Bearer "
    "<apiKey>' header"
)


def identify(world: World, headers: Mapping[str, str]) -> Principal | None:
    """Whoever the headers prove, or None when they bring nothing. Raises Refusal 401 for a bad credential."""
    client_id, secret = headers.get("x-cal-client-id"), headers.get("x-cal-secret-key")
    if client_id is not None and secret is not None:
        return _platform(world, client_id, secret)
    header = headers.get("authorization")
    if header is None:
        return None
    scheme, _, credential = header.partition(" ")
    credential = credential.strip()
    if scheme.lower() == "bearer" and credential.startswith("cal_"):
        return _key(world, credential)
    if scheme.lower() == "bearer":
        return _token(world, credential)
    raise Refusal(401, _INVALID_TOKEN)


_INVALID_TOKEN = "ApiAuthStrategy - access token - Invalid Access Token."  # noqa: S105


def _key(world: World, credential: str) -> Principal:
    found = world.credentials.key(credential)
    user = world.users_by_id.get(found.user_id) if found is not None else None
    if found is None or user is None:
        raise Refusal(401, "ApiAuthStrategy - api key - Your api key is not valid")
    if found.expires_at is not None and found.expires_at <= world.now():
        raise Refusal(401, "ApiAuthStrategy - api key - Your api key is expired")
    return Principal(Kind.KEY, user, credential)


def _token(world: World, credential: str) -> Principal:
    found = world.credentials.access(credential)
    user = world.users_by_id.get(found.user_id) if found is not None else None
    if found is None or user is None or found.access_expires_at <= world.now():
        raise Refusal(401, _INVALID_TOKEN)
    if found.scopes is None:
        return Principal(Kind.MANAGED, user, credential, found.client_id)
    return Principal(Kind.TOKEN, user, credential, found.client_id, tuple(found.scopes))


def _platform(world: World, client_id: str, secret: str) -> Principal:
    client = world.credentials.platform_client(client_id)
    if client is None or client.secret != secret:
        raise Refusal(401, "ApiAuthStrategy - oAuth client credentials - Invalid client credentials")
    first = max(
        (one for one in world.directory.members(client.organization_id) if one.accepted and one.role != "MEMBER"),
        key=lambda one: RANKS[one.role],
        default=None,
    )
    user = world.users_by_id.get(first.user_id) if first is not None else None
    return Principal(Kind.PLATFORM, user, secret, client_id)


def authorize(
    world: World, operation: Operation, headers: Mapping[str, str], path: Mapping[str, str]
) -> Principal | None:
    """Whoever calls, once they may. Raises Refusal 401 or 403."""
    if operation.access is Access.SECRET:
        return _by_secret(world, headers.get("x-cal-secret-key"), path["client_id"])
    principal = identify(world, headers)
    if operation.access is Access.PUBLIC:
        return principal
    if principal is None:
        raise Refusal(403, _NO_PERMISSION) if operation.access is Access.PERMISSION else Refusal(401, NO_CREDENTIAL)
    if operation.access is Access.API_KEY and principal.kind is not Kind.KEY:
        raise Refusal(401, _ONLY_KEY)
    _check_scope(world, principal, operation.scope)
    if principal.user is None:
        raise Refusal(401, NO_CREDENTIAL)
    if operation.role is not None:
        _check_role(world, principal.user, operation.role, operation.permission, path)
    return principal


def _by_secret(world: World, secret: str | None, client_id: str) -> Principal:
    if secret is None:
        raise Refusal(401, "Missing client secret")
    client = world.credentials.platform_client(client_id)
    if client is None or client.secret != secret:
        raise Refusal(401, "Invalid client credentials")
    return Principal(Kind.PLATFORM, None, secret, client_id)


def _check_scope(world: World, principal: Principal, scope: str | None) -> None:
    """A key may do whatever its user may. An app needs the scope, and a platform client the permission of that name;
    what names no scope is closed to apps."""
    if principal.kind is Kind.TOKEN:
        if scope is None:
            raise Refusal(403, "insufficient_scope: this endpoint is not available for third-party OAuth tokens")
        if not covers(principal.scopes, scope):
            raise Refusal(
                403,
                "insufficient_scope: token does not have the required scopes. "
                f"Required: {scope}. Token has: {', '.join(principal.scopes)}",
            )
    elif principal.kind in (Kind.MANAGED, Kind.PLATFORM) and scope in PLATFORM_PERMISSIONS:
        client = world.credentials.platform_client(principal.client_id or "")
        if client is None or not client.permits(scope):
            raise Refusal(
                403,
                f"PermissionsGuard - oAuth client with id={principal.client_id} does not have the required "
                f"permissions={scope}. Go to platform dashboard settings and add the required permissions to the "
                "oAuth client.",
            )


PLATFORM_PERMISSIONS = tuple(
    f"{resource}_{right}"
    for resource in ("EVENT_TYPE", "BOOKING", "SCHEDULE", "APPS", "PROFILE")
    for right in ("READ", "WRITE")
)
"""What a platform client can be permitted (facts 14)."""


def covers(scopes: tuple[str, ...], needed: str) -> bool:
    """Whether these scopes hold the needed one. A scope of the organization holds that of its teams (facts 11)."""
    return needed in scopes or (needed.startswith("TEAM_") and f"ORG_{needed.removeprefix('TEAM_')}" in scopes)


def _check_role(world: World, user: User, role: str, permission: str | None, path: Mapping[str, str]) -> None:
    """``role`` is ``ORG_ADMIN``, ``TEAM_MEMBER`` and the like, in the organization and team that the path names.
    Where the organization has permissions turned on, a custom role with the permission will do instead."""
    organization_id, team_id = _number(path.get("org_id")), _number(path.get("team_id"))
    here = organization_id if organization_id is not None else world.organization_id
    if permission is not None and world.directory.is_permitted(user.id, permission, here, team_id):
        return
    level, _, rank = role.partition("_")
    in_organization = _rank(world, user, organization_id)
    if organization_id is not None and in_organization is None:
        words = "is not part of" if team_id is not None else "is not a member of"
        raise Refusal(403, f"RolesGuard - User {words} the organization with id={organization_id}.")
    if level == "ORG" or team_id is None:
        _check_rank(user, in_organization, role, rank, f"organization with id={organization_id}")
        return
    if in_organization is not None and in_organization >= RANKS["ADMIN"]:
        return
    in_team = _rank(world, user, team_id)
    if in_team is None and organization_id is None:
        raise Refusal(403, f"RolesGuard - User is not a member of the team with id={team_id}.")
    if in_team is None:
        raise Refusal(
            403,
            f"RolesGuard - User is not part of the team with id={team_id} and/or, is not an admin nor an owner of "
            f"the organization with id={organization_id}.",
        )
    _check_rank(user, in_team, role, rank, f"team with id={team_id}")


def _check_rank(user: User, has: int | None, role: str, rank: str, where: str) -> None:
    if has is None or has < RANKS[rank]:
        raise Refusal(
            403, f"RolesGuard - user with id={user.id} does not have the minimum required role={role} within {where}."
        )


def _rank(world: World, user: User, team_id: int | None) -> int | None:
    found = world.directory.membership(user.id, team_id) if team_id is not None else None
    return RANKS[found.role] if found is not None and found.accepted else None


def _number(text: str | None) -> int | None:
    """Of a path; what is no number is the number of nothing."""
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0
