"""Whose credential this is (facts 7)."""

from functools import cached_property
from typing import Any, Literal

from bot.calcom.arguments import ABSENT, Clearable, Count, Email, Language, Text, TimeZone, Url
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.me import BookingLimits, WeekDay
from bot.scheduling.models import Me

_LIMITS = "/v2/me/booking-limits"


class BookingLimitsResource(Resource):
    """How many bookings one takes, for members of an organization."""

    @operation("GET", _LIMITS, row="42", auth=Auth.BEARER, scope="PROFILE_READ", role="org member")
    async def get(self) -> BookingLimits:
        """Forbidden outside an organization."""

    @operation("PATCH", _LIMITS, row="43", auth=Auth.BEARER, scope="PROFILE_WRITE", role="org member")
    async def update(
        self,
        *,
        per_day: Clearable[Count] = ABSENT,
        per_week: Clearable[Count] = ABSENT,
        per_month: Clearable[Count] = ABSENT,
        per_year: Clearable[Count] = ABSENT,
    ) -> BookingLimits:
        """Changes what is given; None lifts a limit."""

    @operation("DELETE", _LIMITS, row="44", auth=Auth.BEARER, scope="PROFILE_WRITE", role="org member")
    async def delete(self) -> None:
        """Lifts all limits."""


class MeResource(Resource):
    @cached_property
    def booking_limits(self) -> BookingLimitsResource:
        return BookingLimitsResource(self._caller)

    @operation("GET", "/v2/me", row="40", auth=Auth.BEARER, scope="PROFILE_READ")
    async def get(self) -> Me:
        """Unauthorized without a good credential."""

    @operation("PATCH", "/v2/me", row="41", auth=Auth.BEARER, scope="PROFILE_WRITE")
    async def update(
        self,
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
        metadata: dict[str, Any] | None = None,
    ) -> Me:
        """Changes what is given. A new e-mail address holds only after it was verified."""
