"""What phrases mean, said on Monday 23 November 2026 at 10:00 in New York."""

from datetime import datetime, timedelta

import pytest

from bot.scheduling.when import find, find_durations, read
from tests.scheduling.when.said import NOW, ZONE, at, mentions, shown, understood, windows

INSTANTS = {
    "tomorrow at 3": "11-24 15:00",
    "at 9:30 on thursday": "11-26 09:30",
    "half past 2 on Friday": "11-27 14:30",
    "half four tomorrow": "11-24 16:30",
    "quarter to 3 in the afternoon": "11-23 14:45",
    "ten to four": "11-23 15:50",
    "twenty past nine tomorrow": "11-24 09:20",
    "three thirty": "11-23 15:30",
    "ten thirty on friday": "11-27 10:30",
    "15h30": "11-23 15:30",
    "at 1530": "11-23 15:30",
    "3.30pm": "11-23 15:30",
    "340pm": "11-23 15:40",
    "at 3 20": "11-23 15:20",
    "8 tonight": "11-23 20:00",
    "12 tomorrow": "11-24 12:00",
    "noonish": "11-23 12:00",
    "12:00 noon tomorrow": "11-24 12:00",
    "midnight on friday": "11-28 00:00",
    "around 3": "11-23 15:00",
    "3ish tomorrow": "11-24 15:00",
    "MON 10AM": "11-30 10:00",
    "WEDNESDAY THE 2ND AT NOON": "12-02 12:00",
    "fri 27/11 2:15pm": "11-27 14:15",
    "26.11.2026 15:00": "11-26 15:00",
    "2026-12-05 15:30": "12-05 15:30",
    "2026-12-05T15:30:00Z": "12-05 10:30",
    "5 Dec at 8:15am": "12-05 08:15",
    "the 27th, 10am": "11-27 10:00",
    "on 15 at 8:00": "12-15 08:00",
    "in 2 hours": "11-23 12:00",
    "in an hour and a half": "11-23 11:30",
    "in 1h30": "11-23 11:30",
    "in a quarter of an hour": "11-23 10:15",
    "in 3 days at 4pm": "11-26 16:00",
    "10am and 2pm tomorrow": "11-24 10:00, 11-24 14:00",
    "friday 0930": "11-27 09:30",
    "7 56 pm": "11-23 19:56",
    "friday next week at 5": "12-04 17:00",
    "this time next week": "11-30 10:00",
    "seven pm on the first Friday of December": "12-04 19:00",
    '4 o"clock in the evening on the 1st': "12-01 16:00",
    "wendesday at 2": "11-25 14:00",
    "tmrw 3pm": "11-24 15:00",
    "today at 8": "11-23 20:00",
    "at 9": "11-24 09:00",
    "3 or 3:30 tomorrow": "11-24 15:00, 11-24 15:30",
    "mon, wed or fri at 10": "11-25 10:00, 11-27 10:00, 11-30 10:00",
    "tomorrow at 3 for an hour": "11-24 15:00 to 11-24 16:00",
    "from 16:00 for 30 minutes": "11-23 16:00 to 11-23 16:30",
}

DAYS = {
    "friday": "11-27",
    "monday": "11-30",
    "next friday": "11-27",
    "nxt tuesday": "11-24",
    "the wednesday after next": "12-02",
    "Friday week": "12-04",
    "a week from Friday": "12-04",
    "two Fridays from now": "12-04",
    "day after tomorrow": "11-25",
    "in a fortnight": "12-07",
    "3 business days from now": "11-26",
    "the 15th": "12-15",
    "15th please": "12-15",
    "the twenty-first": "12-21",
    "Dec 5th 2026": "12-05",
    "15feb2027": "2027-02-15",
    "2027-2-5": "2027-02-05",
    "29 February": "2028-02-29",
    "first Monday in December": "12-07",
    "last Friday of the month": "11-27",
    "the last day of next month": "12-31",
    "the first monday of the month": "12-07",
    "the 18th of next month": "12-18",
    "Thanksgiving": "11-26",
    "the day after thanksgiving": "11-27",
    "third tuesday after christmas": "2027-01-12",
    "next business day": "11-24",
    "next week's friday": "12-04",
    "3 days ago": "11-20",
    "last monday": "11-16",
    "yesterday": "11-22",
}

STRETCHES = {
    "tonight": "11-23 18:00 to 11-24 00:00",
    "tomorrow morning": "11-24 08:00 to 11-24 12:00",
    "first thing monday": "11-30 08:00 to 11-30 10:00",
    "early thursday morning": "11-26 08:00 to 11-26 10:00",
    "wednesday pm": "11-25 12:00 to 11-25 18:00",
    "over lunch tomorrow": "11-24 12:00 to 11-24 14:00",
    "end of day tomorrow": "11-24 16:00 to 11-25 00:00",
    "next week": "11-30 00:00 to 12-07 00:00",
    "the week after next": "12-07 00:00 to 12-14 00:00",
    "the week of the 7th": "12-07 00:00 to 12-14 00:00",
    "early next week": "11-30 00:00 to 12-03 00:00",
    "later this week": "11-26 00:00 to 11-30 00:00",
    "this weekend": "11-28 00:00 to 11-30 00:00",
    "first weekend of december": "12-05 00:00 to 12-07 00:00",
    "mid December": "12-11 00:00 to 12-21 00:00",
    "end of the month": "11-21 00:00 to 12-01 00:00",
    "sometime in January": "2027-01-01 00:00 to 2027-02-01 00:00",
    "in January after the 10th": "2027-01-11 00:00 to 2027-02-01 00:00",
    "Q1": "2027-01-01 00:00 to 2027-04-01 00:00",
    "week 50": "12-07 00:00 to 12-14 00:00",
    "the next 3 working days": "11-24 00:00 to 11-27 00:00",
    "within the next 3 days": "11-24 00:00 to 11-27 00:00",
    "within 2 weeks": "11-23 10:00 to 12-07 00:00",
    "July 13-15": "2027-07-13 00:00 to 2027-07-16 00:00",
    "from the 5th to the 10th": "12-05 00:00 to 12-11 00:00",
    "between monday and wednesday": "11-30 00:00 to 12-03 00:00",
    "2-4pm on Friday": "11-27 14:00 to 11-27 16:00",
    "from 9 to 5": "11-24 09:00 to 11-24 17:00",
    "tomorrow from 12 to 13:30": "11-24 12:00 to 11-24 13:30",
    "11-1 tomorrow": "11-24 11:00 to 11-24 13:00",
    "noon to 2 on thursday": "11-26 12:00 to 11-26 14:00",
    "between 2 and 4 pm tomorrow": "11-24 14:00 to 11-24 16:00",
    "6-8 in the morning on friday": "11-27 06:00 to 11-27 08:00",
    "11pm to 3 on friday": "11-27 23:00 to 11-28 03:00",
    "from 9am tomorrow to 5pm friday": "11-24 09:00 to 11-27 17:00",
    "after 4": "11-23 16:00 to ...",
    "after 4 tomorrow": "11-24 16:00 to 11-25 00:00",
    "before 10 tomorrow": "11-24 00:00 to 11-24 10:00",
    "by 5": "11-23 10:00 to 11-23 17:00",
    "by EOD Friday": "11-23 10:00 to 11-28 00:00",
    "before Friday": "11-23 10:00 to 11-27 00:00",
    "before the end of the month": "11-23 10:00 to 12-01 00:00",
    "10 days starting next monday": "11-30 00:00 to 12-10 00:00",
    "by next friday": "11-23 10:00 to 11-28 00:00",
    "from monday": "11-30 00:00 to ...",
    "not before 10:15 and until 11:45 on Thursday": "11-26 10:15 to 11-26 11:45",
    "this evening after 6": "11-23 18:00 to 11-23 21:00",
    "Tuesday or Thursday": "11-24 00:00 to 11-25 00:00, 11-26 00:00 to 11-27 00:00",
    "Tuesday or Wednesday next week": "12-01 00:00 to 12-02 00:00, 12-02 00:00 to 12-03 00:00",
    "dec 1, 2 or 3": "12-01 00:00 to 12-02 00:00, 12-02 00:00 to 12-03 00:00, 12-03 00:00 to 12-04 00:00",
    "friday afternoon or monday morning": "11-27 12:00 to 11-27 17:00, 11-30 08:00 to 11-30 12:00",
    "Mon-Tue mornings": "11-30 08:00 to 11-30 12:00, 12-01 08:00 to 12-01 12:00",
    "I can do Monday 9-11 or Tuesday after 3": "11-24 15:00 to 11-25 00:00, 11-30 09:00 to 11-30 11:00",
}


@pytest.mark.parametrize(("text", "expected"), INSTANTS.items())
def test_an_instant_is_the_one_people_mean(text: str, expected: str) -> None:
    mention = understood(text)
    assert windows(mention) == expected
    assert mention is not None
    assert mention.readings[0].exact
    assert mention.readings[0].has_time


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_a_day_is_the_whole_of_it(text: str, expected: str) -> None:
    mention = understood(text)
    assert windows(mention).startswith(f"{expected} 00:00 to ")
    assert mention is not None
    [window] = mention.readings[0].windows
    assert window.start is not None
    assert window.end is not None
    assert (window.end.date() - window.start.date()).days == 1
    assert (mention.readings[0].has_date, mention.readings[0].has_time) == (True, False)


@pytest.mark.parametrize(("text", "expected"), STRETCHES.items())
def test_a_stretch_holds_any_time_within(text: str, expected: str) -> None:
    mention = understood(text)
    assert windows(mention) == expected
    assert mention is not None
    assert not mention.readings[0].exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday June 7th", ["2027-06-07", "2027-06-04"]),
        ("Friday the 6th", ["12-06", "12-04"]),
        ("12/05", ["12-05", "2027-05-12"]),
        ("next weekend", ["12-05", "11-28"]),
    ],
)
def test_two_fair_readings_are_both_given(text: str, expected: list[str]) -> None:
    mention = understood(text)
    assert mention is not None
    assert [shown(reading).partition(" ")[0] for reading in mention.readings] == expected


def test_a_list_asks_about_the_one_of_its_days_that_is_open() -> None:
    mention = understood("Tuesday or Friday the 6th")
    assert mention is not None
    assert [shown(reading).split(", ")[1].partition(" ")[0] for reading in mention.readings] == ["12-06", "12-04"]


def test_a_numeric_date_is_day_first_where_people_write_it_so() -> None:
    mention = read("12/05", now=NOW, zone="Europe/Lisbon")
    assert mention is not None
    assert [shown(reading).partition(" ")[0] for reading in mention.readings] == ["2027-05-12", "12-05"]


def test_a_weekday_decides_between_the_readings_of_a_numeric_date() -> None:
    mention = understood("Saturday 12/05")
    assert mention is not None
    assert [shown(reading)[:5] for reading in mention.readings] == ["12-05"]


@pytest.mark.parametrize(
    "text", ["30 February", "31 november", "december 32", "29/02/2027", "at 25 o'clock", "25:00", "at 10:75"]
)
def test_what_no_calendar_or_clock_has_is_impossible(text: str) -> None:
    mention = understood(text)
    assert mention is not None
    assert mention.problem == "impossible"
    assert mention.readings == ()


@pytest.mark.parametrize(
    "text", ["asap", "as soon as possible", "next available", "the first slot you have", "what's the earliest you have"]
)
def test_the_soonest_is_recognised(text: str) -> None:
    mention = understood(text)
    assert mention is not None
    assert mention.readings[0].soonest
    assert windows(mention) == "11-23 10:00 to ..."


def test_the_soonest_of_a_day_keeps_the_day() -> None:
    mention = understood("what's the earliest you have on thursday?")
    assert mention is not None
    assert mention.readings[0].soonest
    assert windows(mention) == "11-26 00:00 to 11-27 00:00"


def test_any_time_names_neither_day_nor_time() -> None:
    mention = understood("any time works for me")
    assert mention is not None
    [reading] = mention.readings
    assert (reading.has_date, reading.has_time, reading.exact) == (False, False, False)


def test_weekday_mornings_are_those_of_the_two_weeks_to_come() -> None:
    mention = understood("weekday mornings")
    assert mention is not None
    starts = [window.start for window in mention.readings[0].windows]
    assert len(starts) == 10
    assert all(start is not None and start.weekday() < 5 and start.hour == 8 for start in starts)


@pytest.mark.parametrize(
    ("text", "expected", "zone"),
    [
        ("9am New York time", "11-24 09:00", "America/New_York"),
        ("3pm CET", "11-24 15:00", "Europe/Paris"),
        ("10:00 UTC+2 tomorrow", "11-24 10:00", "UTC+02:00"),
        ("at 9 in Tokyo time", "11-24 09:00", "Asia/Tokyo"),
        ("between 9 and 11 Berlin time on thursday", "11-26 09:00 to 11-26 11:00", "Europe/Berlin"),
        ("3pm (GMT) on friday", "11-27 15:00", "Etc/GMT"),
    ],
)
def test_a_zone_said_with_a_time_is_the_one_it_is_read_in(text: str, expected: str, zone: str) -> None:
    mention = understood(text)
    assert mention is not None
    assert mention.readings[0].zone == zone
    assert windows(mention) == expected


def test_an_abbreviation_of_several_zones_gives_a_reading_each() -> None:
    mention = understood("10 am CST tomorrow")
    assert mention is not None
    assert len({reading.zone for reading in mention.readings}) > 1


def test_a_place_without_a_word_for_time_is_no_zone() -> None:
    mention = understood("9am in Tokyo")
    assert mention is not None
    assert mention.readings[0].zone == ZONE


def test_a_day_and_a_time_that_stand_apart_are_one_mention() -> None:
    [mention] = find("on Friday with Bob at 3", now=NOW, zone=ZONE)
    assert windows(mention) == "11-27 15:00"
    assert [mention.text[start - mention.span[0] : end - mention.span[0]] for start, end in mention.parts] == [
        "Friday",
        "at 3",
    ]


def test_two_whole_wishes_are_two_mentions() -> None:
    assert mentions("Make my Friday appointment on Saturday at 3:00 pm instead") == ["Friday", "Saturday at 3:00 pm"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 min", [30]),
        ("half an hour", [30]),
        ("an hour and a half", [90]),
        ("45m", [45]),
        ("1h30", [90]),
        ("2.5 hours", [150]),
        ("1 hour and 15 minutes", [75]),
        ("a 30-minute call", [30]),
        ("three quarters of an hour", [45]),
        ("either 15 or 30 minutes", [30]),
        ("two days", []),
    ],
)
def test_lengths_are_found_in_minutes(text: str, minutes: list[int]) -> None:
    assert [found for found, _ in find_durations(text)] == minutes


@pytest.mark.parametrize("now", [at(2026, 3, 8, 1, 0), at(2026, 11, 1, 0, 30)])
def test_hours_ahead_are_hours_of_the_clock_across_a_change(now: datetime) -> None:
    mention = understood("in 3 hours", now=now)
    assert mention is not None
    start = mention.readings[0].windows[0].start
    assert start is not None
    assert start - now == timedelta(hours=3)
