"""Reads a world file: the people, teams, event types and keys of a sandbox, as ``docs/worlds.md`` describes.

A wrong file is refused with the file, the place in it, what is wrong there and an example, so that a team can write
its own by trial.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import pytz
import yaml
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.sandbox.faults import Fault

DEFAULT_QUESTIONS = (
    "name",
    "email",
    "attendeePhoneNumber",
    "location",
    "title",
    "notes",
    "guests",
    "rescheduleReason",
    "splitName",
)
"""The slugs of the questions that every event type has (facts 5.4)."""

WORLDS = Path(__file__).parent / "worlds"
"""Where the worlds that come with the sandbox are; each is named by its file without ``.yaml``."""


class WorldError(Exception):
    """A world or a state file cannot be used; the message says where, why and what to do."""


def _wall_time(value: object) -> object:
    """YAML 1.1 reads an unquoted 17:00 as the number 1020, sixty times seventeen."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value // 60:02}:{value % 60:02}"
    return value


def _known_zone(name: str) -> str:
    if name not in pytz.all_timezones_set:
        raise ValueError(f"{name!r} is no IANA time zone")
    return name


Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["30min"])]
Zone = Annotated[str, AfterValidator(_known_zone), Field(examples=["America/New_York"])]
WallTime = Annotated[
    str, BeforeValidator(_wall_time), Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=['"09:00"'])
]
Day = Annotated[date, Field(examples=["2026-12-24"])]
Minutes = Annotated[int, Field(ge=0, examples=[30])]
Length = Annotated[int, Field(ge=1, examples=[30])]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Spec(BaseModel):
    """A part of a world file; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AvailabilitySpec(Spec):
    days: tuple[Weekday, ...] = Field(examples=["[Monday, Tuesday]"])
    start_time: WallTime
    end_time: WallTime


class OverrideSpec(Spec):
    date: Day
    start_time: WallTime
    end_time: WallTime


class ScheduleSpec(Spec):
    name: str = "Working hours"
    time_zone: Zone | None = None
    availability: tuple[AvailabilitySpec, ...] = ()
    overrides: tuple[OverrideSpec, ...] = ()


class BusySpec(Spec):
    """An entry of the person's own calendar, which the API never shows."""

    start: AwareDatetime = Field(examples=['"2026-12-01T09:00:00Z"'])
    end: AwareDatetime = Field(examples=['"2026-12-01T17:00:00Z"'])


class EntrySpec(Spec):
    title: str = "Busy"
    start: AwareDatetime = Field(examples=['"2026-12-01T09:00:00Z"'])
    end: AwareDatetime = Field(examples=['"2026-12-01T17:00:00Z"'])


CalendarProvider = Literal["google", "office365", "apple", "ics"]


class CalendarSpec(Spec):
    """A calendar of the person's elsewhere. Those of one account are connected and cut together; the first is the
    primary one. One that is not connected waits for the connect flow."""

    provider: CalendarProvider = Field(examples=["google"])
    account: Annotated[str, Field(min_length=2, examples=["bailey@acme.example"])]
    name: str | None = None
    connected: bool = True
    valid: bool = True
    selected: bool = True
    read_only: bool = False
    password: str | None = Field(default=None, repr=False)
    entries: tuple[EntrySpec, ...] = ()


class FieldSpec(Spec):
    """A question. Without ``type`` it changes the default question of that slug."""

    slug: Annotated[str, Field(examples=["company_size"])]
    type: (
        Literal[
            "phone",
            "address",
            "text",
            "textarea",
            "url",
            "date",
            "number",
            "multiemail",
            "select",
            "radio",
            "multiselect",
            "checkbox",
            "boolean",
        ]
        | None
    ) = Field(default=None, examples=["select"])
    label: str | None = None
    placeholder: str | None = None
    required: bool | None = None
    hidden: bool | None = None
    disable_on_prefill: bool | None = None
    options: tuple[str, ...] | None = Field(default=None, examples=['["1-10", "10-50"]'])
    first_name_label: str | None = None
    first_name_placeholder: str | None = None
    last_name_label: str | None = None
    last_name_placeholder: str | None = None
    last_name_required: bool | None = None

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        if self.type is None and self.slug not in DEFAULT_QUESTIONS:
            raise ValueError(f"needs a `type:`; without one `slug` is one of {', '.join(DEFAULT_QUESTIONS)}")
        if (self.type in ("select", "radio", "multiselect", "checkbox")) != bool(self.options):
            raise ValueError("select, radio, multiselect and checkbox have `options:`, the other types have none")
        return self


class LocationSpec(Spec):
    """Where a meeting can be; ``address``, ``link``, ``phone`` and ``integration`` bring what they name."""

    type: Literal[
        "address",
        "link",
        "phone",
        "integration",
        "attendeeAddress",
        "attendeePhone",
        "attendeeDefined",
        "organizersDefaultApp",
    ] = Field(examples=["integration"])
    integration: str | None = None
    address: str | None = None
    link: str | None = None
    phone: str | None = None
    public: bool = True

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.type in ("address", "link", "phone", "integration") and getattr(self, self.type) is None:
            raise ValueError(f"a location of type {self.type} needs `{self.type}:`")
        return self


class RecurrenceSpec(Spec):
    interval: int = Field(default=1, ge=1, examples=[1])
    occurrences: int = Field(ge=1, examples=[4])
    frequency: Literal["weekly", "monthly", "yearly"] = Field(examples=["weekly"])


class SeatsSpec(Spec):
    seats_per_time_slot: int = Field(ge=1, examples=[10])
    show_attendee_info: bool = True
    show_availability_count: bool = True


class NoticeThreshold(Spec):
    unit: Literal["minutes", "hours", "days"] = Field(examples=["hours"])
    count: int = Field(ge=1, examples=[24])


class ConfirmationSpec(Spec):
    type: Literal["always", "time"] = Field(examples=["always"])
    notice_threshold: NoticeThreshold | None = None
    block_unconfirmed_bookings_in_booker: bool = False


class WindowSpec(Spec):
    type: Literal["businessDays", "calendarDays", "range"] = Field(examples=["calendarDays"])
    value: Annotated[int, Field(ge=1)] | tuple[Day, Day] = Field(examples=["14"])
    rolling: bool = False

    @model_validator(mode="after")
    def _days_or_dates(self) -> Self:
        if (self.type == "range") != isinstance(self.value, tuple):
            raise ValueError("`value` is two dates for a range, and a number of days otherwise")
        return self


class LimitsSpec(Spec):
    day: int | None = Field(default=None, ge=1)
    week: int | None = Field(default=None, ge=1)
    month: int | None = Field(default=None, ge=1)
    year: int | None = Field(default=None, ge=1)


class ActiveBookingsSpec(Spec):
    maximum_active_bookings: int = Field(ge=1, examples=[1])
    offer_reschedule: bool = False


class DisableReschedulingSpec(Spec):
    disabled: bool = True
    minutes_before: int | None = Field(default=None, ge=1)


Priority = Literal["lowest", "low", "medium", "high", "highest"]


class EventTypeSpec(Spec):
    """An event type. What is not given is as Cal.com makes a new one (facts 5.3, 5.4)."""

    slug: Slug
    title: str = Field(examples=["30 Min Meeting"])
    length_in_minutes: Length
    length_in_minutes_options: tuple[Length, ...] = ()
    description: str = ""
    custom_name: str | None = None
    hidden: bool = False
    locations: tuple[LocationSpec, ...] = (LocationSpec(type="integration", integration="cal-video"),)
    booking_fields: tuple[FieldSpec, ...] = ()
    disable_guests: bool = False
    slot_interval: Length | None = None
    minimum_booking_notice: Minutes = 120
    before_event_buffer: Minutes = 0
    after_event_buffer: Minutes = 0
    offset_start: Minutes = 0
    recurrence: RecurrenceSpec | None = None
    seats: SeatsSpec | None = None
    confirmation_policy: ConfirmationSpec | None = None
    booking_window: WindowSpec | None = None
    booking_limits_count: LimitsSpec | None = None
    booking_limits_duration: LimitsSpec | None = None
    booker_active_bookings_limit: ActiveBookingsSpec | None = None
    only_show_first_available_slot: bool = False
    booking_requires_authentication: bool = False
    disable_cancelling: bool = False
    disable_rescheduling: DisableReschedulingSpec | None = None
    schedule: str | None = None
    is_instant_event: bool = False
    scheduling_type: Literal["roundRobin", "collective", "managed"] | None = None
    hosts: tuple[str, ...] | None = None
    mandatory_hosts: tuple[str, ...] = ()
    host_priorities: dict[str, Priority] = {}
    reschedule_with_same_round_robin_host: bool = True
    requires_booker_email_verification: bool = False
    allow_rescheduling_past_bookings: bool = False
    allow_rescheduling_cancelled_bookings: bool = False
    metadata: dict[str, Any] = {}
    # From here on passed on only: how Cal.com's own pages, mails and calendars show it.
    lock_time_zone_toggle_on_booking_page: bool = False
    hide_calendar_notes: bool = False
    hide_calendar_event_details: bool = False
    hide_organizer_email: bool = False
    use_destination_calendar_email: bool = False
    show_optimized_slots: bool = False
    price: float = Field(default=0, ge=0)
    currency: str = "usd"
    success_redirect_url: str | None = None
    forward_params_success_redirect: bool | None = None
    interface_language: str | None = None
    color: dict[str, Any] | None = None
    booker_layouts: dict[str, Any] | None = None
    destination_calendar: dict[str, Any] | None = None
    cal_video_settings: dict[str, Any] | None = None
    email_settings: dict[str, Any] | None = None


class CreditsSpec(Spec):
    monthly: int = Field(default=0, ge=0)
    additional: int = Field(default=0, ge=0)


class UserSpec(Spec):
    username: Slug
    name: str = Field(examples=["Bailey Hart"])
    email: str = Field(examples=["bailey@acme.example"])
    time_zone: Zone
    week_start: Weekday = "Sunday"
    time_format: Literal[12, 24] = 12
    role: Literal["member", "admin", "owner"] = "member"
    custom_role: str | None = None
    keys: tuple[Annotated[str, Field(pattern="^cal_", examples=["cal_sandbox_bailey"])], ...] = Field(
        default=(), repr=False
    )
    avatar_url: str | None = None
    bio: str | None = None
    locale: str | None = None
    metadata: dict[str, Any] = {}
    schedules: tuple[ScheduleSpec, ...] = ()
    busy: tuple[BusySpec, ...] = ()
    calendars: tuple[CalendarSpec, ...] = ()
    conferencing: tuple[Literal["google-meet", "zoom", "msteams"], ...] = ()
    event_types: tuple[EventTypeSpec, ...] = ()
    credits: CreditsSpec = CreditsSpec()


class TeamSpec(Spec):
    slug: Slug
    name: str = Field(examples=["Support Team"])
    members: tuple[str, ...] = Field(examples=["[bailey, alex]"])
    admins: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    event_types: tuple[EventTypeSpec, ...] = ()


class RoleSpec(Spec):
    """A custom role; ``custom_role`` of a user names it."""

    name: str = Field(examples=["Front Desk"])
    description: str | None = None
    color: str | None = None
    permissions: tuple[Annotated[str, Field(pattern=r"^(\w+|\*)(\.\w+)*\.(\w+|\*)$")], ...] = Field(
        default=(), examples=["[booking.read, eventType.update]"]
    )


class OrganizationSpec(Spec):
    slug: Slug
    name: str = Field(examples=["Acme"])
    plan: Literal["FREE", "STARTER", "ESSENTIALS", "SCALE", "ENTERPRISE"] = "SCALE"
    permissions: bool = False
    roles: tuple[RoleSpec, ...] = ()
    credits: CreditsSpec = CreditsSpec()


class OAuthClientSpec(Spec):
    """An app of a third party. Without a secret it is a public one, which has to use PKCE."""

    client_id: str = Field(examples=["sandbox-app"])
    name: str = Field(examples=["An App"])
    redirect_uris: Annotated[tuple[str, ...], Field(min_length=1, max_length=10)] = Field(
        examples=["[http://localhost:8000/callback]"]
    )
    secret: str | None = Field(default=None, repr=False)
    is_trusted: bool = False


class PlatformClientSpec(Spec):
    """A client of the platform, which manages users of its own."""

    client_id: str = Field(examples=["sandbox-platform"])
    name: str = Field(examples=["A Platform"])
    secret: str = Field(examples=["sandbox-platform-secret"], repr=False)
    permissions: tuple[str, ...] = ("*",)
    redirect_uris: tuple[str, ...] = ()


class AttendeeSpec(Spec):
    name: str = Field(examples=["Ana Silva"])
    email: str = Field(examples=["ana@example.com"])
    time_zone: Zone


class BookingSpec(Spec):
    """A booking that is there from the start; no rule is checked."""

    event_type: Slug
    host: Slug
    start: AwareDatetime = Field(examples=['"2026-12-01T15:00:00Z"'])
    attendee: AttendeeSpec
    answers: dict[str, Any] = {}
    status: Literal["accepted", "pending", "cancelled", "rejected"] | None = None


class WorldSpec(Spec):
    organization: OrganizationSpec | None = None
    users: tuple[UserSpec, ...]
    teams: tuple[TeamSpec, ...] = ()
    oauth_clients: tuple[OAuthClientSpec, ...] = ()
    platform_clients: tuple[PlatformClientSpec, ...] = ()
    bookings: tuple[BookingSpec, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_world(name_or_path: str | Path) -> tuple[str, WorldSpec]:
    """The world's name and content. A bare name is one of ours; anything else is a file. Raises WorldError."""
    path = Path(name_or_path)
    ours = {world.stem: world for world in sorted(WORLDS.glob("*.yaml"))}
    path = ours.get(str(name_or_path), path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise WorldError(
            f"There is no world {str(name_or_path)!r}. Give the path of a YAML file, or one of: {', '.join(ours)}."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise WorldError(f"{path}: cannot be read as text: {error}.") from error
    try:
        # The C parser reads a world ten times faster; PyYAML is not always built with it.
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise WorldError(f"{path}: is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise WorldError(f"{path}: should hold `users:` and what docs/worlds.md lists beside it.")
    try:
        spec = WorldSpec.model_validate(content)
    except ValidationError as error:
        raise WorldError("\n".join(_explain(path, content, problem) for problem in error.errors())) from None
    for problem in _contradictions(spec):
        raise WorldError(f"{path}: {problem}")
    return path.stem, spec


def _explain(path: Path, content: dict[str, Any], problem: Any) -> str:
    """One line: the file, the place with the names of what is there, what is wrong, an example."""
    place, here = "", content
    model: Any = WorldSpec
    example = None
    for step in problem["loc"]:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else None  # type: ignore[assignment]
            named = (
                next((here[key] for key in ("username", "slug", "event_type") if key in here), None)
                if isinstance(here, dict)
                else None
            )
            place += f"[{step}]" + (f" ({named})" if named else "")
            continue
        place += f".{step}" if place else str(step)
        here = here.get(step) if isinstance(here, dict) else None  # type: ignore[assignment]
        field = model.model_fields.get(step) if model is not None else None
        example = field.examples[0] if field is not None and field.examples else None
        model = _model_in(field.annotation) if field is not None else None
    what = {"missing": "is missing", "extra_forbidden": "is no key that a world file knows"}.get(
        problem["type"], problem["msg"].removeprefix("Value error, ")
    )
    example = f" Example: {problem['loc'][-1]}: {example}" if example is not None else " See docs/worlds.md."
    return f"{path}: {place}: {what}.{example}"


def _model_in(annotation: Any) -> Any:
    """The part of a world file that an annotation such as ``tuple[UserSpec, ...] | None`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None


def _contradictions(spec: WorldSpec) -> list[str]:
    """What each part alone cannot tell: names that occur twice, and names of things that are not there."""
    users = [user.username for user in spec.users]
    teams = [team.slug for team in spec.teams]
    problems = [
        f"{kind} {name!r} occurs twice; give each its own."
        for kind, names in (
            ("username", users),
            ("team", teams),
            ("key", [key for user in spec.users for key in user.keys]),
            ("client_id", [client.client_id for client in spec.oauth_clients]),
            ("client_id", [client.client_id for client in spec.platform_clients]),
            *((f"event type of {owner.slug}", [kind.slug for kind in owner.event_types]) for owner in spec.teams),
            *((f"event type of {owner.username}", [kind.slug for kind in owner.event_types]) for owner in spec.users),
        )
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for user in spec.users:
        schedules = [schedule.name for schedule in user.schedules]
        problems += [
            f"users ({user.username}): event type {kind.slug!r} names the schedule {kind.schedule!r}, "
            f"and there is {', '.join(schedules) or 'none'}."
            for kind in user.event_types
            if kind.schedule is not None and kind.schedule not in schedules
        ]
    for team in spec.teams:
        named = [
            *team.members,
            *team.admins,
            *team.owners,
            *(host for kind in team.event_types for host in kind.hosts or ()),
        ]
        problems += [f"teams ({team.slug}): there is no user {name!r}." for name in named if name not in users]
        problems += [
            f"teams ({team.slug}): event type {kind.slug!r} needs `scheduling_type: roundRobin` or `collective`."
            for kind in team.event_types
            if kind.scheduling_type not in ("roundRobin", "collective")
        ]
    roles = [role.name for role in spec.organization.roles] if spec.organization is not None else []
    problems += [
        f"users ({user.username}): there is no role {user.custom_role!r} in `organization.roles`."
        for user in spec.users
        if user.custom_role is not None and user.custom_role not in roles
    ]
    if spec.platform_clients and spec.organization is None:
        problems.append("platform_clients: needs `organization:`, which they belong to.")
    kinds = {(user.username, kind.slug) for user in spec.users for kind in user.event_types}
    kinds |= {(team.slug, kind.slug) for team in spec.teams for kind in team.event_types}
    problems += [
        f"bookings[{index}]: {booking.host!r} has no event type {booking.event_type!r}."
        for index, booking in enumerate(spec.bookings)
        if (booking.host, booking.event_type) not in kinds
    ]
    return problems
