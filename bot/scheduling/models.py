"""Cal.com's nouns as the assistant uses them: event types, slots, bookings and the people in them.

The models read Cal.com's own JSON (camelCase) and our snake_case alike. They tolerate what they do not know: unknown
fields are kept, unknown enum values stay text, and what real answers leave out is optional.
Instants are aware and in UTC; lengths are whole minutes.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


def _as_utc(instant: datetime) -> datetime:
    """Cal.com writes UTC; a naive instant is UTC too (facts 1.5)."""
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(_as_utc)]


class CalcomModel(BaseModel):
    """Reads camelCase and snake_case, keeps what it does not know."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="allow",
        frozen=True,
        defer_build=True,  # Cal.com answers far more kinds than a run ever reads
    )


class BookingField(CalcomModel):
    """A question of an event type (facts 5.4). ``slug`` is the key of its answer."""

    type: str
    slug: str
    is_default: bool = False
    required: bool = False
    hidden: bool = False
    label: str | None = None
    placeholder: str | None = None
    options: tuple[str, ...] = ()


class Location(CalcomModel):
    """Where a meeting can take place (facts 5.6)."""

    type: str
    integration: str | None = None
    address: str | None = None
    link: str | None = None
    phone: str | None = None
    location: str | None = None


class Recurrence(CalcomModel):
    interval: int = 1
    occurrences: int = 1
    frequency: str = "weekly"
    disabled: bool = False


class Seats(CalcomModel):
    seats_per_time_slot: int | None = None
    show_attendee_info: bool = False
    show_availability_count: bool = False
    disabled: bool = False


class NoticeThreshold(CalcomModel):
    unit: str | None = None
    count: int | None = None


class ConfirmationPolicy(CalcomModel):
    type: str | None = None
    notice_threshold: NoticeThreshold | None = None
    block_unconfirmed_bookings_in_booker: bool = False
    disabled: bool = False


class PerPeriod(CalcomModel):
    """A limit for each period that has one."""

    day: int | None = None
    week: int | None = None
    month: int | None = None
    year: int | None = None
    disabled: bool = False


class ActiveBookingsLimit(CalcomModel):
    maximum_active_bookings: int | None = None
    offer_reschedule: bool = False
    disabled: bool = False


class DisableCancelling(CalcomModel):
    disabled: bool = False


class DisableRescheduling(CalcomModel):
    disabled: bool = False
    minutes_before: int | None = None


class Team(CalcomModel):
    id: int
    slug: str | None = None
    name: str | None = None


class User(CalcomModel):
    """A Cal.com user as event types name them."""

    id: int | None = None
    user_id: int | None = None
    """What the hosts of a team's event type have in place of an id (facts 17)."""
    name: str | None = None
    username: str | None = None


class EventType(CalcomModel):
    """Something that can be booked (facts 5.3)."""

    id: int
    slug: str
    title: str
    length_in_minutes: int
    length_in_minutes_options: tuple[int, ...] = ()
    description: str | None = None
    locations: tuple[Location, ...] = ()
    booking_fields: tuple[BookingField, ...] = ()
    hidden: bool = False
    disable_guests: bool = False
    is_instant_event: bool = False
    minimum_booking_notice: int = 0
    """Minutes."""
    before_event_buffer: int = 0
    """Minutes."""
    after_event_buffer: int = 0
    """Minutes."""
    offset_start: int = 0
    """Minutes."""
    slot_interval: int | None = None
    """Minutes; None is the event type's length."""
    booking_window: Any = None
    booking_limits_count: PerPeriod | None = None
    booking_limits_duration: PerPeriod | None = None
    """Minutes."""
    booker_active_bookings_limit: ActiveBookingsLimit | None = None
    only_show_first_available_slot: bool = False
    requires_booker_email_verification: bool = False
    booking_requires_authentication: bool = False
    lock_time_zone_toggle_on_booking_page: bool = False
    allow_rescheduling_past_bookings: bool = False
    allow_rescheduling_cancelled_bookings: bool = False
    custom_name: str | None = None
    metadata: dict[str, Any] | None = None
    recurrence: Recurrence | None = None
    seats: Seats | None = None
    confirmation_policy: ConfirmationPolicy | None = None
    disable_cancelling: DisableCancelling | None = None
    disable_rescheduling: DisableRescheduling | None = None
    schedule_id: int | None = None
    scheduling_type: str | None = None
    owner_id: int | None = None
    team_id: int | None = None
    team: Team | None = None
    assign_all_team_members: bool | None = None
    parent_event_type_id: int | None = None
    users: tuple[User | str, ...] = ()
    hosts: tuple[User | str, ...] = ()
    booking_url: str | None = None

    @property
    def lengths(self) -> tuple[int, ...]:
        """Every length it can be booked for, in minutes."""
        return self.length_in_minutes_options or (self.length_in_minutes,)

    @property
    def is_recurring(self) -> bool:
        return self.recurrence is not None and not self.recurrence.disabled

    @property
    def is_seated(self) -> bool:
        return self.seats is not None and not self.seats.disabled and bool(self.seats.seats_per_time_slot)

    @property
    def needs_confirmation(self) -> bool:
        return self.confirmation_policy is not None and not self.confirmation_policy.disabled


class Slot(CalcomModel):
    """A time that can be booked (facts 3.1)."""

    start: Instant
    end: Instant | None = None
    seats_remaining: int | None = None
    seats_total: int | None = None
    seats_booked: int | None = None
    booking_uid: str | None = None
    """The booking whose seats these are, when there is one."""


class Reservation(CalcomModel):
    """A slot held back from others for some minutes (facts 3.4)."""

    reservation_uid: str
    event_type_id: int | None = None
    slot_start: Instant
    slot_end: Instant | None = None
    slot_duration: int | None = None
    """Minutes."""
    reservation_duration: int | None = None
    """Minutes."""
    reservation_until: Instant | None = None


class Host(CalcomModel):
    id: int | str | None = None
    name: str | None = None
    email: str | None = None
    display_email: str | None = None
    username: str | None = None
    time_zone: str | None = None


class Attendee(CalcomModel):
    name: str | None = None
    email: str | None = None
    display_email: str | None = None
    time_zone: str | None = None
    language: str | None = None
    phone_number: str | None = None
    absent: bool = False
    seat_uid: str | None = None
    booking_fields_responses: dict[str, Any] | None = None


class EventTypeName(CalcomModel):
    id: int | None = None
    slug: str | None = None


class Booking(CalcomModel):
    """A booking (facts 4.1). ``status`` is accepted, pending, cancelled, rejected, awaiting_host or a later word."""

    uid: str
    id: int | None = None
    title: str | None = None
    description: str | None = None
    status: str
    start: Instant
    end: Instant
    duration: int | None = None
    event_type_id: int | None = None
    event_type: EventTypeName | None = None
    hosts: tuple[Host, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    guests: tuple[str, ...] | None = None
    location: str | None = None
    metadata: dict[str, Any] | None = None
    booking_fields_responses: dict[str, Any] | None = None
    cancellation_reason: str | None = None
    cancelled_by_email: str | None = None
    rescheduling_reason: str | None = None
    rescheduled_by_email: str | None = None
    absent_host: bool = False
    rating: float | None = None
    rescheduled_from_uid: str | None = None
    rescheduled_to_uid: str | None = None
    recurring_booking_uid: str | None = None
    seat_uid: str | None = None
    ics_uid: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None

    @property
    def is_active(self) -> bool:
        """Still to take place as far as Cal.com says: not cancelled, rejected or moved away."""
        return self.status not in ("cancelled", "rejected")


class CalendarLink(CalcomModel):
    """Adds a booking to somebody's calendar (facts 4.8)."""

    label: str
    link: str


class Availability(CalcomModel):
    """Working hours on some days of the week, as wall times ``HH:MM`` of the schedule's zone (facts 6)."""

    days: tuple[str, ...]
    start_time: str
    end_time: str


class ScheduleOverride(CalcomModel):
    """Replaces the working hours of one date."""

    date: date
    start_time: str
    end_time: str


class Schedule(CalcomModel):
    id: int
    name: str | None = None
    owner_id: int | None = None
    time_zone: str
    is_default: bool = False
    availability: tuple[Availability, ...] = ()
    overrides: tuple[ScheduleOverride, ...] = ()


class Organization(CalcomModel):
    id: int | None = None
    is_platform: bool = False


class Me(CalcomModel):
    """Whose credential this is (facts 7)."""

    id: int
    username: str | None = None
    email: str | None = None
    name: str | None = None
    time_zone: str | None = None
    time_format: int | None = None
    week_start: str | None = None
    locale: str | None = None
    avatar_url: str | None = None
    bio: str | None = None
    default_schedule_id: int | None = None
    organization_id: int | None = None
    organization: Organization | None = None


class NewAttendee(CalcomModel):
    """The booker, as a new booking names them (facts 4.2)."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)

    name: str
    time_zone: str
    email: str | None = None
    phone_number: str | None = None
    language: str = "en"


class NewBooking(CalcomModel):
    """The body of a new booking (facts 4.2): only what Cal.com knows, since an unknown key is refused.

    One way of naming the event type is given: ``event_type_id``, or ``event_type_slug`` with ``username`` or
    ``team_slug``.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)

    start: Instant
    attendee: NewAttendee
    event_type_id: int | None = None
    event_type_slug: str | None = None
    username: str | None = None
    team_slug: str | None = None
    organization_slug: str | None = None
    booking_fields_responses: dict[str, Any] | None = None
    guests: tuple[str, ...] | None = None
    location: dict[str, Any] | None = None
    metadata: dict[str, str] | None = None
    length_in_minutes: int | None = None
    recurrence_count: int | None = None
    instant: bool | None = None
    email_verification_code: str | None = Field(default=None, repr=False)
