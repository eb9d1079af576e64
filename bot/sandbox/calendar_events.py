"""The events that bookings leave in the calendar their host has them written to (facts 13).

An event is what its booking says until it is changed in the calendar itself; a booking that moves writes it anew.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.sandbox.answers import location_of
from bot.sandbox.connections import Connection, Entry
from bot.sandbox.errors import timestamp
from bot.sandbox.people import User
from bot.sandbox.records import Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World

_STATUSES = {"accepted": "accepted", "pending": "pending", "awaiting_host": "pending", "rejected": "declined"}


def event_uid(booking: Booking) -> str:
    """How the calendar names the event of a booking; the same after the booking moved."""
    digest = hashlib.sha256(booking.ics_uid.encode()).digest()[:16]
    return base64.b32hexencode(digest).decode().rstrip("=").lower()


def written_to(world: World, booking: Booking) -> Connection | None:
    """The connection whose calendar holds the booking's event: that of its first host, if it can be written."""
    host = world.users_by_id.get(booking.host_ids[0]) if booking.host_ids else None
    found = world.connections.destination(host) if host is not None else None
    return found[1] if found is not None and not found[1].is_invalid else None


def booking_of_event(world: World, uid: str) -> Booking | None:
    """The booking that an event belongs to, the latest where it moved."""
    found = [booking for booking in world.bookings() if event_uid(booking) == uid]
    return next((booking for booking in reversed(found) if booking.is_active), found[-1] if found else None)


def busy_entries(world: World, user: User) -> Iterator[Entry]:
    """What takes the user's time beside bookings: entries of connected calendars, and events that were moved in the
    calendar while their booking stayed."""
    yield from world.connections.entries(user)
    for change in world.connections.changes:
        booking = world.booking(change.booking_uid)
        if booking is None or not booking.is_active or booking.host_ids[:1] != [user.id]:
            continue
        if (change.start or change.end) and change.status not in ("cancelled", "declined"):
            start = change.start or booking.start
            yield Entry(booking.title, start, max(start, change.end or booking.end))


def event_answer(world: World, booking: Booking) -> dict[str, Any]:
    """The event as the unified calendar API shows it."""
    host = world.users_by_id[booking.host_ids[0]]
    change = world.connections.change(booking.uid)
    zone = (change.time_zone if change is not None else None) or host.spec.time_zone
    event: dict[str, Any] = {
        "id": event_uid(booking),
        "title": booking.title,
        "description": booking.description or None,
        "start": {"time": timestamp(booking.start), "timeZone": zone},
        "end": {"time": timestamp(booking.end), "timeZone": zone},
        "locations": _locations(location_of(booking)),
        "attendees": [
            {"email": attendee.email, "name": attendee.name, "responseStatus": "accepted"}
            for attendee in booking.attendees
        ],
        "status": _STATUSES.get(booking.status, "cancelled"),
        "hosts": [
            {"email": user.spec.email, "name": user.spec.name, "responseStatus": "accepted"}
            for user in (world.users_by_id[number] for number in booking.host_ids)
        ],
        "calendarEventOwner": {"email": host.spec.email, "name": host.spec.name},
        "source": "google",
    }
    if change is not None:
        for name in ("title", "description", "status", "attendees"):
            if (value := getattr(change, name)) is not None:
                event[name] = value
        for name in ("start", "end"):
            if (moment := getattr(change, name)) is not None:
                event[name]["time"] = timestamp(moment)
    return event


def _locations(location: str) -> list[dict[str, Any]]:
    if location.startswith("http"):
        return [{"type": "video", "url": location, "label": None}]
    if location.startswith("+"):
        return [{"type": "phone", "url": f"tel:{location}", "label": location}]
    return [{"type": "more", "url": location, "label": None}] if location else []
