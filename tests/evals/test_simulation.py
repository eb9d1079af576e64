"""Imagined people: the same seed is the same person and the same talk, and they are judged by what they wanted."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest

from bot.config import Settings
from bot.evals.runner import Outcome, perform
from bot.evals.simulation import facts, phrases
from bot.evals.simulation.imagining import KINDS, TEMPERAMENTS, Somebody, imagine, seeds
from bot.evals.simulation.person import MOST_TURNS, SimulatedPerson
from bot.scheduling import when, zones

NOW = datetime(2026, 11, 23, 14, 0, 20, tzinfo=UTC)


def everybody() -> list[Somebody]:
    return [imagine(seed) for seed in seeds(7, 200)]


async def met(seed: int) -> Outcome:
    who = imagine(seed)
    return await perform(who, SimulatedPerson(who), Settings(), about=who.about, most_turns=MOST_TURNS)


def test_the_first_of_many_is_the_one_of_the_seed_itself() -> None:
    assert seeds(7, 1) == [7]
    assert seeds(7, 3) == seeds(7, 5)[:3]
    assert len(set(seeds(7, 500)) | set(seeds(8, 500))) == 1000


def test_a_seed_is_a_person() -> None:
    once, again = imagine(42), imagine(42)
    assert (once.about, once.now, once.person, once.existing) == (again.about, again.now, again.person, again.existing)
    assert once.about != imagine(43).about


async def test_a_seed_is_a_talk_word_for_word() -> None:
    once, again = await met(7), await met(7)
    assert [turn.said for turn in once.turns] == [turn.said for turn in again.turns]
    assert once.problems == again.problems == ()


def test_people_of_every_kind_want_things_of_every_kind() -> None:
    people = everybody()
    assert {who.temperament for who in people} == set(TEMPERAMENTS)
    assert {who.goal.kind for who in people} == set(KINDS)
    assert {who.world for who in people} == {"default", "edge"}
    specs = [who.goal.event_type.spec for who in people]
    assert any(spec.is_instant_event for spec in specs)
    assert any(spec.recurrence is not None for spec in specs)
    assert any(spec.seats is not None for spec in specs)
    assert any(spec.confirmation_policy is not None for spec in specs)
    assert any(spec.length_in_minutes_options for spec in specs)
    assert any(who.goal.event_type.team is not None for who in people)
    assert any(who.goal.place is not None for who in people)
    assert any(len(who.goal.answers) > 5 for who in people)


def test_the_times_that_people_want_are_free() -> None:
    for who in everybody()[:60]:
        if who.goal.kind == "book":
            free = set(who.rehearsal.free(who.goal.event_type, who.goal.minutes))
            assert all(set(wanted.starts) <= free for wanted in who.goal.times)


def test_words_for_a_moment_mean_that_moment_alone() -> None:
    rng = Random(3)
    for _ in range(400):
        zone = rng.choice(list(facts.CITIES.values()))
        start = datetime.fromtimestamp(NOW.timestamp() // 900 * 900 + 900 * rng.randrange(4, 1300), UTC)
        wall = zones.local(start, zone)
        if len(zones.instants(wall.replace(tzinfo=None), zone)) != 1:
            continue
        words = phrases.moment(wall, zones.local(NOW, zone), rng)
        readings = [reading for mention in when.find(words, now=NOW, zone=zone) for reading in mention.readings]
        assert readings, words
        assert readings[0].windows[0].start == start, words


def wrongly_booked(who: Somebody, start: str, slug: str) -> Sequence[str]:
    booking = {
        "uid": "new",
        "status": "accepted",
        "start": start,
        "duration": 30,
        "eventType": {"slug": slug},
        "attendees": [{"name": "Ana", "email": "ana@example.com", "timeZone": "UTC"}],
        "hosts": [],
        "location": "",
    }
    return SimulatedPerson(who).verdict([], [booking], [])


@pytest.mark.parametrize("kind", ["leave", "list"])
def test_who_wanted_nothing_booked_fails_with_a_booking(kind: str) -> None:
    who = next(who for who in everybody() if who.goal.kind == kind)
    (problem, *_) = wrongly_booked(who, "2026-11-24T15:00:00.000Z", "30min")
    assert problem.startswith("not expected: 30min")


def test_a_booking_at_another_time_than_wanted_is_told() -> None:
    who = next(who for who in everybody() if who.goal.kind == "book" and len(who.goal.times[:1]) == 1)
    slug = who.goal.event_type.slug
    problems = wrongly_booked(who, "2020-01-01T00:00:00.000Z", slug)
    assert any("start" in problem for problem in problems)


def test_nothing_booked_is_told() -> None:
    who = next(who for who in everybody() if who.goal.kind == "book")
    (problem, *_) = SimulatedPerson(who).verdict([], [], [])
    assert "no further booking is new" in problem
