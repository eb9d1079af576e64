"""Whether a booking may be made: length, place, repetition and time (facts 4.2, in its order of checks)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytz

from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.errors import DomainRefusal, Refusal
from bot.sandbox.openings import NO_LEEWAY, Leeway, bounds, free_hosts, minute
from bot.sandbox.people import EventType, User
from bot.sandbox.records import Booking
from bot.sandbox.worldfile import LocationSpec

if TYPE_CHECKING:
    from bot.sandbox.world import World


def chosen_length(event_type: EventType, asked: int | None) -> int:
    """In minutes. Raises Refusal when that length cannot be asked for."""
    if asked is None:
        return event_type.spec.length_in_minutes
    if not event_type.spec.length_in_minutes_options:
        raise Refusal(
            400,
            "Can't specify 'lengthInMinutes' because event type does not have multiple possible lengths. "
            "Please, remove the 'lengthInMinutes' field from the request.",
        )
    if asked not in event_type.lengths:
        possible = ", ".join(str(length) for length in sorted(event_type.lengths))
        raise Refusal(
            400,
            "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. "
            f"The possible lengths are: {possible}",
        )
    return asked


def chosen_location(event_type: EventType, asked: dict[str, Any] | str | None, phone: str | None) -> str:
    """Where it takes place, as the booking tells it. Without a wish it is the event type's first (facts 5.6)."""
    if isinstance(asked, str):
        return asked
    offered = event_type.spec.locations
    if asked is None:
        return _place(offered[0], {"phone": phone}) if offered else CAL_VIDEO
    for location in offered:
        if location.type == asked["type"] and location.integration == asked.get("integration"):
            return _place(location, asked)
    types = ", ".join(location.integration or location.type for location in offered)
    raise Refusal(
        400,
        f"Booking location with type {asked['type']} not valid for event type with id={event_type.id}. The event type "
        f"has following location types: {types}, and only these types are allowed for booking location.",
    )


DEFAULT_APP = "conferencing"
"""A place that stands for the host's usual video app until it is known who the host is."""


def _place(location: LocationSpec, asked: dict[str, Any]) -> str:
    named = {
        "address": location.address,
        "link": location.link,
        "phone": location.phone,
        "attendeeAddress": asked.get("address"),
        "attendeePhone": asked.get("phone"),
        "attendeeDefined": asked.get("location"),
    }
    if location.type in named:
        return named[location.type] or ""
    if location.type == "organizersDefaultApp":
        return DEFAULT_APP
    if location.integration in (None, "cal-video"):
        return CAL_VIDEO
    return f"integrations:{location.integration}"


def occurrences(event_type: EventType, start: datetime, time_zone: str, count: int | None) -> list[datetime]:
    """The starts of a series, or the one start of what does not repeat. A series keeps its wall time in the
    attendee's zone; ``count`` is at most the event type's, which is also the default."""
    repeats = event_type.spec.recurrence
    if repeats is None:
        if count is not None:
            raise Refusal(400, f"Event type with id={event_type.id} is not a recurring event type.")
        return [start]
    if count is not None and count > repeats.occurrences:
        raise Refusal(400, "Provided recurrence count is higher than the event type's recurring event count.")
    zone = pytz.timezone(time_zone)
    local = start.astimezone(zone).replace(tzinfo=None)
    return [
        zone.normalize(zone.localize(_repeated(local, repeats.frequency, repeats.interval * index))).astimezone(
            pytz.UTC
        )
        for index in range(count or repeats.occurrences)
    ]


def _repeated(local: datetime, frequency: str, times: int) -> datetime:
    """A day that the month does not have is its last."""
    if frequency == "weekly":
        return local + timedelta(weeks=times)
    months = local.month - 1 + times * (1 if frequency == "monthly" else 12)
    first = local.replace(year=local.year + months // 12, month=months % 12 + 1, day=1)
    last_day = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(local.day, last_day))


def check_moment(world: World, event_type: EventType, start: datetime, leeway: Leeway = NO_LEEWAY) -> None:
    """Raises Refusal when the start is past, too soon or too far ahead. Seconds do not count: what slots offer in a
    minute can be booked in it."""
    if minute(start) < minute(world.now()):
        raise Refusal(400, "Attempting to book a meeting in the past.")
    if not leeway.bounds and not bounds(world, event_type).allow(minute(start)):
        raise Refusal(
            400,
            "The event type can't be booked at the \"start\" time provided. This could be because it's too soon "
            "(violating the minimum booking notice) or too far in the future (outside the event's scheduling window). "
            "Try fetching available slots first using the GET /v2/slots endpoint and then make a booking with "
            '"start" time equal to one of the available slots: https://cal.com/docs/api-reference/v2/slots',
        )


def available_hosts(
    world: World,
    event_type: EventType,
    starts: list[datetime],
    length: int,
    *,
    rescheduling: str | None = None,
    leeway: Leeway = NO_LEEWAY,
) -> list[User]:
    """Who is free at every one of the starts. Raises Refusal when nobody is."""
    free = [
        free_hosts(world, event_type, minute(start), length, rescheduling=rescheduling, leeway=leeway)
        if not start.second and not start.microsecond
        else []
        for start in starts
    ]
    able = [host for host in free[0] if all(host in others for others in free[1:])]
    if not event_type.suffice(able):
        who = "One of the hosts" if event_type.is_round_robin else "User"
        raise Refusal(400, f"{who} either already has booking at this time or is not available")
    return able


def check_active_bookings(world: World, event_type: EventType, email: str) -> None:
    """Raises Refusal when this person has as many bookings ahead as the event type allows."""
    limit = event_type.spec.booker_active_bookings_limit
    if limit is None:
        return
    ahead = [
        booking
        for booking in world.bookings()
        if booking.event_type_id == event_type.id
        and booking.is_active
        and booking.end > world.now()
        and any(attendee.email.lower() == email.lower() for attendee in booking.attendees)
    ]
    if len(ahead) >= limit.maximum_active_bookings:
        offer = (
            f" You can reschedule your existing booking ({ahead[-1].uid}) to a new timeslot instead."
            if limit.offer_reschedule
            else ""
        )
        raise Refusal(
            400,
            "Attendee with this email can't book because the maximum number of active bookings has been reached."
            + offer,
        )


def check_unique(world: World, hosts: list[User], start: datetime, end: datetime) -> None:
    """The database's own rule, which decides a race: one accepted booking a host, start and end."""
    ids = {host.id for host in hosts}
    if any(
        booking.status == "accepted" and booking.start == start and booking.end == end and ids & set(booking.host_ids)
        for booking in world.bookings()
    ):
        raise DomainRefusal(409, "booking_conflict_error", "Another booking was made at this time in this moment.")


def may_manage(world: World, user: User | None, booking: Booking, permission: str | None = None) -> bool:
    """Whether the caller is a host of the booking, or an admin of its team or of the organization, or has a custom role
    with this permission."""
    if user is None:
        return False
    team = world.event_type_of(booking).team
    return (
        user.id in booking.host_ids
        or world.is_admin(user)
        or (team is not None and user in team.admins)
        or (permission is not None and world.is_permitted(user, permission, team=team))
    )
