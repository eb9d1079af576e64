"""Answers the questions of ``slotwise when --batch``: one JSON object in, one out."""

from datetime import datetime
from time import perf_counter
from typing import Any

from bot.scheduling.when.moment import settle
from bot.scheduling.when.understanding import read, zone_named


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """How the text of a question is understood: ``{"id", "readings": [{"start", "end"}], "micros"}``.

    The question is ``{"id", "text", "now", "time_zone", "language"}``; a ``now`` without an
    offset is wall time in the zone.
    """
    where = zone_named(question["time_zone"])
    now = datetime.fromisoformat(question["now"])
    if now.tzinfo is None:
        now = settle(now, where)
    began = perf_counter()
    mention = read(question["text"], now=now, zone=question["time_zone"], language=question["language"])
    micros = round((perf_counter() - began) * 1_000_000)
    found = mention.readings if mention is not None else ()
    return {
        "id": question["id"],
        "readings": [
            {
                "start": reading.windows[0].start.isoformat() if reading.windows[0].start else None,
                "end": reading.windows[0].end.isoformat() if reading.windows[0].end else None,
            }
            for reading in found
        ],
        "micros": micros,
    }
