"""Bookings from the first word to the calendar's entry, in both ways to run."""

import asyncio

import icalendar

from bot.evals.telegram import Patience
from tests.channels.telegram.end_to_end.house import files, house, words


async def test_a_booking_with_questions_is_made_moved_listed_and_cancelled_in_both_ways_to_run() -> None:
    await asyncio.gather(_made_moved_listed_and_cancelled("telegram"), _made_moved_listed_and_cancelled("serve"))


async def _made_moved_listed_and_cancelled(command: str) -> None:
    async with house(command, patience=Patience(first=0.1)) as here:
        bot = await here.start()
        ana = here.person()
        await ana.send("Consultation with Bailey next Tuesday at 3pm, I'm in Lisbon")
        await ana.until(lambda: "10-50" in ana.last.labels, timeout=15)
        await ana.tap("10-50")
        await ana.until(lambda: ana.replies[-1].edit_date, timeout=15)
        await ana.send("Our roadmap, ana@example.com")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        assert len(ana.replies) == 2, ana.screen()
        assert await here.bookings() == []
        await ana.tap("Confirm")
        await ana.until(lambda: files(ana), timeout=15)
        assert words(ana)[-1].startswith("Booked!")
        assert len(words(ana)) == 2
        (booking,) = await here.bookings()
        assert booking["bookingFieldsResponses"]["company_size"] == "10-50"
        assert booking["bookingFieldsResponses"]["notes"] == "Our roadmap"
        assert booking["attendees"][0]["email"] == "ana@example.com"
        assert booking["attendees"][0]["timeZone"] == "Europe/Lisbon"

        await ana.tap("Move")
        await ana.until(lambda: any("Another day" in message.labels for message in ana.replies), timeout=15)
        await ana.send("the day after at 4pm")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await ana.tap("Confirm")
        await ana.until(lambda: len(files(ana)) == 2, timeout=15)
        (moved,) = await here.bookings()
        assert moved["start"] > booking["start"]

        await ana.send("my bookings")
        await ana.until(lambda: ana.last.is_from_bot and "4:00 PM" in ana.text, timeout=15)
        assert "Consultation" in ana.text

        await ana.tap("Cancel booking")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        assert len(await here.bookings()) == 1
        await ana.tap("Confirm")
        await ana.until(lambda: len(files(ana)) == 3, timeout=15)
        assert await here.bookings() == []

        made, changed, gone = (icalendar.Calendar.from_ical(content) for content in files(ana))
        assert [entry["METHOD"] for entry in (made, changed, gone)] == ["PUBLISH", "PUBLISH", "CANCEL"]
        events = [entry.walk("VEVENT")[0] for entry in (made, changed, gone)]
        assert len({str(event["UID"]) for event in events}) == 1
        assert [event["SEQUENCE"] for event in events] == sorted({event["SEQUENCE"] for event in events})
        assert [event["DTSTART"].dt.isoformat()[:16] for event in events] == [
            one["start"][:16] for one in (booking, moved, moved)
        ]
        assert await bot.stop() == 0
        assert bot.warned == []
