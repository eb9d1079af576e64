"""The page that people come back to from Cal.com: it names both accounts, and the number to tell in the chat."""

import base64
import hashlib
import logging
from collections.abc import Callable
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.accounts.asking import ROOM
from bot.accounts.linking import CALLBACK, Arrival, CalcomLinking
from bot.calcom.oauth import ConsentRefused, UnknownState
from bot.conversation.wording import Wording, languages
from bot.scheduling.calendar import CalendarError
from bot.store import StoreError

log = logging.getLogger(__name__)


def routes(linking: CalcomLinking, *, bot_link: str, bot_name: str, arrived: Callable[[], None]) -> list[BaseRoute]:
    """``arrived`` is called when there is somebody to ask in the chat; ``bot_link`` opens it."""

    async def callback(request: Request) -> Response:
        language = _language_of(request)
        try:
            arrival = await linking.arrive(dict(request.query_params))
        except UnknownState:
            return _notice(language, "page-old", 400, bot_link)
        except ConsentRefused:
            return _notice(language, "page-refused", 200, bot_link)
        except (CalendarError, StoreError) as error:
            log.warning("a consent came to nothing: %s", type(error).__name__)
            return _notice(language, "page-failed", 503, bot_link)
        arrived()
        return _number(arrival, bot_link, bot_name)

    return [Route(CALLBACK, callback, methods=["GET"])]


def _number(arrival: Arrival, bot_link: str, bot_name: str) -> Response:
    wording = Wording(arrival.language, ROOM)
    return _page(
        wording,
        "number",
        200,
        calcom=arrival.user,
        asker=arrival.asker or wording.say("page-no-name"),
        number=f"{arrival.number[:3]} {arrival.number[3:]}",
        open_at=f"{bot_link}?start=link-{arrival.number}",
        bot_name=bot_name,
    )


def _notice(language: str, message: str, status: int, bot_link: str) -> Response:
    wording = Wording(language, ROOM)
    return _page(
        wording, "notice", status, title=wording.say(f"{message}-title"), text=wording.say(message), open_at=bot_link
    )


def _page(wording: Wording, name: str, status: int, **values: object) -> Response:
    style = _file("page.css")
    content = (
        _templates()
        .get_template(f"{name}.html")
        .render(say=wording.say, language=wording.language, style=style, **values)
    )
    return HTMLResponse(content, status, _headers(style))


@cache
def _headers(style: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none';"
            " frame-ancestors 'none'"
        ),
        # The address holds what Cal.com sent, spent as it is: no other site is told of it, and no cache keeps it.
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _file(name: str) -> str:
    return (resources.files(ROOM) / "templates" / name).read_text(encoding="utf-8")


def _language_of(request: Request) -> str:
    """The first language of the browser that the pages are in: where it is not known who asked."""
    for wish in request.headers.get("accept-language", "").split(","):
        code = wish.partition(";")[0].strip().lower()
        if code.partition("-")[0] in languages(ROOM):
            return code
    return "en"
