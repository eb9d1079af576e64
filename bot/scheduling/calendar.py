"""What the assistant asks of a calendar, and the errors it can raise.

``bot.calcom.CalcomClient`` is one; a test may write its own. Nothing here knows HTTP.

CalendarError
  x Unauthorized      the credential is missing, refused or not enough (401, 403)
    x Forbidden         it is known, and lacks a scope, a role or a permission
  x NotFound          no such event type, user, team, booking, seat or reservation
  x Rejected          the request was understood and refused: which field, and why
    x InvalidArgument   it was refused here, before anything was sent
  x SlotTaken         the time cannot be had (any more); a hint until slots confirm it
  x RateLimited       too many requests; ``retry_after`` seconds
  x Unavailable       no connection, a timeout of a read, 5xx, an answer that is none
  x OutcomeUnknown    a write was sent and no answer came: look before saying anything
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.scheduling.models import (
    Booking,
    CalendarLink,
    EventType,
    Me,
    NewBooking,
    Reservation,
    Schedule,
    Slot,
    Team,
)


class CalendarError(Exception):
    """The root. ``status`` and ``code`` are Cal.com's own, where there was an answer."""

    def __init__(self, message: str = "", *, status: int | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code


class Unauthorized(CalendarError):
    pass


class Forbidden(Unauthorized):
    """``scope``, ``role`` or ``permission`` names what is missing, where that is known."""

    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        code: str | None = None,
        scope: str | None = None,
        role: str | None = None,
        permission: str | None = None,
    ) -> None:
        super().__init__(message, status=status, code=code)
        self.scope = scope
        self.role = role
        self.permission = permission


class NotFound(CalendarError):
    pass


class Rejected(CalendarError):
    """``reason`` is one of our own words for what Cal.com tells only in prose, or None when it is not known:
    missing_field, invalid_field, too_soon_or_too_far, past, limit_reached, already_cancelled, already_rescheduled,
    not_cancellable, ended, length, location, recurrence, instant, email_verification, already_exists, no_credits.
    ``field`` is the slug or property it is about."""

    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        code: str | None = None,
        reason: str | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message, status=status, code=code)
        self.reason = reason
        self.field = field


class InvalidArgument(Rejected, ValueError):
    """``argument`` is the name, dotted into a body, of what Cal.com would not take; nothing was sent."""

    def __init__(self, argument: str, problem: str, *, reason: str = "invalid_field", field: str | None = None) -> None:
        super().__init__(f"{argument}: {problem}", reason=reason, field=field or argument)
        self.argument = argument


class SlotTaken(CalendarError):
    pass


class RateLimited(CalendarError):
    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        code: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, status=status, code=code)
        self.retry_after = retry_after


class Unavailable(CalendarError):
    pass


class OutcomeUnknown(CalendarError):
    pass


@dataclass(frozen=True)
class ById:
    """An event type by its number."""

    event_type_id: int


@dataclass(frozen=True)
class ByUser:
    """An event type of a person."""

    username: str
    event_type_slug: str
    organization_slug: str | None = None


@dataclass(frozen=True)
class ByTeam:
    """An event type of a team."""

    team_slug: str
    event_type_slug: str
    organization_slug: str | None = None


@dataclass(frozen=True)
class ByGroup:
    """A dynamic event of two or more people of an organization."""

    usernames: tuple[str, ...]
    organization_slug: str


EventTypeRef = ById | ByUser | ByTeam | ByGroup


class EventTypes(Protocol):
    async def list(
        self,
        *,
        username: str | None = None,
        event_slug: str | None = None,
        usernames: Sequence[str] = (),
        organization_slug: str | None = None,
    ) -> list[EventType]:
        """The public ones of a user (an unknown user has none); with a key and no user, one's own, hidden included."""
        ...

    async def get(self, event_type_id: int) -> EventType: ...


class Teams(Protocol):
    async def event_types(self, team_id: int, *, event_slug: str | None = None) -> list[EventType]: ...

    async def list(self) -> list[Team]:
        """The teams the credential belongs to."""
        ...


class Reservations(Protocol):
    async def create(
        self,
        event_type_id: int,
        start: datetime,
        *,
        slot_duration: int | None = None,
        reservation_duration: int | None = None,
    ) -> Reservation:
        """Holds a slot; both durations in minutes. Raises SlotTaken when it is reserved or booked."""
        ...

    async def get(self, reservation_uid: str) -> Reservation | None: ...

    async def update(
        self,
        reservation_uid: str,
        event_type_id: int,
        start: datetime,
        *,
        slot_duration: int | None = None,
        reservation_duration: int | None = None,
    ) -> Reservation: ...

    async def delete(self, reservation_uid: str) -> None: ...


class Slots(Protocol):
    @property
    def reservations(self) -> Reservations: ...

    async def list(
        self,
        event_type: EventTypeRef,
        *,
        start: datetime,
        end: datetime,
        time_zone: str,
        duration: int | None = None,
        booking_uid_to_reschedule: str | None = None,
    ) -> list[Slot]:
        """Free slots with ``start <= slot.start < end``, in order. ``duration`` in minutes, for types of several
        lengths."""
        ...


class Bookings(Protocol):
    async def create(self, booking: NewBooking) -> list[Booking]:
        """One booking, or a series in order of start. Sent once; OutcomeUnknown when no answer came."""
        ...

    async def get(self, uid: str) -> list[Booking]:
        """One booking; all of a series when ``uid`` is a ``recurring_booking_uid``."""
        ...

    async def get_by_seat(self, seat_uid: str) -> Booking: ...

    async def reschedule(
        self,
        uid: str,
        *,
        start: datetime,
        rescheduling_reason: str | None = None,
        rescheduled_by: str | None = None,
        seat_uid: str | None = None,
    ) -> Booking:
        """Moves a booking: the answer is a new booking with a new uid."""
        ...

    async def cancel(
        self,
        uid: str,
        *,
        cancellation_reason: str,
        cancel_subsequent_bookings: bool = False,
        seat_uid: str | None = None,
    ) -> list[Booking]:
        """Cancels a booking, this and the following of a series, a whole series by its uid, or one seat."""
        ...

    async def calendar_links(self, uid: str) -> list[CalendarLink]: ...

    def list(
        self,
        *,
        status: Sequence[str] = (),
        attendee_email: str | None = None,
        event_type_id: int | None = None,
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> AsyncIterator[Booking]:
        """The bookings the credential sees, over all pages. Needs a credential."""
        ...


class Schedules(Protocol):
    async def list(self) -> list[Schedule]: ...


class MeResource(Protocol):
    async def get(self) -> Me: ...


class Calendar(Protocol):
    """Everything the assistant may ask. ``has_credential`` says whether the calls that need one can work."""

    @property
    def has_credential(self) -> bool: ...

    def deadline(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, no call goes on for longer than so many seconds from now, its repeats included."""
        ...

    @property
    def event_types(self) -> EventTypes: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def schedules(self) -> Schedules: ...
    @property
    def me(self) -> MeResource: ...
