"""Does what is due, again when it fails, and lets go of what fails for good.

Of several processes each claims what no other has. A lease is renewed for as long as the work takes, so that only a
process that died leaves its jobs to the next one.
"""

import asyncio
import contextlib
import logging
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.scheduling.calendar import CalendarError, Unauthorized
from bot.store import StoreError
from bot.store.jobs import LEASE, Job, Jobs
from bot.telemetry import new_reference

LOOK_EVERY = 5.0
"""Seconds after which it is looked whether another process left something, at the latest."""

RENEWED_EVERY = LEASE.total_seconds() / 4

MOST_AT_ONCE = 50

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900))
"""After each failure; the last of them between all that follow."""

GIVEN_UP_AFTER = timedelta(days=1)

log = logging.getLogger("slotwise.notifying")


class Handler(Protocol):
    """How jobs of a kind are done."""

    def lane(self, job: Job) -> str:
        """Jobs of the same lane are done one after the other, those of different ones side by side."""
        ...

    async def handle(self, jobs: Sequence[Job]) -> None:
        """Does the due jobs of a lane and ends them; what it leaves, as when it raises, is tried again."""
        ...


class Worker:
    """``woken`` is set when something is due now."""

    def __init__(
        self, jobs: Jobs, clock: Callable[[], datetime], handlers: Mapping[str, Handler], woken: asyncio.Event
    ) -> None:
        self._jobs = jobs
        self._clock = clock
        self._handlers = handlers
        self._woken = woken

    async def run(self) -> None:
        """Works until it is cancelled."""
        while True:
            try:
                self._woken.clear()
                while await self.work_off():
                    pass
                await self._pause()
            except StoreError as error:
                log.warning("what is due has to wait: %s", error)
                await asyncio.sleep(LOOK_EVERY)

    async def work_off(self) -> int:
        """Does what is due now; how many jobs that were."""
        claimed = await self._jobs.claim_due(self._clock(), tuple(self._handlers), limit=MOST_AT_ONCE)
        lanes: dict[tuple[str, str], list[Job]] = {}
        for job in claimed:
            lanes.setdefault((job.kind, self._handlers[job.kind].lane(job)), []).append(job)
        await asyncio.gather(*(self._do(self._handlers[kind], jobs) for (kind, _), jobs in lanes.items()))
        return len(claimed)

    async def _pause(self) -> None:
        next_at = await self._jobs.next_at(tuple(self._handlers))
        seconds = LOOK_EVERY if next_at is None else (next_at - self._clock()).total_seconds()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), timeout=min(max(seconds, 0.05), LOOK_EVERY))

    async def _do(self, handler: Handler, jobs: Sequence[Job]) -> None:
        with self._kept(jobs):
            try:
                await handler.handle(jobs)
            except Exception as error:  # the outermost handler: one job that cannot be done keeps none of the others
                _log(error, jobs)
                for job in jobs:
                    await self._again(job)

    async def _again(self, job: Job) -> None:
        now = self._clock()
        if now - job.due_at > GIVEN_UP_AFTER and job.attempt > len(PAUSES):
            log.error("a %s is given up after %s attempts", job.kind, job.attempt)
            await self._jobs.done(job, now)
        else:
            await self._jobs.retry_at(job, now + PAUSES[min(job.attempt, len(PAUSES)) - 1])

    @contextlib.contextmanager
    def _kept(self, jobs: Sequence[Job]) -> Iterator[None]:
        task = asyncio.create_task(self._renew(jobs))
        try:
            yield
        finally:
            task.cancel()

    async def _renew(self, jobs: Sequence[Job]) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            with contextlib.suppress(StoreError):
                for job in jobs:
                    await self._jobs.renew(job, self._clock() + LEASE)


def _log(error: Exception, jobs: Sequence[Job]) -> None:
    """Only kinds of errors: their words may be somebody's."""
    kind = jobs[0].kind
    if isinstance(error, CalendarError | StoreError) and not isinstance(error, Unauthorized):
        log.warning("a %s has to wait: %s", kind, type(error).__name__)
        return
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("reference %s: a %s failed: %s\n%s", new_reference(), kind, type(error).__name__, where)
