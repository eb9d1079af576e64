"""Who has had enough of a booking in the making says "cancel", and it is gone; what is booked stays booked."""

import pytest

from tests.conversation.talking import Talk


@pytest.mark.parametrize("words", ["cancel", "cancel it", "please cancel this", "I want to cancel"])
async def test_cancelling_what_is_only_being_arranged_lets_go_of_it(talk: Talk, words: str) -> None:
    await talk.book()
    await talk.say("consultation with Bailey")
    assert (await talk.state()).task == "book"
    await talk.say(words)
    assert (await talk.state()).task is None
    assert len(talk.bookings()) == 1


async def test_a_model_that_cancels_before_anything_is_booked_lets_go(talk: Talk) -> None:
    await talk.say("30 min with Bailey")
    reply = await talk.call("cancel_booking", said="cancel my booking")
    assert reply.text == "All right. Tell me when there is something to book, move or cancel."
    assert reply.choices == ()
    assert (await talk.state()).task is None


async def test_cancelling_without_bookings_leaves_nothing_open(talk: Talk) -> None:
    await talk.say("cancel my meeting")
    assert talk.last.text == "You have no bookings coming up that were made here."
    assert (await talk.state()).task is None
