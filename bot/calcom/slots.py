"""Slots: the times that can be booked, and their reservations (facts 3)."""

import builtins
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bot.calcom.wire import Answer, Request, Send, given, instant, nothing, one, path_of, without_nulls
from bot.scheduling.calendar import ById, ByTeam, ByUser, EventTypeRef
from bot.scheduling.models import Reservation, Slot


class Reservations:
    """Holds on slots. A hold hides the slot from everybody, and is not spent by booking it (facts 3.4)."""

    def __init__(self, send: Send, *, has_credential: bool) -> None:
        self._send = send
        self._has_credential = has_credential

    async def create(
        self,
        event_type_id: int,
        start: datetime,
        *,
        slot_duration: int | None = None,
        reservation_duration: int | None = None,
    ) -> Reservation:
        """Both durations in minutes. How long to hold may be said with a credential only; without one Cal.com's own
        5 minutes hold, as ``reservation_until`` of the answer tells. SlotTaken when it is reserved or booked."""
        body = self._body(event_type_id, start, slot_duration, reservation_duration)
        return await self._send(
            Request("reservations", "POST", path_of("slots", "reservations"), body=body), one(Reservation)
        )

    async def get(self, reservation_uid: str) -> Reservation | None:
        """None when it is unknown or has expired."""
        request = Request("reservations", "GET", path_of("slots", "reservations", reservation_uid))
        return await self._send(request, lambda answer: None if answer.data is None else one(Reservation)(answer))

    async def update(
        self,
        reservation_uid: str,
        event_type_id: int,
        start: datetime,
        *,
        slot_duration: int | None = None,
        reservation_duration: int | None = None,
    ) -> Reservation:
        """Holds another slot, or the same for longer. NotFound when it has expired."""
        body = self._body(event_type_id, start, slot_duration, reservation_duration)
        request = Request("reservations", "PATCH", path_of("slots", "reservations", reservation_uid), body=body)
        return await self._send(request, one(Reservation))

    async def delete(self, reservation_uid: str) -> None:
        await self._send(Request("reservations", "DELETE", path_of("slots", "reservations", reservation_uid)), nothing)

    def _body(
        self, event_type_id: int, start: datetime, slot_duration: int | None, reservation_duration: int | None
    ) -> dict[str, Any]:
        return given(
            eventTypeId=event_type_id,
            slotStart=instant(start),
            slotDuration=slot_duration,
            reservationDuration=reservation_duration if self._has_credential else None,
        )


class Slots:
    def __init__(self, send: Send, *, has_credential: bool) -> None:
        self._send = send
        self.reservations = Reservations(send, has_credential=has_credential)

    async def list(
        self,
        event_type: EventTypeRef,
        *,
        start: datetime,
        end: datetime,
        time_zone: str,
        duration: int | None = None,
        booking_uid_to_reschedule: str | None = None,
    ) -> builtins.list[Slot]:
        """The free slots with ``start <= slot.start < end``, in order and in UTC. ``time_zone`` (IANA) is whose full
        hours the starts fall on (facts 3.3); ``duration`` in minutes, for types of several lengths;
        ``booking_uid_to_reschedule`` frees that booking's own time."""
        if start >= end:
            return []
        query = _naming(event_type) | given(
            start=instant(start),
            end=instant(end),
            timeZone=time_zone,
            duration=None if duration is None else str(duration),
            bookingUidToReschedule=booking_uid_to_reschedule,
        )
        return await self._send(Request("slots", "GET", path_of("slots"), query), _free_between(start, end))


def _naming(event_type: EventTypeRef) -> dict[str, str]:
    """One of the four ways to name an event type; a key of another way is refused (facts 3.1)."""
    if isinstance(event_type, ById):
        return {"eventTypeId": str(event_type.event_type_id)}
    if isinstance(event_type, ByUser):
        return given(
            username=event_type.username,
            eventTypeSlug=event_type.event_type_slug,
            organizationSlug=event_type.organization_slug,
        )
    if isinstance(event_type, ByTeam):
        return given(
            teamSlug=event_type.team_slug,
            eventTypeSlug=event_type.event_type_slug,
            organizationSlug=event_type.organization_slug,
        )
    return {"usernames": ",".join(event_type.usernames), "organizationSlug": event_type.organization_slug}


def _free_between(start: datetime, end: datetime) -> Callable[[Answer], builtins.list[Slot]]:
    """Cal.com stretches an end at midnight to the end of that day (facts 1.5), so the window is applied again here."""

    def read(answer: Answer) -> builtins.list[Slot]:
        slots = (Slot.model_validate(item) for item in _items(answer.data))
        return sorted((slot for slot in slots if start <= slot.start < end), key=lambda slot: slot.start)

    return read


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """Each slot as ``{start, end?, ...}``, out of either shape of the answer (facts 3.1, 3.2). The date keys are in the
    asked zone and say nothing that the starts do not."""
    days = data.get("slots", data)
    for items in days.values():
        for item in items:
            if isinstance(item, str):
                yield {"start": item}
                continue
            start = item.get("start") or item.get("time") or item.get("startTime")
            yield without_nulls({**item, "start": start, "end": item.get("end") or item.get("endTime")})
