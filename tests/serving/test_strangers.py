"""The server before strangers: limits of size, time and number, and answers that tell nothing."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from bot.commands.listening import listener
from bot.serving import server as serving
from bot.serving.bodies import MOST_BYTES
from bot.serving.strangers import MOST_ADDRESSES, Addresses, Strangers
from bot.serving.web import web_app
from bot.telemetry import metrics

STRANGER = ("203.0.113.9", 4711)


async def page(request: Request) -> Response:
    return HTMLResponse("<p>hello", headers={"Content-Security-Policy": "default-src 'self'"})


async def take(request: Request) -> Response:
    return Response(status_code=200 if await request.body() == b"secret" else 403)


async def breaks(request: Request) -> Response:
    raise RuntimeError(f"canary of {request.query_params}")


async def hangs(request: Request) -> Response:
    await asyncio.sleep(60)
    return Response()


def app() -> ASGIApp:
    return web_app(
        [Route("/page", page), Route("/take", take, methods=["POST"]), Route("/breaks", breaks), Route("/hangs", hangs)]
    )


def stranger(one: ASGIApp | None = None, address: tuple[str, int] = STRANGER) -> TestClient:
    return TestClient(one or app(), client=address)


@pytest.mark.parametrize("path", ["/nothing", "/page/", "/../etc/passwd", "/take/%00", "/.env", "/docs", "/PAGE"])
def test_what_is_not_there_is_told_plainly(path: str) -> None:
    answer = stranger().get(path)
    assert (answer.status_code, answer.text) == (404, "Not Found")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_another_method_is_told_plainly() -> None:
    assert (stranger().get("/take").status_code, stranger().get("/take").text) == (405, "Method Not Allowed")


def test_a_failure_tells_nothing_and_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    answer = stranger().get("/breaks?name=ana")
    assert answer.status_code == 500
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
    (record,) = caplog.records
    assert record.getMessage().startswith("/breaks failed, reference ")


def test_every_answer_has_the_headers_and_a_page_may_say_otherwise() -> None:
    for path in ("/page", "/nothing", "/breaks", "/healthz"):
        headers = stranger().get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
    assert stranger().get("/page").headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert stranger().get("/healthz").headers["content-security-policy"].startswith("default-src 'none'")


def test_only_an_encrypted_answer_asks_for_encryption() -> None:
    assert "strict-transport-security" not in stranger().get("/page").headers
    encrypted = TestClient(app(), client=STRANGER, base_url="https://slotwise.example.com")
    assert encrypted.get("/page").headers["strict-transport-security"] == "max-age=31536000"


def test_a_body_that_is_announced_as_too_large_is_not_read() -> None:
    answer = stranger().post("/take", content=b"", headers={"Content-Length": str(MOST_BYTES + 1)})
    assert answer.status_code == 413


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    assert stranger(Strangers(app(), seconds=0.05)).get("/hangs").status_code == 503


def test_who_asks_too_much_waits_and_nobody_else_does() -> None:
    one = app()
    answers = [stranger(one).get("/nothing") for _ in range(61)]
    assert [answer.status_code for answer in answers] == [404] * 60 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    assert stranger(one).post("/take", content=b"secret").status_code == 429
    assert stranger(one, ("203.0.113.10", 1)).get("/page").status_code == 200
    assert stranger(one, ("127.0.0.1", 1)).get("/page").status_code == 200


def test_a_network_of_version_six_counts_as_one() -> None:
    one = app()
    for number in range(60):
        stranger(one, (f"2001:db8::{number:x}", 1)).get("/nothing")
    assert stranger(one, ("2001:db8::ffff", 1)).get("/page").status_code == 429
    assert stranger(one, ("2001:db8:0:1::1", 1)).get("/page").status_code == 200


def test_who_proves_itself_is_never_held_back() -> None:
    one = app()
    assert {stranger(one).post("/take", content=b"secret").status_code for _ in range(100)} == {200}
    guesses = [stranger(one).post("/take", content=b"a guess").status_code for _ in range(61)]
    assert guesses == [403] * 60 + [429]


def test_patience_comes_back_with_time() -> None:
    now = 0.0
    addresses = Addresses(60, lambda: now)
    for _ in range(60):
        addresses.count("a")
    assert addresses.wait("a") == 1
    now = 1.5
    assert addresses.wait("a") == 0
    addresses.count("a")
    assert addresses.wait("a") == 0.5


def test_so_many_addresses_are_remembered_and_no_more() -> None:
    addresses = Addresses(1, lambda: 0.0)
    for number in range(MOST_ADDRESSES + 1):
        addresses.count(str(number))
    assert addresses.wait("0") == 0
    assert addresses.wait("1") > 0


def test_what_was_asked_for_is_counted_by_its_route_and_not_by_its_path() -> None:
    def count(route: str, status: str) -> float:
        name = "slotwise_http_requests_total"
        return metrics.REGISTRY.get_sample_value(name, {"route": route, "status": status}) or 0.0

    before = count("/page", "200"), count("other", "404")
    stranger().get("/page?name=ana")
    stranger().get("/wp-login.php")
    assert (count("/page", "200"), count("other", "404")) == (before[0] + 1, before[1] + 1)
    assert b"wp-login" not in metrics.exposition()


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(serving._ImpatientProtocol, "headers_within", 0.2)
    with listener("127.0.0.1", 0, who="the test", advice="") as listening:
        server = serving.server(app())
        running = asyncio.create_task(server.serve(sockets=[listening]))
        yield listening.getsockname()[1]
        server.should_exit = True
        await running


@pytest.mark.parametrize("begun", [b"", b"GET /page HTTP/1.1\r\nHost: a\r\nX-Slow: "])
async def test_a_connection_that_brings_no_request_is_hung_up(port: int, begun: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(begun)
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()


async def test_a_second_request_that_never_ends_is_hung_up_too(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
    assert (await reader.readuntil(b"hello")).startswith(b"HTTP/1.1 200")
    writer.write(b"GET /pa")
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()


async def test_first_lines_that_are_too_long_are_refused(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nX: " + b"a" * serving.LONGEST_HEADERS)
    async with asyncio.timeout(5):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 400")
    writer.close()


async def test_a_request_that_is_answered_slowly_is_not_hung_up(port: int) -> None:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"GET /hangs HTTP/1.1\r\nHost: a\r\n\r\n")
    connection.setblocking(False)
    await asyncio.sleep(0.5)
    with pytest.raises(BlockingIOError):
        connection.recv(1)
    connection.close()
