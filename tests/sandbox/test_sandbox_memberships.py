"""Memberships of the organization and its teams, and what they change (facts 11)."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

ORGANIZATION = "/v2/organizations/401/memberships"
TEAM = "/v2/organizations/401/teams/301/memberships"
ROLES = "role must be one of the following values: MEMBER, OWNER, ADMIN"


@pytest.fixture
def casey(world: World) -> Api:
    """The admin of the organization."""
    return Api(world, "cal_sandbox_admin")


@pytest.fixture
def alex(world: World) -> Api:
    """A member, whose role at the front desk may see who is there."""
    return Api(world, "cal_sandbox_alex")


async def test_the_members_of_the_organization_are_listed_with_their_roles(casey: Api) -> None:
    members = await casey.data("GET", ORGANIZATION)
    assert [(one["userId"], one["role"], one["accepted"]) for one in members] == [
        (101, "MEMBER", True),
        (102, "MEMBER", True),
        (103, "ADMIN", True),
    ]
    assert members[0] == {
        "id": 701,
        "userId": 101,
        "teamId": 401,
        "accepted": True,
        "role": "MEMBER",
        "disableImpersonation": False,
        "user": {"username": "bailey", "name": "Bailey Hart", "email": "bailey@acme.example", "metadata": {}},
        "attributes": [],
    }
    assert await casey.data("GET", f"{ORGANIZATION}?take=1&skip=1") == [members[1]]
    assert await casey.data("GET", f"{ORGANIZATION}/701") == members[0]


async def test_a_page_has_its_bounds(casey: Api) -> None:
    assert await casey.violations("GET", f"{ORGANIZATION}?take=251&skip=-1") == {
        "take": ["take must be between 1 and 250"],
        "skip": ["skip must not be less than 0"],
    }


async def test_a_team_has_its_own_members(bailey: Api) -> None:
    members = await bailey.data("GET", TEAM)
    assert [(one["userId"], one["teamId"], one["role"]) for one in members] == [
        (101, 301, "ADMIN"),
        (102, 301, "MEMBER"),
    ]
    assert "attributes" not in members[0]


async def test_an_admin_makes_somebody_an_admin(casey: Api, alex: Api) -> None:
    event_type = "/v2/event-types/1001"
    assert (await alex.refusal("GET", event_type))[0] == 404
    changed = await casey.data("PATCH", f"{ORGANIZATION}/702", json={"role": "ADMIN", "nonsense": 1})
    assert (changed["role"], changed["accepted"]) == ("ADMIN", True)
    assert await alex.data("GET", event_type)
    await casey.data("PATCH", f"{ORGANIZATION}/702", json={"accepted": False, "disableImpersonation": True})
    assert (await alex.refusal("GET", event_type))[0] == 404


async def test_who_joins_a_team_hosts_for_it_and_who_leaves_does_not(casey: Api, api: Api) -> None:
    joined = await casey.data("POST", TEAM, json={"userId": 103, "role": "MEMBER", "accepted": True}, status=201)
    assert (joined["userId"], joined["teamId"], joined["accepted"]) == (103, 301, True)
    types = await api.data("GET", "/v2/teams/301/event-types")
    assert [host["userId"] for host in types[0]["hosts"]] == [101, 102, 103]
    left = await casey.data("DELETE", f"{TEAM}/{joined['id']}")
    assert left == joined
    types = await api.data("GET", "/v2/teams/301/event-types")
    assert [host["userId"] for host in types[0]["hosts"]] == [101, 102]
    again = await casey.data("POST", TEAM, json={"userId": 103, "role": "MEMBER"}, status=201)
    assert again["id"] > joined["id"]
    types = await api.data("GET", "/v2/teams/301/event-types")
    assert [host["userId"] for host in types[0]["hosts"]] == [101, 102], "who has not accepted hosts nothing"


async def test_an_admin_of_the_team_changes_who_is_in_it(bailey: Api) -> None:
    changed = await bailey.data("PATCH", f"{TEAM}/705", json={"role": "ADMIN", "disableImpersonation": True})
    assert (changed["role"], changed["disableImpersonation"], changed["accepted"]) == ("ADMIN", True, True)
    assert await bailey.data("GET", f"{TEAM}/705") == changed
    alex = Api(bailey.world, "cal_sandbox_alex")
    await alex.data("PATCH", f"{TEAM}/704", json={"role": "MEMBER"})
    status, message = await bailey.refusal("PATCH", f"{TEAM}/705", json={"role": "MEMBER"})
    assert (status, "minimum required role=TEAM_ADMIN within team with id=301" in message) == (403, True)


async def test_who_leaves_the_organization_leaves_its_teams(casey: Api) -> None:
    await casey.data("DELETE", f"{ORGANIZATION}/702")
    me = await Api(casey.world, "cal_sandbox_alex").data("GET", "/v2/me")
    assert (me["organizationId"], "organization" in me) == (None, False)
    assert [one["userId"] for one in await casey.data("GET", ORGANIZATION)] == [101, 103]
    assert [one["userId"] for one in await casey.data("GET", TEAM)] == [101]
    assert await casey.refusal("POST", TEAM, json={"userId": 102, "role": "MEMBER"}) == (
        422,
        "User is not part of the Organization",
    )
    back = await casey.data("POST", ORGANIZATION, json={"userId": 102, "role": "OWNER"}, status=201)
    assert (back["role"], back["accepted"], back["disableImpersonation"]) == ("OWNER", False, False)


async def test_a_second_invitation_to_the_organization_changes_the_first(casey: Api) -> None:
    changed = await casey.data("POST", ORGANIZATION, json={"userId": 102, "role": "ADMIN"}, status=201)
    assert (changed["id"], changed["role"], changed["accepted"]) == (702, "ADMIN", False)


async def test_a_second_membership_in_a_team_is_a_conflict(casey: Api) -> None:
    response = await casey.send("POST", TEAM, json={"userId": 102, "role": "MEMBER"})
    assert (response.status_code, response.json()["error"]["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (
            {},
            {
                "userId": ["userId must be an integer number"],
                "role": [ROLES],
            },
        ),
        ({"userId": "102", "role": "BOSS"}, {"userId": ["userId must be an integer number"], "role": [ROLES]}),
        ({"userId": 102, "role": "MEMBER", "accepted": "yes"}, {"accepted": ["accepted must be a boolean value"]}),
    ],
)
async def test_a_membership_that_makes_no_sense_is_refused(casey: Api, body: Any, wrong: Any) -> None:
    assert await casey.violations("POST", ORGANIZATION, json=body) == wrong


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("GET", f"{ORGANIZATION}/1", None, "IsMembershipInOrg - Membership (1) not found."),
        ("DELETE", f"{ORGANIZATION}/704", None, "IsMembershipInOrg - Membership (704) not found."),
        ("PATCH", f"{TEAM}/701", {}, "Membership with id 701 within team id 301 not found"),
        ("GET", TEAM.replace("301", "302"), None, "IsTeamInOrg - Team (302) not found."),
        ("POST", ORGANIZATION, {"userId": 9, "role": "MEMBER"}, "User with id 9 not found"),
    ],
)
async def test_what_is_not_there_is_not_found(casey: Api, method: str, path: str, body: Any, message: str) -> None:
    assert await casey.refusal(method, path, json=body) == (404, message)


async def test_each_call_has_its_own_permission_beside_the_role(alex: Api, bailey: Api) -> None:
    assert len(await alex.data("GET", ORGANIZATION)) == 3
    assert len(await alex.data("GET", TEAM)) == 2
    for method, path in (("POST", ORGANIZATION), ("PATCH", f"{ORGANIZATION}/702"), ("DELETE", f"{ORGANIZATION}/702")):
        status, message = await alex.refusal(method, path, json={})
        assert (status, "minimum required role=ORG_ADMIN" in message) == (403, True)
    status, message = await bailey.refusal("GET", ORGANIZATION)
    assert (status, "minimum required role=ORG_ADMIN" in message) == (403, True)
    alex.world.directory.roles[0].permissions[:] = ["organization.changeMemberRole"]
    assert await alex.data("PATCH", f"{ORGANIZATION}/702", json={"disableImpersonation": True})


async def test_memberships_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    casey = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    await casey.data("DELETE", f"{ORGANIZATION}/702")
    await casey.data("PATCH", f"{ORGANIZATION}/701", json={"role": "ADMIN"})
    kept = await casey.data("GET", ORGANIZATION)
    later = Api(World.load("default", clock=clock, state=file), "cal_sandbox_admin")
    assert await later.data("GET", ORGANIZATION) == kept
    assert [user.username for user in later.world.teams["support-team"].members] == ["bailey"]


PEOPLE = """
organization: {slug: acme, name: Acme}
users:
  - {username: ann, name: Ann, email: ann@a.example, time_zone: UTC, role: owner, keys: [cal_ann]}
  - {username: ben, name: Ben, email: ben@a.example, time_zone: UTC, keys: [cal_ben]}
"""
CAT = "  - {username: cat, name: Cat, email: cat@a.example, time_zone: UTC, keys: [cal_cat], role: admin}\n"


async def test_a_world_file_may_gain_and_lose_people_while_its_state_is_kept(tmp_path: Path, clock: StillClock) -> None:
    path, file = tmp_path / "world.yaml", tmp_path / "state.json"

    async def members(content: str) -> list[tuple[str, str]]:
        path.write_text(content, encoding="utf-8")
        ann = Api(World.load(path, clock=clock, state=file), "cal_ann")
        found = await ann.data("GET", ORGANIZATION)
        # Any write keeps all there is.
        await ann.data("PATCH", f"{ORGANIZATION}/701", json={"disableImpersonation": True})
        return [(one["user"]["username"], one["role"]) for one in found]

    assert await members(PEOPLE) == [("ann", "OWNER"), ("ben", "MEMBER")]
    assert await members(PEOPLE + CAT) == [("ann", "OWNER"), ("ben", "MEMBER"), ("cat", "ADMIN")]
    assert await members(PEOPLE) == [("ann", "OWNER"), ("ben", "MEMBER")]
    assert World.load(path, clock=clock, state=file).keys.keys() == {"cal_ann", "cal_ben"}
    app = "oauth_clients: [{client_id: app, name: App, redirect_uris: ['http://localhost/']}]\n"
    assert await members(PEOPLE.replace("name: Acme", "name: Acme Ltd, plan: FREE") + app)
    later = World.load(path, clock=clock, state=file)
    assert (later.directory.organizations[0].name, later.directory.organizations[0].plan) == ("Acme Ltd", "FREE")
    assert [client.id for client in later.credentials.oauth_clients] == ["app"]
