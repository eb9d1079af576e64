"""POST /v2/bookings: every kind of booking, and every refusal of facts 4.2."""

from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

BO = {"name": "Bo Berg", "email": "bo@example.com", "timeZone": "Europe/Oslo"}


async def test_a_booking_as_it_comes_back(api: Api) -> None:
    answered = await api.book(
        bookingFieldsResponses={"notes": "About pricing"},
        guests=["guest@example.com"],
        metadata={"source": "test", "count": 3, "new": True},
    )
    assert answered == {
        "id": answered["id"],
        "uid": answered["uid"],
        "title": "30 Min Meeting between Bailey Hart and Ana Silva",
        "description": "About pricing",
        "hosts": [
            {
                "id": 101,
                "name": "Bailey Hart",
                "email": "bailey@acme.example",
                "displayEmail": "bailey@acme.example",
                "username": "bailey",
                "timeZone": "America/New_York",
            }
        ],
        "status": "accepted",
        "start": "2026-11-24T15:00:00.000Z",
        "end": "2026-11-24T15:30:00.000Z",
        "duration": 30,
        "eventTypeId": 1002,
        "eventType": {"id": 1002, "slug": "30min"},
        "meetingUrl": f"https://app.cal.com/video/{answered['uid']}",
        "location": f"https://app.cal.com/video/{answered['uid']}",
        "absentHost": False,
        "createdAt": "2026-11-23T14:00:00.000Z",
        "updatedAt": "2026-11-23T14:00:00.000Z",
        "metadata": {"source": "test", "count": 3, "new": True},
        "icsUid": f"{answered['uid']}@Cal.com",
        "attendees": [
            {
                "name": "Ana Silva",
                "email": "ana@example.com",
                "displayEmail": "ana@example.com",
                "timeZone": "Europe/Lisbon",
                "language": "en",
                "absent": False,
            }
        ],
        "guests": ["guest@example.com"],
        "bookingFieldsResponses": {
            "name": "Ana Silva",
            "email": "ana@example.com",
            "guests": ["guest@example.com"],
            "notes": "About pricing",
        },
        "isPlatformManagedUserBooking": False,
    }
    assert len(answered["uid"]) == 22
    del answered["isPlatformManagedUserBooking"]
    assert await api.data("GET", f"/v2/bookings/{answered['uid']}") == answered
    assert api.world.snapshot() == [answered]


async def test_uids_are_the_same_in_every_run(clock: StillClock) -> None:
    uids = [(await Api(World.load("default", clock=clock)).book())["uid"] for _ in range(2)]
    assert uids[0] == uids[1]


async def test_the_three_ways_of_naming_the_event_type(api: Api) -> None:
    by_number = await api.book(eventTypeId=1002)
    by_person = await api.book(start="2026-11-24T16:00:00Z", organizationSlug="acme")
    by_team = await api.book("demo", "2026-11-24T10:00:00Z", teamSlug="support-team", attendee=BO)
    assert (by_number["eventType"], by_person["eventType"]) == ({"id": 1002, "slug": "30min"},) * 2
    assert by_team["hosts"][0]["username"] == "alex"


@pytest.mark.parametrize("start", ["2026-11-24T15:00:00", "2026-11-24T16:00:00+01:00", "2026-11-24T15:00:00.000Z"])
async def test_a_start_means_utc_and_an_offset_is_honoured(api: Api, start: str) -> None:
    assert (await api.book(start=start))["start"] == "2026-11-24T15:00:00.000Z"


async def test_a_hidden_event_type_can_be_booked_by_who_knows_it(api: Api) -> None:
    assert (await api.book("private-call"))["status"] == "accepted"


async def test_one_of_several_lengths_and_places(api: Api) -> None:
    booked = await api.book(
        "flexible", lengthInMinutes=60, location={"type": "attendeePhone", "phone": "+351912345678"}
    )
    assert (booked["duration"], booked["end"]) == (60, "2026-11-24T16:00:00.000Z")
    assert booked["location"] == "+351912345678"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (None, "1 Quay Street, London"),
        ({"type": "address"}, "1 Quay Street, London"),
        ({"type": "attendeeAddress", "address": "Rua Augusta 1"}, "Rua Augusta 1"),
        ({"type": "link"}, "https://meet.example/max"),
        ({"type": "attendeeDefined", "location": "The usual place"}, "The usual place"),
        ("https://meet.example/mine", "https://meet.example/mine"),
    ],
)
async def test_the_place_is_one_of_the_event_types(edge_api: Api, location: Any, expected: str) -> None:
    given = {} if location is None else {"location": location}
    assert (await edge_api.book("visit", username="max", **given))["location"] == expected


async def test_a_series_is_several_bookings_with_a_uid_in_common(api: Api) -> None:
    four = await api.book("weekly-checkin", attendee=ANA)
    assert [one["start"][:16] for one in four] == [
        "2026-11-24T15:00",
        "2026-12-01T15:00",
        "2026-12-08T15:00",
        "2026-12-15T15:00",
    ]
    assert len({one["recurringBookingUid"] for one in four}) == 1
    assert len({one["uid"] for one in four}) == 4
    uid = four[0]["recurringBookingUid"]
    assert [one["uid"] for one in await api.data("GET", f"/v2/bookings/{uid}")] == [one["uid"] for one in four]
    assert (await api.data("GET", f"/v2/bookings/{four[1]['uid']}"))["start"] == four[1]["start"]


async def test_a_series_keeps_its_wall_time_when_the_attendees_clocks_change(api: Api) -> None:
    across = await api.book("weekly-checkin", "2027-03-23T14:00:00Z", recurrenceCount=2, attendee=BO)
    assert [one["start"][:16] for one in across] == ["2027-03-23T14:00", "2027-03-30T13:00"]


async def test_a_monthly_series_stays_within_its_months(edge_api: Api) -> None:
    ends = await edge_api.book("monthly", "2027-03-31T14:00:00Z", username="max", recurrenceCount=3)
    assert [one["start"][:10] for one in ends] == ["2027-03-31", "2027-04-30", "2027-05-31"]


async def test_of_a_series_every_time_must_be_free_or_none_is_booked(api: Api) -> None:
    await api.book(start="2026-12-08T15:00:00Z", attendee=BO)
    status, message = await api.refused_booking("weekly-checkin")
    assert (status, message) == (400, "User either already has booking at this time or is not available")
    assert len(api.world.snapshot()) == 1
    assert len(await api.book("weekly-checkin", recurrenceCount=2)) == 2


async def test_seats_are_taken_one_by_one(edge_api: Api) -> None:
    first = await edge_api.book("pair", username="max", bookingFieldsResponses={"notes": "mine"}, metadata={"a": "b"})
    second = await edge_api.book("pair", username="max", attendee=BO)
    assert first["uid"] == second["uid"]
    assert first["seatUid"] != second["seatUid"]
    assert "bookingFieldsResponses" not in first
    found = await edge_api.data("GET", f"/v2/bookings/by-seat/{second['seatUid']}")
    assert (found["uid"], found["attendees"]) == (first["uid"], [])
    shown = await Api(edge_api.world, "cal_edge_max").data("GET", f"/v2/bookings/{first['uid']}")
    assert [one["seatUid"] for one in shown["attendees"]] == [first["seatUid"], second["seatUid"]]
    assert shown["attendees"][0]["bookingFieldsResponses"]["notes"] == "mine"
    assert shown["attendees"][0]["metadata"] == {"a": "b"}
    third = {"name": "Cy", "email": "cy@example.com", "timeZone": "UTC"}
    refused = await edge_api.send(
        "POST",
        "/v2/bookings",
        json={"eventTypeSlug": "pair", "username": "max", "start": first["start"], "attendee": third},
    )
    assert refused.status_code == 409
    assert refused.json()["message"] == "No more seats left at this seated booking."
    assert refused.json()["error"] == {
        "code": "booking_seats_full_error",
        "message": "No more seats left at this seated booking.",
    }


async def test_a_series_of_seats_has_a_seat_each_time(edge_api: Api) -> None:
    series = await edge_api.book("class", username="max", attendee=ANA)
    assert [one["start"][:10] for one in series] == ["2026-11-24", "2026-12-08", "2026-12-22"]
    assert len({one["seatUid"] for one in series}) == 3
    joined = await edge_api.book("class", "2026-12-08T15:00:00Z", username="max", attendee=BO, recurrenceCount=2)
    assert joined[0]["uid"] == series[1]["uid"]
    third = {"name": "Cy", "email": "cy@example.com", "timeZone": "UTC"}
    status, message = await edge_api.refused_booking("class", username="max", attendee=third)
    assert (status, message) == (409, "No more seats left at this seated booking.")


async def test_an_event_type_without_hosts_cannot_be_booked(edge_api: Api) -> None:
    assert await edge_api.slots(eventTypeSlug="vacant", teamSlug="panel", start="2026-11-24", end="2026-11-30") == []
    body = {"eventTypeSlug": "vacant", "teamSlug": "panel", "start": "2026-11-24T15:00:00Z", "attendee": ANA}
    assert (await edge_api.refusal("POST", "/v2/bookings", json=body))[0] == 422


async def test_nobody_takes_two_seats_at_a_time(edge_api: Api) -> None:
    await edge_api.book("pair", username="max")
    status, message = await edge_api.refused_booking("pair", username="max")
    assert (status, "already" in message) == (409, True)


async def test_an_instant_booking_waits_for_a_host(api: Api) -> None:
    booked = await api.book("urgent-support", "2026-11-23T14:00:00Z", teamSlug="support-team", instant=True)
    assert booked["status"] == "awaiting_host"
    assert booked["hosts"][0]["name"] == "unknown"


async def test_what_needs_confirming_is_pending_until_the_host_decides(api: Api) -> None:
    requested = await api.book("review")
    assert (requested["status"], requested["location"]) == ("pending", "integrations:daily")


async def test_confirming_may_depend_on_the_notice(edge_api: Api) -> None:
    soon = await edge_api.book("short-notice-approval", "2026-11-24T15:00:00Z", username="max")
    later = await edge_api.book("short-notice-approval", "2026-11-26T15:00:00Z", username="max")
    assert (soon["status"], later["status"]) == ("pending", "accepted")


@pytest.mark.parametrize(("slug", "owner"), [("review", {}), ("demo", {"teamSlug": "support-team"})])
async def test_the_same_request_again_gets_the_same_booking_where_cal_com_does_so(
    api: Api, slug: str, owner: dict[str, str]
) -> None:
    first = await api.book(slug, **owner)
    assert (await api.book(slug, **owner))["uid"] == first["uid"]
    assert (await api.book(slug, attendee=BO, **owner))["uid"] != first["uid"]


async def test_a_round_robin_takes_turns_among_who_is_free(api: Api) -> None:
    hosts = []
    for number, hour in enumerate((14, 15, 16)):
        attendee = {"name": "Guest", "email": f"guest{number}@example.com", "timeZone": "UTC"}
        booked = await api.book("demo", f"2026-11-24T{hour}:00:00Z", teamSlug="support-team", attendee=attendee)
        hosts.append(booked["hosts"][0]["username"])
    assert hosts == ["bailey", "alex", "bailey"]


async def test_a_booking_of_the_whole_team_has_all_as_hosts(edge_api: Api) -> None:
    booked = await edge_api.book("interview", "2026-12-24T15:00:00Z", teamSlug="panel")
    assert [host["username"] for host in booked["hosts"]] == ["nora", "max"]
    assert booked["title"] == "Panel Interview between Panel and Ana Silva"


async def test_a_title_of_the_event_types_own(edge_api: Api) -> None:
    booked = await edge_api.book("consent", username="max", bookingFieldsResponses={"consent": True})
    assert booked["title"] == "Ana Silva meets Max Busy"


async def test_who_gives_a_phone_number_alone_can_be_booked_where_that_is_asked(edge_api: Api) -> None:
    attendee = {"name": "Ana", "timeZone": "Europe/Lisbon", "phoneNumber": "+351912345678"}
    booked = await edge_api.book("by-phone", username="max", attendee=attendee)
    assert booked["attendees"][0]["phoneNumber"] == "+351912345678"
    assert booked["attendees"][0]["email"] == "351912345678@sms.cal.com"
    assert booked["location"] == "+351912345678"
    status, message = await edge_api.refused_booking("by-phone", username="max", start="2026-11-24T16:00:00Z")
    assert (status, message.startswith("Missing attendee phone number")) == (400, True)


INTAKE = {
    "role": "Lead",
    "team_size": 4,
    "mobile": "+351912345678",
    "office": "Rua Augusta 1, Lisbon",
    "department": "Sales",
    "urgency": "This week",
    "topics": ["Pricing", "Security"],
    "channels": ["Email"],
    "terms": True,
}


async def test_one_answer_of_every_type_is_taken(api: Api) -> None:
    optional = {"background": "None", "website": "https://example.com", "colleagues": ["bo@example.com"]}
    booked = await api.book("intake", bookingFieldsResponses=INTAKE | optional)
    assert booked["bookingFieldsResponses"] == {
        "name": "Ana Silva",
        "email": "ana@example.com",
        **INTAKE,
        **optional,
    }


@pytest.mark.parametrize(
    ("answers", "telling"),
    [
        ({"role": None}, "Missing required booking field response: role - it is required by the event type booking"),
        ({"team_size": "4"}, "Invalid type for booking field 'team_size'. Expected type number (compatible with field"),
        ({"team_size": True}, "but received boolean."),
        ({"team_size": 0}, "{team_size}error_required_field"),
        (
            {"role": 7},
            "Invalid type for booking field 'role'. Expected type string (compatible with field type 'text')",
        ),
        ({"role": ""}, "{role}error_required_field"),
        ({"mobile": "912345678"}, "{mobile}invalid_number"),
        ({"department": "Marketing"}, "Invalid option 'Marketing' for booking field 'department'. Allowed options are"),
        ({"department": "sales"}, "Invalid option 'sales'"),
        ({"department": ["Sales"]}, "Expected type string or number"),
        ({"urgency": "Now"}, "Invalid option 'Now' for booking field 'urgency'."),
        ({"topics": "Pricing"}, "Expected type array"),
        ({"topics": ["Pricing", "Rumours"]}, "One or more invalid options for booking field 'topics'. Allowed options"),
        ({"topics": []}, "{topics}error_required_field"),
        ({"channels": ["Pigeon"]}, "One or more invalid options for booking field 'channels'."),
        ({"colleagues": ["bo@"]}, "{colleagues}email_validation_error"),
        ({"colleagues": ["bo@example.com", "Bo@example.com"]}, "{colleagues}duplicate_email"),
        ({"terms": False}, "{terms}error_required_field"),
        ({"terms": "yes"}, "Invalid type for booking field 'terms'. Expected type boolean"),
        ({"notes": 5}, "{notes}Invalid string"),
    ],
)
async def test_an_answer_that_does_not_fit_its_question(api: Api, answers: dict[str, Any], telling: str) -> None:
    given = {slug: answer for slug, answer in (INTAKE | answers).items() if answer is not None}
    status, message = await api.refused_booking("intake", bookingFieldsResponses=given)
    assert status == 400
    assert telling in message
    assert api.world.snapshot() == []


async def test_a_default_question_that_is_required_is_missed_later_and_shorter(api: Api) -> None:
    status, message = await api.refused_booking("consultation", bookingFieldsResponses={"company_size": "10-50"})
    assert (status, message) == (400, "{notes}error_required_field")
    status, message = await api.refused_booking("consultation")
    assert (status, message.startswith("Missing required booking field response: company_size")) == (400, True)


NO_CONTACT = {"name": "Ana", "timeZone": "Europe/Lisbon"}
TAKEN = "either already has booking at this time or is not available"


@pytest.mark.parametrize(
    ("body", "status", "telling"),
    [
        ({"foo": 1}, 400, "foo property is wrong,property foo should not exist "),
        ({"instant": False}, 400, "instant property is wrong,property instant should not exist "),
        ({"start": "tomorrow"}, 400, "start must be a valid ISO 8601 date string"),
        ({"start": 7}, 400, "start must be a valid ISO 8601 date string"),
        ({"username": None}, 400, "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be"),
        ({"attendee": NO_CONTACT}, 400, "Attendee must have at least one contact method (email or phone number)"),
        ({"attendee": ANA | {"email": "ana@"}}, 400, "Invalid email format"),
        (
            {"attendee": ANA | {"phoneNumber": "12"}},
            400,
            "Invalid phone number format. Please use international format.",
        ),
        ({"attendee": ANA | {"timeZone": "Lisbon"}}, 400, "timeZone must be a valid IANA time-zone"),
        ({"attendee": ANA | {"language": "xx"}}, 400, "language must be one of ar, az"),
        ({"attendee": ANA | {"age": 4}}, 400, "attendee property is wrong, age property is wrong,property age should"),
        ({"attendee": None}, 400, "attendee must be an object"),
        ({"metadata": {"a" * 41: "b"}}, 400, "Metadata must have at most 50 keys, each key up to 40 characters"),
        ({"metadata": {"a": "b" * 501}}, 400, "Metadata must have at most 50 keys"),
        ({"metadata": {str(number): "b" for number in range(51)}}, 400, "Metadata must have at most 50 keys"),
        ({"metadata": {"a": ["b"]}}, 400, "Metadata must have at most 50 keys"),
        ({"guests": ["bo"]}, 400, "each value in guests must be an email"),
        ({"username": "nobody"}, 404, "User with username nobody not found"),
        ({"teamSlug": "nobodies", "username": None}, 404, "Team with slug nobodies not found"),
        ({"organizationSlug": "other"}, 404, "Organization with slug other not found"),
        ({"eventTypeId": 77}, 404, "Event type with id 77 not found."),
        ({"eventTypeSlug": "none"}, 404, "Event type with slug none belonging to user bailey not found."),
        (
            {"eventTypeSlug": "none", "username": None, "teamSlug": "support-team"},
            404,
            "Event type with slug none belonging to team support-team not found.",
        ),
        ({"start": "2026-11-24T05:00:00Z"}, 400, f"User {TAKEN}"),
        ({"start": "2026-11-24T21:45:00Z"}, 400, f"User {TAKEN}"),
        ({"start": "2026-11-24T15:00:30Z"}, 400, f"User {TAKEN}"),
        (
            {"eventTypeSlug": "demo", "username": None, "teamSlug": "support-team", "start": "2026-11-28T15:00:00Z"},
            400,
            f"One of the hosts {TAKEN}",
        ),
        ({"start": "2026-11-23T14:30:00Z"}, 400, "too soon (violating the minimum booking notice) or too far in the"),
        ({"start": "2026-11-20T15:00:00Z"}, 400, "Attempting to book a meeting in the past."),
        ({"lengthInMinutes": 45}, 400, "Can't specify 'lengthInMinutes' because event type does not have multiple"),
        (
            {"eventTypeSlug": "flexible", "lengthInMinutes": 45},
            400,
            "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. "
            "The possible lengths are: 15, 30, 60",
        ),
        (
            {"location": {"type": "attendeePhone", "phone": "+351912345678"}},
            400,
            "Booking location with type attendeePhone not valid for event type with id=1002. The event type has",
        ),
        ({"location": {"type": "integration", "integration": "zoom"}}, 400, "Booking location with type integration"),
        ({"location": {"type": "integration"}}, 400, "integration is required for a location of type integration"),
        ({"location": {"type": "moon"}}, 400, "location property is wrong"),
        (
            {"eventTypeSlug": "weekly-checkin", "recurrenceCount": 5},
            400,
            "Provided recurrence count is higher than the event type's recurring event count.",
        ),
        ({"recurrenceCount": 2}, 400, "is not a recurring event type"),
        (
            {"instant": True},
            400,
            "Instant bookings are only supported for team event types, not individual user event types.",
        ),
    ],
)
async def test_what_cannot_be_booked(api: Api, body: dict[str, Any], status: int, telling: str) -> None:
    asked = {"eventTypeSlug": "30min", "username": "bailey", "start": "2026-11-24T15:00:00Z", "attendee": ANA} | body
    given = {key: value for key, value in asked.items() if value is not None}
    answered, message = await api.refusal("POST", "/v2/bookings", json=given)
    assert answered == status
    assert telling in message
    assert api.world.snapshot() == []


async def test_a_taken_time_is_refused(api: Api) -> None:
    await api.book()
    assert await api.refused_booking(attendee=BO) == (400, f"User {TAKEN}")


async def test_a_person_may_have_only_so_many_bookings_ahead(edge_api: Api, clock: StillClock) -> None:
    first = await edge_api.book("once", username="max")
    status, message = await edge_api.refused_booking("once", "2026-11-25T15:00:00Z", username="max")
    assert status == 400
    assert message == (
        "Attendee with this email can't book because the maximum number of active bookings has been reached. "
        f"You can reschedule your existing booking ({first['uid']}) to a new timeslot instead."
    )
    clock.forward(days=2)
    assert await edge_api.book("once", "2026-11-26T15:00:00Z", username="max")


async def test_an_event_type_may_ask_who_is_booking(edge: World, edge_api: Api) -> None:
    status, message = await edge_api.refused_booking("members", username="max")
    assert (status, message.startswith("checkBookingRequiresAuthentication - request must be authenticated")) == (
        401,
        True,
    )
    status, _ = await Api(edge, "cal_edge_nora").refused_booking("members", username="max")
    assert status == 403
    assert await Api(edge, "cal_edge_max").book("members", username="max")


async def test_the_order_of_checks_is_the_apis(api: Api) -> None:
    """Keys and types, event type, length, place, questions, and the time last."""
    wrong: dict[str, Any] = {
        "foo": 1,
        "eventTypeSlug": "none",
        "lengthInMinutes": 45,
        "location": {"type": "link"},
        "start": "2026-11-20T15:00:00Z",
    }
    corrections = [
        ("property foo should not exist", {"foo": None}),
        ("Event type with slug none", {"eventTypeSlug": "consultation"}),
        ("Can't specify 'lengthInMinutes'", {"lengthInMinutes": None}),
        ("Booking location with type link", {"location": None}),
        (
            "Missing required booking field response: company_size",
            {"bookingFieldsResponses": {"company_size": "10-50"}},
        ),
        ("{notes}error_required_field", {"bookingFieldsResponses": {"company_size": "10-50", "notes": "Pricing"}}),
        ("in the past", {"start": "2026-11-23T14:15:00Z"}),
        ("too soon", {"start": "2026-11-28T15:00:00Z"}),
        (TAKEN, {"start": "2026-11-24T15:00:00Z"}),
    ]
    for telling, correction in corrections:
        asked = {"username": "bailey", "attendee": ANA} | wrong
        _, message = await api.refusal(
            "POST", "/v2/bookings", json={key: value for key, value in asked.items() if value is not None}
        )
        assert telling in message
        wrong |= correction
    assert await api.book(
        **{key: value for key, value in wrong.items() if value is not None and key != "eventTypeSlug"},
        slug="consultation",
    )
