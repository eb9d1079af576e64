"""Misfortunes on demand: refusals, lost connections, slow answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.evals.telegram.errors import ApiError, bad, flooded, forbidden


class ConnectionLost(ConnectionError):
    """The connection closes without an answer."""


@dataclass
class Fault:
    """What the next ``times`` calls of ``method`` (``*``: any but getUpdates) meet, in ``chat_id`` if given."""

    method: str
    kind: Literal["answer", "drop_before", "drop_after", "delay"]
    times: int
    chat_id: int | None = None
    error: ApiError | None = None
    seconds: float = 0
    where: Callable[[dict[str, object]], bool] | None = None
    """Which calls are meant, by their parameters."""

    def meets(self, method: str, parameters: dict[str, object]) -> bool:
        named = self.method == method or (self.method == "*" and method != "getUpdates")
        here = self.chat_id is None or parameters.get("chat_id") == self.chat_id
        return self.times > 0 and named and here and (self.where is None or self.where(parameters))


def answer(status: int, retry_after: int | None, description: str | None) -> ApiError:
    """What Telegram says with a status."""
    if status == 429:
        return flooded(1 if retry_after is None else retry_after)
    words = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
    if description is None and status == 403:
        return forbidden("bot was blocked by the user")
    if description is None and status == 400:
        return bad("something went wrong")
    servers = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
    return ApiError(status, description or (words | servers).get(status, "Error"))
