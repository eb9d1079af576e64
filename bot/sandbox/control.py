"""Steers a running sandbox over HTTP: faults and the clock. Under ``/sandbox``, so never mistaken for the API."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import Fault
from bot.sandbox.validation import parse_instant
from bot.sandbox.world import World


def routes(world: World) -> list[Route]:
    """``POST /sandbox/faults`` adds one fault or a list, ``GET`` shows and ``DELETE`` forgets them;
    ``POST /sandbox/clock`` with ``{"now": "2026-11-23T09:00:00Z"}`` sets a clock that can be set."""

    async def add_faults(request: Request) -> Response:
        try:
            content = await request.json()
            faults = [Fault.model_validate(one) for one in (content if isinstance(content, list) else [content])]
        except ValidationError as error:
            problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            return JSONResponse({"errors": problems, "example": _EXAMPLE}, 400)
        except ValueError as error:
            return JSONResponse({"errors": [f"the body is not JSON: {error}"], "example": _EXAMPLE}, 400)
        for fault in faults:
            world.faults.add(fault)
        return _faults()

    async def show_faults(request: Request) -> Response:
        return _faults()

    async def clear_faults(request: Request) -> Response:
        world.faults.clear()
        return _faults()

    def _faults() -> Response:
        return JSONResponse({"faults": [fault.model_dump() for fault in world.faults.pending()]})

    async def set_clock(request: Request) -> Response:
        set_now: Callable[[object], None] | None = getattr(world.clock, "set", None)
        if set_now is None:
            return JSONResponse({"errors": ["the clock of this sandbox cannot be set"]}, 409)
        try:
            content: Any = await request.json()
            set_now(parse_instant(content["now"]))
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"errors": ['give {"now": "2026-11-23T09:00:00Z"}']}, 400)
        return JSONResponse({"now": world.now().isoformat()})

    return [
        Route("/sandbox/faults", add_faults, methods=["POST"]),
        Route("/sandbox/faults", show_faults, methods=["GET"]),
        Route("/sandbox/faults", clear_faults, methods=["DELETE"]),
        Route("/sandbox/clock", set_clock, methods=["POST"]),
    ]


_EXAMPLE = {"operation": "bookings.create", "kind": "drop_after", "times": 1}
