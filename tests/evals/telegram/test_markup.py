"""Keyboards: what fits, and what Telegram takes none of."""

from typing import Any

import pytest

from bot.evals.telegram.errors import ApiError
from bot.evals.telegram.markup import checked
from tests.evals.telegram.calling import Bot, greeted, unlimited


def look(markup: object, *, is_private: bool = True) -> list[str]:
    notes: list[str] = []
    checked(markup, is_private=is_private, note=notes.append)
    return notes


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x"} | button]]}


@pytest.mark.parametrize(
    "markup",
    [
        inline(callback_data="é" * 32),
        inline(url="https://t.me/slotwise_bot?start=30min"),
        inline(copy_text={"text": "ana@example.org"}, style="success"),
        {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 12},
        {"keyboard": [["x", {"text": "y", "request_contact": True}]], "one_time_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "Your name"},
        {"remove_keyboard": True},
    ],
)
def test_markups_within_the_limits_are_taken(markup: dict[str, Any]) -> None:
    assert look(markup) == []


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (inline(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(text=" ", callback_data="x"), "must be non-empty"),
        (inline(), "Text buttons are unallowed"),
        (inline(url="https://x.io", callback_data="x"), "only one of callback_data and url"),
        (inline(url="javascript:alert(1)"), "Wrong HTTP URL"),
        (inline(url="http://localhost/x"), "Wrong HTTP URL"),
        (inline(url="https://x.io/a b"), "Wrong HTTP URL"),
        (inline(copy_text={"text": "x" * 257}), "1 to 256"),
        (inline(callback_data="x", style="red"), "no style"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}, "reply markup is too long"),
        ({"inline_keyboard": [[]]}, "a row has no buttons"),
        ({"inline_keyboard": [{"text": "x"}]}, "array of arrays"),
        ({"force_reply": True, "input_field_placeholder": "x" * 65}, "1 to 64"),
        ({"force_reply": True, "inline_keyboard": []}, "only one kind"),
        ({"force_reply": False}, "must be True"),
        ({"keyboard": [[{"text": "x", "request_contact": True, "request_location": True}]]}, "only one of"),
        ({}, "object expected"),
        ("x", "object expected"),
    ],
)
def test_markups_beyond_the_limits_are_refused(markup: object, reason: str) -> None:
    with pytest.raises(ApiError, match=reason):
        look(markup)


def test_a_phone_number_is_asked_for_in_private_only() -> None:
    markup = {"keyboard": [[{"text": "Share", "request_contact": True}]]}
    with pytest.raises(ApiError, match="private chats only"):
        look(markup, is_private=False)


def test_fields_that_a_markup_has_not_are_noted() -> None:
    assert len(look({"force_reply": True, "placeholder": "x"})) == 1
    assert len(look(inline(callback_data="x", colour="red"))) == 1


async def test_a_reply_keyboard_stays_until_it_is_removed() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    share = {"keyboard": [[{"text": "Share my number", "request_contact": True}], ["Later"]]}
    await bot("sendMessage", chat_id=ana.id, text="Your number?", reply_markup=share)
    assert ana.keyboard == [["Share my number"], ["Later"]]
    pressed = await ana.press("Later")
    assert pressed.text == "Later"
    await bot("sendMessage", chat_id=ana.id, text="Fine", reply_markup={"remove_keyboard": True})
    assert ana.keyboard == []
    await bot("sendMessage", chat_id=ana.id, text="x", reply_markup=share | {"one_time_keyboard": True})
    await ana.share_contact("+351912345678")
    assert ana.keyboard == []


async def test_what_is_written_to_a_forced_reply_is_the_reply() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    forced = {"force_reply": True, "input_field_placeholder": "Name"}
    await bot("sendMessage", chat_id=ana.id, text="Your name?", reply_markup=forced)
    question = ana.last
    assert ana.placeholder == "Name"
    assert (await ana.send("Ana")).reply_to is question
    assert ana.placeholder is None
    assert (await ana.send("and more")).reply_to is None
