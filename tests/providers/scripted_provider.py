"""A language model's provider that answers what a test has written down, over HTTP on this machine.

It speaks OpenAI's chat completions, whole or streamed, so that the real client library talks to it. A request that no
step is left for fails the test, and so does a step that nobody asked for.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

INPUT_TOKENS, OUTPUT_TOKENS = 900, 30
"""What every completion says it has cost."""


@dataclass(frozen=True)
class Called:
    """One tool call. ``arguments`` that are a text go out as they are, whether they are JSON or not."""

    name: str
    arguments: dict[str, Any] | str

    @property
    def text(self) -> str:
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)


@dataclass(frozen=True)
class Answers:
    """A completion: words, tool calls, or both. ``model`` is who it says it is."""

    text: str | None = None
    calls: tuple[Called, ...] = ()
    model: str = "test-model-2026-11"
    finish: str | None = None
    """Why it ends; ``length`` is where it is cut off."""


@dataclass(frozen=True)
class Replies:
    """Any response that is no completion: an error, a page, a body of another shape."""

    status: int
    body: str
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BreaksOff:
    """The connection closes after the head and the beginning of an answer; a streamed one after its first event."""


@dataclass(frozen=True)
class Stalls:
    """Nothing comes, or, where it is streamed, nothing after the first event. With ``drips`` a blank comes now and
    then, so that no single read of the client takes long."""

    drips: bool = False


@dataclass(frozen=True)
class Late:
    """The answer comes after some seconds."""

    seconds: float
    answer: Answers


Step = Answers | Replies | BreaksOff | Stalls | Late


def calls(name: str, arguments: dict[str, Any] | str | None = None, /, **named: Any) -> Answers:
    """A completion with one tool call."""
    return Answers(calls=(Called(name, named if arguments is None else arguments),))


def several(*called: tuple[str, dict[str, Any]], text: str | None = None) -> Answers:
    """A completion with several tool calls at once."""
    return Answers(text=text, calls=tuple(Called(name, arguments) for name, arguments in called))


def says(text: str) -> Answers:
    """A completion of words alone."""
    return Answers(text=text)


def fails(status: int, message: str = "no", **headers: str) -> Replies:
    """An error as OpenAI tells it. Header names are given with underscores."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return Replies(status, json.dumps(body), headers={name.replace("_", "-"): value for name, value in headers.items()})


class Provider:
    """What was asked so far, and what is answered next."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._left = list(steps)
        self.requests: list[dict[str, Any]] = []
        """The bodies that came in."""
        self.headers: list[dict[str, str]] = []
        self.unplanned = 0
        self.base_url = ""

    def then(self, *steps: Step) -> None:
        """Further steps, for what the test says next."""
        self._left += steps

    def check(self) -> None:
        assert not self.unplanned, f"{self.unplanned} requests came that no step was left for"
        assert not self._left, f"nobody asked for {self._left}"

    async def complete(self, request: Request) -> Response:
        body = json.loads(await request.body())
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        if not self._left:
            self.unplanned += 1
            return JSONResponse({"error": {"message": "unplanned"}}, status_code=500)
        streamed = bool(body.get("stream"))
        step = self._left.pop(0)
        if isinstance(step, Late):
            await asyncio.sleep(step.seconds)
            step = step.answer
        match step:
            case Replies(status, text, content_type, headers):
                return Response(text, status, {**headers, "content-type": content_type})
            case Answers() as answer if streamed:
                with_usage = bool((body.get("stream_options") or {}).get("include_usage"))
                return StreamingResponse(_events(answer, with_usage=with_usage), media_type="text/event-stream")
            case Answers() as answer:
                return JSONResponse(_completion(answer))
            case BreaksOff():
                return _unfinished(_first_event() if streamed else '{"id": "chatcmpl-1", "choices": [')
            case Stalls(drips):
                drop = ": waiting\n\n" if streamed else " "
                return _unfinished(_first_event() if streamed else " ", request, drop if drips else None)


class ProviderHost:
    """Serves providers on a free port of this machine, each at an address of its own, until it is closed."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}
        app = Starlette(routes=[Route("/{provider}/v1/chat/completions", self._complete, methods=["POST"])])
        self._listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, lifespan="off", ws="none", log_config=None, log_level="critical", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [self._listener]})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()

    def provider(self, *steps: Step) -> Provider:
        """A new one that answers with the steps, each once and in order."""
        provider = Provider(steps)
        name = f"provider-{len(self._providers) + 1}"
        self._providers[name] = provider
        provider.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/{name}/v1"
        return provider

    async def _complete(self, request: Request) -> Response:
        return await self._providers[request.path_params["provider"]].complete(request)


def _completion(answer: Answers) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer.text, "refusal": None}
    if answer.calls:
        message["tool_calls"] = [_tool_call(index, call) for index, call in enumerate(answer.calls)]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": answer.model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": _finish(answer)}],
        "usage": _usage(),
    }


def _events(answer: Answers, *, with_usage: bool) -> Iterator[str]:
    """The same, a piece at a time: words by the word, arguments broken in the middle."""
    yield _event(answer.model, {"role": "assistant", "content": ""})
    for word in (answer.text or "").split(" "):
        if word:
            yield _event(answer.model, {"content": word + " "})
    for index, call in enumerate(answer.calls):
        text = call.text
        yield _event(answer.model, {"tool_calls": [{**_tool_call(index, Called(call.name, "")), "index": index}]})
        for part in (text[: len(text) // 2], text[len(text) // 2 :]):
            yield _event(answer.model, {"tool_calls": [{"index": index, "function": {"arguments": part}}]})
    yield _event(answer.model, {}, finish=_finish(answer))
    if with_usage:
        yield "data: " + json.dumps({**_chunk(answer.model), "choices": [], "usage": _usage()}) + "\n\n"
    yield "data: [DONE]\n\n"


def _unfinished(beginning: str, still_there: Request | None = None, drop: str | None = None) -> Response:
    """The head and the beginning of a longer answer, and then a closed line; or, as long as the client is still there,
    silence or drops."""

    async def body() -> AsyncIterator[str]:
        yield beginning
        while still_there is not None and not await still_there.is_disconnected():
            await asyncio.sleep(0.02)
            if drop is not None:
                yield drop

    # More is announced than comes, so the server closes the connection where the answer ends.
    kind = "text/event-stream" if beginning.startswith("data:") else "application/json"
    return StreamingResponse(body(), headers={"content-type": kind, "content-length": "100000"})


def _first_event() -> str:
    return _event("test-model-2026-11", {"role": "assistant", "content": ""})


def _event(model: str, delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return "data: " + json.dumps({**_chunk(model), "choices": [choice]}) + "\n\n"


def _chunk(model: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model}


def _tool_call(index: int, call: Called) -> dict[str, Any]:
    return {
        "id": f"call_{index}",
        "type": "function",
        "function": {"name": call.name, "arguments": call.text},
    }


def _finish(answer: Answers) -> str:
    return answer.finish or ("tool_calls" if answer.calls else "stop")


def _usage() -> dict[str, int]:
    return {
        "prompt_tokens": INPUT_TOKENS,
        "completion_tokens": OUTPUT_TOKENS,
        "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
    }
