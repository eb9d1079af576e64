"""What `slotwise doctor` finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is as it should be, what was found, and what to do where it is not."""

    name: str
    ok: bool
    found: str
    advice: str | None = None
