"""`slotwise doctor`: each fault is named with what to do, and the exit code tells whether there is one."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.commands.answering import Answers


def doctor(*options: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *options])


def fault(result: Result) -> str:
    assert result.exit_code == 1, result.output
    (line,) = [line for line in result.output.splitlines() if line.startswith("fault")]
    return line


def test_all_is_well_without_any_setting() -> None:
    result = doctor()
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        f"ok     {name}"
        for name in ("settings", "data folder", "store", "time zones", "Cal.com", "event types", "model")
    ]
    assert "Bailey" in lines[5]


def test_the_same_in_json() -> None:
    result = doctor("--json")
    told: dict[str, Any] = json.loads(result.output)
    assert (result.exit_code, told["ok"], len(told["checks"])) == (0, True, 7)
    assert set(told["checks"][0]) == {"name", "ok", "found", "advice"}


def test_wrong_settings_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_TIMEOUT", "x")
    monkeypatch.setenv("SLOTWISE_LANGUAGE", "English")
    result = doctor()
    assert result.exit_code == 1
    assert "CALCOM_TIMEOUT: must be a number of seconds. Example: CALCOM_TIMEOUT=10" in result.output
    assert "SLOTWISE_LANGUAGE: must be a language code. Example: SLOTWISE_LANGUAGE=en" in result.output


def test_a_misspelt_setting_is_a_note_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_USERNMAE", "bailey")
    result = doctor()
    assert result.exit_code == 0
    assert "did you mean CALCOM_USERNAME?" in result.output


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/slotwise.db").write_text("Dear diary, " * 1000)
    assert "is no database. Move that file away" in fault(doctor())


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_USERNAME", "nobody")
    assert "event types: CALCOM_USERNAME=nobody" in fault(doctor())


def calcom(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("CALCOM_API_URL", url)
    monkeypatch.setenv("CALCOM_API_KEY", "cal_live_canary")
    monkeypatch.setenv("CALCOM_USERNAME", "bailey")
    monkeypatch.setenv("CALCOM_TIMEOUT", "0.2")


@pytest.mark.parametrize(
    ("status", "found", "advice"),
    [
        (401, "refuses the key", "set CALCOM_API_KEY to it"),
        (404, "has nothing there", "Check CALCOM_API_URL (it ends in /v2)"),
        (429, "too many requests", "Wait a minute"),
        (500, "does not answer", "Check CALCOM_API_URL and the network"),
        (200, "does not answer", "Check CALCOM_API_URL and the network"),
    ],
)
def test_a_calcom_that_answers_amiss(
    monkeypatch: pytest.MonkeyPatch, server: Answers, status: int, found: str, advice: str
) -> None:
    calcom(monkeypatch, server.url)
    server.status = status
    line = fault(doctor())
    assert found in line
    assert advice in line
    assert "canary" not in line


def test_a_calcom_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, server: Answers) -> None:
    calcom(monkeypatch, server.url)
    server.socket.close()
    assert "does not answer" in fault(doctor())
