"""A host's Cal.com through their own credential: ``CalcomClient`` in the words of ``bot.scheduling.hosting``."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from bot.accounts.bookings import ClientBookings
from bot.calcom.client import CalcomClient
from bot.scheduling.calendar import Calendar
from bot.scheduling.hosting import HostCalendar


class ClientCalendar:
    """``username`` is whose bookings are meant, where the credential sees those of others too; None: all it sees."""

    def __init__(self, client: CalcomClient, *, username: str | None = None) -> None:
        self._client = client
        self._bookings = ClientBookings(client, username=username)

    def deadline(self, seconds: float) -> AbstractContextManager[None]:
        return self._client.deadline(seconds)

    @property
    def booking(self) -> Calendar:
        return self._client

    @property
    def bookings(self) -> ClientBookings:
        return self._bookings


if TYPE_CHECKING:
    _a_host_calendar: type[HostCalendar] = ClientCalendar
