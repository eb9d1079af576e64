"""The sandbox as an ASGI app: routes, versions, credentials, rate limit and faults around the resources.

Order of a request: rate limit, route and version (404), credential, scope and role (401, 403), scripted faults, the
resource itself.
Serves over ``httpx.ASGITransport`` and uvicorn alike.
"""

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot.sandbox import connect_flow, consent, control, home, instant, pages, private_page
from bot.sandbox.delivery import Deliverer, Post
from bot.sandbox.errors import GenericRefusal, Refusal
from bot.sandbox.faults import Fault
from bot.sandbox.journal import Journal
from bot.sandbox.operations import Call, Operation
from bot.sandbox.principals import Principal, authorize
from bot.sandbox.rate_limit import RateLimit
from bot.sandbox.resources import (
    api_keys,
    booking_extras,
    booking_list,
    booking_people,
    booking_verbs,
    bookings,
    calendar_events,
    calendars,
    conferencing,
    credit_charges,
    event_types,
    managed_organizations,
    managed_users,
    me,
    memberships,
    notifications,
    oauth,
    platform_clients,
    private_links,
    reservations,
    roles,
    schedules,
    slots,
    team_event_types,
    teams,
    webhooks,
)
from bot.sandbox.responses import DROP, Dropped, Json, before, close, response
from bot.sandbox.world import World, WorldError

log = logging.getLogger(__name__)

OPERATIONS: tuple[Operation, ...] = (
    *slots.OPERATIONS,
    *reservations.OPERATIONS,
    *bookings.OPERATIONS,
    *booking_verbs.OPERATIONS,
    *booking_people.OPERATIONS,
    *booking_extras.OPERATIONS,
    *booking_list.OPERATIONS,
    *event_types.OPERATIONS,
    *private_links.OPERATIONS,
    *teams.OPERATIONS,
    *team_event_types.OPERATIONS,
    *schedules.OPERATIONS,
    *me.OPERATIONS,
    *calendars.OPERATIONS,
    *calendar_events.OPERATIONS,
    *conferencing.OPERATIONS,
    *api_keys.OPERATIONS,
    *oauth.OPERATIONS,
    *memberships.OPERATIONS,
    *roles.OPERATIONS,
    *managed_organizations.OPERATIONS,
    *credit_charges.OPERATIONS,
    *notifications.OPERATIONS,
    *platform_clients.OPERATIONS,
    *managed_users.OPERATIONS,
    *webhooks.OPERATIONS,
)
"""Everything that is served under /v2, in any order."""
_NAMES = [operation.name for operation in OPERATIONS]


def create_app(
    world: World,
    *,
    requests_per_minute: int = 120,
    timer: Callable[[], float] = time.monotonic,
    post: Post | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> "SandboxApp":
    """The API of a world. The rate limit counts by key, or by address without one; ``timer`` is in seconds. Webhooks
    are sent by ``post``, and ``sleep`` waits between attempts."""
    return SandboxApp(world, RateLimit(requests_per_minute, timer), Deliverer(world, post=post, sleep=sleep))


class SandboxApp(Starlette):
    def __init__(self, world: World, limit: RateLimit, deliverer: Deliverer) -> None:
        self.world = world
        self.limit = limit
        self.deliverer = deliverer
        self.journal = Journal()
        by_path: dict[str, list[Operation]] = {}
        for operation in OPERATIONS:
            by_path.setdefault(operation.path, []).append(operation)
        super().__init__(
            routes=[
                *(
                    Route(path, self._endpoint(by_path[path]), methods=_METHODS)
                    for path in sorted(by_path, key=_fixed_parts_first)
                ),
                *consent.routes(world),
                *connect_flow.routes(world),
                *instant.routes(world),
                *private_page.routes(world),
                *pages.routes(),
                *control.routes(world, _NAMES, self.journal.clear),
                *home.routes(world, self.journal, _NAMES),
            ],
            exception_handlers={HTTPException: self._not_served, Exception: self._broken},
            lifespan=self._while_served,
        )
        self.router.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_or_drop(message: Message) -> None:
            if message["type"] == DROP["type"]:
                await close(receive, send)
            else:
                await send(message)

        await super().__call__(scope, receive, send_or_drop)
        if scope["type"] == "http":
            # Whoever called has the answer, and the write is kept: now others may hear of it.
            self.deliverer.wake()

    @asynccontextmanager
    async def _while_served(self, app: Starlette) -> AsyncIterator[None]:
        """By a server, that is; an app that is called without one lives by its requests alone."""
        self.deliverer.wake()
        watch = asyncio.create_task(self.deliverer.watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            await self.deliverer.close()

    def _endpoint(self, operations: list[Operation]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            request.state.begun = time.perf_counter()
            try:
                answered = await self._respond(request, operations)
            except Refusal as refusal:
                answered = self._refuse(request, refusal)
            except WorldError as error:
                log.error("%s %s: %s", request.method, request.url.path, error)
                answered = self._refuse(request, _BROKEN)
            return self._finish(request, answered)

        return endpoint

    async def _respond(self, request: Request, operations: list[Operation]) -> Response:
        self.limit.count(_caller_key(request))
        version = request.headers.get("cal-api-version", "")
        operation = next(
            (
                one
                for one in operations
                if one.method == request.method and (not one.versions or version in one.versions)
            ),
            None,
        )
        if operation is None:
            raise _cannot(request)
        if operation.per_minute is not None:
            self.limit.count(f"{operation.name} {_caller_key(request)}", operation.per_minute)
        request.state.operation = operation.name
        principal = request.state.principal = authorize(self.world, operation, request.headers, request.path_params)
        fault = request.state.fault = self.world.faults.strike(operation.name)
        if fault is not None:
            await before(fault)
        kind = fault.kind if fault is not None else None
        if kind == "drop_before":
            return Dropped()
        call = Call(self.world, request, version, principal, await _body(request), race=kind == "race")
        if kind == "slot_taken" and operation.take_slot is not None:
            operation.take_slot(call)
        return response(operation.handle(call), fault)

    def _refuse(self, request: Request, refusal: Refusal) -> Response:
        body = refusal.body(self.world.now(), _path_and_query(request))
        return Json(body, refusal.status, headers=refusal.headers)

    def _finish(self, request: Request, answered: Response) -> Response:
        answered.headers["X-Request-Id"] = request.headers.get("x-request-id") or self.limit.request_id()
        answered.headers["Access-Control-Allow-Origin"] = "*"
        for name, value in self.limit.headers(_caller_key(request)).items():
            answered.headers.setdefault(name, value)
        self._note(request, answered)
        return answered

    def _note(self, request: Request, answered: Response) -> None:
        """Keeps for the page what was asked and answered, once: where there is no connection to close, a dropped one
        comes back as an error."""
        known = request.state
        if getattr(known, "noted", False):
            return
        known.noted = True
        fault: Fault | None = getattr(known, "fault", None)
        principal: Principal | None = getattr(known, "principal", None)
        now = time.perf_counter()
        self.journal.add(
            at=self.world.now(),
            method=request.method,
            target=_path_and_query(request),
            operation=getattr(known, "operation", None),
            caller=principal.described if principal is not None else "",
            status=None if isinstance(answered, Dropped) else answered.status_code,
            seconds=now - getattr(known, "begun", now),
            fault=fault.kind if fault is not None else None,
        )

    async def _not_served(self, request: Request, error: Exception) -> Response:
        return self._finish(request, self._refuse(request, _cannot(request)))

    async def _broken(self, request: Request, error: Exception) -> Response:
        # Starlette raises the error again once this is sent, and whoever runs the app reports it.
        return self._finish(request, self._refuse(request, _BROKEN))


def _fixed_parts_first(path: str) -> list[bool]:
    """So that ``/v2/bookings/by-seat/{seat_uid}`` is tried before ``/v2/bookings/{booking_uid}/attendees``."""
    return [part.startswith("{") for part in path.split("/")]


_BROKEN = GenericRefusal(500, "INTERNAL_SERVER_ERROR", "There was an error, please try again later.")
_METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"]


async def _body(request: Request) -> Any:
    """What was sent: JSON, or the fields of a form."""
    content = await request.body()
    if not content.strip():
        return {}
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        body = json.loads(content, parse_constant=_no_number)
        # Half a surrogate pair can be read and never be written again.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refusal(400, f"The body is not valid JSON: {error}") from None
    return body


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _cannot(request: Request) -> Refusal:
    """The answer of a path, method or version that nothing serves."""
    return Refusal(404, f"Cannot {request.method} {_path_and_query(request)}")


def _path_and_query(request: Request) -> str:
    """As it was sent, escapes and all."""
    path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    query: bytes = request.scope["query_string"]
    return (path + b"?" + query if query else path).decode("latin-1")


def _caller_key(request: Request) -> str:
    """Whom the rate limit counts: the platform client, the key or token, or the address of who sends none; hashed, so
    that no key is kept."""
    client = request.client.host if request.client is not None else ""
    named = request.headers.get("x-cal-client-id") or request.headers.get("authorization")
    return hashlib.sha256((named or client).encode()).hexdigest()
