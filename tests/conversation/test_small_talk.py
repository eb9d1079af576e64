"""A word in between leaves what is open as it was: the same choices, looking the same, about the same thing."""

from dataclasses import replace

from bot.message import Choice, Reply
from tests.conversation.talking import Talk


def looks(reply: Reply) -> list[Choice]:
    """The choices without their ids, which are new in each reply."""
    return [choice if choice.lasts else replace(choice, id="") for choice in reply.choices]


async def test_times_keep_their_days_and_the_zone_is_named(talk: Talk) -> None:
    shown = await talk.call("plan_booking", event_type="15min", when="this week")
    assert len({choice.group for choice in shown.choices}) > 1
    greeted = await talk.say("hello")
    assert looks(greeted) == looks(shown)
    assert greeted.text.endswith("The times below are in Lisbon (GMT+0) time.")
    thanked = await talk.say("thanks")
    assert looks(thanked) == looks(shown)
    await talk.tap("3:00")
    assert "3:00" in talk.last.text


async def test_an_open_proposal_is_shown_whole_beside_its_yes(talk: Talk) -> None:
    proposed = await talk.propose()
    thanked = await talk.say("thanks")
    assert thanked.text.endswith(proposed.text)
    assert thanked.proposal == proposed.proposal
    assert [choice.label for choice in thanked.choices] == [choice.label for choice in proposed.choices]
    await talk.say("yes")
    assert len(talk.bookings()) == 1


async def test_a_no_to_which_booking_to_cancel_lets_go_of_cancelling(talk: Talk) -> None:
    await talk.book("tomorrow at 3pm")
    await talk.book("tomorrow at 4pm")
    await talk.say("hello")
    asked = await talk.call("cancel_booking", said="cancel a meeting")
    assert asked.text.startswith("Which booking would you like to cancel?")
    thanked = await talk.say("thanks")
    assert looks(thanked) == looks(asked)
    assert "For the booking I still need" not in thanked.text
    assert (await talk.say("no, keep it")).text == "All right, it stays booked."
    assert (await talk.state()).task is None
    assert len(talk.bookings()) == 2
