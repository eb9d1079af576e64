"""A host moves a booking: a free time, a card with both sides' clocks, one write."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conversation.talking import Talk

FRIDAY_AT_TEN = datetime(2026, 11, 27, 15, tzinfo=UTC)
"""By the clocks of New York, where Bailey is."""


@pytest.fixture
async def uid(ana: Talk) -> str:
    return await ana.book()


def starts(talk: Talk) -> list[str]:
    return [booking["start"] for booking in talk.bookings()]


async def test_a_host_moves_a_booking_to_a_free_time_in_their_own_zone(bailey: Talk, uid: str) -> None:
    shown = await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    assert shown.proposal is not None
    assert "10:00" in shown.text
    assert "3:00" in shown.text, "what it is for the guest, in Lisbon"
    assert starts(bailey) == ["2026-11-24T15:00:00.000Z"]
    moved = await bailey.say("yes")
    assert starts(bailey) == ["2026-11-27T15:00:00.000Z"]
    assert {choice.id.partition(":")[0] for choice in moved.choices} == {"host_move", "host_cancel"}


async def test_a_day_without_a_time_shows_that_days_free_times(bailey: Talk, uid: str) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday afternoon")
    assert any(":30" in label for label in bailey.labels)
    await bailey.tap(" 2:30")
    await bailey.tap("^Confirm$")
    assert starts(bailey) == ["2026-11-27T19:30:00.000Z"]


async def test_the_button_of_a_card_asks_for_the_new_time(bailey: Talk, uid: str) -> None:
    asked = await bailey.tap_id(f"host_move:{uid}")
    assert asked.proposal is None
    assert asked.choices
    shown = await bailey.call("change_booking", "Friday at 10am", change="move", when="Friday at 10am")
    assert shown.proposal is not None


async def test_other_times_can_be_looked_at_from_the_card(bailey: Talk, uid: str) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    await bailey.tap("Other times")
    await bailey.tap("11:00")
    await bailey.say("yes")
    assert starts(bailey) == ["2026-11-27T16:00:00.000Z"]


async def test_what_was_said_of_the_time_counts_once_the_booking_is_picked(bailey: Talk, ana: Talk, uid: str) -> None:
    await ana.book("tomorrow at 4pm")
    asked = await bailey.call("change_booking", "move it to Friday at 10am", change="move", when="Friday at 10am")
    assert asked.proposal is None
    assert len(asked.choices) == 2
    shown = await bailey.tap("11:00")
    assert shown.proposal is not None
    assert shown.proposal.start == FRIDAY_AT_TEN
    await bailey.say("yes")
    assert sorted(starts(bailey)) == ["2026-11-24T15:00:00.000Z", "2026-11-27T15:00:00.000Z"]


async def test_a_confirmed_request_that_its_host_moves_needs_no_second_yes_of_theirs(bailey: Talk, ana: Talk) -> None:
    uid = await ana.book(event_type="review")
    await bailey.tap_id(f"accept:{uid}")
    await bailey.say("yes")
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    await bailey.say("yes")
    assert [booking["status"] for booking in bailey.bookings()] == ["accepted"]


@pytest.mark.parametrize(("kind", "moved"), [("drop_before", False), ("drop_after", True)])
async def test_a_lost_answer_is_looked_up_and_never_sent_again(bailey: Talk, uid: str, kind: str, moved: bool) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    bailey.fault("bookings.reschedule", kind)
    reply = await bailey.say("yes")
    assert (starts(bailey) == ["2026-11-27T15:00:00.000Z"]) is moved
    assert ("Moved" in reply.text) is moved
    assert ("did not reach" in reply.text) is not moved


async def test_a_time_that_went_meanwhile_leads_to_others(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    await ana.book("Friday at 3pm")
    reply = await bailey.say("yes")
    assert reply.proposal is None
    assert "2026-11-24T15:00:00.000Z" in starts(bailey)
    await bailey.tap("11:00")
    await bailey.say("yes")
    assert sorted(starts(bailey)) == ["2026-11-27T15:00:00.000Z", "2026-11-27T16:00:00.000Z"]


async def test_a_booking_that_its_guest_cancelled_meanwhile_is_told_as_gone(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    await ana.tap_id(f"cancel:{uid}")
    await ana.say("yes")
    reply = await bailey.say("yes")
    assert "no longer" in reply.text
    assert starts(bailey) == []


async def test_a_second_yes_moves_nothing_more(bailey: Talk, uid: str) -> None:
    shown = await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    confirm = shown.choices[0].id
    await bailey.tap_id(confirm)
    again = await bailey.tap_id(confirm)
    assert again.refused
    assert len(bailey.bookings(active=False)) == 2


async def test_an_expired_card_moves_nothing(bailey: Talk, uid: str) -> None:
    await bailey.call("change_booking", change="move", which="Ana's", when="Friday at 10am")
    bailey.clock.forward(minutes=20)
    reply = await bailey.say("yes")
    assert "expired" in reply.text
    assert starts(bailey) == ["2026-11-24T15:00:00.000Z"]


async def test_a_guest_who_makes_up_the_button_moves_nothing(ana: Talk, uid: str) -> None:
    reply: Any = await ana.tap_id(f"host_move:{uid}")
    assert reply.proposal is None
    assert "hosts" in reply.text
