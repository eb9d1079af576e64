"""Deliveries come twice, late and out of order, from anybody, and while a process dies: each change is told once."""

import asyncio

import httpx
import pytest

from bot.calcom.webhooks import SIGNATURE
from bot.store.jobs import LEASE
from tests.notifying.house import ANA_THERE, BAILEY, House, Post, house


def first_lines(here: House, who: object = BAILEY) -> list[str]:
    return [reply.text.splitlines()[0] for reply in here.told(who)]  # type: ignore[arg-type]


BOOKED = "Ana Silva has booked a meeting with you."
CANCELLED = "Your meeting with Ana Silva was cancelled."
MOVED = "Your meeting with Ana Silva was moved."


async def test_a_delivery_that_comes_again_is_told_once() -> None:
    post = Post()
    async with house(post) as here:
        await here.book()
        for _ in range(3):
            assert await post.deliver(0) == 200
            await here.settle()
        assert first_lines(here) == [BOOKED]


async def test_what_comes_after_a_newer_one_tells_only_what_is_so_now() -> None:
    post = Post()
    async with house(post) as here:
        post.is_held = True
        await here.book()
        await here.ana.say("cancel my booking")
        await here.ana.tap("^Confirm$")
        await here.settle()
        assert here.told(BAILEY) == []
        for number in (1, 0):
            await post.deliver(number)
            await here.settle()
        assert first_lines(here) == [CANCELLED]


async def test_of_several_moves_in_any_order_the_last_place_is_told_and_the_owner_goes_on_with_it() -> None:
    post = Post()
    async with house(post) as here:
        uid = await here.book()
        post.is_held = True
        for hour in (17, 18):
            start = here.world.booking(uid).start.replace(hour=hour)
            moved = await here.calendar.bookings.reschedule(uid, start=start, rescheduled_by="bailey@acme.example")
            uid = moved.uid
        await here.settle()
        for number in (2, 1, 2, 0):
            await post.deliver(number)
            await here.settle()
        (told,) = here.told(ANA_THERE)
        assert "6:00 PM – 6:30 PM, Lisbon" in told.text
        assert [one.uid for one in await here.store.owned(ANA_THERE.account_id)] == [uid]


async def test_a_notice_that_is_overtaken_while_it_waits_is_left_out_for_what_is_so() -> None:
    async with house() as here:
        await here.prefer(BAILEY, digest_at=20 * 60)
        uid = await here.book()
        await here.ana.say("cancel my booking")
        await here.ana.tap("^Confirm$")
        await here.settle()
        assert here.told(BAILEY) == []
        await here.later(hours=12)
        assert first_lines(here) == [CANCELLED]
        assert here.world.booking(uid).status == "cancelled"


@pytest.mark.parametrize("signature", [None, "0" * 64, "no-secret-provided"])
async def test_what_is_not_signed_with_the_secret_is_refused(signature: str | None) -> None:
    post = Post()
    async with house(post) as here:
        post.is_held = True
        await here.book()
        url, headers, body = post.sent[0]
        assert SIGNATURE in {name.lower() for name in headers}
        forged = {} if signature is None else {SIGNATURE: signature}
        async with httpx.AsyncClient(trust_env=False) as stranger:
            answer = await stranger.post(url, content=body, headers=forged)
            changed = await stranger.post(url, content=body + b" ", headers=headers)
        assert (answer.status_code, answer.content) == (401, b"")
        assert changed.status_code == 401
        assert await here.store.jobs.waiting() == [
            job for job in await here.store.jobs.waiting() if job.kind == "reminder"
        ]


async def test_what_is_too_large_is_refused_before_it_is_read_to_the_end() -> None:
    async with house() as here:
        (webhook,) = here.world.subscriptions.webhooks
        async with httpx.AsyncClient(trust_env=False) as stranger:
            answer = await stranger.post(webhook.subscriber_url, content=b"x" * 2_000_000)
        assert answer.status_code == 413


async def test_an_event_survives_cal_com_being_away() -> None:
    async with house() as here:
        await here.ana.book()
        here.ana.fault("bookings.get", "status", times=20)
        await here.settle()
        assert here.told(BAILEY) == []
        here.world.faults.clear()
        await here.later(minutes=20)
        assert first_lines(here) == [BOOKED]


async def test_a_process_that_dies_after_it_claimed_leaves_it_to_the_next_one() -> None:
    async with house() as here:
        await here.ana.book()
        await here.settle_deliveries()
        dead = await here.store.jobs.claim_due(here.clock(), ("calendar event", "notice"))
        assert dead
        await here.settle()
        assert here.told(BAILEY) == []
        await here.later(seconds=LEASE.total_seconds() + 1)
        assert first_lines(here) == [BOOKED]


async def test_a_process_that_dies_while_it_says_something_has_said_it() -> None:
    async with house() as here:
        await here.ana.book()
        await here.settle_deliveries()
        here.messenger.dies = True
        with pytest.raises(asyncio.CancelledError):
            await here.settle()
        here.messenger.dies = False
        await here.later(seconds=LEASE.total_seconds() + 1)
        assert first_lines(here) == [BOOKED]
        assert await here.store.jobs.waiting(kinds={"notice", "calendar event"}) == []


async def test_what_the_messenger_has_not_taken_at_a_stop_is_said_after_the_next_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.notifying.speaking.FINISHED_WITHIN", 0.05)
    async with house() as here:
        await here.ana.book()
        await here.settle_deliveries()
        here.messenger.is_stuck = True
        stopped = asyncio.create_task(here.settle())
        await here.messenger.is_asked.wait()
        stopped.cancel()
        await asyncio.wait({stopped})
        here.messenger.is_stuck = False
        await here.settle()
        assert first_lines(here) == [BOOKED]


async def test_two_processes_at_once_say_it_once() -> None:
    async with house() as here:
        await here.ana.book()
        await here.settle_deliveries()
        other = here.notifying.worker(here.messenger)
        for _ in range(3):
            await asyncio.gather(here.worker.work_off(), other.work_off())
        assert first_lines(here) == [BOOKED]
