"""Several processes take updates of one bot in: each update is handled once, in the order of its chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.telegram import inbox as inbox_module
from bot.channels.telegram.inbox import LEFT_BEHIND, Inbox
from bot.store import JSON, OpenStore, open_store
from tests.postgres import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

BOT = 700000001
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


def said(update_id: int, chat: int) -> JSON:
    return {"update_id": update_id, "message": {"message_id": update_id, "chat": {"id": chat}, "from": {"id": chat}}}


class Log:
    """What all the processes handled, as (chat, update)."""

    def __init__(self) -> None:
        self.begun: list[tuple[int, int]] = []
        self.done: list[tuple[int, int]] = []
        self.changed = asyncio.Event()
        self.in_hand: set[int] = set()

    async def handle(self, payload: JSON) -> None:
        chat = payload["message"]["chat"]["id"]
        assert chat not in self.in_hand
        self.in_hand.add(chat)
        self.begun.append((chat, payload["update_id"]))
        try:
            await asyncio.sleep(0.002)
        finally:
            self.in_hand.discard(chat)
        self.done.append((chat, payload["update_id"]))
        self.changed.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.done) < count:
                self.changed.clear()
                await self.changed.wait()

    def of(self, chat: int) -> list[int]:
        return [number for where, number in self.done if where == chat]


@asynccontextmanager
async def process(url: str, log: Log, *, now: datetime = NOW) -> AsyncIterator[tuple[OpenStore, Inbox]]:
    """A store and an inbox such as a process has; at the end it is gone."""
    store = await open_store(url)
    inbox = Inbox(store.channel, BOT, log.handle, clock=lambda: now)
    try:
        await inbox.start()
        yield store, inbox
    finally:
        await inbox.drain()
        await store.close()


async def test_a_chat_whose_updates_go_to_several_processes_keeps_its_order(postgres_url: str) -> None:
    log = Log()
    async with AsyncExitStack() as stack:
        inboxes = [(await stack.enter_async_context(process(postgres_url, log)))[1] for _ in range(3)]
        for number in range(1, 61):
            await inboxes[number % 3].take([said(number, chat=number % 4)])
        await log.until(60)
        assert sorted(log.begun) == sorted(log.done)
        for chat in range(4):
            assert log.of(chat) == [number for number in range(1, 61) if number % 4 == chat]


async def test_an_update_that_is_brought_to_each_process_acts_once(postgres_url: str) -> None:
    log = Log()
    async with process(postgres_url, log) as (_, one), process(postgres_url, log) as (_, other):
        await asyncio.gather(*(inbox.take([said(number, chat=7)]) for number in range(1, 11) for inbox in (one, other)))
        await log.until(10)
    assert sorted(log.begun) == [(7, number) for number in range(1, 11)]


async def test_what_a_dead_process_left_is_taken_up_by_one_that_runs(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "SWEPT_EVERY", 0.02)
    log = Log()
    dead = await open_store(postgres_url)
    async with process(postgres_url, log, now=NOW + LEFT_BEHIND + timedelta(seconds=1)) as (store, inbox):
        holding = dead.channel.serve_line(BOT, (await taken_in(dead, [1, 2], chat=7)))
        await holding.__aenter__()
        await taken_in(dead, [3], chat=8)
        await log.until(1)
        assert log.done == [(8, 3)]  # the other chat is served by somebody who seems to live
        await dead.close()  # its session goes, as it does with a killed process
        await log.until(3)
        assert log.of(7) == [1, 2]
        await inbox.drain()
        assert await store.channel.unfinished_updates(BOT) == []


async def taken_in(store: OpenStore, numbers: list[int], *, chat: int) -> inbox_module.Line:
    updates = [inbox_module.addressed(said(number, chat), NOW) for number in numbers]
    await store.channel.take_in_all(BOT, updates)
    return updates[0].line


async def test_a_stop_does_not_wait_for_a_chat_that_another_process_serves(postgres_url: str) -> None:
    log = Log()
    other = await open_store(postgres_url)
    async with process(postgres_url, log) as (_, inbox), asyncio.timeout(5):
        line = inbox_module.addressed(said(1, 7), NOW).line
        async with other.channel.serve_line(BOT, line):
            await inbox.take([said(1, 7)])
            await asyncio.sleep(0.05)
            await inbox.drain()
    assert log.begun == []
    await other.close()
