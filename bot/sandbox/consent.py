"""The page on which a person gives an app access: choose an account, see what is asked for, allow or refuse.

It stands where Cal.com's own stands, at ``/auth/oauth2/authorize``, without a login: whoever opens it may be anybody
of the world. What was given can be taken back under ``/sandbox/tokens``.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.oauth import Asked, Unredirectable, asked, give_code
from bot.sandbox.pages import form_fields, message_page, page, same_origin
from bot.sandbox.people import User
from bot.sandbox.scopes import SCOPES
from bot.sandbox.world import World

PATH = "/auth/oauth2/authorize"


def routes(world: World) -> list[Route]:
    """The page, the answer that its form sends, and ``DELETE /sandbox/tokens?client_id=...&username=...``."""

    async def show(request: Request) -> Response:
        try:
            wish = asked(world, request.query_params)
        except Unredirectable as problem:
            return _no_page(problem)
        if wish.error is not None:
            return _back(wish, error=wish.error)
        return _page(wish, _accounts(world), request.query_params)

    async def answer(request: Request) -> Response:
        if not same_origin(request):
            return _foreign()
        form = await form_fields(request)
        try:
            wish = asked(world, form)
        except Unredirectable as problem:
            return _no_page(problem)
        if wish.error is not None:
            return _back(wish, error=wish.error)
        if form.get("answer") != "allow":
            return _back(wish, error="access_denied")
        user = next((one for one in _accounts(world) if str(one.id) == form.get("account")), None)
        if user is None:
            return _back(wish, error="access_denied")
        return _back(wish, code=give_code(world, wish, user))

    async def withdraw(request: Request) -> Response:
        if not same_origin(request):
            return _foreign()
        client_id, username = request.query_params.get("client_id"), request.query_params.get("username")
        with world.writing():
            kept = []
            for tokens in world.credentials.tokens:
                user = world.users_by_id[tokens.user_id]
                if client_id not in (None, tokens.client_id) or username not in (None, user.username):
                    kept.append(tokens)
            withdrawn = len(world.credentials.tokens) - len(kept)
            world.credentials.tokens = kept
        return JSONResponse({"withdrawn": withdrawn})

    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, answer, methods=["POST"]),
        Route("/sandbox/tokens", withdraw, methods=["DELETE"]),
    ]


def _accounts(world: World) -> list[User]:
    """Whoever can log in at Cal.com: everybody but the users whom a platform manages."""
    return [user for user in world.users.values() if user.id not in world.credentials.managed]


def _back(wish: Asked, **answer: str) -> Response:
    """To the app, with what it sent along."""
    if wish.state is not None:
        answer["state"] = wish.state
    parts = urlsplit(wish.redirect_uri)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *answer.items()])
    return RedirectResponse(urlunsplit(parts._replace(query=query)), 303, {"Cache-Control": "no-store"})


def _page(wish: Asked, accounts: list[User], sent: Mapping[str, str]) -> Response:
    return page(
        "consent.html",
        app=wish.client,
        action=PATH,
        accounts=accounts,
        scopes=[(scope, SCOPES[scope]) for scope in wish.scopes],
        sent={name: value for name, value in sent.items() if name not in ("account", "answer")},
        redirect_uri=wish.redirect_uri,
    )


def _foreign() -> Response:
    return message_page("Not from here", "This was sent from another site.", 403)


def _no_page(problem: Unredirectable) -> Response:
    return message_page("This cannot be asked for", str(problem), 400)
