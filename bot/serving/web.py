"""The routes of several rooms as one web app. It tells strangers nothing: no stack trace, no path, no version."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.serving.strangers import Strangers

HEALTHZ = "/healthz"


def web_app(routes: Sequence[BaseRoute]) -> ASGIApp:
    """The routes, and ``/healthz``, which tells that it runs; behind what every stranger meets."""
    app = Starlette(routes=[*routes, Route(HEALTHZ, _health, methods=["GET"])])
    app.router.redirect_slashes = False  # a redirect would tell which paths there are
    return Strangers(app)


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")
