"""Two hundred people at once."""

import asyncio

from bot.evals.telegram.people import Side
from tests.channels.telegram.end_to_end.house import house, words

PEOPLE = 200


async def test_two_hundred_chats_at_once_lose_nothing_keep_their_order_and_break_no_limit() -> None:
    async with house() as here:
        # The sandbox of its own: a key of Cal.com may not ask as much in a minute as 200 people do.
        del here.settings["CALCOM_API_URL"]
        bot = await here.start()
        people = [here.person(f"Person{number}", None) for number in range(PEOPLE)]

        async def talk(chat: Side) -> None:
            await chat.send("30 min with Bailey next week, I'm in Lisbon")
            await chat.until(lambda: chat.replies and "More times" in chat.last.labels, timeout=60)
            await chat.tap("More times")
            await chat.until(lambda: chat.last.edit_date, timeout=60)

        async with asyncio.timeout(60):
            await asyncio.gather(*map(talk, people))
            await here.double.settled(timeout=15)
        assert [len(words(chat)) for chat in people] == [1] * PEOPLE
        assert here.double.refused == []
        waited = sorted(tap.waited for chat in people for tap in chat.person.taps if tap.waited is not None)
        assert len(waited) == PEOPLE
        assert waited[PEOPLE // 2] < 1
        assert await bot.stop() == 0
        assert bot.warned == []
