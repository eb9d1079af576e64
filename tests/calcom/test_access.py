"""What may be done is known before it is tried, and what is missing has a name."""

from typing import Any

import pytest

from bot.calcom.access import Access, Standing, covers
from bot.scheduling.calendar import Forbidden

MEMBER, ADMIN, OWNER = Standing("MEMBER"), Standing("ADMIN"), Standing("OWNER")


def access(team: Standing | None = None, organization: Standing | None = None) -> Access:
    return Access(True, teams={3: team}, organizations={1: organization}, team_organizations={3: 1})


@pytest.mark.parametrize(
    ("held", "needed", "covered"),
    [
        ("BOOKING_READ", "BOOKING_READ", True),
        ("BOOKING_READ", "BOOKING_WRITE", False),
        ("ORG_BOOKING_READ", "TEAM_BOOKING_READ", True),
        ("TEAM_BOOKING_READ", "ORG_BOOKING_READ", False),
        ("ORG_BOOKING_READ", "BOOKING_READ", False),
        ("TEAM_BOOKING_READ", "BOOKING_READ", False),
    ],
)
def test_a_scope_covers_itself_and_that_of_an_organization_its_teams(held: str, needed: str, covered: bool) -> None:
    assert covers(frozenset({held}), needed) is covered


@pytest.mark.parametrize(
    ("team", "organization", "allowed"),
    [
        (OWNER, None, True),
        (ADMIN, MEMBER, True),
        (MEMBER, ADMIN, True),
        (None, OWNER, True),
        (MEMBER, MEMBER, False),
        (MEMBER, None, False),
        (None, MEMBER, False),
        (None, None, False),
        (Standing("OWNER", accepted=False), MEMBER, False),
    ],
)
def test_an_owner_stands_over_an_admin_and_an_organization_over_its_teams(
    team: Standing | None, organization: Standing | None, allowed: bool
) -> None:
    assert bool(access(team, organization).may("eventType.update", team=3)) is allowed


def test_a_member_may_look_but_only_in_a_team_of_theirs() -> None:
    assert access(MEMBER, MEMBER).may("booking.read", team=3)
    assert not access(None, MEMBER).may("booking.read", team=3)
    assert access(None, MEMBER).may("organization.listMembers", organization=1)


@pytest.mark.parametrize("permission", ["booking.update", "booking.*", "*.*"])
def test_a_custom_role_grants_what_the_role_would_not(permission: str) -> None:
    custom = Standing("MEMBER", permissions=frozenset({permission}))
    assert access(custom, MEMBER).may("booking.update", team=3)
    assert not access(custom, MEMBER).may("eventType.delete", team=3) or permission == "*.*"


def test_without_the_permission_the_role_still_counts() -> None:
    custom = Standing("ADMIN", permissions=frozenset({"booking.read"}))
    assert access(custom, MEMBER).may("eventType.delete", team=3)


def test_a_no_names_what_is_missing_and_can_be_raised() -> None:
    verdict = access(MEMBER, MEMBER).may("booking.update", team=3)
    assert not verdict
    assert verdict.reason == "It takes the role admin or the permission booking.update in team 3."
    with pytest.raises(Forbidden) as caught:
        verdict.require()
    assert (caught.value.role, caught.value.permission, caught.value.scope) == ("ADMIN", "booking.update", None)


def test_a_scope_that_is_missing_is_named() -> None:
    limited = Access(True, True, scopes=frozenset({"BOOKING_READ", "ORG_EVENT_TYPE_READ"}))
    assert limited.may("booking.read")
    assert limited.may("eventType.read", team=3)
    assert limited.may("booking.update").scope == "BOOKING_WRITE"
    assert limited.may("booking.update", team=3).scope == "TEAM_BOOKING_WRITE"
    assert limited.may("organization.changeMemberRole", organization=1).scope == "ORG_MEMBERSHIP_WRITE"


def test_what_is_not_known_forbids_nothing() -> None:
    verdict = Access(True).may("booking.update", team=3)
    assert verdict
    assert "not known" in verdict.reason


def test_without_a_credential_only_what_is_public_may_be_done(desk: Any) -> None:
    client, _ = desk.client(api_key=None)
    assert not client.access.may("booking.update")
    assert not client.access.may(client.bookings.confirm)
    assert client.access.may(client.bookings.create)
    assert client.access.may(client.slots.list)


def test_a_verb_of_the_client_can_be_asked_about(desk: Any) -> None:
    client, _ = desk.client()
    client.access.teams[3] = MEMBER
    assert client.access.may(client.bookings.confirm)
    assert not client.access.may(client.teams.bookings.list, team=3)
    assert client.access.may(client.teams.event_types.list, team=3)
    with pytest.raises(ValueError, match="not a verb"):
        client.access.may(client.aclose)
    with pytest.raises(ValueError, match="no permission"):
        client.access.may("everything")


async def test_a_role_that_is_known_not_to_be_enough_is_not_tried(desk: Any) -> None:
    client, transport = desk.client()
    client.access.organizations[1] = MEMBER
    with pytest.raises(Forbidden) as caught:
        await client.organizations.roles.get(1, "role-1")
    assert caught.value.role == "ADMIN"
    assert transport.requests == []


async def test_the_standing_of_an_admin_is_learned_from_cal_com(sandbox: Any) -> None:
    client = sandbox.client("cal_sandbox_admin")
    await client.learn_access()
    (organization,) = client.access.organizations
    assert client.access.organizations[organization] == ADMIN
    assert client.access.may(client.organizations.roles.create, organization=organization)


async def test_whoever_may_not_ask_for_their_standing_is_left_to_cal_com(sandbox: Any) -> None:
    admin, member = sandbox.client("cal_sandbox_admin"), sandbox.client("cal_sandbox_alex")
    await admin.learn_access()
    (organization,) = admin.access.organizations
    await member.learn_access()
    assert organization not in member.access.organizations  # there are custom roles
    with pytest.raises(Forbidden):
        await member.organizations.roles.create(organization, name="Boss")


async def test_a_member_is_known_as_one_where_there_are_no_custom_roles(desk: Any) -> None:
    of_team = {"id": 5, "userId": 7, "teamId": 3, "accepted": True, "role": "MEMBER"}
    client, transport = desk.client(
        desk.ok({"id": 7, "organizationId": 1}),
        desk.ok([{"id": "owner", "name": "Owner", "type": "SYSTEM"}]),
        desk.ok([{"id": 4, "userId": 8, "accepted": True, "role": "OWNER"}, of_team | {"teamId": 1}]),
        desk.ok([of_team]),
    )
    await client.learn_access(team=3)
    assert client.access.organizations == {1: MEMBER}
    assert client.access.teams == {3: MEMBER}
    assert client.access.may("booking.read", team=3)
    assert client.access.may("booking.update", team=3).role == "ADMIN"
    assert transport.steps == []
