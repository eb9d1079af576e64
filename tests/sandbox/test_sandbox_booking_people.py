"""Where a booking takes place, who comes and who is invited (facts 4.9)."""

from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api
from tests.sandbox.listener import Listener

BO = {"name": "Bo Berg", "email": "bo@example.com", "timeZone": "Europe/Oslo"}


def one(booking: dict[str, Any], what: str) -> str:
    return f"/v2/bookings/{booking['uid']}/{what}"


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ({"type": "address", "address": "1 Quay Street"}, "1 Quay Street"),
        ({"type": "link", "link": "https://meet.example/x"}, "https://meet.example/x"),
        ({"type": "phone", "phone": "+351912345678"}, "+351912345678"),
        ({"type": "attendeeAddress", "address": "2 Hill Road"}, "2 Hill Road"),
        ({"type": "attendeePhone", "phone": "+351912345678"}, "+351912345678"),
        ({"type": "attendeeDefined", "location": "the usual café"}, "the usual café"),
        ({"type": "integration", "integration": "zoom"}, "integrations:zoom"),
    ],
)
async def test_the_place_of_a_booking_is_changed(bailey: Api, location: dict[str, str], shown: str) -> None:
    booked = await bailey.book()
    changed = await bailey.data("PATCH", one(booked, "location"), json={"location": location})
    assert changed["location"] == changed["meetingUrl"] == shown


async def test_a_change_of_place_is_told(world: World) -> None:
    listener = Listener()
    bailey = Api(world, "cal_sandbox_bailey", post=listener.post)
    body = {"subscriberUrl": "http://localhost:9/x", "triggers": ["BOOKING_LOCATION_UPDATED"], "active": True}
    await bailey.data("POST", "/v2/webhooks", json=body, status=201)
    booked = await bailey.book()
    place = {"location": {"type": "link", "link": "https://meet.example/x"}}
    await bailey.data("PATCH", one(booked, "location"), json=place)
    await bailey.settled()
    assert [told.json["payload"]["location"] for told in listener.received] == ["https://meet.example/x"]


async def test_a_place_that_is_none_is_refused(bailey: Api, world: World) -> None:
    booked = await bailey.book()
    path = one(booked, "location")
    assert await bailey.violations("PATCH", path, json={}) == {"location": ["location must be an object"]}
    assert "location" in await bailey.violations("PATCH", path, json={"location": {"type": "moon"}})
    assert "location" in await bailey.violations("PATCH", path, json={"location": {"type": "link"}})
    place = {"location": {"type": "attendeeDefined", "location": "here"}}
    words = "Booking with uid=nowhere not found"
    assert await bailey.refusal("PATCH", "/v2/bookings/nowhere/location", json=place) == (404, words)
    status, words = await Api(world, "cal_sandbox_alex").refusal("PATCH", path, json=place)
    assert (status, words.partition(".")[0]) == (403, "User is not authorized to update this booking location")
    without_version = {"headers": {"cal-api-version": ""}}
    assert (await bailey.refusal("PATCH", path, json=place, **without_version))[0] == 404


async def test_attendees_have_numbers_and_can_be_more(bailey: Api) -> None:
    booked = await bailey.book()
    path = one(booked, "attendees")
    (ana,) = await bailey.data("GET", path)
    assert ana == {**booked["attendees"][0], "id": ana["id"]}
    bo = await bailey.data("POST", path, json={**BO, "language": "no", "phoneNumber": "+4722225555"}, status=201)
    assert bo == {
        "name": "Bo Berg",
        "email": "bo@example.com",
        "displayEmail": "bo@example.com",
        "timeZone": "Europe/Oslo",
        "language": "no",
        "absent": False,
        "phoneNumber": "+4722225555",
        "id": bo["id"],
        "bookingId": booked["id"],
    }
    assert [one["id"] for one in await bailey.data("GET", path)] == [ana["id"], bo["id"]]
    assert (await bailey.data("GET", f"{path}/{bo['id']}"))["email"] == "bo@example.com"
    now = await bailey.data("GET", f"/v2/bookings/{booked['uid']}")
    assert [one["email"] for one in now["attendees"]] == ["ana@example.com", "bo@example.com"]


async def test_attendees_that_are_not_there_or_there_already_are_refused(bailey: Api, world: World) -> None:
    booked = await bailey.book()
    path = one(booked, "attendees")
    words = f"Attendee with id 7 not found in booking {booked['uid']}"
    assert await bailey.refusal("GET", f"{path}/7") == (404, words)
    words = "Booking with uid nowhere not found"
    assert await bailey.refusal("GET", "/v2/bookings/nowhere/attendees") == (404, words)
    assert (await bailey.refusal("POST", path, json={**BO, "email": "ANA@example.com"}))[0] == 400
    assert set(await bailey.violations("POST", path, json={"language": "xx"})) == {
        "name",
        "email",
        "timeZone",
        "language",
    }
    alex = Api(world, "cal_sandbox_alex")
    assert (await alex.refusal("POST", path, json=BO))[0] == 403
    await bailey.data("POST", one(booked, "cancel"), json={"cancellationReason": "ill"})
    assert (await bailey.refusal("POST", path, json=BO))[0] == 400


async def test_an_attendee_may_bring_others(bailey: Api, world: World) -> None:
    attendee = {"name": "Alex Weber", "email": "alex@acme.example", "timeZone": "Europe/Berlin"}
    booked = await bailey.book(attendee=attendee)
    alex = Api(world, "cal_sandbox_alex")
    assert (await alex.data("POST", one(booked, "attendees"), json=BO, status=201))["email"] == "bo@example.com"
    assert len(await alex.data("GET", one(booked, "attendees"))) == 2


async def test_guests_are_added_ten_at_a_time_and_thirty_in_all(bailey: Api) -> None:
    booked = await bailey.book(guests=["cy@example.com"])
    path = one(booked, "guests")
    ten = [[{"email": f"guest{number}@example.com"} for number in range(start, start + 10)] for start in (0, 10, 20)]
    added = await bailey.data("POST", path, json={"guests": [{"email": "CY@example.com"}, *ten[0][:9]]})
    assert added["guests"] == ["cy@example.com", *(guest["email"] for guest in ten[0][:9])]
    assert await bailey.refusal("POST", path, json={"guests": [*ten[0], *ten[1]]}) == (
        400,
        "Cannot add more than 10 guests at a time",
    )
    await bailey.data("POST", path, json={"guests": ten[1]})
    await bailey.data("POST", path, json={"guests": ten[2][:10]})
    status, words = await bailey.refusal("POST", path, json={"guests": [{"email": "one@example.com"}]})
    assert (status, words) == (400, "A booking can have at most 30 guests")


async def test_guests_are_added_five_times_a_minute(bailey: Api) -> None:
    booked = await bailey.book()
    path = one(booked, "guests")
    for number in range(5):
        await bailey.data("POST", path, json={"guests": [{"email": f"guest{number}@example.com"}]})
    assert (await bailey.refusal("POST", path, json={"guests": [BO]}))[0] == 429


async def test_guests_that_cannot_come_are_refused(bailey: Api) -> None:
    booked = await bailey.book(guests=["cy@example.com"])
    path = one(booked, "guests")
    assert await bailey.violations("POST", path, json={"guests": []}) == {
        "guests": ["guests must contain at least 1 elements"]
    }
    assert "guests" in await bailey.violations("POST", path, json={"guests": [{"email": "nobody"}]})
    assert (await bailey.refusal("POST", path, json={"guests": [{"email": "cy@example.com"}]}))[0] == 400
