"""Users that a platform manages, and the tokens that act for them (facts 14). Deprecated by Cal.com.

Each call needs the id and secret of the platform's client (``PlatformClient``), which is also the one in the path.
"""

from collections.abc import Sequence
from typing import Literal

from bot.calcom.arguments import Email, Language, Secret, Text, TimeZone, Url
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import Metadata
from bot.calcom.types.me import WeekDay
from bot.calcom.types.platform import ManagedUser, ManagedUserTokens, NewManagedUser

_USERS = "/v2/oauth-clients/{clientId}/users"
_USER = f"{_USERS}/{{userId}}"


class ManagedUsers(Resource):
    @operation(
        "GET",
        _USERS,
        row="68",
        auth=Auth.CLIENT,
        # Nothing tells the largest page, nor whether there is another: one that is not too large comes full.
        paging=Paging(size=100, take="limit", skip="offset"),
        deprecated=True,
    )
    def list(self, client_id: str, *, emails: Sequence[Email] = ()) -> Paged[ManagedUser]:
        """All, or those with these addresses."""

    @operation("POST", _USERS, row="69", auth=Auth.CLIENT, deprecated=True)
    async def create(
        self,
        client_id: str,
        *,
        email: Email,
        name: Text,
        time_format: Literal[12, 24] | None = None,
        week_start: WeekDay | None = None,
        time_zone: TimeZone | None = None,
        locale: Language | None = None,
        avatar_url: Url | None = None,
        bio: str | None = None,
        metadata: Metadata | None = None,
    ) -> NewManagedUser:
        """With a ``time_zone`` they get working hours too. Rejected with ``already_exists`` when there is one with this
        address. After an OutcomeUnknown ``list`` finds them by it, and ``force_refresh`` their tokens."""

    @operation("GET", _USER, row="70", auth=Auth.CLIENT, deprecated=True)
    async def get(self, client_id: str, user_id: int) -> ManagedUser:
        """NotFound also when another client manages them."""

    @operation("PATCH", _USER, row="71", auth=Auth.CLIENT, deprecated=True)
    async def update(
        self,
        client_id: str,
        user_id: int,
        *,
        email: Email | None = None,
        name: Text | None = None,
        time_format: Literal[12, 24] | None = None,
        default_schedule_id: int | None = None,
        week_start: WeekDay | None = None,
        time_zone: TimeZone | None = None,
        locale: Language | None = None,
        avatar_url: Url | None = None,
        bio: str | None = None,
        metadata: Metadata | None = None,
    ) -> ManagedUser:
        """Changes what is given."""

    @operation("DELETE", _USER, row="72", auth=Auth.CLIENT, deprecated=True)
    async def delete(self, client_id: str, user_id: int) -> ManagedUser:
        """The user as they were."""

    @operation("POST", f"{_USER}/force-refresh", row="73", auth=Auth.CLIENT, deprecated=True)
    async def force_refresh(self, client_id: str, user_id: int) -> ManagedUserTokens:
        """New tokens for who lost theirs; those they had are dead."""

    @operation("POST", "/v2/oauth/{clientId}/refresh", row="74", auth=Auth.CLIENT, deprecated=True)
    async def refresh(self, client_id: str, *, refresh_token: Secret) -> ManagedUserTokens:
        """New tokens for a refresh token, which works once. What an OutcomeUnknown lost ``force_refresh`` replaces."""
