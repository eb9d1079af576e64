"""/v2/oauth-clients/{clientId}/users: the users that a platform client manages, and their tokens (facts 14).

A managed user's address is kept with the client's id in it, as ``ana+<clientId>@example.com``, so that the same person
can be a user of several platforms.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.catalogue import create_event_type, delete_schedule, set_default_schedule
from bot.sandbox.credentials import ManagedUser, PlatformClient, Tokens
from bot.sandbox.directory import Membership
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import User
from bot.sandbox.tokens import issue
from bot.sandbox.validation import (
    Email,
    Language,
    Lenient,
    QueryNumber,
    Rule,
    Text,
    Whole,
    Zone,
    by_global_validation,
)
from bot.sandbox.worldfile import EventTypeSpec, UserSpec

_DEFAULT_EVENT_TYPES: tuple[dict[str, Any], ...] = (
    {"slug": "thirty-minutes", "title": "30 Minutes", "length_in_minutes": 30, "locations": []},
    {"slug": "thirty-minutes-video", "title": "30 Minutes", "length_in_minutes": 30},
    {"slug": "sixty-minutes", "title": "60 Minutes", "length_in_minutes": 60, "locations": []},
    {"slug": "sixty-minutes-video", "title": "60 Minutes", "length_in_minutes": 60},
)
"""What a new user of a client can be booked for at once, where the client has that turned on."""
_DAYS = "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"
_Name = Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]
_WeekStart = Annotated[
    Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    Rule("isEnum", f"{{}} must be one of the following values: {_DAYS}"),
]
_TimeFormat = Annotated[Literal[12, 24], Rule("isEnum", "{} must be one of the following values: 12, 24")]


class _Update(Lenient):
    email: Annotated[Email, Rule("isEmail", "{} must be an email")] | None = None
    name: _Name | None = None
    time_format: _TimeFormat | None = None
    week_start: _WeekStart | None = None
    time_zone: Zone | None = None
    locale: Language | None = None
    avatar_url: Text | None = None
    bio: Text | None = None
    metadata: Annotated[dict[str, Any], Rule("isObject", "{} must be an object")] | None = None
    default_schedule_id: Whole | None = None


class _Create(_Update):
    email: Annotated[Email, Rule("isEmail", "{} must be an email")]
    name: _Name


class _Query(Lenient):
    limit: Annotated[QueryNumber, Field(ge=1, le=250), Rule("max", "{} must be between 1 and 250")] = 250
    offset: Annotated[QueryNumber, Field(ge=0), Rule("min", "{} must not be less than 0")] = 0


class _Refresh(Lenient):
    refresh_token: Text


def _client(call: Call) -> PlatformClient:
    client = call.world.credentials.platform_client(call.path("client_id"))
    assert client is not None, "whoever calls has proved to be this client"
    return client


def _managed(call: Call) -> list[User]:
    world, client_id = call.world, call.path("client_id")
    return [
        world.users_by_id[number] for number, one in world.credentials.managed.items() if one.client_id == client_id
    ]


def _one(call: Call) -> User:
    number = call.path_number("user_id")
    found = next((user for user in _managed(call) if user.id == number), None)
    if found is None:
        raise Refusal(404, f"User with ID {number} is not part of this OAuth client.")
    return found


def _answer(call: Call, user: User) -> dict[str, Any]:
    spec, default = user.spec, user.default_schedule
    shown: dict[str, Any] = {
        "id": user.id,
        "email": spec.email,
        "username": spec.username,
        "name": spec.name,
        "bio": spec.bio,
        "timeZone": spec.time_zone,
        "weekStart": spec.week_start,
        "createdDate": timestamp(call.world.credentials.managed[user.id].created_at),
        "timeFormat": spec.time_format,
        "defaultScheduleId": default.id if default is not None else None,
    }
    passed_on = {"locale": spec.locale, "avatarUrl": spec.avatar_url, "metadata": spec.metadata or None}
    return shown | {name: value for name, value in passed_on.items() if value is not None}


def _tokens_answer(tokens: Tokens) -> dict[str, Any]:
    """Moments are milliseconds since 1970."""
    return {
        "accessToken": tokens.access_token,
        "refreshToken": tokens.refresh_token,
        "accessTokenExpiresAt": int(tokens.access_expires_at.timestamp() * 1000),
        "refreshTokenExpiresAt": int(tokens.refresh_expires_at.timestamp() * 1000),
    }


def _kept_email(client: PlatformClient, email: str) -> str:
    name, _, domain = email.partition("@")
    mark = f"+{client.id}"
    return email if name.endswith(mark) else f"{name}{mark}@{domain}"


def _check_email(call: Call, email: str, *, other_than: User | None = None) -> None:
    for user in call.world.users.values():
        if user is not other_than and user.spec.email.lower() == email.lower():
            raise Refusal(409, f"User with the provided e-mail already exists. Existing user ID={user.id}")


def _changes(body: _Update) -> dict[str, Any]:
    return body.model_dump(exclude_none=True, exclude={"email", "default_schedule_id"})


def _list(call: Call) -> Answer:
    query = by_global_validation(_Query, call.query)
    named = [part.strip() for text in call.request.query_params.getlist("emails") for part in text.split(",")]
    # An address comes with its plus, or with the space that an unencoded plus turns into.
    wanted = {_kept_email(_client(call), email.replace(" ", "+")).lower() for email in named if email}
    found = [user for user in _managed(call) if not wanted or user.spec.email.lower() in wanted]
    return Answer([_answer(call, user) for user in found[query.offset : query.offset + query.limit]])


def _get(call: Call) -> Answer:
    return Answer(_answer(call, _one(call)))


def _create(call: Call) -> Answer:
    """A member of the client's organization, with tokens of their own."""
    body = by_global_validation(_Create, call.body)
    world, client = call.world, _client(call)
    email = _kept_email(client, body.email)
    with world.writing():
        _check_email(call, email)
        username = re.sub(r"[^a-z0-9]+", "-", email.lower()).strip("-")
        while username in world.users:
            username = f"{username}-{world.next_number()}"
        spec = UserSpec.model_validate(
            {"time_zone": "Europe/London", **_changes(body), "username": username, "email": email}
        )
        user = world.add_user(spec)
        if body.time_zone is None:
            # Nobody knows yet where the nine of nine to five is.
            delete_schedule(world, user, user.schedules[0])
        world.credentials.managed[user.id] = ManagedUser(client.id, world.now())
        world.directory.add(Membership(0, user.id, client.organization_id))
        if client.options.get("areDefaultEventTypesEnabled"):
            for default in _DEFAULT_EVENT_TYPES:
                create_event_type(world, EventTypeSpec.model_validate(default), owner=user)
        tokens = issue(world, client_id=client.id, user_id=user.id, scopes=None)
    return Answer({**_tokens_answer(tokens), "user": _answer(call, user)}, 201)


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    with call.world.writing():
        user = _one(call)
        changes = _changes(body)
        if body.email is not None:
            changes["email"] = _kept_email(_client(call), body.email)
            _check_email(call, changes["email"], other_than=user)
        if body.default_schedule_id is not None:
            if all(schedule.id != body.default_schedule_id for schedule in user.schedules):
                raise Refusal(404, f"User with ID={user.id} does not own schedule with ID={body.default_schedule_id}")
            set_default_schedule(call.world, user, body.default_schedule_id)
        call.world.change_user(user, **changes)
    return Answer(_answer(call, user))


def _delete(call: Call) -> Answer:
    with call.world.writing():
        user = _one(call)
        shown = _answer(call, user)
        call.world.delete_user(user)
    return Answer(shown)


def _revoke(call: Call, user_id: int) -> None:
    """Both tokens that the user has of this client are dead from now on; the caller is ``writing``."""
    credentials, client_id = call.world.credentials, call.path("client_id")
    credentials.tokens = [one for one in credentials.tokens if (one.user_id, one.client_id) != (user_id, client_id)]


def _force_refresh(call: Call) -> Answer:
    """New tokens without the old ones, for a client that lost them."""
    with call.world.writing():
        user = _one(call)
        _revoke(call, user.id)
        tokens = issue(call.world, client_id=call.path("client_id"), user_id=user.id, scopes=None)
    return Answer(_tokens_answer(tokens))


def _refresh(call: Call) -> Answer:
    body = by_global_validation(_Refresh, call.body)
    world, client_id = call.world, call.path("client_id")
    with world.writing():
        old = world.credentials.refresh(body.refresh_token)
        if old is None or old.client_id != client_id or old.scopes is not None or old.refresh_expires_at <= world.now():
            raise Refusal(400, "Invalid refresh token")
        _revoke(call, old.user_id)
        tokens = issue(world, client_id=client_id, user_id=old.user_id, scopes=None)
    return Answer(_tokens_answer(tokens))


_CLIENT = "/v2/oauth-clients/{client_id}"
_USERS = f"{_CLIENT}/users"
_USER = f"{_USERS}/{{user_id}}"
OPERATIONS = tuple(
    Operation(f"managed_users.{verb}", method, path, handle, access=Access.SECRET)
    for verb, method, path, handle in (
        ("create", "POST", _USERS, _create),
        ("list", "GET", _USERS, _list),
        ("get", "GET", _USER, _get),
        ("update", "PATCH", _USER, _update),
        ("delete", "DELETE", _USER, _delete),
        ("force_refresh", "POST", f"{_USER}/force-refresh", _force_refresh),
        ("refresh", "POST", "/v2/oauth/{client_id}/refresh", _refresh),
    )
)
