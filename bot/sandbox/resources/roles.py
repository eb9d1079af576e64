"""Custom roles of the organization, and the permissions of each (facts 11)."""

import re
from typing import Annotated, Any

from pydantic import Field

from bot.sandbox.directory import Role
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.paging import page_of
from bot.sandbox.validation import Lenient, Rule, Text, by_global_validation

# The names that the pages list are incomplete, so the form is all that is checked.
_FORM = re.compile(r"([A-Za-z]+(\.[A-Za-z]+)*|\*)\.([A-Za-z]+|\*)")
_Permissions = Annotated[list[str], Rule("isArray", "{} must be an array of strings")]
_Name = Annotated[str, Field(min_length=1), Rule("minLength", "{} must be longer than or equal to 1 characters")]


class _Create(Lenient):
    name: _Name
    color: Text | None = None
    description: Text | None = None
    permissions: _Permissions | None = None


class _Update(Lenient):
    name: _Name | None = None
    color: Text | None = None
    description: Text | None = None
    permissions: _Permissions | None = None


class _Some(Lenient):
    permissions: _Permissions


def _answer(role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "name": role.name,
        "color": role.color,
        "description": role.description,
        "organizationId": role.organization_id,
        "type": "CUSTOM",
        "permissions": list(role.permissions),
        "createdAt": timestamp(role.created_at),
        "updatedAt": timestamp(role.updated_at),
    }


def _of_organization(call: Call) -> list[Role]:
    number = call.path_number("org_id")
    return [role for role in call.world.directory.roles if role.organization_id == number]


def _one(call: Call) -> Role:
    role_id = call.path("role_id")
    found = next((role for role in _of_organization(call) if role.id == role_id), None)
    if found is None:
        raise Refusal(404, f"Role with id {role_id} within team id {call.path_number('org_id')} not found")
    return found


def _check_name(call: Call, name: str, *, other_than: Role | None = None) -> None:
    if any(role.name == name for role in _of_organization(call) if role is not other_than):
        raise Refusal(400, f'Role with name "{name}" already exists')


def _checked(permissions: list[str]) -> list[str]:
    """Each once. Raises Refusal for what cannot be a permission."""
    for permission in permissions:
        if not _FORM.fullmatch(permission):
            raise Refusal(
                400,
                f"Permission '{permission}' must be a valid permission string in format 'resource.action' "
                "(e.g., 'eventType.read', 'booking.create')",
            )
    return list(dict.fromkeys(permissions))


def _list(call: Call) -> Answer:
    return Answer([_answer(role) for role in page_of(call, _of_organization(call))])


def _get(call: Call) -> Answer:
    return Answer(_answer(_one(call)))


def _create(call: Call) -> Answer:
    body = by_global_validation(_Create, call.body)
    permissions = _checked(body.permissions or [])
    with call.world.writing():
        _check_name(call, body.name)
        now = call.world.now()
        role = Role(
            id=call.world.long_uid(),
            name=body.name,
            organization_id=call.path_number("org_id"),
            permissions=permissions,
            created_at=now,
            updated_at=now,
            color=body.color,
            description=body.description,
        )
        call.world.directory.roles.append(role)
    return Answer(_answer(role), 201)


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    permissions = _checked(body.permissions) if body.permissions is not None else None
    with call.world.writing():
        role = _one(call)
        if body.name is not None:
            _check_name(call, body.name, other_than=role)
            role.name = body.name
        if body.color is not None:
            role.color = body.color
        if body.description is not None:
            role.description = body.description
        if permissions is not None:
            role.permissions = permissions
        role.updated_at = call.world.now()
    return Answer(_answer(role))


def _delete(call: Call) -> Answer:
    """Whoever held the role is left with what the membership allows."""
    with call.world.writing():
        role = _one(call)
        call.world.directory.roles.remove(role)
        for membership in call.world.directory.memberships:
            if membership.role_id == role.id:
                membership.role_id = None
    return Answer(_answer(role))


def _set(call: Call, permissions: list[str]) -> list[str]:
    """The caller is ``writing``."""
    role = _one(call)
    role.permissions = _checked(permissions)
    role.updated_at = call.world.now()
    return list(role.permissions)


def _permissions(call: Call) -> Answer:
    return Answer(list(_one(call).permissions))


def _add(call: Call) -> Answer:
    body = by_global_validation(_Some, call.body)
    with call.world.writing():
        return Answer(_set(call, [*_one(call).permissions, *body.permissions]))


def _replace(call: Call) -> Answer:
    body = by_global_validation(_Some, call.body)
    with call.world.writing():
        return Answer(_set(call, body.permissions))


def _remove_some(call: Call) -> Answer:
    named = [part.strip() for text in call.request.query_params.getlist("permissions") for part in text.split(",")]
    gone = _checked([part for part in named if part])
    with call.world.writing():
        _set(call, [permission for permission in _one(call).permissions if permission not in gone])
    return Answer(status=204)


def _remove_one(call: Call) -> Answer:
    with call.world.writing():
        _set(call, [permission for permission in _one(call).permissions if permission != call.path("permission")])
    return Answer(status=204)


_ROLES = "/v2/organizations/{org_id}/roles"
_ROLE = f"{_ROLES}/{{role_id}}"
_PERMISSIONS = f"{_ROLE}/permissions"
OPERATIONS = tuple(
    Operation(name, method, path, handle, access=Access.KEY, role="ORG_ADMIN", permission=permission)
    for name, method, path, handle, permission in (
        ("roles.create", "POST", _ROLES, _create, "role.create"),
        ("roles.list", "GET", _ROLES, _list, "role.read"),
        ("roles.get", "GET", _ROLE, _get, "role.read"),
        ("roles.update", "PATCH", _ROLE, _update, "role.update"),
        ("roles.delete", "DELETE", _ROLE, _delete, "role.delete"),
        ("role_permissions.add", "POST", _PERMISSIONS, _add, "role.update"),
        ("role_permissions.list", "GET", _PERMISSIONS, _permissions, "role.read"),
        ("role_permissions.replace", "PUT", _PERMISSIONS, _replace, "role.update"),
        ("role_permissions.remove_some", "DELETE", _PERMISSIONS, _remove_some, "role.update"),
        ("role_permissions.remove", "DELETE", f"{_PERMISSIONS}/{{permission}}", _remove_one, "role.update"),
    )
)
