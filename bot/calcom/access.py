"""What a credential may do, as far as it is known before it is tried (facts 11).

Three things decide: the scopes of an access token, where an ORG_ scope covers its TEAM_ scope; the role of the
membership, where owner stands over admin over member and an organization's over its teams'; and the permissions of a
custom role, which grant what the role alone would not. What is not known forbids nothing: Cal.com has the last word.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar, cast, get_args

from bot.calcom.operation import Auth, Operation
from bot.calcom.paging import Paged
from bot.calcom.resource import operation_of
from bot.calcom.types.organizations import Membership
from bot.scheduling.calendar import Forbidden, NotFound

if TYPE_CHECKING:
    from bot.calcom.families import Families

M = TypeVar("M", bound=Membership)
Role = Literal["MEMBER", "ADMIN", "OWNER"]
_ROLES = get_args(Role)

# The scope that an action on a resource wants; _READ or _WRITE and the prefix are added.
_SCOPES = {
    "booking": "BOOKING",
    "eventType": "EVENT_TYPE",
    "insights": "INSIGHTS",
    "organization": "PROFILE",
    "organization.attributes": "ATTRIBUTES",
    "routingForm": "ROUTING_FORM",
    "schedule": "SCHEDULE",
    "team": "PROFILE",
    "webhook": "WEBHOOK",
    "workflow": "WORKFLOW",
}
_MEMBERSHIP = ("invite", "remove", "changeMemberRole", "listMembers", "listMembersPrivate")


@dataclass(frozen=True)
class Verdict:
    """True when it may be tried. ``reason`` is a sentence; the others name what is missing."""

    allowed: bool
    reason: str
    scope: str | None = None
    role: str | None = None
    permission: str | None = None

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises Forbidden, which names what is missing, when it may not."""
        if not self.allowed:
            raise Forbidden(self.reason, scope=self.scope, role=self.role, permission=self.permission)


@dataclass(frozen=True)
class Standing:
    """A membership of a team or an organization. ``permissions`` are those of a custom role; None without one."""

    role: Role
    accepted: bool = True
    permissions: frozenset[str] | None = None

    def grants(self, permission: str) -> bool:
        """By the custom role alone."""
        resource = permission.rpartition(".")[0]
        held = self.permissions or frozenset()
        return self.accepted and not held.isdisjoint({permission, f"{resource}.*", "*.*"})

    def reaches(self, role: Role) -> bool:
        return self.accepted and _ROLES.index(self.role) >= _ROLES.index(role)


@dataclass
class Access:
    """What is known of one credential. ``scopes`` None: not limited by scopes, or not known."""

    has_credential: bool
    is_third_party: bool = False
    scopes: frozenset[str] | None = None
    organizations: dict[int, Standing | None] = field(default_factory=dict)
    """By id; None for one that the credential's user is known not to belong to."""
    teams: dict[int, Standing | None] = field(default_factory=dict)
    team_organizations: dict[int, int] = field(default_factory=dict)
    """Which organization a team belongs to."""

    def may(
        self,
        action: str | Callable[..., object],
        *,
        team: int | None = None,
        organization: int | None = None,
    ) -> Verdict:
        """Whether a permission (``booking.update``) or a verb of the client (``client.bookings.confirm``) may be used,
        in a team or an organization when one is named. ValueError: neither a permission nor a verb."""
        if isinstance(action, str):
            return self._may(action, _scope_of(action, team=team, organization=organization), team, organization)
        return self.of(operation_of(action), team=team, organization=organization)

    def of(self, operation: Operation, *, team: int | None = None, organization: int | None = None) -> Verdict:
        """Whether an operation may be called."""
        if operation.auth not in (Auth.BEARER, Auth.KEY):
            return Verdict(True, "Anybody may.")
        if not self.has_credential:
            return Verdict(False, "This call needs a credential, and there is none.")
        # An operation whose page names no scope lets no access token in.
        if self.is_third_party and (operation.auth is Auth.KEY or operation.scope is None):
            return Verdict(False, "This call needs an API key; an access token is not let in.", scope="an API key")
        if operation.role is None and operation.permission is None:
            return self._holds(operation.scope)
        role: Role = "MEMBER" if operation.role == "org member" else "ADMIN"
        return self._may(operation.permission, operation.scope, team, organization, role=role)

    def _may(
        self,
        permission: str | None,
        scope: str | None,
        team: int | None,
        organization: int | None,
        *,
        role: Role | None = None,
    ) -> Verdict:
        if not self.has_credential:
            return Verdict(False, "This needs a credential, and there is none.")
        if not (verdict := self._holds(scope)):
            return verdict
        if team is None and organization is None:
            return verdict
        needed: Role = role or ("MEMBER" if permission is not None and _only_reads(permission) else "ADMIN")
        return self._stands(permission, needed, team, organization)

    def _holds(self, scope: str | None) -> Verdict:
        if scope is None or self.scopes is None or covers(self.scopes, scope):
            return Verdict(True, "The credential covers it.")
        return Verdict(False, f"The access token lacks the scope {scope}.", scope=scope)

    def _stands(self, permission: str | None, role: Role, team: int | None, organization: int | None) -> Verdict:
        if organization is None and team is not None:
            organization = self.team_organizations.get(team)
        # A member of the organization has no say in a team they do not belong to; its admins have in all.
        over: Role = "ADMIN" if team is not None and role == "MEMBER" else role
        known: list[tuple[Standing | None, Role]] = []
        if team in self.teams:
            known.append((self.teams[team], role))
        if organization in self.organizations:
            known.append((self.organizations[organization], over))
        for standing, wanted in known:
            if standing is None:
                continue
            if permission is not None and standing.grants(permission):
                return Verdict(True, f"A custom role grants {permission}.")
            if standing.reaches(wanted):
                return Verdict(True, f"The role {standing.role.lower()} is enough.")
        asked = (team is not None) + (organization is not None)
        if len(known) < asked:
            return Verdict(True, "Whether the role is enough is not known.")
        place = f"team {team}" if team is not None else f"organization {organization}"
        missing = f"the role {role.lower()}" + ("" if permission is None else f" or the permission {permission}")
        return Verdict(False, f"It takes {missing} in {place}.", role=role, permission=permission)


async def learn(
    client: "Families", access: Access, *, organization: int | None = None, team: int | None = None
) -> None:
    """Asks Cal.com for the standing of the credential's user: in the organization, or in their own, and in a team of
    it. Whoever may not ask stays unknown; so does a member where there are custom roles, since nothing tells which of
    them somebody has."""
    me = await client.me.get()
    organization = me.organization_id if organization is None else organization
    if organization is None:
        return
    try:
        custom = any([role.type == "CUSTOM" async for role in client.organizations.roles.list(organization)])
    except (Forbidden, NotFound):
        custom = True
    found = await _standing(me.id, client.organizations.memberships.list(organization), custom=custom)
    if found is not None:
        access.organizations[organization] = found.standing
    if team is not None:
        access.team_organizations[team] = organization
        found = await _standing(me.id, client.organizations.teams.memberships.list(organization, team), custom=custom)
        if found is not None:
            access.teams[team] = found.standing


@dataclass(frozen=True)
class _Found:
    standing: Standing | None


async def _standing(user_id: int, memberships: Paged[M], *, custom: bool) -> _Found | None:
    """None where nothing certain can be said."""
    try:
        own = [one async for one in memberships if one.user_id == user_id]
    except (Forbidden, NotFound):
        return None
    if not own:
        return _Found(None)
    role = own[0].role
    if role not in _ROLES or (role == "MEMBER" and custom):
        return None
    return _Found(Standing(cast(Role, role), own[0].accepted))


def covers(held: frozenset[str], needed: str) -> bool:
    """Whether scopes hold one that is needed: an ORG_ scope covers its TEAM_ scope."""
    return needed in held or (needed.startswith("TEAM_") and f"ORG_{needed.removeprefix('TEAM_')}" in held)


def _only_reads(permission: str) -> bool:
    verb = permission.rpartition(".")[2]
    return verb.startswith(("read", "list"))


def _scope_of(permission: str, *, team: int | None, organization: int | None) -> str | None:
    """None where no scope is known to be about it."""
    resource, _, verb = permission.rpartition(".")
    if not resource or not verb:
        raise ValueError(f"{permission!r} is no permission; one looks like booking.update")
    name = "MEMBERSHIP" if verb in _MEMBERSHIP else _SCOPES.get(resource)
    if name is None:
        return None
    prefix = "ORG_" if organization is not None and team is None else "TEAM_" if team is not None else ""
    if resource.startswith("organization"):
        prefix = "ORG_"
    elif resource == "team":
        prefix = prefix or "TEAM_"
    return f"{prefix}{name}_{'READ' if _only_reads(permission) else 'WRITE'}"
