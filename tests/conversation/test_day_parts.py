"""Days with more times than a page shows: their parts, and paging forth and back."""

from datetime import UTC, datetime

import pytest

from bot.conversation import day_parts
from bot.message import Person
from bot.scheduling.models import Slot
from tests.conversation.talking import Talk, talking

IN_NEW_YORK = Person(account_id="t", name="Ana", email="ana@example.com", language="en", time_zone="America/New_York")


def slots(*hours: float) -> list[Slot]:
    """Of one day in UTC."""
    return [Slot(start=datetime(2026, 11, 24, int(hour), round(hour % 1 * 60), tzinfo=UTC)) for hour in hours]


def shorts(talk: Talk) -> list[str]:
    return [choice.short for choice in talk.last.choices if choice.short is not None]


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "morning"), (11.75, "morning"), (12, "afternoon"), (16.75, "afternoon"), (18, "evening"), (23.5, "evening")],
)
def test_noon_begins_the_afternoon_and_six_the_evening(hour: float, part: str) -> None:
    assert day_parts.part_of(slots(hour)[0], "UTC") == part


def test_a_part_is_by_the_clocks_of_the_zone() -> None:
    assert day_parts.part_of(slots(14)[0], "America/New_York") == "morning"
    assert day_parts.part_of(slots(14)[0], "Asia/Tokyo") == "evening"


def test_only_parts_with_times_that_are_not_shown_are_offered() -> None:
    day = slots(9, 10, 12, 13, 14)
    assert day_parts.beside(day, "UTC", day[:3], None) == {"afternoon": day[2:]}
    assert day_parts.beside(day, "UTC", day[3:], None) == {"morning": day[:2], "afternoon": day[2:]}
    assert day_parts.beside(day, "UTC", day[2:4], "afternoon") == {"morning": day[:2]}
    assert day_parts.beside(day, "UTC", day, None) == {}


def test_a_day_with_times_in_one_part_has_no_parts_to_pick() -> None:
    day = slots(9, 9.5, 10, 10.5)
    assert day_parts.beside(day, "UTC", day[:2], None) == {}


async def test_a_full_day_offers_its_parts_and_each_shows_all_of_its_times() -> None:
    async with talking(person=IN_NEW_YORK) as talk:
        await talk.call("plan_booking", event_type="30min", when="tomorrow")
        assert talk.labels[-3:] == ["More times", "Afternoon (10)", "Another day"]
        reply = await talk.tap("^Afternoon")
        assert "on the afternoon of Tuesday, November 24, 2026" in reply.text
        assert "New York (GMT-5)" in reply.text
        shown = shorts(talk)
        assert shown[0] == "12:00 PM"
        assert "Morning (6)" in talk.labels
        await talk.tap("^More times$")
        assert shown + shorts(talk) == [f"{hour}:{minute:02} PM" for hour in (12, 1, 2, 3, 4) for minute in (0, 30)]
        await talk.tap("^Morning")
        assert shorts(talk) == [f"{hour}:{minute:02} AM" for hour in (9, 10, 11) for minute in (0, 30)]


async def test_a_day_of_one_page_has_no_parts() -> None:
    async with talking(person=IN_NEW_YORK) as talk:
        await talk.call("plan_booking", event_type="30min", when="tomorrow morning")
        assert talk.labels[6:] == ["Another day"]


@pytest.mark.parametrize("part", [None, "^Afternoon"])
async def test_earlier_times_lead_back_to_the_page_before(part: str | None) -> None:
    async with talking(person=IN_NEW_YORK) as talk:
        await talk.call("plan_booking", event_type="15min", when="tomorrow")
        if part:
            await talk.tap(part)
        first = talk.labels
        assert "Earlier times" not in first
        await talk.tap("^More times$")
        await talk.tap("^More times$")
        await talk.tap("^Earlier times$")
        await talk.tap("^Earlier times$")
        assert talk.labels == first


async def test_earlier_times_of_several_days_lead_back(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="next week")
    first = talk.labels
    await talk.tap("^More times$")
    second = talk.labels
    assert "Earlier times" in second
    await talk.tap("^Earlier times$")
    assert talk.labels == first


async def test_a_page_of_a_day_that_was_booked_out_meanwhile_shows_what_is_nearest(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="today")
    more = next(choice.id for choice in talk.last.choices if choice.label == "More times")
    talk.clock.forward(hours=9)
    reply = await talk.tap_id(more)
    assert "Nothing is free on that day any more" in reply.text
    assert all(choice.group != "Mon, Nov 23" for choice in reply.choices)


async def test_every_time_says_its_day_as_a_group_and_its_clock_in_short(talk: Talk) -> None:
    for when in ("next week", "tomorrow", "tomorrow at 8am"):
        reply = await talk.call("plan_booking", event_type="30min", when=when)
        actions = (await talk.state()).actions
        times = [choice for choice in reply.choices if actions[choice.id].do == "time"]
        assert times
        assert all(choice.label == f"{choice.group}, {choice.short}" for choice in times)
        assert all(choice.group is None for choice in reply.choices if choice not in times)


async def test_the_two_hours_of_a_clock_change_differ_in_short_too() -> None:
    now = datetime(2026, 10, 30, 15, tzinfo=UTC)
    async with talking(world="edge", username="nora", key="cal_edge_nora", now=now, person=IN_NEW_YORK) as talk:
        await talk.call("plan_booking", event_type="night", when="on Sunday")
        assert {"1:30 AM (GMT-4)", "1:30 AM (GMT-5)"} <= set(shorts(talk))


async def test_a_clock_time_after_a_day_was_opened_is_meant_for_that_day(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="tomorrow")
    await talk.tap("^Another day$")
    await talk.tap("Nov 30")
    reply = await talk.say("9pm")
    assert reply.proposal is not None, reply.text
    assert reply.proposal.start == datetime(2026, 11, 30, 21, tzinfo=UTC)
