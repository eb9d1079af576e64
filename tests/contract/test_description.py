"""What is held against the description and does not fit is told."""

import json
from typing import Any

import pytest

from tests.contract.description import Description

DESCRIPTION = Description.load()
START = "2030-01-07T09:00:00Z"
ATTENDEE = {"name": "Ana", "email": "ana@example.com", "timeZone": "Europe/Madrid"}
JSON = "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "wrong"),
    [
        ("GET", "/v2/slots", {"start": "2030-01-07", "end": "2030-01-08", "eventTypeId": "7"}, None, None),
        ("GET", "/v2/slots", {"start": "2030-01-07", "eventTypeId": "7"}, None, "query end: not given"),
        ("GET", "/v2/slots", {"start": "a", "end": "b", "eventSlug": "c"}, None, "query eventSlug: not known"),
        ("GET", "/v2/slots", {"start": "a", "end": "b", "eventTypeId": "c"}, None, "query eventTypeId"),
        ("GET", "/v2/appointments", {}, None, "no such operation"),
        ("GET", "/v2/me", {}, {"a": 1}, "body: there should be none"),
        ("POST", "/v2/bookings", {}, {"start": START, "attendee": ATTENDEE, "eventTypeId": 7}, None),
        ("POST", "/v2/bookings", {}, {"start": START, "attendee": ATTENDEE, "colour": "red"}, "colour"),
        ("POST", "/v2/bookings", {}, {"start": START, "attendee": {"name": "Ana"}}, "timeZone"),
        ("POST", "/v2/bookings", {}, None, "body: there is none"),
        ("POST", "/v2/bookings/a/reschedule", {}, {"start": START, "rescheduleReason": "Ill"}, "rescheduleReason"),
        ("POST", "/v2/conferencing/jitsi/connect", {}, None, "path app"),
    ],
)
def test_a_request_is_held_against_the_description(
    method: str, path: str, query: dict[str, str], body: Any, wrong: str | None
) -> None:
    content = b"" if body is None else json.dumps(body).encode()
    told = DESCRIPTION.wrong_in_request(method, path, query, content, {"cal-api-version": "2024-08-13"})
    assert (wrong in "\n".join(told)) if wrong is not None else not told


def test_a_version_that_is_missing_is_told() -> None:
    assert DESCRIPTION.wrong_in_request("GET", "/v2/bookings/a", {}, b"", {}) == ["header cal-api-version: not given"]


ME = {
    "id": 7,
    "username": "bea",
    "email": "bea@example.com",
    "name": None,
    "avatarUrl": None,
    "bio": None,
    "timeFormat": 24,
    "defaultScheduleId": None,
    "weekStart": "Monday",
    "timeZone": "Europe/London",
    "organizationId": None,
}
REFUSED = {"code": "NotFoundException", "message": "Not found", "details": {}}
ERROR = {"status": "error", "timestamp": "2030-01-07T09:00:00.000Z", "path": "/v2/me", "error": REFUSED}


@pytest.mark.parametrize(
    ("status", "content_type", "body", "wrong"),
    [
        (200, JSON, {"status": "success", "data": ME}, None),
        (200, JSON, {"status": "success", "data": {**ME, "colour": "red"}}, None),
        (200, JSON, {"status": "success", "data": {**ME, "id": "7"}}, "data.id"),
        (200, JSON, {"status": "success", "data": {**ME, "weekStart": None}}, "data.weekStart"),
        (200, JSON, {"status": "success"}, "data"),
        (200, "text/html", {"status": "success", "data": ME}, "content type"),
        (201, JSON, {"status": "success", "data": ME}, "status 201"),
        (404, JSON, ERROR, None),
        (400, JSON, {"statusCode": 400, "message": "no"}, None),
        (400, JSON, {"error": "invalid_grant", "error_description": "code_invalid_or_expired"}, None),
        (404, JSON, {**ERROR, "timestamp": "yesterday"}, "timestamp"),
        (404, JSON, {"detail": "Not found"}, "required"),
    ],
)
def test_an_answer_is_held_against_the_description(
    status: int, content_type: str, body: Any, wrong: str | None
) -> None:
    told = DESCRIPTION.wrong_in_answer("GET", "/v2/me", status, content_type, json.dumps(body).encode())
    assert (wrong in "\n".join(told)) if wrong is not None else not told
