"""What is kept of one account, in every table: to hand it over, and to delete it.

A new table must be named here, in ``rows_of`` or in ``IMPERSONAL``; a test compares both with all tables there are.
"""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Table

from bot.store import JSON
from bot.store.database import insert_or_add
from bot.store.tables import (
    answers,
    budgets,
    cards,
    chats,
    conversations,
    credentials,
    handovers,
    jobs,
    kept_values,
    link_states,
    owned_bookings,
    people,
    seen_keys,
    updates,
    usage_counts,
    writes,
)
from bot.store.usage import NOBODY

IMPERSONAL = frozenset({kept_values, budgets, seen_keys})
"""Tables that hold nothing of a person."""

_NOT_HANDED_OUT = frozenset({"position", "ciphertext"})
"""An export leaves the house: no place for somebody's access, encrypted as it may be."""


def rows_of(account_id: str) -> dict[Table, ColumnElement[bool]]:
    """Which rows of each table are the account's, in an order in which they can be deleted."""
    theirs = sa.select(conversations.c.conversation_id).where(conversations.c.account_id == account_id)
    with_account = (
        conversations,
        people,
        writes,
        owned_bookings,
        handovers,
        cards,
        chats,
        updates,
        jobs,
        credentials,
        link_states,
        usage_counts,
    )
    return {
        answers: answers.c.conversation_id.in_(theirs),
        **{table: table.c.account_id == account_id for table in with_account},
    }


def export(connection: Connection, account_id: str) -> JSON:
    exported: JSON = {}
    for table, is_theirs in rows_of(account_id).items():
        rows = connection.execute(sa.select(table).where(is_theirs).order_by(*table.primary_key))
        exported[table.name] = [
            {name: _readable(value) for name, value in row.items() if name not in _NOT_HANDED_OUT}
            for row in rows.mappings()
        ]
    return exported


def forget(connection: Connection, account_id: str, at: datetime) -> None:
    # A turn that is being saved at the same time is over before this, or finds its conversation gone after it.
    theirs = sa.select(conversations.c.conversation_id).where(conversations.c.account_id == account_id)
    connection.execute(theirs.with_for_update()).all()
    for table, is_theirs in rows_of(account_id).items():
        if table is updates:
            # The number stays: the messenger may deliver the update again, and then it must not act.
            emptied = {"chat_id": None, "account_id": None, "payload": None}
            done_at = sa.func.coalesce(updates.c.done_at, sa.literal(at, updates.c.done_at.type))
            connection.execute(sa.update(updates).where(is_theirs).values({**emptied, "done_at": done_at}))
        elif table is usage_counts:
            _make_nobodys(connection, account_id)
        else:
            connection.execute(sa.delete(table).where(is_theirs))


def _make_nobodys(connection: Connection, account_id: str) -> None:
    """What was used stays in the sums, where it counts against what all may use together, and is nobody's."""
    theirs = sa.delete(usage_counts).where(usage_counts.c.account_id == account_id).returning(usage_counts)
    add = insert_or_add(connection.dialect, usage_counts, usage_counts.c.amount)
    for row in connection.execute(theirs).mappings().all():
        connection.execute(add, {**row, "account_id": NOBODY})


def _readable(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
