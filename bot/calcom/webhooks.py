"""What Cal.com sends by webhook: whether it is from Cal.com, and what it says (facts 9).

    event = receive(body, headers, secret)
    match event:
        case BookingEvent(trigger="BOOKING_CANCELLED"): ...

Nothing in the signature tells when it was made, so whoever can repeat a request can repeat it signed: an event that has
an ``identity`` is to be acted on once. There are no reminders among the triggers, and none when a booking is over that
says it took place: whoever wants those keeps the time.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, SecretStr, TypeAdapter, ValidationError

from bot.calcom.types.events import (
    BookingPayload,
    InstantMeetingPayload,
    MeetingPayload,
    NoShowPayload,
    VideoNoShowPayload,
)
from bot.calcom.wire import without_nulls
from bot.scheduling.models import Instant

SIGNATURE = "x-cal-signature-256"
VERSION = "2021-10-20"
_UNSIGNED = "no-secret-provided"


class NotFromCalcom(Exception):
    """Refuse it: it has no signature of ours. Says why, without the signature."""


class Unreadable(Exception):
    """Signed, and no event: answer that it was received, since it will not get better."""


@dataclass(frozen=True)
class Event:
    """An event of any kind. ``raw`` is all of what was sent."""

    trigger: str | None
    """None when a payload template left it out."""
    created_at: datetime | None
    raw: Any

    @property
    def booking_uid(self) -> str | None:
        """The booking that it is about."""
        return None

    @property
    def identity(self) -> tuple[str, str, datetime] | None:
        """The same for an event that is sent again; None where nothing tells them apart."""
        if self.trigger is None or self.created_at is None or self.booking_uid is None:
            return None
        return self.trigger, self.booking_uid, self.created_at


@dataclass(frozen=True)
class BookingEvent(Event):
    """A booking was made, moved, decided on or paid for."""

    payload: BookingPayload

    @property
    def booking_uid(self) -> str:
        return self.payload.uid

    @property
    def uids(self) -> tuple[str, ...]:
        """Every uid that the booking is known by: a moved one has a new one."""
        before = self.payload.reschedule_uid
        return (self.payload.uid,) if before is None else (self.payload.uid, before)


@dataclass(frozen=True)
class NoShowEvent(Event):
    """Somebody was marked absent, or present after all."""

    payload: NoShowPayload

    @property
    def booking_uid(self) -> str:
        return self.payload.booking_uid


@dataclass(frozen=True)
class MeetingEvent(Event):
    """The time of a booking began or ended."""

    payload: MeetingPayload

    @property
    def booking_uid(self) -> str:
        return self.payload.uid


@dataclass(frozen=True)
class VideoNoShowEvent(Event):
    payload: VideoNoShowPayload

    @property
    def booking_uid(self) -> str | None:
        return self.payload.booking_uid


@dataclass(frozen=True)
class InstantMeetingEvent(Event):
    payload: InstantMeetingPayload


@dataclass(frozen=True)
class OtherEvent(Event):
    """Of another product, of a trigger that came later, of a template, or of a form that nobody foresaw."""

    payload: Any


_BOOKING = (BookingEvent, BookingPayload)
_MEETING = (MeetingEvent, MeetingPayload)
_VIDEO_NO_SHOW = (VideoNoShowEvent, VideoNoShowPayload)
_KINDS: dict[str, tuple[Any, type[BaseModel]] | None] = {
    "BOOKING_CREATED": _BOOKING,
    "BOOKING_REQUESTED": _BOOKING,
    "BOOKING_RESCHEDULED": _BOOKING,
    "BOOKING_CANCELLED": _BOOKING,
    "BOOKING_REJECTED": _BOOKING,
    "BOOKING_PAYMENT_INITIATED": _BOOKING,
    "BOOKING_PAID": _BOOKING,
    "BOOKING_LOCATION_UPDATED": _BOOKING,
    "BOOKING_REASSIGNED": _BOOKING,
    "RECORDING_READY": _BOOKING,
    "RECORDING_TRANSCRIPTION_GENERATED": _BOOKING,
    "BOOKING_NO_SHOW_UPDATED": (NoShowEvent, NoShowPayload),
    "MEETING_STARTED": _MEETING,
    "MEETING_ENDED": _MEETING,
    "AFTER_HOSTS_CAL_VIDEO_NO_SHOW": _VIDEO_NO_SHOW,
    "AFTER_GUESTS_CAL_VIDEO_NO_SHOW": _VIDEO_NO_SHOW,
    "INSTANT_MEETING": (InstantMeetingEvent, InstantMeetingPayload),
    "INSTANT_MEETING_ACCEPTED": None,
    "CALENDAR_ENTRY_REJECTED": None,
    "OOO_CREATED": None,
    "FORM_SUBMITTED": None,
    "FORM_SUBMITTED_NO_EVENT": None,
    "ROUTING_FORM_FALLBACK_HIT": None,
    "WRONG_ASSIGNMENT_REPORT": None,
    "DELEGATION_CREDENTIAL_ERROR": None,
}
TRIGGERS = tuple(_KINDS)
"""All that are known; there may be more."""


def receive(body: bytes, headers: Mapping[str, str], secret: SecretStr | None) -> Event:
    """The event of a request, when it is signed with the webhook's secret. NotFromCalcom or Unreadable otherwise."""
    signature = next((value for name, value in headers.items() if name.lower() == SIGNATURE), None)
    verify(body, signature, secret)
    return parse(body)


def verify(body: bytes, signature: str | None, secret: SecretStr | None) -> None:
    """Raises NotFromCalcom unless the signature is that of the very bytes of the body. Without a secret nothing can be
    told from a forgery, so all is refused."""
    if secret is None or not secret.get_secret_value():
        raise NotFromCalcom("there is no secret to check signatures with")
    if signature is None:
        raise NotFromCalcom("the request is not signed")
    if signature == _UNSIGNED:
        raise NotFromCalcom("the webhook has no secret in Cal.com; set the same there as here")
    if not hmac.compare_digest(sign(body, secret).encode(), signature.strip().encode("utf-8", "replace")):
        raise NotFromCalcom("the signature is not that of this body")


def sign(body: bytes, secret: SecretStr) -> str:
    """The signature that Cal.com sends with a body."""
    return hmac.new(secret.get_secret_value().encode(), body, hashlib.sha256).hexdigest()


def parse(body: bytes) -> Event:
    """What a verified body says. Unreadable when it is no JSON; anything that is comes as an event."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("the body is no JSON") from None
    if not isinstance(raw, dict):
        return OtherEvent(None, None, raw, raw)
    trigger = raw.get("triggerEvent")
    trigger = trigger if isinstance(trigger, str) else None
    created_at = _moment(raw.get("createdAt"))
    # Older meetings come flat: their fields stand beside the trigger.
    payload = raw.get("payload", {key: value for key, value in raw.items() if key != "triggerEvent"})
    kind = _KINDS.get(trigger or "")
    if kind is not None:
        event, model = kind
        try:
            return event(trigger, created_at, raw, model.model_validate(without_nulls(payload)))  # type: ignore[no-any-return]
        except ValidationError:
            pass  # of a template, or of a form that nobody foresaw: kept as it is
    return OtherEvent(trigger, created_at, raw, payload)


def _moment(text: Any) -> datetime | None:
    try:
        return TypeAdapter(Instant).validate_python(text)
    except ValidationError:
        return None
