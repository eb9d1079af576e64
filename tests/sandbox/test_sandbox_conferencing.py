"""Video apps: connected, chosen as the usual one and cut again, with all refusals (facts 13)."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sandbox.api import Api
from tests.sandbox.test_sandbox_calendars import allow, bea, cy, dee, file, world

__all__ = ["bea", "cy", "dee", "file", "world"]

RETURNS = {"returnTo": "http://app.example/done", "onErrorReturnTo": "http://app.example/failed"}


async def test_google_meet_comes_with_a_google_calendar(bea: Api, cy: Api, dee: Api) -> None:
    path = "/v2/conferencing/google-meet/connect"
    app = await bea.data("POST", path)
    assert app == {"id": app["id"], "type": "google_video", "userId": 101, "invalid": False}
    assert await bea.data("GET", "/v2/conferencing") == [app]
    assert await bea.refusal("POST", path) == (400, "Google Meet is already connected.")
    assert await dee.refusal("POST", path) == (400, "Google Meet app requires a Google Calendar connection")
    assert (await cy.refusal("POST", path))[1].startswith("Google Meet app requires a valid Google Calendar")


@pytest.mark.parametrize(("app", "kind"), [("zoom", "zoom_video"), ("msteams", "office365_video")])
async def test_an_app_is_connected_on_its_page(dee: Api, app: str, kind: str) -> None:
    url = (await dee.data("GET", f"/v2/conferencing/{app}/oauth/auth-url", params=RETURNS))["url"]
    back = await allow(dee, url)
    assert (back.status_code, back.headers["location"]) == (301, RETURNS["returnTo"])
    assert [one["type"] for one in await dee.data("GET", "/v2/conferencing")] == [kind]


async def test_what_goes_wrong_on_the_way_leads_to_where_the_app_asked(dee: Api) -> None:
    url = (await dee.data("GET", "/v2/conferencing/zoom/oauth/auth-url", params=RETURNS))["url"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    for path in (f"zoom/oauth/callback?state={state}&code=guessed", f"msteams/oauth/callback?state={state}&code=c"):
        failed = await dee.http.get(f"/v2/conferencing/{path}")
        assert (failed.status_code, failed.headers["location"]) == (301, RETURNS["onErrorReturnTo"])
    refused = await allow(dee, url, answer="refuse")
    assert refused.headers["location"] == RETURNS["onErrorReturnTo"]
    assert await dee.data("GET", "/v2/conferencing") == []
    callback = "/v2/conferencing/zoom/oauth/callback"
    assert await dee.refusal("GET", f"{callback}?state=unknown&code=c") == (401, "Invalid Access token.")
    assert (await dee.send("GET", callback)).status_code == 400


async def test_the_usual_app_is_one_that_is_connected_or_cal_coms_own(bea: Api) -> None:
    assert (await bea.send("GET", "/v2/conferencing/default")).json() == {"status": "success"}
    assert await bea.refusal("POST", "/v2/conferencing/zoom/default") == (400, "zoom not connected.")
    assert (await bea.send("POST", "/v2/conferencing/daily-video/default")).json() == {"status": "success"}
    assert await bea.data("GET", "/v2/conferencing/default") == {"appSlug": "daily-video"}
    await bea.data("POST", "/v2/conferencing/google-meet/connect")
    await bea.send("POST", "/v2/conferencing/google-meet/default")
    assert await bea.data("GET", "/v2/conferencing/default") == {"appSlug": "google-meet"}


async def test_the_usual_app_is_where_people_meet_when_the_event_type_leaves_it_open(bea: Api) -> None:
    open_ = {"title": "Open", "slug": "open", "lengthInMinutes": 30, "locations": [{"type": "organizersDefaultApp"}]}
    await bea.data("POST", "/v2/event-types", json=open_, status=201)
    first = await bea.book("open", "2026-11-25T09:00:00Z", username="bea")
    assert first["location"].startswith("https://app.cal.com/video/")
    await bea.data("POST", "/v2/conferencing/google-meet/connect")
    await bea.send("POST", "/v2/conferencing/google-meet/default")
    second = await bea.book("open", "2026-11-25T10:00:00Z", username="bea")
    assert second["location"] == "integrations:google-meet"
    references = await bea.data("GET", f"/v2/bookings/{second['uid']}/references")
    assert [one["type"] for one in references] == ["google_video", "google_calendar"]
    event = await bea.data("GET", f"/v2/calendars/google/event/{references[1]['eventUid']}")
    assert event["locations"] == [{"type": "more", "url": "integrations:google-meet", "label": None}]


async def test_an_app_that_is_cut_is_no_longer_the_usual_one(bea: Api) -> None:
    await bea.data("POST", "/v2/conferencing/google-meet/connect")
    await bea.send("POST", "/v2/conferencing/google-meet/default")
    cut = await bea.send("DELETE", "/v2/conferencing/google-meet/disconnect")
    assert (cut.status_code, cut.json()) == (200, {"status": "success"})
    assert await bea.data("GET", "/v2/conferencing") == []
    assert (await bea.send("GET", "/v2/conferencing/default")).json() == {"status": "success"}
    assert await bea.refusal("DELETE", "/v2/conferencing/google-meet/disconnect") == (
        400,
        "google-meet not connected.",
    )


@pytest.mark.parametrize(
    ("method", "path", "message", "offered"),
    [
        ("POST", "skype/default", "Invalid app, available apps are: ", "google-meet, zoom, msteams, daily-video"),
        ("DELETE", "skype/disconnect", "Invalid app, available apps are: ", "google-meet, zoom, msteams, daily-video"),
        ("POST", "zoom/connect", "Invalid conferencing app, available apps are: ", "google-meet"),
        ("GET", "skype/oauth/auth-url", "Invalid conferencing app, available apps are: ", "zoom, msteams"),
    ],
)
async def test_another_app_is_answered_with_those_there_are(
    dee: Api, method: str, path: str, message: str, offered: str
) -> None:
    response = await dee.send(method, f"/v2/conferencing/{path}")
    assert response.status_code == 400
    assert response.json()["error"]["details"] == {"message": message, "error": offered, "statusCode": 400}
