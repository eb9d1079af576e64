"""A host hands a round robin booking on: to whoever is free next, or to one of the hosts by name."""

import pytest

from tests.conversation.talking import Talk


@pytest.fixture
async def uid(ana: Talk, bailey: Talk) -> str:
    """A demo with Bailey, of the team whose members take turns."""
    uid = await ana.book(event_type="demo")
    if hosts(bailey, uid) != ["bailey"]:
        uid = await ana.book("tomorrow at 4pm", event_type="demo")
    assert hosts(bailey, uid) == ["bailey"]
    return uid


def hosts(talk: Talk, uid: str) -> list[str | None]:
    return [host["username"] for booking in talk.bookings() if booking["uid"] == uid for host in booking["hosts"]]


async def test_the_next_who_is_free_takes_it_over(bailey: Talk, uid: str) -> None:
    shown = await bailey.call("change_booking", "give it to somebody else", change="reassign")
    assert shown.proposal is not None
    await bailey.say("yes")
    assert hosts(bailey, uid) == ["alex"]


async def test_a_host_of_the_team_takes_it_over_by_name(bailey: Talk, uid: str) -> None:
    shown = await bailey.call("change_booking", "hand Ana's to Alex", change="reassign", which="Ana's", to="Alex")
    assert "Alex Weber" in shown.text
    told = await bailey.say("yes")
    assert hosts(bailey, uid) == ["alex"]
    assert "Alex Weber" in told.text


async def test_nobody_by_that_name_is_answered_with_those_who_take_turns(bailey: Talk, uid: str) -> None:
    asked = await bailey.call("change_booking", "hand it to Zoe", change="reassign", to="Zoe")
    assert asked.proposal is None
    assert bailey.labels == ["Alex Weber", "Whoever is free next"]
    await bailey.tap("Alex")
    await bailey.say("yes")
    assert hosts(bailey, uid) == ["alex"]


async def test_only_a_round_robin_booking_is_handed_on(bailey: Talk, ana: Talk) -> None:
    await ana.book()
    reply = await bailey.call("change_booking", "give it to Alex", change="reassign", to="Alex")
    assert reply.proposal is None
    assert "take turns" in reply.text


@pytest.mark.parametrize("to", ["Alex", None])
async def test_a_lost_answer_is_looked_up_and_it_is_handed_on_once(bailey: Talk, uid: str, to: str | None) -> None:
    await bailey.call("change_booking", "hand it to Alex", change="reassign", **({"to": to} if to else {}))
    bailey.fault("bookings.reassign_to" if to else "bookings.reassign", "drop_after")
    told = await bailey.say("yes")
    assert "Handed to" in told.text
    assert hosts(bailey, uid) == ["alex"]


async def test_nobody_free_is_told_and_it_stays(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.call("change_booking", "give it to somebody else", change="reassign")
    bailey.fault("bookings.reassign", "status", status=400)
    told = await bailey.say("yes")
    assert "not done" in told.text
    assert hosts(bailey, uid) == ["bailey"]
