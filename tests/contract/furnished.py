"""A world in which every kind of thing is there once, so that calls made up at random find something."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox.server import create_app
from bot.sandbox.world import World

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""A Monday, 9 in New York."""

HOST, ADMIN = {"authorization": "Bearer cal_sandbox_bailey"}, {"authorization": "Bearer cal_sandbox_admin"}
PLATFORM = {"x-cal-client-id": "sandbox-platform", "x-cal-secret-key": "sandbox-platform-secret"}
CALLERS: list[dict[str, str]] = [HOST, ADMIN, PLATFORM, {"authorization": "Bearer cal_sandbox_alex"}, {}]

_ATTENDEE = {"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"}
_WEBHOOK = {"subscriberUrl": "https://slotwise.example/calcom", "triggers": ["BOOKING_CREATED"], "active": True}


def _booking(slug: str, start: str, **more: Any) -> dict[str, Any]:
    return {"username": "bailey", "eventTypeSlug": slug, "start": start, "attendee": _ATTENDEE, **more}


_BOOKED = {"cal-api-version": "2024-08-13"}
MADE: tuple[tuple[str, str, dict[str, str], dict[str, Any]], ...] = (
    ("bookingUid", "/v2/bookings", _BOOKED, _booking("30min", "2026-11-24T15:00:00Z")),
    ("bookingUid", "/v2/bookings", _BOOKED, _booking("review", "2026-11-24T16:00:00Z")),
    ("bookingUid", "/v2/bookings", _BOOKED, _booking("weekly-checkin", "2026-11-25T15:00:00Z")),
    ("bookingUid", "/v2/bookings", _BOOKED, _booking("workshop", "2026-11-26T15:00:00Z")),
    ("webhookId", "/v2/webhooks", HOST, _WEBHOOK),
    ("webhookId", "/v2/oauth-clients/sandbox-platform/webhooks", PLATFORM, _WEBHOOK),
    ("roleId", "/v2/organizations/401/roles", ADMIN, {"name": "Booker", "permissions": ["booking.read"]}),
    ("managedOrganizationId", "/v2/organizations/401/organizations", ADMIN, {"name": "Acme Labs"}),
    (
        "userId",
        "/v2/oauth-clients/sandbox-platform/users",
        PLATFORM,
        {"email": "rui@example.com", "name": "Rui", "timeZone": "Europe/Lisbon"},
    ),
)


class Furnished:
    """Worlds that are all furnished alike. ``known`` is what is there, by the names that paths and bodies have for
    it."""

    def __init__(self, folder: Path) -> None:
        self._furnished, self._used = folder / "furnished.json", folder / "used.json"
        self.known: dict[str, list[Any]] = {
            "orgId": [401],
            "teamId": [301],
            "clientId": ["sandbox-platform", "sandbox-app"],
            "userId": [101, 102],
            "membershipId": [701, 702, 704],
            "attendeeId": [],
            "permission": ["booking.read"],
            "app": ["google-meet", "zoom", "daily-video"],
            "calendar": ["google", "apple", "office365"],
            "username": ["bailey"],
            "teamSlug": ["support-team"],
            "eventTypeSlug": ["30min", "consultation", "demo"],
            "eventSlug": ["30min"],
            "timeZone": ["Europe/Lisbon", "America/New_York"],
            "start": ["2026-11-24T17:00:00Z", "2026-11-27T15:30:00Z"],
            "end": ["2026-11-28T17:00:00Z"],
            "slotStart": ["2026-11-27T15:30:00Z"],
            "date": ["2026-12-24"],
            "email": ["ana@example.com"],
            "integration": ["google_calendar"],
            "externalId": ["bailey@acme.example"],
        }
        asyncio.run(self._furnish())

    async def _furnish(self) -> None:
        world = World.load("default", clock=lambda: NOW, state=self._furnished)
        for name, path, headers, body in MADE:
            answer = await _send(world, "POST", path, headers=headers, json=body)
            assert answer.status_code == 201, f"{path}: {answer.text}"
            self._learn(name, answer.json()["data"])
        self.known["eventTypeId"] = sorted(world.event_types)

    def _learn(self, name: str, data: Any) -> None:
        for one in data if isinstance(data, list) else [data]:
            found = one["user"]["id"] if name == "userId" else one["uid"] if name == "bookingUid" else one["id"]
            self.known.setdefault(name, []).append(found)
            self.known.setdefault("recurringBookingUid", []).append(one.get("recurringBookingUid"))
            self.known.setdefault("seatUid", []).append(one.get("seatUid"))
        for key in ("recurringBookingUid", "seatUid"):
            self.known[key] = [uid for uid in dict.fromkeys(self.known[key]) if uid is not None]

    def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        """The answer of a world that is as good as new."""
        shutil.copy(self._furnished, self._used)
        world = World.load("default", clock=lambda: NOW, state=self._used)
        return asyncio.run(_send(world, method, path, **request))


async def _send(world: World, method: str, path: str, **request: Any) -> httpx.Response:
    transport = httpx.ASGITransport(create_app(world), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
        return await client.request(method, path, **request)
