"""What a process writes down of a provider that is left alone, for whoever asks on the same machine."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.outages import Outages


def test_an_outage_is_known_to_others_until_it_is_over(tmp_path: Path) -> None:
    ours, others = Outages(tmp_path / "new" / "outages.json"), Outages(tmp_path / "new" / "outages.json")
    assert others.since("the model") is None
    ours.note("the model", is_out=True)
    ours.note("another", is_out=True)
    since = others.since("the model")
    assert since is not None
    assert timedelta(0) <= datetime.now(UTC) - since < timedelta(minutes=1)
    ours.note("the model", is_out=False)
    assert others.since("the model") is None
    assert others.since("another") is not None


def test_when_it_began_stays_when_a_second_process_finds_it_too(tmp_path: Path) -> None:
    file = tmp_path / "outages.json"
    file.write_text('{"the model": "2026-11-23T14:00:00+00:00"}')
    Outages(file).note("the model", is_out=True)
    assert Outages(file).since("the model") == datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize("content", ["", "[1]", "{", "null"])
def test_a_broken_file_is_no_outage_and_is_written_anew(tmp_path: Path, content: str) -> None:
    file = tmp_path / "outages.json"
    file.write_text(content)
    assert Outages(file).since("the model") is None
    Outages(file).note("the model", is_out=True)
    assert Outages(file).since("the model") is not None


def test_a_file_that_cannot_be_written_is_logged_and_nothing_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    Outages(tmp_path / "data" / "outages.json").note("the model", is_out=True)
    assert "could not be written down" in caplog.text
