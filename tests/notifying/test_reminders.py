"""Reminders come before a meeting, in the guest's zone, once; they move with it and go with it."""

from datetime import timedelta

from bot.message import Reply
from bot.store.jobs import LEASE
from tests.notifying.house import ANA_THERE, BAILEY, House, house


async def reminders(here: House, **span: float) -> list[Reply]:
    """What Ana is told while the time passes, hour by hour."""
    before = len(here.told(ANA_THERE))
    for _ in range(int(timedelta(**span) / timedelta(minutes=30))):
        await here.later(minutes=30)
    return here.told(ANA_THERE)[before:]


async def test_a_guest_is_reminded_a_day_and_an_hour_before_with_what_can_be_done() -> None:
    async with house() as here:
        uid = await here.book("Wednesday at 3pm")
        day, hour = await reminders(here, days=3)
        assert day.text.splitlines()[:2] == ["Tomorrow:", "30 Min Meeting with Bailey Hart"]
        assert hour.text.splitlines()[0] == "In an hour:"
        assert "3:00 PM – 3:30 PM, Lisbon" in hour.text
        assert [choice.label for choice in hour.choices] == ["Join", "Move", "Cancel booking"]
        assert hour.choices[1].id == f"move:{uid}"


async def test_a_booking_that_was_moved_here_is_reminded_of_at_its_new_time_alone() -> None:
    async with house() as here:
        await here.book("Wednesday at 3pm")
        await here.ana.say("move my booking to Thursday at 5pm")
        await here.ana.tap("^Confirm$")
        await here.notifying.follow(ANA_THERE.account_id, here.ana.last)
        told = await reminders(here, days=4)
        assert ["5:00 PM – 5:30 PM" in reply.text for reply in told] == [True, True]


async def test_a_booking_that_was_moved_or_cancelled_unheard_is_looked_at_again_first() -> None:
    async with house() as here:
        uid = await here.book("Wednesday at 3pm")
        here.world.subscriptions.webhooks.clear()
        start = here.world.booking(uid).start + timedelta(hours=2)
        moved = await here.calendar.bookings.reschedule(uid, start=start, rescheduled_by="bailey@acme.example")
        (day,) = await reminders(here, days=1, hours=4)
        assert "5:00 PM – 5:30 PM" in day.text
        await here.calendar.bookings.cancel(moved.uid, cancellation_reason="ill")
        assert await reminders(here, days=2) == []
        assert await here.store.jobs.waiting() == []


async def test_a_cancelled_booking_is_not_reminded_of() -> None:
    async with house() as here:
        uid = await here.book("Wednesday at 3pm")
        await here.calendar.bookings.cancel(uid, cancellation_reason="ill")
        await here.settle()
        assert await here.store.jobs.waiting() == []


async def test_one_that_is_planned_again_and_again_comes_once_also_after_a_process_died_with_it() -> None:
    async with house() as here:
        await here.book()
        for _ in range(3):
            await here.notifying.follow(ANA_THERE.account_id, here.ana.last)
        here.clock.forward(hours=24)
        dead = await here.store.jobs.claim_due(here.clock(), ("reminder",))
        assert ANA_THERE.account_id in [job.account_id for job in dead]
        await here.later(seconds=LEASE.total_seconds() + 1)
        await here.notifying.follow(ANA_THERE.account_id, here.ana.last)
        await here.settle()
        assert len(here.told(ANA_THERE)) == 1


async def test_after_a_long_stop_only_the_one_that_still_says_something_comes() -> None:
    async with house() as here:
        await here.book("Wednesday at 3pm")
        await here.later(days=2, minutes=30)
        (told,) = here.told(ANA_THERE)
        assert told.text.startswith("In 30 minutes:")
        await here.book("Friday at 3pm")
        await here.later(days=4)
        assert len(here.told(ANA_THERE)) == 1


async def test_a_host_is_reminded_when_they_want_to_be_and_a_guest_is_not_when_they_do_not() -> None:
    async with house() as here:
        await here.prefer(BAILEY, reminders=True)
        await here.prefer(ANA_THERE, reminders=False)
        uid = await here.book("Wednesday at 3pm")
        assert await reminders(here, days=3) == []
        assert [reply.text.splitlines()[0] for reply in here.told(BAILEY)][1:] == ["Tomorrow:", "In an hour:"]
        assert here.told(BAILEY)[-1].choices[-1].id == f"host_cancel:{uid}"
