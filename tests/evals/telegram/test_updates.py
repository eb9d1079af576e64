"""How updates reach the bot: long polling, and a webhook."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.evals.telegram import Patience, TelegramDouble
from bot.evals.telegram.people import Side
from bot.evals.telegram.updates import Updates
from tests.evals.telegram.calling import Bot, Refused, greeted, keyboard, unlimited
from tests.telegram_oracle import answer_oracle

PATIENCE = Patience(first=0.01, longest=0.02, tries=4)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_waits_until_a_higher_offset_confirms_it() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    await ana.send("two")
    first = await bot("getUpdates", limit=1)
    assert texts(first) == ["hi"]
    assert texts(await bot("getUpdates")) == ["hi", "two"]
    assert texts(await bot("getUpdates", offset=first[0]["update_id"] + 1)) == ["two"]
    await ana.send("three")
    assert texts(await bot("getUpdates", offset=-1)) == ["three"]
    assert texts(await bot("getUpdates")) == ["three"]


async def test_a_long_poll_ends_when_something_comes() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana").private()
    poll = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await ana.send("hi")
    assert texts(await poll) == ["hi"]


async def test_a_second_poll_ends_the_first() -> None:
    bot = Bot(unlimited())
    first = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    assert await bot("getUpdates", timeout=0) == []
    with pytest.raises(Refused, match="Conflict: terminated by other getUpdates request") as refused:
        await first
    assert refused.value.status == 409


async def test_only_allowed_updates_are_made_and_the_choice_is_remembered() -> None:
    double = unlimited()
    bot, ana = Bot(double), double.person("Ana").private()
    await bot("getUpdates", allowed_updates=["callback_query"])
    await ana.send("hi")
    assert await bot("getUpdates") == []
    await bot("getUpdates", allowed_updates=[])
    await ana.send("two")
    assert texts(await bot("getUpdates")) == ["two"]
    with pytest.raises(Refused, match="no update type 'messages'"):
        await bot("getUpdates", allowed_updates=["messages"])


async def test_an_update_can_be_delivered_twice() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    [first] = await bot("getUpdates")
    await bot("getUpdates", offset=first["update_id"] + 1)
    double.again(first)
    assert await bot("getUpdates", offset=first["update_id"] + 1) == [first]
    assert await bot("getUpdates", offset=first["update_id"] + 1) == []
    await bot("sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard([("Yes", "y")]))
    tap = await ana.tap("Yes")
    assert tap.update is not None
    double.again(tap.update)
    assert await bot("getUpdates") == [tap.update, tap.update]


async def test_settled_means_that_nothing_waits_and_nothing_moves() -> None:
    double = unlimited()
    bot = Bot(double)
    await greeted(double)
    with pytest.raises(TimeoutError, match="1 updates wait"):
        await double.settled(timeout=0.02)
    [update] = await bot("getUpdates")
    await bot("getUpdates", offset=update["update_id"] + 1)
    await double.settled(quiet=0.01)


async def test_a_bot_that_has_just_taken_an_update_is_given_the_time_to_answer() -> None:
    ticks = [0.0]
    double = unlimited(ticks=lambda: ticks[0])
    bot = Bot(double)
    await greeted(double)
    ticks[0] += 60
    [update] = await bot("getUpdates")
    await bot("getUpdates", offset=update["update_id"] + 1)
    with pytest.raises(TimeoutError):
        await double.settled(quiet=1, timeout=0.02)
    ticks[0] += 1
    await double.settled(quiet=1)


class Hook:
    """A bot behind a webhook: notes what comes, and answers with the statuses it was given, then 200."""

    def __init__(self) -> None:
        self.seen: list[tuple[str | None, dict[str, Any]]] = []
        self.statuses: list[int] = []
        self.most_at_once = 0
        self.holds: Callable[[dict[str, Any]], Awaitable[None]] | None = None
        self._now = 0
        self.app = Starlette(routes=[Route("/hook", self._take, methods=["POST"])])

    @property
    def texts(self) -> list[str]:
        return texts([update for _, update in self.seen])

    async def _take(self, request: Request) -> Response:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        update = await request.json()
        if self.holds is not None:
            await self.holds(update)
        self._now -= 1
        self.seen.append((request.headers.get("x-telegram-bot-api-secret-token"), update))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def hook(monkeypatch: pytest.MonkeyPatch) -> Hook:
    """Every webhook of the test leads here, without a network."""
    made = Hook()
    line = httpx.ASGITransport(app=made.app)
    client = httpx.AsyncClient
    monkeypatch.setattr(httpx, "AsyncClient", lambda **settings: client(**({"transport": line} | settings)))
    return made


@pytest.fixture
async def double() -> AsyncIterator[TelegramDouble]:
    made = unlimited(patience=PATIENCE)
    yield made
    await made.close()


async def registered(double: TelegramDouble, **settings: Any) -> Bot:
    bot = Bot(double)
    assert await bot("setWebhook", url="http://127.0.0.1:1/hook", **settings)
    return bot


async def test_a_webhook_gets_each_update_with_the_secret(double: TelegramDouble, hook: Hook) -> None:
    waiting = await greeted(double)
    bot = await registered(double, secret_token="s3cret_-", max_connections=5)
    await waiting.send("two")
    await double.settled(quiet=0)
    assert [secret for secret, _ in hook.seen] == ["s3cret_-"] * 2
    assert hook.texts == ["hi", "two"]
    info = await bot("getWebhookInfo")
    answer_oracle("WebhookInfo", info)
    assert (info["pending_update_count"], info["max_connections"]) == (0, 5)
    with pytest.raises(Refused, match="can't use getUpdates method while webhook is active") as refused:
        await bot("getUpdates")
    assert refused.value.status == 409


async def test_a_refused_update_comes_again_before_the_next_of_its_chat(double: TelegramDouble, hook: Hook) -> None:
    bot = await registered(double)
    hook.statuses = [500, 401]
    ana = await greeted(double)
    await ana.send("two")
    await double.settled(quiet=0)
    assert hook.texts == ["hi", "hi", "hi", "two"]
    assert "401" in (await bot("getWebhookInfo"))["last_error_message"]


async def test_an_update_that_is_never_taken_is_given_up(double: TelegramDouble, hook: Hook) -> None:
    await registered(double)
    hook.statuses = [500] * PATIENCE.tries
    ana = await greeted(double)
    await ana.send("two")
    await double.settled(quiet=0)
    assert texts(double.updates.given_up) == ["hi"]
    assert hook.texts[-1] == "two"


async def test_chats_are_served_side_by_side_up_to_max_connections(double: TelegramDouble, hook: Hook) -> None:
    async def hold(update: dict[str, Any]) -> None:
        await asyncio.sleep(0.01)

    hook.holds = hold
    await registered(double, max_connections=3)
    sides: list[Side] = [await greeted(double, f"P{number}") for number in range(8)]
    for side in sides:
        await side.send("two")
    await double.settled(quiet=0)
    assert hook.most_at_once == 3
    for side in sides:
        mine = [update for _, update in hook.seen if update["message"]["chat"]["id"] == side.id]
        assert texts(mine) == ["hi", "two"]


async def test_a_webhook_that_is_taken_away_leaves_what_waits_to_polling(double: TelegramDouble, hook: Hook) -> None:
    double.updates.patience = Patience(first=60)
    bot = await registered(double)
    async with double.network_cut():
        await greeted(double)
        await asyncio.sleep(0.01)
    assert (await bot("getWebhookInfo"))["last_error_message"] == "Connection refused"
    assert await bot("deleteWebhook")
    assert (await bot("getWebhookInfo"))["url"] == ""
    assert texts(await bot("getUpdates")) == ["hi"]
    await bot("setWebhook", url="", drop_pending_updates=True)
    assert await bot("getUpdates") == []


async def test_a_webhook_ends_the_long_poll_of_before(double: TelegramDouble, hook: Hook) -> None:
    bot = Bot(double)
    poll = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    await registered(double)
    with pytest.raises(Refused, match="Conflict: terminated by setWebhook request"):
        await poll


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"url": "http://bot.example.org/x"}, "An HTTPS URL must be provided"),
        ({"url": "https://bot.example.org:8000/x"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://bot/x"}, "Failed to resolve host"),
        ({"url": "http://[::1"}, "invalid URL"),
        ({"secret_token": "a b"}, "unallowed characters"),
        ({"secret_token": ""}, "must be non-empty"),
        ({"secret_token": "x" * 257}, "too long"),
        ({"max_connections": 101}, "between 1 and 100"),
        ({"allowed_updates": ["taps"]}, "no update type 'taps'"),
    ],
)
async def test_a_webhook_has_rules(double: TelegramDouble, settings: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        await Bot(double)("setWebhook", **({"url": "http://127.0.0.1:1/hook"} | settings))
    assert double.updates.webhook is None


async def test_a_poll_whose_caller_is_gone_takes_nothing_along() -> None:
    updates = Updates(lambda: 0, lambda: 0.0)
    poll = asyncio.create_task(updates.poll(offset=0, limit=100, timeout=30, allowed=None))
    await asyncio.sleep(0)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    made = updates.add("message", {"text": "hi"}, queue=1)
    assert await updates.poll(offset=0, limit=100, timeout=0, allowed=None) == [made]
