"""Steers a running sandbox over HTTP: faults, the clock, a fresh start. Under ``/sandbox``, so never mistaken for the
API, and closed to the pages of other sites.

A form of the page at ``/`` is led back there; what it got wrong is said on the page itself.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

import pytz
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import Fault
from bot.sandbox.pages import form_fields, is_form, message_page, same_origin
from bot.sandbox.validation import parse_instant
from bot.sandbox.world import World


class _Mistake(Exception):
    """What was sent cannot be used."""

    def __init__(self, *problems: str, status: int = 400, example: object = None) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)
        self.status = status
        self.example = example


def routes(world: World, operations: Iterable[str], forget: Callable[[], None]) -> list[Route]:
    """``POST /sandbox/faults`` adds one fault or a list, ``GET`` shows and ``DELETE`` forgets them;
    ``POST /sandbox/clock`` with ``{"now": "2026-11-23T09:00:00Z"}`` sets a clock that can be set (``zone`` tells whose
    time one without offset is), with ``{"forward": 3600}`` moves it on by seconds; ``POST /sandbox/reset`` starts anew.

    ``operations`` are the names that a fault may wait for; ``forget`` drops what was noted of earlier calls.
    """
    names = tuple(operations)

    async def add_faults(request: Request) -> object:
        content = _filled_in(await form_fields(request)) if is_form(request) else await _json(request, _FAULT)
        try:
            faults = [Fault.model_validate(one) for one in (content if isinstance(content, list) else [content])]
        except ValidationError as error:
            problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            raise _Mistake(*problems, example=_FAULT) from None
        for fault in faults:
            if not any(fnmatchcase(name, fault.operation) for name in names):
                raise _Mistake(f"operation: there is no operation {fault.operation!r}", example=_FAULT)
        for fault in faults:
            world.faults.add(fault)
        return shown()

    async def show_faults(request: Request) -> object:
        return shown()

    async def clear_faults(request: Request) -> object:
        number = (await form_fields(request)).get("number") if is_form(request) else None
        if number is None:
            world.faults.clear()
        elif number.isascii() and number.isdigit():
            world.faults.remove(int(number))
        return shown()

    def shown() -> object:
        return {"faults": [fault.model_dump() for fault in world.faults.pending()]}

    async def set_clock(request: Request) -> object:
        set_now: Callable[[object], None] | None = getattr(world.clock, "set", None)
        if set_now is None:
            raise _Mistake("the clock of this sandbox cannot be set", status=409)
        content: Any = await form_fields(request) if is_form(request) else await _json(request, _CLOCK)
        try:
            if "forward" in content:
                later = world.now() + timedelta(seconds=float(content["forward"]))
                set_now(parse_instant(later.isoformat()))
            else:
                set_now(_instant(content["now"], content.get("zone")))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise _Mistake('give {"now": "2026-11-23T09:00:00Z"} or {"forward": 3600}', example=_CLOCK) from None
        return {"now": world.now().isoformat()}

    async def reset(request: Request) -> object:
        world.reset()
        forget()
        return {"bookings": len(world.bookings())}

    return [
        Route("/sandbox/faults", _guarded(add_faults), methods=["POST"]),
        Route("/sandbox/faults", _guarded(show_faults), methods=["GET"]),
        Route("/sandbox/faults", _guarded(clear_faults), methods=["DELETE"]),
        Route("/sandbox/faults/forget", _guarded(clear_faults), methods=["POST"]),
        Route("/sandbox/clock", _guarded(set_clock), methods=["POST"]),
        Route("/sandbox/reset", _guarded(reset), methods=["POST"]),
    ]


def _guarded(handle: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if not same_origin(request):
            return JSONResponse({"errors": ["this was sent from a page of another site"]}, 403)
        try:
            answer = await handle(request)
        except _Mistake as mistake:
            if is_form(request):
                return message_page("That did not work", f"{mistake}.", mistake.status)
            example = {"example": mistake.example} if mistake.example is not None else {}
            return JSONResponse({"errors": mistake.problems, **example}, mistake.status)
        if is_form(request):
            return RedirectResponse(_page_of(request), 303)
        return JSONResponse(answer)

    return endpoint


def _page_of(request: Request) -> str:
    """The page that a form was sent from, with its week and host; never another site's."""
    came_from = urlsplit(request.headers.get("referer", ""))
    return f"/?{came_from.query}" if came_from.path == "/" and came_from.query else "/"


async def _json(request: Request, example: object) -> Any:
    try:
        return await request.json()
    except ValueError as error:
        raise _Mistake(f"the body is not JSON: {error}", example=example) from None


def _filled_in(fields: dict[str, str]) -> dict[str, Any]:
    """The fields of the form: numbers are text there."""
    numbers = {"times", "after", "every", "seconds", "status"} & fields.keys()
    return fields | {name: _number(fields[name]) for name in numbers}


def _number(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _instant(text: str, zone: str | None) -> datetime:
    """With its offset, or as the clocks of a zone show it; in UTC where nothing is said. Raises ValueError."""
    instant = datetime.fromisoformat(text)
    if zone is None or instant.tzinfo is not None:
        return parse_instant(text)
    if zone not in pytz.all_timezones_set:
        raise ValueError("no IANA zone")
    return parse_instant(pytz.timezone(zone).localize(instant).isoformat())


_FAULT = {"operation": "bookings.create", "kind": "drop_after", "times": 1}
_CLOCK = {"now": "2026-11-23T09:00:00Z"}
