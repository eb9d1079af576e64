"""A clock that is set once and then runs on."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def running_clock(now: datetime | None = None) -> Callable[[], datetime]:
    """Tells the time, aware and in UTC: the machine's, or ``now`` plus what has passed since this call."""
    if now is None:
        return lambda: datetime.now(UTC)
    began_at, began = now.astimezone(UTC), time.monotonic()
    return lambda: began_at + timedelta(seconds=time.monotonic() - began)
