"""The routes of several rooms as one web app. It tells strangers nothing: no stack trace, no path, no version."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route


def web_app(routes: Sequence[BaseRoute]) -> Starlette:
    """The routes, and ``/healthz``, which tells that it runs."""
    return Starlette(routes=[*routes, Route("/healthz", _health, methods=["GET"])])


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")
