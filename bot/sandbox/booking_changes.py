"""Moves, cancels, confirms and declines bookings (facts 4.5 to 4.7).

Each write checks everything first and then changes the world without a pause; the caller holds ``World.writing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.sandbox.booking_making import Placed, Plan, Wish, assigned_hosts, nothing_between, take_seat
from bot.sandbox.booking_rules import available_hosts, check_moment, check_unique, may_manage
from bot.sandbox.errors import GenericRefusal, RawRefusal, Refusal, timestamp
from bot.sandbox.events import tell
from bot.sandbox.openings import minute
from bot.sandbox.people import EventType, User
from bot.sandbox.records import Attendee, Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World


def reschedule(
    world: World,
    booking: Booking,
    start: datetime,
    *,
    caller: User | None,
    rescheduled_by: str | None,
    reason: str | None,
    seat_uid: str | None,
    between: Callable[[], None] = nothing_between,
) -> Placed:
    """A new booking at the new start; the old one becomes cancelled and names it. Of a seated booking one seat moves,
    or the whole when its host asks."""
    event_type = world.event_type_of(booking)
    _check_reschedulable(world, event_type, booking, reason)
    whole = event_type.spec.seats is None or (seat_uid is None and may_manage(world, caller, booking))
    if event_type.spec.seats is not None and not whole:
        return _move_seat(world, event_type, booking, start, seat_uid, between)
    check_moment(world, event_type, start)
    length = event_type.spec.length_in_minutes
    able = available_hosts(world, event_type, [start], length, rescheduling=booking.uid)
    between()
    keep = [host for host in able if host.id in booking.host_ids]
    same = event_type.is_round_robin and event_type.spec.reschedule_with_same_round_robin_host
    hosts = keep if same and event_type.suffice(keep) else assigned_hosts(world, event_type, able)
    end = start + timedelta(minutes=length)
    if booking.start != start or booking.end != end:
        check_unique(world, hosts, start, end)
    now = world.now()
    new = replace(
        booking,
        id=world.booking_id(),
        uid=world.booking_uid(),
        host_ids=[host.id for host in hosts],
        attendees=[replace(attendee, id=0) for attendee in booking.attendees],
        attendees_so_far=0,
        status=_status_after_move(world, event_type, booking, start, rescheduled_by),
        start=start,
        end=end,
        created_at=now,
        updated_at=now,
        rescheduling_reason=reason,
        rescheduled_by_email=rescheduled_by,
        rescheduled_from_uid=booking.uid,
        reschedule_requested=False,
        cancellation_reason=None,
        cancelled_by_email=None,
    )
    booking.status = "cancelled"
    booking.rescheduled_to_uid = new.uid
    booking.rescheduling_reason = reason
    booking.rescheduled_by_email = rescheduled_by
    booking.updated_at = now
    world.insert(new)
    _tell_move(world, booking, new, rescheduled_by)
    return Placed([new])


def _tell_move(world: World, old: Booking, new: Booking, by: str | None) -> None:
    """The old booking's cancellation is told by this alone."""
    moved = {
        "rescheduleUid": old.uid,
        "rescheduleId": old.id,
        "rescheduleStartTime": timestamp(old.start),
        "rescheduleEndTime": timestamp(old.end),
        "rescheduledBy": by,
    }
    tell(world, "BOOKING_REQUESTED" if new.status == "pending" else "BOOKING_RESCHEDULED", new, **moved)


def _check_reschedulable(world: World, event_type: EventType, booking: Booking, reason: str | None) -> None:
    uid = booking.uid
    if event_type.is_deleted:
        raise Refusal(404, f"Event type with id {event_type.id} not found.")
    if booking.rescheduled_to_uid is not None:
        newer = booking.rescheduled_to_uid
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={uid} because it has been cancelled and rescheduled already to booking "
            f"with uid={newer}. You probably want to reschedule {newer} instead by passing it within the request URL.",
        )
    # Whoever was asked for another time chooses it for the booking that was cancelled.
    may_be_cancelled = booking.reschedule_requested or event_type.spec.allow_rescheduling_cancelled_bookings
    if booking.status == "cancelled" and not may_be_cancelled:
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={uid} because it has been cancelled. "
            "Please provide uid of a booking that is not cancelled.",
        )
    if booking.status in ("rejected", "awaiting_host"):
        raise Refusal(400, f"Can't reschedule booking with uid={uid} because its status is {booking.status}.")
    if booking.end <= world.now() and not event_type.spec.allow_rescheduling_past_bookings:
        raise Refusal(400, f"Can't reschedule booking with uid={uid} because it has already ended.")
    rule = event_type.spec.disable_rescheduling
    if rule is not None:
        ahead = minute(booking.start) - minute(world.now())
        if rule.disabled if rule.minutes_before is None else ahead < rule.minutes_before:
            raise Refusal(400, "This event type does not allow rescheduling")
    asked = next(question for question in event_type.questions() if question["slug"] == "rescheduleReason")
    if asked["required"] and not asked["hidden"] and not reason:
        raise Refusal(400, "{rescheduleReason}error_required_field")


def _status_after_move(
    world: World, event_type: EventType, booking: Booking, start: datetime, rescheduled_by: str | None
) -> str:
    """Only the owner's own move of a type that needs confirming is confirmed at once (facts 4.5)."""
    if not event_type.needs_confirmation((start - world.now()).total_seconds() / 60):
        return "accepted" if booking.status == "cancelled" else booking.status
    owners = {world.users_by_id[host_id].spec.email for host_id in booking.host_ids}
    return "accepted" if rescheduled_by in owners else "pending"


def _move_seat(
    world: World,
    event_type: EventType,
    booking: Booking,
    start: datetime,
    seat_uid: str | None,
    between: Callable[[], None],
) -> Placed:
    if seat_uid is None:
        raise Refusal(400, f"Booking with uid={booking.uid} is seated: pass the seatUid of the seat to reschedule.")
    seat = next((attendee for attendee in booking.attendees if attendee.seat_uid == seat_uid), None)
    if seat is None:
        raise Refusal(404, f"Seat with uid={seat_uid} does not exist.")
    if start == booking.start:
        return Placed([booking], (seat_uid,))
    check_moment(world, event_type, start)
    booker = replace(seat, seat_uid=None)
    wish = Wish(start, booker, seat.responses, metadata=seat.metadata)
    moved = take_seat(world, Plan(event_type, [start], booking.minutes, booking.location, wish), between)
    _drop_seat(world, booking, seat)
    _tell_move(world, booking, moved.bookings[0], None)
    return moved


def _drop_seat(world: World, booking: Booking, seat: Attendee) -> None:
    """The last seat to go takes the booking with it."""
    booking.attendees.remove(seat)
    booking.updated_at = world.now()
    if not booking.attendees:
        booking.status = "cancelled"


@dataclass(frozen=True)
class Cancellation:
    reason: str | None = None
    subsequent: bool = False
    seat_uid: str | None = None


def cancel(world: World, uid: str, asked: Cancellation, caller: User | None) -> list[Booking] | Booking:
    """One booking, a seat of it, this and the following of a series, or what remains of a whole series."""
    booking = world.booking(uid)
    if booking is None:
        series = world.series(uid)
        if not series:
            raise Refusal(404, f"Booking with uid={uid} not found")
        if asked.subsequent:
            raise Refusal(
                400,
                "Cannot cancel subsequent bookings for recurring event - you have to provide uid of one of the "
                "individual bookings of a recurring booking.",
            )
        remaining = [one for one in series if one.is_active and one.end > world.now()]
        return _cancel_all(world, remaining or series[-1:], asked, caller)
    if asked.seat_uid is not None:
        return _cancel_seat(world, booking, asked, caller)
    event_type = world.event_type_of(booking)
    if event_type.spec.seats is not None and not may_manage(world, caller, booking):
        raise Refusal(401, "User not a host of this event")
    if not asked.subsequent:
        return _cancel_all(world, [booking], asked, caller)[0]
    if booking.recurring_uid is None:
        raise Refusal(400, f"Booking with bookingUid={uid} is not part of a recurring booking.")
    following = [
        one
        for one in world.series(booking.recurring_uid)
        if one.uid == uid or (one.is_active and one.start > booking.start)
    ]
    return _cancel_all(world, following, asked, caller)


def _cancel_all(world: World, bookings: list[Booking], asked: Cancellation, caller: User | None) -> list[Booking]:
    for booking in bookings:
        _check_cancellable(world, booking, asked, caller)
    now = world.now()
    for booking in bookings:
        booking.status = "cancelled"
        booking.cancellation_reason = asked.reason
        booking.cancelled_by_email = caller.spec.email if caller is not None else None
        booking.updated_at = now
        tell(
            world,
            "BOOKING_CANCELLED",
            booking,
            cancelledBy=booking.cancelled_by_email,
            cancellationReason=asked.reason,
        )
    return bookings


def _check_cancellable(world: World, booking: Booking, asked: Cancellation, caller: User | None) -> None:
    if not booking.is_active:
        raise Refusal(
            400,
            f"Can't cancel booking with uid={booking.uid} because it has been cancelled already. "
            "Please provide uid of a booking that is not cancelled.",
        )
    if world.event_type_of(booking).spec.disable_cancelling:
        raise Refusal(400, "This event type does not allow cancellations")
    if booking.end <= world.now():
        raise RawRefusal(400, "Cannot cancel a booking that has already ended")
    if caller is not None and caller.id in booking.host_ids and not asked.reason:
        raise Refusal(400, "Cancellation reason is required when you are the host")


def _cancel_seat(world: World, booking: Booking, asked: Cancellation, caller: User | None) -> Booking:
    seat = next((attendee for attendee in booking.attendees if attendee.seat_uid == asked.seat_uid), None)
    if seat is None:
        raise Refusal(400, "Invalid seatUid: this seat does not exist or has already been cancelled.")
    _check_cancellable(world, booking, asked, caller)
    _drop_seat(world, booking, seat)
    if booking.status == "cancelled":
        booking.cancellation_reason = asked.reason
    who = {"name": seat.name, "email": seat.email, "timeZone": seat.time_zone, "seatUid": seat.seat_uid}
    tell(
        world,
        "BOOKING_CANCELLED",
        booking,
        status="CANCELLED",
        attendees=[who],
        cancelledBy=caller.spec.email if caller is not None else seat.email,
        cancellationReason=asked.reason,
    )
    return booking


def confirm(world: World, booking: Booking, caller: User | None) -> Booking:
    _check_decidable(world, booking, caller, "confirm")
    check_unique(world, [world.users_by_id[host_id] for host_id in booking.host_ids], booking.start, booking.end)
    booking.status = "accepted"
    booking.updated_at = world.now()
    tell(world, "BOOKING_CREATED", booking)
    return booking


def decline(world: World, booking: Booking, caller: User | None, reason: str | None) -> Booking:
    _check_decidable(world, booking, caller, "decline")
    booking.status = "rejected"
    booking.cancellation_reason = reason
    booking.updated_at = world.now()
    tell(world, "BOOKING_REJECTED", booking, rejectionReason=reason)
    return booking


def _check_decidable(world: World, booking: Booking, caller: User | None, verb: str) -> None:
    if not may_manage(world, caller, booking):
        raise Refusal(403, f"User is not authorized to {verb} this booking")
    if booking.status != "pending":
        raise GenericRefusal(400, "BAD_REQUEST", "Bad request: Please check your request data and try again")
