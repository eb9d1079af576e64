"""What is kept of one account, in every table: to hand it over, and to delete it.

A new table must be named here, in ``rows_of`` or in ``IMPERSONAL``; a test compares both with all tables there are.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Table

from bot.store import JSON
from bot.store.tables import (
    answers,
    budgets,
    cards,
    chats,
    conversations,
    handovers,
    kept_values,
    owned_bookings,
    people,
    updates,
    writes,
)

IMPERSONAL = frozenset({kept_values, budgets})
"""Tables that hold nothing of a person."""


def rows_of(account_id: str) -> dict[Table, ColumnElement[bool]]:
    """Which rows of each table are the account's, in an order in which they can be deleted."""
    theirs = sa.select(conversations.c.conversation_id).where(conversations.c.account_id == account_id)
    with_account = (conversations, people, writes, owned_bookings, handovers, cards, chats, updates)
    return {
        answers: answers.c.conversation_id.in_(theirs),
        **{table: table.c.account_id == account_id for table in with_account},
    }


def export(connection: Connection, account_id: str) -> JSON:
    exported: JSON = {}
    for table, is_theirs in rows_of(account_id).items():
        rows = connection.execute(sa.select(table).where(is_theirs).order_by(*table.primary_key))
        exported[table.name] = [
            {name: _readable(value) for name, value in row.items() if name != "position"} for row in rows.mappings()
        ]
    return exported


def forget(connection: Connection, account_id: str, at: datetime) -> None:
    for table, is_theirs in rows_of(account_id).items():
        if table is updates:
            # The number stays: the messenger may deliver the update again, and then it must not act.
            emptied = {"chat_id": None, "account_id": None, "payload": None}
            done_at = sa.func.coalesce(updates.c.done_at, sa.literal(at, updates.c.done_at.type))
            connection.execute(sa.update(updates).where(is_theirs).values({**emptied, "done_at": done_at}))
        else:
            connection.execute(sa.delete(table).where(is_theirs))


def _readable(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
