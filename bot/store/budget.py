"""How much several processes have asked of one service in the last minute, so that together they keep to its limit.

Moments are seconds of the machine's clock, which the processes of a deployment share.
"""

import time
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from bot.store.database import Database, insert_new
from bot.store.tables import budgets

_MINUTE = 60.0


class SqlLedger:
    """``who`` stands for a credential without telling it: its hash. Raises StoreError when the store cannot be used."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    async def take(self, who: str, *, limit: int) -> float:
        """Writes down a request made now, and returns 0; or only the seconds until there is room for one among
        ``limit`` in a minute."""

        def change(connection: Connection) -> float:
            row, now = _row(connection, who), self._clock()
            # A clock that was set back leaves moments that are still to come: they are let go.
            recent = [moment for moment in row.made if now - _MINUTE < moment <= now]
            wait = recent[-limit] + _MINUTE - now if len(recent) >= limit else 0.0
            if now < row.held_until <= now + 60 * _MINUTE:
                wait = max(wait, row.held_until - now)
            if wait > 0:
                return wait
            _put(connection, who, made=[*recent, now])
            return 0.0

        return await self._database.write(change)

    async def hold(self, who: str, seconds: float) -> None:
        """Has no room for so many seconds. A shorter wait never ends a longer one."""

        def change(connection: Connection) -> None:
            _put(connection, who, held_until=max(_row(connection, who).held_until, self._clock() + seconds))

        await self._database.write(change)


def _row(connection: Connection, who: str) -> Row[tuple[object, ...]]:
    connection.execute(insert_new(connection.dialect, budgets).values(who=who, made=[], held_until=0.0))
    return connection.execute(sa.select(budgets).where(budgets.c.who == who).with_for_update()).one()


def _put(connection: Connection, who: str, **values: object) -> None:
    connection.execute(sa.update(budgets).where(budgets.c.who == who).values(**values))
