"""/v2/conferencing: the video apps of a person, connected, cut and chosen as the usual one (facts 13)."""

from typing import Any

from bot.sandbox.connect_flow import CodeUnknown, allowed, auth_url, back_to
from bot.sandbox.connections import VIDEO_TYPES, VideoApp
from bot.sandbox.errors import DescribedRefusal, Refusal, ValidationRefusal
from bot.sandbox.operations import Access, Answer, Call, Operation

_BY_OAUTH = ("zoom", "msteams")


def _list(call: Call) -> Answer:
    return Answer([_answer(app) for app in call.world.connections.apps if app.user_id == call.user.id])


def _answer(app: VideoApp) -> dict[str, Any]:
    return {"id": app.id, "type": VIDEO_TYPES[app.slug], "userId": app.user_id, "invalid": False}


def _get_default(call: Call) -> Answer:
    slug = call.world.connections.default_apps.get(call.user.id)
    return Answer({"appSlug": slug}) if slug is not None else Answer(bare=True)


def _set_default(call: Call) -> Answer:
    slug = _known(call)
    with call.world.writing():
        if slug != "daily-video":
            _connected(call, slug)
        call.world.connections.default_apps[call.user.id] = slug
    return Answer(bare=True)


def _known(call: Call) -> str:
    slug = call.path("app")
    if slug not in VIDEO_TYPES:
        raise DescribedRefusal("Invalid app, available apps are: ", ", ".join(VIDEO_TYPES))
    return slug


def _connected(call: Call, slug: str) -> VideoApp:
    app = call.world.connections.app(call.user, slug)
    if app is None:
        raise Refusal(400, f"{slug} not connected.")
    return app


def _connect(call: Call) -> Answer:
    """Google Meet comes with a Google calendar and asks nobody."""
    if call.path("app") != "google-meet":
        raise DescribedRefusal("Invalid conferencing app, available apps are: ", "google-meet")
    with call.world.writing():
        connections = call.world.connections
        calendars = connections.of(call.user, "google")
        if not calendars:
            raise Refusal(400, "Google Meet app requires a Google Calendar connection")
        if all(connection.is_invalid for connection in calendars):
            raise Refusal(
                400,
                "Google Meet app requires a valid Google Calendar connection, please reconnect Google Calendar.",
            )
        if connections.app(call.user, "google-meet") is not None:
            raise Refusal(400, "Google Meet is already connected.")
        return Answer(_answer(connections.add_app(call.user, "google-meet")))


def _disconnect(call: Call) -> Answer:
    slug = _known(call)
    with call.world.writing():
        call.world.connections.remove_app(call.user, _connected(call, slug))
    return Answer(bare=True)


def _auth_url(call: Call) -> Answer:
    app = _by_oauth(call)
    origin = call.request.headers.get("origin") or str(call.request.base_url)
    url = auth_url(
        call.world,
        call.user,
        app=app,
        base=str(call.request.base_url),
        return_to=call.query.get("returnTo") or origin,
        on_error=call.query.get("onErrorReturnTo") or origin,
    )
    return Answer({"url": url})


def _by_oauth(call: Call) -> str:
    app = call.path("app")
    if app not in _BY_OAUTH:
        raise DescribedRefusal("Invalid conferencing app, available apps are: ", ", ".join(_BY_OAUTH))
    return app


def _callback(call: Call) -> Answer:
    """Whatever goes wrong leads back to where the app asked for; only where nobody knows where that is, 401."""
    state = call.query.get("state")
    if not state:
        raise ValidationRefusal(
            [{"property": "state", "children": [], "constraints": {"isString": "state must be a string"}}]
        )
    attempt = call.world.connections.attempt(state)
    if attempt is None or attempt.app not in _BY_OAUTH:
        raise Refusal(401, "Invalid Access token.")
    if attempt.app != call.path("app"):
        return back_to(attempt.on_error)
    try:
        with call.world.writing():
            user = allowed(call.world, attempt, call.query.get("code", ""))
            call.world.connections.add_app(user, attempt.app)
    except CodeUnknown:
        return back_to(attempt.on_error)
    return back_to(attempt.return_to)


_READ, _WRITE = (dict[str, Any](access=Access.KEY, scope=f"APPS_{right}") for right in ("READ", "WRITE"))
_ONE = "/v2/conferencing/{app}"
OPERATIONS = (
    Operation("conferencing.list", "GET", "/v2/conferencing", _list, **_READ),
    Operation("conferencing.default", "GET", "/v2/conferencing/default", _get_default, **_READ),
    Operation("conferencing.set_default", "POST", f"{_ONE}/default", _set_default, **_WRITE),
    Operation("conferencing.connect", "POST", f"{_ONE}/connect", _connect, **_WRITE),
    Operation("conferencing.disconnect", "DELETE", f"{_ONE}/disconnect", _disconnect, **_WRITE),
    Operation("conferencing.auth_url", "GET", f"{_ONE}/oauth/auth-url", _auth_url, **_WRITE),
    Operation("conferencing.callback", "GET", f"{_ONE}/oauth/callback", _callback),
)
