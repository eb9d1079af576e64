"""Things to be done at a later time: each once, by one process, and not lost by a kill.

Whoever claims a job has it for as long as the lease says; a process that dies with it leaves it to the next one that
asks. A job that was done stays known for ``FINISHED_KEPT``, so that scheduling it once more for the same instant does
nothing: a message that is delivered twice may schedule its job each time. No store can tell whether a process that
died had acted already: ``attempt`` is above 1 then, and whoever does the job decides what is worse, twice or never.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from bot.store import JSON
from bot.store.database import Database, insert_new, insert_or_replace
from bot.store.tables import jobs

FINISHED_KEPT = timedelta(days=30)

LEASE = timedelta(minutes=2)
"""Longer than anything that is done takes, retries included; whoever needs longer renews."""


@dataclass(frozen=True)
class Job:
    """Something to be done at ``due_at``. There is one of a ``key`` in each ``kind``."""

    kind: str
    key: str
    due_at: datetime
    payload: JSON = field(default_factory=dict)
    account_id: str | None = None
    """Whose it is, for forgetting; None when it is nobody's."""
    about: str | None = None
    """What it belongs to and is cancelled with, such as the uid of a booking."""
    attempt: int = 0
    """How many times it was claimed: 1 for whoever has it first."""
    claim: str | None = None
    """Who has it: one value for each claim."""


class Jobs:
    """Every method raises StoreError when the store cannot be used. Instants are aware, and the caller's clock counts:
    those of several processes must agree to within a part of the lease."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def schedule(self, job: Job) -> bool:
        """Adds the job or takes the place of the one with its kind and key, whoever has that. False when that one is
        for the same instant: then it stays as it is, waiting, claimed or done."""
        values = {
            **_identity(job),
            "account_id": job.account_id,
            "about": job.about,
            "payload": job.payload,
            "due_at": job.due_at,
            "next_at": job.due_at,
            "attempt": 0,
            "claim": None,
            "done_at": None,
        }

        def change(connection: Connection) -> bool:
            put = insert_or_replace(connection.dialect, jobs, only_where=jobs.c.due_at != job.due_at)
            return connection.execute(put.returning(jobs.c.key), values).first() is not None

        return await self._database.write(change)

    async def add(self, job: Job) -> bool:
        """Adds the job unless there is or was one with its kind and key, whenever that is or was due. False then."""
        row = {**_identity(job), "account_id": job.account_id, "about": job.about, "payload": job.payload}
        values = {**row, "due_at": job.due_at, "next_at": job.due_at, "attempt": 0}

        def change(connection: Connection) -> bool:
            insert = insert_new(connection.dialect, jobs).values(values)
            return connection.execute(insert.returning(jobs.c.key)).first() is not None

        return await self._database.write(change)

    async def cancel(self, kind: str, key: str) -> bool:
        """False when there is none that waits or is claimed. Whoever has it hears of it when they end it."""
        return await self._cancel(jobs.c.kind == kind, jobs.c.key == key) > 0

    async def cancel_about(self, about: str, *, kinds: Collection[str] | None = None) -> int:
        """Cancels all jobs about this, of these kinds or of any. How many there were."""
        among = [jobs.c.kind.in_(kinds)] if kinds is not None else []
        return await self._cancel(jobs.c.about == about, *among)

    async def claim_due(
        self, now: datetime, kinds: Collection[str], *, lease: timedelta = LEASE, limit: int = 20
    ) -> list[Job]:
        """The jobs of these kinds that are due, the longest due first: they are the caller's until the lease ends.
        Jobs whose lease is over are among them again."""
        due = (
            sa.select(jobs)
            .where(jobs.c.next_at <= now, jobs.c.kind.in_(kinds))
            .order_by(jobs.c.next_at, jobs.c.kind, jobs.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = uuid.uuid4().hex

        def change(connection: Connection) -> list[Job]:
            rows = connection.execute(due).all()
            if rows:
                these = sa.tuple_(jobs.c.kind, jobs.c.key).in_([(row.kind, row.key) for row in rows])
                claimed = {"claim": claim, "next_at": now + lease, "attempt": jobs.c.attempt + 1}
                connection.execute(sa.update(jobs).where(these).values(claimed))
            return [_job(row, attempt=row.attempt + 1, claim=claim) for row in rows]

        return await self._database.write(change)

    async def renew(self, job: Job, until: datetime) -> bool:
        """The lease of a claimed job ends then. False when it is not the caller's any more."""
        return await self._change(job, next_at=until)

    async def done(self, job: Job, at: datetime) -> bool:
        """Ends a claimed job; its payload goes. False when it is not the caller's any more: somebody else has it, or
        it was cancelled or scheduled anew meanwhile."""
        return await self._change(job, done_at=at, next_at=None, claim=None, payload={})

    async def retry_at(self, job: Job, at: datetime, *, payload: JSON | None = None) -> bool:
        """Gives a claimed job back, to be claimed again at this instant; with another payload when one is given. False
        when it is not the caller's any more."""
        changes = {} if payload is None else {"payload": payload}
        return await self._change(job, next_at=at, claim=None, **changes)

    async def find(self, kind: str, key: str) -> Job | None:
        """The job, waiting or claimed; None when it is done or there is none."""
        found = await self._open(jobs.c.kind == kind, jobs.c.key == key)
        return found[0] if found else None

    async def waiting(
        self, *, kinds: Collection[str] | None = None, account_id: str | None = None, about: str | None = None
    ) -> list[Job]:
        """What is not done yet, of these kinds, this account, about this; in the order of ``due_at``."""
        which: list[ColumnElement[bool]] = [jobs.c.kind.in_(kinds)] if kinds is not None else []
        which += [jobs.c.account_id == account_id] if account_id is not None else []
        which += [jobs.c.about == about] if about is not None else []
        return await self._open(*which)

    async def next_at(self, kinds: Collection[str]) -> datetime | None:
        """When there is a job of these kinds to claim next; None when there is none."""
        query = sa.select(sa.func.min(jobs.c.next_at, type_=jobs.c.next_at.type)).where(jobs.c.kind.in_(kinds))
        at: datetime | None = await self._database.read(lambda connection: connection.scalar(query))
        return at

    async def drop_done_before(self, at: datetime) -> None:
        drop = sa.delete(jobs).where(jobs.c.done_at < at)
        await self._database.write(lambda connection: connection.execute(drop))

    async def _open(self, *which: ColumnElement[bool]) -> list[Job]:
        query = sa.select(jobs).where(jobs.c.done_at.is_(None), *which).order_by(jobs.c.due_at, jobs.c.kind, jobs.c.key)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_job(row, attempt=row.attempt, claim=row.claim) for row in rows]

    async def _cancel(self, *which: ColumnElement[bool]) -> int:
        delete = sa.delete(jobs).where(jobs.c.done_at.is_(None), *which)
        return await self._database.write(lambda connection: connection.execute(delete).rowcount)

    async def _change(self, job: Job, **values: object) -> bool:
        is_theirs = sa.and_(jobs.c.kind == job.kind, jobs.c.key == job.key, jobs.c.claim == job.claim)
        update = sa.update(jobs).where(is_theirs).values(values)
        return await self._database.write(lambda connection: connection.execute(update).rowcount) == 1


def _identity(job: Job) -> dict[str, str]:
    return {"kind": job.kind, "key": job.key}


def _job(row: sa.Row[tuple[object, ...]], *, attempt: int, claim: str | None) -> Job:
    return Job(row.kind, row.key, row.due_at, row.payload, row.account_id, row.about, attempt, claim)
