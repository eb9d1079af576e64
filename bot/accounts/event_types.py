"""A host's event types and the private links to them, through a client (facts 5)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.accounts.lacking import lacking
from bot.calcom.client import CalcomClient
from bot.calcom.types.event_types import EventTypeChanges, NewEventType, PrivateLink
from bot.scheduling.calendar import InvalidArgument
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.event_types import HostEventTypes, Link, Verb
from bot.scheduling.models import EventType


class ClientEventTypes:
    """``is_own``: the credential is the host's own; that of another user has the event types of that other."""

    def __init__(self, client: CalcomClient, *, is_own: bool) -> None:
        self._client = client
        self._is_own = is_own

    def why_not(self, verb: Verb) -> Lacking | None:
        if not self._is_own:
            return Lacking("own", "a credential of their own")
        own = self._client.event_types
        named: dict[Verb, Callable[..., object]] = {
            "read": own.get,
            "make": own.create,
            "change": own.update,
            "delete": own.delete,
            "link": own.private_links.create,
        }
        return lacking(self._client.access.may(named[verb]))

    async def list(self) -> Sequence[EventType]:
        return await self._client.event_types.list()

    async def get(self, event_type_id: int) -> EventType:
        return await self._client.event_types.get(event_type_id)

    async def create(self, settings: Mapping[str, Any]) -> EventType:
        try:
            wanted = NewEventType.model_validate(dict(settings))
        except ValidationError as error:
            raise _invalid(error) from error
        return await self._client.event_types.create(wanted)

    async def update(self, event_type_id: int, settings: Mapping[str, Any]) -> EventType:
        try:
            wanted = EventTypeChanges.model_validate(dict(settings))
        except ValidationError as error:
            raise _invalid(error) from error
        return await self._client.event_types.update(event_type_id, wanted)

    async def delete(self, event_type_id: int) -> None:
        await self._client.event_types.delete(event_type_id)

    async def links(self, event_type_id: int) -> Sequence[Link]:
        return [_link(link) for link in await self._client.event_types.private_links.list(event_type_id)]

    async def make_link(self, event_type_id: int, *, expires_at: datetime | None, uses: int | None) -> Link:
        return _link(
            await self._client.event_types.private_links.create(
                event_type_id, expires_at=expires_at, max_usage_count=uses
            )
        )


def _link(link: PrivateLink) -> Link:
    return Link(link.link_id, link.booking_url or "", link.expires_at, link.max_usage_count)


def _invalid(error: ValidationError) -> InvalidArgument:
    first = error.errors()[0]
    return InvalidArgument(".".join(map(str, first["loc"])), first["msg"])


if TYPE_CHECKING:
    _host_event_types: type[HostEventTypes] = ClientEventTypes
