"""/v2/bookings: create, get, reschedule and cancel (facts 4.2 to 4.6)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bot.sandbox.answers import booking_answer
from bot.sandbox.booking_changes import Cancellation, cancel, reschedule
from bot.sandbox.booking_making import Placed, Wish, create, nothing_between, take_slot
from bot.sandbox.booking_rules import chosen_length, may_manage
from bot.sandbox.errors import Refusal
from bot.sandbox.openings import Leeway
from bot.sandbox.operations import Answer, Call, Operation
from bot.sandbox.people import EventType
from bot.sandbox.records import Attendee, Booking
from bot.sandbox.resources.targets import check_organization, team_named, type_of, user_named
from bot.sandbox.validation import (
    Email,
    Flag,
    IsoInstant,
    Language,
    Phone,
    Rule,
    Strict,
    Text,
    Whole,
    Zone,
    by_pipe,
    parse_instant,
    wrong,
)


def _small_enough(metadata: dict[str, Any]) -> dict[str, Any]:
    if len(metadata) > 50 or any(
        len(key) > 40 or not isinstance(value, (str, int, float, bool)) or len(str(value)) > 500
        for key, value in metadata.items()
    ):
        raise ValueError("too large")
    return metadata


class _Attendee(Strict):
    name: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]
    time_zone: Zone
    email: Email | None = None
    phone_number: Phone | None = None
    language: Language = "en"


class _Location(Strict):
    type: Annotated[
        Literal[
            "address",
            "link",
            "phone",
            "integration",
            "attendeeAddress",
            "attendeePhone",
            "attendeeDefined",
            "organizersDefaultApp",
        ],
        Rule("isEnum", "{} must be one of the location types of a booking"),
    ]
    integration: Text | None = None
    address: Text | None = None
    phone: Phone | None = None
    location: Text | None = None


_NEEDED = {
    "integration": "integration",
    "attendeeAddress": "address",
    "attendeePhone": "phone",
    "attendeeDefined": "location",
}
"""What a location of each type has to bring."""


class _Routing(Strict):
    """What a routing form found; of it only who may host counts here."""

    team_member_ids: Annotated[list[int], Rule("isNumber", "each value in {} must be a number")]
    response_id: Whole | None = None
    queued_response_id: Text | None = None
    team_member_email: Text | None = None
    skip_contact_owner: Flag | None = None
    crm_app_slug: Text | None = None
    crm_owner_record_type: Text | None = None


class _Regular(Strict):
    start: IsoInstant
    attendee: Annotated[_Attendee, Rule("isObject", "{} must be an object")]
    event_type_id: Whole | None = None
    event_type_slug: Text | None = None
    username: Text | None = None
    team_slug: Text | None = None
    organization_slug: Text | None = None
    booking_fields_responses: Annotated[dict[str, Any], Rule("isObject", "{} must be an object")] | None = None
    guests: Annotated[list[Email], Rule("isEmail", "each value in {} must be an email")] | None = None
    location: Annotated[_Location | str, Rule("isLocation", "{} must be a location object or a string")] | None = None
    meeting_url: Text | None = None
    metadata: (
        Annotated[
            dict[str, Any],
            AfterValidator(_small_enough),
            Rule(
                "metadata",
                "Metadata must have at most 50 keys, each key up to 40 characters, and string values up to "
                "500 characters.",
            ),
        ]
        | None
    ) = None
    length_in_minutes: Whole | None = None
    routing: Annotated[_Routing, Rule("isObject", "{} must be an object")] | None = None
    email_verification_code: Text | None = None


class _ForHosts(Strict):
    """What the versions of 2026 let a host set aside."""

    allow_conflicts: Flag = False
    allow_booking_out_of_bounds: Flag = False
    skip_booking_limits: Flag = False


class _Recurring(_Regular):
    recurrence_count: Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")]


class _Instant(_Regular):
    instant: Annotated[Literal[True], Rule("isBoolean", "{} must be true")]


class _RegularOf2026(_ForHosts, _Regular):
    pass


class _RecurringOf2026(_ForHosts, _Recurring):
    pass


class _InstantOf2026(_ForHosts, _Instant):
    pass


def _create(call: Call) -> Answer:
    body = _create_body(call)
    event_type = _target(call, body)
    _check_authentication(call, event_type)
    wish = replace(_wish(body), leeway=_leeway(call, body, event_type))
    if body.routing is not None and event_type.team is not None:
        chosen = [host for host in event_type.hosts if host.id in body.routing.team_member_ids]
        event_type = replace(event_type, hosts=chosen)
    with call.world.writing():
        placed = create(call.world, event_type, wish, _between(call, event_type, wish.start, wish.length_in_minutes))
    return Answer(_placed_answer(call, placed, is_series=event_type.spec.recurrence is not None), 201)


def _create_body(call: Call) -> _Regular:
    body = call.body if isinstance(call.body, dict) else {}
    newer = call.version.startswith("2026")
    model: type[_Regular] = _RegularOf2026 if newer else _Regular
    if body.get("instant") is True:
        model = _InstantOf2026 if newer else _Instant
    elif "recurrenceCount" in body:
        model = _RecurringOf2026 if newer else _Recurring
    read = by_pipe(model, call.body)
    if read.attendee.email is None and read.attendee.phone_number is None:
        raise wrong("attendee", "Attendee must have at least one contact method (email or phone number)")
    if isinstance(read.location, _Location):
        needed = _NEEDED.get(read.location.type)
        if needed is not None and getattr(read.location, needed) is None:
            raise wrong("location", f"{needed} is required for a location of type {read.location.type}")
    return read


def _target(call: Call, body: _Regular) -> EventType:
    world, slug = call.world, body.event_type_slug
    if body.event_type_id is not None:
        event_type = world.event_types.get(body.event_type_id)
        if event_type is None:
            raise Refusal(404, f"Event type with id {body.event_type_id} not found.")
        return event_type
    check_organization(world, body.organization_slug)
    if slug is not None and body.username is not None:
        event_type, owner = type_of(user_named(world, body.username).event_types, slug), f"user {body.username}"
    elif slug is not None and body.team_slug is not None:
        event_type, owner = type_of(team_named(world, body.team_slug).event_types, slug), f"team {body.team_slug}"
    else:
        raise wrong(
            "eventTypeId",
            "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided",
        )
    if event_type is None:
        raise Refusal(404, f"Event type with slug {slug} belonging to {owner} not found.")
    return event_type


def _leeway(call: Call, body: _Regular, event_type: EventType) -> Leeway:
    if not isinstance(body, _ForHosts):
        return Leeway()
    asked = Leeway(body.allow_conflicts, body.allow_booking_out_of_bounds, body.skip_booking_limits)
    if asked != Leeway() and not _belongs(call, event_type):
        raise Refusal(
            403,
            "allowConflicts, allowBookingOutOfBounds and skipBookingLimits are for the hosts of the event type alone.",
        )
    return asked


def _belongs(call: Call, event_type: EventType) -> bool:
    """Whether the caller is a host of the event type, or an admin of its team or organization."""
    admins = event_type.team.admins if event_type.team is not None else []
    caller = call.caller
    return caller is not None and (caller in (*event_type.hosts, *admins) or call.world.is_admin(caller))


def _check_authentication(call: Call, event_type: EventType) -> None:
    if not event_type.spec.booking_requires_authentication:
        return
    if call.caller is None:
        raise Refusal(
            401,
            "checkBookingRequiresAuthentication - request must be authenticated by passing credentials belonging to "
            "event type owner, host or team or org admin or owner.",
        )
    if not _belongs(call, event_type):
        raise Refusal(403, "checkBookingRequiresAuthentication - user is not authorized to book this event type.")


def _wish(body: _Regular) -> Wish:
    attendee = body.attendee
    location = body.location
    return Wish(
        start=parse_instant(body.start),
        booker=Attendee(
            name=attendee.name,
            email=attendee.email or _email_of(attendee.phone_number),
            time_zone=attendee.time_zone,
            language=attendee.language,
            phone_number=attendee.phone_number,
        ),
        answers=dict(body.booking_fields_responses or {}),
        guests=list(body.guests or ()),
        metadata=dict(body.metadata or {}),
        location=location.model_dump(exclude_none=True) if isinstance(location, _Location) else location,
        length_in_minutes=body.length_in_minutes,
        recurrence_count=body.recurrence_count if isinstance(body, _Recurring) else None,
        instant=isinstance(body, _Instant),
        email=attendee.email,
        verification_code=body.email_verification_code,
    )


def _email_of(phone: str | None) -> str:
    """Who gives only a phone number gets an address made of it."""
    return f"{(phone or '').removeprefix('+')}@sms.cal.com"


def _between(call: Call, event_type: EventType, start: Any, length: int | None) -> Callable[[], None]:
    """What a scripted race does between the check and the write."""
    if not call.race:
        return nothing_between
    minutes = chosen_length(event_type, length)
    return lambda: take_slot(call.world, event_type, start, minutes)


def _placed_answer(call: Call, placed: Placed, *, is_series: bool) -> Any:
    """A list for a series, also for one of a single occurrence (facts 4.1)."""
    answers = [
        shown(call, booking)
        | {"isPlatformManagedUserBooking": not call.world.credentials.managed.keys().isdisjoint(booking.host_ids)}
        for booking in placed.bookings
    ]
    for answer, seat_uid in zip(answers, placed.seat_uids, strict=False):
        answer["seatUid"] = seat_uid
    return answers if is_series else answers[0]


def shown(call: Call, booking: Booking) -> dict[str, Any]:
    return booking_answer(call.world, booking, show_attendees=may_manage(call.world, call.caller, booking))


def _create_target_is_taken(call: Call) -> None:
    body = _create_body(call)
    event_type = _target(call, body)
    with call.world.writing():
        take_slot(call.world, event_type, parse_instant(body.start), chosen_length(event_type, body.length_in_minutes))


def _get(call: Call) -> Answer:
    uid = call.path("booking_uid")
    booking = call.world.booking(uid)
    if booking is not None:
        return Answer(shown(call, booking))
    series = call.world.series(uid)
    if not series:
        raise Refusal(404, f"Booking with uid={uid} was not found in the database")
    return Answer([shown(call, one) for one in series])


def _get_by_seat(call: Call) -> Answer:
    uid = call.path("seat_uid")
    booking = call.world.by_seat(uid)
    if booking is None:
        raise Refusal(404, f"Booking with seatUid={uid} was not found in the database")
    return Answer(shown(call, booking))


class _Reschedule(Strict):
    start: IsoInstant
    rescheduled_by: Annotated[Email, Rule("isEmail", "Invalid rescheduledBy email format")] | None = None
    rescheduling_reason: Text | None = None
    seat_uid: Text | None = None
    email_verification_code: Text | None = None


def _reschedule(call: Call) -> Answer:
    body = by_pipe(_Reschedule, call.body)
    booking = existing(call)
    event_type = call.world.event_type_of(booking)
    start = parse_instant(body.start)
    with call.world.writing():
        placed = reschedule(
            call.world,
            booking,
            start,
            caller=call.caller,
            rescheduled_by=body.rescheduled_by,
            reason=body.rescheduling_reason,
            seat_uid=body.seat_uid,
            between=_between(call, event_type, start, None),
        )
    return Answer(_placed_answer(call, placed, is_series=False), 201)


def _reschedule_target_is_taken(call: Call) -> None:
    body = by_pipe(_Reschedule, call.body)
    event_type = call.world.event_type_of(existing(call))
    with call.world.writing():
        take_slot(call.world, event_type, parse_instant(body.start), event_type.spec.length_in_minutes)


def existing(call: Call) -> Booking:
    uid = call.path("booking_uid")
    booking = call.world.booking(uid)
    if booking is None:
        raise Refusal(404, f"Booking with uid={uid} was not found in the database")
    return booking


class _Cancel(Strict):
    cancellation_reason: Text | None = None
    cancel_subsequent_bookings: Flag = False


class _CancelSeat(Strict):
    seat_uid: Text
    cancellation_reason: Text | None = None


def _cancel(call: Call) -> Answer:
    if isinstance(call.body, dict) and "seatUid" in call.body:
        seat = by_pipe(_CancelSeat, call.body)
        asked = Cancellation(seat.cancellation_reason, seat_uid=seat.seat_uid)
    else:
        body = by_pipe(_Cancel, call.body)
        asked = Cancellation(body.cancellation_reason, body.cancel_subsequent_bookings)
    with call.world.writing():
        cancelled = cancel(call.world, call.path("booking_uid"), asked, call.caller)
    if isinstance(cancelled, Booking):
        return Answer(shown(call, cancelled))
    return Answer([shown(call, booking) for booking in cancelled])


VERSIONS = frozenset({"2024-08-13", "2026-02-25", "2026-05-01"})
ONE = "/v2/bookings/{booking_uid}"
OPERATIONS = (
    Operation("bookings.create", "POST", "/v2/bookings", _create, versions=VERSIONS, take_slot=_create_target_is_taken),
    Operation("bookings.get_by_seat", "GET", "/v2/bookings/by-seat/{seat_uid}", _get_by_seat, versions=VERSIONS),
    Operation("bookings.get", "GET", ONE, _get, versions=VERSIONS),
    Operation(
        "bookings.reschedule",
        "POST",
        f"{ONE}/reschedule",
        _reschedule,
        versions=VERSIONS,
        take_slot=_reschedule_target_is_taken,
    ),
    Operation("bookings.cancel", "POST", f"{ONE}/cancel", _cancel, versions=VERSIONS),
)
