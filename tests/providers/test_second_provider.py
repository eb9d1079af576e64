"""A second model beside the first: asked where that fails, or takes its time; and a provider that keeps failing."""

import asyncio
import time

import pytest

from bot.message import Usage
from tests.providers.provider_talk import ASK, FOUR, Talking, proposes
from tests.providers.scripted_provider import INPUT_TOKENS, OUTPUT_TOKENS, Late, Stalls, calls, fails, says

RIGHT = calls("plan_booking", host="Bailey", length=30, when="tomorrow at 3pm")
AT_FOUR = calls("plan_booking", host="Bailey", length=30, when="tomorrow at 4pm")
ASK_OPENLY = "book 30 min with Bailey, either tomorrow at 3pm or tomorrow at 4pm"
WITH_SECOND = {"slotwise_second_model": "other-model"}


async def test_the_second_answers_where_the_first_fails(talking: Talking) -> None:
    async with talking(**WITH_SECOND) as talk:
        talk.second.then(RIGHT)
        reply = await talk.say(ASK, fails(503))
        assert proposes(reply)
        assert reply.usage == Usage(2, INPUT_TOKENS, OUTPUT_TOKENS)
        assert talk.second.requests[0]["model"] == "other-model"


async def test_the_built_in_model_answers_where_both_fail(talking: Talking) -> None:
    async with talking(**WITH_SECOND) as talk:
        talk.second.then(fails(429))
        reply = await talk.say(ASK, fails(503))
        assert proposes(reply)
        assert reply.usage == Usage(model_calls=2)


async def test_the_second_is_not_asked_while_the_first_answers(talking: Talking) -> None:
    async with talking(**WITH_SECOND) as talk:
        assert proposes(await talk.say(ASK, RIGHT))
        assert talk.second.requests == []


async def test_a_wrong_call_is_corrected_where_it_was_made(talking: Talking) -> None:
    async with talking(**WITH_SECOND) as talk:
        talk.second.then(calls("find_slots"), RIGHT)
        reply = await talk.say(ASK, fails(500))
        assert proposes(reply)
        assert reply.usage.model_calls == 3
        assert [len(talk.provider.requests), len(talk.second.requests)] == [1, 2]


async def test_the_key_of_the_first_is_not_sent_to_a_server_of_the_seconds_own(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_second_api_key="sk-second") as talk:
        talk.second.then(RIGHT)
        await talk.say(ASK, fails(500))
        assert talk.second.headers[0]["authorization"] == "Bearer sk-second"
    async with talking(**WITH_SECOND) as talk:
        talk.second.then(RIGHT)
        await talk.say(ASK, fails(500))
        assert talk.second.headers[0]["authorization"] == "Bearer none"


async def test_hedged_the_second_is_asked_when_the_first_takes_long_and_the_first_is_let_go(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_hedge_after=0.05) as talk:
        talk.second.then(RIGHT)
        began = time.perf_counter()
        reply = await talk.say(ASK, Stalls())
        assert proposes(reply)
        assert time.perf_counter() - began < 10  # the first one's timeout is twenty
        assert reply.usage.model_calls == 2
        # Who was let go did not fail, and is asked again.
        assert proposes(await talk.say("make it 4pm", calls("plan_booking", when="4pm")), start=FOUR)


async def test_hedged_the_first_is_taken_when_it_comes_first(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_hedge_after=0.05) as talk:
        talk.second.then(Stalls())
        assert proposes(await talk.say(ASK_OPENLY, Late(0.3, AT_FOUR)), start=FOUR)
        assert len(talk.second.requests) == 1


async def test_hedged_a_wrong_call_does_not_win_over_a_right_one(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_hedge_after=0.05) as talk:
        talk.second.then(calls("find_slots"))
        assert proposes(await talk.say(ASK, Late(0.5, RIGHT)))
        assert [len(talk.provider.requests), len(talk.second.requests)] == [1, 1]


async def test_hedged_a_quick_failure_brings_the_second_at_once(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_hedge_after=300) as talk:
        talk.second.then(RIGHT)
        assert proposes(await talk.say(ASK, fails(500)))


async def test_hedged_whatever_both_answer_one_yes_is_one_booking(talking: Talking) -> None:
    async with talking(**WITH_SECOND, slotwise_hedge_after=0.01) as talk:
        talk.second.then(Late(0.1, RIGHT))
        assert proposes(await talk.say(ASK, Late(0.1, RIGHT)))
        assert not talk.bookings()
        await talk.say("yes")
        await asyncio.sleep(0)
        assert [booking["start"] for booking in talk.bookings()] == ["2026-11-24T15:00:00.000Z"]


async def test_a_provider_that_keeps_failing_is_not_asked_for_a_while(
    talking: Talking, caplog: pytest.LogCaptureFixture
) -> None:
    async with talking() as talk:
        for _ in range(5):
            await talk.say(ASK, fails(503))
        reply = await talk.say(ASK)
        assert proposes(reply)
        assert reply.usage == Usage()
        assert sum("keeps failing" in record.message for record in caplog.records) == 1


async def test_a_provider_that_keeps_refusing_single_requests_is_asked_all_the_same(talking: Talking) -> None:
    async with talking() as talk:
        for _ in range(6):
            await talk.say(ASK, fails(400, "maximum context length is 512 tokens"))
        assert (await talk.say("make it 4pm", AT_FOUR)).usage.model_calls == 1
        assert (await talk.say("you are quick", says("Thank you!"))).text.startswith("Thank you!")


async def test_while_the_first_is_left_alone_the_second_answers_without_a_wait(talking: Talking) -> None:
    async with talking(**WITH_SECOND) as talk:
        for _ in range(5):
            talk.second.then(RIGHT)
            await talk.say(ASK, fails(503))
        talk.second.then(RIGHT)
        reply = await talk.say(ASK)
        assert proposes(reply)
        assert reply.usage.model_calls == 1
