"""What goes wrong between the bot, Telegram and people, while the bot runs on."""

import asyncio

from bot.evals.telegram.people import Side
from tests.channels.telegram.end_to_end.house import House, files, house, words

WISH = "30 min with Bailey next Tuesday at 3pm, I'm in Lisbon, ana@example.com"


async def booked(here: House, ana: Side) -> None:
    await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
    await ana.tap("Confirm")
    await ana.until(lambda: files(ana), timeout=18)
    await here.double.settled(timeout=15)
    assert words(ana)[-1].startswith("Booked!")
    assert len(await here.bookings()) == 1


async def test_a_network_that_is_gone_for_seconds_loses_no_answer_and_no_booking() -> None:
    async with house() as here:
        ana, ben = here.person(), here.person("Ben", None)
        bot = await here.start()
        await ana.send(WISH)
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await here.double.settled(timeout=15)
        here.double.cut()
        await ana.tap("Confirm")
        await ben.command("/help")
        await asyncio.sleep(2.5)
        here.double.mend()
        await ana.until(lambda: files(ana), timeout=18)
        await ben.until(lambda: words(ben), timeout=15)
        await here.double.settled(timeout=15)
        assert len(await here.bookings()) == 1
        assert (len(words(ana)), len(words(ben))) == (1, 1), ana.screen() + ben.screen()
        here.double.taps.clear()  # a spinner of before the cut is past answering
        assert await bot.stop() == 0


async def test_a_telegram_that_stumbles_is_tried_again_and_waited_for_as_told() -> None:
    async with house() as here:
        ana = here.person()
        await here.start()
        here.double.fail("sendMessage", 429, retry_after=1)
        here.double.fail("sendMessage", 502, times=2)
        here.double.fail("getUpdates", 500)
        here.double.fail("editMessageText", 500)
        here.double.drop("sendDocument")
        await ana.send(WISH)
        await booked(here, ana)
        assert (len(words(ana)), len(files(ana))) == (1, 1), ana.screen()


async def test_two_of_them_at_once_are_told_of_each_other_and_answer_once() -> None:
    async with house() as here:
        ana = here.person()
        first = await here.start()
        second = await here.start(SLOTWISE_DATA_DIR=here.settings["SLOTWISE_DATA_DIR"] + "-of-another")
        await first.says("another")
        await ana.command("/help")
        await ana.until(lambda: words(ana), timeout=15)
        assert await second.stop() == 0
        await here.double.settled(quiet=1, timeout=15)  # each counts for itself how fast it may go
        await ana.send(WISH)
        await ana.until(lambda: len(words(ana)) == 2, timeout=18)
        assert await first.stop() == 0
        assert len(words(ana)) == 2, ana.screen()


async def test_who_blocked_the_bot_is_left_alone_until_they_return() -> None:
    async with house() as here:
        ana, ben = here.person(), here.person("Ben", None)
        bot = await here.start()
        await ana.send(WISH)
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await here.fault("bookings.create", "delay", seconds=1.5)
        await ana.tap("Confirm")
        await ana.until(lambda: ana.last.labels == ["✓ Confirm"], timeout=15)
        await ana.person.block()
        await ben.command("/help")
        await ben.until(lambda: words(ben), timeout=15)
        await here.double.settled(quiet=1, timeout=15)
        assert len(await here.bookings()) == 1
        refused = len(here.double.refused)
        assert refused <= 3

        await ana.person.unblock()
        await ana.send("my bookings")
        await ana.until(lambda: "30 Min Meeting" in ana.replies[-1].text and len(words(ana)) == 2, timeout=15)
        assert len(here.double.refused) == refused
        assert await bot.stop() == 0
        assert bot.warned == []


async def test_who_writes_too_much_is_told_once_and_nobody_else_waits_for_them() -> None:
    async with house() as here:
        ana, ben = here.person(), here.person("Ben", None)
        await here.start(SLOTWISE_MESSAGES_PER_MINUTE="2")
        for number in range(30):
            await ana.send(f"/help {number}")
        await ben.command("/help")
        await ben.until(lambda: words(ben), timeout=15)
        assert len(words(ana)) < 3
        await ana.until(lambda: len(words(ana)) == 3, timeout=15)
        await here.double.settled(quiet=1.2, timeout=15)
        assert len(words(ana)) == 3, ana.screen()
        assert words(ana)[-1] == "That is more than I can keep up with. Give me a minute, then write again."


async def test_one_slow_chat_delays_no_other() -> None:
    async with house() as here:
        slow, *others = (here.person(f"Person{number}", None) for number in range(11))
        await here.start()
        await slow.command("/help")
        await slow.until(lambda: words(slow), timeout=15)
        await here.fault("slots.*", "delay", seconds=60)
        await slow.send(WISH)
        await slow.until(lambda: slow.is_typing, timeout=15)
        for chat in others:
            await chat.send(WISH)
        for chat in others:
            await chat.until(lambda chat=chat: words(chat), timeout=15)
            assert "cannot reach" not in chat.text, chat.screen()
        assert "Confirm" not in slow.last.labels
