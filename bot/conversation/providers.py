"""Who is asked to understand a message, and how: one provider's model or two, in an order.

The second is asked where the first fails, or, with hedging, where the first takes longer than a moment; then the first
usable answer is taken and the other is let go. Nothing that is asked here writes, so asking twice is harmless.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from bot.conversation import calling
from bot.conversation.breaker import Breaker, Failed, Tell
from bot.conversation.tool import Tool
from bot.conversation.tool_calls import Reading, read
from bot.message import Usage
from bot.telemetry import metrics
from bot.telemetry.tracing import span

Output = Literal["tools", "json", "auto"]

_SHOWN, _TOO_MANY_WRONG = 10, 3
"""Of so many last answers, how many wrong ones show that a model is poor at tool calls."""

_OF_THIS_REQUEST = frozenset({400, 413, 422})
"""Statuses by which a provider refuses one request, such as a prompt that is too long, and is well."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """What a model is asked: the messages, the tools it may call, and the language that lengths are in."""

    messages: Sequence[BaseMessage]
    tools: Sequence[Tool]
    language: str


@dataclass(frozen=True)
class Answer:
    message: AIMessage
    reading: Reading
    provider: "Provider"


class Spent:
    """What the requests for one message cost. That a failed one was made is known, what it cost is not."""

    def __init__(self) -> None:
        self.usage = Usage()

    def sent(self) -> None:
        self.usage = _sum(self.usage, Usage(model_calls=1))

    def answered(self, message: AIMessage) -> None:
        counted = message.usage_metadata
        if counted is not None:  # as it is while streaming
            self.usage = _sum(self.usage, Usage(0, counted["input_tokens"], counted["output_tokens"]))


class Provider:
    """One model of a provider. ``timeout`` is in seconds, for one answer. ``failures`` are the exceptions by which the
    provider's library tells that it failed. ``tell`` hears of outages.

    ``auto`` begins with tool calls, and goes over to JSON for good where the provider refuses tools, or where three of
    the last ten answers held no call that could be used.
    """

    def __init__(
        self,
        model: BaseChatModel,
        *,
        output: Output = "tools",
        timeout: float = 20.0,
        failures: tuple[type[Exception], ...] = (),
        tell: Tell | None = None,
    ) -> None:
        self._model_name = str(getattr(model, "model_name", ""))
        self.name = f"the model {self._model_name}".strip()
        self.breaker = Breaker(self.name, tell=tell)
        self.way: calling.Way = "json" if output == "json" else "tools"
        """How it is asked now."""
        self._learns = output == "auto"
        self._model = model
        self._timeout = timeout
        self._failures: tuple[type[Exception], ...] = (*failures, TimeoutError, calling.NotAnAnswer)
        self._wrong: deque[bool] = deque(maxlen=_SHOWN)

    async def ask(self, request: Request, spent: Spent, mistaken: Reading | None = None) -> Answer:
        """``mistaken`` is its wrong answer to the same request, when this is the corrected try. Raises Failed."""
        with self.breaker.call():
            way = self.way
            try:
                message = await self._ask(way, request, spent, mistaken)
            except Failed as failure:
                if not (self._learns and way == "tools" and _refuses_tools(failure)):
                    raise
                way = "json"
                message = await self._ask(way, request, spent, None)
                self._go_over_to_json()
        reading = read(message, request.tools, request.language)
        if self._learns and way == "tools":
            self._learn(reading, request.tools)
        return Answer(message, reading, self)

    async def _ask(self, way: calling.Way, request: Request, spent: Spent, mistaken: Reading | None) -> AIMessage:
        spent.sent()
        began, outcome = time.perf_counter(), "let go"
        try:
            with span("model", model=self._model_name):
                async with asyncio.timeout(self._timeout):
                    message = await calling.ask(self._model, way, request.messages, request.tools, mistaken)
            outcome = "answered"
        except self._failures as error:
            outcome = type(error).__name__
            # Its text may quote the message; kind and status tell an operator enough.
            status = getattr(error, "status_code", None)
            log.warning("%s failed (%s%s)", self.name, type(error).__name__, f" {status}" if status else "")
            raise Failed(type(error).__name__, is_down=status not in _OF_THIS_REQUEST) from error
        finally:
            metrics.MODEL_CALLS.labels(self._model_name, outcome).inc()
            metrics.MODEL_SECONDS.labels(self._model_name).observe(time.perf_counter() - began)
        self._count_tokens(message)
        spent.answered(message)
        return message

    def _count_tokens(self, message: AIMessage) -> None:
        if (counted := message.usage_metadata) is not None:
            metrics.MODEL_TOKENS.labels(self._model_name, "input").inc(counted["input_tokens"])
            metrics.MODEL_TOKENS.labels(self._model_name, "output").inc(counted["output_tokens"])

    def _learn(self, reading: Reading, tools: Sequence[Tool]) -> None:
        if not reading.calls and not reading.problems and not any(tool.name in reading.text for tool in tools):
            return  # small talk shows nothing
        self._wrong.append(not reading.calls)
        if sum(self._wrong) >= _TOO_MANY_WRONG:
            self._go_over_to_json()

    def _go_over_to_json(self) -> None:
        if self.way == "tools":
            self.way = "json"
            log.warning("%s is poor at tool calls and is asked for JSON from now on", self.name)


class Providers:
    """In the order in which they are asked. ``hedge_after`` is in seconds; None waits for each to fail."""

    def __init__(self, providers: Sequence[Provider], *, hedge_after: float | None = None) -> None:
        self._providers = tuple(providers)
        self._hedge_after = hedge_after

    async def ask(self, request: Request, spent: Spent) -> Answer | None:
        """The first answer that can be used; else one that is wrong, to be corrected; None where all fail."""
        left = list(self._providers)
        asked: list[asyncio.Task[Answer]] = []
        running: set[asyncio.Task[Answer]] = set()
        wrong: Answer | None = None
        try:
            while running or (left and wrong is None):
                if left and wrong is None:
                    asked.append(asyncio.create_task(left.pop(0).ask(request, spent)))
                    running.add(asked[-1])
                hedge = self._hedge_after if left and wrong is None else None
                done, running = await asyncio.wait(running, timeout=hedge, return_when=asyncio.FIRST_COMPLETED)
                for task in sorted(done, key=asked.index):
                    try:
                        answer = task.result()
                    except Failed:
                        continue
                    if not answer.reading.problems:
                        return answer
                    wrong = wrong or answer
            return wrong
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def correct(self, answer: Answer, request: Request, spent: Spent) -> Answer | None:
        """The same provider's second try; None where that fails."""
        try:
            return await answer.provider.ask(request, spent, answer.reading)
        except Failed:
            return None


def _refuses_tools(failure: Failed) -> bool:
    """Servers that cannot call tools say so in words of their own, with statuses from 400 to 501."""
    cause = failure.__cause__
    return hasattr(cause, "status_code") and "tool" in str(cause).lower()


def _sum(first: Usage, second: Usage) -> Usage:
    return Usage(
        first.model_calls + second.model_calls,
        first.input_tokens + second.input_tokens,
        first.output_tokens + second.output_tokens,
    )
