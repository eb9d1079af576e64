"""From an event to a notice for each who should hear of it, and never to whoever did it.

The event only says which booking to look at. What became of it is read back, and each account is told of each change of
a booking once: so events may come twice, late, or in any order.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.notifying.changes import Actor, Change, Heard, Kind, actor_of, change_of, newest
from bot.notifying.people import People, Role, emails_of
from bot.notifying.reminders import Plan, slug_of
from bot.scheduling.calendar import Calendar
from bot.scheduling.models import Booking
from bot.store import OpenStore, OwnedBooking
from bot.store.jobs import Job

EVENT = "calendar event"
NOTICE = "notice"
"""The kinds of the jobs that an event becomes, and of those that come of it."""

GATHERED = timedelta(seconds=3)
"""How long is waited for the rest of a series, which is told as one."""

TOLD_GUESTS: frozenset[Kind] = frozenset({"confirmed", "moved", "cancelled", "declined"})
TOLD_HOSTS: frozenset[Kind] = frozenset({"requested", "booked", "moved", "cancelled"})
"""What a host alone can do is told where a booking has several."""


class Hearing:
    """A handler of the worker."""

    def __init__(
        self, store: OpenStore, calendar: Calendar, people: People, plan: Plan, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._people = people
        self._plan = plan
        self._clock = clock

    def lane(self, job: Job) -> str:
        return job.about or ""

    async def handle(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            kept = job.payload
            heard = Heard(kept["uid"], datetime.fromisoformat(kept["at"]), kept["confirms"], kept["by"])
            booking = await newest(self._calendar, heard.uid)
            if booking is not None:
                await self.tell_of(booking, heard)
            await self._store.jobs.done(job, self._clock())

    async def tell_of(self, booking: Booking, heard: Heard | None = None) -> None:
        """Has everybody told of the booking as it is now who was not yet, and plans their reminders."""
        now = self._clock()
        change = await change_of(self._calendar, booking, heard)
        if change is None or booking.end <= now:
            return
        actor = await actor_of(self._store, change, heard, now)
        hosts = await self._people.hosts_of(booking)
        hosting = {host.account_id for host in hosts}
        # A host who booked for somebody else has the booking as well, and hears of it as its host.
        guests = [account_id for account_id in await self._guests(change) if account_id not in hosting]
        await self._replan(change, guests, sorted(hosting))
        for host in hosts:
            if change.kind in TOLD_HOSTS or len(booking.hosts) > 1:
                did_it = _did(actor, host.account_id, emails_of(booking, host))
                if not did_it:
                    await self._note(host.account_id, "host", change.kind, change)
        emails = [one.email.casefold() for one in booking.attendees if one.email]
        for account_id in guests:
            kind: Kind = "moved" if change.before is not None and change.kind == "requested" else change.kind
            if kind in TOLD_GUESTS and not _did(actor, account_id, emails):
                await self._note(account_id, "guest", kind, change)

    async def _guests(self, change: Change) -> list[str]:
        """The accounts whose booking it is, which from now on know it by its new uid."""
        booking, before = change.booking, change.before
        earlier = before
        while earlier is not None and not await self._store.owners(earlier.uid) and earlier.rescheduled_from_uid:
            earlier = (await self._calendar.bookings.get(earlier.rescheduled_from_uid))[0]
        if earlier is not None:
            for owner in await self._store.owners(earlier.uid):
                moved = OwnedBooking(
                    booking.uid, owner.account_id, owner.series_uid, owner.seat_uid, details=owner.details
                )
                await self._store.replace_owned(owner.account_id, earlier.uid, moved)
        return await self._people.guests_of(booking)

    async def _replan(self, change: Change, guests: Sequence[str], hosts: Sequence[str]) -> None:
        booking = change.booking
        if change.before is not None:
            await self._plan.drop(change.before.uid)
        if not booking.is_active:
            await self._plan.drop(booking.uid)
            return
        roles: list[tuple[str, Role]] = [(one, "guest") for one in guests]
        roles += [(one, "host") for one in hosts]
        for account_id, role in roles:
            await self._plan.remind(account_id, role, booking.uid, booking.start, slug_of(booking))

    async def _note(self, account_id: str, role: Role, kind: Kind, change: Change) -> None:
        booking, before = change.booking, change.before
        series = booking.recurring_booking_uid
        payload = {
            "role": role,
            "kind": kind,
            "uid": booking.uid,
            "before": before.start.isoformat() if before is not None and kind == "moved" else None,
            "series": series,
        }
        key = f"{account_id} {role} {booking.uid} {kind}"
        due_at = self._clock() + (GATHERED if series is not None else timedelta())
        await self._store.jobs.add(Job(NOTICE, key, due_at, payload, account_id, about=booking.uid))


def _did(actor: Actor, account_id: str, emails: Sequence[str]) -> bool:
    if actor.account_id is not None:
        return actor.account_id == account_id
    return actor.email is not None and actor.email.casefold() in emails
