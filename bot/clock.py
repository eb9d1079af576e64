"""A clock that can be set, and runs on from there."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time, aware and in UTC: the machine's, or what it was set to plus what has passed since."""

    def __init__(self, now: datetime | None = None) -> None:
        self._set_to: tuple[datetime, float] | None = None
        if now is not None:
            self.set(now)

    def set(self, now: datetime) -> None:
        """``now`` is aware."""
        self._set_to = (now.astimezone(UTC), time.monotonic())

    def __call__(self) -> datetime:
        if self._set_to is None:
            return datetime.now(UTC)
        set_to, at = self._set_to
        return set_to + timedelta(seconds=time.monotonic() - at)
