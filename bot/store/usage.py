"""What was used, counted by day, account and name; whole numbers that only grow.

The days are the caller's: dates of one zone. Names are the caller's too, such as ``turns``, ``model_calls``,
``input_tokens``, ``output_tokens``, ``messages``, ``bookings`` and ``cost`` (in millionths of the currency).
"""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.store.database import Database, insert_or_add
from bot.store.tables import usage_counts

NOBODY = ""
"""The account of what is nobody's, or was somebody's who had everything forgotten."""

Counts = dict[str, int]


class Usage:
    """Each method raises StoreError when the store cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, day: date, account_id: str | None, amounts: Mapping[str, int]) -> Counts:
        """Adds the amounts, all or none, whoever else is adding. Returns what the account has of these names now, so
        that of several who add at once only those within a limit see so."""
        # In one order everywhere, so that two who add the same names do not wait for each other in a circle.
        in_order = sorted(amounts.items())

        def change(connection: Connection) -> Counts:
            add = insert_or_add(connection.dialect, usage_counts, usage_counts.c.amount)
            counted = {}
            for name, amount in in_order:
                row = {"day": day, "account_id": account_id or NOBODY, "name": name, "amount": amount}
                counted[name] = connection.execute(add.returning(usage_counts.c.amount), row).scalar_one()
            return counted

        return await self._database.write(change) if in_order else {}

    async def of(self, day: date, account_id: str | None) -> Counts:
        """What one account used that day; a name that is not there is 0."""
        query = sa.select(usage_counts.c.name, usage_counts.c.amount).where(
            usage_counts.c.day == day, usage_counts.c.account_id == (account_id or NOBODY)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return {row.name: row.amount for row in rows}

    async def total(self, day: date) -> Counts:
        """What all accounts together used that day."""
        return (await self.by_day(day, day)).get(day, {})

    async def by_day(self, first: date, last: date, *, account_id: str | None = None) -> dict[date, Counts]:
        """What was used on each day from the first to the last, both included, in their order; by all, or by one
        account. Days without any use are left out."""
        among = [usage_counts.c.account_id == account_id] if account_id is not None else []
        # PostgreSQL's sum of big integers is a decimal.
        amount = sa.cast(sa.func.sum(usage_counts.c.amount), sa.BigInteger).label("amount")
        query = (
            sa.select(usage_counts.c.day, usage_counts.c.name, amount)
            .where(usage_counts.c.day.between(first, last), *among)
            .group_by(usage_counts.c.day, usage_counts.c.name)
            .order_by(usage_counts.c.day, usage_counts.c.name)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        days: dict[date, Counts] = {}
        for row in rows:
            days.setdefault(row.day, {})[row.name] = row.amount
        return days

    async def drop_before(self, day: date) -> None:
        drop = sa.delete(usage_counts).where(usage_counts.c.day < day)
        await self._database.write(lambda connection: connection.execute(drop))
