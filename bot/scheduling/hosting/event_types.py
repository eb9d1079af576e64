"""What guests can book with a host: their event types, and private links to them (facts 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from bot.scheduling.models import EventType

if TYPE_CHECKING:
    from bot.scheduling.hosting import Lacking

Verb = Literal["read", "make", "change", "delete", "link"]


@dataclass(frozen=True)
class Link:
    """Whoever has its ``url`` can book, until it ``expires_at`` or was used ``uses`` times."""

    id: str
    url: str
    expires_at: datetime | None = None
    uses: int | None = None


class HostEventTypes(Protocol):
    """A host's own event types, hidden ones too. Every verb raises the errors of ``bot.scheduling.calendar``.

    Settings go by Cal.com's names in snake_case (facts 5.3), as plain values; one that Cal.com does not take is an
    InvalidArgument, and nothing was sent.
    """

    def why_not(self, verb: Verb) -> "Lacking | None":
        """What the host lacks for it, as far as that is known before it is tried."""
        ...

    async def list(self) -> Sequence[EventType]: ...

    async def get(self, event_type_id: int) -> EventType: ...

    async def create(self, settings: Mapping[str, Any]) -> EventType:
        """With at least a title, a slug and a length. Rejected when the slug is taken."""
        ...

    async def update(self, event_type_id: int, settings: Mapping[str, Any]) -> EventType:
        """Changes what is given."""
        ...

    async def delete(self, event_type_id: int) -> None:
        """Its bookings stay."""
        ...

    async def links(self, event_type_id: int) -> Sequence[Link]: ...

    async def make_link(self, event_type_id: int, *, expires_at: datetime | None, uses: int | None) -> Link:
        """Ends at a moment, or after so many bookings."""
        ...
