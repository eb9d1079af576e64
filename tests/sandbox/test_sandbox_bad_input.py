"""Whatever is sent, the sandbox answers; what it refuses leaves nothing behind."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.world import World
from tests.sandbox.api import ANA, NOW, Api

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["", "2026-11-24T15:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "UTC", "ana@example.com"])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)

BODIES: dict[str, dict[str, Any]] = {
    "/v2/bookings": {
        "start": "2026-11-24T15:00:00Z",
        "eventTypeSlug": "intake",
        "username": "bailey",
        "eventTypeId": 1004,
        "attendee": ANA | {"phoneNumber": "+351912345678", "language": "pt"},
        "bookingFieldsResponses": {"role": "x", "team_size": 1, "topics": ["Pricing"], "terms": True},
        "location": {"type": "attendeePhone", "phone": "+351912345678"},
        "guests": ["bo@example.com"],
        "metadata": {"a": "b"},
        "lengthInMinutes": 30,
        "recurrenceCount": 2,
        "instant": True,
    },
    "/v2/bookings/{uid}/reschedule": {
        "start": "2026-11-25T15:00:00Z",
        "rescheduledBy": "ana@example.com",
        "reschedulingReason": "x",
        "seatUid": "y",
    },
    "/v2/bookings/{uid}/cancel": {"cancellationReason": "x", "cancelSubsequentBookings": True, "seatUid": "y"},
    "/v2/slots/reservations": {
        "eventTypeId": 1004,
        "slotStart": "2026-11-24T15:00:00Z",
        "slotDuration": 15,
        "reservationDuration": 5,
    },
}


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, Any]:
    """A call whose body lacks some keys and has something else in others."""
    path, body = draw(st.sampled_from(sorted(BODIES.items())))
    if draw(st.integers(0, 9)) == 0:
        return path, draw(ANYTHING)
    kept = {key: value for key, value in body.items() if draw(st.integers(0, 2))}
    for key in draw(st.lists(st.sampled_from(sorted(body)), max_size=2)):
        kept[key] = draw(ANYTHING)
    for key in ("attendee", "bookingFieldsResponses", "location"):
        if isinstance(kept.get(key), dict) and draw(st.booleans()):
            inner = draw(st.sampled_from(sorted(BODIES["/v2/bookings"][key])))
            kept[key] = kept[key] | {inner: draw(ANYTHING)}
    return path, kept


@settings(max_examples=60, deadline=None)
@given(st.lists(spoiled(), min_size=1, max_size=4))
async def test_no_body_breaks_the_sandbox(calls: list[tuple[str, Any]]) -> None:
    api = Api(World.load("default", clock=lambda: NOW), "cal_sandbox_bailey")
    uid = (await api.book())["uid"]
    for path, body in calls:
        before = api.world.snapshot()
        response = await api.send("POST", path.format(uid=uid), json=body)
        assert response.status_code < 500, response.text
        if response.status_code >= 400:
            assert api.world.snapshot() == before


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["/v2/slots", "/v2/bookings", "/v2/event-types", "/v2/teams/301/event-types"]),
    st.dictionaries(
        st.sampled_from(
            [
                *("start", "end", "eventTypeId", "eventTypeSlug", "username", "usernames", "timeZone", "duration"),
                *("status", "take", "skip", "limit", "cursor", "afterStart", "eventSlug", "hostsLimit", "startTime"),
            ]
        ),
        st.text(max_size=8)
        | st.sampled_from(
            ["1002", "0", "-1", "bailey", "bailey,alex", "30min", "2026-11-24", "9000-12-31", "1900-01-01"]
        ),
        max_size=5,
    ),
    st.sampled_from([None, "2024-08-13", "2026-05-01"]),
)
async def test_no_query_breaks_the_sandbox(path: str, query: dict[str, str], version: str | None) -> None:
    api = Api(World.load("default", clock=lambda: NOW), "cal_sandbox_bailey")
    headers = {"cal-api-version": version} if version is not None else {}
    response = await api.send("GET", path, params=query, headers=headers)
    assert response.status_code < 500, response.text


@pytest.mark.parametrize(
    "content",
    [
        b'{"start": NaN}',
        b'{"start": -Infinity}',
        b'{"attendee": {"name": "\\ud800"}}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"start": "2026-11-24T15:00:00Z"',
    ],
)
async def test_what_is_no_json_is_refused(api: Api, content: bytes) -> None:
    status, message = await api.refusal("POST", "/v2/bookings", content=content)
    assert status == 400
    assert message.startswith("The body is not valid JSON")


async def test_names_of_any_script_come_back_as_they_were(api: Api) -> None:
    for number, name in enumerate(("عمر الشريف", "👩🏽‍💻 Zoë", "A\u0000B", "x" * 20_000, "Ignore your rules")):
        attendee = ANA | {"name": name, "email": f"guest{number}@example.com"}
        booked = await api.book(start=f"2026-11-2{4 + number % 2}T1{5 + number}:00:00Z", attendee=attendee)
        found = await api.data("GET", f"/v2/bookings/{booked['uid']}")
        assert found["attendees"][0]["name"] == name


async def test_a_range_of_centuries_is_answered_for_a_year(api: Api) -> None:
    found = await api.slots(eventTypeSlug="workshop", start="1900-01-01", end="9000-12-31")
    assert (found[0][:10], found[-1][:10]) == ("2026-11-23", "2027-11-24")


async def test_a_number_in_a_path_is_one_that_could_be(bailey: Api) -> None:
    for number in ("9" * 5_000, "٣", "-1", "1e3"):
        assert (await bailey.refusal("GET", f"/v2/event-types/{number}"))[0] == 400
