"""``slotwise eval``: files and imagined people in, a report out, and an exit code that a script can trust."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.config import Settings, load_settings
from bot.conversation import prompt
from bot.evals import dialogue, page, report
from bot.evals.dialogue import DialogueError
from bot.evals.lines import Channel, opening
from bot.evals.runner import Outcome, perform, play
from bot.evals.simulation.imagining import imagine, seeds
from bot.evals.simulation.person import MOST_TURNS, SimulatedPerson

AT_ONCE = 4
"""A provider's answer takes seconds, so some dialogues are played side by side; the built-in model does not wait."""


@dataclass(frozen=True)
class Talk:
    """Something to play: where it comes from, and how."""

    source: str
    play: Callable[[], Awaitable[Outcome]]


def run(
    paths: tuple[str, ...],
    *,
    model: str,
    trials: int = 1,
    as_json: bool = False,
    settings: Settings | None = None,
    channel: Channel = "direct",
    simulate: int = 0,
    seed: int = 1,
    html: Path | None = None,
    compare: Path | None = None,
) -> int:
    """Runs every dialogue ``trials`` times, after those of the files ``simulate`` imagined people, and prints the
    report; ``html`` is where its page goes, ``compare`` an earlier report in JSON to hold it against. 0 when all
    passed, 1 when some did not, 2 when a file is wrong or there is none."""
    screen, errors = Console(), Console(stderr=True)
    settings = settings or load_settings(overrides={"slotwise_model": model})
    try:
        talks = [*_of_files(paths, settings, channel), *_of_people(simulate, seed, settings, channel)]
        earlier = report.load(compare) if compare is not None else None
    except (DialogueError, report.ReportError) as error:
        errors.print(str(error), markup=False, highlight=False, soft_wrap=True)
        return 2
    if not talks:
        errors.print(f"No dialogues (*.yaml) in {', '.join(paths)}.", markup=False, highlight=False)
        return 2
    started = datetime.now(UTC)
    with errors.status(f"Playing {len(talks)} dialogues ..."):
        results = asyncio.run(_play_all(talks, settings, trials))
    about = {
        "model": settings.slotwise_model,
        "prompts": prompt.version(),
        "channel": channel,
        "started": started.isoformat(timespec="seconds"),
    }
    told = report.as_json(results, about)
    if html is not None and not _written(html, page.render(told, earlier), errors):
        return 2
    if as_json:
        screen.print_json(json.dumps(told, ensure_ascii=False))
    else:
        report.show(results, screen, earlier)
    return 0 if all(result.passed for result in results) else 1


def _of_files(paths: Sequence[str], settings: Settings, channel: Channel) -> list[Talk]:
    """Raises DialogueError."""

    def one(path: Path) -> Talk:
        talk = dialogue.load(path)
        return Talk(str(path), lambda: play(talk, settings, folder=path.parent, reach=opening(channel)))

    return [one(path) for path in dialogue.find(paths)]


def _of_people(count: int, seed: int, settings: Settings, channel: Channel) -> list[Talk]:
    async def meet(seed: int) -> Outcome:
        who = imagine(seed)
        reach = opening(channel)
        return await perform(who, SimulatedPerson(who), settings, reach=reach, about=who.about, most_turns=MOST_TURNS)

    def one(seed: int) -> Talk:
        return Talk(f"--simulate 1 --seed {seed}", lambda: meet(seed))

    return [one(seed) for seed in seeds(seed, count)] if count else []


async def _play_all(talks: Sequence[Talk], settings: Settings, trials: int) -> list[report.Result]:
    places = asyncio.Semaphore(1 if settings.provider == "builtin" else AT_ONCE)

    async def one(talk: Talk) -> Outcome:
        async with places:
            return await talk.play()

    outcomes = await asyncio.gather(*[one(talk) for talk in talks for _ in range(trials)])
    return [
        report.Result(talk.source, tuple(outcomes[index * trials : (index + 1) * trials]))
        for index, talk in enumerate(talks)
    ]


def _written(file: Path, content: str, errors: Console) -> bool:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        errors.print(f"{file}: cannot be written: {error.strerror}", markup=False, highlight=False)
        return False
    return True
