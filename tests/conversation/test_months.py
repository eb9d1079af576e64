"""Whole months: the days that have times, and the months around them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import months
from bot.conversation.times import Search
from bot.message import Person
from bot.scheduling.models import EventType
from tests.conversation.talking import NOW, Talk, talking
from tests.conversation.test_times import SPARSE, all_slots

NAMELESS = Person(account_id="t", language="en", time_zone="Europe/Lisbon")


async def open_month(talk: Talk, event_type: str = "30min") -> None:
    await talk.call("plan_booking", event_type=event_type)
    await talk.tap("^Another day$")
    await talk.tap("^Whole month$")


def days_shown(talk: Talk) -> list[date]:
    return [choice.day for choice in talk.last.choices if choice.day is not None]


async def test_a_month_shows_every_day_that_has_times_and_how_many(talk: Talk) -> None:
    await open_month(talk)
    await talk.tap("^December 2026$")
    assert talk.last.text.startswith("Days with free times in December 2026 for 30 Min Meeting:")
    assert "Lisbon (GMT+0)" in talk.last.text
    start, end = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    free = await all_slots(talk, "30min", start, end)
    assert days_shown(talk) == sorted({slot.date() for slot in free})
    on_the_15th = sum(slot.date() == date(2026, 12, 15) for slot in free)
    assert f"Tue, Dec 15 ({on_the_15th} times)" in talk.labels


async def test_a_month_is_read_with_one_request(talk: Talk) -> None:
    await open_month(talk)
    asked: list[tuple[datetime, datetime]] = []
    listing = talk.calendar.slots.list

    async def counted(*names: Any, **options: Any) -> Any:
        asked.append((options["start"], options["end"]))
        return await listing(*names, **options)

    talk.calendar.slots.list = counted
    await talk.tap("^December 2026$")
    assert asked == [(datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))]


async def test_no_month_before_the_present_one_is_offered(talk: Talk) -> None:
    await open_month(talk)
    assert min(days_shown(talk)) == NOW.date()
    assert talk.labels[len(days_shown(talk)) :] == ["December 2026"]
    await talk.tap("^December 2026$")
    assert talk.labels[len(days_shown(talk)) :] == ["November 2026", "January 2027"]


async def test_no_month_beyond_the_booking_window_is_offered() -> None:
    async with talking(world="edge", username="max", key="cal_edge_max") as talk:
        await open_month(talk, "this-week")
        assert days_shown(talk)
        assert talk.labels[len(days_shown(talk)) :] == []


@pytest.mark.parametrize("as_list", [False, True])
def test_a_window_between_two_days_ends_with_the_month_of_the_second(as_list: bool) -> None:
    window: Any = {"type": "range", "value": ["2026-11-20", "2027-01-10"]}
    kind = EventType(id=1, slug="a", title="A", length_in_minutes=30, booking_window=[window] if as_list else window)
    search = Search("book", kind, "Europe/Lisbon")
    following = [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert [months.may_have_times(search, NOW, month) for month in following] == [True, True, False]


async def test_a_month_without_times_says_so_and_offers_the_next_that_has(tmp_path: Path) -> None:
    world = tmp_path / "sparse.yaml"
    world.write_text(SPARSE.replace("2027-01-15", "2027-04-15").replace("2027-02-20", "2027-04-20"))
    async with talking(world=world, username="vera", key="cal_sparse_vera") as talk:
        await open_month(talk, "rare")
        assert days_shown(talk) == [date(2026, 12, 10)]
        await talk.tap("^November 2026$")
        assert "Nothing is free for Rare Hour in November 2026." in talk.last.text
        assert "The next free times are in December 2026." in talk.last.text
        assert talk.labels == ["December 2026"]
        await talk.tap("^December 2026$")
        await talk.tap("^January 2027$")
        assert "The next free times are in April 2027." in talk.last.text
        assert talk.labels == ["December 2026", "April 2027"]
        await talk.tap("^April 2027$")
        assert days_shown(talk) == [date(2027, 4, 15), date(2027, 4, 20)]
        await talk.tap("^May 2027$")
        assert "no free time after it either" in talk.last.text
        assert talk.labels == ["April 2027"]


async def test_a_month_that_is_over_by_the_time_of_the_tap_becomes_the_present_one() -> None:
    async with talking(now=datetime(2026, 11, 30, 22, tzinfo=UTC)) as talk:
        await open_month(talk)
        talk.clock.forward(hours=3)
        reply = await talk.tap("^November 2026$")
        assert "in December 2026" in reply.text
        assert "November 2026" not in talk.labels


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("the 29th", date(2026, 12, 29)),
        ("29 December", date(2026, 12, 29)),
        ("Tue, Dec 29", date(2026, 12, 29)),
        ("the second one", date(2026, 12, 2)),
        ("Nov 27", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 12, 4)),
    ],
)
async def test_a_day_in_words_is_one_of_the_month_that_is_looked_at(talk: Talk, said: str, day: date) -> None:
    await open_month(talk)
    await talk.tap("^December 2026$")
    if said == "the second one":
        await talk.call("plan_booking", choice=said)
    else:
        await talk.call("plan_booking", when=said)
    starts = (await talk.state()).shown_slots
    assert {start.date() for start in starts} == {day}, talk.last.text


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("the 29th at 4pm", datetime(2026, 12, 29, 16, tzinfo=UTC)),
        ("Nov 27 at 4pm", datetime(2026, 11, 27, 16, tzinfo=UTC)),
        ("in 2 days at 4pm", datetime(2026, 11, 25, 16, tzinfo=UTC)),
    ],
)
async def test_a_day_and_an_hour_in_words_while_a_month_is_shown(talk: Talk, said: str, start: datetime) -> None:
    await open_month(talk)
    await talk.tap("^December 2026$")
    reply = await talk.call("plan_booking", when=said)
    assert reply.proposal is not None, reply.text
    assert reply.proposal.start == start


async def test_a_name_given_while_a_month_is_shown_goes_on_in_that_month() -> None:
    async with talking(person=NAMELESS) as talk:
        await open_month(talk)
        await talk.tap("^December 2026$")
        await talk.call("plan_booking", name="Ana Silva", email="ana@example.com")
        starts = (await talk.state()).shown_slots
        assert starts
        assert {start.month for start in starts} == {12}


async def test_a_booking_moves_to_a_day_of_another_month(talk: Talk) -> None:
    await talk.book()
    await talk.tap("^Move$")
    await talk.tap("^Another day$")
    await talk.tap("^Whole month$")
    await talk.tap("^December 2026$")
    await talk.tap("Dec 8")
    await talk.tap("3:00 PM")
    assert talk.last.proposal is not None
    assert talk.last.proposal.kind == "reschedule"
    assert talk.last.proposal.start == datetime(2026, 12, 8, 15, tzinfo=UTC)
