"""What a host decides about a booking, and what is left of a video call (facts 4.7, 4.8)."""

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock
from tests.sandbox.listener import Listener


def one(booking: dict[str, object], verb: str) -> str:
    return f"/v2/bookings/{booking['uid']}/{verb}"


@pytest.fixture
def alex(world: World) -> Api:
    return Api(world, "cal_sandbox_alex")


async def listened(api: Api, world: World, *triggers: str) -> tuple[Api, Listener]:
    """A caller like ``api``, and what its webhooks hear."""
    listener = Listener()
    told = Api(world, api.key, post=listener.post, sleep=listener.sleep)
    body = {"subscriberUrl": "http://localhost:9/x", "triggers": list(triggers), "active": True}
    await told.data("POST", "/v2/webhooks", json=body, status=201)
    return told, listener


async def test_absences_are_marked_once_the_booking_began(bailey: Api, world: World, clock: StillClock) -> None:
    bailey, listener = await listened(bailey, world, "BOOKING_NO_SHOW_UPDATED")
    booked = await bailey.book()
    absent = {"host": True, "attendees": [{"email": "ANA@example.com", "absent": True}]}
    assert await bailey.refusal("POST", one(booked, "mark-absent"), json=absent) == (
        400,
        "Bookings can only be marked as absent after their scheduled start time. Current time in UTC+0: "
        "2026-11-23T14:00:00.000Z, Booking start time in UTC+0: 2026-11-24T15:00:00.000Z",
    )
    clock.forward(hours=25)
    marked = await bailey.data("POST", one(booked, "mark-absent"), json=absent)
    assert (marked["absentHost"], marked["attendees"][0]["absent"]) == (True, True)
    back = {"attendees": [{"email": "ana@example.com", "absent": False}]}
    marked = await bailey.data("POST", one(booked, "mark-absent"), json=back)
    assert (marked["absentHost"], marked["attendees"][0]["absent"]) == (True, False)
    await bailey.settled()
    assert [event.json["payload"] for event in listener.received] == [
        {
            "bookingUid": booked["uid"],
            "bookingId": booked["id"],
            "attendees": [{"email": "ana@example.com", "noShow": absent}],
            "message": "No-show status was updated",
        }
        for absent in (True, False)
    ]


async def test_an_absence_names_somebody(bailey: Api) -> None:
    booked = await bailey.book()
    found = await bailey.violations("POST", one(booked, "mark-absent"), json={})
    assert found == {"attendees": ["At least one of the properties 'host' or 'attendees' is required"]}
    found = await bailey.violations("POST", one(booked, "mark-absent"), json={"attendees": []})
    assert found == {"attendees": ["attendees must contain at least 1 elements"]}
    words = "Booking with uid=nowhere was not found in the database"
    assert await bailey.refusal("POST", "/v2/bookings/nowhere/confirm") == (404, words)
    words = "Booking with uid=nowhere not found."
    assert await bailey.refusal("POST", "/v2/bookings/nowhere/mark-absent", json={"host": True}) == (404, words)


async def test_a_round_robin_booking_goes_to_the_next_host_and_back_to_a_named_one(bailey: Api, world: World) -> None:
    bailey, listener = await listened(bailey, world, "BOOKING_REASSIGNED")
    booked = await bailey.book("demo", teamSlug="support-team")
    first = booked["hosts"][0]["username"]
    answer = await bailey.data("POST", one(booked, "reassign"))
    other = {"bailey": "alex", "alex": "bailey"}[first]
    host = world.users[other]
    assert answer == {
        "bookingUid": booked["uid"],
        "reassignedTo": {
            "id": host.id,
            "name": host.spec.name,
            "email": host.spec.email,
            "displayEmail": host.spec.email,
        },
    }
    now = await bailey.data("GET", f"/v2/bookings/{booked['uid']}")
    assert [one["username"] for one in now["hosts"]] == [other]
    back = f"reassign/{world.users[first].id}"
    assert (await bailey.data("POST", one(booked, back), json={"reason": "ill"}))["reassignedTo"]["name"]
    await bailey.settled()
    assert {event.json["triggerEvent"] for event in listener.received} == {"BOOKING_REASSIGNED"}


async def test_a_reassigned_host_is_busy_and_the_other_is_free(bailey: Api, world: World) -> None:
    booked = await bailey.book("demo", teamSlug="support-team")
    first = booked["hosts"][0]["username"]
    other = {"bailey": "alex", "alex": "bailey"}[first]
    day = {"start": "2026-11-24", "end": "2026-11-24", "eventTypeSlug": "30min"}
    start = "2026-11-24T15:00:00.000Z"
    assert start not in await bailey.slots(username=first, **day)
    await bailey.data("POST", one(booked, "reassign"))
    assert start in await bailey.slots(username=first, **day)
    assert start not in await bailey.slots(username=other, **day)


async def test_a_booking_cannot_be_reassigned_to_just_anybody(bailey: Api, alex: Api, world: World) -> None:
    booked = await bailey.book("demo", teamSlug="support-team")
    assert await bailey.refusal("POST", one(booked, "reassign/999")) == (
        404,
        "User with id=999 was not found in the database",
    )
    status, words = await bailey.refusal("POST", one(booked, "reassign/103"))
    assert (status, words.partition(" - ")[0]) == (400, "User with id=103 is not a valid Round Robin host")
    alone = await bailey.book(start="2026-11-24T17:00:00Z")
    assert (await bailey.refusal("POST", one(alone, "reassign")))[0] == 400
    words = "You do not have permission to reassign this booking"
    assert await alex.refusal("POST", one(alone, "reassign")) == (403, words)


async def test_nobody_else_being_free_a_booking_stays_where_it_is(bailey: Api) -> None:
    booked = await bailey.book("demo", teamSlug="support-team")
    await bailey.book("demo", teamSlug="support-team", attendee={**ANA, "email": "bo@example.com"})
    words = "Can't reassign the booking because no other host is available at that time."
    assert await bailey.refusal("POST", one(booked, "reassign")) == (400, words)


async def test_an_attendee_who_is_asked_for_another_time_chooses_it_for_the_same_booking(
    bailey: Api, world: World
) -> None:
    bailey, listener = await listened(bailey, world, "BOOKING_CANCELLED", "BOOKING_RESCHEDULED")
    booked = await bailey.book()
    path = one(booked, "request-reschedule")
    answer = await bailey.send("POST", path, json={"rescheduleReason": "flu"})
    assert (answer.status_code, answer.json()) == (200, {"status": "success"})
    gone = await bailey.data("GET", f"/v2/bookings/{booked['uid']}")
    assert (gone["status"], gone["cancellationReason"]) == ("cancelled", "flu")
    assert (await bailey.refusal("POST", path))[0] == 400
    guest = Api(world)
    moved = await guest.data("POST", one(booked, "reschedule"), json={"start": "2026-11-25T15:00:00Z"}, status=201)
    assert (moved["status"], moved["rescheduledFromUid"]) == ("accepted", booked["uid"])
    assert "cancellationReason" not in moved
    await bailey.settled()
    cancelled = listener.received[0].json
    assert cancelled["triggerEvent"] == "BOOKING_CANCELLED"
    assert (cancelled["payload"]["requestReschedule"], cancelled["payload"]["cancellationReason"]) == (True, "flu")


async def test_whoever_neither_hosts_nor_manages_decides_nothing(world: World, bailey: Api, alex: Api) -> None:
    booked = await bailey.book()
    for verb, body in (("mark-absent", {"host": True}), ("request-reschedule", {})):
        assert (await alex.refusal("POST", one(booked, verb), json=body))[0] == 403
    for verb in ("confirm", "decline", "mark-absent", "reassign", "reassign/1", "request-reschedule"):
        assert (await Api(world).refusal("POST", one(booked, verb)))[0] == 403


async def test_an_instant_booking_waits_until_a_host_joins(bailey: Api, alex: Api, world: World) -> None:
    booked = await bailey.book("urgent-support", teamSlug="support-team", instant=True)
    assert (booked["status"], booked["hosts"][0]["name"]) == ("awaiting_host", "unknown")
    assert (await bailey.send("POST", f"/sandbox/bookings/{booked['uid']}/join?username=admin")).status_code == 403
    joined = await bailey.send("POST", f"/sandbox/bookings/{booked['uid']}/join?username=alex")
    assert joined.json()["status"] == "accepted"
    assert [host["username"] for host in joined.json()["hosts"]] == ["alex"]
    assert (await bailey.send("POST", f"/sandbox/bookings/{booked['uid']}/join?username=bailey")).status_code == 400
    assert (await bailey.send("POST", "/sandbox/bookings/nowhere/join?username=bailey")).status_code == 404


async def test_video_leaves_sessions_recordings_and_transcripts(bailey: Api, clock: StillClock) -> None:
    booked = await bailey.book()
    assert await bailey.data("GET", one(booked, "conferencing-sessions")) == []
    clock.forward(hours=25, minutes=10)
    (session,) = await bailey.data("GET", one(booked, "conferencing-sessions"))
    assert (session["ongoing"], session["duration"], session["maxParticipants"]) == (True, 600, 2)
    assert await bailey.data("GET", one(booked, "recordings")) == []
    clock.forward(hours=1)
    (session,) = await bailey.data("GET", one(booked, "conferencing-sessions"))
    assert (session["ongoing"], session["duration"]) == (False, 1800)
    assert [one["userName"] for one in session["participants"]] == ["Bailey Hart", "Ana Silva"]
    (recording,) = await bailey.data("GET", one(booked, "recordings"))
    assert (recording["startTs"], recording["duration"]) == (session["startTime"], 1800)
    (transcript,) = await bailey.data("GET", one(booked, "transcripts"))
    assert transcript.startswith("https://")


async def test_who_was_absent_was_not_in_the_session(bailey: Api, clock: StillClock) -> None:
    booked = await bailey.book()
    clock.forward(hours=26)
    await bailey.data("POST", one(booked, "mark-absent"), json={"host": True})
    (session,) = await bailey.data("GET", one(booked, "conferencing-sessions"))
    assert [one["userName"] for one in session["participants"]] == ["Ana Silva"]


async def test_without_cal_video_there_is_nothing_to_see(bailey: Api, alex: Api) -> None:
    location = {"type": "attendeePhone", "phone": "+351912345678"}
    booked = await bailey.book("flexible", location=location)
    for path in ("recordings", "transcripts", "conferencing-sessions"):
        words = f"No Cal Video reference found with booking uid {booked['uid']}"
        assert await bailey.refusal("GET", one(booked, path)) == (404, words)
        # Alex's role lets them read bookings.
        assert await alex.refusal("GET", one(booked, path)) == (404, words)
    assert await bailey.data("GET", one(booked, "references"), params={"type": "daily_video"}) == []


async def test_references_name_what_stands_for_the_booking_elsewhere(bailey: Api) -> None:
    booked = await bailey.book()
    (video,) = await bailey.data("GET", one(booked, "references"), params={"type": "daily_video"})
    assert (video["type"], video["eventUid"]) == ("daily_video", booked["uid"])
    assert await bailey.data("GET", one(booked, "references"), params={"type": "zoom_video"}) == []
    found = await bailey.violations("GET", one(booked, "references"), params={"type": "carrier_pigeon"})
    assert found["type"][0].startswith("type must be one of the following values: google_calendar")


async def test_sessions_are_asked_for_sixty_times_a_minute(bailey: Api) -> None:
    api = Api(bailey.world, bailey.key, requests_per_minute=500)
    booked = await api.book()
    statuses = [(await api.send("GET", one(booked, "conferencing-sessions"))).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]


async def test_what_hosts_may_set_aside_is_known_to_the_versions_of_2026_alone(bailey: Api, world: World) -> None:
    await bailey.book()
    newer = {"cal-api-version": "2026-02-25"}
    night = {"eventTypeSlug": "30min", "username": "bailey", "start": "2026-11-24T15:00:00Z", "attendee": ANA}
    body = {**night, "start": "2026-11-24T15:15:00Z", "allowConflicts": True}
    status, words = await bailey.refusal("POST", "/v2/bookings", json=body)
    assert (status, words) == (400, "allowConflicts property is wrong,property allowConflicts should not exist ")
    assert (await Api(world).refusal("POST", "/v2/bookings", json=body, headers=newer))[0] == 403
    made = await bailey.data("POST", "/v2/bookings", json=body, headers=newer, status=201)
    assert made["start"] == "2026-11-24T15:15:00.000Z"
    soon = {**night, "start": "2026-11-23T14:30:00Z"}
    assert (await bailey.refusal("POST", "/v2/bookings", json=soon, headers=newer))[0] == 400
    soon["allowBookingOutOfBounds"] = True
    assert await bailey.data("POST", "/v2/bookings", json=soon, headers=newer, status=201)


async def test_a_routing_form_says_who_may_host(bailey: Api) -> None:
    booked = await bailey.book("demo", teamSlug="support-team", routing={"teamMemberIds": [102]})
    assert [host["id"] for host in booked["hosts"]] == [102]
    later = {"start": "2026-11-24T16:00:00Z", "teamSlug": "support-team"}
    booked = await bailey.book("demo", routing={"teamMemberIds": [102]}, **later)
    assert [host["id"] for host in booked["hosts"]] == [102]
