"""The page behind a private link, which is where such a link is used (facts 5.7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytz
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.booking_making import Wish, create
from bot.sandbox.catalogue import PrivateLink
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.openings import minute, openings
from bot.sandbox.pages import FORMS_STAY, message_page, page, same_origin
from bot.sandbox.people import EventType
from bot.sandbox.questions import CARRIED_ELSEWHERE
from bot.sandbox.records import Attendee
from bot.sandbox.validation import is_email, parse_instant
from bot.sandbox.world import World

_AHEAD = timedelta(days=14)
_MOST_TIMES = 60


def routes(world: World) -> list[Route]:
    """``GET`` and ``POST /d/{link}/{slug}``: the times, and a booking."""

    def found(request: Request) -> tuple[PrivateLink, EventType] | None:
        link = world.catalogue.private_link(request.path_params["link"])
        event_type = world.event_types.get(link.event_type_id) if link is not None else None
        if link is None or event_type is None or link.is_expired(world.now()):
            return None
        return link, event_type

    async def show(request: Request) -> Response:
        there = found(request)
        return _form(world, there[1]) if there is not None else _expired()

    async def book(request: Request) -> Response:
        if not same_origin(request):
            return message_page("That did not work", "This was sent from a page of another site.", 403)
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        try:
            with world.writing():
                # Within the write, so that a link that is good once books once.
                there = found(request)
                if there is None:
                    return _expired()
                link, event_type = there
                booked = create(world, event_type, _wish(event_type, fields)).bookings[0]
                link.usage_count += 1
        except Refusal as refusal:
            return message_page("That did not work", refusal.message, refusal.status)
        return message_page("Booked", f"{booked.title}, {timestamp(booked.start)}, {booked.status}.", 201)

    path = "/d/{link}/{slug}"
    return [Route(path, show, methods=["GET"]), Route(path, book, methods=["POST"])]


def _expired() -> Response:
    return message_page("No longer there", "This link has expired, was used already, or never was.", 404)


def _form(world: World, event_type: EventType) -> Response:
    first = event_type.hosts[0] if event_type.hosts else None
    zone = pytz.timezone(first.spec.time_zone if first is not None else "UTC")
    until = minute(world.now() + _AHEAD)
    length = event_type.spec.length_in_minutes
    free = openings(world, event_type, minute(world.now()), until, length=length, zone=zone)
    starts = [parse_instant("1970-01-01") + timedelta(minutes=one.start) for one in free[:_MOST_TIMES]]
    return page(
        "private.html",
        headers=FORMS_STAY,
        event_type=event_type.spec,
        host=", ".join(host.spec.name for host in event_type.hosts),
        zone=zone.zone,
        slots=[(timestamp(start), start.astimezone(zone).strftime("%A %d %B, %H:%M %Z")) for start in starts],
        questions=[
            question
            for question in event_type.questions()
            if not question.get("hidden", False) and question["slug"] not in CARRIED_ELSEWHERE
        ],
    )


def _wish(event_type: EventType, fields: dict[str, list[str]]) -> Wish:
    """What the form says. Raises Refusal."""
    said = {name: values[0].strip() for name, values in fields.items()}
    missing = [name for name in ("start", "name", "email", "timeZone") if not said.get(name)]
    if missing:
        raise Refusal(400, f"{', '.join(missing)} should not be empty")
    if not is_email(said["email"]):
        raise Refusal(400, "Invalid email format")
    if said["timeZone"] not in pytz.all_timezones_set:
        raise Refusal(400, "timeZone must be a valid IANA time-zone")
    try:
        start = parse_instant(said["start"])
    except ValueError:
        raise Refusal(400, "start must be a valid ISO 8601 date string") from None
    answers = {
        question["slug"]: _answer(question["type"], fields[f"q:{question['slug']}"])
        for question in event_type.questions()
        if f"q:{question['slug']}" in fields
    }
    booker = Attendee(said["name"], said["email"], said["timeZone"])
    return Wish(start, booker, answers, email=booker.email)


def _answer(kind: str, values: list[str]) -> Any:
    if kind in ("multiselect", "checkbox"):
        return values
    if kind == "multiemail":
        return [address.strip() for address in values[0].split(",")]
    if kind == "boolean":
        return values[0] == "yes"
    if kind == "number":
        try:
            return float(values[0])
        except ValueError:
            return values[0]
    return values[0]
