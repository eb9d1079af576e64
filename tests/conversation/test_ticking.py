"""Questions that take several options: ticks, and the answer that they make."""

from typing import Any

import pytest

from tests.conversation.talking import Talk

ANSWERS = {
    "role": "Head of support",
    "team_size": "12",
    "mobile": "+44 20 7946 0018",
    "office": "4 Rose Street",
    "department": "Support",
    "urgency": "Later",
}


async def asked_for_topics(talk: Talk, **more: Any) -> None:
    """As far as the question for the topics, with what comes after it still open unless it is given."""
    await talk.call("plan_booking", event_type="intake", when="tomorrow at 3pm", answers=ANSWERS | more)
    assert "Which topics interest you" in talk.last.text


def picked(talk: Talk) -> list[str | None]:
    return [choice.short for choice in talk.last.choices if choice.is_picked]


async def answers(talk: Talk) -> dict[str, Any]:
    draft = (await talk.state()).draft
    assert draft is not None
    return draft.answers


async def test_a_tick_changes_the_choices_and_not_the_text(talk: Talk) -> None:
    await asked_for_topics(talk)
    text = talk.last.text
    assert talk.labels == ["Pricing", "Security", "Integrations", "Training"]
    await talk.tap("^Security$")
    assert talk.last.text == text
    assert talk.labels == ["Pricing", "Security (ticked)", "Integrations", "Training", "Done"]
    assert picked(talk) == ["Security"]
    await talk.tap("^Pricing$")
    assert picked(talk) == ["Pricing", "Security"]
    await talk.tap("^Security")
    assert picked(talk) == ["Pricing"]
    await talk.tap("^Pricing")
    assert "Done" not in talk.labels
    assert "topics" not in await answers(talk)


async def test_done_answers_with_what_is_ticked_in_the_order_of_the_options(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Training$")
    await talk.tap("^Pricing$")
    await talk.tap("^Done$")
    assert (await answers(talk))["topics"] == ["Pricing", "Training"]
    assert talk.labels == ["Phone", "Email", "Chat"]
    assert (await talk.state()).ticked == {}


async def test_ticks_ask_the_calendar_nothing(talk: Talk) -> None:
    await asked_for_topics(talk)
    talk.fault("slots.list", "status", times=9)
    await talk.tap("^Training$")
    await talk.tap("^Done$")
    assert (await answers(talk))["topics"] == ["Training"]


async def test_a_second_tap_on_the_same_button_changes_nothing(talk: Talk) -> None:
    await asked_for_topics(talk)
    security = talk.last.choices[1].id
    await talk.tap_id(security)
    await talk.tap_id(security)
    assert picked(talk) == ["Security"]


async def test_quick_taps_on_the_buttons_of_an_earlier_reply_all_count(talk: Talk) -> None:
    await asked_for_topics(talk)
    before = [choice.id for choice in talk.last.choices]
    await talk.tap_id(before[0])
    done = talk.last.choices[-1].id
    await talk.tap_id(before[2])
    await talk.tap_id(before[3])
    await talk.tap_id(done)
    assert (await answers(talk))["topics"] == ["Pricing", "Integrations", "Training"]


async def test_a_button_of_an_answered_question_is_no_longer_open(talk: Talk) -> None:
    await asked_for_topics(talk)
    security = talk.last.choices[1].id
    await talk.tap("^Pricing$")
    await talk.tap("^Done$")
    reply = await talk.tap_id(security)
    assert "no longer open" in reply.text
    assert (await answers(talk))["topics"] == ["Pricing"]


@pytest.mark.parametrize(
    ("said", "topics"),
    [
        ("Security", ["Security"]),
        ("pricing and training", ["Pricing", "Training"]),
        ("Pricing, Security", ["Pricing", "Security"]),
    ],
)
async def test_options_in_words_are_the_whole_answer(talk: Talk, said: str, topics: list[str]) -> None:
    await asked_for_topics(talk)
    await talk.say(said)
    assert (await answers(talk))["topics"] == topics


async def test_words_take_the_place_of_ticks(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Integrations$")
    await talk.call("plan_booking", answers={"topics": ["Pricing", "Security"]})
    assert (await answers(talk))["topics"] == ["Pricing", "Security"]
    assert (await talk.state()).ticked == {}


async def test_an_option_written_out_beside_ticks_is_one_more_tick(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Integrations$")
    await talk.say("Security")
    assert picked(talk) == ["Security", "Integrations"]


async def test_a_number_ticks_like_a_tap(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.say("2")
    await talk.say("4")
    await talk.say("done")
    assert (await answers(talk))["topics"] == ["Security", "Training"]


async def test_ticks_stay_while_another_question_is_answered(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Integrations$")
    await talk.call("plan_booking", answers={"channels": ["Chat"]})
    assert picked(talk) == ["Integrations"]


async def test_a_booking_that_was_let_go_leaves_no_tick_behind(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Integrations$")
    await talk.say("start over")
    await asked_for_topics(talk)
    assert picked(talk) == []


async def test_a_tick_is_told_to_the_model_once_and_not_as_ever_new_questions(talk: Talk) -> None:
    await asked_for_topics(talk)
    kept = len((await talk.state()).messages)
    await talk.tap("^Integrations$")
    await talk.tap("^Pricing$")
    assert len((await talk.state()).messages) == kept


async def test_a_restart_keeps_the_ticks(talk: Talk) -> None:
    await asked_for_topics(talk)
    await talk.tap("^Integrations$")
    again = talk.restarted()
    await again.tap("^Pricing$")
    assert picked(again) == ["Pricing", "Integrations"]


@pytest.mark.parametrize(("label", "is_taken"), [("^Yes$", True), ("^No$", False)])
async def test_yes_and_no_are_two_short_choices(talk: Talk, label: str, is_taken: bool) -> None:
    await talk.call(
        "plan_booking",
        event_type="intake",
        when="tomorrow at 3pm",
        answers=ANSWERS | {"topics": ["Pricing"], "channels": ["Chat"]},
    )
    assert talk.labels == ["Yes", "No"]
    reply = await talk.tap(label)
    assert (reply.proposal is not None) == is_taken
    assert is_taken or "needs a yes" in reply.text


async def test_of_several_options_the_one_that_is_none_is_named(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="intake", when="tomorrow at 3pm")
    reply = await talk.say("topics: pricing, gardening")
    assert "“gardening” is not one of the options" in reply.text
