"""Schedules that are made, changed and deleted, one's profile, and limits that bind (facts 6, 7)."""

from pathlib import Path

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

DAY = {"start": "2026-11-24", "end": "2026-11-24", "eventTypeSlug": "30min"}
EVENINGS = [{"days": ["Tuesday"], "startTime": "18:00", "endTime": "20:00"}]


async def test_a_schedule_without_hours_is_nine_to_five(bailey: Api) -> None:
    body = {"name": "New", "timeZone": "Europe/Rome", "isDefault": False}
    made = await bailey.data("POST", "/v2/schedules", json=body, status=201)
    assert made == {
        "id": made["id"],
        "ownerId": 101,
        "name": "New",
        "timeZone": "Europe/Rome",
        "availability": [
            {
                "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                "startTime": "09:00",
                "endTime": "17:00",
            }
        ],
        "isDefault": False,
        "overrides": [],
    }
    assert await bailey.data("GET", f"/v2/schedules/{made['id']}") == made
    assert len(await bailey.data("GET", "/v2/schedules")) == 2


async def test_the_default_schedule_decides_when_one_can_be_booked(bailey: Api) -> None:
    body = {"name": "Evenings", "timeZone": "America/New_York", "isDefault": True, "availability": EVENINGS}
    made = await bailey.data("POST", "/v2/schedules", json=body, status=201)
    evening = ["2026-11-24T23:00:00.000Z", "2026-11-24T23:30:00.000Z"]
    assert await bailey.slots(**DAY) == evening
    assert (await bailey.data("GET", "/v2/schedules/default"))["id"] == made["id"]
    assert [one["isDefault"] for one in await bailey.data("GET", "/v2/schedules")] == [False, True]
    assert (await bailey.data("GET", "/v2/me"))["defaultScheduleId"] == made["id"]
    back = await bailey.data("PATCH", "/v2/me", json={"defaultScheduleId": 201})
    assert back["defaultScheduleId"] == 201
    assert (await bailey.slots(**DAY))[0] == "2026-11-24T14:00:00.000Z"
    await bailey.data("PATCH", "/v2/event-types/1002", json={"scheduleId": made["id"]})
    assert await bailey.slots(**DAY) == evening
    gone = await bailey.send("DELETE", f"/v2/schedules/{made['id']}")
    assert (gone.status_code, gone.json()) == (200, {"status": "success"})
    assert (await bailey.data("GET", "/v2/event-types/1002"))["scheduleId"] is None
    assert (await bailey.slots(**DAY))[0] == "2026-11-24T14:00:00.000Z"


async def test_a_changed_schedule_changes_the_slots(bailey: Api) -> None:
    changed = await bailey.data("PATCH", "/v2/schedules/201", json={"availability": EVENINGS, "name": "Evenings"})
    assert (changed["availability"], changed["name"], changed["isDefault"]) == (EVENINGS, "Evenings", True)
    assert (await bailey.slots(**DAY))[0] == "2026-11-24T23:00:00.000Z"
    changed = await bailey.data("PATCH", "/v2/schedules/201", json={"timeZone": "Europe/Berlin"})
    assert (await bailey.slots(**DAY))[0] == "2026-11-24T17:00:00.000Z"
    overrides = [{"date": "2026-11-24", "startTime": "08:00", "endTime": "09:00"}]
    changed = await bailey.data("PATCH", "/v2/schedules/201", json={"overrides": overrides})
    assert changed["overrides"] == overrides
    assert await bailey.slots(**DAY) == ["2026-11-24T07:00:00.000Z", "2026-11-24T07:30:00.000Z"]
    await bailey.data("PATCH", "/v2/schedules/201", json={"overrides": [], "availability": []})
    assert await bailey.slots(**DAY) == []


async def test_somebody_always_has_a_default_as_long_as_there_is_a_schedule(bailey: Api) -> None:
    assert (await bailey.data("PATCH", "/v2/schedules/201", json={"isDefault": False}))["isDefault"] is True
    body = {"name": "New", "timeZone": "Europe/Rome", "isDefault": False}
    made = await bailey.data("POST", "/v2/schedules", json=body, status=201)
    await bailey.send("DELETE", "/v2/schedules/201")
    assert (await bailey.data("GET", "/v2/schedules/default"))["id"] == made["id"]
    await bailey.send("DELETE", f"/v2/schedules/{made['id']}")
    assert await bailey.data("GET", "/v2/schedules/default") is None
    assert await bailey.slots(**DAY) == []


async def test_a_schedule_that_cannot_be_is_refused(bailey: Api) -> None:
    assert set(await bailey.violations("POST", "/v2/schedules", json={"availability": 5})) == {
        "name",
        "timeZone",
        "isDefault",
        "availability",
    }
    hours = [{"days": ["Someday"], "startTime": "9:00", "endTime": "25:00"}]
    assert "availability" in await bailey.violations("PATCH", "/v2/schedules/201", json={"availability": hours})
    hours = [{"days": ["Monday"], "startTime": "19:00", "endTime": "09:00"}]
    assert "availability" in await bailey.violations("PATCH", "/v2/schedules/201", json={"availability": hours})
    assert "timeZone" in await bailey.violations("PATCH", "/v2/schedules/201", json={"timeZone": "Mars/Base"})
    gone = "Schedule with ID=9 does not exist."
    assert await bailey.refusal("PATCH", "/v2/schedules/9", json={}) == (404, gone)
    assert await bailey.refusal("DELETE", "/v2/schedules/9") == (400, gone)
    words = "User with ID=101 does not own schedule with ID=202"
    for method in ("GET", "PATCH", "DELETE"):
        assert await bailey.refusal(method, "/v2/schedules/202") == (403, words)


async def test_a_profile_is_changed_and_a_new_address_waits(bailey: Api) -> None:
    before = await bailey.data("GET", "/v2/me")
    body = {
        "name": "Bailey H.",
        "timeFormat": 24,
        "weekStart": "Monday",
        "timeZone": "Europe/Lisbon",
        "locale": "pt",
        "avatarUrl": "https://x.example/a.png",
        "bio": "Hello",
        "metadata": {"floor": "3"},
        "email": "new@acme.example",
    }
    after = await bailey.data("PATCH", "/v2/me", json=body)
    shown = {name: value for name, value in body.items() if name not in ("metadata", "email")}
    assert after == {**before, **shown}
    assert await bailey.data("GET", "/v2/me") == after
    assert (await bailey.book())["hosts"][0]["name"] == "Bailey H."


async def test_a_profile_that_cannot_be_is_refused(bailey: Api) -> None:
    body = {"timeFormat": 13, "weekStart": "Today", "timeZone": "x", "locale": "xx", "email": "x", "name": ""}
    assert set(await bailey.violations("PATCH", "/v2/me", json=body)) == set(body)
    words = "User with ID=101 does not own schedule with ID=202"
    assert await bailey.refusal("PATCH", "/v2/me", json={"defaultScheduleId": 202}) == (404, words)


async def test_booking_limits_are_set_one_by_one_and_cleared(bailey: Api) -> None:
    path = "/v2/me/booking-limits"
    none = {"perDay": None, "perWeek": None, "perMonth": None, "perYear": None}
    assert await bailey.data("GET", path) == none
    assert await bailey.data("PATCH", path, json={"perDay": 2, "perYear": 9}) == {**none, "perDay": 2, "perYear": 9}
    assert await bailey.data("PATCH", path, json={"perDay": None}) == {**none, "perYear": 9}
    answer = await bailey.send("DELETE", path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert await bailey.data("GET", path) == none
    assert set(await bailey.violations("PATCH", path, json={"perDay": 0, "perWeek": "x"})) == {"perDay", "perWeek"}


@pytest.mark.parametrize(
    ("limit", "free_again"), [("perDay", "2026-11-25"), ("perWeek", "2026-11-29"), ("perMonth", "2026-12-01")]
)
async def test_booking_limits_bind_over_all_event_types(bailey: Api, limit: str, free_again: str) -> None:
    await bailey.data("PATCH", "/v2/me/booking-limits", json={limit: 2})
    await bailey.book("15min", "2026-11-24T15:00:00Z")
    assert await bailey.slots(**DAY)
    await bailey.book("30min", "2026-11-24T16:00:00Z")
    assert await bailey.slots(**DAY) == []
    status, words = await bailey.refused_booking("30min", "2026-11-24T17:00:00Z")
    assert (status, words) == (400, "User either already has booking at this time or is not available")
    later = await bailey.slots(**{**DAY, "end": "2026-12-31"})
    assert later[0][:10] >= free_again


async def test_limits_are_for_members_of_an_organization(clock: StillClock, tmp_path: Path) -> None:
    file = tmp_path / "alone.yaml"
    file.write_text(
        "users:\n  - {username: solo, name: Solo, email: solo@x.example, time_zone: UTC, keys: [cal_solo]}\n"
    )
    solo = Api(World.load(file, clock=clock), "cal_solo")
    for method in ("GET", "PATCH", "DELETE"):
        assert (await solo.refusal(method, "/v2/me/booking-limits", json={}))[0] == 403


async def test_schedules_limits_and_profile_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    state = tmp_path / "state.json"
    bailey = Api(World.load("default", clock=clock, state=state), "cal_sandbox_bailey")
    body = {"name": "Evenings", "timeZone": "America/New_York", "isDefault": True, "availability": EVENINGS}
    await bailey.data("POST", "/v2/schedules", json=body, status=201)
    await bailey.data("PATCH", "/v2/me", json={"bio": "Hello"})
    await bailey.data("PATCH", "/v2/me/booking-limits", json={"perDay": 3})
    again = Api(World.load("default", clock=clock, state=state), "cal_sandbox_bailey")
    for path in ("/v2/schedules", "/v2/me", "/v2/me/booking-limits"):
        assert await again.data("GET", path) == await bailey.data("GET", path)
    assert await again.slots(**DAY) == await bailey.slots(**DAY)
