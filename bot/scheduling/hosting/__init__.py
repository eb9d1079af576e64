"""What hosts may ask of their own Cal.com, and who is a host; the assistant's side of it.

``bot.accounts`` has hosts and their calendars; a test may write its own. Nothing here knows HTTP or tokens. A verb
raises the errors of ``bot.scheduling.calendar``: writes are sent once, and OutcomeUnknown when no answer came.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.scheduling.calendar import Calendar
from bot.scheduling.hosting.bookings import HostBookings
from bot.scheduling.hosting.connected import HostConnected
from bot.scheduling.hosting.event_types import HostEventTypes
from bot.scheduling.hosting.hours import HostHours


@dataclass(frozen=True)
class Lacking:
    """Why a host may not do something: what their credential, role or permissions lack (facts 11)."""

    kind: Literal["scope", "role", "permission", "key", "credential", "own"]
    """``own``: the credential is another user's, and what is asked for is each user's own."""
    what: str
    """Cal.com's own name of it: BOOKING_WRITE, ADMIN, booking.update."""


class HostCalendar(Protocol):
    """A host's Cal.com, through their own credential."""

    def deadline(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, no call goes on for longer than so many seconds from now, its repeats included."""
        ...

    @property
    def booking(self) -> Calendar:
        """What guests use too (slots, new bookings), with the host's credential."""
        ...

    @property
    def bookings(self) -> HostBookings: ...

    @property
    def hours(self) -> HostHours: ...

    @property
    def connected(self) -> HostConnected: ...

    @property
    def event_types(self) -> HostEventTypes: ...


@dataclass(frozen=True)
class Host:
    """Somebody whose chat account stands for a Cal.com user."""

    account_id: str
    user_id: int
    """0 for whom the settings name beside another's key: they may still link an account of their own."""
    username: str
    name: str
    email: str | None
    time_zone: str | None
    calendar: HostCalendar


class Hosts(Protocol):
    """Who is a host."""

    async def of(self, account_id: str) -> Host | None:
        """None for a guest, and for a host whose Cal.com cannot say now who they are."""
        ...
