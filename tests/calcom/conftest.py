"""Clients whose other side is scripted, in a time that passes as fast as nobody waits."""

import asyncio
import json
import os
import selectors
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.auth import PlatformClient
from bot.sandbox.server import create_app
from bot.sandbox.world import World

KEY = "cal_live_canary0123456789"

# docs/calcom_api.py asks for a record of the operations that the tests call: method, path and way, a line each.
TRIED = os.environ.get("CALCOM_TRIED")


def note(*fields: str) -> None:
    assert TRIED is not None
    with Path(TRIED).open("a") as record:
        record.write("\t".join(fields) + "\n")


@pytest.fixture(autouse=TRIED is not None)
def record_of_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    respond = CalcomClient._response

    async def recorded(client: CalcomClient, request: Any, headers: Any, seconds: float) -> httpx.Response:
        response = await respond(client, request, headers, seconds)
        in_sandbox = isinstance(client._http._transport, httpx.ASGITransport)
        if response.status_code < 400:
            note(request.operation.method, request.operation.path, "sandbox" if in_sandbox else "wire")
        return response

    monkeypatch.setattr(CalcomClient, "_response", recorded)


class SkippingSelector(selectors.DefaultSelector):
    """Where a loop would sleep until its next timer, its clock jumps there instead."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            return super().select(None)
        ready = super().select(0)
        if not ready:
            self.skipped += max(timeout, 0.0)
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.skipped


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """On real sockets, and where threads write files, time passes at its own speed."""
    real = item.path.name in ("test_against_sockets.py", "test_oauth.py", "test_bookings_in_sandbox.py")
    return {"real": asyncio.SelectorEventLoop} if real else {"skipping": SkippingLoop}


class ScriptedTransport(httpx.AsyncBaseTransport):
    """Answers with its steps in order: a response, an error to raise, or the seconds to stay silent. A call beyond them
    is an error. It keeps each request, and the moment it came."""

    def __init__(self, *steps: httpx.Response | Exception | float) -> None:
        self.steps = list(steps)
        self.requests: list[httpx.Request] = []
        self.moments: list[float] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.moments.append(asyncio.get_running_loop().time())
        assert self.steps, f"an unexpected call: {request.method} {request.url}"
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        if isinstance(step, float):
            await asyncio.sleep(step)
            return ok(None)
        return step

    @property
    def request(self) -> httpx.Request:
        """The only one there was."""
        (request,) = self.requests
        return request

    @property
    def body(self) -> Any:
        return json.loads(self.request.content)

    @property
    def query(self) -> dict[str, str]:
        return dict(self.request.url.params)


def ok(data: Any, status: int = 200, headers: dict[str, str] | None = None, **envelope: Any) -> httpx.Response:
    return httpx.Response(status, json={"status": "success", "data": data, **envelope}, headers=headers)


def refusal(
    status: int, message: str, code: str = "Exception", headers: dict[str, str] | None = None
) -> httpx.Response:
    error = {"code": code, "message": message, "details": {"message": message, "statusCode": status}}
    return httpx.Response(status, json={"status": "error", "path": "/v2/x", "error": error}, headers=headers)


def sample(name: str) -> Any:
    """The JSON of ``samples/<name>.json``, written after the fact sheets of the API."""
    return json.loads((Path(__file__).parent / "samples" / f"{name}.json").read_text())


class Desk:
    """Makes clients on scripted transports, and closes them."""

    KEY = KEY
    ok = staticmethod(ok)
    refusal = staticmethod(refusal)
    sample = staticmethod(sample)

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    @staticmethod
    def platform_if(wanted: bool) -> dict[str, Any]:
        """The option that gives a client a platform's credential."""
        return {"platform": PlatformClient("platform-1", SecretStr("platform-secret"))} if wanted else {}

    def client(
        self, *steps: httpx.Response | Exception | float, **options: Any
    ) -> tuple[CalcomClient, ScriptedTransport]:
        transport = ScriptedTransport(*steps)
        client = CalcomClient("https://api.cal.com", options.pop("api_key", KEY), transport=transport, **options)
        self._stack.push_async_callback(client.aclose)
        return client, transport


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        yield Desk(stack)


class Sandbox:
    """The world that comes with the sandbox, on a Monday at 9 in New York, and clients of it."""

    NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self.world = World.load("default", clock=lambda: self.NOW)
        self.app = create_app(self.world, timer=asyncio.get_running_loop().time)

    def client(self, key: str | None = None, **options: Any) -> CalcomClient:
        client = CalcomClient("http://localhost", key, transport=httpx.ASGITransport(self.app), **options)
        self._stack.push_async_callback(client.aclose)
        return client

    def platform(self, client_id: str = "sandbox-platform", secret: str = "sandbox-platform-secret") -> CalcomClient:
        return self.client(platform=PlatformClient(client_id, SecretStr(secret)))

    @property
    def browser(self) -> httpx.AsyncClient:
        """What a person would open pages with."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://localhost")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with AsyncExitStack() as stack:
        yield Sandbox(stack)
