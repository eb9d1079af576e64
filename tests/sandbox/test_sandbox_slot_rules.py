"""The rules by which slots are found (facts 3.3): against a slow second reading of them, and one by one."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytz
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.openings import minute, openings
from bot.sandbox.world import World
from bot.sandbox.worldfile import WorldSpec
from tests.sandbox.api import ANA, NOW, Api, StillClock

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTE = timedelta(minutes=1)

# The slow reading: minute by minute, with the standard library's zones.


def slow_starts(rules: dict[str, Any], booked: list[tuple[datetime, datetime]], now: datetime, zone: str) -> list[str]:
    """The bookable starts of the days around ``rules["day"]``, each minute looked at on its own."""
    free = [
        moment
        for moment in minutes(rules["day"] - timedelta(days=2), 5, rules["host_zone"])
        if is_working(rules, moment)
        and not any(
            start - rules["before"] * MINUTE - rules["after"] * MINUTE
            <= moment
            < end + rules["after"] * MINUTE + rules["before"] * MINUTE
            for start, end in booked
        )
    ]
    step = rules["interval"] or rules["length"]
    grid = next((size for size in (60, 30, 20, 15, 10, 5) if step % size == 0), 1)
    found = []
    for run in runs(free):
        first = max(run[0], now.replace(second=0, microsecond=0) + rules["notice"] * MINUTE)
        while first.astimezone(ZoneInfo(zone)).minute % grid:
            first += MINUTE
        start = first + rules["offset"] * MINUTE
        while start + rules["length"] * MINUTE <= run[-1] + MINUTE:
            found.append(start)
            start += step * MINUTE
    wanted = set(minutes(rules["day"] - timedelta(days=1), 3, rules["host_zone"]))
    return [start.isoformat() for start in sorted(found) if start in wanted]


def minutes(first: date, days: int, zone: str) -> Iterator[datetime]:
    """Every minute of these local days, as UTC."""
    moment = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    beyond = first + timedelta(days=days)
    while moment.astimezone(ZoneInfo(zone)).date() < beyond:
        yield moment
        moment += MINUTE


def is_working(rules: dict[str, Any], moment: datetime) -> bool:
    """From the first minute of the day that shows the opening time or later, to the last that shows one before
    the closing time."""
    day = moment.astimezone(ZoneInfo(rules["host_zone"])).date()
    return any(
        opens is not None and closes is not None and opens <= moment <= closes
        for opens, closes in open_minutes(rules, day)
    )


def open_minutes(rules: dict[str, Any], day: date) -> list[tuple[datetime | None, datetime | None]]:
    cache = rules.setdefault("cache", {})
    if day not in cache:
        hours = rules["override"] if day == rules["override_day"] else rules["hours"].get(day.weekday(), [])
        of_day = list(minutes(day, 1, rules["host_zone"]))
        shown = [(moment, wall(moment, rules["host_zone"])) for moment in of_day]
        cache[day] = [
            (
                next((moment for moment, time in shown if time >= start), None),
                next((moment for moment, time in reversed(shown) if time < end), None),
            )
            for start, end in hours
        ]
    return cache[day]


def wall(moment: datetime, zone: str) -> int:
    local = moment.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def runs(free: list[datetime]) -> Iterator[list[datetime]]:
    run: list[datetime] = []
    for moment in free:
        if run and moment != run[-1] + MINUTE:
            yield run
            run = []
        run.append(moment)
    if run:
        yield run


# The world that both read.

ZONES = st.sampled_from(["America/New_York", "Europe/Lisbon", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
SHIFTS = st.sampled_from(
    [date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1), date(2026, 3, 8), date(2026, 3, 29), date(2026, 6, 17)]
)


@st.composite
def hours(draw: st.DrawFn) -> list[tuple[int, int]]:
    """One or two stretches of a day, in minutes; the last may end with the day."""
    marks = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=4)))
    return [(15 * start, 15 * end) for start, end in zip(marks[::2], marks[1::2], strict=False)]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    day = draw(SHIFTS)
    return {
        "day": day,
        "host_zone": draw(ZONES),
        "zone": draw(ZONES),
        "hours": {weekday: draw(hours()) for weekday in draw(st.sets(st.integers(0, 6), min_size=3))},
        "override_day": day + timedelta(days=draw(st.integers(-1, 1))) if draw(st.booleans()) else None,
        "override": draw(hours()),
        "length": draw(st.sampled_from([7, 15, 20, 30, 45, 60, 90])),
        "interval": draw(st.none() | st.sampled_from([5, 10, 25, 40])),
        "offset": draw(st.integers(0, 12)),
        "notice": draw(st.sampled_from([0, 45, 300])),
        "before": draw(st.sampled_from([0, 5])),
        "after": draw(st.sampled_from([0, 20])),
        "booked": draw(st.lists(st.tuples(st.integers(-1440, 2880), st.sampled_from([13, 30, 240])), max_size=4)),
        "now": draw(st.integers(-2000, 1500)),
    }


def world_of(case: dict[str, Any], now: datetime) -> World:
    def written(minute_of_day: int) -> str:
        return f"{minute_of_day // 60 % 24:02}:{minute_of_day % 60:02}"

    event_type = {
        "slug": "asked",
        "title": "Asked",
        "length_in_minutes": case["length"],
        "slot_interval": case["interval"],
        "offset_start": case["offset"],
        "minimum_booking_notice": case["notice"],
        "before_event_buffer": case["before"],
        "after_event_buffer": case["after"],
    }
    schedule = {
        "availability": [
            {"days": [DAYS[weekday]], "start_time": written(start), "end_time": written(end)}
            for weekday, stretches in case["hours"].items()
            for start, end in stretches
        ],
        "overrides": [
            {"date": case["override_day"], "start_time": written(start), "end_time": written(end)}
            for start, end in case["override"]
            if case["override_day"] is not None
        ],
    }
    user = {
        "username": "host",
        "name": "Host",
        "email": "host@example.com",
        "time_zone": case["host_zone"],
        "schedules": [schedule],
        "event_types": [event_type],
    }
    return World("made", WorldSpec.model_validate({"users": [user]}), clock=lambda: now)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_slots_are_what_a_slow_reading_of_the_rules_finds(case: dict[str, Any]) -> None:
    midnight = datetime(case["day"].year, case["day"].month, case["day"].day, tzinfo=UTC)
    now = midnight + case["now"] * MINUTE + timedelta(seconds=30)
    world = world_of(case, now)
    booked = []
    for offset, length in case["booked"]:
        start = midnight + offset * MINUTE
        world.add_booking(event_type="asked", host="host", start=start, attendee=ANA, length_in_minutes=length)
        booked.append((start, start + length * MINUTE))
    (event_type,) = world.event_types.values()
    wanted = list(minutes(case["day"] - timedelta(days=1), 3, case["host_zone"]))
    found = openings(
        world,
        event_type,
        minute(wanted[0]),
        minute(wanted[-1]),
        length=case["length"],
        zone=pytz.timezone(case["zone"]),
    )
    instants = [datetime.fromtimestamp(opening.start * 60, tz=UTC).isoformat() for opening in found]
    assert instants == slow_starts(case, booked, now, case["zone"])


# One rule at a time, in the world of edges.


@pytest.fixture
def at(edge: World, clock: StillClock) -> Callable[[str], Api]:
    """The world of edges at a moment."""

    def moved(now: str) -> Api:
        clock.set(datetime.fromisoformat(now).astimezone(UTC))
        return Api(edge)

    return moved


async def test_hours_go_on_through_the_night_in_which_clocks_are_set_back(at: Callable[[str], Api]) -> None:
    night = await at("2026-10-30T00:00:00+00:00").slots(
        eventTypeSlug="night",
        username="nora",
        timeZone="America/New_York",
        start="2026-11-01T04:00:00Z",
        end="2026-11-01T12:00:00Z",
    )
    assert [(slot[11:16], slot[-6:]) for slot in night] == [
        ("01:00", "-04:00"),
        ("01:30", "-04:00"),
        ("01:00", "-05:00"),
        ("01:30", "-05:00"),
        ("02:00", "-05:00"),
        ("02:30", "-05:00"),
        ("03:00", "-05:00"),
        ("03:30", "-05:00"),
    ]


async def test_an_hour_that_the_clocks_skip_is_not_offered(at: Callable[[str], Api]) -> None:
    night = await at("2027-03-12T00:00:00+00:00").slots(
        eventTypeSlug="night",
        username="nora",
        timeZone="America/New_York",
        start="2027-03-14T05:00:00Z",
        end="2027-03-14T12:00:00Z",
    )
    assert [slot[11:16] for slot in night] == ["01:00", "01:30", "03:00", "03:30"]


async def test_an_override_replaces_the_day_or_closes_it(at: Callable[[str], Api]) -> None:
    found = await at("2026-12-20T00:00:00+00:00").slots(
        eventTypeSlug="night",
        username="nora",
        timeZone="America/New_York",
        start="2026-12-24T05:00:00Z",
        end="2026-12-27T05:00:00Z",
    )
    assert [slot[5:16] for slot in found] == [
        *(f"12-24T{time}" for time in ("10:00", "10:30", "11:00", "11:30")),
        *(f"12-25T{time}" for time in ("22:00", "22:30", "23:00", "23:30")),
    ]


async def test_a_host_with_no_hours_is_never_free(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T12:00:00+00:00")
    asked = {"eventTypeSlug": "never", "username": "full", "start": "2026-11-23", "end": "2027-11-23"}
    assert await api.slots(**asked) == []


async def test_a_team_that_must_all_be_there_meets_where_hours_overlap(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T12:00:00+00:00")
    found = await api.slots(eventTypeSlug="interview", teamSlug="panel", start="2026-11-23", end="2026-12-31")
    assert [slot[5:16] for slot in found] == ["12-24T15:00", "12-24T15:45"]


async def test_buffers_of_both_sides_keep_their_distance(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T08:00:00+00:00")
    booked = await api.book("buffered", "2026-11-24T12:00:00Z", username="max")
    day = {"username": "max", "start": "2026-11-24", "end": "2026-11-24"}
    taken_for = {}
    for slug in ("buffered", "plain"):
        found = [slot[11:16] for slot in await api.slots(eventTypeSlug=slug, **day)]
        taken_for[slug] = [slot for slot in ("11:00", "11:30", "12:00", "12:30", "13:00") if slot not in found]
    # Before: 10 of its own and 15 after what is asked; after: 15 of its own and 10 before what is asked.
    assert taken_for == {"buffered": ["11:30", "12:00", "12:30"], "plain": ["11:30", "12:00", "12:30"]}
    assert (await api.slots(eventTypeSlug="buffered", bookingUidToReschedule=booked["uid"], **day))[6][11:16] == "12:00"
    starts = [slot[11:16] for slot in await api.slots(eventTypeSlug="plain", **day)]
    assert starts[starts.index("11:00") + 1] == "13:00"


async def test_the_persons_own_calendar_blocks_and_is_not_shown(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T08:00:00+00:00")
    found = await api.slots(eventTypeSlug="plain", username="max", start="2026-12-01", end="2026-12-01")
    assert found[0] == "2026-12-01T12:00:00.000Z"


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [
        ("this-week", "11-26T09:00", "11-29"),
        ("three-workdays", "11-26T09:00", "12-01"),
        ("three-free-days", "11-26T09:00", "11-30"),
        ("fair", "12-07T09:00", "12-09"),
        ("tomorrow-on", "11-27T08:00", None),
    ],
)
async def test_the_booking_window_ends_where_the_event_type_says(
    at: Callable[[str], Api], slug: str, first: str, last: str | None
) -> None:
    api = at("2026-11-26T08:00:00+00:00")  # a Thursday
    found = await api.slots(eventTypeSlug=slug, username="max", start="2026-11-26", end="2026-12-31")
    assert found[0][5:16] == ("11-27T09:00" if slug == "tomorrow-on" else first)
    assert found[-1][5:10] <= last if last is not None else found[-1][5:10] == "12-31"
    too_far = "2026-12-15T10:00:00Z"
    if last is not None:
        status, message = await api.refused_booking(slug, too_far, username="max")
        assert (status, "too far in the future" in message) == (400, True)


async def test_days_and_weeks_whose_limit_is_reached_are_closed(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T08:00:00+00:00")
    week = {"eventTypeSlug": "two-a-day", "username": "max", "start": "2026-11-23", "end": "2026-11-29"}

    async def days() -> set[str]:
        return {slot[8:10] for slot in await api.slots(**week)}

    assert await days() == {"23", "24", "25", "26", "27"}
    first = await api.book("two-a-day", "2026-11-24T10:00:00Z", username="max")
    await api.book("two-a-day", "2026-11-24T11:00:00Z", username="max")
    assert await days() == {"23", "25", "26", "27"}
    status, message = await api.refused_booking("two-a-day", "2026-11-24T15:00:00Z", username="max")
    assert (status, "already has booking at this time or is not available" in message) == (400, True)
    await api.book("two-a-day", "2026-11-25T10:00:00Z", username="max")
    assert await days() == set()
    await api.data("POST", f"/v2/bookings/{first['uid']}/cancel", json={})
    assert await days() == {"23", "24", "25", "26", "27"}


async def test_the_minutes_of_a_day_can_be_limited(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T08:00:00+00:00")
    day = {"eventTypeSlug": "an-hour-a-day", "username": "max", "start": "2026-11-24", "end": "2026-11-24"}
    await api.book("an-hour-a-day", "2026-11-24T10:00:00Z", username="max")
    assert await api.slots(duration=30, **day)
    assert await api.slots(duration=60, **day) == []


async def test_only_the_first_time_of_each_day(at: Callable[[str], Api]) -> None:
    api = at("2026-11-23T08:00:00+00:00")
    found = await api.slots(
        eventTypeSlug="first-of-day",
        username="nora",
        timeZone="Australia/Lord_Howe",
        start="2026-11-23T13:00:00Z",
        end="2026-11-26T12:00:00Z",
    )
    assert [slot[8:16] for slot in found] == ["24T09:20", "25T09:20", "26T09:20"]


@settings(max_examples=15, deadline=None)
@given(st.data())
async def test_what_is_offered_can_be_booked_and_is_then_gone(data: st.DataObject) -> None:
    api = Api(World.load("edge", clock=lambda: NOW), requests_per_minute=10_000)
    slug, owner = data.draw(
        st.sampled_from(
            [
                ("night", {"username": "nora"}),
                ("odd", {"username": "nora"}),
                ("buffered", {"username": "max"}),
                ("three-free-days", {"username": "max"}),
                ("two-a-day", {"username": "max"}),
                ("interview", {"teamSlug": "panel"}),
                ("either", {"teamSlug": "panel"}),
            ]
        )
    )
    asked = {"eventTypeSlug": slug, "start": "2026-11-23", "end": "2026-12-31", **owner}
    for number in range(data.draw(st.integers(1, 4))):
        offered = await api.slots(**asked)
        if not offered:
            break
        start = data.draw(st.sampled_from(offered))
        attendee = {"name": "Guest", "email": f"guest{number}@example.com", "timeZone": "UTC"}
        booked = await api.book(slug, start, attendee=attendee, **owner)
        left = await api.slots(**asked)
        assert slug == "either" or start not in left
        assert start in await api.slots(bookingUidToReschedule=booked["uid"], **asked)
        await api.data("POST", f"/v2/bookings/{booked['uid']}/cancel", json={})
        assert await api.slots(**asked) == offered
        await api.book(slug, start, attendee=attendee, **owner)
