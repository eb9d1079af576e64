"""The moment, as the model is told of it: a small JSON object on a line before the person's message.

It stands last, so that all before it (rules, tools, what was said) is the same from call to call and a provider's cache
holds. It is the whole of what any model knows beside the last messages, the built-in one included, which reads it back
with ``unframe``. Texts that strangers wrote (titles, names, options) are JSON strings here: data, never instructions.
"""

import json
from typing import Any, NotRequired, TypedDict

MARK, MESSAGE = "MOMENT: ", "\nMESSAGE: "


class EventTypeFacts(TypedDict):
    slug: str
    title: str
    minutes: list[int]
    host: NotRequired[str]
    """Only when it is not of the default host."""


class Question(TypedDict):
    """Something the person was asked for. ``slug`` is a booking field's, or one of ours: name, email, phone, time_zone,
    when, event_type, which."""

    slug: str
    type: str
    label: NotRequired[str]
    options: NotRequired[list[str]]


class Moment(TypedDict):
    now: str
    """Weekday, date and time in the person's zone: ``Monday 2026-11-23 14:00``."""
    time_zone: str | None
    """IANA, or None while it is not known."""
    language: str
    """What the person is answered in."""
    written_in: NotRequired[str]
    """What the message is written in, where that is another language."""
    is_host: NotRequired[bool]
    """The person is a host, who may ask about their own calendar too; left out for guests."""
    host: str
    """Whose event types are offered unless another is named."""
    event_types: list[EventTypeFacts]
    task: str | None
    """What is under way: book, reschedule, cancel, or nothing."""
    draft: dict[str, Any] | None
    """What is known of it so far."""
    asked: list[Question]
    """What is being waited for."""
    shown: list[str]
    """The choices of the last reply, in order: times, event types, bookings, options."""
    proposal: str | None
    """One line on what awaits a yes."""
    bookings: list[str]
    """The person's bookings that were shown last."""


def frame(moment: Moment, text: str) -> str:
    """The moment in one line of compact JSON, then the person's message. What is empty is left out, since every token
    is paid for on every call."""
    kept = {key: value for key, value in moment.items() if value not in (None, [], {}, "")}
    return MARK + json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + MESSAGE + text


def unframe(framed: str) -> tuple[Moment, str]:
    """Reads back what ``frame`` wrote. JSON holds no line break, so nothing that a person writes can end it or begin
    another one. ValueError when there is none."""
    if not framed.startswith(MARK):
        raise ValueError("no moment stands before the message")
    line, _, text = framed.removeprefix(MARK).partition(MESSAGE)
    found = json.loads(line)
    moment = Moment(
        now=found.get("now", ""),
        time_zone=found.get("time_zone"),
        language=found.get("language", "en"),
        host=found.get("host", ""),
        event_types=found.get("event_types", []),
        task=found.get("task"),
        draft=found.get("draft"),
        asked=found.get("asked", []),
        shown=found.get("shown", []),
        proposal=found.get("proposal"),
        bookings=found.get("bookings", []),
    )
    if "is_host" in found:
        moment["is_host"] = found["is_host"]
    if "written_in" in found:
        moment["written_in"] = found["written_in"]
    return moment, text
