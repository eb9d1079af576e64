"""Telegram's HTML: what it means, and what is refused."""

from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evals.telegram import html
from bot.evals.telegram.errors import ApiError
from bot.evals.telegram.text import checked


def entities_of(markup: str) -> list[dict[str, object]]:
    text, entities = html.parsed(markup)
    return checked(text, entities)


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#x27;", "a <b> & \"c\" 'd'", []),
        ("<b>x</b><STRONG>y</STRONG>", "xy", [("bold", 0, 1), ("bold", 1, 1)]),
        (
            "<i>a<u>b</u></i><em>c</em><s>d</s>",
            "abcd",
            [("italic", 0, 2), ("underline", 1, 1), ("italic", 2, 1), ("strikethrough", 3, 1)],
        ),
        ("👩‍💻<b>é</b>", "👩‍💻é", [("bold", 5, 1)]),
        ("<b></b>nothing", "nothing", []),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        (
            "<blockquote expandable>a<code>b</code></blockquote>",
            "ab",
            [("expandable_blockquote", 0, 2), ("code", 1, 1)],
        ),
        ("<blockquote><code>a</code></blockquote>", "a", [("blockquote", 0, 1), ("code", 0, 1)]),
        ("a > b", "a > b", []),
    ],
)
def test_html_becomes_text_and_entities(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert html.parsed(markup)[0] == text
    assert [(one["type"], one["offset"], one["length"]) for one in entities_of(markup)] == entities


def test_entities_carry_what_their_tags_say() -> None:
    assert entities_of('<a href="https://cal.com/?a=1&amp;b=2">x</a>') == [
        {"type": "text_link", "url": "https://cal.com/?a=1&b=2", "offset": 0, "length": 1}
    ]
    assert entities_of('<tg-time unix="1772800000" format="wDT">Fri</tg-time>') == [
        {"type": "date_time", "unix_time": 1772800000, "date_time_format": "wDT", "offset": 0, "length": 3}
    ]
    assert entities_of('<pre><code class="language-python">x</code></pre>') == [
        {"type": "pre", "language": "python", "offset": 0, "length": 1}
    ]
    assert entities_of('<a href="tg://user?id=5100000001">Ana</a>')[0]["type"] == "text_mention"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("a < b > c", 'Unescaped "<" at byte offset 2'),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ("é <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag, expected "</i>", found "</b>" at byte offset 7'),
        ("Q&A", 'Unescaped "&" at byte offset 1'),
        ("a&nbsp;b", 'Unescaped "&"'),
        ("a &amp b", 'Unescaped "&"'),
        ("x<br/>", "Empty attribute name"),
        ("<!-- x -->", 'Unsupported start tag "!--"'),
        ("</>", "Unexpected end tag"),
        ("<b onclick='x'>x</b>", 'Unsupported attribute "onclick"'),
        ("<span>x</span>", 'must have class "tg-spoiler"'),
        ('<a href="javascript:alert(1)">x</a>', "can't be linked to"),
        ('<a href="http://localhost:3000">x</a>', "can't be linked to"),
        ("<a>x</a>", "can't be linked to"),
        ('<a href="https://x.io/?a&b">x</a>', 'Unescaped "&"'),
        ('<tg-time unix="soon">x</tg-time>', "whole number"),
        ('<tg-time unix="1" format="HH">x</tg-time>', "Invalid date-time format"),
        ('<tg-time unix="1" format="rD">x</tg-time>', "Invalid date-time format"),
        ("<b><code>x</code></b>", "a code can't stand inside a bold"),
        ("<code><b>x</b>y</code>", "a bold can't stand inside a code"),
        ("<blockquote><blockquote>x</blockquote>y</blockquote>", "a blockquote can't stand inside a blockquote"),
        ('<a href="https://x.io"><tg-time unix="1">x</tg-time>y</a>', "a date_time can't stand inside a text_link"),
        ("&#55296;", "is no character"),
    ],
)
def test_broken_html_is_refused_with_the_place(markup: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        entities_of(markup)
    assert refused.value.status == 400
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert reason in refused.value.description


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_that_is_escaped_comes_out_as_it_was(text: str) -> None:
    assert html.parsed(escape(text)) == (text, [])
    assert html.parsed(f"<b>{escape(text)}</b>")[0] == text
    assert html.parsed(f'<a href="https://x.io/?{escape(quote(text))}">x</a>')[0] == "x"


@pytest.mark.parametrize("shape", ["", "r", "w", "d", "D", "t", "T", "wd", "wDT", "dt", "DT"])
def test_every_date_time_format_of_the_api_is_taken(shape: str) -> None:
    assert entities_of(f'<tg-time unix="1" format="{shape}">x</tg-time>')[0]["date_time_format"] == shape
