"""A booking can be taken back within a minute by one tap, and by whoever made it alone."""

import pytest

from bot.message import Person
from tests.conversation.talking import TOMORROW_AT_THREE, Talk

BEN = Person(account_id="test:ben", name="Ben Ruiz", email="ben@example.com", language="en", time_zone="Europe/Lisbon")


def cancellations(talk: Talk) -> int:
    """How many bookings of the sandbox were cancelled."""
    return sum(booking["status"] == "cancelled" for booking in talk.bookings(active=False))


async def test_one_tap_takes_a_booking_back(talk: Talk) -> None:
    await talk.book()
    reply = await talk.tap("^Undo")
    assert reply.text.startswith("Cancelled: 30 Min Meeting with Bailey Hart")
    assert reply.proposal is None
    assert talk.bookings() == []
    assert cancellations(talk) == 1


@pytest.mark.parametrize("words", ["undo", "Undo that please", "take it back", "4"])
async def test_the_word_or_the_number_takes_it_back_too(talk: Talk, words: str) -> None:
    await talk.book()
    await talk.say(words)
    assert talk.bookings() == []


async def test_a_second_tap_takes_nothing_more_back(talk: Talk) -> None:
    uid = await talk.book()
    first = await talk.tap_id(f"undo:{uid}")
    again = await talk.tap_id(f"undo:{uid}")
    assert again.refused == again.text == first.text
    assert cancellations(talk) == 1


async def test_after_the_minute_it_is_asked_first(talk: Talk) -> None:
    await talk.book()
    talk.clock.forward(seconds=61)
    reply = await talk.tap("^Undo")
    assert "so I ask first" in reply.text
    assert reply.proposal is not None
    assert reply.proposal.kind == "cancel"
    assert len(talk.bookings()) == 1
    await talk.tap("^Confirm$")
    assert talk.bookings() == []


async def test_the_minute_is_of_that_booking_and_not_of_a_later_one(talk: Talk) -> None:
    first = await talk.book()
    await talk.book("tomorrow at 5pm")
    reply = await talk.tap_id(f"undo:{first}")
    assert reply.proposal is not None
    assert len(talk.bookings()) == 2


async def test_nobody_else_can_take_it_back(talk: Talk) -> None:
    uid = await talk.book()
    other = talk.with_account(BEN, conversation_id="test:2")
    reply = await other.tap_id(f"undo:{uid}")
    assert reply.refused == "That booking is no longer there to change."
    same_place = talk.with_account(BEN)
    await same_place.tap_id(f"undo:{uid}")
    assert len(talk.bookings()) == 1


async def test_a_lost_answer_is_looked_up_and_told(talk: Talk) -> None:
    await talk.book()
    talk.fault("bookings.cancel", "drop_after")
    reply = await talk.tap("^Undo")
    assert reply.text.startswith("Cancelled:")
    assert cancellations(talk) == 1


async def test_an_undo_that_never_arrived_can_be_confirmed_in_the_ordinary_way(talk: Talk) -> None:
    uid = await talk.book()
    talk.fault("bookings.cancel", "drop_before")
    reply = await talk.tap("^Undo")
    assert reply.text.startswith("That did not reach the calendar, so nothing was cancelled.")
    assert reply.proposal is not None
    again = await talk.tap_id(f"undo:{uid}")
    assert again.proposal is not None
    assert len(talk.bookings()) == 1
    await talk.tap("^Confirm$")
    assert talk.bookings() == []


async def test_an_undo_whose_answer_stays_away_is_settled_after_a_restart(talk: Talk) -> None:
    uid = await talk.book()
    talk.fault("bookings.cancel", "drop_after")
    talk.fault("bookings.get", "status", times=20, after=1)
    reply = await talk.tap("^Undo")
    assert "I cannot say yet whether it is cancelled" in reply.text
    talk.world.faults.clear()
    again = talk.restarted()
    settled = await again.tap_id(f"undo:{uid}")
    assert settled.text.startswith("Cancelled:")
    assert cancellations(talk) == 1


async def test_a_restart_keeps_the_minute(talk: Talk) -> None:
    uid = await talk.book()
    talk.clock.forward(seconds=30)
    await talk.restarted().tap_id(f"undo:{uid}")
    assert talk.bookings() == []


async def test_a_series_is_taken_back_whole(talk: Talk) -> None:
    uid = await talk.book(event_type="weekly-checkin")
    assert len(talk.bookings()) > 1
    await talk.tap_id(f"undo:{uid}")
    assert talk.bookings() == []


async def test_what_is_being_booked_next_goes_on_after_an_undo(talk: Talk) -> None:
    uid = await talk.book()
    await talk.propose("tomorrow at 5pm")
    reply = await talk.tap_id(f"undo:{uid}")
    assert "Cancelled:" in reply.text
    assert reply.proposal is not None
    assert reply.proposal.start.hour == 17
    assert talk.bookings() == []


async def test_a_moved_booking_is_offered_its_old_time_again(talk: Talk) -> None:
    await talk.book()
    await talk.say("move it to tomorrow at 5pm")
    await talk.say("yes")
    assert not any(label.startswith("Undo") for label in talk.labels)
    reply = await talk.say("undo")
    assert reply.proposal is not None
    assert reply.proposal.kind == "reschedule"
    assert reply.proposal.start == TOMORROW_AT_THREE


async def test_undo_with_nothing_done_takes_nothing_back(talk: Talk) -> None:
    await talk.say("undo")
    assert talk.last.proposal is None
    assert talk.bookings() == []
