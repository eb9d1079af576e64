"""What holds for every request: envelope, versions, credentials, errors and the rate limit (facts 1)."""

import re

import pytest

from bot.sandbox.server import OPERATIONS
from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

BOOKING = {"start": "2026-11-24T15:00:00Z", "attendee": ANA, "eventTypeSlug": "30min", "username": "bailey"}


async def test_a_success_is_an_envelope_with_status_and_data(bailey: Api) -> None:
    response = await bailey.send("GET", "/v2/me")
    assert response.json()["status"] == "success"
    assert list(response.json()) == ["status", "data"]
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"


async def test_slots_print_data_before_status(api: Api) -> None:
    response = await api.send(
        "GET", "/v2/slots", params={"eventTypeId": 1001, "start": "2026-11-24", "end": "2026-11-24"}
    )
    assert list(response.json()) == ["data", "status"]


async def test_an_error_tells_when_where_and_what(api: Api) -> None:
    response = await api.send("GET", "/v2/bookings/abc?x=1")
    message = "Booking with uid=abc was not found in the database"
    assert response.status_code == 404
    assert response.json() == {
        "status": "error",
        "timestamp": "2026-11-23T14:00:00.000Z",
        "path": "/v2/bookings/abc?x=1",
        "error": {
            "code": "NotFoundException",
            "message": message,
            "details": {"message": message, "error": "Not Found", "statusCode": 404},
        },
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/nothing?a=b"),
        ("PUT", "/v2/me"),
        ("DELETE", "/v2/bookings/abc"),
        ("GET", "/v2/bookings/"),
        ("PUT", "/v2/webhooks"),
        ("POST", "/"),
    ],
)
async def test_what_nothing_serves_is_not_found(bailey: Api, method: str, path: str) -> None:
    assert await bailey.refusal(method, path) == (404, f"Cannot {method} {path}")


@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("/v2/slots?eventTypeId=1001&start=2026-11-24&end=2026-11-24", ""),
        ("/v2/slots?eventTypeId=1001&start=2026-11-24&end=2026-11-24", "2024-06-14"),
        ("/v2/bookings", "2024-09-04"),
        ("/v2/bookings", ""),
        ("/v2/event-types?username=bailey", "2024-09-04"),
        ("/v2/schedules", "2024-06-14"),
        ("/v2/slots/reservations/x", "2024-08-13"),
    ],
)
async def test_a_missing_or_foreign_version_is_a_path_that_is_not_there(api: Api, path: str, version: str) -> None:
    refused = await api.refusal("GET", path, headers={"cal-api-version": version})
    assert refused == (404, f"Cannot GET {path}")


@pytest.mark.parametrize("version", ["2024-08-13", "2026-02-25", "2026-05-01"])
async def test_bookings_are_served_in_all_their_versions(api: Api, version: str) -> None:
    booked = await api.data("POST", "/v2/bookings", json=BOOKING, status=201, headers={"cal-api-version": version})
    found = await api.data("GET", f"/v2/bookings/{booked['uid']}", headers={"cal-api-version": version})
    assert found["uid"] == booked["uid"]


async def test_me_and_teams_take_any_version_or_none(bailey: Api) -> None:
    for version in ("", "2024-08-13", "1999-01-01"):
        assert await bailey.data("GET", "/v2/me", headers={"cal-api-version": version})
        assert await bailey.data("GET", "/v2/teams", headers={"cal-api-version": version})


@pytest.mark.parametrize(
    ("header", "telling"),
    [
        ("Bearer cal_nobody", "ApiAuthStrategy - api key - Your api key is not valid"),
        ("Bearer eyJhbGciOi", "ApiAuthStrategy - access token - Invalid Access Token."),
        ("Bearer ", "Invalid Access Token"),
        ("Basic Ym90", "Invalid Access Token"),
    ],
)
async def test_a_bad_credential_is_refused_even_where_none_is_needed(api: Api, header: str, telling: str) -> None:
    for path in ("/v2/event-types?username=bailey", "/v2/me", "/v2/bookings", "/v2/teams/301/event-types"):
        status, message = await api.refusal("GET", path, headers={"Authorization": header})
        assert status == 401
        assert telling in message


async def test_platform_credentials_are_not_known_here(api: Api) -> None:
    status, message = await api.refusal(
        "GET", "/v2/me", headers={"x-cal-client-id": "client", "x-cal-secret-key": "secret"}
    )
    assert (status, "Invalid client credentials" in message) == (401, True)


@pytest.mark.parametrize("path", ["/v2/me", "/v2/teams", "/v2/schedules", "/v2/schedules/default", "/v2/event-types/1"])
async def test_what_needs_a_key_says_so(api: Api, path: str) -> None:
    status, message = await api.refusal("GET", path)
    assert status == 401
    assert message.startswith("ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer'")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/bookings"),
        ("POST", "/v2/bookings/x/confirm"),
        ("POST", "/v2/bookings/x/decline"),
        ("GET", "/v2/bookings/x/calendar-links"),
    ],
)
async def test_guarded_bookings_refuse_the_anonymous_otherwise(api: Api, method: str, path: str) -> None:
    status, message = await api.refusal(method, path)
    assert status == 403
    assert message.startswith("PermissionsGuard - no authentication provided.")


async def test_a_body_that_is_no_json_is_refused(api: Api) -> None:
    status, message = await api.refusal("POST", "/v2/bookings", content=b"{")
    assert (status, "not valid JSON" in message) == (400, True)
    for content in (b"[]", b'"text"', b"7"):
        status, message = await api.refusal("POST", "/v2/bookings", content=content)
        assert (status, "must be an object" in message) == (400, True)


async def test_each_request_has_an_id_of_its_own_or_keeps_the_one_it_came_with(bailey: Api) -> None:
    first, second = [(await bailey.send("GET", "/v2/me")).headers["x-request-id"] for _ in range(2)]
    assert first != second
    kept = await bailey.send("GET", "/v2/me", headers={"X-Request-Id": "mine"})
    assert kept.headers["x-request-id"] == "mine"


async def test_after_the_limit_a_caller_waits_out_a_minute(world: World) -> None:
    timer = StillTimer()
    api = Api(world, "cal_sandbox_bailey", timer=timer)
    for left in range(119, -1, -1):
        response = await api.send("GET", "/v2/me")
        assert response.headers["x-ratelimit-remaining-default"] == str(left)
    assert response.headers["x-ratelimit-limit-default"] == "120"
    timer.now += 59.5
    limited = await api.send("GET", "/v2/me")
    assert limited.status_code == 429
    assert limited.json()["error"]["code"] == "ThrottlerException"
    assert limited.json()["error"]["message"] == "CustomThrottlerGuard - Too many requests. Please try again later."
    assert "retry-after" not in limited.headers
    assert limited.headers["x-ratelimit-reset-default"] == "60"
    timer.now += 59.5
    assert (await api.send("GET", "/v2/me")).headers["x-ratelimit-reset-default"] == "1"
    timer.now += 1
    assert (await api.send("GET", "/v2/me")).status_code == 200


class StillTimer:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_each_caller_has_a_limit_of_its_own(world: World) -> None:
    api = Api(world, requests_per_minute=1)
    for key in ("cal_sandbox_bailey", "cal_sandbox_alex"):
        headers = {"Authorization": f"Bearer {key}"}
        assert (await api.send("GET", "/v2/me", headers=headers)).status_code == 200
        assert (await api.send("GET", "/v2/me", headers=headers)).status_code == 429


async def test_timestamps_are_utc_with_milliseconds(api: Api, clock: StillClock) -> None:
    clock.forward(seconds=1, milliseconds=7)
    booked = await api.book()
    assert booked["createdAt"] == "2026-11-23T14:00:01.007Z"
    for name in ("start", "end", "createdAt", "updatedAt"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", booked[name])


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", name) for name in names)
