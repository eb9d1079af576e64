"""Nothing a stranger wrote reaches a terminal as a command; nothing a person wrote in any script is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.visible import harmless_json, visible, visible_line


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines", "two\nlines"),
        ("dos\r\nmac\rnext\x85line\u2028sep", "dos\nmac\nnext\nline\nsep"),
        ("tab\there", "tab here"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07after", "after"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPdevice string\x1b\\after", "after"),
        ("\x9b31mC1\x9d0;title\x9cafter", "C1after"),
        ("\x1bcreset", "reset"),
        ("cut off \x1b[", "cut off "),
        ("bell\x07back\x08space\x00", "bellbackspace"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u2068Ana\u2069 \u200fשלום", "Ana \u200fשלום"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("Zürich 日本 👩‍👩‍👧 e\u0301", "Zürich 日本 👩‍👩‍👧 e\u0301"),
    ],
)
def test_text_loses_what_a_terminal_obeys_and_keeps_its_letters(written: str, shown: str) -> None:
    assert visible(written) == shown


def test_a_label_stays_on_one_line() -> None:
    assert visible_line(" a\n\n b\x1b[2J\tc ") == "a b c"


@given(st.text())
def test_no_text_holds_a_control_character_when_shown(text: str) -> None:
    shown = visible(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown if c != "\n")
    assert visible(shown) == shown


@given(st.dictionaries(st.text(), st.text()))
def test_json_means_the_same_when_it_is_made_harmless(value: dict[str, str]) -> None:
    made = harmless_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(made) == value
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or "\u202a" <= c <= "\u202e" for c in made)
