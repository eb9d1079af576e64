"""Messages that the bot sends, edits and deletes, and the words in which it is refused."""

from typing import Any

import pytest

from bot.evals.telegram import TelegramDouble
from tests.evals.telegram.calling import Bot, Refused, greeted, keyboard, unlimited
from tests.telegram_oracle import answer_oracle

LONG = "😀" * 2048
YES_NO = keyboard([("Yes", "y"), ("No", "n")])


async def refusal(bot: Bot, method: str, **parameters: Any) -> str:
    with pytest.raises(Refused) as refused:
        await bot(method, **parameters)
    return refused.value.description


async def test_a_message_is_shown_and_given_back() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double, language_code="pt-br")
    sent = await bot(
        "sendMessage",
        chat_id=ana.id,
        text="<b>Hi</b>, see cal.com ",
        parse_mode="HTML",
        reply_markup=YES_NO,
        reply_parameters={"message_id": 1},
    )
    answer_oracle("Message", sent)
    assert sent["text"] == "Hi, see cal.com"
    assert [entity["type"] for entity in sent["entities"]] == ["bold", "url"]
    assert sent["reply_to_message"]["text"] == "hi"
    assert (ana.last.text, ana.last.labels, ana.last.is_from_bot) == ("Hi, see cal.com", ["Yes", "No"], True)
    assert ana.last.marked("bold") == ["Hi"]
    assert ana.button("No")[1].data == "n"
    assert double.violations == []


async def test_a_text_may_have_4096_code_units_after_parsing_and_no_more() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessage", chat_id=ana.id, text=f"<b>{LONG}</b>\n", parse_mode="HTML")
    assert await refusal(bot, "sendMessage", chat_id=ana.id, text=f"{LONG}a") == "Bad Request: message is too long"
    for empty in ("", " \n ", "<b> </b>"):
        said = await refusal(bot, "sendMessage", chat_id=ana.id, text=empty, parse_mode="HTML")
        assert said == "Bad Request: message text is empty"


async def test_broken_markup_is_refused_and_listed() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    said = await refusal(bot, "sendMessage", chat_id=ana.id, text="Tom & Ana", parse_mode="HTML")
    assert said.startswith("Bad Request: can't parse entities: ")
    assert [call.method for call in double.refused] == ["sendMessage"]
    assert len(ana.messages) == 1
    assert await refusal(bot, "sendMessage", chat_id=ana.id, text="*x*", parse_mode="MarkdownV2")


@pytest.mark.parametrize(
    ("reason", "arrange"),
    [
        ("Bad Request: chat not found", lambda ana: {"chat_id": 4711}),
        ("Bad Request: chat not found", lambda ana: {"chat_id": "@somebody"}),
        ("Bad Request: chat_id is empty", lambda ana: {"chat_id": None}),
        ("Bad Request: message to be replied not found", lambda ana: {"reply_parameters": {"message_id": 99}}),
        ("Bad Request: message thread not found", lambda ana: {"message_thread_id": 5}),
    ],
)
async def test_a_message_needs_a_place_to_go(reason: str, arrange: Any) -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    assert await refusal(bot, "sendMessage", **({"chat_id": ana.id, "text": "x"} | arrange(ana))) == reason


async def test_an_answer_to_a_message_that_is_gone_may_go_without_it() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    to = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await bot("sendMessage", chat_id=ana.id, text="x", reply_parameters=to)


async def test_a_person_who_never_wrote_or_blocked_the_bot_is_not_reached() -> None:
    double = unlimited()
    bot, ben = Bot(double), double.person("Ben")
    assert (
        await refusal(bot, "sendMessage", chat_id=ben.id, text="x")
        == "Forbidden: bot can't initiate conversation with a user"
    )
    await ben.private().send("hi")
    await ben.block()
    for method in ("sendMessage", "editMessageText"):
        with pytest.raises(Refused, match="Forbidden: bot was blocked by the user") as refused:
            await bot(method, chat_id=ben.id, text="x", message_id=1)
        assert refused.value.status == 403
    await ben.unblock()
    await bot("sendMessage", chat_id=ben.id, text="x")


async def test_an_edit_changes_the_card_and_keeps_what_it_said_before() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    sent = await bot("sendMessage", chat_id=ana.id, text="Pick", reply_markup=YES_NO)
    edited = await bot("editMessageText", chat_id=ana.id, message_id=sent["message_id"], text="Picked")
    answer_oracle("Message", edited)
    assert (ana.last.text, ana.last.earlier, ana.last.labels) == ("Picked", ["Pick"], [])
    assert ana.chat.log == [ana.last, ana.last]
    assert edited["edit_date"] >= edited["date"]


async def test_an_edit_that_changes_nothing_is_refused() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    sent = await bot("sendMessage", chat_id=ana.id, text="Pick", reply_markup=YES_NO)
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    for method, same in (("editMessageText", {"text": " Pick "}), ("editMessageReplyMarkup", {})):
        said = await refusal(bot, method, **where, **same, reply_markup=YES_NO)
        assert said.startswith("Bad Request: message is not modified: ")
    await bot("editMessageReplyMarkup", **where)
    assert ana.last.labels == []
    assert "not modified" in await refusal(bot, "editMessageReplyMarkup", **where, reply_markup={"inline_keyboard": []})


async def test_only_own_messages_that_are_there_and_have_no_other_markup_can_be_edited() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)

    async def edit(message_id: int, **more: Any) -> str:
        return await refusal(bot, "editMessageText", chat_id=ana.id, message_id=message_id, text="y", **more)

    assert await edit(99) == "Bad Request: message to edit not found"
    assert await edit(1) == "Bad Request: message can't be edited"
    for other in ({"force_reply": True}, {"remove_keyboard": True}, {"keyboard": [["Yes"]]}):
        sent = await bot("sendMessage", chat_id=ana.id, text="x", reply_markup=other)
        assert await edit(sent["message_id"]) == "Bad Request: message can't be edited"
    plain = await bot("sendMessage", chat_id=ana.id, text="x")
    assert (
        await edit(plain["message_id"], reply_markup={"force_reply": True}) == "Bad Request: inline keyboard expected"
    )
    assert await bot("deleteMessage", chat_id=ana.id, message_id=plain["message_id"])
    assert await edit(plain["message_id"]) == "Bad Request: message to edit not found"
    assert (
        await refusal(bot, "deleteMessage", chat_id=ana.id, message_id=plain["message_id"])
        == "Bad Request: message to delete not found"
    )


async def test_a_tap_is_answered_once_and_in_time() -> None:
    ticks = [0.0]
    double = unlimited(ticks=lambda: ticks[0])
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessage", chat_id=ana.id, text="Pick", reply_markup=YES_NO)
    gone = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    tap = await ana.tap("Yes")
    assert double.unanswered == [tap]
    ticks[0] += 0.5
    await bot("answerCallbackQuery", callback_query_id=tap.id, text="Taken", show_alert=True)
    assert (tap.waited, tap.is_alert, ana.toasts, double.unanswered) == (0.5, True, ["Taken"], [])
    assert await refusal(bot, "answerCallbackQuery", callback_query_id=tap.id) == gone
    assert await refusal(bot, "answerCallbackQuery", callback_query_id="17") == gone

    late = await ana.tap("No")
    ticks[0] += 16
    assert await refusal(bot, "answerCallbackQuery", callback_query_id=late.id) == gone
    again = await ana.tap("No")
    assert await refusal(bot, "answerCallbackQuery", callback_query_id=again.id, text="x" * 201)
    assert await bot("answerCallbackQuery", callback_query_id=again.id, text="x" * 200)


async def test_a_tap_on_a_message_that_was_deleted_tells_where_it_stood() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    sent = await bot("sendMessage", chat_id=ana.id, text="Pick", reply_markup=YES_NO)
    card = ana.last
    await bot("deleteMessage", chat_id=ana.id, message_id=sent["message_id"])
    tap = await ana.tap_data(card, "forged")
    assert tap.update is not None
    assert tap.update["callback_query"]["message"]["date"] == 0
    assert double.violations == []


async def test_typing_is_seen_for_five_seconds_or_until_the_answer() -> None:
    ticks = [0.0]
    double = unlimited(ticks=lambda: ticks[0])
    bot, ana = Bot(double), await greeted(double)
    await bot("sendChatAction", chat_id=ana.id, action="typing")
    assert ana.is_typing
    ticks[0] += 5
    assert not ana.is_typing
    await bot("sendChatAction", chat_id=ana.id, action="typing")
    await bot("sendMessage", chat_id=ana.id, text="x")
    assert not ana.is_typing
    assert await refusal(bot, "sendChatAction", chat_id=ana.id, action="dancing")


async def test_a_draft_is_for_private_chats_and_gives_way_to_the_message() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessageDraft", chat_id=ana.id, draft_id=1, text="I th")
    await bot("sendMessageDraft", chat_id=ana.id, draft_id=1, text="I think")
    assert (ana.chat.draft, ana.chat.drafts) == ("I think", ["I th", "I think"])
    await bot("sendMessage", chat_id=ana.id, text="I think so")
    assert ana.chat.draft is None
    assert await refusal(bot, "sendMessageDraft", chat_id=ana.id, draft_id=0, text="x")
    group = double.group("Team", members=[ana.person])
    assert await refusal(bot, "sendMessageDraft", chat_id=group.id, draft_id=1, text="x")


async def test_a_parameter_that_a_method_has_not_is_a_violation_of_both_opinions() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessage", chat_id=ana.id, text="x", parsemode="HTML")
    await bot("sendMessage", chat_id=ana.id, text="x", reply_to_message_id=1)
    button = {"text": "x", "callback_data": "x", "color": "red"}
    await bot("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert [(one.kind, one.method) for one in double.violations] == [
        ("parameter", "sendMessage"),
        ("parameter", "sendMessage"),
        ("hook", "sendMessage"),
        ("markup", "sendMessage"),
    ]


async def test_a_method_that_the_double_has_not_is_not_found() -> None:
    with pytest.raises(Refused) as refused:
        await Bot(TelegramDouble())("sendDice", chat_id=1)
    assert (refused.value.status, refused.value.description) == (404, "Not Found")
