"""GET /v2/event-types and one of them (facts 5.1, 5.2)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from bot.sandbox.answers import event_type_answer
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import EventType, User
from bot.sandbox.validation import Lenient, QueryNumber, Rule, Text, by_global_validation, comma_list
from bot.sandbox.world import World


class _Query(Lenient):
    username: Text | None = None
    event_slug: Text | None = None
    usernames: Annotated[list[str], BeforeValidator(comma_list), Rule("isArray", "{} must be an array")] | None = None
    org_slug: Text | None = None
    org_id: QueryNumber | None = None
    sort_created_at: (
        Annotated[
            Literal["asc", "desc"],
            Rule("isIn", 'SortCreatedAt must be either "asc" or "desc".'),
        ]
        | None
    ) = None


def _list(call: Call) -> Answer:
    query = by_global_validation(_Query, call.query)
    found = _found(call, query)
    if query.sort_created_at == "desc":
        found = found[::-1]
    return Answer([event_type_answer(event_type, hidden_questions=False) for event_type in found])


def _found(call: Call, query: _Query) -> list[EventType]:
    world = call.world
    organization = world.organization.slug if world.organization is not None else None
    if query.org_slug not in (None, organization) or query.org_id not in (None, world.organization_id):
        return []
    if query.usernames:
        users = [world.users[username] for username in query.usernames if username in world.users]
        return [world.dynamic_event(users)] if len(users) == len(query.usernames) > 1 else []
    if query.username is None:
        return list(call.caller.event_types) if call.caller is not None else []
    user = world.users.get(query.username)
    if user is None:
        return []
    return [
        event_type
        for event_type in user.event_types
        if (not event_type.spec.hidden or user is call.caller) and query.event_slug in (None, event_type.slug)
    ]


def _get(call: Call) -> Answer:
    number = call.path_number("event_type_id")
    event_type = call.world.event_types.get(number)
    if event_type is None or not _may_see(call.world, call.user, event_type):
        raise Refusal(404, f"Event type with id {number} not found")
    return Answer(event_type_answer(event_type))


def _may_see(world: World, user: User, event_type: EventType) -> bool:
    """Its owner, its hosts, its team and the admins of the organization."""
    members = event_type.team.members if event_type.team is not None else []
    return event_type.owner is user or user in event_type.hosts or user in members or world.is_admin(user)


_VERSIONS = frozenset({"2024-06-14", "2024-08-13"})
OPERATIONS = (
    Operation("event_types.list", "GET", "/v2/event-types", _list, versions=_VERSIONS),
    Operation(
        "event_types.get",
        "GET",
        "/v2/event-types/{event_type_id}",
        _get,
        versions=_VERSIONS,
        access=Access.KEY,
        scope="EVENT_TYPE_READ",
    ),
)
