"""How the server meets strangers: requests that are too large or too slow, addresses that try too much, and what every
answer says to a browser.

A request that proved itself (one that was posted and taken) counts for nothing, so whoever brings us much, as Telegram
does, is not held back; pages that are asked for and requests that are refused do count.
"""

import asyncio
import ipaddress
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.bodies import MOST_BYTES
from bot.telemetry import metrics, new_reference

A_MINUTE = 60
"""Requests that count, which an address may make in a minute."""

MOST_ADDRESSES = 10_000
"""So many addresses are remembered; of more, those that were quiet for longest are forgotten."""

ANSWERED_WITHIN = 30.0
"""Seconds that a request may take from its first line to its last."""

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}
_HSTS = "max-age=31536000"

log = logging.getLogger(__name__)


class Strangers:
    """Around the app. ``clock`` gives seconds that never go back."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        a_minute: int = A_MINUTE,
        seconds: float = ANSWERED_WITHIN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._addresses = Addresses(a_minute, clock)
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = None if came_directly(scope) else _address(scope)
        answer = _Answer(send, is_encrypted=scope["scheme"] == "https")
        wait = self._addresses.wait(address) if address is not None else 0.0
        if wait > 0:
            await _refusal(429, retry_after=wait)(scope, receive, answer.send)
        elif _announced_bytes(scope) > MOST_BYTES:
            await _refusal(413)(scope, receive, answer.send)
        else:
            await self._answered(scope, receive, answer)
        if address is not None and (scope["method"] != "POST" or answer.status >= 400):
            self._addresses.count(address)
        metrics.HTTP_REQUESTS.labels(_route(scope), answer.status).inc()

    async def _answered(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        """Within the time, and whatever fails is told in the log alone."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._app(scope, receive, answer.send)
        except TimeoutError:
            log.warning("%s was not answered in time", _route(scope))
            if not answer.status:
                await _refusal(503)(scope, receive, answer.send)
        except Exception as error:
            log.error("%s failed, reference %s", _route(scope), new_reference(), exc_info=error)
            if not answer.status:
                await _refusal(500)(scope, receive, answer.send)


class Addresses:
    """What each address may still do: ``a_minute`` at once, and as many again in a minute."""

    def __init__(self, a_minute: int, clock: Callable[[], float]) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """What each has left, and when that was so."""

    def wait(self, address: str) -> float:
        """Seconds until the address may try again; 0 when it may now."""
        left = self._left_to(address)
        return 0.0 if left >= 1 else (1 - left) * 60 / self._most

    def count(self, address: str) -> None:
        self._left[address] = (max(self._left_to(address) - 1, 0.0), self._clock())
        self._left.move_to_end(address)
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)

    def _left_to(self, address: str) -> float:
        left, at = self._left.get(address, (self._most, 0.0))
        return min(self._most, left + (self._clock() - at) * self._most / 60)


class _Answer:
    """Sends an answer with the headers that every one has; a page's own win."""

    def __init__(self, send: Send, *, is_encrypted: bool) -> None:
        self._send = send
        self._headers = _HEADERS | ({"strict-transport-security": _HSTS} if is_encrypted else {})
        self.status = 0
        """0 before it began."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = list(message.get("headers", ()))
            names = {name.lower() for name, _value in given}
            more = [(name.encode(), value.encode()) for name, value in self._headers.items()]
            message = {**message, "headers": given + [pair for pair in more if pair[0] not in names]}
        await self._send(message)


def came_directly(scope: Mapping[str, object]) -> bool:
    """Whether whoever asks is a program of this machine, with no proxy in between."""
    headers = scope["headers"]
    assert isinstance(headers, list)
    names = {bytes(name).lower() for name, _value in headers}
    if names & {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"via"}:
        return False
    client = scope.get("client")
    try:
        return isinstance(client, tuple | list) and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False


def _address(scope: Scope) -> str:
    """Whom to count for: of IPv6 the network, since a single person has one."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _announced_bytes(scope: Scope) -> int:
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    return int(announced) if announced.isdigit() else 0


def _refusal(status: int, *, retry_after: float | None = None) -> PlainTextResponse:
    headers = {"connection": "close"} | ({"retry-after": str(math.ceil(retry_after))} if retry_after else {})
    return PlainTextResponse("", status_code=status, headers=headers)


def _route(scope: Scope) -> str:
    """The path as it is declared; whatever else somebody asked for is one and the same."""
    route = scope.get("route")
    return getattr(route, "path", None) or "other"
