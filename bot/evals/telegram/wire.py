"""The double over HTTP: every form in which the Bot API takes parameters, and connections that can break."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.evals.telegram.double import TelegramDouble
from bot.evals.telegram.errors import ApiError, bad
from bot.evals.telegram.faults import ConnectionLost
from bot.evals.telegram.parameters import Upload


def app_of(double: TelegramDouble) -> Starlette:
    """The double as an ASGI app: for a client in the same process, a lost connection is a ``ConnectionLost``."""

    async def call(request: Request) -> Response:
        try:
            if double.is_cut:
                raise ConnectionLost
            if request.path_params["token"] != double.token:
                raise ApiError(401, "Unauthorized")
            raw, files = _parameters(request, await request.body())
            result = await double.call(request.path_params["method"], raw, files)
            if double.is_cut:
                raise ConnectionLost
        except ApiError as error:
            return JSONResponse(error.as_json(), status_code=error.status)
        except ConnectionLost:
            return _Nothing(double)
        return JSONResponse({"ok": True, "result": result})

    async def file(request: Request) -> Response:
        if double.is_cut:
            return _Nothing(double)
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
    listening = socket.create_server((host, port))
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

    def __init__(self, double: TelegramDouble) -> None:
        super().__init__()
        self._double = double

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        line = next((one for one in self._double.lines if one.get_extra_info("peername") == scope["client"]), None)
        if line is None:
            raise ConnectionLost
        line.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


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
