"""The calendars that a host connected, through a client."""

from datetime import date
from typing import TYPE_CHECKING

from bot.accounts.lacking import lacking
from bot.calcom.client import CalcomClient
from bot.calcom.types.calendars import CalendarToLoad
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.connected import Calendars, HostConnected


class ClientConnected:
    """``is_own``: the credential is the host's own; that of another user has the calendars of that other."""

    def __init__(self, client: CalcomClient, *, is_own: bool) -> None:
        self._client = client
        self._is_own = is_own

    def why_not(self) -> Lacking | None:
        if not self._is_own:
            return Lacking("own", "a credential of their own")
        return lacking(self._client.access.may(self._client.calendars.list))

    async def calendars(self, first: date, last: date, zone: str) -> Calendars:
        connected = await self._client.calendars.list()
        selected = [
            (calendar, calendar.credential_id or account.credential_id)
            for account in connected.connected_calendars
            for calendar in account.calendars
            if calendar.is_selected
        ]
        # Calendars that an administrator connected for everybody have no credential to name (facts 13).
        loaded = [(calendar, credential) for calendar, credential in selected if credential is not None]
        if not loaded:
            return Calendars((), ())
        times = await self._client.calendars.busy_times(
            date_from=first,
            date_to=last,
            time_zone=zone,
            calendars_to_load=[
                CalendarToLoad(credential_id=credential, external_id=calendar.external_id)
                for calendar, credential in loaded
            ],
        )
        names = tuple(calendar.name or calendar.external_id for calendar, _ in loaded)
        return Calendars(names, tuple((time.start, time.end) for time in times))


if TYPE_CHECKING:
    _host_connected: type[HostConnected] = ClientConnected
