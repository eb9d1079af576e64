"""What people do, and what the bot hears of it; every update is read by two libraries that know the API."""

from datetime import UTC, datetime

import pytest

from bot.evals.telegram import TelegramDouble
from tests.evals.telegram.calling import Bot, Refused, greeted, keyboard, unlimited


async def heard(bot: Bot) -> list[dict[str, object]]:
    """The updates since the last time, confirmed."""
    updates: list[dict[str, object]] = await bot("getUpdates")
    if updates:
        await bot("getUpdates", offset=int(str(updates[-1]["update_id"])) + 1)
    return updates


async def test_every_kind_of_message_is_told_as_telegram_tells_it() -> None:
    double = unlimited(clock=lambda: datetime(2026, 3, 6, 9, tzinfo=UTC))
    bot, ana, ben = Bot(double), double.person("Ana", last_name="Silva", language_code="pt"), double.person("Ben")
    side = ana.private()
    first = await side.send("/start 30min")
    await side.reply(first, "see a@b.co")
    await side.forward("lunch on Friday at 12?", from_=ben)
    await side.forward("secret", from_="Somebody")
    await side.edit(first, "/start 60min")
    await side.share_contact("+351912345678")
    await side.share_contact("+351912345679", of=ben)
    await side.share_location(38.72, -9.14)
    await side.voice(b"ogg", 2)
    await side.audio(b"mp3", 200)
    await side.photo("look")
    await side.sticker()
    await side.document("plan.pdf", b"%PDF")
    updates = await heard(bot)
    assert double.violations == []
    told = [update.get("message") or update["edited_message"] for update in updates]
    assert all(isinstance(one, dict) and one["date"] == 1772787600 for one in told)
    assert told[0]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]  # type: ignore[index]
    assert told[1]["reply_to_message"]["text"] == "/start 30min"  # type: ignore[index]
    assert told[2]["forward_origin"]["sender_user"]["first_name"] == "Ben"  # type: ignore[index]
    assert "edited_message" in updates[4]
    assert told[5]["contact"]["user_id"] == ana.id  # type: ignore[index]
    assert told[6]["contact"]["user_id"] == ben.id  # type: ignore[index]
    assert told[0]["from"]["language_code"] == "pt"  # type: ignore[index]
    assert len(updates) == 13


async def test_a_voice_message_can_be_fetched_and_one_that_is_too_big_can_not() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    sent = await ana.voice(b"\x00\r\n\xff" * 100, 3)
    file = await bot("getFile", file_id=sent.content["voice"]["file_id"])
    fetched = await bot.http.get(f"/file/bot{double.token}/{file['file_path']}")
    assert fetched.content == b"\x00\r\n\xff" * 100
    assert (await bot.http.get(f"/file/bot1:wrong/{file['file_path']}")).status_code == 404
    big = await ana.voice(b"x", 9000, size=20_000_001)
    with pytest.raises(Refused, match="file is too big"):
        await bot("getFile", file_id=big.content["voice"]["file_id"])


async def test_a_tap_finds_its_button_by_label_on_the_newest_message() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    for data in ("old", "new"):
        await bot(
            "sendMessage", chat_id=ana.id, text="Pick", reply_markup=keyboard([("10:00", data), ("10:00", "2nd")])
        )
    assert (await ana.tap("10:00")).data == "new"
    assert (await ana.tap("10:00", nth=1)).data == "2nd"
    assert (await ana.tap("10:00", on=ana.replies[0])).data == "old"
    with pytest.raises(LookupError, match=r"Slotwise \(#3\): Pick"):
        await ana.tap("11:00")


async def test_a_link_leads_to_the_private_chat() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana")
    group = double.group("Team", members=[ana])
    link = {"inline_keyboard": [[{"text": "Go on", "url": f"https://t.me/{double.bot.username}?start=abc_1"}]]}
    await bot("sendMessage", chat_id=group.id, text="In private", reply_markup=link)
    side = await ana.open(ana.at(group).link("Go on"))
    assert (side.id, side.last.text) == (ana.id, "/start abc_1")
    with pytest.raises(LookupError):
        await ana.at(group).tap("Go on")
    with pytest.raises(LookupError):
        await ana.open("https://t.me/other_bot?start=x")


async def test_in_a_group_a_bot_hears_what_is_meant_for_it() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana")
    group = double.group("Team", members=[ana])
    there = ana.at(group)
    await bot("sendMessage", chat_id=group.id, text="Hello")
    card = group.last
    await there.send("lunch?")
    await there.send("/book@other_bot")
    assert await heard(bot) == []
    await there.mention("when is Bailey free?")
    await there.command("book@Slotwise_Bot 30 minutes")
    await there.command("/book")
    await there.reply(card, "this one")
    assert len(await heard(bot)) == 4
    double.privacy_mode = False
    await there.send("lunch?")
    assert len(await heard(bot)) == 1
    assert double.violations == []


async def test_topics_have_messages_of_their_own() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana")
    group = double.group("Team", members=[ana], topics=True)
    sales = await group.topic("Sales", by=ana)
    sent = await ana.at(group, sales).mention("hi")
    assert sent.update is not None
    told = sent.update["message"]
    assert (told["message_thread_id"], told["is_topic_message"]) == (sales, True)
    assert told["reply_to_message"]["forum_topic_created"]["name"] == "Sales"
    await bot("sendMessage", chat_id=group.id, text="here", message_thread_id=sales)
    await bot("sendMessage", chat_id=group.id, text="elsewhere")
    assert [message.text for message in ana.at(group, sales).replies] == ["here"]
    assert "in Sales" in group.screen()
    assert double.violations == []


async def test_a_bot_learns_where_it_stands() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    group = double.group("Team", members=[ana.person], is_supergroup=False)
    await heard(bot)
    await ana.person.block()
    await ana.person.unblock()
    await group.remove_bot(ana.person)
    await ana.person.at(group).mention("still there?")
    updates = await heard(bot)
    stands = [one["my_chat_member"]["new_chat_member"]["status"] for one in updates]  # type: ignore[index]
    assert stands == ["kicked", "member", "kicked"]
    with pytest.raises(Refused, match="Forbidden: bot was kicked from the group chat"):
        await bot("sendMessage", chat_id=group.id, text="x")
    await group.add_bot(ana.person)
    await bot("sendMessage", chat_id=group.id, text="back")
    assert double.violations == []


async def test_an_upgraded_group_says_where_it_went() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana")
    old = double.group("Team", members=[ana], is_supergroup=False)
    new = await old.upgrade(ana)
    with pytest.raises(Refused, match="upgraded to a supergroup") as refused:
        await bot("sendMessage", chat_id=old.id, text="x")
    assert refused.value.parameters == {"migrate_to_chat_id": new.id}
    await bot("sendMessage", chat_id=new.id, text="x")
    told = [update["message"] for update in await heard(bot)]
    assert [one.get("migrate_to_chat_id") or one.get("migrate_from_chat_id") for one in told] == [new.id, old.id]  # type: ignore[attr-defined]
    with pytest.raises(LookupError):
        await ana.at(old).send("anybody here?")
    assert double.violations == []


async def test_people_come_and_go() -> None:
    double = unlimited()
    bot, ana, ben = Bot(double), double.person("Ana"), double.person("Ben")
    group = double.group("Team", members=[ana])
    await group.join(ben)
    await ben.at(group).mention("hi")
    await group.leave(ben)
    with pytest.raises(LookupError):
        await ben.at(group).send("hi")
    assert len(await heard(bot)) == 3
    assert double.violations == []


async def test_an_answer_in_a_supergroup_without_topics_carries_a_thread_where_nothing_can_be_sent() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana")
    group = double.group("Team", members=[ana])
    await bot("sendMessage", chat_id=group.id, text="Hello")
    answer = await ana.at(group).reply(group.last, "hi")
    assert answer.update is not None
    thread = answer.update["message"]["message_thread_id"]
    assert "is_topic_message" not in answer.update["message"]
    with pytest.raises(Refused, match="message thread not found"):
        await bot("sendMessage", chat_id=group.id, text="x", message_thread_id=thread)


async def test_the_screen_reads_like_a_chat() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    card = await bot("sendMessage", chat_id=ana.id, text="Pick", reply_markup=keyboard([("Yes", "y"), ("No", "n")]))
    await bot(
        "editMessageText",
        chat_id=ana.id,
        message_id=card["message_id"],
        text="Pick\none",
        reply_markup=keyboard([("Yes", "y")]),
    )
    tap = await ana.tap("Yes")
    await bot("answerCallbackQuery", callback_query_id=tap.id, text="Taken")
    await bot("sendChatAction", chat_id=ana.id, action="typing")
    assert ana.screen().splitlines() == [
        "== Ana in private ==",
        "Ana (#1): hi",
        "Slotwise (#2, edited): Pick",
        "    one",
        "    [Yes]",
        "Slotwise is typing",
        "(shown for a moment: Taken)",
    ]


async def test_waiting_in_vain_shows_the_screen() -> None:
    ana = await greeted(TelegramDouble())
    with pytest.raises(TimeoutError, match=r"Ana \(#1\): hi"):
        await ana.answered(timeout=0.01)
