"""Reminders before a meeting: planned when it is booked or moved, dropped when it is cancelled, and looked at once more
before one is sent.

Cal.com has no trigger for them (facts 9.1), so the time is kept here. What an event or a turn told of a booking only
plans; what counts when the time has come is the booking as Cal.com has it then.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.message import Reply
from bot.notifying.changes import newest
from bot.notifying.people import REACHED_AT, People, Role
from bot.notifying.speaking import Speaker
from bot.notifying.telling import Telling, TitleOf
from bot.scheduling.calendar import Calendar
from bot.scheduling.models import Booking
from bot.store import OpenStore
from bot.store.jobs import Job

REMINDER = "reminder"

Offsets = Callable[[str], Sequence[timedelta]]
"""How long before the start people are reminded of a meeting of the event type with this slug."""


class Plan:
    """What is planned of reminders."""

    def __init__(self, store: OpenStore, clock: Callable[[], datetime], offsets: Offsets) -> None:
        self._store = store
        self._clock = clock
        self.offsets = offsets

    async def remind(self, account_id: str, role: Role, uid: str, start: datetime, slug: str) -> None:
        """Plans those that are still to come; safe to repeat."""
        for offset in self.offsets(slug):
            due_at = start - offset
            if due_at > self._clock():
                minutes = int(offset.total_seconds() // 60)
                payload = {"role": role, "uid": uid, "minutes": minutes}
                key = f"{account_id} {role} {uid} {minutes}"
                await self._store.jobs.schedule(Job(REMINDER, key, due_at, payload, account_id, about=uid))

    async def drop(self, uid: str) -> None:
        """Nobody is reminded of a booking that has no such uid any more."""
        await self._store.jobs.cancel_about(uid, kinds={REMINDER})

    async def follow(self, account_id: str, reply: Reply) -> None:
        """Plans by what a turn told of the account's own bookings."""
        if not reply.bookings or not account_id.startswith(REACHED_AT):
            return
        own = {booking.uid for booking in await self._store.owned(account_id)}
        for view in reply.bookings:
            if view.moved_from is not None:
                await self.drop(view.moved_from)
            if view.status not in ("accepted", "pending"):
                await self.drop(view.uid)
            elif view.uid in own:
                await self.remind(account_id, "guest", view.uid, view.start, view.event_type)


class Reminders:
    """Sends those that are due: a handler of the worker."""

    def __init__(
        self,
        store: OpenStore,
        calendar: Calendar,
        people: People,
        speaker: Speaker,
        plan: Plan,
        *,
        clock: Callable[[], datetime],
        title_of: TitleOf,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._people = people
        self._speaker = speaker
        self._plan = plan
        self._clock = clock
        self._title_of = title_of

    def lane(self, job: Job) -> str:
        return job.account_id or ""

    async def handle(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            if not await self._sent(job):
                await self._store.jobs.done(job, self._clock())

    async def _sent(self, job: Job) -> bool:
        """False when there is nothing to remind of, or no more."""
        account_id, role = job.account_id or "", job.payload["role"]
        offset = timedelta(minutes=job.payload["minutes"])
        booking = await newest(self._calendar, job.payload["uid"])
        if booking is None or not booking.is_active:
            return False
        slug = slug_of(booking)
        if booking.uid != job.payload["uid"] or booking.start - offset != job.due_at:
            await self._plan.remind(account_id, role, booking.uid, booking.start, slug)
            return False
        now = self._clock()
        sooner = [other for other in self._plan.offsets(slug) if other < offset]
        if booking.status != "accepted" or booking.start <= now or any(booking.start - one <= now for one in sooner):
            return False
        if role == "guest" and await self._people.is_host_of(account_id, booking):
            return False  # booked for somebody else
        listener = await self._people.listener(account_id, role, booking)
        if listener is None or not listener.wants_reminders:
            return False
        until = listener.undisturbed_until(now)
        if until > now:
            # After the start it is of no use to anybody.
            return until < booking.start and await self._store.jobs.retry_at(job, until)
        reply = Telling(listener).reminder(booking, await self._title_of(booking), now)
        await self._speaker.say(account_id, reply, [job])
        return True


def slug_of(booking: Booking) -> str:
    return (booking.event_type.slug if booking.event_type is not None else None) or ""
