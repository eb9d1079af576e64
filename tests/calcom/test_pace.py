"""How often a client asks: never more than allowed in any minute, and never while told to wait."""

import asyncio
from typing import Any

import pytest

from bot.calcom.pace import Pace, SharedPace
from bot.calcom.types.bookings import Guest
from bot.scheduling.calendar import RateLimited


def now() -> float:
    return asyncio.get_running_loop().time()


async def test_no_minute_ever_holds_more_than_the_limit() -> None:
    pace = Pace(120)
    moments: list[float] = []

    async def ask(after: float) -> None:
        await asyncio.sleep(after)
        await pace.turn(until=None)
        moments.append(now())

    await asyncio.gather(*(ask(after=number * 0.1) for number in range(500)))
    assert len(moments) == 500
    assert all(later - earlier > 59.999_999 for earlier, later in zip(moments, moments[120:], strict=False))


async def test_up_to_the_limit_nobody_waits() -> None:
    pace = Pace(120)
    began = now()
    for _ in range(120):
        await pace.turn(until=None)
    assert now() == began


async def test_whoever_waits_is_served_in_turn() -> None:
    pace = Pace(1)
    order: list[int] = []

    async def ask(number: int) -> None:
        await pace.turn(until=None)
        order.append(number)

    await asyncio.gather(*(ask(number) for number in range(5)))
    assert order == [0, 1, 2, 3, 4]


async def test_a_hold_keeps_everyone_back_and_a_shorter_one_does_not_end_it() -> None:
    pace = Pace(120)
    began = now()
    await pace.hold(30)
    await pace.hold(5)
    await pace.turn(until=None)
    assert now() - began == pytest.approx(30)


async def test_a_hold_that_comes_while_somebody_waits_holds_them_too() -> None:
    pace = Pace(1)
    await pace.turn(until=None)
    began = now()
    waiting = asyncio.create_task(pace.turn(until=None))
    await asyncio.sleep(10)
    await pace.hold(100)
    await waiting
    assert now() - began == pytest.approx(110)


async def test_a_turn_that_would_come_too_late_is_refused_at_once() -> None:
    pace = Pace(120)
    await pace.hold(30)
    began = now()
    with pytest.raises(RateLimited) as caught:
        await pace.turn(until=began + 10)
    assert now() == began
    assert caught.value.retry_after == pytest.approx(30)


async def test_behind_others_one_waits_no_longer_than_allowed() -> None:
    pace = Pace(1)
    await pace.turn(until=None)
    ahead = asyncio.create_task(pace.turn(until=None))
    await asyncio.sleep(0)
    began = now()
    with pytest.raises(RateLimited):
        await pace.turn(until=began + 10)
    assert now() - began == pytest.approx(10)
    await ahead


async def test_somebody_who_gives_up_waiting_does_not_stop_the_others() -> None:
    pace = Pace(1)
    await pace.turn(until=None)
    impatient = asyncio.create_task(pace.turn(until=None))
    patient = asyncio.create_task(pace.turn(until=None))
    await asyncio.sleep(1)
    impatient.cancel()
    await patient
    assert impatient.cancelled()
    assert now() == pytest.approx(60)


# What nobody waits for


async def test_calls_that_nobody_waits_for_leave_a_quarter_to_the_others() -> None:
    pace = Pace(120)
    began = now()
    for _ in range(90):
        await pace.turn(until=None, background=True)
    with pytest.raises(RateLimited):
        await pace.turn(until=began + 10, background=True)
    for _ in range(30):
        await pace.turn(until=began, background=False)
    assert now() == began


async def test_a_person_does_not_queue_behind_them() -> None:
    pace = Pace(4)
    order: list[str] = []

    async def ask(name: str, background: bool) -> None:
        await pace.turn(until=None, background=background)
        order.append(name)

    for _ in range(3):
        await pace.turn(until=None, background=True)
    waiting = asyncio.create_task(ask("background", background=True))
    await asyncio.sleep(1)
    await ask("person", background=False)
    await waiting
    assert order == ["person", "background"]


async def test_a_client_marks_them_by_a_block(desk: Any) -> None:
    client, transport = desk.client(*[desk.ok({"id": 7})] * 5, requests_per_minute=4)
    with client.background():
        for _ in range(3):
            await client.me.get()
    began = now()
    await client.me.get()
    assert now() == began
    with client.background():
        await client.me.get()
    assert transport.moments[-1] - began == pytest.approx(60)


# A ledger for several processes


class Page:
    """A ledger as the store keeps one, on paper."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.held_until = 0.0
        self.asked_by: set[str] = set()

    async def take(self, who: str, *, limit: int) -> float:
        self.asked_by.add(who)
        recent = [moment for moment in self.taken if moment > now() - 60]
        wait = max(self.held_until - now(), recent[-limit] + 60 - now() if len(recent) >= limit else 0.0)
        if wait <= 0:
            self.taken.append(now())
        return max(wait, 0.0)

    async def hold(self, who: str, seconds: float) -> None:
        self.held_until = now() + seconds


async def test_two_processes_share_what_a_key_may_ask() -> None:
    page = Page()
    one, other = SharedPace(page, "key", 10), SharedPace(page, "key", 10)
    began = now()
    await asyncio.gather(*(pace.turn(until=None) for _ in range(6) for pace in (one, other)))
    assert sum(moment < began + 60 for moment in page.taken) == 10
    assert len(page.taken) == 12


async def test_what_one_process_is_told_to_wait_the_other_waits_too() -> None:
    page = Page()
    one, other = SharedPace(page, "key", 10), SharedPace(page, "key", 10)
    began = now()
    await one.hold(30)
    await other.turn(until=None)
    assert now() - began == pytest.approx(30)


async def test_a_shared_turn_that_would_come_too_late_is_refused() -> None:
    page = Page()
    one, other = SharedPace(page, "key", 1), SharedPace(page, "key", 1)
    await one.turn(until=None)
    with pytest.raises(RateLimited) as caught:
        await other.turn(until=now() + 10)
    assert caught.value.retry_after == pytest.approx(60)


async def test_a_ledger_that_cannot_be_used_keeps_nobody_from_cal_com(caplog: pytest.LogCaptureFixture) -> None:
    class Torn(Page):
        async def take(self, who: str, *, limit: int) -> float:
            raise OSError("the disk is full")

        async def hold(self, who: str, seconds: float) -> None:
            raise OSError("the disk is full")

    pace = SharedPace(Torn(), "key", 2)
    began = now()
    for _ in range(3):
        await pace.turn(until=None)
    assert now() - began == pytest.approx(60)
    await pace.hold(30)
    await pace.turn(until=None)
    assert now() - began == pytest.approx(90)
    assert "ledger" in caplog.text


async def test_a_client_may_be_given_a_budget(desk: Any) -> None:
    page = Page()
    client, _ = desk.client(desk.ok({"id": 7}), budget=SharedPace(page, "key", 10))
    await client.me.get()
    assert len(page.taken) == 1


# Tighter limits


async def test_conferencing_sessions_and_guests_have_limits_of_their_own(desk: Any) -> None:
    booking = {"uid": "u", "status": "accepted", "start": "2030-01-07T09:00:00Z", "end": "2030-01-07T09:30:00Z"}
    client, transport = desk.client(*[desk.ok(booking)] * 7)
    began = now()
    for _ in range(6):
        await client.bookings.guests.add("u", guests=[Guest(email="bo@example.com")])
    assert [moment - began for moment in transport.moments] == [0, 0, 0, 0, 0, pytest.approx(60)]
    moment = now()
    await client.bookings.get("u")
    assert now() == moment
