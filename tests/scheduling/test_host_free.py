"""Working hours and what is left of them: spans, overrides, days on which the clocks change."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.hosting import free
from bot.scheduling.models import Availability, Schedule, ScheduleOverride

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def schedule(zone: str = "America/New_York", *overrides: ScheduleOverride) -> Schedule:
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    hours = Availability(days=weekdays, start_time="09:00", end_time="17:00")
    return Schedule(id=1, time_zone=zone, availability=(hours,), overrides=overrides)


def spans() -> st.SearchStrategy[list[free.Span]]:
    one = st.tuples(st.integers(0, 600), st.integers(1, 120))
    made = one.map(lambda part: (NOON + timedelta(minutes=part[0]), NOON + timedelta(minutes=sum(part))))
    return st.lists(made, max_size=8)


def minutes(those: list[free.Span]) -> set[int]:
    return {
        minute
        for start, end in those
        for minute in range(int((start - NOON) / timedelta(minutes=1)), int((end - NOON) / timedelta(minutes=1)))
    }


@given(spans(), spans())
def test_what_is_left_is_every_minute_that_is_not_taken(own: list[free.Span], taken: list[free.Span]) -> None:
    left = free.without(own, taken)
    assert minutes(left) == minutes(own) - minutes(taken)
    assert left == sorted(left)


@given(spans())
def test_merged_spans_do_not_meet(own: list[free.Span]) -> None:
    merged = free.merged(own)
    assert minutes(merged) == minutes(own)
    assert all(first[1] < second[0] for first, second in itertools.pairwise(merged))


def test_a_weekend_has_no_working_hours() -> None:
    assert free.working(schedule(), date(2026, 11, 28), date(2026, 11, 29)) == []


def test_an_override_takes_the_place_of_its_day() -> None:
    late = ScheduleOverride(date=date(2026, 11, 26), start_time="13:00", end_time="15:00")
    assert free.working(schedule("UTC", late), date(2026, 11, 26), date(2026, 11, 26)) == [
        (datetime(2026, 11, 26, 13, tzinfo=UTC), datetime(2026, 11, 26, 15, tzinfo=UTC))
    ]


def test_the_day_on_which_clocks_go_back_has_25_hours() -> None:
    start, end = free.day_of(datetime(2026, 11, 1, 12, tzinfo=UTC), "America/New_York")
    assert end - start == timedelta(hours=25)


def test_common_times_are_those_that_all_have() -> None:
    hours = [NOON + timedelta(hours=number) for number in range(4)]
    assert free.common([hours[:3], hours[1:], hours[::2]]) == [hours[2]]
