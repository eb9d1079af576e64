"""Labels that fit a phone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.labels import ROW, columns, distinct, most_in_row, shortened


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Confirm", "Confirm"),
        ("A consultation about taxes and the rest", "A consultation about taxes…"),
        ("Consultation, taxes, and more, and more", "Consultation, taxes, and more…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesells…"),
        ("A Donaudampfschifffahrtsgesellschaft", "A Donaudampfschifffahrtsgesel…"),
        ("two\nlines\tand   spaces", "two lines and spaces"),
        ("三十分のミーティングを予約してください", "三十分のミーティングを予約し…"),
        ("", "…"),
        ("\u200b", "…"),
        ("\u202eevil", "evil"),
    ],
)
def test_a_label_is_one_line_that_fits(label: str, shown: str) -> None:
    assert shortened(label) == shown


def test_labels_that_would_look_alike_are_numbered() -> None:
    long = "A consultation about taxes of "
    assert distinct([long + "companies", "Other", long + "people"]) == [
        "A consultation about… (1)",
        "Other",
        "A consultation about… (2)",
    ]
    assert distinct(["Tea", "Tea", "Tea (1)"]) == ["Tea (2)", "Tea (3)", "Tea (1)"]


def test_the_widest_label_says_how_many_stand_in_a_row() -> None:
    assert most_in_row(["15:00", "16:00"], 4) == 4
    assert most_in_row(["3:00 PM", "12:00 PM"], 4) == 3
    assert most_in_row(["Cancel booking", "Move"], 3) == 2
    assert most_in_row(["Add to Google Calendar"], 3) == 1


@settings(deadline=None)
@given(st.lists(st.text(max_size=50) | st.sampled_from(["Tea", "tea " * 20, "👩‍👩‍👧" * 20]), max_size=20))
def test_labels_always_fit_and_differ(labels: list[str]) -> None:
    shown = distinct(labels)
    assert len(set(shown)) == len(labels)
    assert all(1 <= columns(label) <= ROW for label in shown)
