"""Who and what a world holds and no booking changes: users, teams, schedules, event types and their questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.sandbox.availability import DAYS, Schedule, Span, opening
from bot.sandbox.worldfile import EventTypeSpec, FieldSpec, ScheduleSpec, TeamSpec, UserSpec


@dataclass(frozen=True)
class OwnedSchedule:
    id: int
    owner_id: int
    spec: ScheduleSpec
    time_zone: str
    is_default: bool
    hours: Schedule


@dataclass(eq=False)
class User:
    id: int
    spec: UserSpec
    schedules: list[OwnedSchedule] = field(default_factory=list)
    event_types: "list[EventType]" = field(default_factory=list)

    @property
    def username(self) -> str:
        return self.spec.username

    @property
    def default_schedule(self) -> OwnedSchedule | None:
        return next((schedule for schedule in self.schedules if schedule.is_default), None)


@dataclass(eq=False)
class Team:
    """``members`` take part in its event types, ``admins`` manage it; both follow the memberships in the directory."""

    id: int
    spec: TeamSpec
    members: list[User]
    admins: list[User]
    event_types: "list[EventType]" = field(default_factory=list)


@dataclass(eq=False)
class EventType:
    """An event type of a user or of a team; exactly one of ``owner`` and ``team`` is there, or neither for a dynamic
    event of several people."""

    id: int
    spec: EventTypeSpec
    hosts: list[User]
    owner: User | None = None
    team: Team | None = None

    @property
    def slug(self) -> str:
        return self.spec.slug

    @property
    def is_round_robin(self) -> bool:
        return self.spec.scheduling_type == "roundRobin"

    def schedule_of(self, host: User) -> OwnedSchedule | None:
        """The one that the event type names, else the host's default."""
        named = (schedule for schedule in host.schedules if schedule.spec.name == self.spec.schedule)
        return next(named, host.default_schedule)

    @property
    def lengths(self) -> tuple[int, ...]:
        """In minutes; the usual one first."""
        return tuple(dict.fromkeys((self.spec.length_in_minutes, *self.spec.length_in_minutes_options)))

    def needs_confirmation(self, minutes_ahead: float) -> bool:
        policy = self.spec.confirmation_policy
        if policy is None:
            return False
        if policy.type == "always" or policy.notice_threshold is None:
            return True
        unit = {"minutes": 1, "hours": 60, "days": 1440}[policy.notice_threshold.unit]
        return minutes_ahead < policy.notice_threshold.count * unit

    def questions(self) -> list[dict[str, Any]]:
        """The booking fields as the API shows them: Cal.com's own of a new type, then the custom ones (facts 5.4)."""
        changes = {field.slug: field for field in self.spec.booking_fields if field.type is None}
        fields = [_default_field(shape, changes.get(shape["slug"])) for shape in _DEFAULT_FIELDS]
        return fields + [_custom_field(field) for field in self.spec.booking_fields if field.type is not None]


_DEFAULT_FIELDS: tuple[dict[str, Any], ...] = (
    {"type": "name", "slug": "name", "required": True},
    {"type": "email", "slug": "email", "required": True},
    {"type": "phone", "slug": "attendeePhoneNumber", "required": False, "hidden": True},
    {"type": "radioInput", "slug": "location", "required": False, "hidden": False},
    {"type": "text", "slug": "title", "required": True, "hidden": True},
    {"type": "textarea", "slug": "notes", "required": False, "hidden": False},
    {"type": "multiemail", "slug": "guests", "required": False, "hidden": False},
    {"type": "textarea", "slug": "rescheduleReason", "required": False, "hidden": False},
)


def _default_field(shape: dict[str, Any], change: FieldSpec | None) -> dict[str, Any]:
    changed = {} if change is None else change.model_dump(exclude={"slug", "type", "options"}, exclude_none=True)
    return {"isDefault": True, **shape, "disableOnPrefill": False, **changed}


def _custom_field(spec: FieldSpec) -> dict[str, Any]:
    field: dict[str, Any] = {
        "isDefault": False,
        "type": spec.type,
        "slug": spec.slug,
        "label": spec.label or spec.slug,
        "required": bool(spec.required),
    }
    if spec.type not in ("radio", "multiselect", "checkbox", "boolean"):
        field["placeholder"] = spec.placeholder or ""
    if spec.options is not None:
        field["options"] = list(spec.options)
    return {**field, "disableOnPrefill": False, "hidden": bool(spec.hidden)}


def build_user(spec: UserSpec, user_id: int, schedule_ids: Iterator[int]) -> User:
    """A user without schedules gets Cal.com's: Monday to Friday, 09:00 to 17:00 (facts 6)."""
    user = User(user_id, spec)
    given = spec.schedules or (ScheduleSpec.model_validate(_NINE_TO_FIVE),)
    for index, schedule in enumerate(given):
        time_zone = schedule.time_zone or spec.time_zone
        user.schedules.append(
            OwnedSchedule(
                id=next(schedule_ids),
                owner_id=user_id,
                spec=schedule,
                time_zone=time_zone,
                is_default=index == 0,
                hours=_hours(schedule, time_zone),
            )
        )
    return user


_NINE_TO_FIVE = {"availability": [{"days": DAYS[:5], "start_time": "09:00", "end_time": "17:00"}]}


def _hours(schedule: ScheduleSpec, time_zone: str) -> Schedule:
    weekdays: dict[int, list[Span]] = {}
    for hours in schedule.availability:
        for day in hours.days:
            weekdays.setdefault(DAYS.index(day), []).extend(opening(hours.start_time, hours.end_time))
    overrides: dict[date, list[Span]] = {}
    for override in schedule.overrides:
        day_hours = overrides.setdefault(override.date, [])
        day_hours.extend(opening(override.start_time, override.end_time))
    return Schedule(time_zone, weekdays, overrides)
