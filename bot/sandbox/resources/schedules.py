"""GET /v2/schedules, the default one and one by its number (facts 6)."""

from bot.sandbox.answers import schedule_answer
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation


def _list(call: Call) -> Answer:
    return Answer([schedule_answer(schedule) for schedule in call.user.schedules])


def _default(call: Call) -> Answer:
    default = call.user.default_schedule
    return Answer(schedule_answer(default) if default is not None else None)


def _get(call: Call) -> Answer:
    number = call.path_number("schedule_id")
    known = {schedule.id: schedule for user in call.world.users.values() for schedule in user.schedules}
    schedule = known.get(number)
    if schedule is None:
        raise Refusal(404, f"Schedule with ID={number} does not exist.")
    if schedule.owner_id != call.user.id:
        raise Refusal(403, f"User with ID={call.user.id} does not own schedule with ID={number}")
    return Answer(schedule_answer(schedule))


_VERSIONS = frozenset({"2024-06-11", "2024-08-13"})
OPERATIONS = (
    Operation(
        "schedules.list", "GET", "/v2/schedules", _list, versions=_VERSIONS, access=Access.KEY, scope="SCHEDULE_READ"
    ),
    Operation(
        "schedules.default",
        "GET",
        "/v2/schedules/default",
        _default,
        versions=_VERSIONS,
        access=Access.KEY,
        scope="SCHEDULE_READ",
    ),
    Operation(
        "schedules.get",
        "GET",
        "/v2/schedules/{schedule_id}",
        _get,
        versions=_VERSIONS,
        access=Access.KEY,
        scope="SCHEDULE_READ",
    ),
)
