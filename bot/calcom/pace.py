"""When the next request may go: at most so many in any minute, and not while Cal.com's own limiter says to wait.

A leaky bucket of 120 a minute would let 240 through in its first minute (the full bucket, and what leaks meanwhile);
Cal.com counts 120 (facts 1.4). So the moments of the last 120 requests are kept, and the next one waits until the
oldest of them is a minute old. Whoever waits is served in turn; what nobody is waiting for leaves a quarter of the
requests to those that somebody is.
"""

import asyncio
import logging
from collections import deque
from typing import Protocol

from bot.scheduling.calendar import RateLimited

log = logging.getLogger(__name__)

_MINUTE = 60.0
_TOO_MANY = "Too many requests in this minute; nothing was sent."


class Budget(Protocol):
    """The requests that one credential may make."""

    async def turn(self, *, until: float | None, background: bool = False) -> None:
        """Returns when a request may go, or raises RateLimited when that is later than ``until``, a moment of the
        loop's clock."""
        ...

    async def hold(self, seconds: float) -> None:
        """Lets nothing through for some seconds, as Cal.com told us. A shorter wait never ends a longer one."""
        ...


class Ledger(Protocol):
    """Where several processes write down their requests. ``who`` stands for a credential without telling it."""

    async def take(self, who: str, *, limit: int) -> float:
        """Writes down a request, and returns 0; or only the seconds until there is room for one."""
        ...

    async def hold(self, who: str, seconds: float) -> None:
        """Has no room for so many seconds."""
        ...


class Pace:
    """The budget of one process. Moments are those of the running loop's clock, in seconds. One ``Pace`` serves one
    loop."""

    def __init__(self, requests_per_minute: int) -> None:
        self._sent: deque[float] = deque(maxlen=requests_per_minute)
        self._kept_back = requests_per_minute // 4
        self._held_until = 0.0
        self._people = asyncio.Lock()
        self._background = asyncio.Lock()

    async def hold(self, seconds: float) -> None:
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)

    async def turn(self, *, until: float | None, background: bool = False) -> None:
        clock = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout_at(until), self._background if background else self._people:
                while (opens := self._opens(background)) > clock():
                    if until is not None and opens > until:
                        raise TimeoutError
                    await asyncio.sleep(opens - clock())
                self._sent.append(clock())
        except TimeoutError:
            wait = max(self._opens(background) - clock(), 0.0)
            raise RateLimited(_TOO_MANY, retry_after=wait) from None

    def _opens(self, background: bool) -> float:
        """The earliest moment for the next request; a past one when it may go now."""
        assert self._sent.maxlen is not None
        limit = self._sent.maxlen - (self._kept_back if background else 0)
        if len(self._sent) >= limit:
            return max(self._held_until, self._sent[-limit] + _MINUTE)
        return self._held_until


class SharedPace:
    """The budget of a credential that several processes use: each keeps to its own pace, and all to what the ledger
    has room for. While the ledger cannot be used, the own pace alone holds: nobody is kept from Cal.com by our store,
    and Cal.com counts for itself."""

    def __init__(self, ledger: Ledger, who: str, requests_per_minute: int) -> None:
        self._ledger = ledger
        self._who = who
        self._limit = requests_per_minute
        self._own = Pace(requests_per_minute)

    async def hold(self, seconds: float) -> None:
        await self._own.hold(seconds)
        if seconds > 0:
            try:
                await self._ledger.hold(self._who, seconds)
            except Exception:
                log.warning("The ledger of requests cannot be written.", exc_info=True)

    async def turn(self, *, until: float | None, background: bool = False) -> None:
        await self._own.turn(until=until, background=background)
        clock = asyncio.get_running_loop().time
        limit = self._limit - (self._limit // 4 if background else 0)
        while (wait := await self._wait(limit)) > 0:
            if until is not None and clock() + wait > until:
                raise RateLimited(_TOO_MANY, retry_after=wait)
            await asyncio.sleep(wait)

    async def _wait(self, limit: int) -> float:
        try:
            return await self._ledger.take(self._who, limit=limit)
        except Exception:
            log.warning("The ledger of requests cannot be used.", exc_info=True)
            return 0.0
