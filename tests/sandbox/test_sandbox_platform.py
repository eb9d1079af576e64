"""The deprecated platform: its clients, and the users that each of them manages (facts 14)."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

CLIENTS = "/v2/oauth-clients"
USERS = f"{CLIENTS}/sandbox-platform/users"
SECRET = {"x-cal-secret-key": "sandbox-platform-secret"}
ANA = {"email": "ana@example.com", "name": "Ana Silva"}
CLIENT = {"name": "Ours", "redirectUris": ["https://ours.example/back"], "permissions": ["BOOKING_READ"]}


@pytest.fixture
def casey(world: World) -> Api:
    """The admin of the organization."""
    return Api(world, "cal_sandbox_admin")


class Platform(Api):
    """The API as the platform client calls it."""

    async def send(self, method: str, path: str, *, headers: Any = None, **body: Any) -> Any:
        return await super().send(method, path, headers=SECRET | (headers or {}), **body)


@pytest.fixture
def platform(world: World) -> Platform:
    return Platform(world)


async def test_a_managed_user_is_made_with_tokens_that_work(platform: Platform, clock: StillClock) -> None:
    made = await platform.data("POST", USERS, json=ANA | {"timeZone": "Europe/Lisbon", "locale": "pt"}, status=201)
    user = made["user"]
    assert user | {"id": 0, "defaultScheduleId": 0} == {
        "id": 0,
        "email": "ana+sandbox-platform@example.com",
        "username": "ana-sandbox-platform-example-com",
        "name": "Ana Silva",
        "bio": None,
        "timeZone": "Europe/Lisbon",
        "weekStart": "Sunday",
        "createdDate": "2026-11-23T14:00:00.000Z",
        "timeFormat": 12,
        "defaultScheduleId": 0,
        "locale": "pt",
    }
    seconds = clock.now.timestamp()
    assert made["accessTokenExpiresAt"] == (seconds + 3600) * 1000
    assert made["refreshTokenExpiresAt"] == (seconds + 365 * 86400) * 1000
    ana = Api(platform.world, made["accessToken"])
    me = await ana.data("GET", "/v2/me")
    assert (me["id"], me["locale"], me["defaultScheduleId"]) == (user["id"], "pt", user["defaultScheduleId"])
    assert (await ana.data("GET", "/v2/schedules/default"))["timeZone"] == "Europe/Lisbon"
    clock.forward(minutes=60)
    assert (await ana.refusal("GET", "/v2/me"))[0] == 401


async def test_who_is_made_without_a_zone_has_no_hours_yet(platform: Platform) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    assert (made["user"]["timeZone"], made["user"]["defaultScheduleId"]) == ("Europe/London", None)
    ana = Api(platform.world, made["accessToken"])
    assert await ana.data("GET", "/v2/schedules") == []
    assert await ana.data("GET", "/v2/schedules/default") is None


async def test_a_refresh_takes_both_old_tokens(platform: Platform) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    refresh = "/v2/oauth/sandbox-platform/refresh"
    body = {"refreshToken": made["refreshToken"]}
    new = await platform.data("POST", refresh, json=body)
    assert new.keys() == {"accessToken", "refreshToken", "accessTokenExpiresAt", "refreshTokenExpiresAt"}
    assert (await Api(platform.world, made["accessToken"]).send("GET", "/v2/me")).status_code == 401
    assert await Api(platform.world, new["accessToken"]).data("GET", "/v2/me")
    assert await platform.refusal("POST", refresh, json=body) == (400, "Invalid refresh token")
    forced = await platform.data("POST", f"{USERS}/{made['user']['id']}/force-refresh")
    assert await Api(platform.world, forced["accessToken"]).data("GET", "/v2/me")
    assert (await Api(platform.world, new["accessToken"]).send("GET", "/v2/me")).status_code == 401
    assert list(await platform.violations("POST", refresh, json={})) == ["refreshToken"]


async def test_managed_users_are_listed_by_page_and_by_address(platform: Platform) -> None:
    for name in ("ana", "bo", "cy"):
        await platform.data("POST", USERS, json={"email": f"{name}@example.com", "name": name}, status=201)

    async def names(query: str) -> list[str]:
        return [user["name"] for user in await platform.data("GET", f"{USERS}?{query}")]

    assert await names("") == ["ana", "bo", "cy"]
    assert await names("limit=1&offset=1") == ["bo"]
    assert await names("emails=ana@example.com,cy@example.com") == ["ana", "cy"]
    assert await names("emails=ana%2Bsandbox-platform@example.com&emails=bo@example.com") == ["ana", "bo"]
    assert await names("emails=ana+sandbox-platform@example.com") == ["ana"]
    assert list(await platform.violations("GET", f"{USERS}?limit=0")) == ["limit"]


async def test_a_managed_user_is_changed_and_deleted(platform: Platform) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    one = f"{USERS}/{made['user']['id']}"
    change = {
        "email": "anna@example.com",
        "bio": "Hi",
        "timeFormat": 24,
        "metadata": {"crm": "7"},
        "weekStart": "Monday",
    }
    changed = await platform.data("PATCH", one, json=change)
    assert changed == made["user"] | change | {"email": "anna+sandbox-platform@example.com"}
    assert await platform.data("GET", one) == changed
    assert await platform.data("DELETE", one) == changed
    gone = (404, f"User with ID {made['user']['id']} is not part of this OAuth client.")
    for method in ("GET", "PATCH", "DELETE"):
        assert await platform.refusal(method, one, json={}) == gone
    assert (await Api(platform.world, made["accessToken"]).send("GET", "/v2/me")).status_code == 401
    assert await platform.data("GET", USERS) == []


async def test_a_managed_user_chooses_among_schedules_of_their_own(platform: Platform) -> None:
    made = await platform.data("POST", USERS, json=ANA | {"timeZone": "Europe/Lisbon"}, status=201)
    one = f"{USERS}/{made['user']['id']}"
    own = made["user"]["defaultScheduleId"]
    assert (await platform.data("PATCH", one, json={"defaultScheduleId": own}))["defaultScheduleId"] == own
    assert await platform.refusal("PATCH", one, json={"defaultScheduleId": 201}) == (
        404,
        f"User with ID={made['user']['id']} does not own schedule with ID=201",
    )


async def test_a_client_may_give_its_users_event_types_at_once(casey: Api, tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    casey = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    keys = await casey.data("POST", CLIENTS, json=CLIENT | {"areDefaultEventTypesEnabled": True}, status=201)
    users = f"{CLIENTS}/{keys['clientId']}/users"
    headers = {"x-cal-secret-key": keys["clientSecret"]}
    made = await casey.data("POST", users, headers=headers, json=ANA | {"timeZone": "UTC"}, status=201)
    username = made["user"]["username"]
    types = await casey.data("GET", f"/v2/event-types?username={username}")
    assert [(one["slug"], len(one["locations"])) for one in types] == [
        ("thirty-minutes", 0),
        ("thirty-minutes-video", 1),
        ("sixty-minutes", 0),
        ("sixty-minutes-video", 1),
    ]
    await casey.book("sixty-minutes", "2026-11-24T10:00:00Z", username=username)
    again = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    assert await again.data("GET", f"/v2/event-types?username={username}") == types
    await again.data("DELETE", f"{users}/{made['user']['id']}", headers=headers)
    assert await again.data("GET", "/v2/bookings") == []
    last = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    assert await last.data("GET", f"/v2/event-types?username={username}") == []
    assert (await last.send("GET", f"/v2/event-types/{types[0]['id']}")).status_code == 404


async def test_two_users_of_a_client_have_two_addresses(platform: Platform) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    told = (409, f"User with the provided e-mail already exists. Existing user ID={made['user']['id']}")
    assert await platform.refusal("POST", USERS, json=ANA) == told
    bo = await platform.data("POST", USERS, json=ANA | {"email": "bo@example.com"}, status=201)
    assert await platform.refusal("PATCH", f"{USERS}/{bo['user']['id']}", json={"email": ANA["email"]}) == told
    similar = await platform.data("POST", USERS, json=ANA | {"email": "a-na@example.com"}, status=201)
    other = await platform.data("POST", USERS, json=ANA | {"email": "a.na@example.com"}, status=201)
    assert similar["user"]["username"] != other["user"]["username"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["email", "name"]),
        (ANA | {"email": "ana"}, ["email"]),
        (ANA | {"name": ""}, ["name"]),
        (
            ANA | {"timeZone": "Mars", "locale": "xx", "timeFormat": 13, "weekStart": "Yesterday"},
            ["timeFormat", "weekStart", "timeZone", "locale"],
        ),
    ],
)
async def test_a_managed_user_that_makes_no_sense_is_refused(platform: Platform, body: Any, wrong: list[str]) -> None:
    assert list(await platform.violations("POST", USERS, json=body)) == wrong


async def test_users_belong_to_their_own_client(platform: Platform, casey: Api) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    other = await casey.data("POST", CLIENTS, json=CLIENT, status=201)
    headers = {"x-cal-secret-key": other["clientSecret"]}
    api = Api(casey.world)
    theirs = f"{CLIENTS}/{other['clientId']}/users"
    assert await api.data("GET", theirs, headers=headers) == []
    assert (await api.refusal("GET", f"{theirs}/{made['user']['id']}", headers=headers))[0] == 404
    assert await api.data("POST", theirs, headers=headers, json=ANA, status=201), "the same person, elsewhere"
    refresh = f"/v2/oauth/{other['clientId']}/refresh"
    body = {"refreshToken": made["refreshToken"]}
    assert (await api.refusal("POST", refresh, headers=headers, json=body))[0] == 400


async def test_managed_users_need_the_secret_of_the_client(api: Api, casey: Api) -> None:
    for method, path in (("GET", USERS), ("POST", USERS), ("POST", "/v2/oauth/sandbox-platform/refresh")):
        assert await casey.refusal(method, path) == (401, "Missing client secret")
        assert await api.refusal(method, path, headers={"x-cal-secret-key": "guess"}) == (
            401,
            "Invalid client credentials",
        )


async def test_a_managed_user_is_a_member_and_no_account_of_the_consent_page(platform: Platform, casey: Api) -> None:
    made = await platform.data("POST", USERS, json=ANA, status=201)
    members = await casey.data("GET", "/v2/organizations/401/memberships")
    assert members[-1]["userId"] == made["user"]["id"]
    query = {
        "client_id": "sandbox-app",
        "redirect_uri": "http://localhost:8000/callback",
        "scope": "PROFILE_READ",
    }
    page = await platform.http.get("/auth/oauth2/authorize", params=query)
    assert "Bailey Hart" in page.text
    assert "Ana Silva" not in page.text


async def test_a_managed_host_is_shown_without_the_mark_of_the_platform(platform: Platform, casey: Api) -> None:
    made = await platform.data("POST", USERS, json=ANA | {"timeZone": "Europe/London"}, status=201)
    team = "/v2/organizations/401/teams/301/memberships"
    number = made["user"]["id"]
    for user_id in (101, 102):
        there = platform.world.directory.membership(user_id, 301)
        assert there is not None
        await casey.data("DELETE", f"{team}/{there.id}")
    await casey.data("POST", team, json={"userId": number, "role": "MEMBER", "accepted": True}, status=201)
    booked = await casey.book("demo", "2026-11-24T10:00:00Z", teamSlug="support-team")
    assert booked["hosts"][0] | {"timeZone": "", "username": ""} == {
        "id": number,
        "name": "Ana Silva",
        "email": "ana+sandbox-platform@example.com",
        "displayEmail": "ana@example.com",
        "username": "",
        "timeZone": "",
    }
    assert booked["isPlatformManagedUserBooking"] is True
    await platform.data("DELETE", f"{USERS}/{number}")
    assert await casey.data("GET", "/v2/bookings") == []
    me = await Api(platform.world, "cal_sandbox_alex").data("GET", "/v2/me")
    assert me["organization"] == {"isPlatform": False, "id": 401}


async def test_managed_users_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    platform = Platform(World.load("default", clock=clock, state=file))
    made = await platform.data("POST", USERS, json=ANA, status=201)
    gone = await platform.data("POST", USERS, json=ANA | {"email": "bo@example.com"}, status=201)
    await platform.data("DELETE", f"{USERS}/{gone['user']['id']}")
    again = World.load("default", clock=clock, state=file)
    assert await Platform(again).data("GET", USERS) == [made["user"]]
    assert (await Api(again, made["accessToken"]).data("GET", "/v2/me"))["name"] == "Ana Silva"


async def test_a_client_is_made_seen_changed_and_deleted(casey: Api) -> None:
    keys = await casey.data("POST", CLIENTS, json=CLIENT | {"areEmailsEnabled": True}, status=201)
    assert keys.keys() == {"clientId", "clientSecret"}
    one = f"{CLIENTS}/{keys['clientId']}"
    seen = await casey.data("GET", one)
    assert seen == {
        "id": keys["clientId"],
        "name": "Ours",
        "secret": keys["clientSecret"],
        "permissions": ["BOOKING_READ"],
        "redirectUris": ["https://ours.example/back"],
        "organizationId": 401,
        "createdAt": "2026-11-23T14:00:00.000Z",
        "areEmailsEnabled": True,
        "areDefaultEventTypesEnabled": False,
        "areCalendarEventsEnabled": True,
    }
    assert [client["id"] for client in await casey.data("GET", CLIENTS)] == ["sandbox-platform", keys["clientId"]]
    change = {"name": "Theirs", "logo": "https://ours.example/logo.png", "areEmailsEnabled": False}
    changed = await casey.data("PATCH", one, json=change | {"permissions": ["*"]})
    assert changed == seen | change
    headers = {"x-cal-secret-key": keys["clientSecret"]}
    made = await casey.data("POST", f"{one}/users", headers=headers, json=ANA, status=201)
    assert await casey.data("DELETE", one) == changed
    assert await casey.refusal("GET", one) == (404, f"OAuth client with ID {keys['clientId']} not found")
    assert (await Api(casey.world, made["accessToken"]).send("GET", "/v2/me")).status_code == 401


async def test_all_permissions_are_shown_by_name(casey: Api) -> None:
    assert len((await casey.data("GET", f"{CLIENTS}/sandbox-platform"))["permissions"]) == 10


async def test_members_see_the_clients_and_admins_change_them(bailey: Api) -> None:
    assert len(await bailey.data("GET", CLIENTS)) == 1
    for method, path in (("POST", CLIENTS), ("PATCH", f"{CLIENTS}/sandbox-platform"), ("DELETE", f"{CLIENTS}/x")):
        assert await bailey.refusal(method, path, json=CLIENT) == (
            403,
            "OrganizationRolesGuard - User must have one of the roles: ADMIN, OWNER.",
        )
    membership = bailey.world.directory.membership(101, 401)
    assert membership is not None
    membership.accepted = False
    assert await bailey.refusal("GET", CLIENTS) == (
        403,
        "OrganizationRolesGuard - User has not accepted membership in the organization.",
    )


async def test_who_is_in_no_organization_has_no_clients(tmp_path: Path, clock: StillClock) -> None:
    world = tmp_path / "world.yaml"
    world.write_text("users: [{username: solo, name: Solo, email: s@a.example, time_zone: UTC, keys: [cal_solo]}]")
    solo = Api(World.load(world, clock=clock), "cal_solo")
    assert await solo.refusal("GET", CLIENTS) == (
        403,
        "OrganizationRolesGuard - No organization associated with the user.",
    )


@pytest.mark.parametrize(
    ("change", "wrong"),
    [({"name": 7}, "name"), ({"redirectUris": "x"}, "redirectUris"), ({"permissions": ["SLEEP"]}, "permissions")],
)
async def test_a_client_that_makes_no_sense_is_refused(casey: Api, change: Any, wrong: str) -> None:
    assert list(await casey.violations("POST", CLIENTS, json=CLIENT | change)) == [wrong]


async def test_a_deleted_client_does_not_come_back_with_the_world_file(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    casey = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    await casey.data("DELETE", f"{CLIENTS}/sandbox-platform")
    again = World.load("default", clock=clock, state=file)
    assert await Api(again, "cal_sandbox_admin").data("GET", CLIENTS) == []
