"""Cal.com credits (facts 8): looked at before a model is asked, and charged for each turn that asked one.

A charge is a job: it outlasts the process, and is tried again until Cal.com has taken it. Its ``externalRef`` is made
of the conversation and the message, so Cal.com takes it once however often it is sent, and no two turns share one.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.scheduling.calendar import CalendarError
from bot.spending.operator import Operator
from bot.store import StoreError
from bot.store.jobs import Job, Jobs

CHARGE = "credits.charge"
"""The kind of the jobs."""

LOOKED_EVERY = timedelta(seconds=30)
"""How long an answer about the balance is taken for true."""

PATIENCE = 4.0
"""Seconds that a person waits for that answer; then the service counts as down."""

LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=14)
"""A charge that was refused for so long is let go, and said so in the log."""

IDLE = 60.0
"""Seconds between looks for charges that another process left."""

PAYMENT_REQUIRED = 402

log = logging.getLogger("slotwise.credits")


class Balance(Protocol):
    @property
    def has_credits(self) -> bool: ...


class Service(Protocol):
    """Cal.com's credits, as its client has them."""

    async def available(self) -> Balance: ...

    async def charge(
        self,
        *,
        credits: int,  # noqa: A002 - Cal.com's name for it
        credit_for: Literal["AI_AGENT"],
        external_ref: str | None,
    ) -> object: ...


@dataclass(frozen=True)
class _Look:
    at: datetime
    are_left: bool


def reference(conversation_id: str, message_id: str) -> str:
    """The ``externalRef`` of a turn: the same for the same one, and no word on who it was."""
    digest = hashlib.blake2b(f"{conversation_id}\n{message_id}".encode(), digest_size=18, person=b"slotwise-credit")
    return f"slotwise-{digest.hexdigest()}"


class Credits:
    """``a_turn`` is what a turn costs, in credits."""

    def __init__(
        self,
        service: Service,
        jobs: Jobs,
        operator: Operator,
        *,
        a_turn: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._service = service
        self._jobs = jobs
        self._operator = operator
        self._a_turn = a_turn
        self._clock = clock
        self._look: _Look | None = None
        self._looking = asyncio.Lock()
        self._owed = asyncio.Event()

    async def are_left(self) -> bool:
        """Whether there are credits. No answer counts as none: what cannot be charged is not spent."""
        async with self._looking:
            if self._look is None or self._clock() - self._look.at >= LOOKED_EVERY:
                self._look = _Look(self._clock(), await self._ask())
            return self._look.are_left

    async def owe(self, conversation_id: str, message_id: str, at: datetime) -> None:
        """A turn asked a model: it is charged, in this process or another. Safe to repeat. The job is nobody's, and
        stays when somebody has everything forgotten."""
        key = reference(conversation_id, message_id)
        await self._jobs.add(Job(CHARGE, key, at, {"credits": self._a_turn}))
        self._owed.set()

    async def run(self) -> None:
        """Charges what is owed, until it is cancelled."""
        while True:
            self._owed.clear()
            try:
                while await self.charge_due():
                    pass
                next_at = await self._jobs.next_at([CHARGE])
            except StoreError as error:
                log.warning("charges wait: %s", error)
                next_at = None
            wait = IDLE if next_at is None else (next_at - self._clock()).total_seconds()
            try:
                await asyncio.wait_for(self._owed.wait(), min(max(wait, 1.0), IDLE))
            except TimeoutError:
                continue

    async def charge_due(self) -> int:
        """Sends the charges that are due. How many there were."""
        due = await self._jobs.claim_due(self._clock(), [CHARGE])
        for job in due:
            await self._charge(job)
        return len(due)

    async def _charge(self, job: Job) -> None:
        try:
            await self._service.charge(credits=job.payload["credits"], credit_for="AI_AGENT", external_ref=job.key)
        except CalendarError as error:
            await self._charge_later(job, error)
        else:
            await self._jobs.done(job, self._clock())

    async def _charge_later(self, job: Job, error: CalendarError) -> None:
        now = self._clock()
        await self._tell(error)
        if error.status == PAYMENT_REQUIRED:
            self._look = _Look(self._clock(), are_left=False)
        if now - job.due_at > GIVEN_UP_AFTER:
            log.error("the charge %s is let go: %s %s", job.key, type(error).__name__, error.status)
            await self._jobs.done(job, now)
            return
        pause = min(timedelta(seconds=5 * 2 ** min(job.attempt, 12)), LONGEST_PAUSE)
        await self._jobs.retry_at(job, now + pause)

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                balance = await self._service.available()
        except (CalendarError, TimeoutError) as error:
            await self._tell(error)
            return False
        if not balance.has_credits:
            await self._tell(None)
        return balance.has_credits

    async def _tell(self, error: Exception | None) -> None:
        status = getattr(error, "status", None)
        if error is None or status == PAYMENT_REQUIRED:
            text = "The Cal.com credits are used up: the built-in model answers until there are some again."
            await self._operator.tell("credits-gone", text, self._clock())
            return
        text = (
            f"Cal.com's credits cannot be used ({type(error).__name__}{f' {status}' if status else ''}): the built-in"
            " model answers until they can."
        )
        await self._operator.tell("credits-down", text, self._clock())
