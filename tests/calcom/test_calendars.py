"""Calendars, feeds, destination calendars and conferencing: against the sandbox, and on answers after the facts."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.types.calendars import CalendarToLoad, EventAttendee, EventMoment, EventUpdate
from bot.sandbox.calendar_events import event_uid
from bot.scheduling.calendar import ByUser, InvalidArgument, NotFound, OutcomeUnknown, Rejected, Unauthorized
from bot.scheduling.models import NewBooking
from tests.calcom.conftest import Desk, Sandbox

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
FEED = "https://calendar.example/team.ics"


async def consent(sandbox: Sandbox, url: str, **form: str) -> dict[str, str]:
    """Answers the page at the URL as a person would; the parameters that the callback is then given."""
    state = parse_qs(urlsplit(url).query)["state"][0]
    async with sandbox.browser as browser:
        answered = await browser.post(url, data={"state": state, "answer": "allow", **form})
    assert answered.status_code == 303, answered.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answered.headers["location"]).query).items()}


# Against the sandbox


async def test_connected_calendars_are_listed_with_the_one_bookings_go_to(sandbox: Sandbox) -> None:
    found = await sandbox.client("cal_sandbox_bailey").calendars.list()
    (google,) = found.connected_calendars
    assert google.integration.type == "google_calendar"
    assert [calendar.external_id for calendar in google.calendars] == ["bailey@acme.example"]
    assert google.primary is not None
    assert google.primary.is_selected
    assert found.destination_calendar is not None
    assert found.destination_calendar.credential_id == google.credential_id


async def test_whoever_connected_nothing_has_no_calendars(sandbox: Sandbox) -> None:
    found = await sandbox.client("cal_sandbox_admin").calendars.list()
    assert found.connected_calendars == ()
    assert found.destination_calendar is None


async def test_a_calendar_is_connected_checked_read_and_disconnected(sandbox: Sandbox) -> None:
    alex = sandbox.client("cal_sandbox_alex")
    with pytest.raises(Rejected):
        await alex.calendars.check("office365")
    page = await alex.calendars.connect("office365", redir="https://slotwise.example/done")
    back = await consent(sandbox, page.auth_url, account="alex@acme.example")
    redirect = await sandbox.client().calendars.save(
        "office365", state=SecretStr(back["state"]), code=SecretStr(back["code"])
    )
    assert redirect is not None
    assert redirect.url == "https://slotwise.example/done"
    await alex.calendars.check("office365")

    (account,) = (await alex.calendars.list()).connected_calendars
    assert account.credential_id is not None
    busy = await alex.calendars.busy_times(
        date_from=date(2026, 11, 24),
        date_to=date(2026, 11, 25),
        time_zone="Europe/Berlin",
        calendars_to_load=[CalendarToLoad(credential_id=account.credential_id, external_id="alex@acme.example")],
    )
    assert [(one.start, one.end) for one in busy] == [(NINE + timedelta(hours=1), NINE + timedelta(hours=2))]

    cut = await alex.calendars.disconnect("office365", id=account.credential_id)
    assert (cut.id, cut.type) == (account.credential_id, "office365_calendar")
    with pytest.raises(NotFound):
        await alex.calendars.disconnect("office365", id=account.credential_id)


async def test_the_busy_times_of_somebody_elses_calendar_are_refused(sandbox: Sandbox) -> None:
    (google,) = (await sandbox.client("cal_sandbox_bailey").calendars.list()).connected_calendars
    assert google.credential_id is not None
    with pytest.raises(Unauthorized):
        await sandbox.client("cal_sandbox_alex").calendars.busy_times(
            date_from=date(2026, 11, 24),
            date_to=date(2026, 11, 25),
            time_zone="Europe/Berlin",
            calendars_to_load=[CalendarToLoad(credential_id=google.credential_id, external_id="bailey@acme.example")],
        )


async def test_an_apple_calendar_takes_a_password(sandbox: Sandbox) -> None:
    alex = sandbox.client("cal_sandbox_alex")
    await alex.calendars.save_credentials("apple", username="alex@acme.example", password=SecretStr("abcd-efgh"))
    await alex.calendars.check("apple")
    destination = await alex.destination_calendars.update(integration="apple_calendar", external_id="alex@acme.example")
    assert (destination.integration, destination.external_id) == ("apple_calendar", "alex@acme.example")
    with pytest.raises(NotFound):
        await alex.destination_calendars.update(integration="google_calendar", external_id="nobody@acme.example")


async def test_feeds_are_saved_and_checked(sandbox: Sandbox) -> None:
    alex = sandbox.client("cal_sandbox_alex")
    with pytest.raises(Rejected):
        await alex.calendars.ics_feed.check()
    feed = await alex.calendars.ics_feed.save(urls=[FEED])
    assert feed.type == "ics-feed_calendar"
    assert not feed.invalid
    await alex.calendars.ics_feed.check()


async def test_the_event_that_a_booking_left_is_read_and_changed(sandbox: Sandbox) -> None:
    bailey = sandbox.client("cal_sandbox_bailey")
    slots = await bailey.slots.list(
        ByUser("bailey", "30min"), start=sandbox.NOW, end=sandbox.NOW + timedelta(days=3), time_zone="UTC"
    )
    (booking,) = await bailey.bookings.create(
        NewBooking.model_validate(
            {
                "start": slots[0].start,
                "username": "bailey",
                "event_type_slug": "30min",
                "attendee": {"name": "Ana Silva", "email": "ana@example.com", "time_zone": "Europe/Lisbon"},
            }
        )
    )
    uid = next(event_uid(one) for one in sandbox.world.bookings() if one.uid == booking.uid)
    event = await bailey.calendars.events.get("google", uid)
    assert event.start.time == booking.start
    changed = await bailey.calendars.events.update("google", uid, EventUpdate(title="Moved to the small room"))
    assert changed.title == "Moved to the small room"
    with pytest.raises(NotFound):
        await bailey.calendars.events.get("google", "nothing-of-ours")


async def test_google_meet_is_connected_and_made_the_usual_app(sandbox: Sandbox) -> None:
    bailey = sandbox.client("cal_sandbox_bailey")
    assert [app.type for app in await bailey.conferencing.list()] == ["zoom_video"]
    assert await bailey.conferencing.get_default() is None
    with pytest.raises(Rejected):
        await bailey.conferencing.set_default("google-meet")
    assert (await bailey.conferencing.connect("google-meet")).type == "google_video"
    await bailey.conferencing.set_default("google-meet")
    usual = await bailey.conferencing.get_default()
    assert usual is not None
    assert usual.app_slug == "google-meet"
    await bailey.conferencing.disconnect("google-meet")
    with pytest.raises(Rejected):
        await bailey.conferencing.disconnect("google-meet")


async def test_a_conferencing_app_is_connected_on_its_page(sandbox: Sandbox) -> None:
    alex, anybody = sandbox.client("cal_sandbox_alex"), sandbox.client()
    page = await alex.conferencing.auth_url(
        "msteams", return_to="https://slotwise.example/done", on_error_return_to="https://slotwise.example/failed"
    )
    state = SecretStr(parse_qs(urlsplit(page.url).query)["state"][0])
    failed = await anybody.conferencing.callback("msteams", state=state, code=SecretStr("made-up"))
    assert failed is not None
    assert failed.url == "https://slotwise.example/failed"
    back = await consent(sandbox, page.url)
    done = await anybody.conferencing.callback("msteams", state=state, code=SecretStr(back["code"]))
    assert done is not None
    assert done.url == "https://slotwise.example/done"
    assert [app.type for app in await alex.conferencing.list()] == ["office365_video"]
    with pytest.raises(Unauthorized):
        await anybody.conferencing.callback("msteams", state=state, code=SecretStr(back["code"]))


# What is sent

Verb = Callable[[CalcomClient], Awaitable[Any]]
TO_LOAD = [CalendarToLoad(credential_id=5, external_id="a@b.example"), CalendarToLoad(credential_id=6, external_id="c")]
BUSY: dict[str, Any] = {"date_from": date(2030, 1, 7), "date_to": date(2030, 1, 8), "time_zone": "Europe/Lisbon"}


@pytest.mark.parametrize(
    ("call", "method", "path", "query"),
    [
        (lambda c: c.calendars.connect("google"), "GET", "/v2/calendars/google/connect", {"isDryRun": "false"}),
        (
            lambda c: c.calendars.connect("office365", is_dry_run=True, redir="https://a.example"),
            "GET",
            "/v2/calendars/office365/connect",
            {"isDryRun": "true", "redir": "https://a.example"},
        ),
        (
            lambda c: c.calendars.busy_times(**BUSY, calendars_to_load=TO_LOAD),
            "GET",
            "/v2/calendars/busy-times",
            {
                "dateFrom": "2030-01-07",
                "dateTo": "2030-01-08",
                "timeZone": "Europe/Lisbon",
                "calendarsToLoad[0][credentialId]": "5",
                "calendarsToLoad[0][externalId]": "a@b.example",
                "calendarsToLoad[1][credentialId]": "6",
                "calendarsToLoad[1][externalId]": "c",
            },
        ),
        (lambda c: c.calendars.check("apple"), "GET", "/v2/calendars/apple/check", {}),
        (lambda c: c.calendars.events.get("google", "a/b"), "GET", "/v2/calendars/google/event/a%2Fb", {}),
        (lambda c: c.conferencing.disconnect("zoom"), "DELETE", "/v2/conferencing/zoom/disconnect", {}),
    ],
)
async def test_the_query_is_written_as_cal_com_reads_it(
    desk: Desk, call: Verb, method: str, path: str, query: dict[str, str]
) -> None:
    client, transport = desk.client(desk.ok({"authUrl": "https://a.example"} if "connect" in path else None))
    with_event = "event" in path or "busy" in path
    if with_event:
        transport.steps = [desk.refusal(404, "Not there")]
        with pytest.raises(NotFound):
            await call(client)
    else:
        await call(client)
    assert (transport.request.method, transport.request.url.raw_path.decode().split("?")[0]) == (method, path)
    assert transport.query == query
    assert not transport.request.content


EVENT: dict[str, Any] = {
    "id": "abc",
    "title": "Intro",
    "description": None,
    "start": {"time": "2030-01-07T10:00:00+01:00", "timeZone": "Europe/Berlin"},
    "end": {"time": "2030-01-07T10:30:00+01:00", "timeZone": "Europe/Berlin"},
    "locations": [{"type": "hologram", "url": "https://meet.example/x", "password": "hush", "pin": None}],
    "attendees": [{"email": "ana@example.com", "self": True, "responseStatus": "perhaps"}],
    "hosts": None,
    "calendarEventOwner": None,
    "status": "floating",
    "source": "google",
    "colour": "red",
}


async def test_what_changes_in_an_event_goes_out_in_utc_and_nothing_else(desk: Desk) -> None:
    client, transport = desk.client(desk.ok(EVENT))
    moment = datetime.fromisoformat("2030-01-07T10:00:00+01:00")
    await client.calendars.events.update(
        "google",
        "abc",
        EventUpdate(
            start=EventMoment(time=moment, time_zone="Europe/Berlin"),
            description=None,
            attendees=(EventAttendee(email="ana@example.com", self_=True),),
        ),
    )
    assert transport.body == {
        "start": {"time": "2030-01-07T09:00:00Z", "timeZone": "Europe/Berlin"},
        "description": None,
        "attendees": [{"email": "ana@example.com", "self": True}],
    }


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda c: c.calendars.connect("yahoo"), "calendar"),
        (lambda c: c.calendars.save_credentials("google", username="a", password=SecretStr("b")), "calendar"),
        (lambda c: c.calendars.busy_times(**BUSY, calendars_to_load=[]), "calendars_to_load"),
        (lambda c: c.calendars.busy_times(**{**BUSY, "date_to": NINE}, calendars_to_load=TO_LOAD), "date_to"),
        (lambda c: c.calendars.busy_times(**{**BUSY, "time_zone": "GMT+1 h"}, calendars_to_load=TO_LOAD), "time_zone"),
        (lambda c: c.calendars.ics_feed.save(urls=["not a url"]), "urls.0"),
        (lambda c: c.calendars.ics_feed.save(urls=FEED), "urls"),
        (lambda c: c.calendars.events.update("google", "abc", {"start": {"time": NINE}}), "start.time_zone"),
        (lambda c: c.calendars.events.update("google", "abc", {"colour": "red"}), "colour"),
        (
            lambda c: c.calendars.events.update(
                "google", "x", {"end": {"time": "2030-01-07T10:00", "time_zone": "UTC"}}
            ),
            "end.time",
        ),
        (lambda c: c.destination_calendars.update(integration="caldav", external_id="a"), "integration"),
        (lambda c: c.conferencing.set_default("jitsi"), "app"),
        (lambda c: c.conferencing.auth_url("zoom", return_to="/", on_error_return_to="https://a.example"), "return_to"),
    ],
)
async def test_what_cal_com_would_refuse_is_refused_before_it_is_sent(desk: Desk, call: Verb, argument: str) -> None:
    client, transport = desk.client()
    with pytest.raises(InvalidArgument) as caught:
        await call(client)
    assert caught.value.argument == argument
    assert transport.requests == []


async def test_an_unknown_argument_is_an_error_before_anything_is_sent(desk: Desk) -> None:
    client, transport = desk.client()
    with pytest.raises(TypeError):
        await client.calendars.connect("google", dry_run=True)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        await client.conferencing.list(app="zoom")  # type: ignore[call-arg]
    assert transport.requests == []


# What is read


async def test_an_event_is_read_with_what_nobody_foresaw(desk: Desk) -> None:
    client, _ = desk.client(desk.ok(EVENT))
    event = await client.calendars.events.get("google", "abc")
    assert event.start.time == datetime(2030, 1, 7, 9, tzinfo=UTC)
    assert (event.description, event.hosts, event.status) == (None, (), "floating")
    assert (event.attendees[0].is_self, event.attendees[0].response_status) == (True, "perhaps")
    assert event.locations[0].type == "hologram"
    assert event.model_extra == {"colour": "red"}
    assert "hush" not in repr(event)


async def test_calendars_are_read_where_the_account_cannot_be(desk: Desk) -> None:
    account = {"integration": {"type": "google_calendar", "locationOption": None}, "credentialId": 5, "error": {}}
    client, _ = desk.client(desk.ok({"connectedCalendars": [account], "destinationCalendar": {}}))
    found = await client.calendars.list()
    assert found.connected_calendars[0].calendars == ()
    assert found.connected_calendars[0].primary is None
    assert found.destination_calendar is None


async def test_a_credential_is_read_without_its_owner(desk: Desk) -> None:
    data = {"id": 5, "type": "ics-feed_calendar", "userId": 7, "teamId": None, "appId": "ics-feed", "invalid": None}
    client, transport = desk.client(desk.ok(data, 201))
    feed = await client.calendars.ics_feed.save(urls=[FEED], read_only=False)
    assert (feed.team_id, feed.invalid) == (None, False)
    assert transport.body == {"urls": [FEED], "readOnly": False}


async def test_a_callback_that_answers_without_a_redirect_is_an_answer_too(desk: Desk) -> None:
    client, transport = desk.client(httpx.Response(200), api_key=None)
    assert await client.calendars.save("google", state=SecretStr("s"), code=SecretStr("c")) is None
    assert transport.query == {"state": "s", "code": "c"}


async def test_a_callback_is_sent_once_since_its_code_works_once(desk: Desk) -> None:
    client, transport = desk.client(httpx.ReadTimeout("nothing came"))
    with pytest.raises(OutcomeUnknown):
        await client.conferencing.callback("zoom", state=SecretStr("s"), code=SecretStr("c"))
    assert len(transport.requests) == 1


async def test_no_secret_of_connecting_is_shown(desk: Desk) -> None:
    secret = "canary-of-connecting"
    client, _ = desk.client(
        desk.ok({"authUrl": f"https://accounts.example/?state={secret}"}),
        desk.ok({"url": f"https://zoom.example/?state={secret}"}),
        desk.refusal(400, f"Could not add this apple calendar account with {secret}"),
        desk.refusal(401, f"Invalid Access token {secret}."),
    )
    shown = repr(await client.calendars.connect("google"))
    shown += repr(
        await client.conferencing.auth_url(
            "zoom", return_to="https://a.example", on_error_return_to="https://b.example"
        )
    )
    with pytest.raises(Rejected) as refused:
        await client.calendars.save_credentials("apple", username="ana@example.com", password=SecretStr(secret))
    with pytest.raises(Unauthorized) as unknown:
        await client.calendars.save("google", state=SecretStr(secret), code=SecretStr("c"))
    assert secret not in shown + repr(refused.value) + str(refused.value) + repr(unknown.value) + str(unknown.value)
