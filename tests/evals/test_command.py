import json
from pathlib import Path

import pytest

from bot.config import Settings
from bot.conversation import prompt
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


def test_imagined_people_are_played_after_the_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = (str(folder / "good.yaml"),)
    assert command.run(paths, model="builtin", as_json=True, simulate=2, seed=7) == 0
    told = json.loads(capsys.readouterr().out)
    assert [result["name"] for result in told["results"]][:2] == ["good", "person-7"]
    assert told["results"][1]["file"] == "--simulate 1 --seed 7"
    assert told["results"][1]["trials"][0]["about"]
    assert told["turns_to_booking"] >= 1


def test_a_page_is_written_and_an_earlier_report_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = (str(folder / "good.yaml"),)
    command.run(good, model="builtin", as_json=True)
    before = folder / "before.json"
    before.write_text(capsys.readouterr().out.replace('"passed": true', '"passed": false'))
    html = folder / "report.html"
    assert command.run(good, model="builtin", html=html, compare=before) == 0
    assert "passes now: good" in capsys.readouterr().out
    assert "Pass now (1)" in html.read_text()
    assert f"prompts {prompt.version()}" in html.read_text()


def test_what_is_no_report_is_told_before_anything_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = folder / "wrong.json"
    wrong.write_text("[1]")
    assert command.run((str(folder / "good.yaml"),), model="builtin", compare=wrong) == 2
    assert "wrong.json: is no report" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = folder / "nowhere" / "report.html"
    assert command.run((str(folder / "good.yaml"),), model="builtin", html=nowhere) == 2
    assert "cannot be written" in capsys.readouterr().err
