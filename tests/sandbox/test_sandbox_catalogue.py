"""What is on offer: event types, teams, schedules and the caller (facts 5, 6, 7, 17)."""

from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api


async def slugs(api: Api, **query: Any) -> list[str]:
    return [one["slug"] for one in await api.data("GET", "/v2/event-types", params=query)]


PUBLIC = ["15min", "30min", "consultation", "flexible", "review", "weekly-checkin", "workshop", "intake"]


async def test_a_persons_public_event_types_in_order(api: Api, bailey: Api) -> None:
    assert await slugs(api, username="bailey") == PUBLIC
    assert await slugs(api, username="bailey", sortCreatedAt="desc") == PUBLIC[::-1]
    assert await slugs(api, username="bailey", eventSlug="review") == ["review"]
    assert await slugs(api, username="bailey", eventSlug="private-call") == []
    assert await slugs(bailey, username="bailey") == [*PUBLIC, "private-call"]
    assert await slugs(bailey) == [*PUBLIC, "private-call"]


async def test_who_is_unknown_has_none(api: Api) -> None:
    assert await slugs(api) == []
    assert await slugs(api, username="nobody") == []
    assert await slugs(api, username="bailey", orgSlug="other") == []
    assert await slugs(api, username="bailey", orgSlug="acme") == PUBLIC
    assert await slugs(api, username="bailey", orgId="7") == []
    assert await slugs(api, username="bailey", foo="dropped") == PUBLIC


async def test_several_people_share_a_dynamic_event_type(api: Api) -> None:
    (dynamic,) = await api.data("GET", "/v2/event-types", params={"usernames": "bailey,alex"})
    assert (dynamic["slug"], dynamic["lengthInMinutes"]) == ("dynamic", 30)
    assert [user["username"] for user in dynamic["users"]] == ["bailey", "alex"]
    assert await slugs(api, usernames="bailey,nobody") == []


async def test_an_event_type_as_the_list_has_it(api: Api) -> None:
    (consultation,) = await api.data(
        "GET", "/v2/event-types", params={"username": "bailey", "eventSlug": "consultation"}
    )
    fields = consultation.pop("bookingFields")
    assert consultation == {
        "id": 1003,
        "lengthInMinutes": 45,
        "title": "Consultation",
        "slug": "consultation",
        "description": "We look at your team's scheduling and what could be better.",
        "locations": [{"type": "integration", "integration": "cal-video"}],
        "disableGuests": False,
        "slotInterval": 15,
        "minimumBookingNotice": 60,
        "beforeEventBuffer": 0,
        "afterEventBuffer": 0,
        "recurrence": None,
        "metadata": {},
        "price": 0,
        "currency": "usd",
        "lockTimeZoneToggleOnBookingPage": False,
        "forwardParamsSuccessRedirect": None,
        "successRedirectUrl": None,
        "isInstantEvent": False,
        "scheduleId": None,
        "bookingLimitsCount": {"disabled": True},
        "bookingLimitsDuration": {"disabled": True},
        "bookerActiveBookingsLimit": {"disabled": True},
        "onlyShowFirstAvailableSlot": False,
        "bookingWindow": {"disabled": True},
        "confirmationPolicy": {"disabled": True},
        "requiresBookerEmailVerification": False,
        "hideCalendarNotes": False,
        "hideCalendarEventDetails": False,
        "hideOrganizerEmail": False,
        "useDestinationCalendarEmail": False,
        "showOptimizedSlots": False,
        "allowReschedulingPastBookings": False,
        "allowReschedulingCancelledBookings": False,
        "seats": {"disabled": True},
        "offsetStart": 0,
        "hidden": False,
        "bookingRequiresAuthentication": False,
        "disableCancelling": {"disabled": False},
        "disableRescheduling": {"disabled": False},
        "ownerId": 101,
        "users": [
            {
                "id": 101,
                "name": "Bailey Hart",
                "username": "bailey",
                "avatarUrl": None,
                "brandColor": None,
                "darkBrandColor": None,
                "weekStart": "Sunday",
                "metadata": {},
            }
        ],
        "bookingUrl": "https://cal.com/bailey/consultation",
    }
    assert [field["slug"] for field in fields] == [
        "name",
        "email",
        "location",
        "notes",
        "guests",
        "rescheduleReason",
        "company_size",
    ]
    assert fields[3] == {
        "isDefault": True,
        "type": "textarea",
        "slug": "notes",
        "required": True,
        "hidden": False,
        "disableOnPrefill": False,
        "label": "What would you like to talk about?",
    }
    assert fields[6] == {
        "isDefault": False,
        "type": "select",
        "slug": "company_size",
        "label": "How many people work at your company?",
        "required": True,
        "placeholder": "Pick one",
        "options": ["1-10", "10-50", "50-200", "200+"],
        "disableOnPrefill": False,
        "hidden": False,
    }


async def test_by_its_number_an_event_type_shows_hidden_questions_too(bailey: Api) -> None:
    whole = await bailey.data("GET", "/v2/event-types/1003")
    assert [field["slug"] for field in whole["bookingFields"]] == [
        "name",
        "email",
        "attendeePhoneNumber",
        "location",
        "title",
        "notes",
        "guests",
        "rescheduleReason",
        "company_size",
    ]
    title = whole["bookingFields"][4]
    assert (title["required"], title["hidden"]) == (True, True)


async def test_an_event_type_of_somebody_else_is_not_there(world: World, bailey: Api) -> None:
    assert await bailey.refusal("GET", "/v2/event-types/1010") == (404, "Event type with id 1010 not found")
    assert await bailey.refusal("GET", "/v2/event-types/99") == (404, "Event type with id 99 not found")
    assert (await bailey.refusal("GET", "/v2/event-types/abc"))[0] == 400
    assert (await Api(world, "cal_sandbox_admin").data("GET", "/v2/event-types/1010"))["slug"] == "30min"
    assert (await Api(world, "cal_sandbox_alex").data("GET", "/v2/event-types/1012"))["slug"] == "demo"


async def test_the_special_kinds_of_event_types_say_so(api: Api) -> None:
    by_slug = {one["slug"]: one for one in await api.data("GET", "/v2/event-types", params={"username": "bailey"})}
    assert by_slug["flexible"]["lengthInMinutesOptions"] == [15, 30, 60]
    assert by_slug["flexible"]["locations"][1] == {"type": "attendeePhone"}
    assert by_slug["review"]["confirmationPolicy"] == {"type": "always", "blockUnconfirmedBookingsInBooker": False}
    assert by_slug["weekly-checkin"]["recurrence"] == {"interval": 1, "occurrences": 4, "frequency": "weekly"}
    assert by_slug["workshop"]["seats"] == {
        "seatsPerTimeSlot": 10,
        "showAttendeeInfo": True,
        "showAvailabilityCount": True,
    }
    kinds = [field["type"] for field in by_slug["intake"]["bookingFields"] if not field["isDefault"]]
    assert sorted(kinds) == sorted(
        [
            *("text", "textarea", "number", "phone", "address", "url"),
            *("select", "radio", "multiselect", "checkbox", "multiemail", "boolean"),
        ]
    )


async def test_the_rules_of_an_event_type_are_shown(edge_api: Api) -> None:
    by_slug = {one["slug"]: one for one in await edge_api.data("GET", "/v2/event-types", params={"username": "max"})}
    assert by_slug["fair"]["bookingWindow"] == {
        "type": "range",
        "value": ["2026-12-07", "2026-12-09"],
        "rolling": False,
    }
    assert by_slug["two-a-day"]["bookingLimitsCount"] == {"day": 2, "week": 3}
    assert by_slug["short-notice-approval"]["confirmationPolicy"]["noticeThreshold"] == {"unit": "days", "count": 2}
    assert by_slug["last-hour"]["disableRescheduling"] == {"disabled": True, "minutesBefore": 60}
    assert by_slug["visit"]["locations"][0] == {"type": "address", "address": "1 Quay Street, London", "public": True}
    assert by_slug["consent"]["customName"] == "{Scheduler} meets {Organiser}"
    (odd,) = await edge_api.data("GET", "/v2/event-types", params={"username": "nora", "eventSlug": "odd"})
    assert odd["scheduleId"] == 202


async def test_the_teams_of_a_key(world: World, bailey: Api) -> None:
    (team,) = await bailey.data("GET", "/v2/teams")
    assert (team["id"], team["slug"], team["name"], team["parentId"]) == (301, "support-team", "Support Team", 401)
    assert await Api(world, "cal_sandbox_admin").data("GET", "/v2/teams") == [team]
    edge = World.load("edge", clock=world.clock)
    assert [one["slug"] for one in await Api(edge, "cal_edge_nora").data("GET", "/v2/teams")] == ["panel"]


async def test_the_event_types_of_a_team_are_public(api: Api) -> None:
    demo, urgent = await api.data("GET", "/v2/teams/301/event-types")
    assert (demo["slug"], demo["schedulingType"], demo["teamId"]) == ("demo", "roundRobin", 301)
    assert [host["username"] for host in demo["hosts"]] == ["bailey", "alex"]
    assert (urgent["slug"], urgent["isInstantEvent"]) == ("urgent-support", True)
    assert [
        one["slug"] for one in await api.data("GET", "/v2/teams/301/event-types", params={"eventSlug": "demo"})
    ] == ["demo"]
    (one_host,) = await api.data("GET", "/v2/teams/301/event-types", params={"eventSlug": "demo", "hostsLimit": 1})
    assert len(one_host["hosts"]) == 1
    assert (await api.refusal("GET", "/v2/teams/99/event-types"))[0] == 404


async def test_the_schedules_of_a_key(world: World, bailey: Api) -> None:
    (schedule,) = await bailey.data("GET", "/v2/schedules")
    assert schedule == {
        "id": 201,
        "ownerId": 101,
        "name": "Working hours",
        "timeZone": "America/New_York",
        "availability": [
            {
                "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                "startTime": "09:00",
                "endTime": "17:00",
            }
        ],
        "isDefault": True,
        "overrides": [],
    }
    assert await bailey.data("GET", "/v2/schedules/default") == schedule
    assert await bailey.data("GET", "/v2/schedules/201") == schedule
    assert await bailey.refusal("GET", "/v2/schedules/999") == (404, "Schedule with ID=999 does not exist.")
    assert await bailey.refusal("GET", "/v2/schedules/202") == (
        403,
        "User with ID=101 does not own schedule with ID=202",
    )
    edge = World.load("edge", clock=world.clock)
    nights = await Api(edge, "cal_edge_nora").data("GET", "/v2/schedules/default")
    assert nights["overrides"][0] == {"date": "2026-12-24", "startTime": "10:00", "endTime": "12:00"}


@pytest.mark.parametrize(
    ("key", "username", "zone"),
    [
        ("cal_sandbox_bailey", "bailey", "America/New_York"),
        ("cal_sandbox_alex", "alex", "Europe/Berlin"),
        ("cal_sandbox_admin", "admin", "America/New_York"),
    ],
)
async def test_a_key_knows_whose_it_is(world: World, key: str, username: str, zone: str) -> None:
    me = await Api(world, key).data("GET", "/v2/me")
    assert (me["username"], me["timeZone"]) == (username, zone)
    assert me["organization"] == {"isPlatform": False, "id": me["organizationId"]}
