"""A yes is written once, its intent stored first; what became of a lost answer is found out and told honestly."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.scheduling.calendar import Unavailable
from bot.scheduling.models import Booking, NewBooking
from bot.store import StoreError
from tests.conversation.talking import ANA, STRANGER, TOMORROW_AT_THREE, Talk, talking

UNKNOWN = ("cannot say yet", "has not answered")


class Watched:
    """A part (a calendar's bookings, a store) whose named calls are watched or made to fail."""

    def __init__(self, inner: Any, **calls: Any) -> None:
        self._inner = inner
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        return self._calls.get(name) or getattr(self._inner, name)


@pytest.fixture
async def guest() -> AsyncIterator[Talk]:
    """The same without a credential: bookings can be made and read by uid, but not listed."""
    async with talking(key=None) as opened:
        yield opened


async def test_the_intent_is_in_the_store_before_the_booking_is_sent(talk: Talk) -> None:
    seen = []

    async def create(booking: NewBooking) -> list[Booking]:
        seen.extend(await talk.store.writes_in_flight(talk.conversation_id))
        assert booking.metadata == {"slotwiseKey": seen[0].key}
        return await talk.calendar.bookings.create(booking)

    watched = talk.restarted(calendar=Watched(talk.calendar, bookings=Watched(talk.calendar.bookings, create=create)))
    await watched.book()
    assert [(intent.kind, intent.status, intent.account_id) for intent in seen] == [("book", "sending", ANA.account_id)]
    assert await talk.store.writes_in_flight() == []


@pytest.mark.parametrize(("operation", "kind"), [("reschedule", "reschedule"), ("cancel", "cancel")])
async def test_the_intent_of_a_change_is_in_the_store_before_it_is_sent(talk: Talk, operation: str, kind: str) -> None:
    seen = []

    async def change(*arguments: Any, **options: Any) -> Any:
        seen.extend(await talk.store.writes_in_flight())
        return await getattr(talk.calendar.bookings, operation)(*arguments, **options)

    bookings = Watched(talk.calendar.bookings, **{operation: change})
    watched = talk.restarted(calendar=Watched(talk.calendar, bookings=bookings))
    await watched.book()
    if kind == "cancel":
        await watched.call("cancel_booking", said="cancel it")
    else:
        await watched.call("reschedule_booking", when="tomorrow at 4pm")
    await watched.tap("^Confirm$")
    assert [(intent.kind, intent.status) for intent in seen] == [(kind, "sending")]
    assert await talk.store.writes_in_flight() == []


async def test_a_booking_whose_answer_was_lost_is_found_and_told_as_booked(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after")
    reply = await talk.tap("^Confirm$")
    (booking,) = talk.bookings()
    assert reply.text.startswith("Booked!")
    assert [one.uid for one in reply.bookings] == [booking["uid"]]
    assert await talk.store.writes_in_flight() == []


async def test_a_booking_that_never_arrived_is_offered_again_and_booked_once(talk: Talk) -> None:
    first = await talk.propose()
    talk.fault("bookings.create", "drop_before")
    reply = await talk.tap("^Confirm$")
    assert "nothing was booked" in reply.text
    assert talk.bookings() == []
    assert reply.proposal is not None
    assert reply.proposal.start == TOMORROW_AT_THREE
    stale = await talk.tap_id(first.choices[0].id)
    assert "no longer open" in stale.text
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 1


@pytest.mark.parametrize("took_effect", [True, False])
async def test_a_booking_whose_fate_cannot_be_asked_is_told_as_unknown_and_settled_first(
    talk: Talk, took_effect: bool
) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after" if took_effect else "drop_before")
    talk.fault("bookings.list", "status", times=9)
    reply = await talk.tap("^Confirm$")
    assert all(words in reply.text for words in UNKNOWN)
    assert reply.bookings == ()
    assert len(await talk.store.writes_in_flight()) == 1
    talk.world.faults.clear()
    back = await talk.restarted().say("hello?")
    if took_effect:
        assert back.text.startswith("Booked!")
        assert back.bookings[0].uid == talk.bookings()[0]["uid"]
    else:
        assert back.text.startswith("That did not reach the calendar")
        assert talk.bookings() == []
        assert back.proposal is not None
    assert await talk.store.writes_in_flight() == []


async def test_an_impatient_yes_while_the_fate_is_unknown_books_nothing_more(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after")
    talk.fault("bookings.list", "status", times=9)
    await talk.tap("^Confirm$")
    talk.fault("bookings.list", "status", times=9)
    reply = await talk.say("yes")
    assert all(words in reply.text for words in UNKNOWN)
    talk.world.faults.clear()
    reply = await talk.say("yes")
    assert reply.text.startswith("Booked!")
    assert len(talk.bookings()) == 1


async def test_booking_the_same_again_while_the_fate_is_unknown_leaves_one_booking(talk: Talk) -> None:
    await talk.propose(event_type="workshop")
    talk.fault("bookings.create", "drop_after")
    talk.fault("bookings.list", "status", times=9)
    await talk.tap("^Confirm$")
    reply = await talk.call("plan_booking", event_type="workshop", when="tomorrow at 3pm")
    assert all(words in reply.text for words in UNKNOWN)
    talk.world.faults.clear()
    settled = await talk.say("yes")
    assert settled.text.startswith("Booked!")
    await talk.say("yes")
    await talk.say("yes please")
    (booking,) = talk.bookings()
    assert len(booking["attendees"]) == 1


@pytest.mark.parametrize("fault", ["drop_after", "drop_before"])
async def test_a_move_without_an_answer_is_looked_up(talk: Talk, fault: str) -> None:
    old = await talk.book()
    await talk.call("reschedule_booking", when="tomorrow at 4pm")
    talk.fault("bookings.reschedule", fault)
    reply = await talk.tap("^Confirm$")
    (booking,) = talk.bookings()
    if fault == "drop_after":
        assert reply.text.startswith("Moved!")
        assert [one.uid for one in reply.bookings] == [booking["uid"]]
        assert booking["start"] == "2026-11-24T16:00:00.000Z"
        assert [kept.uid for kept in await talk.store.owned(ANA.account_id)] == [booking["uid"]]
    else:
        assert "nothing was moved" in reply.text
        assert (booking["uid"], booking["start"]) == (old, "2026-11-24T15:00:00.000Z")
        assert reply.proposal is not None
        assert reply.proposal.kind == "reschedule"
        await talk.tap("^Confirm$")
        assert [one["start"] for one in talk.bookings()] == ["2026-11-24T16:00:00.000Z"]


@pytest.mark.parametrize("fault", ["drop_after", "drop_before"])
async def test_a_cancellation_without_an_answer_is_looked_up(talk: Talk, fault: str) -> None:
    await talk.book()
    await talk.call("cancel_booking", said="cancel it")
    talk.fault("bookings.cancel", fault)
    reply = await talk.tap("^Confirm$")
    if fault == "drop_after":
        assert reply.text.startswith("Cancelled:")
        assert talk.bookings() == []
    else:
        assert "nothing was cancelled" in reply.text
        assert len(talk.bookings()) == 1
        await talk.tap("^Confirm$")
        assert talk.bookings() == []


@pytest.mark.parametrize("kind", ["reschedule", "cancel"])
async def test_a_change_whose_fate_cannot_be_asked_is_told_as_unknown_and_settled_first(talk: Talk, kind: str) -> None:
    await talk.book()
    if kind == "cancel":
        await talk.call("cancel_booking", said="cancel it")
    else:
        await talk.call("reschedule_booking", when="tomorrow at 4pm")
    talk.fault(f"bookings.{kind}", "drop_after")
    talk.fault("bookings.get", "status", times=9)
    reply = await talk.tap("^Confirm$")
    assert all(words in reply.text for words in UNKNOWN)
    talk.world.faults.clear()
    back = await talk.restarted().say("hello?")
    assert back.text.startswith("Cancelled:" if kind == "cancel" else "Moved!")
    assert await talk.store.writes_in_flight() == []


async def test_a_yes_delivered_twice_is_answered_twice_and_books_once(talk: Talk) -> None:
    await talk.propose()
    first = await talk.tap("^Confirm$", message_id="m-yes")
    choice = talk.replies[-2].choices[0].id
    again = await talk.restarted().tap_id(choice, message_id="m-yes")
    assert (again.text, again.choices, again.attachments, again.bookings) == (
        first.text,
        first.choices,
        first.attachments,
        first.bookings,
    )
    assert len(talk.bookings()) == 1


@pytest.mark.parametrize("key", ["cal_sandbox_bailey", None])
@pytest.mark.parametrize("lost_at", ["save", "end_write", "add_owned"])
async def test_a_yes_that_comes_again_after_a_crash_finds_its_own_trace(key: str | None, lost_at: str) -> None:
    async def crash(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    async with talking(key=key) as talk:
        proposal = await talk.propose()
        confirm = proposal.choices[0].id
        crashing = talk.restarted(store=Watched(talk.store, **{lost_at: crash}))
        with pytest.raises(RuntimeError, match="the power went"):
            await crashing.tap_id(confirm)
        assert len(talk.bookings()) == 1
        reply = await talk.restarted().tap_id(confirm)
        assert len(talk.bookings()) == 1
        if key is not None or lost_at == "save":
            assert reply.text.startswith("Booked!")
            assert reply.bookings[0].uid == talk.bookings()[0]["uid"]
        else:
            assert "cannot tell whether that went through" in reply.text
        assert await talk.store.writes_in_flight() == []


@pytest.mark.parametrize("said", ["did that work?", "make it 4pm instead", "hello"])
async def test_a_booking_whose_telling_was_lost_is_told_before_anything_else(talk: Talk, said: str) -> None:
    async def crash(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    proposal = await talk.propose()
    with pytest.raises(RuntimeError, match="the power went"):
        await talk.restarted(store=Watched(talk.store, save=crash)).tap_id(proposal.choices[0].id)
    reply = await talk.restarted().say(said)
    assert reply.text.startswith("Booked!")
    (booking,) = talk.bookings()
    assert [view.uid for view in reply.bookings] == [booking["uid"]]


async def test_a_slot_that_went_between_card_and_yes_is_told_with_the_nearest(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "slot_taken")
    reply = await talk.tap("^Confirm$")
    assert "was taken a moment ago" in reply.text
    assert "Tue, Nov 24, 2:30 PM" in talk.labels
    assert "Tue, Nov 24, 3:30 PM" in talk.labels
    assert reply.proposal is None
    assert [one["attendees"][0]["email"] for one in talk.bookings()] != ["ana@example.com"]
    await talk.tap("3:30 PM")
    await talk.tap("^Confirm$")
    assert talk.bookings()[-1]["start"] == "2026-11-24T15:30:00.000Z"


async def test_a_slot_that_went_before_a_move_leaves_the_booking_where_it_was(talk: Talk) -> None:
    await talk.book()
    await talk.call("reschedule_booking", when="tomorrow at 4pm")
    talk.fault("bookings.reschedule", "slot_taken")
    reply = await talk.tap("^Confirm$")
    assert "nothing was" in reply.text
    own = [one for one in talk.bookings() if one["attendees"][0]["email"] == "ana@example.com"]
    assert [one["start"] for one in own] == ["2026-11-24T15:00:00.000Z"]


async def test_a_calendar_that_is_busy_for_one_write_keeps_the_offer(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "rate_limit", times=3, seconds=0)
    reply = await talk.tap("^Confirm$")
    assert "nothing was changed" in reply.text
    assert talk.bookings() == []
    assert reply.proposal is not None
    await talk.say("yes")
    assert len(talk.bookings()) == 1


async def test_a_write_answered_by_503_is_looked_up_before_it_is_offered_again(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "status", status=503)
    reply = await talk.tap("^Confirm$")
    assert talk.bookings() == []
    assert reply.proposal is not None
    assert "nothing was" in reply.text
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 1


async def test_an_answer_that_cannot_be_read_is_looked_up(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "malformed")
    reply = await talk.tap("^Confirm$")
    assert reply.text.startswith("Booked!")
    assert len(talk.bookings()) == 1


async def test_a_key_that_is_refused_at_the_write_writes_nothing_and_says_so(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "status", status=401)
    reply = await talk.tap("^Confirm$")
    assert "does not accept this bot's key" in reply.text
    assert talk.bookings() == []


async def test_without_a_credential_a_booking_is_made_and_changed_all_the_same(guest: Talk) -> None:
    await guest.book()
    await guest.call("reschedule_booking", when="tomorrow at 4pm")
    await guest.tap("^Confirm$")
    assert [one["start"] for one in guest.bookings()] == ["2026-11-24T16:00:00.000Z"]
    await guest.call("cancel_booking", said="cancel it")
    await guest.tap("^Confirm$")
    assert guest.bookings() == []


async def test_without_a_credential_a_free_slot_tells_that_nothing_was_booked(guest: Talk) -> None:
    await guest.propose()
    guest.fault("bookings.create", "drop_before")
    reply = await guest.tap("^Confirm$")
    assert "nothing was booked" in reply.text
    await guest.tap("^Confirm$")
    assert len(guest.bookings()) == 1


@pytest.mark.parametrize("event_type", ["30min", "workshop", "review"])
async def test_without_a_credential_a_lost_answer_is_never_called_not_booked(guest: Talk, event_type: str) -> None:
    """A seat leaves its slot free, and so may a request that the host has to confirm: neither tells anything."""
    await guest.propose(event_type=event_type)
    guest.fault("bookings.create", "drop_after")
    reply = await guest.tap("^Confirm$")
    assert "cannot tell whether that went through" in reply.text
    assert reply.proposal is None
    await guest.say("yes")
    assert len(guest.bookings()) == 1


async def test_without_a_credential_a_lost_answer_of_a_team_is_never_called_not_booked() -> None:
    """Another host of the team is still free at that time."""
    async with talking(key=None, username=None, team="301") as talk:
        await talk.propose(event_type="demo")
        talk.fault("bookings.create", "drop_after")
        reply = await talk.tap("^Confirm$")
        assert "cannot tell whether that went through" in reply.text
        assert len(talk.bookings()) == 1


@pytest.mark.parametrize("method", ["begin_write", "writes_in_flight", "load", "answer_to"])
async def test_a_store_that_fails_before_the_write_stops_it(talk: Talk, method: str) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("The disk is full.")

    proposal = await talk.propose()
    broken = talk.restarted(store=Watched(talk.store, **{method: fail}))
    reply = await broken.tap_id(proposal.choices[0].id)
    assert "cannot use my memory" in reply.text
    assert "did nothing" in reply.text
    assert talk.bookings() == []
    await talk.restarted().tap_id(proposal.choices[0].id)
    assert len(talk.bookings()) == 1


@pytest.mark.parametrize("method", ["add_owned", "end_write", "save"])
async def test_a_store_that_fails_after_the_write_is_not_told_as_nothing_done(talk: Talk, method: str) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("The disk is full.")

    proposal = await talk.propose()
    broken = talk.restarted(store=Watched(talk.store, **{method: fail}))
    reply = await broken.tap_id(proposal.choices[0].id)
    assert len(talk.bookings()) == 1
    assert "cannot use my memory" in reply.text
    assert "did nothing" not in reply.text
    assert "nothing was" not in reply.text.lower()
    settled = await talk.restarted().tap_id(proposal.choices[0].id)
    assert settled.text.startswith("Booked!")
    assert len(talk.bookings()) == 1


async def test_what_follows_in_the_same_message_cannot_hide_that_it_was_booked(talk: Talk) -> None:
    """The booking stands when the calendar goes away right behind it."""
    await talk.say("book 30 min tomorrow at 3pm and list my bookings")
    assert talk.last.proposal is not None

    async def away(uid: str) -> list[Booking]:
        raise Unavailable("gone")

    bookings = Watched(talk.calendar.bookings, get=away)
    silent = talk.restarted(calendar=Watched(talk.calendar, bookings=bookings))
    reply = await silent.say("yes")
    assert reply.text.startswith("Booked!")
    assert "Nothing was changed" not in reply.text
    assert len(talk.bookings()) == 1


async def test_a_write_that_was_settled_is_told_although_the_calendar_goes_away_right_after(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after")
    talk.fault("bookings.list", "status", times=9)
    await talk.tap("^Confirm$")
    talk.world.faults.clear()
    talk.fault("event_types.*", "status", times=9)
    talk.fault("slots.*", "status", times=9)
    talk.fault("teams.*", "status", times=9)
    reply = await talk.restarted().say("what is free next week with alex?")
    assert reply.text.startswith("Booked!")
    assert "Nothing was changed" not in reply.text


async def test_an_expired_proposal_is_not_written_but_offered_anew(talk: Talk) -> None:
    first = await talk.propose()
    talk.clock.forward(minutes=16)
    reply = await talk.tap("^Confirm$")
    assert "expired" in reply.text
    assert talk.bookings() == []
    assert reply.proposal is not None
    assert reply.proposal.start == TOMORROW_AT_THREE
    assert reply.choices[0].id != first.choices[0].id
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 1


async def test_the_confirmation_reads_the_booking_back(talk: Talk) -> None:
    reply_uid = await talk.book()
    (booking,) = talk.bookings()
    reply = talk.last
    assert reply_uid == booking["uid"]
    assert "Tuesday, November 24, 2026, 3:00 PM – 3:30 PM" in reply.text
    assert "For Bailey Hart: Tue, Nov 24, 10:00 AM, New York" in reply.text
    assert "ana@example.com" in reply.text
    assert [one.name for one in reply.attachments] == ["invite.ics"]
    assert {"Move", "Cancel booking"} <= set(talk.labels)


async def test_a_pending_booking_is_called_requested(talk: Talk) -> None:
    await talk.propose(event_type="review")
    assert "has to confirm" in talk.last.text
    reply = await talk.tap("^Confirm$")
    assert reply.text.startswith("Requested")
    assert "Booked!" not in reply.text
    assert [(one.status) for one in reply.bookings] == ["pending"]


async def test_an_instant_booking_starts_when_it_is_agreed_to() -> None:
    async with talking(username=None, team="support-team", person=ANA) as talk:
        await talk.call("plan_booking", event_type="urgent-support")
        assert talk.last.proposal is not None, talk.last.text
        talk.clock.forward(minutes=3)
        reply = await talk.tap("^Confirm$")
        (booking,) = talk.bookings()
        assert booking["status"] == "awaiting_host"
        assert booking["start"] == "2026-11-23T14:03:00.000Z"
        assert "ringing" in reply.text


async def test_a_series_is_booked_whole_and_told_with_every_date(talk: Talk) -> None:
    await talk.propose(event_type="weekly-checkin")
    reply = await talk.tap("^Confirm$")
    starts = [datetime.fromisoformat(one["start"]) for one in talk.bookings()]
    assert starts == [
        datetime(2026, 11, 24, 15, tzinfo=UTC).replace(month=m, day=d)
        for m, d in ((11, 24), (12, 1), (12, 8), (12, 15))
    ]
    assert [one.start for one in reply.bookings] == starts
    assert all(words in reply.text for words in ("Nov 24", "Dec 1", "Dec 8", "Dec 15"))


async def test_a_person_the_platform_does_not_know_is_asked_before_anything_is_proposed() -> None:
    async with talking(person=STRANGER) as talk:
        reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 3pm")
        assert reply.proposal is None
        assert all(words in reply.text for words in ("your name", "e-mail", "city"))
