"""Quiet hours and a digest: what is held back comes as one, when it may."""

from datetime import UTC, datetime

import pytest

from bot.conversation.state import Profile
from bot.notifying.people import Listener
from tests.notifying.house import ANA_THERE, BAILEY, house

NIGHT = {"quiet_from": 22 * 60, "quiet_until": 7 * 60}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "told_at"),
    [
        (at(23, 21, 59), at(23, 21, 59)),
        (at(23, 22), at(24, 7)),
        (at(24, 3), at(24, 7)),
        (at(24, 6, 59), at(24, 7)),
        (at(24, 7), at(24, 7)),
    ],
)
def test_quiet_hours_over_night_end_in_the_morning(now: datetime, told_at: datetime) -> None:
    listener = Listener("telegram:2", "guest", Profile(**NIGHT), "en", "Europe/Lisbon")
    assert listener.told_at(now) == told_at


def test_quiet_hours_are_of_the_persons_own_clocks_also_when_these_change() -> None:
    listener = Listener("telegram:2", "guest", Profile(**NIGHT), "en", "America/New_York")
    assert listener.told_at(datetime(2026, 11, 1, 3, tzinfo=UTC)) == datetime(2026, 11, 1, 12, tzinfo=UTC)
    skipped = Profile(quiet_from=60, quiet_until=2 * 60 + 30)
    spring = Listener("telegram:2", "guest", skipped, "en", "America/New_York")
    assert spring.told_at(datetime(2026, 3, 8, 6, 30, tzinfo=UTC)) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


async def test_what_came_in_quiet_hours_is_told_after_them_as_one_with_the_requests_to_answer() -> None:
    async with house() as here:
        await here.prefer(BAILEY, quiet_from=9 * 60, quiet_until=12 * 60)
        await here.book()
        uid = await here.book("tomorrow at 5pm", event_type="review")
        assert here.told(BAILEY) == []
        await here.later(hours=2)
        assert here.told(BAILEY) == []
        await here.later(hours=1)
        (told,) = here.told(BAILEY)
        lines = told.text.splitlines()
        assert lines[0] == "2 things have happened since:"
        assert lines[1].startswith("• Booked: 30 Min Meeting with Ana Silva, Tue, Nov 24, 10:00")
        assert [choice.id for choice in told.choices] == [f"accept:{uid}", f"decline:{uid}"]


async def test_a_digest_comes_once_a_day_at_its_hour_and_a_single_thing_as_its_card() -> None:
    async with house() as here:
        await here.prefer(BAILEY, digest_at=18 * 60)
        await here.book()
        await here.later(hours=8)
        assert here.told(BAILEY) == []
        await here.later(hours=1)
        (told,) = here.told(BAILEY)
        assert told.text.startswith("Ana Silva has booked a meeting with you.")


async def test_a_reminder_waits_for_the_end_of_quiet_hours_and_not_for_longer_than_it_is_of_use() -> None:
    async with house() as here:
        await here.prefer(ANA_THERE, quiet_from=13 * 60, quiet_until=14 * 60 + 30)
        await here.book("Wednesday at 3pm")
        await here.later(days=2)
        assert [reply.text.splitlines()[0] for reply in here.told(ANA_THERE)] == []
        await here.later(minutes=30)
        assert [reply.text.splitlines()[0] for reply in here.told(ANA_THERE)] == ["In 30 minutes:"]
    async with house() as here:
        await here.prefer(ANA_THERE, quiet_from=13 * 60, quiet_until=16 * 60)
        await here.book("Wednesday at 3pm")
        await here.later(days=2)
        await here.later(hours=3)
        assert here.told(ANA_THERE) == []
