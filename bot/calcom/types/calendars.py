"""Connected calendars, the times they are busy, and their events (facts 13)."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.calcom.arguments import ABSENT, Clearable, Email, Moment, Text, TimeZone, WriteModel
from bot.scheduling.models import CalcomModel, Instant


class CalendarToLoad(WriteModel):
    """A calendar, by the credential it was connected with."""

    credential_id: int
    external_id: Text


class EventMoment(WriteModel):
    """An instant, and the zone that the calendar shows it in."""

    time: Moment
    time_zone: TimeZone


class EventAttendee(WriteModel):
    email: Email
    name: Text | None = None
    response_status: Literal["accepted", "pending", "declined", "needsAction"] | None = None
    self_: bool | None = Field(default=None, alias="self")
    optional: bool | None = None
    host: bool | None = None


class EventUpdate(WriteModel):
    """What is given changes; a description of None takes it away."""

    start: EventMoment | None = None
    end: EventMoment | None = None
    title: str | None = None
    description: Clearable[str] = ABSENT
    attendees: tuple[EventAttendee, ...] | None = None
    status: Literal["accepted", "pending", "declined", "cancelled"] | None = None


# Answers


class CalendarApp(CalcomModel):
    """Whose calendars these are: Google's, Apple's, Microsoft's, a feed's."""

    type: str
    slug: str | None = None
    name: str | None = None
    title: str | None = None


class ConnectedCalendar(CalcomModel):
    """One calendar of an account. Busy times are taken from those that are selected."""

    external_id: str
    integration: str | None = None
    name: str | None = None
    email: str | None = None
    primary: bool = False
    read_only: bool = False
    is_selected: bool = False
    credential_id: int | None = None
    delegation_credential_id: str | None = None


class ConnectedAccount(CalcomModel):
    integration: CalendarApp
    credential_id: int | None = None
    delegation_credential_id: str | None = None
    primary: ConnectedCalendar | None = None
    calendars: tuple[ConnectedCalendar, ...] = ()


class DestinationCalendar(CalcomModel):
    """Where new bookings are written."""

    integration: str
    external_id: str
    id: int | str | None = None
    user_id: int | None = None
    event_type_id: int | None = None
    credential_id: int | None = None
    delegation_credential_id: str | None = None
    primary_email: str | None = None
    name: str | None = None


def _none_if_empty(calendar: Any) -> Any:
    """Whoever has no calendar is told of an empty one."""
    return calendar or None


class ConnectedCalendars(CalcomModel):
    connected_calendars: tuple[ConnectedAccount, ...] = ()
    destination_calendar: Annotated[DestinationCalendar | None, BeforeValidator(_none_if_empty)] = None


class BusyTime(CalcomModel):
    start: Instant
    end: Instant
    source: str | None = None


class CalendarCredential(CalcomModel):
    """What a calendar is connected with."""

    id: int
    type: str
    user_id: int | None = None
    team_id: int | None = None
    app_id: str | None = None
    invalid: bool = False


class EventTime(CalcomModel):
    time: Instant
    time_zone: str | None = None


class EventLocation(CalcomModel):
    """A video meeting, a phone number, a SIP address or something more, as ``type`` says."""

    type: str
    url: str | None = None
    label: str | None = None
    password: str | None = Field(default=None, repr=False)
    pin: str | None = Field(default=None, repr=False)
    access_code: str | None = Field(default=None, repr=False)
    meeting_code: str | None = Field(default=None, repr=False)


class EventPerson(CalcomModel):
    email: str
    name: str | None = None
    response_status: str | None = None
    is_self: bool = Field(default=False, alias="self")
    optional: bool = False
    host: bool = False


class CalendarEvent(CalcomModel):
    """An event as the calendar has it, whichever calendar it is."""

    id: str
    title: str = ""
    description: str | None = None
    start: EventTime
    end: EventTime
    locations: tuple[EventLocation, ...] = ()
    attendees: tuple[EventPerson, ...] = ()
    hosts: tuple[EventPerson, ...] = ()
    calendar_event_owner: EventPerson | None = None
    status: str | None = None
    source: str | None = None
