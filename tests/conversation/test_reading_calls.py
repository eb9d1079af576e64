"""Tool calls of a model's answer: what is forgiven, what is merged, and what it is told of the rest."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.messages.tool import InvalidToolCall, ToolCall

from bot.conversation.tool_calls import MOST_CALLS, Reading, correction, read
from bot.conversation.tools import TOOLS


def reading(*calls: tuple[str, dict[str, Any]], finish: str = "stop") -> Reading:
    made = [ToolCall(name=name, args=arguments, id=f"call_{number}") for number, (name, arguments) in enumerate(calls)]
    return read(AIMessage("", tool_calls=made, response_metadata={"finish_reason": finish}), TOOLS, "en")


def told(found: Reading) -> list[tuple[str, dict[str, Any]]]:
    return [(call.tool.name, call.arguments.given()) for call in found.calls]


@pytest.mark.parametrize(
    ("length", "minutes"),
    [
        (30, 30),
        ("30", 30),
        ("30 min", 30),
        ("half an hour", 30),
        ("1 hour", 60),
        ("1.5 hours", 90),
        (45.0, 45),
        ("soon", None),
        (0, None),
        (-15, None),
        (100_000, None),
    ],
)
def test_a_length_is_whole_minutes_or_left_out(length: object, minutes: int | None) -> None:
    expected = {"when": "tomorrow"} if minutes is None else {"when": "tomorrow", "length": minutes}
    assert told(reading(("plan_booking", {"when": "tomorrow", "length": length}))) == [("plan_booking", expected)]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        (
            "plan_booking",
            {"guests": "bob@example.com; eve@example.com"},
            {"guests": ["bob@example.com", "eve@example.com"]},
        ),
        ("plan_booking", {"when": ["tuesday", "thursday"]}, {"when": "tuesday, thursday"}),
        ("plan_booking", {"choice": 2}, {"choice": "2"}),
        ("plan_booking", {"answers": '{"notes": "pricing"}'}, {"answers": {"notes": "pricing"}}),
        ("plan_booking", {"when": " tomorrow ", "name": "None", "email": ""}, {"when": "tomorrow"}),
        ("list_bookings", {"status": "Past"}, {"status": "past"}),
        ("cancel_booking", {"scope": "ALL"}, {"scope": "all"}),
        ("answer_proposal", {"answer": "No."}, {"answer": "no"}),
        ("answer_proposal", {"answer": True}, {"answer": "yes"}),
    ],
)
def test_what_is_plain_all_the_same_is_forgiven(name: str, given: dict[str, Any], kept: dict[str, Any]) -> None:
    assert told(reading((name, given))) == [(name, kept)]


def test_two_bookings_of_one_message_stay_two() -> None:
    calls = [("plan_booking", {"when": "tuesday at 3pm"}), ("plan_booking", {"when": "thursday at 4pm"})]
    assert told(reading(*calls)) == calls


def test_what_is_told_of_one_booking_in_several_calls_is_one_with_the_fuller_words() -> None:
    found = reading(("plan_booking", {"when": "tuesday", "length": 30}), ("plan_booking", {"when": "tuesday at 3pm"}))
    assert told(found) == [("plan_booking", {"when": "tuesday at 3pm", "length": 30})]


def test_an_answer_and_a_zone_run_first() -> None:
    found = reading(
        ("plan_booking", {"when": "tomorrow"}),
        ("set_time_zone", {"place": "Lisbon"}),
        ("answer_proposal", {"answer": "no"}),
    )
    assert [name for name, _ in told(found)] == ["answer_proposal", "set_time_zone", "plan_booking"]


def test_of_a_yes_and_a_no_the_first_is_held_against_the_words() -> None:
    found = reading(("answer_proposal", {"answer": "yes"}), ("answer_proposal", {"answer": "no"}))
    assert told(found) == [("answer_proposal", {"answer": "yes"})]


def test_of_very_many_calls_a_few_are_looked_at() -> None:
    found = reading(*(("cancel_booking", {"which": f"number {number}"}) for number in range(20)))
    assert len(found.calls) == MOST_CALLS


def test_nothing_of_an_answer_that_was_cut_off_is_taken() -> None:
    found = reading(("plan_booking", {"when": "tom"}), finish="length")
    assert not found.calls
    assert [problem.why for problem in found.problems] == ["it was cut off"]


def test_a_correction_answers_every_call_by_its_id_under_a_name_that_providers_take() -> None:
    broken = InvalidToolCall(name="plan booking; drop", args="{", id=None, error=None)
    found = read(AIMessage("", invalid_tool_calls=[broken, broken]), TOOLS, "en")
    asked, *answers = correction(found)
    assert isinstance(asked, AIMessage)
    assert {call["name"] for call in asked.tool_calls} == {"plan_booking__drop"}
    told_ids = [answer.tool_call_id for answer in answers if isinstance(answer, ToolMessage)]
    assert [call["id"] for call in asked.tool_calls] == told_ids
