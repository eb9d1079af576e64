"""Where a booking takes place and who comes, changed while it stands (facts 4.9). The caller holds
``World.writing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.booking_rules import may_manage
from bot.sandbox.errors import Refusal
from bot.sandbox.events import tell
from bot.sandbox.people import User
from bot.sandbox.records import Attendee, Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World

MOST_GUESTS = 30


def set_location(world: World, booking: Booking, caller: User, location: dict[str, Any]) -> Booking:
    """``location`` is checked: a type with what it brings."""
    if not may_manage(world, caller, booking, "booking.update"):
        raise Refusal(
            403,
            "User is not authorized to update this booking location. User must be the event type owner, host, team "
            "admin or owner, or organization admin or owner.",
        )
    kind = location["type"]
    if kind == "integration":
        named = location["integration"]
        booking.location = CAL_VIDEO if named == "cal-video" else f"integrations:{named}"
    else:
        booking.location = location[_BRINGS[kind]]
    booking.updated_at = world.now()
    tell(world, "BOOKING_LOCATION_UPDATED", booking)
    return booking


_BRINGS = {
    "address": "address",
    "link": "link",
    "phone": "phone",
    "attendeeAddress": "address",
    "attendeePhone": "phone",
    "attendeeDefined": "location",
}


def _check_may_invite(world: World, booking: Booking, caller: User) -> None:
    comes = any(attendee.email.lower() == caller.spec.email.lower() for attendee in booking.attendees)
    if not comes and not may_manage(world, caller, booking, "booking.update"):
        raise Refusal(403, "You do not have permission to add attendees or guests to this booking")
    if not booking.is_active:
        raise Refusal(400, f"Nobody can be added to booking with uid={booking.uid}: it is {booking.status}.")


def add_attendee(world: World, booking: Booking, caller: User, attendee: Attendee) -> Attendee:
    _check_may_invite(world, booking, caller)
    if attendee.email.lower() in _invited(booking):
        raise Refusal(400, f"{attendee.email} is already an attendee of booking {booking.uid}")
    if world.event_type_of(booking).spec.seats is not None:
        attendee.seat_uid = world.long_uid()
    booking.attendees.append(attendee)
    booking.number_attendees()
    booking.updated_at = world.now()
    return attendee


def add_guests(world: World, booking: Booking, caller: User, addresses: list[str]) -> Booking:
    """Who is there already is passed over, as long as somebody new remains."""
    _check_may_invite(world, booking, caller)
    if world.event_type_of(booking).spec.disable_guests:
        raise Refusal(400, "Guests are disabled for this event type")
    there = _invited(booking)
    new = list({address.lower(): address for address in addresses if address.lower() not in there}.values())
    if not new:
        raise Refusal(400, "These guests are already part of the booking")
    if len(booking.guests) + len(new) > MOST_GUESTS:
        raise Refusal(400, f"A booking can have at most {MOST_GUESTS} guests")
    booking.guests = [*booking.guests, *new]
    booking.updated_at = world.now()
    return booking


def _invited(booking: Booking) -> set[str]:
    return {attendee.email.lower() for attendee in booking.attendees} | {guest.lower() for guest in booking.guests}
