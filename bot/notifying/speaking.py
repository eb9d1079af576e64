"""Says what is due, once.

No store can tell whether a process that died had said it: so it is written down right before. Whoever takes the job up
after that takes it for said: nearly all of that moment is the messenger's own answer on its way.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.message import Reply
from bot.store import OpenStore
from bot.store.jobs import Job

TRIED_AGAIN_AFTER = timedelta(minutes=10)
"""Where the messenger itself is out of reach."""

GIVEN_UP_AFTER = timedelta(hours=12)

FINISHED_WITHIN = 3.0
"""Seconds that a stop waits for what is just being said."""


class Announcer(Protocol):
    """A channel that can say something unasked."""

    async def announce(self, account_id: str, reply: Reply) -> bool:
        """False when it reached nobody."""
        ...

    async def reaches(self, account_id: str) -> bool:
        """Whether somebody can be written to there, as far as is known: they have not blocked the bot."""
        ...


class Speaker:
    def __init__(self, store: OpenStore, announcer: Announcer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._announcer = announcer
        self._clock = clock

    async def say(self, account_id: str, reply: Reply, jobs: Sequence[Job]) -> None:
        """Says what these jobs, claimed by the caller, are about, and ends them."""
        firsts = [await self._store.seen.first(_mark(job), self._clock()) for job in jobs]
        if any(firsts) and not await self._announced(account_id, reply, jobs):
            now = self._clock()
            if await self._announcer.reaches(account_id) and now - jobs[0].due_at < GIVEN_UP_AFTER:
                await self._give_back(jobs, now + TRIED_AGAIN_AFTER)
                return
        for job in jobs:
            await self._store.jobs.done(job, self._clock())

    async def _announced(self, account_id: str, reply: Reply, jobs: Sequence[Job]) -> bool:
        """A stop waits a little for what is on its way; what was not taken by then is for the next start."""
        saying = asyncio.ensure_future(self._announcer.announce(account_id, reply))
        try:
            return await asyncio.shield(saying)
        except asyncio.CancelledError:
            await asyncio.wait({saying}, timeout=FINISHED_WITHIN)
            if not saying.done():
                saying.cancel()
                await self._give_back(jobs, self._clock())
            elif not saying.cancelled() and saying.exception() is None:
                for job in jobs:
                    await self._store.jobs.done(job, self._clock())
            raise

    async def _give_back(self, jobs: Sequence[Job], at: datetime) -> None:
        """They were not said, and are at that instant, or after it."""
        for job in jobs:
            payload = {**job.payload, "tries": _tries(job) + 1}
            await self._store.jobs.retry_at(job, at, payload=payload)


def _tries(job: Job) -> int:
    return int(job.payload.get("tries", 0))


def _mark(job: Job) -> str:
    said = f"{job.kind} {job.key} {job.due_at.isoformat()} {_tries(job)}"
    return f"said {hashlib.sha256(said.encode()).hexdigest()}"
