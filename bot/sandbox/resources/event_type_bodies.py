"""What may be said of an event type when it is made or changed, and what that means in a world file's terms
(facts 5.3, 5.4, 5.6)."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from bot.sandbox.errors import Refusal, ValidationRefusal
from bot.sandbox.resources.integrations import INTEGRATIONS
from bot.sandbox.validation import (
    Flag,
    IsoInstant,
    Lenient,
    Phone,
    Rule,
    Text,
    Whole,
    parse_instant,
)
from bot.sandbox.worldfile import DEFAULT_QUESTIONS, EventTypeSpec

_OBJECT = Rule("isObject", "{} must be an object")
_Minutes = Annotated[int, Field(ge=0), Rule("min", "{} must not be less than 0")]
_Count = Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")]
_Filled = Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]


def _unless_disabled(value: object) -> object:
    """``{"disabled": true}`` turns a part off, as null does."""
    return None if isinstance(value, dict) and value.get("disabled") is True else value


def _length(value: object) -> object:
    """One page of the API has lengths as text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


class _Limits(Lenient):
    day: _Count | None = None
    week: _Count | None = None
    month: _Count | None = None
    year: _Count | None = None


class _ActiveBookings(Lenient):
    maximum_active_bookings: _Count
    offer_reschedule: Flag = False


def _days_or_dates(value: object) -> object:
    if isinstance(value, list):
        return [parse_instant(day).date().isoformat() for day in value]
    return value


class _Window(Lenient):
    type: Annotated[
        Literal["businessDays", "calendarDays", "range"],
        Rule("isEnum", "{} must be one of the following values: businessDays, calendarDays, range"),
    ]
    value: Annotated[
        _Count | Annotated[list[IsoInstant], Field(min_length=2, max_length=2)],
        AfterValidator(_days_or_dates),
        Rule("value", "{} must be a number of days, or two dates for a range"),
    ]
    rolling: Flag = False


class _Notice(Lenient):
    unit: Annotated[
        Literal["minutes", "hours", "days"],
        Rule("isEnum", "{} must be one of the following values: minutes, hours, days"),
    ]
    count: _Count


class _Confirmation(Lenient):
    type: Annotated[Literal["always", "time"], Rule("isEnum", "{} must be one of the following values: always, time")]
    notice_threshold: Annotated[_Notice, _OBJECT] | None = None
    block_unconfirmed_bookings_in_booker: Flag = False


class _Recurrence(Lenient):
    interval: _Count
    occurrences: _Count
    frequency: Annotated[
        Literal["weekly", "monthly", "yearly"],
        Rule("isEnum", "{} must be one of the following values: yearly, monthly, weekly"),
    ]


class _Seats(Lenient):
    seats_per_time_slot: _Count
    show_attendee_info: Flag = False
    show_availability_count: Flag = False


class _DisableCancelling(Lenient):
    disabled: Flag = False


class _DisableRescheduling(Lenient):
    disabled: Flag = False
    minutes_before: _Count | None = None


class _Color(Lenient):
    light_theme_hex: Text
    dark_theme_hex: Text


_Layout = Annotated[
    Literal["month", "week", "column"], Rule("isEnum", "{} must be one of the following values: month, week, column")
]


class _BookerLayouts(Lenient):
    default_layout: _Layout
    enabled_layouts: Annotated[list[_Layout], Rule("isEnum", "each value in {} must be one of: month, week, column")]


class _DestinationCalendar(Lenient):
    integration: Text
    external_id: Text


class _CalVideo(Lenient):
    disable_recording_for_organizer: Flag | None = None
    disable_recording_for_guests: Flag | None = None
    redirect_url_on_exit: Text | None = None
    enable_automatic_recording_for_organizer: Flag | None = None
    enable_automatic_transcription: Flag | None = None
    disable_transcription_for_guests: Flag | None = None
    disable_transcription_for_organizer: Flag | None = None
    send_transcription_emails: Flag | None = None


class _Location(Lenient):
    type: Annotated[
        Literal[
            "address",
            "link",
            "phone",
            "integration",
            "attendeeAddress",
            "attendeePhone",
            "attendeeDefined",
            "organizersDefaultApp",
        ],
        Rule("isEnum", "{} must be one of the location types of an event type"),
    ]
    address: Text | None = None
    link: Text | None = None
    phone: Phone | None = None
    integration: (
        Annotated[Literal[INTEGRATIONS], Rule("isIn", f"{{}} must be one of: {', '.join(INTEGRATIONS)}")]  # type: ignore[valid-type]
        | None
    ) = None
    public: Flag | None = None


_QUESTION_TYPES = (
    "name",
    "splitName",
    "email",
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
)


class _Question(Lenient):
    """A custom question has a type and a slug; one that every event type has goes by its type or by its slug."""

    type: (
        Annotated[
            Literal[_QUESTION_TYPES], Rule("isIn", f"{{}} must be one of: {', '.join(_QUESTION_TYPES)}")  # type: ignore[valid-type]
        ]
        | None
    ) = None
    slug: _Filled | None = None
    label: Text | None = None
    placeholder: Text | None = None
    required: Flag | None = None
    hidden: Flag | None = None
    disable_on_prefill: Flag | None = None
    options: Annotated[list[str], Rule("isArray", "{} must be an array of strings")] | None = None
    first_name_label: Text | None = None
    first_name_placeholder: Text | None = None
    last_name_label: Text | None = None
    last_name_placeholder: Text | None = None
    last_name_required: Flag | None = None


class UpdateBody(Lenient):
    """What is not given stays as it is."""

    length_in_minutes: Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")] | None = None
    length_in_minutes_options: (
        Annotated[
            list[Annotated[int, BeforeValidator(_length), Field(ge=1)]],
            Rule("isInt", "each value in {} must be an integer number"),
        ]
        | None
    ) = None
    title: _Filled | None = None
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$"), Rule("slug", "{} must be a valid slug")] | None = None
    description: Text | None = None
    booking_fields: Annotated[list[_Question], Rule("isArray", "{} must be an array")] | None = None
    disable_guests: Flag | None = None
    slot_interval: _Count | None = None
    minimum_booking_notice: _Minutes | None = None
    before_event_buffer: _Minutes | None = None
    after_event_buffer: _Minutes | None = None
    offset_start: _Minutes | None = None
    schedule_id: Whole | None = None
    booking_limits_count: Annotated[_Limits | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    booking_limits_duration: Annotated[_Limits | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    booker_active_bookings_limit: Annotated[_ActiveBookings | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    only_show_first_available_slot: Flag | None = None
    booking_window: Annotated[_Window | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    booker_layouts: Annotated[_BookerLayouts, _OBJECT] | None = None
    confirmation_policy: Annotated[_Confirmation | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    recurrence: Annotated[_Recurrence | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    requires_booker_email_verification: Flag | None = None
    hide_calendar_notes: Flag | None = None
    lock_time_zone_toggle_on_booking_page: Flag | None = None
    color: Annotated[_Color, _OBJECT] | None = None
    seats: Annotated[_Seats | None, BeforeValidator(_unless_disabled), _OBJECT] = None
    custom_name: Text | None = None
    destination_calendar: Annotated[_DestinationCalendar, _OBJECT] | None = None
    use_destination_calendar_email: Flag | None = None
    hide_calendar_event_details: Flag | None = None
    success_redirect_url: Text | None = None
    hide_organizer_email: Flag | None = None
    cal_video_settings: Annotated[_CalVideo, _OBJECT] | None = None
    hidden: Flag | None = None
    booking_requires_authentication: Flag | None = None
    disable_cancelling: Annotated[_DisableCancelling, _OBJECT] | None = None
    disable_rescheduling: Annotated[_DisableRescheduling, _OBJECT] | None = None
    interface_language: Text | None = None
    allow_rescheduling_past_bookings: Flag | None = None
    allow_rescheduling_cancelled_bookings: Flag | None = None
    show_optimized_slots: Flag | None = None
    locations: Annotated[list[_Location], Rule("isArray", "{} must be an array")] | None = None


class CreateBody(UpdateBody):
    length_in_minutes: Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")]
    title: _Filled
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$"), Rule("slug", "{} must be a valid slug")]


class _Host(Lenient):
    user_id: Whole
    mandatory: Flag = False
    priority: Annotated[
        Literal["lowest", "low", "medium", "high", "highest"],
        Rule("isEnum", "{} must be one of the following values: lowest, low, medium, high, highest"),
    ] = "medium"


class _EmailSettings(Lenient):
    disable_emails_to_attendees: Flag | None = None
    disable_emails_to_hosts: Flag | None = None


class TeamPart(Lenient):
    """What only a team's event type has."""

    hosts: Annotated[list[_Host], Rule("isArray", "{} must be an array")] | None = None
    assign_all_team_members: Flag | None = None
    email_settings: Annotated[_EmailSettings, _OBJECT] | None = None
    reschedule_with_same_round_robin_host: Flag | None = None


class TeamUpdateBody(TeamPart, UpdateBody):
    pass


class TeamCreateBody(TeamPart, CreateBody):
    scheduling_type: Annotated[
        Literal["collective", "roundRobin", "managed"],
        Rule("isEnum", "{} must be one of the following values: collective, roundRobin, managed"),
    ]


_ELSEWHERE = frozenset({"schedule_id", "hosts", "assign_all_team_members"})
"""What is no part of the spec as it is said."""
_CLEARED_BY_NULL = frozenset(
    {
        "booking_limits_count",
        "booking_limits_duration",
        "booker_active_bookings_limit",
        "booking_window",
        "confirmation_policy",
        "recurrence",
        "seats",
        "slot_interval",
        "custom_name",
        "success_redirect_url",
        "interface_language",
        "color",
        "booker_layouts",
        "destination_calendar",
        "cal_video_settings",
        "disable_rescheduling",
    }
)
"""Null says that there is none; of everything else it says nothing."""


def changes_of(body: UpdateBody) -> dict[str, Any]:
    """The parts of an ``EventTypeSpec`` that the body says. Raises Refusal."""
    said = body.model_dump(exclude_unset=True, exclude=set(_ELSEWHERE))
    changes = {key: value for key, value in said.items() if value is not None or key in _CLEARED_BY_NULL}
    if body.booking_fields is not None:
        changes["booking_fields"] = [_field(question) for question in body.booking_fields]
    if body.locations is not None:
        changes["locations"] = [location.model_dump(exclude_none=True) for location in body.locations]
    if body.disable_cancelling is not None:
        changes["disable_cancelling"] = body.disable_cancelling.disabled
    if body.disable_rescheduling is not None:
        rule = body.disable_rescheduling
        nothing = not rule.disabled and rule.minutes_before is None
        changes["disable_rescheduling"] = None if nothing else rule.model_dump()
    for part in ("cal_video_settings", "email_settings"):
        if (settings := changes.get(part)) is not None:
            changes[part] = {key: value for key, value in settings.items() if value is not None}
    return changes


def _field(question: _Question) -> dict[str, Any]:
    """In a world file's terms, where a question that every event type has goes by its slug alone."""
    given = question.model_dump(exclude_none=True)
    if question.type in ("name", "splitName", "email"):
        del given["type"]
        given["slug"] = question.type
        _check_email(question)
    elif question.slug in DEFAULT_QUESTIONS:
        given.pop("type", None)
    elif question.type is None:
        raise _wrong("bookingFields", "bookingFields must have a type, or the slug of a default field")
    elif question.slug is None:
        raise _wrong("bookingFields", "bookingFields must have a slug")
    elif question.label is None:
        raise _wrong("bookingFields", "bookingFields must have a label")
    if given.get("type") is None:
        given.pop("options", None)
    return given


def _check_email(question: _Question) -> None:
    if question.type == "email" and (question.required is False or question.hidden is True):
        raise Refusal(400, "Booking field with type 'email' must be required and visible.")


def _wrong(property_: str, sentence: str) -> ValidationRefusal:
    return ValidationRefusal([{"property": property_, "children": [], "constraints": {"custom": sentence}}])


def spec_of(before: EventTypeSpec | None, changes: dict[str, Any]) -> EventTypeSpec:
    """The whole spec. Raises Refusal for what goes together nowhere, such as a question of options without any."""
    whole = before.model_dump() if before is not None else {}
    try:
        return EventTypeSpec.model_validate(whole | changes)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refusal(400, f"{place}: {first['msg'].removeprefix('Value error, ')}") from None
