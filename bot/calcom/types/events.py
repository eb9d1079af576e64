"""What Cal.com tells by webhook (facts 9.3). Its names differ from those of the bookings one asks for: ``startTime``,
``bookingId``, and a status in capitals."""

from typing import Any

from pydantic import Field

from bot.scheduling.models import CalcomModel, Instant


class Language(CalcomModel):
    locale: str | None = None


class Person(CalcomModel):
    id: int | None = None
    email: str | None = None
    name: str | None = None
    username: str | None = None
    time_zone: str | None = None
    language: Language | None = None
    phone_number: str | None = None
    utc_offset: float | None = None
    """Minutes."""


class BookingPayload(CalcomModel):
    """A booking as it is after the event. The last fields come with the triggers that they are named for."""

    uid: str
    booking_id: int | None = None
    type: str | None = None
    """The slug of the event type."""
    event_type_id: int | None = None
    title: str | None = None
    description: str | None = None
    additional_notes: str | None = None
    start_time: Instant
    end_time: Instant
    length: int | None = None
    """Minutes."""
    status: str | None = None
    """In capitals: ACCEPTED, PENDING, CANCELLED, REJECTED."""
    organizer: Person | None = None
    attendees: tuple[Person, ...] = ()
    location: str | None = None
    responses: dict[str, Any] | None = None
    user_fields_responses: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None
    requires_confirmation: bool | None = None
    i_cal_uid: str | None = Field(default=None, alias="iCalUID")
    i_cal_sequence: int | None = None

    reschedule_uid: str | None = None
    """The uid that it had before it was moved."""
    reschedule_id: int | None = None
    reschedule_start_time: Instant | None = None
    reschedule_end_time: Instant | None = None
    rescheduled_by: str | None = None
    cancelled_by: str | None = None
    cancellation_reason: str | None = None
    request_reschedule: bool = False
    """It was cancelled so that the attendee chooses another time."""
    rejection_reason: str | None = None
    payment_id: int | None = None
    payment_data: dict[str, Any] | None = None
    download_link: str | None = Field(default=None, repr=False)


class Absence(CalcomModel):
    email: str
    no_show: bool = False


class NoShowPayload(CalcomModel):
    booking_uid: str
    booking_id: int | None = None
    attendees: tuple[Absence, ...] = ()
    message: str | None = None


class MeetingPayload(CalcomModel):
    """The booking as Cal.com's database has it."""

    uid: str
    id: int | None = None
    title: str | None = None
    start_time: Instant
    end_time: Instant
    status: str | None = None
    user: Person | None = None
    event_type: dict[str, Any] | None = None
    attendees: tuple[Person, ...] = ()


class VideoNoShowPayload(CalcomModel):
    """Somebody was not in the video call some minutes after the start."""

    booking_id: int | None = None
    booking_uid: str | None = None
    webhook: dict[str, Any] | None = None


class InstantMeetingPayload(CalcomModel):
    """A booking for now rings: what a notification to the hosts says."""

    title: str | None = None
    body: str | None = None
    icon: str | None = None
    url: str | None = Field(default=None, repr=False)
    type: str | None = None
    require_interaction: bool | None = None
    actions: tuple[dict[str, Any], ...] = ()
