"""The store over SQLAlchemy Core: one set of queries, whatever the database.

A conversation is saved with the answer to its message in one transaction, and only over the revision it was loaded
at; so two processes cannot both have answered.
"""

import json
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.store import (
    JSON,
    Handover,
    OwnedBooking,
    Saved,
    StaleConversation,
    WriteIntent,
    WriteStatus,
    personal,
    retention,
)
from bot.store.budget import SqlLedger
from bot.store.channel import ChannelStore
from bot.store.credentials import Credentials
from bot.store.database import Database, insert_new, insert_or_replace, one_at_a_time
from bot.store.jobs import Jobs
from bot.store.links import Links
from bot.store.locks import Locks
from bot.store.seen import Seen
from bot.store.sql_channel import SqlChannelStore
from bot.store.tables import answers, conversations, handovers, kept_values, owned_bookings, people, writes
from bot.store.usage import Usage

ANSWERS_KEPT = timedelta(days=7)
"""Longer than any messenger goes on delivering a message that was not acknowledged."""

HANDOVERS_KEPT = timedelta(days=30)
"""A link that moves somebody to another conversation is followed at once, or never."""


class SqlStore:
    """An OpenStore."""

    def __init__(self, database: Database, locks: Locks) -> None:
        self._database = database
        self._locks = locks
        self._channel = SqlChannelStore(database, locks)
        self._ledger = SqlLedger(database)
        self._jobs = Jobs(database)
        self._seen = Seen(database)
        self._usage = Usage(database)
        self._credentials = Credentials(database, locks.hold)
        self._links = Links(database)

    @property
    def channel(self) -> ChannelStore:
        return self._channel

    @property
    def ledger(self) -> SqlLedger:
        return self._ledger

    @property
    def jobs(self) -> Jobs:
        return self._jobs

    @property
    def seen(self) -> Seen:
        return self._seen

    @property
    def usage(self) -> Usage:
        return self._usage

    @property
    def credentials(self) -> Credentials:
        return self._credentials

    @property
    def links(self) -> Links:
        return self._links

    def lock(self, conversation_id: str) -> AbstractAsyncContextManager[None]:
        return self._locks.hold(f"conversation {conversation_id}")

    async def load(self, conversation_id: str, account_id: str | None = None) -> Saved:
        conversation = sa.select(conversations.c.state, conversations.c.revision).where(
            conversations.c.conversation_id == conversation_id
        )
        person = sa.select(people.c.profile).where(people.c.account_id == account_id)

        def query(connection: Connection) -> Saved:
            row = connection.execute(conversation).one_or_none()
            profile: JSON | None = None if account_id is None else connection.scalar(person)
            return Saved(row.state, row.revision, profile) if row else Saved({}, 0, profile)

        return await self._database.read(query)

    async def answer_to(self, conversation_id: str, message_id: str) -> JSON | None:
        query = sa.select(answers.c.answer).where(
            answers.c.conversation_id == conversation_id, answers.c.message_id == message_id
        )
        answer: JSON | None = await self._database.read(lambda connection: connection.scalar(query))
        return answer

    async def save(
        self,
        conversation_id: str,
        account_id: str,
        state: JSON,
        *,
        revision: int,
        message_id: str,
        answer: JSON,
        profile: JSON | None = None,
    ) -> None:
        now = datetime.now(UTC)
        saved = {"account_id": account_id, "state": state, "revision": revision + 1, "saved_at": now}
        stale = StaleConversation("This conversation was saved by somebody else meanwhile. Load it and try again.")

        def change(connection: Connection) -> None:
            if revision == 0:
                connection.execute(sa.insert(conversations).values(conversation_id=conversation_id, **saved))
            else:
                is_this = sa.and_(
                    conversations.c.conversation_id == conversation_id, conversations.c.revision == revision
                )
                if connection.execute(sa.update(conversations).where(is_this).values(**saved)).rowcount != 1:
                    raise stale
            connection.execute(
                sa.delete(answers).where(
                    answers.c.conversation_id == conversation_id, answers.c.saved_at < now - ANSWERS_KEPT
                )
            )
            connection.execute(
                sa.insert(answers).values(
                    conversation_id=conversation_id, message_id=message_id, answer=answer, saved_at=now
                )
            )
            if profile is not None:
                person = {"account_id": account_id, "profile": profile, "saved_at": now}
                connection.execute(insert_or_replace(connection.dialect, people), person)

        try:
            await self._database.write(change)
        except IntegrityError:  # the conversation, or the answer to this message, is there already
            raise stale from None

    async def begin_write(self, intent: WriteIntent) -> WriteIntent:
        values = {
            "key": intent.key,
            "conversation_id": intent.conversation_id,
            "account_id": intent.account_id,
            "kind": intent.kind,
            "payload": intent.payload,
            "status": intent.status,
            "created_at": intent.created_at,
        }

        def change(connection: Connection) -> WriteIntent:
            insert = insert_new(connection.dialect, writes).values(values)
            if connection.execute(insert.returning(writes.c.key)).first() is not None:
                return intent
            return _intent(connection.execute(sa.select(writes).where(writes.c.key == intent.key)).one())

        return await self._database.write(change, durably=True)

    async def end_write(self, key: str, status: WriteStatus, result: JSON | None = None) -> None:
        update = (
            sa.update(writes)
            .where(writes.c.key == key)
            .values(status=status, result=result, ended_at=datetime.now(UTC))
        )
        if await self._database.write(lambda connection: connection.execute(update).rowcount) != 1:
            raise KeyError(key)

    async def find_write(self, key: str) -> WriteIntent | None:
        query = sa.select(writes).where(writes.c.key == key)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return _intent(row) if row else None

    async def writes_in_flight(self, conversation_id: str | None = None) -> list[WriteIntent]:
        query = sa.select(writes).where(writes.c.status == "sending").order_by(writes.c.created_at, writes.c.key)
        if conversation_id is not None:
            query = query.where(writes.c.conversation_id == conversation_id)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_intent(row) for row in rows]

    async def add_owned(self, booking: OwnedBooking) -> None:
        await self._database.write(lambda connection: _put_owned(connection, booking, in_place_of=booking.uid))

    async def replace_owned(self, account_id: str, old_uid: str, new: OwnedBooking) -> None:
        await self._database.write(lambda connection: _put_owned(connection, new, in_place_of=old_uid))

    async def owned(self, account_id: str) -> list[OwnedBooking]:
        query = (
            sa.select(owned_bookings)
            .where(owned_bookings.c.account_id == account_id)
            .order_by(owned_bookings.c.position)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [OwnedBooking(row.uid, row.account_id, row.series_uid, row.seat_uid, row.details) for row in rows]

    async def owners(self, uid: str) -> list[OwnedBooking]:
        query = sa.select(owned_bookings).where(owned_bookings.c.uid == uid).order_by(owned_bookings.c.position)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [OwnedBooking(row.uid, row.account_id, row.series_uid, row.seat_uid, row.details) for row in rows]

    async def writes_about(self, uids: Collection[str], since: datetime) -> list[WriteIntent]:
        # Where in a write a booking is named is its writer's business, so its text is looked through, of a few.
        names = [
            sa.cast(column, sa.String).contains(json.dumps(uid), autoescape=True)
            for column in (writes.c.payload, writes.c.result)
            for uid in uids
        ]
        query = (
            sa.select(writes)
            .where(writes.c.status.in_(("sending", "done")), writes.c.created_at >= since, sa.or_(sa.false(), *names))
            .order_by(writes.c.created_at.desc(), writes.c.key)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_intent(row) for row in rows]

    async def hand_over(self, code: str, account_id: str, conversation_id: str, state: JSON, at: datetime) -> None:
        handover = Handover(code, account_id, conversation_id, state, at)

        def change(connection: Connection) -> None:
            connection.execute(sa.delete(handovers).where(handovers.c.created_at < at - HANDOVERS_KEPT))
            connection.execute(insert_or_replace(connection.dialect, handovers), vars(handover))

        await self._database.write(change)

    async def take_over(self, code: str) -> Handover | None:
        query = sa.select(handovers).where(handovers.c.code == code)
        row = await self._database.read(lambda connection: connection.execute(query).mappings().one_or_none())
        return Handover(**row) if row else None

    async def end_handover(self, code: str) -> None:
        delete = sa.delete(handovers).where(handovers.c.code == code)
        await self._database.write(lambda connection: connection.execute(delete))

    async def kept(self, name: str, make: Callable[[], str]) -> str:
        query = sa.select(kept_values.c.value).where(kept_values.c.name == name)
        found: str | None = await self._database.read(lambda connection: connection.scalar(query))
        if found is not None:
            return found
        made = make()

        def change(connection: Connection) -> str:
            connection.execute(insert_new(connection.dialect, kept_values).values(name=name, value=made))
            kept: str = connection.execute(query).scalar_one()  # another process may have been faster
            return kept

        return await self._database.write(change, durably=True)

    async def forget(self, account_id: str) -> None:
        now = datetime.now(UTC)
        await self._database.write(lambda connection: personal.forget(connection, account_id, now), durably=True)
        await self._database.erase()

    async def prune(self, now: datetime, *, conversations_kept: timedelta | None) -> None:
        await self._database.write(lambda connection: retention.prune(connection, now, conversations_kept))
        await self._database.erase()

    async def export(self, account_id: str) -> JSON:
        return await self._database.read(lambda connection: personal.export(connection, account_id))

    async def close(self) -> None:
        await self._locks.close()
        await self._database.close()


def _put_owned(connection: Connection, booking: OwnedBooking, *, in_place_of: str) -> None:
    """Writes the row of a booking where the old one stood, so that the order stays; safe to repeat."""
    one_at_a_time(connection, f"bookings of {booking.account_id}")

    def row_of(uid: str) -> sa.ColumnElement[bool]:
        return sa.and_(owned_bookings.c.account_id == booking.account_id, owned_bookings.c.uid == uid)

    standing = booking.uid
    if in_place_of != booking.uid and connection.scalar(sa.select(sa.exists().where(row_of(in_place_of)))):
        connection.execute(sa.delete(owned_bookings).where(row_of(booking.uid)))
        standing = in_place_of
    values = {
        "account_id": booking.account_id,
        "uid": booking.uid,
        "series_uid": booking.series_uid,
        "seat_uid": booking.seat_uid,
        "details": None if booking.details is None else dict(booking.details),
    }
    if (connection.execute(sa.update(owned_bookings).where(row_of(standing)).values(values))).rowcount == 0:
        connection.execute(sa.insert(owned_bookings).values(values))


def _intent(row: sa.Row[tuple[object, ...]]) -> WriteIntent:
    return WriteIntent(
        key=row.key,
        conversation_id=row.conversation_id,
        account_id=row.account_id,
        kind=row.kind,
        payload=row.payload,
        status=row.status,
        created_at=row.created_at,
        result=row.result,
    )
