"""Hours as values: what a schedule says, and what limits, breaks and dates make of it."""

from datetime import date

import pytest

from bot.scheduling.hosting.hours import MIDNIGHT, Hours, Limit, Spans, hours_of, kept, less
from bot.scheduling.models import Schedule

NINE, NOON, ONE, THREE, FIVE, SIX = 540, 720, 780, 900, 1020, 1080
USUAL: Spans = ((NINE, FIVE),)
PARTED: Spans = ((NINE, NOON), (ONE, FIVE))
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("spans", "limit", "expected"),
    [
        (USUAL, Limit(None, THREE), ((NINE, THREE),)),
        (USUAL, Limit(None, SIX), ((NINE, SIX),)),
        (PARTED, Limit(None, THREE), ((NINE, NOON), (ONE, THREE))),
        (PARTED, Limit(None, NOON), ((NINE, NOON),)),
        (PARTED, Limit(480, None), ((480, NOON), (ONE, FIVE))),
        (USUAL, Limit(NOON, THREE), ((NOON, THREE),)),
        (USUAL, Limit(480, NOON, within=True), ((NINE, NOON),)),
        ((), Limit(None, THREE), ((NINE, THREE),)),
        ((), Limit(ONE, None), ((ONE, FIVE),)),
        (USUAL, Limit(0, MIDNIGHT), ((0, MIDNIGHT - 1),)),
    ],
)
def test_hours_are_kept_within_limits(spans: Spans, limit: Limit, expected: Spans) -> None:
    assert kept(spans, [limit], else_from=(NINE, FIVE)) == expected


def test_a_break_parts_hours_and_a_second_one_of_the_same_time_changes_nothing() -> None:
    parted = less(USUAL, [Limit(NOON, ONE)])
    assert parted == PARTED
    assert less(parted, [Limit(NOON, ONE)]) == PARTED
    assert less(parted, [Limit(None, None)]) == ()


def test_a_schedule_is_read_with_its_days_off_and_its_midnights() -> None:
    schedule = Schedule.model_validate(
        {
            "id": 1,
            "timeZone": "Europe/Berlin",
            "availability": [
                {"days": ["Monday", "Friday"], "startTime": "18:00", "endTime": "00:00"},
                {"days": ["Friday"], "startTime": "09:00", "endTime": "12:00"},
            ],
            "overrides": [
                {"date": "2026-11-27", "startTime": "00:00", "endTime": "00:00"},
                {"date": "2026-11-30", "startTime": "13:00", "endTime": "15:00"},
                {"date": "2026-11-30", "startTime": "09:00", "endTime": "10:00"},
            ],
        }
    )
    hours = hours_of(schedule)
    assert hours.weekly == {0: ((SIX, MIDNIGHT),), 4: ((NINE, NOON), (SIX, MIDNIGHT))}
    assert hours.on(FRIDAY) == ()
    assert hours.on(date(2026, 11, 30)) == ((NINE, 600), (ONE, THREE))


def test_a_date_that_is_as_its_weekday_needs_no_hours_of_its_own() -> None:
    hours = Hours(weekly={4: USUAL}).with_dates({FRIDAY: ()})
    assert hours.dates == {FRIDAY: ()}
    assert hours.with_dates({FRIDAY: USUAL}).dates == {}


def test_what_is_past_makes_no_difference() -> None:
    hours = Hours(weekly={4: USUAL})
    assert hours.with_dates({FRIDAY: ()}).is_as(hours, since=date(2026, 11, 28))
    assert not hours.with_dates({FRIDAY: ()}).is_as(hours, since=FRIDAY)
