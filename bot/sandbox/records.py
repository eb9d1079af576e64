"""What changes in a sandbox: bookings, reservations, people and their rights, and the file that keeps them.

The file is written whole to a neighbour and moved into place, so a kill at any moment leaves the old state or the
new one.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.sandbox.catalogue import Catalogue
from bot.sandbox.connections import Connections
from bot.sandbox.credentials import Credentials
from bot.sandbox.directory import Directory
from bot.sandbox.subscriptions import Subscriptions
from bot.sandbox.worldfile import UserSpec, WorldError


@dataclass
class Attendee:
    """``id`` is given by the booking."""

    name: str
    email: str
    time_zone: str
    language: str = "en"
    phone_number: str | None = None
    absent: bool = False
    seat_uid: str | None = None
    """Only of a seated event type; then ``responses`` and ``metadata`` are this seat's own."""
    responses: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    id: int = 0


@dataclass
class Booking:
    """A booking. Instants are aware; the end is start plus length."""

    id: int
    uid: str
    event_type_id: int
    host_ids: list[int]
    """Empty while an instant booking waits for a host."""
    title: str
    description: str
    status: str
    start: datetime
    end: datetime
    location: str
    attendees: list[Attendee]
    created_at: datetime
    updated_at: datetime
    ics_uid: str
    guests: list[str] = field(default_factory=list)
    responses: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    recurring_uid: str | None = None
    cancellation_reason: str | None = None
    cancelled_by_email: str | None = None
    rescheduling_reason: str | None = None
    rescheduled_by_email: str | None = None
    rescheduled_from_uid: str | None = None
    rescheduled_to_uid: str | None = None
    absent_host: bool = False
    reschedule_requested: bool = False
    """Whether it was cancelled for its attendee to choose another time."""
    attendees_so_far: int = 0
    """How many attendees it ever had, for their numbers."""

    def __post_init__(self) -> None:
        self.number_attendees()

    def number_attendees(self) -> None:
        """Gives those a number who have none yet."""
        for attendee in self.attendees:
            if not attendee.id:
                self.attendees_so_far += 1
                attendee.id = self.id * 100 + self.attendees_so_far

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)

    @cached_property
    def start_minute(self) -> int:
        """Minutes since 1970 UTC, as slots are reckoned in. A booking that moves becomes another one."""
        return int(self.start.timestamp() // 60)

    @cached_property
    def end_minute(self) -> int:
        return int(self.end.timestamp() // 60)

    @property
    def is_active(self) -> bool:
        return self.status not in ("cancelled", "rejected")


@dataclass
class Reservation:
    """A slot held back until ``until``. Anonymous: nothing tells whose it is."""

    uid: str
    event_type_id: int
    start: datetime
    end: datetime
    until: datetime


@dataclass
class Balance:
    """Credits left; ``charged`` are the references that were paid for."""

    monthly: int
    additional: int
    charged: list[str] = field(default_factory=list)


@dataclass
class PushSubscription:
    """A phone that wants a user's notifications."""

    id: int
    user_id: int
    token: str
    created_at: datetime
    updated_at: datetime
    platform: str = ""
    device_id: str = ""


@dataclass
class State:
    """Everything that writes change. ``counter`` is the last number given to anything.

    A part with a default is one that older files do not have.
    """

    world: str
    counter: int = 0
    bookings: list[Booking] = field(default_factory=list)
    reservations: list[Reservation] = field(default_factory=list)
    directory: Directory = field(default_factory=Directory)
    credentials: Credentials = field(default_factory=Credentials)
    connections: Connections = field(default_factory=Connections)
    catalogue: Catalogue = field(default_factory=Catalogue)
    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    users: dict[int, UserSpec] = field(default_factory=dict)
    """Users who changed since the world file, and those who came later."""
    deleted_users: list[int] = field(default_factory=list)
    balances: dict[str, Balance] = field(default_factory=dict)
    push_subscriptions: list[PushSubscription] = field(default_factory=list)
    format: int = 1


def read_state(path: Path, world: str) -> State | None:
    """The state that was kept, or None when there is no file yet. Raises WorldError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorldError(f"{path}: the state of the sandbox cannot be read: {error}.") from error
    remedy = "Delete or move the file to start anew, or name another one."
    try:
        state = _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise WorldError(f"{path}: the state of the sandbox is damaged ({place}: {first['msg']}). {remedy}") from None
    if state.format != State.format:
        raise WorldError(
            f"{path}: holds state of format {state.format}, and this sandbox reads {State.format}. {remedy}"
        )
    if state.world != world:
        raise WorldError(f"{path}: holds the state of the world {state.world!r}, not of {world!r}. {remedy}")
    return state


def write_state(path: Path, state: State) -> None:
    """Raises OSError when it cannot be written; the old file is then untouched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    # It holds names and addresses, so it is the user's alone.
    with open(new, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(_adapter().dump_json(state, indent=1))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


@cache
def _adapter() -> TypeAdapter[State]:
    """Made when first needed: most sandboxes keep nothing."""
    return TypeAdapter(State)
