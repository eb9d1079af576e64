"""What hosts say, read by the built-in model: each sentence of ``said`` asks for its call and nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.moment import EventTypeFacts, Moment
from bot.conversation.offline.calls import Call, understand
from bot.conversation.tools import TOOLS_BY_NAME

SAID = Path(__file__).parent / "said"
HOST_TOOLS = frozenset(
    ("show_agenda", "check_free", "answer_request", "change_booking", "book_for", "change_hours", "event_types")
) | {"recordings"}
EVENT_TYPES: list[EventTypeFacts] = [
    {"slug": "30min", "title": "30 Min Meeting", "minutes": [30]},
    {"slug": "consultation", "title": "Consultation", "minutes": [45]},
    {"slug": "intro", "title": "Intro Call", "minutes": [15], "host": "Alex"},
    {"slug": "demo", "title": "Demo", "minutes": [30], "host": "the Support Team"},
]


def moment(language: str, **values: Any) -> Moment:
    made = Moment(
        now="Monday 2026-11-23 09:00",
        time_zone="America/New_York",
        language=language,
        host="Bailey",
        event_types=EVENT_TYPES,
        task=None,
        draft=None,
        asked=[],
        shown=[],
        proposal=None,
        bookings=[],
        is_host=True,
    )
    made.update(values)  # type: ignore[typeddict-item]
    return made


def calls(text: str, language: str = "en", **values: Any) -> list[Call]:
    return list(understand(text, moment(language, **values), {*TOOLS_BY_NAME, *HOST_TOOLS}).calls)


@pytest.mark.parametrize("language", sorted(file.stem for file in SAID.glob("*.yaml")))
def test_every_sentence_asks_for_its_call(language: str) -> None:
    sentences = yaml.safe_load((SAID / f"{language}.yaml").read_text(encoding="utf-8"))
    expected = {said: call for sentence in sentences for said, call in sentence.items()}
    understood = {said: {call.name: call.arguments for call in calls(said, language)} for said in expected}
    assert understood == expected


def test_a_guest_who_says_the_same_calls_no_host_tool() -> None:
    sentences = yaml.safe_load((SAID / "en.yaml").read_text(encoding="utf-8"))
    said = [text for sentence in sentences for text in sentence]
    called = {call.name for text in said for call in calls(text, is_host=False)}
    assert not called & HOST_TOOLS


def test_a_tool_that_is_not_offered_is_not_called() -> None:
    offered = frozenset(TOOLS_BY_NAME) - HOST_TOOLS
    assert understand("what event types do I have", moment("en"), offered).calls == ()


def test_an_answer_to_an_open_question_of_a_booking_changes_no_hours() -> None:
    asked = [{"slug": "notes", "type": "textarea", "label": "Anything we should know?"}]
    assert [call.name for call in calls("I'm out on Friday", task="book", asked=asked)] == ["plan_booking"]


def test_a_yes_with_words_is_for_what_is_proposed() -> None:
    said = calls("yes, I'm out on Friday", proposal="change Out on Friday")
    assert not {call.name for call in said} & HOST_TOOLS
