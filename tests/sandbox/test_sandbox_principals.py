"""Who calls the sandbox, and what each may: keys, tokens, platform clients, scopes, roles and permissions (facts 1.2,
1.3, 11)."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.credentials import ApiKey, Tokens
from bot.sandbox.directory import Membership
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Kind, Operation
from bot.sandbox.principals import authorize, covers
from bot.sandbox.server import OPERATIONS
from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

PLATFORM = {"x-cal-client-id": "sandbox-platform", "x-cal-secret-key": "sandbox-platform-secret"}


def give_token(world: World, username: str, *scopes: str, client_id: str = "sandbox-app", managed: bool = False) -> Api:
    """The API as an app calls it that this user gave access, or as a managed user."""
    now = world.now()
    world.credentials.tokens.append(
        Tokens(
            access_token="access",
            refresh_token="refresh",
            client_id=client_id,
            user_id=world.users[username].id,
            access_expires_at=now + timedelta(minutes=30),
            refresh_expires_at=now + timedelta(days=30),
            scopes=None if managed else list(scopes),
        )
    )
    return Api(world, "access")


async def test_a_token_acts_for_its_user_within_its_scopes(world: World) -> None:
    app = give_token(world, "alex", "PROFILE_READ", "EVENT_TYPE_READ")
    assert (await app.data("GET", "/v2/me"))["username"] == "alex"
    assert [kind["slug"] for kind in await app.data("GET", "/v2/event-types")] == ["30min", "intro"]
    response = await app.send("GET", "/v2/bookings")
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "ForbiddenException"
    assert response.json()["error"]["message"] == (
        "insufficient_scope: token does not have the required scopes. "
        "Required: BOOKING_READ. Token has: PROFILE_READ, EVENT_TYPE_READ"
    )


async def test_public_calls_ask_for_no_scope(world: World) -> None:
    app = give_token(world, "alex", "PROFILE_READ")
    assert (await app.book())["status"] == "accepted"
    assert await app.data("GET", "/v2/event-types", params={"username": "bailey"})


async def test_a_token_ends_after_its_half_hour(world: World, clock: StillClock) -> None:
    app = give_token(world, "alex", "PROFILE_READ")
    clock.forward(minutes=30)
    assert await app.refusal("GET", "/v2/me") == (401, "ApiAuthStrategy - access token - Invalid Access Token.")


async def test_a_key_ends_at_its_moment(world: World, clock: StillClock) -> None:
    world.credentials.keys.append(ApiKey("cal_short", world.users["alex"].id, clock.now + timedelta(days=1)))
    api = Api(world, "cal_short")
    assert (await api.data("GET", "/v2/me"))["username"] == "alex"
    clock.forward(days=1)
    assert await api.refusal("GET", "/v2/me") == (401, "ApiAuthStrategy - api key - Your api key is expired")


async def test_a_platform_client_acts_as_the_first_of_its_organization(world: World) -> None:
    api = Api(world)
    assert (await api.data("GET", "/v2/me", headers=PLATFORM))["username"] == "admin"
    world.credentials.platform_clients[0].permissions[:] = ["BOOKING_READ"]
    status, message = await api.refusal("GET", "/v2/me", headers=PLATFORM)
    assert status == 403
    assert message.startswith(
        "PermissionsGuard - oAuth client with id=sandbox-platform does not have the required permissions=PROFILE_READ."
    )
    assert await api.data("GET", "/v2/bookings", headers=PLATFORM) == []


@pytest.mark.parametrize("missing", ["x-cal-client-id", "x-cal-secret-key"])
async def test_half_of_the_platform_credentials_is_no_credential(api: Api, missing: str) -> None:
    headers = {name: value for name, value in PLATFORM.items() if name != missing}
    status, message = await api.refusal("GET", "/v2/me", headers=headers)
    assert (status, message[:53]) == (401, "ApiAuthStrategy - No authentication method provided. ")


async def test_a_managed_user_is_held_to_what_the_client_is_permitted(world: World) -> None:
    api = give_token(world, "alex", client_id="sandbox-platform", managed=True)
    assert (await api.data("GET", "/v2/me"))["username"] == "alex"
    world.credentials.platform_clients[0].permissions[:] = ["PROFILE_READ"]
    assert await api.data("GET", "/v2/me")
    status, message = await api.refusal("GET", "/v2/schedules")
    assert (status, "does not have the required permissions=SCHEDULE_READ" in message) == (403, True)


def test_a_scope_of_the_organization_holds_that_of_its_teams() -> None:
    assert covers(("ORG_BOOKING_READ",), "TEAM_BOOKING_READ")
    assert not covers(("TEAM_BOOKING_READ",), "ORG_BOOKING_READ")
    assert not covers(("ORG_BOOKING_READ",), "BOOKING_READ")


def operation(**rules: Any) -> Operation:
    return Operation("things.do", "POST", "/v2/things", lambda call: Answer(), **{"access": Access.KEY, **rules})


def attempt(world: World, who: str, path: dict[str, str], **rules: Any) -> str:
    """What the guard says to the user of that key, empty when the call may go on."""
    try:
        authorize(world, operation(**rules), {"authorization": f"Bearer cal_sandbox_{who}"}, path)
    except Refusal as refusal:
        return f"{refusal.status} {refusal.message}".removeprefix("403 ")
    return ""


IN_ORGANIZATION = {"org_id": "401"}
IN_TEAM = {"org_id": "401", "team_id": "301"}


def test_owner_is_above_admin_and_admin_above_member(world: World) -> None:
    assert attempt(world, "admin", IN_ORGANIZATION, role="ORG_ADMIN") == ""
    assert attempt(world, "alex", IN_ORGANIZATION, role="ORG_MEMBER") == ""
    assert attempt(world, "alex", IN_ORGANIZATION, role="ORG_ADMIN") == (
        "RolesGuard - user with id=102 does not have the minimum required role=ORG_ADMIN "
        "within organization with id=401."
    )
    assert attempt(world, "admin", IN_ORGANIZATION, role="ORG_OWNER") != ""
    assert attempt(world, "admin", {"org_id": "402"}, role="ORG_ADMIN") == (
        "RolesGuard - User is not a member of the organization with id=402."
    )
    assert "organization with id=0" in attempt(world, "admin", {"org_id": "acme"}, role="ORG_ADMIN")


def test_the_organization_is_above_its_teams(world: World) -> None:
    assert attempt(world, "bailey", IN_TEAM, role="TEAM_ADMIN") == ""
    assert attempt(world, "admin", IN_TEAM, role="TEAM_ADMIN") == ""
    assert attempt(world, "alex", IN_TEAM, role="TEAM_ADMIN") == (
        "RolesGuard - user with id=102 does not have the minimum required role=TEAM_ADMIN within team with id=301."
    )
    assert attempt(world, "alex", IN_TEAM, role="ORG_ADMIN") != ""
    world.directory.remove(world.directory.memberships[-1])
    assert attempt(world, "alex", IN_TEAM, role="TEAM_MEMBER") == (
        "RolesGuard - User is not part of the team with id=301 and/or, is not an admin nor an owner of the "
        "organization with id=401."
    )
    assert attempt(world, "admin", {"team_id": "301"}, role="TEAM_MEMBER") == (
        "RolesGuard - User is not a member of the team with id=301."
    )
    assert attempt(world, "bailey", {"org_id": "402", "team_id": "301"}, role="TEAM_MEMBER") == (
        "RolesGuard - User is not part of the organization with id=402."
    )


def test_an_invitation_is_no_membership(world: World) -> None:
    found = world.directory.membership(world.users["alex"].id, 401)
    assert found is not None
    found.accepted = False
    assert attempt(world, "alex", IN_ORGANIZATION, role="ORG_MEMBER") == (
        "RolesGuard - User is not a member of the organization with id=401."
    )


def test_a_custom_role_will_do_instead_where_it_counts(world: World) -> None:
    rules = {"role": "ORG_ADMIN", "permission": "role.read"}
    assert attempt(world, "alex", IN_ORGANIZATION, **rules) == ""
    assert attempt(world, "bailey", IN_ORGANIZATION, **rules) != ""
    assert attempt(world, "admin", IN_ORGANIZATION, **rules) == ""
    assert attempt(world, "alex", IN_TEAM, role="TEAM_ADMIN", permission="team.listMembers") == ""
    assert attempt(world, "alex", {"team_id": "301"}, role="TEAM_ADMIN", permission="team.listMembers") == ""
    assert attempt(world, "alex", IN_ORGANIZATION, role="ORG_ADMIN", permission="role.update") != ""
    alex, team = world.users["alex"], world.teams["support-team"]
    assert world.is_permitted(alex, "booking.read", team=team)
    world.directory.organizations[0].has_permissions = False
    assert attempt(world, "alex", IN_ORGANIZATION, **rules) != ""
    assert not world.is_permitted(alex, "booking.read", team=team)


@pytest.mark.parametrize(
    ("granted", "asked", "may"),
    [
        ("booking.read", "booking.read", True),
        ("booking.*", "booking.read", True),
        ("*.*", "organization.attributes.read", True),
        ("organization.attributes.*", "organization.attributes.read", True),
        ("organization.*", "organization.attributes.read", False),
        ("booking.read", "booking.readRecordings", False),
    ],
)
def test_a_star_stands_for_what_is_at_its_place(world: World, granted: str, asked: str, may: bool) -> None:
    world.directory.roles[0].permissions[:] = [granted]
    assert world.is_permitted(world.users["alex"], asked) is may


def test_some_calls_take_the_secret_of_the_client_that_the_path_names(world: World) -> None:
    guarded = operation(access=Access.SECRET)
    path = {"client_id": "sandbox-platform"}
    principal = authorize(world, guarded, {"x-cal-secret-key": "sandbox-platform-secret"}, path)
    assert principal is not None
    assert (principal.kind, principal.client_id) == (Kind.PLATFORM, "sandbox-platform")
    for headers, words in (
        ({"authorization": "Bearer cal_sandbox_admin"}, "Missing client secret"),
        ({"x-cal-secret-key": "guess"}, "Invalid client credentials"),
    ):
        with pytest.raises(Refusal, match=words) as caught:
            authorize(world, guarded, headers, path)
        assert caught.value.status == 401


def test_some_calls_take_a_key_and_nothing_else(world: World) -> None:
    guarded = operation(access=Access.API_KEY)
    with pytest.raises(Refusal, match="can only be accessed using an API key") as caught:
        authorize(world, guarded, PLATFORM, {})
    assert caught.value.status == 401


def test_secrets_are_left_out_of_what_is_printed(world: World) -> None:
    headers = {"authorization": "Bearer cal_sandbox_alex"}
    printed = repr(authorize(world, operation(), headers, {})) + repr(world.credentials)
    assert "cal_sandbox" not in printed
    assert "secret'" not in printed


async def test_an_operation_may_have_a_tighter_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Operation("tests.limited", "GET", "/v2/limited", lambda call: Answer(1), per_minute=2)
    monkeypatch.setattr("bot.sandbox.server.OPERATIONS", (*OPERATIONS, one))
    api = Api(world, "cal_sandbox_alex")
    assert [(await api.send("GET", "/v2/limited")).status_code for _ in range(3)] == [200, 200, 429]
    assert (await api.send("GET", "/v2/me")).status_code == 200


def test_hosts_follow_the_memberships_of_their_team(world: World) -> None:
    team = world.teams["support-team"]
    casey = world.users["admin"]
    with world.writing():
        world.directory.add(Membership(0, casey.id, team.id, "MEMBER"))
        world.assign_members()
    assert [user.username for user in team.members] == ["bailey", "alex", "admin"]
    assert team.event_types[0].hosts == team.members
    assert [user.username for user in team.admins] == ["bailey"]
