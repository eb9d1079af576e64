"""The client and the sandbox are two readings of the same API: here they meet."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.calcom import CalcomClient
from bot.sandbox.server import create_app
from bot.sandbox.world import Fault, World
from bot.scheduling.calendar import (
    ByGroup,
    ById,
    ByTeam,
    ByUser,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    SlotTaken,
    Unauthorized,
    Unavailable,
)
from bot.scheduling.models import Booking, EventType, NewAttendee, NewBooking

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)  # a Monday, 9 in New York
ANA = NewAttendee(name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
THIRTY = ByUser("bailey", "30min")


class Office:
    """A world, and clients of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._app = create_app(world, timer=asyncio.get_running_loop().time)
        self.host = self.client("cal_sandbox_bailey")
        self.guest = self.client(None)

    def client(self, key: str | None, *, bookings_version: str = "2024-08-13", timeout: float = 10.0) -> CalcomClient:
        return CalcomClient(
            "http://localhost",
            key,
            transport=httpx.ASGITransport(self._app),
            bookings_version=bookings_version,
            timeout=timeout,
        )

    def fault(self, operation: str, kind: str, **script: float) -> None:
        self.world.faults.add(Fault.model_validate({"operation": operation, "kind": kind, **script}))

    async def event_type(self, slug: str, username: str = "bailey") -> EventType:
        (found,) = await self.guest.event_types.list(username=username, event_slug=slug)
        return found

    async def free(self, event_type: ById | ByUser | ByTeam | ByGroup = THIRTY, **options: str) -> list[datetime]:
        """The free starts of the next seven days."""
        slots = await self.guest.slots.list(
            event_type, start=NOW, end=NOW + timedelta(days=7), time_zone="Europe/Lisbon", **options
        )
        return [slot.start for slot in slots]

    async def book(self, slug: str = "30min", **details: object) -> list[Booking]:
        """Books the first free time of an event type of bailey's."""
        start = (await self.free(ByUser("bailey", slug)))[0]
        body = {"start": start, "attendee": ANA, "username": "bailey", "event_type_slug": slug, **details}
        return await self.guest.bookings.create(NewBooking.model_validate(body))


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office(World.load("default", clock=lambda: NOW))
    async with office.host, office.guest:
        yield office


def uids(bookings: list[Booking]) -> list[str]:
    return [booking.uid for booking in bookings]


# Reading


async def test_the_host_sees_hidden_event_types_and_a_guest_does_not(office: Office) -> None:
    own = {event_type.slug for event_type in await office.host.event_types.list()}
    public = {event_type.slug for event_type in await office.guest.event_types.list(username="bailey")}
    assert own - public == {"private-call"}
    assert await office.guest.event_types.list(username="nobody") == []


async def test_event_types_say_what_they_need(office: Office) -> None:
    assert (await office.event_type("flexible")).lengths == (15, 30, 60)
    assert (await office.event_type("review")).needs_confirmation
    assert (await office.event_type("weekly-checkin")).is_recurring
    assert (await office.event_type("workshop")).is_seated
    consultation = await office.event_type("consultation")
    size = next(field for field in consultation.booking_fields if field.slug == "company_size")
    assert (size.required, size.options) == (True, ("1-10", "10-50", "50-200", "200+"))
    whole = await office.host.event_types.get(consultation.id)
    assert [field for field in whole.booking_fields if not field.hidden] == list(consultation.booking_fields)


async def test_an_event_type_by_its_number_needs_a_credential(office: Office) -> None:
    thirty = await office.event_type("30min")
    with pytest.raises(Unauthorized):
        await office.guest.event_types.get(thirty.id)
    with pytest.raises(NotFound):
        await office.host.event_types.get(987654)


async def test_teams_schedules_and_me_of_the_host(office: Office) -> None:
    (team,) = await office.host.teams.list()
    assert team.slug == "support-team"
    assert {event_type.slug for event_type in await office.guest.teams.event_types(team.id)} == {
        "demo",
        "urgent-support",
    }
    (schedule,) = await office.host.schedules.list()
    assert schedule.time_zone == "America/New_York"
    assert (await office.host.me.get()).username == "bailey"


async def test_a_bad_key_is_unauthorized_even_where_none_is_needed(office: Office) -> None:
    async with office.client("cal_sandbox_nobody") as stranger:
        with pytest.raises(Unauthorized):
            await stranger.event_types.list(username="bailey")


# Slots and reservations


async def test_slots_are_found_in_all_four_ways(office: Office) -> None:
    by_user = await office.free()
    assert by_user[0] >= NOW
    assert by_user == sorted(by_user)
    assert await office.free(ById((await office.event_type("30min")).id)) == by_user
    by_team = await office.free(ByTeam("support-team", "demo"))
    assert set(by_user) & set(by_team)
    in_a_group = await office.free(ByGroup(("bailey", "alex"), "acme"))
    assert in_a_group
    assert set(in_a_group) < set(by_team)


async def test_a_window_in_the_guests_zone_is_kept_exactly(office: Office) -> None:
    start, end = NOW + timedelta(hours=3), NOW.replace(hour=0) + timedelta(days=1)
    slots = await office.guest.slots.list(THIRTY, start=start, end=end, time_zone="Asia/Tokyo")
    assert slots
    assert all(start <= slot.start < end for slot in slots)


async def test_slots_of_somebody_unknown(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.free(ByUser("nobody", "30min"))
    with pytest.raises(NotFound):
        await office.free(ByUser("bailey", "no-such-type"))


async def test_a_reserved_slot_is_hidden_until_it_is_let_go(office: Office) -> None:
    first, second, *_ = await office.free()
    event_type = await office.event_type("30min")
    reservations = office.guest.slots.reservations
    held = await reservations.create(event_type.id, first, reservation_duration=30)
    assert held.reservation_until == NOW + timedelta(minutes=5)
    assert first not in await office.free()
    with pytest.raises(SlotTaken):
        await reservations.create(event_type.id, first)
    found = await reservations.get(held.reservation_uid)
    assert found is not None
    assert found.slot_start == first
    await reservations.update(held.reservation_uid, event_type.id, second)
    assert first in await office.free()
    await reservations.delete(held.reservation_uid)
    assert second in await office.free()
    assert await reservations.get(held.reservation_uid) is None
    with pytest.raises(NotFound):
        await reservations.update(held.reservation_uid, event_type.id, first)


async def test_with_a_credential_a_reservation_can_be_longer(office: Office) -> None:
    event_type = await office.event_type("30min")
    held = await office.host.slots.reservations.create(event_type.id, (await office.free())[0], reservation_duration=30)
    assert held.reservation_until == NOW + timedelta(minutes=30)


# Booking


async def test_a_booking_takes_its_time_moves_and_frees_it(office: Office) -> None:
    (booked,) = await office.book(metadata={"slotwise": "k1"})
    assert (booked.status, booked.metadata) == ("accepted", {"slotwise": "k1"})
    assert booked.start not in await office.free()
    assert booked.start in await office.free(booking_uid_to_reschedule=booked.uid)
    assert uids(await office.guest.bookings.get(booked.uid)) == [booked.uid]

    later = booked.start + timedelta(hours=1)
    moved = await office.guest.bookings.reschedule(booked.uid, start=later, rescheduling_reason="late train")
    assert (moved.start, moved.rescheduled_from_uid) == (later, booked.uid)
    (old,) = await office.guest.bookings.get(booked.uid)
    assert (old.status, old.rescheduled_to_uid) == ("cancelled", moved.uid)

    (cancelled,) = await office.guest.bookings.cancel(moved.uid, cancellation_reason="ill")
    assert (cancelled.uid, cancelled.is_active) == (moved.uid, False)
    assert later in await office.free()


async def test_a_series_is_booked_and_cancelled_whole_or_from_one_on(office: Office) -> None:
    for how_many_left in (1, 0):
        series = await office.book("weekly-checkin")
        assert len(series) == 4
        whole = series[0].recurring_booking_uid
        assert whole is not None
        assert uids(await office.guest.bookings.get(whole)) == uids(series)
        if how_many_left:
            await office.guest.bookings.cancel(
                series[1].uid, cancellation_reason="ill", cancel_subsequent_bookings=True
            )
        else:
            await office.guest.bookings.cancel(whole, cancellation_reason="ill")
        left = [booking for booking in await office.guest.bookings.get(whole) if booking.is_active]
        assert uids(left) == uids(series)[:how_many_left]


async def test_a_seat_is_booked_found_moved_and_given_up(office: Office) -> None:
    first, second, *_ = await office.free(ByUser("bailey", "workshop"))
    (booked,) = await office.book("workshop")
    assert booked.seat_uid is not None
    assert first in await office.free(ByUser("bailey", "workshop"))
    assert (await office.guest.bookings.get_by_seat(booked.seat_uid)).uid == booked.uid
    moved = await office.guest.bookings.reschedule(
        booked.uid, start=second, rescheduling_reason="late train", seat_uid=booked.seat_uid
    )
    assert moved.start == second
    assert moved.seat_uid is not None
    await office.guest.bookings.cancel(moved.uid, cancellation_reason="ill", seat_uid=moved.seat_uid)
    with pytest.raises(NotFound):
        await office.guest.bookings.get_by_seat("no-such-seat")


async def test_an_instant_booking_waits_for_a_host(office: Office) -> None:
    (booked,) = await office.guest.bookings.create(
        NewBooking(
            start=NOW + timedelta(hours=1),
            attendee=ANA,
            team_slug="support-team",
            event_type_slug="urgent-support",
            instant=True,
        )
    )
    assert booked.status == "awaiting_host"
    with pytest.raises(Rejected) as caught:
        await office.book(instant=True)
    assert caught.value.reason == "instant"


async def test_a_booking_that_needs_confirming_is_pending(office: Office) -> None:
    (requested,) = await office.book("review")
    assert requested.status == "pending"


async def test_one_of_several_lengths_is_booked(office: Office) -> None:
    (booked,) = await office.book("flexible", length_in_minutes=60)
    assert booked.end - booked.start == timedelta(minutes=60)
    with pytest.raises(Rejected) as caught:
        await office.book("flexible", length_in_minutes=45)
    assert caught.value.reason == "length"
    with pytest.raises(Rejected) as caught:
        await office.book("30min", length_in_minutes=45)
    assert caught.value.reason == "length"


async def test_calendar_links_need_a_credential(office: Office) -> None:
    (booked,) = await office.book()
    links = await office.host.bookings.calendar_links(booked.uid)
    assert "Google Calendar" in {link.label for link in links}
    with pytest.raises(Unauthorized):
        await office.guest.bookings.calendar_links(booked.uid)


# What is refused, and how it is understood


async def test_a_taken_time_is_a_taken_slot(office: Office) -> None:
    (booked,) = await office.book()
    with pytest.raises(SlotTaken):
        await office.book(start=booked.start)


@pytest.mark.parametrize(
    ("slug", "details", "reason", "field"),
    [
        ("30min", {"start": NOW - timedelta(days=3)}, "past", None),
        ("consultation", {"booking_fields_responses": {"company_size": "10-50"}}, "missing_field", "notes"),
        ("consultation", {"booking_fields_responses": {"notes": "Pricing"}}, "missing_field", "company_size"),
        (
            "consultation",
            {"booking_fields_responses": {"notes": "Pricing", "company_size": "a few"}},
            "invalid_field",
            "company_size",
        ),
        ("30min", {"attendee": NewAttendee(name="Ana", time_zone="Europe/Lisbon")}, "missing_field", "email"),
        (
            "30min",
            {"attendee": NewAttendee(name="Ana", email="ana at example", time_zone="Europe/Lisbon")},
            "invalid_field",
            "email",
        ),
        ("weekly-checkin", {"recurrence_count": 40}, "recurrence", None),
        ("30min", {"location": {"type": "attendeePhone", "phone": "+351210000000"}}, "location", "location"),
    ],
)
async def test_a_refusal_says_why_and_what_it_is_about(
    office: Office, slug: str, details: dict[str, object], reason: str, field: str | None
) -> None:
    with pytest.raises(Rejected) as caught:
        await office.book(slug, **details)
    assert (caught.value.reason, caught.value.field) == (reason, field)
    assert office.world.snapshot() == []


async def test_what_was_cancelled_or_moved_already_is_refused_as_such(office: Office) -> None:
    (booked,) = await office.book()
    moved = await office.guest.bookings.reschedule(booked.uid, start=booked.start + timedelta(hours=1))
    await office.guest.bookings.cancel(moved.uid, cancellation_reason="ill")
    with pytest.raises(Rejected) as caught:
        await office.guest.bookings.cancel(moved.uid, cancellation_reason="ill")
    assert caught.value.reason == "already_cancelled"
    with pytest.raises(Rejected) as caught:
        await office.guest.bookings.reschedule(moved.uid, start=booked.start)
    assert caught.value.reason == "already_cancelled"
    with pytest.raises(Rejected) as caught:
        await office.guest.bookings.reschedule(booked.uid, start=booked.start)
    assert caught.value.reason == "already_rescheduled"


async def test_an_unknown_booking_event_type_or_person_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.guest.bookings.get("no-such-uid")
    with pytest.raises(NotFound):
        await office.guest.bookings.cancel("no-such-uid", cancellation_reason="ill")
    with pytest.raises(NotFound):
        await office.guest.bookings.reschedule("no-such-uid", start=NOW + timedelta(days=1))
    for details in ({"username": "nobody"}, {"event_type_slug": "no-such-type"}):
        with pytest.raises(NotFound):
            await office.book(**details)


# Lists


async def test_a_list_needs_a_credential(office: Office) -> None:
    with pytest.raises(Unauthorized):
        await anext(office.guest.bookings.list(status=["upcoming"]))


@pytest.mark.parametrize("version", ["2024-08-13", "2026-02-25", "2026-05-01"])
async def test_both_pagings_list_every_booking_once(office: Office, version: str) -> None:
    first = datetime(2026, 12, 1, 14, tzinfo=UTC)
    for number in range(230):
        office.world.add_booking(
            event_type="15min",
            host="bailey",
            start=first + timedelta(minutes=15 * number),
            attendee={"name": "Bo", "email": f"bo+{number % 2}@example.com", "timeZone": "UTC"},
        )
    async with office.client("cal_sandbox_bailey", bookings_version=version) as client:
        everything = [booking async for booking in client.bookings.list(status=["upcoming"])]
        assert len({booking.uid for booking in everything}) == len(everything) == 230
        assert everything == sorted(everything, key=lambda booking: booking.start)
        one_persons = [booking async for booking in client.bookings.list(attendee_email="bo+1@example.com")]
        assert len(one_persons) == 115
        of_a_day = [
            booking
            async for booking in client.bookings.list(
                status=["upcoming"], after_start=first, before_end=first + timedelta(hours=2)
            )
        ]
        assert len(of_a_day) == 8


async def test_a_list_knows_what_was_cancelled_and_what_waits(office: Office) -> None:
    (kept,) = await office.book()
    (dropped,) = await office.book("15min")
    await office.guest.bookings.cancel(dropped.uid, cancellation_reason="ill")
    (requested,) = await office.book("review")

    async def listed(*status: str) -> set[str]:
        return {booking.uid async for booking in office.host.bookings.list(status=status)}

    assert await listed("cancelled") == {dropped.uid}
    assert await listed("unconfirmed") == {requested.uid}
    assert await listed("upcoming") == {kept.uid, requested.uid}
    assert await listed() == {kept.uid, dropped.uid, requested.uid}


# Scripted faults


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "status", "rate_limit", "rate_limit_with_retry_after"])
async def test_a_read_outlives_a_fault(office: Office, kind: str) -> None:
    office.fault("me.get", kind, seconds=2)
    async with office.client("cal_sandbox_bailey", timeout=90) as patient:
        assert (await patient.me.get()).username == "bailey"
    assert office.world.faults.pending() == []


async def test_a_read_gives_up_on_a_fault_that_stays(office: Office) -> None:
    office.fault("me.get", "status", status=502, times=3)
    with pytest.raises(Unavailable):
        await office.host.me.get()
    assert office.world.faults.pending() == []


async def test_a_read_of_half_an_answer_is_unavailable(office: Office) -> None:
    office.fault("me.get", "malformed")
    with pytest.raises(Unavailable):
        await office.host.me.get()


@pytest.mark.parametrize(
    ("kind", "took_effect"), [("drop_before", 0), ("drop_after", 1), ("malformed", 1), ("status", 0)]
)
async def test_a_booking_without_an_answer_may_be_there_or_not(office: Office, kind: str, took_effect: int) -> None:
    office.fault("bookings.create", kind)
    with pytest.raises(OutcomeUnknown):
        await office.book()
    assert len(office.world.snapshot()) == took_effect


async def test_a_slow_booking_is_given_up_with_an_unknown_outcome(office: Office) -> None:
    office.fault("bookings.create", "delay", seconds=11)
    with pytest.raises(OutcomeUnknown):
        await office.book()


async def test_a_slow_answer_within_the_deadline_is_waited_for(office: Office) -> None:
    office.fault("bookings.create", "delay", seconds=9)
    assert len(await office.book()) == 1


async def test_a_throttled_booking_is_made_once(office: Office) -> None:
    office.fault("bookings.create", "rate_limit_with_retry_after", seconds=3)
    await office.book()
    assert len(office.world.snapshot()) == 1


async def test_a_booking_throttled_for_too_long_is_not_made(office: Office) -> None:
    office.fault("bookings.create", "rate_limit_with_retry_after", seconds=30)
    with pytest.raises(RateLimited) as caught:
        await office.book()
    assert caught.value.retry_after == 30
    assert office.world.snapshot() == []


@pytest.mark.parametrize("kind", ["slot_taken", "race"])
async def test_a_slot_that_goes_at_the_last_moment_is_a_taken_slot(office: Office, kind: str) -> None:
    office.fault("bookings.create", kind)
    with pytest.raises(SlotTaken):
        await office.book()
    (elses,) = office.world.snapshot()
    assert elses["attendees"][0]["email"] != ANA.email


async def test_of_two_who_book_at_once_one_gets_the_slot(office: Office) -> None:
    start = (await office.free())[0]
    outcomes = await asyncio.gather(office.book(start=start), office.book(start=start), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["SlotTaken", "list"]


async def test_three_hundred_calls_stay_within_the_limit_of_the_key(office: Office) -> None:
    began = asyncio.get_running_loop().time()
    answers = await asyncio.gather(*(office.host.me.get() for _ in range(300)))
    assert len(answers) == 300
    assert 120 <= asyncio.get_running_loop().time() - began < 130
