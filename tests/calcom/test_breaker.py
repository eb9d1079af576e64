"""A host that is down is asked now and then, and people are told at once."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.scheduling.calendar import CalendarError, NotFound, Unavailable


def now() -> float:
    return asyncio.get_running_loop().time()


async def fail(client: Any, times: int) -> None:
    for _ in range(times):
        with pytest.raises(CalendarError):
            await client.bookings.cancel("u", cancellation_reason="ill")


async def test_after_three_calls_that_kept_people_waiting_the_next_is_refused_at_once(desk: Any) -> None:
    client, transport = desk.client(60.0, 60.0, 60.0)
    await fail(client, 3)
    began = now()
    with pytest.raises(Unavailable, match="has not been answering"):
        await client.me.get()
    assert now() == began
    assert len(transport.requests) == 3


async def test_quick_failures_weigh_less(desk: Any) -> None:
    client, transport = desk.client(*[httpx.ConnectError("refused")] * 12)
    await fail(client, 12)
    await fail(client, 1)
    assert len(transport.requests) == 12


async def test_a_good_answer_and_a_refusal_forget_the_failures(desk: Any) -> None:
    refusal = desk.refusal(404, "Booking with uid=u was not found in the database")
    client, transport = desk.client(60.0, 60.0, desk.ok({"id": 7}), 60.0, 60.0, refusal, desk.ok({"id": 7}))
    await fail(client, 2)
    await client.me.get()
    await fail(client, 2)
    with pytest.raises(NotFound):
        await client.bookings.cancel("u", cancellation_reason="ill")
    await client.me.get()
    assert transport.steps == []


async def test_a_failure_of_one_call_alone_is_no_sign_of_a_host_that_is_down(desk: Any) -> None:
    client, transport = desk.client(*[desk.refusal(500, "oh")] * 20)
    await fail(client, 20)
    assert len(transport.requests) == 20


async def test_after_a_pause_one_call_tries_while_the_others_are_refused(desk: Any) -> None:
    client, transport = desk.client(60.0, 60.0, 60.0, 0.5, desk.ok({"id": 7}))
    await fail(client, 3)
    await asyncio.sleep(5)
    outcomes = await asyncio.gather(*(client.schedules.delete(1) for _ in range(3)), return_exceptions=True)
    assert [isinstance(outcome, Unavailable) for outcome in outcomes] == [False, True, True]
    await client.me.get()
    assert transport.steps == []


async def test_the_pause_doubles_while_the_host_stays_down(desk: Any) -> None:
    client, transport = desk.client(60.0, 60.0, 60.0, 60.0, desk.ok({"id": 7}))
    await fail(client, 3)
    await asyncio.sleep(5)
    await fail(client, 1)
    await asyncio.sleep(6)
    with pytest.raises(Unavailable):
        await client.me.get()
    await asyncio.sleep(5)
    await client.me.get()
    assert transport.steps == []


async def test_a_try_that_is_given_up_leaves_the_way_to_the_next(desk: Any) -> None:
    client, _ = desk.client(60.0, 60.0, 60.0, 60.0, desk.ok({"id": 7}))
    await fail(client, 3)
    await asyncio.sleep(5)
    impatient = asyncio.ensure_future(client.me.get())
    await asyncio.sleep(1)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert (await client.me.get()).id == 7
