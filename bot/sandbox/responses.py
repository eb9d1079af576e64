"""How an answer leaves the sandbox: whole, as a fault spoils it, or not at all."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from bot.sandbox.errors import Refusal
from bot.sandbox.faults import ConnectionDropped, Fault
from bot.sandbox.operations import Answer
from bot.sandbox.rate_limit import TOO_MANY

DROP: Message = {"type": "sandbox.drop"}
"""What a dropped connection sends instead of an answer."""
_PIECES = 10
"""Into which a slow body is cut."""
_PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class Json(JSONResponse):
    media_type = "application/json; charset=utf-8"


class Dropped(Response):
    """No answer: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(DROP)


async def close(receive: Receive, send: Send) -> None:
    """Closes the connection without an answer. Raises ConnectionDropped where there is no connection to close.

    ASGI has no message for this; uvicorn's own ``send`` belongs to the object that holds the connection.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionDropped("the connection was closed without an answer")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


async def before(fault: Fault) -> None:
    """What a fault does before anything is done. Raises Refusal when that is the answer."""
    if fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "status":
        raise Refusal(fault.status, f"A scripted fault answers {fault.status}.")
    elif fault.kind in ("rate_limit", "rate_limit_with_retry_after"):
        raise Refusal(429, TOO_MANY, headers=_wait(fault))


def _wait(fault: Fault) -> dict[str, str]:
    """How long a scripted 429 asks to wait: by the reset header alone, as Cal.com does, or by ``Retry-After`` too."""
    wait = f"{fault.seconds:g}"
    headers = {"X-RateLimit-Remaining-Default": "0", "X-RateLimit-Reset-Default": wait}
    return headers | ({"Retry-After": wait} if fault.kind == "rate_limit_with_retry_after" else {})


def response(answer: Answer, fault: Fault | None = None) -> Response:
    """The answer as it goes out, spoiled by the fault that the call met."""
    kind = fault.kind if fault is not None else None
    if kind == "drop_after":
        return Dropped()
    headers = dict(answer.headers)
    if answer.html is not None:
        return HTMLResponse(answer.html, answer.status, headers)
    if answer.is_empty:
        return Response(None, answer.status, headers)
    if kind == "malformed":
        whole = json.dumps(answer.body())
        return Response(whole[: len(whole) // 2], answer.status, headers, media_type=Json.media_type)
    if kind == "invalid_json":
        return Response(_PROXY_PAGE, answer.status, headers, media_type=Json.media_type)
    if kind == "slow_body" and fault is not None:
        whole_body = bytes(Json(answer.body()).body)
        headers["Content-Length"] = str(len(whole_body))
        return StreamingResponse(_slowly(whole_body, fault.seconds), answer.status, headers, media_type=Json.media_type)
    return Json(answer.body(), answer.status, headers)


async def _slowly(body: bytes, seconds: float) -> AsyncIterator[bytes]:
    length = max(1, -(-len(body) // _PIECES))
    for start in range(0, len(body), length):
        await asyncio.sleep(seconds / _PIECES)
        yield body[start : start + length]
