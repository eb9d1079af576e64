"""/v2/slots/reservations: holding a slot back for some minutes (facts 3.4)."""

from datetime import datetime, timedelta

from bot.sandbox.answers import reservation_answer
from bot.sandbox.errors import Refusal
from bot.sandbox.openings import is_booked, minute, overlapping_reservation, seated_booking, seats_taken
from bot.sandbox.operations import Answer, Call, Operation
from bot.sandbox.people import EventType
from bot.sandbox.records import Reservation
from bot.sandbox.validation import Length, Lenient, Text, Whole, by_global_validation, parse_instant

_USUAL_MINUTES = 5


class _Body(Lenient):
    event_type_id: Whole
    slot_start: Text
    slot_duration: Length | None = None
    reservation_duration: Length | None = None


def _create(call: Call) -> Answer:
    body = by_global_validation(_Body, call.body)
    with call.world.writing():
        return Answer(_hold(call, body, call.world.long_uid(), but=None), 201)


def _update(call: Call) -> Answer:
    body = by_global_validation(_Body, call.body)
    uid = call.path("reservation_uid")
    with call.world.writing():
        if _find(call, uid) is None:
            raise Refusal(404, f"Slot with uid={uid} not found")
        return Answer(_hold(call, body, uid, but=uid))


def _hold(call: Call, body: _Body, uid: str, *, but: str | None) -> dict[str, object]:
    """Checks and keeps a reservation under ``uid``; ``but`` is the one that it takes the place of."""
    world = call.world
    event_type = world.event_types.get(body.event_type_id)
    if event_type is None:
        raise Refusal(404, f"Event Type with ID={body.event_type_id} not found")
    if body.reservation_duration is not None and call.caller is None:
        raise Refusal(
            401,
            "reservationDuration can only be used for authenticated requests - "
            "use access token, api key or OAuth credentials",
        )
    if body.slot_duration is not None and len(event_type.lengths) == 1:
        raise Refusal(400, "You passed 'slotDuration' but this event type is not a variable length event type.")
    start = _start(body.slot_start)
    end = start + timedelta(minutes=body.slot_duration or event_type.spec.length_in_minutes)
    _check_free(call, event_type, start, end, but)
    lasting = body.reservation_duration or _USUAL_MINUTES
    reservation = Reservation(uid, event_type.id, start, end, world.now() + timedelta(minutes=lasting))
    world.remove_reservation(uid)
    world.insert_reservation(reservation)
    return {**reservation_answer(reservation), "reservationDuration": lasting}


def _start(text: str) -> datetime:
    try:
        return parse_instant(text)
    except ValueError:
        raise Refusal(400, "Invalid start date") from None


def _check_free(call: Call, event_type: EventType, start: datetime, end: datetime, but: str | None) -> None:
    world, first, last = call.world, minute(start), minute(end)
    seats = event_type.spec.seats
    if seats is not None:
        taken = seats_taken(world, event_type, first, seated_booking(world, event_type, first))
        own = sum(1 for held in world.reservations() if held.uid == but and held.start == start)
        if taken - own >= seats.seats_per_time_slot:
            raise Refusal(422, f"Booking with id={event_type.id} at {start.isoformat()} has no more seats left.")
        return
    if is_booked(world, event_type, first, last):
        raise Refusal(422, "Can't reserve a slot if the event is already booked.")
    if overlapping_reservation(world, event_type, first, last, but=but):
        raise Refusal(422, "This time slot is already reserved by another user. Please choose a different time.")


def _find(call: Call, uid: str) -> Reservation | None:
    return next((held for held in call.world.reservations() if held.uid == uid), None)


def _get(call: Call) -> Answer:
    found = _find(call, call.path("reservation_uid"))
    return Answer(reservation_answer(found) if found is not None else None)


def _delete(call: Call) -> Answer:
    with call.world.writing():
        call.world.remove_reservation(call.path("reservation_uid"))
    return Answer(bare=True)


_VERSIONS = frozenset({"2024-09-04"})
_ONE = "/v2/slots/reservations/{reservation_uid}"
OPERATIONS = (
    Operation("reservations.create", "POST", "/v2/slots/reservations", _create, versions=_VERSIONS),
    Operation("reservations.get", "GET", _ONE, _get, versions=_VERSIONS),
    Operation("reservations.update", "PATCH", _ONE, _update, versions=_VERSIONS),
    Operation("reservations.delete", "DELETE", _ONE, _delete, versions=_VERSIONS),
)
