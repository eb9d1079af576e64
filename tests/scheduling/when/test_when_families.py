"""Families of English phrases: years in two digits, ranges over months, fractions, ranges of parts, feasts."""

import pytest

from tests.scheduling.when.said import understood, windows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 Feb '28", "2028-02-03 00:00 to 2028-02-04 00:00"),
        ("12th June 84", "1984-06-12 00:00 to 1984-06-13 00:00"),
        ("Jan '28", "2028-01-01 00:00 to 2028-02-01 00:00"),
        ("5/6/27", "2027-05-06 00:00 to 2027-05-07 00:00"),
        ("Tue Dec 1 16:30:00 2026", "12-01 16:30"),
    ],
)
def test_a_year_may_be_short_or_come_last(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 December - 12 January", "12-10 00:00 to 2027-01-13 00:00"),
        ("Dec 10 - Jan 12", "12-10 00:00 to 2027-01-13 00:00"),
        ("next two years", "2027-01-01 00:00 to 2029-01-01 00:00"),
        ("next 2 weeks", "11-30 00:00 to 12-14 00:00"),
        ("in the next 2 weeks", "11-24 00:00 to 12-08 00:00"),
        ("the last 3 hours", "11-23 07:00 to 11-23 10:00"),
        ("the coming weekend", "11-28 00:00 to 11-30 00:00"),
        ("the 50th calendar week", "12-07 00:00 to 12-14 00:00"),
        ("next year in March", "2027-03-01 00:00 to 2027-04-01 00:00"),
        ("two weekends from now", "12-12 00:00 to 12-14 00:00"),
        ("the following 3 days", "11-24 00:00 to 11-27 00:00"),
        ("this or next week", "11-23 00:00 to 11-30 00:00, 11-30 00:00 to 12-07 00:00"),
        ("midweek", "11-25 00:00 to 11-27 00:00"),
        ("next work week", "11-30 00:00 to 12-05 00:00"),
    ],
)
def test_a_stretch_is_as_long_as_it_was_said(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1 1/2 hours", "11-23 11:30"),
        ("in three-quarters of an hour", "11-23 10:45"),
        ("2 and a half hours ago", "11-23 07:30"),
        ("within about 3 hours", "11-23 10:00 to 11-23 13:00"),
        ("in 2w", "12-07 00:00 to 12-08 00:00"),
        ("+15 minutes", "11-23 10:15"),
        ("two days after next Friday", "11-29 00:00 to 11-30 00:00"),
        ("one day after tomorrow", "11-25 00:00 to 11-26 00:00"),
        ("a week ago tuesday", "11-17 00:00 to 11-18 00:00"),
        ("Friday fortnight", "12-11 00:00 to 12-12 00:00"),
        ("fortnight ago", "11-09 00:00 to 11-10 00:00"),
    ],
)
def test_lengths_are_counted_from_now_or_from_a_day(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 at night", "11-23 20:00"),
        ("seven-thirty tonight", "11-23 19:30"),
        ("until 3 in the afternoon", "11-23 10:00 to 11-23 15:00"),
        ("early this morning", "11-23 08:00 to 11-23 10:00"),
        ("late tonight", "11-23 21:00 to 11-24 00:00"),
        ("earlier today", "11-23 00:00 to 11-23 10:00"),
        ("today, later", "11-23 10:00 to 11-24 00:00"),
    ],
)
def test_a_part_of_the_day_may_be_narrowed(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day after Labor Day", "2027-09-07 00:00 to 2027-09-08 00:00"),
        ("Good Friday", "2027-03-26 00:00 to 2027-03-27 00:00"),
        ("Easter 2025", "2025-04-20 00:00 to 2025-04-21 00:00"),
        ("the day after Easter Monday", "2027-03-30 00:00 to 2027-03-31 00:00"),
    ],
)
def test_a_feast_is_on_its_own_day_each_year(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected
