"""Whatever is sent about calendars, video apps, faults and the clock, the sandbox answers, shows its page, and can
still be saved."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.calendar_events import event_uid
from bot.sandbox.world import World
from tests.sandbox.api import NOW, Api, StillClock
from tests.sandbox.test_sandbox_bad_input import ANYTHING

MOMENT = {"time": "2026-11-24T15:00:00Z", "timeZone": "UTC"}
EVENT = {
    "start": MOMENT,
    "end": MOMENT,
    "title": "x",
    "description": "x",
    "status": "accepted",
    "attendees": [{"email": "ana@example.com", "responseStatus": "accepted", "host": True}],
}
FAULT = {"operation": "teams.*", "kind": "delay", "times": 2, "after": 1, "every": 3, "seconds": 0, "status": 500}
BODIES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v2/calendars/apple/credentials", {"username": "me@icloud.example", "password": "x"}),
    ("POST", "/v2/calendars/google/disconnect", {"id": 801}),
    ("POST", "/v2/calendars/ics-feed/save", {"urls": ["https://feeds.example/a.ics"], "readOnly": False}),
    ("PUT", "/v2/destination-calendars", {"integration": "google_calendar", "externalId": "bailey@acme.example"}),
    ("PATCH", "/v2/calendars/google/events/{event}", EVENT),
    ("POST", "/v2/conferencing/google-meet/connect", {}),
    ("POST", "/v2/conferencing/zoom/default", {}),
    ("DELETE", "/v2/conferencing/zoom/disconnect", {}),
    ("POST", "/sandbox/faults", FAULT),
    ("POST", "/sandbox/clock", {"now": "2026-11-25T15:00:00", "zone": "Europe/Berlin"}),
    ("POST", "/sandbox/clock", {"forward": 3600}),
]
BUSY = {
    "timeZone": "UTC",
    "dateFrom": "2026-11-24",
    "dateTo": "2026-11-25",
    "calendarsToLoad[0][credentialId]": "801",
    "calendarsToLoad[0][externalId]": "bailey@acme.example",
    "credentialId": "801",
    "externalId": "x",
}
QUERIES: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/v2/calendars/busy-times", BUSY),
    ("GET", "/v2/calendars/google/connect", {"isDryRun": "true", "redir": "http://app.example/"}),
    ("GET", "/v2/calendars/google/save", {"state": "x", "code": "x"}),
    ("GET", "/v2/conferencing/zoom/oauth/auth-url", {"returnTo": "http://app.example/", "onErrorReturnTo": "x"}),
    ("GET", "/v2/conferencing/zoom/oauth/callback", {"state": "x", "code": "x"}),
    ("GET", "/", {"week": "2026-11-23", "host": "bailey"}),
    ("GET", "/sandbox/connect/google", {"state": "x"}),
]
TEXT = st.text(max_size=12) | st.sampled_from(["0001-01-01", "9999-12-31", "2026-02-30", "Europe/Berlin", "1e9", "١"])


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A call in which some of what belongs there is missing and something else may stand in its place."""
    method, path, sent = draw(st.sampled_from([*BODIES, *QUERIES]))
    is_query = method == "GET"
    if not is_query and draw(st.integers(0, 9)) == 0:
        return method, path, draw(ANYTHING)
    kept = {key: value for key, value in sent.items() if draw(st.integers(0, 5))}
    if sent and draw(st.booleans()):
        kept[draw(st.sampled_from(sorted(sent)))] = draw(TEXT if is_query else ANYTHING)
    return method, path, kept


@settings(max_examples=60, deadline=None)
@given(st.lists(spoiled(), min_size=1, max_size=8))
async def test_nothing_that_is_sent_breaks_the_calendars_or_the_page(calls: list[tuple[str, str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "state.json"
        clock = StillClock(NOW)
        api = Api(World.load("default", clock=clock, state=file), "cal_sandbox_bailey")
        booked = api.world.booking((await api.book())["uid"])
        assert booked is not None
        for method, path, sent in calls:
            place = path.format(event=event_uid(booked))
            body: dict[str, Any] = {"params": sent} if method == "GET" else {"json": sent}
            response = await api.send(method, place, **body)
            assert response.status_code < 500, response.text
            api.world.faults.clear()
        assert (await api.http.get("/")).status_code == 200
        assert datetime(1899, 1, 1, tzinfo=UTC) < clock.now
        await api.send("GET", "/v2/slots", params={"username": "bailey", "eventTypeSlug": "30min"})
        kept = World.load("default", clock=clock, state=file)
        assert kept.connections == api.world.connections
