"""/v2/calendars and /v2/destination-calendars: what is connected, how it is connected and cut, and its busy times
(facts 13)."""

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

import pytz
from pydantic import AfterValidator, BeforeValidator, Field

from bot.sandbox.availability import day_start
from bot.sandbox.connect_flow import allowed, auth_url, back_to
from bot.sandbox.connections import Calendar, Connection, calendars_of, specs_of
from bot.sandbox.errors import DescribedRefusal, Refusal, timestamp
from bot.sandbox.openings import minute
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import User
from bot.sandbox.validation import Lenient, Rule, Text, Whole, by_global_validation

_TITLES = {
    "google": "Google Calendar",
    "office365": "Outlook Calendar",
    "apple": "Apple Calendar",
    "ics": "ICS Feed",
}


def _list(call: Call) -> Answer:
    connections = call.world.connections
    destination = connections.destination(call.user)
    return Answer(
        {
            "connectedCalendars": [_connected(one) for one in connections.of(call.user)],
            # Somebody without any calendar has none that bookings are written to, and Cal.com says so like this.
            "destinationCalendar": {}
            if destination is None
            else {
                "id": destination[0].id,
                "integration": destination[1].type,
                "externalId": destination[2].external_id,
                "primaryEmail": destination[1].account,
                "userId": call.user.id,
                "eventTypeId": None,
                "credentialId": destination[1].id,
                "delegationCredentialId": None,
                "name": destination[2].name,
                "primary": destination[2].is_primary,
                "readOnly": destination[2].is_read_only,
                "email": destination[1].account,
                "integrationTitle": _TITLES[destination[1].provider],
            },
        }
    )


def _connected(connection: Connection) -> dict[str, Any]:
    title, slug = _TITLES[connection.provider], connection.type.replace("_", "-")
    shown: dict[str, Any] = {
        "integration": {
            "appData": None,
            "dirName": slug.replace("-", ""),
            "__template": "",
            "name": title,
            "description": f"A made-up {title}",
            "installed": True,
            "type": connection.type,
            "title": title,
            "variant": "calendar",
            "category": "calendar",
            "categories": ["calendar"],
            "logo": "icon.svg",
            "publisher": "Cal.com",
            "slug": slug,
            "url": "https://cal.com/",
            "email": "help@cal.com",
            "locationOption": None,
        },
        "credentialId": connection.id,
        "delegationCredentialId": None,
    }
    if connection.is_invalid:
        return shown
    return {
        **shown,
        "primary": _calendar(connection, connection.primary),
        "calendars": [_calendar(connection, one) for one in connection.calendars],
    }


def _calendar(connection: Connection, calendar: Calendar) -> dict[str, Any]:
    return {
        "externalId": calendar.external_id,
        "integration": connection.type,
        "name": calendar.name,
        "primary": calendar.is_primary,
        "readOnly": calendar.is_read_only,
        "email": connection.account,
        "isSelected": calendar.is_selected,
        "credentialId": connection.id,
        "delegationCredentialId": None,
    }


# Busy times


def _day(text: str) -> str:
    date.fromisoformat(text)
    if len(text) != 10:
        raise ValueError("no date")
    return text


Day = Annotated[str, AfterValidator(_day), Rule("isYearMonthDays", "{} must be a date in the format YYYY-MM-DD")]


def _credential(value: object) -> object:
    """A number in a query is text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


class _Loaded(Lenient):
    credential_id: Annotated[int, BeforeValidator(_credential), Rule("isNumber", "{} must be a number")]
    external_id: Text


class _BusyQuery(Lenient):
    time_zone: Text | None = None
    logged_in_users_tz: Text | None = None
    date_from: Day | None = None
    date_to: Day | None = None
    calendars_to_load: Annotated[list[_Loaded], Rule("isArray", "{} must be an array")]


def _busy_times(call: Call) -> Answer:
    query = by_global_validation(_BusyQuery, _with_list(call.query))
    zone_name = query.time_zone or query.logged_in_users_tz
    if not zone_name:
        raise Refusal(400, "Either timeZone or loggedInUsersTz must be provided")
    if zone_name not in pytz.all_timezones_set:
        raise Refusal(400, f"Invalid timeZone {zone_name}")
    if query.date_from is None or query.date_to is None:
        return Answer([])
    loaded = [(_own(call, one.credential_id), one.external_id) for one in query.calendars_to_load]
    if any(connection.is_invalid for connection, _ in loaded):
        raise Refusal(500, "Unable to fetch connected calendars events. Please try again later.")
    zone = pytz.timezone(zone_name)
    first = day_start(zone, date.fromisoformat(query.date_from))
    beyond = day_start(zone, date.fromisoformat(query.date_to) + timedelta(days=1))
    found = [
        {"start": timestamp(_utc(entry.start)), "end": timestamp(_utc(entry.end)), "source": connection.type}
        for connection, external_id in loaded
        for calendar in connection.calendars
        if calendar.external_id == external_id
        for entry in calendar.entries
        if minute(entry.start) < beyond and first < minute(entry.end)
    ]
    return Answer(sorted(found, key=lambda one: (one["start"], one["end"])))


_BRACKETS = re.compile(r"calendarsToLoad\[(\d{1,3})\]\[(credentialId|externalId)\]")


def _with_list(query: dict[str, str]) -> dict[str, Any]:
    """``calendarsToLoad[0][credentialId]=1`` as a list; the plain ``credentialId`` of the specification is one."""
    rows: dict[int, dict[str, str]] = {}
    for key, value in query.items():
        if match := _BRACKETS.fullmatch(key):
            rows.setdefault(int(match[1]), {})[match[2]] = value
        elif key in ("credentialId", "externalId"):
            rows.setdefault(-1, {})[key] = value
    return {**query, **({"calendarsToLoad": [rows[number] for number in sorted(rows)]} if rows else {})}


def _own(call: Call, number: int) -> Connection:
    connection = call.world.connections.connection(call.user, number)
    if connection is None:
        raise Refusal(401, "These credentials do not belong to you")
    return connection


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(pytz.UTC)


# Connecting and cutting


def _provider(call: Call, *offered: str) -> str:
    provider = call.path("calendar")
    if provider not in offered:
        raise DescribedRefusal("Invalid calendar type, available calendars are: ", ", ".join(offered))
    return provider


def _connect(call: Call) -> Answer:
    provider = _provider(call, "office365", "google")
    is_dry_run = call.query.get("isDryRun", "false")
    if is_dry_run not in ("true", "false"):
        raise Refusal(400, "Validation failed (boolean string is expected)")
    origin = str(call.request.base_url)
    url = auth_url(
        call.world,
        call.user,
        app=provider,
        base=origin,
        return_to=call.query.get("redir") or origin,
        on_error=call.query.get("redir") or origin,
        is_dry_run=is_dry_run == "true",
    )
    return Answer({"authUrl": url})


def _save(call: Call) -> Answer:
    provider = _provider(call, "office365", "google")
    attempt = call.world.connections.attempt(call.query.get("state", ""))
    if attempt is None or attempt.app != provider:
        raise Refusal(401, "Invalid Access token.")
    # Who said no comes back without a code, and goes on to where the app waits.
    code = call.query.get("code")
    if not code or code == "undefined":
        return back_to(attempt.return_to)
    with call.world.writing():
        user = allowed(call.world, attempt, code)
        if not attempt.is_dry_run:
            found = calendars_of(user, provider, attempt.account)
            call.world.connections.connect(user, provider, attempt.account, found)  # type: ignore[arg-type]
    return back_to(attempt.return_to)


class _AppleBody(Lenient):
    username: Text
    password: Text


def _credentials(call: Call) -> Answer:
    _provider(call, "apple")
    body = by_global_validation(_AppleBody, call.body)
    if len(body.username) <= 1 or len(body.password) <= 1:
        raise Refusal(400, "Username or password cannot be empty")
    known = specs_of(call.user, "apple", body.username)
    if any(spec.password not in (None, body.password) for spec in known):
        raise Refusal(400, "Could not add this apple calendar account: Error: Invalid credentials")
    with call.world.writing():
        call.world.connections.connect(
            call.user, "apple", body.username, calendars_of(call.user, "apple", body.username)
        )
    return Answer(bare=True, status=201)


_WORDS = {
    "google": ("google_calendar", "google OAuth credentials", "Google Calendar"),
    "office365": ("office_365_calendar", "office 365 calendar credentials", "Office 365 calendar"),
    "apple": ("apple calendar", "apple calendar credentials", "Apple calendar"),
    "ics": ("Ics Feed calendar", "Ics Feed credentials", "Ics Feed"),
}
"""What each provider's check calls what is missing, and what is wrong."""


def _check(call: Call) -> Answer:
    return _checked(call, _provider(call, "apple", "google", "office365"))


def _checked(call: Call, provider: str) -> Answer:
    found = call.world.connections.of(call.user, provider)
    missing, invalid, _ = _WORDS[provider]
    if not found:
        raise Refusal(400, f"Credentials for {missing} not found.")
    if all(connection.is_invalid for connection in found):
        raise Refusal(400, f"Invalid {invalid}.")
    return Answer(bare=True)


class _DisconnectBody(Lenient):
    id: Whole


def _disconnect(call: Call) -> Answer:
    _provider(call, "apple", "google", "office365")
    body = by_global_validation(_DisconnectBody, call.body)
    with call.world.writing():
        connection = call.world.connections.connection(call.user, body.id)
        if connection is None:
            raise Refusal(404, "Calendar credentials not found")
        call.world.connections.cut(call.user, connection)
    return Answer(_credential_answer(connection))


def _credential_answer(connection: Connection) -> dict[str, Any]:
    return {
        "id": connection.id,
        "type": connection.type,
        "userId": connection.user_id,
        "teamId": None,
        "appId": connection.type.replace("_", "-"),
        "invalid": connection.is_invalid,
    }


# Feeds


def _feed(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.endswith(".ics"):
        raise ValueError("no feed")
    return url


class _FeedBody(Lenient):
    urls: Annotated[
        list[Annotated[str, AfterValidator(_feed)]],
        Field(min_length=1),
        Rule("isICSUrl", "The URL must be a valid ICS URL (ending with .ics)"),
    ]
    read_only: Annotated[bool, Rule("isBoolean", "{} must be a boolean value")] = True


def _save_feed(call: Call) -> Answer:
    body = by_global_validation(_FeedBody, call.body)
    # Nothing is fetched from anywhere. A feed that the world file does not name is empty; one below .invalid, a name
    # that no host can have, cannot be reached.
    if any((urlsplit(url).hostname or "").endswith(".invalid") for url in body.urls):
        raise Refusal(400, "Could not add ICS feeds, try using private ics feed.")
    calendars = [calendar for url in body.urls for calendar in calendars_of(call.user, "ics", url)]
    for calendar in calendars:
        calendar.is_primary = calendar is calendars[0]
        calendar.is_read_only = body.read_only
    with call.world.writing():
        connections = call.world.connections
        for old in connections.of(call.user, "ics"):
            connections.cut(call.user, old)
        connection = connections.connect(call.user, "ics", body.urls[0], calendars)
    return Answer(_credential_answer(connection), 201)


def _check_feed(call: Call) -> Answer:
    return _checked(call, "ics")


# Where bookings are written to


_WRITABLE = ("apple_calendar", "google_calendar", "office365_calendar")


def _known_integration(name: str) -> str:
    if name not in _WRITABLE:
        raise ValueError("no such integration")
    return name


class _DestinationBody(Lenient):
    integration: Annotated[
        str,
        AfterValidator(_known_integration),
        Rule("isEnum", f"{{}} must be one of the following values: {', '.join(_WRITABLE)}"),
    ]
    external_id: Text
    delegation_credential_id: Text | None = None


def _set_destination(call: Call) -> Answer:
    body = by_global_validation(_DestinationBody, call.body)
    with call.world.writing():
        connection, calendar = _writable(call, call.user, body)
        call.world.connections.write_to(call.user, connection, calendar)
    return Answer(
        {
            "userId": call.user.id,
            "integration": connection.type,
            "externalId": calendar.external_id,
            "credentialId": connection.id,
        }
    )


def _writable(call: Call, user: User, body: _DestinationBody) -> tuple[Connection, Calendar]:
    for connection in call.world.connections.of(user):
        for calendar in connection.calendars:
            if (
                connection.type == body.integration
                and calendar.external_id == body.external_id
                and not calendar.is_read_only
                and not connection.is_invalid
            ):
                return connection, calendar
    raise Refusal(404, f"Could not find calendar {body.external_id}")


_READ, _WRITE = (dict[str, Any](access=Access.KEY, scope=f"APPS_{right}") for right in ("READ", "WRITE"))
_ONE = "/v2/calendars/{calendar}"
OPERATIONS = (
    Operation("calendars.list", "GET", "/v2/calendars", _list, **_READ),
    Operation("calendars.busy_times", "GET", "/v2/calendars/busy-times", _busy_times, **_READ),
    Operation("calendars.connect", "GET", f"{_ONE}/connect", _connect, **_WRITE),
    Operation("calendars.save", "GET", f"{_ONE}/save", _save),
    Operation("calendars.check", "GET", f"{_ONE}/check", _check, **_READ),
    Operation("calendars.credentials", "POST", f"{_ONE}/credentials", _credentials, **_WRITE),
    Operation("calendars.disconnect", "POST", f"{_ONE}/disconnect", _disconnect, **_WRITE),
    Operation("calendars.save_feed", "POST", "/v2/calendars/ics-feed/save", _save_feed, **_WRITE),
    Operation("calendars.check_feed", "GET", "/v2/calendars/ics-feed/check", _check_feed, **_READ),
    Operation("destination_calendars.update", "PUT", "/v2/destination-calendars", _set_destination, **_WRITE),
)
