"""A host's own calendars, which are checked before anything is booked with them (facts 13)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.scheduling.hosting import Lacking


@dataclass(frozen=True)
class Calendars:
    """Those that were looked at, by name, and when they are busy. Without names none is connected."""

    names: tuple[str, ...]
    busy: tuple[tuple[datetime, datetime], ...]


class HostConnected(Protocol):
    def why_not(self) -> "Lacking | None":
        """What the host lacks to have them read, as far as that is known before it is tried."""
        ...

    async def calendars(self, first: date, last: date, zone: str) -> Calendars:
        """With the busy times of these days of the zone, the last one included."""
        ...
