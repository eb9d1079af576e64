"""A world in which every kind of thing is there once, so that calls made up at random find something."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox.calendar_events import event_uid
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from tests.contract.good_calls import ANA, GOOD

THEN, NOW = datetime(2026, 11, 23, 14, tzinfo=UTC), datetime(2026, 11, 24, 15, 10, tzinfo=UTC)
"""A Monday, 9 in New York, when the world is furnished; and the day after, in the middle of its first booking."""

HOST, MEMBER = {"authorization": "Bearer cal_sandbox_bailey"}, {"authorization": "Bearer cal_sandbox_alex"}
ADMIN = {"authorization": "Bearer cal_sandbox_admin"}
PLATFORM = {"x-cal-client-id": "sandbox-platform", "x-cal-secret-key": "sandbox-platform-secret"}
CALLERS: list[dict[str, str]] = [HOST, MEMBER, ADMIN, PLATFORM, {}]


def fitting_caller(path: str) -> dict[str, str]:
    """Whoever may call an operation."""
    if path.startswith(("/v2/oauth-clients/{clientId}/", "/v2/oauth/")):
        return PLATFORM
    return ADMIN if path.startswith(("/v2/oauth-clients", "/v2/organizations")) else HOST


def _booking(slug: str, start: str) -> dict[str, Any]:
    return {"username": "bailey", "eventTypeSlug": slug, "start": start, "attendee": ANA}


_WEBHOOK = {"subscriberUrl": "https://slotwise.example/there", "triggers": ["MEETING_ENDED"], "active": True}

MADE: tuple[tuple[str, dict[str, Any] | None], ...] = (
    ("/v2/bookings", _booking("30min", "2026-11-24T15:00:00Z")),
    ("/v2/bookings", _booking("review", "2026-11-24T16:00:00Z")),
    ("/v2/bookings", _booking("weekly-checkin", "2026-11-25T15:00:00Z")),
    ("/v2/bookings", _booking("workshop", "2026-11-26T15:00:00Z")),
    (
        "/v2/bookings",
        {"teamSlug": "support-team", "eventTypeSlug": "demo", "start": "2026-11-26T18:00:00Z", "attendee": ANA},
    ),
    (
        "/v2/slots/reservations",
        {"eventTypeId": 1002, "slotStart": "2026-11-27T18:00:00Z", "reservationDuration": 3000},
    ),
    ("/v2/schedules", None),
    ("/v2/webhooks", _WEBHOOK),
    ("/v2/event-types/{eventTypeId}/webhooks", _WEBHOOK),
    ("/v2/event-types/{eventTypeId}/private-links", None),
    ("/v2/teams/{teamId}/event-types/{eventTypeId}/webhooks", _WEBHOOK),
    ("/v2/oauth-clients/{clientId}/users", None),
    ("/v2/oauth-clients/{clientId}/webhooks", _WEBHOOK),
    ("/v2/organizations/{orgId}/roles", {"name": "Desk", "permissions": ["booking.read"]}),
    ("/v2/organizations/{orgId}/organizations", {"name": "Acme Labs"}),
    ("/v2/notifications/subscriptions/app-push", None),
    ("/v2/calendars/ics-feed/save", None),
)
"""What is made, and of what; None stands for the good body."""

_NAMES = {
    "/v2/bookings": {"uid": "bookingUid", "seatUid": "seatUid"},
    "/v2/slots/reservations": {"reservationUid": "uid"},
    "/v2/schedules": {"id": "scheduleId"},
    "/v2/event-types/{eventTypeId}/private-links": {"linkId": "linkId"},
    "/v2/oauth-clients/{clientId}/users": {"refreshToken": "refreshToken"},
    "/v2/organizations/{orgId}/roles": {"id": "roleId"},
    "/v2/organizations/{orgId}/organizations": {"id": "managedOrganizationId"},
}
"""What paths and bodies call that which an answer brings; where nothing is said, webhooks."""

Known = Mapping[str, list[Any]]


class Furnished:
    """Worlds that are all furnished alike."""

    def __init__(self, folder: Path) -> None:
        self._furnished, self._used = folder / "furnished.json", folder / "used.json"
        # Names mean what they mean beneath a path; the longest path counts.
        self._known: dict[str, dict[str, list[Any]]] = {
            "/v2": {
                "orgId": [401],
                "teamId": [301],
                "clientId": ["sandbox-app"],
                "eventTypeId": [1002],
                "userId": [101, 102],
                "permission": ["booking.read"],
                "app": ["google-meet", "zoom", "daily-video"],
                "calendar": ["google"],
                "username": ["bailey"],
                "teamSlug": ["support-team"],
                "eventTypeSlug": ["30min", "consultation", "demo"],
                "eventSlug": ["30min"],
                "timeZone": ["Europe/Lisbon", "America/New_York"],
                "start": ["2026-11-24T17:00:00Z", "2026-11-27T15:30:00Z"],
                "email": ["ana@example.com"],
            },
            "/v2/calendars/{calendar}/credentials": {"calendar": ["apple"]},
            "/v2/conferencing/{app}/connect": {"app": ["google-meet"]},
            "/v2/conferencing/{app}/oauth": {"app": ["zoom", "msteams"]},
            "/v2/conferencing/{app}/disconnect": {"app": ["zoom"]},
            "/v2/oauth": {"clientId": ["sandbox-platform"]},
            "/v2/oauth-clients": {"clientId": ["sandbox-platform"]},
            "/v2/organizations/{orgId}/memberships": {"membershipId": [701, 702]},
            "/v2/organizations/{orgId}/teams": {"membershipId": [704, 705]},
        }
        asyncio.run(self._furnish())

    async def _furnish(self) -> None:
        world = World.load("default", clock=lambda: THEN, state=self._furnished)
        self._know("/v2/teams", "eventTypeId", [one.id for one in world.event_types.values() if one.team is not None])
        for described, body in MADE:
            path = described.format_map({name: values[0] for name, values in self.known(described).items()})
            headers = {**fitting_caller(described), "cal-api-version": VERSIONS.get(described, "")}
            body = body if body is not None else GOOD[f"POST {described}"]
            answer = await _send(world, "POST", path, headers=headers, json=body)
            assert answer.status_code == 201, f"{path}: {answer.text}"
            self._learn(described, answer.json()["data"])
        self._know("/v2/calendars", "eventUid", [event_uid(booking) for booking in world.bookings()])
        self._know("/v2/bookings", "attendeeId", [one.id for booking in world.bookings() for one in booking.attendees])

    def _learn(self, described: str, data: Any) -> None:
        names = _NAMES.get(described, {"id": "webhookId"})
        for one in data if isinstance(data, list) else [data]:
            for told, name in names.items():
                if one.get(told) is not None:
                    self._know(described, name, [one[told]])
            if one.get("status") == "pending":
                self._know("/v2/bookings/{bookingUid}/confirm", "bookingUid", [one["uid"]])
            if one.get("eventType", {}).get("slug") == "demo":
                self._know("/v2/bookings/{bookingUid}/reassign", "bookingUid", [one["uid"]])
            if "user" in one:
                self._know(described, "userId", [one["user"]["id"]])
                self._know("/v2/oauth", "refreshToken", [one["refreshToken"]])

    def _know(self, beneath: str, name: str, values: list[Any]) -> None:
        self._known.setdefault(beneath, {}).setdefault(name, []).extend(values)

    def known(self, path: str) -> Known:
        """What is there, by the names that this path and the bodies and queries that go to it have for it."""
        found: dict[str, list[Any]] = {}
        for beneath in sorted(self._known, key=len):
            if path.startswith(beneath):
                found |= self._known[beneath]
        return found

    def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        """The answer of a world that is as good as new."""
        shutil.copy(self._furnished, self._used)
        world = World.load("default", clock=lambda: NOW, state=self._used)
        return asyncio.run(_send(world, method, path, **request))


VERSIONS = {
    "/v2/bookings": "2024-08-13",
    "/v2/slots/reservations": "2024-09-04",
    "/v2/schedules": "2024-06-11",
}


async def _send(world: World, method: str, path: str, **request: Any) -> httpx.Response:
    transport = httpx.ASGITransport(create_app(world), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
        return await client.request(method, path, **request)
