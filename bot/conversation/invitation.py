"""The calendar file of a booking (RFC 5545), made by the icalendar library.

The UID is Cal.com's own, which stays with a booking through its moves, so that a calendar updates the entry it has.
"""

from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

from bot.message import Attachment
from bot.scheduling.models import Attendee, Booking

COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""An entry's versions are numbered by the seconds since then, which fit the 31 bits that calendars have for it."""


def attachment(booking: Booking, own: Attendee | None, summary: str, now: datetime) -> Attachment:
    """An ``.ics`` with the booking as it stands; a cancelled one takes the entry out. Times are UTC. ``own`` is the
    person's own entry among the attendees."""
    cancelled = not booking.is_active
    calendar = Calendar()
    calendar.add("prodid", "-//Slotwise//Slotwise//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", booking.ics_uid or booking.uid)
    event.add("summary", summary)
    event.add("dtstart", booking.start)
    event.add("dtend", booking.end)
    event.add("dtstamp", now)
    # Grows with every move and cancellation, as RFC 5545 3.8.7.4 asks of newer versions of an entry.
    event.add("sequence", int((now - COUNTED_FROM).total_seconds()))
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if booking.status == "pending" else "CONFIRMED")
    if booking.location:
        event.add("location", booking.location)
    for host in booking.hosts[:1]:
        if host.email:
            organizer = vCalAddress(f"mailto:{host.email}")
            organizer.params["cn"] = vText(host.name or host.email)
            event["organizer"] = organizer
    if own is not None and own.email:
        attendee = vCalAddress(f"mailto:{own.email}")
        attendee.params["cn"] = vText(own.name or own.email)
        event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return Attachment(name="invite.ics", content=calendar.to_ical(), media_type="text/calendar")
