"""What holds whatever is said and whenever it is said."""

import string
from datetime import UTC, datetime, timedelta

import pytest
import pytz
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scheduling import zones
from bot.scheduling.when import Anchor, find, find_durations, read
from bot.scheduling.when.language import available, load

ZONES = st.sampled_from(
    (
        "America/New_York",
        "Europe/Lisbon",
        "Europe/Berlin",
        "Australia/Sydney",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "UTC",
    )
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))

DAYS = (
    *(
        "monday",
        "next friday",
        "the 15th",
        "tomorrow",
        "today",
        "march 3rd",
        "5 Dec",
        "12/05",
        "in two weeks",
        "Feb 29",
    ),
    *("this weekend", "next week", "the week after next", "mid December", "the first Monday of next month", "31st"),
    *("Friday the 6th", "Tuesday or Thursday", "day after tomorrow", "Mon-Wed", "early next month", "weekdays"),
)
TIMES = (
    *("3pm", "at 9", "at 12:30", "noon", "in the morning", "after 4", "between 2 and 4 pm", "evening", "half past 2"),
    *("at 11pm", "at 00:15", "midnight", "first thing", "around 10", "9-5", "before noon", "quarter to 8 at night"),
)
FILLERS = ("", " please", " with Bob", ", is that ok?", " for 30 minutes")
WORDS = st.lists(
    st.sampled_from(
        (
            *" ".join((*DAYS, *TIMES)).split(),
            *(
                "from",
                "to",
                "until",
                "or",
                "and",
                "not",
                "last",
                "ago",
                "later",
                "half",
                "quarter",
                "past",
                "of",
                "the",
            ),
            *("30", "2", "2026", "1530", "25", "99999", "hours", "days", "years", "minutes", "time", "UTC+3", "London"),
            *("before", "that", "same", "earlier", "except", "asap", "every", "-", ",", ".", "?", "(", ")", "@", "'s"),
        )
    ),
    max_size=14,
).map(" ".join)


def phrases(language: str) -> list[str]:
    """Every word and phrase of a language, and some numbers."""
    found = ["3", "15", "2026", "1530", "9:30", "12/05", "4pm", "15.12.", "2h", "30", "-", ",", ".", "?", "@", "x"]
    nodes = [("", load(language).root)]
    while nodes:
        said, node = nodes.pop()
        if node.kinds is not None:
            found.append(said.strip())
        nodes.extend((f"{said} {word}", following) for word, following in node.following.items())
    return found


SENTENCES = st.sampled_from(sorted(available())).flatmap(
    lambda language: st.tuples(
        st.just(language), st.lists(st.sampled_from(phrases(language)), max_size=9).map(" ".join)
    )
)


@settings(deadline=None, max_examples=300)
@given(SENTENCES, MOMENTS, ZONES, st.one_of(st.none(), st.timedeltas(timedelta(days=-9), timedelta(days=20))))
def test_any_words_of_a_language_in_any_order_make_windows_that_hold(
    sentence: tuple[str, str], now: datetime, zone: str, lean: timedelta | None
) -> None:
    language, text = sentence
    anchor = Anchor(now + lean) if lean is not None else None
    for mention in find(text, now=now, zone=zone, language=language, anchor=anchor):
        for reading in mention.readings:
            assert reading.windows
            for window in reading.windows:
                assert window.start is None or window.end is None or window.start <= window.end


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.text(string.digits + string.punctuation + " aphtmsd", max_size=40), WORDS),
    MOMENTS,
    ZONES,
    st.booleans(),
    st.booleans(),
)
def test_any_text_is_read_without_an_error_and_mentions_lie_within_it(
    text: str, now: datetime, zone: str, past: bool, anchored: bool
) -> None:
    anchor = Anchor(now + timedelta(days=2), now + timedelta(days=2, hours=1)) if anchored else None
    for mention in find(text, now=now, zone=zone, anchor=anchor, past=past):
        start, end = mention.span
        assert text[start:end] == mention.text
        assert mention.text
        assert mention.parts[0][0] == start
        assert max(part[1] for part in mention.parts) == end
        assert bool(mention.readings) == (mention.problem is None)
        for reading in mention.readings:
            assert reading.windows
            assert all(window.start or window.end for window in reading.windows)
            for window in reading.windows:
                assert window.start is None or window.start.tzinfo is not None
                assert window.start is None or window.end is None or window.start <= window.end
    for minutes, (start, end) in find_durations(text):
        assert minutes > 0
        assert text[start:end].strip()


@settings(deadline=None)
@given(st.sampled_from(DAYS), st.sampled_from(FILLERS), st.sampled_from(("", *TIMES)), MOMENTS, ZONES)
def test_without_a_word_of_the_past_the_best_reading_is_not_over(
    day: str, filler: str, time: str, now: datetime, zone: str
) -> None:
    if day.startswith(("today", "this")):
        # The morning of today may be over, and then the reading says so.
        time = ""
    mention = read(f"{day}{filler} {time}", now=now, zone=zone)
    assert mention is not None
    assert not mention.readings[0].is_past(now)


@settings(deadline=None)
@given(st.sampled_from(TIMES), MOMENTS, ZONES)
def test_a_time_without_a_day_is_still_ahead(time: str, now: datetime, zone: str) -> None:
    mention = read(time, now=now, zone=zone)
    assert mention is not None
    assert not mention.readings[0].is_past(now)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
@settings(deadline=None)
@given(
    hours=st.integers(-30, 30),
    minutes=st.sampled_from((0, 15, 30, 45)),
    spring=st.booleans(),
    year=st.integers(2026, 2030),
)
def test_an_instant_written_out_with_its_offset_reads_back_the_same_across_clock_changes(
    zone: str, hours: int, minutes: int, spring: bool, year: int
) -> None:
    where = zones.tz(zone)
    assert isinstance(where, pytz.tzinfo.DstTzInfo)
    changes = [each.replace(tzinfo=UTC) for each in where._utc_transition_times if each.year == year]
    shown = (changes[0 if spring else 1] + timedelta(hours=hours, minutes=minutes)).astimezone(where)
    mention = read(shown.isoformat(), now=datetime(2026, 1, 1, tzinfo=UTC), zone=zone)
    assert mention is not None
    assert mention.readings[0].windows[0].start == shown


@settings(deadline=None)
@given(hours=st.integers(-30, 30), minutes=st.sampled_from((0, 15, 30, 45)), spring=st.booleans(), zone=ZONES)
def test_a_wall_time_reads_as_every_instant_that_shows_it(hours: int, minutes: int, spring: bool, zone: str) -> None:
    change = datetime(2027, 3, 14, 2) if spring else datetime(2027, 11, 7, 1)
    wall = change + timedelta(hours=hours, minutes=minutes)
    mention = read(wall.strftime("%Y-%m-%d at %H:%M"), now=datetime(2026, 11, 23, tzinfo=UTC), zone=zone)
    assert mention is not None
    starts = [reading.windows[0].start for reading in mention.readings]
    instants = zones.instants(wall, zone)
    if instants:
        assert starts == list(instants)
        assert all(reading.problem == ("fold" if len(instants) == 2 else None) for reading in mention.readings)
    else:
        assert [reading.problem for reading in mention.readings] == ["gap"]
