"""Calendars elsewhere: connected by page, credential or feed, read, cut; their entries are busy time (facts 13)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

OURS = """
users:
  - username: bea
    name: Bea Host
    email: bea@acme.example
    time_zone: Europe/London
    keys: [cal_bea]
    calendars:
      - provider: google
        account: bea@gmail.example
        entries: [{title: Dentist, start: "2026-11-24T10:00:00Z", end: "2026-11-24T11:00:00Z"}]
      - {provider: google, account: bea@gmail.example, name: Team days, selected: false, entries: [
          {start: "2026-11-25T00:00:00Z", end: "2026-11-26T00:00:00Z"}]}
      - {provider: office365, account: bea@corp.example, connected: false, entries: [
          {start: "2026-11-24T14:00:00Z", end: "2026-11-24T17:00:00Z"}]}
      - {provider: apple, account: bea@icloud.example, connected: false, password: right-one}
      - {provider: ics, account: "https://feeds.example/bea.ics", connected: false, entries: [
          {start: "2026-11-26T09:00:00Z", end: "2026-11-26T17:00:00Z"}]}
    event_types:
      - {slug: hour, title: Hour, length_in_minutes: 60}
  - {username: cy, name: Cy, email: cy@acme.example, time_zone: UTC, keys: [cal_cy], calendars: [
      {provider: google, account: cy@gmail.example, valid: false}]}
  - {username: dee, name: Dee, email: dee@acme.example, time_zone: UTC, keys: [cal_dee]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "ours.yaml"
    file.write_text(OURS, encoding="utf-8")
    return file


@pytest.fixture
def world(file: Path, clock: StillClock) -> World:
    return World.load(file, clock=clock)


@pytest.fixture
def bea(world: World) -> Api:
    return Api(world, "cal_bea")


@pytest.fixture
def cy(world: World) -> Api:
    return Api(world, "cal_cy")


@pytest.fixture
def dee(world: World) -> Api:
    return Api(world, "cal_dee")


async def starts(api: Api, day: str) -> list[str]:
    found = await api.slots(username="bea", eventTypeSlug="hour", start=day, end=day)
    return [start[11:16] for start in found]


async def allow(api: Api, url: str, account: str | None = None, answer: str = "allow") -> Any:
    """What the callback of a connect flow answers once the person chose on the page."""
    assert (await api.http.get(url)).status_code == 200
    parts = urlsplit(url)
    fields = {"state": parse_qs(parts.query)["state"][0], "answer": answer}
    sent = await api.http.post(parts.path, data=fields | ({"account": account} if account else {}))
    assert sent.status_code == 303
    return await api.http.get(sent.headers["location"])


async def test_a_connected_calendar_blocks_where_it_is_selected(bea: Api) -> None:
    assert await starts(bea, "2026-11-24") == ["09:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"]
    assert len(await starts(bea, "2026-11-25")) == 8
    refused, message = await bea.refusal(
        "POST",
        "/v2/bookings",
        json={"eventTypeSlug": "hour", "username": "bea", "start": "2026-11-24T10:00:00Z", "attendee": ANA},
    )
    assert (refused, message) == (400, "User either already has booking at this time or is not available")


async def test_calendars_are_listed_by_account_with_the_one_that_is_written_to(bea: Api) -> None:
    data = await bea.data("GET", "/v2/calendars")
    (connected,) = data["connectedCalendars"]
    assert connected["integration"]["type"] == "google_calendar"
    assert connected["primary"]["externalId"] == "bea@gmail.example"
    assert [(one["name"], one["isSelected"], one["primary"]) for one in connected["calendars"]] == [
        ("bea@gmail.example", True, True),
        ("Team days", False, False),
    ]
    destination = data["destinationCalendar"]
    assert (destination["externalId"], destination["credentialId"]) == (
        "bea@gmail.example",
        connected["credentialId"],
    )


async def test_who_connected_nothing_has_no_calendars(dee: Api) -> None:
    assert await dee.data("GET", "/v2/calendars") == {"connectedCalendars": [], "destinationCalendar": {}}


async def test_outlook_is_connected_on_a_page_and_blocks_from_then_on(bea: Api, file: Path, clock: StillClock) -> None:
    url = (await bea.data("GET", "/v2/calendars/office365/connect?redir=http://app.example/done"))["authUrl"]
    assert "bea@corp.example" in (await bea.http.get(url)).text
    back = await allow(bea, url, "bea@corp.example")
    assert (back.status_code, back.headers["location"]) == (301, "http://app.example/done")
    assert await starts(bea, "2026-11-24") == ["09:00", "11:00", "12:00", "13:00"]
    assert (await bea.send("GET", "/v2/calendars/office365/check")).json() == {"status": "success"}
    # The link and the code are good once.
    assert (await bea.http.get(url)).status_code == 404
    assert (await bea.http.get(str(back.request.url))).status_code == 401


async def test_who_refuses_or_only_tries_connects_nothing(bea: Api) -> None:
    url = (await bea.data("GET", "/v2/calendars/office365/connect?isDryRun=true"))["authUrl"]
    back = await allow(bea, url, "bea@corp.example")
    assert (back.status_code, back.headers["location"]) == (301, "http://sandbox/")
    url = (await bea.data("GET", "/v2/calendars/office365/connect"))["authUrl"]
    assert (await allow(bea, url, answer="refuse")).status_code == 301
    assert (await bea.refusal("GET", "/v2/calendars/office365/check")) == (
        400,
        "Credentials for office_365_calendar not found.",
    )


async def test_a_code_that_nobody_gave_connects_nothing(bea: Api) -> None:
    url = (await bea.data("GET", "/v2/calendars/google/connect"))["authUrl"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    assert await bea.refusal("GET", f"/v2/calendars/google/save?state={state}&code=guessed") == (400, "invalid_grant")
    assert await bea.refusal("GET", "/v2/calendars/google/save?state=unknown&code=c") == (401, "Invalid Access token.")
    assert await bea.refusal("GET", f"/v2/calendars/office365/save?state={state}&code=c") == (
        401,
        "Invalid Access token.",
    )


async def test_a_form_of_another_site_allows_nothing(bea: Api) -> None:
    url = (await bea.data("GET", "/v2/calendars/google/connect"))["authUrl"]
    fields = {"state": parse_qs(urlsplit(url).query)["state"][0], "answer": "allow"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        sent = await bea.http.post(urlsplit(url).path, data=fields, headers=headers)
        assert sent.status_code == 403


async def test_apple_is_connected_by_name_and_password(bea: Api) -> None:
    path, right = "/v2/calendars/apple/credentials", {"username": "bea@icloud.example", "password": "right-one"}
    assert (await bea.refusal("GET", "/v2/calendars/apple/check"))[0] == 400
    assert (await bea.refusal("POST", path, json=right | {"password": "wrong"}))[1].startswith(
        "Could not add this apple calendar account"
    )
    assert await bea.refusal("POST", path, json=right | {"password": "x"}) == (
        400,
        "Username or password cannot be empty",
    )
    response = await bea.send("POST", path, json=right)
    assert (response.status_code, response.json()) == (201, {"status": "success"})
    assert (await bea.send("GET", "/v2/calendars/apple/check")).json() == {"status": "success"}


async def test_a_feed_blocks_and_is_replaced_by_the_next(bea: Api) -> None:
    path = "/v2/calendars/ics-feed/save"
    assert (await bea.refusal("GET", "/v2/calendars/ics-feed/check"))[0] == 400
    first = await bea.data("POST", path, json={"urls": ["https://feeds.example/bea.ics"]}, status=201)
    assert (first["type"], first["appId"], first["invalid"]) == ("ics-feed_calendar", "ics-feed-calendar", False)
    assert await starts(bea, "2026-11-26") == []
    assert (await bea.send("GET", "/v2/calendars/ics-feed/check")).json() == {"status": "success"}
    await bea.data("POST", path, json={"urls": ["https://other.example/empty.ics"], "readOnly": False}, status=201)
    assert len(await starts(bea, "2026-11-26")) == 8
    for urls in ([], ["https://feeds.example/page.html"], ["ftp://feeds.example/a.ics"], "https://a.example/a.ics"):
        response = await bea.send("POST", path, json={"urls": urls})
        assert response.status_code == 400
        assert "isICSUrl" in response.json()["error"]["details"]["errors"][0]["constraints"]
    assert await bea.refusal("POST", path, json={"urls": ["https://down.invalid/a.ics"]}) == (
        400,
        "Could not add ICS feeds, try using private ics feed.",
    )


async def test_what_is_cut_no_longer_blocks_and_stays_cut(bea: Api, file: Path, clock: StillClock) -> None:
    state = file.with_name("state.json")
    kept = Api(World.load(file, clock=clock, state=state), "cal_bea")
    number = (await kept.data("GET", "/v2/calendars"))["connectedCalendars"][0]["credentialId"]
    cut = await kept.data("POST", "/v2/calendars/google/disconnect", json={"id": number})
    assert cut == {
        "id": number,
        "type": "google_calendar",
        "userId": 101,
        "teamId": None,
        "appId": "google-calendar",
        "invalid": False,
    }
    assert "10:00" in await starts(kept, "2026-11-24")
    again = Api(World.load(file, clock=clock, state=state), "cal_bea")
    assert (await again.data("GET", "/v2/calendars"))["connectedCalendars"] == []
    assert await again.refusal("POST", "/v2/calendars/google/disconnect", json={"id": number}) == (
        404,
        "Calendar credentials not found",
    )


async def test_nobody_cuts_or_reads_the_calendar_of_another(bea: Api, dee: Api) -> None:
    number = (await bea.data("GET", "/v2/calendars"))["connectedCalendars"][0]["credentialId"]
    assert (await dee.refusal("POST", "/v2/calendars/google/disconnect", json={"id": number}))[0] == 404
    query = busy(number, "bea@gmail.example")
    assert await dee.refusal("GET", "/v2/calendars/busy-times", params=query) == (
        401,
        "These credentials do not belong to you",
    )


def busy(number: int, external_id: str, **query: str) -> dict[str, Any]:
    return {
        "timeZone": "Europe/London",
        "dateFrom": "2026-11-24",
        "dateTo": "2026-11-25",
        "calendarsToLoad[0][credentialId]": number,
        "calendarsToLoad[0][externalId]": external_id,
        **query,
    }


async def test_busy_times_are_those_of_the_days_asked_for(bea: Api) -> None:
    number = (await bea.data("GET", "/v2/calendars"))["connectedCalendars"][0]["credentialId"]
    path = "/v2/calendars/busy-times"
    dentist = {
        "start": "2026-11-24T10:00:00.000Z",
        "end": "2026-11-24T11:00:00.000Z",
        "source": "google_calendar",
    }
    query = busy(number, "bea@gmail.example")
    assert await bea.data("GET", path, params=query) == [dentist]
    other = {
        "calendarsToLoad[1][credentialId]": str(number),
        "calendarsToLoad[1][externalId]": "team-days.bea@gmail.example",
    }
    assert len(await bea.data("GET", path, params=query | other)) == 2
    assert await bea.data("GET", path, params=query | {"dateFrom": "2026-11-23", "dateTo": "2026-11-23"}) == []
    plain = {"credentialId": number, "externalId": "bea@gmail.example", "loggedInUsersTz": "UTC"}
    assert await bea.data("GET", path, params=plain | {"dateFrom": "2026-11-24", "dateTo": "2026-11-24"}) == [dentist]
    assert await bea.data("GET", path, params=plain) == []
    without = {key: value for key, value in query.items() if key != "timeZone"}
    assert await bea.refusal("GET", path, params=without) == (
        400,
        "Either timeZone or loggedInUsersTz must be provided",
    )
    for wrong in ({"timeZone": "Mars"}, {"dateFrom": "24.11.2026"}, {"dateTo": "2026-11-24T10:00"}):
        assert (await bea.send("GET", path, params=query | wrong)).status_code == 400
    assert (await bea.send("GET", path, params={"timeZone": "UTC"})).status_code == 400


async def test_a_credential_that_the_provider_refuses_is_told_and_blocks_nothing(cy: Api) -> None:
    (connected,) = (await cy.data("GET", "/v2/calendars"))["connectedCalendars"]
    assert "calendars" not in connected
    assert await cy.refusal("GET", "/v2/calendars/google/check") == (400, "Invalid google OAuth credentials.")
    query = busy(connected["credentialId"], "cy@gmail.example")
    assert (await cy.refusal("GET", "/v2/calendars/busy-times", params=query))[0] == 500
    url = (await cy.data("GET", "/v2/calendars/google/connect"))["authUrl"]
    await allow(cy, url, "cy@gmail.example")
    assert (await cy.send("GET", "/v2/calendars/google/check")).json() == {"status": "success"}


@pytest.mark.parametrize(
    ("method", "path", "offered"),
    [
        ("GET", "/v2/calendars/yahoo/check", "apple, google, office365"),
        ("GET", "/v2/calendars/apple/connect", "office365, google"),
        ("GET", "/v2/calendars/apple/save", "office365, google"),
        ("POST", "/v2/calendars/google/credentials", "apple"),
        ("POST", "/v2/calendars/yahoo/disconnect", "apple, google, office365"),
    ],
)
async def test_another_calendar_is_answered_with_those_there_are(
    bea: Api, method: str, path: str, offered: str
) -> None:
    response = await bea.send(method, path)
    assert response.status_code == 400
    assert response.json()["error"]["details"] == {
        "message": "Invalid calendar type, available calendars are: ",
        "error": offered,
        "statusCode": 400,
    }


async def test_bookings_are_written_to_the_calendar_that_is_chosen(bea: Api) -> None:
    path = "/v2/destination-calendars"
    chosen = {"integration": "google_calendar", "externalId": "team-days.bea@gmail.example"}
    data = await bea.data("PUT", path, json=chosen)
    assert data == {"userId": 101, **chosen, "credentialId": data["credentialId"]}
    assert (await bea.data("GET", "/v2/calendars"))["destinationCalendar"]["name"] == "Team days"
    assert await bea.refusal("PUT", path, json=chosen | {"externalId": "nobody"}) == (
        404,
        "Could not find calendar nobody",
    )
    wrong = await bea.send("PUT", path, json=chosen | {"integration": "yahoo_calendar"})
    assert "isEnum" in wrong.json()["error"]["details"]["errors"][0]["constraints"]


# The events that bookings leave


async def test_the_event_of_a_booking_is_read_and_changed(bea: Api, dee: Api) -> None:
    booked = await bea.book("hour", "2026-11-24T12:00:00Z", username="bea")
    from bot.sandbox.calendar_events import event_uid

    booking = bea.world.booking(booked["uid"])
    assert booking is not None
    uid = event_uid(booking)
    event = await bea.data("GET", f"/v2/calendars/google/event/{uid}")
    assert (event["id"], event["title"], event["source"], event["status"]) == (
        uid,
        booked["title"],
        "google",
        "accepted",
    )
    assert event["start"] == {"time": "2026-11-24T12:00:00.000Z", "timeZone": "Europe/London"}
    assert event["attendees"][0]["email"] == ANA["email"]
    assert event["locations"][0]["type"] == "video"

    path = f"/v2/calendars/google/events/{uid}"
    moved = await bea.data(
        "PATCH",
        path,
        json={"title": "Ours", "start": {"time": "2026-11-24T15:00:00Z"}, "end": {"time": "2026-11-24T16:00:00Z"}},
    )
    assert (moved["title"], moved["start"]["time"]) == ("Ours", "2026-11-24T15:00:00.000Z")
    # The booking stays where it was, and the calendar is busy where the event now is.
    assert (await bea.data("GET", f"/v2/bookings/{booked['uid']}"))["start"] == "2026-11-24T12:00:00.000Z"
    assert await starts(bea, "2026-11-24") == ["09:00", "11:00", "13:00", "14:00", "16:00"]
    assert (await bea.data("PATCH", path, json={"status": "cancelled"}))["status"] == "cancelled"
    assert "15:00" in await starts(bea, "2026-11-24")
    assert (await bea.send("PATCH", path, json={"status": "lost"})).status_code == 400
    assert await dee.refusal("GET", f"/v2/calendars/google/event/{uid}") == (404, "Booking reference not found")
    assert (await bea.refusal("GET", "/v2/calendars/google/event/unknown"))[0] == 404
    assert (await bea.refusal("GET", f"/v2/calendars/apple/event/{uid}"))[0] == 400
    assert (await bea.refusal("PATCH", f"/v2/calendars/apple/events/{uid}", json={}))[0] == 400


async def test_a_moved_booking_keeps_its_event_and_loses_what_was_changed_there(bea: Api) -> None:
    from bot.sandbox.calendar_events import event_uid

    booked = await bea.book("hour", "2026-11-24T12:00:00Z", username="bea")
    booking = bea.world.booking(booked["uid"])
    assert booking is not None
    path = f"/v2/calendars/google/event/{event_uid(booking)}"
    await bea.data("PATCH", path.replace("event/", "events/"), json={"title": "Ours"})
    await bea.data(
        "POST", f"/v2/bookings/{booked['uid']}/reschedule", json={"start": "2026-11-24T16:00:00Z"}, status=201
    )
    event = await bea.data("GET", path)
    assert (event["title"], event["start"]["time"]) == (booked["title"], "2026-11-24T16:00:00.000Z")
