"""The channel's part of the store over SQLAlchemy Core."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import JSON
from bot.store.channel import Card, Chat, ChatState, Update
from bot.store.database import Database, insert_new, insert_or_replace
from bot.store.tables import answers, cards, chats, conversations, handovers, updates, writes


class SqlChannelStore:
    """A ChannelStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take_in(
        self, bot_id: int, update_id: int, chat_id: str | None, account_id: str | None, payload: JSON, at: datetime
    ) -> bool:
        (is_new,) = await self.take_in_all(bot_id, [Update(update_id, chat_id, account_id, payload, at)])
        return is_new

    async def take_in_all(self, bot_id: int, batch: Sequence[Update]) -> list[bool]:
        if not batch:
            return []
        rows = [{"bot_id": bot_id, **vars(update)} for update in batch]
        async with self._database.writing() as connection:
            insert = insert_new(connection, updates).returning(updates.c.update_id)
            new = set(await connection.scalars(insert, rows))
        outcome = []
        for update in batch:  # one that is in the batch twice is new once
            outcome.append(update.update_id in new)
            new.discard(update.update_id)
        return outcome

    async def finish_update(self, bot_id: int, update_id: int, at: datetime) -> None:
        finish = (
            sa.update(updates)
            .where(updates.c.bot_id == bot_id, updates.c.update_id == update_id)
            .values(done_at=at, payload=None)
        )
        async with self._database.writing() as connection:
            await connection.execute(finish)

    async def unfinished_updates(self, bot_id: int) -> list[Update]:
        query = (
            sa.select(updates)
            .where(updates.c.bot_id == bot_id, updates.c.done_at.is_(None))
            .order_by(updates.c.update_id)
        )
        async with self._database.reading() as connection:
            return [
                Update(row.update_id, row.chat_id, row.account_id, row.payload, row.received_at)
                for row in await connection.execute(query)
            ]

    async def drop_updates_before(self, at: datetime) -> None:
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(updates).where(updates.c.done_at < at))

    async def save_card(self, card: Card) -> Card | None:
        same = sa.and_(cards.c.chat_id == card.chat_id, cards.c.message_id == card.message_id)
        earlier = sa.and_(cards.c.conversation_id == card.conversation_id, cards.c.is_live, sa.not_(same))
        ended = None
        async with self._database.writing() as connection:
            if card.is_live:
                ended = await _one_card(connection, earlier)
                if ended is not None:
                    await connection.execute(sa.update(cards).where(earlier).values(is_live=False))
            await connection.execute(insert_or_replace(connection, cards, vars(card)))
        return replace(ended, is_live=False) if ended else None

    async def card(self, chat_id: str, message_id: int) -> Card | None:
        async with self._database.reading() as connection:
            return await _one_card(connection, sa.and_(cards.c.chat_id == chat_id, cards.c.message_id == message_id))

    async def live_card(self, conversation_id: str) -> Card | None:
        async with self._database.reading() as connection:
            return await _one_card(connection, sa.and_(cards.c.conversation_id == conversation_id, cards.c.is_live))

    async def cards_of_booking(self, booking_uid: str) -> list[Card]:
        query = (
            sa.select(cards)
            .where(cards.c.booking_uid == booking_uid)
            .order_by(cards.c.sent_at, cards.c.chat_id, cards.c.message_id)
        )
        async with self._database.reading() as connection:
            return [Card(**row) for row in (await connection.execute(query)).mappings()]

    async def drop_cards_before(self, at: datetime) -> None:
        idle = sa.and_(cards.c.changed_at < at, sa.not_(cards.c.is_live), cards.c.booking_uid.is_(None))
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(cards).where(idle))

    async def chat(self, chat_id: str) -> Chat | None:
        async with self._database.reading() as connection:
            return await _one_chat(connection, chat_id)

    async def set_chat_state(
        self,
        chat_id: str,
        state: ChatState,
        at: datetime,
        *,
        account_id: str | None = None,
        details: JSON | None = None,
    ) -> None:
        async with self._database.writing() as connection:
            known = await _one_chat(connection, chat_id) or Chat(chat_id, state, at)
            changed = replace(
                known,
                state=state,
                changed_at=at,
                account_id=known.account_id if account_id is None else account_id,
                details=known.details if details is None else details,
            )
            await connection.execute(insert_or_replace(connection, chats, vars(changed)))

    async def move_chat(self, old_id: str, new_id: str, at: datetime) -> None:
        if old_id == new_id:
            return
        async with self._database.writing() as connection:
            old = await _one_chat(connection, old_id) or Chat(old_id, "open", at)
            if old.moved_to != new_id:
                moved = replace(old, chat_id=new_id, changed_at=at, moved_to=None)
                await connection.execute(insert_new(connection, chats).values(vars(moved)))
                left = replace(old, state="removed", changed_at=at, moved_to=new_id)
                await connection.execute(insert_or_replace(connection, chats, vars(left)))
            await _move_rows(connection, cards, "chat_id", old_id, new_id, {"is_live": False})

    async def rename_conversation(self, old_id: str, new_id: str) -> None:
        if old_id == new_id:
            return
        async with self._database.writing() as connection:
            if await _one_card(connection, sa.and_(cards.c.conversation_id == new_id, cards.c.is_live)):
                old_cards = cards.c.conversation_id == old_id
                await connection.execute(sa.update(cards).where(old_cards).values(is_live=False))
            for table in (conversations, answers, writes, handovers, cards):
                await _move_rows(connection, table, "conversation_id", old_id, new_id)


async def _one_card(connection: AsyncConnection, which: ColumnElement[bool]) -> Card | None:
    row = (await connection.execute(sa.select(cards).where(which))).mappings().one_or_none()
    return Card(**row) if row else None


async def _one_chat(connection: AsyncConnection, chat_id: str) -> Chat | None:
    row = (await connection.execute(sa.select(chats).where(chats.c.chat_id == chat_id))).mappings().one_or_none()
    return Chat(**row) if row else None


async def _move_rows(
    connection: AsyncConnection, table: Table, column: str, old: str, new: str, changes: JSON | None = None
) -> None:
    """Gives the old rows the new value in this column; an old one that would be in the way of a new one goes."""
    moving = table.c[column] == old
    others = [key for key in table.primary_key if key.name != column]
    if table.primary_key.contains_column(table.c[column]):
        standing = table.alias()
        in_the_way = [standing.c[column] == new, *(standing.c[key.name] == key for key in others)]
        await connection.execute(sa.delete(table).where(moving, sa.exists().where(*in_the_way)))
    await connection.execute(sa.update(table).where(moving).values({column: new, **(changes or {})}))
