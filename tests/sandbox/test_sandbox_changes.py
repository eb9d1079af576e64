"""Reading, moving, cancelling and deciding on bookings (facts 4.3, 4.5 to 4.8)."""

import base64
from typing import Any
from urllib.parse import unquote

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

BO = {"name": "Bo Berg", "email": "bo@example.com", "timeZone": "Europe/Oslo"}
LATER = "2026-11-24T18:00:00Z"


async def move(api: Api, uid: str, start: str = LATER, **body: Any) -> Any:
    return await api.data("POST", f"/v2/bookings/{uid}/reschedule", json={"start": start, **body}, status=201)


async def refused_move(api: Api, uid: str, start: str = LATER, **body: Any) -> tuple[int, str]:
    return await api.refusal("POST", f"/v2/bookings/{uid}/reschedule", json={"start": start, **body})


async def cancel(api: Api, uid: str, **body: Any) -> Any:
    return await api.data("POST", f"/v2/bookings/{uid}/cancel", json=body)


async def refused_cancel(api: Api, uid: str, **body: Any) -> tuple[int, str]:
    return await api.refusal("POST", f"/v2/bookings/{uid}/cancel", json=body)


async def read(api: Api, uid: str) -> Any:
    return await api.data("GET", f"/v2/bookings/{uid}")


# Reading


@pytest.mark.parametrize(
    ("path", "telling"),
    [
        ("/v2/bookings/none", "Booking with uid=none was not found in the database"),
        ("/v2/bookings/by-seat/none", "Booking with seatUid=none was not found in the database"),
    ],
)
async def test_an_unknown_booking_or_seat_is_not_found(api: Api, path: str, telling: str) -> None:
    assert await api.refusal("GET", path) == (404, telling)


async def test_calendar_links_lead_to_four_calendars(api: Api, bailey: Api) -> None:
    booked = await api.book(bookingFieldsResponses={"notes": "Plans, and\nprices"})
    links = await bailey.data("GET", f"/v2/bookings/{booked['uid']}/calendar-links")
    assert [one["label"] for one in links] == ["Google Calendar", "Microsoft Office", "Microsoft Outlook", "ICS"]
    assert "20261124T150000Z%2F20261124T153000Z" in links[0]["link"]
    event = unquote(links[3]["link"].removeprefix("data:text/calendar,")).split("\r\n")
    assert "DTSTART:20261124T150000Z" in event
    assert f"LOCATION:https://app.cal.com/video/{booked['uid']}" in event
    assert "DESCRIPTION:Plans\\, and\\nprices" in event
    assert f"UID:{booked['icsUid']}" in event
    status, _ = await bailey.refusal("GET", "/v2/bookings/none/calendar-links")
    assert status == 404


# Moving


async def test_a_move_makes_a_new_booking_and_cancels_the_old(api: Api) -> None:
    old = await api.book(metadata={"key": "k1"})
    new = await move(api, old["uid"], reschedulingReason="Late train", rescheduledBy="ana@example.com")
    assert new["uid"] != old["uid"]
    assert (new["start"], new["status"], new["rescheduledFromUid"]) == (
        "2026-11-24T18:00:00.000Z",
        "accepted",
        old["uid"],
    )
    assert (new["reschedulingReason"], new["rescheduledByEmail"]) == ("Late train", "ana@example.com")
    for kept in ("title", "attendees", "metadata", "icsUid", "bookingFieldsResponses", "hosts"):
        assert new[kept] == old[kept]
    left = await read(api, old["uid"])
    assert (left["status"], left["rescheduledToUid"]) == ("cancelled", new["uid"])
    assert old["start"] in await api.slots(eventTypeSlug="30min", start="2026-11-24", end="2026-11-24")


async def test_a_booking_does_not_stand_in_its_own_way(api: Api) -> None:
    booked = await api.book("consultation", bookingFieldsResponses={"notes": "x", "company_size": "1-10"})
    moved = await move(api, booked["uid"], "2026-11-24T15:15:00Z")
    assert moved["end"] == "2026-11-24T16:00:00.000Z"


async def test_a_chosen_length_is_lost_on_a_move(api: Api) -> None:
    booked = await api.book("flexible", lengthInMinutes=60)
    assert (await move(api, booked["uid"]))["duration"] == 30


async def test_one_of_a_series_moves_and_stays_in_it(api: Api) -> None:
    series = await api.book("weekly-checkin")
    moved = await move(api, series[1]["uid"], "2026-12-02T15:00:00Z")
    assert moved["recurringBookingUid"] == series[0]["recurringBookingUid"]


async def test_a_request_stays_a_request_unless_the_host_moves_it(api: Api) -> None:
    requested = await api.book("review")
    moved = await move(api, requested["uid"], rescheduledBy="ana@example.com")
    assert moved["status"] == "pending"
    moved = await move(api, moved["uid"], "2026-11-24T19:00:00Z", rescheduledBy="bailey@acme.example")
    assert moved["status"] == "accepted"


async def test_the_host_of_a_round_robin_stays_if_free(api: Api) -> None:
    booked = await api.book("demo", teamSlug="support-team", start="2026-11-24T15:00:00Z")
    host = booked["hosts"][0]["username"]
    moved = await move(api, booked["uid"], "2026-11-24T16:00:00Z")
    assert moved["hosts"][0]["username"] == host == "bailey"
    moved = await move(api, moved["uid"], "2026-11-24T10:00:00Z")
    assert moved["hosts"][0]["username"] == "alex"


async def test_what_cannot_be_moved(api: Api, clock: StillClock) -> None:
    assert await refused_move(api, "none") == (404, "Booking with uid=none was not found in the database")
    old = await api.book()
    new = await move(api, old["uid"])
    status, message = await refused_move(api, old["uid"])
    assert status == 400
    assert message == (
        f"Can't reschedule booking with uid={old['uid']} because it has been cancelled and rescheduled already to "
        f"booking with uid={new['uid']}. You probably want to reschedule {new['uid']} instead by passing it within "
        "the request URL."
    )
    for body, telling in (
        ({"rescheduleReason": "x"}, "rescheduleReason property is wrong,property rescheduleReason should not exist "),
        ({"rescheduledBy": "ana"}, "Invalid rescheduledBy email format"),
        ({"start": "2026-11-20T15:00:00Z"}, "in the past"),
        ({"start": "2026-11-23T14:10:00Z"}, "too soon"),
        ({"start": "2026-11-24T03:00:00Z"}, "already has booking at this time or is not available"),
        ({"start": "soon"}, "start must be a valid ISO 8601 date string"),
    ):
        status, message = await api.refusal(
            "POST", f"/v2/bookings/{new['uid']}/reschedule", json={"start": LATER, **body}
        )
        assert status == 400
        assert telling in message
    await cancel(api, new["uid"])
    status, message = await refused_move(api, new["uid"])
    assert (status, message) == (
        400,
        f"Can't reschedule booking with uid={new['uid']} because it has been cancelled. "
        "Please provide uid of a booking that is not cancelled.",
    )
    past = await api.book()
    clock.forward(days=2)
    status, message = await refused_move(api, past["uid"], "2026-11-26T15:00:00Z")
    assert (status, "already ended" in message) == (400, True)


async def test_a_declined_or_instant_booking_cannot_be_moved(api: Api, bailey: Api) -> None:
    requested = await api.book("review")
    await bailey.data("POST", f"/v2/bookings/{requested['uid']}/decline")
    instant = await api.book("urgent-support", "2026-11-23T14:00:00Z", teamSlug="support-team", instant=True)
    for uid in (requested["uid"], instant["uid"]):
        assert (await refused_move(api, uid))[0] == 400


async def test_an_event_type_may_forbid_moves_wholly_or_late(edge_api: Api, clock: StillClock) -> None:
    fixed = await edge_api.book("fixed", username="max")
    assert await refused_move(edge_api, fixed["uid"]) == (400, "This event type does not allow rescheduling")
    last_hour = await edge_api.book("last-hour", "2026-11-24T12:00:00Z", username="max")
    moved = await move(edge_api, last_hour["uid"], "2026-11-24T11:00:00Z")
    clock.forward(hours=20)
    moved = await move(edge_api, moved["uid"], "2026-11-24T11:30:00Z")
    clock.forward(minutes=31)
    assert await refused_move(edge_api, moved["uid"], "2026-11-25T15:00:00Z") == (
        400,
        "This event type does not allow rescheduling",
    )


async def test_a_seat_moves_alone(edge_api: Api) -> None:
    ana = await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max")
    await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max", attendee=BO)
    host = Api(edge_api.world, "cal_edge_max")
    assert (await refused_move(edge_api, ana["uid"], "2026-11-24T12:00:00Z"))[0] == 400
    assert await refused_move(edge_api, ana["uid"], "2026-11-24T12:00:00Z", seatUid="none") == (
        404,
        "Seat with uid=none does not exist.",
    )
    moved = await move(edge_api, ana["uid"], "2026-11-24T12:00:00Z", seatUid=ana["seatUid"])
    assert moved["uid"] != ana["uid"]
    assert moved["seatUid"] != ana["seatUid"]
    assert [one["name"] for one in (await read(host, ana["uid"]))["attendees"]] == ["Bo Berg"]
    assert [one["name"] for one in (await read(host, moved["uid"]))["attendees"]] == ["Ana Silva"]


async def test_the_host_moves_all_seats_together(edge_api: Api) -> None:
    booked = await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max")
    await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max", attendee=BO)
    host = Api(edge_api.world, "cal_edge_max")
    moved = await move(host, booked["uid"], "2026-11-24T12:00:00Z")
    assert [one["name"] for one in moved["attendees"]] == ["Ana Silva", "Bo Berg"]


# Cancelling


async def test_a_cancelled_booking_says_why_and_by_whom(api: Api, bailey: Api) -> None:
    booked = await api.book()
    cancelled = await cancel(bailey, booked["uid"], cancellationReason="Ill")
    assert (cancelled["status"], cancelled["cancellationReason"], cancelled["cancelledByEmail"]) == (
        "cancelled",
        "Ill",
        "bailey@acme.example",
    )


async def test_the_host_must_give_a_reason_and_a_guest_need_not(api: Api, bailey: Api) -> None:
    booked = await api.book()
    assert await refused_cancel(bailey, booked["uid"]) == (
        400,
        "Cancellation reason is required when you are the host",
    )
    assert (await cancel(api, booked["uid"]))["status"] == "cancelled"


async def test_what_cannot_be_cancelled(api: Api, edge_api: Api, clock: StillClock) -> None:
    assert await refused_cancel(api, "none") == (404, "Booking with uid=none not found")
    booked = await api.book()
    uid = booked["uid"]
    assert await refused_cancel(api, uid, why="x") == (400, "why property is wrong,property why should not exist ")
    status, message = await refused_cancel(api, uid, cancelSubsequentBookings="yes")
    assert (status, "cancelSubsequentBookings must be a boolean value" in message) == (400, True)
    assert await refused_cancel(api, uid, cancelSubsequentBookings=True) == (
        400,
        f"Booking with bookingUid={uid} is not part of a recurring booking.",
    )
    await cancel(api, uid)
    assert await refused_cancel(api, uid) == (
        400,
        f"Can't cancel booking with uid={uid} because it has been cancelled already. "
        "Please provide uid of a booking that is not cancelled.",
    )
    fixed = await edge_api.book("fixed", username="max")
    assert await refused_cancel(edge_api, fixed["uid"]) == (400, "This event type does not allow cancellations")


async def test_a_booking_that_has_ended_is_refused_without_the_envelope(api: Api, clock: StillClock) -> None:
    booked = await api.book()
    clock.forward(days=2)
    response = await api.send("POST", f"/v2/bookings/{booked['uid']}/cancel", json={})
    assert response.status_code == 400
    assert response.json() == {"statusCode": 400, "message": "Cannot cancel a booking that has already ended"}


async def test_a_series_is_cancelled_one_from_one_on_or_whole(api: Api, clock: StillClock) -> None:
    series = await api.book("weekly-checkin")
    uids = [one["uid"] for one in series]
    whole = series[0]["recurringBookingUid"]
    status, message = await refused_cancel(api, whole, cancelSubsequentBookings=True)
    assert (status, message.startswith("Cannot cancel subsequent bookings for recurring event")) == (400, True)

    assert (await cancel(api, uids[1]))["uid"] == uids[1]
    following = await cancel(api, uids[2], cancelSubsequentBookings=True)
    assert [one["uid"] for one in following] == uids[2:]
    assert [(await read(api, uid))["status"] for uid in uids] == ["accepted", "cancelled", "cancelled", "cancelled"]
    rest = await cancel(api, whole)
    assert [one["uid"] for one in rest] == uids[:1]
    status, message = await refused_cancel(api, whole)
    assert (status, "has been cancelled already" in message) == (400, True)


async def test_cancelling_a_series_leaves_what_has_been(api: Api, clock: StillClock) -> None:
    series = await api.book("weekly-checkin")
    clock.forward(days=8, hours=6)
    cancelled = await cancel(api, series[0]["recurringBookingUid"])
    assert [one["uid"] for one in cancelled] == [one["uid"] for one in series[2:]]


async def test_a_seat_is_given_up_alone_and_the_last_takes_the_booking_along(edge_api: Api) -> None:
    ana = await edge_api.book("pair", username="max")
    bo = await edge_api.book("pair", username="max", attendee=BO)
    host = Api(edge_api.world, "cal_edge_max")
    assert await refused_cancel(edge_api, ana["uid"]) == (401, "User not a host of this event")
    left = await cancel(host, ana["uid"], seatUid=ana["seatUid"], cancellationReason="Ill")
    assert (left["status"], [one["name"] for one in left["attendees"]]) == ("accepted", ["Bo Berg"])
    status, message = await refused_cancel(edge_api, ana["uid"], seatUid=ana["seatUid"])
    assert (status, message.startswith("Invalid seatUid")) == (400, True)
    gone = await cancel(edge_api, ana["uid"], seatUid=bo["seatUid"], cancellationReason="Ill")
    assert (gone["status"], gone["cancellationReason"]) == ("cancelled", "Ill")


async def test_the_host_cancels_all_seats(edge_api: Api) -> None:
    booked = await edge_api.book("pair", username="max")
    host = Api(edge_api.world, "cal_edge_max")
    assert (await cancel(host, booked["uid"], cancellationReason="Ill"))["status"] == "cancelled"


# Deciding


async def test_the_host_confirms_a_request_once(api: Api, bailey: Api) -> None:
    requested = await api.book("review")
    confirmed = await bailey.data("POST", f"/v2/bookings/{requested['uid']}/confirm")
    assert confirmed["status"] == "accepted"
    assert await bailey.refusal("POST", f"/v2/bookings/{requested['uid']}/confirm") == (
        400,
        "Bad request: Please check your request data and try again",
    )
    assert "2026-11-24T15:00:00.000Z" not in await api.slots(
        eventTypeSlug="30min", start="2026-11-24", end="2026-11-24"
    )


async def test_the_host_declines_with_a_reason(api: Api, bailey: Api) -> None:
    requested = await api.book("review")
    declined = await bailey.data("POST", f"/v2/bookings/{requested['uid']}/decline", json={"reason": "No time"})
    assert (declined["status"], declined["cancellationReason"]) == ("rejected", "No time")


async def test_only_the_host_or_an_admin_decides(world: World, api: Api) -> None:
    requested = await api.book("review")
    stranger = Api(world, "cal_sandbox_alex")
    for verb in ("confirm", "decline"):
        status, message = await stranger.refusal("POST", f"/v2/bookings/{requested['uid']}/{verb}")
        assert (status, "not authorized" in message) == (403, True)
    admin = Api(world, "cal_sandbox_admin")
    assert (await admin.data("POST", f"/v2/bookings/{requested['uid']}/confirm"))["status"] == "accepted"


async def test_two_requests_for_one_time_cannot_both_be_confirmed(api: Api, bailey: Api) -> None:
    requests = [await api.book("review", attendee=who) for who in (ANA, BO)]
    await bailey.data("POST", f"/v2/bookings/{requests[0]['uid']}/confirm")
    status, _ = await bailey.refusal("POST", f"/v2/bookings/{requests[1]['uid']}/confirm")
    assert status == 409


# The list


async def listed(api: Api, **query: Any) -> list[str]:
    return [one["uid"] for one in await api.data("GET", "/v2/bookings", params=query)]


async def test_each_status_lists_its_own(api: Api, bailey: Api, clock: StillClock) -> None:
    past = (await api.book(start="2026-11-23T15:00:00Z"))["uid"]
    ahead = (await api.book(start="2026-11-26T15:00:00Z"))["uid"]
    gone = (await api.book(start="2026-11-26T16:00:00Z"))["uid"]
    await cancel(api, gone)
    requested = (await api.book("review", "2026-11-26T17:00:00Z"))["uid"]
    declined = (await api.book("review", "2026-11-26T18:00:00Z"))["uid"]
    await bailey.data("POST", f"/v2/bookings/{declined}/decline")
    series = [one["uid"] for one in await api.book("weekly-checkin", "2026-11-26T19:00:00Z", recurrenceCount=2)]
    clock.forward(days=1)

    assert await listed(bailey, status="past") == [past]
    assert await listed(bailey, status="upcoming") == [ahead, requested, *series]
    assert await listed(bailey, status="recurring") == series
    assert await listed(bailey, status="cancelled") == [declined, gone]
    assert await listed(bailey, status="unconfirmed") == [requested]
    assert await listed(bailey, status="past,unconfirmed") == [past, requested]
    assert await listed(bailey) == [past, ahead, gone, requested, declined, *series]


async def test_a_list_shows_what_the_caller_hosts_attends_or_administers(world: World, api: Api) -> None:
    own = (await api.book())["uid"]
    alex = {"name": "Alex", "email": "alex@acme.example", "timeZone": "Europe/Berlin"}
    attended = (await api.book(start="2026-11-24T16:00:00Z", attendee=alex))["uid"]
    alexs = (await api.book(username="alex", start="2026-11-24T10:00:00Z"))["uid"]
    teams = (await api.book("demo", "2026-11-24T09:00:00Z", teamSlug="support-team"))["uid"]
    assert set(await listed(Api(world, "cal_sandbox_bailey"))) == {own, attended, teams}
    assert set(await listed(Api(world, "cal_sandbox_alex"))) == {attended, alexs, teams}
    assert set(await listed(Api(world, "cal_sandbox_admin"))) == {own, attended, alexs, teams}


async def test_filters_narrow_the_list(api: Api, bailey: Api, clock: StillClock) -> None:
    plus = ANA | {"email": "ana+work@example.com", "name": "Ana Work"}
    first = (await api.book(attendee=plus))["uid"]
    clock.forward(minutes=10)
    second = (await api.book("15min", "2026-11-25T15:00:00Z"))["uid"]
    third = (await api.book("demo", "2026-11-26T20:00:00Z", teamSlug="support-team"))["uid"]
    for query, expected in (
        ({"attendeeEmail": "ana+work@example.com"}, [first]),
        ({"attendeeEmail": "ana work@example.com"}, [first]),
        ({"attendeeEmail": "ANA@example.com"}, []),
        ({"attendeeName": "Ana Silva"}, [second, third]),
        ({"bookingUid": second}, [second]),
        ({"eventTypeId": 1001}, [second]),
        ({"eventTypeIds": "1001,1002"}, [first, second]),
        ({"teamId": 301}, [third]),
        ({"teamsIds": "301"}, [third]),
        ({"afterStart": "2026-11-25T15:00:00Z"}, [second, third]),
        ({"beforeEnd": "2026-11-25T15:15:00Z"}, [first, second]),
        ({"afterCreatedAt": "2026-11-23T14:05:00Z"}, [second, third]),
        ({"beforeCreatedAt": "2026-11-23T14:05:00Z"}, [first]),
        ({"afterUpdatedAt": "2026-11-23T14:05:00Z"}, [second, third]),
        ({"beforeUpdatedAt": "2026-11-23T14:05:00Z"}, [first]),
        ({"sortStart": "desc"}, [third, second, first]),
        ({"sortCreated": "asc", "sortStart": "desc"}, [third, second, first]),
        ({"foo": "dropped"}, [first, second, third]),
    ):
        assert await listed(bailey, **query) == expected, query


async def test_pages_by_number(api: Api, bailey: Api) -> None:
    uids = [(await api.book("15min", f"2026-11-24T15:{minute:02}:00Z"))["uid"] for minute in (0, 15, 30, 45)]
    uids.append((await api.book("15min", "2026-11-24T16:00:00Z"))["uid"])
    first = (await bailey.send("GET", "/v2/bookings", params={"take": 2})).json()
    assert list(first) == ["status", "data", "pagination"]
    assert first["pagination"] == {
        "totalItems": 5,
        "remainingItems": 3,
        "returnedItems": 2,
        "itemsPerPage": 2,
        "currentPage": 1,
        "totalPages": 3,
        "hasNextPage": True,
        "hasPreviousPage": False,
    }
    assert await listed(bailey, take=2, skip=4) == uids[4:]
    empty = (await bailey.send("GET", "/v2/bookings", params={"status": "past"})).json()["pagination"]
    assert (empty["currentPage"], empty["totalPages"], empty["hasNextPage"]) == (0, 0, False)


async def test_pages_by_cursor_in_the_newest_version(api: Api, bailey: Api) -> None:
    uids = [(await api.book("15min", f"2026-11-24T15:{minute:02}:00Z"))["uid"] for minute in (0, 15, 30)]
    newest = {"cal-api-version": "2026-05-01"}
    found, query = [], {"status": "upcoming", "limit": "2"}
    while True:
        page = (await bailey.send("GET", "/v2/bookings", params=query, headers=newest)).json()
        found += [one["uid"] for one in page["data"]]
        if not page["pagination"]["hasMore"]:
            break
        query["cursor"] = page["pagination"]["nextCursor"]
    assert page["pagination"] == {"nextCursor": None, "hasMore": False}
    assert found == uids
    unsorted = await bailey.data("GET", "/v2/bookings", headers=newest)
    assert [one["uid"] for one in unsorted] == uids[::-1]


@pytest.mark.parametrize(
    ("query", "version", "telling"),
    [
        ({"status": "soon"}, "2024-08-13", "Invalid status. Allowed are upcoming, recurring, past, cancelled, unconf"),
        ({"status": "past,upcoming"}, "2026-05-01", "Invalid status."),
        ({"take": "251"}, "2024-08-13", "take must be between 1 and 250"),
        ({"skip": "-1"}, "2024-08-13", "skip must not be less than 0"),
        ({"limit": "101"}, "2026-05-01", "limit must be between 1 and 100"),
        ({"cursor": "?"}, "2026-05-01", "Invalid cursor"),
        ({"cursor": base64.b64encode(b"\xff").decode()}, "2026-05-01", "Invalid cursor"),
        ({"sortStart": "up"}, "2024-08-13", 'SortStart must be either "asc" or "desc".'),
        ({"afterStart": "soon"}, "2024-08-13", "afterStart must be a valid ISO 8601 date."),
        ({"eventTypeIds": "a,b"}, "2024-08-13", "each value in eventTypeIds must be a number"),
    ],
)
async def test_a_list_that_cannot_be_asked_for_has_its_reason_in_the_details(
    bailey: Api, query: dict[str, str], version: str, telling: str
) -> None:
    response = await bailey.send("GET", "/v2/bookings", params=query, headers={"cal-api-version": version})
    error = response.json()["error"]
    assert (response.status_code, error["code"], error["message"]) == (
        400,
        "BadRequestException",
        "Bad Request Exception",
    )
    (violation,) = error["details"]["errors"]
    assert violation["property"] in query
    assert telling in "".join(violation["constraints"].values())
