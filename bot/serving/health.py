"""What tells a load balancer and an operator how a server is: whether it can do its work, and its metrics.

Strangers learn whether it is ready and nothing else. Details and metrics are for programs of this machine and, where a
token is set, for whoever has it, and then for them alone.
"""

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.serving.strangers import came_directly
from bot.telemetry import metrics

READYZ, METRICS = "/readyz", "/metrics"

LOOKED_WITHIN = 5.0
"""Seconds that looking at one thing may take."""

LOOKED_AGAIN = 3.0
"""Seconds for which what was seen holds: however many ask, nothing is looked at more often."""

Probe = Callable[[], Awaitable[bool]]
"""Whether something that the work needs is well. One that raises says no."""

log = logging.getLogger(__name__)


def routes(probes: Mapping[str, Probe], *, token: str | None) -> list[Route]:
    """``token``: who has it sees everything; None where only this machine does."""
    ready = _Readiness(probes)

    async def readyz(request: Request) -> Response:
        seen = await ready.look()
        status = 200 if all(seen.values()) else 503
        if _is_operator(request, token):
            return JSONResponse({name: "ok" if well else "fault" for name, well in seen.items()}, status)
        return PlainTextResponse("ready" if status == 200 else "not ready", status)

    async def exposed(request: Request) -> Response:
        if not _is_operator(request, token):
            return PlainTextResponse("Not Found", 404)
        return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)

    return [Route(READYZ, readyz, methods=["GET"]), Route(METRICS, exposed, methods=["GET"])]


class _Readiness:
    def __init__(self, probes: Mapping[str, Probe]) -> None:
        self._probes = probes
        self._lock = asyncio.Lock()
        self._seen: dict[str, bool] = {}
        self._seen_at = -LOOKED_AGAIN

    async def look(self) -> dict[str, bool]:
        async with self._lock:
            if time.monotonic() - self._seen_at >= LOOKED_AGAIN:
                well = await asyncio.gather(*map(_is_well, self._probes.values()))
                seen = dict(zip(self._probes, well, strict=True))
                for name, now_well in seen.items():
                    if now_well != self._seen.get(name, True):
                        log.warning("%s is %s", name, "well again" if now_well else "not ready")
                self._seen, self._seen_at = seen, time.monotonic()
            return self._seen


async def _is_well(probe: Probe) -> bool:
    try:
        async with asyncio.timeout(LOOKED_WITHIN):
            return await probe()
    except Exception as error:  # whatever it is, it is not well
        log.info("a look at it failed: %s", type(error).__name__)
        return False


def _is_operator(request: Request, token: str | None) -> bool:
    if token is None:
        return came_directly(request.scope)
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode("latin-1"), f"Bearer {token}".encode())
