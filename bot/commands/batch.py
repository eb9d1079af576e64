"""JSON lines: a question a line on standard input, an answer a line on standard output, in the same order."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import click

Question = dict[str, Any]
Answer = dict[str, Any]


def answer_lines(answer: Callable[[Question], Answer]) -> None:
    """A line that cannot be read is answered with its ``id``, where it has one, and an ``error``; the rest go on."""
    for question in _questions():
        _print(answer(question) if "error" not in question else question)


async def answer_lines_async(answer: Callable[[Question], Awaitable[Answer]]) -> None:
    """The same for answers that are awaited."""
    for question in _questions():
        _print(await answer(question) if "error" not in question else question)


def _questions() -> Iterator[dict[str, Any]]:
    """Each question, or an answer with ``error`` where the line is none."""
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except ValueError as error:  # not JSON, or not UTF-8
            yield {"id": None, "error": f"the line is no JSON: {error}"}
            continue
        if not isinstance(question, dict):
            yield {"id": None, "error": 'the line is no JSON object such as {"id": 1, "text": "tomorrow"}'}
        elif not isinstance(question.get("text"), str):
            yield {"id": question.get("id"), "error": 'the line has no "text"'}
        else:
            yield {key: value for key, value in question.items() if key != "error"}


def _print(answer: Answer) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))
