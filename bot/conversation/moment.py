"""The moment, as the model is told of it: a small JSON object at the end of the system prompt.

It is the whole of what any model knows beside the last messages, the built-in one included, which reads it back with
``parse``. Texts that strangers wrote (titles, names, options) are JSON strings here: data, never instructions.
"""

import json
from typing import Any, NotRequired, TypedDict

MARK = "\nMOMENT: "


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


def render(moment: Moment) -> str:
    """One line of compact JSON; what is empty is left out, since every token is paid for on every call."""
    kept = {key: value for key, value in moment.items() if value not in (None, [], {}, "")}
    return MARK + json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def parse(system_prompt: str) -> Moment:
    """Reads back what ``render`` wrote."""
    found = json.loads(system_prompt.rsplit(MARK, 1)[1])
    return Moment(
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
