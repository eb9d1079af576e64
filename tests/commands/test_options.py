"""What a wrong option or setting is told: the option by its name, what is wrong, an example; exit code 2."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.commands.options import LANGUAGE, TIME_ZONE, aware


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chat", "--now", "soon"), "'--now': 'soon' is no ISO 8601 date and time. Example: 2026-11-23T09:00:00-05:00"),
        (
            ("chat", "--time-zone", "lisbon"),
            "'--time-zone': 'lisbon' is no IANA time zone. Did you mean Europe/Lisbon?",
        ),
        (("chat", "--time-zone", "Mars/Base"), "is no IANA time zone."),
        (("chat", "--email", "ana@"), "'--email': 'ana@' is no e-mail address"),
        (("chat", "--language", "klingon"), "'--language': 'klingon' is no language code. Examples: en, es, pt-BR"),
        (("chat", "--world", "w.yaml", "--calcom-url", "https://x.example"), "give one of them"),
        (("chat", "--calcom-url", "http://x.example"), "--calcom-url: must start with https://"),
        (
            ("chat", "--model", "gpt 5"),
            "--model: must be one word, without spaces or line breaks. Example: --model gpt",
        ),
        (("chat", "--model", "gpt-5"), "OPENAI_API_KEY: is needed for SLOTWISE_MODEL=gpt-5"),
        (("chat", "--now", "2026-03-08T02:30:00", "--time-zone", "America/New_York"), "add an offset"),
        (("chat", "--world", "no-such-world"), "no-such-world"),
        (("sandbox", "--world", "no-such-world"), "no-such-world"),
        (("sandbox", "--state", "/no/such/folder/state.json"), "--state: there is no folder /no/such/folder"),
        (("sandbox", "--port", "0"), "'--port': 0 is not in the range"),
        (("when",), 'such as: slotwise when "next tuesday"'),
        (("zone", "lisbon", "--batch"), "takes no text"),
        (("understand",), "Say what to understand"),
        (("eval",), "Say which dialogues to run"),
        (("eval", "x", "--trials", "0"), "'--trials': 0 is not in the range"),
        (("tomorrow",), "No such command 'tomorrow'"),
        (("chat", "tomorrow"), "unexpected extra argument"),
    ],
)
def test_a_wrong_option_is_told_in_words(arguments: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(main, arguments, prog_name="slotwise")
    assert told in result.output
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_wrong_setting_stops_a_command_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_TIMEOUT", "soon")
    monkeypatch.setenv("CALCOM_API_KEY", "canary secret")
    result = run("chat")
    assert result.exit_code == 2
    assert result.output == (
        "Error: these settings cannot be used.\n"
        "  CALCOM_API_KEY: must be the key alone: no spaces, quotes or line breaks around or in it."
        " Example: CALCOM_API_KEY=cal_live_...\n"
        "  CALCOM_TIMEOUT: must be a number of seconds. Example: CALCOM_TIMEOUT=10\n"
    )


def test_a_world_and_another_calendar_in_the_settings_exclude_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCOM_API_URL", "https://api.cal.com/v2")
    monkeypatch.setenv("CALCOM_USERNAME", "bailey")
    result = run("chat", "--world", "default")
    assert result.exit_code == 2
    assert "--world is for the embedded sandbox" in result.output


def test_a_store_that_cannot_be_used_stops_the_chat_with_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "slotwise.db").write_text("Dear diary, " * 1000)
    result = run("chat")
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: The store {data}/slotwise.db is no database.")


def test_a_data_folder_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOTWISE_DATA_DIR", "/dev/null/slotwise")
    result = run("chat")
    assert result.exit_code == 2
    assert (
        "SLOTWISE_DATA_DIR: the folder /dev/null/slotwise cannot be made or written (Not a directory)" in result.output
    )


@pytest.mark.parametrize("command", ["chat", "sandbox", "when", "zone", "understand", "eval", "doctor"])
def test_every_command_says_what_it_does(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()[2].strip()) > 10


@pytest.mark.parametrize(
    ("given", "name"),
    [("Europe/Lisbon", "Europe/Lisbon"), ("america/new york", "America/New_York"), ("utc", "UTC")],
)
def test_a_time_zone_is_an_iana_name_in_any_capitals(given: str, name: str) -> None:
    assert TIME_ZONE.convert(given, None, None) == name


@pytest.mark.parametrize(("given", "code"), [("en", "en"), ("pt-br", "pt-BR"), ("pt_BR", "pt-BR"), (" de ", "de")])
def test_a_language_is_a_code_that_babel_knows(given: str, code: str) -> None:
    assert LANGUAGE.convert(given, None, None) == code


def test_a_moment_without_an_offset_is_in_the_named_zone() -> None:
    assert aware(datetime(2026, 7, 1, 9), "America/New_York") == datetime(2026, 7, 1, 13, tzinfo=UTC)
    assert aware(datetime(2026, 7, 1, 9, tzinfo=UTC), "America/New_York") == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert aware(None, "America/New_York") is None


@pytest.mark.parametrize("moment", [datetime(2026, 3, 8, 2, 30), datetime(2026, 11, 1, 1, 30)])
def test_a_moment_that_the_clocks_skip_or_pass_twice_is_refused(moment: datetime) -> None:
    with pytest.raises(click.BadParameter, match="does not exist or exists twice in America/New_York"):
        aware(moment, "America/New_York")
