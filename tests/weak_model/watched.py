"""Dialogues played with a model that may be anything, and what they wrote held against what the built-in model writes.

A dialogue that got stuck is no harm. A booking is harm that was made, moved or cancelled and that the same dialogue
never sees with a model that understands: another time, kind, host, person or guest, or an answer nobody gave.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel

from bot.app import App
from bot.config import Settings
from bot.conversation import models
from bot.conversation.chain import Chain
from bot.conversation.turn import Turns
from bot.evals.dialogue import Dialogue, Talker
from bot.evals.lines import Answer, Line, direct
from bot.evals.runner import Outcome, play
from bot.evals.seen import Button
from tests.weak_model.chaos import ChaosModel, ProviderDown


@dataclass
class Writes:
    """Everything that stood in the calendar after some turn, and was not there before the first word."""

    facts: set[str] = field(default_factory=set)
    details: set[str] = field(default_factory=set)
    """Guests and answers, which a model may lose but not invent."""


@dataclass(frozen=True)
class Played:
    outcome: Outcome
    harm: tuple[str, ...]
    spoils: tuple[str, ...]


async def play_weakly(dialogue: Dialogue, folder: Path, seed: int) -> Played:
    """Plays it with the built-in model and with a spoiled one."""
    right, made = Writes(), Writes()
    await play(dialogue, Settings(), folder=folder, reach=_watching(right, None))
    model = ChaosModel(builtin=models.builtin(), seed=seed)
    outcome = await play(dialogue, Settings(), folder=folder, reach=_watching(made, model))
    harm = [*sorted(made.facts - right.facts), *sorted(made.details - right.details)]
    crashed = [problem for problem in outcome.problems if "Traceback" in problem]
    return Played(outcome, (*harm, *crashed), tuple(model.done))


class _Watched:
    """A line after whose every turn the calendar is looked at."""

    def __init__(self, line: Line, app: App, writes: Writes) -> None:
        self._line, self._app, self._writes = line, app, writes
        self._before: list[dict[str, Any]] | None = None

    @property
    def account_id(self) -> str:
        return self._line.account_id

    async def say(self, text: str, *, twice: bool) -> Answer:
        self._look()
        answer = await self._line.say(text, twice=twice)
        self._look()
        return answer

    async def tap(self, button: Button, *, twice: bool) -> Answer:
        answer = await self._line.tap(button, twice=twice)
        self._look()
        return answer

    def problems(self) -> list[str]:
        return self._line.problems()

    def _look(self) -> None:
        assert self._app.world is not None
        now = self._app.world.snapshot()
        if self._before is None:
            self._before = now
        for booking in now:
            if booking not in self._before:
                self._writes.facts.add(_fact(booking))
                self._writes.details.update(_details(booking))


def _fact(booking: dict[str, Any]) -> str:
    told = {
        "kind": booking["eventType"]["slug"],
        "hosts": [host.get("username") for host in booking["hosts"]],
        "start": booking["start"][:16],
        "end": booking["end"][:16],
        "status": booking["status"],
        "attendees": [[attendee["name"], attendee["email"], attendee["timeZone"]] for attendee in booking["attendees"]],
    }
    return json.dumps(told, ensure_ascii=False)


def _details(booking: dict[str, Any]) -> set[str]:
    answers = booking.get("bookingFieldsResponses") or {}
    told = {f"{slug}: {json.dumps(answer, ensure_ascii=False)}" for slug, answer in answers.items()}
    return told | {f"guest: {guest}" for guest in booking.get("guests") or ()}


def _watching(writes: Writes, model: BaseChatModel | None) -> Any:
    @asynccontextmanager
    async def reach(app: App, talker: Talker, name: str) -> AsyncIterator[Line]:
        if model is not None:
            builtin = models.builtin()
            app.turns = Turns(
                calendar=app.calendar,
                directory=app.directory,
                store=app.store,
                chain=Chain(model, builtin, failures=(ProviderDown,)),
                language=app.settings.slotwise_language,
            )
        async with direct(app, talker, name) as line:
            yield _Watched(line, app, writes)

    return reach
