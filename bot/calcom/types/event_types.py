"""What an event type is made of, as it is written (facts 5); it is read as ``bot.scheduling.models.EventType``."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.calcom.arguments import (
    ABSENT,
    Clearable,
    Count,
    Day,
    Language,
    Minutes,
    Phone,
    Slug,
    Text,
    Url,
    WriteModel,
    matching,
)
from bot.scheduling.models import CalcomModel, Instant

Integration = Literal[
    "cal-video",
    "google-meet",
    "zoom",
    "whereby-video",
    "whatsapp-video",
    "webex-video",
    "telegram-video",
    "tandem",
    "sylaps-video",
    "skype-video",
    "sirius-video",
    "signal-video",
    "shimmer-video",
    "salesroom-video",
    "roam-video",
    "riverside-video",
    "ping-video",
    "office365-video",
    "mirotalk-video",
    "jitsi",
    "jelly-video",
    "jelly-conferencing",
    "huddle",
    "facetime-video",
    "element-call-video",
    "eightxeight-video",
    "discord-video",
    "demodesk-video",
    "campfire-video",
]
HexColor = Annotated[str, matching(r"#[0-9a-fA-F]{6}", "not a colour such as #1d4ed8")]


class Disabled(WriteModel):
    """Switches off what an event type had."""

    disabled: Literal[True] = True


# Where


class OfferedAddress(WriteModel):
    type: Literal["address"] = "address"
    address: Text
    public: bool


class OfferedLink(WriteModel):
    type: Literal["link"] = "link"
    link: Url
    public: bool


class OfferedPhone(WriteModel):
    type: Literal["phone"] = "phone"
    phone: Phone
    public: bool


class OfferedIntegration(WriteModel):
    type: Literal["integration"] = "integration"
    integration: Integration


class AskedOfAttendee(WriteModel):
    """The attendee says where. ``organizersDefaultApp`` is for the event types of teams."""

    type: Literal["attendeeAddress", "attendeePhone", "attendeeDefined", "organizersDefaultApp"]


OfferedLocation = Annotated[
    OfferedAddress | OfferedLink | OfferedPhone | OfferedIntegration | AskedOfAttendee, Field(discriminator="type")
]


# Questions


class NameField(WriteModel):
    type: Literal["name"] = "name"
    label: str
    placeholder: str
    disable_on_prefill: bool | None = None


class EmailField(WriteModel):
    """It must stay required and visible on the event types of a person."""

    type: Literal["email"] = "email"
    label: str
    placeholder: str
    required: bool | None = None
    hidden: bool | None = None
    disable_on_prefill: bool | None = None


class DefaultField(WriteModel):
    """One of the questions that every event type has."""

    slug: Literal["title", "notes", "guests", "rescheduleReason", "location"]
    label: str | None = None
    required: bool | None = None
    hidden: bool | None = None
    placeholder: str | None = None
    disable_on_prefill: bool | None = None

    @model_validator(mode="after")
    def _the_location_takes_a_label_only(self) -> Self:
        if self.slug == "location" and self.model_fields_set - {"slug", "label"}:
            raise ValueError("the question about the location takes a label and nothing else")
        return self


_WITH_OPTIONS = ("select", "multiselect", "checkbox", "radio")
_WITHOUT_PLACEHOLDER = ("multiselect", "checkbox", "radio", "boolean")


class Question(WriteModel):
    """A question of one's own (facts 5.4)."""

    type: Literal[
        "text",
        "textarea",
        "phone",
        "address",
        "url",
        "number",
        "multiemail",
        "select",
        "multiselect",
        "checkbox",
        "radio",
        "boolean",
    ]
    slug: Text
    label: Text
    required: bool
    hidden: bool = False
    placeholder: str | None = None
    options: tuple[Text, ...] = ()
    disable_on_prefill: bool | None = None

    @model_validator(mode="after")
    def _has_what_its_type_wants(self) -> Self:
        if (self.type in _WITH_OPTIONS) != bool(self.options):
            raise ValueError(f"a {self.type} question {'needs' if self.type in _WITH_OPTIONS else 'takes no'} options")
        if (self.type in _WITHOUT_PLACEHOLDER) != (self.placeholder is None):
            verb = "takes no" if self.type in _WITHOUT_PLACEHOLDER else "needs a"
            raise ValueError(f"a {self.type} question {verb} placeholder")
        return self


AnyField = NameField | EmailField | DefaultField | Question


# When


class PerPeriod(WriteModel):
    """A limit for each of the periods that are given."""

    day: Count | None = None
    week: Count | None = None
    month: Count | None = None
    year: Count | None = None


class ActiveBookingsLimit(WriteModel):
    maximum_active_bookings: Count
    offer_reschedule: bool | None = None


class DaysWindow(WriteModel):
    """Bookable so many days from now; ``rolling`` keeps so many bookable days in it."""

    type: Literal["businessDays", "calendarDays"]
    value: Count
    rolling: bool | None = None


class RangeWindow(WriteModel):
    """Bookable between two dates."""

    type: Literal["range"] = "range"
    value: tuple[Day, Day]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        first, last = self.value
        if last < first:
            raise ValueError("the window ends before it starts")
        return self


class NoticeThreshold(WriteModel):
    unit: Literal["minutes", "hours", "days", "months"]
    count: Count


class NewConfirmationPolicy(WriteModel):
    """``time`` wants confirmation only of what is booked at less notice than the threshold."""

    type: Literal["always", "time"]
    block_unconfirmed_bookings_in_booker: bool
    notice_threshold: NoticeThreshold | None = None

    @model_validator(mode="after")
    def _has_a_threshold_when_it_is_about_time(self) -> Self:
        if (self.type == "time") != (self.notice_threshold is not None):
            raise ValueError("a notice threshold belongs to the type time, and to no other")
        return self


class NewRecurrence(WriteModel):
    interval: Count
    occurrences: Count
    frequency: Literal["yearly", "monthly", "weekly"]


class NewSeats(WriteModel):
    seats_per_time_slot: Count
    show_attendee_info: bool
    show_availability_count: bool


class CancellingRule(WriteModel):
    disabled: bool


class ReschedulingRule(WriteModel):
    """``minutes_before`` alone: not within so many minutes of the start."""

    disabled: bool | None = None
    minutes_before: Count | None = None


# How it looks


class Color(WriteModel):
    light_theme_hex: HexColor
    dark_theme_hex: HexColor


Layout = Literal["month", "week", "column"]


class BookerLayouts(WriteModel):
    default_layout: Layout
    enabled_layouts: Annotated[tuple[Layout, ...], Field(min_length=1)]


class EventTypeDestination(WriteModel):
    """The calendar that bookings are written into."""

    integration: Text
    external_id: Text


class CalVideoSettings(WriteModel):
    disable_recording_for_organizer: bool | None = None
    disable_recording_for_guests: bool | None = None
    redirect_url_on_exit: Url | None = None
    enable_automatic_recording_for_organizer: bool | None = None
    enable_automatic_transcription: bool | None = None
    disable_transcription_for_guests: bool | None = None
    disable_transcription_for_organizer: bool | None = None
    send_transcription_emails: bool | None = None


# The whole


class Settings(WriteModel):
    """All that may be said of an event type. Notices and buffers in minutes."""

    length_in_minutes_options: tuple[Count, ...] = ()
    description: str | None = None
    locations: tuple[OfferedLocation, ...] | None = None
    booking_fields: tuple[AnyField, ...] | None = None
    disable_guests: bool | None = None
    slot_interval: Count | None = None
    minimum_booking_notice: Minutes | None = None
    before_event_buffer: Minutes | None = None
    after_event_buffer: Minutes | None = None
    schedule_id: Clearable[int] = ABSENT
    """None goes back to the owner's default."""
    booking_limits_count: PerPeriod | Disabled | None = None
    booking_limits_duration: PerPeriod | Disabled | None = None
    """In minutes."""
    booker_active_bookings_limit: ActiveBookingsLimit | Disabled | None = None
    only_show_first_available_slot: bool | None = None
    booking_window: DaysWindow | RangeWindow | Disabled | None = None
    offset_start: Minutes | None = None
    booker_layouts: BookerLayouts | None = None
    confirmation_policy: NewConfirmationPolicy | Disabled | None = None
    recurrence: NewRecurrence | Disabled | None = None
    requires_booker_email_verification: bool | None = None
    hide_calendar_notes: bool | None = None
    lock_time_zone_toggle_on_booking_page: bool | None = None
    color: Color | None = None
    seats: NewSeats | Disabled | None = None
    custom_name: str | None = None
    destination_calendar: EventTypeDestination | None = None
    use_destination_calendar_email: bool | None = None
    hide_calendar_event_details: bool | None = None
    success_redirect_url: Url | None = None
    hide_organizer_email: bool | None = None
    cal_video_settings: CalVideoSettings | None = None
    hidden: bool | None = None
    booking_requires_authentication: bool | None = None
    disable_cancelling: CancellingRule | None = None
    disable_rescheduling: ReschedulingRule | None = None
    interface_language: Language | Literal[""] | None = None
    allow_rescheduling_past_bookings: bool | None = None
    allow_rescheduling_cancelled_bookings: bool | None = None
    show_optimized_slots: bool | None = None


class NewEventType(Settings):
    length_in_minutes: Count
    title: Text
    slug: Slug


class EventTypeChanges(Settings):
    """Changes what is given."""

    length_in_minutes: Count | None = None
    title: Text | None = None
    slug: Slug | None = None


class NewHost(WriteModel):
    user_id: int
    mandatory: bool | None = None
    priority: Literal["lowest", "low", "medium", "high", "highest"] | None = None


class EmailSettings(WriteModel):
    disable_emails_to_attendees: bool | None = None
    disable_emails_to_hosts: bool | None = None


class TeamSettings(WriteModel):
    """What is said of the event types of teams alone."""

    hosts: tuple[NewHost, ...] | None = None
    assign_all_team_members: bool | None = None
    email_settings: EmailSettings | None = None
    reschedule_with_same_round_robin_host: bool | None = None


SchedulingType = Literal["collective", "roundRobin", "managed"]


class NewTeamEventType(NewEventType, TeamSettings):
    scheduling_type: SchedulingType


class TeamEventTypeChanges(EventTypeChanges, TeamSettings):
    scheduling_type: SchedulingType | None = None


# Answers


class DeletedEventType(CalcomModel):
    id: int
    length_in_minutes: int | None = None
    title: str | None = None
    slug: str | None = None


class PrivateLink(CalcomModel):
    """Ends at ``expires_at`` or after ``max_usage_count`` uses (facts 5.7). Whoever has the URL can book."""

    link_id: str
    event_type_id: int | None = None
    is_expired: bool = False
    booking_url: str | None = None
    expires_at: Instant | None = None
    max_usage_count: int | None = None
    usage_count: int | None = None


class DeletedPrivateLink(CalcomModel):
    link_id: str
    message: str | None = None
