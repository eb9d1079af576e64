"""The last change of a zone's clocks within a stretch of time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduling.clock_changes import last_change

AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)


def test_the_clocks_of_europe_go_back_at_one_in_utc() -> None:
    found = last_change(
        "Europe/Lisbon", datetime(2026, 10, 20, 9, 30, 20, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC)
    )
    assert found == (AUTUMN, timedelta(hours=-1))


def test_the_instant_of_the_change_is_after_it_and_the_one_before_is_not() -> None:
    assert last_change("Europe/Berlin", AUTUMN - timedelta(hours=5), AUTUMN) is not None
    assert last_change("Europe/Berlin", AUTUMN - timedelta(hours=5), AUTUMN - timedelta(minutes=1)) is None
    assert last_change("Europe/Berlin", AUTUMN, AUTUMN + timedelta(days=30)) is None


def test_half_an_hour_counts_and_spring_goes_forward() -> None:
    found = last_change("Australia/Lord_Howe", datetime(2026, 9, 20, tzinfo=UTC), datetime(2026, 10, 10, tzinfo=UTC))
    assert found is not None
    assert found[1] == timedelta(minutes=30)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "Asia/Kolkata"])
def test_clocks_that_are_never_changed_have_no_change(zone: str) -> None:
    assert last_change(zone, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)) is None
