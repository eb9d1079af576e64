"""Holding a slot back (facts 3.4)."""

from typing import Any

import pytest

from tests.sandbox.api import Api, StillClock

DAY = {"eventTypeSlug": "30min", "start": "2026-11-24", "end": "2026-11-24"}
START = "2026-11-24T15:00:00.000Z"


async def hold(api: Api, start: str = START, event_type: int = 1002, **body: Any) -> Any:
    asked = {"eventTypeId": event_type, "slotStart": start, **body}
    return await api.data("POST", "/v2/slots/reservations", json=asked, status=201)


async def refused_hold(api: Api, start: str = START, event_type: int = 1002, **body: Any) -> tuple[int, str]:
    asked = {"eventTypeId": event_type, "slotStart": start, **body}
    return await api.refusal("POST", "/v2/slots/reservations", json=asked)


async def test_a_reservation_lasts_five_minutes_and_hides_its_slot(api: Api, clock: StillClock) -> None:
    held = await hold(api)
    assert held == {
        "eventTypeId": 1002,
        "slotStart": START,
        "slotEnd": "2026-11-24T15:30:00.000Z",
        "slotDuration": 30,
        "reservationUid": held["reservationUid"],
        "reservationUntil": "2026-11-23T14:05:00.000Z",
        "reservationDuration": 5,
    }
    path = f"/v2/slots/reservations/{held['reservationUid']}"
    del held["reservationDuration"]
    assert await api.data("GET", path) == held
    assert START not in await api.slots(**DAY)
    clock.forward(minutes=5)
    assert await api.data("GET", path) is None
    assert START in await api.slots(**DAY)


async def test_a_reservation_can_be_moved_and_let_go(api: Api) -> None:
    uid = (await hold(api))["reservationUid"]
    path = f"/v2/slots/reservations/{uid}"
    moved = await api.data("PATCH", path, json={"eventTypeId": 1002, "slotStart": "2026-11-24T16:00:00Z"})
    assert (moved["reservationUid"], moved["slotStart"]) == (uid, "2026-11-24T16:00:00.000Z")
    assert START in await api.slots(**DAY)
    assert await api.data("PATCH", path, json={"eventTypeId": 1002, "slotStart": "2026-11-24T16:00:00Z"})
    response = await api.send("DELETE", path)
    assert (response.status_code, response.json()) == (200, {"status": "success"})
    assert await api.data("GET", path) is None
    assert await api.refusal("PATCH", path, json={"eventTypeId": 1002, "slotStart": START}) == (
        404,
        f"Slot with uid={uid} not found",
    )


async def test_with_a_credential_it_can_last_longer(bailey: Api, api: Api) -> None:
    held = await hold(bailey, reservationDuration=30)
    assert (held["reservationUntil"], held["reservationDuration"]) == ("2026-11-23T14:30:00.000Z", 30)
    status, message = await refused_hold(api, "2026-11-24T16:00:00Z", reservationDuration=30)
    assert (status, message.startswith("reservationDuration can only be used for authenticated requests")) == (
        401,
        True,
    )


async def test_what_is_booked_or_reserved_cannot_be_reserved(api: Api) -> None:
    await api.book()
    assert await refused_hold(api) == (422, "Can't reserve a slot if the event is already booked.")
    await hold(api, "2026-11-24T16:00:00Z")
    taken = (422, "This time slot is already reserved by another user. Please choose a different time.")
    assert await refused_hold(api, "2026-11-24T16:00:00Z") == taken
    assert await refused_hold(api, "2026-11-24T16:15:00Z", event_type=1001) == taken


async def test_a_reservation_stops_nobody_from_booking(api: Api) -> None:
    await hold(api)
    assert (await api.book())["status"] == "accepted"


async def test_a_reservation_takes_a_seat_and_not_the_time(edge_api: Api) -> None:
    (pair,) = [kind for kind in edge_api.world.event_types.values() if kind.slug == "pair"]
    asked = {"eventTypeSlug": "pair", "username": "max", "start": "2026-11-24", "end": "2026-11-24"}
    await hold(edge_api, event_type=pair.id)
    days = await edge_api.data("GET", "/v2/slots", params=asked)
    (slot,) = [one for one in days["2026-11-24"] if one["start"] == START]
    assert (slot["seatsBooked"], slot["seatsRemaining"]) == (1, 1)
    await hold(edge_api, event_type=pair.id)
    assert START not in await edge_api.slots(**asked)
    status, message = await refused_hold(edge_api, event_type=pair.id)
    assert (status, "no more seats left" in message) == (422, True)


@pytest.mark.parametrize(
    ("body", "status", "telling"),
    [
        ({"eventTypeId": 99}, 404, "Event Type with ID=99 not found"),
        ({"slotStart": "soon"}, 400, "Invalid start date"),
        ({"slotDuration": 15}, 400, "You passed 'slotDuration' but this event type is not a variable length event"),
    ],
)
async def test_what_cannot_be_reserved(api: Api, body: dict[str, Any], status: int, telling: str) -> None:
    asked = {"eventTypeId": 1002, "slotStart": START} | body
    answered, message = await api.refusal("POST", "/v2/slots/reservations", json=asked)
    assert answered == status
    assert telling in message


@pytest.mark.parametrize(
    ("body", "violation"),
    [
        (
            {"eventTypeId": "1002"},
            {"property": "eventTypeId", "value": "1002", "isInt": "eventTypeId must be an integer number"},
        ),
        ({"slotStart": None}, {"property": "slotStart", "value": None, "isString": "slotStart must be a string"}),
    ],
)
async def test_what_is_no_reservation_is_told_in_the_details(
    api: Api, body: dict[str, Any], violation: dict[str, Any]
) -> None:
    asked = {"eventTypeId": 1002, "slotStart": START} | body
    response = await api.send("POST", "/v2/slots/reservations", json=asked)
    error = response.json()["error"]
    assert (response.status_code, error["message"]) == (400, "Bad Request Exception")
    (told,) = error["details"]["errors"]
    assert told.pop("children") == []
    constraints = told.pop("constraints")
    assert told | constraints == violation


async def test_unknown_keys_are_dropped_here(api: Api) -> None:
    assert await hold(api, foo="bar", slotDuration=None)


async def test_a_variable_length_can_be_reserved(api: Api) -> None:
    held = await hold(api, event_type=1004, slotDuration=60)
    assert (held["slotEnd"], held["slotDuration"]) == ("2026-11-24T16:00:00.000Z", 60)
