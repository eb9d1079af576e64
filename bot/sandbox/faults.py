"""Scripted misfortunes: what goes wrong, at which call, and how often.

A fault waits for its operation (``bookings.create``, or a pattern such as ``bookings.*`` or ``*``), lets the first
``after`` calls pass, acts on the next ``times`` and is then used up. A call meets at most one fault: the first in the
list that is due, so a list reads as a story.
"""

import threading
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

FaultKind = Literal[
    "delay",
    "rate_limit",
    "rate_limit_with_retry_after",
    "status",
    "drop_before",
    "drop_after",
    "slot_taken",
    "race",
    "malformed",
]


class ConnectionDropped(ConnectionError):
    """The connection was closed without an answer; over ASGI the caller sees this exception itself."""


class Fault(BaseModel):
    """One scripted misfortune.

    ``delay`` answers late by ``seconds``. ``rate_limit`` answers 429 as Cal.com does, with ``seconds`` in the reset
    header alone; ``rate_limit_with_retry_after`` has them in ``Retry-After`` too. ``status`` answers with ``status``.
    ``drop_before`` and ``drop_after`` close the connection before or after the call took effect. ``slot_taken`` lets
    somebody else book the asked time just before, ``race`` between the check and the write. ``malformed`` does what
    was asked and answers with half of the JSON.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: str = Field(examples=["bookings.create"])
    kind: FaultKind = Field(examples=["drop_after"])
    times: int = Field(default=1, ge=1, examples=[1])
    after: int = Field(default=0, ge=0, examples=[0])
    seconds: float = Field(default=1.0, ge=0, examples=[2])
    status: int = Field(default=503, ge=400, le=599, examples=[503])

    @model_validator(mode="after")
    def _taken_slots_are_booked(self) -> Self:
        if self.kind in ("slot_taken", "race") and self.operation not in ("bookings.create", "bookings.reschedule"):
            raise ValueError(f"{self.kind} goes with bookings.create or bookings.reschedule")
        return self


class Faults:
    """The faults still to come, in the order they were added."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._waiting = [_Armed(fault) for fault in faults]
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(_Armed(fault))

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def pending(self) -> list[Fault]:
        with self._lock:
            return [armed.fault for armed in self._waiting]

    def strike(self, operation: str) -> Fault | None:
        """The fault that this call meets."""
        with self._lock:
            for armed in self._waiting:
                if not fnmatchcase(operation, armed.fault.operation):
                    continue
                if armed.to_pass:
                    armed.to_pass -= 1
                    continue
                armed.left -= 1
                if not armed.left:
                    self._waiting.remove(armed)
                return armed.fault
        return None


class _Armed:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.to_pass = fault.after
        self.left = fault.times
