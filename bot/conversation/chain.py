"""The language model's part of a turn: which tools the message calls, in a bounded number of calls.

A provider that fails (network, 401, 429, 5xx, a stall, an answer that is none) is replaced by the built-in model, which
is a chat model like it; so is one whose tool call stays wrong after one corrected try, or whose words say what only
code may say. What comes out are words for tools and nothing else: no call writes, so a second run is harmless.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable, RunnableLambda

from bot.conversation import policy, prompt, second_look
from bot.conversation.moment import Moment
from bot.conversation.state import Said
from bot.conversation.tool_calls import Call, Reading, correction, read
from bot.conversation.tools import Tool
from bot.message import Usage

__all__ = ["Call", "Chain", "Understood"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Understood:
    """What a model made of a message: calls in the order they are to run, or else a text."""

    calls: tuple[Call, ...] = ()
    text: str = ""
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    """Which model had the last word."""


@dataclass(frozen=True)
class _Answer:
    message: AIMessage
    stood_in: bool
    """The provider failed, and the built-in model gave this."""


class _NoAnswer(Exception):
    """What the provider sent is no message of an assistant."""


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
        self._failures: tuple[type[Exception], ...] = (*failures, TimeoutError, _NoAnswer)

    async def understand(self, moment: Moment, history: Sequence[Said], text: str, tools: Sequence[Tool]) -> Understood:
        """Reads one message with at most two calls of the provider and one of the built-in model.

        ``history`` is what was said before it, oldest first; only ``tools`` are called.
        """
        messages = prompt.messages(moment, history, text)
        if self._model is self._builtin:
            answer = await self._builtin_answer(messages, tools)
            return _understood(read(answer, tools, moment["language"]), answer, _usage(answer))
        heard = [*(said.text for said in history), text, *moment["shown"]]
        return await self._understand_with_provider(moment, messages, heard, tools)

    async def _understand_with_provider(
        self, moment: Moment, messages: list[BaseMessage], heard: Sequence[str], tools: Sequence[Tool]
    ) -> Understood:
        language = moment["language"]
        asking = self._asking(tools)
        answer: _Answer = await asking.ainvoke(messages)
        usage = _provider_usage(answer)
        reading = read(answer.message, tools, language)
        if reading.problems and not answer.stood_in:
            answer = await asking.ainvoke([*messages, *correction(reading)])
            usage = _sum(usage, _provider_usage(answer))
            reading = read(answer.message, tools, language)
        understood = _understood(reading, answer.message, usage)
        understood = replace(understood, calls=tuple(second_look.grounded(call, heard) for call in understood.calls))
        if answer.stood_in or not second_look.is_needed(understood.calls, moment):
            return understood
        message = await self._builtin_answer(messages, tools)
        own = _understood(read(message, tools, language), message, usage)
        if understood.calls:
            return replace(understood, calls=second_look.agreed(understood.calls, own.calls, moment))
        parroted = any(understood.text in str(said.text) for said in messages if isinstance(said, AIMessage))
        if own.calls or parroted or not policy.may_be_said(understood.text, language):
            return own
        return understood

    def _asking(self, tools: Sequence[Tool]) -> Runnable[list[BaseMessage], _Answer]:
        """The provider, and where it fails the built-in model, with the same tools."""
        schemas = [tool.schema for tool in tools]
        provider, failures = self._model.bind_tools(schemas), self._failures

        async def ask(messages: list[BaseMessage]) -> _Answer:
            try:
                async with asyncio.timeout(self._timeout):
                    message = await provider.ainvoke(messages)
                if not isinstance(message, AIMessage):
                    raise _NoAnswer(type(message).__name__)
                return _Answer(message, stood_in=False)
            except failures as error:
                # Its text may quote the message; kind and status tell an operator enough.
                status = getattr(error, "status_code", None)
                log.warning("the model failed (%s%s)", type(error).__name__, f" {status}" if status else "")
                raise

        async def stand_in(messages: list[BaseMessage]) -> _Answer:
            return _Answer(await self._builtin_answer(messages, tools), stood_in=True)

        return RunnableLambda(ask).with_fallbacks([RunnableLambda(stand_in)], exceptions_to_handle=failures)

    async def _builtin_answer(self, messages: Sequence[BaseMessage], tools: Sequence[Tool]) -> AIMessage:
        return await self._builtin.bind_tools([tool.schema for tool in tools]).ainvoke(list(messages))


def _understood(reading: Reading, message: AIMessage, usage: Usage) -> Understood:
    model = str(message.response_metadata.get("model_name", ""))
    return Understood(calls=reading.calls, text=reading.text, usage=usage, model=model)


def _provider_usage(answer: _Answer) -> Usage:
    # What a failed call has cost is not known; that it was made is.
    return Usage(model_calls=1) if answer.stood_in else _usage(answer.message)


def _usage(message: AIMessage) -> Usage:
    counted = message.usage_metadata
    if counted is None:  # as while streaming
        return Usage(model_calls=1)
    return Usage(1, counted["input_tokens"], counted["output_tokens"])


def _sum(first: Usage, second: Usage) -> Usage:
    return Usage(
        first.model_calls + second.model_calls,
        first.input_tokens + second.input_tokens,
        first.output_tokens + second.output_tokens,
    )
