"""The parts put together: what a process needs to hear of changes and to tell of them. What serves is loaded by those
who serve."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.message import Reply
from bot.notifying.hearing import EVENT, NOTICE, Hearing
from bot.notifying.notices import Notices
from bot.notifying.people import KnownHosts, People
from bot.notifying.reminders import REMINDER, Offsets, Plan, Reminders
from bot.notifying.speaking import Announcer, Speaker
from bot.notifying.telling import TitleOf
from bot.notifying.worker import Worker
from bot.scheduling.calendar import Calendar
from bot.store import OpenStore

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.calcom.webhook_subscriptions import Webhooks
    from bot.notifying.subscription import Others


class Notifying:
    """``language`` is for those whose own is not known. Without ``webhooks`` and ``others``, those of the hosts who
    linked an account of their own, Cal.com is not asked to tell of anything."""

    def __init__(
        self,
        *,
        store: OpenStore,
        calendar: Calendar,
        hosts: KnownHosts,
        clock: Callable[[], datetime],
        language: str,
        offsets: Offsets,
        title_of: TitleOf,
        webhooks: "Webhooks | None" = None,
        others: "Others | None" = None,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._clock = clock
        self._title_of = title_of
        self._people = People(store, hosts, language=language)
        self._plan = Plan(store, clock, offsets)
        self._webhooks = webhooks
        self._others = others
        self._woken = asyncio.Event()

    async def follow(self, account_id: str, reply: Reply) -> None:
        """Plans reminders by what a turn told of the account's bookings. Raises StoreError."""
        await self._plan.follow(account_id, reply)

    def worker(self, announcer: Announcer) -> Worker:
        """Does what is due, and says it through a channel."""
        speaker = Speaker(self._store, announcer, self._clock)
        hearing = Hearing(self._store, self._calendar, self._people, self._plan, self._clock)
        notices = Notices(
            self._store,
            self._calendar,
            self._people,
            speaker,
            hearing,
            clock=self._clock,
            title_of=self._title_of,
        )
        reminders = Reminders(
            self._store,
            self._calendar,
            self._people,
            speaker,
            self._plan,
            clock=self._clock,
            title_of=self._title_of,
        )
        return Worker(
            self._store.jobs,
            self._clock,
            {EVENT: hearing, NOTICE: notices, REMINDER: reminders},
            self._woken,
        )

    @asynccontextmanager
    async def working(self, announcer: Announcer) -> AsyncIterator[None]:
        """Has the worker run beside all else."""
        async with _beside(self.worker(announcer).run()):
            yield

    async def routes(self) -> "list[Route]":
        """What takes in events of Cal.com; nothing where it is not asked for them."""
        from bot.notifying import subscription, webhook

        if self._webhooks is None and self._others is None:
            return []
        secret = await subscription.secret_of(self._store)
        return webhook.routes(self._store.jobs, secret, self._clock, self._woken.set)

    @asynccontextmanager
    async def subscribed(self, public_url: str) -> AsyncIterator[None]:
        """Sees to it, beside all else, that Cal.com tells its events at this address."""
        from bot.notifying import subscription

        async with AsyncExitStack() as stack:
            if self._webhooks is not None:
                await stack.enter_async_context(_beside(subscription.keep(self._webhooks, self._store, public_url)))
            if self._others is not None:
                keeping = subscription.keep_for_others(self._others, self._store, public_url)
                await stack.enter_async_context(_beside(keeping))
            yield


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
