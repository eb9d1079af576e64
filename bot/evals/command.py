"""``slotwise eval``: files in, a report out, and an exit code that a script can trust."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot.config import Settings, load_settings
from bot.evals import dialogue, report
from bot.evals.dialogue import Dialogue, DialogueError
from bot.evals.lines import Channel, opening
from bot.evals.runner import Outcome, play

AT_ONCE = 4
"""A provider's answer takes seconds, so some dialogues are played side by side; the built-in model does not wait."""


def run(
    paths: tuple[str, ...],
    *,
    model: str,
    trials: int = 1,
    as_json: bool = False,
    settings: Settings | None = None,
    channel: Channel = "direct",
) -> int:
    """Runs every dialogue ``trials`` times and prints the report. 0 when all passed, 1 when some did not, 2 when a file
    is wrong or there is none."""
    screen, errors = Console(), Console(stderr=True)
    try:
        dialogues = [(path, dialogue.load(path)) for path in dialogue.find(paths)]
    except DialogueError as error:
        errors.print(str(error), markup=False, highlight=False, soft_wrap=True)
        return 2
    if not dialogues:
        errors.print(f"No dialogues (*.yaml) in {', '.join(paths)}.", markup=False, highlight=False)
        return 2
    settings = settings or load_settings(overrides={"slotwise_model": model})
    with errors.status(f"Playing {len(dialogues)} dialogues ..."):
        results = asyncio.run(_play_all(dialogues, settings, trials, channel))
    if as_json:
        screen.print_json(json.dumps(report.as_json(results), ensure_ascii=False))
    else:
        report.show(results, screen)
    return 0 if all(result.passed for result in results) else 1


async def _play_all(
    dialogues: Sequence[tuple[Path, Dialogue]], settings: Settings, trials: int, channel: Channel
) -> list[report.Result]:
    places = asyncio.Semaphore(1 if settings.provider == "builtin" else AT_ONCE)

    async def one(path: Path, talk: Dialogue) -> Outcome:
        async with places:
            return await play(talk, settings, folder=path.parent, reach=opening(channel))

    runs = [one(path, talk) for path, talk in dialogues for _ in range(trials)]
    outcomes = await asyncio.gather(*runs)
    return [
        report.Result(str(path), tuple(outcomes[index * trials : (index + 1) * trials]))
        for index, (path, _) in enumerate(dialogues)
    ]
