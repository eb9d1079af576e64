"""The bookings on a host's calendar, through a client."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from bot.accounts.lacking import lacking
from bot.calcom.client import CalcomClient
from bot.calcom.types.bookings import AbsentAttendee, Guest, NewLocation
from bot.scheduling.calendar import NotFound
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.bookings import HostBookings, Verb
from bot.scheduling.models import Booking

_LOCATION: TypeAdapter[Any] = TypeAdapter(NewLocation)


class ClientBookings:
    def __init__(self, client: CalcomClient, *, username: str | None) -> None:
        self._client = client
        self._username = username

    def why_not(self, verb: Verb) -> Lacking | None:
        bookings = self._client.bookings
        named: dict[str, str | Callable[..., object]] = {
            "cancel": "booking.update",  # open to whoever holds the uid; a host's own rights are those of an update
            "reschedule": "booking.update",
            "add_guests": bookings.guests.add,
            "add_attendee": bookings.attendees.add,
        }
        return lacking(self._client.access.may(named.get(verb) or getattr(bookings, verb)))

    async def list(
        self,
        *,
        status: Sequence[str] = (),
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> AsyncIterator[Booking]:
        async for booking in self._client.bookings.list(status=status, after_start=after_start, before_end=before_end):
            if self._hosts(booking):
                yield booking

    async def get(self, uid: str) -> Booking:
        # Whoever holds a uid may read, cancel and reschedule by it (facts 4.3, 4.5, 4.6), and a team's key reaches its
        # members' bookings. So that it is this host's is looked at here, and before each of the verbs below.
        booking = (await self._client.bookings.get(uid))[0]
        if not self._hosts(booking):
            raise NotFound("this host is no host of the booking")
        return booking

    async def confirm(self, uid: str) -> Booking:
        await self.get(uid)
        return await self._client.bookings.confirm(uid)

    async def decline(self, uid: str, *, reason: str | None) -> Booking:
        await self.get(uid)
        return await self._client.bookings.decline(uid, reason=reason)

    async def cancel(self, uid: str, *, reason: str, following: bool = False) -> Sequence[Booking]:
        await self.get(uid)
        return await self._client.bookings.cancel(uid, cancellation_reason=reason, cancel_subsequent_bookings=following)

    async def reschedule(self, uid: str, *, start: datetime, reason: str | None, by: str | None = None) -> Booking:
        await self.get(uid)
        return await self._client.bookings.reschedule(uid, start=start, rescheduling_reason=reason, rescheduled_by=by)

    async def request_reschedule(self, uid: str, *, reason: str | None) -> None:
        await self.get(uid)
        await self._client.bookings.request_reschedule(uid, reschedule_reason=reason)

    async def mark_absent(self, uid: str, *, host: bool | None = None, attendees: Sequence[str] = ()) -> Booking:
        await self.get(uid)
        if not attendees:
            return await self._client.bookings.mark_absent(uid, host=host)
        absent = [AbsentAttendee(email=email, absent=True) for email in attendees]
        return await self._client.bookings.mark_absent(uid, host=host, attendees=absent)

    async def reassign(self, uid: str, *, user_id: int | None, reason: str | None) -> None:
        await self.get(uid)
        if user_id is None:
            await self._client.bookings.reassign(uid)
        else:
            await self._client.bookings.reassign_to(uid, user_id, reason=reason)

    async def update_location(self, uid: str, *, location: Mapping[str, Any]) -> Booking:
        await self.get(uid)
        return await self._client.bookings.update_location(uid, location=_LOCATION.validate_python(dict(location)))

    async def apps(self) -> Sequence[str]:
        return [app.type for app in await self._client.conferencing.list() if not app.invalid]

    async def add_guests(self, uid: str, *, emails: Sequence[str]) -> Booking:
        await self.get(uid)
        return await self._client.bookings.guests.add(uid, guests=[Guest(email=email) for email in emails])

    async def add_attendee(self, uid: str, *, name: str, email: str, time_zone: str) -> None:
        await self.get(uid)
        await self._client.bookings.attendees.add(uid, name=name, email=email, time_zone=time_zone)

    async def recordings(self, uid: str) -> Sequence[str]:
        await self.get(uid)
        return [one.download_link for one in await self._client.bookings.recordings(uid) if one.download_link]

    async def transcripts(self, uid: str) -> Sequence[str]:
        await self.get(uid)
        return await self._client.bookings.transcripts(uid)

    def _hosts(self, booking: Booking) -> bool:
        return self._username is None or any(host.username == self._username for host in booking.hosts)


if TYPE_CHECKING:
    _host_bookings: type[HostBookings] = ClientBookings
