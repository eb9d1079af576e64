"""What somebody wants of the calendar, and what it looks like when they got it.

A goal is drawn from a world as it is: the times that are wanted are free, and what a booking should look like is what
the sandbox makes of the same booking in a world of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any, Literal

import pytz

from bot.evals.compare import judge
from bot.evals.dialogue import Existing, Guest
from bot.evals.simulation import phrases
from bot.sandbox.openings import minute, openings
from bot.sandbox.people import EventType, Team, User
from bot.sandbox.world import World
from bot.sandbox.worldfile import LocationSpec
from bot.scheduling import zones

Kind = Literal["book", "move", "cancel", "list", "leave"]
"""``leave``: they begin with a booking and want none in the end."""

_DAYS = 16
"""As far ahead as people ask for a time."""


@dataclass(frozen=True)
class Wanted:
    """Starts that are right, UTC, and the words for them."""

    starts: tuple[datetime, ...]
    words: str


@dataclass(frozen=True)
class Goal:
    kind: Kind
    event_type: EventType
    minutes: int
    times: tuple[Wanted, ...] = ()
    """What they want; after the first, what they want once they changed their mind. None for what starts at once."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    """To the questions of the event type, by slug, as the booking holds them."""
    place: LocationSpec | None = None
    """Where to meet, of several places."""
    existing: tuple[Existing, ...] = ()
    """Their own bookings; the first is the one that it is about."""
    scope: Literal["this", "all"] = "this"
    """Of a series that is cancelled."""

    @property
    def host(self) -> str:
        return host_of(self.event_type)

    @property
    def host_name(self) -> str:
        owner, team = self.event_type.owner, self.event_type.team
        return owner.spec.name if owner else team.spec.name if team else ""


class Rehearsal:
    """A world beside the one that is talked about, at one moment: for what is free, and for how bookings look."""

    def __init__(self, world: str, now: datetime, zone: str) -> None:
        self.now = now
        self.zone = zone
        self._world = World.load(world, clock=lambda: now)

    def event_types(self) -> list[EventType]:
        """Those that a guest can book."""
        owners: list[User | Team] = [*self._world.users.values(), *self._world.teams.values()]
        return [
            event_type
            for owner in owners
            for event_type in owner.event_types
            if not event_type.spec.hidden and not event_type.spec.booking_requires_authentication
        ]

    def first_host(self) -> str:
        """Who is meant when nobody is named."""
        return next(iter(self._world.users))

    def add(self, existing: Existing, attendee: Guest) -> None:
        self._world.add_booking(
            event_type=existing.event_type, host=existing.host, start=existing.start, attendee=_attendee(attendee)
        )

    def free(self, event_type: EventType, minutes: int, days: int = _DAYS) -> list[datetime]:
        """Starts, UTC, whose wall time the person's clocks show once; of a series those whose every date is free."""
        first = minute(self.now) + 1
        found = openings(
            self._world, event_type, first, first + days * 1440, length=minutes, zone=pytz.timezone(self.zone)
        )
        starts = [datetime.fromtimestamp(60 * opening.start, UTC) for opening in found]
        return [start for start in starts if self._is_plain(start)]

    def _is_plain(self, start: datetime) -> bool:
        wall = zones.local(start, self.zone).replace(tzinfo=None)
        return len(zones.instants(wall, self.zone)) == 1

    def booked(self, goal: Goal, start: datetime, attendee: Guest) -> list[dict[str, Any]]:
        """The bookings that a goal makes at that start; the world is as before after it."""
        before = {booking["uid"] for booking in self._world.snapshot()}
        self._world.add_booking(
            event_type=goal.event_type.slug,
            host=goal.host,
            start=start,
            attendee=_attendee(attendee),
            length_in_minutes=goal.minutes,
        )
        made = [booking for booking in self._world.snapshot() if booking["uid"] not in before]
        self._world.reset()
        for existing in goal.existing:
            self.add(existing, attendee)
        return made

    def fits_series(self, event_type: EventType, start: datetime, attendee: Guest) -> bool:
        """Whether every date of a series that begins there is free."""
        free = set(self.free(event_type, event_type.lengths[0], days=250))
        made = self.booked(Goal("book", event_type, event_type.lengths[0]), start, attendee)
        return all(datetime.fromisoformat(booking["start"]) in free for booking in made)


def host_of(event_type: EventType) -> str:
    owner, team = event_type.owner, event_type.team
    return owner.username if owner else team.spec.slug if team else ""


def exactly(start: datetime, now: datetime, zone: str, rng: Random) -> Wanted:
    return Wanted((start,), phrases.moment(zones.local(start, zone), zones.local(now, zone), rng))


def roughly(free: Sequence[datetime], now: datetime, zone: str, rng: Random) -> Wanted:
    """A day, or a part of one, on which something is free."""
    start = zones.local(phrases.pick(rng, free), zone)
    that_day = [one for one in free if zones.local(one, zone).date() == start.date()]
    day = phrases.day_of(start, zones.local(now, zone), rng)
    part = phrases.part_of(start)
    if part is None or rng.random() < 0.4 or day in ("in a week", "in two days", "in two weeks", "today"):
        return Wanted(tuple(that_day), phrases.on(day))
    fitting = [one for one in that_day if phrases.part_of(zones.local(one, zone)) == part]
    words = f"{day} {part}" if day.endswith(("day", "tomorrow")) else f"{day} in the {part}"
    return Wanted(tuple(fitting), phrases.on(words))


def soonest(free: Sequence[datetime], zone: str, rng: Random) -> Wanted:
    """The first day that has times."""
    first = zones.local(free[0], zone).date()
    starts = tuple(start for start in free if zones.local(start, zone).date() == first)
    words = rng.choice(
        ["as soon as possible", "the first free time", "the next available slot", "whenever you can first"]
    )
    return Wanted(starts, words)


def verdict(
    goal: Goal,
    rehearsal: Rehearsal,
    attendee: Guest,
    wanted: Wanted | None,
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
) -> list[str]:
    """What is wrong with the calendar, for somebody who in the end wanted ``wanted``."""
    known = {booking["uid"]: booking for booking in before}
    new = [booking for booking in after if booking["uid"] not in known]
    if goal.kind in ("list", "leave"):
        return judge(before, after, [])
    if goal.kind == "cancel":
        return judge(before, after, [_cancelled(booking) for booking in _those_meant(goal, before)])
    start = _nearest(new, wanted)
    if goal.kind == "move":
        moved = {**_looks(rehearsal.booked(goal, start, attendee)[0], goal, attendee, start), "status": "accepted"}
        return judge(before, after, [_cancelled(_those_meant(goal, before)[0]), moved])
    made = rehearsal.booked(goal, start, attendee)
    expected = [_looks(booking, goal, attendee, _start(booking) if wanted else None) for booking in made]
    return judge(before, after, expected) + _wrong_answers(goal, new)


def _looks(booking: Mapping[str, Any], goal: Goal, attendee: Guest, start: datetime | None) -> dict[str, Any]:
    """What of a booking has to be so."""
    looks: dict[str, Any] = {key: booking[key] for key in ("status", "duration")}
    looks["eventType"] = {"slug": goal.event_type.slug}
    if goal.event_type.spec.is_instant_event:
        looks["status"] = "awaiting_host"
    if start is not None:
        looks["start"] = booking["start"]
    if goal.event_type.owner is not None:
        looks["hosts"] = [{"username": goal.event_type.owner.username}]
    if attendee.email and goal.kind == "book":
        looks["attendees"] = [{"name": attendee.name, "email": attendee.email, "timeZone": attendee.time_zone}]
    return looks


def _those_meant(goal: Goal, before: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    about = goal.existing[0]
    found = [
        booking
        for booking in before
        if booking["eventType"]["slug"] == about.event_type and _start(booking) >= about.start.astimezone(UTC)
    ]
    first = [booking for booking in found if _start(booking) == about.start.astimezone(UTC)]
    series = first[0].get("recurringBookingUid")
    if goal.scope == "all" and series is not None:
        return [booking for booking in found if booking.get("recurringBookingUid") == series]
    return first[:1]


def _cancelled(booking: Mapping[str, Any]) -> dict[str, Any]:
    return {"uid": booking["uid"], "status": "cancelled"}


def _nearest(new: Sequence[Mapping[str, Any]], wanted: Wanted | None) -> datetime:
    """The start that was booked, where it is one of those wanted; else one that was."""
    starts = sorted(_start(booking) for booking in new)
    if wanted is None:
        return starts[0] if starts else datetime(2026, 11, 23, 15, tzinfo=UTC)
    return starts[0] if starts and starts[0] in wanted.starts else wanted.starts[0]


def _start(booking: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(booking["start"])


def _wrong_answers(goal: Goal, new: Sequence[Mapping[str, Any]]) -> list[str]:
    """Words may stand in a sentence; whatever else was answered is as it was meant."""
    return [
        f"{slug}: expected {value!r}, found {found!r}"
        for booking in new
        for slug, value, found in _answered(goal, booking)
        if not (value.lower() in str(found).lower() if isinstance(value, str) else value == found)
    ]


def _answered(goal: Goal, booking: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    responses = booking.get("bookingFieldsResponses")
    if responses is None:  # where seats are shared, each has their own
        responses = booking["attendees"][0].get("bookingFieldsResponses") or {}
    for slug, value in goal.answers.items():
        yield slug, value, booking["location"] if slug == "location" else responses.get(slug)


def _attendee(guest: Guest) -> dict[str, str]:
    return {"name": guest.name, "email": guest.email, "timeZone": guest.time_zone}
