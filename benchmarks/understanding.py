"""Scores the understanding of time and zones on real phrases: ``make understanding``.

The phrases and their scorers lie beside a checkout, in ``../shared/eval``, and are no part of the project. Without them
there is nothing to measure, and this says so. A figure on its way to its target must not fall behind what it has
reached: then, or where a target that was met is missed, this exits 1.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.scheduling import when, zones

EVAL = Path(__file__).resolve().parents[1].parent / "shared" / "eval"

Answer = Callable[[dict[str, object]], dict[str, Any]]


@dataclass(frozen=True)
class Target:
    """A figure of a scorer's table and what it has to reach; in percent, or in microseconds."""

    what: str
    data: str
    group: str
    column: str
    limit: float
    reached: float | None = None
    """Of a target not met yet: what was, a point below it for what a new phrase may cost elsewhere."""

    @property
    def is_ceiling(self) -> bool:
        return self.column in ("silent", "micros")


TARGETS = (
    Target("time expressions, English: right", "time_expressions", "en / all", "right", 92, reached=91),
    Target("time expressions, Spanish: right", "time_expressions", "es / all", "right", 88),
    Target("time expressions, French: right", "time_expressions", "fr / all", "right", 88),
    Target("time expressions, German: right", "time_expressions", "de / all", "right", 88),
    Target("time expressions, Portuguese: right", "time_expressions", "pt / all", "right", 88),
    Target("real calendar requests: right", "smcalflow_datetime", "all / all", "right", 97),
    Target("real calendar requests: silently wrong", "smcalflow_datetime", "all / all", "silent", 1),
    Target("appointment dialogues: right", "sgd_time_spans", "all / all", "right", 98),
    Target("appointment dialogues: silently wrong", "sgd_time_spans", "all / all", "silent", 1),
    Target("a phrase of time, median µs", "time_expressions", "", "micros", 300),
    Target("a request, median µs", "smcalflow_datetime", "", "micros", 300),
    Target("places and abbreviations: right", "timezones", "all", "right", 96),
)

_ROW = re.compile(
    r"(?P<group>\S.*?)\s+(?P<rows>\d+)\s+(?P<right>[\d.]+)%(?:\s+(?P<any>[\d.]+)%\s+(?P<silent>[\d.]+)%)?"
)
_MEDIAN = re.compile(r"median (\d+) microseconds")


def score(name: str) -> dict[tuple[str, str], float]:
    """The figures of one data file by group and column, as its own scorer counts them."""
    answer, scorer = (zones.answer, "score_zones.py") if name == "timezones" else (when.answer, "score_when.py")
    command = [sys.executable, str(EVAL / scorer), str(EVAL / "dev" / f"{name}.jsonl")]
    asked = subprocess.run([*command, "--questions"], capture_output=True, text=True, check=True).stdout
    questions = [json.loads(line) for line in asked.splitlines()]
    answers = "\n".join(json.dumps(answer(question)) for question in questions)
    table = subprocess.run(command, input=answers, capture_output=True, text=True, check=True).stdout
    figures: dict[tuple[str, str], float] = {}
    for line in table.splitlines():
        if row := _ROW.match(line):
            for column in ("right", "any", "silent"):
                if row[column] is not None:
                    figures[row["group"], column] = float(row[column])
        elif median := _MEDIAN.match(line):
            figures["", "micros"] = float(median[1])
    return figures


def main() -> int:
    if not EVAL.is_dir():
        print(f"Skipped: the phrases to score are not there ({EVAL.parent.name}/{EVAL.name} beside the checkout).")
        return 0
    figures = {name: score(name) for name in dict.fromkeys(target.data for target in TARGETS)}
    fallen = 0
    for target in TARGETS:
        figure = figures[target.data].get((target.group, target.column))
        met = figure is not None and (figure <= target.limit if target.is_ceiling else figure >= target.limit)
        on_its_way = figure is not None and target.reached is not None and figure >= target.reached
        fallen += not (met or on_its_way)
        sign = "<=" if target.is_ceiling else ">="
        shown = "none" if figure is None else f"{figure:.1f}"
        state = "" if met else "  not yet" if on_its_way else "  missed"
        print(f"{target.what:45}{shown:>8}  {sign} {target.limit:g}{state}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
