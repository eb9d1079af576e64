"""What can be read beside a booking: calendar links, references, and what Cal Video left (facts 4.8)."""

from typing import Annotated, Literal

from bot.sandbox.booking_references import TYPES, references
from bot.sandbox.booking_rules import may_manage
from bot.sandbox.calendar_links import calendar_links
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.records import Booking
from bot.sandbox.resources.bookings import ONE, VERSIONS, existing
from bot.sandbox.validation import Lenient, Rule, by_global_validation
from bot.sandbox.video import check_video, recordings, sessions, transcripts


def _calendar_links(call: Call) -> Answer:
    booking = existing(call)
    return Answer(calendar_links(booking, [call.world.users_by_id[host_id] for host_id in booking.host_ids]))


class _References(Lenient):
    type: (
        Annotated[
            Literal[TYPES],  # type: ignore[valid-type]
            Rule("isEnum", f"{{}} must be one of the following values: {', '.join(TYPES)}"),
        ]
        | None
    ) = None


def _references(call: Call) -> Answer:
    query = by_global_validation(_References, call.query)
    found = references(call.world, _managed(call))
    return Answer([one for one in found if query.type in (None, one["type"])])


def _managed(call: Call) -> Booking:
    """The booking, for who organizes it and for the admins of its team and organization."""
    booking = existing(call)
    if not may_manage(call.world, call.user, booking, "booking.read"):
        raise Refusal(403, "User is not authorized to read this of the booking")
    return booking


def _filmed(call: Call) -> Booking:
    booking = _managed(call)
    check_video(booking)
    return booking


def _recordings(call: Call) -> Answer:
    return Answer(recordings(call.world, _filmed(call)))


def _transcripts(call: Call) -> Answer:
    return Answer(transcripts(call.world, _filmed(call)))


def _sessions(call: Call) -> Answer:
    return Answer(sessions(call.world, _filmed(call)))


OPERATIONS = tuple(
    Operation(
        f"bookings.{path.replace('-', '_')}",
        "GET",
        f"{ONE}/{path}",
        handle,
        versions=VERSIONS,
        access=Access.PERMISSION,
        scope="BOOKING_READ",
        per_minute=per_minute,
    )
    for path, handle, per_minute in (
        ("calendar-links", _calendar_links, None),
        ("references", _references, None),
        ("recordings", _recordings, None),
        ("transcripts", _transcripts, None),
        ("conferencing-sessions", _sessions, 60),
    )
)
