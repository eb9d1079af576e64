"""What a schedule is made of (facts 6). The schedule itself is ``bot.scheduling.models.Schedule``."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.calcom.arguments import ClockTime, Day, WriteModel
from bot.calcom.types.me import WeekDay


class Hours(WriteModel):
    """From one wall time to another, of the schedule's zone. An end of ``00:00`` is the midnight after."""

    start_time: ClockTime
    end_time: ClockTime

    @model_validator(mode="after")
    def _end_after_they_start(self) -> Self:
        if self.end_time != "00:00" and self.end_time <= self.start_time:
            raise ValueError("the end is not after the start")
        return self


class WorkingHours(Hours):
    days: Annotated[tuple[WeekDay, ...], Field(min_length=1)]


class Override(Hours):
    """Replaces the working hours of one date."""

    date: Day
