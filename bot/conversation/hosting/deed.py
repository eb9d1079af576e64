"""A deed: one write that a host agrees to, as plain values that outlive a restart.

It knows how to do itself once, and how to find out whether it was done when no answer came. What the person is told of
it is worded when it is proposed, so that after the yes nothing is left to be decided.
"""

from abc import ABC, abstractmethod

from pydantic import BaseModel, ConfigDict

from bot.scheduling.hosting import HostCalendar
from bot.scheduling.models import Booking


class Deed(BaseModel, ABC):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: str
    """What it is about, for lists: "30 Min Meeting with Ana Silva, Friday 15:00"."""
    told: str
    """The line that says it is done: "Declined: 30 Min Meeting with Ana Silva, Friday 15:00." """

    async def tells(self, calendar: HostCalendar) -> str:
        """What is told once it is done: ``told``, with what only Cal.com could say then, such as a new link."""
        return self.told

    @abstractmethod
    async def perform(self, calendar: HostCalendar) -> list[Booking]:
        """Writes, once. The bookings as they are afterwards, where it changes any; raises CalendarError."""

    @abstractmethod
    async def is_done(self, calendar: HostCalendar) -> bool | None:
        """Whether it has taken effect, asked after no answer came. None when that cannot be told."""
