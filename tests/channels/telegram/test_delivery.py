"""What stands in the way of an answer, and that it gets there all the same."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import delivery
from bot.message import Attachment, Choice, Notice, Reply
from tests.channels.telegram.phones import Phone, Scripted, Telegram, telegram_world

TIMES = Reply("When?", (Choice("1.1", "Tue 3:00 PM"), Choice("1.2", "Tue 4:00 PM")))
ASKED = Reply("Your topic?", (Choice("2.1", "Sales"), Choice("2.2", "Support")))
FILE = Reply("Booked!", attachments=(Attachment("invite.ics", b"BEGIN:VCALENDAR", "text/calendar"),))


@pytest.fixture
def app() -> Scripted:
    return Scripted()


@pytest.fixture
async def world(app: Scripted, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Telegram]:
    monkeypatch.setattr(delivery, "PAUSES", (0.01,) * 200)
    async with telegram_world(app) as opened:
        yield opened


@pytest.fixture
def ana(world: Telegram) -> Phone:
    return world.phone()


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.replies]


async def state_of(world: Telegram, phone: Phone) -> str | None:
    chat = await world.store.channel.chat(str(phone.side.id))
    return chat.state if chat is not None else None


async def test_the_same_words_go_out_plain_when_telegram_refuses_the_markup(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [Reply("1 < 2 & <b>3</b>", TIMES.choices), ASKED]
    world.double.fail("sendMessage", 400, description="Bad Request: can't parse entities: no such tag")
    await ana.say("hi")
    assert texts(ana) == ["1 < 2 & <b>3</b>"]
    assert ana.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]
    world.double.fail("editMessageText", 400, description="Bad Request: can't parse entities: no such tag")
    await ana.tap("Tue 3:00 PM")
    assert texts(ana) == ["Your topic?"]


async def test_the_words_go_out_alone_when_telegram_refuses_the_buttons(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES]
    world.double.fail(
        "sendMessage",
        400,
        description="Bad Request: BUTTON_DATA_INVALID",
        times=100,
        where=lambda call: "reply_markup" in call,
    )
    await ana.say("hi")
    assert texts(ana) == ["When?"]
    assert ana.labels == []


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_an_answer_waits_for_a_server_that_fails(world: Telegram, ana: Phone, app: Scripted, status: int) -> None:
    app.replies = [TIMES, FILE]
    world.double.fail("sendMessage", status, times=3)
    await ana.say("hi")
    world.double.fail("editMessageText", status, times=2)
    world.double.fail("sendDocument", status, times=2)
    await ana.tap("Tue 3:00 PM")
    assert [message.text or "a file" for message in ana.replies] == ["Booked!", "a file"]


async def test_an_answer_outlasts_a_cut_of_the_network(world: Telegram, ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED]
    said = await ana.begun(ana.side.send("hi"))
    world.double.cut()
    await asyncio.sleep(0.1)
    assert texts(ana) == []
    world.double.mend()
    await said
    assert texts(ana) == ["When?"]
    tapped = await ana.begun(ana.side.tap("Tue 3:00 PM"))
    world.double.cut()
    await asyncio.sleep(0.1)
    world.double.mend()
    await tapped
    assert texts(ana) == ["Your topic?"]


async def test_a_chat_that_cannot_be_reached_holds_up_no_other(world: Telegram, ana: Phone, app: Scripted) -> None:
    ben = world.phone("Ben")
    world.double.fail("sendMessage", 500, times=1000, chat_id=ana.side.id)
    waiting = await ana.begun(ana.side.send("hi"))
    await ben.say("hello")
    assert texts(ben) == ["You wrote: hello"]
    assert not waiting.done()
    world.double.faults.clear()
    await waiting
    assert texts(ana) == ["You wrote: hi"]


async def test_an_answer_is_given_up_after_a_while_and_the_next_one_is_given(
    world: Telegram, ana: Phone, app: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    world.double.fail("sendMessage", 500, times=201)
    await ana.say("my secret")
    assert texts(ana) == []
    assert "could not be delivered" in caplog.text
    assert "secret" not in caplog.text
    await ana.say("hello?")
    assert texts(ana) == ["You wrote: hello?"]


async def test_a_lost_answer_to_an_edit_is_made_good_by_the_same_edit(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES, ASKED]
    await ana.say("hi")
    world.double.drop("editMessageText", after_acting=True)
    await ana.tap("Tue 3:00 PM")
    assert texts(ana) == ["Your topic?"]
    assert ana.labels == ["Sales", "Support"]


async def test_an_answer_whose_arrival_is_not_known_comes_rather_twice_than_not(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES, ASKED]
    world.double.drop("sendMessage", after_acting=True)
    await ana.say("hi")
    assert texts(ana) == ["When?", "When?"]
    await ana.tap("Tue 3:00 PM", on=ana.replies[-1])
    assert texts(ana)[-1] == "Your topic?"


async def test_a_card_that_cannot_be_edited_is_sent_anew(world: Telegram, ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED]
    await ana.say("hi")
    world.double.fail("editMessageText", 400, description="Bad Request: message can't be edited")
    await ana.tap("Tue 3:00 PM")
    assert texts(ana) == ["When?", "Your topic?"]


async def test_somebody_who_blocked_the_bot_is_left_alone_until_they_write(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    await ana.say("hi")
    app.may_answer.clear()
    turn = await ana.begun(ana.side.send("are you there?"))
    ana.side.chat.is_blocked = True
    app.may_answer.set()
    await turn
    assert await state_of(world, ana) == "blocked"
    calls = len(world.double.calls)
    ben = world.phone("Ben")
    app.replies = [Reply("Booked!", notices=(Notice(f"telegram:{ana.side.id}", "Booked for Tuesday."),))]
    await ben.say("book")
    assert {call.parameters["chat_id"] for call in world.double.calls[calls:]} == {ben.side.id}
    ana.side.chat.is_blocked = False
    await ana.say("I am back")
    assert await state_of(world, ana) == "open"
    assert texts(ana)[-1] == "You wrote: I am back"


async def test_blocking_and_coming_back_are_noted_as_they_happen(world: Telegram, ana: Phone) -> None:
    await ana.say("hi")
    await world.handled(ana.side.person.block())
    assert await state_of(world, ana) == "blocked"
    await world.handled(ana.side.person.unblock())
    assert await state_of(world, ana) == "open"


async def test_a_group_that_moves_is_followed_with_what_was_being_arranged(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    team = world.double.group("Team", members=[ana.side.person], is_supergroup=False)
    there = world.at(ana.side.person, team)
    await there.say("@slotwise_bot book")
    before = len(world.updates)
    new = await team.upgrade(by=ana.side.person)
    await world.deliver(world.updates[before:])
    after = world.at(ana.side.person, new)
    await after.say("@slotwise_bot tuesday")
    assert texts(after) == ["You wrote: tuesday"]
    assert app.asked[-1].conversation_id == f"telegram:{new.id}:0:{ana.side.id}"
    old = await world.store.channel.chat(str(team.id))
    assert old is not None
    assert old.moved_to == str(new.id)


async def test_an_answer_that_meets_a_moved_group_goes_after_it(world: Telegram, ana: Phone, app: Scripted) -> None:
    team = world.double.group("Team", members=[ana.side.person], is_supergroup=False)
    there = world.at(ana.side.person, team)
    app.may_answer.clear()
    turn = await there.begun(there.side.send("@slotwise_bot book"))
    new = await team.upgrade(by=ana.side.person)
    app.may_answer.set()
    await turn
    after = world.at(ana.side.person, new)
    assert [message.text for message in after.replies] == ["You wrote: book"]
    conversation = f"telegram:{new.id}:0:{ana.side.id}"
    live = await world.store.channel.live_card(conversation)
    assert live is not None
    assert live.chat_id == str(new.id)


async def test_an_answer_goes_to_the_chat_when_its_topic_is_gone(world: Telegram, ana: Phone, app: Scripted) -> None:
    team = world.double.group("Team", members=[ana.side.person], topics=True)
    topic = await team.topic("Meetings", by=ana.side.person)
    there = world.at(ana.side.person, team, topic)
    app.may_answer.clear()
    turn = await there.begun(there.side.send("@slotwise_bot book"))
    world.double.fail(
        "sendMessage",
        400,
        description="Bad Request: message thread not found",
        where=lambda call: "message_thread_id" in call,
    )
    app.may_answer.set()
    await turn
    answer = team.messages[-1]
    assert (answer.text, answer.thread_id) == ("You wrote: book", None)


async def test_a_group_that_put_the_bot_out_is_marked(world: Telegram, ana: Phone, app: Scripted) -> None:
    team = world.double.group("Team", members=[ana.side.person])
    there = world.at(ana.side.person, team)
    app.may_answer.clear()
    turn = await there.begun(there.side.send("@slotwise_bot book"))
    team.chat.bot_standing = "kicked"
    app.may_answer.set()
    await turn
    assert await state_of(world, there) == "removed"


async def test_a_wait_that_telegram_asks_for_is_waited(world: Telegram, ana: Phone, app: Scripted) -> None:
    world.double.fail("sendMessage", 429, retry_after=1, times=2)
    await ana.say("hi")
    assert texts(ana) == ["You wrote: hi"]
