"""A host's Cal.com through their own credential: ``CalcomClient`` in the words of ``bot.scheduling.hosting``."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from bot.accounts.bookings import ClientBookings
from bot.accounts.connected import ClientConnected
from bot.accounts.event_types import ClientEventTypes
from bot.accounts.hours import ClientHours
from bot.calcom.client import CalcomClient
from bot.scheduling.calendar import Calendar
from bot.scheduling.hosting import HostCalendar


class ClientCalendar:
    """``username`` is whose bookings are meant, where the credential sees those of others too; None: all it sees.
    ``is_own``: it is that user's own credential."""

    def __init__(self, client: CalcomClient, *, username: str | None = None, is_own: bool = True) -> None:
        self._client = client
        self._bookings = ClientBookings(client, username=username)
        self._hours = ClientHours(client, is_own=is_own)
        self._connected = ClientConnected(client, is_own=is_own)
        self._event_types = ClientEventTypes(client, is_own=is_own)

    def deadline(self, seconds: float) -> AbstractContextManager[None]:
        return self._client.deadline(seconds)

    @property
    def booking(self) -> Calendar:
        return self._client

    @property
    def bookings(self) -> ClientBookings:
        return self._bookings

    @property
    def hours(self) -> ClientHours:
        return self._hours

    @property
    def connected(self) -> ClientConnected:
        return self._connected

    @property
    def event_types(self) -> ClientEventTypes:
        return self._event_types


if TYPE_CHECKING:
    _a_host_calendar: type[HostCalendar] = ClientCalendar
