"""What a model makes of one message, seen by itself: the tool calls or the words it answers with.

For looking at and measuring any chat model. There is no conversation behind the message, only what the assistant said
just before it; how that reads (a question, an offer, something to confirm) becomes the moment that the model is told.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from bot.conversation import calling, prompt
from bot.conversation.calling import Way
from bot.conversation.moment import EventTypeFacts, Moment, Question
from bot.conversation.offline.lexicon import Lexicon, load
from bot.conversation.state import Said
from bot.conversation.tool import Tool
from bot.conversation.tool_calls import read
from bot.conversation.tools import offered
from bot.scheduling import when, zones

HOST = "Bailey"
EVENT_TYPES: tuple[EventTypeFacts, ...] = (
    EventTypeFacts(slug="15min", title="15 Min Meeting", minutes=[15]),
    EventTypeFacts(slug="30min", title="30 Min Meeting", minutes=[30]),
    EventTypeFacts(slug="consultation", title="Consultation", minutes=[45]),
    EventTypeFacts(slug="flexible", title="Flexible Meeting", minutes=[15, 30, 60]),
    EventTypeFacts(slug="review", title="Review", minutes=[30]),
    EventTypeFacts(slug="weekly-checkin", title="Weekly Check-in", minutes=[30]),
    EventTypeFacts(slug="workshop", title="Workshop", minutes=[60]),
    EventTypeFacts(slug="intake", title="Intake", minutes=[30]),
)
"""What can be booked when nothing else is said: the kinds of event types that people have."""

_NAMELESS = ("the first", "the second", "the third")
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
# Each open question that the words before can ask, with the type of its answer.
_ASKED = (
    ("told_when", Question(slug="when", type="time")),
    ("told_where", Question(slug="time_zone", type="place")),
    ("told_name", Question(slug="name", type="name")),
    ("told_email", Question(slug="email", type="email")),
    ("told_phone", Question(slug="phone", type="phone")),
)


async def answer(
    question: Mapping[str, Any],
    model: BaseChatModel,
    event_types: Sequence[EventTypeFacts] = EVENT_TYPES,
    *,
    way: Way = "tools",
) -> dict[str, Any]:
    """Of ``{"id", "text", "previous", "now", "time_zone", "language"}`` makes
    ``{"id", "calls": [{"name", "args"}], "text"}``.

    Only ``text`` is required. A question that cannot be read is answered with ``{"id", "error"}``. ``way`` is how the
    model calls tools.
    """
    try:
        messages, tools = _request(question, event_types)
    except ValueError as error:
        return {"id": question.get("id"), "error": str(error)}
    made = await calling.ask(model, way, messages, tools)
    calls = [{"name": call["name"], "args": call["args"]} for call in made.tool_calls]
    return {"id": question.get("id"), "calls": calls, "text": str(made.text)}


async def calls_rightly(text: str, tool: str, model: BaseChatModel, way: Way) -> bool:
    """Whether the model calls this tool, with arguments that it has, of a message that is a plain wish for it."""
    messages, tools = _request({"text": text}, EVENT_TYPES)
    made = await calling.ask(model, way, messages, tools)
    return [call.tool.name for call in read(made, tools, "en").calls] == [tool]


def _request(
    question: Mapping[str, Any], event_types: Sequence[EventTypeFacts]
) -> tuple[list[BaseMessage], tuple[Tool, ...]]:
    """What a model is sent. Raises ValueError in words for people."""
    moment = _moment(question, event_types)
    tools = offered(proposal_open=moment["proposal"] is not None)
    previous = question.get("previous")
    history = [Said(role="assistant", text=str(previous))] if previous else []
    return prompt.messages(moment, history, question["text"]), tools


def _moment(question: Mapping[str, Any], event_types: Sequence[EventTypeFacts]) -> Moment:
    """The moment as the question has it. Raises ValueError in words for people."""
    text, previous = question.get("text"), question.get("previous")
    if not isinstance(text, str):
        raise ValueError('"text" has to be the message, such as {"id": 1, "text": "tomorrow at 3"}')
    if previous is not None and not isinstance(previous, str):
        raise ValueError('"previous" has to be what the assistant said before, or null')
    zone = question.get("time_zone") or "UTC"
    if not isinstance(zone, str) or not zones.is_zone(zone):
        raise ValueError(f'"time_zone" has to be an IANA name such as Europe/Lisbon, not {zone!r}')
    now = _now(question.get("now"), zone)
    language = str(question.get("language") or "en")
    moment = Moment(
        now=f"{now:%A %Y-%m-%d %H:%M}",
        time_zone=zone if question.get("time_zone") else None,
        language=language,
        host=HOST,
        event_types=list(event_types),
        task=None,
        draft=None,
        asked=[],
        shown=[],
        proposal=None,
        bookings=[],
    )
    if previous:
        _place(moment, previous, now, load(language))
    return moment


def _now(given: object, zone: str) -> datetime:
    """The instant in the zone; one without an offset is a wall time there."""
    if given is None:
        return datetime.now(zones.tz(zone))
    try:
        now = datetime.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f'"now" has to be an ISO date and time such as 2026-11-23T09:00:00, not {given!r}') from None
    if now.tzinfo is not None:
        return zones.local(now, zone)
    return next(iter(zones.local(instant, zone) for instant in zones.instants(now, zone)), now)


def _place(moment: Moment, previous: str, now: datetime, words: Lexicon) -> None:
    """Sets what is asked, shown or proposed by how the words before read."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(previous.lower().replace("’", "'"))]
    asking = " ".join(sentence for sentence in sentences if "?" in sentence) or (sentences or [""])[-1]
    if words.finds("told_anything_else", asking):
        return
    if words.finds("told_to_choose", asking):
        times = when.find(previous, now=now, zone=moment["time_zone"] or "UTC", language=moment["language"])
        listed = [previous[slice(*part)] for mention in times for part in mention.parts or (mention.span,)]
        moment["shown"] = listed if len(listed) > 1 else list(_NAMELESS)
    else:
        moment["asked"] = [asked for name, asked in _ASKED if words.finds(name, asking)]
        whom = words.finds("told_who", asking)
        if not moment["asked"] and not whom and words.finds("told_to_confirm", asking):
            moment["proposal"] = previous
    if moment["asked"] or moment["shown"] or moment["proposal"]:
        cancels = words.finds("told_of_cancelling", asking)
        moves = words.finds("told_of_moving", asking)
        moment["task"] = "cancel" if cancels else "reschedule" if moves else "book"
