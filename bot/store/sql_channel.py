"""The channel's part of the store over SQLAlchemy Core."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Table

from bot.store import JSON
from bot.store.channel import Card, Chat, ChatState, Line, Update
from bot.store.database import Database, insert_new, insert_or_replace, one_at_a_time
from bot.store.locks import Locks
from bot.store.tables import answers, cards, chats, conversations, handovers, updates, writes


class SqlChannelStore:
    """A ChannelStore."""

    def __init__(self, database: Database, locks: Locks) -> None:
        self._database = database
        self._locks = locks

    async def take_in(
        self, bot_id: int, update_id: int, chat_id: str | None, account_id: str | None, payload: JSON, at: datetime
    ) -> bool:
        (is_new,) = await self.take_in_all(bot_id, [Update(update_id, chat_id, account_id, payload, at)])
        return is_new

    async def take_in_all(self, bot_id: int, batch: Sequence[Update]) -> list[bool]:
        rows = [{"bot_id": bot_id, **vars(update)} for update in batch]

        def change(connection: Connection) -> set[int]:
            return set(connection.scalars(insert_new(connection.dialect, updates).returning(updates.c.update_id), rows))

        new = await self._database.write(change) if rows else set()
        outcome = []
        for update in batch:  # one that is in the batch twice is new once
            outcome.append(update.update_id in new)
            new.discard(update.update_id)
        return outcome

    async def finish_update(self, bot_id: int, update_id: int, at: datetime) -> None:
        is_this = sa.and_(updates.c.bot_id == bot_id, updates.c.update_id == update_id)
        finish = sa.update(updates).where(is_this).values(done_at=at, payload=None)
        await self._database.write(lambda connection: connection.execute(finish))

    async def unfinished_updates(self, bot_id: int, line: Line | None = None) -> list[Update]:
        query = sa.select(updates).where(_unfinished(bot_id)).order_by(updates.c.update_id)
        if line is not None:
            query = query.where(updates.c.chat_id == line.chat_id)  # SQLAlchemy makes IS NULL of None
            if line.chat_id is None:
                query = query.where(updates.c.account_id == line.account_id)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Update(row.update_id, row.chat_id, row.account_id, row.payload, row.received_at) for row in rows]

    async def unfinished_lines(self, bot_id: int, before: datetime) -> list[Line]:
        account_id = sa.case((updates.c.chat_id.is_(None), updates.c.account_id))
        query = (
            sa.select(updates.c.chat_id, account_id.label("account_id"))
            .where(_unfinished(bot_id), updates.c.received_at < before)
            .group_by(updates.c.chat_id, account_id)
            .order_by(sa.func.min(updates.c.update_id))
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Line(row.chat_id, row.account_id) for row in rows]

    def serve_line(self, bot_id: int, line: Line) -> AbstractAsyncContextManager[None]:
        return self._locks.hold(f"line {bot_id} {line.chat_id} {line.account_id}")

    async def drop_updates_before(self, at: datetime) -> None:
        drop = sa.delete(updates).where(updates.c.done_at < at)
        await self._database.write(lambda connection: connection.execute(drop))

    async def save_card(self, card: Card) -> Card | None:
        same = sa.and_(cards.c.chat_id == card.chat_id, cards.c.message_id == card.message_id)
        earlier = sa.and_(cards.c.conversation_id == card.conversation_id, cards.c.is_live, sa.not_(same))

        def change(connection: Connection) -> Card | None:
            one_at_a_time(connection, f"cards of {card.conversation_id}")
            ended = _one_card(connection, earlier) if card.is_live else None
            if ended:
                connection.execute(sa.update(cards).where(earlier).values(is_live=False))
            connection.execute(insert_or_replace(connection.dialect, cards), vars(card))
            return replace(ended, is_live=False) if ended else None

        return await self._database.write(change)

    async def card(self, chat_id: str, message_id: int) -> Card | None:
        is_this = sa.and_(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
        return await self._database.read(lambda connection: _one_card(connection, is_this))

    async def live_card(self, conversation_id: str) -> Card | None:
        is_this = sa.and_(cards.c.conversation_id == conversation_id, cards.c.is_live)
        return await self._database.read(lambda connection: _one_card(connection, is_this))

    async def cards_of_booking(self, booking_uid: str) -> list[Card]:
        query = (
            sa.select(cards)
            .where(cards.c.booking_uid == booking_uid)
            .order_by(cards.c.sent_at, cards.c.chat_id, cards.c.message_id)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).mappings().all())
        return [Card(**row) for row in rows]

    async def drop_cards_before(self, at: datetime) -> None:
        idle = sa.and_(cards.c.changed_at < at, sa.not_(cards.c.is_live), cards.c.booking_uid.is_(None))
        await self._database.write(lambda connection: connection.execute(sa.delete(cards).where(idle)))

    async def chat(self, chat_id: str) -> Chat | None:
        return await self._database.read(lambda connection: _one_chat(connection, chat_id))

    async def set_chat_state(
        self,
        chat_id: str,
        state: ChatState,
        at: datetime,
        *,
        account_id: str | None = None,
        details: JSON | None = None,
    ) -> None:
        def change(connection: Connection) -> None:
            one_at_a_time(connection, f"chat {chat_id}")
            known = _one_chat(connection, chat_id) or Chat(chat_id, state, at)
            changed = replace(
                known,
                state=state,
                changed_at=at,
                account_id=known.account_id if account_id is None else account_id,
                details=known.details if details is None else details,
            )
            connection.execute(insert_or_replace(connection.dialect, chats), vars(changed))

        await self._database.write(change)

    async def move_chat(self, old_id: str, new_id: str, at: datetime) -> None:
        def change(connection: Connection) -> None:
            one_at_a_time(connection, f"chat {old_id}")
            old = _one_chat(connection, old_id) or Chat(old_id, "open", at)
            if old.moved_to != new_id:
                moved = replace(old, chat_id=new_id, changed_at=at, moved_to=None)
                connection.execute(insert_new(connection.dialect, chats).values(vars(moved)))
                left = replace(old, state="removed", changed_at=at, moved_to=new_id)
                connection.execute(insert_or_replace(connection.dialect, chats), vars(left))
            _move_rows(connection, cards, "chat_id", old_id, new_id, {"is_live": False})

        if old_id != new_id:
            await self._database.write(change)

    async def rename_conversation(self, old_id: str, new_id: str) -> None:
        def change(connection: Connection) -> None:
            one_at_a_time(connection, f"cards of {new_id}")
            if _one_card(connection, sa.and_(cards.c.conversation_id == new_id, cards.c.is_live)):
                of_old = cards.c.conversation_id == old_id
                connection.execute(sa.update(cards).where(of_old).values(is_live=False))
            for table in (conversations, answers, writes, handovers, cards):
                _move_rows(connection, table, "conversation_id", old_id, new_id)

        if old_id != new_id:
            await self._database.write(change)


def _unfinished(bot_id: int) -> ColumnElement[bool]:
    return sa.and_(updates.c.bot_id == bot_id, updates.c.done_at.is_(None))


def _one_card(connection: Connection, which: ColumnElement[bool]) -> Card | None:
    row = (connection.execute(sa.select(cards).where(which))).mappings().one_or_none()
    return Card(**row) if row else None


def _one_chat(connection: Connection, chat_id: str) -> Chat | None:
    row = (connection.execute(sa.select(chats).where(chats.c.chat_id == chat_id))).mappings().one_or_none()
    return Chat(**row) if row else None


def _move_rows(
    connection: Connection, table: Table, column: str, old: str, new: str, changes: JSON | None = None
) -> None:
    """Gives the old rows the new value in this column; an old one that would be in the way of a new one goes."""
    moving = table.c[column] == old
    others = [key for key in table.primary_key if key.name != column]
    if table.primary_key.contains_column(table.c[column]):
        standing = table.alias()
        in_the_way = [standing.c[column] == new, *(standing.c[key.name] == key for key in others)]
        connection.execute(sa.delete(table).where(moving, sa.exists().where(*in_the_way)))
    connection.execute(sa.update(table).where(moving).values({column: new, **(changes or {})}))
