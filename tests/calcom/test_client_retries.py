"""What is sent again and what never, how long anything may take, and when an outcome is unknown."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.calcom import CalcomClient
from bot.scheduling.calendar import (
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from bot.scheduling.models import NewAttendee, NewBooking

NINE = datetime(2030, 1, 7, 9, tzinfo=UTC)
BOOKING = {"uid": "u", "status": "accepted", "start": "2030-01-07T09:00:00Z", "end": "2030-01-07T09:30:00Z"}
THROTTLED = "CustomThrottlerGuard - Too many requests. Please try again later."

Call = Callable[[CalcomClient], Awaitable[Any]]


def read(client: CalcomClient) -> Awaitable[Any]:
    return client.me.get()


def create(client: CalcomClient) -> Awaitable[Any]:
    attendee = NewAttendee(name="Ana", email="ana@example.com", time_zone="Europe/Madrid")
    return client.bookings.create(NewBooking(start=NINE, attendee=attendee, event_type_id=1))


WRITES: list[Call] = [
    create,
    lambda client: client.bookings.reschedule("u", start=NINE),
    lambda client: client.bookings.cancel("u", cancellation_reason="ill"),
    lambda client: client.slots.reservations.create(1, NINE),
    lambda client: client.slots.reservations.update("r", 1, NINE),
    lambda client: client.slots.reservations.delete("r"),
]

NEVER_SENT = [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full")]
CUT_OFF = [
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.RemoteProtocolError("Server disconnected without sending a response."),
    httpx.DecodingError("not gzip"),
    ConnectionResetError("dropped"),
    OSError("dropped"),
]


def moments(transport: Any) -> list[float]:
    """When each try came, in seconds after the first."""
    return [moment - transport.moments[0] for moment in transport.moments]


# Reads


@pytest.mark.parametrize("fault", NEVER_SENT + CUT_OFF, ids=repr)
async def test_a_read_is_sent_again_after_a_fault_of_the_network(desk: Any, fault: Exception) -> None:
    client, transport = desk.client(fault, fault, desk.ok({"id": 7}))
    assert (await read(client)).id == 7
    _, second, third = moments(transport)
    assert 0.25 <= second <= 0.5
    assert second + 0.5 <= third <= second + 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_read_is_sent_again_after_a_fault_of_the_server(desk: Any, status: int) -> None:
    client, _ = desk.client(desk.refusal(status, "oh"), desk.refusal(status, "oh"), desk.ok({"id": 7}))
    assert (await read(client)).id == 7


async def test_a_read_is_tried_three_times_and_no_more(desk: Any) -> None:
    client, transport = desk.client(*[desk.refusal(503, "oh")] * 3)
    with pytest.raises(Unavailable) as caught:
        await read(client)
    assert len(transport.requests) == 3
    assert (caught.value.status, caught.value.message) == (503, "oh")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((400, "Bad"), Rejected),
        ((401, "Your api key is not valid"), Unauthorized),
        ((403, "PermissionsGuard - no authentication provided."), Unauthorized),
        ((404, "Cannot GET /v2/me"), Unavailable),
        ((409, "there is one"), Rejected),
        ((501, "Not implemented"), Unavailable),
    ],
)
async def test_a_read_that_was_refused_is_not_sent_again(
    desk: Any, answer: tuple[int, str], error: type[Exception]
) -> None:
    client, transport = desk.client(desk.refusal(*answer))
    with pytest.raises(error):
        await read(client)
    assert len(transport.requests) == 1


async def test_an_answer_in_an_unforeseen_form_is_not_asked_for_again(desk: Any) -> None:
    client, transport = desk.client(httpx.Response(200, text="<html>"))
    with pytest.raises(Unavailable):
        await read(client)
    assert len(transport.requests) == 1


async def test_a_redirect_is_not_followed(desk: Any) -> None:
    client, transport = desk.client(httpx.Response(302, headers={"location": "http://elsewhere.example/"}))
    with pytest.raises(Unavailable):
        await read(client)
    assert transport.request.url.host == "api.cal.com"


# Writes


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("fault", CUT_OFF, ids=repr)
async def test_a_write_that_was_cut_off_is_sent_once_and_its_outcome_unknown(
    desk: Any, write: Call, fault: Exception
) -> None:
    client, transport = desk.client(fault)
    with pytest.raises(OutcomeUnknown):
        await write(client)
    assert len(transport.requests) == 1


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
async def test_a_write_that_the_server_failed_at_is_sent_once_and_its_outcome_unknown(
    desk: Any, write: Call, status: int
) -> None:
    client, transport = desk.client(desk.refusal(status, "There was an error, please try again later."))
    with pytest.raises(OutcomeUnknown) as caught:
        await write(client)
    assert len(transport.requests) == 1
    assert caught.value.status == status


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("fault", NEVER_SENT, ids=repr)
async def test_a_write_that_never_left_is_known_not_to_have_happened(desk: Any, write: Call, fault: Exception) -> None:
    client, transport = desk.client(fault)
    with pytest.raises(Unavailable):
        await write(client)
    assert len(transport.requests) == 1


@pytest.mark.parametrize("write", WRITES)
async def test_a_write_without_an_answer_in_time_has_an_unknown_outcome(desk: Any, write: Call) -> None:
    client, transport = desk.client(60.0)
    with pytest.raises(OutcomeUnknown):
        await write(client)
    assert len(transport.requests) == 1


async def test_a_write_whose_answer_is_cut_short_has_an_unknown_outcome(desk: Any) -> None:
    client, transport = desk.client(httpx.Response(201, text='{"status":"success","data":{"uid":"7tRk'))
    with pytest.raises(OutcomeUnknown):
        await create(client)
    assert len(transport.requests) == 1


async def test_a_write_that_was_throttled_did_not_happen_and_goes_again(desk: Any) -> None:
    client, transport = desk.client(
        desk.refusal(429, THROTTLED, headers={"Retry-After": "3"}), desk.ok(BOOKING, status=201)
    )
    (booking,) = await create(client)
    assert booking.uid == "u"
    assert 3 <= moments(transport)[1] <= 3.5


async def test_a_write_throttled_and_then_cut_off_has_an_unknown_outcome(desk: Any) -> None:
    client, transport = desk.client(
        desk.refusal(429, THROTTLED, headers={"Retry-After": "1"}), httpx.ReadTimeout("slow")
    )
    with pytest.raises(OutcomeUnknown):
        await create(client)
    assert len(transport.requests) == 2


async def test_a_write_throttled_for_longer_than_the_call_may_take_is_given_up_at_once(desk: Any) -> None:
    client, transport = desk.client(desk.refusal(429, THROTTLED, headers={"X-RateLimit-Reset-Default": "60"}))
    began = asyncio.get_running_loop().time()
    with pytest.raises(RateLimited) as caught:
        await create(client)
    assert caught.value.retry_after == 60
    assert asyncio.get_running_loop().time() == began
    assert len(transport.requests) == 1


# 429


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "4", "X-RateLimit-Reset-Default": "9"}, 4),
        ({"X-RateLimit-Reset-Default": "5"}, 5),
        ({"x-ratelimit-reset": "5"}, 5),
        ({}, 1),
    ],
)
async def test_a_throttled_read_waits_as_told_else_a_second(desk: Any, headers: dict[str, str], wait: float) -> None:
    client, transport = desk.client(desk.refusal(429, THROTTLED, headers=headers), desk.ok({"id": 7}))
    assert (await read(client)).id == 7
    assert wait <= moments(transport)[1] <= wait + 0.5


async def test_without_being_told_the_wait_doubles(desk: Any) -> None:
    client, transport = desk.client(*[desk.refusal(429, THROTTLED)] * 3)
    with pytest.raises(RateLimited):
        await read(client)
    _, second, third = moments(transport)
    assert 1 <= second <= 1.25
    assert second + 2 <= third <= second + 2.5


async def test_a_429_holds_back_the_other_calls_too(desk: Any) -> None:
    client, transport = desk.client(
        desk.refusal(429, THROTTLED, headers={"Retry-After": "6"}), desk.ok({"id": 7}), desk.ok({"id": 7})
    )

    async def a_little_later() -> None:
        await asyncio.sleep(1)
        await read(client)

    await asyncio.gather(read(client), a_little_later())
    assert all(moment >= 6 for moment in moments(transport)[1:])


async def test_with_no_requests_left_the_next_call_waits_for_the_reset(desk: Any) -> None:
    left = {"X-RateLimit-Limit-Default": "120", "X-RateLimit-Remaining-Default": "0", "X-RateLimit-Reset-Default": "42"}
    client, transport = desk.client(desk.ok({"id": 7}, headers=left), desk.ok({"id": 7}))
    await read(client)
    await read(client)
    assert moments(transport)[1] == pytest.approx(42)


async def test_the_121st_request_of_a_minute_waits_rather_than_fails(desk: Any) -> None:
    client, transport = desk.client(*[desk.ok({"id": 7})] * 130)
    await asyncio.gather(*(read(client) for _ in range(130)))
    assert sum(moment < 60 for moment in moments(transport)) == 120


async def test_tries_count_as_requests(desk: Any) -> None:
    client, transport = desk.client(
        desk.refusal(500, "oh"), desk.refusal(500, "oh"), desk.ok({"id": 7}), desk.ok({"id": 7}), requests_per_minute=3
    )
    await read(client)
    await read(client)
    assert moments(transport)[3] == pytest.approx(60)


# Deadlines


async def test_a_call_ends_within_its_timeout_with_all_its_tries(desk: Any) -> None:
    client, transport = desk.client(httpx.ReadError("reset"), 60.0, timeout=4.0)
    began = asyncio.get_running_loop().time()
    with pytest.raises(Unavailable):
        await read(client)
    assert asyncio.get_running_loop().time() - began == pytest.approx(4)
    assert len(transport.requests) == 2


async def test_no_wait_is_begun_that_would_outlast_the_call(desk: Any) -> None:
    client, transport = desk.client(desk.refusal(429, THROTTLED, headers={"Retry-After": "10"}))
    began = asyncio.get_running_loop().time()
    with pytest.raises(RateLimited):
        await read(client)
    assert asyncio.get_running_loop().time() == began
    assert len(transport.requests) == 1


async def test_half_of_the_time_is_for_connecting(desk: Any) -> None:
    client, transport = desk.client(desk.ok({"id": 7}), timeout=8.0)
    await read(client)
    assert transport.request.extensions["timeout"] == {
        "connect": 4,
        "pool": 4,
        "read": pytest.approx(8),
        "write": pytest.approx(8),
    }


async def test_a_deadline_around_calls_bounds_each_of_them(desk: Any) -> None:
    client, _ = desk.client(60.0, 60.0)
    began = asyncio.get_running_loop().time()
    with client.deadline(3):
        with pytest.raises(Unavailable):
            await read(client)
        assert asyncio.get_running_loop().time() - began == pytest.approx(3)
    with pytest.raises(Unavailable):
        await read(client)
    assert asyncio.get_running_loop().time() - began == pytest.approx(13)


async def test_after_a_deadline_nothing_is_sent(desk: Any) -> None:
    client, transport = desk.client()
    with client.deadline(3):
        await asyncio.sleep(4)
        for call in (read, create):
            with pytest.raises((Unavailable, RateLimited)):
                await call(client)
    assert transport.requests == []


async def test_the_nearer_of_two_deadlines_holds(desk: Any) -> None:
    client, _ = desk.client(60.0, 60.0)
    began = asyncio.get_running_loop().time()
    with client.deadline(2), client.deadline(5), pytest.raises(Unavailable):
        await read(client)
    assert asyncio.get_running_loop().time() - began == pytest.approx(2)
    with client.deadline(5), client.deadline(2), pytest.raises(Unavailable):
        await read(client)
    assert asyncio.get_running_loop().time() - began == pytest.approx(4)


async def test_a_deadline_ends_waiting_for_a_turn_before_anything_is_sent(desk: Any) -> None:
    client, transport = desk.client(desk.ok({"id": 7}), requests_per_minute=1)
    await read(client)
    with client.deadline(5), pytest.raises(RateLimited) as caught:
        await create(client)
    assert caught.value.retry_after == pytest.approx(60)
    assert len(transport.requests) == 1


async def test_deadlines_of_two_conversations_do_not_mix(desk: Any) -> None:
    client, _ = desk.client(5.0, 5.0)

    async def hurried() -> None:
        with client.deadline(1), pytest.raises(Unavailable):
            await read(client)

    async def patient() -> None:
        await asyncio.sleep(0.5)
        await client.slots.reservations.get("r")

    await asyncio.gather(hurried(), patient())


async def test_a_call_that_is_cancelled_stays_cancelled(desk: Any) -> None:
    client, transport = desk.client(5.0)
    call = asyncio.ensure_future(create(client))
    await asyncio.sleep(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert len(transport.requests) == 1
