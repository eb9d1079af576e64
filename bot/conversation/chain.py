"""The language model's part of a turn: which tools the message calls, in a bounded number of calls.

A provider that fails (network, 401, 429, 5xx, a stall, an answer that is none) is replaced by the second one, where
there is one, and then by the built-in model, which is a chat model like it; so is one whose tool call stays wrong after
one corrected try, or whose words say what only code may say. What comes out are words for tools and nothing else: no
call writes, so a second run is harmless.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from bot.conversation import prompt, saying, second_look
from bot.conversation.breaker import Tell
from bot.conversation.moment import Moment
from bot.conversation.providers import Output, Provider, Providers, Request, Spent
from bot.conversation.state import Said
from bot.conversation.tool import Tool
from bot.conversation.tool_calls import Call, Reading, read
from bot.message import Usage
from bot.telemetry import metrics

__all__ = ["Call", "Chain", "Understood"]


@dataclass(frozen=True)
class Understood:
    """What a model made of a message: calls in the order they are to run, or else a text."""

    calls: tuple[Call, ...] = ()
    text: str = ""
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    """Which model had the last word."""


class Chain:
    """``timeout`` is in seconds, for one call of a provider. ``failures`` are the exceptions by which the providers'
    library tells that they failed. ``hedge_after`` is in seconds: when the ``second`` model is asked too. ``tell``
    hears of outages."""

    def __init__(
        self,
        model: BaseChatModel,
        builtin: BaseChatModel,
        *,
        second: BaseChatModel | None = None,
        hedge_after: float | None = None,
        output: Output = "tools",
        timeout: float = 20.0,
        failures: tuple[type[Exception], ...] = (),
        tell: Tell | None = None,
    ) -> None:
        self._builtin = builtin
        self._providers = Providers(
            [
                Provider(one, output=output, timeout=timeout, failures=failures, tell=tell)
                for one in (model, second)
                if one is not None and one is not builtin
            ],
            hedge_after=hedge_after,
        )
        self._is_builtin = model is builtin

    @property
    def is_free(self) -> bool:
        """Whether no provider is ever asked."""
        return self._is_builtin

    async def understand(
        self,
        moment: Moment,
        history: Sequence[Said],
        text: str,
        tools: Sequence[Tool],
        *,
        may_spend: bool = True,
    ) -> Understood:
        """Reads one message with at most three calls of providers and one of the built-in model; by that one alone
        where it may not spend anything.

        ``history`` is what was said before it, oldest first; only ``tools`` are called.
        """
        messages = prompt.messages(moment, history, text)
        if self._is_builtin or not may_spend:
            answer, spent = await self._builtin_answer(messages, tools), Spent()
            if not self._is_builtin:
                metrics.FALLBACKS.labels("nothing to spend").inc()
            else:
                spent.sent()
                spent.answered(answer)
            return _understood(read(answer, tools, moment["language"]), answer, spent.usage)
        heard = [*(said.text for said in history), text, *moment["shown"]]
        return await self._understand_with_providers(moment, messages, heard, tools)

    async def _understand_with_providers(
        self, moment: Moment, messages: list[BaseMessage], heard: Sequence[str], tools: Sequence[Tool]
    ) -> Understood:
        language = moment["language"]
        request, spent = Request(messages, tools, language), Spent()
        answer = await self._providers.ask(request, spent)
        if answer is not None and answer.reading.problems:
            answer = await self._providers.correct(answer, request, spent)
        if answer is None:
            metrics.FALLBACKS.labels("no usable answer").inc()
            message = await self._builtin_answer(messages, tools)
            return _grounded(_understood(read(message, tools, language), message, spent.usage), heard)
        understood = _grounded(_understood(answer.reading, answer.message, spent.usage), heard)
        if not second_look.is_needed(understood.calls, moment):
            return understood
        message = await self._builtin_answer(messages, tools)
        own = _understood(read(message, tools, language), message, spent.usage)
        if understood.calls:
            return replace(understood, calls=second_look.agreed(understood.calls, own.calls, moment))
        parroted = any(understood.text in str(said.text) for said in messages if isinstance(said, AIMessage))
        if own.calls or parroted or not saying.may_be_said(understood.text, language):
            return own
        return understood

    async def _builtin_answer(self, messages: Sequence[BaseMessage], tools: Sequence[Tool]) -> AIMessage:
        return await self._builtin.bind_tools([tool.schema for tool in tools]).ainvoke(list(messages))


def _understood(reading: Reading, message: AIMessage, usage: Usage) -> Understood:
    model = str(message.response_metadata.get("model_name", ""))
    return Understood(calls=reading.calls, text=reading.text, usage=usage, model=model)


def _grounded(understood: Understood, heard: Sequence[str]) -> Understood:
    return replace(understood, calls=tuple(second_look.grounded(call, heard) for call in understood.calls))
