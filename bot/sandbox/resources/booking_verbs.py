"""What a host does to a booking: confirm, decline, mark absences, reassign, ask for another time (facts 4.7)."""

from typing import Annotated

from pydantic import Field

from bot.sandbox.booking_changes import confirm, decline
from bot.sandbox.booking_decisions import mark_absent, reassign, request_reschedule
from bot.sandbox.errors import Refusal, ValidationRefusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import User
from bot.sandbox.resources.bookings import ONE, VERSIONS, existing, shown
from bot.sandbox.validation import Email, Flag, Lenient, Rule, Text, by_global_validation


def _confirm(call: Call) -> Answer:
    with call.world.writing():
        return Answer(shown(call, confirm(call.world, existing(call), call.caller)))


class _Decline(Lenient):
    reason: Text | None = None


def _decline(call: Call) -> Answer:
    body = by_global_validation(_Decline, call.body)
    with call.world.writing():
        return Answer(shown(call, decline(call.world, existing(call), call.caller, body.reason)))


class _Absentee(Lenient):
    email: Email
    absent: Flag


class _MarkAbsent(Lenient):
    host: Flag | None = None
    attendees: (
        Annotated[list[_Absentee], Field(min_length=1), Rule("arrayMinSize", "{} must contain at least 1 elements")]
        | None
    ) = None


def _mark_absent(call: Call) -> Answer:
    body = by_global_validation(_MarkAbsent, call.body)
    if body.host is None and body.attendees is None:
        raise ValidationRefusal(
            [
                {
                    "property": "attendees",
                    "children": [],
                    "constraints": {"atLeastOne": "At least one of the properties 'host' or 'attendees' is required"},
                }
            ]
        )
    uid = call.path("booking_uid")
    booking = call.world.booking(uid)
    if booking is None:
        raise Refusal(404, f"Booking with uid={uid} not found.")
    absences = {one.email.lower(): one.absent for one in body.attendees or ()}
    with call.world.writing():
        return Answer(shown(call, mark_absent(call.world, booking, call.user, host=body.host, attendees=absences)))


def _reassign(call: Call) -> Answer:
    with call.world.writing():
        return _reassigned(call, reassign(call.world, existing(call), call.user))


class _ReassignTo(Lenient):
    reason: Text | None = None


def _reassign_to(call: Call) -> Answer:
    body = by_global_validation(_ReassignTo, call.body)
    booking, number = existing(call), call.path_number("user_id")
    host = call.world.users_by_id.get(number)
    if host is None:
        raise Refusal(404, f"User with id={number} was not found in the database")
    with call.world.writing():
        return _reassigned(call, reassign(call.world, booking, call.user, to=host, reason=body.reason))


def _reassigned(call: Call, host: User) -> Answer:
    return Answer(
        {
            "bookingUid": call.path("booking_uid"),
            "reassignedTo": {
                "id": host.id,
                "name": host.spec.name,
                "email": host.spec.email,
                "displayEmail": call.world.display_email(host),
            },
        }
    )


class _RequestReschedule(Lenient):
    reschedule_reason: Text | None = None


def _request_reschedule(call: Call) -> Answer:
    body = by_global_validation(_RequestReschedule, call.body)
    with call.world.writing():
        request_reschedule(call.world, existing(call), call.user, body.reschedule_reason)
    return Answer(bare=True)


OPERATIONS = tuple(
    Operation(
        f"bookings.{verb}",
        "POST",
        f"{ONE}/{path}",
        handle,
        versions=VERSIONS,
        access=Access.PERMISSION,
        scope="BOOKING_WRITE",
    )
    for verb, path, handle in (
        ("confirm", "confirm", _confirm),
        ("decline", "decline", _decline),
        ("mark_absent", "mark-absent", _mark_absent),
        ("reassign", "reassign", _reassign),
        ("reassign_to", "reassign/{user_id}", _reassign_to),
        ("request_reschedule", "request-reschedule", _request_reschedule),
    )
)
