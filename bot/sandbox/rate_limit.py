"""At most so many requests a minute for a caller, then blocked for a minute (facts 1.4)."""

import itertools
import math
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import Refusal

TOO_MANY = "CustomThrottlerGuard - Too many requests. Please try again later."
_WINDOW = 60.0
"""Seconds, of a count and of a block alike."""


@dataclass
class _Count:
    until: float
    used: int = 0


class RateLimit:
    """``timer`` is a clock in seconds that only goes forward."""

    def __init__(self, per_minute: int, timer: Callable[[], float]) -> None:
        self.per_minute = per_minute
        self._timer = timer
        self._counts: dict[str, _Count] = {}
        self._requests = itertools.count(1)

    def count(self, caller: str, per_minute: int | None = None) -> None:
        """Counts a request, against the usual limit or another one. Raises Refusal 429 when there were too many."""
        limit = per_minute or self.per_minute
        count = self._current(caller)
        count.used += 1
        if count.used == limit + 1:
            count.until = self._timer() + _WINDOW
        if count.used > limit:
            raise Refusal(429, TOO_MANY)

    def headers(self, caller: str) -> dict[str, str]:
        count = self._current(caller)
        return {
            "X-RateLimit-Limit-Default": str(self.per_minute),
            "X-RateLimit-Remaining-Default": str(max(0, self.per_minute - count.used)),
            "X-RateLimit-Reset-Default": str(max(0, math.ceil(count.until - self._timer()))),
        }

    def request_id(self) -> str:
        """A new one each time, the same in every run."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, str(next(self._requests))))

    def _current(self, caller: str) -> _Count:
        count = self._counts.get(caller)
        if count is None or count.until <= self._timer():
            count = self._counts[caller] = _Count(self._timer() + _WINDOW)
        return count
