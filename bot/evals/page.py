"""The report as a page: one file that shows everything by itself, with nothing fetched from anywhere.

It is made of the report in JSON, so that a page can be had of any run that was kept. Every text of it, what models and
people said above all, is escaped by the template engine.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.evals import report

_TEMPLATES = Path(__file__).parent / "templates"


def render(told: Mapping[str, Any], earlier: Mapping[str, Any] | None = None) -> str:
    """``told`` is what ``report.as_json`` gives, ``earlier`` the same of another run."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    passed = {str(result["name"]): bool(result["passed"]) for result in told["results"]}
    better, worse = report.changes(passed, earlier) if earlier is not None else ([], [])
    before = {str(result["name"]): result for result in earlier["results"]} if earlier is not None else {}
    rows = [_row(result, before.get(result["name"])) for result in told["results"]]
    return environment.get_template("report.html").render(
        told=told,
        earlier=earlier,
        model=told.get("model", "the model"),
        tiles=list(_tiles(told, earlier)),
        share=told["pass^1"],
        hats=[(key.removeprefix("pass^"), value) for key, value in told.items() if key.startswith("pass^")],
        rows=rows,
        failures=[_failure(result) for result in told["results"] if not result["passed"]],
        better=better,
        worse=worse,
        most_turns=max([1, *(row["turns"] for row in rows)]),
    )


def _tiles(told: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    """The figures at the top; less is better in each of them."""
    now, before = _figures(told), _figures(earlier) if earlier is not None else {}
    for name, unit, digits in (
        ("turns to a booking", "median", 1),
        ("model calls", "a dialogue", 1),
        ("tokens in", "a dialogue", 0),
        ("tokens out", "a dialogue", 0),
        ("milliseconds", "a turn", 1),
    ):
        value, old = now[name], before.get(name)
        yield {
            "name": name,
            "unit": unit,
            "value": "–" if value is None else _number(value, digits),
            "old": None if old is None else _number(old, digits),
            "change": 0 if value is None or old is None else _sign(value - old, old),
        }


def _figures(told: Mapping[str, Any]) -> dict[str, float | None]:
    runs = [trial for result in told["results"] for trial in result["trials"]]
    count = len(runs) or 1
    seconds = sum(run["seconds"] for run in runs)
    return {
        "turns to a booking": told.get("turns_to_booking"),
        "model calls": told["model_calls"] / count,
        "tokens in": told["input_tokens"] / count,
        "tokens out": told["output_tokens"] / count,
        "milliseconds": 1000 * seconds / told["turns"] if told["turns"] else None,
    }


def _sign(change: float, old: float) -> int:
    """Whether it grew (1) or shrank (-1) by more than a hundredth."""
    if abs(change) <= abs(old) / 100:
        return 0
    return 1 if change > 0 else -1


def _number(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".removesuffix(".0")


def _row(result: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """One dialogue: figures of one run of it, so that they do not grow with the number of trials."""
    trials = result["trials"]
    count = len(trials)
    turns = sum(trial["turns"] for trial in trials)
    seconds = sum(trial["seconds"] for trial in trials)
    return {
        "name": result["name"],
        "file": result["file"],
        "about": trials[0].get("about"),
        "passed": result["passed"],
        "was": None if before is None else before["passed"],
        "verdicts": [trial["passed"] for trial in trials],
        "turns": turns / count,
        "calls": _number(sum(trial["model_calls"] for trial in trials) / count, 1),
        "tokens_in": _number(sum(trial["input_tokens"] for trial in trials) / count, 0),
        "tokens_out": _number(sum(trial["output_tokens"] for trial in trials) / count, 0),
        "milliseconds": _number(1000 * seconds / turns, 1) if turns else "–",
    }


def _failure(result: Mapping[str, Any]) -> dict[str, Any]:
    """The first run that did not pass, as a chat."""
    trial = next(trial for trial in result["trials"] if not trial["passed"])
    return {
        "name": result["name"],
        "file": result["file"],
        "about": trial.get("about"),
        "passes": sum(trial["passed"] for trial in result["trials"]),
        "runs": len(result["trials"]),
        "problems": trial["problems"],
        "turns": list(_chat(trial["transcript"])),
    }


def _chat(transcript: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each turn, with whether it was a tap, and which of the buttons is tapped next."""
    shown: list[str] = []
    for number, turn in enumerate(transcript):
        following = transcript[number + 1]["said"] if number + 1 < len(transcript) else ""
        label = turn["said"][1:-1]
        is_tap = turn["said"] == f"[{label}]" and (label in shown or not shown)
        yield {
            "said": label if is_tap else turn["said"],
            "is_tap": is_tap,
            "text": turn["text"],
            "choices": [(choice, following == f"[{choice}]") for choice in turn["choices"]],
            "calls": turn.get("model_calls"),
            "milliseconds": turn.get("milliseconds"),
        }
        shown = turn["choices"]
