"""Words that lean on what was talked about, take something back, or rule something out."""

from datetime import timedelta

import pytest

from bot.scheduling.when import Anchor, read
from tests.scheduling.when.said import NOW, ZONE, at, understood, windows

SLOT = at(2026, 11, 26, 14, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an hour later", "11-26 15:00"),
        ("half an hour earlier", "11-26 13:30"),
        ("at 4", "11-26 16:00"),
        ("3:30", "11-26 15:30"),
        ("the 9 o'clock one", "11-26 09:00"),
        ("in the morning", "11-26 08:00 to 11-26 12:00"),
        ("that day at 5", "11-26 17:00"),
        ("same day, 4pm", "11-26 16:00"),
        ("the day after", "11-27 00:00 to 11-28 00:00"),
        ("the day before", "11-25 00:00 to 11-26 00:00"),
        ("next day at 3", "11-27 15:00"),
        ("two days later", "11-28 00:00 to 11-29 00:00"),
        ("the following week", "11-30 00:00 to 12-07 00:00"),
        ("same time on Friday", "11-27 14:00"),
        ("same time next week", "12-03 14:00"),
        ("same day next week", "12-03 00:00 to 12-04 00:00"),
        ("before that", "11-26 00:00 to 11-26 14:00"),
        ("something earlier", "11-26 00:00 to 11-26 14:00"),
        ("not that early", "11-26 14:01 to 11-27 00:00"),
        ("can we do it a bit later?", "11-26 14:01 to 11-27 00:00"),
        ("later that day", "11-26 14:01 to 11-27 00:00"),
        ("Friday instead", "11-27 00:00 to 11-28 00:00"),
        ("a little earlier, quarter to 6 in the evening", "11-26 17:45"),
    ],
)
def test_words_lean_on_the_slot_talked_about(text: str, expected: str) -> None:
    assert windows(understood(text, anchor=SLOT)) == expected


def test_later_than_a_slot_of_known_length_is_after_its_end() -> None:
    anchor = Anchor(SLOT, SLOT + timedelta(minutes=30))
    assert windows(read("later", now=NOW, zone=ZONE, anchor=anchor)) == "11-26 14:30 to 11-27 00:00"


@pytest.mark.parametrize("text", ["that day", "the day before", "before that", "same time", "later"])
def test_without_anything_to_lean_on_such_words_mean_nothing(text: str) -> None:
    assert understood(text) is None


def test_the_same_time_of_nothing_leaves_the_day() -> None:
    assert windows(understood("tomorrow, same time")) == "11-24 00:00 to 11-25 00:00"


def test_a_bare_time_passes_over_an_anchor_that_is_gone() -> None:
    assert windows(understood("at 4", anchor=at(2026, 11, 20, 14, 0))) == "11-23 16:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow at 2, no wait, 3", "11-24 15:00"),
        ("monday? no, tuesday at 2", "11-24 14:00"),
        ("i said the 26th not the 25th", "11-26 00:00 to 11-27 00:00"),
        ("could we push it to 4 instead", "11-23 16:00"),
        ("the 24th I am away, I meant December 5th", "12-05 00:00 to 12-06 00:00"),
    ],
)
def test_a_correction_replaces_what_it_corrects(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next week but not friday", "11-30 00:00 to 12-04 00:00, 12-05 00:00 to 12-07 00:00"),
        ("next week except monday or tuesday", "12-02 00:00 to 12-07 00:00"),
        ("tomorrow but not before 10", "11-24 10:00 to 11-25 00:00"),
        ("not tomorrow, maybe thursday", "11-26 00:00 to 11-27 00:00"),
        ("monday doesn't work, tuesday?", "11-24 00:00 to 11-25 00:00"),
        ("anything except the 26th", "11-23 00:00 to 11-26 00:00, 11-27 00:00 to 12-08 00:00"),
    ],
)
def test_what_is_ruled_out_is_left_out(text: str, expected: str) -> None:
    assert windows(understood(text)) == expected


def test_without_mornings_every_other_time_of_the_two_weeks_is_left() -> None:
    mention = understood("anything but mornings")
    assert mention is not None
    morning = at(2026, 11, 25, 9, 0)
    evening = at(2026, 11, 25, 18, 0)
    held = [
        any(
            window.start is not None and window.end is not None and window.start <= instant < window.end
            for window in mention.readings[0].windows
        )
        for instant in (morning, evening)
    ]
    assert held == [False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friday", "11-20 00:00 to 11-21 00:00"),
        ("on the 15th", "11-15 00:00 to 11-16 00:00"),
        ("5 Dec", "2025-12-05 00:00 to 2025-12-06 00:00"),
        ("at 9", "11-23 09:00"),
        ("at 3pm", "11-22 15:00"),
    ],
)
def test_words_that_look_back_find_the_last_one(text: str, expected: str) -> None:
    assert windows(understood(text, past=True)) == expected


@pytest.mark.parametrize(
    ("text", "over"), [("yesterday", True), ("today at 9am", True), ("today", False), ("5 May 1990", True)]
)
def test_a_time_plainly_named_tells_that_it_is_over(text: str, over: bool) -> None:
    mention = understood(text)
    assert mention is not None
    assert mention.readings[0].is_past(NOW) is over


def test_a_date_is_next_months_when_its_time_today_is_over() -> None:
    assert windows(understood("the 23rd at 9am")) == "12-23 09:00"


def test_a_time_that_the_clocks_skip_says_so_and_moves_on_with_them() -> None:
    mention = understood("14 March 2027 at 2:30am")
    assert mention is not None
    assert [reading.problem for reading in mention.readings] == ["gap"]
    assert windows(mention) == "2027-03-14 03:30"


def test_a_time_that_the_clocks_show_twice_is_two_readings() -> None:
    mention = understood("7 November 2027 at 1:30am")
    assert mention is not None
    assert [reading.problem for reading in mention.readings] == ["fold", "fold"]
    first, second = (reading.windows[0].start for reading in mention.readings)
    assert first is not None
    assert second is not None
    assert second - first == timedelta(hours=1)


def test_tonight_at_two_asks_which_two_is_meant() -> None:
    mention = understood("tonight at 2")
    assert [windows(mention, choice) for choice in range(2)] == ["11-23 14:00", "11-24 02:00"]
