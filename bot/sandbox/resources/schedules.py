"""/v2/schedules: the hours in which people can be booked (facts 6)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.answers import schedule_answer
from bot.sandbox.catalogue import change_schedule, create_schedule, delete_schedule
from bot.sandbox.errors import Refusal, ValidationRefusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import NINE_TO_FIVE, OwnedSchedule
from bot.sandbox.validation import Flag, IsoInstant, Lenient, Rule, Zone, by_global_validation, parse_instant
from bot.sandbox.worldfile import ScheduleSpec

_DAYS = "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"
_WallTime = Annotated[
    str,
    Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"),
    Rule("matches", "{} must be a valid time in format HH:MM (24-hour)"),
]
_Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class _Availability(Lenient):
    days: Annotated[list[_Day], Rule("isEnum", f"each value in {{}} must be one of the following values: {_DAYS}")]
    start_time: _WallTime
    end_time: _WallTime


class _Override(Lenient):
    date: IsoInstant
    start_time: _WallTime
    end_time: _WallTime


class _Update(Lenient):
    name: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")] | None = None
    time_zone: Zone | None = None
    availability: Annotated[list[_Availability], Rule("isArray", "{} must be an array")] | None = None
    is_default: Flag | None = None
    overrides: Annotated[list[_Override], Rule("isArray", "{} must be an array")] | None = None


class _Create(_Update):
    name: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]
    time_zone: Zone
    is_default: Flag


def _spec(before: ScheduleSpec, body: _Update) -> ScheduleSpec:
    """Lists are replaced whole."""
    changes: dict[str, Any] = {}
    if body.name is not None:
        changes["name"] = body.name
    if body.availability is not None:
        changes["availability"] = [_hours(one.model_dump(), "availability") for one in body.availability]
    if body.overrides is not None:
        changes["overrides"] = [
            _hours({**one.model_dump(), "date": parse_instant(one.date).date()}, "overrides") for one in body.overrides
        ]
    return ScheduleSpec.model_validate(before.model_dump() | changes)


def _hours(hours: dict[str, Any], property_: str) -> dict[str, Any]:
    """An end of 00:00 is that of the day; equal times close it."""
    if hours["end_time"] != "00:00" and hours["end_time"] < hours["start_time"]:
        sentence = f"{property_}: endTime must be after startTime"
        raise ValidationRefusal([{"property": property_, "children": [], "constraints": {"endTime": sentence}}])
    return hours


def _create(call: Call) -> Answer:
    body = by_global_validation(_Create, call.body)
    spec = _spec(NINE_TO_FIVE, body)
    with call.world.writing():
        made = create_schedule(call.world, call.user, spec, body.time_zone, is_default=body.is_default)
    return Answer(schedule_answer(made), 201)


def _list(call: Call) -> Answer:
    return Answer([schedule_answer(schedule) for schedule in call.user.schedules])


def _default(call: Call) -> Answer:
    default = call.user.default_schedule
    return Answer(schedule_answer(default) if default is not None else None)


def _owned(call: Call, *, status: int = 404) -> OwnedSchedule:
    number = call.path_number("schedule_id")
    known = {schedule.id: schedule for user in call.world.users.values() for schedule in user.schedules}
    schedule = known.get(number)
    if schedule is None:
        raise Refusal(status, f"Schedule with ID={number} does not exist.")
    if schedule.owner_id != call.user.id:
        raise Refusal(403, f"User with ID={call.user.id} does not own schedule with ID={number}")
    return schedule


def _get(call: Call) -> Answer:
    return Answer(schedule_answer(_owned(call)))


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    with call.world.writing():
        schedule = _owned(call)
        changed = change_schedule(
            call.world,
            call.user,
            schedule,
            _spec(schedule.spec, body),
            body.time_zone or schedule.time_zone,
            is_default=body.is_default,
        )
    return Answer(schedule_answer(changed))


def _delete(call: Call) -> Answer:
    with call.world.writing():
        delete_schedule(call.world, call.user, _owned(call, status=400))
    return Answer(bare=True)


_VERSIONS = frozenset({"2024-06-11", "2024-08-13"})
_ONE = "/v2/schedules/{schedule_id}"
OPERATIONS = tuple(
    Operation(
        f"schedules.{verb}",
        method,
        path,
        handle,
        versions=_VERSIONS,
        access=Access.KEY,
        scope="SCHEDULE_READ" if method == "GET" else "SCHEDULE_WRITE",
    )
    for verb, method, path, handle in (
        ("create", "POST", "/v2/schedules", _create),
        ("list", "GET", "/v2/schedules", _list),
        ("default", "GET", "/v2/schedules/default", _default),
        ("get", "GET", _ONE, _get),
        ("update", "PATCH", _ONE, _update),
        ("delete", "DELETE", _ONE, _delete),
    )
)
