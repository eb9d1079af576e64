"""What a host sees and decides of the bookings on their calendar (facts 4)."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from bot.scheduling.models import Booking

if TYPE_CHECKING:
    from bot.scheduling.hosting import Lacking

Verb = Literal[
    "confirm",
    "decline",
    "cancel",
    "reschedule",
    "request_reschedule",
    "mark_absent",
    "reassign",
    "update_location",
    "add_guests",
    "add_attendee",
    "recordings",
    "transcripts",
]


class HostBookings(Protocol):
    def why_not(self, verb: Verb) -> "Lacking | None":
        """What the host lacks for it, as far as that is known before it is tried; None when it may be tried."""
        ...

    def list(
        self,
        *,
        status: Sequence[str] = (),
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> AsyncIterator[Booking]:
        """The bookings that this host hosts, by start. ``status`` are Cal.com's words: upcoming, recurring, past,
        cancelled, unconfirmed; none means all."""
        ...

    async def get(self, uid: str) -> Booking:
        """NotFound too when this host is no host of it."""
        ...

    async def confirm(self, uid: str) -> Booking: ...

    async def decline(self, uid: str, *, reason: str | None) -> Booking: ...

    async def cancel(self, uid: str, *, reason: str, following: bool = False) -> Sequence[Booking]: ...

    async def reschedule(self, uid: str, *, start: datetime, reason: str | None, by: str | None = None) -> Booking:
        """The answer is a new booking with a new uid. ``by`` is the e-mail of who moves it: with their host's, those
        that need confirmation are confirmed at once (facts 4.5)."""
        ...

    async def request_reschedule(self, uid: str, *, reason: str | None) -> None:
        """Cancels the booking and has Cal.com ask the attendee to pick another time."""
        ...

    async def mark_absent(self, uid: str, *, host: bool | None = None, attendees: Sequence[str] = ()) -> Booking:
        """``attendees`` by e-mail. Only after the start."""
        ...

    async def reassign(self, uid: str, *, user_id: int | None, reason: str | None) -> None:
        """To the next free host of a round robin, or to the one with this id."""
        ...

    async def update_location(self, uid: str, *, location: Mapping[str, Any]) -> Booking: ...

    async def apps(self) -> Sequence[str]:
        """The video apps that the host has connected, as Cal.com names them: zoom_video, google_video (facts 13)."""
        ...

    async def add_guests(self, uid: str, *, emails: Sequence[str]) -> Booking: ...

    async def add_attendee(self, uid: str, *, name: str, email: str, time_zone: str) -> None: ...

    async def recordings(self, uid: str) -> Sequence[str]:
        """Addresses to download from. NotFound for a meeting that was not on Cal Video."""
        ...

    async def transcripts(self, uid: str) -> Sequence[str]:
        """Addresses that hold for an hour."""
        ...
