"""Bookings as people make them on their phones, with the real conversation, calendar and store."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
import telegram

from bot.message import Reply
from tests.channels.telegram.phones import Phone, Scripted, Telegram, telegram_world

BOOK = "book the 30 min meeting tomorrow at 3pm, I am in Lisbon, I am Ana Silva, ana@example.com"


@pytest.fixture
async def world() -> AsyncIterator[Telegram]:
    async with telegram_world() as opened:
        yield opened


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.replies if message.document is None]


async def booked(world: Telegram, text: str = BOOK) -> Phone:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say(text)
    await ana.tap("Confirm")
    assert len(world.bookings()) == 1, ana.side.screen()
    return ana


async def test_a_booking_is_one_message_and_a_file(world: Telegram) -> None:
    ana = await booked(world)
    assert [bool(message.document) for message in ana.replies] == [False, True]
    assert ana.card.text.startswith("Booked!")
    assert "Confirm" not in ana.labels
    file = ana.replies[-1].document
    assert file is not None
    assert file.name.endswith(".ics")
    assert file.content.startswith(b"BEGIN:VCALENDAR")
    assert world.double.unanswered == []


async def test_custom_fields_are_asked_on_the_card(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say("book a consultation tomorrow at 3pm, I am in Lisbon, ana@example.com")
    await ana.tap("10-50")
    assert len(ana.replies) == 1
    await ana.say("about our roadmap")
    await ana.tap("Confirm")
    (booking,) = world.bookings()
    assert booking["bookingFieldsResponses"]["company_size"] == "10-50"
    assert booking["bookingFieldsResponses"]["notes"] == "about our roadmap"
    assert len(texts(ana)) == 2


async def test_a_booking_is_moved_by_its_own_button(world: Telegram) -> None:
    ana = await booked(world)
    await ana.tap("Move")
    await ana.say("wednesday at 4pm")
    await ana.tap("Confirm")
    (booking,) = world.bookings()
    assert booking["start"].startswith("2026-11-25T16:00")
    assert len([message for message in ana.replies if message.document]) == 2


async def test_a_booking_is_cancelled_by_its_own_button_also_after_other_talk_and_a_restart(world: Telegram) -> None:
    ana = await booked(world)
    card = ana.card
    await ana.say("what can you do?")
    assert set(card.labels) >= {"Move", "Cancel booking"}
    await world.restart()
    await ana.tap("Cancel booking", on=card)
    assert len(world.bookings()) == 1
    await ana.tap("Confirm")
    assert world.bookings() == []


async def test_paging_through_times_changes_one_card(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say("book the 30 min meeting this week, I am in Lisbon, ana@example.com")
    assert "— Mon, Nov 23 —" in ana.labels
    await ana.tap("More times")
    assert len(ana.replies) == 1
    assert "— Thu, Nov 26 —" in ana.labels
    assert "— Mon, Nov 23 —" not in ana.labels


async def test_bookings_are_listed(world: Telegram) -> None:
    ana = await booked(world)
    await ana.say("my bookings")
    assert "30 Min Meeting" in ana.card.text
    assert "3:00 PM" in ana.card.text


async def test_two_quick_taps_on_confirm_book_once_and_leave_the_confirmation(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say(BOOK)
    card = ana.card
    world.fault("bookings.create", "delay", seconds=0.2)
    first = await ana.begun(ana.side.tap("Confirm"))
    second = await ana.begun(ana.side.tap("Confirm", on=card))
    await asyncio.gather(first, second)
    await world.idle()
    assert len(world.bookings()) == 1
    assert ana.card.text.startswith("Booked!")
    assert "Cancel booking" in ana.labels
    assert len([message for message in ana.replies if message.document]) == 1
    assert world.double.unanswered == []


async def test_a_tap_on_a_finished_card_says_so_and_acts_no_more(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say(BOOK)
    card, confirm = ana.card, ana.side.button("Confirm")[1].data
    assert confirm is not None
    await ana.say("rather wednesday at 4pm")
    await ana.tap_data(card, confirm)
    assert world.bookings() == []
    assert ana.toasts, ana.side.screen()
    await ana.tap("Confirm")
    assert world.bookings()[0]["start"].startswith("2026-11-25T16:00")


async def test_while_the_calendar_is_slow_the_tap_is_answered_and_shown_as_taken(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say(BOOK)
    world.fault("bookings.create", "delay", seconds=2.0)
    turn = await ana.begun(ana.side.tap("Confirm"))
    await ana.side.until(lambda: ana.labels == ["✓ Confirm"])
    await ana.side.until(lambda: ana.side.is_typing)
    assert world.double.unanswered == []
    assert not turn.done()
    await turn
    assert ana.card.text.startswith("Booked!")
    assert ana.side.person.taps[-1].waited is not None
    assert ana.side.person.taps[-1].waited < 1


async def test_a_restart_in_the_middle_of_a_booking_is_not_noticed(world: Telegram) -> None:
    ana = world.phone("Ana", last_name="Silva")
    await ana.say("book the 30 min meeting this week, I am in Lisbon")
    await world.restart()
    await ana.say("tomorrow at 3pm, ana@example.com")
    assert ana.replies[0].labels == []
    await world.restart()
    await ana.tap("Confirm")
    assert len(world.bookings()) == 1
    assert ana.card.text.startswith("Booked!")


async def test_a_turn_that_fails_is_owned_up_to_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    app = Scripted(RuntimeError("ana@example.com broke it"))  # type: ignore[arg-type]
    async with telegram_world(app) as world:
        ana = world.phone()
        with caplog.at_level(logging.INFO):
            await ana.say("break")
        (line,) = texts(ana)
        (reference,) = [word for word in line.split() if f"reference {word.strip('.')}" in caplog.text]
        assert len(reference.strip(".")) == 8
        assert "ana@example.com" not in caplog.text
        assert "RuntimeError" in caplog.text
        await ana.say("hello?")
        assert texts(ana)[-1] == "You wrote: hello?"


async def test_logs_name_neither_people_nor_chats(caplog: pytest.LogCaptureFixture) -> None:
    app = Scripted(Reply("Hello Ana"), RuntimeError("Ana"))  # type: ignore[arg-type]
    async with telegram_world(app) as world:
        ana = world.phone("Ana")
        with caplog.at_level(logging.DEBUG, logger="bot"):
            await ana.say("the words of somebody")
            await ana.say("more of them")
            ana.side.chat.is_blocked = True
            await world.channel.receive(_read(world))
        assert "Ana" not in caplog.text
        assert "words of somebody" not in caplog.text
        assert str(ana.side.id) not in caplog.text


def _read(world: Telegram) -> telegram.Update:
    return telegram.Update.de_json(world.updates[-1], world.bot)
