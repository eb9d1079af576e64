"""What can be booked when: the rules of an event type and the busy time of its hosts, over ``availability``.

Creating a booking asks ``free_hosts`` and ``bounds``; listing slots asks ``openings``. Both see the same busy time,
except that reservations only hide slots and stop nobody from booking (facts 3.4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import pytz

from bot.sandbox.availability import DAYS, Span, day_start, intersect, local_date, starts, subtract, working_spans
from bot.sandbox.calendar_events import busy_entries
from bot.sandbox.people import EventType, User
from bot.sandbox.records import Booking, Reservation
from bot.sandbox.worldfile import LimitsSpec

if TYPE_CHECKING:
    from bot.sandbox.world import World

_FAR_AHEAD = 366
"""Days ahead that are looked at, however far a range or a rolling window goes."""


_DAY_MORE = 2 * 1440
"""What lies further from the asked time than the working hours that are looked at cannot matter."""


@dataclass(frozen=True)
class Opening:
    """A start that can be booked, in minutes since 1970 UTC. ``booking`` is the seated one that is there already."""

    start: int
    seats_booked: int = 0
    booking: Booking | None = None


@dataclass(frozen=True)
class Bounds:
    """The starts that notice and booking window allow: ``earliest``, by the notice, and ``opens`` included, ``latest``
    not; None is no end."""

    earliest: int
    latest: int | None
    opens: int | None = None

    def allow(self, start: int) -> bool:
        return max(self.earliest, self.opens or 0) <= start and (self.latest is None or start < self.latest)


@dataclass(frozen=True)
class Leeway:
    """Rules that a host may set aside for one booking."""

    conflicts: bool = False
    bounds: bool = False
    limits: bool = False


NO_LEEWAY = Leeway()


def minute(instant: datetime) -> int:
    """Minutes since 1970 UTC; seconds are dropped."""
    return int(instant.timestamp() // 60)


def openings(
    world: World,
    event_type: EventType,
    first: int,
    last: int,
    *,
    length: int,
    zone: tzinfo,
    rescheduling: str | None = None,
) -> list[Opening]:
    """The bookable starts from ``first`` to ``last``, both included, in order, for at most a year.

    ``zone`` is where the grid of minutes lies. The booking ``rescheduling`` does not stand in its own way.
    """
    limits = bounds(world, event_type)
    first = max(first, limits.earliest)
    last = min(last, first + _FAR_AHEAD * 1440)
    found = _openings_within(world, event_type, first, last, length, zone, rescheduling, limits)
    if not event_type.spec.only_show_first_available_slot:
        return found
    first_of_day: dict[date, Opening] = {}
    for opening in found:
        first_of_day.setdefault(local_date(opening.start, zone), opening)
    return list(first_of_day.values())


def _openings_within(
    world: World,
    event_type: EventType,
    first: int,
    last: int,
    length: int,
    zone: tzinfo,
    rescheduling: str | None,
    limits: Bounds,
) -> list[Opening]:
    offered: set[int] = set()
    for spans in _bookable_spans(world, event_type, first, last + length, length, rescheduling):
        offered.update(
            starts(
                spans,
                length=length,
                step=event_type.spec.slot_interval or length,
                offset=event_type.spec.offset_start,
                earliest=limits.earliest,
                zone=zone,
            )
        )
    seated = {minute(booking.start): booking for booking in _seated_bookings(world, event_type, rescheduling)}
    seats = event_type.spec.seats
    found = []
    for start in sorted(offered | seated.keys()):
        if not (first <= start <= last and limits.allow(start)):
            continue
        if seats is None:
            found.append(Opening(start))
            continue
        booking = seated.get(start)
        taken = seats_taken(world, event_type, start, booking)
        if taken < seats.seats_per_time_slot:
            found.append(Opening(start, seats_booked=taken, booking=booking))
    return found


def seats_taken(world: World, event_type: EventType, start: int, booking: Booking | None) -> int:
    """Attendees of the seated booking, and the seats that reservations hold at that start."""
    held = sum(
        1 for held in world.reservations() if held.event_type_id == event_type.id and minute(held.start) == start
    )
    return held + (len(booking.attendees) if booking is not None else 0)


def seated_booking(world: World, event_type: EventType, start: int) -> Booking | None:
    """The booking of a seated event type whose seats are being taken at that start."""
    return next(
        (booking for booking in _seated_bookings(world, event_type, None) if minute(booking.start) == start), None
    )


def _seated_bookings(world: World, event_type: EventType, rescheduling: str | None) -> Iterator[Booking]:
    if event_type.spec.seats is not None:
        for booking in world.bookings():
            if booking.event_type_id == event_type.id and booking.is_active and booking.uid != rescheduling:
                yield booking


def _bookable_spans(
    world: World, event_type: EventType, first: int, last: int, length: int, rescheduling: str | None
) -> list[list[Span]]:
    """The free time in which a start may lie: one list a host where any host will do, one for all where all must
    be there."""
    free = [
        free_spans(world, event_type, host, first, last, length=length, rescheduling=rescheduling, reservations=True)
        for host in event_type.hosts
    ]
    if not free:
        return []
    mandatory = event_type.mandatory_hosts if event_type.is_round_robin else event_type.hosts
    others = [spans for host, spans in zip(event_type.hosts, free, strict=True) if host not in mandatory]
    if not mandatory:
        return others
    together: list[Span] | None = None
    for host, spans in zip(event_type.hosts, free, strict=True):
        if host in mandatory:
            together = spans if together is None else intersect(together, spans)
    assert together is not None
    return [intersect(together, spans) for spans in others] if others else [together]


def free_spans(
    world: World,
    event_type: EventType,
    host: User,
    first: int,
    last: int,
    *,
    length: int,
    rescheduling: str | None,
    reservations: bool,
    leeway: Leeway = NO_LEEWAY,
) -> list[Span]:
    """The host's working hours around ``first`` to ``last``, whole days, less busy time and used-up limits."""
    schedule = event_type.schedule_of(host)
    if schedule is None:
        return []
    zone = pytz.timezone(schedule.time_zone)
    # A day more on either side, so that hours across midnight are whole.
    from_day, to_day = local_date(first, zone) - timedelta(days=1), local_date(last, zone) + timedelta(days=1)
    working = working_spans(schedule.hours, from_day, to_day)
    busy = _busy_spans(world, event_type, host, rescheduling, (first, last)) if not leeway.conflicts else []
    if reservations:
        busy += _reserved_spans(world, event_type, host)
    if not leeway.limits:
        busy += _used_up_periods(world, event_type, host, zone, length, rescheduling)
    return subtract(working, busy)


def _busy_spans(world: World, event_type: EventType, host: User, rescheduling: str | None, around: Span) -> list[Span]:
    """The host's bookings around this time, widened by their own buffers and by those of what is asked for, and the
    host's calendar."""
    asked = event_type.spec
    first, last = around[0] - _DAY_MORE, around[1] + _DAY_MORE
    spans = []
    for booking in world.bookings_of(host):
        own = world.event_type_of(booking).spec
        start = booking.start_minute - own.before_event_buffer - asked.after_event_buffer
        end = booking.end_minute + own.after_event_buffer + asked.before_event_buffer
        if start < last and end > first and booking.uid != rescheduling and blocks(world, booking):
            spans.append((start, end))
    elsewhere = [(busy.start, busy.end) for busy in host.spec.busy]
    elsewhere += [(entry.start, entry.end) for entry in busy_entries(world, host)]
    spans += [
        (minute(start) - asked.after_event_buffer, minute(end) + asked.before_event_buffer) for start, end in elsewhere
    ]
    return spans


def blocks(world: World, booking: Booking) -> bool:
    """Whether a booking takes its hosts' time: a pending one only where its event type says so (facts 3.3, 2)."""
    if booking.status == "pending":
        policy = world.event_type_of(booking).spec.confirmation_policy
        return policy is not None and policy.block_unconfirmed_bookings_in_booker
    return booking.is_active


def _reserved_spans(world: World, event_type: EventType, host: User) -> list[Span]:
    return [
        (minute(held.start), minute(held.end))
        for held in world.reservations()
        # A seated type's own reservations take a seat, not the time.
        if host in world.all_event_types[held.event_type_id].hosts
        and not (held.event_type_id == event_type.id and event_type.spec.seats is not None)
    ]


def overlapping_reservation(world: World, event_type: EventType, start: int, end: int, *, but: str | None) -> bool:
    """Whether a live reservation of one of the hosts, other than ``but``, overlaps."""
    return any(
        held.uid != but and minute(held.start) < end and start < minute(held.end)
        for held in world.reservations()
        if _shares_host(world, held, event_type)
    )


def _shares_host(world: World, held: Reservation, event_type: EventType) -> bool:
    return any(host in event_type.hosts for host in world.all_event_types[held.event_type_id].hosts)


def is_booked(world: World, event_type: EventType, start: int, end: int) -> bool:
    """Whether bookings leave no host, or not all that are needed, for this time; working hours are not asked."""
    free = [
        host
        for host in event_type.hosts
        if not any(
            busy_start < end and start < busy_end
            for busy_start, busy_end in _busy_spans(world, event_type, host, None, (start, end))
        )
    ]
    return not event_type.suffice(free)


def _used_up_periods(
    world: World, event_type: EventType, host: User, zone: tzinfo, length: int, rescheduling: str | None
) -> list[Span]:
    """Days, weeks, months and years of the schedule's zone in which the limits of the event type, or those of the
    host for all of them together, leave no room."""
    spec, own = event_type.spec, world.catalogue.booking_limits.get(host.id)
    if spec.booking_limits_count is None and spec.booking_limits_duration is None and own is None:
        return []
    accepted = [
        booking for booking in world.bookings_of(host) if booking.status == "accepted" and booking.uid != rescheduling
    ]
    by_day: dict[date, list[int]] = {}
    of_type_by_day: dict[date, list[int]] = {}
    for booking in accepted:
        day = local_date(booking.start_minute, zone)
        by_day.setdefault(day, []).append(booking.minutes)
        if booking.event_type_id == event_type.id:
            of_type_by_day.setdefault(day, []).append(booking.minutes)
    week_start = DAYS.index(host.spec.week_start)
    used_up = []
    for unit in ("day", "week", "month", "year"):
        if (most := _limit(spec.booking_limits_count, unit)) is not None:
            used = _by_period(of_type_by_day, unit, zone, week_start)
            used_up += [period for period, lengths in used.items() if len(lengths) >= most]
        if (most := _limit(spec.booking_limits_duration, unit)) is not None:
            used = _by_period(of_type_by_day, unit, zone, week_start)
            used_up += [period for period, lengths in used.items() if sum(lengths) + length > most]
        if (most := _limit(own, unit)) is not None:
            used = _by_period(by_day, unit, zone, week_start)
            used_up += [period for period, lengths in used.items() if len(lengths) >= most]
    return used_up


def _by_period(by_day: dict[date, list[int]], unit: str, zone: tzinfo, week_start: int) -> dict[Span, list[int]]:
    """The lengths of the bookings in each day, week, month or year that has any."""
    lengths: dict[Span, list[int]] = {}
    for day, of_day in by_day.items():
        lengths.setdefault(_period(unit, day, zone, week_start), []).extend(of_day)
    return lengths


def _limit(limits: LimitsSpec | None, unit: str) -> int | None:
    return getattr(limits, unit) if limits is not None else None


def _period(unit: str, day: date, zone: tzinfo, week_start: int) -> Span:
    if unit == "day":
        first, beyond = day, day + timedelta(days=1)
    elif unit == "week":
        first = day - timedelta(days=(day.weekday() - week_start) % 7)
        beyond = first + timedelta(days=7)
    elif unit == "month":
        first = day.replace(day=1)
        beyond = (first + timedelta(days=31)).replace(day=1)
    else:
        first, beyond = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day_start(zone, first), day_start(zone, beyond)


def bounds(world: World, event_type: EventType) -> Bounds:
    """Notice and booking window at this moment. The window's days are those of the first host's schedule; of N days,
    today is not counted (facts 3.3, 5 leaves both open)."""
    now = minute(world.now())
    earliest = now + event_type.spec.minimum_booking_notice
    window = event_type.spec.booking_window
    schedule = event_type.schedule_of(event_type.hosts[0]) if event_type.hosts else None
    if window is None or schedule is None:
        return Bounds(earliest, None)
    zone = pytz.timezone(schedule.time_zone)
    if not isinstance(window.value, int):
        first, last = window.value
        return Bounds(earliest, day_start(zone, last + timedelta(days=1)), opens=day_start(zone, first))
    counts = _is_business_day if window.type == "businessDays" else _is_any_day
    if window.rolling:
        last = _last_rolling_day(world, event_type, zone, earliest, window.value, counts)
    else:
        last = local_date(now, zone)
        for _ in range(window.value):
            last += timedelta(days=1)
            while not counts(last):
                last += timedelta(days=1)
    return Bounds(earliest, day_start(zone, last + timedelta(days=1)))


def _is_business_day(day: date) -> bool:
    return day.weekday() < 5


def _is_any_day(day: date) -> bool:
    return True


def _last_rolling_day(
    world: World, event_type: EventType, zone: tzinfo, earliest: int, days: int, counts: Callable[[date], bool]
) -> date:
    """The day on which a window of so many days *with free time* ends."""
    length = event_type.spec.length_in_minutes
    end = earliest + _FAR_AHEAD * 1440
    free = _openings_within(world, event_type, earliest, end, length, zone, None, Bounds(earliest, None))
    with_time = dict.fromkeys(local_date(opening.start, zone) for opening in free)
    counted = [day for day in with_time if counts(day)][:days]
    return counted[-1] if counted else local_date(end, zone)


def free_hosts(
    world: World,
    event_type: EventType,
    start: int,
    length: int,
    *,
    rescheduling: str | None = None,
    leeway: Leeway = NO_LEEWAY,
) -> list[User]:
    """Who can take a booking at that time: those of the hosts who are free where any will do, all or nobody where all
    must be there. Reservations are not asked."""
    free = [
        host
        for host in event_type.hosts
        if _fits(
            free_spans(
                world,
                event_type,
                host,
                start,
                start,
                length=length,
                rescheduling=rescheduling,
                reservations=False,
                leeway=leeway,
            ),
            start,
            start + length,
        )
    ]
    return free if event_type.suffice(free) else []


def _fits(spans: list[Span], start: int, end: int) -> bool:
    position = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return position >= 0 and spans[position][1] >= end
