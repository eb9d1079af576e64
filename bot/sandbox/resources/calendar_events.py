"""/v2/calendars/google/event: the event that a booking left in a Google calendar, read and changed (facts 13)."""

from typing import Annotated, Any, Literal

from bot.sandbox.calendar_events import booking_of_event, event_answer, written_to
from bot.sandbox.connections import EventChange
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.records import Booking
from bot.sandbox.validation import Flag, IsoInstant, Lenient, Rule, Text, Zone, by_global_validation, parse_instant


def _get(call: Call) -> Answer:
    if call.path("calendar") != "google":
        raise Refusal(400, "Meeting details are currently only available for Google Calendar")
    return Answer(event_answer(call.world, _booking(call)))


def _booking(call: Call) -> Booking:
    """The booking whose event is named. Only its hosts and the admins know of it."""
    booking = booking_of_event(call.world, call.path("event_uid"))
    connection = written_to(call.world, booking) if booking is not None else None
    if booking is None or connection is None or connection.provider != "google":
        raise Refusal(404, "Booking reference not found")
    if call.user.id not in booking.host_ids and not call.world.is_admin(call.user):
        raise Refusal(404, "Booking reference not found")
    return booking


class _Moment(Lenient):
    time: IsoInstant | None = None
    time_zone: Zone | None = None


class _Attendee(Lenient):
    email: Text | None = None
    name: Text | None = None
    response_status: (
        Annotated[
            Literal["accepted", "pending", "declined", "needsAction"],
            Rule("isEnum", "{} must be one of the following values: accepted, pending, declined, needsAction"),
        ]
        | None
    ) = None
    self: Flag | None = None
    optional: Flag | None = None
    host: Flag | None = None


class _Body(Lenient):
    start: Annotated[_Moment, Rule("isObject", "{} must be an object")] | None = None
    end: Annotated[_Moment, Rule("isObject", "{} must be an object")] | None = None
    title: Text | None = None
    description: Text | None = None
    attendees: Annotated[list[_Attendee], Rule("isArray", "{} must be an array")] | None = None
    status: (
        Annotated[
            Literal["accepted", "pending", "declined", "cancelled"],
            Rule("isEnum", "{} must be one of the following values: accepted, pending, declined, cancelled"),
        ]
        | None
    ) = None


def _update(call: Call) -> Answer:
    if call.path("calendar") != "google":
        raise Refusal(400, "Event updates are currently only available for Google Calendar")
    body = by_global_validation(_Body, call.body)
    with call.world.writing():
        booking = _booking(call)
        change = call.world.connections.change(booking.uid)
        if change is None:
            change = EventChange(booking.uid)
            call.world.connections.changes.append(change)
        _apply(change, body)
        return Answer(event_answer(call.world, booking))


def _apply(change: EventChange, body: _Body) -> None:
    for name in ("start", "end"):
        moment: _Moment | None = getattr(body, name)
        if moment is not None and moment.time is not None:
            setattr(change, name, parse_instant(moment.time))
        if moment is not None and moment.time_zone is not None:
            change.time_zone = moment.time_zone
    change.title = body.title or change.title
    change.status = body.status or change.status
    if body.description is not None:
        change.description = body.description
    if body.attendees is not None:
        change.attendees = [_shown(attendee) for attendee in body.attendees if attendee.email is not None]


def _shown(attendee: _Attendee) -> dict[str, Any]:
    return attendee.model_dump(by_alias=True, exclude_none=True)


OPERATIONS = (
    Operation(
        "calendar_events.get",
        "GET",
        "/v2/calendars/{calendar}/event/{event_uid}",
        _get,
        access=Access.KEY,
        scope="APPS_READ",
    ),
    Operation(
        "calendar_events.update",
        "PATCH",
        "/v2/calendars/{calendar}/events/{event_uid}",
        _update,
        access=Access.KEY,
        scope="APPS_WRITE",
    ),
)
