"""The double over HTTP: every form of parameters, wrong tokens, and lines that break."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.evals.telegram import TelegramDouble, running, running_beside
from tests.evals.telegram.calling import Refused, as_form, greeted, keyboard, result, unlimited

Sending = Callable[[httpx.AsyncClient, str, dict[str, Any]], Awaitable[httpx.Response]]

FORMS: dict[str, Sending] = {
    "query": lambda http, url, told: http.get(url, params=as_form(told)),
    "query of a post": lambda http, url, told: http.post(url, params=as_form(told)),
    "form": lambda http, url, told: http.post(url, data=as_form(told)),
    "json": lambda http, url, told: http.post(url, json=told),
    "json with text inside": lambda http, url, told: http.post(url, json=as_form(told)),
    "multipart": lambda http, url, told: http.post(
        url, files={name: (None, value.encode()) for name, value in as_form(told).items()}
    ),
}


@pytest.fixture
def double() -> TelegramDouble:
    return unlimited()


@pytest.fixture
async def url(double: TelegramDouble) -> AsyncIterator[str]:
    async with running(double) as address:
        yield f"{address}/bot{double.token}"


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.mark.parametrize("send", FORMS.values(), ids=FORMS)
async def test_parameters_mean_the_same_in_every_form(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, send: Sending
) -> None:
    ana = await greeted(double)
    told = {
        "chat_id": ana.id,
        "text": "Où? <b>là</b> & 1+1",
        "entities": [{"type": "bold", "offset": 4, "length": 2}],
        "disable_notification": True,
        "reply_markup": keyboard([("Yes", "y")]),
    }
    sent = result(await send(http, f"{url}/sendMessage", told))
    assert sent["text"] == "Où? <b>là</b> & 1+1"
    assert double.calls[-1].parameters == told
    assert ana.last.labels == ["Yes"]
    assert double.violations == []


@pytest.mark.parametrize("attached", ["document", "the-file"])
async def test_a_file_arrives_as_it_was(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, attached: str
) -> None:
    ana = await greeted(double)
    content = random.Random(7).randbytes(5000) + b"\r\n--\n\r"
    told = {"chat_id": str(ana.id), "caption": "Your meeting, é"}
    if attached != "document":
        told["document"] = f"attach://{attached}"
    files = {attached: ("rendez-vous.ics", content, "text/calendar")}
    result(await http.post(f"{url}/sendDocument", data=told, files=files))
    document = ana.last.document
    assert document is not None
    assert (document.name, document.media_type, document.content) == ("rendez-vous.ics", "text/calendar", content)
    assert ana.last.text == "Your meeting, é"
    again = {"chat_id": ana.id, "document": document.id, "caption": "x" * 1025}
    with pytest.raises(Refused, match="message caption is too long"):
        result(await http.post(f"{url}/sendDocument", json=again))
    assert double.violations == []


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (None, "there is no document"),
        ("https://cal.com/x.ics", "failed to get HTTP URL content"),
        ("file-unknown", "wrong remote file identifier"),
        ("attach://nothing", "there is no file 'nothing'"),
    ],
)
async def test_a_document_must_be_there(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, document: str | None, reason: str
) -> None:
    ana = await greeted(double)
    with pytest.raises(Refused, match=reason):
        result(await http.post(f"{url}/sendDocument", json={"chat_id": ana.id, "document": document}))


async def test_a_wrong_token_and_a_wrong_method_are_refused(
    double: TelegramDouble, url: str, http: httpx.AsyncClient
) -> None:
    wrong = await http.get(url.replace(double.token, "700000001:wrong") + "/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    assert (await http.get(f"{url}/sendDice")).status_code == 404
    assert result(await http.post(f"{url}/GETME"))["username"] == "slotwise_bot"


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"{", "application/json"), (b"[1]", "application/json"), (b'{"chat_id": "x"}', "application/json")],
)
async def test_what_can_not_be_read_is_refused(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, body: bytes, kind: str
) -> None:
    response = await http.post(f"{url}/sendMessage", content=body, headers={"Content-Type": kind})
    assert response.status_code == 400


async def test_half_a_surrogate_pair_is_no_text(double: TelegramDouble, url: str, http: httpx.AsyncClient) -> None:
    ana = await greeted(double)
    body = json.dumps({"chat_id": ana.id, "text": "x\ud83d"})
    response = await http.post(f"{url}/sendMessage", content=body, headers={"Content-Type": "application/json"})
    assert response.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_faults_come_as_often_and_where_they_were_ordered(
    double: TelegramDouble, url: str, http: httpx.AsyncClient
) -> None:
    ana, ben = await greeted(double), await greeted(double, "Ben")

    async def send(chat_id: int) -> httpx.Response:
        return await http.post(f"{url}/sendMessage", json={"chat_id": chat_id, "text": "x"})

    double.fail("sendMessage", 429, retry_after=3, chat_id=ana.id)
    double.fail("*", 500, times=2, chat_id=ana.id)
    assert (await send(ben.id)).status_code == 200
    refused = await send(ana.id)
    assert refused.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert [(await send(ana.id)).status_code for _ in range(3)] == [500, 500, 200]
    double.fail("sendMessage", 403)
    assert (await send(ana.id)).json()["description"] == "Forbidden: bot was blocked by the user"
    double.fail("sendMessage", 502)
    bad_gateway = await send(ana.id)
    assert (bad_gateway.status_code, bad_gateway.headers["content-type"][:9]) == (502, "text/html")
    double.fail("sendMessage", 400, description="Bad Request: nope", where=lambda told: told["text"] == "x")
    assert (await send(ana.id)).json()["description"] == "Bad Request: nope"
    assert len(ana.replies) == 1


async def test_a_dropped_call_has_acted_or_not(double: TelegramDouble, url: str, http: httpx.AsyncClient) -> None:
    ana = await greeted(double)
    double.drop("sendMessage")
    double.drop("sendMessage", after_acting=True)
    for seen in (0, 1):
        with pytest.raises(httpx.TransportError):
            await http.post(f"{url}/sendMessage", json={"chat_id": ana.id, "text": "x"})
        assert len(ana.replies) == seen


async def test_a_delayed_call_outlasts_an_impatient_bot(
    double: TelegramDouble, url: str, http: httpx.AsyncClient
) -> None:
    ana = await greeted(double)
    double.delay("sendMessage", 0.3)
    with pytest.raises(httpx.ReadTimeout):
        await http.post(f"{url}/sendMessage", json={"chat_id": ana.id, "text": "x"}, timeout=0.05)
    await ana.answered()


async def test_a_poll_whose_caller_hangs_up_is_over(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(httpx.ReadTimeout):
        await http.get(f"{url}/getUpdates", params={"timeout": 30}, timeout=0.05)
    await greeted(double)
    assert len(result(await http.get(f"{url}/getUpdates"))) == 1
    assert double.refused == []
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_a_caller_who_hangs_up_in_mid_sentence_is_let_go(
    double: TelegramDouble, url: str, http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = url.removeprefix("http://").partition("/")[0].split(":")
    _, line = await asyncio.open_connection(host, int(port))
    line.write(f"POST /bot{double.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{{".encode())
    await line.drain()
    line.close()
    await line.wait_closed()
    assert result(await http.get(f"{url}/getMe"))["is_bot"]
    assert [call.method for call in double.calls] == ["getMe"]
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_a_cut_network_breaks_every_line_until_it_is_mended(
    double: TelegramDouble, url: str, http: httpx.AsyncClient
) -> None:
    poll = asyncio.create_task(http.get(f"{url}/getUpdates", params={"timeout": 30}, timeout=60))
    await asyncio.sleep(0.05)
    async with double.network_cut():
        with pytest.raises(httpx.TransportError):
            await poll
        for path in (f"{url}/getMe", url.replace("/bot", "/file/bot") + "/x"):
            with pytest.raises(httpx.TransportError):
                await http.get(path)
    assert result(await http.get(f"{url}/getMe"))["is_bot"]


def test_the_double_runs_beside_a_program_without_a_loop() -> None:
    double = unlimited()
    with running_beside(double) as (address, do):
        ana = double.person("Ana").private()
        do(ana.send("hi"))
        updates = result(httpx.get(f"{address}/bot{double.token}/getUpdates", trust_env=False))
    assert updates[0]["message"]["text"] == "hi"
