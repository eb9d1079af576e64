"""Webhooks: made, changed, deleted, and really told what happens (facts 9)."""

import hashlib
import hmac
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.delivery import WAITS
from bot.sandbox.subscriptions import Delivery
from bot.sandbox.world import World
from tests.sandbox.api import NOW, Api, StillClock
from tests.sandbox.listener import Listener, served

URL = "http://127.0.0.1:9/hooks"
BOOKINGS = [
    "BOOKING_CREATED",
    "BOOKING_REQUESTED",
    "BOOKING_RESCHEDULED",
    "BOOKING_CANCELLED",
    "BOOKING_REJECTED",
    "INSTANT_MEETING",
]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def api(world: World, listener: Listener) -> Api:
    return Api(world, "cal_sandbox_bailey", post=listener.post, sleep=listener.sleep)


async def subscribe(api: Api, path: str = "/v2/webhooks", **body: Any) -> Any:
    asked = {"subscriberUrl": URL, "triggers": BOOKINGS, "active": True, "secret": "s3cret", **body}
    return await api.data("POST", path, json=asked, status=201)


def deliveries(world: World) -> list[Delivery]:
    return world.subscriptions.deliveries


async def test_a_webhook_is_made_listed_changed_and_deleted(api: Api) -> None:
    made = await subscribe(api)
    assert made == {
        "id": made["id"],
        "userId": 101,
        "subscriberUrl": URL,
        "triggers": BOOKINGS,
        "active": True,
        "payloadTemplate": None,
        "secret": "s3cret",
        "version": "2021-10-20",
    }
    one = f"/v2/webhooks/{made['id']}"
    assert await api.data("GET", "/v2/webhooks") == [made]
    assert await api.data("GET", "/v2/webhooks", params={"skip": 1}) == []
    assert await api.data("GET", one) == made
    changed = await api.data("PATCH", one, json={"active": False, "triggers": ["BOOKING_PAID"], "secret": None})
    assert changed == {**made, "active": False, "triggers": ["BOOKING_PAID"], "secret": None}
    assert await api.data("DELETE", one) == changed
    assert await api.refusal("GET", one) == (404, f"Webhook ({made['id']}) not found")


async def test_a_webhook_that_says_too_little_is_refused(api: Api) -> None:
    found = await api.violations("POST", "/v2/webhooks", json={"triggers": ["BOOKING_CONFIRMED"], "other": 1})
    assert set(found) == {"subscriberUrl", "triggers", "active"}
    assert found["triggers"][0].startswith(
        "each value in triggers must be one of the following values: BOOKING_CREATED"
    )
    for wrong in ("ftp://x.example", "nowhere", "http://"):
        found = await api.violations(
            "POST", "/v2/webhooks", json={"subscriberUrl": wrong, "triggers": [], "active": True}
        )
        assert found == {"subscriberUrl": ["subscriberUrl must be a URL address"]}


async def test_the_guides_own_spelling_of_triggers_is_understood(api: Api) -> None:
    body = {"subscriberUrl": URL, "eventTriggers": ["BOOKING_CREATED"], "active": True}
    assert (await api.data("POST", "/v2/webhooks", json=body, status=201))["triggers"] == ["BOOKING_CREATED"]


async def test_one_address_is_subscribed_once(api: Api) -> None:
    first = await subscribe(api)
    body = {"subscriberUrl": URL, "triggers": [], "active": True}
    clash = (409, "Webhook with this subscriber url already exists for this user")
    assert await api.refusal("POST", "/v2/webhooks", json=body) == clash
    second = await subscribe(api, subscriberUrl=f"{URL}/2")
    assert await api.refusal("PATCH", f"/v2/webhooks/{second['id']}", json={"subscriberUrl": URL}) == clash
    assert (await api.data("PATCH", f"/v2/webhooks/{first['id']}", json={"subscriberUrl": URL}))["id"] == first["id"]


async def test_what_is_for_organizations_only_is_refused(api: Api) -> None:
    body = {"subscriberUrl": URL, "triggers": ["DELEGATION_CREDENTIAL_ERROR"], "active": True}
    words = "DELEGATION_CREDENTIAL_ERROR trigger is only available for organization webhooks"
    assert await api.refusal("POST", "/v2/webhooks", json=body) == (400, words)


async def test_somebody_elses_webhook_is_forbidden(api: Api, world: World) -> None:
    made = await subscribe(api)
    alex = Api(world, "cal_sandbox_alex")
    for method in ("GET", "PATCH", "DELETE"):
        assert await alex.refusal(method, f"/v2/webhooks/{made['id']}") == (403, "Forbidden resource")
    assert await alex.data("GET", "/v2/webhooks") == []


async def test_webhooks_of_an_event_type_are_its_owners_business(api: Api, world: World) -> None:
    path = "/v2/event-types/1002/webhooks"
    made = await subscribe(api, path)
    assert (made["eventTypeId"], "userId" in made) == (1002, False)
    await subscribe(api, path, subscriberUrl=f"{URL}/2")
    alex = Api(world, "cal_sandbox_alex")
    assert await alex.refusal("GET", path) == (403, "User with ID=102 does not own event type with ID=1002")
    assert await api.refusal("GET", "/v2/event-types/9/webhooks") == (404, "Event type with ID=9 does not exist.")
    assert await api.refusal("GET", f"/v2/webhooks/{made['id']}") == (403, "Forbidden resource")
    assert await api.data("DELETE", path) == "2 webhooks deleted"
    assert await api.data("GET", path) == []


async def test_webhooks_of_a_teams_event_type_are_its_admins_business(api: Api, world: World) -> None:
    made = await subscribe(api, "/v2/teams/301/event-types/1012/webhooks")
    assert made["eventTypeId"] == 1012
    alex = Api(world, "cal_sandbox_alex")
    status, words = await alex.refusal("GET", "/v2/teams/301/event-types/1012/webhooks")
    assert (status, "TEAM_ADMIN" in words) == (403, True)


async def test_webhooks_of_a_platform_client_need_its_secret(world: World) -> None:
    nobody = Api(world)
    path = "/v2/oauth-clients/sandbox-platform/webhooks"
    assert await nobody.refusal("GET", path) == (401, "Missing client secret")
    secret = {"headers": {"x-cal-secret-key": "sandbox-platform-secret"}}
    body = {"subscriberUrl": URL, "triggers": ["BOOKING_CREATED"], "active": True}
    made = await nobody.data("POST", path, json=body, status=201, **secret)
    assert made["oAuthClientId"] == "sandbox-platform"
    assert await nobody.data("GET", path, **secret) == [made]


async def test_a_booking_is_told_with_a_signature_over_the_bytes(api: Api, listener: Listener) -> None:
    await subscribe(api)
    booked = await api.book("consultation", bookingFieldsResponses={"notes": "Shifts", "company_size": "10-50"})
    await api.settled()
    (told,) = listener.received
    assert told.url == URL
    expected = hmac.new(b"s3cret", told.body, hashlib.sha256).hexdigest()
    assert told.headers == {
        "Content-Type": "application/json",
        "X-Cal-Signature-256": expected,
        "X-Cal-Webhook-Version": "2021-10-20",
    }
    assert {key: told.json[key] for key in ("triggerEvent", "createdAt")} == {
        "triggerEvent": "BOOKING_CREATED",
        "createdAt": "2026-11-23T14:00:00.000Z",
    }
    payload = told.json["payload"]
    assert payload["uid"] == booked["uid"]
    assert payload["bookingId"] == booked["id"]
    assert (payload["type"], payload["eventTitle"], payload["length"]) == ("consultation", "Consultation", 45)
    assert (payload["startTime"], payload["status"]) == ("2026-11-24T15:00:00.000Z", "ACCEPTED")
    assert payload["organizer"] == {
        "id": 101,
        "name": "Bailey Hart",
        "email": "bailey@acme.example",
        "username": "bailey",
        "timeZone": "America/New_York",
        "language": {"locale": "en"},
        "timeFormat": "h:mma",
        "utcOffset": -300,
    }
    assert payload["attendees"] == [
        {
            "email": "ana@example.com",
            "name": "Ana Silva",
            "timeZone": "Europe/Lisbon",
            "language": {"locale": "en"},
            "utcOffset": 0,
        }
    ]
    asked = "How many people work at your company?"
    assert payload["userFieldsResponses"] == {"company_size": {"label": asked, "value": "10-50", "isHidden": False}}
    assert payload["responses"]["notes"]["value"] == payload["additionalNotes"] == "Shifts"
    assert payload["metadata"]["videoCallUrl"] == payload["location"] == booked["location"]


async def test_without_a_secret_the_header_says_so(api: Api, listener: Listener) -> None:
    await subscribe(api, secret=None)
    await api.book()
    await api.settled()
    assert listener.received[0].headers["X-Cal-Signature-256"] == "no-secret-provided"


async def test_each_thing_that_happens_to_a_booking_has_its_trigger(api: Api, listener: Listener) -> None:
    await subscribe(api)
    first = await api.book("review")
    await api.data("POST", f"/v2/bookings/{first['uid']}/confirm")
    owner = {"start": "2026-11-24T16:00:00Z", "rescheduledBy": "bailey@acme.example"}
    moved = await api.data("POST", f"/v2/bookings/{first['uid']}/reschedule", json=owner, status=201)
    await api.data("POST", f"/v2/bookings/{moved['uid']}/cancel", json={"cancellationReason": "ill"})
    second = await api.book("review", "2026-11-25T15:00:00Z")
    await api.data("POST", f"/v2/bookings/{second['uid']}/decline", json={"reason": "full"})
    await api.settled()
    told = {(one.json["triggerEvent"], one.json["payload"]["uid"]): one.json["payload"] for one in listener.received}
    of_first = [one.json["triggerEvent"] for one in listener.received if one.json["payload"]["uid"] == first["uid"]]
    assert of_first == ["BOOKING_REQUESTED", "BOOKING_CREATED"]
    assert told["BOOKING_REQUESTED", first["uid"]]["status"] == "PENDING"
    reschedule = told["BOOKING_RESCHEDULED", moved["uid"]]
    assert (reschedule["rescheduleUid"], reschedule["rescheduleId"]) == (first["uid"], first["id"])
    assert reschedule["rescheduleStartTime"] == "2026-11-24T15:00:00.000Z"
    assert reschedule["rescheduledBy"] == "bailey@acme.example"
    cancelled = told["BOOKING_CANCELLED", moved["uid"]]
    assert (cancelled["cancellationReason"], cancelled["cancelledBy"]) == ("ill", "bailey@acme.example")
    assert cancelled["status"] == "CANCELLED"
    assert told["BOOKING_REJECTED", second["uid"]]["rejectionReason"] == "full"
    assert len(told) == 6


async def test_a_seat_that_is_left_is_told_of(api: Api, listener: Listener) -> None:
    await subscribe(api)
    seat = await api.book("workshop")
    await api.book("workshop", attendee={"name": "Bo", "email": "bo@example.com", "timeZone": "UTC"})
    await api.data(
        "POST", f"/v2/bookings/{seat['uid']}/cancel", json={"seatUid": seat["seatUid"], "cancellationReason": "ill"}
    )
    await api.settled()
    assert listener.triggers == ["BOOKING_CREATED", "BOOKING_CREATED", "BOOKING_CANCELLED"]
    assert [one["email"] for one in listener.received[2].json["payload"]["attendees"]] == ["ana@example.com"]


async def test_an_instant_booking_rings_at_everybody_who_could_take_it(api: Api, listener: Listener) -> None:
    await subscribe(api)
    await api.book("urgent-support", teamSlug="support-team", instant=True)
    await api.settled()
    assert listener.triggers == ["INSTANT_MEETING"]
    assert listener.received[0].json["payload"]["type"] == "INSTANT_MEETING"


async def test_only_those_who_are_concerned_are_told(api: Api, world: World, listener: Listener) -> None:
    await subscribe(Api(world, "cal_sandbox_alex"), subscriberUrl=f"{URL}/alex")
    await subscribe(api, "/v2/event-types/1001/webhooks", subscriberUrl=f"{URL}/15min")
    await subscribe(api, "/v2/event-types/1002/webhooks", subscriberUrl=f"{URL}/30min")
    await subscribe(api, subscriberUrl=f"{URL}/off", active=False)
    await subscribe(api, subscriberUrl=f"{URL}/paid", triggers=["BOOKING_PAID"])
    await api.book()
    await api.settled()
    assert [one.url for one in listener.received] == [f"{URL}/30min"]


async def test_a_failed_delivery_is_tried_again_ever_later_and_nothing_overtakes_it(
    api: Api, world: World, listener: Listener
) -> None:
    listener.answers = [500, OSError("nobody listens"), 302]
    await subscribe(api)
    booked = await api.book()
    await api.data("POST", f"/v2/bookings/{booked['uid']}/cancel", json={"cancellationReason": "ill"})
    await api.settled()
    assert listener.triggers == ["BOOKING_CREATED"] * 4 + ["BOOKING_CANCELLED"]
    assert len({one.body for one in listener.received[:4]}) == 1
    assert listener.waited == list(WAITS[:3])
    created, cancelled = deliveries(world)
    assert [(one.status, one.problem) for one in created.attempts] == [
        (500, None),
        (None, "nobody listens"),
        (302, None),
        (200, None),
    ]
    assert created.outcome == cancelled.outcome == "delivered"


async def test_what_cannot_be_delivered_is_given_up_and_the_next_follows(
    api: Api, world: World, listener: Listener
) -> None:
    listener.answers = [503] * (len(WAITS) + 1)
    await subscribe(api)
    booked = await api.book()
    await api.data("POST", f"/v2/bookings/{booked['uid']}/cancel", json={"cancellationReason": "ill"})
    await api.settled()
    assert [one.outcome for one in deliveries(world)] == ["given_up", "delivered"]
    assert listener.waited == list(WAITS)


async def test_a_booking_that_waits_does_not_hold_up_another(api: Api, listener: Listener) -> None:
    listener.answers = [503]
    await subscribe(api)
    await api.book()
    await api.book(start="2026-11-24T16:00:00Z")
    await api.settled()
    starts = [one.json["payload"]["startTime"] for one in listener.received]
    assert sorted(starts) == ["2026-11-24T15:00:00.000Z", "2026-11-24T15:00:00.000Z", "2026-11-24T16:00:00.000Z"]


async def test_a_template_is_sent_in_place_of_the_envelope(api: Api, listener: Listener) -> None:
    template = (
        '{"text": "{{title}} ({{triggerEvent}})", "who": "{{attendees.0.email}}", "n": {{length}}, "x": "{{no.such}}"}'
    )
    await subscribe(api, payloadTemplate=template)
    booked = await api.book(attendee={"name": 'Ana "A" Silva', "email": "ana@example.com", "timeZone": "UTC"})
    await api.settled()
    told = listener.received[0]
    text = f"{booked['title']} (BOOKING_CREATED)"
    assert told.json == {"text": text, "who": "ana@example.com", "n": 30, "x": ""}
    assert told.headers["Content-Type"] == "application/json"
    assert told.headers["X-Cal-Signature-256"] == hmac.new(b"s3cret", told.body, hashlib.sha256).hexdigest()


async def test_a_template_that_is_no_json_is_sent_as_a_form(api: Api, listener: Listener) -> None:
    await subscribe(api, payloadTemplate="uid={{uid}}&host={{organizer.username}}")
    booked = await api.book()
    await api.settled()
    assert listener.received[0].body == f"uid={booked['uid']}&host=bailey".encode()
    assert listener.received[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


async def test_a_deleted_webhook_hears_nothing_more(api: Api, world: World, listener: Listener) -> None:
    made = await subscribe(api)
    with world.writing():
        uid = world.add_booking(
            event_type="30min",
            host="bailey",
            start=NOW.replace(day=24),
            attendee={"name": "A", "email": "a@example.com", "timeZone": "UTC"},
        )
    await api.data("DELETE", f"/v2/webhooks/{made['id']}")
    await api.data("POST", f"/v2/bookings/{uid}/cancel", json={"cancellationReason": "ill"})
    await api.settled()
    assert listener.received == []


async def test_meetings_start_and_end_by_the_sandboxs_clock(
    api: Api, world: World, clock: StillClock, listener: Listener
) -> None:
    timed = ["MEETING_STARTED", "MEETING_ENDED", "RECORDING_READY", "RECORDING_TRANSCRIPTION_GENERATED"]
    await subscribe(api, triggers=timed)
    booked = await api.book()
    clock.forward(hours=25, minutes=10)
    await api.data("GET", "/v2/me")
    await api.settled()
    assert listener.triggers == ["MEETING_STARTED"]
    assert listener.received[0].json["payload"]["uid"] == booked["uid"]
    assert listener.received[0].json["payload"]["user"]["email"] == "bailey@acme.example"
    clock.forward(hours=1)
    await api.data("GET", "/v2/me")
    await api.data("GET", "/v2/me")
    await api.settled()
    assert listener.triggers[1:] == ["MEETING_ENDED", "RECORDING_READY", "RECORDING_TRANSCRIPTION_GENERATED"]
    assert listener.received[2].json["payload"]["downloadLink"].startswith("https://")


async def test_a_delivery_really_goes_over_the_network_and_follows_no_redirect(world: World) -> None:
    listener = Listener()
    with served([302]) as (url, received):
        api = Api(world, "cal_sandbox_bailey", sleep=listener.sleep)
        await subscribe(api, subscriberUrl=f"{url}?from=sandbox")
        await api.book()
        await api.settled()
    assert [one.url for one in received] == ["/hooks?from=sandbox"] * 2
    told = received[1]
    assert told.headers["X-Cal-Signature-256"] == hmac.new(b"s3cret", told.body, hashlib.sha256).hexdigest()
    assert told.json["triggerEvent"] == "BOOKING_CREATED"


async def test_no_other_machine_is_called(world: World) -> None:
    listener = Listener()
    api = Api(world, "cal_sandbox_bailey", sleep=listener.sleep)
    await subscribe(api, subscriberUrl="https://hooks.example.com/x")
    await api.book()
    await api.settled()
    (delivery,) = deliveries(world)
    assert delivery.outcome == "given_up"
    assert "hooks.example.com is not this machine" in (delivery.attempts[0].problem or "")


async def test_what_was_not_sent_goes_out_after_a_restart(tmp_path: Path, clock: StillClock) -> None:
    state, listener = tmp_path / "state.json", Listener()
    listener.answers = [OSError("nobody listens")]

    class Stopped(Exception):
        """The process ends while it waits."""

    async def stop(seconds: float) -> None:
        raise Stopped

    api = Api(World.load("default", clock=clock, state=state), "cal_sandbox_bailey", post=listener.post, sleep=stop)
    await subscribe(api)
    booked = await api.book()
    with pytest.raises(Stopped):
        await api.settled()

    again = World.load("default", clock=clock, state=state)
    assert [(one.outcome, len(one.attempts)) for one in deliveries(again)] == [("waiting", 1)]
    api = Api(again, "cal_sandbox_bailey", post=listener.post, sleep=listener.sleep)
    await api.data("GET", "/v2/me")
    await api.settled()
    assert [one.json["payload"]["uid"] for one in listener.received] == [booked["uid"]] * 2
    assert deliveries(again)[0].outcome == "delivered"
