"""What each verb of the client sends, and what it makes of the answer."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
import pytz

from bot.calcom import CalcomClient
from bot.scheduling.calendar import (
    ByGroup,
    ById,
    ByTeam,
    ByUser,
    EventTypeRef,
    InvalidArgument,
    NotFound,
    OutcomeUnknown,
)
from bot.scheduling.models import NewAttendee, NewBooking

NINE = datetime(2030, 1, 7, 9, tzinfo=UTC)
TEN = datetime(2030, 1, 7, 10, tzinfo=UTC)
ANA = NewAttendee(name="Ana Ruiz", email="ana@example.com", time_zone="Europe/Madrid", language="es")


def answer(desk: Any, name: str, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=desk.sample(name))


async def drain(client: CalcomClient, **filters: Any) -> list[str]:
    return [booking.uid async for booking in client.bookings.list(**filters)]


# Headers


@pytest.mark.parametrize(
    ("call", "version"),
    [
        (lambda c: c.slots.list(ById(1), start=NINE, end=TEN, time_zone="UTC"), "2024-09-04"),
        (lambda c: c.slots.reservations.create(1, NINE), "2024-09-04"),
        (lambda c: c.slots.reservations.get("r"), "2024-09-04"),
        (lambda c: c.slots.reservations.update("r", 1, NINE), "2024-09-04"),
        (lambda c: c.slots.reservations.delete("r"), "2024-09-04"),
        (lambda c: c.bookings.create(NewBooking(start=NINE, attendee=ANA, event_type_id=1)), "2024-08-13"),
        (lambda c: c.bookings.get("b"), "2024-08-13"),
        (lambda c: c.bookings.get_by_seat("s"), "2024-08-13"),
        (lambda c: c.bookings.reschedule("b", start=NINE), "2024-08-13"),
        (lambda c: c.bookings.cancel("b", cancellation_reason="ill"), "2024-08-13"),
        (lambda c: c.bookings.calendar_links("b"), "2024-08-13"),
        (lambda c: drain(c), "2024-08-13"),
        (lambda c: c.event_types.list(), "2024-06-14"),
        (lambda c: c.event_types.get(1), "2024-06-14"),
        (lambda c: c.schedules.list(), "2024-06-11"),
        (lambda c: c.teams.list(), "2024-08-13"),
        (lambda c: c.teams.event_types(1), "2024-08-13"),
        (lambda c: c.me.get(), "2024-08-13"),
    ],
)
async def test_every_call_names_the_version_of_its_resource(
    desk: Any, call: Callable[[CalcomClient], Awaitable[Any]], version: str
) -> None:
    client, transport = desk.client(desk.refusal(404, "Event Type not found"))
    with pytest.raises(NotFound):
        await call(client)
    assert transport.request.headers["cal-api-version"] == version
    assert transport.request.headers["authorization"] == f"Bearer {desk.KEY}"
    assert transport.request.url.path.startswith("/v2/")


async def test_the_version_of_bookings_can_be_set(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "booking"), bookings_version="2026-02-25")
    await client.bookings.get("b")
    assert transport.request.headers["cal-api-version"] == "2026-02-25"


@pytest.mark.parametrize("key", [None, ""])
async def test_without_a_key_no_authorization_is_sent(desk: Any, key: str | None) -> None:
    client, transport = desk.client(desk.ok([]), api_key=key)
    assert client.has_credential is False
    await client.event_types.list(username="bea")
    assert "authorization" not in transport.request.headers


# Event types, teams, schedules, me


async def test_event_types_are_read_with_all_that_is_new_or_missing_in_them(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "event-types"))
    intro, weekly = await client.event_types.list(username="bea", event_slug="intro", organization_slug="acme")
    assert transport.query == {"username": "bea", "eventSlug": "intro", "orgSlug": "acme"}
    assert intro.lengths == (15, 30)
    assert [field.slug for field in intro.booking_fields] == ["splitName", "email", "company_size", "unknown"]
    assert intro.booking_fields[2].options == ("1-9", "10-50")
    assert intro.locations[2].type == "of-next-year"
    assert (intro.is_recurring, intro.is_seated, intro.needs_confirmation) == (False, False, False)
    assert (weekly.is_recurring, weekly.is_seated, weekly.needs_confirmation) == (True, True, True)
    assert weekly.team is not None
    assert weekly.team.slug == "support"


async def test_the_event_type_of_a_group_is_asked_by_its_usernames(desk: Any) -> None:
    client, transport = desk.client(desk.ok([]))
    assert await client.event_types.list(usernames=["bea", "al"], organization_slug="acme") == []
    assert transport.query == {"usernames": "bea,al", "orgSlug": "acme"}


async def test_one_event_type_is_asked_by_its_number(desk: Any) -> None:
    client, transport = desk.client(desk.ok(desk.sample("event-types")["data"][0]))
    assert (await client.event_types.get(11)).slug == "intro"
    assert transport.request.url.path == "/v2/event-types/11"


async def test_teams_and_their_event_types(desk: Any) -> None:
    client, transport = desk.client(
        desk.ok([{"id": 3, "slug": "support", "name": "Support", "parentId": None}]), answer(desk, "event-types")
    )
    (team,) = await client.teams.list()
    assert (team.id, team.slug) == (3, "support")
    assert len(await client.teams.event_types(3, event_slug="demo")) == 2
    assert [str(request.url.raw_path, "ascii") for request in transport.requests] == [
        "/v2/teams",
        "/v2/teams/3/event-types?eventSlug=demo",
    ]


async def test_schedules_and_me(desk: Any) -> None:
    client, _ = desk.client(answer(desk, "schedules"), answer(desk, "me"))
    (schedule,) = await client.schedules.list()
    assert schedule.time_zone == "Europe/London"
    assert schedule.availability[0].days == ("Monday", "Tuesday")
    assert schedule.overrides[0].date == date(2030, 1, 7)
    me = await client.me.get()
    assert (me.username, me.time_zone, me.name) == ("bea", "Europe/London", None)


# Slots


@pytest.mark.parametrize(
    ("event_type", "named"),
    [
        (ById(11), {"eventTypeId": "11"}),
        (ByUser("bea", "intro"), {"username": "bea", "eventTypeSlug": "intro"}),
        (
            ByUser("bea", "intro", "acme"),
            {"username": "bea", "eventTypeSlug": "intro", "organizationSlug": "acme"},
        ),
        (
            ByTeam("support", "demo", "acme"),
            {"teamSlug": "support", "eventTypeSlug": "demo", "organizationSlug": "acme"},
        ),
        (ByGroup(("bea", "al"), "acme"), {"usernames": "bea,al", "organizationSlug": "acme"}),
    ],
)
async def test_slots_are_asked_in_each_of_the_four_ways(
    desk: Any, event_type: EventTypeRef, named: dict[str, str]
) -> None:
    client, transport = desk.client(desk.ok({}))
    start = pytz.timezone("Europe/Rome").localize(datetime(2030, 7, 1, 9))
    assert await client.slots.list(event_type, start=start, end=TEN.replace(month=8), time_zone="Europe/Rome") == []
    window = {"start": "2030-07-01T07:00:00Z", "end": "2030-08-07T10:00:00Z", "timeZone": "Europe/Rome"}
    assert transport.query == named | window


async def test_slots_for_a_length_and_for_moving_a_booking(desk: Any) -> None:
    client, transport = desk.client(desk.ok({}))
    await client.slots.list(
        ById(11), start=NINE, end=TEN, time_zone="UTC", duration=60, booking_uid_to_reschedule="uid-1"
    )
    assert transport.query["duration"] == "60"
    assert transport.query["bookingUidToReschedule"] == "uid-1"


WHOLE_DAYS = {"start": datetime(2050, 9, 5, tzinfo=UTC), "end": datetime(2050, 9, 7, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("shape", "starts"),
    [
        ("slots", ["2050-09-05T07:00", "2050-09-05T08:00", "2050-09-05T22:30"]),
        ("slots-range", ["2050-09-05T07:00"]),
        ("slots-old", ["2050-09-05T07:00", "2050-09-05T08:00"]),
    ],
)
async def test_slots_come_in_order_and_in_utc_from_every_shape(desk: Any, shape: str, starts: list[str]) -> None:
    client, _ = desk.client(answer(desk, shape))
    slots = await client.slots.list(ById(11), **WHOLE_DAYS, time_zone="Europe/Rome")
    assert [f"{slot.start:%Y-%m-%dT%H:%M}" for slot in slots] == starts
    assert all(slot.start.tzinfo is UTC for slot in slots)


async def test_slots_tell_their_end_and_seats_where_cal_com_does(desk: Any) -> None:
    client, _ = desk.client(answer(desk, "slots-range"), answer(desk, "slots-old"))
    (seated,) = await client.slots.list(ById(11), **WHOLE_DAYS, time_zone="UTC")
    assert (seated.seats_remaining, seated.seats_total) == (7, 10)
    assert seated.end == datetime(2050, 9, 5, 7, 30, tzinfo=UTC)
    old = await client.slots.list(ById(11), **WHOLE_DAYS, time_zone="UTC")
    assert [slot.end for slot in old] == [None, datetime(2050, 9, 5, 8, 30, tzinfo=UTC)]


async def test_a_slot_may_be_bare_text(desk: Any) -> None:
    client, _ = desk.client(desk.ok({"2050-09-05": ["2050-09-05T09:00:00.000+02:00"]}))
    (slot,) = await client.slots.list(ById(11), **WHOLE_DAYS, time_zone="UTC")
    assert slot.start == datetime(2050, 9, 5, 7, tzinfo=UTC)


async def test_slots_outside_the_window_are_left_out(desk: Any) -> None:
    """Cal.com takes an end at midnight for the end of that day."""
    times = ["2050-09-04T23:45:00Z", "2050-09-05T00:00:00Z", "2050-09-06T23:45:00Z", "2050-09-07T00:00:00Z"]
    client, _ = desk.client(desk.ok({"2050-09-05": [{"start": time} for time in times]}))
    slots = await client.slots.list(ById(11), **WHOLE_DAYS, time_zone="UTC")
    assert [slot.start.day for slot in slots] == [5, 6]


async def test_an_empty_window_has_no_slots_and_asks_nobody(desk: Any) -> None:
    client, transport = desk.client()
    assert await client.slots.list(ById(11), start=TEN, end=TEN, time_zone="UTC") == []
    assert transport.requests == []


# Reservations


async def test_a_slot_is_reserved_looked_at_moved_and_let_go(desk: Any) -> None:
    client, transport = desk.client(
        answer(desk, "reservation", 201), answer(desk, "reservation"), answer(desk, "reservation"), desk.ok(None)
    )
    reservations = client.slots.reservations
    made = await reservations.create(11, NINE, slot_duration=30, reservation_duration=10)
    assert made.reservation_uid == "hold-1"
    assert made.reservation_until == datetime(2030, 1, 2, 8, 10, tzinfo=UTC)
    assert await reservations.get("hold-1") == made
    assert await reservations.update("hold-1", 11, NINE) == made
    assert await reservations.delete("hold-1") is None
    assert [(request.method, request.url.path) for request in transport.requests] == [
        ("POST", "/v2/slots/reservations"),
        ("GET", "/v2/slots/reservations/hold-1"),
        ("PATCH", "/v2/slots/reservations/hold-1"),
        ("DELETE", "/v2/slots/reservations/hold-1"),
    ]
    assert transport.requests[2].content == b'{"eventTypeId": 11, "slotStart": "2030-01-07T09:00:00Z"}'


async def test_an_expired_reservation_is_none(desk: Any) -> None:
    client, _ = desk.client(desk.ok(None))
    assert await client.slots.reservations.get("gone") is None


@pytest.mark.parametrize(("key", "sent"), [("cal_live_key", 10), (None, None)])
async def test_how_long_to_reserve_is_said_with_a_credential_only(desk: Any, key: str | None, sent: int | None) -> None:
    client, transport = desk.client(answer(desk, "reservation", 201), api_key=key)
    await client.slots.reservations.create(11, NINE, reservation_duration=10)
    assert transport.body.get("reservationDuration") == sent


# Bookings


async def test_a_booking_is_created_with_known_keys_and_values_only(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "booking", 201))
    (booking,) = await client.bookings.create(
        NewBooking(
            start=pytz.timezone("Europe/Madrid").localize(datetime(2030, 1, 7, 10)),
            attendee=ANA,
            event_type_id=11,
            booking_fields_responses={"topic": "Onboarding", "phone": None},
            guests=(),
            metadata={"slotwise": "k1"},
            instant=False,
        )
    )
    assert transport.body == {
        "start": "2030-01-07T09:00:00Z",
        "attendee": {
            "name": "Ana Ruiz",
            "email": "ana@example.com",
            "timeZone": "Europe/Madrid",
            "language": "es",
        },
        "eventTypeId": 11,
        "bookingFieldsResponses": {"topic": "Onboarding"},
        "metadata": {"slotwise": "k1"},
    }
    assert (booking.uid, booking.status, booking.event_type, booking.is_active) == (
        "7tRkq2mWZ5pXc9vB4nLh8s",
        "accepted",
        None,
        True,
    )
    assert booking.start == NINE
    assert booking.attendees[0].time_zone == "Europe/Madrid"


async def test_a_booking_carries_everything_that_was_given(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "instant", 201))
    (booking,) = await client.bookings.create(
        NewBooking(
            start=NINE,
            attendee=NewAttendee(name="Ana", phone_number="+34600000000", time_zone="Europe/Madrid"),
            event_type_slug="urgent-support",
            team_slug="support-team",
            organization_slug="acme",
            guests=("bo@example.com",),
            location={"type": "attendeePhone", "phone": "+34600000000"},
            length_in_minutes=60,
            instant=True,
            email_verification_code="123456",
        )
    )
    assert transport.body == {
        "start": "2030-01-07T09:00:00Z",
        "attendee": {
            "name": "Ana",
            "phoneNumber": "+34600000000",
            "timeZone": "Europe/Madrid",
            "language": "en",
        },
        "eventTypeSlug": "urgent-support",
        "teamSlug": "support-team",
        "organizationSlug": "acme",
        "guests": ["bo@example.com"],
        "location": {"type": "attendeePhone", "phone": "+34600000000"},
        "lengthInMinutes": 60,
        "instant": True,
        "emailVerificationCode": "123456",
    }
    assert (booking.status, booking.hosts[0].id) == ("awaiting_host", "unknown")


async def test_a_series_says_how_often(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "booking", 201))
    attendee = NewAttendee(name="Ana", email="ana@example.com", time_zone="Europe/Madrid")
    await client.bookings.create(NewBooking(start=NINE, attendee=attendee, event_type_id=7, recurrence_count=4))
    assert transport.body["recurrenceCount"] == 4
    with pytest.raises(InvalidArgument):
        await client.bookings.create(
            NewBooking(start=NINE, attendee=attendee, event_type_id=7, recurrence_count=4, instant=True)
        )
    assert len(transport.requests) == 1


async def test_half_an_emoji_in_a_name_is_still_sent_as_json(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "booking", 201))
    await client.bookings.create(
        NewBooking(start=NINE, attendee=ANA.model_copy(update={"name": "Ana \ud83d"}), event_type_id=1)
    )
    assert transport.body["attendee"]["name"] == "Ana \ud83d"


async def test_a_series_is_created_and_read_in_order_of_start(desk: Any) -> None:
    client, _ = desk.client(answer(desk, "series", 201), answer(desk, "series"))
    created = await client.bookings.create(NewBooking(start=NINE, attendee=ANA, event_type_id=12, recurrence_count=2))
    assert [booking.uid for booking in created] == ["occurrence-one", "occurrence-two"]
    assert await client.bookings.get("the-series") == created


async def test_a_seat_is_found_by_its_own_uid(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "seat"))
    booking = await client.bookings.get_by_seat("seat-of-ana")
    assert transport.request.url.path == "/v2/bookings/by-seat/seat-of-ana"
    assert (booking.seat_uid, booking.attendees[0].seat_uid) == ("seat-of-ana", "seat-of-ana")


async def test_a_booking_is_moved_with_the_spelling_that_cal_com_knows(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "booking", 201))
    moved = await client.bookings.reschedule(
        "old", start=NINE, rescheduling_reason="ill", rescheduled_by="ana@example.com"
    )
    assert transport.request.url.path == "/v2/bookings/old/reschedule"
    assert transport.body == {
        "start": "2030-01-07T09:00:00Z",
        "reschedulingReason": "ill",
        "rescheduledBy": "ana@example.com",
    }
    assert moved.uid == "7tRkq2mWZ5pXc9vB4nLh8s"


async def test_a_seat_is_moved_without_a_reason(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "seat", 201))
    await client.bookings.reschedule("the-workshop", start=NINE, rescheduling_reason="ill", seat_uid="seat-of-ana")
    assert transport.body == {"start": "2030-01-07T09:00:00Z", "seatUid": "seat-of-ana"}


@pytest.mark.parametrize(
    ("variant", "body"),
    [
        ({}, {"cancellationReason": "ill"}),
        ({"cancel_subsequent_bookings": True}, {"cancellationReason": "ill", "cancelSubsequentBookings": True}),
        ({"seat_uid": "seat-of-ana"}, {"cancellationReason": "ill", "seatUid": "seat-of-ana"}),
    ],
)
async def test_every_way_to_cancel(desk: Any, variant: dict[str, Any], body: dict[str, Any]) -> None:
    client, transport = desk.client(answer(desk, "booking"))
    (cancelled,) = await client.bookings.cancel("uid-1", cancellation_reason="ill", **variant)
    assert transport.request.url.path == "/v2/bookings/uid-1/cancel"
    assert transport.body == body
    assert cancelled.uid == "7tRkq2mWZ5pXc9vB4nLh8s"


async def test_cancelling_a_series_answers_all_that_were_left_of_it(desk: Any) -> None:
    client, _ = desk.client(answer(desk, "series"))
    cancelled = await client.bookings.cancel("the-series", cancellation_reason="ill")
    assert [booking.uid for booking in cancelled] == ["occurrence-one", "occurrence-two"]


async def test_a_seat_has_no_following_bookings(desk: Any) -> None:
    client, transport = desk.client()
    with pytest.raises(ValueError, match="seat"):
        await client.bookings.cancel("u", cancellation_reason="ill", seat_uid="s", cancel_subsequent_bookings=True)
    assert transport.requests == []


async def test_an_answer_to_a_write_that_holds_no_booking_leaves_its_outcome_unknown(desk: Any) -> None:
    client, transport = desk.client(desk.ok([], 201), desk.ok(None, 201), httpx.Response(201, text="<html>"))
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            await client.bookings.create(NewBooking(start=NINE, attendee=ANA, event_type_id=1))
    assert len(transport.requests) == 3


async def test_calendar_links_are_a_list(desk: Any) -> None:
    client, transport = desk.client(answer(desk, "calendar-links"))
    links = await client.bookings.calendar_links("uid-1")
    assert transport.request.url.path == "/v2/bookings/uid-1/calendar-links"
    assert [link.label for link in links] == ["Google Calendar", "ICS"]


# Lists of bookings


def page(desk: Any, *uids: str, **pagination: Any) -> httpx.Response:
    rows = [
        {"uid": uid, "status": "accepted", "start": "2030-01-07T09:00:00Z", "end": "2030-01-07T09:30:00Z"}
        for uid in uids
    ]
    response: httpx.Response = desk.ok(rows, pagination=pagination)
    return response


async def test_a_list_goes_on_by_number_of_bookings_until_there_are_no_more(desk: Any) -> None:
    client, transport = desk.client(
        page(desk, "a", "b", hasNextPage=True), page(desk, "c", hasNextPage=True), page(desk, "d", hasNextPage=False)
    )
    uids = await drain(
        client,
        status=["upcoming", "unconfirmed"],
        attendee_email="ana+work@example.com",
        event_type_id=11,
        after_start=NINE,
        before_end=TEN,
    )
    assert uids == ["a", "b", "c", "d"]
    assert [dict(request.url.params)["skip"] for request in transport.requests] == ["0", "2", "3"]
    assert dict(transport.requests[0].url.params) == {
        "status": "upcoming,unconfirmed",
        "attendeeEmail": "ana+work@example.com",
        "eventTypeId": "11",
        "afterStart": "2030-01-07T09:00:00Z",
        "beforeEnd": "2030-01-07T10:00:00Z",
        "sortStart": "asc",
        "take": "100",
        "skip": "0",
    }
    assert b"ana%2Bwork%40example.com" in transport.requests[0].url.query


async def test_a_list_follows_the_cursor_of_an_answer_that_has_one(desk: Any) -> None:
    client, transport = desk.client(
        page(desk, "a", nextCursor="c2", hasMore=True), page(desk, "b", nextCursor=None, hasMore=False)
    )
    assert await drain(client, status=["past"]) == ["a", "b"]
    assert dict(transport.requests[1].url.params) == {
        "status": "past",
        "sortStart": "asc",
        "limit": "100",
        "cursor": "c2",
    }


async def test_the_newer_list_is_asked_for_one_status_after_the_other(desk: Any) -> None:
    client, transport = desk.client(
        page(desk, "a", "b", nextCursor="c2", hasMore=True),
        page(desk, "c", nextCursor=None, hasMore=False),
        page(desk, "b", "d", nextCursor=None, hasMore=False),
        bookings_version="2026-05-01",
    )
    assert await drain(client, status=["upcoming", "unconfirmed"]) == ["a", "b", "c", "d"]
    assert [dict(request.url.params) for request in transport.requests] == [
        {"status": "upcoming", "limit": "100"},
        {"status": "upcoming", "limit": "100", "cursor": "c2"},
        {"status": "unconfirmed", "limit": "100"},
    ]


async def test_a_status_is_always_sent(desk: Any) -> None:
    client, transport = desk.client(page(desk))
    assert await drain(client) == []
    assert transport.query["status"] == "upcoming,recurring,past,cancelled,unconfirmed"


async def test_a_booking_that_slid_onto_the_next_page_is_listed_once(desk: Any) -> None:
    client, _ = desk.client(page(desk, "a", "b", hasNextPage=True), page(desk, "b", "c", hasNextPage=False))
    assert await drain(client, status=["upcoming"]) == ["a", "b", "c"]


async def test_pages_are_fetched_only_as_far_as_they_are_read(desk: Any) -> None:
    client, transport = desk.client(page(desk, "a", "b", hasNextPage=True))
    bookings = client.bookings.list(status=["upcoming"])
    assert (await anext(bookings)).uid == "a"
    assert len(transport.requests) == 1
