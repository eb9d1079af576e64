"""The meter of all turns: caps and credits before a model is asked, counts after it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.conversation.metering import DayOfUse, Leave, ReportLabels, TurnSpent, UseReport
from bot.spending.caps import Cap
from bot.spending.credits import Credits
from bot.spending.operator import Operator
from bot.store.usage import Counts, Usage

MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """Of a million tokens, which is what a token costs in millionths of the currency."""

    input: float = 0.0
    output: float = 0.0
    currency: str = "USD"

    def cost(self, input_tokens: int, output_tokens: int) -> int:
        """In millionths of the currency."""
        return round(self.input * input_tokens + self.output * output_tokens)


class TurnMeter:
    """``sees_all`` says whether an account may see what everybody used."""

    def __init__(
        self,
        usage: Usage,
        operator: Operator,
        *,
        each: Cap,
        together: Cap,
        prices: Prices,
        sees_all: Callable[[str], bool],
        credits: Credits | None = None,  # noqa: A002 - what Cal.com calls them
    ) -> None:
        self._usage = usage
        self._operator = operator
        self._each, self._together = each, together
        self._prices = prices
        self._sees_all = sees_all
        self._credits = credits

    async def leave_to_ask(self, account_id: str, at: datetime) -> Leave:
        today = day_of(at)
        if self._each.is_set:
            used = await self._usage.of(today, account_id)
            if self._each.is_reached(used):
                return await self._refused(account_id, today, self._each.messages_are_used_up(used))
        if self._together.is_set:
            used = await self._usage.total(today)
            if self._together.is_reached(used):
                text = (
                    "The cap on what the whole bot may use in a day is reached: the built-in model answers for today."
                )
                await self._operator.tell("cap", text, at)
                return await self._refused(account_id, today, self._together.messages_are_used_up(used))
        return Leave(self._credits is None or await self._credits.are_left())

    async def owe(self, spent: TurnSpent) -> None:
        if self._credits is not None and spent.model_calls:
            await self._credits.owe(spent.conversation_id, spent.message_id, spent.at)

    async def count(self, spent: TurnSpent) -> None:
        amounts = {
            "turns": 1,
            "messages": int(spent.is_message),
            "bookings": spent.bookings,
            "model_calls": spent.model_calls,
            "input_tokens": spent.input_tokens,
            "output_tokens": spent.output_tokens,
            "cost": self._prices.cost(spent.input_tokens, spent.output_tokens),
        }
        used = {name: amount for name, amount in amounts.items() if amount}
        await self._usage.add(day_of(spent.at), spent.account_id, used)

    async def report(self, days: int, at: datetime, *, account_id: str) -> UseReport:
        sees_all = self._sees_all(account_id)
        return await report(
            self._usage, days, at, currency=self._prices.currency, account_id=None if sees_all else account_id
        )

    async def picture(self, report: UseReport, labels: ReportLabels) -> bytes:
        # The drawing library is loaded when somebody first looks.
        from bot.spending.picture import drawn

        return await asyncio.to_thread(drawn, report, labels)

    async def _refused(self, account_id: str, today: date, by_messages: bool) -> Leave:
        if not by_messages:
            return Leave(granted=False)
        told = await self._usage.add(today, account_id, {"told_of_cap": 1})
        return Leave(granted=False, is_told=told["told_of_cap"] == 1)


def day_of(at: datetime) -> date:
    """The day that an aware instant counts for: in UTC, wherever somebody is."""
    return at.astimezone(UTC).date()


async def report(usage: Usage, days: int, at: datetime, *, currency: str, account_id: str | None = None) -> UseReport:
    """The last days with today; of all accounts, or of one."""
    last = day_of(at)
    first = last - timedelta(days=days - 1)
    used = await usage.by_day(first, last, account_id=account_id)
    every = [first + timedelta(days=number) for number in range(days)]
    return UseReport([_day(day, used.get(day, {})) for day in every], currency, is_of_all=account_id is None)


def _day(day: date, used: Counts) -> DayOfUse:
    return DayOfUse(
        day,
        bookings=used.get("bookings", 0),
        turns=used.get("turns", 0),
        model_calls=used.get("model_calls", 0),
        input_tokens=used.get("input_tokens", 0),
        output_tokens=used.get("output_tokens", 0),
        cost=used.get("cost", 0) / MILLION,
    )
