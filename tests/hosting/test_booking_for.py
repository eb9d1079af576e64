"""Booking for somebody else: the guest's details are the booking's alone, and the ordinary gate stands before it."""

from bot.conversation.state import Profile
from tests.conversation.talking import Talk


async def profile(talk: Talk) -> Profile:
    return (await talk.state()).profile


async def test_a_guest_is_put_down_with_name_and_email_after_a_yes(bailey: Talk) -> None:
    reply = await bailey.say("put Ana down for 30 minutes tomorrow at 3pm, ana@example.com")
    assert reply.proposal is not None, reply.text
    assert "For: Ana (ana@example.com)" in reply.text
    assert "The guest's own time zone is not known: the invitation is in yours, New York" in reply.text
    assert bailey.bookings() == []
    await bailey.say("yes")
    (booking,) = bailey.bookings()
    assert booking["start"] == "2026-11-24T20:00:00.000Z"
    assert booking["attendees"][0]["name"] == "Ana"
    assert booking["attendees"][0]["timeZone"] == "America/New_York"
    assert booking["hosts"][0]["username"] == "bailey"


async def test_the_hosts_own_profile_stays_as_it_is(bailey: Talk) -> None:
    await bailey.say("put Ana down for 30 minutes tomorrow at 3pm, ana@example.com")
    await bailey.say("yes")
    kept = await profile(bailey)
    assert (kept.name, kept.email, kept.phone) == (None, None, None)


async def test_a_missing_address_is_asked_as_the_guests_and_taken_as_theirs(bailey: Talk) -> None:
    asked = await bailey.say("put Ana Silva down for 30 minutes tomorrow at 3pm")
    assert "the guest's e-mail" in asked.text
    shown = await bailey.say("ana@example.com")
    assert shown.proposal is not None
    assert shown.proposal.attendee["email"] == "ana@example.com"
    assert (await profile(bailey)).email is None


async def test_a_no_books_nothing(bailey: Talk) -> None:
    await bailey.say("put Ana down for 30 minutes tomorrow at 3pm, ana@example.com")
    await bailey.say("no")
    assert bailey.bookings() == []


async def test_a_name_that_was_not_said_is_not_taken_from_the_model(bailey: Talk) -> None:
    reply = await bailey.call(
        "book_for",
        "book 30 minutes tomorrow at 3pm for somebody",
        name="Eve Adams",
        email="eve@example.com",
        when="tomorrow at 3pm",
        length=30,
    )
    assert reply.proposal is None
    assert "the guest's name" in reply.text


async def test_a_booking_for_the_host_after_one_for_a_guest_asks_for_their_own_name(bailey: Talk) -> None:
    await bailey.say("put Ana down for 30 minutes tomorrow at 3pm, ana@example.com")
    await bailey.say("yes")
    asked = await bailey.say("book me a demo with the support team tomorrow at 11")
    assert asked.proposal is None
    assert "your name" in asked.text


async def test_an_instant_meeting_rings_after_a_yes_and_becomes_an_ordinary_one_when_nobody_joins(bailey: Talk) -> None:
    shown = await bailey.say("start an instant meeting with Ana Silva, ana@example.com")
    assert shown.proposal is not None, shown.text
    told = await bailey.say("yes")
    assert "If nobody joins" in told.text
    assert [booking["status"] for booking in bailey.bookings()] == ["awaiting_host"]
    times = await bailey.tap("Nobody joins")
    assert times.text.startswith("Nobody has joined.")
    assert times.choices


async def test_an_instant_meeting_that_somebody_joined_is_told_as_that(bailey: Talk) -> None:
    await bailey.say("start an instant meeting with Ana Silva, ana@example.com")
    await bailey.say("yes")
    uid = bailey.bookings()[0]["uid"]
    booking = bailey.world.booking(uid)
    assert booking is not None
    bailey.world.set_hosts(booking, [bailey.world.users["alex"]])
    booking.status = "accepted"
    assert "Alex" in (await bailey.tap("Nobody joins")).text
