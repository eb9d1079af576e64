"""What phrases mean, said on Monday 23 November 2026 at 10:00 in New York."""

from datetime import datetime

import pytest
import pytz

from bot.scheduling.when import Anchor, Mention, find, find_durations, read

ZONE = "America/New_York"
NOW = pytz.timezone(ZONE).localize(datetime(2026, 11, 23, 10, 0))


def wall(instant: datetime | None) -> str:
    return "..." if instant is None else instant.strftime("%m-%d %H:%M")


def windows(mention: Mention | None) -> list[str]:
    """The windows of the best reading: "11-24 15:00" for an instant to start at, "from to" for a stretch."""
    assert mention is not None
    best = mention.readings[0]
    return [
        wall(window.start) if best.exact and window.end is None else f"{wall(window.start)} to {wall(window.end)}"
        for window in best.windows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow at 3", ["11-24 15:00"]),
        ("at 9:30 on thursday", ["11-26 09:30"]),
        ("half past 2 on Friday", ["11-27 14:30"]),
        ("quarter to 3 in the afternoon", ["11-23 14:45"]),
        ("in 2 hours", ["11-23 12:00"]),
        ("noon on the 30th", ["11-30 12:00"]),
        ("5 Dec at 8:15am", ["12-05 08:15"]),
        ("2026-12-01T16:00", ["12-01 16:00"]),
        ("I could do Wednesday with Bob at four thirty", ["11-25 16:30"]),
        ("tonight", ["11-23 18:00 to 11-24 00:00"]),
        ("tomorrow morning", ["11-24 08:00 to 11-24 12:00"]),
        ("next week", ["11-30 00:00 to 12-07 00:00"]),
        ("the week after next", ["12-07 00:00 to 12-14 00:00"]),
        ("between 2 and 4 pm tomorrow", ["11-24 14:00 to 11-24 16:00"]),
        ("2-4pm on Friday", ["11-27 14:00 to 11-27 16:00"]),
        ("Tuesday or Thursday", ["11-24 00:00 to 11-25 00:00", "11-26 00:00 to 11-27 00:00"]),
        ("Monday and Wednesday at 3", ["11-25 15:00", "11-30 15:00"]),
        ("after 4 tomorrow", ["11-24 16:00 to 11-25 00:00"]),
        ("before Friday", ["11-23 10:00 to 11-27 00:00"]),
        ("a week from Friday", ["12-04 00:00 to 12-05 00:00"]),
        ("first Monday in December", ["12-07 00:00 to 12-08 00:00"]),
        ("last Friday of the month", ["11-27 00:00 to 11-28 00:00"]),
    ],
)
def test_a_phrase_means_what_people_mean_by_it(text: str, expected: list[str]) -> None:
    assert windows(read(text, now=NOW, zone=ZONE)) == expected


def test_a_day_and_a_time_that_stand_apart_are_one_mention() -> None:
    [mention] = find("on Friday with Bob at 3", now=NOW, zone=ZONE)
    assert windows(mention) == ["11-27 15:00"]
    assert mention.text == "Friday with Bob at 3"
    assert len(mention.parts) == 2


@pytest.mark.parametrize("text", ["30 minutes", "2 people", "room 5", "for an hour", "the first one", "hello there"])
def test_a_number_that_is_no_time_does_not_become_one(text: str) -> None:
    assert find(text, now=NOW, zone=ZONE) == []


def test_a_bare_time_takes_the_day_talked_about() -> None:
    anchor = Anchor(datetime(2026, 11, 26, 14, 0, tzinfo=NOW.tzinfo))
    assert windows(read("at 4", now=NOW, zone=ZONE, anchor=anchor)) == ["11-26 16:00"]


def test_lengths_are_found_in_minutes() -> None:
    text = "half an hour, 45m, an hour and a half or 1h30"
    assert [minutes for minutes, _ in find_durations(text)] == [30, 45, 90, 90]
