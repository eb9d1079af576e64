"""Updates on their way in: kept, handled once, in order within a chat, and no chat waits for another."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.inbox import CARDS_KEPT_FOR, KEPT_FOR, Inbox, addressed
from bot.store import JSON, OpenStore, StoreError, open_store
from bot.store.channel import Card

BOT = 700000001
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


def said(update_id: int, chat: int, text: str = "hi") -> JSON:
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "chat": {"id": chat}, "from": {"id": chat}, "text": text},
    }


class Desk:
    """Handles updates: each waits until it is let go, unless the desk is open."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.open = asyncio.Event()
        if is_open:
            self.open.set()
        self.changed = asyncio.Event()
        self.slow: dict[int, asyncio.Event] = {}
        self.begun: list[int] = []
        self.done: list[int] = []
        self.greeted: list[int] = []
        self.fails: set[int] = set()

    async def handle(self, payload: JSON) -> None:
        number = payload["update_id"]
        self.begun.append(number)
        await self.open.wait()
        if number in self.slow:
            await self.slow[number].wait()
        if number in self.fails:
            raise LookupError(payload["message"]["text"])
        self.done.append(number)
        self.changed.set()

    async def greet(self, payload: JSON) -> None:
        self.greeted.append(payload["update_id"])

    async def until(self, *done: int) -> None:
        async with asyncio.timeout(5):
            while not set(done) <= set(self.done):
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[OpenStore]:
    opened = await open_store(f"sqlite:///{tmp_path / 'inbox.db'}")
    yield opened
    await opened.close()


async def inbox_of(store: Any, desk: Desk, **options: Any) -> Inbox:
    inbox = Inbox(store, BOT, desk.handle, clock=lambda: NOW, greet=desk.greet, **options)
    await inbox.start()
    return inbox


async def unfinished(store: OpenStore) -> list[int]:
    return [update.update_id for update in await store.channel.unfinished_updates(BOT)]


async def test_updates_of_a_chat_are_handled_one_after_another_and_then_finished(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7), said(2, 7), said(3, 7)])
    await asyncio.sleep(0)
    assert await unfinished(store) == [1, 2, 3]
    assert desk.begun == [1]
    desk.open.set()
    await desk.until(1, 2, 3)
    await inbox.drain()
    assert desk.done == [1, 2, 3]
    assert await unfinished(store) == []


async def test_a_slow_chat_delays_no_other(store: OpenStore) -> None:
    desk = Desk()
    desk.slow[1] = asyncio.Event()
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7), said(2, 7), said(3, 8)])
    await desk.until(3)
    assert desk.done == [3]
    desk.slow[1].set()
    await desk.until(1, 2)
    assert desk.done == [3, 1, 2]
    await inbox.drain()


async def test_a_flood_in_one_chat_takes_one_worker(store: OpenStore) -> None:
    desk = Desk()
    desk.slow[1] = asyncio.Event()
    inbox = await inbox_of(store.channel, desk, workers=2)
    await inbox.take([said(number, 7) for number in range(1, 101)])
    await inbox.take([said(number, number) for number in range(101, 111)])
    await desk.until(*range(101, 111))
    assert desk.done == list(range(101, 111))
    desk.slow[1].set()
    await desk.until(*range(1, 101))
    await inbox.drain()


async def test_chats_take_turns_when_workers_are_few(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk, workers=1)
    await inbox.take([said(1, 7), said(2, 7), said(3, 7), said(4, 8), said(5, 9)])
    desk.open.set()
    await desk.until(1, 2, 3, 4, 5)
    assert desk.done.index(4) < desk.done.index(2)
    assert desk.done.index(5) < desk.done.index(2)
    await inbox.drain()


async def test_no_more_are_in_hand_at_once_than_there_are_workers(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk, workers=3)
    await inbox.take([said(number, number) for number in range(1, 11)])
    await asyncio.sleep(0.01)
    assert len(desk.begun) == 3
    desk.open.set()
    await desk.until(*range(1, 11))
    await inbox.drain()


async def test_an_update_that_comes_twice_acts_once_also_after_a_restart(store: OpenStore) -> None:
    desk = Desk()
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7), said(1, 7)])
    await inbox.take([said(1, 7)])
    await desk.until(1)
    await inbox.drain()
    again = await inbox_of(store.channel, desk)
    await again.take([said(1, 7), said(2, 7)])
    await desk.until(2)
    assert desk.begun == [1, 2]
    assert desk.greeted == [1, 2]
    await again.drain()


async def test_what_a_stop_cut_off_is_handled_first_at_the_next_start(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7), said(2, 7), said(3, 8)])
    await asyncio.sleep(0.01)
    await inbox.drain(seconds=0.01)
    assert desk.done == []
    assert await unfinished(store) == [1, 2, 3]

    later = Desk()
    again = await inbox_of(store.channel, later)
    await again.take([said(4, 7)])
    await later.until(1, 2, 3, 4)
    assert [number for number in later.done if number != 3] == [1, 2, 4]
    await again.drain()


async def test_a_stop_lets_what_is_in_hand_finish_and_begins_nothing_more(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7), said(2, 7)])
    await asyncio.sleep(0.01)
    stopping = asyncio.create_task(inbox.drain())
    await asyncio.sleep(0)
    await inbox.take([said(3, 8)])
    desk.open.set()
    await stopping
    assert desk.done == [1]
    assert await unfinished(store) == [2, 3]


async def test_a_failure_is_logged_without_words_and_the_chat_goes_on(
    store: OpenStore, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk()
    desk.fails.add(1)
    inbox = await inbox_of(store.channel, desk)
    with caplog.at_level(logging.DEBUG):
        await inbox.take([said(1, 7, "my secret wish"), said(2, 7)])
        await desk.until(2)
        await inbox.drain()
    assert await unfinished(store) == []
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "update 1 failed, reference" in record.getMessage()
    assert "LookupError" in record.getMessage()
    assert "secret" not in caplog.text


async def test_an_update_whose_person_had_everything_forgotten_is_finished_without_a_word(store: OpenStore) -> None:
    first = Desk(is_open=False)
    inbox = await inbox_of(store.channel, first)
    await inbox.take([said(1, 7)])
    await inbox.drain(seconds=0)
    await store.forget("telegram:7")
    desk = Desk()
    again = await inbox_of(store.channel, desk)
    await again.take([said(2, 7)])
    await desk.until(2)
    assert desk.begun == [2]
    await again.drain()
    assert await unfinished(store) == []


async def test_a_full_inbox_asks_for_patience_until_there_is_room(store: OpenStore) -> None:
    desk = Desk(is_open=False)
    inbox = await inbox_of(store.channel, desk, most_waiting=3)
    await inbox.take([said(1, 7), said(2, 7)])
    assert not inbox.is_full
    await inbox.room()
    await inbox.take([said(3, 7)])
    assert inbox.is_full
    waiting = asyncio.create_task(inbox.room())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    desk.open.set()
    await waiting
    await desk.until(1, 2, 3)
    await inbox.drain()


async def test_finished_updates_are_forgotten_after_two_days(store: OpenStore) -> None:
    desk = Desk()
    inbox = await inbox_of(store.channel, desk)
    await inbox.take([said(1, 7)])
    await desk.until(1)
    await inbox.drain()

    within = Desk()
    inbox = Inbox(store.channel, BOT, within.handle, clock=lambda: NOW + KEPT_FOR - timedelta(hours=1))
    await inbox.start()
    await inbox.take([said(1, 7), said(2, 8)])
    await within.until(2)
    await inbox.drain()
    assert within.done == [2]

    after = Desk()
    inbox = Inbox(store.channel, BOT, after.handle, clock=lambda: NOW + KEPT_FOR + timedelta(hours=1))
    await inbox.start()
    async with asyncio.timeout(5):
        while not after.done:  # letting go of them goes on beside all else
            await inbox.take([said(1, 7)])
            await asyncio.sleep(0.01)
    await inbox.drain()


async def test_old_cards_without_a_booking_are_let_go(store: OpenStore) -> None:
    def card(message_id: int, age: timedelta, uid: str | None = None) -> Card:
        at = NOW - age
        return Card("7", message_id, f"telegram:{message_id}", "telegram:7", "reply", {}, at, at, uid, is_live=False)

    for kept in (
        card(1, CARDS_KEPT_FOR + timedelta(hours=1)),
        card(2, CARDS_KEPT_FOR + timedelta(hours=1), uid="uid-1"),
        card(3, CARDS_KEPT_FOR - timedelta(hours=1)),
    ):
        await store.channel.save_card(kept)
    inbox = await inbox_of(store.channel, Desk())
    async with asyncio.timeout(5):
        while await store.channel.card("7", 1) is not None:  # letting go of them goes on beside all else
            await inbox.take([])
            await asyncio.sleep(0.01)
    assert await store.channel.card("7", 2) is not None
    assert await store.channel.card("7", 3) is not None
    await inbox.drain()


async def test_when_the_store_cannot_keep_them_none_is_taken(store: OpenStore) -> None:
    class Full:
        async def take_in_all(self, *given: object) -> list[bool]:
            raise StoreError("the disk is full")

    desk = Desk()
    inbox = Inbox(Full(), BOT, desk.handle, clock=lambda: NOW)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        await inbox.take([said(1, 7)])
    await inbox.drain()
    assert desk.begun == []


@pytest.mark.parametrize(
    ("content", "chat", "account"),
    [
        ({"message": {"chat": {"id": -100}, "from": {"id": 7}}}, "-100", "telegram:7"),
        ({"edited_message": {"chat": {"id": 7}, "from": {"id": 7}}}, "7", "telegram:7"),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, "-5", "telegram:7"),
        ({"callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, None, "telegram:7"),
        ({"my_chat_member": {"chat": {"id": 7}, "from": {"id": 7}}}, "7", "telegram:7"),
        ({"message": {"chat": {"id": -100}}}, "-100", None),
        ({"poll": {"id": "x"}}, None, None),
        ({"message": "nonsense"}, None, None),
        ({}, None, None),
    ],
)
def test_an_update_belongs_to_its_chat_and_its_person(content: JSON, chat: str | None, account: str | None) -> None:
    update = addressed({"update_id": 5, **content}, NOW)
    assert (update.update_id, update.chat_id, update.account_id) == (5, chat, account)
    assert update.payload == {"update_id": 5, **content}


def test_what_has_no_number_is_no_update() -> None:
    with pytest.raises(ValueError, match="update_id"):
        addressed({"message": {}}, NOW)
