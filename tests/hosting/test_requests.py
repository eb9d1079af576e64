"""Requests that wait for a host: answered by words or by a tap, behind the gate."""

import pytest

from bot.accounts.named import NamedHosts
from bot.conversation.tools import offered
from tests.conversation.talking import Talk


def status(talk: Talk) -> list[str]:
    return [booking["status"] for booking in talk.bookings(active=False)]


@pytest.fixture
async def request_uid(ana: Talk) -> str:
    return await ana.book(event_type="review")


async def test_a_host_accepts_a_request_after_a_yes(bailey: Talk, request_uid: str) -> None:
    shown = await bailey.call("answer_request", "accept Ana's request", answer="accept", which="Ana's")
    assert shown.proposal is not None
    assert status(bailey) == ["pending"]
    reply = await bailey.say("yes")
    assert status(bailey) == ["accepted"]
    assert [booking.uid for booking in reply.bookings] == [request_uid]


async def test_a_host_declines_a_request_with_a_reason(bailey: Talk, request_uid: str) -> None:
    await bailey.call("answer_request", "decline it, I am on holiday", answer="decline", reason="I am on holiday")
    await bailey.tap("^Confirm$")
    assert status(bailey) == ["rejected"]


async def test_a_host_is_asked_once_for_the_reason_of_a_refusal_and_may_give_none(
    bailey: Talk, request_uid: str
) -> None:
    asked = await bailey.tap_id(f"decline:{request_uid}")
    assert asked.proposal is None
    assert "Ana Silva" in asked.text
    shown = await bailey.tap("Without a reason")
    assert shown.proposal is not None
    await bailey.say("yes")
    assert status(bailey) == ["rejected"]


async def test_the_reason_that_was_asked_for_goes_to_the_guest(bailey: Talk, request_uid: str) -> None:
    await bailey.call("answer_request", "decline it", answer="decline")
    await bailey.call("answer_request", "I am away that week", answer="decline", reason="I am away that week")
    await bailey.say("yes")
    assert [booking["cancellationReason"] for booking in bailey.bookings(active=False)] == ["I am away that week"]


async def test_a_no_leaves_the_request_as_it_is(bailey: Talk, request_uid: str) -> None:
    await bailey.call("answer_request", "accept it", answer="accept")
    await bailey.say("no")
    assert status(bailey) == ["pending"]


async def test_of_two_requests_the_host_is_asked_which(bailey: Talk, ana: Talk, request_uid: str) -> None:
    await ana.book("tomorrow at 4pm", event_type="review")
    asked = await bailey.call("answer_request", "accept the request", answer="accept")
    assert asked.proposal is None
    assert len(asked.choices) == 2
    await bailey.tap("3:30|4:00|11:00")
    await bailey.tap("^Confirm$")
    assert sorted(status(bailey)) == ["accepted", "pending"]


async def test_a_guest_is_not_offered_what_hosts_can_do_and_a_made_up_tap_does_nothing(
    ana: Talk, request_uid: str
) -> None:
    assert not any(tool.role == "host" for tool in offered(proposal_open=True))
    reply = await ana.tap_id(f"accept:{request_uid}")
    assert reply.proposal is None
    assert status(ana) == ["pending"]


async def test_a_lost_answer_is_looked_up_and_the_request_answered_once(bailey: Talk, request_uid: str) -> None:
    await bailey.tap_id(f"accept:{request_uid}")
    bailey.fault("bookings.confirm", "drop_after")
    reply = await bailey.say("yes")
    assert status(bailey) == ["accepted"]
    assert "Ana Silva" in reply.text


async def test_an_answer_that_never_arrived_is_told_as_not_done(bailey: Talk, request_uid: str) -> None:
    await bailey.tap_id(f"decline:{request_uid}")
    await bailey.tap("Without a reason")
    bailey.fault("bookings.decline", "drop_before")
    reply = await bailey.say("yes")
    assert status(bailey) == ["pending"]
    assert "did not reach" in reply.text
    await bailey.tap_id(f"decline:{request_uid}")
    again = await bailey.tap("Without a reason")
    assert again.proposal is not None


async def test_a_host_who_was_unlinked_before_the_yes_changes_nothing(bailey: Talk, request_uid: str) -> None:
    await bailey.tap_id(f"accept:{request_uid}")
    bailey.as_host(NamedHosts(lambda _: bailey.calendar, {}))
    await bailey.say("yes")
    assert status(bailey) == ["pending"]
