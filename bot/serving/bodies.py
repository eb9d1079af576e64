"""Reads what somebody posts, as long as it is neither too large nor too slow."""

import asyncio

from starlette.requests import ClientDisconnect, Request

MOST_BYTES = 1_000_000
"""Telegram's updates and Cal.com's events are a few thousand."""

SECONDS = 10.0
"""How long a body may take to come in."""


class NotTaken(Exception):
    """The body is not read; ``status`` is what to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def body_of(request: Request, *, most_bytes: int = MOST_BYTES, seconds: float = SECONDS) -> bytes:
    """Raises NotTaken: 413 as soon as it shows that it is too large, 408 when it comes too slowly or not wholly."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > most_bytes:
                    raise NotTaken(413)
    except (TimeoutError, ClientDisconnect):
        raise NotTaken(408) from None
    return bytes(body)
