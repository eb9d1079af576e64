"""What is logged holds no personal data and no keys."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import telemetry


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log file at INFO; what was configured before comes back after the test."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in telemetry._TALKATIVE}
    root.handlers = []
    telemetry.configure("INFO", file=tmp_path / "logs" / "slotwise.log")
    yield tmp_path / "logs" / "slotwise.log"
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = before, level
    for name, value in levels.items():
        logging.getLogger(name).setLevel(value)


@pytest.mark.parametrize(
    ("said", "redacted"),
    [
        ("to ana.silva+x@mail.example.com.", "to <email>."),
        ("GET /v2/bookings?attendeeEmail=ana%40example.com&take=1", "GET /v2/bookings?attendeeEmail=<email>&take=1"),
        ("call +351 912 345 678 now", "call <phone> now"),
        ("call 00351912345678", "call <phone>"),
        ("Authorization: Bearer cal_live_0123456789abcdef", "Authorization: Bearer <key>"),
        ("key cal_sandbox_bailey", "key <key>"),
        ("key sk-proj-Ab12_cd34", "key <key>"),
        (
            "https://api.telegram.org/bot123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe",
            "https://api.telegram.org/bot<token>/getMe",
        ),
        ("token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl", "token <token>"),
    ],
)
def test_keys_addresses_and_numbers_are_taken_out(said: str, redacted: str) -> None:
    assert telemetry.redact(said) == redacted


@pytest.mark.parametrize(
    "said",
    [
        "2026-11-24T15:00:00+00:00 took 12.5 ms",
        "2026-11-23 08:21:51,123 INFO slotwise.turn",
        "/v2/slots?start=2026-11-24T00:00:00Z&duration=30",
        "a mask-like task-list and a scalable calendar",
    ],
)
def test_times_and_plain_words_are_left_alone(said: str) -> None:
    assert telemetry.redact(said) == said


def test_a_traceback_is_redacted_too(log: Path) -> None:
    try:
        raise ValueError("ana@example.com has cal_live_0123456789")
    except ValueError:
        logging.getLogger("somebody").exception("while booking for %s", "bo@example.com")
    written = log.read_text()
    assert "Traceback" in written
    assert "ValueError: <email> has <key>" in written
    assert "while booking for <email>" in written


def test_the_record_of_a_turn_has_counts_and_no_ids(log: Path) -> None:
    for _ in range(2):
        telemetry.record_turn(
            conversation_id="telegram:5512",
            account_id="telegram:77",
            message_id="m-1",
            outcome="proposed",
            seconds=0.01234,
            model="builtin",
            model_calls=1,
            input_tokens=1200,
            output_tokens=40,
            calendar_calls=2,
            retried=None,
        )
    first, second = (json.loads(line.partition("slotwise.turn: ")[2]) for line in log.read_text().splitlines())
    assert first == second
    ids = [first.pop(name) for name in ("conversation", "account", "message")]
    assert all(len(one) == 12 and not {"5512", "77"} & {one} for one in ids)
    assert first == {
        "outcome": "proposed",
        "ms": 12.3,
        "model": "builtin",
        "model_calls": 1,
        "input_tokens": 1200,
        "output_tokens": 40,
        "calendar_calls": 2,
    }


def test_libraries_that_log_addresses_are_kept_quiet(log: Path) -> None:
    for name in ("httpx", "httpx2", "openai"):
        logging.getLogger(name).info("GET https://secret.example")
        logging.getLogger(name).warning("%s is slow", name)
    assert [line.split()[-3:] for line in log.read_text().splitlines()] == [
        [name, "is", "slow"] for name in ("httpx", "httpx2", "openai")
    ]


def test_the_log_is_for_its_owner_alone(log: Path) -> None:
    logging.getLogger("x").warning("here")
    assert log.stat().st_mode & 0o077 == 0
    assert log.parent.stat().st_mode & 0o077 == 0


def test_to_standard_error_where_no_file_is_named(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    telemetry.configure("WARNING")
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stderr
