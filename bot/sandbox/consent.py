"""The page on which a person gives an app access: choose an account, see what is asked for, allow or refuse.

It stands where Cal.com's own stands, at ``/auth/oauth2/authorize``, without a login: whoever opens it may be anybody
of the world. What was given can be taken back under ``/sandbox/tokens``.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.oauth import Asked, Unredirectable, asked, give_code
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
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
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
    return RedirectResponse(urlunsplit(parts._replace(query=query)), 302, {"Cache-Control": "no-store"})


def _page(wish: Asked, accounts: list[User], sent: Mapping[str, str]) -> Response:
    name = escape(wish.client.name)
    people = "\n".join(
        f'<label><input type="radio" name="account" value="{user.id}" required{" checked" if not index else ""}>'
        f" {escape(user.spec.name)} <small>{escape(user.spec.email)}</small></label>"
        for index, user in enumerate(accounts)
    )
    scopes = "\n".join(f"<li>{escape(SCOPES[scope])} <small>{escape(scope)}</small></li>" for scope in wish.scopes)
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, value in sent.items()
        if key not in ("account", "answer")
    )
    return _html(
        f"{name} asks for access",
        f"""<h1>{name} asks for access</h1>
<form method="post" action="{PATH}">
{hidden}
<fieldset><legend>As whom?</legend>
{people}
</fieldset>
<p>{name} would be able to:</p>
<ul>
{scopes}
</ul>
<button name="answer" value="allow">Allow</button>
<button name="answer" value="refuse" formnovalidate>Refuse</button>
</form>
<p><small>Then back to {escape(wish.redirect_uri)}</small></p>""",
    )


def _no_page(problem: Unredirectable) -> Response:
    return _html("No access", f"<h1>This cannot be asked for</h1>\n<p>{escape(str(problem))}</p>", 400)


def _html(title: str, content: str, status: int = 200) -> Response:
    return HTMLResponse(
        f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }}
label {{ display: block; padding: .3rem 0; }}
small {{ color: #555; }}
button {{ font: inherit; padding: .5rem 1.2rem; margin-right: .5rem; }}
</style>
</head>
<body>
{content}
</body>
</html>
""",
        status,
        {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
    )
