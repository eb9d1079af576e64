"""Sends what webhooks are told: in order for a booking, again when it fails, and only to this machine.

Cal.com documents no repetition (facts 9.2); here it is a wait after each failure, longer each time, and then the
delivery is given up and the next of its booking is sent.
"""

import asyncio
import http.client
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from urllib.parse import urlsplit

from bot.sandbox.events import look_at_the_clock
from bot.sandbox.subscriptions import Attempt, Delivery
from bot.sandbox.world import World, WorldError

log = logging.getLogger(__name__)

WAITS = (1.0, 5.0, 25.0, 120.0)
"""Seconds after each failure; one more failure is the last."""
_TIMEOUT = 5.0
_LOOK_EVERY = 1.0

Post = Callable[[str, dict[str, str], bytes], Awaitable[int]]
"""Sends to a URL with these headers and this body, and gives the status of the answer. Raises OSError."""


class Deliverer:
    """``sleep`` waits so many seconds; a test passes one that does not."""

    def __init__(
        self, world: World, *, post: Post | None = None, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._world = world
        self._post = post or post_to_loopback
        self._sleep = sleep
        self._lanes: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Starts to send whatever is waiting; to be called when something may be, with an event loop running."""
        look_at_the_clock(self._world)
        for delivery in self._world.subscriptions.waiting():
            if delivery.lane not in self._lanes:
                self._lanes[delivery.lane] = asyncio.create_task(self._send_lane(delivery.lane))

    async def settled(self) -> None:
        """When everything that was waiting is delivered or given up."""
        while self._lanes:
            await asyncio.gather(*self._lanes.values())

    async def watch(self) -> None:
        """Lets time alone bring things about, for as long as it runs."""
        while True:
            await self._sleep(_LOOK_EVERY)
            self.wake()

    async def close(self) -> None:
        """What was not sent stays in the world's state, and goes out when the world is served again."""
        tasks = list(self._lanes.values())
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _send_lane(self, lane: str) -> None:
        try:
            while waiting := self._world.subscriptions.waiting(lane):
                await self._send(waiting[0])
        finally:
            del self._lanes[lane]

    async def _send(self, delivery: Delivery) -> None:
        headers = {
            "Content-Type": delivery.content_type,
            "X-Cal-Signature-256": delivery.signature,
            "X-Cal-Webhook-Version": delivery.version,
        }
        for wait in (*WAITS[len(delivery.attempts) :], None):
            attempt = Attempt(self._world.now())
            try:
                attempt.status = await self._post(delivery.url, headers, delivery.body.encode())
            except (OSError, ValueError, http.client.HTTPException) as error:
                attempt.problem = str(error) or type(error).__name__
            delivered = attempt.status is not None and 200 <= attempt.status < 300
            self._note(delivery, attempt, "delivered" if delivered else "given_up" if wait is None else "waiting")
            if delivered or wait is None:
                return
            await self._sleep(wait)

    def _note(self, delivery: Delivery, attempt: Attempt, outcome: str) -> None:
        try:
            with self._world.writing():
                delivery.attempts.append(attempt)
                delivery.outcome = outcome  # type: ignore[assignment]
        except WorldError as error:
            log.error("%s", error)


async def post_to_loopback(url: str, headers: dict[str, str], body: bytes) -> int:
    """Redirects are not followed. Raises OSError, also for any other machine than this one."""
    return await asyncio.to_thread(partial(_post, url, headers, body))


def _post(url: str, headers: dict[str, str], body: bytes) -> int:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _is_loopback(host):
        raise OSError(f"not sent: {host or url} is not this machine, and a sandbox calls nobody else")
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(host, parts.port, timeout=_TIMEOUT)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
