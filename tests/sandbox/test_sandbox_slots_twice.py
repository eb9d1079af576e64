"""Slots as the sandbox finds them against the slow and obvious way, for worlds made by chance.

``python -m tests.sandbox.test_sandbox_slots_twice 10000`` tries so many.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.openings import minute, openings
from bot.sandbox.records import Reservation
from bot.sandbox.world import World
from bot.sandbox.worldfile import LimitsSpec, WorldSpec
from tests.sandbox.slow_slots import DAYS, slow_slots

ZONES = (
    "America/New_York",
    "Europe/Lisbon",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
)
MOMENTS = (
    datetime(2026, 10, 24, 20, 13, tzinfo=UTC),  # before Europe's clocks go back
    datetime(2026, 10, 31, 22, tzinfo=UTC),  # before America's do
    datetime(2027, 3, 13, 15, 30, tzinfo=UTC),  # before America's go forward
    datetime(2027, 3, 27, 9, 59, tzinfo=UTC),  # before Europe's do
    datetime(2027, 4, 3, 10, 7, tzinfo=UTC),  # before Lord Howe and Santiago change
    datetime(2026, 12, 30, 23, 45, tzinfo=UTC),  # before a year ends
    datetime(2026, 11, 23, 14, tzinfo=UTC),
)
PERSON = {"name": "Ana", "email": "ana@example.com", "timeZone": "UTC"}


@dataclass(frozen=True)
class Case:
    """A world and what is asked of it."""

    now: datetime
    spec: dict[str, Any]
    bookings: tuple[tuple[str, str, int, str], ...]
    """Owner, event type, quarters of an hour from now, status."""
    held: tuple[int, ...]
    own_limits: dict[str, int]
    first: int
    minutes: int
    zone: str
    reschedule: bool


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.none() | strategy


wall_times = st.builds(
    lambda hour, part: f"{hour:02}:{part:02}", st.integers(0, 23), st.sampled_from((0, 0, 15, 30, 50))
)


@st.composite
def hours(draw: st.DrawFn) -> dict[str, str]:
    start, end = sorted((draw(wall_times), draw(wall_times)))
    return {"start_time": start, "end_time": draw(st.sampled_from((end, end, "00:00")))}


@st.composite
def schedules(draw: st.DrawFn, now: datetime) -> dict[str, Any]:
    whole_day = st.just({"start_time": "00:00", "end_time": "00:00"})
    weekly = draw(st.lists(st.tuples(st.sets(st.sampled_from(DAYS), min_size=1), hours()), max_size=3))
    overridden = draw(st.lists(st.tuples(st.integers(-1, 4), hours() | whole_day), max_size=2))
    return {
        "time_zone": draw(st.sampled_from(ZONES)),
        "availability": [{"days": sorted(days), **times} for days, times in weekly]
        or [{"days": list(DAYS), "start_time": "09:00", "end_time": "17:00"}],
        "overrides": [{"date": (now + timedelta(days=day)).date(), **times} for day, times in overridden],
    }


limits = st.dictionaries(st.sampled_from(("day", "week", "month", "year")), st.integers(1, 4), min_size=1, max_size=2)


@st.composite
def event_types(draw: st.DrawFn, now: datetime) -> dict[str, Any]:
    range_ = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(
        lambda ends: {
            "type": "range",
            "value": [(now + timedelta(days=ends[0])).date(), (now + timedelta(days=sum(ends))).date()],
        }
    )
    days = st.builds(
        lambda kind, value: {"type": kind, "value": value},
        st.sampled_from(("calendarDays", "businessDays")),
        st.integers(1, 3),
    )
    length = draw(st.sampled_from((10, 15, 20, 30, 45, 50, 60, 90, 7)))
    said = {
        "title": "T",
        "length_in_minutes": length,
        "minimum_booking_notice": draw(st.sampled_from((0, 0, 60, 125, 1440))),
        "slot_interval": draw(maybe(st.sampled_from((5, 15, 25, 30, 60)))),
        "before_event_buffer": draw(st.sampled_from((0, 0, 5, 30))),
        "after_event_buffer": draw(st.sampled_from((0, 0, 10, 45))),
        "offset_start": draw(st.sampled_from((0, 0, 0, 5, 20))),
        "booking_limits_count": draw(maybe(limits)),
        "booking_limits_duration": draw(
            maybe(limits.map(lambda most: {unit: value * 30 for unit, value in most.items()}))
        ),
        "booking_window": draw(maybe(range_ | days)),
        "only_show_first_available_slot": draw(st.sampled_from((False, False, False, True))),
        "seats": draw(maybe(st.builds(lambda seats: {"seats_per_time_slot": seats}, st.integers(1, 3)))),
        "confirmation_policy": draw(
            maybe(st.builds(lambda b: {"type": "always", "block_unconfirmed_bookings_in_booker": b}, st.booleans()))
        ),
    }
    return {key: value for key, value in said.items() if value is not None}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    now = draw(st.sampled_from(MOMENTS)) + timedelta(minutes=draw(st.integers(0, 600)))
    names = ["ada", "ben", "cy"][: draw(st.integers(1, 3))]
    users = []
    for name in names:
        busy = draw(st.lists(st.tuples(st.integers(-8, 200), st.integers(1, 12)), max_size=2))
        users.append(
            {
                "username": name,
                "name": name,
                "email": f"{name}@x.example",
                "time_zone": "UTC",
                "week_start": draw(st.sampled_from(("Sunday", "Monday"))),
                "schedules": [draw(schedules(now))],
                "busy": [
                    {
                        "start": now + timedelta(minutes=15 * start),
                        "end": now + timedelta(minutes=15 * (start + quarters)),
                    }
                    for start, quarters in busy
                ],
                "event_types": [
                    {"slug": "asked", **draw(event_types(now))},
                    {"slug": "other", **draw(event_types(now))},
                ],
            }
        )
    kind = draw(st.sampled_from(("collective", "roundRobin", "roundRobin")))
    mandatory = draw(st.sampled_from(((), (), (names[0],)))) if kind == "roundRobin" else ()
    team = {
        "slug": "team",
        "name": "Team",
        "members": names,
        "event_types": [
            {"slug": "asked", **draw(event_types(now)), "scheduling_type": kind, "mandatory_hosts": mandatory}
        ],
    }
    owners = st.sampled_from([*((name, slug) for name in names for slug in ("asked", "other")), ("team", "asked")])
    statuses = st.sampled_from(("accepted", "accepted", "accepted", "pending", "cancelled", "rejected"))
    placed = st.tuples(owners, st.integers(-20, 220), statuses)
    return Case(
        now=now,
        spec={"users": users, "teams": [team]},
        bookings=tuple((*owner, at, status) for owner, at, status in draw(st.lists(placed, max_size=6))),
        held=tuple(draw(st.lists(st.integers(0, 200), max_size=2))),
        own_limits=draw(st.just({}) | limits),
        first=draw(st.integers(-600, 1500)),
        minutes=draw(st.integers(0, 2400)),
        zone=draw(st.sampled_from(ZONES)),
        reschedule=draw(st.booleans()),
    )


def agree(case: Case) -> None:
    """Raises AssertionError where the two differ."""
    world = World("chance", WorldSpec.model_validate(case.spec), clock=lambda: case.now)
    with world.writing():
        for host, slug, at, status in case.bookings:
            start = case.now.replace(second=0) + timedelta(minutes=15 * at)
            world.add_booking(event_type=slug, host=host, start=start, attendee=PERSON, status=status)
        if case.own_limits:
            world.catalogue.booking_limits[101] = LimitsSpec.model_validate(case.own_limits)
        for number, at in enumerate(case.held):
            start = case.now + timedelta(minutes=15 * at)
            held = Reservation(str(number), 1001, start, start + timedelta(minutes=30), case.now + timedelta(minutes=5))
            world.insert_reservation(held)
    booked = world.bookings()
    rescheduling = booked[0].uid if booked and case.reschedule else None
    first = minute(case.now) + case.first
    for owner in (world.users["ada"], world.teams["team"]):
        event_type = owner.event_types[0]
        length = event_type.spec.length_in_minutes
        found = openings(
            world,
            event_type,
            first,
            first + case.minutes,
            length=length,
            zone=pytz.timezone(case.zone),
            rescheduling=rescheduling,
        )
        expected = slow_slots(
            world, event_type, first, first + case.minutes, length=length, zone=case.zone, rescheduling=rescheduling
        )
        assert [(one.start, one.seats_booked) for one in found] == expected


@given(cases())
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_slots_are_those_that_a_slow_second_way_finds(case: Case) -> None:
    agree(case)


def test_the_cases_have_slots_to_compare() -> None:
    """Otherwise two ways that find nothing would agree for ever."""
    with_slots = 0

    @given(cases())
    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def look(case: Case) -> None:
        nonlocal with_slots
        world = World("chance", WorldSpec.model_validate(case.spec), clock=lambda: case.now)
        first, event_type = minute(case.now) + case.first, world.users["ada"].event_types[0]
        length, zone = event_type.spec.length_in_minutes, pytz.timezone(case.zone)
        with_slots += bool(openings(world, event_type, first, first + case.minutes, length=length, zone=zone))

    look()
    assert with_slots >= 5


if __name__ == "__main__":
    number = int(sys.argv[1])
    settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))(
        given(cases())(agree)
    )()
    sys.stdout.write(f"{number} worlds: the same slots both ways\n")
