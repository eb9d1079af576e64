"""Who and what a world holds and no booking changes: users, teams, schedules, event types and their questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic.alias_generators import to_camel

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
    schedule_id: int | None = None
    """The owner's schedule that counts instead of the default one."""
    parent_id: int | None = None
    """The managed event type of a team that this one follows."""
    is_deleted: bool = False

    @property
    def slug(self) -> str:
        return self.spec.slug

    @property
    def is_round_robin(self) -> bool:
        return self.spec.scheduling_type == "roundRobin"

    @property
    def mandatory_hosts(self) -> list[User]:
        """Those of a round robin who take part in every booking."""
        return (
            [host for host in self.hosts if host.username in self.spec.mandatory_hosts] if self.is_round_robin else []
        )

    def suffice(self, hosts: list[User]) -> bool:
        """Whether these of the hosts are enough for a booking: all of them, or of a round robin the mandatory ones and,
        where there are others, one of those."""
        if not self.is_round_robin:
            return len(hosts) == len(self.hosts)
        mandatory = self.mandatory_hosts
        others = len(mandatory) < len(self.hosts)
        return (
            all(host in hosts for host in mandatory)
            and bool(hosts)
            and (not others or any(host not in mandatory for host in hosts))
        )

    @property
    def is_managed_parent(self) -> bool:
        """Whether it only says how those of the hosts are; it cannot be booked itself."""
        return self.spec.scheduling_type == "managed"

    def schedule_of(self, host: User) -> OwnedSchedule | None:
        """The one that the event type names, else the host's default."""
        for schedule in host.schedules:
            if schedule.id == self.schedule_id or (self.team is not None and schedule.spec.name == self.spec.schedule):
                return schedule
        return host.default_schedule

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
        unasked = "name" if "splitName" in changes else "splitName"
        fields = [
            _default_field(shape, changes.get(shape["slug"])) for shape in _DEFAULT_FIELDS if shape["slug"] != unasked
        ]
        return fields + [_custom_field(field) for field in self.spec.booking_fields if field.type is not None]


_DEFAULT_FIELDS: tuple[dict[str, Any], ...] = (
    {"type": "name", "slug": "name", "required": True},
    {"type": "splitName", "slug": "splitName", "lastNameRequired": False},
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
    return {"isDefault": True, **shape, "disableOnPrefill": False, **{to_camel(key): changed[key] for key in changed}}


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
    return {**field, "disableOnPrefill": bool(spec.disable_on_prefill), "hidden": bool(spec.hidden)}


def build_user(spec: UserSpec, user_id: int, schedule_ids: Iterator[int]) -> User:
    """A user without schedules gets Cal.com's: Monday to Friday, 09:00 to 17:00 (facts 6)."""
    user = User(user_id, spec)
    given = spec.schedules or (NINE_TO_FIVE,)
    for index, schedule in enumerate(given):
        time_zone = schedule.time_zone or spec.time_zone
        user.schedules.append(owned_schedule(next(schedule_ids), user_id, schedule, time_zone, is_default=index == 0))
    return user


def owned_schedule(
    schedule_id: int, owner_id: int, spec: ScheduleSpec, time_zone: str, *, is_default: bool
) -> OwnedSchedule:
    return OwnedSchedule(schedule_id, owner_id, spec, time_zone, is_default, _hours(spec, time_zone))


NINE_TO_FIVE = ScheduleSpec.model_validate(
    {"availability": [{"days": DAYS[:5], "start_time": "09:00", "end_time": "17:00"}]}
)
"""The hours of who never said any."""


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
