"""What people connected to their account: calendars elsewhere, the one that bookings are written to, video apps.

A world file tells what is in somebody's calendars elsewhere. Once connected, entries of a selected calendar are busy
time; what is not connected yet waits until somebody goes through the connect flow (facts 13).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.people import User
from bot.sandbox.worldfile import CalendarProvider, CalendarSpec, WorldSpec

TYPES: dict[str, str] = {
    "google": "google_calendar",
    "office365": "office365_calendar",
    "apple": "apple_calendar",
    "ics": "ics-feed_calendar",
}
"""How the API names a connection to each provider."""

VIDEO_TYPES: dict[str, str] = {
    "google-meet": "google_video",
    "zoom": "zoom_video",
    "msteams": "office365_video",
    "daily-video": "daily_video",
}
"""How the API names a video app that is connected; Cal.com's own, daily-video, everybody has."""

_PLACES = {
    "google-meet": "integrations:google-meet",
    "zoom": "integrations:zoom",
    "msteams": "integrations:office365-video",
}
_FIRST = 801


@dataclass
class Entry:
    """Something in a calendar that takes its owner's time. Instants are aware."""

    title: str
    start: datetime
    end: datetime


@dataclass
class Calendar:
    """One calendar of a connected account."""

    external_id: str
    name: str
    entries: list[Entry] = field(default_factory=list)
    is_primary: bool = False
    is_selected: bool = True
    """Whether its entries are busy time."""
    is_read_only: bool = False


@dataclass
class Connection:
    """An account elsewhere, ``account`` by its address, that a user let in; ``id`` is the API's ``credentialId``."""

    id: int
    user_id: int
    provider: CalendarProvider
    account: str
    calendars: list[Calendar]
    is_invalid: bool = False
    """The provider no longer takes the credential."""

    @property
    def type(self) -> str:
        return TYPES[self.provider]

    @property
    def primary(self) -> Calendar:
        return next((one for one in self.calendars if one.is_primary), self.calendars[0])


@dataclass
class VideoApp:
    id: int
    user_id: int
    slug: str


@dataclass
class Destination:
    """The calendar that a user's bookings are written to."""

    id: int
    connection_id: int
    external_id: str


@dataclass
class Attempt:
    """A connect flow that was begun: whose it is, for which calendar or video app, and where it leads back to."""

    state: str
    user_id: int
    app: str
    return_to: str
    on_error: str
    is_dry_run: bool = False
    code: str | None = None
    """Once the person allowed it; good once."""
    account: str = ""
    """Which account the person chose."""


@dataclass
class EventChange:
    """What was changed on the event of a booking in its calendar; forgotten when the booking moves."""

    booking_uid: str
    title: str | None = None
    description: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    time_zone: str | None = None
    status: str | None = None
    attendees: list[dict[str, Any]] | None = None


@dataclass
class Connections:
    """Changes only within ``World.writing``."""

    calendars: list[Connection] = field(default_factory=list)
    apps: list[VideoApp] = field(default_factory=list)
    destinations: dict[int, Destination] = field(default_factory=dict)
    """By user."""
    default_apps: dict[int, str] = field(default_factory=dict)
    """The slug of each user's usual video app."""
    attempts: list[Attempt] = field(default_factory=list)
    changes: list[EventChange] = field(default_factory=list)
    known: list[tuple[int, str, str]] = field(default_factory=list)
    """User, provider and account of what a world file connected, so that it does not bring back what was cut."""
    last: int = _FIRST - 1

    def of(self, user: User, provider: str | None = None) -> list[Connection]:
        """The user's connections, or those to one provider, in the order they came."""
        return [one for one in self.calendars if one.user_id == user.id and provider in (None, one.provider)]

    def connection(self, user: User, number: int) -> Connection | None:
        return next((one for one in self.of(user) if one.id == number), None)

    def attempt(self, state: str) -> Attempt | None:
        return next((one for one in self.attempts if one.state == state), None)

    def app(self, user: User, slug: str) -> VideoApp | None:
        return next((one for one in self.apps if (one.user_id, one.slug) == (user.id, slug)), None)

    def destination(self, user: User) -> tuple[Destination, Connection, Calendar] | None:
        """Where the user's bookings are written to."""
        chosen = self.destinations.get(user.id)
        connection = self.connection(user, chosen.connection_id) if chosen is not None else None
        if chosen is None or connection is None:
            return None
        calendar = next((one for one in connection.calendars if one.external_id == chosen.external_id), None)
        return (chosen, connection, calendar) if calendar is not None else None

    def entries(self, user: User) -> Iterator[Entry]:
        """What is busy time of the user: everything in the selected calendars that can still be read."""
        for connection in self.calendars:
            if connection.user_id == user.id and not connection.is_invalid:
                for calendar in connection.calendars:
                    if calendar.is_selected:
                        yield from calendar.entries

    def change(self, booking_uid: str) -> EventChange | None:
        return next((one for one in self.changes if one.booking_uid == booking_uid), None)

    def connect(self, user: User, provider: CalendarProvider, account: str, calendars: list[Calendar]) -> Connection:
        """Connects an account, or renews its connection. The first calendar that can be written becomes the one
        that bookings are written to."""
        connection = next((one for one in self.of(user, provider) if one.account == account), None)
        if connection is None:
            connection = Connection(self._next(), user.id, provider, account, calendars)
            self.calendars.append(connection)
        connection.is_invalid = False
        if self.destination(user) is None and not connection.primary.is_read_only:
            self.write_to(user, connection, connection.primary)
        return connection

    def write_to(self, user: User, connection: Connection, calendar: Calendar) -> None:
        self.destinations[user.id] = Destination(self._next(), connection.id, calendar.external_id)

    def cut(self, user: User, connection: Connection) -> None:
        """Forgets a connection; bookings are then written to another calendar, if there is one."""
        self.calendars.remove(connection)
        if self.destination(user) is None:
            self.destinations.pop(user.id, None)
            for other in self.of(user):
                if not other.primary.is_read_only:
                    self.write_to(user, other, other.primary)
                    return

    def add_app(self, user: User, slug: str) -> VideoApp:
        """Connects a video app, once."""
        app = self.app(user, slug)
        if app is None:
            app = VideoApp(self._next(), user.id, slug)
            self.apps.append(app)
        return app

    def remove_app(self, user: User, app: VideoApp) -> None:
        self.apps.remove(app)
        if self.default_apps.get(user.id) == app.slug:
            del self.default_apps[user.id]

    def meeting_place(self, user: User) -> str | None:
        """Where the user's usual video app has people meet, as bookings tell it; None for Cal.com's own."""
        return _PLACES.get(self.default_apps.get(user.id, ""))

    def forget(self, user: User) -> None:
        """Everything of a user who is deleted."""
        self.calendars = [one for one in self.calendars if one.user_id != user.id]
        self.apps = [one for one in self.apps if one.user_id != user.id]
        self.attempts = [one for one in self.attempts if one.user_id != user.id]
        self.destinations.pop(user.id, None)
        self.default_apps.pop(user.id, None)

    def add_from(self, spec: WorldSpec, users: dict[str, User]) -> None:
        """What the world file has connected and is not there yet."""
        for user_spec in spec.users:
            user = users[user_spec.username]
            for calendar in user_spec.calendars:
                place = (user.id, calendar.provider, calendar.account)
                if calendar.connected and place not in self.known:
                    self.known.append(place)
                    connection = self.connect(user, *place[1:], calendars_of(user, *place[1:]))
                    connection.is_invalid = not calendar.valid
            for slug in user_spec.conferencing:
                if (user.id, "video", slug) not in self.known:
                    self.known.append((user.id, "video", slug))
                    self.add_app(user, slug)

    def _next(self) -> int:
        self.last += 1
        return self.last


def calendars_of(user: User, provider: str, account: str) -> list[Calendar]:
    """What is in an account elsewhere: as the world file tells, else one empty calendar."""
    named = specs_of(user, provider, account)
    if not named:
        return [Calendar(account, account, is_primary=True, is_read_only=provider == "ics")]
    return [
        Calendar(
            external_id=account if not index else f"{_slug(spec.name or str(index))}.{account}",
            name=spec.name or account,
            entries=[Entry(one.title, one.start, one.end) for one in spec.entries],
            is_primary=not index,
            is_selected=spec.selected,
            is_read_only=spec.read_only or provider == "ics",
        )
        for index, spec in enumerate(named)
    ]


def specs_of(user: User, provider: str, account: str | None = None) -> list[CalendarSpec]:
    """The calendars that the world file gives the user at a provider, or in one account there."""
    return [one for one in user.spec.calendars if one.provider == provider and account in (None, one.account)]


def _slug(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split()) or "calendar"
