"""Makes bookings: single ones, series, seats and instant ones (facts 4.2).

Each write checks everything first and then changes the world without a pause; the caller holds ``World.writing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.booking_rules import (
    DEFAULT_APP,
    available_hosts,
    check_active_bookings,
    check_moment,
    check_unique,
    chosen_length,
    chosen_location,
    occurrences,
)
from bot.sandbox.errors import DomainRefusal, Refusal
from bot.sandbox.events import tell, tell_ringing
from bot.sandbox.openings import NO_LEEWAY, Leeway, free_hosts, minute, seated_booking
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
    verification_code: str | None = None
    leeway: Leeway = NO_LEEWAY


@dataclass(frozen=True)
class Placed:
    """What a write left. ``seat_uids`` are the new seats of seated bookings, one each."""

    bookings: list[Booking]
    seat_uids: tuple[str, ...] = ()


VERIFICATION_CODE = "123456"
"""What stands in the mail that a sandbox never sends."""


def nothing_between() -> None:
    """Nobody books between the check and the write."""


def create(world: World, event_type: EventType, wish: Wish, between: Callable[[], None] = nothing_between) -> Placed:
    """Checks and makes a booking, a series, a seat or an instant booking. ``between`` is where a race happens."""
    if event_type.is_managed_parent:
        raise Refusal(
            400,
            f"Event type with id={event_type.id} is the parent managed event type that can't be booked. You have to "
            "provide the child event type id aka id of event type that has been assigned to one of the users.",
        )
    if not event_type.hosts:
        raise Refusal(422, f"Event type with id={event_type.id} has no hosts.")
    length = chosen_length(event_type, wish.length_in_minutes)
    location = chosen_location(event_type, wish.location, wish.booker.phone_number)
    starts = occurrences(event_type, wish.start, wish.booker.time_zone, wish.recurrence_count)
    check_answers(event_type, wish.answers, email=wish.email, phone=wish.booker.phone_number)
    if event_type.spec.requires_booker_email_verification and wish.verification_code != VERIFICATION_CODE:
        wrong = "missing" if wish.verification_code is None else "not valid"
        raise Refusal(400, f"This event type requires email verification, and the emailVerificationCode is {wrong}.")
    plan = Plan(event_type, starts, length, location, wish)
    if wish.instant:
        if event_type.team is None:
            raise Refusal(
                400, "Instant bookings are only supported for team event types, not individual user event types."
            )
        placed = _place(world, plan, [], status="awaiting_host")
        tell_ringing(world, placed.bookings[0])
        return placed
    if (existing := _same_again(world, plan)) is not None:
        return Placed([existing])
    check_active_bookings(world, event_type, wish.booker.email)
    for start in starts:
        check_moment(world, event_type, start, wish.leeway)
    if event_type.spec.seats is not None:
        placed = take_seat(world, plan, between)
    else:
        hosts = available_hosts(world, event_type, starts, length, leeway=wish.leeway)
        between()
        placed = _place_checked(world, plan, hosts)
    for booking in placed.bookings:
        tell(world, "BOOKING_REQUESTED" if booking.status == "pending" else "BOOKING_CREATED", booking)
    return placed


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
    plan = Plan(event_type, occurrences(event_type, start, booker.time_zone, recurrence_count), length, location, wish)
    free = free_hosts(world, event_type, minute(start), length) or event_type.hosts
    return _place(world, plan, assigned_hosts(world, event_type, free), status=status).bookings


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
        plan = Plan(event_type, [start], length, chosen_location(event_type, None, None), Wish(start, other))
        hosts = assigned_hosts(world, event_type, free_hosts(world, event_type, minute(start), length))
        _place(world, plan, hosts, status="accepted")


@dataclass(frozen=True)
class Plan:
    """A booking that is about to be made: every start of it, its length in minutes and its place."""

    event_type: EventType
    starts: list[datetime]
    length: int
    location: str
    wish: Wish


def _same_again(world: World, plan: Plan) -> Booking | None:
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


def take_seat(world: World, plan: Plan, between: Callable[[], None]) -> Placed:
    """A seat at each of the starts: where nobody sits yet, the hosts must be free."""
    event_type = plan.event_type
    begun = [start for start in plan.starts if seated_booking(world, event_type, minute(start)) is not None]
    new = [start for start in plan.starts if start not in begun]
    hosts = available_hosts(world, event_type, new, plan.length, leeway=plan.wish.leeway) if new else []
    between()
    for start in plan.starts:
        there = seated_booking(world, event_type, minute(start))
        if there is not None:
            _check_seat(event_type, there, plan.wish.booker)
    return _place(world, plan, assigned_hosts(world, event_type, hosts))


def _check_seat(event_type: EventType, there: Booking, booker: Attendee) -> None:
    seats = event_type.spec.seats
    if seats is not None and len(there.attendees) >= seats.seats_per_time_slot:
        raise DomainRefusal(409, "booking_seats_full_error", "No more seats left at this seated booking.")
    if any(attendee.email == booker.email for attendee in there.attendees):
        raise DomainRefusal(
            409, "already_signed_up_for_this_booking_error", "This attendee has a seat at this booking already."
        )


def _place_checked(world: World, plan: Plan, hosts: list[User]) -> Placed:
    assigned = assigned_hosts(world, plan.event_type, hosts)
    for start in plan.starts:
        check_unique(world, assigned, start, start + timedelta(minutes=plan.length))
    return _place(world, plan, assigned)


def assigned_hosts(world: World, event_type: EventType, able: list[User]) -> list[User]:
    """Of a round robin, the mandatory ones, and of the others the one of the highest priority whose last booking of
    this type is the oldest; else everybody."""
    if not event_type.is_round_robin or not able:
        return able
    mandatory = event_type.mandatory_hosts
    others = [host for host in able if host not in mandatory]
    if not others:
        return mandatory
    last = {
        host_id: booking.id
        for booking in world.bookings()
        if booking.event_type_id == event_type.id
        for host_id in booking.host_ids
    }
    priorities = event_type.spec.host_priorities

    def rank(host: User) -> tuple[int, int]:
        return -_PRIORITIES.index(priorities.get(host.username, "medium")), last.get(host.id, 0)

    return [*mandatory, min(others, key=rank)]


_PRIORITIES = ("lowest", "low", "medium", "high", "highest")


def _place(world: World, plan: Plan, hosts: list[User], *, status: str | None = None) -> Placed:
    event_type, wish = plan.event_type, plan.wish
    now = world.now()
    repeats = event_type.spec.recurrence is not None
    recurring_uid = world.long_uid() if repeats else None
    placed: list[Booking] = []
    seat_uids: list[str] = []
    for start in plan.starts:
        booker = replace(wish.booker, id=0)
        responses = _responses(event_type, wish)
        if event_type.spec.seats is not None:
            booker.seat_uid = world.long_uid()
            seat_uids.append(booker.seat_uid)
            booker.responses, booker.metadata = responses, dict(wish.metadata)
            there = seated_booking(world, event_type, minute(start))
            if there is not None:
                there.attendees.append(booker)
                there.number_attendees()
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
            location=_location(world, plan, hosts),
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
    return Placed(placed, tuple(seat_uids))


def _location(world: World, plan: Plan, hosts: list[User]) -> str:
    """Where the event type leaves it to its host, it is the first host's usual video app."""
    if plan.location != DEFAULT_APP:
        return plan.location
    return (world.connections.meeting_place(hosts[0]) if hosts else None) or CAL_VIDEO


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
