"""Talks to the built-in model: a message and a moment in, the calls out."""

import re
from typing import Any

from bot.conversation.moment import EventTypeFacts, Moment, Question
from bot.conversation.offline.calls import understand

EVENT_TYPES = [
    EventTypeFacts(slug="15min", title="15 Min Meeting", minutes=[15]),
    EventTypeFacts(slug="30min", title="30 Min Meeting", minutes=[30]),
    EventTypeFacts(slug="consultation", title="Consultation", minutes=[45]),
    EventTypeFacts(slug="flexible", title="Flexible Meeting", minutes=[15, 30, 60]),
    EventTypeFacts(slug="review", title="Contract Review", minutes=[30]),
    EventTypeFacts(slug="weekly-checkin", title="Weekly Check-in", minutes=[30]),
    EventTypeFacts(slug="workshop", title="Workshop", minutes=[60]),
    EventTypeFacts(slug="demo", title="Demo", minutes=[30], host="Support Team"),
]

NAME = Question(slug="name", type="name", label="your name")
EMAIL = Question(slug="email", type="email", label="your e-mail")
ZONE = Question(slug="time_zone", type="place", label="the city you are in")
WHEN = Question(slug="when", type="time", label="when")
NOTES = Question(slug="notes", type="textarea", label="What would you like to talk about?")
SIZE = Question(slug="company_size", type="select", label="Company size", options=["1-10", "10-50", "50-200", "200+"])
WHICH = Question(slug="which", type="select", label="Which one?")

TIMES = ["Tue, Nov 24, 9:00 AM", "Tue, Nov 24, 3:30 PM", "Wed, Nov 25, 9:30 AM", "Another day"]
PROPOSED = {"proposal": "book 30 Min Meeting, Tue, Nov 24, 3:00 PM", "task": "book", "draft": {"event_type": "30min"}}


def moment(**changes: Any) -> Moment:
    """A Monday afternoon in Lisbon on which nothing was said yet."""
    plain: dict[str, Any] = {
        "now": "Monday 2026-11-23 14:00",
        "time_zone": "Europe/Lisbon",
        "language": "en",
        "host": "Bailey",
        "event_types": EVENT_TYPES,
        "task": None,
        "draft": None,
        "asked": [],
        "shown": [],
        "proposal": None,
        "bookings": [],
    }
    return Moment(**{**plain, **changes})  # type: ignore[typeddict-item]


TOOLS = ("plan_booking", "reschedule_booking", "cancel_booking", "list_bookings", "set_time_zone")


def hear(text: str, **changes: Any) -> list[tuple[str, dict[str, Any]]]:
    """The calls that the message makes, by name and arguments."""
    now = moment(**changes)
    offered = (*TOOLS, "answer_proposal") if now["proposal"] else TOOLS
    return [(call.name, told(call.arguments)) for call in understand(text, now, offered).calls]


def told(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments without the small word before a time: whether "on" belongs to it is the time finder's affair."""
    if "when" not in arguments:
        return arguments
    return {
        **arguments,
        "when": re.sub(
            r"^(?:on|in|at|for|by)\s+(?:the\s+(?=\d))?|^(?:(?:on|by)\s+)?the\s+(?=\d)", "", arguments["when"]
        ),
    }


def one(text: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    """The only call that the message makes."""
    calls = hear(text, **changes)
    assert len(calls) == 1, calls
    return calls[0]


def said(text: str, **changes: Any) -> str | None:
    """The id of the sentence that the message is answered with, when it makes no call."""
    return understand(text, moment(**changes), TOOLS).say
