"""What a turn may spend at the model and what it spent: the side of a meter that the conversation sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class Leave:
    """Whether a provider's model may be asked about a message. Where it may not, the built-in one reads it."""

    granted: bool = True
    is_told: bool = False
    """The person is told, this once, that they wrote more today than the model answers."""


@dataclass(frozen=True)
class TurnSpent:
    """What one turn came to."""

    conversation_id: str
    message_id: str
    account_id: str
    at: datetime
    """Aware; its day in UTC is the day it counts for."""
    is_message: bool
    """Somebody wrote; not when they tapped."""
    model_calls: int = 0
    """At providers, which cost something; the built-in model is free."""
    input_tokens: int = 0
    output_tokens: int = 0
    bookings: int = 0
    """Bookings that were made."""


@dataclass(frozen=True)
class DayOfUse:
    """What was used on one day, in UTC."""

    day: date
    bookings: int = 0
    turns: int = 0
    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    """In the currency of the report, by the prices of that day's settings."""

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True)
class UseReport:
    """Every day from the first to the last, those without any use too."""

    days: Sequence[DayOfUse]
    currency: str
    is_of_all: bool
    """Of everybody who writes to the bot; else of one person alone."""

    @property
    def total(self) -> DayOfUse:
        """The sum, on the last day."""
        return DayOfUse(
            self.days[-1].day,
            bookings=sum(day.bookings for day in self.days),
            turns=sum(day.turns for day in self.days),
            model_calls=sum(day.model_calls for day in self.days),
            input_tokens=sum(day.input_tokens for day in self.days),
            output_tokens=sum(day.output_tokens for day in self.days),
            cost=sum(day.cost for day in self.days),
        )


class Meter(Protocol):
    """Caps, credits and counts. Every method raises StoreError when the store cannot be used."""

    async def leave_to_ask(self, account_id: str, at: datetime) -> Leave:
        """Whether a provider may be asked now: within the caps of the day, and with credits left."""
        ...

    async def owe(self, spent: TurnSpent) -> None:
        """Before the turn is saved: what it costs will be charged. Safe to repeat for the same turn."""
        ...

    async def count(self, spent: TurnSpent) -> None:
        """After the turn is saved."""
        ...

    async def report(self, days: int, at: datetime, *, account_id: str) -> UseReport:
        """The last days with today, as this account may see them."""
        ...

    async def picture(self, report: UseReport, labels: "ReportLabels") -> bytes:
        """The report as a PNG."""
        ...


@dataclass(frozen=True)
class ReportLabels:
    """The words of a plot, in the language of whoever looks at it."""

    bookings: str
    turns: str
    tokens: str
    cost: str
