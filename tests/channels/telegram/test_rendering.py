"""How a reply looks: what is marked, what cannot be broken, and what the input field hints at."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.visible import visible
from bot.message import Asked, BookingView, Choice, Instant, ProposalView, Reply
from tests.channels.telegram.strict import rendered, shown

THREE = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FOUR = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
PERIOD = "Tuesday, November 24, 2026, 3:00 PM – 3:30 PM, Lisbon (GMT+0)"
UNIX = int(THREE.timestamp())

PROPOSAL = ProposalView("book", "30min", THREE, "Europe/Lisbon", {"name": "Ana"}, {})
BOOKED = BookingView("uid1", "accepted", THREE, "30min")
CANCELLED = BookingView("uid1", "cancelled", THREE, "30min")

CARD = f"30 min with Bailey\n{PERIOD}\nFor: Ana\n\nShall I book this?"

# What people and hosts may try, beside letters of all kinds.
NASTY = st.sampled_from(
    [
        "<b>",
        "</b>",
        "</tg-time>",
        "<a href='https://evil.example'>",
        "&",
        "&lt;",
        "&#60;",
        "<",
        ">",
        '"',
        "👩\u200d👩\u200d👧",
        "𝄢",
        "אב",
        "مرحبا",
        "\u202e",
        "\u200f",
        "\u0301",
        "\ud800",
        "\n",
        "\n\n",
        "\t",
        " ",
        "x.example/1",
        "https://x.example",
    ]
)
TYPED = st.lists(NASTY | st.text(max_size=40), max_size=60).map("".join)


def test_what_people_type_stays_text() -> None:
    [page] = rendered(Reply('<b>hi</b> & <a href="tg://user?id=1">you</a> &lt;')).pages
    assert page.html == '&lt;b&gt;hi&lt;/b&gt; &amp; &lt;a href="tg://user?id=1"&gt;you&lt;/a&gt; &amp;lt;'
    assert shown(page.html) == (page.plain, [])


def test_the_first_line_of_a_card_is_bold() -> None:
    for reply in (Reply("Head\nrest", proposal=PROPOSAL), Reply("Head\nrest", bookings=(BOOKED, CANCELLED))):
        assert rendered(reply).pages[0].html == "<b>Head</b>\nrest"
    assert rendered(Reply("Head\nrest")).pages[0].html == "Head\nrest"


def test_a_table_is_drawn_in_letters_of_one_width() -> None:
    text = (
        "Shall I change your hours?\nWorking hours\nNov 2026  before   after\nMon 30    9AM–5PM  —\nDec 2026\n"
        "Tue 1     9AM–5PM  —\n          1PM–5PM\n<b>  of a name\nYes?"
    )
    [page] = rendered(Reply(text, instants=(Instant("Tue 1", THREE),), proposal=PROPOSAL)).pages
    assert "Working hours\n<pre>Nov 2026  before   after\nMon 30    9AM–5PM  —\nDec 2026\nTue 1 " in page.html
    assert "1PM–5PM\n&lt;b&gt;  of a name</pre>\nYes?" in page.html
    assert shown(page.html)[0].startswith(text)


def test_a_lone_line_with_two_spaces_is_no_table() -> None:
    assert "<pre>" not in rendered(Reply("a  b\nHello,  Ana\nc")).pages[0].html


def test_an_instant_keeps_its_words_and_tells_its_moment() -> None:
    [page] = rendered(Reply("Free at Tue 3:00 PM.", instants=(Instant("Tue 3:00 PM", THREE),))).pages
    assert page.html == f'Free at <tg-time unix="{UNIX}">Tue 3:00 PM</tg-time>.'


def test_instants_are_found_in_the_order_of_the_text() -> None:
    reply = Reply(
        "3 PM or 3 PM, not 13 PM", instants=(Instant("3 PM", THREE), Instant("3 PM", FOUR), Instant("3 PM", FOUR))
    )
    words, entities = shown(rendered(reply).pages[0].html)
    assert [(one["offset"], one["unix_time"]) for one in entities] == [(0, UNIX), (8, UNIX + 3600)]
    assert words == reply.text


def test_no_instant_is_marked_in_an_address() -> None:
    for text in ("https://x.example/15:00/", "ana@15:00", "x.example/15:00"):
        assert rendered(Reply(text, instants=(Instant("15:00", THREE),))).pages[0].html == text


def test_a_card_shows_the_clock_of_whoever_reads() -> None:
    for about in ({"proposal": PROPOSAL}, {"bookings": (BOOKED,)}):
        reply = Reply(CARD, instants=(Instant(PERIOD, THREE),), time_zone="Europe/Lisbon", **about)
        [page] = rendered(reply).pages
        assert page.html.split("\n") == [
            "<b>30 min with Bailey</b>",
            f'<tg-time unix="{UNIX}">{PERIOD}</tg-time>',
            f'On your clock: <tg-time unix="{UNIX}" format="wDt">{PERIOD}</tg-time>',
            "For: Ana",
            "",
            "Shall I book this?",
        ]
        assert page.plain == CARD


def test_words_that_name_no_zone_get_no_other_clock_beside_them() -> None:
    listed = Reply(
        "Coming up:\n• Tue 3:00 PM: 30 Min Meeting\n(in Lisbon (GMT+0) time)",
        bookings=(BOOKED,),
        instants=(Instant("Tue 3:00 PM", THREE),),
        time_zone="Europe/Lisbon",
    )
    zoneless = Reply("Booked: 3 PM", bookings=(BOOKED,), instants=(Instant("3 PM", THREE),))
    for reply in (listed, zoneless):
        words, entities = shown(rendered(reply).pages[0].html)
        assert words == reply.text
        assert [one["unix_time"] for one in entities if one["type"] == "date_time"] == [UNIX]


def test_the_clock_of_a_host_is_not_taken_for_the_persons() -> None:
    hosts = "Tue, Nov 24, 10:00 AM"
    reply = Reply(
        f"Booked!\nFor Bailey: {hosts}, New York (GMT-5)\n{PERIOD}\nFor Bailey: {hosts}, New York (GMT-5)",
        bookings=(BOOKED,),
        instants=(Instant(hosts, THREE), Instant(PERIOD, THREE), Instant(hosts, THREE)),
        time_zone="Europe/Lisbon",
    )
    words, _ = shown(rendered(reply).pages[0].html)
    assert words.splitlines()[2:4] == [PERIOD, f"On your clock: {PERIOD}"]


def test_no_clock_where_nothing_is_going_to_be() -> None:
    instants = (Instant(PERIOD, THREE),)
    for reply in (
        Reply(CARD, instants=instants),
        Reply(CARD, bookings=(CANCELLED,), instants=instants),
        Reply(CARD, bookings=(BOOKED, BOOKED), instants=instants),
        Reply(CARD, bookings=(BOOKED,)),
        Reply(CARD, proposal=PROPOSAL, instants=(Instant(PERIOD, FOUR),)),
    ):
        assert "On your clock" not in rendered(reply).pages[0].html


def test_a_moved_booking_shows_the_clock_of_its_new_time() -> None:
    reply = Reply(
        "Move\nFrom: Tue 3 PM\nTo: Tue 4 PM, Lisbon (GMT+0)\nOK? Tue 3 PM is let go.",
        proposal=ProposalView("reschedule", "30min", FOUR, "Europe/Lisbon", {}, {}),
        instants=(
            Instant("Tue 3 PM", THREE),
            Instant("Tue 4 PM, Lisbon (GMT+0)", FOUR),
            Instant("Tue 3 PM", THREE),
        ),
    )
    words, entities = shown(rendered(reply).pages[0].html)
    assert words.splitlines()[3] == "On your clock: Tue 4 PM, Lisbon (GMT+0)"
    assert [one["unix_time"] for one in entities if one["type"] == "date_time"] == [
        UNIX,
        UNIX + 3600,
        UNIX + 3600,
        UNIX,
    ]


@settings(deadline=None)
@given(TYPED, TYPED, st.booleans())
def test_nothing_typed_breaks_a_reply(before: str, after: str, is_card: bool) -> None:
    reply = Reply(
        f"{before}\n{PERIOD}\n{after}",
        proposal=PROPOSAL if is_card else None,
        instants=(Instant(PERIOD, THREE),),
        time_zone="Europe/Lisbon",
    )
    pages = rendered(reply).pages
    kept = "".join("".join(page.plain for page in pages).split())
    assert kept == "".join(visible(reply.text).split())
    kinds = {entity["type"] for page in pages for entity in shown(page.html)[1]}
    assert kinds <= {"bold", "date_time"}


LONG = st.lists(
    st.builds(lambda piece, times: piece * times, NASTY | st.text(max_size=60), st.integers(0, 3000)), max_size=8
)


@settings(deadline=None)
@given(LONG.map(lambda pieces: "".join(pieces)[:14000]))
def test_a_long_reply_comes_whole_in_pages(text: str) -> None:
    pages = rendered(Reply(text)).pages
    assert "".join("".join(unescaped(page.html) for page in pages).split()) == "".join(visible(text).split())


def unescaped(page: str) -> str:
    words, entities = shown(page)
    assert entities == []
    assert words == page.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return words


def test_a_reply_without_words_has_no_page() -> None:
    assert rendered(Reply(" \n ")).pages == ()


NAME = Asked("name", "name", "your name")
EMAIL = Asked("email", "email", "your e-mail address")


def test_the_input_field_hints_at_what_is_asked() -> None:
    assert rendered(Reply("Please:", asked=(NAME, EMAIL))).placeholder == "Your name, your e-mail address"


def test_a_hint_has_as_many_labels_as_it_has_room() -> None:
    long = Asked("notes", "textarea", "anything that helps to prepare the meeting")
    assert rendered(Reply("Please:", asked=(NAME, EMAIL, long))).placeholder == "Your name, your e-mail address"
    longer = Asked("notes", "textarea", "what you would like to talk about, " * 9)
    hint = rendered(Reply("Please:", asked=(longer,))).placeholder
    assert hint == "What you would like to talk about, what you would like to talk…"


def test_no_hint_where_something_is_picked_or_others_read_along() -> None:
    color = Asked("color", "select", "color")
    for reply in (
        Reply("Please:", (Choice("1.1", "Red"),), asked=(NAME,)),
        Reply("Please:", asked=(NAME, color)),
        Reply("Hello"),
    ):
        assert rendered(reply).placeholder is None
    assert rendered(Reply("Please:", asked=(NAME,)), in_group=True).placeholder is None


@settings(deadline=None)
@given(st.lists(st.text(max_size=90), max_size=4))
def test_a_hint_has_1_to_64_units(labels: list[str]) -> None:
    asked = tuple(Asked("x", "text", label) for label in labels)
    hint = rendered(Reply("Please:", asked=asked)).placeholder
    assert hint is None or 1 <= len(hint.encode("utf-16-le")) // 2 <= 64
