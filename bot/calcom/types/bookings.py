"""Bookings and what belongs to them (facts 4)."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.calcom.arguments import (
    Count,
    Email,
    Language,
    Missing,
    Moment,
    Phone,
    Text,
    TimeZone,
    Url,
    WriteModel,
    matching,
    sized,
)
from bot.scheduling.models import Attendee, Booking, CalcomModel

STATUSES = ("upcoming", "recurring", "past", "cancelled", "unconfirmed")
Status = Annotated[str, matching("|".join(STATUSES), f"not one of {', '.join(STATUSES)}")]
"""What bookings are asked by: their time as much as their own status (facts 4.4)."""
Sort = Literal["asc", "desc"]


def _as_list(data: Any) -> list[Any]:
    """The data of a booking may be an object or an array of them (facts 4.1); never an empty one."""
    found = data if isinstance(data, list) else [data]
    if not found:
        raise ValueError("an empty list")
    return found


def _by_start(bookings: list[Booking]) -> list[Booking]:
    return sorted(bookings, key=lambda booking: booking.start)


OneOrMany = Annotated[list[Booking], BeforeValidator(_as_list), AfterValidator(_by_start)]
"""One booking, or a series in order of start."""


def _only(data: Any) -> Any:
    return _as_list(data)[0]


OnlyOne = Annotated[Booking, BeforeValidator(_only)]
"""One booking, though it may come in an array of one."""


# Bodies


class AddressLocation(WriteModel):
    type: Literal["address"] = "address"
    address: Text


class LinkLocation(WriteModel):
    type: Literal["link"] = "link"
    link: Url


class PhoneLocation(WriteModel):
    type: Literal["phone"] = "phone"
    phone: Phone


class IntegrationLocation(WriteModel):
    type: Literal["integration"] = "integration"
    integration: Text


class AttendeeAddressLocation(WriteModel):
    type: Literal["attendeeAddress"] = "attendeeAddress"
    address: Text


class AttendeePhoneLocation(WriteModel):
    type: Literal["attendeePhone"] = "attendeePhone"
    phone: Phone


class AttendeeDefinedLocation(WriteModel):
    type: Literal["attendeeDefined"] = "attendeeDefined"
    location: Text


NewLocation = Annotated[
    AddressLocation
    | LinkLocation
    | PhoneLocation
    | IntegrationLocation
    | AttendeeAddressLocation
    | AttendeePhoneLocation
    | AttendeeDefinedLocation,
    Field(discriminator="type"),
]
"""Where a booking is moved to (facts 4.9)."""


class ChosenLocation(WriteModel):
    """One of an event type's locations, as a new booking names it (facts 5.6)."""

    type: Literal[
        "address",
        "link",
        "phone",
        "integration",
        "attendeeAddress",
        "attendeePhone",
        "attendeeDefined",
        "organizersDefaultApp",
    ]
    integration: Text | None = None
    address: Text | None = None
    phone: Phone | None = None
    location: Text | None = None

    @model_validator(mode="after")
    def _carries_what_its_type_wants(self) -> Self:
        wanted = {
            "integration": "integration",
            "attendeeAddress": "address",
            "attendeePhone": "phone",
            "attendeeDefined": "location",
        }.get(self.type)
        given = self.model_fields_set - {"type"}
        if wanted is not None and getattr(self, wanted) is None:
            raise ValueError(f"a location of the type {self.type} needs its {wanted}")
        if given - {wanted}:
            raise ValueError(f"a location of the type {self.type} takes no {', '.join(sorted(given - {wanted}))}")
        return self


class Booker(WriteModel):
    name: Text
    time_zone: TimeZone
    email: Email | None = None
    phone_number: Phone | None = None
    language: Language = "en"

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.email is None and self.phone_number is None:
            raise Missing("an attendee needs an e-mail address or a phone number")
        return self


class Routing(WriteModel):
    """How a routing form led to this booking."""

    team_member_ids: tuple[int, ...]
    response_id: int | None = None
    queued_response_id: str | None = None
    team_member_email: Email | None = None
    skip_contact_owner: bool | None = None
    crm_app_slug: str | None = None
    crm_owner_record_type: str | None = None


MetadataKey = Annotated[str, sized(1, 40)]
MetadataText = Annotated[str, sized(0, 500)]
Metadata = Annotated[dict[MetadataKey, MetadataText | bool | int | float], Field(max_length=50)]
"""At most 50 keys of up to 40 characters, texts of up to 500."""


class BookingToMake(WriteModel):
    """The body of a new booking (facts 4.2), with one way of naming the event type."""

    start: Moment
    attendee: Booker
    event_type_id: int | None = None
    event_type_slug: Text | None = None
    username: Text | None = None
    team_slug: Text | None = None
    organization_slug: Text | None = None
    booking_fields_responses: dict[str, Any] | None = None
    guests: tuple[Email, ...] = ()
    location: ChosenLocation | None = None
    meeting_url: Url | None = None
    metadata: Metadata | None = None
    length_in_minutes: Count | None = None
    routing: Routing | None = None
    email_verification_code: Text | None = Field(default=None, repr=False)
    instant: Literal[True] | None = None
    recurrence_count: Count | None = None
    allow_conflicts: bool | None = None
    allow_booking_out_of_bounds: bool | None = None
    skip_booking_limits: bool | None = None

    @model_validator(mode="after")
    def _names_one_event_type(self) -> Self:
        by_slug = self.event_type_slug is not None and (self.username is None) != (self.team_slug is None)
        others = (self.event_type_slug, self.username, self.team_slug, self.organization_slug)
        by_id = self.event_type_id is not None and others == (None, None, None, None)
        if by_id == by_slug:
            raise ValueError("name one event type: by its id, or by its slug with a username or a team's slug")
        return self

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if self.instant and self.recurrence_count is not None:
            raise ValueError("an instant booking is no series")
        return self


class AbsentAttendee(WriteModel):
    email: Email
    absent: bool


class Guest(WriteModel):
    """Somebody to invite to a booking that is there already."""

    email: Email
    name: Text | None = None
    time_zone: TimeZone | None = None
    phone_number: Phone | None = None
    language: Language | None = None


# Answers


class Reassigned(CalcomModel):
    class Person(CalcomModel):
        id: int | None = None
        name: str | None = None
        email: str | None = None
        display_email: str | None = None

    booking_uid: str
    reassigned_to: Person


class BookingReference(CalcomModel):
    """What another system calls this booking."""

    type: str
    event_uid: str | None = None
    destination_calendar_id: int | str | None = None
    id: int | None = None


class Recording(CalcomModel):
    """``start_ts`` in seconds since 1970, ``duration`` in seconds."""

    id: str
    room_name: str | None = None
    start_ts: float | None = None
    status: str | None = None
    max_participants: int | None = None
    duration: float | None = None
    share_token: str | None = Field(default=None, repr=False)
    download_link: str | None = Field(default=None, repr=False)
    error: str | None = None


class Participant(CalcomModel):
    user_id: str | None = None
    user_name: str | None = None
    join_time: float | None = None
    duration: float | None = None


class ConferencingSession(CalcomModel):
    """``start_time`` in seconds since 1970, ``duration`` in seconds."""

    id: str
    room: str | None = None
    start_time: float | None = None
    duration: float | None = None
    ongoing: bool | None = None
    max_participants: int | None = None
    participants: tuple[Participant, ...] = ()


class AttendeeOfBooking(Attendee):
    id: int
    booking_id: int | None = None


ReferenceType = Literal[
    "google_calendar", "office365_calendar", "daily_video", "google_video", "office365_video", "zoom_video"
]
