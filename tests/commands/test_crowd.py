"""Two hundred people at once: nobody is lost, nobody is answered twice or out of order, and no limit is broken."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from bot.evals.telegram import Patience, TelegramDouble
from bot.evals.telegram.people import Side
from tests.commands.messenger import free_port, machine

SAID = ("hello", "/help")


async def says_it_all(chat: Side) -> None:
    for text in SAID:
        await chat.send(text)


def heard(chat: Side) -> list[str]:
    return [message.text for message in chat.replies]


@pytest.mark.parametrize("command", ["telegram", "serve"])
async def test_two_hundred_chats_at_once(command: str) -> None:
    double = TelegramDouble(enforce_floods=True, patience=Patience(first=0.1, longest=0.5, tries=1000))
    updates: list[dict[str, Any]] = []
    double.on_update.append(updates.append)
    alone = double.person("Zoe", language_code="en").private()
    crowd = [double.person("Zoe", language_code="en").private() for _ in range(200)]
    port = free_port()
    async with machine(double) as here:
        bot = await here.start(
            command, SLOTWISE_PORT=str(port), SLOTWISE_PUBLIC_URL=f"http://127.0.0.1:{port}", SLOTWISE_LOG_LEVEL="INFO"
        )
        await bot.says("(Ctrl-C stops it)")
        await says_it_all(alone)
        await alone.until(lambda: len(alone.replies) == len(SAID), timeout=30)
        expected = heard(alone)
        updates.clear()

        await asyncio.gather(*(says_it_all(chat) for chat in crowd))
        for update in updates[::10]:
            double.again(update)
        for chat in crowd:
            await chat.until(lambda chat=chat: len(chat.replies) >= len(SAID), timeout=120)
        await double.settled(timeout=30)
        assert await bot.stop() == 0
    assert Counter(map(tuple, map(heard, crowd))) == {tuple(expected): 200}
    assert double.violations == []
    assert double.refused == []
    assert not any('"level": "error"' in line for line in bot.warned)
