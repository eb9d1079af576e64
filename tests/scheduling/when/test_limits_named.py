"""A single limit is told as it was named, for whoever compares readings; the windows are what it leaves."""

from datetime import datetime

import pytest

from bot.scheduling import when, zones

NOW = datetime.fromisoformat("2026-11-23T09:00-05:00")
ZONE = "America/New_York"


@pytest.mark.parametrize(
    ("text", "side", "at"),
    [
        ("tomorrow before 5pm", "before", "2026-11-24T17:00"),
        ("before 5pm", "before", "2026-11-23T17:00"),
        ("before the 30th", "before", "2026-11-30T00:00"),
        ("after the 15th of December", "after", "2026-12-15T00:00"),
    ],
)
def test_a_limit_is_told_as_it_was_named(text: str, side: str, at: str) -> None:
    mention = when.read(text, now=NOW, zone=ZONE)
    assert mention is not None
    limit = mention.readings[0].limit
    assert limit is not None
    assert limit.side == side
    assert limit.at == zones.instants(datetime.fromisoformat(at), ZONE)[0]


@pytest.mark.parametrize("text", ["tomorrow at 5pm", "tomorrow", "after 3 and before 5", "by Friday", "not Monday"])
def test_what_is_no_single_limit_tells_none(text: str) -> None:
    mention = when.read(text, now=NOW, zone=ZONE)
    assert mention is not None
    assert mention.readings[0].limit is None


def test_a_batch_answers_a_limit_by_its_instant_and_side() -> None:
    question = {"id": 1, "text": "tomorrow before 5pm", "now": NOW.isoformat(), "time_zone": ZONE}
    (reading,) = when.answer(question)["readings"]
    assert reading == {"start": "2026-11-24T17:00:00-05:00", "end": None, "limit": "before"}


@pytest.mark.parametrize("text", ["January 8 in the afternoon", "January 8 afternoon"])
def test_the_day_of_a_month_before_a_part_of_the_day_is_no_hour(text: str) -> None:
    mention = when.read(text, now=NOW, zone=ZONE)
    assert mention is not None
    (window,) = mention.readings[0].windows
    assert window.start == datetime.fromisoformat("2027-01-08T12:00-05:00")
