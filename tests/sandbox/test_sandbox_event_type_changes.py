"""Event types that are made, changed and deleted, and what becomes of their slots and bookings (facts 5)."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

FLAGS = (
    "disableGuests",
    "hidden",
    "bookingRequiresAuthentication",
    "lockTimeZoneToggleOnBookingPage",
    "requiresBookerEmailVerification",
    "hideCalendarNotes",
    "hideCalendarEventDetails",
    "hideOrganizerEmail",
    "useDestinationCalendarEmail",
    "showOptimizedSlots",
    "allowReschedulingPastBookings",
    "allowReschedulingCancelledBookings",
)
DAY = {"start": "2026-11-24", "end": "2026-11-24"}


@pytest.fixture
def alex(world: World) -> Api:
    return Api(world, "cal_sandbox_alex")


async def make(api: Api, **body: Any) -> Any:
    asked = {"lengthInMinutes": 60, "title": "Long Talk", "slug": "long-talk", "minimumBookingNotice": 0, **body}
    return await api.data("POST", "/v2/event-types", json=asked, status=201)


async def change(api: Api, made: Any, **body: Any) -> Any:
    return await api.data("PATCH", f"/v2/event-types/{made['id']}", json=body)


async def test_a_new_event_type_is_as_cal_com_makes_one(bailey: Api) -> None:
    made = await make(bailey, minimumBookingNotice=None)
    assert (made["ownerId"], made["lengthInMinutes"], made["minimumBookingNotice"]) == (101, 60, 120)
    assert made["bookingUrl"] == "https://cal.com/bailey/long-talk"
    assert made["locations"] == [{"type": "integration", "integration": "cal-video"}]
    assert [(field["slug"], field.get("required"), field.get("hidden")) for field in made["bookingFields"]] == [
        ("name", True, None),
        ("email", True, None),
        ("attendeePhoneNumber", False, True),
        ("location", False, False),
        ("title", True, True),
        ("notes", False, False),
        ("guests", False, False),
        ("rescheduleReason", False, False),
    ]
    assert await bailey.data("GET", f"/v2/event-types/{made['id']}") == made


async def test_a_new_event_type_has_slots_and_can_be_booked_and_a_deleted_one_not(bailey: Api, world: World) -> None:
    made = await make(bailey)
    starts = await bailey.slots(eventTypeSlug="long-talk", **DAY)
    assert starts[:2] == ["2026-11-24T14:00:00.000Z", "2026-11-24T15:00:00.000Z"]
    booked = await bailey.book("long-talk")
    gone = await bailey.data("DELETE", f"/v2/event-types/{made['id']}")
    assert gone == {"id": made["id"], "lengthInMinutes": 60, "title": "Long Talk", "slug": "long-talk"}
    query = {"params": {"eventTypeId": made["id"], **DAY}}
    assert await bailey.refusal("GET", "/v2/slots", **query) == (404, "Event Type not found")
    status, words = await bailey.refused_booking("long-talk")
    assert (status, words) == (404, "Event type with slug long-talk belonging to user bailey not found.")
    kept = await bailey.data("GET", f"/v2/bookings/{booked['uid']}")
    assert (kept["eventTypeId"], kept["eventType"], kept["status"]) == (None, None, "accepted")
    assert "2026-11-24T15:00:00.000Z" not in await bailey.slots(eventTypeSlug="30min", **DAY)
    again = {"start": "2026-11-24T16:00:00Z"}
    assert (await bailey.refusal("POST", f"/v2/bookings/{booked['uid']}/reschedule", json=again))[0] == 404
    await bailey.data("POST", f"/v2/bookings/{booked['uid']}/cancel", json={"cancellationReason": "ill"})


async def test_a_changed_event_type_changes_its_slots(bailey: Api) -> None:
    made = await make(bailey)

    async def slots_after(**body: Any) -> list[str]:
        await change(bailey, made, **body)
        return [start[11:16] for start in await bailey.slots(eventTypeSlug="long-talk", **DAY)]

    hours = [f"{hour:02}:00" for hour in range(14, 22)]
    assert await slots_after() == hours
    assert await slots_after(slotInterval=90) == ["14:00", "15:30", "17:00", "18:30", "20:00"]
    assert await slots_after(slotInterval=None, lengthInMinutes=120) == ["14:00", "16:00", "18:00", "20:00"]
    assert await slots_after(lengthInMinutes=60, minimumBookingNotice=28 * 60) == hours[4:]
    assert await slots_after(minimumBookingNotice=0, offsetStart=15) == [f"{hour}:15" for hour in range(14, 21)]
    assert await slots_after(offsetStart=0, onlyShowFirstAvailableSlot=True) == ["14:00"]
    window = {"type": "range", "value": ["2026-12-01", "2026-12-02"]}
    assert await slots_after(onlyShowFirstAvailableSlot=False, bookingWindow=window) == []
    assert await slots_after(bookingWindow={"disabled": True}) == hours
    await bailey.book("30min")
    assert await slots_after() == [hour for hour in hours if hour != "15:00"]
    assert await slots_after(beforeEventBuffer=30, afterEventBuffer=30) == hours[2:]
    await bailey.book("long-talk", "2026-11-24T18:00:00Z")
    limit = {"day": 1}
    assert await slots_after(beforeEventBuffer=0, afterEventBuffer=0, bookingLimitsCount=limit) == []
    assert len(await slots_after(bookingLimitsCount={"disabled": True}, bookingLimitsDuration={"day": 120})) == 6


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"seats": {"seatsPerTimeSlot": 4, "showAttendeeInfo": True, "showAvailabilityCount": False}}, None),
        ({"recurrence": {"interval": 2, "occurrences": 5, "frequency": "monthly"}}, None),
        ({"confirmationPolicy": {"type": "always", "blockUnconfirmedBookingsInBooker": True}}, None),
        (
            {
                "confirmationPolicy": {
                    "type": "time",
                    "noticeThreshold": {"unit": "hours", "count": 4},
                    "blockUnconfirmedBookingsInBooker": False,
                }
            },
            None,
        ),
        ({"bookingWindow": {"type": "businessDays", "value": 9, "rolling": True}}, None),
        (
            {"bookingWindow": {"type": "range", "value": ["2026-12-01T00:00:00Z", "2026-12-04"]}},
            {"bookingWindow": {"type": "range", "value": ["2026-12-01", "2026-12-04"], "rolling": False}},
        ),
        ({"bookingLimitsCount": {"week": 3, "year": 9}}, None),
        ({"bookerActiveBookingsLimit": {"maximumActiveBookings": 2, "offerReschedule": True}}, None),
        ({"disableCancelling": {"disabled": True}}, None),
        ({"disableRescheduling": {"disabled": False, "minutesBefore": 30}}, None),
        ({"disableRescheduling": {"disabled": False}}, None),
        ({"color": {"lightThemeHex": "#fff", "darkThemeHex": "#000"}}, None),
        ({"bookerLayouts": {"defaultLayout": "month", "enabledLayouts": ["month", "week"]}}, None),
        ({"destinationCalendar": {"integration": "google_calendar", "externalId": "x@y.example"}}, None),
        ({"calVideoSettings": {"disableRecordingForOrganizer": True, "redirectUrlOnExit": "https://x.example"}}, None),
        ({"lengthInMinutesOptions": ["30", "60"]}, {"lengthInMinutesOptions": [30, 60]}),
        ({"customName": "{Organiser}!", "successRedirectUrl": "https://x.example", "interfaceLanguage": "de"}, None),
        (dict.fromkeys(FLAGS, True), None),
        (
            {
                "locations": [
                    {"type": "address", "address": "1 Quay Street", "public": True},
                    {"type": "integration", "integration": "zoom"},
                    {"type": "attendeeDefined"},
                ]
            },
            None,
        ),
    ],
)
async def test_what_is_said_of_an_event_type_is_shown_of_it(bailey: Api, said: Any, shown: Any) -> None:
    made = await make(bailey, **said)
    expected = shown or said
    assert {name: made[name] for name in expected} == expected
    unchanged = await change(bailey, made, title="Longer Talk")
    assert {name: unchanged[name] for name in expected} == expected


@pytest.mark.parametrize("part", ["seats", "recurrence", "confirmationPolicy", "bookingWindow", "bookingLimitsCount"])
async def test_a_part_is_turned_off(bailey: Api, part: str) -> None:
    said: Any = {
        "seats": {"seatsPerTimeSlot": 4},
        "recurrence": {"interval": 1, "occurrences": 5, "frequency": "weekly"},
        "confirmationPolicy": {"type": "always"},
        "bookingWindow": {"type": "calendarDays", "value": 5},
        "bookingLimitsCount": {"day": 1},
    }[part]
    made = await make(bailey, **{part: said})
    off = None if part == "recurrence" else {"disabled": True}
    assert (await change(bailey, made, **{part: {"disabled": True}}))[part] == off


async def test_questions_are_asked_as_said(bailey: Api) -> None:
    fields = [
        {"type": "name", "label": "Who are you?", "placeholder": "Your name"},
        {"slug": "notes", "required": True, "label": "What about?"},
        {"type": "select", "slug": "size", "label": "Size", "required": True, "options": ["S", "L"], "hidden": False},
        {"type": "boolean", "slug": "terms", "label": "Agreed?", "required": False, "hidden": True},
    ]
    made = await make(bailey, bookingFields=fields)
    by_slug = {field["slug"]: field for field in made["bookingFields"]}
    assert (by_slug["name"]["label"], by_slug["name"]["isDefault"]) == ("Who are you?", True)
    assert by_slug["notes"]["required"] is True
    assert by_slug["size"] == {
        "isDefault": False,
        "type": "select",
        "slug": "size",
        "label": "Size",
        "required": True,
        "placeholder": "",
        "options": ["S", "L"],
        "disableOnPrefill": False,
        "hidden": False,
    }
    status, words = await bailey.refused_booking("long-talk", bookingFieldsResponses={"notes": "x"})
    assert (status, "Missing required booking field response: size" in words) == (400, True)
    answers = {"notes": "x", "size": "L"}
    assert (await bailey.book("long-talk", bookingFieldsResponses=answers))["bookingFieldsResponses"]["size"] == "L"
    changed = await change(bailey, made, bookingFields=[])
    assert "size" not in [field["slug"] for field in changed["bookingFields"]]


async def test_both_names_can_be_asked_for(bailey: Api) -> None:
    split = {"type": "splitName", "firstNameLabel": "First", "lastNameLabel": "Last", "lastNameRequired": True}
    made = await make(bailey, bookingFields=[split])
    assert made["bookingFields"][0] == {
        "isDefault": True,
        "type": "splitName",
        "slug": "splitName",
        "disableOnPrefill": False,
        "firstNameLabel": "First",
        "lastNameLabel": "Last",
        "lastNameRequired": True,
    }
    assert (await bailey.book("long-talk"))["attendees"][0]["name"] == ANA["name"]


async def test_an_event_type_that_cannot_be_is_refused(bailey: Api, alex: Api) -> None:
    found = await bailey.violations("POST", "/v2/event-types", json={"slug": "No Slug", "seats": {}, "recurrence": 5})
    assert set(found) == {"lengthInMinutes", "title", "slug", "seats", "recurrence"}
    await make(bailey)
    body = {"lengthInMinutes": 5, "title": "Again", "slug": "long-talk"}
    clash = (400, "User already has an event type with this slug.")
    assert await bailey.refusal("POST", "/v2/event-types", json=body) == clash
    assert await bailey.refusal("PATCH", "/v2/event-types/1002", json={"slug": "long-talk"}) == clash
    words = "User with ID=102 does not own event type with ID=1002"
    assert await alex.refusal("PATCH", "/v2/event-types/1002", json={"title": "Mine"}) == (403, words)
    assert await alex.refusal("DELETE", "/v2/event-types/1002") == (403, words)
    words = "Event type with ID=9 does not exist."
    assert await bailey.refusal("PATCH", "/v2/event-types/9", json={}) == (404, words)
    words = "User with ID=101 does not own schedule with ID=202"
    assert await bailey.refusal("PATCH", "/v2/event-types/1002", json={"scheduleId": 202}) == (404, words)
    body = {"bookingFields": [{"type": "email", "label": "x", "placeholder": "y", "required": False}]}
    assert (await bailey.refusal("PATCH", "/v2/event-types/1002", json=body))[0] == 400
    for field in ({"type": "select", "slug": "x", "label": "X"}, {"slug": "x"}, {"type": "text", "slug": "x"}):
        answer = await bailey.send("PATCH", "/v2/event-types/1002", json={"bookingFields": [field]})
        assert answer.status_code == 400


async def test_an_address_that_must_be_verified_needs_the_code(bailey: Api) -> None:
    await make(bailey, requiresBookerEmailVerification=True)
    assert (await bailey.refused_booking("long-talk"))[0] == 400
    assert (await bailey.refused_booking("long-talk", emailVerificationCode="000000"))[0] == 400
    assert (await bailey.book("long-talk", emailVerificationCode="123456"))["status"] == "accepted"


async def test_bookings_that_are_over_or_cancelled_can_be_moved_where_that_is_allowed(
    bailey: Api, clock: StillClock
) -> None:
    made = await make(bailey)
    booked = await bailey.book("long-talk")
    path = f"/v2/bookings/{booked['uid']}/reschedule"
    clock.forward(days=2)
    later = {"start": "2026-11-30T15:00:00Z"}
    assert (await bailey.refusal("POST", path, json=later))[0] == 400
    await change(bailey, made, allowReschedulingPastBookings=True)
    moved = await bailey.data("POST", path, json=later, status=201)
    await bailey.data("POST", f"/v2/bookings/{moved['uid']}/cancel", json={"cancellationReason": "ill"})
    path = f"/v2/bookings/{moved['uid']}/reschedule"
    assert (await bailey.refusal("POST", path, json=later))[0] == 400
    await change(bailey, made, allowReschedulingCancelledBookings=True)
    assert (await bailey.data("POST", path, json=later, status=201))["status"] == "accepted"


async def test_changes_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    state = tmp_path / "state.json"
    bailey = Api(World.load("default", clock=clock, state=state), "cal_sandbox_bailey")
    made = await make(bailey, bookingWindow={"type": "range", "value": ["2026-11-24", "2026-12-04"]})
    await change(bailey, {"id": 1002}, title="Changed")
    booked = await bailey.book("15min")
    await bailey.data("DELETE", "/v2/event-types/1001")
    again = Api(World.load("default", clock=clock, state=state), "cal_sandbox_bailey")
    assert await again.data("GET", f"/v2/event-types/{made['id']}") == made
    assert (await again.data("GET", "/v2/event-types/1002"))["title"] == "Changed"
    assert (await again.refusal("GET", "/v2/event-types/1001"))[0] == 404
    assert (await again.data("GET", f"/v2/bookings/{booked['uid']}"))["eventType"] is None
    assert (await make(again, slug="another"))["id"] == made["id"] + 1


TEAM = "/v2/teams/301/event-types"


async def make_for_team(api: Api, **body: Any) -> Any:
    asked = {
        "lengthInMinutes": 30,
        "title": "Panel",
        "slug": "panel",
        "minimumBookingNotice": 0,
        "schedulingType": "collective",
        "hosts": [{"userId": 101}, {"userId": 102}],
        **body,
    }
    return await api.data("POST", TEAM, json=asked, status=201)


async def test_a_teams_event_type_is_made_changed_and_deleted_by_its_admins(bailey: Api, alex: Api) -> None:
    made = await make_for_team(bailey)
    assert (made["teamId"], made["schedulingType"], made["assignAllTeamMembers"]) == (301, "collective", False)
    assert [host["userId"] for host in made["hosts"]] == [101, 102]
    one = f"{TEAM}/{made['id']}"
    assert await bailey.data("GET", one) == made
    together = await bailey.slots(teamSlug="support-team", eventTypeSlug="panel", **DAY)
    assert (together[0], together[-1]) == ("2026-11-24T14:00:00.000Z", "2026-11-24T16:30:00.000Z")
    alone = await bailey.data("PATCH", one, json={"hosts": [{"userId": 102}], "title": "Alex"})
    assert [host["userId"] for host in alone["hosts"]] == [102]
    slots = await bailey.slots(teamSlug="support-team", eventTypeSlug="panel", **DAY)
    assert slots[0] == "2026-11-24T09:00:00.000Z"
    everybody = await bailey.data("PATCH", one, json={"assignAllTeamMembers": True})
    assert (everybody["assignAllTeamMembers"], len(everybody["hosts"])) == (True, 2)
    assert (await alex.refusal("PATCH", one, json={}))[0] == 403
    assert (await bailey.data("DELETE", one))["slug"] == "panel"
    assert (await bailey.refusal("GET", one))[0] == 404


async def test_a_teams_event_type_that_cannot_be_is_refused(bailey: Api) -> None:
    await make_for_team(bailey)
    body = {"lengthInMinutes": 30, "title": "Panel", "slug": "panel", "schedulingType": "collective"}
    assert await bailey.refusal("POST", TEAM, json=body) == (400, "Team already has an event type with this slug.")
    body |= {"slug": "other", "hosts": [{"userId": 103}]}
    assert (await bailey.refusal("POST", TEAM, json=body))[0] == 404
    assert set(await bailey.violations("POST", TEAM, json={**body, "schedulingType": "dice"})) == {"schedulingType"}


async def test_who_is_mandatory_is_always_there_and_who_has_priority_comes_first(bailey: Api) -> None:
    hosts = [{"userId": 101, "mandatory": True}, {"userId": 102, "priority": "high"}]
    made = await make_for_team(bailey, schedulingType="roundRobin", hosts=hosts)
    assert [(host["mandatory"], host["priority"]) for host in made["hosts"]] == [(True, "medium"), (False, "high")]
    both = await bailey.slots(teamSlug="support-team", eventTypeSlug="panel", **DAY)
    assert (both[0], both[-1]) == ("2026-11-24T14:00:00.000Z", "2026-11-24T16:30:00.000Z")
    booked = await bailey.book("panel", teamSlug="support-team")
    assert [host["id"] for host in booked["hosts"]] == [101, 102]
    words = "Can't reassign the booking because no other host is available at that time."
    assert await bailey.refusal("POST", f"/v2/bookings/{booked['uid']}/reassign") == (400, words)
    hosts = [{"userId": 101, "priority": "low"}, {"userId": 102, "priority": "high"}]
    await make_for_team(bailey, slug="ranked", schedulingType="roundRobin", hosts=hosts)
    for hour in (14, 16):
        booked = await bailey.book("ranked", f"2026-11-24T{hour}:00:00Z", teamSlug="support-team")
        assert [host["id"] for host in booked["hosts"]] == [102]


async def test_a_managed_event_type_gives_each_host_their_own(bailey: Api, world: World) -> None:
    parent, *children = await make_for_team(bailey, schedulingType="managed")
    assert parent["schedulingType"] == "managed"
    assert [(child["ownerId"], child["parentEventTypeId"]) for child in children] == [
        (101, parent["id"]),
        (102, parent["id"]),
    ]
    status, words = await bailey.refused_booking(eventTypeId=parent["id"], eventTypeSlug=None, username=None)
    assert (status, "parent managed event type that can't be booked" in words) == (400, True)
    assert (await bailey.book("panel", username="alex"))["hosts"][0]["username"] == "alex"
    await bailey.data("PATCH", f"{TEAM}/{parent['id']}", json={"title": "New", "hosts": [{"userId": 102}]})
    assert [kind.slug for kind in world.users["bailey"].event_types if kind.slug == "panel"] == []
    (child,) = [kind for kind in world.users["alex"].event_types if kind.slug == "panel"]
    assert child.spec.title == "New"
    await bailey.data("DELETE", f"{TEAM}/{parent['id']}")
    assert [kind.slug for kind in world.users["alex"].event_types if kind.slug == "panel"] == []


async def test_an_admin_sees_all_bookings_of_the_team(bailey: Api, alex: Api) -> None:
    booked = await bailey.book("demo", teamSlug="support-team")
    await bailey.book("30min", "2026-11-24T18:00:00Z")
    answer = (await bailey.send("GET", "/v2/teams/301/bookings?status=upcoming&teamsIds=9")).json()
    assert [one["uid"] for one in answer["data"]] == [booked["uid"]]
    assert answer["pagination"]["totalItems"] == 1
    assert await bailey.data("GET", "/v2/teams/301/bookings", params={"status": "past"}) == []
    assert (await bailey.refusal("GET", "/v2/teams/9/bookings"))[0] in (403, 404)
