"""Whatever is sent about event types, schedules, webhooks and bookings that stand, the sandbox answers, still finds
slots, and can be saved."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.world import World
from tests.sandbox.api import NOW, Api
from tests.sandbox.listener import Listener
from tests.sandbox.test_sandbox_bad_input import ANYTHING

EVENT_TYPE = {
    "lengthInMinutes": 30,
    "lengthInMinutesOptions": [15, 30],
    "title": "T",
    "slug": "t",
    "bookingFields": [{"type": "text", "slug": "x", "label": "X", "required": True}],
    "locations": [{"type": "link", "link": "https://x.example"}],
    "slotInterval": 15,
    "minimumBookingNotice": 0,
    "beforeEventBuffer": 5,
    "afterEventBuffer": 5,
    "offsetStart": 5,
    "scheduleId": 201,
    "bookingLimitsCount": {"day": 3},
    "bookingLimitsDuration": {"week": 300},
    "bookerActiveBookingsLimit": {"maximumActiveBookings": 3},
    "bookingWindow": {"type": "range", "value": ["2026-11-24", "2026-12-24"]},
    "confirmationPolicy": {"type": "time", "noticeThreshold": {"unit": "hours", "count": 3}},
    "recurrence": {"interval": 1, "occurrences": 3, "frequency": "monthly"},
    "seats": {"seatsPerTimeSlot": 3},
    "disableRescheduling": {"disabled": False, "minutesBefore": 30},
    "calVideoSettings": {"disableRecordingForOrganizer": True},
}
TEAM_EVENT_TYPE = {**EVENT_TYPE, "schedulingType": "managed", "hosts": [{"userId": 101, "mandatory": True}]}
SCHEDULE = {
    "name": "S",
    "timeZone": "Europe/Rome",
    "isDefault": True,
    "availability": [{"days": ["Monday"], "startTime": "09:00", "endTime": "00:00"}],
    "overrides": [{"date": "2026-11-24", "startTime": "09:00", "endTime": "17:00"}],
}
WEBHOOK = {
    "subscriberUrl": "http://localhost:9/x",
    "triggers": ["BOOKING_CREATED", "MEETING_STARTED"],
    "active": True,
    "secret": "x",
    "payloadTemplate": "{{title}} {{attendees.0.email}}",
}
TEAM = "/v2/teams/301/event-types"
BOOKING = "/v2/bookings/{uid}"
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v2/event-types", EVENT_TYPE),
    ("PATCH", "/v2/event-types/1002", EVENT_TYPE),
    ("DELETE", "/v2/event-types/1001", {}),
    ("POST", TEAM, TEAM_EVENT_TYPE),
    ("PATCH", f"{TEAM}/1012", TEAM_EVENT_TYPE),
    ("POST", "/v2/event-types/1002/private-links", {"expiresAt": "2026-12-01T00:00:00Z", "maxUsageCount": 3}),
    ("POST", "/v2/event-types/1002/webhooks", WEBHOOK),
    ("POST", "/v2/webhooks", WEBHOOK),
    ("POST", "/v2/schedules", SCHEDULE),
    ("PATCH", "/v2/schedules/201", SCHEDULE),
    ("DELETE", "/v2/schedules/201", {}),
    ("PATCH", "/v2/me", {"name": "B", "timeZone": "UTC", "metadata": {"a": 1}, "email": "x@y.example"}),
    ("PATCH", "/v2/me/booking-limits", {"perDay": 3, "perWeek": None}),
    ("DELETE", "/v2/me/booking-limits", {}),
    ("POST", "/v2/bookings", {"eventTypeId": 1002, "start": "2026-11-24T17:00:00Z"}),
    ("PATCH", f"{BOOKING}/location", {"location": {"type": "attendeePhone", "phone": "+351912345678"}}),
    ("POST", f"{BOOKING}/attendees", {"name": "Bo", "email": "bo@example.com", "timeZone": "UTC"}),
    ("POST", f"{BOOKING}/guests", {"guests": [{"email": "cy@example.com"}]}),
    ("POST", f"{BOOKING}/mark-absent", {"host": True, "attendees": [{"email": "ana@example.com", "absent": True}]}),
    ("POST", f"{BOOKING}/reassign", {}),
    ("POST", f"{BOOKING}/reassign/102", {"reason": "x"}),
    ("POST", f"{BOOKING}/request-reschedule", {"rescheduleReason": "x"}),
    ("POST", f"{BOOKING}/reschedule", {"start": "2026-11-25T17:00:00Z"}),
    ("POST", f"{BOOKING}/cancel", {"cancellationReason": "x"}),
]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A call whose body lacks some keys and may have something else in another, or deeper down."""
    method, path, body = draw(st.sampled_from(CALLS))
    if draw(st.integers(0, 9)) == 0:
        return method, path, draw(ANYTHING)
    kept = {key: value for key, value in body.items() if draw(st.integers(0, 5))}
    if kept and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(kept)))
        inner = kept[key]
        if isinstance(inner, dict) and inner and draw(st.booleans()):
            kept[key] = {**inner, draw(st.sampled_from(sorted(inner))): draw(ANYTHING)}
        else:
            kept[key] = draw(ANYTHING)
    return method, path, kept


@settings(max_examples=40, deadline=None)
@given(st.lists(spoiled(), min_size=1, max_size=8))
async def test_no_body_breaks_what_can_be_booked(calls: list[tuple[str, str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "state.json"
        listener = Listener()
        world = World.load("default", clock=lambda: NOW, state=file)
        api = Api(world, "cal_sandbox_bailey", post=listener.post, sleep=listener.sleep)
        booked = await api.book("demo", teamSlug="support-team")
        for method, path, body in calls:
            response = await api.send(method, path.format(uid=booked["uid"]), json=body)
            assert response.status_code < 500, response.text
        for event_type in list(world.event_types.values()):
            query = {"eventTypeId": event_type.id, "start": "2026-11-24", "end": "2026-11-26"}
            assert (await api.send("GET", "/v2/slots", params=query)).status_code == 200
        await api.settled()
        again = Api(World.load("default", clock=lambda: NOW, state=file), "cal_sandbox_bailey")
        for path in ("/v2/event-types", "/v2/schedules", "/v2/webhooks", "/v2/me", "/v2/bookings"):
            assert await again.data("GET", path) == await api.data("GET", path)
