"""Every dialogue of ``tests/dialogues``, played against the whole assistant with the built-in model and judged by the
bookings it leaves. ``slotwise eval tests/dialogues`` runs the same with any model."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from bot.evals.dialogue import Talker, find, load
from bot.evals.lines import Line, Opening, direct
from bot.evals.runner import play
from bot.evals.telegram import TelegramDouble
from bot.evals.telegram_line import UNHURRIED, telegram_line
from tests.telegram_oracle import watch

FILES = find([Path(__file__).parent / "dialogues"])


@asynccontextmanager
async def telegram(app: App, talker: Talker, name: str) -> AsyncIterator[Line]:
    """As ``slotwise eval --channel telegram`` does it, with every call and update looked at by others too."""
    double = watch(TelegramDouble(limits=UNHURRIED, clock=app.clock))
    async with telegram_line(app, talker, double=double) as line:
        yield line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("reach", [direct, telegram])
async def test_a_dialogue_leaves_the_bookings_it_should(path: Path, reach: Opening) -> None:
    outcome = await play(load(path), Settings(), folder=path.parent, reach=reach)
    if outcome.problems:
        transcript = [f"> {turn.said}\n{turn.seen}" for turn in outcome.turns]
        pytest.fail("\n".join([*outcome.problems, *transcript]), pytrace=False)


def test_a_dialogue_is_named_like_its_file() -> None:
    assert [path.stem for path in FILES] == [load(path).name for path in FILES]
