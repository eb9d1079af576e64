"""Memberships of the organization and of its teams (facts 11)."""

from typing import Annotated, Any, Literal

from bot.sandbox.directory import Membership
from bot.sandbox.errors import GenericRefusal, Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.paging import page_of
from bot.sandbox.validation import Flag, Lenient, Rule, Whole, by_global_validation
from bot.sandbox.world import World

_Role = Annotated[
    Literal["MEMBER", "OWNER", "ADMIN"],
    Rule("isEnum", "{} must be one of the following values: MEMBER, OWNER, ADMIN"),
]


class _Create(Lenient):
    user_id: Whole
    role: _Role
    accepted: Flag = False
    disable_impersonation: Flag = False


class _Update(Lenient):
    role: _Role | None = None
    accepted: Flag | None = None
    disable_impersonation: Flag | None = None


def membership_answer(world: World, membership: Membership) -> dict[str, Any]:
    """Of an organization it has ``attributes`` too, of which a sandbox knows none."""
    spec = world.users_by_id[membership.user_id].spec
    shown: dict[str, Any] = {
        "id": membership.id,
        "userId": membership.user_id,
        "teamId": membership.team_id,
        "accepted": membership.accepted,
        "role": membership.role,
        "disableImpersonation": membership.disable_impersonation,
        "user": {"username": spec.username, "name": spec.name, "email": spec.email, "metadata": dict(spec.metadata)},
    }
    shown["user"] |= {"avatarUrl": spec.avatar_url} if spec.avatar_url is not None else {}
    shown["user"] |= {"bio": spec.bio} if spec.bio is not None else {}
    if world.directory.organization(membership.team_id) is not None:
        shown["attributes"] = []
    return shown


def _of(call: Call) -> int:
    """The number of the team, or else of the organization, that the path names."""
    number = call.path_number("org_id")
    if "team_id" not in call.request.path_params:
        return number
    team_id = call.path_number("team_id")
    if number != call.world.organization_id or all(team.id != team_id for team in call.world.teams.values()):
        raise Refusal(404, f"IsTeamInOrg - Team ({team_id}) not found.")
    return team_id


def _list(call: Call) -> Answer:
    members = call.world.directory.members(_of(call))
    return Answer([membership_answer(call.world, one) for one in page_of(call, members)])


def _one(call: Call) -> Membership:
    of, number = _of(call), call.path_number("membership_id")
    found = next((one for one in call.world.directory.members(of) if one.id == number), None)
    if found is None and "team_id" in call.request.path_params:
        raise Refusal(404, f"Membership with id {number} within team id {of} not found")
    if found is None:
        raise Refusal(404, f"IsMembershipInOrg - Membership ({number}) not found.")
    return found


def _get(call: Call) -> Answer:
    return Answer(membership_answer(call.world, _one(call)))


def _create(call: Call) -> Answer:
    body = by_global_validation(_Create, call.body)
    world, of = call.world, _of(call)
    is_team = "team_id" in call.request.path_params
    if body.user_id not in world.users_by_id:
        raise Refusal(404, f"User with id {body.user_id} not found")
    if is_team and world.directory.membership(body.user_id, call.path_number("org_id")) is None:
        raise Refusal(422, "User is not part of the Organization")
    with world.writing():
        there = world.directory.membership(body.user_id, of)
        if there is not None and is_team:
            raise GenericRefusal(409, "CONFLICT", "There is a membership of this user in this team already.")
        # The organization takes a second invitation for a change of the first.
        membership = there or world.directory.add(Membership(0, body.user_id, of))
        membership.role = body.role
        membership.accepted = body.accepted
        membership.disable_impersonation = body.disable_impersonation
        world.assign_members()
        return Answer(membership_answer(world, membership), 201)


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    with call.world.writing():
        membership = _one(call)
        if body.role is not None:
            membership.role = body.role
        if body.accepted is not None:
            membership.accepted = body.accepted
        if body.disable_impersonation is not None:
            membership.disable_impersonation = body.disable_impersonation
        call.world.assign_members()
        return Answer(membership_answer(call.world, membership))


def _delete(call: Call) -> Answer:
    """Who leaves the organization leaves its teams."""
    world = call.world
    with world.writing():
        membership = _one(call)
        shown = membership_answer(world, membership)
        leaving = [membership.team_id]
        if membership.team_id == world.organization_id:
            leaving += [team.id for team in world.teams.values()]
        for number in leaving:
            there = world.directory.membership(membership.user_id, number)
            if there is not None:
                world.directory.remove(there)
        world.assign_members()
    return Answer(shown)


def _operations(family: str, path: str, role: str, scope: str, permission: str) -> tuple[Operation, ...]:
    one = f"{path}/{{membership_id}}"
    rules = (
        ("create", "POST", path, _create, "WRITE", "invite"),
        ("list", "GET", path, _list, "READ", "listMembers"),
        ("get", "GET", one, _get, "READ", "listMembers"),
        ("update", "PATCH", one, _update, "WRITE", "changeMemberRole"),
        ("delete", "DELETE", one, _delete, "WRITE", "remove"),
    )
    return tuple(
        Operation(
            f"{family}.{verb}",
            method,
            where,
            handle,
            access=Access.KEY,
            scope=f"{scope}_{right}",
            role=role,
            permission=f"{permission}.{what}",
        )
        for verb, method, where, handle, right, what in rules
    )


_ORGANIZATION = "/v2/organizations/{org_id}"
OPERATIONS = (
    *_operations(
        "organization_memberships",
        f"{_ORGANIZATION}/memberships",
        "ORG_ADMIN",
        "ORG_MEMBERSHIP",
        "organization",
    ),
    *_operations(
        "team_memberships",
        f"{_ORGANIZATION}/teams/{{team_id}}/memberships",
        "TEAM_ADMIN",
        "TEAM_MEMBERSHIP",
        "team",
    ),
)
