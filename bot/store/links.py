"""States that leave the house and come back once: each is bound to the account it was made for, and expires."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.store import JSON
from bot.store.database import Database
from bot.store.tables import link_states


@dataclass(frozen=True)
class Link:
    """``payload`` is what whoever made it needs when it comes back. Whoever brings the state may not be the account:
    where that matters, it is asked."""

    state: str
    account_id: str
    payload: JSON
    expires_at: datetime


class Links:
    """Each method raises StoreError when the store cannot be used. The caller makes states that cannot be guessed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, link: Link) -> None:
        """A state is put once only; IntegrityError of the database for one that is there."""
        insert = sa.insert(link_states).values(vars(link))
        await self._database.write(lambda connection: connection.execute(insert))

    async def find(self, state: str, now: datetime) -> Link | None:
        """Looks, and leaves it. None when it is unknown, used or expired."""
        query = sa.select(link_states).where(link_states.c.state == state, link_states.c.expires_at > now)
        row = await self._database.read(lambda connection: connection.execute(query).mappings().one_or_none())
        return Link(**row) if row else None

    async def take(self, state: str, now: datetime) -> Link | None:
        """Uses it up: of several who bring it at once, one gets it. None when it is unknown, used or expired."""
        delete = sa.delete(link_states).where(link_states.c.state == state).returning(link_states)

        def change(connection: Connection) -> Link | None:
            row = connection.execute(delete).mappings().one_or_none()
            return Link(**row) if row else None

        link = await self._database.write(change)
        return link if link is not None and link.expires_at > now else None

    async def drop_of(self, account_id: str) -> None:
        """Makes every state of the account unusable."""
        delete = sa.delete(link_states).where(link_states.c.account_id == account_id)
        await self._database.write(lambda connection: connection.execute(delete))

    async def drop_expired(self, now: datetime) -> None:
        delete = sa.delete(link_states).where(link_states.c.expires_at <= now)
        await self._database.write(lambda connection: connection.execute(delete))
