"""Flood limits, counted by a clock of the test's own."""

import pytest

from bot.evals.telegram import Limits, TelegramDouble
from tests.evals.telegram.calling import Bot, Clock, Refused, greeted, keyboard


async def test_two_messages_of_a_chat_within_a_second_are_a_violation() -> None:
    clock = Clock()
    double = TelegramDouble(ticks=clock)
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessage", chat_id=ana.id, text="one", reply_markup=keyboard([("x", "x")]))
    clock.now += 1
    await bot("editMessageText", chat_id=ana.id, message_id=2, text="two")
    assert double.violations == []
    clock.now += 0.5
    await bot("sendMessage", chat_id=ana.id, text="three")
    assert [(one.kind, one.method) for one in double.violations] == [("flood", "sendMessage")]
    assert ana.last.text == "three"


async def test_what_is_no_message_does_not_count() -> None:
    double = TelegramDouble(ticks=Clock())
    bot, ana = Bot(double), await greeted(double)
    await bot("sendMessage", chat_id=ana.id, text="one", reply_markup=keyboard([("x", "x")]))
    tap = await ana.tap("x")
    await bot("answerCallbackQuery", callback_query_id=tap.id)
    await bot("sendChatAction", chat_id=ana.id, action="typing")
    with pytest.raises(Refused, match="not modified"):
        await bot("editMessageText", chat_id=ana.id, message_id=2, text="one", reply_markup=keyboard([("x", "x")]))
    assert double.violations == []


async def test_thirty_messages_a_second_are_the_most_of_all_chats() -> None:
    clock = Clock()
    double = TelegramDouble(ticks=clock, enforce_floods=True)
    bot = Bot(double)
    chats = [await greeted(double, f"P{number}") for number in range(31)]
    for chat in chats[:30]:
        await bot("sendMessage", chat_id=chat.id, text="x")
    with pytest.raises(Refused) as refused:
        await bot("sendMessage", chat_id=chats[30].id, text="x")
    assert (refused.value.status, refused.value.parameters) == (429, {"retry_after": 1})
    assert len(chats[30].messages) == 1
    clock.now += 1
    await bot("sendMessage", chat_id=chats[29].id, text="y")


async def test_twenty_messages_a_minute_are_the_most_of_a_group() -> None:
    clock = Clock()
    double = TelegramDouble(ticks=clock, enforce_floods=True)
    bot, group = Bot(double), double.group("Team")
    for _ in range(20):
        await bot("sendMessage", chat_id=group.id, text="x")
        clock.now += 1
    with pytest.raises(Refused) as refused:
        await bot("sendMessage", chat_id=group.id, text="x")
    assert refused.value.parameters == {"retry_after": 40}
    clock.now += 60
    await bot("sendMessage", chat_id=group.id, text="x")


async def test_a_bot_that_was_told_to_wait_waits() -> None:
    clock = Clock()
    double = TelegramDouble(ticks=clock)
    bot, ana, ben = Bot(double), await greeted(double), await greeted(double, "Ben")
    for waited, violations in ((3.0, 0), (2.0, 1)):
        double.fail("sendMessage", 429, retry_after=3, chat_id=ana.id)
        with pytest.raises(Refused):
            await bot("sendMessage", chat_id=ana.id, text="x")
        await bot("sendMessage", chat_id=ben.id, text="x")
        clock.now += waited
        await bot("sendMessage", chat_id=ana.id, text="x")
        assert [one.kind for one in double.violations] == ["flood"] * violations
        clock.now += 1


async def test_limits_are_the_tests_to_choose() -> None:
    double = TelegramDouble(ticks=Clock(), limits=Limits(chat_interval=0, per_second=2))
    bot, ana = Bot(double), await greeted(double)
    for _ in range(3):
        await bot("sendMessage", chat_id=ana.id, text="x")
    assert [one.detail for one in double.violations] == ["more than 2 messages in a second"]
