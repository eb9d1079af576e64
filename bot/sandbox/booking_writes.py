"""Makes, moves, cancels, confirms and declines bookings (facts 4.2, 4.5 to 4.7).

Each write checks everything first and then changes the world without a pause; the caller holds ``World.writing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.booking_rules import (
    available_hosts,
    check_active_bookings,
    check_moment,
    check_unique,
    chosen_length,
    chosen_location,
    may_manage,
    occurrences,
)
from bot.sandbox.errors import DomainRefusal, GenericRefusal, RawRefusal, Refusal
from bot.sandbox.openings import free_hosts, minute, seated_booking
from bot.sandbox.people import EventType, User
from bot.sandbox.questions import check_answers
from bot.sandbox.records import Attendee, Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World


@dataclass(frozen=True)
class Wish:
    """A new booking as the body asked for it. ``start`` is aware, UTC."""

    start: datetime
    booker: Attendee
    answers: dict[str, Any] = field(default_factory=dict)
    guests: list[str] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    location: dict[str, Any] | str | None = None
    length_in_minutes: int | None = None
    recurrence_count: int | None = None
    instant: bool = False
    email: str | None = None
    """What the body gave: the booker has an address in any case."""


@dataclass(frozen=True)
class Placed:
    """What a write left. ``seat_uid`` is the new seat of a seated booking."""

    bookings: list[Booking]
    seat_uid: str | None = None


def nothing_between() -> None:
    """Nobody books between the check and the write."""


def create(world: World, event_type: EventType, wish: Wish, between: Callable[[], None] = nothing_between) -> Placed:
    """Checks and makes a booking, a series, a seat or an instant booking. ``between`` is where a race happens."""
    if not event_type.hosts:
        raise Refusal(422, f"Event type with id={event_type.id} has no hosts.")
    length = chosen_length(event_type, wish.length_in_minutes)
    location = chosen_location(event_type, wish.location, wish.booker.phone_number)
    starts = occurrences(event_type, wish.start, wish.booker.time_zone, wish.recurrence_count)
    check_answers(event_type, wish.answers, email=wish.email, phone=wish.booker.phone_number)
    plan = _Plan(event_type, starts, length, location, wish)
    if wish.instant:
        if event_type.team is None:
            raise Refusal(
                400, "Instant bookings are only supported for team event types, not individual user event types."
            )
        return _place(world, plan, [], status="awaiting_host")
    if (existing := _same_again(world, plan)) is not None:
        return Placed([existing])
    check_active_bookings(world, event_type, wish.booker.email)
    for start in starts:
        check_moment(world, event_type, start)
    if event_type.spec.seats is not None:
        return _take_seat(world, plan, between)
    hosts = available_hosts(world, event_type, starts, length)
    between()
    return _place_checked(world, plan, hosts)


def place(
    world: World,
    event_type: EventType,
    start: datetime,
    booker: Attendee,
    *,
    answers: dict[str, Any],
    metadata: dict[str, Any],
    guests: list[str],
    length: int | None,
    recurrence_count: int | None,
    status: str | None,
) -> list[Booking]:
    """Makes a booking without asking whether it may be. Any host who is free gets it, else the first."""
    wish = Wish(start, booker, answers, guests, metadata, recurrence_count=recurrence_count)
    length = length or event_type.spec.length_in_minutes
    location = chosen_location(event_type, None, booker.phone_number)
    plan = _Plan(event_type, occurrences(event_type, start, booker.time_zone, recurrence_count), length, location, wish)
    free = free_hosts(world, event_type, minute(start), length) or event_type.hosts
    return _place(world, plan, _assigned(world, event_type, free), status=status).bookings


def take_slot(world: World, event_type: EventType, start: datetime, length: int) -> None:
    """Lets other people book a time until nobody else can: every host of it, every seat."""
    seats = event_type.spec.seats
    number = 0
    while free_hosts(world, event_type, minute(start), length) or (
        seats is not None
        and (there := seated_booking(world, event_type, minute(start))) is not None
        and len(there.attendees) < seats.seats_per_time_slot
    ):
        number += 1
        other = Attendee(f"Quicker Person {number}", f"quicker{number}@example.org", "UTC")
        plan = _Plan(event_type, [start], length, chosen_location(event_type, None, None), Wish(start, other))
        hosts = _assigned(world, event_type, free_hosts(world, event_type, minute(start), length))
        _place(world, plan, hosts, status="accepted")


@dataclass(frozen=True)
class _Plan:
    event_type: EventType
    starts: list[datetime]
    length: int
    location: str
    wish: Wish


def _same_again(world: World, plan: _Plan) -> Booking | None:
    """Types that need confirmation and round robin ones answer the same request with the same booking (facts 1.6)."""
    event_type, wish = plan.event_type, plan.wish
    if not (event_type.is_round_robin or event_type.spec.confirmation_policy is not None):
        return None
    for booking in world.bookings():
        if (
            booking.event_type_id == event_type.id
            and booking.is_active
            and booking.start == wish.start
            and booking.attendees
            and booking.attendees[0].email == wish.booker.email
        ):
            return booking
    return None


def _take_seat(world: World, plan: _Plan, between: Callable[[], None]) -> Placed:
    event_type, start = plan.event_type, plan.starts[0]
    there = seated_booking(world, event_type, minute(start))
    hosts = available_hosts(world, event_type, plan.starts, plan.length) if there is None else []
    between()
    seats = event_type.spec.seats
    there = seated_booking(world, event_type, minute(start))
    if there is not None and seats is not None:
        if len(there.attendees) >= seats.seats_per_time_slot:
            raise DomainRefusal(409, "booking_seats_full_error", "No more seats left at this seated booking.")
        if any(attendee.email == plan.wish.booker.email for attendee in there.attendees):
            raise DomainRefusal(
                409, "already_signed_up_for_this_booking_error", "This attendee has a seat at this booking already."
            )
    return _place(world, plan, hosts)


def _place_checked(world: World, plan: _Plan, hosts: list[User]) -> Placed:
    assigned = _assigned(world, plan.event_type, hosts)
    for start in plan.starts:
        check_unique(world, assigned, start, start + timedelta(minutes=plan.length))
    return _place(world, plan, assigned)


def _assigned(world: World, event_type: EventType, able: list[User]) -> list[User]:
    """Of a round robin, the one whose last booking of this type is the oldest; else everybody."""
    if not event_type.is_round_robin or not able:
        return able
    last = {
        host_id: booking.id
        for booking in world.bookings()
        if booking.event_type_id == event_type.id
        for host_id in booking.host_ids
    }
    return [min(able, key=lambda host: last.get(host.id, 0))]


def _place(world: World, plan: _Plan, hosts: list[User], *, status: str | None = None) -> Placed:
    event_type, wish = plan.event_type, plan.wish
    now = world.now()
    repeats = event_type.spec.recurrence is not None
    recurring_uid = world.long_uid() if repeats else None
    placed, seat_uid = [], None
    for start in plan.starts:
        booker = replace(wish.booker)
        responses = _responses(event_type, wish)
        if event_type.spec.seats is not None:
            seat_uid = booker.seat_uid = world.long_uid()
            booker.responses, booker.metadata = responses, dict(wish.metadata)
            there = seated_booking(world, event_type, minute(start))
            if there is not None:
                there.attendees.append(booker)
                there.updated_at = now
                placed.append(there)
                continue
        uid = world.booking_uid()
        ahead = (start - now).total_seconds() / 60
        booking = Booking(
            id=world.booking_id(),
            uid=uid,
            event_type_id=event_type.id,
            host_ids=[host.id for host in hosts],
            title=_title(event_type, hosts, wish.booker),
            description=str(wish.answers.get("notes") or ""),
            status=status or ("pending" if event_type.needs_confirmation(ahead) else "accepted"),
            start=start,
            end=start + timedelta(minutes=plan.length),
            location=plan.location,
            attendees=[booker],
            created_at=now,
            updated_at=now,
            ics_uid=f"{uid}@Cal.com",
            guests=list(wish.guests),
            responses=responses,
            metadata=dict(wish.metadata),
            recurring_uid=recurring_uid,
        )
        world.insert(booking)
        placed.append(booking)
    return Placed(placed, seat_uid)


def _title(event_type: EventType, hosts: list[User], booker: Attendee) -> str:
    """``customName`` with its variables, else Cal.com's own sentence (facts 5.5)."""
    host = hosts[0].spec.name if len(hosts) == 1 or event_type.team is None else event_type.team.spec.name
    if event_type.spec.custom_name is None:
        return f"{event_type.spec.title} between {host} and {booker.name}"
    title = event_type.spec.custom_name
    variables = {"Event type title": event_type.spec.title, "Organiser": host, "Scheduler": booker.name}
    for variable, value in variables.items():
        title = title.replace(f"{{{variable}}}", value)
    return title


def _responses(event_type: EventType, wish: Wish) -> dict[str, Any]:
    """What the booking keeps as answers: the person, then the questions that the event type knows."""
    known = {question["slug"] for question in event_type.questions()}
    booker = wish.booker
    responses: dict[str, Any] = {"name": booker.name, "email": booker.email}
    if booker.phone_number is not None:
        responses["attendeePhoneNumber"] = booker.phone_number
    if wish.guests:
        responses["guests"] = wish.guests
    return responses | {
        slug: answer for slug, answer in wish.answers.items() if slug in known and slug not in responses
    }


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
    event_type = world.event_types[booking.event_type_id]
    _check_reschedulable(world, event_type, booking, reason)
    whole = event_type.spec.seats is None or (seat_uid is None and may_manage(world, caller, booking))
    if event_type.spec.seats is not None and not whole:
        return _move_seat(world, event_type, booking, start, seat_uid, between)
    check_moment(world, event_type, start)
    length = event_type.spec.length_in_minutes
    able = available_hosts(world, event_type, [start], length, rescheduling=booking.uid)
    between()
    keep = [host for host in able if host.id in booking.host_ids]
    hosts = keep if keep and event_type.is_round_robin else _assigned(world, event_type, able)
    end = start + timedelta(minutes=length)
    if booking.start != start or booking.end != end:
        check_unique(world, hosts, start, end)
    now = world.now()
    new = replace(
        booking,
        id=world.booking_id(),
        uid=world.booking_uid(),
        host_ids=[host.id for host in hosts],
        attendees=[replace(attendee) for attendee in booking.attendees],
        status=_status_after_move(world, event_type, booking, start, rescheduled_by),
        start=start,
        end=end,
        created_at=now,
        updated_at=now,
        rescheduling_reason=reason,
        rescheduled_by_email=rescheduled_by,
        rescheduled_from_uid=booking.uid,
    )
    booking.status = "cancelled"
    booking.rescheduled_to_uid = new.uid
    booking.rescheduling_reason = reason
    booking.rescheduled_by_email = rescheduled_by
    booking.updated_at = now
    world.insert(new)
    return Placed([new])


def _check_reschedulable(world: World, event_type: EventType, booking: Booking, reason: str | None) -> None:
    uid = booking.uid
    if booking.rescheduled_to_uid is not None:
        newer = booking.rescheduled_to_uid
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={uid} because it has been cancelled and rescheduled already to booking "
            f"with uid={newer}. You probably want to reschedule {newer} instead by passing it within the request URL.",
        )
    if booking.status == "cancelled":
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={uid} because it has been cancelled. "
            "Please provide uid of a booking that is not cancelled.",
        )
    if booking.status in ("rejected", "awaiting_host"):
        raise Refusal(400, f"Can't reschedule booking with uid={uid} because its status is {booking.status}.")
    if booking.end <= world.now():
        raise Refusal(400, f"Can't reschedule booking with uid={uid} because it has already ended.")
    rule = event_type.spec.disable_rescheduling
    if rule is not None and rule.disabled:
        ahead = minute(booking.start) - minute(world.now())
        if rule.minutes_before is None or ahead < rule.minutes_before:
            raise Refusal(400, "This event type does not allow rescheduling")
    asked = next(question for question in event_type.questions() if question["slug"] == "rescheduleReason")
    if asked["required"] and not asked["hidden"] and not reason:
        raise Refusal(400, "{rescheduleReason}error_required_field")


def _status_after_move(
    world: World, event_type: EventType, booking: Booking, start: datetime, rescheduled_by: str | None
) -> str:
    """Only the owner's own move of a type that needs confirming is confirmed at once (facts 4.5)."""
    if not event_type.needs_confirmation((start - world.now()).total_seconds() / 60):
        return booking.status
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
        return Placed([booking], seat_uid)
    check_moment(world, event_type, start)
    booker = replace(seat, seat_uid=None)
    wish = Wish(start, booker, seat.responses, metadata=seat.metadata)
    moved = _take_seat(world, _Plan(event_type, [start], booking.minutes, booking.location, wish), between)
    _drop_seat(world, booking, seat)
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
    event_type = world.event_types[booking.event_type_id]
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
    return bookings


def _check_cancellable(world: World, booking: Booking, asked: Cancellation, caller: User | None) -> None:
    if not booking.is_active:
        raise Refusal(
            400,
            f"Can't cancel booking with uid={booking.uid} because it has been cancelled already. "
            "Please provide uid of a booking that is not cancelled.",
        )
    if world.event_types[booking.event_type_id].spec.disable_cancelling:
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
    return booking


def confirm(world: World, booking: Booking, caller: User | None) -> Booking:
    _check_decidable(world, booking, caller, "confirm")
    check_unique(world, [world.users_by_id[host_id] for host_id in booking.host_ids], booking.start, booking.end)
    booking.status = "accepted"
    booking.updated_at = world.now()
    return booking


def decline(world: World, booking: Booking, caller: User | None, reason: str | None) -> Booking:
    _check_decidable(world, booking, caller, "decline")
    booking.status = "rejected"
    booking.cancellation_reason = reason
    booking.updated_at = world.now()
    return booking


def _check_decidable(world: World, booking: Booking, caller: User | None, verb: str) -> None:
    if not may_manage(world, caller, booking):
        raise Refusal(403, f"User is not authorized to {verb} this booking")
    if booking.status != "pending":
        raise GenericRefusal(400, "BAD_REQUEST", "Bad request: Please check your request data and try again")
