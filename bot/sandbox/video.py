"""What Cal Video leaves of a meeting: sessions while and after it took place, recordings and transcripts afterwards
(facts 4.8).

Nobody ever meets in a sandbox, so it is as if everybody came on time, stayed to the end and recorded, but for those
who are marked absent and event types that forbid it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.errors import Refusal
from bot.sandbox.records import Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World


def check_video(booking: Booking) -> None:
    """Raises Refusal 404 for a booking that takes place elsewhere."""
    if booking.location != CAL_VIDEO or booking.status not in ("accepted", "cancelled"):
        raise Refusal(404, f"No Cal Video reference found with booking uid {booking.uid}")


def sessions(world: World, booking: Booking) -> list[dict[str, Any]]:
    """None before the start, or when nobody came. Durations are in seconds, moments in seconds since 1970."""
    now = world.now()
    people = _participants(world, booking)
    if booking.location != CAL_VIDEO or booking.status != "accepted" or booking.start > now or not people:
        return []
    start = int(booking.start.timestamp())
    lasted = int(min(now, booking.end).timestamp()) - start
    return [
        {
            "id": _name(booking, "session"),
            "room": booking.uid,
            "startTime": start,
            "duration": lasted,
            "ongoing": now < booking.end,
            "maxParticipants": len(people),
            "participants": [{**person, "joinTime": start, "duration": lasted} for person in people],
        }
    ]


def _participants(world: World, booking: Booking) -> list[dict[str, Any]]:
    hosts = [] if booking.absent_host else [world.users_by_id[host_id] for host_id in booking.host_ids]
    came = [attendee for attendee in booking.attendees if not attendee.absent]
    return [
        *({"userId": str(host.id), "userName": host.spec.name} for host in hosts),
        *({"userId": None, "userName": attendee.name} for attendee in came),
    ]


def recordings(world: World, booking: Booking) -> list[dict[str, Any]]:
    settings = world.event_type_of(booking).spec.cal_video_settings or {}
    if settings.get("disable_recording_for_organizer"):
        return []
    return [
        {
            "id": _name(booking, "recording"),
            "roomName": session["room"],
            "startTs": session["startTime"],
            "status": "finished",
            "maxParticipants": session["maxParticipants"],
            "duration": session["duration"],
            "shareToken": _name(booking, "share")[:12],
            "downloadLink": f"https://app.cal.com/api/video/recording?token={_name(booking, 'download')}",
            "error": None,
        }
        for session in sessions(world, booking)
        if not session["ongoing"]
    ]


def transcripts(world: World, booking: Booking) -> list[str]:
    settings = world.event_type_of(booking).spec.cal_video_settings or {}
    if settings.get("disable_transcription_for_organizer"):
        return []
    ended = [session for session in sessions(world, booking) if not session["ongoing"]]
    return [f"https://app.cal.com/api/video/transcript/{_name(booking, 'transcript')}.vtt" for _ in ended]


def _name(booking: Booking, what: str) -> str:
    """The same in every run."""
    return hashlib.sha256(f"{booking.uid}/{what}".encode()).hexdigest()[:32]
