"""Tool calls as one JSON object, for models that are poor at calling tools.

The tools stand in the rules, since not every server shows a model the schema that it holds it to. What comes out is a
message with tool calls like any other's, for the same checks.
"""

import json
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.messages.tool import invalid_tool_call, tool_call

from bot.conversation import prompt
from bot.conversation.tool import Tool
from bot.conversation.tool_calls import MOST_CALLS, Reading


def request(messages: Sequence[BaseMessage], tools: Sequence[Tool]) -> list[BaseMessage]:
    """The messages, with the tools told of in the rules. A tool that comes and goes is told of last, so that what is
    before it stays the same from call to call."""
    rules, *said = messages
    described = "\n".join(_described(tool) for tool in tools)
    return [rules.model_copy(update={"content": f"{rules.content}\n\n{prompt.json_part()}\n{described}"}), *said]


def response_format(tools: Sequence[Tool]) -> dict[str, Any]:
    """What holds an answer to calls of the tools, by OpenAI's ``response_format``.

    It is not strict in OpenAI's sense, where every argument has to be written out, null or not: servers that hold a
    model to a grammar do so all the same, and a short answer comes sooner.
    """
    call = {"anyOf": [_call_schema(tool) for tool in tools]}
    schema = _object({"calls": {"type": "array", "items": call, "maxItems": MOST_CALLS}, "reply": {"type": "string"}})
    schema["required"] = ["calls"]
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": False, "schema": schema}}


def as_calls(answer: AIMessage) -> AIMessage:
    """The answer with its JSON read: tool calls, and words where it has any. Words that hold no JSON stay words, and
    JSON that cannot be read is a call that is none."""
    text = str(answer.text)
    begin = text.find("{")
    if begin < 0:
        return answer
    try:
        found, _end = json.JSONDecoder().raw_decode(text, begin)
        calls = found.get("calls", [])
        made = [
            tool_call(name=str(call["tool"]), args=_arguments(call), id=f"call_{number}")
            for number, call in enumerate(calls, start=1)
        ]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        broken = invalid_tool_call(name=None, args=text, id="call_1", error=None)
        return answer.model_copy(update={"content": "", "tool_calls": [], "invalid_tool_calls": [broken]})
    reply = found.get("reply")
    return answer.model_copy(update={"content": reply if isinstance(reply, str) else "", "tool_calls": made})


def correction(mistaken: Reading) -> list[BaseMessage]:
    """What a model is shown to try once more: its calls, and what was wrong with each."""
    calls = [{"tool": problem.name, "arguments": problem.arguments} for problem in mistaken.problems]
    why = "; ".join(problem.why for problem in mistaken.problems)
    return [
        AIMessage(json.dumps({"calls": calls}, ensure_ascii=False)),
        HumanMessage(f"Nothing was done: {why}. Answer the message before with one JSON object again, rightly."),
    ]


def _arguments(call: dict[str, Any]) -> dict[str, Any]:
    arguments = call.get("arguments") or {}
    if not isinstance(arguments, dict):
        raise TypeError("the arguments of a call are an object")
    return arguments


def _described(tool: Tool) -> str:
    function = tool.schema["function"]
    arguments = (
        f"- {name}: {' | '.join(field.get('enum', ()))}{'; ' if 'enum' in field and 'description' in field else ''}"
        f"{field.get('description', '')}"
        for name, field in function["parameters"]["properties"].items()
    )
    return "\n".join((f"{tool.name}: {function['description']}", *arguments))


def _call_schema(tool: Tool) -> dict[str, Any]:
    parameters = tool.schema["function"]["parameters"]
    # An argument that is an object with nothing named in it, as the answers to questions, may hold anything.
    arguments = {**_without_words(parameters), "additionalProperties": False}
    call = _object({"tool": {"type": "string", "enum": [tool.name]}, "arguments": arguments})
    call["required"] = ["tool", "arguments"]
    return call


def _without_words(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without its descriptions: they stand in the rules, and some providers count both."""
    return {
        key: {name: _without_words(field) for name, field in value.items()} if key == "properties" else value
        for key, value in schema.items()
        if key != "description"
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
