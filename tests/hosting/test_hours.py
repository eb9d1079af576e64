"""A host's hours: out on a day, other hours, a break, as usual again; before and after shown, written after a yes."""

from dataclasses import replace
from typing import Any

import pytest

from bot.accounts.named import NamedHosts
from tests.conversation.talking import Talk


@pytest.fixture
def schedule(bailey: Talk) -> "Schedule":
    return Schedule(bailey)


class Schedule:
    """Bailey's in the sandbox, as Cal.com answers it."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def read(self) -> dict[str, Any]:
        schedules = await self._talk.calendar.schedules.list()
        return dict(schedules[0].model_dump(mode="json"))

    async def overrides(self) -> list[tuple[str, str, str]]:
        return [(one["date"], one["start_time"], one["end_time"]) for one in (await self.read())["overrides"]]

    async def weekly(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for one in (await self.read())["availability"]:
            for day in one["days"]:
                found.setdefault(day[:3], []).append((one["start_time"], one["end_time"]))
        return found


async def test_a_day_out_closes_the_day_after_a_yes(bailey: Talk, schedule: Schedule) -> None:
    shown = await bailey.call("change_hours", "I'm out on Friday", change="away", when="Friday")
    assert shown.proposal is not None
    assert await schedule.overrides() == []
    await bailey.say("yes")
    assert await schedule.overrides() == [("2026-11-27", "00:00", "00:00")]


async def test_the_proposal_shows_before_and_after_in_few_columns(bailey: Talk) -> None:
    shown = await bailey.call("change_hours", change="hours", when="Thursdays this month", hours="until 3")
    assert "Nov 2026  before   after\nThu 26    9AM–5PM  9AM–3PM" in shown.text
    assert max(map(len, shown.text.splitlines()[2:])) <= 34


async def test_thursdays_of_a_month_are_dates_and_thursdays_are_every_week(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="hours", when="Thursdays in December", hours="until 3")
    await bailey.say("yes")
    december = [f"2026-12-{day:02d}" for day in (3, 10, 17, 24, 31)]
    assert await schedule.overrides() == [(day, "09:00", "15:00") for day in december]
    await bailey.call("change_hours", change="hours", when="Thursdays", hours="until 4")
    await bailey.say("yes")
    assert (await schedule.weekly())["Thu"] == [("09:00", "16:00")]
    assert (await schedule.weekly())["Fri"] == [("09:00", "17:00")]
    assert len(await schedule.overrides()) == 5


async def test_a_lunch_break_parts_every_working_day(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", "lunch 12 to 1", change="break", hours="12 to 1")
    await bailey.say("yes")
    weekly = await schedule.weekly()
    assert weekly["Mon"] == [("09:00", "12:00"), ("13:00", "17:00")]
    assert set(weekly) == {"Mon", "Tue", "Wed", "Thu", "Fri"}


@pytest.mark.parametrize(
    ("when", "left"),
    [
        ("Friday after 2", [("2026-11-27", "09:00", "14:00")]),
        ("Friday until 11:30", [("2026-11-27", "11:30", "17:00")]),
        ("tomorrow from 12 to 2", [("2026-11-24", "09:00", "12:00"), ("2026-11-24", "14:00", "17:00")]),
        ("this afternoon", [("2026-11-23", "09:00", "12:00")]),
        ("after 3", [("2026-11-23", "09:00", "15:00")]),
        ("from Thursday 2pm until Friday noon", [("2026-11-26", "09:00", "14:00"), ("2026-11-27", "12:00", "17:00")]),
    ],
)
async def test_a_part_of_a_day_away_leaves_the_rest(
    bailey: Talk, schedule: Schedule, when: str, left: list[tuple[str, str, str]]
) -> None:
    await bailey.call("change_hours", change="away", when=when)
    await bailey.say("yes")
    assert await schedule.overrides() == left


async def test_hours_on_a_day_off_are_added(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="hours", when="Saturday", hours="from 10 to 2")
    await bailey.say("yes")
    assert await schedule.overrides() == [("2026-11-28", "10:00", "14:00")]


async def test_a_week_away_closes_its_working_days_only(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="away", when="next week")
    await bailey.say("yes")
    assert [day for day, _, _ in await schedule.overrides()] == [
        f"2026-{day}" for day in ("11-30", "12-01", "12-02", "12-03", "12-04")
    ]


async def test_two_parts_of_a_day_that_are_said_in_one_breath(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="hours", when="tomorrow 9 to 12 and 1 to 5")
    await bailey.say("yes")
    assert await schedule.overrides() == [("2026-11-24", "09:00", "12:00"), ("2026-11-24", "13:00", "17:00")]


async def test_usual_hours_again_leave_other_dates_as_they_are(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="away", when="Thursday and Friday")
    await bailey.say("yes")
    await bailey.call("change_hours", change="usual", when="Friday")
    await bailey.say("yes")
    assert await schedule.overrides() == [("2026-11-26", "00:00", "00:00")]
    await bailey.call("change_hours", "my usual hours again", change="usual")
    await bailey.say("yes")
    assert await schedule.overrides() == []


async def test_hours_that_somebody_changed_in_between_are_not_overwritten(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="away", when="Friday")
    number = (await schedule.read())["id"]
    await bailey.calendar.schedules.update(
        number, overrides=[{"date": "2026-12-01", "start_time": "10:00", "end_time": "12:00"}]
    )
    reply = await bailey.say("yes")
    assert "changed somewhere else" in reply.text
    assert await schedule.overrides() == [("2026-12-01", "10:00", "12:00")]


async def test_bookings_in_hours_given_up_are_named_and_stay(bailey: Talk, ana: Talk) -> None:
    uid = await ana.book("Friday at 3pm")
    shown = await bailey.call("change_hours", change="away", when="Friday")
    assert "Ana Silva" in shown.text
    await bailey.say("yes")
    assert [booking["uid"] for booking in bailey.bookings()] == [uid]
    again = await bailey.call("change_hours", change="hours", when="Friday", hours="9 to 5")
    assert "Ana Silva" not in again.text


async def test_nothing_is_proposed_where_nothing_would_change(bailey: Talk) -> None:
    same: tuple[dict[str, Any], ...] = (
        {"change": "away", "when": "Saturday"},
        {"change": "usual"},
        {"change": "hours", "hours": "9 to 5"},
    )
    for asked in same:
        reply = await bailey.call("change_hours", "that", **asked)
        assert reply.proposal is None
        assert "already" in reply.text


async def test_what_is_missing_or_over_is_said(bailey: Talk) -> None:
    said: tuple[tuple[dict[str, Any], str], ...] = (
        ({"change": "away"}, "Which days"),
        ({"change": "hours", "when": "Friday"}, "From when"),
        ({"change": "away", "when": "November 2, 2026"}, "past"),
    )
    for asked, told in said:
        assert told in (await bailey.call("change_hours", "that", **asked)).text


async def test_hours_are_shown_with_the_dates_that_differ(bailey: Talk) -> None:
    await bailey.call("change_hours", change="away", when="Friday")
    await bailey.say("yes")
    shown = await bailey.call("change_hours", "show my hours", change="show")
    assert shown.proposal is None
    assert "Mon–Fri  9AM–5PM\nSat–Sun  —\n" in shown.text
    assert "Fri 27    —" in shown.text


async def test_a_lost_answer_is_looked_up(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="away", when="Friday")
    bailey.fault("schedules.update", "drop_after")
    reply = await bailey.say("yes")
    assert "Your hours are changed" in reply.text
    assert len(await schedule.overrides()) == 1


async def test_a_change_that_never_arrived_is_told_as_not_done(bailey: Talk, schedule: Schedule) -> None:
    await bailey.call("change_hours", change="away", when="Friday")
    bailey.fault("schedules.update", "drop_before")
    reply = await bailey.say("yes")
    assert "did not reach" in reply.text
    assert await schedule.overrides() == []


async def test_the_hours_of_the_owner_of_a_shared_key_are_not_another_hosts(bailey: Talk, schedule: Schedule) -> None:
    bailey.as_host(NamedHosts(lambda _: bailey.calendar, {bailey.person.account_id: "alex"}))
    reply = await bailey.call("change_hours", change="away", when="Friday")
    assert reply.proposal is None
    assert "own settings" in reply.text


async def test_bookings_that_stand_can_be_cancelled_by_a_tap_after_the_yes(bailey: Talk, ana: Talk) -> None:
    await ana.book("Friday at 3pm")
    kept = await ana.book("Friday at 5pm")
    await bailey.call("change_hours", change="away", when="Friday until 11:30")
    reply = await bailey.say("yes")
    assert [choice.label for choice in reply.choices] == ["Cancel that booking"]
    await bailey.tap("Cancel that booking")
    shown = await bailey.tap("Without a reason")
    assert shown.proposal is not None
    await bailey.say("yes")
    assert [booking["uid"] for booking in bailey.bookings()] == [kept]


async def test_days_in_a_row_with_the_same_hours_share_a_line(bailey: Talk) -> None:
    shown = await bailey.call("change_hours", change="away", when="December 21 to January 8")
    assert [line.split() for line in shown.text.splitlines()[2:]] == [
        ["Dec", "2026", "before", "after"],
        ["21–25", "9AM–5PM", "—"],
        ["28–31", "9AM–5PM", "—"],
        ["Jan", "2027"],
        ["Fri", "1", "9AM–5PM", "—"],
        ["4–8", "9AM–5PM", "—"],
    ]


@pytest.mark.parametrize(
    ("language", "dates", "weekly", "until"),
    [
        ("de", "donnerstags im Dezember", "donnerstags", "bis 15 Uhr"),
        ("fr", "les jeudis de décembre", "tous les jeudis", "jusqu'à 15h"),
        ("es", "los jueves de diciembre", "los jueves", "hasta las 3"),
        ("pt", "às quintas de dezembro", "às quintas", "até às 15h"),
    ],
)
async def test_every_language_tells_dates_from_every_week(
    bailey: Talk, schedule: Schedule, language: str, dates: str, weekly: str, until: str
) -> None:
    bailey.person = replace(bailey.person, language=language)
    await bailey.call("change_hours", change="hours", when=dates, hours=until)
    await bailey.tap_id(bailey.last.choices[0].id)
    assert [day for day, _, end in await schedule.overrides() if end == "15:00"] == [
        f"2026-12-{day:02d}" for day in (3, 10, 17, 24, 31)
    ]
    assert (await schedule.weekly())["Thu"] == [("09:00", "17:00")]
    await bailey.call("change_hours", change="hours", when=weekly, hours=until)
    await bailey.tap_id(bailey.last.choices[0].id)
    assert (await schedule.weekly())["Thu"] == [("09:00", "15:00")]
    assert (await schedule.weekly())["Wed"] == [("09:00", "17:00")]
