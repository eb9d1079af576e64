"""Slots: the times that can be booked, and their reservations (facts 3)."""

import builtins
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.calcom.arguments import Count, Moment, Text, TimeZone, Whole, WriteModel
from bot.calcom.operation import SLOTS, Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.wire import without_nulls
from bot.scheduling.calendar import ById, ByTeam, ByUser, EventTypeRef
from bot.scheduling.models import Reservation, Slot

_RESERVATION = "/v2/slots/reservations/{uid}"
ReservationUid = Annotated[str, Field(alias="uid")]


class Reservations(Resource):
    """Holds on slots. A hold hides the slot from everybody, and is not spent by booking it (facts 3.4)."""

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
        return await self._create(event_type_id, start, slot_duration, self._allowed(reservation_duration))

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
        allowed = self._allowed(reservation_duration)
        return await self._update(reservation_uid, event_type_id, start, slot_duration, allowed)

    @operation("GET", _RESERVATION, row="o", auth=Auth.NONE, version=SLOTS)
    async def get(self, reservation_uid: ReservationUid) -> Reservation | None:
        """None when it is unknown or has expired."""

    @operation("DELETE", _RESERVATION, row="o", auth=Auth.NONE, version=SLOTS)
    async def delete(self, reservation_uid: ReservationUid) -> None:
        """Lets the slot go."""

    @operation("POST", "/v2/slots/reservations", row="o", auth=Auth.OPTIONAL, version=SLOTS)
    async def _create(
        self,
        event_type_id: int,
        slot_start: Moment,
        slot_duration: Count | None = None,
        reservation_duration: Count | None = None,
    ) -> Reservation: ...

    @operation("PATCH", _RESERVATION, row="o", auth=Auth.NONE, version=SLOTS)
    async def _update(
        self,
        reservation_uid: ReservationUid,
        event_type_id: int,
        slot_start: Moment,
        slot_duration: Count | None = None,
        reservation_duration: Count | None = None,
    ) -> Reservation: ...

    def _allowed(self, reservation_duration: int | None) -> int | None:
        return reservation_duration if self._caller.has_credential else None


class Naming(WriteModel):
    """One of the four ways to name an event type; a key of another way is refused (facts 3.1)."""

    event_type_id: int | None = None
    event_type_slug: Text | None = None
    username: Text | None = None
    team_slug: Text | None = None
    organization_slug: Text | None = None
    usernames: tuple[Text, ...] = ()


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


SlotsByDay = Annotated[list[Slot], BeforeValidator(lambda data: list(_items(data)))]


class Slots(Resource):
    @cached_property
    def reservations(self) -> Reservations:
        return Reservations(self._caller)

    async def list(
        self,
        event_type: EventTypeRef,
        *,
        start: datetime,
        end: datetime,
        time_zone: str,
        duration: int | None = None,
        booking_uid_to_reschedule: str | None = None,
        with_end: bool = False,
    ) -> builtins.list[Slot]:
        """The free slots with ``start <= slot.start < end``, in order and in UTC. ``time_zone`` (IANA) is whose full
        hours the starts fall on (facts 3.3); ``duration`` in minutes, for types of several lengths;
        ``booking_uid_to_reschedule`` frees that booking's own time; ``with_end`` asks for the ends as well."""
        if start >= end:
            return []
        slots = await self._list(
            _naming(event_type),
            start,
            end,
            time_zone,
            duration,
            booking_uid_to_reschedule,
            "range" if with_end else None,
        )
        # Cal.com stretches an end at midnight to the end of that day (facts 1.5), so the window is applied again.
        return sorted((slot for slot in slots if start <= slot.start < end), key=lambda slot: slot.start)

    @operation("GET", "/v2/slots", row="1", auth=Auth.NONE, version=SLOTS)
    async def _list(
        self,
        event_type: Whole[Naming],
        start: Moment,
        end: Moment,
        time_zone: TimeZone,
        duration: Count | None = None,
        booking_uid_to_reschedule: Text | None = None,
        slot_format: Annotated[Literal["range"] | None, Field(alias="format")] = None,
    ) -> SlotsByDay: ...


def _naming(event_type: EventTypeRef) -> Naming:
    if isinstance(event_type, ById):
        return Naming(event_type_id=event_type.event_type_id)
    if isinstance(event_type, ByUser):
        return Naming(
            username=event_type.username,
            event_type_slug=event_type.event_type_slug,
            organization_slug=event_type.organization_slug,
        )
    if isinstance(event_type, ByTeam):
        return Naming(
            team_slug=event_type.team_slug,
            event_type_slug=event_type.event_type_slug,
            organization_slug=event_type.organization_slug,
        )
    return Naming(usernames=event_type.usernames, organization_slug=event_type.organization_slug)
