"""What stands for a booking elsewhere: its room or call, and its event in a calendar (facts 4.8)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.calendar_events import event_uid, written_to
from bot.sandbox.records import Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World

TYPES = ("google_calendar", "office365_calendar", "daily_video", "google_video", "office365_video", "zoom_video")
"""What a list of references can be limited to."""
_VIDEO = {
    CAL_VIDEO: "daily_video",
    "integrations:google-meet": "google_video",
    "integrations:office365-video": "office365_video",
    "integrations:zoom": "zoom_video",
}


def references(world: World, booking: Booking) -> list[dict[str, Any]]:
    """None before the booking is accepted; they stay when it is cancelled."""
    if booking.status not in ("accepted", "cancelled"):
        return []
    found: list[tuple[str, str, str | None]] = []
    if (video := _VIDEO.get(booking.location)) is not None:
        room = booking.uid if video == "daily_video" else hashlib.sha256(booking.uid.encode()).hexdigest()[:11]
        found.append((video, room, None))
    if (connection := written_to(world, booking)) is not None:
        found.append((connection.type, event_uid(booking), str(connection.id)))
    return [
        {"type": kind, "eventUid": uid, "destinationCalendarId": calendar, "id": booking.id * 10 + index}
        for index, (kind, uid, calendar) in enumerate(found, 1)
    ]
