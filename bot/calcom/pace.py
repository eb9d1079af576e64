"""When the next request may go: at most so many in any minute, and not while Cal.com's own limiter says to wait.

A leaky bucket of 120 a minute would let 240 through in its first minute (the full bucket, and what leaks meanwhile);
Cal.com counts 120 (facts 1.4). So the moments of the last 120 requests are kept, and the next one waits until the
oldest of them is a minute old. Whoever waits is served in turn.
"""

import asyncio
from collections import deque

from bot.scheduling.calendar import RateLimited

_MINUTE = 60.0


class Pace:
    """Moments are those of the running loop's clock, in seconds. One ``Pace`` serves one loop."""

    def __init__(self, requests_per_minute: int) -> None:
        self._sent: deque[float] = deque(maxlen=requests_per_minute)
        self._held_until = 0.0
        self._queue = asyncio.Lock()

    def hold(self, seconds: float) -> None:
        """Lets nothing through for some seconds, as Cal.com told us. A shorter wait never ends a longer one."""
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)

    async def turn(self, *, until: float | None) -> None:
        """Returns when a request may go, or raises RateLimited when that is later than ``until``."""
        clock = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout_at(until), self._queue:
                while (opens := self._opens()) > clock():
                    if until is not None and opens > until:
                        raise TimeoutError
                    await asyncio.sleep(opens - clock())
                self._sent.append(clock())
        except TimeoutError:
            wait = max(self._opens() - clock(), 0.0)
            raise RateLimited("Too many requests in this minute; nothing was sent.", retry_after=wait) from None

    def _opens(self) -> float:
        """The earliest moment for the next request; a past one when it may go now."""
        if len(self._sent) == self._sent.maxlen:
            return max(self._held_until, self._sent[0] + _MINUTE)
        return self._held_until
