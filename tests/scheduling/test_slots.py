"""Free slots by day, by window, near a time, and as a readable sample."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling import slots
from bot.scheduling.models import Slot
from bot.scheduling.zones import local

NEW_YORK, LISBON = "America/New_York", "Europe/Lisbon"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def free(*starts: str) -> list[Slot]:
    return [Slot(start=at(start)) for start in starts]


def starts(found: Sequence[Slot]) -> list[str]:
    return [slot.start.strftime("%d %H:%M") for slot in found]


def working_day(day: str, step: int = 30) -> list[Slot]:
    """09:00 to 17:00 in New York in winter."""
    first = at(f"{day}T14:00")
    return [Slot(start=first + timedelta(minutes=minutes)) for minutes in range(0, 8 * 60, step)]


def test_a_slot_belongs_to_the_day_of_the_person_and_not_of_utc() -> None:
    evening = free("2026-11-24T23:30", "2026-11-25T01:00", "2026-11-25T06:00")
    assert list(slots.by_day(evening, NEW_YORK)) == [date(2026, 11, 24), date(2026, 11, 25)]
    assert starts(slots.by_day(evening, NEW_YORK)[date(2026, 11, 24)]) == ["24 23:30", "25 01:00"]
    assert list(slots.by_day(evening, LISBON)) == [date(2026, 11, 24), date(2026, 11, 25)]
    assert starts(slots.by_day(evening, LISBON)[date(2026, 11, 24)]) == ["24 23:30"]


def test_a_window_holds_its_start_and_not_its_end() -> None:
    day = free("2026-11-24T14:00", "2026-11-24T15:00", "2026-11-24T16:00")
    assert starts(slots.within(day, [(at("2026-11-24T14:00"), at("2026-11-24T16:00"))])) == ["24 14:00", "24 15:00"]


def test_an_open_window_has_no_bound_on_that_side() -> None:
    day = free("2026-11-24T14:00", "2026-11-24T15:00", "2026-11-24T16:00")
    assert starts(slots.within(day, [(at("2026-11-24T15:00"), None)])) == ["24 15:00", "24 16:00"]
    assert starts(slots.within(day, [(None, at("2026-11-24T15:00"))])) == ["24 14:00"]
    assert slots.within(day, [(None, None)]) == day
    assert slots.within(day, []) == []


def test_a_slot_in_two_windows_is_given_once() -> None:
    day = free("2026-11-24T14:00")
    assert slots.within(day, [(None, None), (at("2026-11-24T13:00"), None)]) == day


def test_the_nearest_lie_before_and_after_a_time_that_is_taken() -> None:
    day = working_day("2026-11-24")
    assert starts(slots.nearest(day, at("2026-11-24T16:10"))) == ["24 16:00", "24 16:30", "24 17:00"]
    assert starts(slots.nearest(day, at("2026-11-24T16:00"))) == ["24 15:30", "24 16:30", "24 17:00"]


def test_where_one_side_has_none_the_other_makes_up_for_it() -> None:
    day = working_day("2026-11-24")
    assert starts(slots.nearest(day, at("2026-11-24T10:00"))) == ["24 14:00", "24 14:30", "24 15:00"]
    assert starts(slots.nearest(day, at("2026-11-24T23:00"))) == ["24 20:30", "24 21:00", "24 21:30"]
    assert slots.nearest([], at("2026-11-24T23:00")) == []


def test_a_sample_spreads_over_the_day_and_tells_what_it_left() -> None:
    week = [slot for day in range(24, 28) for slot in working_day(f"2026-11-{day}")]
    sample = slots.spread(week, NEW_YORK)
    assert [day.day for day in sample.days] == [date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)]
    assert [starts(day.shown) for day in sample.days] == [
        ["24 14:00", "24 18:00", "24 21:00"],
        ["25 14:00", "25 18:00", "25 21:00"],
        ["26 14:00", "26 18:00", "26 21:00"],
    ]
    assert [day.left for day in sample.days] == [13, 13, 13]
    assert (sample.left_days, sample.left_slots) == (1, 16)
    assert len(sample.shown) == 9


def test_a_sample_prefers_round_times_but_always_has_the_first() -> None:
    day = working_day("2026-11-24", step=15)[1:]
    (shown,) = slots.spread(day, NEW_YORK).days
    assert starts(shown.shown) == ["24 14:15", "24 18:00", "24 21:00"]
    odd = free("2026-11-24T14:10", "2026-11-24T14:30", "2026-11-24T14:50", "2026-11-24T15:00", "2026-11-24T15:10")
    (shown,) = slots.spread(odd, NEW_YORK).days
    assert starts(shown.shown) == ["24 14:10", "24 14:30", "24 15:00"]


def test_a_sample_of_few_slots_is_all_of_them() -> None:
    few = free("2026-11-24T14:00", "2026-11-24T14:30")
    assert slots.spread(few, NEW_YORK).shown == tuple(few)
    assert slots.spread(few, NEW_YORK, per_day=1).shown == tuple(few[:1])
    assert slots.spread([], NEW_YORK) == slots.Sample((), 0, 0)


INSTANTS = st.datetimes(datetime(2026, 10, 20), datetime(2026, 11, 10), timezones=st.just(UTC))
MANY = st.lists(INSTANTS.map(lambda start: Slot(start=start)), unique_by=lambda slot: slot.start, max_size=60)


@given(many=MANY, zone=st.sampled_from((NEW_YORK, LISBON, "Asia/Kathmandu", "UTC+02:00")))
def test_grouping_keeps_every_slot_on_its_own_day(many: list[Slot], zone: str) -> None:
    days = slots.by_day(many, zone)
    assert [slot for found in days.values() for slot in found] == sorted(many, key=lambda slot: slot.start)
    assert all(local(slot.start, zone).date() == day for day, found in days.items() for slot in found)


@given(many=MANY, days=st.integers(1, 5), per_day=st.integers(1, 6))
def test_a_sample_shows_and_tells_of_every_slot(many: list[Slot], days: int, per_day: int) -> None:
    sample = slots.spread(many, NEW_YORK, days, per_day)
    assert len(sample.shown) + sum(day.left for day in sample.days) + sample.left_slots == len(many)
    assert {slot.start for slot in sample.shown} <= {slot.start for slot in many}
    assert list(sample.shown) == sorted(sample.shown, key=lambda slot: slot.start)
    for day in sample.days:
        assert len({slot.start for slot in day.shown}) == len(day.shown) <= per_day
        assert day.left == 0 or len(day.shown) == per_day
    if many:
        assert sample.shown[0] == min(many, key=lambda slot: slot.start)


@given(many=MANY, start=INSTANTS, before=st.integers(0, 3), after=st.integers(0, 3))
def test_the_nearest_are_as_many_as_asked_where_there_are_so_many(
    many: list[Slot], start: datetime, before: int, after: int
) -> None:
    found = slots.nearest(many, start, before, after)
    others = [slot for slot in many if slot.start != start]
    assert len(found) == min(before + after, len(others))
    assert all(slot.start != start for slot in found)
    assert found == sorted(found, key=lambda slot: slot.start)
