"""What is not kept for ever: conversations that nobody went on with, and traces that are of no use any more.

A booking stays its account's however old it is, since there may be one for next year; so does an access that was given.
What is known of a person goes when nothing else of theirs is left.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Table

from bot.store import OpenStore, StoreError
from bot.store.database import one_at_a_time
from bot.store.jobs import FINISHED_KEPT
from bot.store.tables import (
    answers,
    cards,
    chats,
    conversations,
    credentials,
    handovers,
    jobs,
    link_states,
    owned_bookings,
    people,
    seen_keys,
    usage_counts,
    writes,
)

SEEN_KEPT = timedelta(days=30)
"""Whoever delivers something again and again gives up much earlier."""

USAGE_KEPT = timedelta(days=800)
"""Two years can be compared, and nobody's every day is on record for good."""

PRUNED_EVERY = 86_400.0
"""Seconds."""

_log = logging.getLogger("slotwise.store")


def prune(connection: Connection, now: datetime, conversations_kept: timedelta | None) -> None:
    """Deletes what is over at this instant. ``conversations_kept``: how long after its last message a conversation
    stays, with all that belongs to it; None keeps them."""
    one_at_a_time(connection, "retention")
    _drop(connection, jobs, jobs.c.done_at < now - FINISHED_KEPT)
    _drop(connection, seen_keys, seen_keys.c.seen_at < now - SEEN_KEPT)
    _drop(connection, link_states, link_states.c.expires_at <= now)
    _drop(connection, usage_counts, usage_counts.c.day < (now - USAGE_KEPT).date())
    if conversations_kept is not None:
        _prune_conversations(connection, now - conversations_kept)


def _prune_conversations(connection: Connection, before: datetime) -> None:
    is_in_flight = sa.exists().where(
        writes.c.conversation_id == conversations.c.conversation_id, writes.c.status == "sending"
    )
    is_over = sa.and_(conversations.c.saved_at < before, sa.not_(is_in_flight))
    query = sa.select(conversations.c.conversation_id).where(is_over).with_for_update()
    over = list(connection.scalars(query))
    for some in (over[start : start + 500] for start in range(0, len(over), 500)):
        for table in (answers, cards, conversations):
            _drop(connection, table, table.c.conversation_id.in_(some))
    _drop(connection, writes, writes.c.ended_at < before)
    _drop(connection, handovers, handovers.c.created_at < before)
    for table, changed_at in ((people, people.c.saved_at), (chats, chats.c.changed_at)):
        has_more = [
            sa.exists().where(other.c.account_id == table.c.account_id)
            for other in (conversations, owned_bookings, credentials)
        ]
        _drop(connection, table, table.c.account_id.is_not(None), changed_at < before, sa.not_(sa.or_(*has_more)))


def _drop(connection: Connection, table: Table, *which: ColumnElement[bool]) -> None:
    connection.execute(sa.delete(table).where(*which))


@asynccontextmanager
async def pruned_daily(store: OpenStore, *, days: int) -> AsyncIterator[None]:
    """Prunes the store now and every day until the end, beside all else. ``days`` is how long conversations are kept;
    0 keeps them."""
    task = asyncio.create_task(_prune_daily(store, timedelta(days=days) if days else None))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _prune_daily(store: OpenStore, conversations_kept: timedelta | None) -> None:
    while True:
        try:
            await store.prune(datetime.now(UTC), conversations_kept=conversations_kept)
        except StoreError as error:
            _log.warning("what is over is kept for now: %s", error)
        await asyncio.sleep(PRUNED_EVERY)
