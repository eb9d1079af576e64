"""Who belongs where: organizations, memberships of organizations and teams, and roles with their permissions.

Memberships are of a user in a team or an organization, by number. Owner is above admin, admin above member; a custom
role adds single permissions to a membership, where its organization has permissions turned on (facts 11).
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from bot.sandbox.people import Team, User
from bot.sandbox.worldfile import WorldSpec

MembershipRole = Literal["MEMBER", "ADMIN", "OWNER"]
RANKS: dict[str, int] = {"MEMBER": 0, "ADMIN": 1, "OWNER": 2}

FIRST_ORGANIZATION = 401
_FIRST_MEMBERSHIP = 701
_FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""When what a world file names was made."""


@dataclass
class Organization:
    """``manager_id`` is the organization that manages this one, if one does (facts 15)."""

    id: int
    name: str
    slug: str | None
    plan: str = "FREE"
    has_permissions: bool = False
    """Whether custom roles count."""
    manager_id: int | None = None
    metadata: dict[str, Any] | None = None


@dataclass
class Membership:
    """``team_id`` is the number of a team or of an organization."""

    id: int
    user_id: int
    team_id: int
    role: MembershipRole = "MEMBER"
    accepted: bool = True
    disable_impersonation: bool = False
    role_id: str | None = None
    """The custom role, if there is one."""


@dataclass
class Role:
    id: str
    name: str
    organization_id: int | None
    """None for the roles that every organization has."""
    permissions: list[str]
    created_at: datetime
    updated_at: datetime
    color: str | None = None
    description: str | None = None


@dataclass
class Directory:
    """Changes only within ``World.writing``."""

    organizations: list[Organization] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    """Users and the teams or organizations they left, so that a world file does not bring them back."""
    last_membership: int = _FIRST_MEMBERSHIP - 1
    last_organization: int = FIRST_ORGANIZATION - 1

    def organization(self, number: int) -> Organization | None:
        return next((one for one in self.organizations if one.id == number), None)

    def membership(self, user_id: int, team_id: int) -> Membership | None:
        """Also one that is not accepted yet."""
        return next((one for one in self.memberships if (one.user_id, one.team_id) == (user_id, team_id)), None)

    def members(self, team_id: int) -> list[Membership]:
        """In the order they came, invited ones included."""
        return [one for one in self.memberships if one.team_id == team_id]

    def has_rank(self, user_id: int, team_id: int | None, rank: MembershipRole) -> bool:
        """Whether the user is accepted there, with this role or one above it."""
        found = self.membership(user_id, team_id) if team_id is not None else None
        return found is not None and found.accepted and RANKS[found.role] >= RANKS[rank]

    def grants(self, user_id: int, team_id: int, permission: str) -> bool:
        """Whether the custom role of an accepted membership has this permission, alone or by a star."""
        found = self.membership(user_id, team_id)
        if found is None or not found.accepted:
            return False
        role = next((one for one in self.roles if one.id == found.role_id), None)
        resource = permission.rpartition(".")[0]
        return role is not None and not {permission, f"{resource}.*", "*.*"}.isdisjoint(role.permissions)

    def is_permitted(self, user_id: int, permission: str, organization_id: int | None, team_id: int | None) -> bool:
        """Whether a custom role in the organization or the team grants this, and the organization has them count."""
        organization = self.organization(organization_id) if organization_id is not None else None
        return (
            organization is not None
            and organization.has_permissions
            and any(self.grants(user_id, number, permission) for number in (organization_id, team_id) if number)
        )

    def add(self, membership: Membership) -> Membership:
        """Numbers the membership and keeps it."""
        self.last_membership += 1
        membership.id = self.last_membership
        self.memberships.append(membership)
        return membership

    def remove(self, membership: Membership) -> None:
        self.memberships.remove(membership)
        self.left.append((membership.user_id, membership.team_id))

    def keep_only(self, users: Container[int]) -> None:
        """Leaves nothing of users who are not there any more."""
        self.memberships = [one for one in self.memberships if one.user_id in users]

    def found(self, name: str, slug: str | None, **details: Any) -> Organization:
        """A new organization."""
        self.last_organization += 1
        organization = Organization(self.last_organization, name, slug, **details)
        self.organizations.append(organization)
        return organization

    def add_from(self, spec: WorldSpec, users: dict[str, User], teams: dict[str, Team]) -> None:
        """What the world file names and is not there yet."""
        if spec.organization is not None:
            self._add_organization(spec, users)
        for team in teams.values():
            roles: dict[str, MembershipRole] = dict.fromkeys(team.spec.members, "MEMBER")
            roles |= dict.fromkeys(team.spec.admins, "ADMIN")
            roles |= dict.fromkeys(team.spec.owners, "OWNER")
            for username, role in roles.items():
                self._add_new(Membership(0, users[username].id, team.id, role))

    def _add_organization(self, spec: WorldSpec, users: dict[str, User]) -> None:
        assert spec.organization is not None
        there = self.organization(FIRST_ORGANIZATION)
        if there is None:
            there = self.found(spec.organization.name, spec.organization.slug)
            for index, role in enumerate(spec.organization.roles, 1):
                self.roles.append(
                    Role(
                        id=f"role_{index}",
                        name=role.name,
                        organization_id=there.id,
                        permissions=list(role.permissions),
                        created_at=_FIRST_MOMENT,
                        updated_at=_FIRST_MOMENT,
                        color=role.color,
                        description=role.description,
                    )
                )
        # Nothing changes these but the world file.
        there.name, there.slug = spec.organization.name, spec.organization.slug
        there.plan, there.has_permissions = spec.organization.plan, spec.organization.permissions
        by_name = {role.name: role.id for role in self.roles if role.organization_id == there.id}
        ranks: dict[str, MembershipRole] = {"member": "MEMBER", "admin": "ADMIN", "owner": "OWNER"}
        for user in spec.users:
            membership = Membership(0, users[user.username].id, there.id, ranks[user.role])
            membership.role_id = by_name.get(user.custom_role or "")
            self._add_new(membership)

    def _add_new(self, membership: Membership) -> None:
        pair = (membership.user_id, membership.team_id)
        if self.membership(*pair) is None and pair not in self.left:
            self.add(membership)
