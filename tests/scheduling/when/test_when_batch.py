"""The answers of ``slotwise when --batch``."""

import pytest

from bot.scheduling.when import answer

QUESTION = {
    "id": "q1",
    "text": "2-4pm on friday",
    "now": "2026-11-23T10:00",
    "time_zone": "America/New_York",
    "language": "en",
}


def test_an_answer_has_the_first_window_of_each_reading_and_the_time_it_took() -> None:
    given = answer(QUESTION)
    assert given["id"] == "q1"
    assert given["readings"] == [{"start": "2026-11-27T14:00:00-05:00", "end": "2026-11-27T16:00:00-05:00"}]
    assert isinstance(given["micros"], int)


def test_an_open_end_is_null_and_no_time_is_an_empty_list() -> None:
    assert answer(QUESTION | {"text": "after 4"})["readings"][0]["end"] is None
    assert answer(QUESTION | {"text": "hello"})["readings"] == []


def test_an_offset_of_now_is_heeded() -> None:
    given = answer(QUESTION | {"text": "in 2 hours", "now": "2026-11-23T15:00:00+00:00"})
    assert given["readings"][0]["start"] == "2026-11-23T12:00:00-05:00"


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("pt-BR", "amanhã às 15h", "2026-11-24T15:00:00-05:00"),
        ("nl", "15 december 2026 om 14:00", "2026-12-15T14:00:00-05:00"),
        ("ru", "5 декабря 2026", "2026-12-05T00:00:00-05:00"),
        ("tlh", "tomorrow at 3", "2026-11-24T15:00:00-05:00"),
    ],
)
def test_other_languages_are_read_as_well_as_can_be(language: str, text: str, start: str) -> None:
    assert answer(QUESTION | {"language": language, "text": text})["readings"][0]["start"] == start


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": 5}, "text"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"now": "half past"}, "now"),
        ({"now": None}, "now"),
        ({"language": ["en"]}, "language"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_wrong(wrong: dict[str, object], words: str) -> None:
    given = answer(QUESTION | wrong)
    assert given["id"] == "q1"
    assert words in given["error"]
    assert "readings" not in given
