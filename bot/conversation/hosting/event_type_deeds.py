"""What a host decides of their event types and of the private links to them (facts 5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.conversation.hosting.deed import Deed
from bot.scheduling.calendar import CalendarError, NotFound
from bot.scheduling.hosting import HostCalendar
from bot.scheduling.hosting.event_types import Link
from bot.scheduling.models import Booking, EventType


class MakeEventType(Deed):
    """``settings`` has title, slug and length; by the slug, which no two of a host share, it is found again."""

    do: Literal["make_event_type"] = "make_event_type"
    settings: dict[str, Any]

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.event_types.create(self.settings)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool:
        return await self._made(calendar) is not None

    async def tells(self, calendar: HostCalendar) -> str:
        try:
            made = await self._made(calendar)
        except CalendarError:
            return self.told
        return f"{self.told}\n{made.booking_url}" if made is not None and made.booking_url else self.told

    async def _made(self, calendar: HostCalendar) -> EventType | None:
        own = await calendar.event_types.list()
        return next((one for one in own if one.slug == self.settings["slug"]), None)


class ChangeEventType(Deed):
    """``settings`` by Cal.com's names, as plain values."""

    do: Literal["change_event_type"] = "change_event_type"
    event_type_id: int
    settings: dict[str, Any]

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.event_types.update(self.event_type_id, self.settings)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool:
        now = (await calendar.event_types.get(self.event_type_id)).model_dump(mode="json")
        return all(_is_as(now.get(name), value) for name, value in self.settings.items())


class DeleteEventType(Deed):
    do: Literal["delete_event_type"] = "delete_event_type"
    event_type_id: int

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.event_types.delete(self.event_type_id)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool:
        try:
            await calendar.event_types.get(self.event_type_id)
        except NotFound:
            return True
        return False


class MakeLink(Deed):
    """``known``: the ids of the links there were, which tell the new one from them."""

    do: Literal["make_link"] = "make_link"
    event_type_id: int
    expires_at: datetime | None = None
    uses: int | None = None
    known: tuple[str, ...] = ()

    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        await calendar.event_types.make_link(self.event_type_id, expires_at=self.expires_at, uses=self.uses)
        return []

    async def is_done(self, calendar: HostCalendar) -> bool:
        return await self._made(calendar) is not None

    async def tells(self, calendar: HostCalendar) -> str:
        try:
            made = await self._made(calendar)
        except CalendarError:
            return self.told
        return f"{self.told}\n{made.url}" if made is not None and made.url else self.told

    async def _made(self, calendar: HostCalendar) -> Link | None:
        links = await calendar.event_types.links(self.event_type_id)
        return next(
            (
                link
                for link in links
                if link.id not in self.known and (link.expires_at, link.uses) == (self.expires_at, self.uses)
            ),
            None,
        )


def _is_as(now: Any, wanted: Any) -> bool:
    """Whether a setting has the value that was asked for. What is switched off is absent or empty, or says so."""
    if not isinstance(wanted, Mapping):
        return bool(now == wanted)
    if wanted.get("disabled"):
        return not isinstance(now, Mapping) or bool(now.get("disabled")) or not any(now.values())
    return isinstance(now, Mapping) and all(now.get(name) == value for name, value in wanted.items())
