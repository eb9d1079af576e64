"""One message by itself: what was said before becomes the moment, and any chat model can be asked."""

from typing import Any

import pytest
from langchain_core.language_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage
from pydantic import Field

from bot.conversation.models import builtin
from bot.conversation.moment import unframe
from bot.conversation.understand import answer


async def calls(text: str, previous: str | None = None, **question: Any) -> list[tuple[str, dict[str, Any]]]:
    answered = await answer({"id": 1, "text": text, "previous": previous, **question}, builtin())
    return [(call["name"], call["args"]) for call in answered["calls"]]


async def test_a_message_becomes_its_calls() -> None:
    assert await answer({"id": 7, "text": "30 min tomorrow at 3"}, builtin()) == {
        "id": 7,
        "calls": [{"name": "plan_booking", "args": {"event_type": "30min", "length": 30, "when": "tomorrow at 3"}}],
        "text": "",
    }


async def test_small_talk_is_answered_with_words() -> None:
    answered = await answer({"id": "a", "text": "thanks!"}, builtin())
    assert (answered["calls"], bool(answered["text"])) == ([], True)


@pytest.mark.parametrize(
    "previous",
    [
        "Shall I book it?",
        "Is this good?",
        "Would you like me to make an appointment?",
        "Please confirm: tomorrow at 3 PM with Bailey.",
        "3 PM is taken. Does 4 PM work?",
    ],
)
async def test_a_yes_or_no_is_read_by_what_was_asked_before(previous: str) -> None:
    assert await calls("yes please", previous) == [("answer_proposal", {"answer": "yes"})]
    assert await calls("no", previous) == [("answer_proposal", {"answer": "no"})]


async def test_to_cancel_it_is_a_yes_after_being_asked_whether_to_cancel() -> None:
    assert await calls("yes, cancel it", "Shall I cancel your meeting?") == [("answer_proposal", {"answer": "yes"})]


async def test_a_pick_is_read_by_the_choices_before() -> None:
    assert await calls("the second one", "Does one of these work?") == [("plan_booking", {"choice": "the second one"})]
    assert await calls("9:30", "Which one of these: 9:30 am tomorrow or 11 am tomorrow?") == [
        ("plan_booking", {"choice": "9:30"})
    ]


@pytest.mark.parametrize(
    ("previous", "text", "call"),
    [
        ("What time would you like?", "10", ("plan_booking", {"when": "10"})),
        ("Which city are you in?", "Lisbon", ("set_time_zone", {"place": "Lisbon"})),
        ("What is your name?", "ana silva", ("plan_booking", {"name": "ana silva"})),
        ("And your e-mail?", "ana at example dot com", ("plan_booking", {"email": "ana at example dot com"})),
    ],
)
async def test_an_answer_is_read_by_the_question_before(
    previous: str, text: str, call: tuple[str, dict[str, Any]]
) -> None:
    assert await calls(text, previous) == [call]


async def test_an_offer_of_more_help_proposes_nothing() -> None:
    assert await calls("no thanks", "Is there anything else I can do for you?") == []


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ({}, "text"),
        ({"text": 5}, "text"),
        ({"text": "hi", "previous": 5}, "previous"),
        ({"text": "hi", "time_zone": "Nowhere/Land"}, "time_zone"),
        ({"text": "hi", "now": "yesterday"}, "now"),
    ],
)
async def test_a_question_that_cannot_be_read_says_why(question: dict[str, Any], word: str) -> None:
    answered = await answer({"id": 3, **question}, builtin())
    assert answered["id"] == 3
    assert word in answered["error"]


class Listening(FakeMessagesListChatModel):
    """A provider's model that keeps what it was asked."""

    heard: list[BaseMessage] = Field(default_factory=list)

    def bind_tools(self, tools: Any, **options: Any) -> Any:
        return self

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> Any:
        self.heard.extend(messages)
        return super()._generate(messages, *arguments, **options)


async def test_any_model_is_told_the_same_moment() -> None:
    model = Listening(responses=[AIMessage("Sure!")])
    asked = {
        "id": 1,
        "text": "yes",
        "previous": "Shall I book it?",
        "now": "2026-11-23T14:00:00",
        "time_zone": "Europe/Lisbon",
    }
    assert await answer(asked, model) == {"id": 1, "calls": [], "text": "Sure!"}
    prompt, before, message = model.heard
    assert isinstance(prompt, SystemMessage)
    moment, said = unframe(str(message.text))
    assert (moment["now"], moment["time_zone"]) == ("Monday 2026-11-23 14:00", "Europe/Lisbon")
    assert moment["proposal"] == "Shall I book it?"
    assert (before.text, said) == ("Shall I book it?", "yes")


@pytest.mark.parametrize("now", ["2026-03-29T01:30:00", "2026-10-25T01:30:00", "2026-11-23T14:00:00+02:00"])
async def test_any_now_will_do_also_one_in_a_clock_change(now: str) -> None:
    assert await calls("tomorrow at 3", now=now, time_zone="Europe/Lisbon") == [
        ("plan_booking", {"when": "tomorrow at 3"})
    ]
