"""What was asked of the sandbox and how it answered, the latest few hundred calls; kept in memory alone."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

_KEPT = 300


@dataclass(frozen=True)
class Entry:
    """One call. ``at`` is the world's clock; ``status`` is None where the connection was closed without an answer."""

    number: int
    at: datetime
    method: str
    target: str
    """Path and query, as sent."""
    operation: str | None
    caller: str
    status: int | None
    milliseconds: float
    fault: str | None


class Journal:
    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self.count = 0

    def add(
        self,
        *,
        at: datetime,
        method: str,
        target: str,
        operation: str | None,
        caller: str,
        status: int | None,
        seconds: float,
        fault: str | None,
    ) -> None:
        self.count += 1
        entry = Entry(self.count, at, method, target, operation, caller, status, seconds * 1000, fault)
        self._entries.append(entry)

    def latest(self, most: int) -> list[Entry]:
        """Newest first."""
        return list(self._entries)[: -most - 1 : -1]

    def clear(self) -> None:
        self._entries.clear()
        self.count = 0
