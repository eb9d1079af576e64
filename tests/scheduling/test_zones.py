"""A phrase to its zones, and times shown in a zone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling import zones

WINTER = datetime(2027, 1, 12, 12, tzinfo=UTC)
SUMMER = datetime(2027, 7, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Lisbon", "Europe/Lisbon"),
        ("I'm in Lisbon", "Europe/Lisbon"),
        ("lisbon time please", "Europe/Lisbon"),
        ("Lisboa", "Europe/Lisbon"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Porto", "Europe/Lisbon"),
        ("Köln", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("La Paz", "America/La_Paz"),
        ("Lahore", "Asia/Karachi"),
        ("Reykjavik", "Atlantic/Reykjavik"),
        ("nyc", "America/New_York"),
        ("Bombay", "Asia/Kolkata"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Rarotonga", "Pacific/Rarotonga"),
        ("Iqaluit", "America/Iqaluit"),
        ("London", "Europe/London"),
        ("Paris", "Europe/Paris"),
        ("Barcelona", "Europe/Madrid"),
        ("Portland, Maine", "America/New_York"),
        ("Portland OR", "America/Los_Angeles"),
        ("Paris, Texas", "America/Chicago"),
        ("Vancouver BC", "America/Vancouver"),
        ("Vancouver, Washington", "America/Los_Angeles"),
        ("London Ontario Canada", "America/Toronto"),
        ("Valencia (Spain)", "Europe/Madrid"),
        ("Bar Harbor, Maine", "America/New_York"),
        ("Birmingham, UK", "Europe/London"),
        ("New York, New York", "America/New_York"),
        ("I live in berlin germany", "Europe/Berlin"),
        ("it's 3pm my time (Berlin)", "Europe/Berlin"),
        ("Iqaluit, Nunavut", "America/Iqaluit"),
    ],
)
def test_a_city_is_known_by_its_names_and_its_country(place: str, zone: str) -> None:
    assert zones.lookup(place) == (zone,)


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("portugal", "Europe/Lisbon"),
        ("Alemania", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("the UK", "Europe/London"),
        ("scotland", "Europe/London"),
        ("Japan", "Asia/Tokyo"),
        ("Arizona", "America/Phoenix"),
        ("Hawaii", "Pacific/Honolulu"),
        ("Queensland", "Australia/Brisbane"),
        ("british columbia", "America/Vancouver"),
        ("Spain", "Europe/Madrid"),
        ("Canary Islands", "Atlantic/Canary"),
        ("the Azores", "Atlantic/Azores"),
        ("East coast", "America/New_York"),
        ("Silicon Valley", "America/Los_Angeles"),
        ("Kosovo", "Europe/Belgrade"),
    ],
)
def test_a_country_or_state_that_keeps_one_time_is_plain(place: str, zone: str) -> None:
    assert zones.lookup(place) == (zone,)


@pytest.mark.parametrize(
    ("place", "first", "among"),
    [
        ("Portland", "America/Los_Angeles", "America/New_York"),
        ("Springfield", "America/New_York", "America/Chicago"),
        ("Birmingham", "Europe/London", "America/Chicago"),
        ("Valencia", "America/Caracas", "Europe/Madrid"),
        ("Georgia", "Asia/Tbilisi", "America/New_York"),
        ("Washington", "America/Los_Angeles", "America/New_York"),
        ("Brazil", "America/Sao_Paulo", "America/Manaus"),
        ("USA", "America/New_York", "America/Los_Angeles"),
        ("Florida", "America/New_York", "America/Chicago"),
        ("cst", "America/Chicago", "Asia/Shanghai"),
        ("IST", "Asia/Kolkata", "Asia/Jerusalem"),
    ],
)
def test_a_name_with_several_meanings_gives_them_all_with_the_likeliest_first(
    place: str, first: str, among: str
) -> None:
    found = zones.lookup(place)
    assert found[0] == first
    assert among in found


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("PST", "America/Los_Angeles"),
        ("est", "America/New_York"),
        ("CET", "Europe/Paris"),
        ("AKDT", "America/Anchorage"),
        ("ChST", "Pacific/Guam"),
        ("UTC", "UTC"),
        ("GMT", "Etc/GMT"),
        ("Pacific time", "America/Los_Angeles"),
        ("eastern", "America/New_York"),
        ("US Central", "America/Chicago"),
        ("mountain timezone", "America/Denver"),
        ("Central European Summer Time", "Europe/Berlin"),
        ("India Standard Time", "Asia/Kolkata"),
        ("heure d’Europe centrale", "Europe/Paris"),
        ("Mitteleuropäische Zeit", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("hora central", "America/Mexico_City"),
        ("Horário de Brasília", "America/Sao_Paulo"),
    ],
)
def test_a_clock_is_known_by_its_name_or_abbreviation(place: str, zone: str) -> None:
    assert zones.lookup(place) == (zone,)


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("UTC+2", "UTC+02:00"),
        ("utc -3", "UTC-03:00"),
        ("GMT−5", "UTC-05:00"),
        ("gmt minus 5", "UTC-05:00"),
        ("UTC plus five", "UTC+05:00"),
        ("UTC más dos", "UTC+02:00"),
        ("GMT moins 4", "UTC-04:00"),
        ("UTC+5:30", "UTC+05:30"),
        ("GMT+0545", "UTC+05:45"),
        ("UTC+9.5", "UTC+09:30"),
        ("+02:00", "UTC+02:00"),
        ("UTC+0", "UTC"),
        ("4 hours ahead of GMT", "UTC+04:00"),
        ("five hours behind UTC", "UTC-05:00"),
    ],
)
def test_an_offset_is_a_zone_in_one_form(place: str, zone: str) -> None:
    assert zones.lookup(place) == (zone,)


@pytest.mark.parametrize("place", ["UTC+15", "UTC-13", "UTC+1:17", "UTC+2:30", "GMT-12:30", "+99", "UTC+5:75"])
def test_an_offset_that_no_clock_has_is_unknown(place: str) -> None:
    assert zones.lookup(place) == ()


@pytest.mark.parametrize(("slip", "zone"), [("lisbn", "Europe/Lisbon"), ("Filadelphia", None)])
def test_a_slip_in_spelling_is_forgiven_when_the_first_letter_is_right(slip: str, zone: str | None) -> None:
    assert zones.lookup(slip) == ((zone,) if zone else ())


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "asdf",
        "hello there",
        "same",
        "ok",
        "me",
        "here",
        "tomorrow",
        "Thursday",
        "3pm",
        "😀",
        "the second one",
        "Asia",
        "I'm in Lisbon or in Tokyo",
        "x" * 20_000,
    ],
)
def test_what_is_no_place_is_unknown(words: str) -> None:
    assert zones.lookup(words) == ()


@pytest.mark.parametrize(
    ("name", "zone"), [("europe/lisbon", "Europe/Lisbon"), ("America/New York", "America/New_York")]
)
def test_an_iana_name_is_itself_however_it_is_typed(name: str, zone: str) -> None:
    assert zones.lookup(name) == (zone,)


def test_candidates_differ_in_their_clocks() -> None:
    for name in ("USA", "Mexico", "Springfield", "Australia", "Russia"):
        found = zones.lookup(name)
        clocks = {
            tuple(zones.local(WINTER + timedelta(days=15 * step), zone).utcoffset() for step in range(24))
            for zone in found
        }
        assert len(clocks) == len(found) > 1


def test_every_zone_that_a_lookup_gives_can_be_used() -> None:
    for name in ("Brazil", "UTC+2", "GMT", "IST", "Lisbon", "Kathmandu", "hora central"):
        for zone in zones.lookup(name):
            assert zones.is_zone(zone)
            assert zones.local(WINTER, zone) == WINTER


@pytest.mark.parametrize("name", ["Lisbon", "utc+2", "UTC+2", "Europe/lisbon", "", "UTC+02:30", "UTC+15:00"])
def test_a_zone_name_is_exact(name: str) -> None:
    assert not zones.is_zone(name)
    with pytest.raises(ValueError, match="no time zone"):
        zones.tz(name)


def test_a_wall_time_that_the_spring_change_skips_has_no_instant() -> None:
    assert zones.instants(datetime(2026, 3, 29, 1, 30), "Europe/Lisbon") == ()
    assert zones.instants(datetime(2026, 3, 8, 2, 30), "America/New_York") == ()


def test_a_wall_time_that_the_autumn_change_repeats_has_two_instants_in_order() -> None:
    assert zones.instants(datetime(2026, 10, 25, 1, 30), "Europe/Lisbon") == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_a_repeated_half_hour_is_told_apart_too() -> None:
    assert zones.instants(datetime(2026, 4, 5, 1, 45), "Australia/Lord_Howe") == (
        datetime(2026, 4, 4, 14, 45, tzinfo=UTC),
        datetime(2026, 4, 4, 15, 15, tzinfo=UTC),
    )


def test_an_ordinary_wall_time_has_one_instant() -> None:
    assert zones.instants(datetime(2026, 11, 24, 15), "Europe/Lisbon") == (datetime(2026, 11, 24, 15, tzinfo=UTC),)
    assert zones.instants(datetime(2026, 11, 24, 15), "UTC+05:30") == (datetime(2026, 11, 24, 9, 30, tzinfo=UTC),)


def test_the_ends_of_the_calendar_have_no_instants() -> None:
    assert zones.instants(datetime(1, 1, 1), "Asia/Tokyo") == ()
    assert zones.instants(datetime(9999, 12, 31, 23, 59), "America/New_York") == ()


def test_naive_and_aware_are_not_mixed_up() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        zones.instants(WINTER, "Europe/Lisbon")
    with pytest.raises(ValueError, match="has a zone"):
        zones.local(datetime(2027, 1, 1), "Europe/Lisbon")


ZONES = st.sampled_from((*pytz.common_timezones, "UTC+02:00", "UTC-09:30"))
INSTANTS = st.datetimes(datetime(1975, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))


@given(instant=INSTANTS, zone=ZONES)
def test_a_time_shown_in_a_zone_reads_back_as_the_same_instant(instant: datetime, zone: str) -> None:
    wall = zones.local(instant, zone).replace(tzinfo=None)
    assert instant in zones.instants(wall, zone)


@given(zone=ZONES, number=st.integers(0, 400), minutes=st.integers(-180, 180))
def test_reading_back_holds_around_the_clock_changes(zone: str, number: int, minutes: int) -> None:
    changes = getattr(zones.tz(zone), "_utc_transition_times", None) or [datetime(2026, 1, 1)]
    change = changes[number % len(changes)]
    # Before 1970 zones kept local mean time, with seconds.
    if not 1970 < change.year < 2037:
        change = datetime(2026, 1, 1)
    instant = change.replace(tzinfo=UTC) + timedelta(minutes=minutes)
    wall = zones.local(instant, zone).replace(tzinfo=None)
    found = zones.instants(wall, zone)
    assert instant in found
    assert list(found) == sorted(set(found))
    assert all(zones.local(each, zone).replace(tzinfo=None) == wall for each in found)


@given(wall=st.datetimes(datetime(1975, 1, 1), datetime(2037, 12, 31)), zone=ZONES)
def test_a_wall_time_has_as_many_instants_as_pytz_says(wall: datetime, zone: str) -> None:
    found = zones.instants(wall, zone)
    try:
        expected = pytz.timezone(zone).localize(wall, is_dst=None) if zone in pytz.all_timezones_set else None
    except pytz.NonExistentTimeError:
        assert found == ()
    except pytz.AmbiguousTimeError:
        assert len(found) == 2
    else:
        assert len(found) == 1
        assert expected is None or found == (expected,)


@pytest.mark.parametrize(
    ("zone", "at", "language", "shown"),
    [
        ("Europe/Lisbon", WINTER, "en", "Lisbon (GMT+0)"),
        ("Europe/Lisbon", SUMMER, "en", "Lisbon (GMT+1)"),
        ("Europe/Lisbon", WINTER, "pt-BR", "Lisboa (GMT+0)"),
        ("Europe/Lisbon", WINTER, "de", "Lissabon (GMT+0)"),
        ("America/New_York", WINTER, "en", "New York (GMT-5)"),
        ("America/New_York", WINTER, "es", "Nueva York (GMT-5)"),
        ("Asia/Kolkata", WINTER, "en", "Kolkata (GMT+5:30)"),
        ("Asia/Kolkata", WINTER, "fr", "Calcutta (UTC+5:30)"),
        ("America/Argentina/Buenos_Aires", WINTER, "en", "Buenos Aires (GMT-3)"),
        ("Asia/Ho_Chi_Minh", WINTER, "en", "Ho Chi Minh City (GMT+7)"),
        ("UTC", WINTER, "en", "UTC"),
        ("Etc/GMT", WINTER, "en", "GMT+0"),
        ("UTC+02:00", WINTER, "en", "GMT+2"),
        ("UTC-09:30", WINTER, "en", "GMT-9:30"),
        ("Europe/Lisbon", WINTER, "tlh", "Lisbon (GMT+0)"),
    ],
)
def test_a_label_names_the_city_and_the_offset_of_that_day(zone: str, at: datetime, language: str, shown: str) -> None:
    assert zones.label(zone, at, language) == shown


@given(zone=st.sampled_from(pytz.common_timezones), instant=INSTANTS)
def test_a_label_says_utc_only_for_utc(zone: str, instant: datetime) -> None:
    assert ("UTC" in zones.label(zone, instant)) == (zone == "UTC")


@pytest.mark.parametrize(
    ("zone", "iana"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("UTC", "UTC"),
        ("UTC+02:00", "Etc/GMT-2"),
        ("UTC-11:00", "Etc/GMT+11"),
        ("UTC-09:30", "Pacific/Marquesas"),
        ("UTC+05:30", "Asia/Kolkata"),
        ("UTC-03:30", "America/St_Johns"),
    ],
)
def test_what_is_sent_to_cal_com_is_an_iana_name(zone: str, iana: str) -> None:
    assert zones.iana(zone) == iana


def test_every_offset_that_is_understood_has_an_iana_name_whose_clock_shows_it() -> None:
    understood = {
        zone
        for hours in range(-12, 15)
        for minutes in ("", ":15", ":30", ":45")
        for zone in zones.lookup(f"UTC{hours:+d}{minutes}")
    }
    assert len(understood) == 27 + 13
    for zone in understood:
        name = zones.iana(zone)
        assert name in pytz.all_timezones_set
        shown = {zones.local(at, name).utcoffset() for at in (WINTER, SUMMER)}
        assert zones.local(WINTER, zone).utcoffset() in shown


def test_every_offset_that_a_clock_shows_is_understood() -> None:
    for name in pytz.common_timezones:
        for at in (WINTER, SUMMER):
            sign, hours, minutes = re.fullmatch(r"([+-])(..)(..)", zones.local(at, name).strftime("%z")).groups()  # type: ignore[union-attr]
            (zone,) = zones.lookup(f"UTC{sign}{hours}:{minutes}")
            assert zones.local(at, zone).utcoffset() == zones.local(at, name).utcoffset(), name


def test_an_answer_gives_the_zones_of_a_place_or_of_a_sentence() -> None:
    assert zones.answer({"id": 1, "text": "Tijuana", "language": "en"}) == {"id": 1, "zones": ["America/Tijuana"]}
    assert zones.answer({"id": 2, "text": "which time zone does Milan have?"}) == {"id": 2, "zones": ["Europe/Rome"]}
    assert zones.answer({"id": 3, "text": "is it raining"}) == {"id": 3, "zones": []}


@pytest.mark.parametrize("question", [{}, {"text": 5}, {"text": None, "id": "a"}, {"text": "Lisbon", "language": 3}])
def test_a_malformed_question_is_answered_with_an_error(question: dict[str, object]) -> None:
    answer = zones.answer(question)
    assert answer["id"] == question.get("id")
    assert "error" in answer


@given(text=st.text(), language=st.sampled_from(("en", "es", "fr", "de", "pt", "xx", "")))
def test_no_text_is_too_odd_to_look_up(text: str, language: str) -> None:
    answer = zones.answer({"id": 0, "text": text, "language": language})
    assert all(zones.is_zone(zone) for zone in answer["zones"])  # type: ignore[attr-defined]
