"""Times as they are shown: why one cannot be had and what is near it, and a way to every other one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.message import Person, Reply
from bot.scheduling.calendar import ById
from tests.conversation.talking import ANA, NOW, Talk, talking

MAX = {"world": "edge", "username": "max", "key": "cal_edge_max"}
SPARSE = """
organization: {slug: sparse, name: Sparse}
users:
  - username: vera
    name: Vera Rare
    email: vera@sparse.example
    time_zone: Europe/Lisbon
    keys: [cal_sparse_vera]
    schedules:
      - availability: []
        overrides:
          - {date: 2026-12-10, start_time: "09:00", end_time: "10:00"}
          - {date: 2027-01-15, start_time: "09:00", end_time: "10:00"}
          - {date: 2027-02-20, start_time: "09:00", end_time: "10:00"}
    event_types:
      - {slug: rare, title: Rare Hour, length_in_minutes: 30, minimum_booking_notice: 0}
"""


async def all_slots(talk: Talk, slug: str, start: datetime, end: datetime) -> list[datetime]:
    """What the API itself says is free."""
    found = next(kind for kind in talk.world.event_types.values() if kind.slug == slug)
    slots = await talk.calendar.slots.list(ById(found.id), start=start, end=end, time_zone="UTC")
    return [slot.start for slot in slots]


async def shown_starts(talk: Talk) -> list[datetime]:
    """The times that the choices of the last reply stand for."""
    actions = (await talk.state()).actions
    times = [actions[choice.id] for choice in talk.last.choices if actions[choice.id].do == "time"]
    return [datetime.fromisoformat(action.with_["start"]) for action in times]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("tomorrow at 8am", "outside working hours"),
        ("on Saturday at 3pm", "outside working hours"),
        ("today at 9am", "past"),
        ("today at 2:30 pm", "too soon"),
        ("yesterday at 3pm", "past"),
    ],
)
async def test_a_time_that_cannot_be_had_gets_its_reason(talk: Talk, when: str, words: str) -> None:
    reply = await talk.call("plan_booking", event_type="30min", when=when)
    assert words in reply.text
    assert reply.proposal is None
    assert talk.world.reservations() == []


async def test_a_taken_time_gets_its_reason_and_the_nearest_before_and_after(talk: Talk) -> None:
    start = datetime(2026, 11, 24, 16, tzinfo=UTC)
    talk.world.add_booking(
        event_type="30min",
        host="bailey",
        start=start,
        attendee={"name": "Early Bird", "email": "early@example.com", "timeZone": "Europe/London"},
    )
    reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 4pm")
    assert "Tue, Nov 24, 4:00 PM is already taken." in reply.text
    shown = await shown_starts(talk)
    assert start - timedelta(minutes=30) in shown
    assert start + timedelta(minutes=30) in shown
    assert start not in shown
    assert "Another day" in talk.labels
    assert "Early" not in reply.text


async def test_the_nearest_of_an_early_time_is_the_first_of_the_day(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="on Wednesday at 8am")
    shown = await shown_starts(talk)
    free = await all_slots(talk, "30min", NOW, NOW + timedelta(days=7))
    wanted = datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert max(slot for slot in free if slot < wanted) in shown
    assert min(slot for slot in free if slot > wanted) in shown


async def test_a_time_beyond_the_booking_window_is_too_far_ahead() -> None:
    async with talking(**MAX) as talk:
        reply = await talk.call("plan_booking", event_type="this-week", when="December 7 at 10am")
        assert "too far ahead" in reply.text
        assert "3 days" in reply.text
        shown = await shown_starts(talk)
        assert shown
        assert max(shown) < NOW + timedelta(days=4)


async def test_a_whole_day_beyond_the_booking_window_is_too_far_ahead() -> None:
    async with talking(**MAX) as talk:
        reply = await talk.call("plan_booking", event_type="this-week", when="on December 7")
        assert "too far ahead" in reply.text
        assert await shown_starts(talk)


async def test_less_than_the_notice_is_too_soon_and_says_how_much_is_needed() -> None:
    async with talking(**MAX) as talk:
        reply = await talk.call("plan_booking", event_type="tomorrow-on", when="today at 4pm")
        assert "too soon" in reply.text
        assert min(await shown_starts(talk)) >= NOW + timedelta(days=1)


async def test_without_a_credential_the_reason_is_only_that_it_is_not_available() -> None:
    async with talking(key=None) as talk:
        reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 8am")
        assert "is not available" in reply.text
        assert await shown_starts(talk)


async def test_when_the_schedule_cannot_be_read_only_the_reason_is_lost(talk: Talk) -> None:
    talk.fault("schedules.list", "status", times=9)
    reply = await talk.call("plan_booking", event_type="30min", when="tomorrow at 8am")
    assert "is not available" in reply.text
    assert await shown_starts(talk)


async def test_asap_proposes_the_earliest_time(talk: Talk) -> None:
    earliest = (await all_slots(talk, "30min", NOW, NOW + timedelta(days=7)))[0]
    reply = await talk.call("plan_booking", event_type="30min", when="as soon as possible")
    assert reply.proposal is not None
    assert reply.proposal.start == earliest


async def test_nothing_free_at_all_is_said_so() -> None:
    async with talking(world="edge", username="full", key="cal_edge_nora") as talk:
        for when in ("tomorrow at 3pm", "next week", "asap"):
            reply = await talk.call("plan_booking", event_type="never", when=when)
            assert "no free time" in reply.text
            assert reply.proposal is None


def days_shown(talk: Talk) -> list[str]:
    """The labels of the days that the last reply offers."""
    return [choice.label for choice in talk.last.choices if choice.day is not None]


async def collect_pages(talk: Talk) -> list[datetime]:
    """Every time behind the open list of one day, by tapping "More times" until there is no more."""
    starts = await shown_starts(talk)
    for _ in range(30):
        if "More times" not in talk.labels:
            return starts
        await talk.tap("^More times$")
        page = await shown_starts(talk)
        assert page, "a page without a time"
        starts += page
    raise AssertionError("the pages of a day do not end")


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland"])
async def test_every_slot_of_every_day_can_be_reached_by_tapping(zone: str) -> None:
    person = Person(account_id="t", name="Ana", email="ana@example.com", language="en", time_zone=zone)
    async with talking(person=person) as talk:
        await talk.call("plan_booking", event_type="30min")
        await talk.tap("^Another day$")
        pages: list[Reply] = [talk.last]
        while "More days" in [choice.label for choice in pages[-1].choices] and len(pages) < 4:
            pages.append(await talk.tap("^More days$"))
        reached: list[datetime] = []
        # The days of the first page one by one, each from the page anew.
        days = [choice.label for choice in pages[0].choices if choice.day is not None]
        for number, label in enumerate(days):
            if number:
                await talk.tap("^Another day$")
            else:
                await talk.say("any other day?")
                if label not in talk.labels:
                    await talk.tap("^Another day$")
            choice = next(choice for choice in talk.last.choices if choice.label == label)
            await talk.tap_id(choice.id)
            reached += await collect_pages(talk)
        assert reached == sorted(set(reached)), "no time is shown twice"
        free = await all_slots(talk, "30min", NOW, reached[-1] + timedelta(minutes=1))
        assert reached == free


async def test_the_pages_of_days_go_on_without_a_gap_or_a_repetition(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min")
    await talk.tap("^Another day$")
    days = days_shown(talk)
    for _ in range(4):
        await talk.tap("^More days$")
        page = days_shown(talk)
        assert not set(page) & set(days)
        days += page
    workdays = []
    day = NOW
    while len(workdays) < len(days):
        if day.weekday() < 5:
            workdays.append(day.strftime("%a, %b ") + str(day.day))
        day += timedelta(days=1)
    assert [label.split(" (")[0] for label in days] == workdays


async def test_more_times_of_several_days_go_on_where_the_list_ended(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="next week")
    first = await shown_starts(talk)
    await talk.tap("^More times$")
    second = await shown_starts(talk)
    assert min(second) > max(first)
    assert (min(second).date() - max(first).date()).days <= 3


async def test_days_that_are_far_apart_can_all_be_reached(tmp_path: Path) -> None:
    world = tmp_path / "sparse.yaml"
    world.write_text(SPARSE)
    async with talking(world=world, username="vera", key="cal_sparse_vera") as talk:
        await talk.call("plan_booking", event_type="rare")
        seen = set(talk.labels)
        await talk.tap("^Another day$")
        for _ in range(5):
            seen |= set(talk.labels)
            if "More days" not in talk.labels:
                break
            await talk.tap("^More days$")
        text = " ".join(seen)
        assert all(day in text for day in ("Dec 10", "Jan 15", "Feb 20"))


async def test_nothing_in_the_past_is_ever_shown(talk: Talk) -> None:
    talk.clock.now = datetime(2026, 11, 23, 19, 10, tzinfo=UTC)
    for when in ("today", "this week", "this evening", None):
        await talk.call("plan_booking", said=f"30min {when or ''}", event_type="30min", when=when)
        shown = await shown_starts(talk)
        assert shown
        assert min(shown) >= talk.clock.now + timedelta(minutes=60)


async def test_an_old_list_does_not_bring_back_a_time_that_has_passed(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="today")
    earliest = talk.last.choices[0].id
    talk.clock.forward(hours=3)
    reply = await talk.tap_id(earliest)
    assert reply.proposal is None
    assert talk.world.reservations() == []
    assert all(start > talk.clock.now for start in await shown_starts(talk))


async def test_a_tapped_time_that_was_taken_meanwhile_is_not_proposed(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="tomorrow")
    start = (await shown_starts(talk))[0]
    talk.world.add_booking(
        event_type="15min",
        host="bailey",
        start=start,
        attendee={"name": "Early Bird", "email": "early@example.com", "timeZone": "Europe/London"},
    )
    reply = await talk.tap_id(talk.last.choices[0].id)
    assert reply.proposal is None
    assert "taken" in reply.text
    assert start not in await shown_starts(talk)


async def test_a_part_of_a_day_shows_only_that_part(talk: Talk) -> None:
    await talk.call("plan_booking", event_type="30min", when="Wednesday afternoon")
    shown = await collect_pages(talk)
    assert shown
    assert all(start.day == 25 and 12 <= start.hour < 18 for start in shown)


async def test_a_part_of_a_day_that_is_full_shows_what_is_nearest(talk: Talk) -> None:
    reply = await talk.call("plan_booking", event_type="30min", when="Wednesday morning")
    shown = await shown_starts(talk)
    assert "Nothing is free for" in reply.text
    assert shown[0] == datetime(2026, 11, 25, 14, tzinfo=UTC)


# The clocks of New York go back at two on 2026-11-01 and forward at two on 2027-03-14; Nora works those nights.
NIGHTS = {"world": "edge", "username": "nora", "key": "cal_edge_nora"}
IN_NEW_YORK = Person(account_id="t", name="Ana", email="ana@example.com", language="en", time_zone="America/New_York")


async def test_the_hour_that_comes_twice_is_shown_and_booked_as_two_instants() -> None:
    now = datetime(2026, 10, 30, 15, tzinfo=UTC)
    async with talking(**NIGHTS, now=now, person=IN_NEW_YORK) as talk:
        await talk.call("plan_booking", event_type="night", when="on Sunday")
        shown = await collect_pages(talk)
        sunday = [start for start in shown if start.date() == datetime(2026, 11, 1, tzinfo=UTC).date()]
        assert sunday == await all_slots(talk, "night", sunday[0], sunday[-1] + timedelta(minutes=1))
        reply = await talk.call("plan_booking", when="Sunday at 1:30am")
        assert "twice" in reply.text
        offsets = [choice.label for choice in reply.choices]
        assert any("GMT-4" in label for label in offsets)
        assert any("GMT-5" in label for label in offsets)
        await talk.tap("GMT-5")
        assert talk.last.proposal is not None, talk.last.text
        assert talk.last.proposal.start == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


async def test_the_hour_that_is_skipped_is_asked_about_and_never_offered() -> None:
    now = datetime(2027, 3, 12, 15, tzinfo=UTC)
    async with talking(**NIGHTS, now=now, person=IN_NEW_YORK) as talk:
        reply = await talk.call("plan_booking", event_type="night", when="Sunday at 2:30am")
        assert "does not exist" in reply.text
        await talk.call("plan_booking", event_type="night", when="on Sunday")
        assert not any("2:00 AM" in label or "2:30 AM" in label for label in talk.labels)
        assert (await collect_pages(talk))[0] == datetime(2027, 3, 14, 6, tzinfo=UTC)


async def test_labels_of_days_across_a_clock_change_keep_the_clock_of_each_day() -> None:
    now = datetime(2026, 10, 30, 15, tzinfo=UTC)
    async with talking(world="default", now=now, person=ANA) as talk:
        await talk.call("plan_booking", event_type="30min", when="on November 2")
        await collect_pages(talk)
        assert (await shown_starts(talk))[0].date().day == 2
        await talk.call("plan_booking", event_type="30min", when="November 2 at 2pm")
        assert talk.last.proposal is not None
        assert talk.last.proposal.start == datetime(2026, 11, 2, 14, tzinfo=UTC)
        assert "GMT+0" in talk.last.text


async def test_the_zone_of_a_list_is_always_named(talk: Talk) -> None:
    for when in ("tomorrow", "next week", "tomorrow at 8am", None):
        reply = await talk.call("plan_booking", said=f"30min {when or ''}", event_type="30min", when=when)
        assert "Lisbon (GMT+0)" in reply.text
    await talk.tap("^Another day$")
    assert "Lisbon (GMT+0)" in talk.last.text


async def test_other_times_of_a_move_leave_its_own_time_free(talk: Talk) -> None:
    await talk.book()
    await talk.call("reschedule_booking", when="tomorrow at 3:30pm")
    await talk.tap("^Other times$")
    assert datetime(2026, 11, 24, 15, tzinfo=UTC) in await collect_pages(talk)
