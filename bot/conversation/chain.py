"""The language model's part of a turn: which tools the message calls, in a bounded number of calls.

A provider that fails (network, 401, 429, 5xx, a stall, an answer that is none) is replaced by the built-in model, which
is a chat model like it; so is one whose tool call stays wrong after one corrected try. What comes out are words for
tools and nothing else: no call writes, so a second run is harmless.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from pydantic import ValidationError

from bot.conversation import prompt
from bot.conversation.moment import Moment
from bot.conversation.state import Said
from bot.conversation.tools import TOOLS_BY_NAME, Tool, ToolArguments
from bot.message import Usage

MOST_CALLS = 3
"""Tool calls of one message that are looked at; nobody wishes for more at once."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    tool: Tool
    arguments: ToolArguments


@dataclass(frozen=True)
class Understood:
    """What a model made of a message: calls in the order they are to run, or else a text."""

    calls: tuple[Call, ...] = ()
    text: str = ""
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    """Which model had the last word."""


class Chain:
    """``timeout`` is in seconds, for one call of the provider. ``failures`` are the exceptions by which the provider's
    library tells that it failed."""

    def __init__(
        self,
        model: BaseChatModel,
        builtin: BaseChatModel,
        *,
        timeout: float = 20.0,
        failures: tuple[type[Exception], ...] = (),
    ) -> None:
        self._model = model
        self._builtin = builtin
        self._timeout = timeout
        self._failures = (*failures, TimeoutError)

    async def understand(self, moment: Moment, history: Sequence[Said], text: str, tools: Sequence[Tool]) -> Understood:
        messages: list[BaseMessage] = [SystemMessage(prompt.system_prompt(moment))]
        for said in history:
            messages.append(HumanMessage(said.text) if said.role == "person" else AIMessage(said.text))
        messages.append(HumanMessage(text))
        if self._model is self._builtin:
            return _read(await self._ask_builtin(messages, tools), tools)[0]
        answer, usage = await self._ask(messages, tools), Usage()
        understood, problem = _read(answer, tools)
        usage = _sum(usage, understood.usage)
        if problem and not _is_builtin(answer):
            answer = await self._ask([*messages, *_correction(problem)], tools)
            understood, problem = _read(answer, tools)
            usage = _sum(usage, understood.usage)
        if not _is_builtin(answer) and (problem or not understood.calls):
            # A text where the message plainly calls for a tool is no answer either: the built-in model reads it too.
            own, _ = _read(await self._ask_builtin(messages, tools), tools)
            if problem or own.calls or not understood.text:
                understood = own
        return replace(understood, usage=usage)

    async def _ask(self, messages: Sequence[BaseMessage], tools: Sequence[Tool]) -> AIMessage:
        schemas = [tool.schema for tool in tools]
        bound = self._model.bind_tools(schemas).with_fallbacks(
            [self._builtin.bind_tools(schemas)], exceptions_to_handle=self._failures
        )
        try:
            async with asyncio.timeout(self._timeout):
                answer = await bound.ainvoke(list(messages))
        except TimeoutError:
            log.warning("the model did not answer in %s s; the built-in model did", self._timeout)
            return await self._ask_builtin(messages, tools)
        if _is_builtin(answer):
            log.warning("the model failed; the built-in model answered")
        return answer

    async def _ask_builtin(self, messages: Sequence[BaseMessage], tools: Sequence[Tool]) -> AIMessage:
        return await self._builtin.bind_tools([tool.schema for tool in tools]).ainvoke(list(messages))


def _read(answer: AIMessage, tools: Sequence[Tool]) -> tuple[Understood, str | None]:
    """The calls of an answer, each checked against its tool; and what is wrong with it, in words for the model."""
    offered = {tool.name for tool in tools}
    problems = [f"the arguments of {call.get('name') or 'the call'} were no JSON" for call in answer.invalid_tool_calls]
    calls: list[Call] = []
    for raw in answer.tool_calls[:MOST_CALLS]:
        if raw["name"] not in offered:
            problems.append(f"there is no tool {raw['name']!r} now; there are {', '.join(sorted(offered))}")
            continue
        tool = TOOLS_BY_NAME[raw["name"]]
        try:
            call = Call(tool, tool.arguments.model_validate(_tidied(raw["args"], tool)))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            problems.append(f"{tool.name}: {where}: {first['msg']}")
            continue
        if all(call.tool is not earlier.tool for earlier in calls):
            calls.append(call)  # a doubled call is one
    text = answer.text if isinstance(answer.text, str) else str(answer.content)
    understood = Understood(calls=_in_order(calls), text=text.strip(), usage=_usage(answer), model=_name_of(answer))
    # One good call is enough to go on with.
    return understood, None if calls or not problems else "; ".join(problems)


def _tidied(arguments: dict[str, Any], tool: Tool) -> dict[str, Any]:
    """Forgives what is plain all the same: null, numbers as text and text as numbers, one guest outside a list."""
    tidy: dict[str, Any] = {}
    fields = tool.arguments.model_fields
    for name, value in arguments.items():
        if value is None or value == "null":
            continue
        if name in fields and isinstance(value, int | float) and not isinstance(value, bool):
            value = int(value) if name == "length" else str(value)
        if name == "length" and isinstance(value, str):
            digits = "".join(char for char in value if char.isdigit())
            if not digits:
                continue
            value = int(digits)
        if name == "guests" and isinstance(value, str):
            value = [part for part in value.replace(",", " ").split() if "@" in part]
        tidy[name] = value
    return tidy


def _in_order(calls: Sequence[Call]) -> tuple[Call, ...]:
    """An answer to the proposal first, then the zone, which everything else is read in."""
    first = ("answer_proposal", "set_time_zone")
    return tuple(sorted(calls, key=lambda call: first.index(call.tool.name) if call.tool.name in first else len(first)))


def _correction(problem: str) -> list[BaseMessage]:
    return [
        AIMessage("(a call that was not valid)"),
        HumanMessage(f"That was no valid tool call: {problem}. Answer my message again, with one valid tool call."),
    ]


def _usage(answer: AIMessage) -> Usage:
    counted = answer.usage_metadata
    if counted is None:  # as while streaming
        return Usage(model_calls=1)
    return Usage(1, counted["input_tokens"], counted["output_tokens"])


def _sum(first: Usage, second: Usage) -> Usage:
    return Usage(
        first.model_calls + second.model_calls,
        first.input_tokens + second.input_tokens,
        first.output_tokens + second.output_tokens,
    )


def _name_of(answer: AIMessage) -> str:
    return str(answer.response_metadata.get("model_name", ""))


def _is_builtin(answer: AIMessage) -> bool:
    return _name_of(answer) == "builtin"
