"""Scripted misfortunes: what goes wrong, at which call, and how often.

A fault waits for its operation (``bookings.create``, or a pattern such as ``bookings.*`` or ``*``), lets the first
``after`` calls pass, then acts on every ``every``-th, ``times`` times, and is used up. A call meets at most one fault:
the first in the list that is due, so a list reads as a story.
"""

import itertools
import threading
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

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
    "invalid_json",
    "slow_body",
]


class ConnectionDropped(ConnectionError):
    """The connection was closed without an answer; over ASGI the caller sees this exception itself."""


class Fault(BaseModel):
    """One scripted misfortune.

    ``delay`` answers late by ``seconds``. ``rate_limit`` answers 429 as Cal.com does, with ``seconds`` in the reset
    header alone; ``rate_limit_with_retry_after`` has them in ``Retry-After`` too. ``status`` answers with ``status``.
    ``drop_before`` and ``drop_after`` close the connection before or after the call took effect. ``slot_taken`` lets
    somebody else book the asked time just before, ``race`` between the check and the write. Three do what was asked
    and spoil the answer: ``malformed`` sends half of the JSON, ``invalid_json`` a page of some proxy in its place,
    ``slow_body`` small pieces over ``seconds``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: str = Field(examples=["bookings.create"])
    kind: FaultKind = Field(examples=["drop_after"])
    times: Annotated[int, Field(ge=1)] | Literal["always"] = Field(default=1, examples=[1])
    after: int = Field(default=0, ge=0, examples=[0])
    every: int = Field(default=1, ge=1, examples=[1])
    seconds: float = Field(default=1.0, ge=0, examples=[2])
    status: int = Field(default=503, ge=400, le=599, examples=[503])

    @model_validator(mode="after")
    def _taken_slots_are_booked(self) -> Self:
        if self.kind in ("slot_taken", "race") and self.operation not in ("bookings.create", "bookings.reschedule"):
            raise ValueError(f"{self.kind} goes with bookings.create or bookings.reschedule")
        return self


class Armed:
    """A fault that is waiting: its number, what it still lets pass and how often it acted."""

    def __init__(self, number: int, fault: Fault) -> None:
        self.number = number
        self.fault = fault
        self.struck = 0
        self._to_pass = fault.after

    @property
    def is_used_up(self) -> bool:
        return self.struck == self.fault.times

    def meets(self, operation: str) -> bool:
        """Whether it acts on this call; to be asked once for each."""
        if not fnmatchcase(operation, self.fault.operation):
            return False
        if self._to_pass:
            self._to_pass -= 1
            return False
        self._to_pass = self.fault.every - 1
        self.struck += 1
        return True


class Faults:
    """The faults still to come, in the order they were added."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._numbers = itertools.count(1)
        self._waiting = [Armed(next(self._numbers), fault) for fault in faults]
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(Armed(next(self._numbers), fault))

    def clear(self) -> None:
        self._keep(lambda armed: False)

    def remove(self, number: int) -> None:
        """Forgets one, if it is still there."""
        self._keep(lambda armed: armed.number != number)

    def _keep(self, wanted: Callable[[Armed], bool]) -> None:
        with self._lock:
            self._waiting = [armed for armed in self._waiting if wanted(armed)]

    def armed(self) -> list[Armed]:
        with self._lock:
            return list(self._waiting)

    def pending(self) -> list[Fault]:
        return [armed.fault for armed in self.armed()]

    def strike(self, operation: str) -> Fault | None:
        """The fault that this call meets."""
        with self._lock:
            for armed in self._waiting:
                if armed.meets(operation):
                    if armed.is_used_up:
                        self._waiting.remove(armed)
                    return armed.fault
        return None
