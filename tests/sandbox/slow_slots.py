"""Slots reckoned the slow and obvious way: minute by minute, host by host, straight from facts 3.3.

Shares nothing with ``bot.sandbox.openings`` and ``bot.sandbox.availability`` but the people, event types and bookings
of a world. Knows no rolling windows.
"""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

import pytz

from bot.sandbox.people import EventType, User
from bot.sandbox.records import Booking
from bot.sandbox.world import World

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=500_000)
def wall(minute: int, zone: str) -> datetime:
    """What a clock there shows at that minute since 1970 UTC."""
    return datetime.fromtimestamp(minute * 60, tz=pytz.timezone(zone)).replace(tzinfo=None)


def minutes_of(instant: datetime) -> int:
    return int(instant.timestamp() // 60)


def slow_slots(
    world: World, event_type: EventType, first: int, last: int, *, length: int, zone: str, rescheduling: str | None
) -> list[tuple[int, int]]:
    """Each start with the seats that are taken at it."""
    spec = event_type.spec
    earliest = minutes_of(world.now()) + spec.minimum_booking_notice
    first = max(first, earliest)
    if first > last:
        return []
    offered: set[int] = set()
    for minutes in bookable_minutes(world, event_type, first, last, length, rescheduling):
        for run in runs(minutes):
            offered.update(starts_in(run, spec, length, earliest, zone))
    there = {
        minutes_of(booking.start): booking
        for booking in world.bookings()
        if spec.seats is not None
        and booking.event_type_id == event_type.id
        and booking.status not in ("cancelled", "rejected")
        and booking.uid != rescheduling
    }
    shown = []
    for start in sorted(offered | set(there)):
        if not first <= start <= last or not in_window(world, event_type, start):
            continue
        taken = 0
        if spec.seats is not None:
            held = [one for one in world.reservations() if one.event_type_id == event_type.id]
            taken = sum(minutes_of(one.start) == start for one in held)
            taken += len(there[start].attendees) if start in there else 0
            if taken >= spec.seats.seats_per_time_slot:
                continue
        shown.append((start, taken))
    if spec.only_show_first_available_slot:
        seen: set[date] = set()
        shown = [one for one in shown if not ((day := wall(one[0], zone).date()) in seen or seen.add(day))]
    return shown


def bookable_minutes(
    world: World, event_type: EventType, first: int, last: int, length: int, rescheduling: str | None
) -> list[set[int]]:
    """The minutes that are free for a booking: one set for each way to find enough hosts."""
    free = {
        host.id: free_minutes(world, event_type, host, first, last + length, length, rescheduling)
        for host in event_type.hosts
    }
    if not free:
        return []
    if event_type.spec.scheduling_type != "roundRobin":
        return [set.intersection(*free.values())]
    always = [free[host.id] for host in event_type.hosts if host.username in event_type.spec.mandatory_hosts]
    others = [free[host.id] for host in event_type.hosts if host.username not in event_type.spec.mandatory_hosts]
    if not others:
        return [set.intersection(*always)]
    return [set.intersection(one, *always) for one in others]


def free_minutes(
    world: World, event_type: EventType, host: User, first: int, last: int, length: int, rescheduling: str | None
) -> set[int]:
    """Of the days around the asked time, a day more on either side, so that hours across midnight are whole."""
    schedule = next((one for one in host.schedules if one.id == event_type.schedule_id), None)
    schedule = schedule or next((one for one in host.schedules if one.is_default), None)
    if schedule is None:
        return set()
    zone = schedule.time_zone
    from_day, to_day = wall(first, zone).date() - timedelta(days=1), wall(last, zone).date() + timedelta(days=1)
    by_day: dict[date, list[int]] = {}
    for minute in range(first - 3 * 1440, last + 3 * 1440):
        day = wall(minute, zone).date()
        if from_day <= day <= to_day:
            by_day.setdefault(day, []).append(minute)
    working: set[int] = set()
    for day, minutes in by_day.items():
        for opens, closes in hours_of(schedule.spec, day):
            after = [minute for minute in minutes if clock(minute, zone) >= opens]
            before = [minute for minute in minutes if clock(minute, zone) < closes]
            if after and before:
                working.update(range(after[0], before[-1] + 1))
    for minute in list(working):
        if wall(minute, zone).date() not in by_day:
            working.discard(minute)
    for start, end in busy_times(world, event_type, host, rescheduling):
        working.difference_update(range(start, end))
    used_up = used_up_days(world, event_type, host, zone, length, rescheduling)
    return {minute for minute in working if not used_up(wall(minute, zone).date())}


def clock(minute: int, zone: str) -> int:
    shown = wall(minute, zone)
    return shown.hour * 60 + shown.minute


def hours_of(spec: Any, day: date) -> list[tuple[int, int]]:
    """An override replaces the whole day. An end of 00:00 is the end of the day, and equal times are no time."""
    overrides = [one for one in spec.overrides if one.date == day]
    weekly = [one for one in spec.availability if DAYS[day.weekday()] in one.days]
    found = []
    for one in overrides or weekly:
        if one.start_time != one.end_time:
            closes = 1440 if one.end_time == "00:00" else as_minutes(one.end_time)
            found.append((as_minutes(one.start_time), closes))
    return [hours for hours in found if hours[0] < hours[1]]


def as_minutes(wall_time: str) -> int:
    return int(wall_time[:2]) * 60 + int(wall_time[3:])


def busy_times(world: World, event_type: EventType, host: User, rescheduling: str | None) -> list[tuple[int, int]]:
    asked = event_type.spec
    busy = []
    for booking in world.bookings():
        own = world.all_event_types[booking.event_type_id].spec
        blocks = booking.status == "accepted" or (
            booking.status == "pending"
            and own.confirmation_policy is not None
            and own.confirmation_policy.block_unconfirmed_bookings_in_booker
        )
        if host.id in booking.host_ids and blocks and booking.uid != rescheduling:
            start, end = minutes_of(booking.start), minutes_of(booking.end)
            start -= own.before_event_buffer + asked.after_event_buffer
            busy.append((start, end + own.after_event_buffer + asked.before_event_buffer))
    for entry in host.spec.busy:
        start, end = minutes_of(entry.start), minutes_of(entry.end)
        busy.append((start - asked.after_event_buffer, end + asked.before_event_buffer))
    for held in world.reservations():
        of = world.all_event_types[held.event_type_id]
        if host in of.hosts and not (of is event_type and asked.seats is not None):
            busy.append((minutes_of(held.start), minutes_of(held.end)))
    return busy


def used_up_days(
    world: World, event_type: EventType, host: User, zone: str, length: int, rescheduling: str | None
) -> Any:
    """Tells of a day whether some limit leaves no room on it."""
    mine = [
        booking
        for booking in world.bookings()
        if booking.status == "accepted" and host.id in booking.host_ids and booking.uid != rescheduling
    ]
    of_type = [booking for booking in mine if booking.event_type_id == event_type.id]

    @cache
    def used_up(day: date) -> bool:
        for unit in ("day", "week", "month", "year"):

            def within(bookings: list[Booking], unit: str = unit) -> list[int]:
                period = period_of(unit, day, host.spec.week_start)
                return [
                    minutes_of(booking.end) - minutes_of(booking.start)
                    for booking in bookings
                    if period_of(unit, wall(minutes_of(booking.start), zone).date(), host.spec.week_start) == period
                ]

            counts, durations = event_type.spec.booking_limits_count, event_type.spec.booking_limits_duration
            own = world.catalogue.booking_limits.get(host.id)
            if (most := getattr(counts, unit, None)) is not None and len(within(of_type)) >= most:
                return True
            # A day without any booking is open to one of any length.
            used = within(of_type)
            if (most := getattr(durations, unit, None)) is not None and used and sum(used) + length > most:
                return True
            if (most := getattr(own, unit, None)) is not None and len(within(mine)) >= most:
                return True
        return False

    return used_up


def period_of(unit: str, day: date, week_start: str) -> Any:
    if unit == "week":
        while DAYS[day.weekday()] != week_start:
            day -= timedelta(days=1)
        return day
    return {"day": day, "month": (day.year, day.month), "year": day.year}[unit]


def runs(minutes: set[int]) -> list[tuple[int, int]]:
    """From the first minute to the one after the last, of each unbroken stretch."""
    found = []
    for minute in sorted(minutes):
        if minute - 1 not in minutes:
            end = minute
            while end in minutes:
                end += 1
            found.append((minute, end))
    return found


def starts_in(run: tuple[int, int], spec: Any, length: int, earliest: int, zone: str) -> list[int]:
    step = spec.slot_interval or length
    grid = 1
    for candidate in (5, 10, 15, 20, 30, 60):
        if step % candidate == 0:
            grid = candidate
    start = max(run[0], earliest)
    while wall(start, zone).minute % grid:
        start += 1
    start += spec.offset_start
    found = []
    while start + length <= run[1]:
        found.append(start)
        start += step
    return found


def in_window(world: World, event_type: EventType, start: int) -> bool:
    """Days of the first host; today is not counted."""
    window = event_type.spec.booking_window
    if window is None or not event_type.hosts:
        return True
    host = event_type.hosts[0]
    schedule = next((one for one in host.schedules if one.id == event_type.schedule_id), None)
    schedule = schedule or next((one for one in host.schedules if one.is_default), None)
    if schedule is None:
        return True
    day, today = (wall(at, schedule.time_zone).date() for at in (start, minutes_of(world.now())))
    if not isinstance(window.value, int):
        return window.value[0] <= day <= window.value[1]
    ahead = [today + timedelta(days=number) for number in range(1, (day - today).days + 1)]
    counted = [one for one in ahead if window.type == "calendarDays" or one.weekday() < 5]
    if window.type == "businessDays":
        # The window ends with its last business day, and so before the weekend after it.
        return len(counted) < window.value or (len(counted) == window.value and ahead[-1] == counted[-1])
    return len(counted) <= window.value
