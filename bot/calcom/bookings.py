"""Bookings (facts 4). Bodies carry known keys with values only: Cal.com refuses any other."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field, ValidationError

from bot.calcom.arguments import Email, Moment, Text, Whole, invalid
from bot.calcom.operation import BOOKINGS, Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import STATUSES, BookingToMake, OneOrMany, Sort, Status
from bot.calcom.wire import SLUGS, without_nulls
from bot.scheduling.models import Booking, CalendarLink, NewBooking

_BOOKING = "/v2/bookings/{bookingUid}"
_FIRST_CURSOR_VERSION = "2026-05-01"
BookingUid = Annotated[str, Field(alias="bookingUid")]


class Bookings(Resource):
    async def create(self, booking: NewBooking | BookingToMake) -> builtins.list[Booking]:
        """One booking, or a series in order of start. Sent once: OutcomeUnknown when no answer came, SlotTaken when
        the time cannot be had (a hint until slots confirm it), Rejected with field and reason otherwise."""
        return await self._create(_body_of(booking) if isinstance(booking, NewBooking) else booking)

    @operation("POST", "/v2/bookings", row="2", auth=Auth.OPTIONAL, version=BOOKINGS, scope="BOOKING_WRITE")
    async def _create(self, booking: Whole[BookingToMake]) -> OneOrMany: ...

    @operation("GET", _BOOKING, row="4", auth=Auth.OPTIONAL, version=BOOKINGS, scope="BOOKING_READ")
    async def get(self, uid: BookingUid) -> OneOrMany:
        """One booking; all of a series, in order of start, when ``uid`` is a ``recurring_booking_uid``. Public:
        whoever holds a uid can read it (facts 4.3)."""

    @operation(
        "GET",
        "/v2/bookings/by-seat/{seatUid}",
        row="5",
        auth=Auth.OPTIONAL,
        version=BOOKINGS,
        scope="BOOKING_READ",
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
        scope="BOOKING_WRITE",
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
            raise ValueError("a seat is cancelled in one booking only")
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
        scope="BOOKING_WRITE",
    )
    async def _cancel(
        self,
        uid: BookingUid,
        *,
        seat_uid: Text | None,
        cancellation_reason: str | None,
        cancel_subsequent_bookings: bool | None,
    ) -> OneOrMany: ...

    @operation(
        "GET",
        f"{_BOOKING}/calendar-links",
        row="14",
        auth=Auth.BEARER,
        version=BOOKINGS,
        scope="BOOKING_READ",
    )
    async def calendar_links(self, uid: BookingUid) -> builtins.list[CalendarLink]:
        """One for each kind of calendar (facts 4.8)."""

    def list(
        self,
        *,
        status: Sequence[str] = (),
        attendee_email: str | None = None,
        event_type_id: int | None = None,
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> Paged[Booking]:
        """The bookings that the credential sees, over all pages, each once. ``status`` are Cal.com's words upcoming,
        recurring, past, cancelled (rejected ones too) and unconfirmed; none means all of them. In order of start where
        Cal.com pages by number, in the order of each status where it pages by cursor."""
        # A status is always sent, since servers differ on what its absence means; the newer list takes one at a time
        # and knows an order of its own (facts 4.4).
        by_cursor = self._caller.version_of(BOOKINGS) >= _FIRST_CURSOR_VERSION
        asked = tuple(status) or STATUSES
        return Paged.chain(
            *(
                self._list(
                    status=together,
                    sort_start=None if by_cursor else "asc",
                    attendee_email=attendee_email,
                    event_type_id=event_type_id,
                    after_start=after_start,
                    before_end=before_end,
                )
                for together in ([(one,) for one in asked] if by_cursor else [asked])
            ),
            # Bookings made or moved meanwhile shift the pages, and one may have two statuses.
            key=lambda booking: booking.uid,
        )

    @operation(
        "GET",
        "/v2/bookings",
        row="3",
        auth=Auth.BEARER,
        version=BOOKINGS,
        scope="BOOKING_READ",
        paging=Paging(size=100, cursor_from=_FIRST_CURSOR_VERSION),
    )
    def _list(
        self,
        *,
        status: Sequence[Status],
        sort_start: Sort | None,
        attendee_email: str | None,
        event_type_id: int | None,
        after_start: Moment | None,
        before_end: Moment | None,
    ) -> Paged[Booking]: ...


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
