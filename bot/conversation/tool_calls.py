"""Reads the tool calls out of a model's answer: forgives what is plain all the same, and says what is wrong with the
rest in words for the model. Promises that a call that comes out fits its tool; whether its words are the person's is
for those who use them to check.
"""

import json
import re
import types
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bot.conversation.tool import Tool, ToolArguments
from bot.conversation.tools import TOOLS_BY_NAME, PlanBooking
from bot.scheduling import when

MOST_CALLS = 3
"""Tool calls of one message that are looked at; nobody wishes for more at once."""

LONGEST_DAY = 24 * 60
"""Minutes; no meeting is longer."""

_NOTHING = frozenset({"", "null", "none", "n/a", "undefined", "unknown", "not provided", "not specified"})
"""How models write that there is nothing."""


@dataclass(frozen=True)
class Call:
    tool: Tool
    arguments: ToolArguments


@dataclass(frozen=True)
class Problem:
    """A call that is none, and why."""

    name: str
    arguments: dict[str, Any]
    why: str


@dataclass(frozen=True)
class Reading:
    """What an answer says. ``problems`` only where there is no good call: one is enough to go on with."""

    calls: tuple[Call, ...]
    text: str
    problems: tuple[Problem, ...] = ()


def read(answer: AIMessage, tools: Sequence[Tool], language: str) -> Reading:
    """The calls in the order they are to run, each valid for one of ``tools``; lengths in words are in ``language``."""
    offered = {tool.name for tool in tools}
    cut_off = answer.response_metadata.get("finish_reason") == "length"
    problems = [
        Problem(str(raw.get("name") or ""), {}, "the arguments were no JSON object")
        for raw in answer.invalid_tool_calls
    ]
    calls: list[Call] = []
    for raw in answer.tool_calls:
        call = "it was cut off" if cut_off else _call(raw["name"], raw["args"], offered, language)
        if isinstance(call, Call):
            _add(calls, call)
        else:
            problems.append(Problem(raw["name"], raw["args"], call))
    text = str(answer.text).strip()
    return Reading(_in_order(calls[:MOST_CALLS]), text, () if calls else tuple(problems[:MOST_CALLS]))


def correction(reading: Reading) -> list[BaseMessage]:
    """What a model is shown to try once more: its calls, and what was wrong with each, as a tool's answer."""
    calls, answers = [], []
    for number, problem in enumerate(reading.problems, start=1):
        # Providers refuse a name that could be no tool's, and some read the arguments of earlier calls.
        name = re.sub(r"[^A-Za-z0-9_-]", "_", problem.name)[:64] or "unknown"
        calls.append({"name": name, "args": problem.arguments, "id": f"call_{number}"})
        answers.append(
            ToolMessage(
                f"Nothing was done: {problem.why}. Call one tool again, rightly.",
                tool_call_id=f"call_{number}",
                status="error",
            )
        )
    return [AIMessage("", tool_calls=calls), *answers]


def _call(name: str, arguments: dict[str, Any], offered: set[str], language: str) -> Call | str:
    """The call, or what is wrong with it."""
    if name not in offered:
        return f"there is no such tool now; there are {', '.join(sorted(offered))}"
    tool = TOOLS_BY_NAME[name]
    try:
        return Call(tool, tool.arguments.model_validate(_tidied(arguments, tool, language)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}"


def _tidied(arguments: dict[str, Any], tool: Tool, language: str) -> dict[str, Any]:
    """Forgives what is plain all the same: null in words, numbers as text and text as numbers, one of a list
    without it, a choice of words in capitals."""
    tidy: dict[str, Any] = {}
    for name, value in arguments.items():
        field = tool.arguments.model_fields.get(name)
        if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
            continue
        tidy[name] = value if field is None else _tidied_value(name, value, field, language)
    return {name: value for name, value in tidy.items() if value is not None}


def _tidied_value(name: str, value: Any, field: FieldInfo, language: str) -> Any:
    if name == "length":
        return _minutes(value, language)
    if name == "guests" and isinstance(value, str):
        return [part for part in re.split(r"[\s,;]+", value) if "@" in part]
    if name == "answers" and isinstance(value, str):
        return _object_in(value)
    options = _options(field.annotation)
    if options:
        said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        plain = str(said).strip().strip(".!").lower()
        return plain if plain in options else value
    if _takes(field.annotation, list):
        return [part for part in re.split(r"\s*[,;]\s*", value) if part] if isinstance(value, str) else value
    if _takes(field.annotation, dict):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value


def _minutes(value: Any, language: str) -> Any:
    """A length as whole minutes; None where it is none that a meeting can have."""
    if isinstance(value, str):
        durations = when.find_durations(value, language)
        value = (
            int(value) if value.strip().isascii() and value.strip().isdigit() else next((d[0] for d in durations), None)
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and not 0 < value <= LONGEST_DAY:
        return None
    return value


def _object_in(text: str) -> Any:
    """An object that was put into a string once more; else the text, for the tool's own check to refuse."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict) else text


def _options(annotation: Any) -> frozenset[str]:
    """The words that an argument of a few fixed ones can be."""
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    if get_origin(annotation) in (Union, types.UnionType):
        return frozenset().union(*(_options(part) for part in get_args(annotation)))
    return frozenset()


def _takes(annotation: Any, kind: type) -> bool:
    """Whether an argument is a list, or an object, whatever else it may be."""
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_takes(part, kind) for part in get_args(annotation))
    return annotation is kind or get_origin(annotation) is kind


def _add(calls: list[Call], call: Call) -> None:
    """Adds a call to those before it. A doubled one is one, and so is what is told of one booking in two calls."""
    given = call.arguments.given()
    for index, earlier in enumerate(calls):
        if earlier.tool is not call.tool:
            continue
        before = earlier.arguments.given()
        if all(_alike(value, before[name]) for name, value in given.items() if name in before):
            if isinstance(call.arguments, PlanBooking) or given.items() <= before.items():
                both = {**given, **{name: _fuller(value, given.get(name)) for name, value in before.items()}}
                calls[index] = Call(call.tool, call.tool.arguments.model_validate(both))
                return
        elif call.tool.only_with_proposal:
            return  # a yes and a no at once: the first stands, and must still be the person's own
    calls.append(call)


def _alike(value: Any, other: Any) -> bool:
    """The same, or the same words with more around them."""
    if isinstance(value, str) and isinstance(other, str):
        first, second = value.casefold().split(), other.casefold().split()
        return set(first) <= set(second) or set(second) <= set(first)
    return bool(value == other)


def _fuller(value: Any, other: Any) -> Any:
    return other if isinstance(value, str) and isinstance(other, str) and len(other) > len(value) else value


def _in_order(calls: Sequence[Call]) -> tuple[Call, ...]:
    """An answer to the proposal first, then the zone, which everything else is read in."""
    first = ("answer_proposal", "set_time_zone")
    return tuple(sorted(calls, key=lambda call: first.index(call.tool.name) if call.tool.name in first else len(first)))
