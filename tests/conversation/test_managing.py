"""A person lists, moves and cancels their own bookings and nobody else's, wherever a booking has moved meanwhile."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.message import Person
from bot.store import OwnedBooking
from tests.conversation.talking import ANA, TOMORROW_AT_THREE, Talk, talking

BEN = Person(account_id="test:ben", name="Ben Ode", email="ben@example.com", language="en", time_zone="Europe/Lisbon")
AT_FOUR = TOMORROW_AT_THREE + timedelta(hours=1)


def somebody_elses(talk: Talk, start: datetime = AT_FOUR) -> str:
    return talk.world.add_booking(
        event_type="30min",
        host="bailey",
        start=start,
        attendee={"name": "Zoe Secret", "email": "zoe@example.com", "timeZone": "Europe/London"},
    )


def booking(talk: Talk, uid: str) -> dict[str, Any]:
    return next(one for one in talk.world.snapshot() if one["uid"] == uid)


async def test_the_list_holds_ones_own_bookings_in_order_and_no_others(talk: Talk) -> None:
    second = await talk.book("on Friday at 3pm")
    first = await talk.book("tomorrow at 3pm")
    somebody_elses(talk)
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert [view.uid for view in reply.bookings] == [first, second]
    assert "Zoe" not in reply.text
    assert "2 bookings" in reply.text
    assert "Lisbon (GMT+0)" in reply.text


async def test_another_account_sees_and_touches_nothing(talk: Talk) -> None:
    await talk.book()
    ben = talk.with_account(BEN, conversation_id="test:2")
    for tool in ("list_bookings", "cancel_booking", "reschedule_booking"):
        reply = await ben.call(tool, said="my meeting tomorrow at 3pm")
        assert reply.bookings == ()
        assert reply.proposal is None
        assert "no bookings coming up" in reply.text
    assert len(talk.bookings()) == 1


@pytest.mark.parametrize("tool", ["cancel_booking", "reschedule_booking"])
async def test_knowing_the_uid_of_somebody_elses_booking_opens_nothing(talk: Talk, tool: str) -> None:
    uid = somebody_elses(talk)
    await talk.book()
    reply = await talk.call(tool, said=f"booking {uid} please", which=uid)
    assert reply.proposal is None
    assert uid not in [view.uid for view in reply.bookings]
    assert "Zoe" not in reply.text
    assert "4:00 PM" not in reply.text
    assert booking(talk, uid)["status"] == "accepted"


async def test_the_same_address_is_no_proof_of_a_booking(talk: Talk) -> None:
    """Bookings made elsewhere with the person's own address are not this account's."""
    talk.world.add_booking(
        event_type="30min",
        host="bailey",
        start=AT_FOUR,
        attendee={"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"},
    )
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert reply.bookings == ()


async def test_a_booking_moved_by_the_host_is_followed(talk: Talk) -> None:
    old = await talk.book()
    moved = await talk.calendar.bookings.reschedule(old, start=AT_FOUR)
    again = await talk.calendar.bookings.reschedule(moved.uid, start=AT_FOUR + timedelta(hours=1))
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert [(view.uid, view.start) for view in reply.bookings] == [(again.uid, AT_FOUR + timedelta(hours=1))]
    assert [kept.uid for kept in await talk.store.owned(ANA.account_id)] == [again.uid]
    await talk.call("cancel_booking", said="cancel it")
    await talk.tap("^Confirm$")
    assert talk.bookings() == []


async def test_a_button_of_a_booking_that_has_moved_meanwhile_moves_the_one_it_became(talk: Talk) -> None:
    old = await talk.book()
    move = next(choice.id for choice in talk.last.choices if choice.label == "Move")
    await talk.calendar.bookings.reschedule(old, start=AT_FOUR)
    reply = await talk.tap_id(move)
    assert "4:00 PM" in reply.text


async def test_a_booking_cancelled_by_the_host_is_gone_and_told_so(talk: Talk) -> None:
    uid = await talk.book()
    cancel = next(choice.id for choice in talk.last.choices if choice.label == "Cancel booking")
    await talk.calendar.bookings.cancel(uid, cancellation_reason="ill")
    reply = await talk.tap_id(cancel)
    assert "no longer there" in reply.text
    assert reply.proposal is None
    assert (await talk.call("list_bookings", said="what have I booked?")).bookings == ()
    reply = await talk.call("list_bookings", said="which were cancelled?", status="cancelled")
    assert [view.uid for view in reply.bookings] == [uid]


@pytest.mark.parametrize("kind", ["cancel", "reschedule"])
async def test_a_booking_that_went_between_card_and_yes_is_told_as_gone(talk: Talk, kind: str) -> None:
    uid = await talk.book()
    if kind == "cancel":
        await talk.call("cancel_booking", said="cancel it")
    else:
        await talk.call("reschedule_booking", when="tomorrow at 4pm")
    await talk.calendar.bookings.cancel(uid, cancellation_reason="ill")
    reply = await talk.tap("^Confirm$")
    assert "no longer there" in reply.text
    assert talk.bookings() == []


async def test_a_booking_that_cal_com_no_longer_knows_is_left_out(talk: Talk) -> None:
    await talk.store.add_owned(OwnedBooking(uid="gone-for-good", account_id=ANA.account_id))
    uid = await talk.book()
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert [view.uid for view in reply.bookings] == [uid]


@pytest.mark.parametrize(
    ("which", "start"),
    [
        ("tomorrow", "2026-11-24T15:00:00.000Z"),
        ("my meeting on Friday", "2026-11-27T15:00:00.000Z"),
        ("the one with Alex", "2026-11-25T10:00:00.000Z"),
        ("the 10am", "2026-11-25T10:00:00.000Z"),
        ("the workshop", "2026-11-27T15:00:00.000Z"),
    ],
)
async def test_words_find_the_booking_that_is_meant(talk: Talk, which: str, start: str) -> None:
    await talk.book("tomorrow at 3pm")
    await talk.book("on Wednesday at 10am", host="alex")
    await talk.book("on Friday at 3pm", host="bailey", event_type="workshop")
    await talk.say("thanks")
    await talk.call("cancel_booking", which=which)
    assert talk.last.proposal is not None, talk.last.text
    await talk.tap("^Confirm$")
    gone = [one["start"] for one in talk.world.snapshot() if one["status"] == "cancelled"]
    seats = [one["start"] for one in talk.world.snapshot() if not one["attendees"]]
    assert (gone or seats) == [start]


async def test_several_that_fit_are_asked_about(talk: Talk) -> None:
    await talk.book("tomorrow at 3pm")
    await talk.book("on Friday at 3pm")
    await talk.say("thanks")
    reply = await talk.call("cancel_booking", said="cancel my meeting", which="my meeting")
    assert "Which booking" in reply.text
    assert reply.proposal is None
    assert len(reply.choices) == 2
    await talk.tap("Nov 27")
    await talk.tap("^Confirm$")
    assert [one["start"] for one in talk.bookings()] == ["2026-11-24T15:00:00.000Z"]


async def test_a_booking_that_is_over_can_be_listed_and_not_changed(talk: Talk) -> None:
    uid = await talk.book()
    choices = {choice.label: choice.id for choice in talk.last.choices}
    talk.clock.forward(days=2)
    for label in ("Move", "Cancel booking"):
        assert (await talk.tap_id(choices[label])).proposal is None
        choices = {**choices, **{choice.label: choice.id for choice in talk.last.choices}}
    assert (await talk.call("list_bookings", said="what have I booked?")).bookings == ()
    reply = await talk.call("list_bookings", said="what did I have?", status="past")
    assert [view.uid for view in reply.bookings] == [uid]


async def test_what_the_host_rules_out_is_not_proposed() -> None:
    async with talking(world="edge", username="max", key="cal_edge_max") as talk:
        await talk.book(event_type="fixed")
        reply = await talk.call("cancel_booking", said="cancel it")
        assert "cannot be cancelled here" in reply.text
        reply = await talk.call("reschedule_booking", when="tomorrow at 4pm")
        assert "cannot be moved here" in reply.text
        assert reply.proposal is None


async def test_a_move_too_close_to_its_start_is_refused_without_harm() -> None:
    async with talking(world="edge", username="max", key="cal_edge_max") as talk:
        await talk.book("today at 4pm", event_type="last-hour")
        talk.clock.forward(minutes=90)
        await talk.call("reschedule_booking", when="tomorrow at 4pm")
        if talk.last.proposal is not None:
            await talk.tap("^Confirm$")
        assert "Moved!" not in talk.last.text
        own = [one["start"] for one in talk.bookings() if one["attendees"][0]["email"] == "ana@example.com"]
        assert own == ["2026-11-23T16:00:00.000Z"]


async def test_a_series_asks_which_part_goes(talk: Talk) -> None:
    await talk.book(event_type="weekly-checkin")
    reply = await talk.call("cancel_booking", said="cancel it")
    assert "one of a series" in reply.text
    assert talk.labels[:3] == ["Only this one", "This and the following", "The whole series"]
    assert reply.proposal is None


@pytest.mark.parametrize(("scope", "left"), [("this", 3), ("following", 0), ("all", 0)])
async def test_a_scope_that_was_said_is_not_asked_again(talk: Talk, scope: str, left: int) -> None:
    await talk.book(event_type="weekly-checkin")
    await talk.call("cancel_booking", said="cancel it", scope=scope)
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == left


async def test_following_bookings_of_a_series_go_from_the_one_that_was_named(talk: Talk) -> None:
    await talk.book(event_type="weekly-checkin")
    await talk.call("cancel_booking", said="cancel the one on December 8", which="the one on December 8")
    await talk.tap("following")
    await talk.tap("^Confirm$")
    assert [one["start"][:10] for one in talk.bookings()] == ["2026-11-24", "2026-12-01"]


async def test_moving_one_of_a_series_leaves_the_others(talk: Talk) -> None:
    await talk.book(event_type="weekly-checkin")
    await talk.call(
        "reschedule_booking", said="December 8, to December 9 at 3pm", which="December 8", when="December 9 at 3pm"
    )
    await talk.tap("^Confirm$")
    starts = sorted(one["start"][:10] for one in talk.bookings())
    assert starts == ["2026-11-24", "2026-12-01", "2026-12-09", "2026-12-15"]
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert [view.start.date().isoformat() for view in reply.bookings] == starts


async def test_a_seat_is_moved_and_given_up_without_the_others(talk: Talk) -> None:
    ben = talk.with_account(BEN, conversation_id="test:2")
    await ben.book(event_type="workshop")
    await talk.book(event_type="workshop")
    (shared,) = talk.bookings()
    assert len(shared["attendees"]) == 2

    await talk.call("reschedule_booking", when="tomorrow at 5pm")
    assert "ben" not in talk.last.text.lower().replace("ben@", "ben")
    await talk.tap("^Confirm$")
    assert "ben@example.com" not in talk.last.text
    assert all(b"ben@example.com" not in file.content for file in talk.last.attachments)
    seats = {one["start"]: [a["email"] for a in one["attendees"]] for one in talk.bookings()}
    assert seats == {
        "2026-11-24T15:00:00.000Z": ["ben@example.com"],
        "2026-11-24T17:00:00.000Z": ["ana@example.com"],
    }
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert [view.start for view in reply.bookings] == [datetime(2026, 11, 24, 17, tzinfo=UTC)]

    await talk.call("cancel_booking", said="cancel it")
    await talk.tap("^Confirm$")
    assert [[a["email"] for a in one["attendees"]] for one in talk.bookings() if one["attendees"]] == [
        ["ben@example.com"]
    ]
    assert (await talk.call("list_bookings", said="what have I booked?")).bookings == ()
    reply = await ben.call("list_bookings", said="what have I booked?")
    assert [view.start for view in reply.bookings] == [TOMORROW_AT_THREE]


async def test_a_pending_booking_is_listed_as_requested_and_stays_so_when_moved(talk: Talk) -> None:
    await talk.book(event_type="review")
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert "requested, waiting for the host" in reply.text
    await talk.call("reschedule_booking", said="move it to tomorrow at 4pm", when="tomorrow at 4pm")
    await talk.tap("^Confirm$")
    assert talk.last.text.startswith("Requested")
    assert [one["status"] for one in talk.bookings()] == ["pending"]


async def test_a_request_that_the_host_declined_is_told_as_declined(talk: Talk) -> None:
    uid = talk.world.add_booking(
        event_type="review",
        host="bailey",
        start=AT_FOUR,
        attendee={"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"},
        status="rejected",
    )
    await talk.store.add_owned(OwnedBooking(uid=uid, account_id=ANA.account_id))
    reply = await talk.call("list_bookings", said="any cancelled?", status="cancelled")
    assert "declined by the host" in reply.text
    reply = await talk.call("cancel_booking", said="cancel it")
    assert reply.proposal is None


async def test_a_move_to_the_usual_length_says_so_before_it_is_done(talk: Talk) -> None:
    """Cal.com keeps no other length through a move."""
    await talk.propose(event_type="flexible", length=60)
    await talk.tap("^Confirm$")
    await talk.call("reschedule_booking", when="tomorrow at 5pm")
    assert talk.last.proposal is not None, talk.last.text
    assert "5:00 PM – 5:30 PM" in talk.last.text
    assert "30 minutes long" in talk.last.text
    await talk.tap("^Confirm$")
    (moved,) = talk.bookings()
    assert (moved["start"], moved["duration"]) == ("2026-11-24T17:00:00.000Z", 30)


async def test_ones_own_uid_finds_the_booking(talk: Talk) -> None:
    await talk.book("on Friday at 3pm")
    uid = await talk.book("tomorrow at 3pm")
    await talk.say("thanks")
    await talk.call("cancel_booking", which=uid)
    await talk.tap("^Confirm$")
    assert booking(talk, uid)["status"] == "cancelled"


async def test_moving_to_its_own_time_proposes_nothing(talk: Talk) -> None:
    await talk.book()
    reply = await talk.call("reschedule_booking", when="tomorrow at 3pm")
    assert "already" in reply.text
    assert reply.proposal is None


async def test_a_move_to_a_taken_time_shows_what_is_near(talk: Talk) -> None:
    somebody_elses(talk)
    await talk.book()
    reply = await talk.call("reschedule_booking", when="tomorrow at 4pm")
    assert "already taken" in reply.text
    assert "Zoe" not in reply.text
    assert any("3:30 PM" in label for label in talk.labels)
    await talk.tap("4:30 PM")
    await talk.tap("^Confirm$")
    own = [one["start"] for one in talk.bookings() if one["attendees"][0]["email"] == "ana@example.com"]
    assert own == ["2026-11-24T16:30:00.000Z"]


async def test_a_cancellation_in_between_leaves_the_booking_in_the_making(talk: Talk) -> None:
    await talk.book("on Friday at 3pm")
    await talk.propose("tomorrow at 3pm")
    await talk.call("cancel_booking", said="cancel the one on Friday", which="on Friday")
    reply = await talk.tap("^Confirm$")
    assert reply.text.startswith("Cancelled:")
    assert reply.proposal is not None, "the booking in the making goes on"
    await talk.tap("^Confirm$")
    assert [one["start"] for one in talk.bookings()] == ["2026-11-24T15:00:00.000Z"]


async def test_without_a_zone_of_ones_own_the_booking_tells_its_zone(talk: Talk) -> None:
    uid = await talk.book()
    zoneless = Person(account_id=ANA.account_id, language="en")
    other = talk.with_account(zoneless, conversation_id="test:2")
    reply = await other.call("list_bookings", said="what have I booked?")
    assert [view.uid for view in reply.bookings] == [uid]
    assert "3:00 PM" in reply.text
    assert "Lisbon" in reply.text


async def test_a_long_list_says_how_many_more_there_are(talk: Talk) -> None:
    for number in range(12):
        uid = somebody_elses(talk, datetime(2026, 12, 1, 14, tzinfo=UTC) + timedelta(days=number))
        await talk.store.add_owned(OwnedBooking(uid=uid, account_id=ANA.account_id))
    reply = await talk.call("list_bookings", said="what have I booked?")
    assert len(reply.bookings) == 10
    assert "and 2 more" in reply.text


async def test_a_list_of_one_day_shows_that_day(talk: Talk) -> None:
    await talk.book("tomorrow at 3pm")
    friday = await talk.book("on Friday at 3pm")
    reply = await talk.call("list_bookings", said="what is on Friday?", when="on Friday")
    assert [view.uid for view in reply.bookings] == [friday]
    reply = await talk.call("list_bookings", said="what is on Thursday?", when="on Thursday")
    assert reply.bookings == ()
    assert "on Thursday" in reply.text


async def test_the_only_booking_of_a_list_can_be_moved_and_cancelled_from_it(talk: Talk) -> None:
    await talk.book()
    await talk.call("list_bookings", said="what have I booked?")
    assert talk.labels == ["Move", "Cancel booking"]
    reply = await talk.tap("^Cancel booking$")
    assert reply.proposal is not None
    assert reply.proposal.kind == "cancel"


async def test_a_booking_picked_from_a_list_is_shown_with_its_ways_on(talk: Talk) -> None:
    first = await talk.book("tomorrow at 3pm")
    await talk.book("on Thursday at 4pm")
    await talk.call("list_bookings", said="what have I booked?")
    reply = await talk.tap("Nov 24")
    assert [booking.uid for booking in reply.bookings] == [first]
    assert {"Join", "Move", "Cancel booking"} <= set(talk.labels)
    await talk.tap("^Move$")
    reply = await talk.call("reschedule_booking", when="tomorrow at 5pm")
    assert reply.proposal is not None
    assert reply.proposal.start.hour == 17


async def test_a_past_booking_of_a_list_has_no_ways_on(talk: Talk) -> None:
    await talk.book()
    talk.clock.forward(days=3)
    await talk.call("list_bookings", said="what did I have?", status="past")
    assert talk.labels == []
