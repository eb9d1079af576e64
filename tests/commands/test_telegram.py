"""`slotwise telegram` as a whole: it is started, written to, stopped at a bad moment, and started again."""

import asyncio
import signal
from typing import Any

import pytest

from bot.evals.telegram import TelegramDouble
from tests.commands.messenger import machine

FETCHES = "It fetches its updates"
WISH = "30 min with Bailey next Tuesday at 3pm, I'm Ana Silva, ana@example.com, in Lisbon"


async def test_a_booking_goes_on_after_a_stop_and_nothing_is_answered_twice() -> None:
    double = TelegramDouble()
    ana = double.person("Ana", language_code="en").private()
    updates: list[dict[str, Any]] = []
    double.on_update.append(updates.append)
    async with machine(double) as here:
        bot = await here.start("telegram")
        await bot.says(FETCHES)
        assert bot.told == [
            "Slotwise with the sandbox world “default” and the built-in model is @slotwise_bot in Telegram:"
            " https://t.me/slotwise_bot",
            "It fetches its updates (Ctrl-C stops it).",
        ]
        await ana.send(WISH)
        await ana.until(lambda: ana.replies and "Confirm" in ana.last.labels, timeout=20)
        assert await bot.stop() == 0
        assert bot.warned == []

        double.again(updates[0])
        await ana.tap("Confirm")
        bot = await here.start("telegram")
        await ana.until(lambda: any(message.document is not None for message in ana.replies), timeout=30)
        await double.settled(timeout=20)
        assert len([message for message in ana.replies if message.document is None]) == 1, ana.screen()
        assert await bot.stop() == 0
        assert double.violations == []
        assert double.token not in here.everything_said()


async def test_what_was_written_while_it_was_away_is_answered_at_the_start() -> None:
    double = TelegramDouble()
    people = [double.person(name, language_code="en").private() for name in ("Ana", "Ben")]
    async with machine(double) as here:
        for chat in people:
            await chat.command("/help")
        bot = await here.start("telegram")
        for chat in people:
            await chat.until(lambda chat=chat: len(chat.replies) == 1, timeout=30)
        assert await bot.stop() == 0


async def test_a_stop_lets_the_answer_in_hand_arrive() -> None:
    double = TelegramDouble()
    ana = double.person("Ana", language_code="en").private()
    async with machine(double) as here:
        bot = await here.start("telegram")
        await bot.says(FETCHES)
        double.delay("sendMessage", 1)
        await ana.command("/help")
        await ana.until(lambda: double.calls_of("sendMessage"), timeout=20)
        assert ana.replies == []
        assert await bot.stop() == 0
        assert len(ana.replies) == 1

        again = await here.start("telegram")
        await again.says(FETCHES)
        await ana.send("/help")
        await ana.until(lambda: len(ana.replies) == 2, timeout=20)
        await double.settled()
        assert await again.stop() == 0
        assert len(ana.replies) == 2


async def test_a_stop_waits_no_longer_than_it_may_and_the_turn_is_done_at_the_next_start() -> None:
    double = TelegramDouble()
    ana = double.person("Ana", language_code="en").private()
    async with machine(double) as here:
        bot = await here.start("telegram")
        await bot.says(FETCHES)
        double.delay("sendMessage", 60)
        await ana.command("/help")
        await ana.until(lambda: double.calls_of("sendMessage"), timeout=20)
        assert await bot.stop() == 0
        assert ana.replies == []

        again = await here.start("telegram")
        await ana.until(lambda: len(ana.replies) == 1, timeout=30)
        assert await again.stop() == 0


async def test_a_second_signal_ends_it_at_once_and_the_turn_is_done_at_the_next_start() -> None:
    double = TelegramDouble()
    ana = double.person("Ana", language_code="en").private()
    async with machine(double) as here:
        bot = await here.start("telegram")
        await bot.says(FETCHES)
        double.delay("sendMessage", 60)
        await ana.command("/help")
        await ana.until(lambda: double.calls_of("sendMessage"), timeout=20)
        bot.signal()
        await asyncio.sleep(0.5)  # two signals at one moment would be one
        bot.signal(signal.SIGTERM)
        assert await bot.ended() == -signal.SIGTERM
        double.faults.clear()

        again = await here.start("telegram")
        await ana.until(lambda: len(ana.replies) == 1, timeout=30)
        assert await again.stop() == 0


async def test_a_token_that_telegram_refuses_is_told_and_never_shown() -> None:
    double = TelegramDouble()
    token = "987654321:canary-token-that-nobody-knows-0123"
    async with machine(double) as here:
        bot = await here.start("telegram", TELEGRAM_BOT_TOKEN=token, SLOTWISE_LOG_LEVEL="DEBUG")
        assert await bot.ended() == 2
        assert bot.told == []
        assert "Telegram does not know the bot of TELEGRAM_BOT_TOKEN." in bot.warned[-1]
        assert "https://t.me/BotFather" in bot.warned[-1]
        assert "canary" not in here.everything_said()


@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("", "Error: TELEGRAM_BOT_TOKEN is not set. Write /newbot to https://t.me/BotFather"),
        ("canary of a token", "TELEGRAM_BOT_TOKEN: must be the token as BotFather gives it"),
    ],
)
async def test_without_a_token_it_says_where_to_get_one(token: str, told: str) -> None:
    async with machine(TelegramDouble()) as here:
        bot = await here.start("telegram", TELEGRAM_BOT_TOKEN=token)
        assert await bot.ended() == 2
        assert told in "\n".join(bot.warned)
        assert "canary" not in here.everything_said()


async def test_no_log_holds_the_token_or_what_people_write_however_talkative_it_is() -> None:
    double = TelegramDouble()
    ana = double.person("Ana", language_code="en").private()
    async with machine(double) as here:
        double.cut()
        bot = await here.start("telegram", SLOTWISE_LOG_LEVEL="DEBUG")
        await bot.says("Telegram cannot be reached")
        double.mend()
        await bot.says(FETCHES)
        double.fail("getUpdates", 502)
        double.drop("sendMessage")
        await ana.send("my canary wish is 30 min with Bailey")
        await ana.until(lambda: ana.replies, timeout=20)
        assert await bot.stop() == 0
        said = here.everything_said()
        assert double.token not in said
        assert double.token.partition(":")[2] not in said
        assert "canary" not in said
