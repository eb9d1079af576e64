"""How the Bot API says no, and how the double notes what Telegram would let pass but a careful bot never does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]
Note = Callable[[str], None]
"""Takes what the real API would silently mend or ignore."""


class ApiError(Exception):
    """A refusal: ``status`` is the HTTP status and the ``error_code``, ``parameters`` the response parameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(description: str, **parameters: int) -> ApiError:
    return ApiError(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> ApiError:
    return ApiError(403, f"Forbidden: {description}")


def flooded(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


@dataclass(frozen=True)
class Violation:
    """Something the bot did that it should not have done, whether or not the double refused it."""

    kind: str
    """``flood``, ``parameter`` (none of this name), ``markup`` (Telegram mends or ignores it), or ``hook``."""
    method: str
    detail: str
    at: datetime
    """By the double's clock."""
