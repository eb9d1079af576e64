"""A proposal holds its slot, shows all that will be written, and is answered once, in time, by its own person."""

from datetime import timedelta

import pytest

from bot.message import Person
from bot.sandbox.people import EventType
from bot.scheduling.calendar import ById
from tests.conversation.talking import ANA, TOMORROW_AT_THREE, Talk, client, talking

BEN = Person(account_id="test:ben", name="Ben Ode", email="ben@example.com", language="en", time_zone="Europe/Lisbon")
CONSULTATION = {
    "event_type": "consultation",
    "answers": {"notes": "our pricing pages", "company_size": "10-50"},
}


def event_type(talk: Talk, slug: str) -> EventType:
    return next(kind for kind in talk.world.event_types.values() if kind.slug == slug)


async def is_offered(talk: Talk, slug: str = "30min") -> bool:
    """Whether anybody else sees tomorrow at three as free."""
    async with client(talk.world, None) as other:
        found = await other.slots.list(
            ById(event_type(talk, slug).id),
            start=TOMORROW_AT_THREE,
            end=TOMORROW_AT_THREE + timedelta(minutes=1),
            time_zone="UTC",
        )
    return bool(found)


async def test_the_slot_of_an_open_proposal_is_held_from_everybody_else(talk: Talk) -> None:
    assert await is_offered(talk)
    await talk.propose()
    assert not await is_offered(talk)
    other = talk.with_account(BEN, conversation_id="test:2")
    reply = await other.call("plan_booking", event_type="30min", when="tomorrow at 3pm")
    assert reply.proposal is None
    assert "Tue, Nov 24, 3:00 PM" not in other.labels


async def test_a_hold_ends_with_the_proposal(talk: Talk) -> None:
    await talk.propose()
    talk.clock.forward(minutes=16)
    assert await is_offered(talk)


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "make it 4pm instead",
        "tomorrow at 5pm",
        "actually make it 15 minutes",
        "with Alex instead",
        "I'm in Tokyo",
    ],
)
async def test_a_no_or_another_detail_lets_the_slot_go(talk: Talk, said: str) -> None:
    await talk.propose()
    await talk.say(said)
    held = [reservation for reservation in talk.world.reservations() if reservation.start == TOMORROW_AT_THREE]
    proposal = talk.last.proposal
    if proposal is None or proposal.start != TOMORROW_AT_THREE:
        assert held == [], talk.last.text
    assert len(talk.world.reservations()) <= 1


@pytest.mark.parametrize("label", ["^Not this$", "^Other times$"])
async def test_a_tap_on_anything_but_confirm_lets_the_slot_go(talk: Talk, label: str) -> None:
    await talk.propose()
    await talk.tap(label)
    assert talk.world.reservations() == []
    assert await is_offered(talk)


async def test_a_correction_of_the_person_is_another_proposal_on_the_same_slot(talk: Talk) -> None:
    first = await talk.propose()
    reply = await talk.call("plan_booking", said="use my work mail ana@corp.example", email="ana@corp.example")
    assert reply.proposal is not None
    assert reply.proposal.start == TOMORROW_AT_THREE
    assert reply.proposal.attendee["email"] == "ana@corp.example"
    assert len(talk.world.reservations()) == 1
    stale = await talk.tap_id(first.choices[0].id)
    assert "no longer open" in stale.text
    assert talk.bookings() == []
    await talk.tap("^Confirm$")
    assert talk.bookings()[0]["attendees"][0]["email"] == "ana@corp.example"


async def test_nothing_is_held_once_it_is_booked(talk: Talk) -> None:
    await talk.book()
    assert talk.world.reservations() == []


async def test_a_proposal_can_be_answered_once(talk: Talk) -> None:
    proposal = await talk.propose()
    confirm = proposal.choices[0].id
    await talk.tap_id(confirm)
    again = await talk.tap_id(confirm)
    assert again.proposal is None
    assert len(talk.bookings()) == 1


async def test_a_yes_in_words_counts_for_the_card_of_the_last_reply_alone(talk: Talk) -> None:
    await talk.propose()
    await talk.call("list_bookings", said="what have I booked?")
    assert talk.last.proposal is not None, "the open proposal is shown again after an interruption"
    await talk.say("yes")
    assert len(talk.bookings()) == 1


async def test_a_yes_after_a_question_does_not_confirm(talk: Talk) -> None:
    await talk.propose()
    await talk.call("set_time_zone", place="CST")
    assert talk.last.proposal is None
    await talk.say("yes")
    assert talk.bookings() == []


async def test_somebody_else_in_the_same_conversation_cannot_answer_a_proposal(talk: Talk) -> None:
    proposal = await talk.propose()
    ben = talk.with_account(BEN)
    ben.replies = list(talk.replies)
    for reply in (await ben.tap_id(proposal.choices[0].id), await ben.say("yes"), await ben.say("no")):
        assert "Only the person who asked" in reply.text
    assert talk.bookings() == []
    talk.replies = list(ben.replies)
    await talk.tap("^Confirm$")
    (booking,) = talk.bookings()
    assert booking["attendees"][0]["email"] == "ana@example.com"
    assert await talk.store.owned(BEN.account_id) == []


async def test_a_choice_copied_into_another_conversation_does_nothing(talk: Talk) -> None:
    proposal = await talk.propose()
    ben = talk.with_account(BEN, conversation_id="test:2")
    reply = await ben.tap_id(proposal.choices[0].id)
    assert "no longer open" in reply.text
    assert talk.bookings() == []


async def test_a_write_left_in_flight_belongs_to_who_asked_for_it(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after")
    talk.fault("bookings.list", "status", times=9)
    await talk.tap("^Confirm$")
    talk.world.faults.clear()
    await talk.with_account(BEN).say("hello?")
    assert [kept.uid for kept in await talk.store.owned(ANA.account_id)] == [talk.bookings()[0]["uid"]]
    assert await talk.store.owned(BEN.account_id) == []


@pytest.mark.parametrize("choice", ["", "0.1", "1.99", "confirm", "999.1", "' OR 1=1", "1.1\n", "🙂"])
async def test_a_choice_that_was_never_offered_is_answered_with_the_open_card(talk: Talk, choice: str) -> None:
    await talk.propose()
    reply = await talk.tap_id(choice)
    assert "no longer open" in reply.text
    assert "Shall I book this?" in reply.text
    assert talk.bookings() == []


async def test_the_card_of_a_booking_shows_what_is_written(talk: Talk) -> None:
    reply = await talk.propose(**CONSULTATION, guests=["kim@example.com"])
    card = reply.text
    await talk.tap("^Confirm$")
    (booking,) = talk.bookings()
    assert booking["start"] == "2026-11-24T15:00:00.000Z"
    assert booking["duration"] == 45
    assert "Tuesday, November 24, 2026, 3:00 PM – 3:45 PM, Lisbon (GMT+0)" in card
    assert "Consultation with Bailey Hart" in card
    attendee = booking["attendees"][0]
    assert f"For: {attendee['name']} ({attendee['email']})" in card
    assert booking["guests"] == ["kim@example.com"]
    assert "kim@example.com" in card
    responses = booking["bookingFieldsResponses"]
    assert responses["notes"] == "our pricing pages"
    assert "our pricing pages" in card
    assert responses["company_size"] == "10-50"
    assert "10-50" in card


async def test_the_card_shows_the_length_that_was_chosen(talk: Talk) -> None:
    await talk.propose(event_type="flexible", length=60, answers={"location": "Cal Video"})
    card = talk.last.text
    assert "3:00 PM – 4:00 PM" in card
    assert "Cal Video" in card
    await talk.tap("^Confirm$")
    assert talk.bookings()[0]["duration"] == 60


async def test_the_card_shows_the_number_that_is_called(talk: Talk) -> None:
    by_phone = {"location": "Phone call to you"}
    reply = await talk.call("plan_booking", event_type="flexible", length=15, when="tomorrow at 3pm", answers=by_phone)
    assert reply.proposal is None, "a number to call is needed first"
    await talk.call("plan_booking", phone="+351 912 345 678")
    assert talk.last.proposal is not None, talk.last.text
    assert "+351912345678" in talk.last.text.replace(" ", "")
    await talk.tap("^Confirm$")
    (booking,) = talk.bookings()
    assert booking["location"] == "+351912345678"
    assert booking["duration"] == 15


@pytest.mark.parametrize(
    ("place", "said"), [("At your address", "4 Rose Street, Lisbon"), ("A place you name", "Café Brasileira")]
)
async def test_the_card_shows_the_place_that_the_attendee_names(place: str, said: str) -> None:
    async with talking(world="edge", username="max", key="cal_edge_max") as talk:
        await talk.call("plan_booking", event_type="visit", when="tomorrow at 3pm", answers={"location": place})
        assert talk.last.proposal is None, "where that is has to be asked first"
        await talk.call("plan_booking", answers={"place": said})
        assert talk.last.proposal is not None, talk.last.text
        assert said in talk.last.text
        await talk.tap("^Confirm$")
        assert talk.bookings()[-1]["location"] == said


async def test_the_card_of_a_series_says_how_often(talk: Talk) -> None:
    await talk.propose(event_type="weekly-checkin")
    assert "every week, 4 times" in talk.last.text
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 4


async def test_the_card_of_a_request_says_that_the_host_has_to_confirm(talk: Talk) -> None:
    await talk.propose(event_type="review")
    assert "Bailey Hart has to confirm it first." in talk.last.text
    await talk.tap("^Confirm$")
    assert talk.bookings()[0]["status"] == "pending"


async def test_the_card_of_a_move_shows_both_times(talk: Talk) -> None:
    await talk.book()
    await talk.call("reschedule_booking", when="tomorrow at 4pm")
    card = talk.last.text
    assert "From: Tue, Nov 24, 3:00 PM" in card
    assert "To: Tuesday, November 24, 2026, 4:00 PM – 4:30 PM, Lisbon (GMT+0)" in card
    await talk.tap("^Confirm$")
    assert talk.bookings()[0]["start"] == "2026-11-24T16:00:00.000Z"


async def test_the_card_of_a_cancellation_shows_what_goes_and_why(talk: Talk) -> None:
    await talk.book()
    await talk.call("cancel_booking", said="cancel it, I am ill", reason="I am ill")
    card = talk.last.text
    assert "30 Min Meeting with Bailey Hart" in card
    assert "Tuesday, November 24, 2026, 3:00 PM – 3:30 PM" in card
    assert "Reason: I am ill" in card
    await talk.tap("^Confirm$")
    (booking,) = talk.bookings(active=False)
    assert booking["cancellationReason"] == "I am ill"


@pytest.mark.parametrize(
    ("label", "gone"), [("Only this one", 1), ("This and the following", 4), ("The whole series", 4)]
)
async def test_the_card_of_a_series_says_which_part_goes(talk: Talk, label: str, gone: int) -> None:
    await talk.book(event_type="weekly-checkin")
    await talk.call("cancel_booking", said="cancel it")
    await talk.tap(label)
    if label != "Only this one":
        assert ("all that follow" if "following" in label else "whole series") in talk.last.text
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 4 - gone


async def test_the_view_of_a_proposal_carries_what_is_written(talk: Talk) -> None:
    reply = await talk.propose(**CONSULTATION)
    view = reply.proposal
    assert view is not None
    assert (view.kind, view.event_type, view.start, view.time_zone) == (
        "book",
        "consultation",
        TOMORROW_AT_THREE,
        "Europe/Lisbon",
    )
    assert view.attendee["email"] == "ana@example.com"
    assert view.answers == {"notes": "our pricing pages", "company_size": "10-50"}


async def test_seats_are_not_held_from_others(talk: Talk) -> None:
    await talk.propose(event_type="workshop")
    assert await is_offered(talk, "workshop")


async def test_a_proposal_stands_without_a_hold_where_none_can_be_had(talk: Talk) -> None:
    talk.fault("reservations.create", "status", status=500, times=9)
    reply = await talk.propose()
    assert talk.world.reservations() == []
    assert reply.proposal is not None
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 1
