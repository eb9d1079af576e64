"""What platforms do, deprecated by Cal.com: against the sandbox, and what is sent and read."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.auth import PlatformClient
from bot.calcom.platform import Platform
from bot.calcom.resource import operations_of
from bot.scheduling.calendar import InvalidArgument, NotFound, Rejected, Unauthorized
from tests.calcom.conftest import Desk, Sandbox

CLIENT = "sandbox-platform"
SECRET = "canary-of-a-platform"
TOKENS = {
    "accessToken": "canary-access",
    "refreshToken": "canary-refresh",
    "accessTokenExpiresAt": 1_893_456_000_000,
    "refreshTokenExpiresAt": 1_924_992_000_000,
}
WEBHOOK = {
    "id": 77,
    "subscriberUrl": "https://slotwise.example/calcom",
    "triggers": ["BOOKING_CREATED", "MOON_RISEN"],
    "active": True,
    "payloadTemplate": None,
    "secret": "canary-of-a-webhook",
    "oAuthClientId": CLIENT,
}
Verb = Callable[[CalcomClient], Awaitable[Any]]


def on_a_platform(desk: Desk, *steps: Any) -> tuple[CalcomClient, Any]:
    return desk.client(*steps, api_key=None, platform=PlatformClient("abc", SecretStr(SECRET)))


def test_everything_that_only_platforms_need_is_marked_deprecated() -> None:
    assert {one.operation.deprecated for one in operations_of(Platform)} == {True}


# Against the sandbox


async def test_a_managed_user_is_made_found_changed_and_deleted(sandbox: Sandbox) -> None:
    users = sandbox.platform().platform.managed_users
    made = await users.create(
        CLIENT, email="ana@example.com", name="Ana Silva", time_zone="Europe/Lisbon", time_format=24, locale="pt"
    )
    assert (made.user.name, made.user.time_zone, made.user.time_format) == ("Ana Silva", "Europe/Lisbon", 24)
    assert made.access_token_expires_at is not None
    assert made.access_token_expires_at > sandbox.NOW
    me = await sandbox.client(made.access_token.get_secret_value()).me.get()
    assert me.id == made.user.id

    await users.create(CLIENT, email="rui@example.com", name="Rui")
    assert [one.name for one in await users.list(CLIENT).all()] == ["Ana Silva", "Rui"]
    assert [one.name for one in await users.list(CLIENT, emails=["rui@example.com"]).all()] == ["Rui"]
    with pytest.raises(Rejected) as refused:
        await users.create(CLIENT, email="ana@example.com", name="Ana again")
    assert refused.value.reason == "already_exists"

    changed = await users.update(CLIENT, made.user.id, bio="Works in Porto", week_start="Monday")
    assert (changed.bio, changed.week_start) == ("Works in Porto", "Monday")
    assert await users.get(CLIENT, made.user.id) == changed
    assert (await users.delete(CLIENT, made.user.id)).id == made.user.id
    with pytest.raises(NotFound):
        await users.get(CLIENT, made.user.id)


async def test_a_managed_users_tokens_are_replaced_and_the_old_ones_die(sandbox: Sandbox) -> None:
    users = sandbox.platform().platform.managed_users
    made = await users.create(CLIENT, email="ana@example.com", name="Ana Silva")
    fresh = await users.refresh(CLIENT, refresh_token=made.refresh_token)
    assert (await sandbox.client(fresh.access_token.get_secret_value()).me.get()).id == made.user.id
    with pytest.raises(Unauthorized):
        await sandbox.client(made.access_token.get_secret_value()).me.get()
    with pytest.raises(Rejected):
        await users.refresh(CLIENT, refresh_token=made.refresh_token)
    forced = await users.force_refresh(CLIENT, made.user.id)
    assert forced.access_token != fresh.access_token


async def test_a_platform_with_a_wrong_secret_is_unauthorized(sandbox: Sandbox) -> None:
    with pytest.raises(Unauthorized):
        await sandbox.platform(secret="made-up").platform.managed_users.list(CLIENT).all()


async def test_the_admin_of_an_organization_keeps_its_oauth_clients(sandbox: Sandbox) -> None:
    clients = sandbox.client("cal_sandbox_admin").platform.oauth_clients
    made = await clients.create(
        name="Slotwise", redirect_uris=["https://slotwise.example/back"], permissions=["BOOKING_READ", "PROFILE_READ"]
    )
    found = await clients.get(made.client_id)
    assert (found.name, found.permissions) == ("Slotwise", ("BOOKING_READ", "PROFILE_READ"))
    assert found.secret == made.client_secret
    assert made.client_secret.get_secret_value() not in repr(made) + repr(found)
    changed = await clients.update(made.client_id, name="Slotwise 2", are_emails_enabled=True)
    assert (changed.name, changed.are_emails_enabled) == ("Slotwise 2", True)
    assert {one.id for one in await clients.list()} == {CLIENT, made.client_id}
    await clients.delete(made.client_id)
    with pytest.raises(NotFound):
        await clients.get(made.client_id)


# What is sent


async def test_a_platform_proves_itself_by_its_id_and_secret(desk: Desk) -> None:
    client, transport = on_a_platform(desk, desk.ok(TOKENS))
    await client.platform.managed_users.force_refresh("abc", 7)
    headers = transport.request.headers
    assert (headers["x-cal-client-id"], headers["x-cal-secret-key"]) == ("abc", SECRET)
    assert "authorization" not in headers
    assert transport.request.url.path == "/v2/oauth-clients/abc/users/7/force-refresh"


async def test_without_a_platform_nothing_is_sent(desk: Desk) -> None:
    client, transport = desk.client()
    with pytest.raises(Unauthorized):
        await client.platform.webhooks.list("abc").all()
    assert transport.requests == []


async def test_managed_users_are_paged_by_limit_and_offset(desk: Desk) -> None:
    def user(number: int) -> dict[str, Any]:
        return {"id": number, "email": f"{number}@example.com"}

    client, transport = on_a_platform(desk, desk.ok([user(n) for n in range(100)]), desk.ok([user(100)]))
    found = await client.platform.managed_users.list("abc", emails=["a@example.com", "b+c@example.com"]).all()
    assert len(found) == 101
    assert [dict(request.url.params) for request in transport.requests] == [
        {"emails": "a@example.com,b+c@example.com", "limit": "100", "offset": "0"},
        {"emails": "a@example.com,b+c@example.com", "limit": "100", "offset": "100"},
    ]


async def test_a_platforms_webhooks_are_made_read_changed_and_deleted(desk: Desk) -> None:
    client, transport = on_a_platform(
        desk,
        desk.ok(WEBHOOK, 201),
        desk.ok([WEBHOOK]),
        desk.ok(WEBHOOK),
        desk.ok({**WEBHOOK, "active": False}),
        desk.ok(WEBHOOK),
        desk.ok("1 webhooks deleted"),
    )
    webhooks = client.platform.webhooks
    made = await webhooks.create(
        "abc", subscriber_url="https://slotwise.example/calcom", triggers=["BOOKING_CREATED"], secret=SecretStr("s3")
    )
    assert transport.body == {
        "subscriberUrl": "https://slotwise.example/calcom",
        "triggers": ["BOOKING_CREATED"],
        "active": True,
        "secret": "s3",
    }
    assert (made.id, made.triggers, made.o_auth_client_id) == ("77", ("BOOKING_CREATED", "MOON_RISEN"), CLIENT)
    assert "canary" not in repr(made)
    assert await webhooks.list("abc").all() == [made]
    assert await webhooks.get("abc", "77") == made
    assert not (await webhooks.update("abc", "77", active=False)).active
    await webhooks.delete("abc", "77")
    await webhooks.delete_all("abc")
    assert [(one.method, one.url.path) for one in transport.requests[2:]] == [
        ("GET", "/v2/oauth-clients/abc/webhooks/77"),
        ("PATCH", "/v2/oauth-clients/abc/webhooks/77"),
        ("DELETE", "/v2/oauth-clients/abc/webhooks/77"),
        ("DELETE", "/v2/oauth-clients/abc/webhooks"),
    ]


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda c: c.platform.managed_users.create("abc", email="ana", name="Ana"), "email"),
        (
            lambda c: c.platform.managed_users.create("abc", email="a@b.example", name="A", time_format=13),
            "time_format",
        ),
        (lambda c: c.platform.managed_users.create("abc", email="a@b.example", name="A", locale="tlh"), "locale"),
        (lambda c: c.platform.managed_users.update("abc", 1, week_start="Monday "), "week_start"),
        (lambda c: c.platform.managed_users.list("abc", emails=["nobody"]).all(), "emails.0"),
        (
            lambda c: c.platform.oauth_clients.create(
                name="A", redirect_uris=["https://a.example"], permissions=["CREDITS_READ"]
            ),
            "permissions.0",
        ),
        (lambda c: c.platform.oauth_clients.create(name="A", redirect_uris=[], permissions=["*"]), "redirect_uris"),
        (lambda c: c.platform.webhooks.create("abc", subscriber_url="slotwise", triggers=["A"]), "subscriber_url"),
        (lambda c: c.platform.webhooks.create("abc", subscriber_url="https://a.example", triggers=[]), "triggers"),
    ],
)
async def test_what_cal_com_would_refuse_is_refused_before_it_is_sent(desk: Desk, call: Verb, argument: str) -> None:
    client, transport = on_a_platform(desk)
    with pytest.raises(InvalidArgument) as caught:
        await call(client)
    assert caught.value.argument == argument
    assert transport.requests == []


async def test_permissions_are_no_argument_of_a_change(desk: Desk) -> None:
    client, transport = desk.client()
    with pytest.raises(TypeError):
        await client.platform.oauth_clients.update("abc", permissions=["*"])  # type: ignore[call-arg]
    assert transport.requests == []


# What is read


async def test_tokens_are_read_and_shown_nowhere(desk: Desk) -> None:
    client, _ = on_a_platform(desk, desk.ok(TOKENS))
    tokens = await client.platform.managed_users.refresh("abc", refresh_token=SecretStr("old"))
    assert tokens.access_token_expires_at == datetime(2030, 1, 1, tzinfo=UTC)
    assert tokens.refresh_token_expires_at == datetime(2031, 1, 1, tzinfo=UTC)
    assert "canary" not in repr(tokens)


async def test_a_secret_that_a_refusal_quotes_is_blotted_out(desk: Desk) -> None:
    client, _ = on_a_platform(desk, desk.refusal(401, f"Invalid client credentials {SECRET}, token canary-old"))
    with pytest.raises(Unauthorized) as refused:
        await client.platform.managed_users.refresh("abc", refresh_token=SecretStr("canary-old"))
    assert "canary" not in str(refused.value)


async def test_users_and_clients_are_read_with_nulls_and_with_what_nobody_foresaw(desk: Desk) -> None:
    user = {
        "id": 1,
        "email": "a@b.example",
        "username": None,
        "timeFormat": None,
        "locale": "tlh",
        "weekStart": "Moonday",
    }
    app = {
        "id": "abc",
        "name": "A",
        "secret": None,
        "logo": None,
        "permissions": ["FLY"],
        "createdAt": None,
        "color": 1,
    }
    client, _ = desk.client(desk.ok([app]), platform=PlatformClient("abc", SecretStr(SECRET)))
    (found,) = await client.platform.oauth_clients.list()
    assert (found.secret, found.permissions, found.model_extra) == (None, ("FLY",), {"color": 1})
    client, _ = on_a_platform(desk, desk.ok(user))
    person = await client.platform.managed_users.get("abc", 1)
    assert (person.username, person.week_start, person.locale) == (None, "Moonday", "tlh")
