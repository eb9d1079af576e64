"""The page at ``/``: a world as a person sees it. Who can be booked and what for, the week, calls, faults, webhooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytz
from pytz.tzinfo import BaseTzInfo
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.answers import location_of
from bot.sandbox.availability import Span, merge, working_spans
from bot.sandbox.calendar_events import busy_entries
from bot.sandbox.faults import Armed, FaultKind
from bot.sandbox.journal import Journal
from bot.sandbox.pages import FORMS_STAY, page
from bot.sandbox.people import EventType, User
from bot.sandbox.records import Booking
from bot.sandbox.week import Happening, Week, monday_of, week_of

if TYPE_CHECKING:
    from bot.sandbox.world import World

COLORS = 8
"""How many people have a colour of their own."""
_REQUESTS, _DELIVERIES, _COMING = 40, 20, 6
_FIRST, _LAST = date(1970, 1, 5), date(2999, 12, 30)
"""Weeks that can be looked at."""


@dataclass(frozen=True)
class View:
    """What part of the world is looked at: whose, in which zone, which week."""

    host: User | None
    zone: BaseTzInfo
    monday: date
    is_this_week: bool

    def link(self, *, host: User | None, monday: date | None) -> dict[str, str]:
        """The query of a page with another host or week."""
        chosen = {"host": host.username} if host is not None else {}
        if monday is not None:
            chosen["week"] = monday.isoformat()
        return chosen


def routes(world: World, journal: Journal, operations: Sequence[str]) -> list[Route]:
    async def home(request: Request) -> Response:
        with world.lock:
            view = _view(world, request)
            return page("home.html", headers=FORMS_STAY, **_values(world, journal, operations, view))

    async def pulse(request: Request) -> Response:
        return PlainTextResponse(_pulse(world, journal), headers={"Cache-Control": "no-store"})

    return [Route("/", home, methods=["GET"]), Route("/sandbox/pulse", pulse, methods=["GET"])]


def _pulse(world: World, journal: Journal) -> str:
    """Another text whenever the page may have changed, so that its script need not ask for all of it each time."""
    faults = [(armed.number, armed.struck) for armed in world.faults.armed()]
    return f"{world.writes} {journal.count} {faults} {world.now():%Y-%m-%dT%H:%M}"


def _view(world: World, request: Request) -> View:
    """Anything that cannot be shown is as if it had not been asked for."""
    query = request.query_params
    host = world.users.get(query.get("host", ""))
    first = host or next(iter(world.users.values()), None)
    zone = pytz.timezone(first.spec.time_zone) if first is not None else pytz.UTC
    today = world.now().astimezone(zone).date()
    try:
        asked = date.fromisoformat(query.get("week", ""))
    except ValueError:
        asked = today
    monday = monday_of(min(max(asked, _FIRST), _LAST))
    return View(host, zone, monday, monday == monday_of(today))


def _values(world: World, journal: Journal, operations: Sequence[str], view: View) -> dict[str, Any]:
    now = world.now()
    colors = {user.id: index % COLORS for index, user in enumerate(world.users.values())}
    coming = _coming(world, view, now)
    return {
        "world": world,
        "view": view,
        "now": now,
        "local": lambda instant: instant.astimezone(view.zone),
        "can_set_clock": hasattr(world.clock, "set"),
        "colors": colors,
        "week": _week(world, view, now, colors),
        "earlier": view.link(host=view.host, monday=max(view.monday - timedelta(days=7), _FIRST)),
        "later": view.link(host=view.host, monday=min(view.monday + timedelta(days=7), _LAST)),
        "this_week": view.link(host=view.host, monday=None),
        "week_of": lambda user: view.link(host=user, monday=None if view.is_this_week else view.monday),
        "coming": coming[:_COMING],
        "coming_count": len(coming),
        "tags": _tags,
        "who": _who,
        "kind": lambda booking: _kind(world, booking),
        "hours": _hours,
        "oftenness": _oftenness,
        "connected": lambda user: world.connections.of(user),
        "requests": journal.latest(_REQUESTS),
        "request_count": journal.count,
        "deliveries": world.subscriptions.deliveries[: -_DELIVERIES - 1 : -1],
        "delivery_count": len(world.subscriptions.deliveries),
        "webhooks": world.subscriptions.webhooks,
        "faults": world.faults.armed(),
        "fault_kinds": get_args(FaultKind),
        "operations": operations,
    }


# The calendar


def _week(world: World, view: View, now: datetime, colors: dict[int, int]) -> Week:
    people = [view.host] if view.host is not None else list(world.users.values())
    from_, to = (
        view.zone.localize(datetime.combine(day, datetime.min.time()))
        for day in (view.monday, view.monday + timedelta(days=7))
    )
    happenings = [
        *_open(world, people, view, from_, to),
        *(one for user in people for one in _busy(world, user, colors[user.id])),
        *_booked(world, people, colors, from_, to),
        *_held(world, people, colors),
    ]
    shown = [one for one in happenings if one.start < to and from_ < one.end]
    return week_of(view.monday, shown, zone=view.zone, now=now)


def _open(world: World, people: list[User], view: View, from_: datetime, to: datetime) -> Iterator[Happening]:
    """The working hours of everybody together; of people who host nothing, none."""
    hosting = {host.id for event_type in world.event_types.values() for host in event_type.hosts}
    spans: list[Span] = []
    for user in people:
        schedule = user.default_schedule
        if schedule is None or user.id not in hosting:
            continue
        zone = pytz.timezone(schedule.time_zone)
        days = from_.astimezone(zone).date() - timedelta(days=1), to.astimezone(zone).date() + timedelta(days=1)
        spans += working_spans(schedule.hours, *days)
    for start, end in merge(spans):
        first, last = (datetime.fromtimestamp(minute * 60, tz=view.zone) for minute in (start, end))
        yield Happening(f"open-{start}", "open", first, last, "Working hours")


def _busy(world: World, user: User, color: int) -> Iterator[Happening]:
    entries = [(entry.title, entry.start, entry.end) for entry in busy_entries(world, user)]
    entries += [("Busy", busy.start, busy.end) for busy in user.spec.busy]
    for index, (title, start, end) in enumerate(entries):
        details = (("Whose", user.spec.name), ("Where", "their own calendar"))
        yield Happening(f"busy-{user.id}-{index}", "busy", start, end, title, color=color, details=details)


def _booked(
    world: World, people: list[User], colors: dict[int, int], from_: datetime, to: datetime
) -> Iterator[Happening]:
    numbers = {user.id for user in people}
    everybody = len(numbers) == len(world.users)
    for booking in world.bookings():
        if not (booking.is_active and booking.start < to and from_ < booking.end):
            continue
        if everybody or not numbers.isdisjoint(booking.host_ids):
            yield Happening(
                f"booking-{booking.uid}",
                "booking",
                booking.start,
                booking.end,
                _who(booking),
                _kind(world, booking),
                colors[booking.host_ids[0]] if booking.host_ids else 0,
                booking.status,
                tuple(_details(world, booking)),
            )


def _who(booking: Booking) -> str:
    """The first attendee, and how many more there are."""
    if not booking.attendees:
        return "Nobody"
    more = len(booking.attendees) - 1
    return booking.attendees[0].name + (f" +{more}" if more else "")


def _kind(world: World, booking: Booking) -> str:
    """The title of its event type."""
    return world.event_type_of(booking).spec.title


def _details(world: World, booking: Booking) -> Iterator[tuple[str, str]]:
    yield "Hosts", ", ".join(world.users_by_id[number].spec.name for number in booking.host_ids) or "nobody yet"
    yield "Who", ", ".join(f"{attendee.name} ({attendee.email})" for attendee in booking.attendees) or "nobody"
    if booking.guests:
        yield "Guests", ", ".join(booking.guests)
    yield "Where", location_of(booking)
    yield "Status", booking.status
    yield "uid", booking.uid


def _held(world: World, people: list[User], colors: dict[int, int]) -> Iterator[Happening]:
    for held in world.reservations():
        event_type = world.event_types.get(held.event_type_id)
        hosts = [host for host in event_type.hosts if host in people] if event_type is not None else []
        if event_type is not None and hosts:
            title = f"Held for {event_type.spec.title}"
            details = (("Until", held.until.strftime("%H:%M:%S UTC")),)
            color = colors[hosts[0].id]
            yield Happening(
                f"held-{held.uid}", "reservation", held.start, held.end, title, color=color, details=details
            )


def _coming(world: World, view: View, now: datetime) -> list[Booking]:
    """What has not ended yet, the soonest first."""
    found = [
        booking
        for booking in world.bookings()
        if booking.is_active and booking.end > now and (view.host is None or view.host.id in booking.host_ids)
    ]
    return sorted(found, key=lambda booking: (booking.start, booking.id))


# People


def _tags(event_type: EventType) -> list[str]:
    """What is special about an event type, in a word or two each."""
    spec = event_type.spec
    kinds = {"roundRobin": "round robin", "collective": "all together", "managed": "managed"}
    tags = [
        f"{spec.seats.seats_per_time_slot} seats" if spec.seats is not None else "",
        f"{spec.recurrence.occurrences} × {spec.recurrence.frequency}" if spec.recurrence is not None else "",
        "to confirm" if spec.confirmation_policy is not None else "",
        kinds.get(spec.scheduling_type or "", ""),
        "instant" if spec.is_instant_event else "",
        "hidden" if spec.hidden else "",
    ]
    return [tag for tag in tags if tag]


def _hours(user: User) -> list[str]:
    """The working hours of the default schedule, ``Mon to Fri 09:00–17:00``."""
    schedule = user.default_schedule
    if schedule is None:
        return []
    return [f"{_days(list(hours.days))} {hours.start_time}–{hours.end_time}" for hours in schedule.spec.availability]


def _days(days: list[str]) -> str:
    """Days in a row as their first and last."""
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    numbers = sorted(week.index(day) for day in days)
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{week[numbers[0]][:3]} to {week[numbers[-1]][:3]}"
    return ", ".join(week[number][:3] for number in numbers)


# Faults


def _oftenness(armed: Armed) -> str:
    """When a fault acts and how often still, ``every 5th call, 2 to come``."""
    fault = armed.fault
    left = "always" if fault.times == "always" else f"{fault.times - armed.struck} to come"
    parts = [
        f"after {fault.after} calls" if fault.after and not armed.struck else "",
        f"one call in {fault.every}" if fault.every > 1 else "",
        left,
        f"{armed.struck} so far" if armed.struck else "",
    ]
    return ", ".join(part for part in parts if part)
