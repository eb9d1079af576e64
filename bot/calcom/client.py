"""``CalcomClient``: one Cal.com, one credential, as a ``Calendar``.

A call goes ``send`` -> a turn of its ``Pace`` -> ``_exchange`` -> ``wire``. Reads are sent up to three times, writes
once: a write that went out and brought no answer is ``OutcomeUnknown``, and only one that provably never left, or was
refused unheard (429), counts as not made.
"""

import asyncio
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import httpx
import stamina
from pydantic import SecretStr

from bot.calcom import wire
from bot.calcom.bookings import Bookings
from bot.calcom.event_types import EventTypes
from bot.calcom.me import MeResource
from bot.calcom.pace import Pace
from bot.calcom.schedules import Schedules
from bot.calcom.slots import Slots
from bot.calcom.teams import Teams
from bot.scheduling.calendar import Calendar, RateLimited, Unavailable

T = TypeVar("T")

# The header ``cal-api-version`` of each family. Cal.com answers another shape, or 404, to another one, so there is no
# default for all (facts 1.1). Pages beneath https://cal.com/docs/api-reference/v2/.
VERSIONS: dict[wire.Family, str] = {
    "bookings": "2024-08-13",  # bookings/create-a-booking; 2026-02-25 and 2026-05-01 on request
    "event_types": "2024-06-14",  # event-types/get-all-event-types
    "me": "2024-08-13",  # me/get-my-profile: any is accepted
    "reservations": "2024-09-04",  # slots/reserve-a-slot
    "schedules": "2024-06-11",  # schedules/get-all-schedules
    "slots": "2024-09-04",  # slots/get-available-time-slots-for-an-event-type
    "teams": "2024-08-13",  # teams/get-teams: any is accepted
}

_TRIES = 3
_RETRIED = frozenset({500, 502, 503, 504})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# The moment of the loop's clock by which the task at hand must have ended.
_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)


class CalcomClient:
    """Close it with ``aclose()`` or use it as an async context manager, within one event loop.

    ``timeout``: seconds for one call with all its tries, counted from when its turn has come. ``requests_per_minute``
    is Cal.com's limit for the key (facts 1.4): whatever exceeds it waits. ``transport`` replaces the network.
    ValueError: a URL that is neither HTTPS nor on this machine, or a key that is none.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str | None = None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 10.0,
        requests_per_minute: int = 120,
        bookings_version: str = VERSIONS["bookings"],
    ) -> None:
        self._key = SecretStr(api_key) if api_key else None
        self._timeout = timeout
        self._pace = Pace(requests_per_minute)
        self._versions = {**VERSIONS, "bookings": bookings_version}
        self._http = httpx.AsyncClient(
            base_url=_root_of(base_url), headers=_standing_headers(self._key), transport=transport
        )
        self.event_types = EventTypes(self.send)
        self.teams = Teams(self.send)
        self.slots = Slots(self.send, has_credential=self.has_credential)
        self.bookings = Bookings(self.send, version=bookings_version)
        self.schedules = Schedules(self.send)
        self.me = MeResource(self.send)

    @property
    def has_credential(self) -> bool:
        return self._key is not None

    def __repr__(self) -> str:
        return f"CalcomClient({self._http.base_url.host!r}, {'with' if self.has_credential else 'without'} a key)"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """All calls made inside, waiting for their turn included, end within ``seconds``. The nearer of two nested
        deadlines holds."""
        ends_at = asyncio.get_running_loop().time() + seconds
        outer = _ends_at.get()
        token = _ends_at.set(ends_at if outer is None else min(ends_at, outer))
        try:
            yield
        finally:
            _ends_at.reset(token)

    async def send(self, request: wire.Request, read: Callable[[wire.Answer], T], /) -> T:
        """The answer to a request, as ``read`` takes it; or one of ``CalendarError``, within the deadline."""
        clock = asyncio.get_running_loop().time
        ends_at = _ends_at.get()
        await self._pace.turn(until=ends_at)
        own_end = clock() + self._timeout
        deadline = own_end if ends_at is None else min(own_end, ends_at)
        backoff = _Backoff(request, deadline, clock)
        async for attempt in stamina.retry_context(on=backoff, attempts=_TRIES, timeout=None):
            with attempt:
                if attempt.num > 1:
                    await self._pace.turn(until=deadline)
                answer = await self._exchange(request, deadline - clock())
        return wire.read_answer(request, answer, read)

    async def _exchange(self, request: wire.Request, seconds: float) -> wire.Answer:
        """Sends a request once and opens what comes back, all within ``seconds``."""
        if seconds <= 0:
            raise Unavailable("The time for this call had run out before it was sent.")
        try:
            async with asyncio.timeout(seconds):
                response = await self._http.request(
                    request.method,
                    request.path,
                    params=request.query,
                    # Escaped to ASCII: half an emoji from a broken terminal is then still JSON.
                    content=None if request.body is None else json.dumps(request.body),
                    headers={"cal-api-version": self._versions[request.family]}
                    | ({} if request.body is None else {"content-type": "application/json"}),
                    # Half of the time to connect, so that a connection that never comes about is told from an
                    # answer that never comes.
                    timeout=httpx.Timeout(seconds, connect=seconds / 2, pool=seconds / 2),
                )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unavailable(f"Cal.com cannot be reached ({type(error).__name__}).") from error
        except (httpx.RequestError, OSError) as error:  # a timeout is an OSError too
            raise wire.no_answer(request, f"No answer came from Cal.com ({type(error).__name__}).") from error
        self._pace.hold(wire.closed_for(response.headers))
        try:
            return wire.open_answer(request, response.status_code, response.headers, self._without_key(response))
        except RateLimited as error:
            self._pace.hold(error.retry_after or 0.0)
            raise

    def _without_key(self, response: httpx.Response) -> bytes:
        """The body; of an error with the key blotted out, should a server ever quote it: error texts get into logs."""
        if self._key is None or response.is_success:
            return response.content
        return response.content.replace(self._key.get_secret_value().encode(), b"[key]")


class _Backoff:
    """Whether a failed try is followed by another, and after how many seconds: never past the deadline.

    The wait is what Cal.com told; else it doubles, from one second after a 429 (facts 1.4) and from a quarter after
    anything else, since a person is waiting.
    """

    def __init__(self, request: wire.Request, deadline: float, clock: Callable[[], float]) -> None:
        self._request = request
        self._deadline = deadline
        self._clock = clock
        self._failures = 0

    def __call__(self, error: Exception) -> bool | float:
        self._failures += 1
        doubling = 2.0 ** (self._failures - 1)
        if isinstance(error, RateLimited):
            # Refused before it took effect, so a write may go again as well.
            wait = error.retry_after if error.retry_after is not None else doubling
        elif self._request.is_read and _passes(error):
            wait = 0.25 * doubling
        else:
            return False
        wait += random.uniform(0, 0.25 * doubling)  # noqa: S311 - it spreads retries, it guards nothing
        return wait if self._clock() + wait < self._deadline else False


def _passes(error: Exception) -> bool:
    """A fault that may be gone in a moment."""
    return isinstance(error, Unavailable) and (
        error.status in _RETRIED or isinstance(error.__cause__, httpx.RequestError | OSError)
    )


def _standing_headers(secret: SecretStr | None) -> dict[str, str]:
    headers = {"accept": "application/json", "user-agent": "slotwise"}
    if secret is None:
        return headers  # an empty or bad credential is refused even where none is needed (facts 1.2)
    key = secret.get_secret_value()
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise ValueError(
            "The Cal.com API key holds a character that no key has; copy it anew, it looks like cal_live_..."
        )
    return headers | {"authorization": f"Bearer {key}"}


def _root_of(base_url: str) -> httpx.URL:
    """The URL that ``/v2`` follows; it may be given with or without ``/v2`` at its end."""
    try:
        url = httpx.URL(base_url.strip().rstrip("/").removesuffix("/v2"))
    except httpx.InvalidURL:
        raise ValueError("The Cal.com URL is not a URL; write it like https://api.cal.com") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise ValueError("The Cal.com URL must name a scheme and a host, like https://api.cal.com")
    if url.scheme == "http" and url.host not in _LOOPBACK:
        raise ValueError(
            f"The Cal.com URL must be https://{url.host}: plain http would show the key to everyone on the way. "
            "Only this machine (http://localhost) may go without."
        )
    return url


if TYPE_CHECKING:
    _a_calendar: type[Calendar] = CalcomClient
