"""Plays every dialogue with a weak model and reports: ``python -m tests.weak_model --seeds 5``.

Exit code 1 where anything was written that should not have been.
"""

import argparse
import asyncio
from collections import Counter
from pathlib import Path

from rich.console import Console

from bot.conversation import writing
from bot.evals.dialogue import find, load
from tests.weak_model.watched import play_weakly

DIALOGUES = Path(__file__).parent.parent / "dialogues"


async def _run(seeds: int, first: int, paths: list[Path], screen: Console) -> int:
    harmed = 0
    for seed in range(first, first + seeds):
        passed, spoiled = 0, Counter[str]()
        for path in paths:
            played = await play_weakly(load(path), path.parent, seed)
            passed += played.outcome.passed
            spoiled.update(played.spoils)
            if played.harm:
                harmed += 1
                screen.print(f"seed {seed}, {path.stem}: {', '.join(played.spoils)}", markup=False, soft_wrap=True)
                for line in played.harm:
                    screen.print(f"    {line}", markup=False, highlight=False, soft_wrap=True)
        answers = spoiled.total()
        screen.print(
            f"seed {seed}: {passed} of {len(paths)} dialogues pass; "
            f"{answers - spoiled['left']} of {answers} answers of the model were spoiled",
            markup=False,
        )
    screen.print(f"{harmed} dialogues with a wrong booking", markup=False)
    return 1 if harmed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("paths", nargs="*", default=[str(DIALOGUES)], help="dialogues or folders of them")
    options = parser.parse_args()
    writing.LOOKS = (0.0, 0.0, 0.0)
    return asyncio.run(_run(options.seeds, options.first, find(options.paths), Console()))


if __name__ == "__main__":
    raise SystemExit(main())
