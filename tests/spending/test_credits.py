"""Credits: none is spent that is not there, and each turn that asked a model is charged once."""

from collections.abc import Callable

import pytest

from bot.spending.credits import CHARGE, LOOKED_EVERY, Credits, reference
from tests.spending.conftest import House

Open = Callable[..., House]

SMALL_TALK = "what a lovely place you have"


def charged(house: House) -> list[str]:
    """The references that the sandbox has charged for."""
    world = house.talk.world
    return [ref for balance in world._state.balances.values() for ref in balance.charged]


def left(house: House) -> Credits:
    assert house.credits is not None
    return house.credits


def take_all(house: House) -> None:
    for balance in house.talk.world._state.balances.values():
        balance.monthly = balance.additional = 0


async def test_a_turn_that_asked_a_model_is_charged_with_a_reference_of_conversation_and_message(
    open_house: Open,
) -> None:
    house = open_house(with_credits=True)
    chat = house.chat()
    await chat.say(SMALL_TALK, message_id="7")
    assert await left(house).charge_due() == 1
    assert charged(house) == [reference("telegram:1", "7")]
    assert "telegram" not in charged(house)[0]


async def test_two_turns_never_share_a_reference(open_house: Open) -> None:
    house = open_house(with_credits=True)
    await house.chat().say(SMALL_TALK, message_id="7")
    await house.chat().say(SMALL_TALK, message_id="8")
    await house.chat(conversation_id="telegram:2").say(SMALL_TALK, message_id="7")
    await left(house).charge_due()
    assert len(set(charged(house))) == 3


async def test_a_message_that_comes_twice_is_charged_once(open_house: Open) -> None:
    house = open_house(with_credits=True)
    for _ in range(2):
        await house.chat().say(SMALL_TALK, message_id="7")
        await left(house).charge_due()
    assert len(charged(house)) == 1


async def test_what_needs_no_model_costs_no_credits(open_house: Open) -> None:
    house = open_house(with_credits=True)
    chat = house.chat()
    await chat.say("start over")
    assert chat.asked == 0
    assert await left(house).charge_due() == 0


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_charge_whose_answer_was_lost_is_sent_again_and_taken_once(open_house: Open, kind: str) -> None:
    house = open_house(with_credits=True)
    await house.chat().say(SMALL_TALK)
    house.talk.fault("credits.charge", kind, times=4)
    await left(house).charge_due()
    house.talk.world.faults.clear()
    house.talk.clock.forward(minutes=5)
    assert await left(house).charge_due() == 1
    assert len(charged(house)) == 1
    assert await house.store.jobs.waiting(kinds=[CHARGE]) == []


async def test_another_process_charges_what_a_killed_one_owed(open_house: Open) -> None:
    await open_house(with_credits=True).chat().say(SMALL_TALK)
    another = open_house(with_credits=True)
    assert await left(another).charge_due() == 1
    assert len(charged(another)) == 1


async def test_out_of_credits_the_built_in_model_answers_and_the_operator_hears_of_it_once(open_house: Open) -> None:
    house = open_house(with_credits=True)
    assert await left(house).are_left()
    take_all(house)
    house.talk.clock.forward(seconds=LOOKED_EVERY.total_seconds())
    chat = house.chat()
    reply = await chat.say("30 minutes with Bailey tomorrow at 3pm")
    await chat.say(SMALL_TALK)
    assert chat.asked == 0
    assert reply.proposal is not None
    assert len(house.posted) == 1
    assert "used up" in house.posted[0]


async def test_with_the_service_down_the_built_in_model_answers_and_the_operator_hears_of_it_once(
    open_house: Open,
) -> None:
    house = open_house(with_credits=True)
    house.talk.fault("credits.available", "status", status=503, times="always")
    chat = house.chat()
    for _ in range(3):
        reply = await chat.say("30 minutes with Bailey tomorrow at 3pm")
        house.talk.clock.forward(seconds=LOOKED_EVERY.total_seconds())
    assert chat.asked == 0
    assert reply.proposal is not None
    assert len(house.posted) == 1
    assert "cannot be used" in house.posted[0]


async def test_when_the_service_is_back_the_model_is_asked_again(open_house: Open) -> None:
    house = open_house(with_credits=True)
    house.talk.fault("credits.available", "status", status=503, times="always")
    chat = house.chat()
    await chat.say(SMALL_TALK)
    house.talk.world.faults.clear()
    house.talk.clock.forward(seconds=LOOKED_EVERY.total_seconds())
    await chat.say(SMALL_TALK)
    assert chat.asked == 1


async def test_a_charge_that_there_are_no_credits_for_waits_until_there_are(open_house: Open) -> None:
    house = open_house(with_credits=True)
    await house.chat().say(SMALL_TALK)
    take_all(house)
    await left(house).charge_due()
    assert not await left(house).are_left()
    for balance in house.talk.world._state.balances.values():
        balance.additional = 5
    house.talk.clock.forward(hours=1)
    await left(house).charge_due()
    assert len(charged(house)) == 1
