"""How a person lets the sandbox into an account elsewhere: begun over the API, allowed on a page, ended by a callback.

The page stands for Google's, Microsoft's or Zoom's own. What comes back is a code, good once, for whoever began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.connections import Attempt, specs_of
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Answer
from bot.sandbox.pages import form_fields, message_page, page, same_origin

if TYPE_CHECKING:
    from bot.sandbox.people import User
    from bot.sandbox.world import World

_NAMES = {"google": "Google Calendar", "office365": "Outlook Calendar", "zoom": "Zoom", "msteams": "Microsoft Teams"}
_CALLBACKS = {
    "google": "/v2/calendars/google/save",
    "office365": "/v2/calendars/office365/save",
    "zoom": "/v2/conferencing/zoom/oauth/callback",
    "msteams": "/v2/conferencing/msteams/oauth/callback",
}
_PATH = "/sandbox/connect/{app}"
_KEPT = 200
"""Flows that were begun and may still be ended; the oldest are forgotten."""


class CodeUnknown(Refusal):
    """The code is none that the page gave for this flow."""

    def __init__(self) -> None:
        super().__init__(400, "invalid_grant")


def auth_url(
    world: World, user: User, *, app: str, base: str, return_to: str, on_error: str, is_dry_run: bool = False
) -> str:
    """Begins a flow of the user and tells the address of the page on which it goes on. ``base`` is the sandbox's own,
    with a slash at its end."""
    with world.writing():
        attempt = Attempt(world.long_uid(), user.id, app, return_to, on_error, is_dry_run)
        world.connections.attempts = [*world.connections.attempts[1 - _KEPT :], attempt]
    query = {
        "client_id": "sandbox",
        "response_type": "code",
        "redirect_uri": base.rstrip("/") + _CALLBACKS[app],
        "state": attempt.state,
    }
    return f"{base.rstrip('/')}{_PATH.format(app=app)}?{urlencode(query)}"


def allowed(world: World, attempt: Attempt, code: str) -> User:
    """Ends a flow; the caller is ``writing``. Raises CodeUnknown."""
    if attempt.code is None or code != attempt.code:
        raise CodeUnknown
    world.connections.attempts.remove(attempt)
    return world.users_by_id[attempt.user_id]


def back_to(url: str) -> Answer:
    """Sends the browser on, as the callbacks do (facts 2, rows 54 and 67)."""
    return Answer(status=301, headers={"Location": quote(url, safe=":/%#?=@[]!$&'()*+,;"), "Cache-Control": "no-store"})


def routes(world: World) -> list[Route]:
    """The page, and the answer that its form sends."""

    def attempt_of(request: Request, state: str | None) -> Attempt | None:
        attempt = world.connections.attempt(state or "")
        return attempt if attempt is not None and attempt.app == request.path_params["app"] else None

    async def show(request: Request) -> Response:
        attempt = attempt_of(request, request.query_params.get("state"))
        if attempt is None:
            return _unknown()
        user = world.users_by_id[attempt.user_id]
        waiting = dict.fromkeys(spec.account for spec in specs_of(user, attempt.app))
        return page(
            "connect.html",
            name=_NAMES[attempt.app],
            action=request.url.path,
            state=attempt.state,
            user=user.spec,
            accounts=list(waiting) or [user.spec.email],
            return_to=attempt.return_to,
        )

    async def answer(request: Request) -> Response:
        if not same_origin(request):
            return message_page("Not from here", "This form was sent from another site.", 403)
        fields = await form_fields(request)
        attempt = attempt_of(request, fields.get("state"))
        if attempt is None:
            return _unknown()
        user = world.users_by_id[attempt.user_id]
        back = {"state": attempt.state}
        if fields.get("answer") == "allow":
            with world.writing():
                attempt.account = fields.get("account") or user.spec.email
                attempt.code = world.long_uid()
            back["code"] = attempt.code
        else:
            back["error"] = "access_denied"
        callback = urlsplit(str(request.base_url))._replace(path=_CALLBACKS[attempt.app])
        return RedirectResponse(f"{callback.geturl()}?{urlencode(back)}", 303, {"Cache-Control": "no-store"})

    return [Route(_PATH, show, methods=["GET"]), Route(_PATH, answer, methods=["POST"])]


def _unknown() -> Response:
    return message_page("This link is not known", "It was used already, or begun in another world.", 404)
