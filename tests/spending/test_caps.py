"""Caps on a day: past them the built-in model answers, and the person hears of it once."""

from collections.abc import Callable

from bot.spending.caps import Cap
from tests.conversation.talking import STRANGER
from tests.spending.conftest import House

Open = Callable[..., House]

TOLD = "written a lot today"


async def test_without_caps_the_model_is_asked_each_time(open_house: Open) -> None:
    chat = open_house().chat()
    for _ in range(5):
        await chat.say("what a lovely place you have")
    assert chat.asked == 5


async def test_past_the_cap_on_messages_the_built_in_model_books_and_says_so_once(open_house: Open) -> None:
    chat = open_house(each=Cap(messages=2)).chat()
    for _ in range(2):
        await chat.say("what a lovely place you have")
    over = await chat.say("30 minutes with Bailey tomorrow at 3pm")
    assert TOLD in over.text
    assert over.proposal is not None
    again = await chat.say("make it 4pm")
    assert TOLD not in again.text
    assert chat.asked == 2


async def test_past_the_cap_on_tokens_the_built_in_model_answers_without_a_word_on_it(open_house: Open) -> None:
    chat = open_house(each=Cap(tokens=2000)).chat()
    for _ in range(4):
        reply = await chat.say("what a lovely place you have")
        assert TOLD not in reply.text
    assert chat.asked == 2


async def test_a_new_day_of_utc_begins_from_nothing(open_house: Open) -> None:
    house = open_house(each=Cap(messages=1))
    chat = house.chat()
    await chat.say("what a lovely place you have")
    await chat.say("what a lovely place you have")
    assert chat.asked == 1
    house.talk.clock.forward(hours=10)  # NOW is 14:00 UTC
    await chat.say("what a lovely place you have")
    assert chat.asked == 2


async def test_the_cap_of_one_person_is_no_cap_for_another(open_house: Open) -> None:
    house = open_house(each=Cap(messages=1))
    ana, other = house.chat(), house.chat(STRANGER, "telegram:2")
    for chat in (ana, other, ana, other):
        await chat.say("what a lovely place you have")
    assert (ana.asked, other.asked) == (1, 1)


async def test_the_cap_of_all_holds_for_everybody_over_processes_and_the_operator_hears_of_it_once(
    open_house: Open,
) -> None:
    first, second = open_house(together=Cap(tokens=2000)), open_house(together=Cap(tokens=2000))
    ana, other = first.chat(), second.chat(STRANGER, "telegram:2")
    for chat in (ana, other, ana, other):
        await chat.say("what a lovely place you have")
    assert (ana.asked, other.asked) == (1, 1)
    assert len(first.posted + second.posted) == 1


async def test_what_somebody_had_forgotten_counts_for_the_cap_of_all(open_house: Open) -> None:
    house = open_house(together=Cap(messages=1))
    await house.chat().say("what a lovely place you have")
    await house.store.forget("test:ana")
    other = house.chat(STRANGER, "telegram:2")
    await other.say("what a lovely place you have")
    assert other.asked == 0
