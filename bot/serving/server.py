"""The HTTP server: what it takes from a connection, and for how long it waits for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN = 10.0
"""Seconds in which the first lines of a request must have come, from when the connection or its first byte did."""

MOST_CONNECTIONS = 1_000
"""More at once are turned away with 503."""

LONGEST_HEADERS = 16_384
"""Bytes of a request's first lines."""

STOPPED_WITHIN = 1
"""Seconds that open requests get at a stop: each only writes something down."""


def server(app: ASGIApp) -> uvicorn.Server:
    """Serves until ``should_exit``. Signals are for the program that it runs in."""
    return _Server(
        uvicorn.Config(
            app,
            http=_ImpatientProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="off",
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=LONGEST_HEADERS,
            timeout_graceful_shutdown=STOPPED_WITHIN,
        )
    )


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _ImpatientProtocol(H11Protocol):
    """Hangs up on connections that bring no request. Uvicorn itself waits for ever for the first one, and for the rest
    of one that was begun."""

    headers_within = HEADERS_WITHIN

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._hanging_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn declares it
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._stop_watching()  # from here on uvicorn's own patience with a kept connection counts
        super().on_response_complete()

    def _watch(self) -> None:
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if is_answering:
            self._stop_watching()
        elif self._hanging_up is None:
            self._hanging_up = self.loop.call_later(self.headers_within, self.transport.close)

    def _stop_watching(self) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None
