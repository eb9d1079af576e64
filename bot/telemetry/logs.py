"""The log: one line for what happened, as JSON, or as ``name=value`` on a terminal.

Our own lines hold our own words. Of a library's line only what its authors wrote down beforehand is kept, the template
without what was put into it, and where it was said: a library may be quoting somebody. For the same reason an error is
told by its kind and its places in the code, not by its text. Whatever is left passes through ``redaction``.
"""

import hashlib
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.telemetry import metrics, tracing
from bot.telemetry.redaction import redacted

# httpx and httpx2 (inside openai) log whole URLs at INFO, and a URL can hold a token, a uid or an e-mail address.
_TALKATIVE = (
    *("httpx", "httpx2", "httpcore", "httpcore2", "openai", "uvicorn.access", "alembic", "asyncio", "langsmith"),
    *("sqlalchemy", "urllib3", "matplotlib", "opentelemetry"),
)

_OURS = ("slotwise", "bot")

_MOST_FRAMES = 8
"""Of an error's places, those nearest to it."""

_IN_ORDER = ["time", "level", "logger", "event"]


def configure(level: str = "WARNING", *, file: Path | None = None) -> None:
    """Logs to standard error, or to ``file`` (for its owner alone, kept to a few megabytes). Replaces what was
    configured before."""
    if file is None:
        handler: logging.Handler = logging.StreamHandler(sys.stderr)
        renders = _lines_for(sys.stderr)
    else:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        handler = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=1, encoding="utf-8")
        renders = structlog.processors.JSONRenderer(ensure_ascii=False)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[_told, _redacted, renders],
            use_get_message=False,
            pass_foreign_args=True,
        )
    )
    handler.addFilter(_counted)
    root = logging.getLogger()
    for former in root.handlers[:]:
        root.removeHandler(former)
        former.close()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    tracing.hide_inputs()
    # Libraries that log by structlog themselves come out with the others, and not on standard output.
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _lines_for(stream: TextIO) -> structlog.typing.Processor:
    if stream.isatty():
        return structlog.processors.LogfmtRenderer(key_order=_IN_ORDER, drop_missing=True)
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _told(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """What a record says, by where it comes from."""
    record: logging.LogRecord = event["_record"]
    told: EventDict = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    args = event.get("positional_args")
    if _is_ours(record.name):
        told["event"] = str(record.msg) % args if args else str(record.msg)
        told.update(getattr(record, "measures", {}))
    else:
        # Without arguments a text may have been put together from anything.
        told["event"] = str(record.msg) if args else "a library's message"
        told["said_at"] = f"{_in_short(record.pathname)}:{record.lineno}"
    raised = event.get("exc_info")
    error = raised[1] if raised else None
    if error is not None:
        told["error"] = " < ".join(_kinds(error))
        told["at"] = _places(error.__traceback__)
    return told


def _counted(record: logging.LogRecord) -> bool:
    """Counts what tells of an error, and lets everything through."""
    if record.levelno >= logging.ERROR:
        metrics.ERRORS.labels(record.name if _is_ours(record.name) else "library").inc()
    return True


def _is_ours(logger: str) -> bool:
    return logger.partition(".")[0] in _OURS


def _redacted(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return {name: value if name == "time" else redacted(value) for name, value in event.items()}


def _kinds(error: BaseException) -> Iterator[str]:
    """The error's kind, and those of the errors it came from."""
    at: BaseException | None = error
    while at is not None:
        yield type(at).__name__
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _places(trace: TracebackType | None) -> list[str]:
    """Where it went wrong, the nearest first."""
    frames = traceback.extract_tb(trace)
    return [f"{_in_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames[-_MOST_FRAMES:])]


def _in_short(path: str) -> str:
    """The file by its last folders: where a machine keeps its programs is nobody's business."""
    return "/".join(Path(path).parts[-3:])


def pseudonym(identifier: str) -> str:
    """Stands for an id in the log: the same id gives the same word, and the word does not give the id."""
    return hashlib.blake2b(identifier.encode(), digest_size=6, person=b"slotwise").hexdigest()


def new_reference() -> str:
    """A short word that is told to the person and stands in the log, so that the two can be brought together."""
    return secrets.token_hex(4)
