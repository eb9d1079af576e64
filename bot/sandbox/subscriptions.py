"""Webhooks, and what was or will be sent to them (facts 9).

A delivery is kept with the write that caused it, so neither is there without the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TRIGGERS = (
    "BOOKING_CREATED",
    "BOOKING_PAYMENT_INITIATED",
    "BOOKING_PAID",
    "BOOKING_RESCHEDULED",
    "BOOKING_REQUESTED",
    "BOOKING_CANCELLED",
    "BOOKING_REJECTED",
    "BOOKING_NO_SHOW_UPDATED",
    "BOOKING_LOCATION_UPDATED",
    "BOOKING_REASSIGNED",
    "FORM_SUBMITTED",
    "MEETING_ENDED",
    "MEETING_STARTED",
    "RECORDING_READY",
    "INSTANT_MEETING",
    "INSTANT_MEETING_ACCEPTED",
    "RECORDING_TRANSCRIPTION_GENERATED",
    "OOO_CREATED",
    "AFTER_HOSTS_CAL_VIDEO_NO_SHOW",
    "AFTER_GUESTS_CAL_VIDEO_NO_SHOW",
    "FORM_SUBMITTED_NO_EVENT",
    "ROUTING_FORM_FALLBACK_HIT",
    "CALENDAR_ENTRY_REJECTED",
    "DELEGATION_CREDENTIAL_ERROR",
    "WRONG_ASSIGNMENT_REPORT",
)
"""Everything that can be subscribed to (facts 9.1); of other products than bookings nothing is ever sent."""

TIMED = frozenset(
    {
        "MEETING_STARTED",
        "MEETING_ENDED",
        "RECORDING_READY",
        "RECORDING_TRANSCRIPTION_GENERATED",
        "AFTER_HOSTS_CAL_VIDEO_NO_SHOW",
        "AFTER_GUESTS_CAL_VIDEO_NO_SHOW",
    }
)
"""What time alone brings about."""

VERSION = "2021-10-20"
_KEPT = 500
"""Deliveries that are remembered once they are settled."""


@dataclass
class Webhook:
    """Of a user, of an event type or of a platform client: exactly one of the three."""

    id: str
    subscriber_url: str
    triggers: list[str]
    active: bool
    secret: str | None = field(default=None, repr=False)
    payload_template: str | None = None
    version: str = VERSION
    user_id: int | None = None
    event_type_id: int | None = None
    client_id: str | None = None


@dataclass
class Attempt:
    """``status`` is that of the answer; without one ``problem`` says what happened instead."""

    at: datetime
    status: int | None = None
    problem: str | None = None


@dataclass
class Delivery:
    """One event for one webhook. Those of the same ``lane`` go out one after the other, in the order of the list."""

    id: str
    webhook_id: str
    url: str
    trigger: str
    booking_uid: str
    lane: str
    body: str
    content_type: str
    signature: str
    version: str
    created_at: datetime
    attempts: list[Attempt] = field(default_factory=list)
    outcome: Literal["waiting", "delivered", "given_up"] = "waiting"


@dataclass
class Subscriptions:
    """Changes only within ``World.writing``."""

    webhooks: list[Webhook] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    """In the order of their events; of those that are settled the latest alone."""
    looked_at: datetime | None = None
    """Up to when the passing of time was told; None while nobody wants to hear of it."""

    def webhook(self, webhook_id: str) -> Webhook | None:
        return next((one for one in self.webhooks if one.id == webhook_id), None)

    def remove(self, which: Callable[[Webhook], bool]) -> list[Webhook]:
        """The webhooks that are gone; what still waited to be sent to them is gone too."""
        gone = [one for one in self.webhooks if which(one)]
        ids = {one.id for one in gone}
        self.webhooks = [one for one in self.webhooks if one.id not in ids]
        self.deliveries = [one for one in self.deliveries if one.outcome != "waiting" or one.webhook_id not in ids]
        return gone

    def waiting(self, lane: str | None = None) -> list[Delivery]:
        """What is still to be sent, in order; of one lane, or of all."""
        return [one for one in self.deliveries if one.outcome == "waiting" and lane in (None, one.lane)]

    def add(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        settled = [one for one in self.deliveries if one.outcome != "waiting"]
        for old in settled[: max(0, len(settled) - _KEPT)]:
            self.deliveries.remove(old)
