"""How often a client asks: never more than allowed in any minute, and never while told to wait."""

import asyncio

import pytest

from bot.calcom.pace import Pace
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
    pace.hold(30)
    pace.hold(5)
    await pace.turn(until=None)
    assert now() - began == pytest.approx(30)


async def test_a_hold_that_comes_while_somebody_waits_holds_them_too() -> None:
    pace = Pace(1)
    await pace.turn(until=None)
    began = now()
    waiting = asyncio.create_task(pace.turn(until=None))
    await asyncio.sleep(10)
    pace.hold(100)
    await waiting
    assert now() - began == pytest.approx(110)


async def test_a_turn_that_would_come_too_late_is_refused_at_once() -> None:
    pace = Pace(120)
    pace.hold(30)
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
