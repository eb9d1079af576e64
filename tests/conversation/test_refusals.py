"""What Cal.com refuses at the last moment is told with its reason, and the way on is shown."""

from datetime import timedelta

import pytest

from bot.message import Person
from tests.conversation.talking import TOMORROW_AT_THREE, Talk, talking

MAX = {"world": "edge", "username": "max", "key": "cal_edge_max"}
OTHERS = [
    Person(account_id=f"test:{name}", name=name, email=f"{name}@example.com", language="en", time_zone="Europe/Lisbon")
    for name in ("ben", "kim")
]


def of(talk: Talk, email: str = "ana@example.com") -> list[str]:
    return [
        booking["start"]
        for booking in talk.bookings()
        if email in [attendee["email"] for attendee in booking["attendees"]]
    ]


@pytest.mark.parametrize("fault", ["slot_taken", "race"])
async def test_a_race_that_was_lost_books_nothing_and_shows_what_is_near(talk: Talk, fault: str) -> None:
    await talk.propose()
    talk.fault("bookings.create", fault)
    reply = await talk.tap("^Confirm$")
    assert "was taken a moment ago" in reply.text
    assert of(talk) == []
    assert talk.world.reservations() == []
    assert await talk.store.writes_in_flight() == []
    await talk.tap("Tue, Nov 24")
    await talk.tap("^Confirm$")
    assert len(of(talk)) == 1


async def test_a_limit_of_bookings_for_one_person_is_told() -> None:
    async with talking(**MAX) as talk:
        await talk.book(event_type="once")
        await talk.propose("on Wednesday at 3pm", event_type="once")
        reply = await talk.tap("^Confirm$")
        assert "most bookings" in reply.text
        assert len(of(talk)) == 1


async def test_a_seat_that_went_is_told_and_others_are_shown() -> None:
    async with talking(**MAX) as talk:
        await talk.propose(event_type="pair")
        for person in OTHERS:
            await talk.with_account(person, conversation_id=person.account_id).book(event_type="pair")
        reply = await talk.tap("^Confirm$")
        assert of(talk) == []
        assert "taken" in reply.text
        assert reply.choices


async def test_a_host_who_takes_known_callers_only_refuses_an_unknown_one() -> None:
    async with talking(world="edge", username="max", key=None) as talk:
        await talk.propose(event_type="members")
        reply = await talk.tap("^Confirm$")
        assert "does not accept" in reply.text
        assert of(talk) == []
        assert await talk.store.writes_in_flight() == []


async def test_a_time_that_came_too_near_while_the_card_was_open_is_not_booked(talk: Talk) -> None:
    await talk.propose("today at 3:30pm")
    talk.clock.forward(minutes=14)
    reply = await talk.say("what have I booked?")
    talk.clock.forward(minutes=30)
    reply = await talk.say("yes")
    assert of(talk) == []
    assert "Booked!" not in reply.text
    assert reply.text


async def test_a_daily_limit_that_was_reached_meanwhile_is_told_as_taken() -> None:
    async with talking(**MAX) as talk:
        await talk.propose(event_type="two-a-day")
        for hour in (1, 2):
            talk.world.add_booking(
                event_type="two-a-day",
                host="max",
                start=TOMORROW_AT_THREE - timedelta(hours=hour),
                attendee={"name": "Early Bird", "email": "early@example.com", "timeZone": "Europe/London"},
            )
        reply = await talk.tap("^Confirm$")
        assert of(talk) == []
        assert "nothing was" in reply.text
        assert not any(label.startswith("Tue, Nov 24") for label in talk.labels)


async def test_a_series_with_a_date_that_is_taken_is_not_offered_at_the_same_time_again(talk: Talk) -> None:
    await talk.propose(event_type="weekly-checkin")
    talk.world.add_booking(
        event_type="30min",
        host="bailey",
        start=TOMORROW_AT_THREE + timedelta(weeks=2),
        attendee={"name": "Early Bird", "email": "early@example.com", "timeZone": "Europe/London"},
    )
    reply = await talk.tap("^Confirm$")
    assert of(talk) == []
    assert "One of the dates of this series is taken" in reply.text
    assert reply.proposal is None
    await talk.call("plan_booking", when="on Wednesday at 3pm")
    await talk.tap("^Confirm$")
    assert len(of(talk)) == 4


async def test_an_event_type_that_went_away_meanwhile_is_not_booked(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "status", status=404)
    reply = await talk.tap("^Confirm$")
    assert of(talk) == []
    assert "Booked!" not in reply.text
    assert "nothing was changed" in reply.text.lower()


async def test_after_a_refusal_another_booking_can_be_made(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "status", status=400)
    await talk.tap("^Confirm$")
    assert of(talk) == []
    await talk.book("on Wednesday at 3pm")
    assert of(talk) == ["2026-11-25T15:00:00.000Z"]
