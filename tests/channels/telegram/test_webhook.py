"""Updates that are brought: taken from Telegram alone, and answered when they are safe."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import ALLOWED_UPDATES
from bot.channels.telegram.webhook import PATH, register, routes
from bot.evals.telegram import TelegramDouble, running
from bot.serving.bodies import MOST_BYTES
from bot.serving.web import web_app
from bot.store import JSON, OpenStore, StoreError, open_store

BOT = 700000001
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
SECRET = "canary-webhook-secret-1234"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
UPDATE = {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 7}, "from": {"id": 7}, "text": "hi"}}


class Server:
    """The web app, its inbox, and what has been handled."""

    def __init__(self, store: OpenStore, *, most_waiting: int = 100) -> None:
        self.store = store
        self.handled: list[JSON] = []
        self.is_handled = asyncio.Event()
        self.may_handle = asyncio.Event()
        self.may_handle.set()
        self.inbox = Inbox(store.channel, BOT, self._handle, clock=lambda: NOW, most_waiting=most_waiting)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(web_app(routes(self.inbox, SECRET))), base_url="http://slotwise.example.com"
        )

    async def _handle(self, payload: JSON) -> None:
        await self.may_handle.wait()
        self.handled.append(payload)
        self.is_handled.set()

    async def bring(self, update: object = UPDATE, **options: dict[str, str]) -> httpx.Response:
        return await self.http.post(PATH, json=update, headers=options.get("headers", HEADERS))

    async def kept(self) -> list[int]:
        return [update.update_id for update in await self.store.channel.unfinished_updates(BOT)]


@pytest.fixture
async def store() -> AsyncIterator[OpenStore]:
    opened = await open_store("sqlite://")
    yield opened
    await opened.close()


@pytest.fixture
async def server(store: OpenStore) -> AsyncIterator[Server]:
    one = Server(store)
    yield one
    one.may_handle.set()
    await one.inbox.drain()
    await one.http.aclose()


async def test_an_update_is_answered_once_it_is_kept_and_handled_after_that(server: Server) -> None:
    server.may_handle.clear()
    answer = await server.bring()
    assert (answer.status_code, answer.content) == (200, b"")
    assert await server.kept() == [1]
    assert server.handled == []
    server.may_handle.set()
    await server.is_handled.wait()
    assert server.handled == [UPDATE]


async def test_an_update_that_is_brought_again_acts_once(server: Server) -> None:
    assert [(await server.bring()).status_code for _ in range(3)] == [200, 200, 200]
    await server.is_handled.wait()
    await server.inbox.drain()
    assert server.handled == [UPDATE]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET.upper()},
        {"Authorization": f"Bearer {SECRET}"},
    ],
)
async def test_whoever_lacks_the_secret_is_refused_without_a_word(server: Server, headers: dict[str, str]) -> None:
    answer = await server.bring(headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert await server.kept() == []


async def test_a_secret_of_odd_bytes_is_refused_like_any_other(server: Server) -> None:
    answer = await server.http.post(PATH, json=UPDATE, headers=[(b"X-Telegram-Bot-Api-Secret-Token", b"\xff\xfe")])
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_a_post_brings_updates(server: Server, method: str) -> None:
    assert (await server.http.request(method, PATH, headers=HEADERS)).status_code == 405


@pytest.mark.parametrize("path", ["/", "/telegram/", "/telegram/x", "/docs"])
async def test_there_is_nothing_elsewhere(server: Server, path: str) -> None:
    assert (await server.http.post(path, json=UPDATE, headers=HEADERS)).status_code in (404, 307)
    assert await server.kept() == []


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"[]", b"{}", b'{"update_id": "1"}', b"\xff\xfe", b"[" * 100_000, b'{"message": {}}']
)
async def test_what_is_no_update_is_refused(server: Server, body: bytes) -> None:
    assert (await server.http.post(PATH, content=body, headers=HEADERS)).status_code == 400
    assert await server.kept() == []


async def test_what_is_too_large_is_refused_before_it_is_all_read(server: Server) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MOST_BYTES:
            sent += 100_000
            yield b" " * 100_000

    answer = await server.http.post(PATH, content=endless(), headers=HEADERS)
    assert answer.status_code == 413
    fits = json.dumps(UPDATE).encode().ljust(MOST_BYTES)
    assert (await server.http.post(PATH, content=fits, headers=HEADERS)).status_code == 200
    assert (await server.http.post(PATH, content=fits + b" ", headers=HEADERS)).status_code == 413


async def test_when_the_store_cannot_keep_it_telegram_is_asked_to_come_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*given: object) -> list[bool]:
        raise StoreError("the disk is full")

    monkeypatch.setattr(server.store.channel, "take_in_all", full)
    assert (await server.bring()).status_code == 503
    monkeypatch.undo()
    assert (await server.bring()).status_code == 200
    await server.is_handled.wait()
    assert server.handled == [UPDATE]


async def test_when_too_many_wait_telegram_keeps_the_next_ones(store: OpenStore) -> None:
    server = Server(store, most_waiting=2)
    server.may_handle.clear()
    updates = [UPDATE | {"update_id": number} for number in (1, 2, 3)]
    assert [(await server.bring(update)).status_code for update in updates] == [200, 200, 503]
    server.may_handle.set()
    await server.inbox.room()
    assert (await server.bring(updates[2])).status_code == 200
    await server.inbox.drain()
    await server.http.aclose()


async def test_it_tells_that_it_runs(server: Server) -> None:
    answer = await server.http.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


async def test_telegram_is_told_where_to_bring_updates_and_keeps_what_waits() -> None:
    double = TelegramDouble()
    await double.person("Ana").private().send("hello?")
    calls = HTTPXRequest()
    async with running(double) as url:
        bot: ExtBot[int] = ExtBot(double.token, base_url=f"{url}/bot", request=calls)
        await calls.initialize()
        await register(bot, "http://127.0.0.1:9", SECRET)
        with pytest.raises(BadRequest, match="https"):
            await register(bot, "http://slotwise.example.com", SECRET)
        hook = double.updates.webhook
        assert hook is not None
        assert (hook.url, hook.secret, hook.max_connections) == (f"http://127.0.0.1:9{PATH}", SECRET, 40)
        assert double.updates.allowed == ALLOWED_UPDATES
        assert len(double.updates.waiting) == 1
        await calls.shutdown()
        await bot.shutdown()
    assert double.violations == []
