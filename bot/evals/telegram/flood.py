"""Telegram's flood limits, counted by the double: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much a bot may send. Sent and edited messages count; callback answers and chat actions do not."""

    per_second: int = 30
    chat_interval: float = 1.0
    """Seconds between two messages of one chat; 0 for no such limit."""
    group_per_minute: int = 20
    slack: float = 0.05
    """Seconds that the network may squeeze two calls together: one sent in time may arrive so much early."""


class Flood:
    """Counts by ``ticks``, in seconds."""

    def __init__(self, limits: Limits, ticks: Callable[[], float]) -> None:
        self._limits = limits
        self._ticks = ticks
        self._all: deque[float] = deque()
        self._last: dict[int, float] = {}
        self._groups: defaultdict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int, *, is_group: bool) -> tuple[str, int] | None:
        """Takes one message in. When it breaks a limit: which one, and the whole seconds to wait."""
        limits, now = self._limits, self._ticks()
        broken: list[tuple[str, float]] = []
        wait = _over(self._all, now, 1 - limits.slack, limits.per_second)
        if wait is not None:
            broken.append((f"more than {limits.per_second} messages in a second", wait))
        since = now - self._last.get(chat_id, -math.inf)
        if since < limits.chat_interval - limits.slack:
            detail = f"two messages of chat {chat_id} within {since:.3f} s"
            broken.append((detail, limits.chat_interval - since))
        self._last[chat_id] = now
        if is_group:
            wait = _over(self._groups[chat_id], now, 60 - limits.slack, limits.group_per_minute)
            if wait is not None:
                broken.append((f"more than {limits.group_per_minute} messages of group {chat_id} in a minute", wait))
        if not broken:
            return None
        detail, wait = max(broken, key=lambda one: one[1])
        return detail, max(1, math.ceil(wait))


def _over(times: deque[float], now: float, window: float, most: int) -> float | None:
    while times and times[0] <= now - window:
        times.popleft()
    times.append(now)
    return times[0] + window - now if len(times) > most else None
