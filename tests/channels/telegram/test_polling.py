"""Updates that are fetched, from the strict double of the Bot API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import InvalidToken
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram import reaching
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import ALLOWED_UPDATES, poll
from bot.evals.telegram import TelegramDouble, running
from bot.store import JSON, StoreError, open_store

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


class Fetching:
    """A bot that fetches from the double, and keeps what it was told."""

    def __init__(self, double: TelegramDouble, bot: ExtBot[int], request: HTTPXRequest, store: Any) -> None:
        self.double, self.bot, self.request, self.store = double, bot, request, store
        self.told: list[JSON] = []
        self.inbox = Inbox(store, 700000001, self._hear, clock=lambda: NOW)
        self.polling: asyncio.Task[None] | None = None

    async def _hear(self, payload: JSON) -> None:
        self.told.append(payload)

    def texts(self) -> list[str]:
        return [payload["message"]["text"] for payload in self.told]

    def begin(self) -> None:
        self.polling = asyncio.create_task(poll(self.bot, self.request, self.inbox))

    async def stop(self) -> None:
        if self.polling is not None:
            self.polling.cancel()
            await asyncio.gather(self.polling, return_exceptions=True)
        await self.inbox.drain()


@asynccontextmanager
async def fetching(double: TelegramDouble, *, token: str | None = None) -> AsyncIterator[Fetching]:
    store = await open_store("sqlite://")
    async with running(double) as url:
        calls, request = HTTPXRequest(), HTTPXRequest(connection_pool_size=1)
        bot: ExtBot[int] = ExtBot(
            token or double.token, base_url=f"{url}/bot", request=calls, get_updates_request=request
        )
        one = Fetching(double, bot, request, store.channel)
        try:
            yield one
        finally:
            await one.stop()
            await request.shutdown()
            await calls.shutdown()
    await store.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "LONGEST", 0.02)
    monkeypatch.setattr(reaching, "FIRST", 0.01)


async def test_what_people_write_comes_in_and_is_confirmed() -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        await ana.send("before the bot was there")
        one.begin()
        await ana.send("and after")
        await ana.until(lambda: len(one.told) == 2)
        await ana.until(lambda: not double.updates.waiting)
        assert one.texts() == ["before the bot was there", "and after"]
    (begun, *_) = double.calls
    assert (begun.method, begun.parameters.get("drop_pending_updates", False)) == ("deleteWebhook", False)
    assert double.updates.allowed == ALLOWED_UPDATES
    assert double.violations == []


async def test_a_webhook_of_before_is_taken_down_and_nothing_is_lost() -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        await one.bot.set_webhook("http://127.0.0.1:9/telegram")
        await ana.send("hello?")
        one.begin()
        await ana.until(lambda: one.texts() == ["hello?"])


async def test_nothing_is_confirmed_before_it_is_kept() -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        keep, is_full = one.store.take_in_all, asyncio.Event()

        async def full(*given: Any) -> list[bool]:
            is_full.set()
            raise StoreError("the disk is full")

        one.store.take_in_all = full
        await ana.send("hello?")
        one.begin()
        await is_full.wait()
        assert len(double.updates.waiting) == 1
        one.store.take_in_all = keep
        await ana.until(lambda: one.texts() == ["hello?"])
        await ana.until(lambda: not double.updates.waiting)


async def test_a_cut_of_the_network_and_a_bad_hour_of_telegram_lose_nothing(caplog: pytest.LogCaptureFixture) -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        one.begin()
        await ana.send("one")
        await ana.until(lambda: len(one.told) == 1)
        async with double.network_cut():
            await ana.send("two")
            await ana.until(lambda: "Telegram cannot be reached (NetworkError)" in caplog.text)
        await ana.until(lambda: len(one.told) == 2)
        double.fail("getUpdates", 502, times=3)
        double.fail("getUpdates", 429, retry_after=1)
        await ana.send("three")
        await ana.until(lambda: len(one.told) >= 3)
        await ana.send("four")
        await ana.until(lambda: len(one.told) >= 4)
        await ana.until(lambda: not double.faults or all(not fault.times for fault in double.faults))
    assert one.texts() == ["one", "two", "three", "four"]
    assert "it works again" in caplog.text
    assert double.token not in caplog.text


async def test_another_program_with_the_same_token_is_told_of_and_outlived(caplog: pytest.LogCaptureFixture) -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        one.begin()
        await ana.until(lambda: double.calls_of("getUpdates"))
        double.fail("getUpdates", 409, description="Conflict: terminated by other getUpdates request", times=2)
        await ana.send("hello?")
        await ana.until(lambda: "another program fetches this bot's updates" in caplog.text)
        await ana.send("still there?")
        await ana.until(lambda: one.texts() == ["hello?", "still there?"])
    assert len([record for record in caplog.records if "another program" in record.getMessage()]) == 1


async def test_an_update_of_an_unknown_kind_holds_no_other_up() -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        double.updates.add("message", {"from": "a future that nobody knows"}, queue=1)
        await ana.send("hello?")
        one.begin()
        await ana.until(lambda: len(one.told) == 2)


async def test_an_answer_that_is_none_of_the_bot_api_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    async with fetching(double) as one:
        answers = [b"<html>Log in to the hotel's network</html>", b"[]", b'{"ok": true}']
        retrieve = one.request.retrieve

        async def detour(*given: Any, **options: Any) -> bytes:
            return answers.pop() if answers else await retrieve(*given, **options)

        monkeypatch.setattr(type(one.request), "retrieve", lambda _self, *given, **options: detour(*given, **options))
        await ana.send("hello?")
        one.begin()
        await ana.until(lambda: one.texts() == ["hello?"])


async def test_a_token_that_telegram_does_not_know_ends_it() -> None:
    double = TelegramDouble()
    async with fetching(double, token="700000001:another-token-than-the-one-it-knows") as one:
        one.begin()
        assert one.polling is not None
        with pytest.raises(InvalidToken) as caught:
            await one.polling
    assert "another-token" not in str(caught.value)
