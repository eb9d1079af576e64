"""Tells webhooks what happens to bookings: who hears it, what it says, and that it is signed (facts 9.2, 9.3).

Only puts deliveries into the world, within the write that they tell of; ``delivery`` sends them afterwards.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox import webhook_payloads as payloads
from bot.sandbox.answers import CAL_VIDEO
from bot.sandbox.errors import timestamp
from bot.sandbox.records import Booking
from bot.sandbox.subscriptions import TIMED, Delivery, Webhook
from bot.sandbox.video import recordings, transcripts

if TYPE_CHECKING:
    from bot.sandbox.world import World

NO_SECRET = "no-secret-provided"  # noqa: S105
"""What stands for the signature where there is no secret."""
NO_SHOW_AFTER = timedelta(minutes=5)
"""How long after the start somebody who is missing is told of."""


def tell(world: World, trigger: str, booking: Booking, **extra: Any) -> None:
    """Has the webhooks that listen told of it; ``extra`` is what the trigger adds to the payload. The caller is
    ``writing``."""
    listening = list(_listening(world, trigger, booking))
    if listening:
        _send(world, trigger, booking, payloads.booking_payload(world, booking, extra), listening)


def tell_absence(world: World, booking: Booking) -> None:
    listening = list(_listening(world, "BOOKING_NO_SHOW_UPDATED", booking))
    _send(world, "BOOKING_NO_SHOW_UPDATED", booking, payloads.absence_payload(booking), listening)


def tell_ringing(world: World, booking: Booking) -> None:
    """An instant booking has no host yet, so all who could take it hear of it."""
    listening = list(_listening(world, "INSTANT_MEETING", booking))
    _send(world, "INSTANT_MEETING", booking, payloads.ringing_payload(booking), listening)


def _listening(world: World, trigger: str, booking: Booking) -> Iterator[Webhook]:
    """The webhooks of its event type, of its hosts, and of the platform clients that manage them."""
    event_type = world.event_type_of(booking)
    people = set(booking.host_ids or [host.id for host in event_type.hosts])
    clients = {managed.client_id for number, managed in world.credentials.managed.items() if number in people}
    for webhook in world.subscriptions.webhooks:
        if (
            webhook.active
            and trigger in webhook.triggers
            and (
                webhook.user_id in people
                or webhook.event_type_id in (event_type.id, event_type.parent_id or event_type.id)
                or webhook.client_id in clients
            )
        ):
            yield webhook


def _send(world: World, trigger: str, booking: Booking, payload: dict[str, Any], listening: list[Webhook]) -> None:
    envelope = {"triggerEvent": trigger, "createdAt": timestamp(world.now()), "payload": payload}
    for webhook in listening:
        if webhook.payload_template:
            body, content_type = payloads.filled(webhook.payload_template, envelope)
        else:
            body = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
            content_type = "application/json"
        world.subscriptions.add(
            Delivery(
                id=world.long_uid(),
                webhook_id=webhook.id,
                url=webhook.subscriber_url,
                trigger=trigger,
                booking_uid=booking.uid,
                # A booking keeps its calendar's uid when it is moved to another uid of ours.
                lane=f"{webhook.id} {booking.ics_uid}",
                body=body,
                content_type=content_type,
                signature=signature(webhook.secret, body),
                version=webhook.version,
                created_at=world.now(),
            )
        )


def signature(secret: str | None, body: str) -> str:
    """Lower-case hex HMAC-SHA256 of the bytes that are sent."""
    return hmac.digest(secret.encode(), body.encode(), hashlib.sha256).hex() if secret else NO_SECRET


def look_at_the_clock(world: World) -> None:
    """Tells of meetings that started or ended since this was last asked, to whoever listens for that."""
    kept, now = world.subscriptions, world.now()
    if not any(webhook.active and TIMED.intersection(webhook.triggers) for webhook in kept.webhooks):
        kept.looked_at = None
        return
    since = kept.looked_at
    if since is None or since >= now:
        # A clock that was set back tells nothing twice.
        kept.looked_at = now
        return
    due = []
    for booking in world.bookings():
        if booking.status != "accepted" or booking.start > now or booking.end <= since - NO_SHOW_AFTER:
            continue
        for order, (at, trigger) in enumerate(_moments(booking)):
            if since < at <= now:
                due.append((at, order, booking, trigger))
    kept.looked_at = now
    if due:
        with world.writing():
            for _, _, booking, trigger in sorted(due, key=lambda one: one[:2]):
                _tell_of_time(world, trigger, booking)


def _moments(booking: Booking) -> Iterator[tuple[Any, str]]:
    yield booking.start, "MEETING_STARTED"
    yield booking.end, "MEETING_ENDED"
    if booking.location == CAL_VIDEO:
        late = min(booking.start + NO_SHOW_AFTER, booking.end)
        if booking.absent_host:
            yield late, "AFTER_HOSTS_CAL_VIDEO_NO_SHOW"
        if all(attendee.absent for attendee in booking.attendees):
            yield late, "AFTER_GUESTS_CAL_VIDEO_NO_SHOW"
        yield booking.end, "RECORDING_READY"
        yield booking.end, "RECORDING_TRANSCRIPTION_GENERATED"


def _tell_of_time(world: World, trigger: str, booking: Booking) -> None:
    listening = list(_listening(world, trigger, booking))
    if trigger in ("MEETING_STARTED", "MEETING_ENDED"):
        _send(world, trigger, booking, payloads.meeting_payload(world, booking), listening)
    elif trigger == "RECORDING_READY":
        for recording in recordings(world, booking):
            tell(world, trigger, booking, downloadLink=recording["downloadLink"])
    elif trigger == "RECORDING_TRANSCRIPTION_GENERATED":
        if links := transcripts(world, booking):
            tell(world, trigger, booking, downloadLinks={"transcription": links, "recording": None})
    else:
        for webhook in listening:
            about = {"id": webhook.id, "subscriberUrl": webhook.subscriber_url, "time": 5, "timeUnit": "MINUTE"}
            payload = {"bookingId": booking.id, "bookingUid": booking.uid, "webhook": about}
            _send(world, trigger, booking, payload, [webhook])
