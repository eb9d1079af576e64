"""A person out of a seed: who they are, what they want, and how they go about it. The same seed is the same person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Literal

from bot.evals.dialogue import Existing, Guest, Talker
from bot.evals.simulation import facts, goals, phrases
from bot.evals.simulation.goals import Goal, Rehearsal, Wanted
from bot.sandbox.faults import Fault
from bot.sandbox.people import EventType
from bot.sandbox.worldfile import LocationSpec
from bot.scheduling import zones

Temperament = Literal["plain", "terse", "chatty", "forgetful", "changing", "impatient"]
TEMPERAMENTS: tuple[Temperament, ...] = ("plain", "terse", "chatty", "forgetful", "changing", "impatient")

KINDS: tuple[goals.Kind, ...] = ("book", "move", "cancel", "list", "leave")
SHARES = (70, 10, 8, 6, 6)
"""How many of a hundred want each of them."""


@dataclass(frozen=True)
class Somebody:
    """A scene (see ``runner.Scene``), with what the person of it knows and wants."""

    seed: int
    name: str
    now: datetime
    world: str
    person: Talker
    """What the platform tells."""
    me: Guest
    """What is so."""
    city: str
    temperament: Temperament
    taps: bool
    """They use the buttons; else they type."""
    goal: Goal
    rehearsal: Rehearsal
    existing: tuple[Existing, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def about(self) -> str:
        """One line for those who read the report."""
        goal = self.goal
        what = f"{goal.kind} {goal.event_type.spec.title} with {goal.host_name}"
        times = " then ".join(wanted.words for wanted in goal.times)
        hand = "taps" if self.taps else "types"
        return f"{self.temperament}, {hand}, in {self.city}: {what}{f', {times}' if times else ''}"


def seeds(seed: int, count: int) -> list[int]:
    """The seeds of so many people. The first is ``seed`` itself, so that anybody can be met again by their own."""
    drawn = (hashlib.sha256(f"{seed}/{number}".encode()).digest() for number in range(1, count))
    return [seed, *(int.from_bytes(digest[:4], "big") for digest in drawn)]


def imagine(seed: int) -> Somebody:
    rng = Random(seed)  # noqa: S311 (people, no secrets)
    world = "default" if rng.random() < 0.65 else "edge"
    city = rng.choice(list(facts.CITIES))
    now = _a_moment(rng, world)
    name = rng.choice(facts.PEOPLE)
    email = f"{name.split()[0].lower()}{rng.randrange(100)}@example.com"
    me = Guest(name=name, email=email, time_zone=facts.CITIES[city])
    temperament = rng.choice(TEMPERAMENTS)
    goal, rehearsal = _draw(rng, world, now, me, temperament)
    return Somebody(
        seed=seed,
        name=f"person-{seed}",
        now=now,
        world=world,
        person=_told(rng, me),
        me=me,
        city=city,
        temperament=temperament,
        taps=rng.random() < 0.5,
        goal=goal,
        rehearsal=rehearsal,
        existing=goal.existing,
    )


def _a_moment(rng: Random, world: str) -> datetime:
    """Any time of the year in the usual world; in that of edges the weeks that its dates are in."""
    if world == "default":
        day = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=rng.randrange(300))
    else:
        day = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=rng.randrange(10))
    return day + timedelta(hours=rng.randrange(6, 22), minutes=rng.choice((2, 17, 32, 47)), seconds=20)


def _told(rng: Random, me: Guest) -> Talker:
    """What a platform tells: everything, a name and a guess, or nothing."""
    much = rng.random()
    if much < 0.45:
        return Talker(name=me.name, email=me.email, time_zone=me.time_zone, language="en")
    guess = me.time_zone if rng.random() < 0.5 else None
    if much < 0.8:
        return Talker(name=me.name, language="en", time_zone_guess=guess)
    return Talker(language="en")


def _draw(rng: Random, world: str, now: datetime, me: Guest, temperament: Temperament) -> tuple[Goal, Rehearsal]:
    """A goal that can be reached; of event types in which nothing is free another is drawn."""
    while True:
        rehearsal = Rehearsal(world, now, me.time_zone)
        kind = rng.choices(KINDS, SHARES)[0]
        event_type = rng.choice(rehearsal.event_types())
        if kind in ("book", "leave"):
            goal = _booking(rng, rehearsal, event_type, me, temperament, leaves=kind == "leave")
        else:
            goal = _own(rng, rehearsal, event_type, me, kind)
        if goal is not None:
            return goal, rehearsal


def _booking(
    rng: Random, rehearsal: Rehearsal, event_type: EventType, me: Guest, temperament: Temperament, *, leaves: bool
) -> Goal | None:
    minutes = rng.choice(event_type.lengths)
    kind: goals.Kind = "leave" if leaves else "book"
    place, where = _place(rng, event_type)
    answers = {**_answers(rng, event_type), **where}
    if event_type.spec.is_instant_event:
        return Goal(kind, event_type, minutes, answers=answers, place=place)
    free = rehearsal.free(event_type, minutes)
    if not free:
        return None
    if event_type.spec.recurrence is not None:
        free = [start for start in rng.sample(free, min(6, len(free))) if rehearsal.fits_series(event_type, start, me)]
        if not free:
            return None
    series = event_type.spec.recurrence is not None
    times = [_time(rng, rehearsal, free, exact=series)]
    if temperament == "changing" and not leaves:
        others = [start for start in free if start not in times[0].starts]
        if others:
            times.append(goals.exactly(phrases.pick(rng, others), rehearsal.now, rehearsal.zone, rng))
    return Goal(kind, event_type, minutes, tuple(times), answers, place)


def _time(rng: Random, rehearsal: Rehearsal, free: Sequence[datetime], *, exact: bool) -> Wanted:
    how = rng.random()
    if exact or how < 0.65:
        return goals.exactly(_soon(rng, free), rehearsal.now, rehearsal.zone, rng)
    if how < 0.92:
        return goals.roughly(free, rehearsal.now, rehearsal.zone, rng)
    return goals.soonest(free, rehearsal.zone, rng)


def _soon(rng: Random, free: Sequence[datetime]) -> datetime:
    """Rather soon than late, as people are."""
    return free[int(len(free) * rng.random() ** 1.7)]


def _own(rng: Random, rehearsal: Rehearsal, event_type: EventType, me: Guest, kind: goals.Kind) -> Goal | None:
    """About bookings of theirs: one, or one of two on different days."""
    spec = event_type.spec
    is_series = spec.recurrence is not None
    changes = spec.disable_cancelling or spec.disable_rescheduling is not None
    if spec.seats or changes or spec.is_instant_event or spec.confirmation_policy or (is_series and kind == "move"):
        return None
    minutes = event_type.lengths[0]
    free = rehearsal.free(event_type, minutes)
    first = phrases.pick(rng, free) if free else None
    if first is None or (is_series and not rehearsal.fits_series(event_type, first, me)):
        return None
    slug, host = event_type.slug, goals.host_of(event_type)
    existing = [Existing(event_type=slug, host=host, start=first, by="person", attendee=me)]
    other_days = [start for start in free if _day(start, rehearsal) != _day(first, rehearsal)]
    limited = spec.booker_active_bookings_limit or spec.booking_limits_count or spec.booking_limits_duration
    if other_days and rng.random() < 0.4 and not is_series and not limited:
        second = phrases.pick(rng, other_days)
        existing.append(Existing(event_type=slug, host=host, start=second, by="person", attendee=me))
    for one in existing:
        rehearsal.add(one, me)
    times: tuple[Wanted, ...] = ()
    if kind == "move":
        left = rehearsal.free(event_type, minutes)
        if not left:
            return None
        times = (goals.exactly(phrases.pick(rng, left), rehearsal.now, rehearsal.zone, rng),)
    scope: Literal["this", "all"] = "all" if is_series and rng.random() < 0.5 else "this"
    return Goal(kind, event_type, minutes, times, existing=tuple(existing), scope=scope)


def _day(start: datetime, rehearsal: Rehearsal) -> object:
    return zones.local(start, rehearsal.zone).date()


def _answers(rng: Random, event_type: EventType) -> dict[str, Any]:
    """An answer to every question that has to be answered."""
    answers: dict[str, Any] = {}
    for question in event_type.questions():
        slug, kind = question["slug"], question["type"]
        if not question.get("required") or slug in ("name", "splitName", "email", "title", "location"):
            continue
        if slug == "attendeePhoneNumber" and question.get("hidden"):
            continue
        answers[slug] = _answer(rng, slug, kind, question.get("options") or ())
    return answers


def _place(rng: Random, event_type: EventType) -> tuple[LocationSpec | None, dict[str, str]]:
    """Where to meet, of several places, and what the booking then holds of it."""
    if len(event_type.spec.locations) < 2:
        return None, {}
    place = rng.choice(event_type.spec.locations)
    if place.type in ("attendeeAddress", "attendeeDefined"):
        return place, {"location": rng.choice(facts.ADDRESSES)}
    if place.type == "attendeePhone":
        return place, {"location": rng.choice(list(facts.PHONES.values()))}
    return place, {"location": place.address or place.link or "video"}


def _answer(rng: Random, slug: str, kind: str, options: Sequence[str]) -> Any:
    if kind in ("select", "radio"):
        return rng.choice(options)
    if kind in ("multiselect", "checkbox"):
        chosen = rng.sample(options, rng.randint(1, 2))
        return [option for option in options if option in chosen]
    by_kind: dict[str, Any] = {
        "boolean": True,
        "number": rng.randint(2, 80),
        "phone": rng.choice(list(facts.PHONES.values())),
        "address": rng.choice(facts.ADDRESSES),
        "url": rng.choice(facts.WEBSITES),
    }
    return by_kind.get(kind) or rng.choice(facts.TEXTS.get(slug, facts.TEXTS["notes"]))
