"""What a host decides about a booking that stands: who was absent, who hosts it, that another time is needed
(facts 4.7). The caller holds ``World.writing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.booking_making import assigned_hosts
from bot.sandbox.booking_rules import check_unique, may_manage
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.events import tell, tell_absence
from bot.sandbox.openings import free_hosts, minute
from bot.sandbox.people import EventType, User
from bot.sandbox.records import Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World


def mark_absent(
    world: World, booking: Booking, caller: User, *, host: bool | None, attendees: dict[str, bool]
) -> Booking:
    """``attendees`` says of addresses whether they were absent; an address that is not there means nobody."""
    if not may_manage(world, caller, booking, "booking.update"):
        raise Refusal(403, "User is not authorized to mark absences of this booking")
    if world.now() < booking.start:
        raise Refusal(
            400,
            "Bookings can only be marked as absent after their scheduled start time. "
            f"Current time in UTC+0: {timestamp(world.now())}, Booking start time in UTC+0: {timestamp(booking.start)}",
        )
    if host is not None:
        booking.absent_host = host
    for attendee in booking.attendees:
        attendee.absent = attendees.get(attendee.email.lower(), attendee.absent)
    booking.updated_at = world.now()
    tell_absence(world, booking)
    return booking


def reassign(
    world: World, booking: Booking, caller: User, *, to: User | None = None, reason: str | None = None
) -> User:
    """Gives a round robin booking to the named host, or to the next who is free; returns who has it now."""
    event_type = world.event_type_of(booking)
    if not may_manage(world, caller, booking, "booking.update"):
        raise Refusal(403, "You do not have permission to reassign this booking")
    if not event_type.is_round_robin:
        raise Refusal(400, f"Booking with uid={booking.uid} is not of a round robin event type.")
    if booking.status not in ("accepted", "pending"):
        raise Refusal(400, f"Booking with uid={booking.uid} can't be reassigned because it is {booking.status}.")
    chosen = _named(event_type, to) if to is not None else _next(world, event_type, booking)
    before = [host_id for host_id in booking.host_ids if world.users_by_id[host_id] not in event_type.mandatory_hosts]
    if chosen.id not in before:
        check_unique(world, [chosen], booking.start, booking.end)
        world.set_hosts(booking, [*event_type.mandatory_hosts, chosen])
        booking.updated_at = world.now()
        old = world.users_by_id[before[0]] if before else None
        tell(
            world,
            "BOOKING_REASSIGNED",
            booking,
            reassignedFrom={"id": old.id, "name": old.spec.name, "email": old.spec.email} if old is not None else None,
            reassignedTo={"id": chosen.id, "name": chosen.spec.name, "email": chosen.spec.email},
            reassignmentReason=reason,
        )
    return chosen


def _named(event_type: EventType, user: User) -> User:
    if user not in event_type.hosts or user in event_type.mandatory_hosts:
        raise Refusal(
            400,
            f"User with id={user.id} is not a valid Round Robin host - they are not assigned to the event type with "
            f"id={event_type.id} as a host who takes turns.",
        )
    return user


def _next(world: World, event_type: EventType, booking: Booking) -> User:
    free = free_hosts(world, event_type, minute(booking.start), booking.minutes, rescheduling=booking.uid)
    others = [host for host in free if host.id not in booking.host_ids or host in event_type.mandatory_hosts]
    if not event_type.suffice(others):
        raise Refusal(400, "Can't reassign the booking because no other host is available at that time.")
    return assigned_hosts(world, event_type, others)[-1]


def request_reschedule(world: World, booking: Booking, caller: User, reason: str | None) -> None:
    """Cancels it, and lets its attendee choose another time for it."""
    if not may_manage(world, caller, booking, "booking.update"):
        raise Refusal(403, "User is not authorized to request a reschedule of this booking")
    if not booking.is_active:
        raise Refusal(400, f"Can't request a reschedule of booking with uid={booking.uid}: it is {booking.status}.")
    if booking.end <= world.now():
        raise Refusal(400, f"Can't request a reschedule of booking with uid={booking.uid}: it has already ended.")
    booking.status = "cancelled"
    booking.reschedule_requested = True
    booking.cancellation_reason = reason
    booking.cancelled_by_email = caller.spec.email
    booking.updated_at = world.now()
    tell(
        world,
        "BOOKING_CANCELLED",
        booking,
        cancelledBy=caller.spec.email,
        cancellationReason=reason,
        requestReschedule=True,
    )


def join(world: World, booking: Booking, host: User) -> Booking:
    """Lets a host take an instant booking that waits for one."""
    event_type = world.event_type_of(booking)
    if booking.status != "awaiting_host":
        raise Refusal(400, f"Booking with uid={booking.uid} does not wait for a host.")
    if host not in event_type.hosts:
        raise Refusal(403, f"User with id={host.id} is no host of event type with id={event_type.id}.")
    world.set_hosts(booking, [host])
    booking.status = "accepted"
    booking.updated_at = world.now()
    tell(world, "INSTANT_MEETING_ACCEPTED", booking)
    return booking
