"""Limits on one's bookings (facts 7). One's profile is ``bot.scheduling.models.Me``."""

from typing import Literal

from bot.scheduling.models import CalcomModel

WeekDay = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class BookingLimits(CalcomModel):
    """How many bookings at most; None where there is no limit."""

    per_day: int | None = None
    per_week: int | None = None
    per_month: int | None = None
    per_year: int | None = None
