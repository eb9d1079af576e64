"""The refusals of the API, in its own forms (facts 1.3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

_REASONS = {
    400: ("BadRequestException", "Bad Request"),
    401: ("UnauthorizedException", "Unauthorized"),
    403: ("ForbiddenException", "Forbidden"),
    404: ("NotFoundException", "Not Found"),
    409: ("ConflictException", "Conflict"),
    422: ("UnprocessableEntityException", "Unprocessable Entity"),
    429: ("ThrottlerException", "Too Many Requests"),
    500: ("InternalServerErrorException", "Internal Server Error"),
}


class Refusal(Exception):
    """An answer other than success. ``body`` is its JSON once the moment and the path are known."""

    def __init__(self, status: int, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        code, reason = _REASONS.get(self.status, ("HttpException", "Error"))
        details = {"message": self.message, "error": reason, "statusCode": self.status}
        return self._envelope(at, path, {"code": code, "message": self.message, "details": details})

    def _envelope(self, at: datetime, path: str, error: dict[str, Any]) -> dict[str, Any]:
        return {"status": "error", "timestamp": timestamp(at), "path": path, "error": error}


class DescribedRefusal(Refusal):
    """A 400 whose message ends in a colon, and what follows stands in the details as ``error`` (facts 13)."""

    def __init__(self, message: str, description: str) -> None:
        super().__init__(400, message)
        self.description = description

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        body = super().body(at, path)
        body["error"]["details"]["error"] = self.description
        return body


class GenericRefusal(Refusal):
    """An error of the database or of inner code: a code of its own, a general message, no details."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(status, message)
        self.code = code

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        return self._envelope(at, path, {"code": self.code, "message": self.message})


class DomainRefusal(GenericRefusal):
    """An error with a code of the booking domain; its message stands at the top level too."""

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        return {**super().body(at, path), "message": self.message}


class ValidationRefusal(Refusal):
    """A body or query that the global validation refused; what is wrong is in the details alone."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(400, "Bad Request Exception")
        self.errors = errors

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        error = {"code": "BadRequestException", "message": self.message, "details": {"errors": self.errors}}
        return self._envelope(at, path, error)


class RawRefusal(Refusal):
    """An error thrown deep in booking code, which leaves without the envelope."""

    def body(self, at: datetime, path: str) -> dict[str, Any]:
        return {"statusCode": self.status, "message": self.message}


def timestamp(instant: datetime) -> str:
    """``2030-01-07T09:00:00.000Z``: milliseconds, UTC. The instant is aware and in UTC."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03}Z"
