"""Ends in mid-booking, polite and not: the next start goes on where it was."""

import asyncio
import signal

from bot.evals.telegram import Patience
from tests.channels.telegram.end_to_end.house import House, files, house, words

WISH = "30 min with Bailey next Tuesday at 3pm, I'm in Lisbon"


async def test_a_booking_survives_a_kill_at_each_step_in_both_ways_to_run() -> None:
    await asyncio.gather(_killed_at_each_step("telegram"), _killed_at_each_step("serve"))


async def _killed_at_each_step(command: str) -> None:
    async with house(command, patience=Patience(first=0.1, longest=0.2, tries=1000)) as here:
        ana = here.person()
        bot = await here.start()
        await ana.send(WISH)
        await ana.until(lambda: words(ana), timeout=15)
        await here.double.settled(timeout=15)
        bot.signal(signal.SIGKILL)
        await bot.ended()

        await ana.send("ana@example.com")
        bot = await here.start()
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await here.double.settled(timeout=15)
        bot.signal(signal.SIGKILL)
        await bot.ended()

        await ana.tap("Confirm")
        bot = await here.start()
        await ana.until(lambda: files(ana), timeout=15)
        await here.double.settled(timeout=15)
        assert len(words(ana)) == 2, ana.screen()
        assert len(await here.bookings()) == 1
        assert await bot.stop() == 0


async def test_a_kill_while_the_calendar_books_books_once_and_tells() -> None:
    async with house() as here:
        ana = here.person()
        bot = await here.start()
        await ana.send(f"{WISH}, ana@example.com")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await here.fault("bookings.get", "delay", seconds=30)  # it is booked, and being read back
        await ana.tap("Confirm")
        await ana.until(lambda: ana.last.labels == ["✓ Confirm"], timeout=15)
        bot.signal(signal.SIGKILL)
        await bot.ended()
        assert len(await here.bookings()) == 1

        await here.faultless()
        await here.start()
        await ana.until(lambda: files(ana), timeout=18)
        await here.double.settled(timeout=15)
        assert len(await here.bookings()) == 1
        assert [text[:7] for text in words(ana)] == ["Booked!"], ana.screen()
        assert len(files(ana)) == 1


async def test_what_came_before_is_not_answered_again_after_a_restart() -> None:
    async with house() as here:
        ana = here.person()
        bot = await here.start()
        await ana.send(f"{WISH}, ana@example.com")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await ana.tap("Confirm")
        await ana.until(lambda: files(ana), timeout=15)
        await here.double.settled(timeout=15)
        assert await bot.stop() == 0
        screen = ana.screen()
        for update in here.updates:
            here.double.again(update)
        bot = await here.start()
        await here.double.settled(quiet=1, timeout=15)
        assert ana.screen() == screen
        assert len(await here.bookings()) == 1
        assert await bot.stop() == 0


async def test_a_turn_that_takes_too_long_does_not_hold_up_the_end_and_is_answered_at_the_next_start() -> None:
    async with house() as here:
        ana, ben = here.person(), here.person("Ben", None)
        bot = await here.start()
        await here.fault("*", "delay", seconds=30, times=100)
        await ana.send(WISH)
        await ana.until(lambda: ana.is_typing, timeout=15)
        await ben.command("/help")
        await ben.until(lambda: words(ben), timeout=15)
        assert await bot.stop() == 0
        assert words(ana) == []

        await here.faultless()
        await here.start()
        await ana.until(lambda: words(ana), timeout=15)
        await here.double.settled(timeout=15)
        assert (len(words(ana)), len(words(ben))) == (1, 1)


async def test_an_update_is_safe_from_the_moment_that_telegram_hears_so() -> None:
    async with house("serve", patience=Patience(first=0.1, longest=0.2, tries=1000)) as here:
        people = [here.person(f"Person{number}", None) for number in range(12)]
        bot = await here.start()
        await here.fault("*", "delay", seconds=30, times=12)
        for chat in people:
            await chat.send(WISH)
        await people[0].until(lambda: not here.double.updates.waiting, timeout=15)
        bot.signal(signal.SIGKILL)
        await bot.ended()
        await here.faultless()
        assert [words(chat) for chat in people] == [[]] * 12

        await here.start()
        for chat in people:
            await chat.until(lambda chat=chat: words(chat), timeout=15)
        await here.double.settled(timeout=15)
        assert _answers(here) == 12


def _answers(here: House) -> int:
    return len(here.double.calls_of("sendMessage"))
