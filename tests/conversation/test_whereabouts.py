"""Who is somewhere else that week sees the times of there, and stays at home for everything else."""

from datetime import UTC, datetime

import pytest

from bot.conversation import policy
from tests.conversation.talking import Talk


async def test_a_stay_shows_its_times_and_leaves_home_alone(talk: Talk) -> None:
    await talk.say("30 min with Bailey on thursday at 3pm")
    reply = await talk.say("I'll be in Tokyo that week")
    assert reply.text.startswith("Noted: for this meeting the times are in Tokyo (GMT+9) time.")
    assert (await talk.state()).profile.time_zone == "Europe/Lisbon"
    reply = await talk.say("thursday at 11:30pm")
    assert reply.proposal is not None
    assert reply.proposal.time_zone == "Asia/Tokyo"
    assert "At home: Thu, Nov 26, 2:30 PM, Lisbon" in reply.text


async def test_the_next_meeting_is_at_home_again(talk: Talk) -> None:
    await talk.say("30 min with Bailey on wednesday at 11am, I'll be in Denver")
    assert talk.last.proposal is not None
    assert talk.last.proposal.time_zone == "America/Denver"
    await talk.say("yes")
    await talk.say("and 15 min on friday at 3pm")
    assert talk.last.proposal is not None
    assert talk.last.proposal.time_zone == "Europe/Lisbon"


async def test_a_stay_told_before_anything_else_opens_the_booking_it_is_for(talk: Talk) -> None:
    reply = await talk.say("I'll be in Tokyo next week")
    assert "At home they stay as they are" in reply.text
    state = await talk.state()
    assert state.stay is not None
    assert state.task == "book"
    await talk.say("start over")
    assert (await talk.state()).stay is None


async def test_a_moved_meeting_is_shown_where_they_are_then(talk: Talk) -> None:
    await talk.book("thursday at 3pm")
    await talk.say("move it to friday")
    assert talk.last.proposal is not None
    await talk.say("I'm in Denver that week")
    await talk.say("friday at 9am")
    assert talk.last.proposal is not None
    assert talk.last.proposal.kind == "reschedule"
    assert talk.last.proposal.start == datetime(2026, 11, 27, 16, tzinfo=UTC)


async def test_where_somebody_lives_is_their_home(talk: Talk) -> None:
    await talk.say("30 min with Bailey tomorrow at 4pm")
    await talk.say("I'm in Berlin")
    state = await talk.state()
    assert state.stay is None
    assert state.profile.time_zone == "Europe/Berlin"


async def test_a_stay_of_somebody_without_a_known_home_is_not_their_home(stranger: Talk) -> None:
    await stranger.say("30 min with Bailey tomorrow at 4pm, I'll be in Lisbon")
    state = await stranger.state()
    assert state.profile.time_zone is None
    assert state.stay is not None


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("es", "esa semana estaré en Tokio", "Tokio"),
        ("es", "estoy en Tokio la semana que viene", "Tokio"),
        ("pt", "nessa semana vou estar em Tóquio", "Tóquio"),
        ("fr", "cette semaine-là je serai à Tokyo", "Tokyo"),
    ],
)
def test_a_stay_is_told_in_every_language(language: str, words: str, place: str) -> None:
    assert policy.tells_stay(words, place, language, at_home=False)


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("en", "I'm in Lisbon", "Lisbon"),
        ("en", "I live in Lisbon, what is free this week?", "Lisbon"),
        ("es", "estoy en Madrid", "Madrid"),
        ("pt", "moro em Lisboa", "Lisboa"),
        ("fr", "j'habite à Lyon", "Lyon"),
    ],
)
def test_a_home_is_no_stay(language: str, words: str, place: str) -> None:
    assert not policy.tells_stay(words, place, language, at_home=False)
