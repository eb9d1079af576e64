"""What has become of a booking, read from Cal.com as it is now, and who did it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.conversation.proposing import METADATA_KEY
from bot.scheduling.calendar import Calendar, NotFound
from bot.scheduling.models import Booking
from bot.store import OpenStore, WriteIntent

Kind = Literal["requested", "booked", "confirmed", "moved", "cancelled", "declined"]

MOST_MOVES = 20
"""How often one booking is followed through its moves."""

BEFORE = timedelta(hours=1)
"""How long before it is told of a change may have been begun here; clocks differ, and an answer may take its time."""

_DEEDS: dict[Kind, Collection[str]] = {
    "requested": ("move",),
    "moved": ("move",),
    "confirmed": ("accept",),
    "declined": ("decline",),
    "cancelled": ("cancel", "ask_to_reschedule"),
}
"""What a host may have agreed to here (``conversation.hosting.deeds``) that shows as this change."""


@dataclass(frozen=True)
class Heard:
    """What an event says that a booking does not."""

    uid: str
    at: datetime
    """When it happened, by Cal.com's clock."""
    confirms: bool = False
    """A booking that had to be confirmed now is."""
    by: str | None = None
    """The e-mail of who did it, where Cal.com knows."""


@dataclass(frozen=True)
class Change:
    """What became of a booking. ``before`` is what a moved one was."""

    kind: Kind
    booking: Booking
    before: Booking | None = None


@dataclass(frozen=True)
class Actor:
    """Who did it: by their account here, or else by the e-mail that Cal.com knows them by."""

    account_id: str | None = None
    email: str | None = None


async def newest(calendar: Calendar, uid: str) -> Booking | None:
    """The booking as it is now, wherever it was moved to since it had this uid; None when there is none."""
    for _ in range(MOST_MOVES):
        try:
            booking = (await calendar.bookings.get(uid))[0]
        except NotFound:
            return None
        if booking.rescheduled_to_uid is None:
            return booking
        uid = booking.rescheduled_to_uid
    return None


async def change_of(calendar: Calendar, booking: Booking, heard: Heard | None) -> Change | None:
    """What there is to tell of a booking as it stands; None while nobody has taken an instant one."""
    kind: Kind
    match booking.status:
        case "pending":
            kind = "requested"
        case "accepted" if heard is not None and heard.confirms and heard.uid == booking.uid:
            kind = "confirmed"
        case "accepted":
            kind = "booked" if booking.rescheduled_from_uid is None else "moved"
        case "cancelled":
            return Change("cancelled", booking)
        case "rejected":
            return Change("declined", booking)
        case _:
            return None
    before = None
    if booking.rescheduled_from_uid is not None:
        try:
            before = (await calendar.bookings.get(booking.rescheduled_from_uid))[0]
        except NotFound:
            before = None
    return Change(kind, booking, before)


def still_holds(kind: Kind, booking: Booking, uid: str) -> bool:
    """Whether what was to be told of the booking with this uid is still so."""
    if booking.uid != uid:
        return False
    if kind == "moved":
        return booking.is_active
    expected = {"requested": "pending", "cancelled": "cancelled", "declined": "rejected"}.get(kind, "accepted")
    return booking.status == expected


async def actor_of(store: OpenStore, change: Change, heard: Heard | None, now: datetime) -> Actor:
    """Who made the change. A write from here counts first: Cal.com knows it only as its credential's."""
    booking = change.booking
    if change.kind in ("booked", "requested") and change.before is None:
        token = (booking.metadata or {}).get(METADATA_KEY)
        write = await store.find_write(token) if isinstance(token, str) else None
        first = booking.attendees[0].email if booking.attendees else None
        return Actor(write.account_id if write is not None else None, None if write is not None else first)
    uids = [uid for uid in (booking.uid, booking.rescheduled_from_uid, booking.recurring_booking_uid) if uid]
    happened = heard.at if heard is not None else booking.updated_at or now
    for write in await store.writes_about(uids, happened - BEFORE):
        if _did(write, change.kind, uids):
            return Actor(account_id=write.account_id)
    if change.kind == "cancelled":
        known = booking.cancelled_by_email
    elif change.before is not None and change.kind != "confirmed":
        known = change.before.rescheduled_by_email or booking.rescheduled_by_email
    else:
        known = None
    return Actor(email=(heard.by if heard is not None else None) or known)


_WRITES: dict[Kind, str] = {"moved": "reschedule", "requested": "reschedule", "cancelled": "cancel"}


def _did(write: WriteIntent, kind: Kind, uids: Collection[str]) -> bool:
    if write.kind == "change":
        deeds: list[dict[str, Any]] = write.payload.get("deeds") or []
        return any(deed.get("do") in _DEEDS.get(kind, ()) and deed.get("uid") in uids for deed in deeds)
    return write.kind == _WRITES.get(kind)
