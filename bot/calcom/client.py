"""``CalcomClient``: one Cal.com, one credential, as a ``Calendar``.

A call goes ``send`` -> a turn of its ``Pace`` -> ``_exchange`` -> ``wire``. Reads are sent up to three times, writes
once: a write that went out and brought no answer is ``OutcomeUnknown``, and only one that provably never left, or was
refused unheard (429), counts as not made.
"""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import httpx
import stamina

from bot.calcom import wire
from bot.calcom.access import Access, learn
from bot.calcom.auth import ApiKey, Credential, PlatformClient
from bot.calcom.breaker import Breaker
from bot.calcom.families import Families
from bot.calcom.operation import BOOKINGS, RECORDINGS, Auth, Limit, Version
from bot.calcom.pace import Budget, Pace
from bot.scheduling.calendar import Calendar, OutcomeUnknown, RateLimited, Unauthorized, Unavailable
from bot.telemetry import metrics
from bot.telemetry.tracing import span

T = TypeVar("T")

_TRIES = 3
_RETRIED = frozenset({500, 502, 503, 504})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# The moment of the loop's clock by which the task at hand must have ended, and whether nobody waits for it.
_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)
_in_background: ContextVar[bool] = ContextVar("in_background", default=False)


class CalcomClient(Families):
    """Close it with ``aclose()`` or use it as an async context manager, within one event loop.

    Whoever acts is an ``api_key`` or another ``credential``; ``platform`` is for the calls that platforms make, and
    acts for its organization where there is nobody else.
    ``timeout``: seconds for one call with all its tries, counted from when its turn has come. ``requests_per_minute``
    is Cal.com's limit for the key (facts 1.4): whatever exceeds it waits. A ``budget`` takes its place where several
    processes share the key. ``transport`` replaces the network.
    ValueError: a URL that is neither HTTPS nor on this machine, or a key that is none.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str | None = None,
        *,
        credential: Credential | None = None,
        platform: PlatformClient | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 10.0,
        requests_per_minute: int = 120,
        budget: Budget | None = None,
        bookings_version: str = BOOKINGS.value,
    ) -> None:
        super().__init__(self)
        # Told by whatever structured logger is about otherwise. A retry that works is no news, and one that does not is
        # told by the error it ends in.
        stamina.instrumentation.set_on_retry_hooks([])
        self._credential = ApiKey(api_key) if api_key else credential
        self._platform = platform
        acting = self._credential
        self.access = Access(acting is not None, acting is not None and acting.is_third_party)
        """What the credential may do. What is learned of its memberships is written down there."""
        self._timeout = timeout
        self._budget = budget or Pace(requests_per_minute)
        self._breaker = Breaker()
        self.last_answer: LastAnswer | None = None
        """Of Cal.com, whatever it was, but for its own failures."""
        self._tighter: dict[Limit, Pace] = {}
        self._bookings_version = bookings_version
        self._http = httpx.AsyncClient(
            base_url=_root_of(base_url),
            headers={"accept": "application/json", "user-agent": "slotwise"},
            transport=transport,
        )

    @property
    def has_credential(self) -> bool:
        return self._credential is not None

    def version_of(self, version: Version) -> str:
        if version is BOOKINGS:
            return self._bookings_version
        return max(version.value, self._bookings_version) if version is RECORDINGS else version.value

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

    async def learn_access(self, *, organization: int | None = None, team: int | None = None) -> None:
        """Asks for the standing in an organization (one's own unless named) and a team of it, so that ``access`` knows
        what may be done there before it is tried."""
        await learn(self, self.access, organization=organization, team=team)

    @contextmanager
    def background(self) -> Iterator[None]:
        """All calls made inside are those that nobody waits for: they leave room for the others (facts 1.4)."""
        token = _in_background.set(True)
        try:
            yield
        finally:
            _in_background.reset(token)

    async def send(self, request: wire.Request, read: Callable[[wire.Answer], T], /) -> T:
        """The answer to a request, as ``read`` takes it; or one of ``CalendarError``, within the deadline."""
        await self._refuse_what_cannot_be(request)
        clock = asyncio.get_running_loop().time
        ends_at = _ends_at.get()
        await self._turn(request, until=ends_at)
        own_end = clock() + self._timeout
        deadline = own_end if ends_at is None else min(own_end, ends_at)
        backoff = _Backoff(request, deadline, clock)
        async for attempt in stamina.retry_context(on=backoff, attempts=_TRIES, timeout=None):
            with attempt:
                if attempt.num > 1:
                    await self._turn(request, until=deadline)
                answer = await self._with_credential(request, deadline)
        return wire.read_answer(request, answer, read)

    async def _refuse_what_cannot_be(self, request: wire.Request) -> None:
        """Raises what Cal.com would answer to a credential that is missing or not enough, as far as that is known."""
        operation = request.operation
        if operation.auth is Auth.CLIENT and self._platform is None:
            raise Unauthorized("This call needs the client id and secret of a platform.")
        if operation.auth not in (Auth.BEARER, Auth.KEY):
            return
        if self._credential is None:
            if operation.auth is Auth.BEARER and self._platform is not None:
                return
            raise Unauthorized("This call needs a credential, and there is none.")
        if self._credential.is_third_party:
            self.access.scopes = await self._credential.scopes()
        self.access.of(operation, team=request.team, organization=request.organization).require()

    async def _turn(self, request: wire.Request, *, until: float | None) -> None:
        """Waits until the request may go, by the limits of the operation and of the key."""
        if (limit := request.operation.limit) is not None:
            await self._tighter.setdefault(limit, Pace(limit.per_minute)).turn(until=until)
        await self._budget.turn(until=until, background=_in_background.get())

    async def _with_credential(self, request: wire.Request, deadline: float) -> wire.Answer:
        """Sends a request as whoever acts. One that an outlived token was refused for did not happen, and goes again
        when the token could be renewed."""
        clock = asyncio.get_running_loop().time
        headers = await self._credentials(request)
        try:
            return await self._exchange(request, headers, deadline - clock())
        except Unauthorized as error:
            if error.status != 401 or self._credential is None or not await self._credential.renew(headers):
                raise
        return await self._exchange(request, await self._credentials(request), deadline - clock())

    async def _credentials(self, request: wire.Request) -> Mapping[str, str]:
        # An empty or bad credential is refused even where none is needed (facts 1.2).
        match request.operation.auth:
            case Auth.CLIENT if self._platform is not None:
                return self._platform.headers()
            case Auth.BEARER if self._credential is None and self._platform is not None:
                return self._platform.headers()
            case Auth.WITHOUT:
                return {}
            case _:
                return {} if self._credential is None else await self._credential.headers()

    async def _exchange(self, request: wire.Request, headers: Mapping[str, str], seconds: float) -> wire.Answer:
        """Sends a request once and opens what comes back, all within ``seconds``."""
        if seconds <= 0:
            raise Unavailable("The time for this call had run out before it was sent.")
        with self._breaker.call():
            response = await self._counted_response(request, headers, seconds)
            body = self._without_secrets(request, response)
            try:
                answer = wire.open_answer(request, response.status_code, response.headers, body)
            except RateLimited as error:
                await self._budget.hold(error.retry_after or 0.0)
                raise
            finally:
                await self._budget.hold(wire.closed_for(response.headers))
            return answer

    async def _counted_response(
        self, request: wire.Request, headers: Mapping[str, str], seconds: float
    ) -> httpx.Response:
        began, status = time.perf_counter(), "none"
        family = request.operation.path.split("/")[2]
        try:
            with span("calcom", family=family, method=request.method) as told:
                response = await self._response(request, headers, seconds)
                told["status"] = response.status_code
            status = str(response.status_code)
        finally:
            metrics.CALCOM_CALLS.labels(family, status).inc()
            metrics.CALCOM_SECONDS.labels(family).observe(time.perf_counter() - began)
        if response.status_code < 500:
            self.last_answer = LastAnswer(time.monotonic(), datetime.now(UTC), response.headers.get("date"))
        return response

    async def _response(self, request: wire.Request, headers: Mapping[str, str], seconds: float) -> httpx.Response:
        try:
            async with asyncio.timeout(seconds):
                return await self._http.request(
                    request.method,
                    request.path,
                    params=request.query,
                    # Escaped to ASCII: half an emoji from a broken terminal is then still JSON.
                    content=None if request.body is None else json.dumps(request.body),
                    headers={"cal-api-version": self.version_of(request.operation.version)}
                    | ({} if request.body is None else {"content-type": "application/json"})
                    | dict(headers),
                    # Half of the time to connect, so that a connection that never comes about is told from an
                    # answer that never comes.
                    timeout=httpx.Timeout(seconds, connect=seconds / 2, pool=seconds / 2),
                )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unavailable(f"Cal.com cannot be reached ({type(error).__name__}).") from error
        except (httpx.RequestError, OSError) as error:  # a timeout is an OSError too
            raise wire.no_answer(request, f"No answer came from Cal.com ({type(error).__name__}).") from error

    def _without_secrets(self, request: wire.Request, response: httpx.Response) -> bytes:
        """The body; of an error with the secrets blotted out, should a server ever quote them: error texts get into
        logs."""
        body = response.content
        if response.is_success:
            return body
        secrets = [*request.secrets]
        if self._credential is not None:
            secrets += self._credential.secrets
        if self._platform is not None:
            secrets.append(self._platform.secret.get_secret_value())
        for secret in filter(None, secrets):
            body = body.replace(secret.encode(), b"[secret]")
        return body


@dataclass(frozen=True)
class LastAnswer:
    """When something last came from Cal.com, by the clock that never goes back and by this machine's, and the time that
    it said it was."""

    monotonic: float
    at: datetime
    date: str | None

    @property
    def age(self) -> float:
        """In seconds."""
        return time.monotonic() - self.monotonic

    @property
    def ahead(self) -> float | None:
        """Seconds that Cal.com's clock was ahead of this machine's, as far as whole seconds tell; None where it did not
        say."""
        try:
            return (parsedate_to_datetime(self.date) - self.at).total_seconds() if self.date else None
        except (ValueError, TypeError):
            return None


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
        elif self._request.is_repeatable and _passes(error):
            wait = 0.25 * doubling
        else:
            return False
        wait += random.uniform(0, 0.25 * doubling)  # noqa: S311 - it spreads retries, it guards nothing
        return wait if self._clock() + wait < self._deadline else False


def _passes(error: Exception) -> bool:
    """A fault that may be gone in a moment."""
    return isinstance(error, Unavailable | OutcomeUnknown) and (
        error.status in _RETRIED or isinstance(error.__cause__, httpx.RequestError | OSError)
    )


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
