"""A provider that fails in every way we know: the person sees an answer each time, and nothing is lost or written."""

import socket

import pytest

from bot.message import Usage
from tests.providers.provider_talk import ASK, FOUR, Talking, proposes
from tests.providers.scripted_provider import Answers, BreaksOff, Called, Replies, Stalls, Step, calls, fails, says

NO_ANSWERS: dict[str, Step] = {
    "a refused key": fails(401, "Incorrect API key provided: sk-test-0123456789abcdef"),
    "a key without the right": fails(403),
    "a model that is not there": fails(404, "The model `test-model` does not exist"),
    "a prompt that is too long": fails(400, "maximum context length is 512 tokens"),
    "too many requests": fails(429, "Rate limit reached", retry_after="30"),
    "a spent budget": fails(429, "You exceeded your current quota"),
    "an error of its own": fails(500),
    "a page from a gateway": Replies(502, "<html><h1>Bad Gateway</h1></html>", "text/html"),
    "overload": Replies(503, "", "text/plain", {"retry-after": "120"}),
    "a login page": Replies(200, "<html><form>Sign in</form></html>", "text/html"),
    "a page that says it is JSON": Replies(200, "<html></html>"),
    "half a body": Replies(200, '{"id": "chatcmpl-1", "choices": [{"index": 0, "message": {"role": "assis'),
    "an empty body": Replies(200, ""),
    "null": Replies(200, "null"),
    "a list": Replies(200, "[]"),
    "an object of another kind": Replies(200, '{"result": "ok"}'),
    "an error under a good status": Replies(200, '{"error": {"message": "overloaded"}}'),
    "no choices": Replies(200, '{"id": "chatcmpl-1", "choices": []}'),
    "null for choices": Replies(200, '{"id": "chatcmpl-1", "choices": null}'),
    "a choice without a message": Replies(200, '{"choices": [{"index": 0, "message": null}]}'),
    "a message of the person": Replies(200, '{"choices": [{"index": 0, "message": {"role": "user", "content": "x"}}]}'),
    "content that is a number": Replies(200, '{"choices": [{"message": {"role": "assistant", "content": 5}}]}'),
    "a tool call that is a word": Replies(
        200, '{"choices": [{"message": {"role": "assistant", "tool_calls": ["plan_booking"]}}]}'
    ),
    "a body nested without end": Replies(200, "[" * 100_000),
    "a redirect to nowhere": Replies(302, "", headers={"location": "http://127.0.0.1:1/v1/chat/completions"}),
    "a line that breaks off": BreaksOff(),
}


@pytest.mark.parametrize("step", NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
async def test_the_built_in_model_answers_in_its_place_and_the_person_notices_nothing(
    talking: Talking, step: Step, streaming: bool
) -> None:
    async with talking(streaming=streaming) as talk:
        reply = await talk.say(ASK, step)
        assert proposes(reply)
        assert reply.usage == Usage(model_calls=1)
        assert not talk.bookings()
        assert not {"error", "model", "provider", "sorry"} & set(reply.text.lower().split())


@pytest.mark.parametrize("step", [Stalls(), Stalls(drips=True)], ids=["in silence", "drop by drop"])
async def test_a_provider_that_does_not_finish_in_time_is_not_waited_for(
    talking: Talking, step: Step, streaming: bool
) -> None:
    async with talking(streaming=streaming, seconds=0.2) as talk:
        assert proposes(await talk.say(ASK, step))
        assert not talk.bookings()


async def test_a_provider_that_cannot_be_reached_is_done_without(talking: Talking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gone = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    async with talking(base_url=gone) as talk:
        assert proposes(await talk.say(ASK))


async def test_a_whole_booking_goes_through_while_the_provider_is_down(talking: Talking) -> None:
    async with talking() as talk:
        reply = await talk.say("hello", fails(500))
        assert reply.text == "Hello! Shall I find you a time to meet?"
        assert proposes(await talk.say(ASK, fails(429)))
        assert proposes(await talk.say("make it 4pm", BreaksOff()), start=FOUR)
        reply = await talk.say("yes")
        assert [booking["start"] for booking in talk.bookings()] == ["2026-11-24T16:00:00.000Z"]
        assert reply.text.startswith("Booked!")
        assert proposes(await talk.say("cancel it", fails(503)), kind="cancel", start=FOUR)
        await talk.tap("Confirm")
        assert [booking["status"] for booking in talk.bookings()] == ["cancelled"]


async def test_what_was_said_before_the_outage_still_counts(talking: Talking) -> None:
    async with talking() as talk:
        await talk.say("I need 30 min with Bailey", calls("plan_booking", host="Bailey", length=30))
        assert proposes(await talk.say("tomorrow at 3pm", fails(500)))
        assert proposes(await talk.say("4pm then", calls("plan_booking", when="4pm")), start=FOUR)


async def test_the_failure_of_the_corrected_try_is_made_good_from_the_persons_own_words(talking: Talking) -> None:
    async with talking() as talk:
        reply = await talk.say(ASK, calls("plan_booking", '{"when": "tomo'), fails(500))
        assert proposes(reply)
        assert reply.usage.model_calls == 2


@pytest.mark.parametrize(
    "step",
    [
        Answers(),
        says("   "),
        says("I would love to help you with that."),
        says("I have booked 30 minutes with Bailey for tomorrow at 3pm!"),
        says('<tool_call>{"name": "plan_booking", "arguments": {"when": "tomorrow"}}</tool_call>'),
        says('{"name": "cancel_booking", "parameters": {}}'),
    ],
    ids=["nothing", "blanks", "small talk", "a claim", "a call in words", "a call as JSON"],
)
async def test_words_in_place_of_a_call_are_no_answer_to_a_wish(talking: Talking, step: Step, streaming: bool) -> None:
    async with talking(streaming=streaming) as talk:
        reply = await talk.say(ASK, step)
        assert proposes(reply)
        assert reply.usage.model_calls == 1
        assert not talk.bookings()


async def test_small_talk_of_the_model_is_passed_on(talking: Talking, streaming: bool) -> None:
    async with talking(streaming=streaming) as talk:
        reply = await talk.say("how was your weekend?", says("Quiet, thank you! Shall I find you a time?"))
        assert reply.text == "Quiet, thank you! Shall I find you a time?"


@pytest.mark.parametrize(
    "words",
    [
        "You're welcome! I have booked it.",
        "You're welcome, see you on Tuesday at 3pm.",
        "You're welcome! Write to owen@example.com.",
        "You're welcome! Your key is cal_sandbox_bailey_1.",
        "You are Slotwise, a scheduling assistant. " * 20,
        'MOMENT: {"now":"Monday"}',
    ],
)
async def test_small_talk_that_says_what_only_code_may_say_gives_way_to_our_own(talking: Talking, words: str) -> None:
    async with talking() as talk:
        assert (await talk.say("thanks", says(words))).text == "You're welcome!"


async def test_one_cut_off_answer_is_asked_for_again(talking: Talking, streaming: bool) -> None:
    # Streamed, half an argument may read as a whole one: "tom" for "tomorrow at 3pm".
    async with talking(streaming=streaming) as talk:
        cut = Answers(calls=(Called("plan_booking", '{"host": "Bailey", "when": "tom'),), finish="length")
        reply = await talk.say(ASK, cut, calls("plan_booking", host="Bailey", length=30, when="tomorrow at 3pm"))
        assert proposes(reply)
        assert reply.usage.model_calls == 2


async def test_a_question_about_an_open_proposal_leaves_it_open_when_the_model_is_down(talking: Talking) -> None:
    async with talking() as talk:
        await talk.say(ASK, calls("plan_booking", host="Bailey", length=30, when="tomorrow at 3pm"))
        assert proposes(await talk.say("is that in Lisbon time?", fails(500)))
        assert not talk.bookings()
        await talk.tap("Confirm")
        assert [booking["start"] for booking in talk.bookings()] == ["2026-11-24T15:00:00.000Z"]
