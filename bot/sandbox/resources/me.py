"""/v2/me: one's own profile, and how much one wants to be booked (facts 7)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.answers import me_answer
from bot.sandbox.catalogue import set_default_schedule
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.validation import Email, Language, Lenient, Rule, Text, Whole, Zone, by_global_validation
from bot.sandbox.worldfile import LimitsSpec

_DAYS = "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"


def _get(call: Call) -> Answer:
    return Answer(me_answer(call.world, call.user))


class _Update(Lenient):
    email: Annotated[Email, Rule("isEmail", "{} must be an email")] | None = None
    name: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")] | None = None
    time_format: Annotated[Literal[12, 24], Rule("isEnum", "{} must be one of the following values: 12, 24")] | None = (
        None
    )
    default_schedule_id: Whole | None = None
    week_start: (
        Annotated[
            Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            Rule("isEnum", f"{{}} must be one of the following values: {_DAYS}"),
        ]
        | None
    ) = None
    time_zone: Zone | None = None
    locale: Language | None = None
    avatar_url: Text | None = None
    bio: Text | None = None
    metadata: Annotated[dict[str, Any], Rule("isObject", "{} must be an object")] | None = None


def _update(call: Call) -> Answer:
    body = by_global_validation(_Update, call.body)
    user = call.user
    changes = body.model_dump(exclude_none=True, exclude={"email", "default_schedule_id"})
    if body.metadata is not None or (body.email is not None and body.email != user.spec.email):
        # A new address counts once it is verified, which nobody does in a sandbox; until then it is noted.
        waiting = {"emailChangeWaitingForVerification": body.email} if body.email is not None else {}
        changes["metadata"] = {**user.spec.metadata, **(body.metadata or {}), **waiting}
    with call.world.writing():
        if body.default_schedule_id is not None:
            if all(schedule.id != body.default_schedule_id for schedule in user.schedules):
                raise Refusal(404, f"User with ID={user.id} does not own schedule with ID={body.default_schedule_id}")
            set_default_schedule(call.world, user, body.default_schedule_id)
        call.world.change_user(user, **changes)
    return Answer(me_answer(call.world, user))


_Limit = Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")]


class _Limits(Lenient):
    per_day: _Limit | None = None
    per_week: _Limit | None = None
    per_month: _Limit | None = None
    per_year: _Limit | None = None


def _check_member(call: Call) -> None:
    organization = call.world.organization_id
    if organization is None or not call.world.directory.has_rank(call.user.id, organization, "MEMBER"):
        raise Refusal(403, "Booking limits are for members of an organization alone.")


def _limits_answer(call: Call) -> Answer:
    limits = call.world.catalogue.booking_limits.get(call.user.id, LimitsSpec())
    return Answer({"perDay": limits.day, "perWeek": limits.week, "perMonth": limits.month, "perYear": limits.year})


def _get_limits(call: Call) -> Answer:
    _check_member(call)
    return _limits_answer(call)


def _update_limits(call: Call) -> Answer:
    """What is given changes; null clears one."""
    _check_member(call)
    body = by_global_validation(_Limits, call.body)
    said = {name.removeprefix("per_"): value for name, value in body.model_dump(exclude_unset=True).items()}
    with call.world.writing():
        kept = call.world.catalogue.booking_limits
        kept[call.user.id] = kept.get(call.user.id, LimitsSpec()).model_copy(update=said)
    return _limits_answer(call)


def _clear_limits(call: Call) -> Answer:
    _check_member(call)
    with call.world.writing():
        call.world.catalogue.booking_limits.pop(call.user.id, None)
    return Answer(status=204)


OPERATIONS = tuple(
    Operation(
        f"{family}.{verb}",
        method,
        path,
        handle,
        access=Access.KEY,
        scope="PROFILE_READ" if method == "GET" else "PROFILE_WRITE",
    )
    for family, verb, method, path, handle in (
        ("me", "get", "GET", "/v2/me", _get),
        ("me", "update", "PATCH", "/v2/me", _update),
        ("booking_limits", "get", "GET", "/v2/me/booking-limits", _get_limits),
        ("booking_limits", "update", "PATCH", "/v2/me/booking-limits", _update_limits),
        ("booking_limits", "clear", "DELETE", "/v2/me/booking-limits", _clear_limits),
    )
)
