"""What is known of a booking that is being arranged, and what is still missing. Pure values, no chat and no HTTP."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.scheduling.fields import must_ask
from bot.scheduling.models import BookingField, EventType


class Span(BaseModel):
    """A stretch of time to look for slots in. None is an open end; ``end`` is exclusive."""

    model_config = ConfigDict(frozen=True)

    start: datetime | None = None
    end: datetime | None = None


class Wish(BaseModel):
    """When the person wants to meet, as understood."""

    model_config = ConfigDict(frozen=True)

    text: str
    """Their own words."""
    spans: tuple[Span, ...] = ()
    exact: bool = False
    """They named the minute to start at: the start of the first span."""
    soonest: bool = False
    day_only: bool = False
    """They named one day, and no time on it."""
    otherwise: tuple[Span, ...] = ()
    """What they said to take if nothing of that can be had."""

    @property
    def start(self) -> datetime | None:
        return self.spans[0].start if self.exact and self.spans else None

    def is_second(self, start: datetime) -> bool:
        """Whether this time is not what was wished for first, but another one that was named."""
        if self.start is not None:
            return start != self.start
        return any(span.start == start for span in self.otherwise)


class EventTypeKey(BaseModel):
    """Names an event type of an owner (``user:bailey`` or ``team:support-team``)."""

    model_config = ConfigDict(frozen=True)

    owner: str
    slug: str


class BookedFor(BaseModel):
    """Somebody whom a host books for. Their details belong to the booking, and are nobody's profile."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class BookingDraft(BaseModel):
    """A booking in the making. Any message may add to it or correct any part of it."""

    owner: str | None = None
    """Whose event types are looked at, once the person named somebody."""
    event_type: EventTypeKey | None = None
    candidates: tuple[EventTypeKey, ...] = ()
    """What fits the person's words, while it is not settled."""
    length: int | None = None
    """Minutes."""
    wish: Wish | None = None
    when_text: str | None = None
    """Time words that wait for the person's zone to be understood."""
    start: datetime | None = None
    """UTC; the time that was chosen, and is free."""
    around: datetime | None = None
    """The day that was named beside a time that no clock has: a better time alone is meant for it."""
    answers: dict[str, Any] = Field(default_factory=dict)
    """Checked answers by slug, ``notes`` and ``title`` included."""
    unchecked: dict[str, Any] = Field(default_factory=dict)
    """Answers that came before the event type was known."""
    guests: tuple[str, ...] = ()
    location: dict[str, Any] | None = None
    """As a booking's body names it (facts 5.6)."""
    booked_for: BookedFor | None = None
    """Whom a host books for, in place of themselves."""


class MoveDraft(BaseModel):
    """A booking that is being moved."""

    uid: str | None = None
    for_host: bool = False
    """Its host moves it; otherwise the one who made it."""
    reason: str | None = None
    wish: Wish | None = None
    when_text: str | None = None
    start: datetime | None = None


def missing_fields(
    draft: BookingDraft,
    event_type: EventType,
    *,
    name: str | None,
    email: str | None,
    phone: str | None,
) -> list[BookingField]:
    """What must still be asked before this event type can be booked, in the event type's own order.

    The booker's name always, and the e-mail address unless the event type lives without it (facts 4.2, 5.4).
    """
    missing = []
    fields = {field.slug: field for field in event_type.booking_fields}
    if not name:
        missing.append(fields.get("name") or fields.get("splitName") or NAME)
    email_field = fields.get("email") or EMAIL
    if not email and (email_field.required or not phone):
        missing.append(email_field)
    for field in must_ask(event_type):
        answered = {
            "attendeePhoneNumber": bool(phone),
            "location": draft.location is not None,
        }.get(field.slug, field.slug in draft.answers)
        if not answered:
            missing.append(field)
    return missing


NAME = BookingField(type="name", slug="name", is_default=True, required=True)
EMAIL = BookingField(type="email", slug="email", is_default=True, required=True)
