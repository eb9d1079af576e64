"""The buttons under a reply: their rows, their labels, what they answer with, and what is left of them later."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bot.channels.telegram import keyboard
from bot.channels.telegram.month import OUTSIDE
from bot.conversation.wording import Wording
from bot.message import Choice, Reply
from tests.channels.telegram.strict import accepted, drawn, rendered


def buttons(*choices: Choice, language: str = "en") -> InlineKeyboardMarkup:
    markup = rendered(Reply("Well?", choices), wording=Wording(language, "bot.channels.telegram")).keyboard
    assert markup is not None
    return markup


def labelled(*labels: str) -> list[Choice]:
    return [Choice(f"1.{number}", label) for number, label in enumerate(labels, 1)]


def test_no_choices_make_no_keyboard() -> None:
    assert rendered(Reply("Hello")).keyboard is None


def test_short_choices_stand_side_by_side_and_long_ones_alone() -> None:
    markup = buttons(*labelled("Confirm", "Not this", "Other times", "Something that takes a row"))
    assert drawn(markup) == [["Confirm", "Not this"], ["Other times"], ["Something that takes a row"]]
    assert drawn(buttons(*labelled("A", "B", "C", "D"))) == [["A", "B", "C"], ["D"]]


def test_wide_letters_take_their_room() -> None:
    assert drawn(buttons(*labelled("確認する", "違います"))) == [["確認する", "違います"]]
    assert drawn(buttons(*labelled("この時間で確認する", "違います"))) == [["この時間で確認する"], ["違います"]]


TIMES = [
    Choice(f"2.{hour}", f"{day}, {hour}:00 PM", group=day, short=f"{hour}:00 PM")
    for day, hours in (("Tue, Nov 24", (1, 2, 3, 4)), ("Wed, Nov 25", (5, 6)))
    for hour in hours
]


def test_times_stand_under_their_day_and_other_choices_below() -> None:
    more = Choice("2.9", "More times")
    assert drawn(buttons(more, *TIMES)) == [
        ["— Tue, Nov 24 —"],
        ["1:00 PM", "2:00 PM"],
        ["3:00 PM", "4:00 PM"],
        ["— Wed, Nov 25 —"],
        ["5:00 PM", "6:00 PM"],
        ["More times"],
    ]


def test_four_times_of_24_hours_fit_in_a_row() -> None:
    choices = [Choice(f"1.{hour}", f"Tue, {hour}:00", group="Tue", short=f"{hour}:00") for hour in range(10, 18)]
    assert list(map(len, drawn(buttons(*choices)))) == [1, 4, 4]


def test_an_hour_that_comes_twice_is_told_apart_by_its_whole_label() -> None:
    choices = [
        Choice("1.1", "Sun, Nov 1, 1:30 AM (GMT-4)", group="Sun, Nov 1", short="1:30 AM"),
        Choice("1.2", "Sun, Nov 1, 1:30 AM (GMT-5)", group="Sun, Nov 1", short="1:30 AM"),
    ]
    assert drawn(buttons(*choices))[1:] == [["Sun, Nov 1, 1:30 AM (GMT-4)"], ["Sun, Nov 1, 1:30 AM (GMT-5)"]]


def test_days_are_a_month_to_pick_from() -> None:
    days = [Choice(f"1.{day}", f"Nov {day}", day=date(2026, 11, day)) for day in (11, 24, 25, 30)]
    markup = buttons(*days, Choice("1.99", "Next month"))
    out = OUTSIDE
    assert drawn(markup) == [
        ["— November 2026 —"],
        ["M", "T", "W", "T", "F", "S", "S"],
        [out, out, "11", "·", "·", "·", "·"],
        ["·"] * 7,
        ["·", "24", "25", "·", "·", "·", "·"],
        ["30", out, out, out, out, out, out],
        ["Next month"],
    ]
    told = {button.text: button.callback_data for row in markup.inline_keyboard for button in row}
    assert (told["24"], told["·"], told["M"], told[out]) == ("1:1.24", "1:-", "1:-", "1:-")


def test_a_week_begins_where_the_person_lives() -> None:
    day = Choice("1.1", "Nov 24", day=date(2026, 11, 24))
    rows = drawn(buttons(day, language="en-US"))
    assert rows[1] == ["S", "M", "T", "W", "T", "F", "S"]
    assert rows[2] == [OUTSIDE, OUTSIDE, "24", OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE]


def test_days_around_the_offered_ones_are_not_called_unavailable() -> None:
    days = [Choice(f"1.{day}", f"Nov {day}", day=date(2026, 11, day)) for day in (24, 26)]
    out = OUTSIDE
    assert drawn(buttons(*days))[2:] == [[out, "24", "·", "26", out, out, out]]


def test_days_of_two_months_make_two_months_of_their_weeks() -> None:
    days = [
        Choice("1.1", "Nov 30", day=date(2026, 11, 30)),
        Choice("1.2", "Dec 1", day=date(2026, 12, 1), is_picked=True),
    ]
    out = OUTSIDE
    assert drawn(buttons(*days)) == [
        ["— November 2026 —"],
        ["M", "T", "W", "T", "F", "S", "S"],
        ["30", out, out, out, out, out, out],
        ["— December 2026 —"],
        ["M", "T", "W", "T", "F", "S", "S"],
        [out, "✓1", out, out, out, out, out],
    ]


def test_the_same_day_twice_is_two_choices() -> None:
    twice = [Choice("1.1", "Early", day=date(2026, 11, 24)), Choice("1.2", "Late", day=date(2026, 11, 24))]
    markup = buttons(*twice)
    assert drawn(markup)[-1] == ["Late"]
    assert "24" in drawn(markup)[2]


def test_what_is_picked_has_a_tick() -> None:
    markup = buttons(
        Choice("1.1", "Tea (ticked)", short="Tea", is_picked=True),
        Choice("1.2", "Coffee", short="Coffee"),
        Choice("1.3", "Milk", is_picked=True),
        Choice("1.4", "Done"),
    )
    assert drawn(markup) == [["✓ Tea", "Coffee", "✓ Milk"], ["Done"]]


def test_pages_open_and_a_conversation_goes_on_in_private() -> None:
    markup = buttons(
        Choice("1.1", "Join", url="https://meet.example.com/1"), Choice("1.2", "Go on in private", continues="c0de-1_x")
    )
    [join], [go_on] = markup.inline_keyboard
    assert (join.url, go_on.url) == ("https://meet.example.com/1", "https://t.me/slotwise_bot?start=c0de-1_x")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "tg://user?id=1",
        "http://localhost:3000/x",
        "https://",
        "https://a b.example",
        "https://x.example/\n",
        'https://x.example/"',
        "https://[::1",
        "https://x.example:99999/",
        "https://.example/",
        "https://x.example/" + "a" * 2048,
    ],
)
def test_a_page_that_telegram_refuses_has_no_button(url: str) -> None:
    assert drawn(buttons(Choice("1.1", "Join", url=url), Choice("1.2", "Move"))) == [["Move"]]


def test_sharing_says_what_it_asks_the_device_for() -> None:
    markup = buttons(Choice("1.1", "My place", share="location"), Choice("1.2", "My number", share="phone"))
    assert drawn(markup) == [["📍 My place", "📱 My number"]]
    data = [str(button.callback_data) for row in markup.inline_keyboard for button in row]
    assert [keyboard.asks_device(one) for one in data] == ["location", "phone"]
    assert [keyboard.decode(one) for one in data] == ["1.1", "1.2"]
    assert keyboard.asks_device("1:1.1") is None
    assert keyboard.asks_device("forged") is None


@settings(deadline=None)
@given(st.from_regex(r"[A-Za-z0-9._:-]{1,48}", fullmatch=True), st.sampled_from([None, "location", "phone"]))
def test_callback_data_is_short_and_reads_back(choice_id: str, share: keyboard.Share | None) -> None:
    data = keyboard.encode(choice_id, share)
    assert len(data.encode()) <= 64
    assert keyboard.decode(data) == choice_id
    assert keyboard.asks_device(data) == share


@settings(deadline=None)
@given(st.text(max_size=80))
def test_made_up_callback_data_names_at_most_a_choice(data: str) -> None:
    choice_id = keyboard.decode(data)
    assert choice_id is None or keyboard.encode(choice_id, keyboard.asks_device(data)) == data


@pytest.mark.parametrize("data", ["", "1:", "2:1.1", "1.1", "1:1.1\n", "1:a b", "1:1.1@home", "1:" + "a" * 49])
def test_what_is_not_ours_is_no_choice(data: str) -> None:
    assert keyboard.decode(data) is None
    assert not keyboard.lasts(data)


def test_an_id_that_no_choice_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no choice"):
        keyboard.encode("a b")


def test_a_pressed_choice_shows_as_taken() -> None:
    left = keyboard.taken(buttons(*TIMES), "1:2.3")
    accepted(left)
    assert drawn(left) == [["✓ 3:00 PM"]]
    assert left.inline_keyboard[0][0].callback_data == keyboard.IDLE


def test_a_ticked_choice_has_one_tick_when_it_is_taken() -> None:
    assert drawn(keyboard.taken(buttons(Choice("1.1", "Tea", is_picked=True)), "1:1.1")) == [["✓ Tea"]]


def test_what_is_not_in_a_keyboard_changes_nothing_in_it() -> None:
    markup = buttons(*TIMES)
    assert keyboard.taken(markup, "1:9.9") == markup
    assert keyboard.taken(markup, keyboard.IDLE) == markup


def test_an_old_keyboard_keeps_what_lasts() -> None:
    markup = buttons(
        *TIMES,
        Choice("2.8", "Join", url="https://meet.example.com/1"),
        Choice("move:uid1", "Move", lasts=True),
        Choice("cancel:uid1", "Cancel booking", lasts=True),
        Choice("2.9", "My place", share="location"),
    )
    reread = InlineKeyboardMarkup.de_json(markup.to_dict(), None)
    left = keyboard.stripped(reread)
    assert left is not None
    accepted(left)
    assert drawn(left) == [["Join", "Move"], ["Cancel booking"]]
    assert keyboard.stripped(left) == left


def test_nothing_is_left_where_nothing_lasts() -> None:
    assert keyboard.stripped(buttons(*TIMES)) is None


def test_too_many_choices_leave_room_for_the_way_on() -> None:
    times = [Choice(f"1.{n}", f"Time {n}", group=f"Day {n // 9}", short=f"{n:03}") for n in range(150)]
    markup = buttons(*times, Choice("1.999", "More times"))
    rows = drawn(markup)
    assert sum(map(len, rows)) <= keyboard.MOST
    assert rows[-1] == ["More times"]
    assert not rows[-2][0].startswith("—")


CHOICES = st.lists(
    st.builds(
        Choice,
        id=st.integers(1, 10**6).map(lambda number: f"1.{number}"),
        label=st.text(max_size=80),
        url=st.none() | st.text(max_size=30) | st.text(max_size=30).map("https://x.example/{}".format),
        group=st.none() | st.text(max_size=40),
        short=st.none() | st.text(max_size=20),
        day=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        is_picked=st.booleans(),
        share=st.none() | st.sampled_from(["location", "phone"]),
    ),
    max_size=30,
    unique_by=lambda choice: choice.id,
)


@settings(max_examples=40, deadline=None)
@given(CHOICES)
def test_any_choices_make_a_keyboard_that_telegram_takes(choices: list[Choice]) -> None:
    markup = rendered(Reply("Well?", tuple(choices))).keyboard
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            accepted(keyboard.taken(markup, str(button.callback_data)))
    left = keyboard.stripped(markup) if markup else None
    if left is not None:
        accepted(left)
