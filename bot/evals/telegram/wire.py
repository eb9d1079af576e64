"""The double over HTTP: every form in which the Bot API takes parameters, and connections that can break."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.evals.telegram.double import TelegramDouble
from bot.evals.telegram.errors import ApiError, bad
from bot.evals.telegram.faults import ConnectionLost
from bot.evals.telegram.parameters import Upload

T = TypeVar("T")


class Doing(Protocol):
    def __call__(self, doing: Coroutine[object, object, T]) -> T: ...


def app_of(double: TelegramDouble, *, in_process: bool = False) -> Starlette:
    """The double as an ASGI app. A lost connection is a ``ConnectionLost`` to a caller in the same process."""

    async def call(request: Request) -> Response:
        try:
            if double.is_cut:
                raise ConnectionLost
            if request.path_params["token"] != double.token:
                raise ApiError(401, "Unauthorized")
            raw, files = _parameters(request, await request.body())
            result = await _while_heard(request, double.call(request.path_params["method"], raw, files))
            if double.is_cut:
                raise ConnectionLost
        except ApiError as error:
            if error.status > 500:  # no Bot API stands behind this answer, only the server before it
                return HTMLResponse(f"<html><h1>{error.description}</h1></html>", status_code=error.status)
            return JSONResponse(error.as_json(), status_code=error.status)
        except (ConnectionLost, ClientDisconnect):
            return _Nothing(double, in_process)
        return JSONResponse({"ok": True, "result": result})

    async def file(request: Request) -> Response:
        if double.is_cut:
            return _Nothing(double, in_process)
        path = request.path_params["path"]
        found = next((file for file in double.files.values() if file.path == path), None)
        if request.path_params["token"] != double.token or found is None:
            return JSONResponse(ApiError(404, "Not Found").as_json(), status_code=404)
        return Response(found.content, media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
        ]
    )


@asynccontextmanager
async def running(double: TelegramDouble, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serves the double in this event loop, at a free port unless one is named; yields the address of the Bot API."""
    # With the protocol named, asyncio turns Nagle's waiting off, which would cost 40 ms a call.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(256)
    config = uvicorn.Config(
        app_of(double),
        http=_protocol_of(double),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        await double.close()
        server.should_exit = True
        await serving
        listening.close()


@contextmanager
def running_beside(double: TelegramDouble) -> Iterator[tuple[str, "Doing"]]:
    """Serves the double in a thread of its own, for programs without an event loop.

    Yields the address, and what awaits the doings of people there: ``do(chat.send("hi"))``.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def do(doing: Coroutine[object, object, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, loop).result()

    serving = running(double)
    try:
        url = do(serving.__aenter__())
        try:
            yield url, do
        finally:
            do(serving.__aexit__(None, None, None))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class InProcess(httpx.AsyncBaseTransport):
    """A way for an httpx client to the double without a network, in the same event loop."""

    def __init__(self, double: TelegramDouble) -> None:
        self._inner = httpx.ASGITransport(app=app_of(double, in_process=True))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._inner.handle_async_request(request)
        except ConnectionLost:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.") from None


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # signals are for the program that the double runs in


def _protocol_of(double: TelegramDouble) -> type[H11Protocol]:
    class Line(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if double.is_cut:
                transport.abort()
            double.lines.add(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            double.lines.discard(self.transport)
            super().connection_lost(exc)

    return Line


class _Nothing(Response):
    """No answer: the connection is reset."""

    def __init__(self, double: TelegramDouble, in_process: bool) -> None:
        super().__init__()
        self._double = double
        self._in_process = in_process

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._in_process:
            raise ConnectionLost
        for line in list(self._double.lines):
            if line.get_extra_info("peername") == scope["client"]:
                line.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _while_heard(request: Request, calling: Coroutine[object, object, object]) -> object:
    """The result, unless the caller hangs up first: then a long poll of theirs ends, and conflicts with no other."""
    call = asyncio.ensure_future(calling)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait([call, gone], return_when=asyncio.FIRST_COMPLETED)
        if not call.done() and request.path_params["method"].lower() == "getupdates":
            raise ConnectionLost
        return await call
    finally:
        gone.cancel()
        call.cancel()


def _parameters(request: Request, body: bytes) -> tuple[dict[str, object], dict[str, Upload]]:
    given: dict[str, object] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    form = kind.partition(";")[0].strip().lower()
    if not body:
        return given, {}
    if form == "application/json":
        try:
            told = json.loads(body)
        except ValueError:
            raise bad("can't parse JSON object in the request body") from None
        if not isinstance(told, dict):
            raise bad("object expected in the request body")
        return given | told, {}
    if form == "multipart/form-data":
        texts, files = _parts(kind, body)
        return given | texts, files
    return given | dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def _parts(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    read = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
    texts: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in read.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            raise bad("can't parse the multipart request")
        if (file_name := part.get_filename()) is None:
            texts[name] = content.decode()
        else:
            files[name] = Upload(file_name, content, part.get_content_type())
    return texts, files
