"""Calls in JSON, for models that are poor at tool calls: the same tools, the same checks, the same bookings."""

import json
from typing import Any

import jsonschema_rs
import pytest
from langchain_core.messages import AIMessage

from bot.config import load_settings
from bot.conversation import json_output, models, prompt, understand
from bot.conversation.tools import offered
from tests.providers.provider_talk import ASK, FOUR, STRANGER, Talking, proposes
from tests.providers.scripted_provider import Answers, ProviderHost, Step, calls, fails, says

EVERY_TOOL = offered(proposal_open=True)
WITHOUT_PROPOSAL, TOOLS = offered(proposal_open=False), offered(proposal_open=True)
JSON = {"slotwise_model_output": "json"}
WISH = {"tool": "plan_booking", "arguments": {"host": "Bailey", "length": 30, "when": "tomorrow at 3pm"}}


def writes(*made: dict[str, Any], reply: str | None = None) -> Answers:
    """An answer in JSON."""
    found: dict[str, Any] = {"calls": list(made)}
    return says(json.dumps(found if reply is None else {**found, "reply": reply}))


async def test_a_booking_is_made_by_a_model_that_writes_json(talking: Talking, streaming: bool) -> None:
    async with talking(streaming=streaming, **JSON) as talk:
        assert proposes(await talk.say(ASK, writes(WISH)))
        assert proposes(
            await talk.say("4pm rather", writes({"tool": "plan_booking", "arguments": {"when": "4pm"}})), start=FOUR
        )
        await talk.say("yes")
        assert [booking["start"] for booking in talk.bookings()] == ["2026-11-24T16:00:00.000Z"]


async def test_a_request_holds_the_schema_and_tells_of_the_tools_in_its_rules(talking: Talking) -> None:
    async with talking(**JSON) as talk:
        await talk.say(ASK, writes(WISH))
        await talk.say("hm", writes(reply="Shall I?"))
    first, second = talk.provider.requests
    assert "tools" not in first
    assert first["response_format"] == json_output.response_format(offered(proposal_open=False))
    assert second["response_format"] == json_output.response_format(EVERY_TOOL)
    rules, with_proposal = (request["messages"][0]["content"] for request in (first, second))
    assert rules.startswith(prompt.fixed_part())
    for tool in offered(proposal_open=False):
        for name in tool.arguments.model_fields:
            assert f"- {name}: " in rules.partition(f"\n{tool.name}: ")[2]
    # A provider's cache holds what both begin with.
    assert with_proposal.startswith(rules)


async def test_words_of_the_model_are_passed_on(talking: Talking) -> None:
    async with talking(**JSON) as talk:
        reply = await talk.say("how was your weekend?", writes(reply="Quiet, thank you! Shall I find you a time?"))
        assert reply.text == "Quiet, thank you! Shall I find you a time?"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"calls": [WISH]}, indent=2),
        "```json\n" + json.dumps({"calls": [WISH]}) + "\n```",
        "Here you are: " + json.dumps({"calls": [WISH]}) + " Anything else?",
        json.dumps({"calls": [WISH, WISH, WISH]}),
        json.dumps(
            {"calls": [{"tool": "plan_booking", "arguments": {**WISH["arguments"], "name": None, "phone": ""}}]}
        ),
    ],
    ids=["spread out", "fenced", "among words", "thrice", "with nulls"],
)
async def test_json_is_read_however_it_is_wrapped(talking: Talking, text: str) -> None:
    async with talking(**JSON) as talk:
        reply = await talk.say(ASK, says(text))
        assert proposes(reply)
        assert reply.usage.model_calls == 1


WRONG: dict[str, Step] = {
    "cut off": Answers('{"calls": [{"tool": "plan_booking", "arguments": {"when": "tom', finish="length"),
    "half of it": says('{"calls": [{"tool": "plan_booking", "argu'),
    "a tool that there is not": writes({"tool": "find_slots", "arguments": {}}),
    "an argument that there is not": writes({"tool": "plan_booking", "arguments": {"private": True}}),
    "arguments that are a list": writes({"tool": "plan_booking", "arguments": ["tomorrow"]}),
    "calls that are a word": says('{"calls": "plan_booking"}'),
    "a call that is a word": says('{"calls": ["plan_booking"]}'),
    "nested without end": says('{"calls": ' + "[" * 5000),
    "an answer to no proposal": writes({"tool": "answer_proposal", "arguments": {"answer": "yes"}}),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
async def test_wrong_json_is_corrected_once(talking: Talking, wrong: Step) -> None:
    async with talking(**JSON) as talk:
        reply = await talk.say(ASK, wrong, writes(WISH))
        assert proposes(reply)
        assert reply.usage.model_calls == 2
        again = talk.provider.requests[1]["messages"][-2:]
        assert [message["role"] for message in again] == ["assistant", "user"]
        assert "Nothing was done" in again[1]["content"]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
async def test_json_that_stays_wrong_is_done_without(talking: Talking, wrong: Step) -> None:
    async with talking(**JSON) as talk:
        assert proposes(await talk.say(ASK, wrong, wrong))
        assert not talk.bookings()


async def test_what_was_never_said_is_not_taken_from_json_either(talking: Talking) -> None:
    made_up = {**WISH["arguments"], "name": "Jane Doe", "email": "jane@corp.example", "guests": ["x@corp.example"]}
    async with talking(person=STRANGER, **JSON) as talk:
        await talk.say(ASK, writes({"tool": "plan_booking", "arguments": made_up}))
        reply = await talk.say("Lisbon", writes({"tool": "set_time_zone", "arguments": {"place": "Lisbon"}}))
        assert reply.proposal is None
        assert {"name", "email"} <= {asked.slug for asked in reply.asked}


async def test_one_message_is_read_in_json_too(provider_host: ProviderHost, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = provider_host.provider(writes(WISH))
    monkeypatch.setenv("SLOTWISE_MODEL", "test-model")
    monkeypatch.setenv("OPENAI_BASE_URL", provider.base_url)
    model = models.make_model(load_settings(env_file=None))
    read = await understand.answer({"id": 7, "text": ASK}, model, way="json")
    await models.close(model)
    assert read == {"id": 7, "calls": [{"name": "plan_booking", "args": WISH["arguments"]}], "text": ""}


def test_every_right_call_fits_the_schema_and_no_other_tool_does() -> None:
    schema = jsonschema_rs.validator_for(json_output.response_format(EVERY_TOOL)["json_schema"]["schema"])
    assert schema.is_valid({"calls": [WISH]})
    assert schema.is_valid({"calls": [], "reply": "Hello!"})
    assert schema.is_valid({"calls": [{"tool": "plan_booking", "arguments": {"answers": {"notes": "prices"}}}]})
    assert not schema.is_valid({"calls": [{"tool": "find_slots", "arguments": {}}]})
    assert not schema.is_valid({"calls": [{"tool": "plan_booking", "arguments": {"private": True}}]})
    assert not schema.is_valid({"calls": [WISH] * 4})
    assert not schema.is_valid({"reply": "Hello!"})


def test_words_without_json_stay_words() -> None:
    assert json_output.as_calls(AIMessage("Hello!")).text == "Hello!"


# How a model that is asked for tool calls turns out to be poor at them

TOOLS_REFUSED = {
    "as Ollama says it": fails(400, "registry.ollama.ai/library/gemma:2b does not support tools"),
    "as llama.cpp says it": fails(500, "tools param requires --jinja flag"),
    "as vLLM says it": fails(400, '"auto" tool choice requires --enable-auto-tool-choice'),
    "as a gateway says it": fails(404, "No endpoints found that support tool use"),
}


@pytest.mark.parametrize("refusal", TOOLS_REFUSED.values(), ids=TOOLS_REFUSED.keys())
async def test_a_provider_that_refuses_tools_is_asked_for_json_from_then_on(talking: Talking, refusal: Step) -> None:
    async with talking() as talk:
        assert proposes(await talk.say(ASK, refusal, writes(WISH)))
        four = writes({"tool": "plan_booking", "arguments": {"when": "4pm"}})
        reply = await talk.say("4pm rather", four)
        assert proposes(reply, start=FOUR)
        assert reply.usage.model_calls == 1


async def test_a_model_whose_calls_keep_being_wrong_is_asked_for_json_from_then_on(
    talking: Talking, caplog: pytest.LogCaptureFixture
) -> None:
    async with talking() as talk:
        await talk.say(ASK, calls("find_slots"), calls("plan_booking", WISH["arguments"]))
        await talk.say("hello", says("Hello!"))
        await talk.say(ASK, says('<tool_call>{"name": "plan_booking"}</tool_call>'))
        await talk.say(ASK, calls("plan_booking", "{{{"), writes(WISH))  # the third wrong one
        assert proposes(await talk.say(ASK, writes(WISH)))
    assert ["tools" in request for request in talk.provider.requests] == [True] * 5 + [False] * 2
    assert sum("asked for JSON" in record.message for record in caplog.records) == 1


async def test_a_model_that_errs_now_and_then_keeps_its_tool_calls(talking: Talking) -> None:
    async with talking() as talk:
        for _ in range(3):
            await talk.say(ASK, calls("find_slots"), calls("plan_booking", WISH["arguments"]))
            for _ in range(4):
                await talk.say(ASK, calls("plan_booking", WISH["arguments"]))
    assert all("tools" in request for request in talk.provider.requests)


async def test_tool_calls_that_were_chosen_by_the_settings_stay(talking: Talking) -> None:
    async with talking(slotwise_model_output="tools") as talk:
        for _ in range(4):
            await talk.say(ASK, calls("find_slots"), calls("find_slots"))
    assert all("tools" in request for request in talk.provider.requests)
