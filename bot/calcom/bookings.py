"""Bookings (facts 4). Bodies carry known keys with values only: Cal.com refuses any other."""

import builtins
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.calcom.wire import (
    Answer,
    Request,
    Send,
    given,
    instant,
    many,
    next_page,
    one,
    one_or_many,
    path_of,
    without_nulls,
)
from bot.scheduling.models import Booking, CalendarLink, NewBooking

_PAGE = 100
_STATUSES = ("upcoming", "recurring", "past", "cancelled", "unconfirmed")
_FIRST_CURSOR_VERSION = "2026-05-01"


class Bookings:
    """``version`` is the one the client sends: it decides how a list is asked for (facts 4.4)."""

    def __init__(self, send: Send, *, version: str) -> None:
        self._send = send
        self._pages_by_cursor = version >= _FIRST_CURSOR_VERSION

    async def create(self, booking: NewBooking) -> builtins.list[Booking]:
        """One booking, or a series in order of start. Sent once: OutcomeUnknown when no answer came, SlotTaken when
        the time cannot be had (a hint until slots confirm it), Rejected with field and reason otherwise."""
        request = Request("bookings", "POST", path_of("bookings"), body=_new_body(booking))
        return _by_start(await self._send(request, one_or_many(Booking)))

    async def get(self, uid: str) -> builtins.list[Booking]:
        """One booking; all of a series, in order of start, when ``uid`` is a ``recurring_booking_uid``. Public:
        whoever holds a uid can read it (facts 4.3)."""
        return _by_start(await self._send(Request("bookings", "GET", path_of("bookings", uid)), one_or_many(Booking)))

    async def get_by_seat(self, seat_uid: str) -> Booking:
        return await self._send(Request("bookings", "GET", path_of("bookings", "by-seat", seat_uid)), one(Booking))

    async def reschedule(
        self,
        uid: str,
        *,
        start: datetime,
        rescheduling_reason: str | None = None,
        rescheduled_by: str | None = None,
        seat_uid: str | None = None,
    ) -> Booking:
        """Moves a booking, or with ``seat_uid`` one attendee of it: the answer is a new booking with a new uid.
        A seat's move takes no reason (facts 4.5), so one given with it is left out."""
        body = given(
            start=instant(start),
            seatUid=seat_uid,
            reschedulingReason=rescheduling_reason if seat_uid is None else None,
            rescheduledBy=rescheduled_by,
        )
        moved = await self._send(
            Request("bookings", "POST", path_of("bookings", uid, "reschedule"), body=body), one_or_many(Booking)
        )
        return _by_start(moved)[0]

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
        body = given(
            seatUid=seat_uid,
            cancellationReason=cancellation_reason,
            cancelSubsequentBookings=cancel_subsequent_bookings or None,
        )
        request = Request("bookings", "POST", path_of("bookings", uid, "cancel"), body=body)
        return _by_start(await self._send(request, one_or_many(Booking)))

    async def calendar_links(self, uid: str) -> builtins.list[CalendarLink]:
        """Needs a credential (facts 4.8)."""
        return await self._send(
            Request("bookings", "GET", path_of("bookings", uid, "calendar-links")), many(CalendarLink)
        )

    async def list(
        self,
        *,
        status: Sequence[str] = (),
        attendee_email: str | None = None,
        event_type_id: int | None = None,
        after_start: datetime | None = None,
        before_end: datetime | None = None,
    ) -> AsyncIterator[Booking]:
        """The bookings that the credential sees, over all pages, each once. ``status`` are Cal.com's words upcoming,
        recurring, past, cancelled (rejected ones too) and unconfirmed; none means all of them. In order of start where
        Cal.com pages by number, in the order of each status where it pages by cursor."""
        filters = given(
            attendeeEmail=attendee_email,
            eventTypeId=None if event_type_id is None else str(event_type_id),
            afterStart=None if after_start is None else instant(after_start),
            beforeEnd=None if before_end is None else instant(before_end),
        )
        seen: set[str] = set()
        for chosen, first_page in self._first_pages(status or _STATUSES):
            paging: dict[str, str] | None = first_page
            while paging is not None:
                request = Request("bookings", "GET", path_of("bookings"), filters | chosen | paging)
                bookings, paging = await self._send(request, _page(paging))
                for booking in bookings:
                    # Bookings made or moved meanwhile shift the pages, and one may have two statuses.
                    if booking.uid not in seen:
                        seen.add(booking.uid)
                        yield booking

    def _first_pages(self, status: Sequence[str]) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
        """The statuses to ask for, each with its first page. A status is always sent, since servers differ on what its
        absence means; the newer list takes one at a time (facts 4.4)."""
        if self._pages_by_cursor:
            for one_status in status:
                yield {"status": one_status}, {"limit": str(_PAGE)}
        else:
            yield {"status": ",".join(status), "sortStart": "asc"}, {"take": str(_PAGE), "skip": "0"}


def _page(paging: dict[str, str]) -> Callable[[Answer], tuple[builtins.list[Booking], dict[str, str] | None]]:
    """Reads a page of bookings, and the paging parameters of the next."""
    return lambda answer: (many(Booking)(answer), next_page(answer, paging, _PAGE))


def _by_start(bookings: builtins.list[Booking]) -> builtins.list[Booking]:
    return sorted(bookings, key=lambda booking: booking.start)


def _new_body(booking: NewBooking) -> dict[str, Any]:
    body = without_nulls(booking.model_dump(mode="json", by_alias=True)) | {"start": instant(booking.start)}
    if not booking.instant:
        body.pop("instant", None)  # only true is a known value of it (facts 4.2)
    return given(**body)
