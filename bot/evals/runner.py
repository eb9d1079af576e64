"""Plays a dialogue against the whole assistant and its own embedded sandbox, and judges what is left.

Each run has a fresh world, store and clock in memory, so runs touch nobody's calendar and do not touch each other.
"""

import re
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import App, open_app
from bot.config import Settings
from bot.evals.compare import judge
from bot.evals.dialogue import Dialogue, Existing, Guest
from bot.evals.script import Script, shown_text
from bot.message import Incoming, Person, Reply, command_in
from bot.sandbox.world import World
from bot.store import OwnedBooking

MOST_TURNS = 20
# Dialogues write: whatever calendar the settings name, they only ever meet the sandbox and its people.
_SANDBOX_ONLY = dict.fromkeys(
    ("calcom_api_url", "calcom_api_key", "calcom_username", "calcom_team", "calcom_organization")
)
_SOMEONE_ELSE = Guest(name="Sam Porter", email="sam.porter@example.com", time_zone="America/Chicago")
_UID = re.compile(r"\{uid (\d+)\}")


@dataclass(frozen=True)
class Turn:
    """What the person did and what they got for it."""

    said: str
    reply: Reply
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """One run of a dialogue. It passed when there are no ``problems``."""

    name: str
    problems: tuple[str, ...]
    turns: tuple[Turn, ...]

    @property
    def passed(self) -> bool:
        return not self.problems

    @property
    def model_calls(self) -> int:
        return sum(turn.reply.usage.model_calls for turn in self.turns)

    @property
    def input_tokens(self) -> int:
        return sum(turn.reply.usage.input_tokens for turn in self.turns)

    @property
    def output_tokens(self) -> int:
        return sum(turn.reply.usage.output_tokens for turn in self.turns)

    @property
    def seconds(self) -> float:
        return sum(turn.seconds for turn in self.turns)


async def play(dialogue: Dialogue, settings: Settings, *, folder: Path | None = None) -> Outcome:
    """Runs a dialogue once. A fault of the assistant is a problem of the outcome, never an exception; ``folder`` is
    where a world that is named by a relative path is looked for first."""
    settings = settings.model_copy(update=_SANDBOX_ONLY)
    async with open_app(settings, now=dialogue.now, world=_world(dialogue, folder), fresh=True, in_memory=True) as app:
        assert app.world is not None
        uids = [await _add_existing(app, app.world, existing, dialogue) for existing in dialogue.existing]
        before = app.world.snapshot()
        turns, problems = await _talk(app, app.world, dialogue, uids)
        problems += judge(before, app.world.snapshot(), dialogue.expect.bookings)
    problems += _wording_problems(dialogue, turns)
    return Outcome(dialogue.name, tuple(problems), tuple(turns))


async def _talk(app: App, world: World, dialogue: Dialogue, uids: Sequence[str]) -> tuple[list[Turn], list[str]]:
    script = Script(dialogue.steps)
    turns: list[Turn] = []
    for fault in dialogue.faults:
        world.faults.add(fault)
    step, choice = script.opening(), None
    while True:
        if step.advance is not None:
            app.set_clock(app.clock() + step.advance)
        for fault in step.faults:
            world.faults.add(fault)
        text = _UID.sub(lambda found: uids[int(found[1]) - 1], (step.say or "") * step.repeat)
        typed = command_in(text)
        incoming = Incoming(
            conversation_id=f"dialogue:{dialogue.name}",
            message_id=str(len(turns) + 1),
            person=_person(dialogue),
            received_at=app.clock(),
            text=typed[1] if typed else text,
            choice=choice.id if choice else None,
            command=typed[0] if typed else None,
        )
        started = time.perf_counter()
        try:
            reply = await app.handle(incoming)
            if step.twice:
                reply = await app.handle(incoming)
        except Exception:  # the other dialogues still want to be run; the whole trace is in the report
            return turns, [
                f"turn {len(turns) + 1} ({choice.label if choice else text!r}) raised\n{traceback.format_exc()}"
            ]
        turns.append(Turn(f"[{choice.label}]" if choice else text, reply, time.perf_counter() - started))
        following = script.next([turn.reply for turn in turns])
        if following is None or len(turns) == MOST_TURNS:
            return turns, []
        step, choice = following


def _wording_problems(dialogue: Dialogue, turns: Sequence[Turn]) -> list[str]:
    replies = [shown_text(turn.reply) for turn in turns]
    expect = dialogue.expect
    problems = [f"never said: {pattern.pattern}" for pattern in expect.said if not any(map(pattern.search, replies))]
    problems += [
        f"said, but never should be: {pattern.pattern} (turn {number})"
        for pattern in expect.never
        for number, reply in enumerate(replies, start=1)
        if pattern.search(reply)
    ]
    calls = sum(turn.reply.usage.model_calls for turn in turns)
    if expect.model_calls is not None and calls > expect.model_calls:
        problems.append(f"model calls: expected at most {expect.model_calls}, found {calls}")
    return problems


def _person(dialogue: Dialogue) -> Person:
    talker = dialogue.person
    return Person(
        account_id=f"dialogue:{talker.account}",
        name=talker.name,
        email=talker.email,
        language=talker.language,
        time_zone=talker.time_zone,
        time_zone_guess=talker.time_zone_guess,
    )


async def _add_existing(app: App, world: World, existing: Existing, dialogue: Dialogue) -> str:
    attendee = existing.attendee or (_SOMEONE_ELSE if existing.by == "someone-else" else _as_attendee(dialogue))
    known = {booking["uid"] for booking in world.snapshot()}
    uid = world.add_booking(
        event_type=existing.event_type,
        host=existing.host,
        start=existing.start,
        attendee={"name": attendee.name, "email": attendee.email, "timeZone": attendee.time_zone},
    )
    if existing.by == "person":
        # A recurring event type gives a whole series, and each of its bookings is the person's.
        for booking in world.snapshot():
            if booking["uid"] not in known:
                await app.store.add_owned(_owned(booking, _person(dialogue).account_id))
    return uid


def _owned(booking: Mapping[str, Any], account_id: str) -> OwnedBooking:
    seats = [attendee["seatUid"] for attendee in booking["attendees"] if attendee.get("seatUid")]
    return OwnedBooking(
        uid=booking["uid"],
        account_id=account_id,
        series_uid=booking.get("recurringBookingUid"),
        seat_uid=seats[0] if seats else None,
    )


def _as_attendee(dialogue: Dialogue) -> Guest:
    """The person as they would stand in a booking they made before."""
    talker = dialogue.person
    name = talker.name or "Robin Guest"
    email = talker.email or f"{'.'.join(name.lower().split())}@example.com"
    return Guest(name=name, email=email, time_zone=talker.time_zone or "UTC")


def _world(dialogue: Dialogue, folder: Path | None) -> str:
    beside = folder / dialogue.world if folder else None
    return str(beside) if beside is not None and beside.is_file() else dialogue.world
