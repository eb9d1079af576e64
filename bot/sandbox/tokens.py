"""Issues access and refresh tokens: for apps (facts 12) and for managed users (facts 14)."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.credentials import Tokens

if TYPE_CHECKING:
    from bot.sandbox.world import World

APP_ACCESS = timedelta(minutes=30)
APP_REFRESH = timedelta(days=30)
"""Not told by any page; long enough for an app that is used each month."""
MANAGED_ACCESS = timedelta(minutes=60)
MANAGED_REFRESH = timedelta(days=365)


def issue(world: "World", *, client_id: str, user_id: int, scopes: list[str] | None) -> Tokens:
    """New tokens of an app, or without scopes of a managed user; the caller is ``writing``. Tokens that nothing can
    be done with any more are forgotten."""
    now = world.now()
    access, refresh = (APP_ACCESS, APP_REFRESH) if scopes is not None else (MANAGED_ACCESS, MANAGED_REFRESH)
    tokens = Tokens(
        access_token=_signed(world, user_id, client_id, "Access Token", access),
        refresh_token=_signed(world, user_id, client_id, "Refresh Token", refresh),
        client_id=client_id,
        user_id=user_id,
        access_expires_at=now + access,
        refresh_expires_at=now + refresh,
        scopes=scopes,
    )
    credentials = world.credentials
    credentials.tokens = [
        one
        for one in credentials.tokens
        if one.access_expires_at > now or (one.refresh_expires_at > now and not one.refreshed)
    ]
    credentials.tokens.append(tokens)
    return tokens


def _signed(world: "World", user_id: int, client_id: str, kind: str, lasts: timedelta) -> str:
    """A JSON web token, as the API's are; whether it is good is looked up and not read from it."""
    now = int(world.now().timestamp())
    claims = {
        "type": kind,
        "userId": user_id,
        "clientId": client_id,
        "iat": now,
        "exp": now + int(lasts.total_seconds()),
        "jti": world.long_uid(),
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.digest(world.name.encode(), signed.encode(), hashlib.sha256)
    return f"{signed}.{_base64(signature)}"


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
