"""What must act once, however often it comes: the first who brings a key is told so."""

from datetime import datetime

import sqlalchemy as sa

from bot.store.database import Database, insert_new
from bot.store.tables import seen_keys


class Seen:
    """A key holds nothing of a person: take a hash where it would. Each method raises StoreError.

    Whoever was first and dies before it acted leaves the thing undone. What must be done in any case is a job (see
    ``bot.store.jobs``), whose key is known as long."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def first(self, key: str, at: datetime) -> bool:
        """True for whoever brings this key first, over all processes and restarts."""

        def change(connection: sa.Connection) -> bool:
            insert = insert_new(connection.dialect, seen_keys).values(key=key, seen_at=at)
            return connection.execute(insert.returning(seen_keys.c.key)).first() is not None

        return await self._database.write(change)

    async def drop_before(self, at: datetime) -> None:
        """Forgets the keys that were first seen before this instant; one that comes again is new."""
        drop = sa.delete(seen_keys).where(seen_keys.c.seen_at < at)
        await self._database.write(lambda connection: connection.execute(drop))
