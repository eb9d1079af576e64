"""/v2/event-types: listed, read, made, changed and deleted (facts 5.1 to 5.3)."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from bot.sandbox.answers import event_type_answer
from bot.sandbox.catalogue import change_event_type, create_event_type, delete_event_type
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import EventType, User
from bot.sandbox.resources.event_type_bodies import CreateBody, UpdateBody, changes_of, spec_of
from bot.sandbox.resources.targets import owned_event_type
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


def _create(call: Call) -> Answer:
    body = by_global_validation(CreateBody, call.body)
    spec = spec_of(None, changes_of(body))
    with call.world.writing():
        _check_slug(call.user.event_types, spec.slug, None)
        _check_schedule(call.user, body.schedule_id)
        made = create_event_type(call.world, spec, owner=call.user, schedule_id=body.schedule_id)
    return Answer(event_type_answer(made), 201)


def _update(call: Call) -> Answer:
    body = by_global_validation(UpdateBody, call.body)
    with call.world.writing():
        event_type = owned_event_type(call)
        spec = spec_of(event_type.spec, changes_of(body))
        _check_slug(call.user.event_types, spec.slug, event_type)
        _check_schedule(call.user, body.schedule_id)
        schedule_id = body.schedule_id if "schedule_id" in body.model_fields_set else event_type.schedule_id
        change_event_type(call.world, event_type, spec, schedule_id=schedule_id)
    return Answer(event_type_answer(event_type))


def _check_slug(there: list[EventType], slug: str, but: EventType | None) -> None:
    if any(one.slug == slug and one is not but for one in there):
        raise Refusal(400, "User already has an event type with this slug.")


def _check_schedule(user: User, schedule_id: int | None) -> None:
    if schedule_id is not None and all(schedule.id != schedule_id for schedule in user.schedules):
        raise Refusal(404, f"User with ID={user.id} does not own schedule with ID={schedule_id}")


def _delete(call: Call) -> Answer:
    with call.world.writing():
        event_type = owned_event_type(call)
        delete_event_type(call.world, event_type)
    return Answer(deleted_answer(event_type))


def deleted_answer(event_type: EventType) -> dict[str, Any]:
    """What is said of one that is gone."""
    spec = event_type.spec
    return {
        "id": event_type.id,
        "lengthInMinutes": spec.length_in_minutes,
        "title": spec.title,
        "slug": spec.slug,
    }


_VERSIONS = frozenset({"2024-06-14", "2024-08-13"})
_ONE = "/v2/event-types/{event_type_id}"
OPERATIONS = (
    Operation("event_types.list", "GET", "/v2/event-types", _list, versions=_VERSIONS),
    *(
        Operation(
            f"event_types.{verb}",
            method,
            path,
            handle,
            versions=_VERSIONS,
            access=Access.KEY,
            scope="EVENT_TYPE_READ" if method == "GET" else "EVENT_TYPE_WRITE",
        )
        for verb, method, path, handle in (
            ("create", "POST", "/v2/event-types", _create),
            ("get", "GET", _ONE, _get),
            ("update", "PATCH", _ONE, _update),
            ("delete", "DELETE", _ONE, _delete),
        )
    ),
)
