"""Where the key may go (to Cal.com, encrypted) and where it never shows."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.operation import Auth, Operation
from bot.calcom.types.oauth import RefreshGrant
from bot.calcom.wire import Request
from bot.scheduling.calendar import CalendarError, Rejected


@pytest.mark.parametrize(
    "url",
    [
        "https://api.cal.com",
        "https://api.cal.com/",
        "https://api.cal.com/v2",
        "https://api.cal.com/v2/",
        " https://api.cal.com/v2/ ",
    ],
)
async def test_the_url_may_end_in_v2_or_not(desk: Any, url: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        response: httpx.Response = desk.ok([])
        return response

    async with CalcomClient(url, transport=httpx.MockTransport(answer)) as client:
        await client.event_types.list(username="bea")
    assert asked == ["https://api.cal.com/v2/event-types?username=bea"]


async def test_a_self_hosted_cal_com_may_lie_beneath_a_path(desk: Any) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(200, json=desk.sample("booking"))

    async with CalcomClient("https://example.com/cal/v2", transport=httpx.MockTransport(answer)) as client:
        await client.bookings.get("a/b")
    assert asked == ["/cal/v2/bookings/a%2Fb"]


@pytest.mark.parametrize("url", ["http://localhost:8800", "http://127.0.0.1:8800/v2", "http://[::1]:8800"])
async def test_this_machine_may_be_asked_without_https(url: str) -> None:
    await CalcomClient(url, "cal_key").aclose()


@pytest.mark.parametrize(
    "url",
    [
        "http://api.cal.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com/v2",
        "ftp://api.cal.com",
        "api.cal.com",
        "https://",
        "",
        "https://api.cal.com:port",
    ],
)
def test_any_other_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        CalcomClient(url, "cal_key")


@pytest.mark.parametrize("key", ["cal_ké", "cal key", "cal_key\n", "cal_\u200bkey"])
def test_a_key_that_cannot_be_one_is_refused_without_being_quoted(key: str) -> None:
    with pytest.raises(ValueError, match="cal_live_") as caught:
        CalcomClient("https://api.cal.com", key)
    assert key not in str(caught.value)


async def test_the_key_shows_in_no_representation(desk: Any) -> None:
    client, _ = desk.client()
    shown = repr(client) + str(client) + repr(vars(client)) + repr(vars(client.bookings))
    assert desk.KEY not in shown
    assert repr(client) == "CalcomClient('api.cal.com', with a key)"


async def test_the_key_gets_into_no_error_and_no_log(desk: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    faults = [
        desk.refusal(401, f"Your api key {desk.KEY} is not valid"),
        desk.refusal(400, f"Authorization property is wrong: Bearer {desk.KEY}"),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.Response(201, text=f"<html>{desk.KEY}</html>"),
        *[desk.refusal(500, desk.KEY)] * 3,
    ]
    client, transport = desk.client(*faults)
    for call in [client.me.get] * 2 + [lambda: client.slots.reservations.delete("r")] * 3 + [client.me.get]:
        with pytest.raises(CalendarError) as caught:
            await call()
        assert desk.KEY not in "".join(traceback.format_exception(caught.value))
    assert transport.steps == []
    assert caplog.records
    for record in caplog.records:
        assert desk.KEY not in record.getMessage() + repr(record.__dict__)


async def test_a_query_gets_into_no_error(desk: Any) -> None:
    address = "@".join(["ana", "example.com"])
    message = "Cannot GET /v2/bookings?attendeeEmail=" + address.replace("@", "%40")
    client, _ = desk.client(desk.refusal(400, message))
    with pytest.raises(Rejected) as caught:
        await anext(client.bookings.list(attendee_email=address))
    assert caught.value.message == "Cannot GET /v2/bookings"
    shown = "".join(traceback.format_exception(caught.value))
    assert address not in shown
    assert "%40" not in shown


async def test_no_secret_of_a_call_gets_into_its_error(desk: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Servers quote what they refuse."""
    caplog.set_level(logging.DEBUG)
    hushed = SecretStr("canary-of-a-call")
    quoting = desk.refusal(400, f"secret property is wrong: {hushed.get_secret_value()}")
    calls: list[Callable[[CalcomClient], Awaitable[Any]]] = [
        lambda c: c.webhooks.create(subscriber_url="https://x.example", triggers=["BOOKING_CREATED"], secret=hushed),
        lambda c: c.calendars.save_credentials("apple", username="ana", password=hushed),
        lambda c: c.oauth.token(RefreshGrant(client_id="ours", refresh_token=hushed)),
        lambda c: c.oauth.token(RefreshGrant(client_id="ours", refresh_token=SecretStr("other"), client_secret=hushed)),
        lambda c: c.platform.managed_users.refresh("platform-1", refresh_token=hushed),
    ]
    client, transport = desk.client(*[quoting] * len(calls), **desk.platform_if(True))
    for call in calls:
        with pytest.raises(CalendarError) as caught:
            await call(client)
        shown = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value)) + caplog.text
        assert "canary-of-a-call" not in shown
        assert "[secret]" in shown
    assert transport.steps == []


def test_a_request_shows_neither_its_query_nor_its_body() -> None:
    operation = Operation("POST", "/v2/webhooks", "47", Auth.BEARER)
    request = Request(operation, "/v2/webhooks", {"a": "canary"}, {"b": "canary"}, ("canary",))
    assert "canary" not in repr(request)


async def test_what_is_secret_in_an_answer_is_not_shown(desk: Any) -> None:
    client, _ = desk.client(
        desk.ok({"id": 1, "subscriberUrl": "https://x.example", "secret": "canary"}),
        desk.ok({"apiKey": "canary"}),
        httpx.Response(200, json={"access_token": "canary", "refresh_token": "canary"}),
    )
    results = [
        await client.webhooks.get("1"),
        await client.api_keys.refresh(),
        await client.oauth.token(RefreshGrant(client_id="ours", refresh_token=SecretStr("r"))),
    ]
    assert "canary" not in repr(results) + str(results)
