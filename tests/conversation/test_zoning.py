"""The person's zone: said, picked or known, never guessed; and what was said before is understood in it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.message import Person
from tests.conversation.talking import Talk, talking

BEN = Person(account_id="test:ben", name="Ben Ode", email="ben@example.com", language="en")


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    """Of Ben nobody knows where he is."""
    async with talking(person=BEN) as opened:
        yield opened


async def zone(talk: Talk) -> str | None:
    return (await talk.state()).profile.time_zone


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("Japan", "Asia/Tokyo"),
        ("UTC+2", "Etc/GMT-2"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
    ],
)
async def test_a_place_with_one_zone_is_taken_and_named(talk: Talk, place: str, expected: str) -> None:
    reply = await talk.call("set_time_zone", place=place)
    assert await zone(talk) == expected
    assert "GMT" in reply.text


async def test_a_place_with_several_zones_is_asked_about(talk: Talk) -> None:
    reply = await talk.call("set_time_zone", place="CST")
    assert await zone(talk) is None
    assert "“CST”" in reply.text
    assert len(reply.choices) >= 2
    assert all("GMT" in choice.label for choice in reply.choices)
    await talk.tap("Shanghai")
    assert await zone(talk) == "Asia/Shanghai"


async def test_a_place_that_nobody_knows_is_asked_again(talk: Talk) -> None:
    reply = await talk.call("set_time_zone", place="Xyzzyville")
    assert "“Xyzzyville”" in reply.text
    assert await zone(talk) is None


async def test_time_words_wait_for_the_zone(talk: Talk) -> None:
    reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 4pm")
    assert "city" in reply.text
    assert reply.proposal is None
    await talk.call("set_time_zone", place="Lisbon")
    assert talk.last.proposal is not None, talk.last.text
    assert talk.last.proposal.start == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert "Lisbon (GMT+0)" in talk.last.text


async def test_another_zone_reads_the_same_words_again(talk: Talk) -> None:
    await talk.call("set_time_zone", place="Lisbon")
    await talk.call("plan_booking", event_type="30min", when="tomorrow at 4pm")
    await talk.call("set_time_zone", place="Berlin")
    assert talk.last.proposal is not None, talk.last.text
    assert talk.last.proposal.start == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert talk.last.proposal.time_zone == "Europe/Berlin"
    assert len(talk.world.reservations()) == 1


async def test_a_picked_time_stays_that_instant_in_another_zone(talk: Talk) -> None:
    await talk.call("set_time_zone", place="Lisbon")
    await talk.call("plan_booking", event_type="30min", when="tomorrow")
    await talk.tap("3:00 PM|4:00 PM")
    assert talk.last.proposal is not None
    start = talk.last.proposal.start
    await talk.call("set_time_zone", place="Berlin")
    assert talk.last.proposal is not None, talk.last.text
    assert talk.last.proposal.start == start
    assert talk.last.proposal.time_zone == "Europe/Berlin"


async def test_a_guess_is_only_offered() -> None:
    guessed = Person(
        account_id="t", name="Ben", email="ben@example.com", language="en", time_zone_guess="Europe/Madrid"
    )
    async with talking(person=guessed) as talk:
        reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 4pm")
        assert reply.proposal is None
        assert await zone(talk) is None
        await talk.tap("Madrid")
        assert await zone(talk) == "Europe/Madrid"
        assert talk.last.proposal is not None, talk.last.text
        assert talk.last.proposal.start == datetime(2026, 11, 24, 15, tzinfo=UTC)


async def test_an_hour_with_a_zone_of_its_own_is_that_instant(talk: Talk) -> None:
    await talk.call("set_time_zone", place="Lisbon")
    await talk.call("plan_booking", event_type="30min", when="tomorrow at 10am New York time")
    assert talk.last.proposal is not None, talk.last.text
    assert talk.last.proposal.start == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert talk.last.proposal.time_zone == "Europe/Lisbon"


async def test_the_attendees_zone_of_the_booking_is_the_persons_own(talk: Talk) -> None:
    await talk.call("set_time_zone", place="Kathmandu")
    await talk.call("plan_booking", event_type="30min", when="tomorrow at 9pm")
    assert talk.last.proposal is not None, talk.last.text
    await talk.tap("^Confirm$")
    assert talk.bookings()[0]["attendees"][0]["timeZone"] == "Asia/Kathmandu"
    assert talk.bookings()[0]["start"] == "2026-11-24T15:15:00.000Z"


async def test_the_zone_of_one_conversation_outlives_a_restart(talk: Talk) -> None:
    await talk.call("set_time_zone", place="Lisbon")
    await talk.restarted().call("plan_booking", event_type="30min", when="tomorrow at 4pm")
    assert await zone(talk) == "Europe/Lisbon"


async def test_a_zone_is_asked_for_together_with_all_else_that_is_missing() -> None:
    async with talking(person=Person(account_id="t", language="en")) as talk:
        reply = await talk.call("plan_booking", event_type="consultation")
        for words in ("city", "when", "your name", "e-mail", "talk about", "company"):
            assert words in reply.text
