"""Cal.com's API v2 on the wire, without any I/O: builds requests, opens answers, says what went wrong.

Every decision here is made on plain values, so each form an answer can take is tested as a value. A refusal becomes an
error by its status and code; only where Cal.com gives the reason in words alone does one table of fragments
(``HINTS``) tell cases apart, and what it says is a hint. No query string and no uid gets into a text made here.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from pydantic import ValidationError

from bot.calcom.operation import Method, Operation
from bot.scheduling.calendar import (
    CalendarError,
    Forbidden,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    SlotTaken,
    Unauthorized,
    Unavailable,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """One call of an operation. ``path`` starts ``/v2``; ``secrets`` are those among its arguments, ``team`` and
    ``organization`` those that its path names."""

    operation: Operation
    path: str
    query: Mapping[str, str | list[str]] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    team: int | None = None
    organization: int | None = None

    @property
    def method(self) -> Method:
        return self.operation.method

    @property
    def is_read(self) -> bool:
        """Sending it again changes nothing."""
        return self.operation.reads

    @property
    def is_repeatable(self) -> bool:
        """It may be sent again when no answer came: a read, or a write that Cal.com knows again by its key."""
        key = self.operation.repeat_key
        return self.is_read or (key is not None and bool(self.body) and key in (self.body or {}))

    def asking(self, query: Mapping[str, str]) -> "Request":
        """The same with more query parameters."""
        return replace(self, query={**self.query, **query})


@dataclass(frozen=True)
class Answer:
    """An opened envelope."""

    data: Any
    pagination: Mapping[str, Any] = field(default_factory=dict)


class Send(Protocol):
    """Sends a request and reads its answer: all that a resource needs of the client."""

    def __call__(self, request: Request, read: Callable[[Answer], T], /) -> Awaitable[T]: ...


# Requests


def path_of(*segments: str | int) -> str:
    """A path beneath ``/v2``. A segment that could be no id (empty, dots) is NotFound, before it names another path."""
    for segment in segments:
        if not str(segment).strip(" ."):
            raise NotFound("Nothing in Cal.com has an empty id.")
    return "/v2/" + "/".join(quote(str(segment), safe="", errors="replace") for segment in segments)


# Answers


def open_answer(request: Request, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """The data and pagination of a good answer; raises the CalendarError of any other. Where a redirect is the answer,
    its data is ``{"url": ...}``."""
    if request.operation.redirects and 300 <= status < 400 and "location" in headers:
        return Answer({"url": headers["location"]})
    if not 200 <= status < 300:
        raise error_of(request, status, headers, body)
    if not body.strip():
        return Answer(None)
    payload = _json_object(body)
    if payload is not None and not request.operation.enveloped:
        return Answer(payload)
    if payload is None or ("data" not in payload and payload.get("status") != "success"):
        raise no_answer(request, "Cal.com's answer is not in its envelope", status=status)
    pagination = payload.get("pagination")
    return Answer(payload.get("data"), pagination if isinstance(pagination, dict) else {})


def read_answer(request: Request, answer: Answer, read: Callable[[Answer], T]) -> T:
    """What ``read`` makes of an answer. One of an unforeseen form counts as no answer."""
    try:
        return read(answer)
    except ValidationError as error:
        places = ", ".join(sorted({".".join(map(str, one["loc"])) or "data" for one in error.errors()}))
        # Pydantic's own text quotes what it read, and so people's names and addresses.
        raise no_answer(request, f"Cal.com's answer has an unexpected form at: {places}") from None
    except (TypeError, ValueError, AttributeError, LookupError):
        raise no_answer(request, "Cal.com's answer has an unexpected form") from None


def without_nulls(value: Any) -> Any:
    """The same JSON without keys whose value is null. Cal.com writes null where its own description allows none
    (facts 18); to the models a null and an absent key mean the same."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


# Rate limits (facts 1.4)


def told_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait after a 429: ``Retry-After`` (seconds or a date), else the reset header, else unknown."""
    retry_after = headers.get("retry-after", "").strip()
    if (seconds := _seconds(retry_after)) is not None:
        return seconds
    if retry_after:
        try:
            return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
        except (ValueError, TypeError):
            pass  # neither seconds nor a date with a zone: as good as absent
    resets = [seconds for _, _, seconds in _limiters(headers) if seconds is not None]
    return max(resets, default=None)


def closed_for(headers: Mapping[str, str]) -> float:
    """Seconds until the next request may go, by the limiters that have nothing left; 0 when all have some."""
    return max((reset for _, left, reset in _limiters(headers) if left is not None and left < 1 and reset), default=0.0)


def _limiters(headers: Mapping[str, str]) -> Iterator[tuple[str, float | None, float | None]]:
    """Each limiter's name, requests left, and seconds to its reset. The header names end in the limiter's name, or do
    not name it."""
    lower = {name.lower(): value for name, value in headers.items()}
    for name, value in lower.items():
        if name.startswith("x-ratelimit-reset"):
            suffix = name.removeprefix("x-ratelimit-reset")
            yield suffix, _seconds(lower.get("x-ratelimit-remaining" + suffix, "")), _seconds(value)


def _seconds(text: str) -> float | None:
    """A length of time in seconds. More than an hour is a date in disguise, which nobody should sleep for."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= 3600 else None


# Refusals


@dataclass(frozen=True)
class Problem:
    """What an error answer says, whichever of its six forms it came in (facts 1.3)."""

    message: str
    code: str | None = None
    invalid: tuple[str, ...] = ()
    """Properties that validation refused, as dotted paths."""


@dataclass(frozen=True)
class Hint:
    """What a fragment of Cal.com's words means: an error, and for Rejected our reason and the field it is about (the
    pattern's ``field`` group, or ``field``)."""

    pattern: str
    error: type[Rejected] | type[SlotTaken] = Rejected
    reason: str | None = None
    field: str | None = None


# The fragments of facts 4.2 (create), 4.5 (reschedule), 4.6 (cancel) and 5.4 (answers); the first that is found counts.
HINTS = (
    Hint(r"already has booking at this time|is not available\b|No more seats left", SlotTaken),
    Hint(r"in the past", reason="past"),
    Hint(r"too soon|too far in the future", reason="too_soon_or_too_far"),
    Hint(r"maximum number of active bookings", reason="limit_reached"),
    Hint(r"Missing required booking field response: (?P<field>\S+)", reason="missing_field"),
    Hint(r"Missing attendee phone number", reason="missing_field", field="attendeePhoneNumber"),
    Hint(r"at least one contact method", reason="missing_field", field="email"),
    Hint(r"Cancellation reason is required", reason="missing_field", field="cancellationReason"),
    Hint(r"\{(?P<field>[^{}]+)\}error_required_field", reason="missing_field"),
    Hint(r"\{(?P<field>[^{}]+)\}\S", reason="invalid_field"),
    Hint(r"nvalid (?:type|option).*? for booking field '(?P<field>[^']+)'", reason="invalid_field"),
    Hint(r"Invalid email format", reason="invalid_field", field="email"),
    Hint(r"Invalid phone number format", reason="invalid_field", field="attendeePhoneNumber"),
    Hint(r"Invalid time range given", reason="invalid_field", field="start"),
    Hint(r"cancelled and rescheduled already", reason="already_rescheduled"),
    Hint(r"has been cancelled|already been cancelled", reason="already_cancelled"),
    Hint(r"does not allow cancellations", reason="not_cancellable"),
    Hint(r"already ended", reason="ended"),
    Hint(r"(?:specify|Provided) 'lengthInMinutes'", reason="length", field="lengthInMinutes"),
    Hint(r"Booking location with type", reason="location", field="location"),
    Hint(r"recurrence count|subsequent bookings|not part of a recurring booking", reason="recurrence"),
    Hint(r"Instant bookings are only", reason="instant"),
    Hint(r"(?i)email.verification|verification.code", reason="email_verification"),
    Hint(r"already has an event type with this slug", reason="already_exists", field="slug"),
    Hint(r"(?i)(?:not enough|insufficient|no) credits", reason="no_credits"),
)

# Domain codes speak for themselves, whatever status they came with (facts 1.3).
_TAKEN = frozenset(
    {
        "booking_conflict_error",
        "booking_seats_full_error",
        "fixed_hosts_unavailable_for_booking",
        "no_available_users_found_error",
        "not_enough_available_seats_error",
        "round_robin_host_unavailable_for_booking",
    }
)
_NOT_FOUND = frozenset({"booking_not_found_error", "event_type_not_found_error"})
_REFUSED = {
    "already_signed_up_for_this_booking_error": None,
    "booker_limit_exceeded_error": "limit_reached",
    "booker_limit_exceeded_error_reschedule": "limit_reached",
    "booking_time_out_of_bounds_error": "too_soon_or_too_far",
    "cancelled_bookings_cannot_be_rescheduled": "already_cancelled",
    "payment_not_created_error": None,
}

# A question is known by its slug, also where the body carries its answer elsewhere (facts 5.4).
SLUGS = {
    "attendee": "email",  # whoever gives no way to be reached
    "attendee.email": "email",
    "attendee.name": "name",
    "attendee.phoneNumber": "attendeePhoneNumber",
    "attendee.timeZone": "timeZone",
}


def no_answer(request: Request, message: str, *, status: int | None = None, code: str | None = None) -> CalendarError:
    """The error of a call that was sent and got no answer that can be understood: a read can simply be asked again, of
    a write nobody knows whether it took effect."""
    return (Unavailable if request.is_read else OutcomeUnknown)(message, status=status, code=code)


def error_of(request: Request, status: int, headers: Mapping[str, str], body: bytes) -> CalendarError:
    """The error that an answer other than 2xx stands for."""
    problem = problem_of(status, body)
    message, code = problem.message, problem.code
    # A race may carry its code as the whole message of a bare error (facts 4.2).
    domain = code if code in _TAKEN or code in _NOT_FOUND or code in _REFUSED else message
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(message, status=status, code=code, retry_after=told_wait(headers))
    if status == HTTPStatus.FORBIDDEN and (missing := _missing(message)) is not None:
        return Forbidden(message, status=status, code=code, **missing)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Unauthorized(message, status=status, code=code)
    if domain in _TAKEN:
        return SlotTaken(message, status=status, code=code)
    if domain in _NOT_FOUND:
        return NotFound(message, status=status, code=code)
    if domain in _REFUSED:
        return Rejected(message, status=status, code=code, reason=_REFUSED[domain])
    if status == HTTPStatus.NOT_FOUND:
        # No such path in this version (facts 1.1): the fault of a set-up, not of an id that somebody gave.
        missing_path = message.startswith("Cannot ")
        return (Unavailable if missing_path else NotFound)(message, status=status, code=code)
    operation = request.operation
    if (status == HTTPStatus.CONFLICT and operation.books_time) or (
        status == HTTPStatus.UNPROCESSABLE_ENTITY and operation.reserves
    ):
        return SlotTaken(message, status=status, code=code)
    if status == HTTPStatus.CONFLICT:
        return Rejected(message, status=status, code=code, reason="already_exists")
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return Rejected(message, status=status, code=code, reason="no_credits")
    if 400 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT:
        return _refusal(problem, status, books_time=operation.books_time)
    return no_answer(request, message, status=status, code=code)


# What a credential lacks, in the words of Cal.com's guards (facts 1.2 and 11).
_MISSING_SCOPE = re.compile(r"insufficient_scope: .*?Required: ([A-Z_, ]+)")
_MISSING_ROLE = re.compile(r"minimum required role=(\w+)")
_MISSING_MEMBERSHIP = re.compile(r"RolesGuard - User is not a member of the (organization|team)")
_NO_TOKENS = "not available for third-party OAuth tokens"
_NOBODY = "no authentication provided"


def _missing(message: str) -> dict[str, str] | None:
    """What a 403 says is missing; None when it says that there was no credential at all."""
    if found := _MISSING_SCOPE.search(message):
        return {"scope": found[1].strip()}
    if _NO_TOKENS in message:
        return {"scope": "an API key"}
    if found := _MISSING_ROLE.search(message):
        return {"role": found[1]}
    if found := _MISSING_MEMBERSHIP.search(message):
        return {"role": f"{found[1]} member"}
    return None if _NOBODY in message else {}


def _refusal(problem: Problem, status: int, *, books_time: bool) -> CalendarError:
    for hint in HINTS:
        if hint.error is SlotTaken and not books_time:
            continue
        if found := re.search(hint.pattern, problem.message):
            if hint.error is SlotTaken:
                return SlotTaken(problem.message, status=status, code=problem.code)
            slug = found.groupdict().get("field") or hint.field
            return Rejected(problem.message, status=status, code=problem.code, reason=hint.reason, field=slug)
    if problem.invalid:
        slug = SLUGS.get(problem.invalid[0], problem.invalid[0])
        return Rejected(problem.message, status=status, code=problem.code, reason="invalid_field", field=slug)
    return Rejected(problem.message, status=status, code=problem.code)


def problem_of(status: int, body: bytes) -> Problem:
    """The message and code of an error answer; the status in words when it has neither."""
    payload = _json_object(body) or {}
    error = payload.get("error")
    if isinstance(error, str) and re.fullmatch("[a-z]+(_[a-z]+)+", error):  # OAuth's own form (facts 12)
        error = {"code": error, "message": payload.get("error_description") or payload.get("message") or error}
    error = error if isinstance(error, dict) else {}
    details = error.get("details")
    constraints = list(_constraints(details.get("errors"))) if isinstance(details, dict) else []
    message = _text(error.get("message")) or _text(payload.get("message"))
    if message == "Bad Request Exception" and constraints:
        message = ", ".join(text for _, text in constraints)
    code = error.get("code")
    return Problem(
        # Some messages repeat the path with its query, and with it addresses and uids (facts 1.1).
        message=re.sub(r"(/v2/[^\s?]*)\?\S*", r"\1", message) or _phrase(status),
        code=code if isinstance(code, str) else None,
        invalid=tuple(dict.fromkeys(place for place, _ in constraints)),
    )


def _constraints(errors: Any, within: str = "") -> Iterator[tuple[str, str]]:
    """Each refused property as a dotted path, with each reason; nested ones included."""
    for error in errors if isinstance(errors, list) else ():
        if not isinstance(error, dict):
            continue
        place = f"{within}{error.get('property', '')}"
        constraints = error.get("constraints")
        for text in constraints.values() if isinstance(constraints, dict) else ():
            yield place, str(text)
        yield from _constraints(error.get("children"), f"{place}.")


def _text(message: Any) -> str:
    if isinstance(message, list):
        return ", ".join(str(item) for item in message)
    return message.strip() if isinstance(message, str) else ""


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None
