"""The built-in model: a chat model of rules and word lists, with the same interface and tools as any other.

It reads the person's last message with the moment before it, and answers at once, without network or files beyond its
word lists. Only tools that were bound are called.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field

from bot.conversation.moment import unframe
from bot.conversation.offline.calls import understand

MODEL_NAME = "builtin"

# What a provider would count, on the high side: a byte-pair tokenizer made 3.4 to 3.9 characters of a token of our
# requests in all languages. There is nothing to pay for here.
CHARACTERS_PER_TOKEN = 3.4


class OfflineModel(BaseChatModel):
    """``say`` gives the sentence of a message id in a language: all that it answers with beside calls."""

    say: Callable[[str, str], str] = Field(exclude=True)

    @property
    def _llm_type(self) -> str:
        return MODEL_NAME

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offers the tools; which one is called is decided by the words alone, so ``tool_choice`` changes nothing."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._reply(messages, kwargs.get("tools", [])))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # It is quick and waits for nothing, so it needs no thread of its own.
        return self._generate(messages, stop, None, **kwargs)

    def _reply(self, messages: Sequence[BaseMessage], tools: Sequence[dict[str, Any]]) -> AIMessage:
        person = next((message for message in reversed(messages) if isinstance(message, HumanMessage)), None)
        if person is None:
            raise ValueError("the built-in model needs a message of the person, with the moment before it")
        moment, text = unframe(str(person.text))
        offered = {tool["function"]["name"] for tool in tools}
        understood = understand(text, moment, offered)
        content = self.say(understood.say, moment["language"]) if understood.say else ""
        calls = [
            tool_call(name=call.name, args=call.arguments, id=f"call_{number}")
            for number, call in enumerate(understood.calls, start=1)
        ]
        read = sum(len(str(message.text)) for message in messages) + len(json.dumps(tools))
        written = len(content) + sum(len(json.dumps(call["args"])) for call in calls)
        return AIMessage(
            content=content,
            tool_calls=calls,
            response_metadata={"model_name": MODEL_NAME},
            usage_metadata=_usage(read, written),
        )


def _usage(characters_in: int, characters_out: int) -> UsageMetadata:
    read, written = int(characters_in / CHARACTERS_PER_TOKEN), int(characters_out / CHARACTERS_PER_TOKEN)
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
