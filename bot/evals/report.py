"""What a run of dialogues came to: a table to read, or the same as one JSON object.

pass^k is the chance that k runs of a dialogue all pass, averaged over the dialogues; with one trial it is the share
that passed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evals.runner import Outcome


@dataclass(frozen=True)
class Result:
    """The trials of one dialogue file, or of one imagined person."""

    path: str
    """Where it comes from: the file, or the options that bring the person back."""
    trials: tuple[Outcome, ...]

    @property
    def name(self) -> str:
        return self.trials[0].name

    @property
    def passes(self) -> int:
        return sum(trial.passed for trial in self.trials)

    @property
    def passed(self) -> bool:
        return self.passes == len(self.trials)


def pass_hat(results: Sequence[Result], k: int) -> float:
    """pass^k, from 0 to 1: per dialogue the share of the choices of k trials that hold passes alone."""
    shares = [comb(result.passes, k) / comb(len(result.trials), k) for result in results]
    return sum(shares) / len(shares)


class ReportError(Exception):
    """A file that is no report of ours; the message names it."""


def as_json(results: Sequence[Result], about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything, transcripts included, after what is told ``about`` the run."""
    trials = [trial for result in results for trial in result.trials]
    return {
        **(about or {}),
        "passed": sum(result.passed for result in results),
        "dialogues": len(results),
        **{f"pass^{k}": value for k, value in _pass_hats(results).items()},
        "turns": sum(len(trial.turns) for trial in trials),
        "turns_to_booking": _turns_to_booking(results),
        "model_calls": sum(trial.model_calls for trial in trials),
        "input_tokens": sum(trial.input_tokens for trial in trials),
        "output_tokens": sum(trial.output_tokens for trial in trials),
        "results": [
            {
                "name": result.name,
                "file": result.path,
                "passed": result.passed,
                "trials": [_trial(trial) for trial in result.trials],
            }
            for result in results
        ],
    }


def load(file: Path) -> dict[str, Any]:
    """A report that an earlier run gave in JSON. Raises ReportError."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReportError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReportError(f"{file}: is no JSON: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("results"), list):
        raise ReportError(f"{file}: is no report of slotwise eval --json")
    return told


def changes(results: Mapping[str, bool], earlier: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The names of those that pass now and did not in an earlier report, and of those that fail now and did not;
    ``results`` is by name whether they pass."""
    before = {str(result["name"]): bool(result["passed"]) for result in earlier["results"]}
    known = {name: passed for name, passed in results.items() if name in before}
    better = [name for name, passed in known.items() if passed and not before[name]]
    worse = [name for name, passed in known.items() if not passed and before[name]]
    return better, worse


def as_text(results: Sequence[Result], earlier: Mapping[str, Any] | None = None) -> RenderableType:
    """The table, after it what was different and the transcript of each dialogue that failed, and the figures; then
    what is other than in an earlier report."""
    table = Table(box=None, pad_edge=False)
    table.add_column("dialogue", min_width=max(len(result.name) for result in results))
    table.add_column("passed")
    for heading in ("turns", "model calls", "tokens in", "tokens out", "ms a turn"):
        table.add_column(heading, justify="right")
    for result in results:
        # Per run: a figure that does not grow with the number of trials.
        runs = result.trials
        turns = sum(len(run.turns) for run in runs)
        table.add_row(
            Text(result.name),
            Text(_verdict(result), style="green" if result.passed else "red bold"),
            _mean([len(run.turns) for run in runs]),
            _mean([run.model_calls for run in runs]),
            _mean([run.input_tokens for run in runs]),
            _mean([run.output_tokens for run in runs]),
            f"{1000 * sum(run.seconds for run in runs) / turns:.1f}" if turns else "-",
        )
    failures = [Text.assemble("\n", _failure(result)) for result in results if not result.passed]
    lines = [_summary(results), *([] if earlier is None else _compared(results, earlier))]
    return Group(table, *failures, Text("\n" + "\n".join(lines)))


def show(results: Sequence[Result], console: Console, earlier: Mapping[str, Any] | None = None) -> None:
    console.print(as_text(results, earlier), soft_wrap=True)


def _compared(results: Sequence[Result], earlier: Mapping[str, Any]) -> list[str]:
    better, worse = changes({result.name: result.passed for result in results}, earlier)
    lines = [f"before: {earlier['passed']} of {earlier['dialogues']} passed, pass^1 {earlier['pass^1']:.1%}"]
    for told, names in (("passes now", better), ("FAILS now", worse)):
        lines += [f"{told}: {name}" for name in names]
    return lines


def _verdict(result: Result) -> str:
    if len(result.trials) > 1:
        return f"{result.passes} of {len(result.trials)}"
    return "pass" if result.passed else "FAIL"


def _failure(result: Result) -> Text:
    trial = next(trial for trial in result.trials if not trial.passed)
    lines = [f"{result.name} ({result.path})", *([f"  {trial.about}"] if trial.about else [])]
    lines += [f"  ! {problem}" for problem in trial.problems]
    for turn in trial.turns:
        lines.append(f"    > {_one_line(turn.said)}")
        lines += [f"    {line}" for line in turn.seen.text.splitlines()]
        if turn.seen.buttons:
            lines.append(f"    [{' | '.join(button.label for button in turn.seen.buttons)}]")
    return Text("\n".join(lines))


def _one_line(said: str) -> str:
    line = " / ".join(said.split("\n"))
    return line if len(line) <= 200 else f"{line[:200]}… ({len(said)} characters)"


def _summary(results: Sequence[Result]) -> str:
    hats = ", ".join(f"pass^{k} {value:.1%}" for k, value in _pass_hats(results).items())
    calls = sum(trial.model_calls for result in results for trial in result.trials)
    turns = sum(len(trial.turns) for result in results for trial in result.trials)
    passed = sum(result.passed for result in results)
    until = _turns_to_booking(results)
    booked = "" if until is None else f", {until:g} turns to a booking (median)"
    return f"{passed} of {len(results)} passed; {hats}; {turns} turns, {calls} model calls{booked}"


def _turns_to_booking(results: Sequence[Result]) -> float | None:
    """The median, over the runs in which something was booked; None where nothing was."""
    counts = [trial.turns_to_booking for result in results for trial in result.trials]
    until = [count for count in counts if count is not None]
    return median(until) if until else None


def _pass_hats(results: Sequence[Result]) -> Mapping[int, float]:
    return {k: pass_hat(results, k) for k in range(1, len(results[0].trials) + 1)}


def _trial(trial: Outcome) -> dict[str, Any]:
    return {
        "passed": trial.passed,
        **({"about": trial.about} if trial.about else {}),
        "problems": list(trial.problems),
        "turns": len(trial.turns),
        "turns_to_booking": trial.turns_to_booking,
        "model_calls": trial.model_calls,
        "input_tokens": trial.input_tokens,
        "output_tokens": trial.output_tokens,
        "seconds": round(trial.seconds, 4),
        "transcript": [
            {
                "said": turn.said,
                "text": turn.seen.text,
                "choices": [button.label for button in turn.seen.buttons],
                "model_calls": turn.reply.usage.model_calls,
                "milliseconds": round(1000 * turn.seconds, 1),
            }
            for turn in trial.turns
        ],
    }


def _mean(values: Sequence[int]) -> str:
    mean = sum(values) / len(values)
    return f"{mean:.0f}" if mean == int(mean) else f"{mean:.1f}"
