"""Asks in the chat for the number of the page, once somebody consented; at last forgets what nobody answered for.

It is a job of the store: a process that is killed between the page and the chat leaves it to the next one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.accounts.linking import ASK, CalcomLinking
from bot.conversation.wording import Wording
from bot.message import Choice, Reply
from bot.store import StoreError
from bot.store.jobs import Job, Jobs

ROOM = "bot.accounts"

LOOKS_EVERY = 20.0
"""Seconds until another process's jobs are noticed; one's own are done at once."""

AGAIN_AFTER = timedelta(seconds=20)

log = logging.getLogger(__name__)


class Asking:
    """``announce`` says something in the private chat of an account, and tells whether it could."""

    def __init__(
        self,
        linking: CalcomLinking,
        jobs: Jobs,
        announce: Callable[[str, Reply], Awaitable[bool]],
        clock: Callable[[], datetime],
    ) -> None:
        self._linking = linking
        self._jobs = jobs
        self._announce = announce
        self._clock = clock
        self._news = asyncio.Event()

    def look(self) -> None:
        """There is something to ask now."""
        self._news.set()

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """Asks, beside all else, until the end."""
        task = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def ask_due(self) -> None:
        """Does the jobs that are due now."""
        for job in await self._jobs.claim_due(self._clock(), [ASK]):
            await self._do(job)

    async def _go_on(self) -> None:
        while True:
            self._news.clear()
            try:
                await self.ask_due()
            except StoreError as error:
                log.warning("who consented is asked later: %s", error)
            try:
                async with asyncio.timeout(LOOKS_EVERY):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _do(self, job: Job) -> None:
        assert job.account_id is not None
        until = datetime.fromisoformat(job.payload["until"])
        if until <= self._clock():
            await self._linking.refuse(job.account_id)
            await self._jobs.done(job, self._clock())
        elif not await self._linking.awaits_number(job.account_id):
            await self._jobs.retry_at(job, until)  # they were faster, by the page's own button
        elif await self._announce(job.account_id, _question(job.payload["language"])):
            await self._jobs.retry_at(job, until)
        else:
            await self._jobs.retry_at(job, min(until, self._clock() + AGAIN_AFTER))


def _question(language: str) -> Reply:
    wording = Wording(language, ROOM)
    refusal = Choice("nolink:page", wording.say("ask-refuse"), lasts=True)
    return Reply(wording.say("ask-number"), choices=(refusal,), language=wording.code)
