"""Organizations that another one manages (facts 15)."""

from typing import Annotated, Any

from pydantic import Field

from bot.sandbox.directory import Membership, Organization
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.paging import Page, pagination
from bot.sandbox.resources.api_keys import Days, new_key
from bot.sandbox.validation import Flag, Lenient, Rule, Text, by_global_validation

_Name = Annotated[str, Field(min_length=1), Rule("minLength", "{} must be longer than or equal to 1 characters")]
_Metadata = Annotated[dict[str, Any], Rule("isObject", "{} must be an object")]
_PLANS = ("FREE", "STARTER", "ESSENTIALS", "SCALE", "ENTERPRISE")


class _Create(Lenient):
    name: _Name
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$"), Rule("isSlug", "{} must be a valid slug")] | None = (
        None
    )
    metadata: _Metadata | None = None
    api_key_days_valid: Days | None = None
    api_key_never_expires: Flag | None = None


class _Update(Lenient):
    name: _Name | None = None
    metadata: _Metadata | None = None


class _Query(Page):
    slug: Text | None = None
    metadata_key: Text | None = None
    metadata_value: Text | None = None


def _answer(organization: Organization) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": organization.id, "name": organization.name}
    if organization.slug is not None:
        shown["slug"] = organization.slug
    if organization.metadata is not None:
        shown["metadata"] = organization.metadata
    return shown


def _manager(call: Call) -> Organization:
    """The organization of the path, if its plan is high enough."""
    number = call.path_number("org_id")
    manager = call.world.directory.organization(number)
    plan = manager.plan if manager is not None else _PLANS[0]
    if manager is None or _PLANS.index(plan) < _PLANS.index("SCALE"):
        raise Refusal(
            403,
            f"PlatformPlanGuard - organization with id={number} does not have required plan for this operation. "
            f"Minimum plan is SCALE while the organization has {plan}.",
        )
    return manager


def _managed(call: Call) -> list[Organization]:
    manager = _manager(call)
    return [one for one in call.world.directory.organizations if one.manager_id == manager.id]


def _one(call: Call) -> Organization:
    number = call.path_number("managed_organization_id")
    found = next((one for one in _managed(call) if one.id == number), None)
    if found is None:
        raise Refusal(
            404,
            f"Managed organization with id={number} within manager organization with "
            f"id={call.path_number('org_id')} not found.",
        )
    return found


def _list(call: Call) -> Answer:
    query = by_global_validation(_Query, call.query)
    found = [
        one
        for one in _managed(call)
        if query.slug in (None, one.slug)
        and (query.metadata_key is None or query.metadata_key in (one.metadata or {}))
        and (
            query.metadata_value is None
            or query.metadata_value
            in {str(value) for key, value in (one.metadata or {}).items() if query.metadata_key in (None, key)}
        )
    ]
    page = found[query.skip : query.skip + query.take]
    summary = pagination(len(found), len(page), query.take, query.skip)
    return Answer([_answer(one) for one in page], extra={"pagination": summary})


def _create(call: Call) -> Answer:
    """Whoever makes it owns it, and gets a key for it."""
    body = by_global_validation(_Create, call.body)
    manager = _manager(call)
    directory = call.world.directory
    with call.world.writing():
        if body.slug is not None and any(one.slug == body.slug for one in directory.organizations):
            raise Refusal(409, f"Organization with slug {body.slug} already exists")
        key = new_key(call, body.api_key_days_valid, body.api_key_never_expires, user_id=call.user.id)
        managed = directory.found(
            body.name, body.slug, plan=manager.plan, manager_id=manager.id, metadata=body.metadata
        )
        key.organization_id = managed.id
        directory.add(Membership(0, call.user.id, managed.id, "OWNER"))
    return Answer({**_answer(managed), "apiKey": key.key}, 201)


def _get(call: Call) -> Answer:
    return Answer(_answer(_one(call)))


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    with call.world.writing():
        organization = _one(call)
        if body.name is not None:
            organization.name = body.name
        if body.metadata is not None:
            organization.metadata = body.metadata
    return Answer(_answer(organization))


def _delete(call: Call) -> Answer:
    """With its keys, roles and memberships."""
    world = call.world
    with world.writing():
        organization = _one(call)
        directory, credentials = world.directory, world.credentials
        directory.organizations.remove(organization)
        directory.memberships = [one for one in directory.memberships if one.team_id != organization.id]
        directory.roles = [role for role in directory.roles if role.organization_id != organization.id]
        credentials.keys = [key for key in credentials.keys if key.organization_id != organization.id]
    return Answer(_answer(organization))


_ALL = "/v2/organizations/{org_id}/organizations"
_ONE = f"{_ALL}/{{managed_organization_id}}"
OPERATIONS = tuple(
    Operation(
        f"managed_organizations.{verb}",
        method,
        path,
        handle,
        access=Access.KEY,
        role="ORG_ADMIN",
        permission=f"organization.{right}",
    )
    for verb, method, path, handle, right in (
        ("create", "POST", _ALL, _create, "create"),
        ("list", "GET", _ALL, _list, "read"),
        ("get", "GET", _ONE, _get, "read"),
        ("update", "PATCH", _ONE, _update, "update"),
        ("delete", "DELETE", _ONE, _delete, "delete"),
    )
)
