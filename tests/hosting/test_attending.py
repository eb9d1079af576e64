"""A host notes who did not come, and invites others: only what they said, within Cal.com's limits."""

from typing import Any

import pytest

from tests.conversation.talking import Talk


@pytest.fixture
async def uid(ana: Talk) -> str:
    return await ana.book()


@pytest.fixture
async def begun(bailey: Talk, uid: str) -> str:
    bailey.clock.forward(days=1, hours=1, minutes=10)
    return uid


def kept(talk: Talk, uid: str) -> Any:
    return talk.world.booking(uid)


async def test_the_one_attendee_is_noted_as_absent_after_a_yes(bailey: Talk, begun: str) -> None:
    shown = await bailey.call("change_booking", "Ana did not show up", change="no_show", which="Ana")
    assert shown.proposal is not None
    assert "Ana Silva" in shown.text
    await bailey.say("yes")
    assert kept(bailey, begun).attendees[0].absent


async def test_the_meeting_that_has_just_begun_is_meant_without_a_word(bailey: Talk, begun: str) -> None:
    shown = await bailey.call("change_booking", "nobody showed up", change="no_show")
    assert shown.proposal is not None


async def test_a_meeting_that_has_not_begun_has_no_absent_people(bailey: Talk, uid: str) -> None:
    reply = await bailey.call("change_booking", "Ana did not come", change="no_show", which="Ana")
    assert reply.proposal is None
    assert "begun" in reply.text


async def test_the_host_themselves_may_have_been_away(bailey: Talk, begun: str) -> None:
    shown = await bailey.call("change_booking", "I did not make it", change="no_show", people=["me"])
    assert shown.proposal is not None
    await bailey.say("yes")
    assert kept(bailey, begun).absent_host
    assert not kept(bailey, begun).attendees[0].absent


async def test_of_several_attendees_the_host_is_asked_who_was_away(bailey: Talk, uid: str) -> None:
    await bailey.call(
        "change_booking",
        "add Bo Berg, bo@example.com to Ana's",
        change="add_attendee",
        which="Ana's",
        people=["Bo Berg <bo@example.com>"],
    )
    await bailey.say("yes")
    bailey.clock.forward(days=1, hours=1, minutes=10)
    asked = await bailey.call("change_booking", "somebody did not come", change="no_show")
    assert asked.proposal is None
    assert bailey.labels == ["Ana Silva", "Bo Berg", "Nobody came", "I was not there"]
    await bailey.tap("Bo Berg")
    await bailey.say("yes")
    assert [one.absent for one in kept(bailey, uid).attendees] == [False, True]


async def test_who_was_noted_before_is_not_noted_again(bailey: Talk, begun: str) -> None:
    await bailey.call("change_booking", "Ana did not come", change="no_show", which="Ana")
    await bailey.say("yes")
    again = await bailey.call("change_booking", "Ana did not come", change="no_show", which="Ana")
    assert again.proposal is None


async def test_a_lost_answer_to_a_no_show_is_looked_up(bailey: Talk, begun: str) -> None:
    await bailey.call("change_booking", "Ana did not come", change="no_show", which="Ana")
    bailey.fault("bookings.mark_absent", "drop_after")
    reply = await bailey.say("yes")
    assert "Noted as absent" in reply.text


async def test_guests_are_invited_by_their_addresses(bailey: Talk, uid: str) -> None:
    emails = ["bo@example.com", "cy@example.com"]
    shown = await bailey.call(
        "change_booking", f"add {emails[0]} and {emails[1]} to Ana's", change="add_guests", which="Ana's", people=emails
    )
    assert all(email in shown.text for email in emails)
    await bailey.say("yes")
    assert kept(bailey, uid).guests == emails


async def test_addresses_that_a_model_made_up_are_asked_for(bailey: Talk, uid: str) -> None:
    asked = await bailey.call(
        "change_booking", "invite Bo to Ana's", change="add_guests", which="Ana's", people=["bo@example.com"]
    )
    assert asked.proposal is None
    assert [question.slug for question in asked.asked] == ["people"]
    shown = await bailey.call("change_booking", "bo@acme.example", change="add_guests", people=["bo@acme.example"])
    assert shown.proposal is not None


async def test_a_broken_address_is_told(bailey: Talk, uid: str) -> None:
    reply = await bailey.call(
        "change_booking", "add bo@example to Ana's", change="add_guests", which="Ana's", people=["bo@example"]
    )
    assert reply.proposal is None
    assert "bo@example" in reply.text


async def test_who_is_invited_already_is_not_invited_again(bailey: Talk, uid: str) -> None:
    reply = await bailey.call(
        "change_booking", "add ana@example.com to it", change="add_guests", people=["ana@example.com"]
    )
    assert reply.proposal is None
    assert "already" in reply.text


async def test_more_than_ten_guests_go_in_several_calls_and_more_than_thirty_not_at_all(bailey: Talk, uid: str) -> None:
    crowd = [f"guest{number}@example.com" for number in range(12)]
    await bailey.call("change_booking", ", ".join(crowd), change="add_guests", people=crowd)
    await bailey.say("yes")
    assert len(kept(bailey, uid).guests) == 12
    more = [f"other{number}@example.com" for number in range(19)]
    reply = await bailey.call("change_booking", ", ".join(more), change="add_guests", people=more)
    assert reply.proposal is None
    assert "18" in reply.text


async def test_an_attendee_has_a_name_and_the_meetings_zone(bailey: Talk, uid: str) -> None:
    shown = await bailey.call(
        "change_booking",
        "add Bo Berg bo@example.com as an attendee",
        change="add_attendee",
        people=["Bo Berg", "bo@example.com"],
    )
    assert "Bo Berg (bo@example.com)" in shown.text
    bailey.fault("bookings.attendees.add", "drop_after")
    await bailey.say("yes")
    added = kept(bailey, uid).attendees[1]
    assert (added.name, added.email, added.time_zone) == ("Bo Berg", "bo@example.com", "Europe/Lisbon")
    assert len(kept(bailey, uid).attendees) == 2
