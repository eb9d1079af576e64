"""GET /v2/slots: ways of asking, shapes and refusals (facts 3.1, 3.2, 1.5)."""

import pytest

from tests.sandbox.api import Api, StillClock

TUESDAY = {"start": "2026-11-24", "end": "2026-11-24"}


async def test_a_day_of_thirty_minutes_within_working_hours(api: Api) -> None:
    starts = await api.slots(eventTypeSlug="30min", **TUESDAY)
    assert starts[0] == "2026-11-24T14:00:00.000Z"
    assert starts[-1] == "2026-11-24T21:30:00.000Z"
    assert len(starts) == 16


async def test_the_four_ways_of_asking(api: Api) -> None:
    by_name = await api.slots(eventTypeSlug="30min", username="bailey", organizationSlug="acme", **TUESDAY)
    assert await api.slots(eventTypeId=1002, **TUESDAY) == by_name
    team = await api.slots(eventTypeSlug="demo", teamSlug="support-team", **TUESDAY)
    assert team[0] == "2026-11-24T09:00:00.000Z"
    assert team[-1] == "2026-11-24T21:30:00.000Z"
    group = await api.slots(usernames="bailey,alex", organizationSlug="acme", **TUESDAY)
    assert group == [f"2026-11-24T{time}:00.000Z" for time in ("14:00", "14:30", "15:00", "15:30", "16:00", "16:30")]


async def test_a_group_may_ask_for_another_duration(api: Api) -> None:
    group = await api.slots(usernames="bailey,alex", organizationSlug="acme", duration=120, **TUESDAY)
    assert group == ["2026-11-24T14:00:00.000Z"]


async def test_in_a_zone_times_are_local_and_days_are_the_zones(api: Api) -> None:
    days = await api.data(
        "GET",
        "/v2/slots",
        params={"eventTypeId": 1002, "timeZone": "Asia/Tokyo", **TUESDAY},
    )
    assert list(days) == ["2026-11-24", "2026-11-25"]
    assert days["2026-11-24"] == [
        {"start": "2026-11-24T23:00:00.000+09:00"},
        {"start": "2026-11-24T23:30:00.000+09:00"},
    ]
    assert days["2026-11-25"][0] == {"start": "2026-11-25T00:00:00.000+09:00"}


async def test_as_ranges_each_has_its_end(api: Api) -> None:
    days = await api.data(
        "GET", "/v2/slots", params={"eventTypeId": 1003, "format": "range", "timeZone": "Europe/Berlin", **TUESDAY}
    )
    assert days["2026-11-24"][:2] == [
        {"start": "2026-11-24T15:00:00.000+01:00", "end": "2026-11-24T15:45:00.000+01:00"},
        {"start": "2026-11-24T15:15:00.000+01:00", "end": "2026-11-24T16:00:00.000+01:00"},
    ]


async def test_days_without_slots_are_left_out(api: Api) -> None:
    days = await api.data("GET", "/v2/slots", params={"eventTypeId": 1002, "start": "2026-11-27", "end": "2026-11-30"})
    assert list(days) == ["2026-11-27", "2026-11-30"]
    weekend = {"eventTypeId": 1002, "start": "2026-11-28", "end": "2026-11-29"}
    assert await api.data("GET", "/v2/slots", params=weekend) == {}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-24T15:00:00Z", "2026-11-24T16:00:00Z", ["15:00", "15:30", "16:00"]),
        ("2026-11-24T15:00:01Z", "2026-11-24T15:59:59Z", ["15:30"]),
        ("2026-11-24T15:00:00", "2026-11-24T15:00:00", ["15:00"]),
        ("2026-11-24T16:00:00+01:00", "2026-11-24T15:00:00Z", ["15:00"]),
        ("2026-11-24T21:00:00Z", "2026-11-24", ["21:00", "21:30"]),
        ("2026-11-24T21:00:00Z", "2026-11-24T00:00:00Z", ["21:00", "21:30"]),
    ],
)
async def test_both_ends_of_the_range_belong_to_it(api: Api, start: str, end: str, expected: list[str]) -> None:
    found = await api.slots(eventTypeSlug="30min", start=start, end=end)
    assert [slot[11:16] for slot in found] == expected


async def test_one_of_several_lengths(api: Api) -> None:
    hour = await api.slots(eventTypeSlug="flexible", duration=60, **TUESDAY)
    assert [slot[11:16] for slot in hour] == ["14:00", "15:00", "16:00", "17:00", "18:00", "19:00", "20:00", "21:00"]
    assert len(await api.slots(eventTypeSlug="flexible", duration=15, **TUESDAY)) == 32
    assert len(await api.slots(eventTypeSlug="flexible", **TUESDAY)) == 16


@pytest.mark.parametrize("query", [{"eventSlug": "30min"}, {"eventTypeSlug": "30min"}])
async def test_the_older_version_answers_the_older_shape(api: Api, query: dict[str, str]) -> None:
    response = await api.send(
        "GET",
        "/v2/slots",
        params={"username": "bailey", "startTime": "2026-11-24", "endTime": "2026-11-24", **query},
        headers={"cal-api-version": "2024-08-13"},
    )
    content = response.json()
    assert list(content) == ["status", "data"]
    assert content["data"]["slots"]["2026-11-24"][0] == {"time": "2026-11-24T14:00:00Z"}


async def test_the_older_names_get_the_older_shape_in_any_version(api: Api) -> None:
    data = await api.data(
        "GET",
        "/v2/slots",
        params={"username": "bailey", "eventSlug": "30min", "startTime": "2026-11-24", "endTime": "2026-11-24"},
    )
    assert list(data) == ["slots"]


@pytest.mark.parametrize(
    ("query", "status", "telling"),
    [
        ({"eventTypeSlug": "30min", "username": "nobody"}, 404, "User with username nobody not found"),
        ({"eventTypeSlug": "30min", "teamSlug": "nobodies"}, 404, "Team with slug nobodies not found"),
        ({"eventTypeSlug": "nothing", "username": "bailey"}, 404, "Event Type not found"),
        ({"eventTypeId": "99"}, 404, "Event Type not found"),
        (
            {"eventTypeSlug": "30min", "username": "bailey", "organizationSlug": "other"},
            404,
            "slots-input.service.ts: Organization with slug other not found",
        ),
        (
            {"eventTypeId": "1002", "username": "bailey"},
            400,
            "username property is wrong,property username should not exist ",
        ),
        ({"eventTypeSlug": "30min", "username": "bailey", "foo": "1"}, 400, "property foo should not exist "),
        ({"usernames": "bailey", "organizationSlug": "acme"}, 400, "The array must contain at least 2 elements."),
        ({"eventTypeId": "1002", "timeZone": "Mars/Olympus"}, 400, "timeZone must be a valid IANA time-zone"),
        ({"eventTypeId": "1002", "format": "list"}, 400, "slotFormat must be either 'range' or 'time'"),
        ({"eventTypeId": "thirty"}, 400, "eventTypeId must be a number"),
        ({"eventTypeId": "1002", "start": "soon"}, 400, "start must be a valid ISO 8601 date string"),
        ({"eventTypeId": "1002", "start": "0001-01-01T00:00:00+23:00"}, 400, "start must be a valid ISO 8601"),
        ({"eventTypeId": "1002", "end": "2026-11-23"}, 400, "Invalid time range given - check the 'start' and 'end'"),
    ],
)
async def test_what_cannot_be_asked(api: Api, query: dict[str, str], status: int, telling: str) -> None:
    answered, message = await api.refusal("GET", "/v2/slots", params={**TUESDAY, **query})
    assert answered == status
    assert telling in message


async def test_a_start_is_required(api: Api) -> None:
    status, message = await api.refusal("GET", "/v2/slots", params={"eventTypeId": "1002", "end": "2026-11-24"})
    assert (status, message) == (400, "start property is wrong,start must be a valid ISO 8601 date string ")


async def test_notice_hides_what_is_too_soon(api: Api, clock: StillClock) -> None:
    today = {"start": "2026-11-23", "end": "2026-11-23"}
    assert (await api.slots(eventTypeSlug="30min", **today))[0] == "2026-11-23T15:00:00.000Z"
    clock.forward(seconds=40)
    assert (await api.slots(eventTypeSlug="30min", **today))[0] == "2026-11-23T15:00:00.000Z"
    clock.forward(minutes=1)
    assert (await api.slots(eventTypeSlug="30min", **today))[0] == "2026-11-23T15:30:00.000Z"


async def test_a_booking_takes_its_time_from_every_event_type_of_its_host(api: Api) -> None:
    booked = await api.book("consultation", bookingFieldsResponses={"notes": "x", "company_size": "10-50"})
    assert booked["end"] == "2026-11-24T15:45:00.000Z"
    left = [slot[11:16] for slot in await api.slots(eventTypeSlug="30min", **TUESDAY)][:4]
    assert left == ["14:00", "14:30", "16:00", "16:30"]
    own = [
        slot[11:16] for slot in await api.slots(eventTypeSlug="30min", bookingUidToReschedule=booked["uid"], **TUESDAY)
    ][:4]
    assert own == ["14:00", "14:30", "15:00", "15:30"]


async def test_of_a_round_robin_a_time_goes_when_nobody_is_left(api: Api) -> None:
    asked = {"eventTypeSlug": "demo", "teamSlug": "support-team", **TUESDAY}
    first = await api.book("demo", teamSlug="support-team")
    assert "2026-11-24T15:00:00.000Z" in await api.slots(**asked)
    second = await api.book(
        "demo",
        teamSlug="support-team",
        attendee={"name": "Bo", "email": "bo@example.com", "timeZone": "Europe/Oslo"},
    )
    assert {first["hosts"][0]["username"], second["hosts"][0]["username"]} == {"bailey", "alex"}
    assert "2026-11-24T15:00:00.000Z" not in await api.slots(**asked)
    group = await api.slots(usernames="bailey,alex", organizationSlug="acme", **TUESDAY)
    assert "2026-11-24T15:00:00.000Z" not in group


async def test_seats_are_counted_until_they_run_out(edge_api: Api) -> None:
    asked = {"eventTypeSlug": "pair", "username": "max", **TUESDAY}
    days = await edge_api.data("GET", "/v2/slots", params=asked)
    assert days["2026-11-24"][0] == {
        "start": "2026-11-24T09:00:00.000Z",
        "seatsBooked": 0,
        "seatsRemaining": 2,
        "seatsTotal": 2,
    }
    booked = await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max")
    days = await edge_api.data("GET", "/v2/slots", params=asked)
    assert days["2026-11-24"][1] == {
        "start": "2026-11-24T10:00:00.000Z",
        "seatsBooked": 1,
        "seatsRemaining": 1,
        "seatsTotal": 2,
        "bookingUid": booked["uid"],
    }
    other = {"name": "Bo", "email": "bo@example.com", "timeZone": "Europe/Oslo"}
    await edge_api.book("pair", "2026-11-24T10:00:00Z", username="max", attendee=other)
    assert "2026-11-24T10:00:00.000Z" not in await edge_api.slots(**asked)
    assert "2026-11-24T10:00:00.000Z" not in await edge_api.slots(**(asked | {"eventTypeSlug": "plain"}))


async def test_a_request_blocks_its_time_only_where_the_event_type_says_so(api: Api, edge_api: Api) -> None:
    assert (await api.book("review"))["status"] == "pending"
    assert "2026-11-24T15:00:00.000Z" in await api.slots(eventTypeSlug="review", **TUESDAY)
    assert (await edge_api.book("approval", username="max"))["status"] == "pending"
    assert "2026-11-24T15:00:00.000Z" not in await edge_api.slots(eventTypeSlug="plain", username="max", **TUESDAY)
