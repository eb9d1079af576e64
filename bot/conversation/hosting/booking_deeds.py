"""What a host decides of single bookings (facts 4.5 to 4.9)."""

from datetime import datetime
from typing import Any, Literal

from bot.conversation.hosting.deed import Deed
from bot.scheduling.calendar import NotFound
from bot.scheduling.hosting import HostCalendar
from bot.scheduling.models import Booking


class Accept(Deed):
    do: Literal["accept"] = "accept"
    uid: str

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.confirm(self.uid)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        return (await calendar.bookings.get(self.uid)).status == "accepted"


class Decline(Deed):
    do: Literal["decline"] = "decline"
    uid: str
    reason: str | None = None

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.decline(self.uid, reason=self.reason)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        return (await calendar.bookings.get(self.uid)).status == "rejected"


class Cancel(Deed):
    """``following``: those after it in its series too."""

    do: Literal["cancel"] = "cancel"
    uid: str
    reason: str
    following: bool = False

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return list(await calendar.bookings.cancel(self.uid, reason=self.reason, following=self.following))

    async def is_done(self, calendar: HostCalendar) -> bool:
        booking = await calendar.bookings.get(self.uid)
        # One that was moved meanwhile stands elsewhere.
        return not booking.is_active and booking.rescheduled_to_uid is None


class Move(Deed):
    do: Literal["move"] = "move"
    uid: str
    start: datetime
    reason: str | None = None
    by: str | None = None
    """The host's e-mail: what its host moves needs no confirmation (facts 4.5)."""

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.reschedule(self.uid, start=self.start, reason=self.reason, by=self.by)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        moved_to = (await calendar.bookings.get(self.uid)).rescheduled_to_uid
        if moved_to is None:
            return False
        # Its guest may have moved it meanwhile, to another time.
        return (await calendar.booking.bookings.get(moved_to))[0].start == self.start


class AskToReschedule(Deed):
    do: Literal["ask_to_reschedule"] = "ask_to_reschedule"
    uid: str
    reason: str | None = None

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.bookings.request_reschedule(self.uid, reason=self.reason)
        return [await calendar.bookings.get(self.uid)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        return not (await calendar.bookings.get(self.uid)).is_active


class MarkAbsent(Deed):
    """``attendees`` by e-mail; ``host``: the host did not come."""

    do: Literal["mark_absent"] = "mark_absent"
    uid: str
    attendees: tuple[str, ...] = ()
    host: bool = False

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.mark_absent(self.uid, host=self.host or None, attendees=self.attendees)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        booking = await calendar.bookings.get(self.uid)
        absent = {attendee.email for attendee in booking.attendees if attendee.absent}
        return absent.issuperset(self.attendees) and (booking.absent_host or not self.host)


class Reassign(Deed):
    """``user_id`` None: to whoever of the round robin is free next."""

    do: Literal["reassign"] = "reassign"
    uid: str
    away_from: int | str | None = None
    """The id of the host who has it now."""
    user_id: int | None = None
    reason: str | None = None

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.bookings.reassign(self.uid, user_id=self.user_id, reason=self.reason)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool | None:
        try:
            booking = await calendar.bookings.get(self.uid)
        except NotFound:
            return True  # it is no longer this host's
        hosts = {host.id for host in booking.hosts}
        if self.user_id is not None:
            return self.user_id in hosts
        return None if self.away_from is None else self.away_from not in hosts


class ChangeLocation(Deed):
    """``location`` as Cal.com takes it (facts 4.9); ``shown`` is how the booking names it afterwards."""

    do: Literal["location"] = "location"
    uid: str
    location: dict[str, Any]
    shown: str

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.update_location(self.uid, location=self.location)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        return self.shown in ((await calendar.bookings.get(self.uid)).location or "")


class AddGuests(Deed):
    do: Literal["add_guests"] = "add_guests"
    uid: str
    emails: tuple[str, ...]

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        return [await calendar.bookings.add_guests(self.uid, emails=self.emails)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        booking = await calendar.bookings.get(self.uid)
        there = {*(booking.guests or ()), *(attendee.email for attendee in booking.attendees)}
        return there.issuperset(self.emails)


class AddAttendee(Deed):
    do: Literal["add_attendee"] = "add_attendee"
    uid: str
    name: str
    email: str
    time_zone: str

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.bookings.add_attendee(self.uid, name=self.name, email=self.email, time_zone=self.time_zone)
        return [await calendar.bookings.get(self.uid)]

    async def is_done(self, calendar: HostCalendar) -> bool:
        booking = await calendar.bookings.get(self.uid)
        return any(attendee.email == self.email for attendee in booking.attendees)
