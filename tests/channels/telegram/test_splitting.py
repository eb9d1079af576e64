"""Where a long text is cut."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.markup import Marked, bold, instant, utf16_length
from bot.channels.telegram.splitting import LONGEST, pages
from tests.channels.telegram.strict import shown

THREE = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def cut(text: str, longest: int) -> list[str]:
    return [page.text for page in pages(Marked(text), longest)]


def test_a_text_that_fits_is_one_page() -> None:
    assert cut("a" * LONGEST, LONGEST) == ["a" * LONGEST]
    assert cut("𝄢" * (LONGEST // 2), LONGEST) == ["𝄢" * (LONGEST // 2)]


def test_a_page_ends_at_the_best_place_there_is() -> None:
    assert cut("One two. Three\nfour.\n\nFive six.", 24) == ["One two. Three\nfour.", "Five six."]
    assert cut("One two. Three\nfour five. Six", 24) == ["One two. Three", "four five. Six"]
    assert cut("One two three. Four five six", 24) == ["One two three.", "Four five six"]
    assert cut("one two three four five six", 24) == ["one two three four five", "six"]
    assert cut("a" * 30, 24) == ["a" * 24, "a" * 6]


def test_a_closing_quote_stays_with_its_sentence() -> None:
    assert cut("She said “see you there.” Then she left", 30) == ["She said “see you there.”", "Then she left"]


def test_a_page_may_be_full_right_before_a_space() -> None:
    assert cut("one two three four", 13) == ["one two three", "four"]


def test_no_page_is_left_nearly_empty_for_the_sake_of_a_line_break() -> None:
    assert cut("A\nb c d e f g h i j k l m n", 20) == ["A\nb c d e f g h i j", "k l m n"]


def test_a_letter_and_its_accent_stay_together() -> None:
    assert cut("e\u0301" * 10, 5) == ["e\u0301" * 2] * 5
    assert cut("👩‍👩‍👧" * 3, 9) == ["👩‍👩‍👧"] * 3
    assert cut("𝄢" * 5, 3) == ["𝄢"] * 5


def test_an_instant_is_not_cut() -> None:
    text = "We could meet on Tuesday at three in the afternoon or later"
    start = text.index("Tuesday")
    end = text.index(" or")
    marked = Marked(text, (instant(start, end, THREE),))
    assert [page.html for page in pages(marked, 40)] == [
        "We could meet on",
        f'<tg-time unix="{int(THREE.timestamp())}">Tuesday at three in the afternoon</tg-time> or',
        "later",
    ]


def test_an_instant_at_the_end_of_a_word_without_spaces_is_not_cut_either() -> None:
    marked = Marked("x" * 20 + "3pm", (instant(20, 23, THREE),))
    assert [page.text for page in pages(marked, 22)] == ["x" * 20, "3pm"]


def test_what_is_longer_than_a_page_is_marked_on_each() -> None:
    text = "word " * 20
    assert [page.html for page in pages(Marked(text, (bold(0, 99),)), 50)] == [
        "<b>word word word word word word word word word word</b>"
    ] * 2


@settings(deadline=None)
@given(st.text(), st.integers(2, 40), st.data())
def test_pages_keep_every_letter_and_the_limit(text: str, longest: int, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    first, last = sorted((data.draw(edges), data.draw(edges)))
    spans = (bold(first, last), instant((first + last) // 2, last, THREE)) if (first + last) // 2 < last else ()
    found = list(pages(Marked(text, spans), longest))
    assert "".join("".join(page.text for page in found).split()) == "".join(text.split())
    for page in found:
        assert 1 <= utf16_length(page.text) <= longest
        assert shown(page.html)[0] == page.text
