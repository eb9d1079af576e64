import json
from pathlib import Path

import pytest

from bot.config import Settings
from bot.evals import command
from bot.evals.dialogue import Dialogue
from bot.evals.lines import Opening, direct
from bot.evals.runner import Outcome

TALK = "name: {name}\nnow: 2026-11-23T09:00:00-05:00\nsteps: [{{say: hi}}]\nexpect: {{}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two dialogues, of which the one named ``bad`` fails whenever it is played."""

    async def play(dialogue: Dialogue, settings: Settings, *, folder: Path | None = None, reach: Opening) -> Outcome:
        assert settings.slotwise_model == "builtin"
        assert folder == tmp_path
        assert reach is direct
        return Outcome(dialogue.name, ("it differs",) if dialogue.name == "bad" else (), ())

    monkeypatch.setattr(command, "play", play)
    for name in ("good", "bad"):
        (tmp_path / f"{name}.yaml").write_text(TALK.format(name=name))
    return tmp_path


def run(*paths: Path, trials: int = 1, as_json: bool = False) -> int:
    return command.run(tuple(map(str, paths)), model="builtin", trials=trials, as_json=as_json)


def test_all_passing_is_success(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "good.yaml") == 0
    assert "1 of 1 passed" in capsys.readouterr().out


def test_one_failing_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 1
    assert "it differs" in capsys.readouterr().out


def test_trials_are_kept_with_their_dialogue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, trials=3, as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(result["name"], len(result["trials"])) for result in told["results"]] == [("bad", 3), ("good", 3)]
    assert told["pass^3"] == 0.5


def test_a_wrong_file_is_told_before_anything_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wrong.yaml").write_text("name: wrong\n")
    assert run(folder) == 2
    shown = capsys.readouterr()
    assert "wrong.yaml: steps: Field required" in shown.err
    assert shown.out == ""


def test_a_folder_without_dialogues_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 2
    assert "No dialogues" in capsys.readouterr().err
