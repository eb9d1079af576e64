"""Lengths in UTF-16, entities given as a list, and those that Telegram finds by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evals.telegram.errors import ApiError
from bot.evals.telegram.text import checked, length, part, trimmed, with_found


def test_lengths_are_counted_in_utf_16_code_units() -> None:
    assert [length(text) for text in ("", "é", "😀", "e\u0301")] == [0, 1, 2, 2]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_a_part_of_a_text_is_what_python_would_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    assert part(text, length(text[:start]), length(text[start:stop])) == text[start:stop]


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        ([{"type": "bold", "offset": 0, "length": 9}], "not inside the text"),
        ([{"type": "bold", "offset": -1, "length": 2}], "not inside the text"),
        ([{"type": "bold", "offset": 0, "length": 0}], "not inside the text"),
        ([{"type": "bold", "offset": 1, "length": 2}], "middle of a UTF-16 symbol"),
        ([{"type": "bold", "offset": 0, "length": 1}], "middle of a UTF-16 symbol"),
        ([{"type": "bold", "offset": "0", "length": 2}], "a whole number"),
        ([{"type": "shiny", "offset": 0, "length": 2}], "no entity type 'shiny'"),
        ([{"type": "bold", "offset": 0, "length": 2, "colour": "red"}], "a bold has no colour"),
        ([{"type": "text_link", "offset": 0, "length": 2, "url": "no address"}], "can't be linked to"),
        ([{"type": "date_time", "offset": 0, "length": 2}], "needs unix_time"),
        (
            [{"type": "date_time", "offset": 0, "length": 2, "unix_time": 1, "date_time_format": "x"}],
            "no date-time format",
        ),
        (
            [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 2, "length": 2}],
            "overlap",
        ),
    ],
)
def test_entities_that_do_not_fit_the_text_are_refused(entities: list[dict[str, object]], reason: str) -> None:
    with pytest.raises(ApiError, match=reason):
        checked("😀abc", entities)


def test_white_space_around_a_text_goes_and_its_entities_move() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 5, "length": 2}]
    assert trimmed("  hi   ", entities) == ("hi", [{"type": "bold", "offset": 0, "length": 2}])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/book now", [("bot_command", "/book")]),
        ("/book@slotwise_bot now", [("bot_command", "/book@slotwise_bot")]),
        ("😀 hey @slotwise_bot, hi", [("mention", "@slotwise_bot")]),
        ("write a.b+c@example.org please", [("email", "a.b+c@example.org")]),
        ("see https://cal.com/bailey?x=1. Or cal.com", [("url", "https://cal.com/bailey?x=1"), ("url", "cal.com")]),
        ("call +351 912 345 678!", [("phone_number", "+351 912 345 678")]),
        ("#standup at 3/4", [("hashtag", "#standup")]),
        ("on 6/11 at 10.30, 2/3 of it", []),
    ],
)
def test_what_clients_mark_by_themselves_is_found(text: str, found: list[tuple[str, str]]) -> None:
    marked = with_found(text, [])
    assert [(one["type"], part(text, one["offset"], one["length"])) for one in marked] == found


def test_nothing_is_found_inside_links_and_code() -> None:
    link = {"type": "text_link", "offset": 0, "length": 7, "url": "https://x.io"}
    assert with_found("cal.com", [link]) == [link]
