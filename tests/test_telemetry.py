"""What is logged holds no personal data and no keys."""

import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import telemetry
from bot.telemetry import logs, metrics


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log file at INFO; what was configured before comes back after the test."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs._TALKATIVE}
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
        ("call (415) 555-0132", "call <phone>"),
        ("call 912 345 678 now", "call <phone> now"),
        ("call 0171 2345678", "call <phone>"),
        ("postgresql://slotwise:hunter2@db/slotwise", "postgresql://<login>@db/slotwise"),
        ("/oauth/cal/callback?code=a1b2&state=c3d4", "/oauth/cal/callback?code=<secret>&state=<secret>"),
        ('{"refresh_token": "a1b2"}', '{"refresh_token": "<secret>"}'),
        ("PT50 0002 0123 1234 5678 9015 4", "<account>"),
        ("4111 1111 1111 1111", "<card>"),
        ("secret 3Qx-fM0Xq8jv_dY2hTq5s1uWb9Zc7rLk4NpGe6AoViI", "secret <secret>"),
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
        "update 417200123 failed, reference 1f2e3d4c: KeyError",
        "the key of 3 people; token count 1200; the code 404",
        "a mask-like task-list and a scalable calendar",
    ],
)
def test_times_and_plain_words_are_left_alone(said: str) -> None:
    assert telemetry.redact(said) == said


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_an_error_is_told_by_its_kind_and_places_and_not_by_its_text(log: Path) -> None:
    try:
        try:
            raise ValueError("my name is Canary, ana@example.com")
        except ValueError as error:
            raise LookupError("Canary again") from error
    except LookupError:
        logging.getLogger("bot.somewhere").exception("while booking for %s", "bo@example.com")
    (line,) = lines(log)
    assert line["event"] == "while booking for <email>"
    assert line["error"] == "LookupError < ValueError"
    assert "test_telemetry.py:" in line["at"][0]
    assert "Canary" not in log.read_text()


def test_of_a_librarys_line_only_what_its_authors_wrote_is_kept(log: Path) -> None:
    logging.getLogger("somebody").warning("cannot parse %s", "a wish of Canary")
    logging.getLogger("somebody").warning("cannot parse a wish of " + "Canary")
    first, second = lines(log)
    assert first["event"] == "cannot parse %s"
    assert second["event"] == "a library's message"
    assert "test_telemetry.py:" in second["said_at"]
    assert "Canary" not in log.read_text()


def test_lines_that_tell_of_errors_are_counted(log: Path) -> None:
    def count(logger: str) -> float:
        return metrics.REGISTRY.get_sample_value("slotwise_errors_total", {"logger": logger}) or 0.0

    ours, theirs = count("bot.somewhere"), count("library")
    logging.getLogger("bot.somewhere").error("no")
    logging.getLogger("bot.somewhere").warning("hm")
    logging.getLogger("whoever").critical("no")
    assert (count("bot.somewhere"), count("library")) == (ours + 1, theirs + 1)


def test_on_a_terminal_a_line_is_names_and_values(monkeypatch: pytest.MonkeyPatch, log: Path) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    telemetry.configure("WARNING")
    logging.getLogger("slotwise.test").warning("two words")
    assert re.fullmatch(r'time=\S+ level=warning logger=slotwise.test event="two words"\n', terminal.getvalue()), (
        terminal.getvalue()
    )


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
    first, second = lines(log)
    assert first.pop("time") <= second.pop("time")
    assert first == second
    ids = [first.pop(name) for name in ("conversation", "account", "message")]
    assert all(len(one) == 12 and not {"5512", "77"} & {one} for one in ids)
    assert first == {
        "level": "info",
        "logger": "slotwise.turn",
        "event": "turn",
        "channel": "telegram",
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
    assert [(line["logger"], line["event"]) for line in lines(log)] == [
        (name, "%s is slow") for name in ("httpx", "httpx2", "openai")
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
