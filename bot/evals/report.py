"""What a run of dialogues came to: a table to read, or the same as one JSON object.

pass^k is the chance that k runs of a dialogue all pass, averaged over the dialogues; with one trial it is the share
that passed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evals.runner import Outcome


@dataclass(frozen=True)
class Result:
    """The trials of one dialogue file."""

    path: str
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


def as_json(results: Sequence[Result]) -> dict[str, Any]:
    """Everything, transcripts included."""
    trials = [trial for result in results for trial in result.trials]
    return {
        "passed": sum(result.passed for result in results),
        "dialogues": len(results),
        **{f"pass^{k}": value for k, value in _pass_hats(results).items()},
        "turns": sum(len(trial.turns) for trial in trials),
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


def as_text(results: Sequence[Result]) -> RenderableType:
    """The table, after it what was different and the transcript of each dialogue that failed, and the figures."""
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
    return Group(table, *failures, Text("\n" + _summary(results)))


def show(results: Sequence[Result], console: Console) -> None:
    console.print(as_text(results), soft_wrap=True)


def _verdict(result: Result) -> str:
    if len(result.trials) > 1:
        return f"{result.passes} of {len(result.trials)}"
    return "pass" if result.passed else "FAIL"


def _failure(result: Result) -> Text:
    trial = next(trial for trial in result.trials if not trial.passed)
    lines = [f"{result.name} ({result.path})", *(f"  ! {problem}" for problem in trial.problems)]
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
    return f"{passed} of {len(results)} passed; {hats}; {turns} turns, {calls} model calls"


def _pass_hats(results: Sequence[Result]) -> Mapping[int, float]:
    return {k: pass_hat(results, k) for k in range(1, len(results[0].trials) + 1)}


def _trial(trial: Outcome) -> dict[str, Any]:
    return {
        "passed": trial.passed,
        "problems": list(trial.problems),
        "turns": len(trial.turns),
        "model_calls": trial.model_calls,
        "input_tokens": trial.input_tokens,
        "output_tokens": trial.output_tokens,
        "seconds": round(trial.seconds, 4),
        "transcript": [
            {
                "said": turn.said,
                "text": turn.seen.text,
                "choices": [button.label for button in turn.seen.buttons],
            }
            for turn in trial.turns
        ],
    }


def _mean(values: Sequence[int]) -> str:
    mean = sum(values) / len(values)
    return f"{mean:.0f}" if mean == int(mean) else f"{mean:.1f}"
