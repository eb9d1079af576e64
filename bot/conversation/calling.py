"""The two ways in which a model calls tools: its provider's own tool calls, and one JSON object held to a schema."""

from collections.abc import Sequence
from typing import Literal

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from bot.conversation import json_output, tool_calls
from bot.conversation.tool import Tool
from bot.conversation.tool_calls import Reading

Way = Literal["tools", "json"]


class NotAnAnswer(Exception):
    """What came is no message of an assistant."""


async def ask(
    model: BaseChatModel,
    way: Way,
    messages: Sequence[BaseMessage],
    tools: Sequence[Tool],
    mistaken: Reading | None = None,
) -> AIMessage:
    """The model's answer, its calls as tool calls whichever way they came. ``mistaken`` is its answer of before, when
    that was wrong and this is the corrected try. Raises what the provider's library raises, and NotAnAnswer."""
    if way == "json":
        # Bound as a field of the body, an answer that was cut off comes back as one; the library's own reading of the
        # format raises instead.
        asked = model.bind(extra_body={"response_format": json_output.response_format(tools)})
        again = json_output.correction(mistaken) if mistaken else []
        answer = await asked.ainvoke([*json_output.request(messages, tools), *again])
    else:
        again = tool_calls.correction(mistaken) if mistaken else []
        answer = await model.bind_tools([tool.schema for tool in tools]).ainvoke([*messages, *again])
    if not isinstance(answer, AIMessage):
        raise NotAnAnswer(type(answer).__name__)
    return json_output.as_calls(answer) if way == "json" else answer
