"""What webhooks are told of a booking, and the templates that say it another way (facts 9.2, 9.3)."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytz

from bot.sandbox.answers import location_of
from bot.sandbox.errors import timestamp
from bot.sandbox.people import User
from bot.sandbox.records import Attendee, Booking

if TYPE_CHECKING:
    from bot.sandbox.world import World


def booking_payload(world: World, booking: Booking, extra: dict[str, Any]) -> dict[str, Any]:
    """The payload of most triggers. Its names differ from those of the API's own booking."""
    event_type = world.event_type_of(booking)
    spec = event_type.spec
    hosts = [world.users_by_id[host_id] for host_id in booking.host_ids]
    location = location_of(booking)
    questions = {question["slug"]: question for question in event_type.questions()}
    answers = {
        slug: {
            "label": questions.get(slug, {}).get("label") or slug,
            "value": value,
            "isHidden": bool(questions.get(slug, {}).get("hidden", False)),
        }
        for slug, value in booking.responses.items()
    }
    return {
        "type": spec.slug,
        "title": booking.title,
        "description": booking.description,
        "additionalNotes": booking.responses.get("notes") or "",
        "customInputs": {},
        "startTime": timestamp(booking.start),
        "endTime": timestamp(booking.end),
        "organizer": _organizer(hosts[0], booking.start) if hosts else None,
        "attendees": [_attendee(attendee, booking.start) for attendee in booking.attendees],
        "guests": booking.guests,
        "responses": answers,
        "userFieldsResponses": {
            slug: answer
            for slug, answer in answers.items()
            if not questions.get(slug, {"isDefault": True})["isDefault"]
        },
        "location": location,
        "destinationCalendar": None,
        "uid": booking.uid,
        "bookingId": booking.id,
        "eventTypeId": None if event_type.is_deleted else event_type.id,
        "eventTitle": spec.title,
        "eventDescription": spec.description,
        "requiresConfirmation": spec.confirmation_policy is not None,
        "price": spec.price,
        "currency": spec.currency,
        "length": booking.minutes,
        "status": booking.status.upper(),
        "metadata": booking.metadata | ({"videoCallUrl": location} if location.startswith("http") else {}),
        "smsReminderNumber": None,
        "iCalUID": booking.ics_uid,
        "iCalSequence": 0,
        "seatsPerTimeSlot": spec.seats.seats_per_time_slot if spec.seats is not None else None,
        **extra,
    }


def meeting_payload(world: World, booking: Booking) -> dict[str, Any]:
    """Of what starts and ends: the row of the booking itself."""
    event_type = world.event_type_of(booking)
    host = world.users_by_id[booking.host_ids[0]] if booking.host_ids else None
    return {
        "id": booking.id,
        "uid": booking.uid,
        "title": booking.title,
        "description": booking.description,
        "startTime": timestamp(booking.start),
        "endTime": timestamp(booking.end),
        "status": booking.status.upper(),
        "location": location_of(booking),
        "metadata": booking.metadata,
        "responses": booking.responses,
        "user": _person(host) if host is not None else None,
        "eventType": {"id": event_type.id, "slug": event_type.slug, "title": event_type.spec.title},
        "attendees": [
            {"name": one.name, "email": one.email, "timeZone": one.time_zone, "locale": one.language}
            for one in booking.attendees
        ],
    }


def ringing_payload(booking: Booking) -> dict[str, Any]:
    """Of an instant booking that waits for a host."""
    return {
        "title": booking.title,
        "body": f"{booking.attendees[0].name} is waiting to be joined.",
        "icon": "https://cal.com/api/logo?type=icon",
        "url": f"https://app.cal.com/connect-and-join?token={booking.uid}",
        "actions": [{"action": "connect-action", "title": "Connect and join", "type": "button", "image": ""}],
        "requireInteraction": False,
        "type": "INSTANT_MEETING",
    }


def absence_payload(booking: Booking) -> dict[str, Any]:
    return {
        "bookingUid": booking.uid,
        "bookingId": booking.id,
        "attendees": [{"email": one.email, "noShow": one.absent} for one in booking.attendees],
        "message": "No-show status was updated",
    }


def _person(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.spec.name,
        "email": user.spec.email,
        "username": user.username,
        "timeZone": user.spec.time_zone,
    }


def _organizer(host: User, at: datetime) -> dict[str, Any]:
    return {
        **_person(host),
        "language": {"locale": host.spec.locale or "en"},
        "timeFormat": "h:mma" if host.spec.time_format == 12 else "HH:mm",
        "utcOffset": _utc_offset(host.spec.time_zone, at),
    }


def _attendee(attendee: Attendee, at: datetime) -> dict[str, Any]:
    return {
        "email": attendee.email,
        "name": attendee.name,
        "timeZone": attendee.time_zone,
        "language": {"locale": attendee.language},
        "utcOffset": _utc_offset(attendee.time_zone, at),
        **({"phoneNumber": attendee.phone_number} if attendee.phone_number is not None else {}),
    }


def _utc_offset(zone: str, at: datetime) -> int:
    """In minutes, at that moment."""
    offset = at.astimezone(pytz.timezone(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


_VARIABLE = re.compile(r"{{{?\s*([\w.]+)\s*}?}}")


def filled(template: str, envelope: dict[str, Any]) -> tuple[str, str]:
    """The body that a template gives, and its content type. Variables are the payload's parts (``{{organizer.name}}``,
    ``{{attendees.0.email}}``), ``{{triggerEvent}}`` and ``{{createdAt}}``; what is not there is empty. What comes out
    as JSON is sent as JSON."""
    values = envelope["payload"] | {key: envelope[key] for key in ("triggerEvent", "createdAt")}
    body = _VARIABLE.sub(lambda found: _written(_reached(values, found.group(1))), template)
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")), "application/json"
    except ValueError:
        return body, "application/x-www-form-urlencoded"


def _reached(values: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and step.isdigit() and int(step) < len(values):
            values = values[int(step)]
        else:
            return None
    return values


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | float | dict | list):
        return json.dumps(value, ensure_ascii=False)
    # A template is JSON as a rule, so what stands between its quotes must not end them.
    return json.dumps(str(value), ensure_ascii=False)[1:-1]
