"""Roles that an organization makes for itself, and what each permits (facts 11).

They count where the organization has permissions turned on; what a role does not permit, a membership's own role may.
No access token is let in here.
"""

import builtins
from collections.abc import Sequence
from functools import cached_property

from bot.calcom.arguments import Text
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.organizations import Permission, Role

_ROLES = "/v2/organizations/{orgId}/roles"
_ROLE = f"{_ROLES}/{{roleId}}"
_PERMISSIONS = f"{_ROLE}/permissions"


class RolePermissions(Resource):
    @operation("POST", _PERMISSIONS, row="108", auth=Auth.BEARER, permission="role.update", role="org admin")
    async def add(self, org_id: int, role_id: str, *, permissions: Sequence[Permission]) -> builtins.list[str]:
        """All that the role permits then."""

    @operation("GET", _PERMISSIONS, row="109", auth=Auth.BEARER, permission="role.read", role="org admin")
    async def list(self, org_id: int, role_id: str) -> builtins.list[str]:
        """All that the role permits."""

    @operation("PUT", _PERMISSIONS, row="110", auth=Auth.BEARER, permission="role.update", role="org admin")
    async def replace(self, org_id: int, role_id: str, *, permissions: Sequence[Permission]) -> builtins.list[str]:
        """These and no others; with none the role permits nothing."""

    @operation("DELETE", _PERMISSIONS, row="111", auth=Auth.BEARER, permission="role.update", role="org admin")
    async def remove(self, org_id: int, role_id: str, *, permissions: Sequence[Permission]) -> None:
        """Takes these from the role."""

    @operation(
        "DELETE",
        f"{_PERMISSIONS}/{{permission}}",
        row="112",
        auth=Auth.BEARER,
        permission="role.update",
        role="org admin",
    )
    async def remove_one(self, org_id: int, role_id: str, permission: Permission) -> None:
        """Takes this from the role."""


class Roles(Resource):
    @cached_property
    def permissions(self) -> RolePermissions:
        return RolePermissions(self._caller)

    @operation("POST", _ROLES, row="103", auth=Auth.BEARER, permission="role.create", role="org admin")
    async def create(
        self,
        org_id: int,
        *,
        name: Text,
        color: Text | None = None,
        description: str | None = None,
        permissions: Sequence[Permission] = (),
    ) -> Role:
        """Rejected when there is one of this name."""

    @operation("GET", _ROLES, row="104", auth=Auth.BEARER, permission="role.read", role="org admin", paging=Paging())
    def list(self, org_id: int) -> Paged[Role]:
        """The organization's own."""

    @operation("GET", _ROLE, row="105", auth=Auth.BEARER, permission="role.read", role="org admin")
    async def get(self, org_id: int, role_id: str) -> Role:
        """NotFound also when it is another organization's."""

    @operation("PATCH", _ROLE, row="106", auth=Auth.BEARER, permission="role.update", role="org admin")
    async def update(
        self,
        org_id: int,
        role_id: str,
        *,
        name: Text | None = None,
        color: Text | None = None,
        description: str | None = None,
        permissions: Sequence[Permission] | None = None,
    ) -> Role:
        """Changes what is given; ``permissions`` replace those there were."""

    @operation("DELETE", _ROLE, row="107", auth=Auth.BEARER, permission="role.delete", role="org admin")
    async def delete(self, org_id: int, role_id: str) -> Role:
        """The role as it was. Whoever had it is left with what the membership allows."""
