"""Memberships, roles, managed organizations and push subscriptions: against the sandbox, and what is sent and read."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.types.notifications import PushToken
from bot.scheduling.calendar import Forbidden, InvalidArgument, NotFound, Rejected, Unauthorized
from tests.calcom.conftest import Desk, Sandbox

ORGANIZATION, TEAM, BAILEY, ALEX, CASEY = 401, 301, 101, 102, 103
TOKEN: PushToken = SecretStr("ExponentPushToken[canary-of-a-phone]")
Verb = Callable[[CalcomClient], Awaitable[Any]]


@pytest.fixture
def casey(sandbox: Sandbox) -> CalcomClient:
    """The admin of the organization."""
    return sandbox.client("cal_sandbox_admin")


# Memberships


async def test_the_members_of_an_organization_are_listed_with_their_roles(casey: CalcomClient) -> None:
    members = await casey.organizations.memberships.list(ORGANIZATION).all()
    assert [(one.user_id, one.role, one.accepted) for one in members] == [
        (BAILEY, "MEMBER", True),
        (ALEX, "MEMBER", True),
        (CASEY, "ADMIN", True),
    ]
    assert members[0].user is not None
    assert members[0].user.email == "bailey@acme.example"
    assert members[0].attributes == ()
    assert await casey.organizations.memberships.get(ORGANIZATION, members[0].id) == members[0]


async def test_a_membership_is_changed_ended_and_begun_again(casey: CalcomClient) -> None:
    memberships = casey.organizations.memberships
    alex = next(one for one in await memberships.list(ORGANIZATION).all() if one.user_id == ALEX)
    assert (await memberships.update(ORGANIZATION, alex.id, role="ADMIN")).role == "ADMIN"
    assert (await memberships.delete(ORGANIZATION, alex.id)).user_id == ALEX
    with pytest.raises(NotFound):
        await memberships.get(ORGANIZATION, alex.id)
    invited = await memberships.create(ORGANIZATION, user_id=ALEX, role="MEMBER")
    assert not invited.accepted
    accepted = await memberships.update(ORGANIZATION, invited.id, accepted=True, disable_impersonation=True)
    assert (accepted.accepted, accepted.disable_impersonation) == (True, True)


async def test_the_admin_of_a_team_changes_who_is_in_it(sandbox: Sandbox) -> None:
    memberships = sandbox.client("cal_sandbox_bailey").organizations.teams.memberships
    assert {one.user_id for one in await memberships.list(ORGANIZATION, TEAM).all()} == {BAILEY, ALEX}
    casey = await memberships.create(ORGANIZATION, TEAM, user_id=CASEY, role="MEMBER", accepted=True)
    assert (casey.team_id, casey.accepted) == (TEAM, True)
    assert (await memberships.update(ORGANIZATION, TEAM, casey.id, role="OWNER")).role == "OWNER"
    assert (await memberships.get(ORGANIZATION, TEAM, casey.id)).role == "OWNER"
    await memberships.delete(ORGANIZATION, TEAM, casey.id)
    with pytest.raises(NotFound):
        await memberships.get(ORGANIZATION, TEAM, casey.id)
    with pytest.raises((Rejected, NotFound)):
        await memberships.create(ORGANIZATION, TEAM, user_id=987, role="MEMBER")


async def test_a_member_may_see_what_a_custom_role_permits_and_change_nothing(sandbox: Sandbox) -> None:
    alex = sandbox.client("cal_sandbox_alex").organizations
    assert await alex.memberships.list(ORGANIZATION).all()
    with pytest.raises(Forbidden) as refused:
        await alex.memberships.create(ORGANIZATION, user_id=BAILEY, role="MEMBER")
    assert refused.value.role == "ORG_ADMIN"
    with pytest.raises(Forbidden):
        await sandbox.client("cal_sandbox_bailey").organizations.roles.list(ORGANIZATION).all()


# Roles


async def test_a_role_is_made_read_changed_and_deleted(casey: CalcomClient) -> None:
    roles = casey.organizations.roles
    made = await roles.create(
        ORGANIZATION, name="Booker", color="#0ea5e9", permissions=["booking.read", "booking.update"]
    )
    assert (made.type, made.organization_id, made.permissions) == (
        "CUSTOM",
        ORGANIZATION,
        ("booking.read", "booking.update"),
    )
    assert made.created_at is not None
    assert [role.name for role in await roles.list(ORGANIZATION).all()] == ["Front Desk", "Booker"]
    changed = await roles.update(ORGANIZATION, made.id, description="Books for others", permissions=[])
    assert (changed.name, changed.description, changed.permissions) == ("Booker", "Books for others", ())
    with pytest.raises(Rejected):
        await roles.create(ORGANIZATION, name="Booker")
    await roles.delete(ORGANIZATION, made.id)
    with pytest.raises(NotFound):
        await roles.get(ORGANIZATION, made.id)


async def test_permissions_are_added_replaced_and_taken(casey: CalcomClient) -> None:
    roles = casey.organizations.roles
    role = await roles.create(ORGANIZATION, name="Booker")
    permissions = roles.permissions
    added = await permissions.add(ORGANIZATION, role.id, permissions=["booking.read", "team.read", "webhook.read"])
    assert added == ["booking.read", "team.read", "webhook.read"]
    await permissions.remove(ORGANIZATION, role.id, permissions=["booking.read", "team.read"])
    assert await permissions.list(ORGANIZATION, role.id) == ["webhook.read"]
    assert await permissions.replace(
        ORGANIZATION, role.id, permissions=["booking.*", "organization.attributes.read"]
    ) == ["booking.*", "organization.attributes.read"]
    await permissions.remove_one(ORGANIZATION, role.id, "booking.*")
    assert (await roles.get(ORGANIZATION, role.id)).permissions == ("organization.attributes.read",)
    assert await permissions.replace(ORGANIZATION, role.id, permissions=[]) == []


# Managed organizations


async def test_an_organization_manages_another(casey: CalcomClient, sandbox: Sandbox) -> None:
    managed = casey.organizations.managed
    made = await managed.create(ORGANIZATION, name="Acme Labs", slug="acme-labs", metadata={"plan": "gold"})
    assert made.api_key is not None
    assert made.api_key.get_secret_value() not in repr(made)
    assert (await sandbox.client(made.api_key.get_secret_value()).me.get()).email == "casey@acme.example"
    await managed.create(ORGANIZATION, name="Acme Shop", api_key_never_expires=True)

    every = managed.list(ORGANIZATION)
    assert [one.name for one in await every.all()] == ["Acme Labs", "Acme Shop"]
    assert every.total == 2
    for found in (
        managed.list(ORGANIZATION, slug="acme-labs"),
        managed.list(ORGANIZATION, metadata_key="plan", metadata_value="gold"),
    ):
        assert [one.id for one in await found.all()] == [made.id]

    renamed = await managed.update(ORGANIZATION, made.id, name="Acme Lab", metadata={"plan": "silver", "seats": 3})
    assert (renamed.name, renamed.metadata) == ("Acme Lab", {"plan": "silver", "seats": 3})
    assert await managed.get(ORGANIZATION, made.id) == renamed
    await managed.delete(ORGANIZATION, made.id)
    with pytest.raises(NotFound):
        await managed.get(ORGANIZATION, made.id)


async def test_a_platforms_client_acts_for_its_organization_where_nobody_else_does(sandbox: Sandbox) -> None:
    platform = sandbox.platform()
    assert await platform.organizations.managed.list(ORGANIZATION).all() == []
    assert len(await platform.organizations.memberships.list(ORGANIZATION).all()) == 3
    with pytest.raises(Unauthorized):
        await platform.api_keys.refresh()


# Push subscriptions


async def test_a_phone_is_subscribed_once_and_unsubscribed(sandbox: Sandbox) -> None:
    notifications = sandbox.client("cal_sandbox_bailey").notifications
    first = await notifications.subscribe(token=TOKEN, platform="IOS", device_id="phone-1")
    again = await notifications.subscribe(token=TOKEN, platform="IOS", device_id="phone-2")
    assert (first.id, first.type, again.device_id) == (again.id, "APP_PUSH", "phone-2")
    assert first.identifier == TOKEN
    assert "canary" not in repr(first)
    await notifications.unsubscribe(token=TOKEN)
    with pytest.raises(NotFound):
        await notifications.unsubscribe(token=TOKEN)


async def test_unsubscribing_names_the_phone_in_the_body(desk: Desk) -> None:
    client, transport = desk.client(desk.ok(None, message="App push subscription removed successfully"))
    await client.notifications.unsubscribe(token=TOKEN)
    assert transport.request.method == "DELETE"
    assert transport.query == {}
    assert transport.body == {"token": "ExponentPushToken[canary-of-a-phone]"}


# What is sent


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda c: c.organizations.memberships.create(1, user_id=2, role="BOSS"), "role"),
        (lambda c: c.organizations.memberships.update(1, "first"), "membership_id"),
        (lambda c: c.organizations.roles.create(1, name=""), "name"),
        (lambda c: c.organizations.roles.create(1, name="a", permissions=["booking"]), "permissions.0"),
        (lambda c: c.organizations.roles.permissions.add(1, "r", permissions="booking.read"), "permissions"),
        (lambda c: c.organizations.roles.permissions.remove_one(1, "r", "every thing"), "permission"),
        (lambda c: c.organizations.managed.create(1, name="A", slug="Not A Slug"), "slug"),
        (lambda c: c.organizations.managed.create(1, name="A", metadata={"k" * 41: "v"}), "metadata"),
        (lambda c: c.organizations.managed.create(1, name="A", api_key_days_valid=0), "api_key_days_valid"),
        (
            lambda c: c.organizations.managed.create(1, name="A", api_key_days_valid=3, api_key_never_expires=True),
            "api_key_never_expires",
        ),
        (lambda c: c.notifications.subscribe(token=SecretStr("canary"), platform="IOS", device_id="d"), "token"),
        (lambda c: c.notifications.subscribe(token=TOKEN, platform="WEB", device_id="d"), "platform"),
    ],
)
async def test_what_cal_com_would_refuse_is_refused_before_it_is_sent(desk: Desk, call: Verb, argument: str) -> None:
    client, transport = desk.client()
    with pytest.raises(InvalidArgument) as caught:
        await call(client)
    assert caught.value.argument == argument
    assert "canary" not in str(caught.value)
    assert transport.requests == []


async def test_an_unknown_argument_is_an_error_before_anything_is_sent(desk: Desk) -> None:
    client, transport = desk.client()
    with pytest.raises(TypeError):
        await client.organizations.memberships.create(1, user_id=2, role="MEMBER", admin=True)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        client.organizations.roles.list(1, name="a")  # type: ignore[call-arg]
    assert transport.requests == []


async def test_permissions_to_remove_go_out_joined_by_commas(desk: Desk) -> None:
    client, transport = desk.client(desk.ok(None, 204))
    await client.organizations.roles.permissions.remove(1, "r", permissions=["booking.read", "team.read"])
    assert transport.request.url.path == "/v2/organizations/1/roles/r/permissions"
    assert transport.query == {"permissions": "booking.read,team.read"}


async def test_a_full_page_of_members_is_followed_by_the_next(desk: Desk) -> None:
    """Cal.com does not say whether there are more (facts 1.7)."""

    def member(number: int) -> dict[str, Any]:
        return {"id": number, "userId": number, "teamId": 1, "accepted": True, "role": "MEMBER", "user": None}

    client, transport = desk.client(desk.ok([member(n) for n in range(250)]), desk.ok([member(250)]))
    members = client.organizations.memberships.list(1)
    assert len(await members.all()) == 251
    assert members.total is None
    assert [dict(request.url.params) for request in transport.requests] == [
        {"take": "250", "skip": "0"},
        {"take": "250", "skip": "250"},
    ]


# What is read


async def test_a_membership_is_read_with_nulls_and_with_what_nobody_foresaw(desk: Desk) -> None:
    text = {"id": "a1", "name": "Desk", "type": "TEXT", "option": "4th floor", "optionId": "o1"}
    number = {"id": "a2", "name": "Floor", "type": "NUMBER", "option": 4, "optionId": "o2"}
    many = {"id": "a3", "name": "Skills", "type": "MULTI_SELECT", "options": [{"option": "Go", "optionId": "o3"}]}
    client, _ = desk.client(
        desk.ok(
            {
                "id": 1,
                "userId": 2,
                "teamId": 3,
                "accepted": None,
                "role": "GUEST_OF_HONOUR",
                "disableImpersonation": None,
                "user": {"email": "ana@example.com", "username": None, "bio": None, "metadata": None},
                "attributes": [text, number, many],
                "since": "always",
            }
        )
    )
    found = await client.organizations.memberships.get(3, 1)
    assert (found.role, found.accepted, found.disable_impersonation) == ("GUEST_OF_HONOUR", False, False)
    assert [one.option for one in found.attributes] == ["4th floor", 4, None]
    assert found.model_extra == {"since": "always"}


async def test_a_role_is_read_with_nulls(desk: Desk) -> None:
    role = {
        "id": "r",
        "name": "Owner",
        "color": None,
        "organizationId": None,
        "type": "ANCIENT",
        "permissions": ["*.*"],
    }
    client, _ = desk.client(desk.ok([role]))
    (found,) = await client.organizations.roles.list(1).all()
    assert (found.color, found.type, found.permissions, found.updated_at) == (None, "ANCIENT", ("*.*",), None)
