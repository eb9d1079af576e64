"""Lets a person talk to the whole assistant over its own embedded sandbox, and judges what is left.

The person is a script (a dialogue file) or has a mind of their own (``simulation``).
Each run has a fresh world, store and clock in memory, so runs touch nobody's calendar and do not touch each other.
"""

import re
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from bot.app import App, open_app
from bot.config import Settings
from bot.evals.compare import judge
from bot.evals.dialogue import Dialogue, Existing, Guest, Talker
from bot.evals.lines import Line, Opening, direct
from bot.evals.script import Script
from bot.evals.seen import Button, Seen
from bot.message import Reply
from bot.sandbox.faults import Fault
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
    seen: Seen
    seconds: float
    booked: bool = False
    """Something was booked in it; a move is none."""


@dataclass(frozen=True)
class Doing:
    """What the person does next: says something, or taps ``button``."""

    text: str = ""
    """``{uid 1}`` in it stands for the uid of the first existing booking."""
    button: Button | None = None
    twice: bool = False
    advance: timedelta | None = None
    """The clock is moved by this before."""
    faults: tuple[Fault, ...] = ()
    """Put into the sandbox before."""


class Scene(Protocol):
    """Who talks to the assistant, when, and what is there before the first word. A ``Dialogue`` is one."""

    @property
    def name(self) -> str: ...
    @property
    def now(self) -> datetime: ...
    @property
    def world(self) -> str: ...
    @property
    def person(self) -> Talker: ...
    @property
    def existing(self) -> tuple[Existing, ...]: ...
    @property
    def faults(self) -> tuple[Fault, ...]: ...


class Mind(Protocol):
    """The person's side of a talk."""

    def next(self, turns: Sequence[Turn]) -> Doing | None:
        """What they do after these turns, of which there are none at first; None when they are done."""
        ...

    def verdict(
        self, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], turns: Sequence[Turn]
    ) -> list[str]:
        """What is wrong with how it came out, by the bookings before and after."""
        ...


@dataclass(frozen=True)
class Outcome:
    """One run of a dialogue. It passed when there are no ``problems``."""

    name: str
    problems: tuple[str, ...]
    turns: tuple[Turn, ...]
    about: str = ""
    """Who talked and what they wanted, where no file tells it."""

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

    @property
    def turns_to_booking(self) -> int | None:
        """How often the person had to say or tap something until a booking was made; None where none was."""
        return next((number for number, turn in enumerate(self.turns, start=1) if turn.booked), None)


async def play(
    dialogue: Dialogue, settings: Settings, *, folder: Path | None = None, reach: Opening = direct
) -> Outcome:
    """Runs a dialogue once. ``folder`` is where a world that is named by a relative path is looked for first."""
    return await perform(dialogue, _Scripted(dialogue), settings, folder=folder, reach=reach)


async def perform(
    scene: Scene,
    mind: Mind,
    settings: Settings,
    *,
    folder: Path | None = None,
    reach: Opening = direct,
    about: str = "",
    most_turns: int = MOST_TURNS,
) -> Outcome:
    """Lets the person of a scene talk to the end. A fault of the assistant is a problem of the outcome, never an
    exception. ``reach`` is the channel."""
    settings = settings.model_copy(update=_SANDBOX_ONLY)
    async with (
        open_app(settings, now=scene.now, world=_world(scene, folder), fresh=True, in_memory=True) as app,
        reach(app, scene.person, scene.name) as line,
    ):
        assert app.world is not None
        if scene.person.host_as is not None:
            app.hosts.name(line.account_id, scene.person.host_as)
        uids = [await _add_existing(app, app.world, existing, scene, line.account_id) for existing in scene.existing]
        before = app.world.snapshot()
        for fault in scene.faults:
            app.world.faults.add(fault)
        turns, problems = await _talk(app, app.world, line, mind, uids, most_turns)
        problems += mind.verdict(before, app.world.snapshot(), turns)
        problems += line.problems()
    return Outcome(scene.name, tuple(problems), tuple(turns), about)


async def _talk(
    app: App, world: World, line: Line, mind: Mind, uids: Sequence[str], most_turns: int
) -> tuple[list[Turn], list[str]]:
    turns: list[Turn] = []
    while len(turns) < most_turns and (doing := mind.next(turns)) is not None:
        if doing.advance is not None:
            app.set_clock(app.clock() + doing.advance)
        for fault in doing.faults:
            world.faults.add(fault)
        text, button = _UID.sub(lambda found: uids[int(found[1]) - 1], doing.text), doing.button
        known = len(world.bookings())
        started = time.perf_counter()
        try:
            if button is not None:
                answer = await line.tap(button, twice=doing.twice)
            else:
                answer = await line.say(text, twice=doing.twice)
        except Exception:  # the other dialogues still want to be run; the whole trace is in the report
            return turns, [
                f"turn {len(turns) + 1} ({button.label if button else text!r}) raised\n{traceback.format_exc()}"
            ]
        seconds = time.perf_counter() - started
        said = f"[{button.label}]" if button else text
        booked = any(booking.rescheduled_from_uid is None for booking in world.bookings()[known:])
        turns.append(Turn(said, answer.reply, answer.seen, seconds, booked))
    return turns, []


class _Scripted:
    """The person of a dialogue file."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._script = Script(dialogue.steps)

    def next(self, turns: Sequence[Turn]) -> Doing | None:
        following = self._script.next([turn.seen for turn in turns]) if turns else (self._script.opening(), None)
        if following is None:
            return None
        step, button = following
        return Doing((step.say or "") * step.repeat, button, step.twice, step.advance, step.faults)

    def verdict(
        self, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], turns: Sequence[Turn]
    ) -> list[str]:
        problems = judge(before, after, self._dialogue.expect.bookings)
        return problems + _wording_problems(self._dialogue, turns)


def _wording_problems(dialogue: Dialogue, turns: Sequence[Turn]) -> list[str]:
    replies = [str(turn.seen) for turn in turns]
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


async def _add_existing(app: App, world: World, existing: Existing, scene: Scene, account_id: str) -> str:
    attendee = existing.attendee or (_SOMEONE_ELSE if existing.by == "someone-else" else as_attendee(scene.person))
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
                await app.store.add_owned(_owned(booking, account_id))
    return uid


def _owned(booking: Mapping[str, Any], account_id: str) -> OwnedBooking:
    seats = [attendee["seatUid"] for attendee in booking["attendees"] if attendee.get("seatUid")]
    return OwnedBooking(
        uid=booking["uid"],
        account_id=account_id,
        series_uid=booking.get("recurringBookingUid"),
        seat_uid=seats[0] if seats else None,
    )


def as_attendee(talker: Talker) -> Guest:
    """The person as they would stand in a booking they made before."""
    name = talker.name or "Robin Guest"
    email = talker.email or f"{'.'.join(name.lower().split())}@example.com"
    return Guest(name=name, email=email, time_zone=talker.time_zone or "UTC")


def _world(scene: Scene, folder: Path | None) -> str:
    beside = folder / scene.world if folder else None
    return str(beside) if beside is not None and beside.is_file() else scene.world
