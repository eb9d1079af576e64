"""/v2/teams/{teamId}/event-types: made, read, changed and deleted by the team's admins (facts 17)."""

from typing import Any

from bot.sandbox.answers import event_type_answer
from bot.sandbox.catalogue import change_event_type, children_of, create_event_type, delete_event_type
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import EventType, Team
from bot.sandbox.resources.event_type_bodies import TeamCreateBody, TeamPart, TeamUpdateBody, changes_of, spec_of
from bot.sandbox.resources.event_types import deleted_answer
from bot.sandbox.resources.targets import team_event_type, team_of
from bot.sandbox.validation import by_global_validation
from bot.sandbox.world import World


def _create(call: Call) -> Answer:
    body = by_global_validation(TeamCreateBody, call.body)
    with call.world.writing():
        team = team_of(call)
        changes = changes_of(body) | _hosts(call.world, team, body)
        # Without any hosts named a new one has none, unless all members take part.
        spec = spec_of(None, {"hosts": None if body.assign_all_team_members else (), **changes})
        _check_slug(team, spec.slug, None)
        made = create_event_type(call.world, spec, team=team)
    return Answer(_shown(call.world, made), 201)


def _shown(world: World, event_type: EventType) -> Any:
    """Of a managed one the list of it and its children, which are the hosts' own."""
    if not event_type.is_managed_parent:
        return event_type_answer(event_type)
    return [event_type_answer(one) for one in (event_type, *children_of(world, event_type))]


def _hosts(world: World, team: Team, body: TeamPart) -> dict[str, Any]:
    """Who takes part, as a spec says it. Raises Refusal for who is no member of the team."""
    if body.assign_all_team_members:
        return {"hosts": None, "mandatory_hosts": (), "host_priorities": {}}
    if body.hosts is None:
        return {}
    members = {member.id: member.username for member in team.members}
    for host in body.hosts:
        if host.user_id not in members:
            raise Refusal(404, f"Invalid user id={host.user_id}: not a member of the team with id={team.id}")
    return {
        "hosts": tuple(members[host.user_id] for host in body.hosts),
        "mandatory_hosts": tuple(members[host.user_id] for host in body.hosts if host.mandatory),
        "host_priorities": {members[host.user_id]: host.priority for host in body.hosts},
    }


def _check_slug(team: Team, slug: str, but: EventType | None) -> None:
    if any(one.slug == slug and one is not but for one in team.event_types):
        raise Refusal(400, "Team already has an event type with this slug.")


def _get(call: Call) -> Answer:
    return Answer(event_type_answer(team_event_type(call)))


def _update(call: Call) -> Answer:
    body = by_global_validation(TeamUpdateBody, call.body)
    with call.world.writing():
        event_type, team = team_event_type(call), team_of(call)
        spec = spec_of(event_type.spec, changes_of(body) | _hosts(call.world, team, body))
        _check_slug(team, spec.slug, event_type)
        change_event_type(call.world, event_type, spec, schedule_id=event_type.schedule_id)
    return Answer(_shown(call.world, event_type))


def _delete(call: Call) -> Answer:
    with call.world.writing():
        event_type = team_event_type(call)
        delete_event_type(call.world, event_type)
    return Answer(deleted_answer(event_type))


_ALL = "/v2/teams/{team_id}/event-types"
_ONE = f"{_ALL}/{{event_type_id}}"
OPERATIONS = tuple(
    Operation(
        f"team_event_types.{verb}",
        method,
        path,
        handle,
        access=Access.KEY,
        scope="TEAM_EVENT_TYPE_READ" if method == "GET" else "TEAM_EVENT_TYPE_WRITE",
        role="TEAM_ADMIN",
        permission=f"eventType.{verb if verb != 'get' else 'read'}",
    )
    for verb, method, path, handle in (
        ("create", "POST", _ALL, _create),
        ("get", "GET", _ONE, _get),
        ("update", "PATCH", _ONE, _update),
        ("delete", "DELETE", _ONE, _delete),
    )
)
