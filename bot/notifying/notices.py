"""What waits to be told of changes: at once, after somebody's quiet hours, or with the digest of their day.

A booking is read once more before it is told of. What is not so any more is left out, and what became of it instead is
told, if it is not already.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.notifying.changes import newest, still_holds
from bot.notifying.hearing import Hearing
from bot.notifying.people import Listener, People
from bot.notifying.speaking import Speaker
from bot.notifying.telling import Telling, TitleOf, Told
from bot.scheduling.calendar import Calendar
from bot.store import OpenStore
from bot.store.jobs import Job


class Notices:
    """A handler of the worker."""

    def __init__(
        self,
        store: OpenStore,
        calendar: Calendar,
        people: People,
        speaker: Speaker,
        hearing: Hearing,
        *,
        clock: Callable[[], datetime],
        title_of: TitleOf,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._people = people
        self._speaker = speaker
        self._hearing = hearing
        self._clock = clock
        self._title_of = title_of

    def lane(self, job: Job) -> str:
        return job.account_id or ""

    async def handle(self, jobs: Sequence[Job]) -> None:
        """Tells what was held back, and what belongs to a series, as one."""
        together: dict[str, list[Job]] = {}
        for job in jobs:
            together.setdefault("held" if job.payload.get("held") else job.payload["series"] or job.key, []).append(job)
        for some in together.values():
            await self._tell(some)

    async def _tell(self, jobs: Sequence[Job]) -> None:
        telling: list[tuple[Job, Listener, Told]] = []
        for job in jobs:
            found = await self._look(job)
            if found is not None:
                telling.append((job, *found))
        if not telling:
            return
        _, listener, first = telling[0]
        words = Telling(listener)
        if len(telling) == 1:
            reply = words.card(first, self._clock())
        else:
            reply = words.list_of([told for _, _, told in telling])
        await self._speaker.say(listener.account_id, reply, [job for job, _, _ in telling])

    async def _look(self, job: Job) -> tuple[Listener, Told] | None:
        """Who is told what; None where there is nothing to tell, or not now."""
        kept, now = job.payload, self._clock()
        booking = await newest(self._calendar, kept["uid"])
        listener = None
        if booking is not None and still_holds(kept["kind"], booking, kept["uid"]):
            listener = await self._people.listener(job.account_id or "", kept["role"], booking)
        elif booking is not None:
            await self._hearing.tell_of(booking)
        if booking is None or listener is None:
            await self._store.jobs.done(job, now)
            return None
        told_at = listener.undisturbed_until(now) if kept.get("held") else listener.told_at(now)
        if told_at > now:
            await self._store.jobs.retry_at(job, told_at, payload={**kept, "held": True})
            return None
        before = datetime.fromisoformat(kept["before"]) if kept["before"] else None
        return listener, Told(kept["kind"], booking, await self._title_of(booking), before)
