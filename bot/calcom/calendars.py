"""Connected calendars: their busy times block slots, their events can be read and changed (facts 13)."""

import builtins
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from bot.calcom.arguments import Day, Secret, Text, TimeZone, Url, Whole
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.calendars import (
    BusyTime,
    CalendarCredential,
    CalendarEvent,
    CalendarToLoad,
    ConnectedCalendars,
    EventUpdate,
)
from bot.calcom.types.connections import CalendarAuthUrl, Redirect

_CALENDAR = "/v2/calendars/{calendar}"
OAuthCalendar = Literal["office365", "google"]
AnyCalendar = Literal["apple", "google", "office365"]


class CalendarEvents(Resource):
    @operation("GET", f"{_CALENDAR}/event/{{eventUid}}", row="49", auth=Auth.BEARER, scope="APPS_READ")
    async def get(self, calendar: Literal["google"], event_uid: str) -> CalendarEvent:
        """``event_uid`` is what the calendar itself calls the event (see ``bookings.references``)."""

    # The one path says event, the other events.
    @operation("PATCH", f"{_CALENDAR}/events/{{eventUid}}", row="50", auth=Auth.BEARER, scope="APPS_WRITE")
    async def update(self, calendar: Literal["google"], event_uid: str, changes: Whole[EventUpdate]) -> CalendarEvent:
        """Changes the calendar's event, and not the booking it may come from."""


class IcsFeeds(Resource):
    @operation("POST", "/v2/calendars/ics-feed/save", row="58", auth=Auth.BEARER, scope="APPS_WRITE")
    async def save(
        self, *, urls: Annotated[Sequence[Url], Field(min_length=1)], read_only: bool | None = None
    ) -> CalendarCredential:
        """Feeds whose events block slots. They are read only unless said otherwise."""

    @operation("GET", "/v2/calendars/ics-feed/check", row="59", auth=Auth.BEARER, scope="APPS_READ")
    async def check(self) -> None:
        """Returns when the feeds can be read; an error says that they cannot."""


class Calendars(Resource):
    @cached_property
    def events(self) -> CalendarEvents:
        return CalendarEvents(self._caller)

    @cached_property
    def ics_feed(self) -> IcsFeeds:
        return IcsFeeds(self._caller)

    @operation("GET", "/v2/calendars", row="51", auth=Auth.BEARER, scope="APPS_READ")
    async def list(self) -> ConnectedCalendars:
        """One's accounts with their calendars, and the calendar that bookings are written to."""

    @operation("GET", "/v2/calendars/busy-times", row="52", auth=Auth.BEARER, scope="APPS_READ")
    async def busy_times(
        self,
        *,
        date_from: Day,
        date_to: Day,
        time_zone: TimeZone,
        calendars_to_load: Annotated[Sequence[CalendarToLoad], Field(min_length=1)],
    ) -> builtins.list[BusyTime]:
        """When the calendars are busy on these dates of the zone. Unauthorized when a credential is somebody else's."""

    @operation("GET", f"{_CALENDAR}/connect", row="53", auth=Auth.BEARER, scope="APPS_WRITE")
    async def connect(
        self, calendar: OAuthCalendar, *, is_dry_run: bool = False, redir: Url | None = None
    ) -> CalendarAuthUrl:
        """The page where somebody connects the calendar. It ends in ``redir``; nothing is kept of a dry run."""

    @operation("GET", f"{_CALENDAR}/save", row="54", auth=Auth.NONE, redirects=True)
    async def save(self, calendar: OAuthCalendar, *, state: Secret, code: Secret) -> Redirect | None:
        """What the calendar's page calls at its end, with a code that works once."""

    @operation("GET", f"{_CALENDAR}/check", row="55", auth=Auth.BEARER, scope="APPS_READ")
    async def check(self, calendar: AnyCalendar) -> None:
        """Returns when the calendar is connected and answers; an error says that it is not or does not."""

    @operation("POST", f"{_CALENDAR}/credentials", row="56", auth=Auth.BEARER, scope="APPS_WRITE")
    async def save_credentials(self, calendar: Literal["apple"], *, username: Text, password: Secret) -> None:
        """Connects an Apple calendar. ``password`` is one made for Cal.com alone, at Apple's."""

    @operation("POST", f"{_CALENDAR}/disconnect", row="57", auth=Auth.BEARER, scope="APPS_WRITE")
    async def disconnect(
        self,
        calendar: AnyCalendar,
        *,
        id: int,  # noqa: A002 - Cal.com's name for it
    ) -> CalendarCredential:
        """``id`` is the ``credential_id`` of the account. NotFound when it is not connected."""
