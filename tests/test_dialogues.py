"""Every dialogue of ``tests/dialogues``, played against the whole assistant with the built-in model and judged by the
bookings it leaves. ``slotwise eval tests/dialogues`` runs the same with any model."""

from pathlib import Path

import pytest

from bot.config import Settings
from bot.evals.dialogue import find, load
from bot.evals.runner import play
from bot.evals.script import shown_text

FILES = find([Path(__file__).parent / "dialogues"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_a_dialogue_leaves_the_bookings_it_should(path: Path) -> None:
    outcome = await play(load(path), Settings(), folder=path.parent)
    if outcome.problems:
        transcript = [f"> {turn.said}\n{shown_text(turn.reply)}" for turn in outcome.turns]
        pytest.fail("\n".join([*outcome.problems, *transcript]), pytrace=False)


def test_a_dialogue_is_named_like_its_file() -> None:
    assert [path.stem for path in FILES] == [load(path).name for path in FILES]
