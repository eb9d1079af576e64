"""How fast the bot talks: never faster than Telegram allows, wherever a call is counted between its start and its
answer, and never while told to wait."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.channels.telegram.pace import LONGEST_ASIDE, MOST_WAITS, Pace

ALMOST = 1e-6
"""Of the seconds that a clock of floating numbers may lose."""


def now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Telegram:
    """Takes calls through a Pace. Each takes as long as ``delay`` says for its number, and is counted at its start or,
    with ``counts_late``, at its end."""

    pace: Pace = field(default_factory=Pace)
    delay: Callable[[int], float] = lambda number: 0.0
    counts_late: bool = False
    refusals: list[Exception | None] = field(default_factory=list)
    counted: list[tuple[float, int | None, object]] = field(default_factory=list)
    begun: int = 0

    async def call(
        self, chat_id: int | None, text: object = None, endpoint: str = "sendMessage", **options: int
    ) -> Any:
        data = {} if chat_id is None else {"chat_id": chat_id}
        return await self.pace.process_request(
            self._answer, (chat_id, text), {}, endpoint, data, options.get("rate_limit_args")
        )

    async def _answer(self, chat_id: int | None, text: object) -> bool:
        number = self.begun
        self.begun += 1
        refusal = self.refusals.pop(0) if self.refusals else None
        began = now()
        await asyncio.sleep(self.delay(number))
        if refusal is not None:
            raise refusal
        self.counted.append((now() if self.counts_late else began, chat_id, text))
        return True

    def moments(self, chat_id: int | None = None) -> list[float]:
        return sorted(at for at, chat, _ in self.counted if chat_id in (None, chat))


def uneven(number: int) -> float:
    return (number * 7 % 10) / 10


@pytest.mark.parametrize("counts_late", [False, True])
async def test_no_second_holds_more_than_thirty_messages_however_long_a_call_takes(counts_late: bool) -> None:
    telegram = Telegram(delay=uneven, counts_late=counts_late)
    await asyncio.gather(*(telegram.call(chat) for chat in range(1, 201)))
    moments = telegram.moments()
    assert len(moments) == 200
    assert all(later - earlier > 1 - ALMOST for earlier, later in zip(moments, moments[30:], strict=False))


@pytest.mark.parametrize("counts_late", [False, True])
async def test_messages_and_edits_of_a_chat_go_a_second_apart_and_in_order(counts_late: bool) -> None:
    telegram = Telegram(delay=uneven, counts_late=counts_late)
    endpoints = ["sendMessage", "editMessageText", "sendDocument", "editMessageReplyMarkup"] * 5
    await asyncio.gather(*(telegram.call(7, number, endpoint) for number, endpoint in enumerate(endpoints)))
    assert [text for _, _, text in telegram.counted] == list(range(20))
    assert all(later - earlier > 1 - ALMOST for earlier, later in pairwise(telegram.moments()))


@pytest.mark.parametrize("counts_late", [False, True])
async def test_no_minute_of_a_group_holds_more_than_twenty(counts_late: bool) -> None:
    telegram = Telegram(delay=uneven, counts_late=counts_late)
    await asyncio.gather(*(telegram.call(-100, number) for number in range(70)))
    moments = telegram.moments()
    assert [text for _, _, text in telegram.counted] == list(range(70))
    assert all(later - earlier > 60 - ALMOST for earlier, later in zip(moments, moments[20:], strict=False))


async def test_the_first_message_of_a_chat_does_not_wait_for_the_backlog_of_another() -> None:
    telegram = Telegram()
    backlog = [asyncio.create_task(telegram.call(-100, number)) for number in range(100)]
    await asyncio.sleep(5)
    began = now()
    await telegram.call(8)
    assert now() == began
    for task in backlog:
        task.cancel()
    await asyncio.gather(*backlog, return_exceptions=True)


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "sendChatAction", "getChat", "deleteMessage"])
async def test_what_shows_no_message_passes_at_once(endpoint: str) -> None:
    telegram = Telegram()
    began = now()
    await telegram.call(7)
    for _ in range(40):
        await telegram.call(7, endpoint=endpoint)
    assert now() == began


async def test_a_chat_that_is_told_to_wait_waits_as_told_in_order_and_alone() -> None:
    telegram = Telegram(refusals=[RetryAfter(35)])
    told = [asyncio.create_task(telegram.call(7, number)) for number in range(3)]
    await asyncio.sleep(1)
    await telegram.call(8, "elsewhere")
    assert now() == pytest.approx(1)
    await asyncio.gather(*told)
    assert [text for _, _, text in telegram.counted] == ["elsewhere", 0, 1, 2]
    assert telegram.moments(7)[0] == pytest.approx(35)


async def test_two_chats_that_are_told_at_once_make_all_wait_for_the_longer_time() -> None:
    telegram = Telegram(refusals=[RetryAfter(30), RetryAfter(20)])
    told = [asyncio.create_task(telegram.call(chat)) for chat in (7, 8)]
    await asyncio.sleep(1)
    await telegram.call(9)
    assert now() == pytest.approx(20)
    await asyncio.gather(*told)
    assert telegram.moments(7) == [pytest.approx(30)]


async def test_a_wait_that_never_ends_is_given_up_after_some_times() -> None:
    telegram = Telegram(refusals=[RetryAfter(3) for _ in range(MOST_WAITS + 1)])
    with pytest.raises(RetryAfter):
        await telegram.call(7)
    assert now() == pytest.approx(3 * MOST_WAITS)
    assert telegram.begun == MOST_WAITS + 1
    await telegram.call(7, "the chat goes on")
    assert len(telegram.counted) == 1


async def test_a_call_may_say_how_often_it_waits() -> None:
    telegram = Telegram(refusals=[RetryAfter(3)])
    with pytest.raises(RetryAfter):
        await telegram.call(7, rate_limit_args=0)
    assert now() == 0


async def test_a_setting_waits_a_little_and_does_not_hang_on_a_long_wait() -> None:
    telegram = Telegram(refusals=[RetryAfter(5)])
    await telegram.call(None, endpoint="setMyName")
    assert now() == pytest.approx(5)
    telegram.refusals = [RetryAfter(int(LONGEST_ASIDE) + 1)]
    with pytest.raises(RetryAfter):
        await telegram.call(None, endpoint="setMyName")
    assert now() == pytest.approx(5)


async def test_any_other_refusal_is_handed_on_and_the_chat_goes_on() -> None:
    telegram = Telegram(refusals=[BadRequest("message is not modified")])
    with pytest.raises(BadRequest):
        await telegram.call(7)
    await telegram.call(7, "next")
    assert [text for _, _, text in telegram.counted] == ["next"]


async def test_a_call_that_is_given_up_while_it_waits_leaves_no_gap() -> None:
    telegram = Telegram()
    calls = [asyncio.create_task(telegram.call(7, number)) for number in range(4)]
    await asyncio.sleep(0.5)
    calls[1].cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    assert [text for _, _, text in telegram.counted] == [0, 2, 3]
    assert now() == pytest.approx(2)


async def test_chats_that_fell_silent_are_not_kept_in_mind() -> None:
    telegram = Telegram()
    for chat in range(1, 50):
        await telegram.call(chat)
        await asyncio.sleep(2)
    assert len(telegram.pace._chats) <= 2
