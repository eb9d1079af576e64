"""Custom roles, their permissions, and organizations that are managed (facts 11, 15)."""

from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

ROLES = "/v2/organizations/401/roles"
DESK = f"{ROLES}/role_1/permissions"
MANAGED = "/v2/organizations/401/organizations"


@pytest.fixture
def casey(world: World) -> Api:
    """The admin of the organization."""
    return Api(world, "cal_sandbox_admin")


async def test_a_role_is_made_seen_changed_and_taken_away(casey: Api, clock: StillClock) -> None:
    made = await casey.data(
        "POST",
        ROLES,
        json={"name": "Night Shift", "color": "#123456", "permissions": ["booking.*", "booking.*"]},
        status=201,
    )
    assert made | {"id": ""} == {
        "id": "",
        "name": "Night Shift",
        "color": "#123456",
        "description": None,
        "organizationId": 401,
        "type": "CUSTOM",
        "permissions": ["booking.*"],
        "createdAt": "2026-11-23T14:00:00.000Z",
        "updatedAt": "2026-11-23T14:00:00.000Z",
    }
    assert [role["name"] for role in await casey.data("GET", ROLES)] == ["Front Desk", "Night Shift"]
    assert await casey.data("GET", f"{ROLES}?skip=1") == [made]
    clock.forward(hours=1)
    one = f"{ROLES}/{made['id']}"
    changed = await casey.data("PATCH", one, json={"description": "By night", "permissions": ["*.*"]})
    assert changed == made | {
        "description": "By night",
        "permissions": ["*.*"],
        "updatedAt": "2026-11-23T15:00:00.000Z",
    }
    assert await casey.data("GET", one) == changed
    assert await casey.data("DELETE", one) == changed
    assert await casey.refusal("GET", one) == (
        404,
        f"Role with id {made['id']} within team id 401 not found",
    )


async def test_a_role_has_a_name_of_its_own(casey: Api) -> None:
    told = (400, 'Role with name "Front Desk" already exists')
    assert await casey.refusal("POST", ROLES, json={"name": "Front Desk"}) == told
    made = await casey.data("POST", ROLES, json={"name": "Desk"}, status=201)
    assert await casey.refusal("PATCH", f"{ROLES}/{made['id']}", json={"name": "Front Desk"}) == told
    renamed = await casey.data("PATCH", f"{ROLES}/{made['id']}", json={"name": "Desk", "color": "red"})
    assert (renamed["name"], renamed["color"]) == ("Desk", "red")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [({}, "name"), ({"name": ""}, "name"), ({"name": "A", "permissions": "all"}, "permissions")],
)
async def test_a_role_that_makes_no_sense_is_refused(casey: Api, body: Any, wrong: str) -> None:
    assert list(await casey.violations("POST", ROLES, json=body)) == [wrong]


async def test_a_permission_is_a_resource_and_an_action(casey: Api) -> None:
    made = await casey.data("POST", ROLES, json={"name": "Mine"}, status=201)
    told = (
        400,
        "Permission 'all' must be a valid permission string in format 'resource.action' "
        "(e.g., 'eventType.read', 'booking.create')",
    )
    body = {"name": "A", "permissions": ["booking.read", "all"]}
    for method, path in (
        ("POST", ROLES),
        ("PATCH", f"{ROLES}/{made['id']}"),
        ("POST", f"{ROLES}/{made['id']}/permissions"),
        ("PUT", f"{ROLES}/{made['id']}/permissions"),
        ("DELETE", f"{ROLES}/{made['id']}/permissions?permissions=all"),
    ):
        assert await casey.refusal(method, path, json=body) == told
    assert await casey.data("GET", f"{ROLES}/{made['id']}") == made


async def test_permissions_are_added_replaced_and_removed(casey: Api) -> None:
    first = ["organization.listMembers", "team.listMembers", "role.read", "booking.read"]
    assert await casey.data("GET", DESK) == first
    added = await casey.data("POST", DESK, json={"permissions": ["role.read", "watchlist.newThing"]})
    assert added == [*first, "watchlist.newThing"]
    one = await casey.send("DELETE", f"{DESK}/booking.read")
    assert (one.status_code, one.content) == (204, b"")
    some = await casey.send("DELETE", f"{DESK}?permissions=role.read,team.listMembers&permissions=unknown.one")
    assert (some.status_code, some.content) == (204, b"")
    assert await casey.data("GET", DESK) == ["organization.listMembers", "watchlist.newThing"]
    assert await casey.data("PUT", DESK, json={"permissions": ["role.*"]}) == ["role.*"]
    assert (await casey.send("DELETE", DESK)).status_code == 204
    assert await casey.data("GET", DESK) == ["role.*"]
    assert list(await casey.violations("PUT", DESK, json={})) == ["permissions"]


async def test_a_permission_works_from_the_moment_it_is_given(casey: Api, world: World) -> None:
    alex = Api(world, "cal_sandbox_alex")
    assert (await alex.send("POST", ROLES, json={"name": "Mine"})).status_code == 403
    await casey.data("POST", DESK, json={"permissions": ["role.create"]})
    assert await alex.data("POST", ROLES, json={"name": "Mine"}, status=201)
    await casey.data("DELETE", f"{ROLES}/role_1")
    assert (await alex.send("GET", ROLES)).status_code == 403


async def test_an_organization_is_made_managed_and_given_up(casey: Api) -> None:
    made = await casey.data("POST", MANAGED, json={"name": "Branch", "metadata": {"region": "north"}}, status=201)
    key = made.pop("apiKey")
    assert made == {"id": 402, "name": "Branch", "metadata": {"region": "north"}}
    owner = Api(casey.world, key)
    assert [one["role"] for one in await owner.data("GET", "/v2/organizations/402/memberships")] == ["OWNER"]
    one = f"{MANAGED}/402"
    assert await casey.data("GET", one) == made
    assert await casey.data("PATCH", one, json={"name": "North", "slug": "ignored"}) == made | {"name": "North"}
    assert await casey.data("DELETE", one) == made | {"name": "North"}
    assert await casey.refusal("GET", one) == (
        404,
        "Managed organization with id=402 within manager organization with id=401 not found.",
    )
    assert (await owner.send("GET", "/v2/me")).status_code == 401


async def test_managed_organizations_are_listed_by_page_slug_and_metadata(casey: Api) -> None:
    for name, region in (("one", "north"), ("two", "south"), ("three", "north")):
        body = {"name": name.title(), "slug": name, "metadata": {"region": region, "name": name}}
        await casey.data("POST", MANAGED, json=body, status=201)
    response = await casey.send("GET", f"{MANAGED}?take=2&skip=2")
    assert [one["slug"] for one in response.json()["data"]] == ["three"]
    assert response.json()["pagination"] == {
        "totalItems": 3,
        "remainingItems": 0,
        "returnedItems": 1,
        "itemsPerPage": 2,
        "currentPage": 2,
        "totalPages": 2,
        "hasNextPage": False,
        "hasPreviousPage": True,
    }

    async def found(query: str) -> list[str]:
        return [one["slug"] for one in await casey.data("GET", f"{MANAGED}?{query}")]

    assert await found("slug=two") == ["two"]
    assert await found("metadataKey=region&metadataValue=north") == ["one", "three"]
    assert await found("metadataKey=name&metadataValue=north") == []
    assert await found("metadataValue=south") == ["two"]
    assert await found("metadataKey=color") == []
    assert (await casey.refusal("POST", MANAGED, json={"name": "Again", "slug": "two"}))[0] == 409


async def test_managing_organizations_needs_the_plan_and_the_role(casey: Api, bailey: Api) -> None:
    status, message = await bailey.refusal("GET", MANAGED)
    assert (status, "minimum required role=ORG_ADMIN" in message) == (403, True)
    casey.world.directory.organizations[0].plan = "ESSENTIALS"
    for method, path in (("GET", MANAGED), ("POST", MANAGED), ("GET", f"{MANAGED}/402")):
        assert await casey.refusal(method, path, json={"name": "Branch"}) == (
            403,
            "PlatformPlanGuard - organization with id=401 does not have required plan for this operation. "
            "Minimum plan is SCALE while the organization has ESSENTIALS.",
        )


async def test_the_key_of_a_managed_organization_ends_as_asked(casey: Api, clock: StillClock) -> None:
    body = {"name": "Branch", "apiKeyDaysValid": 1}
    key = (await casey.data("POST", MANAGED, json=body, status=201))["apiKey"]
    clock.forward(days=1)
    assert (await Api(casey.world, key).refusal("GET", "/v2/me"))[1].endswith("expired")
    both = {"name": "Branch", "apiKeyDaysValid": 1, "apiKeyNeverExpires": True}
    assert (await casey.refusal("POST", MANAGED, json=both))[0] == 400
    assert len(await casey.data("GET", MANAGED)) == 1
