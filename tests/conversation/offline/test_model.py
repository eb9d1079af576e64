"""The built-in model as a chat model: bound tools, messages in, one message out; and nothing that makes it fail."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.conversation.moment import Moment, frame
from bot.conversation.offline import OfflineModel
from bot.conversation.offline.calls import understand
from bot.conversation.tools import TOOLS_BY_NAME, offered
from tests.conversation.offline.talk import EMAIL, NAME, NOTES, PROPOSED, SIZE, TIMES, WHICH, ZONE, moment

SENTENCES = {"smalltalk-hello": "Hello!", "not-understood": "What was that?"}


def model() -> OfflineModel:
    return OfflineModel(say=lambda message, language: SENTENCES.get(message, message) if language == "en" else "")


def told(now: Moment, text: str) -> list[BaseMessage]:
    return [SystemMessage("You are a scheduling assistant."), AIMessage("Hi!"), HumanMessage(frame(now, text))]


async def ask(text: str, *, tools: list[dict[str, Any]] | None = None, **changes: Any) -> AIMessage:
    now = moment(**changes)
    schemas = [tool.schema for tool in offered(proposal_open=now["proposal"] is not None)] if tools is None else tools
    return await model().bind_tools(schemas).ainvoke(told(now, text))


async def test_calls_are_numbered_and_named_as_the_tools_are() -> None:
    answer = await ask("cancel my friday meeting and book one on monday at 10")
    assert [(call["id"], call["name"]) for call in answer.tool_calls] == [
        ("call_1", "cancel_booking"),
        ("call_2", "plan_booking"),
    ]
    assert answer.text == ""


async def test_small_talk_is_said_in_the_programs_own_sentence() -> None:
    answer = await ask("hello")
    assert (answer.text, answer.tool_calls) == ("Hello!", [])


async def test_a_tool_that_was_not_bound_is_never_called() -> None:
    assert (await ask("cancel my 3pm", tools=[])).tool_calls == []
    listing = [TOOLS_BY_NAME["list_bookings"].schema]
    assert (await ask("book tomorrow at 3", tools=listing)).tool_calls == []
    assert (await ask("yes", tools=listing, **PROPOSED)).tool_calls == []


async def test_it_tells_its_name_and_what_it_read_and_wrote() -> None:
    answer = await ask("tomorrow at 3")
    assert answer.response_metadata["model_name"] == "builtin"
    assert answer.usage_metadata is not None
    assert answer.usage_metadata["input_tokens"] > answer.usage_metadata["output_tokens"] > 0


def test_it_answers_without_an_event_loop_too() -> None:
    answer = model().bind_tools([]).invoke(told(moment(), "hello"))
    assert answer.text == "Hello!"


async def test_it_says_what_it_needs_when_the_prompt_has_no_moment() -> None:
    with pytest.raises(ValueError, match="moment"):
        await model().ainvoke([HumanMessage("hello")])


async def test_every_call_holds_arguments_that_its_tool_takes() -> None:
    for text in (
        "30 min tomorrow 3pm, I'm Ana, ana@example.com in Lisbon",
        "cancel all of them",
        "my bookings",
        "move it to 4",
    ):
        for call in (await ask(text)).tool_calls:
            TOOLS_BY_NAME[call["name"]].arguments.model_validate(call["args"])


WORDS = st.sampled_from(
    [
        "yes",
        "no",
        "cancel",
        "move",
        "book",
        "my",
        "the",
        "meeting",
        "friday",
        "tomorrow",
        "at",
        "3pm",
        "10-50",
        "4",
        "with",
        "Bailey",
        "alex",
        "Ana",
        "ana@example.com",
        "ana@",
        "in",
        "Lisbon",
        "first",
        "later",
        "30",
        "min",
        "all",
        "of",
        "them",
        "because",
        "about",
        "pricing",
        "and",
        "then",
        ",",
        ".",
        "?",
        "!",
        ":",
        "-",
        "👍",
        "don't",
        "I'm",
        "it",
        "that",
        "team",
    ]
)
MOMENTS = st.sampled_from(
    [
        moment(),
        moment(**PROPOSED),
        moment(shown=TIMES, task="book"),
        moment(asked=[NAME, EMAIL, ZONE], task="book", draft={}),
        moment(asked=[NOTES], task="book"),
        moment(asked=[NOTES, SIZE], task="book", shown=["1-10", "10-50"]),
        moment(asked=[WHICH], task="cancel", shown=["A, Fri", "B, Mon"]),
        moment(task="reschedule", shown=TIMES),
        moment(now="", time_zone="Nowhere/Land", host="", event_types=[]),
    ]
)
EVERY_TOOL = frozenset(TOOLS_BY_NAME)


@pytest.mark.parametrize("language", ["de", "it-IT", "zh", "x-unknown", ""])
def test_a_language_without_words_of_its_own_is_read_with_the_english_ones(language: str) -> None:
    calls = understand("book tomorrow at 3, I'm in Lisbon", moment(language=language), EVERY_TOOL).calls
    assert [call.name for call in calls] == ["set_time_zone", "plan_booking"]


@given(st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=200)), MOMENTS)
def test_whatever_is_written_it_answers_with_fitting_calls_or_a_sentence(text: str, now: Moment) -> None:
    understood = understand(text, now, EVERY_TOOL)
    assert bool(understood.calls) != bool(understood.say)
    for call in understood.calls:
        TOOLS_BY_NAME[call.name].arguments.model_validate(call.arguments)
        assert now["proposal"] or call.name != "answer_proposal"


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow at 3 " * 1500,
        "cancel " * 3000,
        "a" * 20_000,
        "ana@" * 5_000,
        "((((" * 5_000,
        " " * 20_000 + "x",
        "\x00\x1b[31mbook\u202e tomorrow\x07 at 3pm",
        string.printable * 20,
        "9" * 5_000,
        "İSTANBUL'DA YARIN",
        "\ufdfa" * 300,
    ],
)
def test_nothing_written_makes_it_fail(text: str) -> None:
    for now in (moment(), moment(**PROPOSED), moment(asked=[NAME, EMAIL, NOTES], task="book", shown=TIMES)):
        understood = understand(text, now, EVERY_TOOL)
        assert understood.calls or understood.say
