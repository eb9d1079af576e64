"""What older cards say and do once their booking was moved or cancelled."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.telegram.phones import Phone, Telegram, telegram_world

BOOK = "book the 30 min meeting tomorrow at 3pm, I am in Lisbon, ana@example.com"


@pytest.fixture
async def world() -> AsyncIterator[Telegram]:
    async with telegram_world() as opened:
        yield opened


@pytest.fixture
async def ana(world: Telegram) -> Phone:
    phone = world.phone("Ana", last_name="Silva")
    await phone.say(BOOK)
    await phone.tap("Confirm")
    return phone


async def test_a_moved_booking_is_cancelled_by_the_answer_to_its_first_card(world: Telegram, ana: Phone) -> None:
    first = ana.card
    await ana.say("move my meeting to friday at 4pm")
    await ana.tap("Confirm")
    assert first.labels == []
    assert {"Move", "Cancel booking"} <= set(ana.labels)
    await ana.does(ana.side.reply(first, "cancel this"))
    await ana.tap("Confirm")
    assert world.bookings() == []


async def test_a_tap_on_the_first_card_means_the_booking_where_it_is_now(world: Telegram, ana: Phone) -> None:
    first, cancel = ana.card, ana.side.button("Cancel booking")[1].data
    assert cancel is not None
    await ana.say("move my meeting to friday at 4pm")
    await ana.tap("Confirm")
    await ana.tap_data(first, cancel)
    assert "Friday, November 27" in ana.card.text
    await ana.tap("Confirm")
    assert world.bookings() == []


async def test_no_button_of_a_cancelled_booking_is_left(world: Telegram, ana: Phone) -> None:
    first = ana.card
    await ana.say("what can you do?")
    await ana.tap("Cancel booking", on=first)
    await ana.tap("Confirm")
    assert first.labels == []
    assert ana.labels == ["Book another time"]


async def test_a_tap_on_a_cancelled_booking_is_told_so_in_passing(ana: Phone) -> None:
    first, move = ana.card, ana.side.button("Move")[1].data
    assert move is not None
    await ana.say("cancel my meeting")
    await ana.tap("Confirm")
    said = len(ana.replies)
    await ana.tap_data(first, move)
    assert ana.toasts[-1] == "That booking is no longer there to change."
    assert len(ana.replies) == said
