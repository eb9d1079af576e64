"""Talks to a sandbox as a client would, with the headers of each resource filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.sandbox.server import create_app
from bot.sandbox.world import World

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""A Monday, 09:00 in New York, 14:00 in Lisbon and London, 15:00 in Berlin."""

VERSIONS = {
    "/v2/slots": "2024-09-04",
    "/v2/bookings": "2024-08-13",
    "/v2/event-types": "2024-06-14",
    "/v2/schedules": "2024-06-11",
}

ANA = {"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"}


class StillClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        self.now = now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class Api:
    """Requests to one world. ``key`` is the credential of all of them, where there is one."""

    def __init__(self, world: World, key: str | None = None, **options: Any) -> None:
        self.world = world
        self.key = key
        self._app = create_app(world, **options)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url="http://sandbox")

    async def settled(self) -> None:
        """When every webhook was told, or could not be."""
        await self._app.deliverer.settled()

    async def send(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **body: Any
    ) -> httpx.Response:
        version = next((version for start, version in VERSIONS.items() if path.startswith(start)), None)
        sent = {"cal-api-version": version} if version is not None else {}
        if self.key is not None:
            sent["Authorization"] = f"Bearer {self.key}"
        return await self.http.request(method, path, headers=sent | (headers or {}), **body)

    async def data(self, method: str, path: str, *, status: int = 200, **body: Any) -> Any:
        response = await self.send(method, path, **body)
        assert response.status_code == status, response.text
        return response.json()["data"]

    async def refusal(self, method: str, path: str, **body: Any) -> tuple[int, str]:
        """The status of an error and what it says, which is also checked to have the usual form."""
        response = await self.send(method, path, **body)
        content = response.json()
        assert content["status"] == "error"
        assert content["path"] == response.request.url.raw_path.decode()
        if "details" in content["error"]:
            assert content["error"]["details"]["statusCode"] == response.status_code
        return response.status_code, content["error"]["message"]

    async def violations(self, method: str, path: str, **body: Any) -> dict[str, list[str]]:
        """What the global validation found wrong, by property."""
        response = await self.send(method, path, **body)
        error = response.json()["error"]
        assert (response.status_code, error["code"], error["message"]) == (
            400,
            "BadRequestException",
            "Bad Request Exception",
        )
        return {one["property"]: list(one.get("constraints", {}).values()) for one in error["details"]["errors"]}

    async def slots(self, **query: Any) -> list[str]:
        """Every start, in order; by default of ``username`` bailey or the named one."""
        if not query.keys() & {"eventTypeId", "teamSlug", "usernames", "username"}:
            query["username"] = "bailey"
        days = await self.data("GET", "/v2/slots", params=query)
        return [slot["start"] for day in days.values() for slot in day]

    async def book(self, slug: str = "30min", start: str = "2026-11-24T15:00:00Z", **body: Any) -> Any:
        """A booking, as the answer has it; with ``username`` bailey unless another owner is named."""
        if not body.keys() & {"username", "teamSlug", "eventTypeId"}:
            body["username"] = "bailey"
        asked = {"eventTypeSlug": slug, "start": start, "attendee": ANA, **body}
        if "eventTypeId" in asked:
            del asked["eventTypeSlug"]
        return await self.data("POST", "/v2/bookings", json=asked, status=201)

    async def refused_booking(self, slug: str = "30min", start: str = "2026-11-24T15:00:00Z", **body: Any) -> Any:
        asked = {"eventTypeSlug": slug, "username": "bailey", "start": start, "attendee": ANA, **body}
        return await self.refusal("POST", "/v2/bookings", json=asked)
