"""How a week is laid out: days by the clocks of a zone, rows of five minutes, and what overlaps side by side."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.week import MOST_LANES, Happening, Week, monday_of, week_of

NEW_YORK = pytz.timezone("America/New_York")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 14, 20, tzinfo=UTC)


def happening(id_: str, start: str, end: str, kind: Any = "booking") -> Happening:
    return Happening(id_, kind, datetime.fromisoformat(start), datetime.fromisoformat(end), id_)


def week(*happenings: Happening, monday: date = MONDAY, zone: Any = NEW_YORK) -> Week:
    return week_of(monday, happenings, zone=zone, now=NOW)


def test_a_booking_stands_on_its_local_day_and_row() -> None:
    found = week(happening("late", "2026-11-25T03:30:00+00:00", "2026-11-25T04:00:00+00:00"))
    (block,) = found.days[1].blocks
    assert (block.begins, block.ends, block.rows) == ("22:30", "23:00", 6)
    assert (found.first_hour, found.last_hour) == (8, 23)
    assert block.row(found.first_hour) == (22 * 60 + 30 - 8 * 60) // 5


def test_what_goes_over_midnight_stands_on_both_days() -> None:
    found = week(happening("long", "2026-11-24T23:00:00-05:00", "2026-11-26T00:00:00-05:00"))
    assert [[(block.id, block.begins, block.ends) for block in day.blocks] for day in found.days[:4]] == [
        [],
        [("long", "23:00", "24:00")],
        [("long-2026-11-25", "00:00", "24:00")],
        [],
    ]


def test_what_overlaps_stands_side_by_side_and_what_comes_after_is_wide_again() -> None:
    found = week(
        happening("a", "2026-11-24T09:00:00-05:00", "2026-11-24T11:00:00-05:00"),
        happening("b", "2026-11-24T09:30:00-05:00", "2026-11-24T10:00:00-05:00"),
        happening("c", "2026-11-24T10:00:00-05:00", "2026-11-24T10:30:00-05:00"),
        happening("d", "2026-11-24T11:00:00-05:00", "2026-11-24T12:00:00-05:00"),
    )
    assert [(block.id, block.lane, block.lanes) for block in found.days[1].blocks] == [
        ("a", 0, 2),
        ("b", 1, 2),
        ("c", 1, 2),
        ("d", 0, 1),
    ]


def test_working_hours_lie_behind_and_the_moment_stands_on_its_day() -> None:
    found = week(happening("open", "2026-11-23T07:00:00-05:00", "2026-11-23T19:30:00-05:00", "open"))
    assert [len(day.open) for day in found.days] == [1, 0, 0, 0, 0, 0, 0]
    assert [day.now_minute for day in found.days] == [9 * 60 + 20] + [None] * 6
    assert [day.is_today for day in found.days] == [True] + [False] * 6
    assert list(found.hours) == list(range(7, 20))


@pytest.mark.parametrize(
    ("monday", "title"),
    [
        (date(2026, 11, 23), "23–29 November 2026"),
        (date(2026, 11, 30), "30 November – 6 December 2026"),
        (date(2026, 12, 28), "28 December 2026 – 3 January 2027"),
    ],
)
def test_a_week_is_named_by_its_first_and_last_day(monday: date, title: str) -> None:
    assert week(monday=monday).title == title
    assert monday_of(monday + timedelta(days=6)) == monday


@given(
    st.lists(st.tuples(st.integers(0, 7 * 1440), st.integers(1, 3000)), max_size=12),
    st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland"]),
    st.sampled_from([date(2026, 3, 23), date(2026, 10, 26), date(2026, 11, 23)]),
)
def test_everything_lies_within_its_day_and_covers_nothing_else(
    spans: list[tuple[int, int]], zone_name: str, monday: date
) -> None:
    zone = pytz.timezone(zone_name)
    first = zone.localize(datetime.combine(monday, datetime.min.time()))
    happenings = [
        Happening(
            str(index), "booking", first + timedelta(minutes=start), first + timedelta(minutes=start + length), ""
        )
        for index, (start, length) in enumerate(spans)
    ]
    found = week_of(monday, happenings, zone=zone, now=NOW)
    assert 0 <= found.first_hour < found.last_hour <= 24
    for day in found.days:
        for block in day.blocks:
            assert found.first_hour * 60 <= block.first_minute < block.last_minute <= found.last_hour * 60
            assert 0 <= block.lane < block.lanes <= MOST_LANES
            assert block.lines >= 1
        for one in day.blocks:
            for other in day.blocks:
                apart = one.last_minute <= other.first_minute or other.last_minute <= one.first_minute
                assert one is other or apart or one.lane != other.lane or one.lane == MOST_LANES - 1
    here = {block.happening.id for day in found.days for block in day.blocks}
    assert {str(index) for index, (start, _) in enumerate(spans) if start < 6 * 1440} <= here
