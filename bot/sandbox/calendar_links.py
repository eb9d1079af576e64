"""Links that add a booking to somebody's calendar (facts 4.8)."""

from datetime import datetime
from urllib.parse import quote, urlencode

from bot.sandbox.answers import location_of
from bot.sandbox.people import User
from bot.sandbox.records import Booking


def calendar_links(booking: Booking, hosts: list[User]) -> list[dict[str, str]]:
    start, end = booking.start.isoformat(), booking.end.isoformat()
    outlook = {
        "subject": booking.title,
        "body": booking.description,
        "startdt": start,
        "enddt": end,
        "location": location_of(booking),
        "path": "/calendar/action/compose",
        "rru": "addevent",
    }
    google = {
        "action": "TEMPLATE",
        "dates": f"{_basic(booking.start)}/{_basic(booking.end)}",
        "text": booking.title,
        "details": booking.description,
        "location": location_of(booking),
    }
    event = quote(_ics(booking, hosts))
    return [
        {"label": "Google Calendar", "link": f"https://calendar.google.com/calendar/r/eventedit?{urlencode(google)}"},
        {
            "label": "Microsoft Office",
            "link": f"https://outlook.office.com/calendar/0/deeplink/compose?{urlencode(outlook)}",
        },
        {
            "label": "Microsoft Outlook",
            "link": f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(outlook)}",
        },
        {"label": "ICS", "link": f"data:text/calendar,{event}"},
    ]


def _basic(instant: datetime) -> str:
    return instant.strftime("%Y%m%dT%H%M%SZ")


def _ics(booking: Booking, hosts: list[User]) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cal sandbox//EN",
        "BEGIN:VEVENT",
        f"UID:{_escaped(booking.ics_uid)}",
        f"DTSTAMP:{_basic(booking.updated_at)}",
        f"DTSTART:{_basic(booking.start)}",
        f"DTEND:{_basic(booking.end)}",
        f"SUMMARY:{_escaped(booking.title)}",
        f"DESCRIPTION:{_escaped(booking.description)}",
        f"LOCATION:{_escaped(location_of(booking))}",
        *(f"ORGANIZER:mailto:{host.spec.email}" for host in hosts[:1]),
        *(f"ATTENDEE:mailto:{attendee.email}" for attendee in booking.attendees),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    for mark, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, escape)
    return text
