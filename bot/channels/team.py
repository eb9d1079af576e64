"""The team's chat in a messenger: what is to be said in it, written down until the messenger's channel says it.

Nothing here loads a messenger, so that every channel can hand over to the team, and any process post for it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation.team import Post
from bot.store import StoreError
from bot.store.jobs import Job, Jobs

POST = "team.post"
"""The kind of the jobs. A payload holds the text, and of a thread's post where it belongs."""

MESSENGER = "telegram:"
"""How the accounts begin that answers can come back to."""

GIVEN_UP_AFTER = timedelta(hours=6)
TRIED_EVERY = timedelta(minutes=5)

LOOKED_EVERY = 2.0
"""Seconds until a post is found that another process wrote down."""

log = logging.getLogger("slotwise.team")

Say = Callable[[Job], Awaitable[bool]]
"""Says a post in the team's chat. False when the chat cannot be reached now."""

Lose = Callable[[Job], Awaitable[None]]
"""A post that could not be said for long is given up; its guest hears so."""


@dataclass(frozen=True)
class TeamPlace:
    """The chat as the messenger numbers it, and the topic in it, where it has topics."""

    chat_id: int
    topic: int | None = None


class TeamChat:
    """``language`` is what the team is written to in; ``clock`` gives aware instants."""

    def __init__(self, place: TeamPlace, jobs: Jobs, language: str, clock: Callable[[], datetime]) -> None:
        self.place = place
        self.language = language
        self._jobs = jobs
        self._clock = clock
        self._written = asyncio.Event()

    def reaches(self, account_id: str) -> bool:
        return account_id.startswith(MESSENGER)

    async def post(self, post: Post) -> None:
        payload = {
            "text": post.text,
            "thread": post.thread,
            "kind": post.kind,
            "conversation_id": post.conversation_id,
        }
        await self._write(Job(POST, post.key, self._clock(), payload, post.account_id))

    async def tell(self, key: str, text: str) -> None:
        """A line of the program itself, in no thread. The same key is good for one line."""
        await self._write(Job(POST, key, self._clock(), {"text": text}))

    async def run(self, say: Say, lose: Lose) -> None:
        """Has said what is written down, in this process or another, until it is cancelled."""
        while True:
            self._written.clear()
            try:
                while await self.say_due(say, lose):
                    pass
            except StoreError as error:
                log.warning("posts to the team wait: %s", error)
            try:
                await asyncio.wait_for(self._written.wait(), LOOKED_EVERY)
            except TimeoutError:
                continue

    async def say_due(self, say: Say, lose: Lose) -> int:
        """How many posts were due."""
        due = await self._jobs.claim_due(self._clock(), [POST])
        for job in due:
            now = self._clock()
            if await say(job):
                await self._jobs.done(job, self._clock())
            elif now - job.due_at < GIVEN_UP_AFTER:
                await self._jobs.retry_at(job, now + TRIED_EVERY)
            else:
                log.error("a post to the team is given up: SLOTWISE_TEAM_CHAT cannot be reached")
                await lose(job)
                await self._jobs.done(job, now)
        return len(due)

    async def _write(self, job: Job) -> None:
        await self._jobs.add(job)
        self._written.set()
