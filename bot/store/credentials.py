"""The access that accounts gave to something of theirs, as ciphertext: the key to it is never here."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import sqlalchemy as sa

from bot.store.database import Database, insert_or_replace
from bot.store.tables import credentials


class Credentials:
    """``kind`` says what the access is to. Each method raises StoreError when the store cannot be used."""

    def __init__(self, database: Database, lock: Callable[[str], AbstractAsyncContextManager[None]]) -> None:
        self._database = database
        self._lock = lock

    async def get(self, account_id: str, kind: str) -> bytes | None:
        query = sa.select(credentials.c.ciphertext).where(_is(account_id, kind))
        found: bytes | None = await self._database.read(lambda connection: connection.scalar(query))
        return found

    async def put(self, account_id: str, kind: str, ciphertext: bytes, at: datetime) -> None:
        """Adds it or takes the place of the one that is there, safe from a power cut too: a token that was replaced
        cannot be had again."""
        row = {"account_id": account_id, "kind": kind, "ciphertext": ciphertext, "updated_at": at}
        await self._database.write(
            lambda connection: connection.execute(insert_or_replace(connection.dialect, credentials), row),
            durably=True,
        )

    async def replace(self, account_id: str, kind: str, ciphertext: bytes, at: datetime) -> bool:
        """Takes the place of the one that is there. False when there is none (any more): a refresh that was under way
        does not bring back an access that its account has taken away."""
        update = sa.update(credentials).where(_is(account_id, kind)).values(ciphertext=ciphertext, updated_at=at)
        return (await self._database.write(lambda connection: connection.execute(update).rowcount, durably=True)) == 1

    async def delete(self, account_id: str, kind: str) -> bool:
        """Nothing readable of it is left in the files either. False when there was none."""
        delete = sa.delete(credentials).where(_is(account_id, kind))
        count = await self._database.write(lambda connection: connection.execute(delete).rowcount, durably=True)
        await self._database.erase()
        return count == 1

    async def accounts(self, kind: str) -> list[str]:
        """Who gave such an access, in the order of their ids."""
        query = sa.select(credentials.c.account_id).where(credentials.c.kind == kind).order_by(credentials.c.account_id)
        return await self._database.read(lambda connection: list(connection.scalars(query)))

    def locked(self, account_id: str, kind: str) -> AbstractAsyncContextManager[None]:
        """One at a time, over all processes: whoever refreshes a token reads it again in here, and finds what another
        one may have made of it meanwhile."""
        return self._lock(f"credential {kind} {account_id}")


def _is(account_id: str, kind: str) -> sa.ColumnElement[bool]:
    return sa.and_(credentials.c.account_id == account_id, credentials.c.kind == kind)
