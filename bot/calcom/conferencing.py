"""Conferencing apps, and which one meetings use (facts 13). Cal Video is ``daily-video``, and always there."""

import builtins
from typing import Literal

from bot.calcom.arguments import Secret, Url
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.conferencing import ConferencingApp, DefaultConferencing
from bot.calcom.types.connections import ConferencingAuthUrl, Redirect

_APP = "/v2/conferencing/{app}"
OAuthApp = Literal["zoom", "msteams"]


class Conferencing(Resource):
    @operation("GET", "/v2/conferencing", row="61", auth=Auth.BEARER, scope="APPS_READ")
    async def list(self) -> builtins.list[ConferencingApp]:
        """Those that are connected."""

    @operation("GET", "/v2/conferencing/default", row="62", auth=Auth.BEARER, scope="APPS_READ")
    async def get_default(self) -> DefaultConferencing | None:
        """What meetings use where nothing else is said; None where nobody chose."""

    @operation("POST", f"{_APP}/default", row="63", auth=Auth.BEARER, scope="APPS_WRITE")
    async def set_default(self, app: Literal["google-meet", "zoom", "msteams", "daily-video"]) -> None:
        """Rejected when the app is not connected."""

    @operation("POST", f"{_APP}/connect", row="64", auth=Auth.BEARER, scope="APPS_WRITE")
    async def connect(self, app: Literal["google-meet"]) -> ConferencingApp:
        """Google Meet comes with a connected Google calendar; the others are connected by ``auth_url``."""

    @operation("DELETE", f"{_APP}/disconnect", row="65", auth=Auth.BEARER, scope="APPS_WRITE")
    async def disconnect(self, app: Literal["google-meet", "zoom", "msteams"]) -> None:
        """Rejected when the app is not connected."""

    @operation("GET", f"{_APP}/oauth/auth-url", row="66", auth=Auth.BEARER, scope="APPS_WRITE")
    async def auth_url(self, app: OAuthApp, *, return_to: Url, on_error_return_to: Url) -> ConferencingAuthUrl:
        """The page where somebody connects the app. It ends in ``return_to`` or ``on_error_return_to``."""

    @operation("GET", f"{_APP}/oauth/callback", row="67", auth=Auth.NONE, redirects=True)
    async def callback(self, app: OAuthApp, *, state: Secret, code: Secret) -> Redirect | None:
        """What the app's page calls at its end, with a code that works once. Where the browser goes on to, which is the
        ``on_error_return_to`` when the app was not connected."""
