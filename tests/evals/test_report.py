import json

import pytest
from rich.console import Console

from bot.evals import report
from bot.evals.report import Result
from bot.evals.runner import Outcome, Turn
from bot.evals.seen import as_told
from bot.message import Choice, Reply, Usage


def outcome(name: str, *problems: str) -> Outcome:
    reply = Reply("Which time?", choices=(Choice("1", "Tue, 3:00 PM"),), usage=Usage(1, 1000, 30))
    return Outcome(name, problems, (Turn("hello", reply, as_told(reply), 0.004),))


def result(name: str, *verdicts: bool) -> Result:
    return Result(f"{name}.yaml", tuple(outcome(name, *([] if passed else ["it differs"])) for passed in verdicts))


@pytest.mark.parametrize(
    ("verdicts", "k", "share"),
    [
        ([(True, True)], 2, 1.0),
        ([(True, False)], 1, 0.5),
        ([(True, False)], 2, 0.0),
        ([(True, True, True, False)], 2, 0.5),
        ([(True,), (False,)], 1, 0.5),
    ],
)
def test_pass_hat_is_the_chance_that_k_runs_all_pass(verdicts: list[tuple[bool, ...]], k: int, share: float) -> None:
    assert report.pass_hat([result(str(index), *passed) for index, passed in enumerate(verdicts)], k) == share


def test_the_table_tells_figures_and_the_transcript_of_what_failed() -> None:
    console = Console(width=120)
    with console.capture() as captured:
        report.show([result("good", True), result("bad", False)], console)
    lines = captured.get().splitlines()
    assert any(line.split() == ["good", "pass", "1", "1", "1000", "30", "4.0"] for line in lines)
    assert "bad (bad.yaml)" in lines
    assert "good (good.yaml)" not in lines
    for told in ("  ! it differs", "    > hello", "    Which time?", "    [Tue, 3:00 PM]"):
        assert told in lines
    assert lines[-1] == "1 of 2 passed; pass^1 50.0%; 2 turns, 2 model calls"


def test_the_json_holds_the_same_and_every_transcript() -> None:
    told = json.loads(json.dumps(report.as_json([result("good", True, True), result("mixed", True, False)])))
    assert (told["passed"], told["dialogues"], told["pass^1"], told["pass^2"]) == (1, 2, 0.75, 0.5)
    assert (told["model_calls"], told["input_tokens"], told["output_tokens"], told["turns"]) == (4, 4000, 120, 4)
    trial = told["results"][1]["trials"][1]
    assert trial["problems"] == ["it differs"]
    turn = {"said": "hello", "text": "Which time?", "choices": ["Tue, 3:00 PM"], "model_calls": 1, "milliseconds": 4.0}
    assert trial["transcript"] == [turn]
