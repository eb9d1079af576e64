"""Event types, hours and limits, changed by the client and felt in the sandbox's slots."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.calcom import CalcomClient
from bot.calcom.types.event_types import (
    Disabled,
    EventTypeChanges,
    NewConfirmationPolicy,
    NewEventType,
    NewHost,
    NewTeamEventType,
    OfferedLink,
    PerPeriod,
    Question,
    TeamEventTypeChanges,
)
from bot.calcom.types.schedules import Override, WorkingHours
from bot.scheduling.calendar import ById, Forbidden, InvalidArgument, NotFound, Rejected, Unauthorized
from bot.scheduling.models import EventType, NewAttendee, NewBooking
from tests.calcom.conftest import Sandbox

ANA = NewAttendee(name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
COFFEE = NewEventType(
    length_in_minutes=20,
    title="Coffee",
    slug="coffee",
    minimum_booking_notice=0,
    locations=(OfferedLink(link="https://meet.example.com/coffee", public=True),),
    booking_fields=(Question(type="text", slug="beans", label="Which beans?", required=True, placeholder=""),),
)


@pytest.fixture
def host(sandbox: Sandbox) -> CalcomClient:
    return sandbox.client("cal_sandbox_bailey")


async def free(client: CalcomClient, sandbox: Sandbox, event_type_id: int, days: int = 1) -> list[datetime]:
    """The free starts from tomorrow on."""
    start = sandbox.NOW.replace(hour=0) + timedelta(days=1)
    slots = await client.slots.list(
        ById(event_type_id), start=start, end=start + timedelta(days=days), time_zone="America/New_York"
    )
    return [slot.start for slot in slots]


async def book(client: CalcomClient, event_type: EventType, start: datetime, **details: Any) -> Any:
    body = {"start": start, "attendee": ANA, "event_type_id": event_type.id, **details}
    return (await client.bookings.create(NewBooking.model_validate(body)))[0]


async def test_an_event_type_is_made_booked_changed_and_deleted(sandbox: Sandbox, host: CalcomClient) -> None:
    made = await host.event_types.create(COFFEE)
    assert (made.length_in_minutes, made.slug, made.locations[0].link) == (
        20,
        "coffee",
        "https://meet.example.com/coffee",
    )
    assert "beans" in [field.slug for field in made.booking_fields]
    times = await free(host, sandbox, made.id)
    with pytest.raises(Rejected) as caught:
        await book(host, made, times[0])
    assert (caught.value.reason, caught.value.field) == ("missing_field", "beans")
    await book(host, made, times[0], booking_fields_responses={"beans": "Bourbon"})
    changed = await host.event_types.update(made.id, EventTypeChanges(length_in_minutes=60, title="Long Coffee"))
    assert (changed.length_in_minutes, changed.title) == (60, "Long Coffee")
    assert len(await free(host, sandbox, made.id)) < len(times)
    assert (await host.event_types.delete(made.id)).slug == "coffee"
    with pytest.raises(NotFound):
        await host.event_types.get(made.id)


async def test_a_slug_that_is_taken_is_refused(host: CalcomClient) -> None:
    await host.event_types.create(COFFEE)
    with pytest.raises(Rejected) as caught:
        await host.event_types.create(COFFEE)
    assert (caught.value.reason, caught.value.field) == ("already_exists", "slug")
    with pytest.raises(InvalidArgument):
        await host.event_types.create(COFFEE.model_copy(update={"slug": "Coffee Time"}))


async def test_what_an_event_type_had_can_be_switched_off(host: CalcomClient) -> None:
    policy = NewConfirmationPolicy(type="always", block_unconfirmed_bookings_in_booker=False)
    made = await host.event_types.create(
        COFFEE.model_copy(update={"confirmation_policy": policy, "booking_limits_count": PerPeriod(day=1)})
    )
    assert made.needs_confirmation
    assert made.booking_limits_count is not None
    assert made.booking_limits_count.day == 1
    changed = await host.event_types.update(made.id, EventTypeChanges(confirmation_policy=Disabled()))
    assert not changed.needs_confirmation


async def test_event_types_of_others_are_not_ones_own_to_change(sandbox: Sandbox, host: CalcomClient) -> None:
    made = await host.event_types.create(COFFEE)
    other = sandbox.client("cal_sandbox_alex")
    with pytest.raises((Forbidden, NotFound)):
        await other.event_types.update(made.id, EventTypeChanges(title="Mine"))
    with pytest.raises(Unauthorized):
        await sandbox.client().event_types.delete(made.id)


async def test_private_links_are_made_changed_and_deleted(sandbox: Sandbox, host: CalcomClient) -> None:
    made = await host.event_types.create(COFFEE)
    once = await host.event_types.private_links.create(made.id)
    until = await host.event_types.private_links.create(made.id, expires_at=sandbox.NOW + timedelta(days=3))
    assert (once.max_usage_count, until.expires_at) == (1, sandbox.NOW + timedelta(days=3))
    assert once.booking_url
    changed = await host.event_types.private_links.update(made.id, once.link_id, max_usage_count=5)
    assert changed.max_usage_count == 5
    links = await host.event_types.private_links.list(made.id)
    assert {link.link_id for link in links} == {once.link_id, until.link_id}
    assert (await host.event_types.private_links.delete(made.id, once.link_id)).link_id == once.link_id
    with pytest.raises(NotFound):
        await host.event_types.private_links.delete(made.id, once.link_id)


async def test_webhooks_of_an_event_type(host: CalcomClient) -> None:
    made = await host.event_types.create(COFFEE)
    hooks = host.event_types.webhooks
    first = await hooks.create(made.id, subscriber_url="http://127.0.0.1:9/a", triggers=["BOOKING_CREATED"])
    await hooks.create(made.id, subscriber_url="http://127.0.0.1:9/b", triggers=["BOOKING_CANCELLED"])
    assert first.event_type_id == made.id
    assert len(await hooks.list(made.id).all()) == 2
    assert not (await hooks.update(made.id, first.id, active=False)).active
    assert (await hooks.get(made.id, first.id)).triggers == ("BOOKING_CREATED",)
    assert (await hooks.delete(made.id, first.id)).id == first.id
    await hooks.delete_all(made.id)
    assert await hooks.list(made.id).all() == []


async def team_id(client: CalcomClient) -> int:
    return next(team.id for team in await client.teams.list() if team.slug == "support-team")


async def test_event_types_of_a_team(sandbox: Sandbox, host: CalcomClient) -> None:
    team = await team_id(host)
    users = [(await client.me.get()).id for client in (host, sandbox.client("cal_sandbox_alex"))]
    made = await host.teams.event_types.create(
        team,
        NewTeamEventType(
            length_in_minutes=30,
            title="Panel",
            slug="panel",
            scheduling_type="collective",
            hosts=tuple(NewHost(user_id=user) for user in users),
        ),
    )
    assert (made.team_id, made.scheduling_type) == (team, "collective")
    assert (await host.teams.event_types.get(team, made.id)).slug == "panel"
    changed = await host.teams.event_types.update(team, made.id, TeamEventTypeChanges(title="Big Panel"))
    assert changed.title == "Big Panel"
    hooks = host.teams.event_types.webhooks
    hook = await hooks.create(team, made.id, subscriber_url="http://127.0.0.1:9/a", triggers=["BOOKING_CREATED"])
    assert [one.id for one in await hooks.list(team, made.id).all()] == [hook.id]
    assert (await hooks.get(team, made.id, hook.id)).active
    assert not (await hooks.update(team, made.id, hook.id, active=False)).active
    assert (await hooks.delete(team, made.id, hook.id)).id == hook.id
    await hooks.delete_all(team, made.id)
    assert (await host.teams.event_types.delete(team, made.id)).id == made.id
    with pytest.raises(NotFound):
        await host.teams.event_types.get(team, made.id)


async def test_the_bookings_of_a_team(sandbox: Sandbox, host: CalcomClient) -> None:
    team = await team_id(host)
    demo = next(one for one in await host.teams.event_types(team) if one.slug == "demo")
    booked = await book(sandbox.client(), demo, (await free(host, sandbox, demo.id))[0])
    assert [one.uid for one in await host.teams.bookings.list(team, status=["upcoming"]).all()] == [booked.uid]
    with pytest.raises(Unauthorized):
        await sandbox.client().teams.bookings.list(team).all()


async def test_hours_that_are_changed_change_the_slots(sandbox: Sandbox, host: CalcomClient) -> None:
    tomorrow = (sandbox.NOW + timedelta(days=1)).date()
    made = await host.event_types.create(COFFEE)
    schedule = await host.schedules.create(
        name="Mornings",
        time_zone="America/New_York",
        availability=[WorkingHours(days=("Monday", "Tuesday"), start_time="09:00", end_time="10:00")],
    )
    assert schedule.availability[0].days == ("Monday", "Tuesday")
    await host.event_types.update(made.id, EventTypeChanges(schedule_id=schedule.id))
    assert len(await free(host, sandbox, made.id)) == 3
    await host.schedules.update(schedule.id, overrides=[Override(date=tomorrow, start_time="12:00", end_time="12:20")])
    (only,) = await free(host, sandbox, made.id)
    assert (only.hour, only.minute) == (17, 0)
    kept = await host.schedules.get(schedule.id)
    assert kept is not None
    assert kept.overrides[0].date == tomorrow
    default = await host.schedules.default()
    assert default is not None
    assert default.is_default
    assert len(await host.schedules.list()) == 2
    await host.event_types.update(made.id, EventTypeChanges(schedule_id=None))
    await host.schedules.delete(schedule.id)
    assert len(await host.schedules.list()) == 1
    with pytest.raises((NotFound, Rejected)):
        await host.schedules.delete(schedule.id)


async def test_a_profile_is_changed(host: CalcomClient) -> None:
    changed = await host.me.update(name="Bailey H.", time_format=24, week_start="Monday", locale="pt", bio="Hello")
    assert (changed.name, changed.time_format, changed.week_start) == ("Bailey H.", 24, "Monday")
    assert (await host.me.get()).name == "Bailey H."


async def test_booking_limits_bind(sandbox: Sandbox, host: CalcomClient) -> None:
    made = await host.event_types.create(COFFEE.model_copy(update={"booking_fields": None}))
    assert (await host.me.booking_limits.update(per_day=1)).per_day == 1
    await book(sandbox.client(), made, (await free(host, sandbox, made.id))[0])
    assert await free(host, sandbox, made.id) == []
    assert (await host.me.booking_limits.get()).per_day == 1
    assert (await host.me.booking_limits.update(per_day=None, per_week=9)).per_day is None
    assert await free(host, sandbox, made.id) != []
    await host.me.booking_limits.delete()
    assert (await host.me.booking_limits.get()).per_week is None
