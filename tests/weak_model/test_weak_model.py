"""A model that invents, doubles, loops and breaks off does no harm: whatever becomes of a dialogue, nothing is booked,
moved or cancelled in it that the same dialogue would not leave behind with a model that understands.

A sample of the dialogues is played here, each with a seed of its own; ``python -m tests.weak_model`` plays all of them
with as many seeds as wanted.
"""

import random
from pathlib import Path

import pytest

from bot.evals.dialogue import find, load
from tests.weak_model.chaos import SPOILS
from tests.weak_model.watched import play_weakly

FILES = find([Path(__file__).parent.parent / "dialogues"])
SAMPLE = random.Random(5).sample(FILES, 40)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.writing.LOOKS", (0.0, 0.0, 0.0))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: str(path.stem))
async def test_a_dialogue_with_a_weak_model_leaves_no_wrong_booking(path: Path) -> None:
    played = await play_weakly(load(path), path.parent, seed=len(path.stem))
    assert played.harm == (), played.spoils


async def test_the_same_seed_spoils_the_same_answers() -> None:
    path = next(path for path in FILES if path.stem == "flexible-made-longer")
    first, again = [await play_weakly(load(path), path.parent, seed=3) for _ in range(2)]
    assert first.spoils == again.spoils
    assert [turn.reply.text for turn in first.outcome.turns] == [turn.reply.text for turn in again.outcome.turns]


async def test_a_wrong_booking_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the checks taken away, the harm that the model does is seen."""
    from bot.conversation import grounding, second_look

    for check in ("said", "said_email", "said_phone", "said_answer"):
        monkeypatch.setattr(grounding, check, lambda *_, **__: True)
    monkeypatch.setattr(second_look, "is_needed", lambda *_: False)
    monkeypatch.setattr(second_look, "grounded", lambda call, _: call)
    monkeypatch.setattr("tests.weak_model.chaos.SPOILED", 1.0)
    invents = [spoil for spoil in SPOILS if spoil.__name__ == "invents_an_address"]
    monkeypatch.setattr("tests.weak_model.chaos.SPOILS", invents)
    path = next(path for path in FILES if path.stem == "everything-in-one-message")
    assert (await play_weakly(load(path), path.parent, seed=1)).harm
