"""What is picked in words is one of the choices that were shown, whatever else is asked beside them."""

from datetime import UTC, datetime

import pytest

from tests.conversation.talking import Talk


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("the second one", "Tue, Nov 24, 2:15 PM"),
        ("the first one please", "Tue, Nov 24, 2:00 PM"),
        ("second", "Tue, Nov 24, 2:15 PM"),
        ("1st", "Tue, Nov 24, 2:00 PM"),
        ("the 2nd", "Tue, Nov 24, 2:15 PM"),
        ("3:30", "Tue, Nov 24, 3:30 PM"),
        ("3", "Tue, Nov 24, 2:30 PM"),
        ("Tue, Nov 24, 2:45 PM", "Tue, Nov 24, 2:45 PM"),
    ],
)
async def test_a_pick_of_a_time_is_no_answer_to_the_questions_beside_it(talk: Talk, said: str, label: str) -> None:
    await talk.say("a consultation tomorrow afternoon")
    assert label in talk.labels
    await talk.say(said)
    draft = (await talk.state()).draft
    assert draft is not None
    assert draft.answers == {}
    assert f"{label} is free" in talk.last.text


@pytest.mark.parametrize(("said", "value"), [("the second one", "10-50"), ("200+", "200+"), ("4", "200+")])
async def test_a_pick_of_an_option_is_its_answer_where_the_options_are_the_choices(
    talk: Talk, said: str, value: str
) -> None:
    await talk.say("a consultation tomorrow at 3pm")
    assert talk.labels == ["1-10", "10-50", "50-200", "200+"]
    await talk.say(said)
    draft = (await talk.state()).draft
    assert draft is not None
    assert draft.answers == {"company_size": value}


async def test_a_shown_time_typed_alone_is_a_pick_and_asks_no_model(talk: Talk) -> None:
    await talk.say("what is free tomorrow afternoon for 30 min with Bailey?")
    reply = await talk.say("3:30 pm")
    assert reply.proposal is not None
    assert (reply.proposal.start, reply.usage.model_calls) == (datetime(2026, 11, 24, 15, 30, tzinfo=UTC), 0)


async def test_a_number_picks_a_shown_time_though_a_number_is_asked_for_as_well(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="intake", when="tomorrow")
    state = await talk.state()
    assert any(question.type == "number" for question in state.asked)
    starts = [action.with_["start"] for action in state.actions.values() if action.do == "time"]
    await talk.say("1")
    draft = (await talk.state()).draft
    assert draft is not None
    assert draft.start is not None
    assert draft.start.isoformat() == starts[0]
