"""The terminal without a person at it: a message a line, replies as text or as JSON lines."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FAKE_APP = Path(__file__).with_name("fake_app.py")


def talk(kind: str, typed: str | bytes) -> str:
    sent = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run([sys.executable, FAKE_APP, kind], input=sent, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""
    return done.stdout.decode()


def objects(typed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in talk("json", typed).splitlines()]


def test_a_booking_in_plain_text(tmp_path: Path) -> None:
    assert (
        talk("plain", "times\n1\n1\n1\nbye\n")
        == f"""\
When suits you?
1) Tue 15:00
2) Tue 16:00

30 Min Meeting
Tue 24 Nov, 15:00 (Lisbon)
1) Confirm
2) Change

Booked.
1) Add to calendar https://calendar.example/add?x=1
2) Move it
Saved meeting.ics: {tmp_path}/data/files/meeting.ics

Add to calendar: https://calendar.example/add?x=1
1) Add to calendar https://calendar.example/add?x=1
2) Move it

You wrote: bye
"""
    )
    assert (tmp_path / "data/files/meeting.ics").read_bytes() == b"BEGIN:VCALENDAR\r\n"


def test_a_booking_as_json_lines(tmp_path: Path) -> None:
    times, proposal, booked = objects("times\n1\n1\n")
    assert times == {
        "text": "When suits you?",
        "choices": [
            {"id": "t1", "label": "Tue 15:00", "url": None},
            {"id": "t2", "label": "Tue 16:00", "url": None},
        ],
        "attachments": [],
        "proposal": None,
        "bookings": [],
        "model_calls": 0,
        "input_tokens": 0,
        "output_tokens": 0,
    }
    assert proposal["proposal"] == {
        "kind": "book",
        "event_type": "30min",
        "start": "2026-11-24T15:00:00Z",
        "time_zone": "Europe/Lisbon",
        "attendee": {"name": "Ana", "email": None},
        "answers": {"topics": ["a", "b"]},
    }
    assert (proposal["model_calls"], proposal["input_tokens"], proposal["output_tokens"]) == (1, 1200, 30)
    assert booked["attachments"] == [{"name": "meeting.ics", "path": f"{tmp_path}/data/files/meeting.ics"}]
    assert booked["bookings"] == [
        {"uid": "abc123", "status": "accepted", "start": "2026-11-24T15:00:00Z", "event_type": "30min"}
    ]


def test_each_line_has_one_reply_empty_ones_too() -> None:
    assert [reply["text"] for reply in objects("a\n\n   \nb")] == [
        "You wrote: a",
        "Nothing was written.",
        "Nothing was written.",
        "You wrote: b",
    ]


def test_nothing_typed_is_no_message() -> None:
    assert talk("plain", "") == ""
    assert talk("json", "") == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\ufeffbom", "bom"),
        ("windows\r\n", "windows"),
        (b"not utf-8: \xff\n", "not utf-8: \ufffd"),
        ("Ünï 日本 👍🏽 שלום\n", "Ünï 日本 👍🏽 שלום"),
        ("x" * 200_000, "x" * 200_000),
    ],
)
def test_a_line_is_read_whatever_it_is(typed: str | bytes, read: str) -> None:
    assert talk("plain", typed) == f"You wrote: {read}\n"


def test_an_output_of_another_encoding_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    plain, as_json = (
        subprocess.run(
            [sys.executable, FAKE_APP, kind], input="Zürich 日本\n".encode(), capture_output=True, timeout=60
        )
        for kind in ("plain", "json")
    )
    assert plain.stdout.decode("latin-1") == "You wrote: Zürich ??\n"
    assert json.loads(as_json.stdout)["text"] == "You wrote: Zürich 日本"


def test_what_a_stranger_wrote_cannot_command_the_terminal(tmp_path: Path) -> None:
    assert talk("plain", "hostile\n") == (
        f"Hello red gnp.exe\nnext line\n1) one line\nSaved ../../.ssh/id: {tmp_path}/data/files/ssh-id\n"
    )
    raw = talk("json", "hostile\n")
    assert raw.replace("\n", "").isprintable()
    assert json.loads(raw)["text"] == "Hello \x1b[31mred\x1b[0m \x1b]0;title\x07\x9b2J\u202egnp.exe\r\nnext\tline"


def test_json_is_for_programs_and_passes_commands_on() -> None:
    assert [reply["text"] for reply in objects("/quit\n/help\n")] == ["You wrote: /quit", "You wrote: /help"]


def test_help_and_quit_work_through_a_pipe() -> None:
    said = talk("plain", "times\n/help\n2\n/quit\nnever\n")
    assert "Ctrl-D" in said
    assert said.count("1) Tue 15:00") == 2
    assert said.endswith("You wrote: t2\n")


@pytest.mark.parametrize("kind", ["plain", "json"])
def test_a_failure_nobody_planned_is_told_with_a_reference_and_the_talk_goes_on(kind: str) -> None:
    done = subprocess.run([sys.executable, FAKE_APP, kind], input=b"break\nagain\n", capture_output=True, timeout=60)
    failed, *_, again = done.stdout.decode().splitlines()
    reference = failed.rpartition("Reference: ")[2][:8]
    assert "I cannot say whether your last message took effect" in failed
    assert f"reference {reference}" in done.stderr.decode()
    assert "RuntimeError" in done.stderr.decode()
    assert "You wrote: again" in again
    assert done.returncode == 0


@pytest.fixture
def terminal() -> Iterator[subprocess.Popen[str]]:
    """A terminal with pipes at both ends, for tests that send signals."""
    with subprocess.Popen(
        [sys.executable, FAKE_APP, "plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def type_line(terminal: subprocess.Popen[str], line: str) -> None:
    assert terminal.stdin is not None
    terminal.stdin.write(line + "\n")
    terminal.stdin.flush()


def read_error(terminal: subprocess.Popen[str]) -> str:
    assert terminal.stderr is not None
    return terminal.stderr.readline()


def test_an_interrupt_between_messages_ends_it(terminal: subprocess.Popen[str]) -> None:
    type_line(terminal, "hello")
    assert terminal.stdout is not None
    assert terminal.stdout.readline() == "You wrote: hello\n"
    terminal.send_signal(signal.SIGINT)
    assert read_error(terminal) == "Goodbye.\n"
    out, errors = terminal.communicate(timeout=60)
    assert (terminal.returncode, out, errors) == (130, "", "")


def test_an_interrupt_during_a_turn_lets_it_finish(terminal: subprocess.Popen[str]) -> None:
    type_line(terminal, "wait\nnever answered")
    assert read_error(terminal) == "begun\n"
    terminal.send_signal(signal.SIGINT)
    assert read_error(terminal) == "Finishing what has begun; press Ctrl-C again to leave at once.\n"
    terminal.send_signal(signal.SIGUSR1)
    out, _errors = terminal.communicate(timeout=60)
    assert (terminal.returncode, out) == (130, "You wrote: wait\n")


def test_a_second_interrupt_does_not_wait(terminal: subprocess.Popen[str]) -> None:
    type_line(terminal, "wait")
    assert read_error(terminal) == "begun\n"
    terminal.send_signal(signal.SIGINT)
    assert read_error(terminal).startswith("Finishing")
    terminal.send_signal(signal.SIGINT)
    out, errors = terminal.communicate(timeout=60)
    assert (terminal.returncode, out, errors) == (130, "", "")
