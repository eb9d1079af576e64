"""Where a booking takes place, its attendees and its guests (facts 4.9)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.answers import attendee_answer
from bot.sandbox.booking_details import add_attendee, add_guests, set_location
from bot.sandbox.booking_rules import may_manage
from bot.sandbox.errors import Refusal, ValidationRefusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.records import Attendee, Booking
from bot.sandbox.resources.bookings import ONE, VERSIONS, shown
from bot.sandbox.resources.integrations import INTEGRATIONS
from bot.sandbox.validation import Email, Language, Lenient, Phone, Rule, Text, Zone, by_global_validation


class _Location(Lenient):
    type: Annotated[
        Literal["address", "link", "phone", "integration", "attendeeAddress", "attendeePhone", "attendeeDefined"],
        Rule(
            "isIn",
            "{} must be one of: address, link, phone, integration, attendeeAddress, attendeePhone, attendeeDefined",
        ),
    ]
    address: Text | None = None
    link: Text | None = None
    phone: Phone | None = None
    location: Text | None = None
    integration: (
        Annotated[Literal[INTEGRATIONS], Rule("isIn", f"{{}} must be one of: {', '.join(INTEGRATIONS)}")] | None  # type: ignore[valid-type]
    ) = None


class _Update(Lenient):
    location: Annotated[_Location, Rule("isObject", "{} must be an object")]


def _update_location(call: Call) -> Answer:
    location = by_global_validation(_Update, call.body).location
    needed = {"attendeeAddress": "address", "attendeePhone": "phone", "attendeeDefined": "location"}.get(
        location.type, location.type
    )
    if not getattr(location, needed):
        child = {"property": needed, "children": [], "constraints": {"isNotEmpty": f"{needed} should not be empty"}}
        raise ValidationRefusal([{"property": "location", "children": [child]}])
    uid = call.path("booking_uid")
    booking = call.world.booking(uid)
    if booking is None:
        raise Refusal(404, f"Booking with uid={uid} not found")
    with call.world.writing():
        return Answer(shown(call, set_location(call.world, booking, call.user, location.model_dump())))


def _existing(call: Call) -> Booking:
    uid = call.path("booking_uid")
    booking = call.world.booking(uid)
    if booking is None:
        raise Refusal(404, f"Booking with uid {uid} not found")
    return booking


def _visible(call: Call) -> Booking:
    booking, caller = _existing(call), call.user
    comes = any(attendee.email.lower() == caller.spec.email.lower() for attendee in booking.attendees)
    if not comes and not may_manage(call.world, caller, booking, "booking.read"):
        raise Refusal(403, "You do not have permission to see the attendees of this booking")
    return booking


def _list(call: Call) -> Answer:
    return Answer([_numbered(attendee) for attendee in _visible(call).attendees])


def _get(call: Call) -> Answer:
    booking, number = _visible(call), call.path_number("attendee_id")
    found = next((attendee for attendee in booking.attendees if attendee.id == number), None)
    if found is None:
        raise Refusal(404, f"Attendee with id {number} not found in booking {booking.uid}")
    return Answer(_numbered(found))


def _numbered(attendee: Attendee) -> dict[str, Any]:
    return {**attendee_answer(attendee), "id": attendee.id}


class _Add(Lenient):
    name: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]
    time_zone: Zone
    email: Email
    phone_number: Phone | None = None
    language: Language = "en"


def _add(call: Call) -> Answer:
    body = by_global_validation(_Add, call.body)
    booking = _existing(call)
    attendee = Attendee(**body.model_dump())
    with call.world.writing():
        added = add_attendee(call.world, booking, call.user, attendee)
    return Answer({**_numbered(added), "bookingId": booking.id}, 201)


class _Guest(Lenient):
    email: Email
    name: Text | None = None
    time_zone: Zone | None = None
    phone_number: Phone | None = None
    language: Language | None = None


class _Guests(Lenient):
    guests: Annotated[list[_Guest], Field(min_length=1), Rule("arrayMinSize", "{} must contain at least 1 elements")]


def _add_guests(call: Call) -> Answer:
    if isinstance(call.body, dict) and isinstance(call.body.get("guests"), list) and len(call.body["guests"]) > 10:
        raise Refusal(400, "Cannot add more than 10 guests at a time")
    body = by_global_validation(_Guests, call.body)
    booking = _existing(call)
    with call.world.writing():
        return Answer(shown(call, add_guests(call.world, booking, call.user, [guest.email for guest in body.guests])))


_READ = {"versions": VERSIONS, "access": Access.PERMISSION, "scope": "BOOKING_READ"}
_WRITE = {"versions": VERSIONS, "access": Access.PERMISSION, "scope": "BOOKING_WRITE"}
OPERATIONS = (
    Operation("bookings.update_location", "PATCH", f"{ONE}/location", _update_location, **_WRITE),  # type: ignore[arg-type]
    Operation("attendees.list", "GET", f"{ONE}/attendees", _list, **_READ),  # type: ignore[arg-type]
    Operation("attendees.get", "GET", f"{ONE}/attendees/{{attendee_id}}", _get, **_READ),  # type: ignore[arg-type]
    Operation("attendees.add", "POST", f"{ONE}/attendees", _add, **_WRITE),  # type: ignore[arg-type]
    Operation("guests.add", "POST", f"{ONE}/guests", _add_guests, per_minute=5, **_WRITE),  # type: ignore[arg-type]
)
