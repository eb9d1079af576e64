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
from bot.evals.lines import Line, Opening, direct
from bot.evals.script import Script
from bot.evals.seen import Seen
from bot.message import Reply
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


async def play(
    dialogue: Dialogue, settings: Settings, *, folder: Path | None = None, reach: Opening = direct
) -> Outcome:
    """Runs a dialogue once. A fault of the assistant is a problem of the outcome, never an exception; ``folder`` is
    where a world that is named by a relative path is looked for first. ``reach`` is the channel."""
    settings = settings.model_copy(update=_SANDBOX_ONLY)
    async with (
        open_app(settings, now=dialogue.now, world=_world(dialogue, folder), fresh=True, in_memory=True) as app,
        reach(app, dialogue.person, dialogue.name) as line,
    ):
        assert app.world is not None
        uids = [
            await _add_existing(app, app.world, existing, dialogue, line.account_id) for existing in dialogue.existing
        ]
        before = app.world.snapshot()
        turns, problems = await _talk(app, app.world, line, dialogue, uids)
        problems += judge(before, app.world.snapshot(), dialogue.expect.bookings)
        problems += line.problems()
    problems += _wording_problems(dialogue, turns)
    return Outcome(dialogue.name, tuple(problems), tuple(turns))


async def _talk(
    app: App, world: World, line: Line, dialogue: Dialogue, uids: Sequence[str]
) -> tuple[list[Turn], list[str]]:
    script = Script(dialogue.steps)
    turns: list[Turn] = []
    for fault in dialogue.faults:
        world.faults.add(fault)
    step, button = script.opening(), None
    while True:
        if step.advance is not None:
            app.set_clock(app.clock() + step.advance)
        for fault in step.faults:
            world.faults.add(fault)
        text = _UID.sub(lambda found: uids[int(found[1]) - 1], (step.say or "") * step.repeat)
        started = time.perf_counter()
        try:
            if button is not None:
                answer = await line.tap(button, twice=step.twice)
            else:
                answer = await line.say(text, twice=step.twice)
        except Exception:  # the other dialogues still want to be run; the whole trace is in the report
            return turns, [
                f"turn {len(turns) + 1} ({button.label if button else text!r}) raised\n{traceback.format_exc()}"
            ]
        seconds = time.perf_counter() - started
        turns.append(Turn(f"[{button.label}]" if button else text, answer.reply, answer.seen, seconds))
        following = script.next([turn.seen for turn in turns])
        if following is None or len(turns) == MOST_TURNS:
            return turns, []
        step, button = following


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


async def _add_existing(app: App, world: World, existing: Existing, dialogue: Dialogue, account_id: str) -> str:
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


def _as_attendee(dialogue: Dialogue) -> Guest:
    """The person as they would stand in a booking they made before."""
    talker = dialogue.person
    name = talker.name or "Robin Guest"
    email = talker.email or f"{'.'.join(name.lower().split())}@example.com"
    return Guest(name=name, email=email, time_zone=talker.time_zone or "UTC")


def _world(dialogue: Dialogue, folder: Path | None) -> str:
    beside = folder / dialogue.world if folder else None
    return str(beside) if beside is not None and beside.is_file() else dialogue.world
