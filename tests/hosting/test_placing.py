"""A host changes where a booking takes place: what they say is checked before it is proposed."""

import pytest

from tests.conversation.talking import Talk


@pytest.fixture
async def uid(ana: Talk) -> str:
    return await ana.book()


def location(talk: Talk) -> str:
    (booking,) = talk.bookings()
    return str(booking["location"])


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("12 Main Street, Springfield", "12 Main Street, Springfield"),
        ("https://meet.example.com/bailey", "https://meet.example.com/bailey"),
        ("+351 912 345 678", "+351912345678"),
        ("Zoom", "integrations:zoom"),
    ],
)
async def test_every_kind_of_place_is_taken(bailey: Talk, uid: str, to: str, kept: str) -> None:
    shown = await bailey.call("change_booking", f"Ana's is at {to} now", change="location", which="Ana's", to=to)
    assert shown.proposal is not None
    assert location(bailey) != kept
    await bailey.say("yes")
    assert location(bailey) == kept


async def test_an_app_that_is_not_connected_is_not_proposed_but_those_that_are(bailey: Talk, uid: str) -> None:
    asked = await bailey.call("change_booking", "make it Teams", change="location", to="Teams")
    assert asked.proposal is None
    assert "Microsoft Teams is not connected" in asked.text
    assert bailey.labels == ["Cal Video", "Zoom"]
    await bailey.tap("Zoom")
    await bailey.say("yes")
    assert location(bailey) == "integrations:zoom"


async def test_a_number_that_is_none_is_told(bailey: Talk, uid: str) -> None:
    reply = await bailey.call("change_booking", "call me at 12345678", change="location", to="12345678")
    assert reply.proposal is None
    assert "country code" in reply.text


async def test_a_place_that_was_not_said_is_asked_for(bailey: Talk, uid: str) -> None:
    asked = await bailey.call("change_booking", "change the place of Ana's", change="location", which="Ana's")
    assert [question.slug for question in asked.asked] == ["to"]
    shown = await bailey.call("change_booking", "12 Main Street", change="location", to="12 Main Street")
    assert shown.proposal is not None


async def test_a_call_without_a_number_asks_for_one_unless_the_guest_left_theirs(bailey: Talk, uid: str) -> None:
    asked = await bailey.call("change_booking", "make it a phone call", change="location", to="phone call")
    assert asked.proposal is None
    assert "phone number" in asked.text
    booking = bailey.world.booking(uid)
    assert booking is not None
    booking.attendees[0].phone_number = "+351912345678"
    await bailey.call("change_booking", "make it a phone call", change="location", to="phone call")
    await bailey.say("yes")
    assert location(bailey) == "+351912345678"


@pytest.mark.parametrize(("kind", "changed"), [("drop_before", False), ("drop_after", True)])
async def test_a_lost_answer_is_looked_up(bailey: Talk, uid: str, kind: str, changed: bool) -> None:
    await bailey.call("change_booking", "12 Main Street", change="location", to="12 Main Street")
    bailey.fault("bookings.update_location", kind)
    told = await bailey.say("yes")
    assert (location(bailey) == "12 Main Street") is changed
    assert ("Changed" in told.text) is changed
