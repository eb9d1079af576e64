from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import Clock
from bot.config import Settings
from bot.evals import runner
from bot.evals.dialogue import Dialogue
from bot.evals.runner import Outcome, play
from bot.message import Choice, Incoming, Reply, Usage
from bot.sandbox.world import World
from bot.store import OwnedBooking

NOW = "2026-11-23T09:00:00-05:00"
THREE = "2026-11-24T15:00:00.000Z"


@dataclass
class Owners:
    """The one thing of a store that the runner uses."""

    added: list[OwnedBooking] = field(default_factory=list)

    async def add_owned(self, booking: OwnedBooking) -> None:
        self.added.append(booking)


@dataclass
class Assistant:
    """Stands where the whole app would: answers with ``respond`` and remembers what came in."""

    respond: Callable[["Assistant", Incoming], Reply]
    world: World
    clock: Clock
    settings: Settings
    store: Owners = field(default_factory=Owners)
    heard: list[Incoming] = field(default_factory=list)

    def set_clock(self, now: datetime) -> None:
        self.clock.set(now)

    async def handle(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming)
        return self.respond(self, incoming)

    def book(self, start: str = THREE) -> None:
        self.world.add_booking(
            event_type="30min",
            host="bailey",
            start=datetime.fromisoformat(start),
            attendee={"name": "Ana", "email": "ana@example.com", "timeZone": "Europe/Lisbon"},
        )


@pytest.fixture
def assistants(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Assistant, Incoming], Reply]], list[Assistant]]:
    """Puts an assistant that answers as told in the app's place; the list fills with those that were opened."""

    def install(respond: Callable[[Assistant, Incoming], Reply]) -> list[Assistant]:
        opened: list[Assistant] = []

        @asynccontextmanager
        async def open_app(settings: Settings, *, now: datetime, world: str, **kind: bool) -> AsyncIterator[Assistant]:
            assert kind == {"fresh": True, "in_memory": True}
            clock = Clock(now)
            opened.append(Assistant(respond, World.load(world, clock=clock), clock, settings))
            yield opened[-1]

        monkeypatch.setattr(runner, "open_app", open_app)
        return opened

    return install


def dialogue(**keys: Any) -> Dialogue:
    usual: dict[str, Any] = {"name": "a-talk", "now": NOW, "steps": [{"say": "hi"}], "expect": {}}
    return Dialogue.model_validate(usual | keys)


async def played(**keys: Any) -> Outcome:
    return await play(dialogue(**keys), Settings())


def books_on_confirm(assistant: Assistant, incoming: Incoming) -> Reply:
    if incoming.choice == "yes":
        assistant.book()
        return Reply("Booked.")
    return Reply("Shall I book it?", choices=(Choice("yes", "Confirm"),), usage=Usage(1, 900, 20))


async def test_a_dialogue_passes_when_the_expected_booking_is_there(assistants: Any) -> None:
    assistants(books_on_confirm)
    outcome = await played(
        steps=[{"say": "3pm"}, {"tap": "^Confirm"}],
        expect={"bookings": [{"start": THREE, "eventType": {"slug": "30min"}}], "said": ["Booked"], "never": ["UTC"]},
    )
    assert outcome.problems == ()
    assert [turn.said for turn in outcome.turns] == ["3pm", "[Confirm]"]
    assert (outcome.model_calls, outcome.input_tokens, outcome.output_tokens) == (1, 900, 20)


async def test_a_booking_that_nobody_expects_fails_the_dialogue(assistants: Any) -> None:
    assistants(books_on_confirm)
    (problem,) = (await played(steps=[{"say": "3pm"}, {"tap": "^Confirm"}])).problems
    assert problem.startswith(f"not expected: 30min at {THREE}")


async def test_words_are_looked_for_in_texts_and_labels(assistants: Any) -> None:
    assistants(lambda *_: Reply("Fine.", choices=(Choice("a", "Times in UTC"),)))
    outcome = await played(expect={"said": ["Fine", "Lisbon"], "never": ["UTC", "London"]})
    assert outcome.problems == ("never said: Lisbon", "said, but never should be: UTC (turn 1)")


async def test_more_model_calls_than_expected_fail_the_dialogue(assistants: Any) -> None:
    assistants(books_on_confirm)
    outcome = await played(steps=[{"say": "a"}, {"say": "b"}], expect={"model_calls": 1})
    assert outcome.problems == ("model calls: expected at most 1, found 2",)


async def test_a_dialogue_ends_after_twenty_turns(assistants: Any) -> None:
    assistants(lambda *_: Reply("and?"))
    outcome = await played(steps=[{"say": "on", "times": 50}])
    assert len(outcome.turns) == 20


async def test_a_crash_of_the_assistant_is_a_problem_with_its_trace(assistants: Any) -> None:
    def crash(*_: object) -> Reply:
        raise RuntimeError("a bug")

    assistants(crash)
    (problem,) = (await played()).problems
    assert "turn 1" in problem
    assert "RuntimeError: a bug" in problem


async def test_every_message_has_its_own_id_and_the_person_of_the_platform(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    person = {"name": "Ana Silva", "email": "ana@example.com", "time_zone": "Europe/Lisbon", "language": "pt"}
    await played(person=person, steps=[{"say": "hi", "times": 2}])
    first, second = opened[0].heard
    assert first.message_id != second.message_id
    assert first.conversation_id == second.conversation_id
    told = (first.person.name, first.person.email, first.person.time_zone, first.person.language)
    assert told == ("Ana Silva", "ana@example.com", "Europe/Lisbon", "pt")


async def test_a_message_that_is_delivered_twice_keeps_its_id(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    outcome = await played(steps=[{"say": "hi", "twice": True}])
    assert len(opened[0].heard) == 2
    assert len({incoming.message_id for incoming in opened[0].heard}) == 1
    assert len(outcome.turns) == 1


async def test_words_may_stand_in_one_message_many_times(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    await played(steps=[{"say": "blah ", "repeat": 4000}])
    assert len(opened[0].heard[0].text) == 20_000


async def test_the_clock_is_moved_before_the_step(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    await played(steps=[{"say": "hi"}, {"say": "later", "advance": "3h"}])
    first, second = (incoming.received_at for incoming in opened[0].heard)
    assert first >= datetime.fromisoformat(NOW)
    assert timedelta(hours=3) <= second - first < timedelta(hours=4)


async def test_faults_are_put_in_before_their_step(assistants: Any) -> None:
    seen: list[list[str]] = []

    def look(assistant: Assistant, incoming: Incoming) -> Reply:
        seen.append([fault.operation for fault in assistant.world.faults.pending()])
        return Reply("and?")

    assistants(look)
    early, late = ({"operation": name, "kind": "drop_after"} for name in ("slots.list", "bookings.create"))
    await played(faults=[early], steps=[{"say": "hi"}, {"say": "on", "faults": [late]}])
    assert seen == [["slots.list"], ["slots.list", "bookings.create"]]


async def test_existing_bookings_are_there_and_only_the_persons_are_owned(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    theirs = {"event_type": "30min", "host": "bailey", "start": "2026-11-25T15:00:00Z", "by": "someone-else"}
    mine = theirs | {"start": "2026-11-26T15:00:00Z", "by": "person"}
    outcome = await played(person={"name": "Ana Silva"}, existing=[theirs, mine], steps=[{"say": "cancel {uid 1}"}])
    assert outcome.passed
    foreign, own = opened[0].world.snapshot()
    assert opened[0].heard[0].text == f"cancel {foreign['uid']}"
    assert [booking.uid for booking in opened[0].store.added] == [own["uid"]]
    assert own["attendees"][0]["name"] == "Ana Silva"
    assert foreign["attendees"][0]["name"] != "Ana Silva"


async def test_all_of_an_existing_series_is_the_persons_own(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    series = {"event_type": "weekly-checkin", "host": "bailey", "start": "2026-11-25T15:00:00Z", "by": "person"}
    await played(existing=[series])
    owned = opened[0].store.added
    assert len(owned) == 4
    assert {booking.series_uid for booking in owned} == {opened[0].world.snapshot()[0]["recurringBookingUid"]}


async def test_dialogues_only_ever_meet_the_sandbox(assistants: Any) -> None:
    opened = assistants(lambda *_: Reply("and?"))
    real = Settings().model_copy(update={"calcom_api_url": "https://api.cal.com"})
    await play(dialogue(now=datetime.now(UTC)), real)
    assert opened[0].settings.calcom_api_url is None
