"""The OAuth 2 of apps: what may be asked for, codes that are given once, tokens and their rotation (facts 12).

An app that cannot keep a secret proves by PKCE that it is the one that asked; S256 is the only method.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

from bot.sandbox.credentials import AuthorizationCode, OAuthClient, Tokens
from bot.sandbox.errors import Refusal
from bot.sandbox.scopes import SCOPES, split_scopes
from bot.sandbox.tokens import APP_ACCESS, issue

if TYPE_CHECKING:
    from bot.sandbox.people import User
    from bot.sandbox.world import World

_CODE_LASTS = timedelta(minutes=10)


class Unredirectable(Exception):
    """A request whose answer may not be sent on, as nobody knows whose it is."""


class OAuthRefusal(Refusal):
    """An error of the token endpoint, which has no envelope: ``{error, error_description}``."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(status, description, headers={"Cache-Control": "no-store"})
        self.error = error

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        return {"error": self.error, "error_description": self.message}


@dataclass(frozen=True)
class Asked:
    """A request for access that may be shown to a person. With an ``error`` it goes straight back to the app."""

    client: OAuthClient
    redirect_uri: str
    state: str | None
    scopes: list[str]
    challenge: str | None
    error: str | None = None


def asked(world: World, query: Mapping[str, str]) -> Asked:
    """Reads what the app sent the person with. Raises Unredirectable."""
    client = world.credentials.oauth_client(query.get("client_id", ""))
    if client is None:
        raise Unredirectable("There is no app with this client_id.")
    redirect_uri = query.get("redirect_uri", "")
    if redirect_uri not in client.redirect_uris:
        raise Unredirectable("The redirect_uri is none of those that the app registered.")
    scopes = split_scopes(query.get("scope", ""))
    challenge = query.get("code_challenge")
    return Asked(client, redirect_uri, query.get("state"), scopes, challenge, _problem(client, query, scopes))


def _problem(client: OAuthClient, query: Mapping[str, str], scopes: list[str]) -> str | None:
    challenge = query.get("code_challenge")
    if query.get("response_type", "code") != "code":
        return "invalid_request"
    if challenge is None and client.client_type == "PUBLIC":
        return "invalid_request"
    # An S256 challenge is 32 bytes in base64 without padding.
    if challenge is not None and not re.fullmatch(r"[A-Za-z0-9_-]{43}", challenge):
        return "invalid_request"
    if challenge is not None and query.get("code_challenge_method") != "S256":
        return "invalid_request"
    if not scopes or not SCOPES.keys() >= set(scopes):
        return "invalid_scope"
    return None


def give_code(world: World, request: Asked, user: User) -> str:
    """The person allows it: a code for the app, good once and for ten minutes."""
    with world.writing():
        code = world.long_uid().replace("-", "")
        world.credentials.codes.append(
            AuthorizationCode(
                code=code,
                client_id=request.client.id,
                user_id=user.id,
                redirect_uri=request.redirect_uri,
                scopes=request.scopes,
                expires_at=world.now() + _CODE_LASTS,
                challenge=request.challenge,
            )
        )
    return code


def token(world: World, body: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of the token endpoint. Raises OAuthRefusal."""
    client = _client(world, body)
    grant = body.get("grant_type")
    if grant == "authorization_code":
        with world.writing():
            return _shown(_exchange(world, client, body))
    if grant == "refresh_token":
        with world.writing():
            return _shown(_refresh(world, client, _text(body, "refresh_token")))
    raise OAuthRefusal(400, "invalid_request", "grant_type must be 'authorization_code' or 'refresh_token'")


def _client(world: World, body: Mapping[str, Any]) -> OAuthClient:
    client = world.credentials.oauth_client(_text(body, "client_id"))
    if client is None:
        raise OAuthRefusal(401, "invalid_client", "client_not_found")
    if client.secret is not None:
        secret = body.get("client_secret")
        if not isinstance(secret, str) or not compare_digest(secret.encode(), client.secret.encode()):
            raise OAuthRefusal(401, "invalid_client", "invalid_client_credentials")
    return client


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise OAuthRefusal(400, "invalid_request", f"{name} is required")
    return value


def _exchange(world: World, client: OAuthClient, body: Mapping[str, Any]) -> Tokens:
    text, redirect_uri = _text(body, "code"), _text(body, "redirect_uri")
    verifier = body.get("code_verifier")
    if client.secret is None:
        verifier = _text(body, "code_verifier")
    code = next((one for one in world.credentials.codes if one.code == text), None)
    if code is None or code.client_id != client.id:
        raise OAuthRefusal(400, "invalid_grant", "code_invalid_or_expired")
    # Whatever comes of it, a code is tried once.
    world.credentials.codes.remove(code)
    if (
        code.expires_at <= world.now()
        or code.redirect_uri != redirect_uri
        or code.user_id not in world.users_by_id
        or not _proves(code.challenge, verifier)
    ):
        raise OAuthRefusal(400, "invalid_grant", "code_invalid_or_expired")
    return issue(world, client_id=client.id, user_id=code.user_id, scopes=code.scopes)


def _proves(challenge: str | None, verifier: object) -> bool:
    if challenge is None:
        return True
    if not isinstance(verifier, str):
        return False
    digest = hashlib.sha256(verifier.encode()).digest()
    return compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"="), challenge.encode())


def _refresh(world: World, client: OAuthClient, token: str) -> Tokens:
    old = world.credentials.refresh(token)
    if (
        old is None
        or old.scopes is None
        or old.client_id != client.id
        or old.refreshed
        or old.refresh_expires_at <= world.now()
    ):
        raise OAuthRefusal(400, "invalid_grant", "invalid_refresh_token")
    old.refreshed = True
    return issue(world, client_id=client.id, user_id=old.user_id, scopes=old.scopes)


def _shown(tokens: Tokens) -> dict[str, Any]:
    return {
        "access_token": tokens.access_token,
        "token_type": "bearer",
        "refresh_token": tokens.refresh_token,
        "expires_in": int(APP_ACCESS.total_seconds()),
        "scope": " ".join(tokens.scopes or ()),
    }
