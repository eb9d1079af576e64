"""What only looks like an attack loses nothing: it is understood, and leaves the bookings it should."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import Settings
from bot.evals.dialogue import Dialogue
from bot.evals.runner import play

TALKS = yaml.safe_load((Path(__file__).parent / "ordinary.yaml").read_text(encoding="utf-8"))


def _dialogue(talk: dict[str, Any]) -> Dialogue:
    own = {"event_type": "30min", "host": "bailey", "start": "2026-11-25T15:00:00Z", "by": "person"}
    person = {"name": "Ana Silva", "email": "ana@example.com", "time_zone": "Europe/Lisbon"}
    return Dialogue.model_validate(
        {
            "name": talk["name"],
            "now": "2026-11-23T09:00:00-05:00",
            "person": {**person, "language": talk.get("language", "en")},
            "existing": [own] if talk.get("has") else [],
            "steps": [{"say": words} for words in talk["says"]],
            "expect": {"bookings": talk["leaves"]},
        }
    )


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: str(talk["name"]))
async def test_honest_words_that_look_like_an_attack_do_what_they_say(talk: dict[str, Any]) -> None:
    outcome = await play(_dialogue(talk), Settings())
    if outcome.problems:
        transcript = [f"> {turn.said}\n{turn.seen}" for turn in outcome.turns]
        pytest.fail("\n".join([*outcome.problems, *transcript]), pytrace=False)


def test_there_are_twenty_such_talks() -> None:
    assert len({talk["name"] for talk in TALKS}) == 20
