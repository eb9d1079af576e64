"""The sandbox's pages for people: one look, everything escaped, nothing from elsewhere, forms from here alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Without ``form-action``: it would also hold for where a form's answer leads, and an app waits elsewhere."""
# With `no-referrer` a browser would call the origin of our own forms `null`, and they would be refused.
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
FORMS_STAY = {**HEADERS, "Content-Security-Policy": f"{_POLICY}; form-action 'self'"}
"""For a page whose forms never lead away."""


@cache
def _environment() -> "Environment":
    # Loaded with the first page: the sandbox inside `slotwise chat` shows none.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(values)


def page(template: str, *, status: int = 200, headers: Mapping[str, str] = HEADERS, **values: Any) -> Response:
    return HTMLResponse(render(template, **values), status, headers)


def message_page(title: str, text: str, status: int) -> Response:
    """A page that says one thing."""
    return page("message.html", status=status, title=title, text=text)


def same_origin(request: Request) -> bool:
    """Whether a request that changes something comes from a page of the sandbox, or from no page at all.

    A browser always says where a form or a script of another site comes from; curl and the like say nothing.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


async def form_fields(request: Request) -> dict[str, str]:
    """The fields of a form that were filled in."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


def routes() -> list[Route]:
    """What the pages share: the stylesheet, the script and the icon."""

    async def stylesheet(request: Request) -> Response:
        return Response(_stylesheet(), media_type="text/css", headers=_SHARED)

    async def script(request: Request) -> Response:
        return Response(_file("page.js"), media_type="text/javascript", headers=_SHARED)

    async def icon(request: Request) -> Response:
        return Response(_file("icon.svg"), media_type="image/svg+xml", headers=_SHARED)

    return [
        Route("/sandbox/page.css", stylesheet),
        Route("/sandbox/page.js", script),
        Route("/sandbox/icon.svg", icon),
    ]


def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


_SHARED = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}


@cache
def _stylesheet() -> str:
    return render("page.css")
