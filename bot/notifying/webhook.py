"""Takes in what Cal.com tells: checked, written down, and only then answered (facts 9.2).

Of what was told only that stays which is needed to ask Cal.com what became of the booking. Who brings what is not
signed with our secret learns nothing but that.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.calcom.webhooks import BookingEvent, NotFromCalcom, Unreadable, receive
from bot.notifying.hearing import EVENT
from bot.serving.bodies import NotTaken, body_of
from bot.store import JSON, StoreError
from bot.store.jobs import Job, Jobs
from bot.telemetry import metrics

PATH = "/webhooks/cal"

TRIGGERS = ("BOOKING_CREATED", "BOOKING_REQUESTED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED", "BOOKING_REJECTED")
"""What is needed: there are no others of bookings that are made, moved, cancelled or decided on (facts 9.3)."""


def routes(jobs: Jobs, secret: SecretStr, clock: Callable[[], datetime], wake: Callable[[], None]) -> list[Route]:
    """``wake`` is called when an event was written down."""

    async def take(request: Request) -> Response:
        try:
            event = receive(await body_of(request), request.headers, secret)
        except NotTaken as refusal:
            return Response(status_code=refusal.status)
        except NotFromCalcom:
            return Response(status_code=401)
        except Unreadable:
            return Response(status_code=200)  # it will not get better
        if not isinstance(event, BookingEvent) or event.trigger not in TRIGGERS or event.created_at is None:
            return Response(status_code=200)
        try:
            # A job is known for a month after it was done: the same event that comes again is none.
            metrics.WEBHOOK_LAG.labels("calcom").observe(max((clock() - event.created_at).total_seconds(), 0.0))
            if await jobs.add(Job(EVENT, _key(event), clock(), _kept(event), about=event.booking_uid)):
                wake()
        except StoreError:
            return Response(status_code=503)
        return Response(status_code=200)

    return [Route(PATH, take, methods=["POST"])]


def _key(event: BookingEvent) -> str:
    return hashlib.sha256(repr(event.identity).encode()).hexdigest()


def _kept(event: BookingEvent) -> JSON:
    payload = event.payload
    return {
        "uid": payload.uid,
        "at": event.created_at.isoformat() if event.created_at is not None else None,
        "confirms": event.trigger == "BOOKING_CREATED" and bool(payload.requires_confirmation),
        "by": payload.cancelled_by or payload.rescheduled_by,
    }
