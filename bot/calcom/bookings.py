"""Bookings (facts 4). Bodies carry known keys with values only: Cal.com refuses any other."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Annotated

from pydantic import Field, ValidationError

from bot.calcom.arguments import Email, Language, Moment, Phone, Text, TimeZone, Whole, at_least_one, invalid
from bot.calcom.operation import BOOKINGS, RECORDINGS, Auth, Limit, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import (
    STATUSES,
    AbsentAttendee,
    AttendeeOfBooking,
    BookingReference,
    BookingToMake,
    ConferencingSession,
    Guest,
    NewLocation,
    OneOrMany,
    OnlyOne,
    Reassigned,
    Recording,
    ReferenceType,
    Sort,
    Status,
)
from bot.calcom.wire import SLUGS, without_nulls
from bot.scheduling.calendar import InvalidArgument
from bot.scheduling.models import Booking, CalendarLink, NewBooking

_BOOKING = "/v2/bookings/{bookingUid}"
_ATTENDEES = f"{_BOOKING}/attendees"
_FIRST_CURSOR_VERSION = "2026-05-01"
BookingUid = Annotated[str, Field(alias="bookingUid")]


_SESSIONS = Limit("conferencing sessions", 60)
_GUESTS = Limit("guests", 5)


class Attendees(Resource):
    @operation("GET", _ATTENDEES, row="20", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ")
    async def list(self, uid: BookingUid) -> builtins.list[AttendeeOfBooking]:
        """All of them, with the ids that ``get`` wants."""

    @operation(
        "GET", f"{_ATTENDEES}/{{attendeeId}}", row="21", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ"
    )
    async def get(self, uid: BookingUid, attendee_id: int) -> AttendeeOfBooking:
        """NotFound when the booking has no such attendee."""

    @operation(
        "POST", _ATTENDEES, row="22", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def add(
        self,
        uid: BookingUid,
        *,
        name: Text,
        time_zone: TimeZone,
        email: Email,
        phone_number: Phone | None = None,
        language: Language | None = None,
    ) -> AttendeeOfBooking:
        """Rejected when somebody with this e-mail address takes part already."""


class Guests(Resource):
    @operation(
        "POST", f"{_BOOKING}/guests", row="23", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update", limit=_GUESTS,
    )  # fmt: skip
    async def add(
        self, uid: BookingUid, *, guests: Annotated[Sequence[Guest], Field(min_length=1, max_length=10)]
    ) -> OnlyOne:
        """At most 10 in a call, 30 in a booking and 5 calls a minute. Rejected when the event type takes no guests."""


class Bookings(Resource):
    @cached_property
    def attendees(self) -> Attendees:
        return Attendees(self._caller)

    @cached_property
    def guests(self) -> Guests:
        return Guests(self._caller)

    async def create(self, booking: NewBooking | BookingToMake) -> builtins.list[Booking]:
        """One booking, or a series in order of start. Sent once: OutcomeUnknown when no answer came, SlotTaken when
        the time cannot be had (a hint until slots confirm it), Rejected with field and reason otherwise."""
        return await self._create(_body_of(booking) if isinstance(booking, NewBooking) else booking)

    @operation("POST", "/v2/bookings", row="2", auth=Auth.OPTIONAL, version=BOOKINGS)
    async def _create(self, booking: Whole[BookingToMake]) -> OneOrMany: ...

    @operation("GET", _BOOKING, row="4", auth=Auth.OPTIONAL, version=BOOKINGS)
    async def get(self, uid: BookingUid) -> OneOrMany:
        """One booking; all of a series, in order of start, when ``uid`` is a ``recurring_booking_uid``. Public:
        whoever holds a uid can read it (facts 4.3)."""

    @operation(
        "GET",
        "/v2/bookings/by-seat/{seatUid}",
        row="5",
        auth=Auth.OPTIONAL,
        version=BOOKINGS,
    )
    async def get_by_seat(self, seat_uid: str) -> Booking:
        """The booking that a seat is in. Public, too."""

    async def reschedule(
        self,
        uid: str,
        *,
        start: datetime,
        rescheduling_reason: str | None = None,
        rescheduled_by: str | None = None,
        seat_uid: str | None = None,
        email_verification_code: str | None = None,
    ) -> Booking:
        """Moves a booking, or with ``seat_uid`` one attendee of it: the answer is a new booking with a new uid.
        A seat's move takes no reason (facts 4.5), so one given with it is left out."""
        moved = await self._reschedule(
            uid,
            start=start,
            seat_uid=seat_uid,
            rescheduling_reason=rescheduling_reason if seat_uid is None else None,
            rescheduled_by=rescheduled_by,
            email_verification_code=email_verification_code,
        )
        return moved[0]

    @operation(
        "POST",
        f"{_BOOKING}/reschedule",
        row="6",
        auth=Auth.OPTIONAL,
        version=BOOKINGS,
    )
    async def _reschedule(
        self,
        uid: BookingUid,
        *,
        start: Moment,
        seat_uid: Text | None,
        rescheduling_reason: str | None,
        rescheduled_by: Email | None,
        email_verification_code: Text | None,
    ) -> OneOrMany: ...

    async def cancel(
        self,
        uid: str,
        *,
        cancellation_reason: str,
        cancel_subsequent_bookings: bool = False,
        seat_uid: str | None = None,
    ) -> builtins.list[Booking]:
        """Cancels one booking; with ``cancel_subsequent_bookings`` the following of its series too; all that are left
        of a series when ``uid`` is its ``recurring_booking_uid``; or with ``seat_uid`` one attendance (facts 4.6)."""
        if seat_uid is not None and cancel_subsequent_bookings:
            raise InvalidArgument("cancel_subsequent_bookings", "a seat is cancelled in one booking only")
        return await self._cancel(
            uid,
            seat_uid=seat_uid,
            cancellation_reason=cancellation_reason,
            cancel_subsequent_bookings=cancel_subsequent_bookings or None,
        )

    @operation(
        "POST",
        f"{_BOOKING}/cancel",
        row="7",
        auth=Auth.OPTIONAL,
        version=BOOKINGS,
    )
    async def _cancel(
        self,
        uid: BookingUid,
        *,
        seat_uid: Text | None,
        cancellation_reason: str | None,
        cancel_subsequent_bookings: bool | None,
    ) -> OneOrMany: ...

    # What hosts decide (facts 4.7)

    @operation(
        "POST", f"{_BOOKING}/confirm", row="8", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def confirm(self, uid: BookingUid) -> OnlyOne:
        """Accepts a pending booking. Rejected when it is accepted already; after OutcomeUnknown its status tells."""

    @operation(
        "POST", f"{_BOOKING}/decline", row="9", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def decline(self, uid: BookingUid, *, reason: str | None = None) -> OnlyOne:
        """Refuses a pending booking: its status is ``rejected`` then, which also tells after OutcomeUnknown."""

    @operation(
        "POST", f"{_BOOKING}/mark-absent", row="10", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update", rules=(at_least_one("host", "attendees"),),
    )  # fmt: skip
    async def mark_absent(
        self, uid: BookingUid, *, host: bool | None = None, attendees: Sequence[AbsentAttendee] = ()
    ) -> OnlyOne:
        """Says who did not come; only after the start."""

    @operation(
        "POST", f"{_BOOKING}/reassign", row="11", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def reassign(self, uid: BookingUid) -> Reassigned:
        """Gives a round robin booking to the next free host."""

    @operation(
        "POST", f"{_BOOKING}/reassign/{{userId}}", row="12", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def reassign_to(self, uid: BookingUid, user_id: int, *, reason: str | None = None) -> Reassigned:
        """Gives a round robin booking to one of its hosts."""

    @operation(
        "POST", f"{_BOOKING}/request-reschedule", row="13", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def request_reschedule(self, uid: BookingUid, *, reschedule_reason: str | None = None) -> None:
        """Cancels a booking and asks the attendee, by e-mail, to choose another time."""

    @operation(
        "PATCH", f"{_BOOKING}/location", row="19", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_WRITE",
        permission="booking.update",
    )  # fmt: skip
    async def update_location(self, uid: BookingUid, *, location: NewLocation) -> OnlyOne:
        """Says another place. Whether the event in the calendar follows, the sources disagree on (facts 4.9)."""

    # What can be read beside it (facts 4.8)

    @operation("GET", f"{_BOOKING}/calendar-links", row="14", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ")
    async def calendar_links(self, uid: BookingUid) -> builtins.list[CalendarLink]:
        """One for each kind of calendar."""

    @operation("GET", f"{_BOOKING}/references", row="15", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ")
    async def references(
        self, uid: BookingUid, *, reference_type: Annotated[ReferenceType | None, Field(alias="type")] = None
    ) -> builtins.list[BookingReference]:
        """What calendars and video services call it."""

    @operation("GET", f"{_BOOKING}/recordings", row="16", auth=Auth.BEARER, version=RECORDINGS, scope="BOOKING_READ")
    async def recordings(self, uid: BookingUid) -> builtins.list[Recording]:
        """Of Cal Video; NotFound for a meeting that was elsewhere."""

    @operation("GET", f"{_BOOKING}/transcripts", row="17", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ")
    async def transcripts(self, uid: BookingUid) -> builtins.list[str]:
        """Addresses that hold for an hour. Of Cal Video; NotFound for a meeting that was elsewhere."""

    @operation(
        "GET", f"{_BOOKING}/conferencing-sessions", row="18", auth=Auth.BEARER, version=RECORDINGS,
        scope="BOOKING_READ", limit=_SESSIONS,
    )  # fmt: skip
    async def conferencing_sessions(self, uid: BookingUid) -> builtins.list[ConferencingSession]:
        """Who was there, and for how long. Of Cal Video; NotFound for a meeting that was elsewhere."""

    # Lists

    def list(
        self,
        *,
        status: Sequence[str] = (),
        attendee_email: str | None = None,
        attendee_name: str | None = None,
        booking_uid: str | None = None,
        event_type_id: int | None = None,
        event_type_ids: Sequence[int] = (),
        team_id: int | None = None,
        team_ids: Sequence[int] = (),
        after_start: datetime | None = None,
        before_end: datetime | None = None,
        after_created_at: datetime | None = None,
        before_created_at: datetime | None = None,
        after_updated_at: datetime | None = None,
        before_updated_at: datetime | None = None,
        sort_start: Sort | None = None,
        sort_end: Sort | None = None,
        sort_created: Sort | None = None,
        sort_updated_at: Sort | None = None,
    ) -> Paged[Booking]:
        """The bookings that the credential sees, over all pages, each once. ``status`` are Cal.com's words upcoming,
        recurring, past, cancelled (rejected ones too) and unconfirmed; none means all of them. Of several sorts Cal.com
        takes the first; without any, bookings come in order of start where it pages by number, in the order of each
        status where it pages by cursor."""
        # A status is always sent, since servers differ on what its absence means; the newer list takes one at a time
        # and knows an order of its own (facts 4.4).
        by_cursor = self._caller.version_of(BOOKINGS) >= _FIRST_CURSOR_VERSION
        asked = tuple(status) or STATUSES
        if not (by_cursor or sort_start or sort_end or sort_created or sort_updated_at):
            sort_start = "asc"
        lists = [
            self._list(
                status=together,
                attendee_email=attendee_email,
                attendee_name=attendee_name,
                booking_uid=booking_uid,
                event_type_id=event_type_id,
                event_type_ids=event_type_ids,
                team_id=team_id,
                team_ids=team_ids,
                after_start=after_start,
                before_end=before_end,
                after_created_at=after_created_at,
                before_created_at=before_created_at,
                after_updated_at=after_updated_at,
                before_updated_at=before_updated_at,
                sort_start=sort_start,
                sort_end=sort_end,
                sort_created=sort_created,
                sort_updated_at=sort_updated_at,
            )
            for together in ([(one,) for one in asked] if by_cursor else [asked])
        ]
        # Bookings made or moved meanwhile shift the pages, and one may have two statuses.
        return Paged.chain(*lists, key=lambda booking: booking.uid)

    @operation(
        "GET", "/v2/bookings", row="3", auth=Auth.BEARER, version=BOOKINGS, scope="BOOKING_READ",
        paging=Paging(size=100, cursor_from=_FIRST_CURSOR_VERSION),
    )  # fmt: skip
    def _list(
        self,
        *,
        status: Sequence[Status],
        attendee_email: str | None,
        attendee_name: str | None,
        booking_uid: str | None,
        event_type_id: int | None,
        event_type_ids: Sequence[int],
        team_id: int | None,
        team_ids: Annotated[Sequence[int], Field(alias="teamsIds")],
        after_start: Moment | None,
        before_end: Moment | None,
        after_created_at: Moment | None,
        before_created_at: Moment | None,
        after_updated_at: Moment | None,
        before_updated_at: Moment | None,
        sort_start: Sort | None,
        sort_end: Sort | None,
        sort_created: Sort | None,
        sort_updated_at: Sort | None,
    ) -> Paged[Booking]: ...

    # After a write that no answer came to (facts 1.6)

    async def find_by_key(
        self,
        key: str,
        value: str,
        *,
        attendee_email: str | None = None,
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> builtins.list[Booking]:
        """Every booking whose metadata has ``value`` under ``key``, cancelled ones too, in order of start; looked for
        on all pages. The filters only spare pages: what is left out of them is not found."""
        found = [
            booking
            async for booking in self.list(
                attendee_email=attendee_email, after_start=after_start, before_end=before_end
            )
            if booking.metadata is not None and booking.metadata.get(key) == value
        ]
        return sorted(found, key=lambda booking: booking.start)

    async def moved_to(self, uid: str) -> Booking | None:
        """The booking that the one with this uid was moved to, at the end of all its moves; None when it was not."""
        booking = (await self.get(uid))[0]
        passed = {uid}
        while (following := booking.rescheduled_to_uid) and following not in passed:
            passed.add(following)
            booking = (await self.get(following))[0]
        return booking if len(passed) > 1 else None

    async def is_cancelled(self, uid: str) -> bool:
        """Whether a booking, or all that is left of a series, has been cancelled."""
        return not any(booking.is_active for booking in await self.get(uid))


def _body_of(booking: NewBooking) -> BookingToMake:
    """The body of what the assistant books, whose values nobody has checked against Cal.com's limits yet."""
    # Cal.com refuses a null or an empty list where it expects a value or nothing, and an ``instant`` that is false.
    given = {
        name: value
        for name, value in without_nulls(booking.model_dump()).items()
        if value not in ((), {}) and not (name == "instant" and value is False)
    }
    try:
        return BookingToMake.model_validate(given)
    except ValidationError as error:
        raise invalid(error, slugs=SLUGS) from None
