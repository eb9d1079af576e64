"""What is logged: errors, and one record for each turn, with no personal data.

A record holds hashed ids, counts and durations, never what somebody wrote. Whatever else is logged (a traceback, a
library's line) passes through ``redact``, which takes out keys, tokens, e-mail addresses and phone numbers.
"""

import hashlib
import json
import logging
import re
import secrets
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

# httpx and httpx2 (inside openai) log whole URLs at INFO, and a URL can hold a token, a uid or an e-mail address.
_TALKATIVE = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "uvicorn.access", "alembic", "asyncio")

_REDACTED = (
    (re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{30,}"), "<token>"),  # a Telegram bot's token
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+"), r"\1 <key>"),
    (re.compile(r"\b(cal|sk|pk|rk)[_-][A-Za-z0-9_-]{4,}"), "<key>"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "<token>"),  # a JSON web token
    (re.compile(r"[^\s@<>\"'(),;:=]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"(?<![\w+.:-])(?:\+|%2B|00)\d(?:[ ().-]?\d){6,14}(?!\w)"), "<phone>"),
)

_turns = logging.getLogger("slotwise.turn")


def configure(level: str = "WARNING", *, file: Path | None = None) -> None:
    """Logs to standard error, or to ``file`` (for its owner alone, kept to a few megabytes). Replaces what was
    configured before."""
    if file is None:
        handler: logging.Handler = logging.StreamHandler(sys.stderr)
    else:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        handler = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(_RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for former in root.handlers[:]:
        root.removeHandler(former)
        former.close()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))


class _RedactingFormatter(logging.Formatter):
    """Redacts the finished text, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def redact(text: str) -> str:
    """The text without keys, tokens, e-mail addresses and phone numbers."""
    for pattern, replacement in _REDACTED:
        text = pattern.sub(replacement, text)
    return text


def pseudonym(identifier: str) -> str:
    """Stands for an id in the log: the same id gives the same word, and the word does not give the id."""
    return hashlib.blake2b(identifier.encode(), digest_size=6, person=b"slotwise").hexdigest()


def new_reference() -> str:
    """A short word that is told to the person and stands in the log, so that the two can be brought together."""
    return secrets.token_hex(4)


def record_turn(
    *,
    conversation_id: str,
    account_id: str,
    message_id: str,
    outcome: str,
    seconds: float,
    model: str | None = None,
    model_calls: int = 0,
    input_tokens: int = 0,
    output_tokens: int = 0,
    **measures: float | str | None,
) -> None:
    """One record for a turn, at INFO. ``outcome`` is one of our own words for what the turn came to; ``measures`` are
    further counts, durations in seconds, or our own words. Nothing here may be what a person wrote."""
    if not _turns.isEnabledFor(logging.INFO):
        return
    record = {
        "conversation": pseudonym(conversation_id),
        "account": pseudonym(account_id),
        "message": pseudonym(message_id),
        "outcome": outcome,
        "ms": round(seconds * 1000, 1),
        "model": model,
        "model_calls": model_calls,
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        **measures,
    }
    _turns.info("%s", json.dumps({name: value for name, value in record.items() if value is not None}))
