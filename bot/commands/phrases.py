"""`slotwise when`, `zone` and `understand`: how words are understood, for one phrase or for JSON lines."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from bot.commands.batch import Answer, Question, answer_lines, answer_lines_async
from bot.commands.failures import explained, settings_for
from bot.commands.options import machine_zone, now_or

if TYPE_CHECKING:
    from bot.conversation.calling import Way
    from bot.scheduling.when import Mention, Reading, Window


def when(text: str, *, now: datetime | None, zone: str | None, language: str, as_json: bool) -> None:
    """Shows each mention of a time in the text, with its readings."""
    from bot.scheduling.when import find

    zone = zone or machine_zone() or "UTC"
    moment = now_or(now, zone)
    mentions = find(text, now=moment, zone=zone, language=language)
    if as_json:
        shown = {
            "text": text,
            "now": moment.isoformat(),
            "time_zone": zone,
            "mentions": [_mention_as_json(mention) for mention in mentions],
        }
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    if not mentions:
        click.echo("No time is named there.")
    for mention in mentions:
        click.echo(f'"{mention.text}"')
        if mention.problem == "impossible":
            click.echo("  there is no such time")
        for number, reading in enumerate(mention.readings, start=1):
            mark = f"{number}) " if len(mention.readings) > 1 else ""
            click.echo(f"  {mark}{_reading_in_words(reading, language)}")


def when_batch() -> None:
    from bot.scheduling.when.batch import answer

    answer_lines(answer)


def zone(text: str, *, language: str, as_json: bool) -> None:
    """Shows the time zones that a place or an abbreviation may mean."""
    from bot.scheduling.zones import lookup

    zones = lookup(text, language)
    if as_json:
        click.echo(json.dumps({"text": text, "zones": list(zones)}, ensure_ascii=False))
        return
    for name in zones or ("No time zone is known by that name.",):
        click.echo(name)


def zone_batch() -> None:
    from bot.scheduling.zones import answer

    answer_lines(answer)


def understand(question: Question, *, model: str | None, as_json: bool) -> None:
    """Shows the tool calls that the model makes of a message."""
    with explained():
        answer = asyncio.run(_understood(question, model))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for call in answer.get("calls", ()):
        arguments = ", ".join(f"{name}={value!r}" for name, value in call["args"].items())
        click.echo(f"{call['name']}({arguments})")
    if answer.get("text"):
        click.echo(answer["text"])


def understand_batch(*, model: str | None) -> None:
    with explained():
        asyncio.run(_understood_lines(model))


async def _understood(question: Question, model: str | None) -> Answer:
    return await _reader(model)(question)


async def _understood_lines(model: str | None) -> None:
    await answer_lines_async(_reader(model))


def _reader(model_name: str | None) -> Callable[[Question], Awaitable[Answer]]:
    """Has a message read by the model that is named, else by the one that the settings name, in the way they say."""
    from bot.conversation.models import make_model
    from bot.conversation.understand import answer

    settings = settings_for({"slotwise_model": ("--model", model_name)})
    way: Way = "json" if settings.slotwise_model_output == "json" and settings.provider != "builtin" else "tools"
    return partial(answer, model=make_model(settings), way=way)


def _reading_in_words(reading: "Reading", language: str) -> str:
    if reading.soonest:
        return "as soon as possible"
    told = " or ".join(_window_in_words(window, language, exact=reading.exact) for window in reading.windows)
    problem = {"gap": ", which the clocks skip", "fold": ", which the clocks pass twice"}.get(reading.problem or "", "")
    return f"{told} ({reading.zone}){problem}"


def _window_in_words(window: "Window", language: str, *, exact: bool) -> str:
    start = window.start and _moment_in_words(window.start, language)
    if window.end is None and exact and start:
        return start
    if window.end is None:
        return f"{start} or later" if start else "any time"
    if start is None or window.start is None:
        return f"before {_moment_in_words(window.end, language)}"
    if window.start.date() == window.end.date():
        return f"{start} to {_time_in_words(window.end, language)}"
    return f"{start} to {_moment_in_words(window.end, language)}"


def _moment_in_words(moment: datetime, language: str) -> str:
    from babel.dates import format_date

    day = format_date(moment, "full", locale=language.replace("-", "_"))
    return f"{day} {_time_in_words(moment, language)} {moment:%z}"


def _time_in_words(moment: datetime, language: str) -> str:
    from babel.dates import format_time

    # Babel would show an aware time in UTC; it is the wall time that is meant.
    return format_time(moment.replace(tzinfo=None), "short", locale=language.replace("-", "_"))


def _mention_as_json(mention: "Mention") -> dict[str, Any]:
    return {
        "text": mention.text,
        "span": list(mention.span),
        "problem": mention.problem,
        "readings": [
            {
                "windows": [
                    {
                        "start": window.start and window.start.isoformat(),
                        "end": window.end and window.end.isoformat(),
                    }
                    for window in reading.windows
                ],
                "exact": reading.exact,
                "has_date": reading.has_date,
                "has_time": reading.has_time,
                "soonest": reading.soonest,
                "zone": reading.zone,
                "problem": reading.problem,
            }
            for reading in mention.readings
        ],
    }
