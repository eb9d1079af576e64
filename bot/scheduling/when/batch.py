"""Answers the questions of ``slotwise when --batch``: one JSON object in, one out."""

from datetime import datetime
from time import perf_counter
from typing import Any

from bot.scheduling import zones
from bot.scheduling.when.moment import settle
from bot.scheduling.when.reading import Reading
from bot.scheduling.when.understanding import read


def answer(question: dict[str, object]) -> dict[str, Any]:
    """How the text of a question is understood: ``{"id", "readings": [{"start", "end"}], "micros"}``.

    The question is ``{"id", "text", "now", "time_zone", "language"}``; a ``now`` without an offset is wall time in the
    zone. A reading is given by its first window, in the zone it was read in; one that is a limit by the limit, as
    ``start``, with its side as ``limit``: before or after. ``micros`` is the time that understanding
    took. A question that cannot be answered gives ``{"id", "error"}``.
    """
    text, now, zone = question.get("text"), question.get("now"), question.get("time_zone")
    language = question.get("language", "en")
    if not isinstance(text, str) or not isinstance(language, str):
        return _fault(question, "text and language must be strings")
    if not isinstance(zone, str) or not zones.is_zone(zone):
        return _fault(question, f'time_zone must be an IANA name such as "Europe/Lisbon", not {zone!r}')
    try:
        moment = datetime.fromisoformat(str(now))
    except ValueError:
        return _fault(question, f'now must be an ISO date and time such as "2026-11-23T09:00", not {now!r}')
    if moment.tzinfo is None:
        moment = settle(moment, zones.tz(zone))
    began = perf_counter()
    mention = read(text, now=moment, zone=zone, language=language)
    micros = round((perf_counter() - began) * 1_000_000)
    found = mention.readings if mention is not None else ()
    return {"id": question.get("id"), "readings": [_as_json(reading) for reading in found], "micros": micros}


def _as_json(reading: Reading) -> dict[str, str | None]:
    if reading.limit is not None:
        return {"start": reading.limit.at.isoformat(), "end": None, "limit": reading.limit.side}
    window = reading.windows[0]
    return {
        "start": window.start.isoformat() if window.start is not None else None,
        "end": window.end.isoformat() if window.end is not None else None,
    }


def _fault(question: dict[str, object], words: str) -> dict[str, Any]:
    return {"id": question.get("id"), "error": words}
