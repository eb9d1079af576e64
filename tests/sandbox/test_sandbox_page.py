"""The page at / as it leaves the sandbox: what it shows, that all of it is escaped, and what its forms do."""

import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.world import World
from tests.sandbox.api import ANA, NOW, Api, StillClock

NASTY = "<script>alert('x')</script>\"'&"


class Page(HTMLParser):
    """The words of a page, and its elements by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


async def look(api: Api, path: str = "/") -> Page:
    response = await api.http.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return Page(response.text)


async def test_the_page_shows_people_and_what_they_can_be_booked_for(api: Api) -> None:
    text = (await look(api)).text
    for words in (
        "Acme",
        "09:00 Monday, 23 November 2026 America/New_York",
        "23–29 November 2026",
        "Bailey Hart bailey America/New_York · Mon to Fri 09:00–17:00 google calendar: bailey@acme.example",
        "Consultation consultation 45 min",
        "Flexible Meeting flexible 30 / 15 / 60 min",
        "Workshop workshop 10 seats 60 min",
        "Weekly Check-in weekly-checkin 4 × weekly 30 min",
        "Private Call private-call hidden 30 min",
        "Casey Stone admin",
        "Support Team team support-team Bailey Hart, Alex Weber",
        "Product Demo demo round robin 30 min",
        "Nothing is booked.",
        "Nobody has called yet.",
        "Nothing is set to go wrong.",
        "Nobody asked to be told.",
    ):
        assert words in text


async def test_bookings_stand_in_their_week_with_who_and_where(api: Api) -> None:
    booked = await api.book(start="2026-11-24T15:00:00Z", guests=["bo@example.com"])
    await api.book("review", "2026-12-02T15:00:00Z")
    page = await look(api)
    (block,) = [one for one in page.all("details") if one.get("id") == f"booking-{booked['uid']}"]
    assert {"booking", "accepted", "for-6"} <= set((block["class"] or "").split())
    assert "10:00 –10:30 Ana Silva 30 Min Meeting" in page.text
    for words in ("Hosts Bailey Hart", "Who Ana Silva (ana@example.com)", "Guests bo@example.com", booked["uid"]):
        assert words in page.text
    assert "Today and coming 2 Tue 24 Nov 10:00 Ana Silva 30 Min Meeting Wed 2 Dec 10:00" in page.text
    later = await look(api, "/?week=2026-12-04")
    assert "30 November – 6 December 2026" in later.text
    assert [one["id"] for one in later.all("details") if "pending" in (one["class"] or "")]


async def test_one_persons_week_is_shown_in_their_own_zone(api: Api) -> None:
    await api.book(start="2026-11-24T15:00:00Z")
    await api.book(start="2026-11-24T12:00:00Z", username="alex")
    page = await look(api, "/?host=alex&week=2026-11-24")
    assert "Europe/Berlin" in page.text
    assert len([one for one in page.all("details") if "booking" in (one["class"] or "")]) == 1
    assert "13:00 –13:30 Ana Silva" in page.text
    assert "/?host=alex&week=2026-11-16" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize(
    "query", ["week=soon", "week=0001-01-01", "week=9999-12-31", "host=nobody", "week=2026-13-01&host=<b>"]
)
async def test_what_cannot_be_shown_is_as_if_not_asked_for(api: Api, query: str) -> None:
    assert "Bailey Hart" in (await look(api, f"/?{query}")).text


async def test_what_is_busy_elsewhere_and_held_stands_there_too(api: Api) -> None:
    held = {"eventTypeId": 1002, "slotStart": "2026-11-24T15:00:00Z"}
    await api.data("POST", "/v2/slots/reservations", json=held, status=201)
    assert "Held for 30 Min Meeting" in (await look(api)).text
    edge = Api(World.load("edge", clock=StillClock(NOW)))
    assert (await edge.http.get("/")).status_code == 200


async def test_everything_from_outside_is_escaped(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "nasty.yaml"
    name = NASTY.replace("'", "''")
    file.write_text(
        f"""
users:
  - username: a
    name: '{name}'
    email: a@example.com
    time_zone: UTC
    keys: [cal_a]
    calendars: [{{provider: google, account: '{name}', entries: [
      {{title: '{name}', start: "2026-11-24T10:00:00Z", end: "2026-11-24T11:00:00Z"}}]}}]
    event_types: [{{slug: s, title: '{name}', length_in_minutes: 30}}]
""",
        encoding="utf-8",
    )
    api = Api(World.load(file, clock=clock), "cal_a")
    await api.book("s", "2026-11-25T10:00:00Z", username="a", attendee=ANA | {"name": NASTY})
    await api.http.get("/v2/nothing", params={"q": NASTY})
    await api.data(
        "POST",
        "/v2/webhooks",
        json={"subscriberUrl": "http://127.0.0.1:9/<b>", "triggers": ["BOOKING_CREATED"], "active": True},
        status=201,
    )
    page = await look(api)
    assert page.text.count("<script>alert('x')</script>") >= 5
    assert [script.get("src") for script in page.all("script")] == ["/sandbox/page.js"]
    assert not page.all("b") or all(set(one) <= {"class"} for one in page.all("b"))


async def test_the_page_loads_nothing_from_elsewhere_and_no_style_of_its_own(api: Api) -> None:
    response = await api.http.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    page = Page(response.text)
    loaded = [one.get("href") for one in page.all("link")] + [one.get("src") for one in page.all("script")]
    assert all(str(one).startswith("/sandbox/") for one in loaded)
    assert not page.all("style")
    assert not [one for _, one in page.elements if any(name == "style" or name.startswith("on") for name in one)]
    for path in loaded:
        shared = await api.http.get(str(path))
        assert (shared.status_code, shared.headers["x-content-type-options"]) == (200, "nosniff")
        assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", shared.text)


async def test_every_position_of_the_week_has_its_style(api: Api) -> None:
    styles = (await api.http.get("/sandbox/page.css")).text
    await api.book()
    used = {name for one in (await look(api)).elements for name in (one[1].get("class") or "").split()}
    placed = {name for name in used if re.fullmatch(r"(from|for|tall|lines|color)-\d+", name)}
    assert placed
    assert not [name for name in placed if f".{name} " not in styles]


async def test_requests_are_told_with_who_asked_and_what_came_of_it(bailey: Api, api: Api) -> None:
    bailey.world.faults.add(Fault(operation="me.get", kind="status", status=502))
    await bailey.send("GET", "/v2/me")
    await bailey.send("GET", "/v2/me")
    await bailey.http.get("/v2/nothing?at=all")
    bailey.world.faults.add(Fault(operation="me.get", kind="drop_after"))
    with pytest.raises(ConnectionError):
        await bailey.send("GET", "/v2/me")
    text = (await look(bailey)).text
    assert "Requests 4 " in text
    assert re.search(r"GET /v2/me me.get bailey no answer drop after \d", text)
    assert re.search(r"GET /v2/nothing\?at=all – 404 \d", text)
    assert re.search(r"GET /v2/me me.get bailey 200 \d", text)
    assert re.search(r"GET /v2/me me.get bailey 502 status \d", text)
    assert "cal_sandbox" not in (await bailey.http.get("/")).text
    # The page itself is no call of the API.
    assert "Nobody has called yet." in (await look(api)).text


async def test_what_webhooks_were_told_is_shown_whole(bailey: Api) -> None:
    hook = {"subscriberUrl": "http://127.0.0.1:9/hook", "triggers": ["BOOKING_CREATED"], "active": True}
    await bailey.data("POST", "/v2/webhooks", json=hook, status=201)
    assert "1 webhook waits for something to happen." in (await look(bailey)).text
    await bailey.book()
    text = (await look(bailey)).text
    assert "BOOKING_CREATED http://127.0.0.1:9/hook" in text
    assert '"triggerEvent":"BOOKING_CREATED"' in text.replace('": "', '":"')


# Its forms


async def submit(api: Api, path: str, **fields: str) -> httpx.Response:
    """As a browser does."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": "http://sandbox",
        "Sec-Fetch-Site": "same-origin",
        "Referer": "http://sandbox/?host=alex",
    }
    return await api.http.post(path, content=urlencode(fields), headers=headers)


async def test_a_form_leads_back_to_the_page_it_was_sent_from(api: Api, clock: StillClock) -> None:
    done = await submit(api, "/sandbox/clock", now="2026-12-01T08:30", zone="Europe/Berlin")
    assert (done.status_code, done.headers["location"]) == (303, "/?host=alex")
    assert clock.now == datetime.fromisoformat("2026-12-01T07:30:00+00:00")
    await submit(api, "/sandbox/clock", now="2020-01-01T00:00", zone="Europe/Berlin", forward="3600")
    assert clock.now == datetime.fromisoformat("2026-12-01T08:30:00+00:00")
    foreign = await api.http.post(
        "/sandbox/clock", data={"forward": "60"}, headers={"Referer": "http://evil.example/there?x=1"}
    )
    assert foreign.headers["location"] == "/"


async def test_faults_are_added_and_forgotten_by_form(api: Api) -> None:
    for operation, kind in (("bookings.*", "status"), ("me.get", "delay")):
        sent = await submit(
            api,
            "/sandbox/faults",
            operation=operation,
            kind=kind,
            times="always",
            after="0",
            every="5",
            seconds="0.5",
            status="503",
        )
        assert sent.status_code == 303
    assert [(one.times, one.every, one.seconds) for one in api.world.faults.pending()] == [("always", 5, 0.5)] * 2
    page = await look(api)
    assert "status 503 bookings.* one call in 5, always Forget" in page.text
    number = next(one["value"] for one in page.all("input") if one.get("name") == "number")
    await submit(api, "/sandbox/faults/forget", number=str(number))
    assert [fault.operation for fault in api.world.faults.pending()] == ["me.get"]


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/sandbox/faults", {"operation": "bookings.crate", "kind": "delay"}, "there is no operation"),
        ("/sandbox/faults", {"operation": "*", "kind": "delay", "times": "often"}, "times"),
        ("/sandbox/clock", {"now": "2026-12-01T08:30", "zone": "Mars"}, "give"),
        ("/sandbox/clock", {"now": NASTY}, "give"),
    ],
)
async def test_a_mistake_in_a_form_is_said_on_a_page(api: Api, path: str, fields: dict[str, str], words: str) -> None:
    response = await submit(api, path, **fields)
    assert response.status_code == 400
    assert words in Page(response.text).text
    assert NASTY not in response.text


async def test_a_reset_forgets_the_calls_too(api: Api) -> None:
    await api.book()
    assert (await submit(api, "/sandbox/reset")).status_code == 303
    text = (await look(api)).text
    assert "Nothing is booked." in text
    assert "Nobody has called yet." in text


async def test_a_clock_that_cannot_be_set_has_no_form() -> None:
    page = await look(Api(World.load("default", clock=lambda: NOW)))
    assert "/sandbox/clock" not in [form["action"] for form in page.all("form")]
    assert "/sandbox/reset" in [form["action"] for form in page.all("form")]


async def test_every_world_that_comes_along_can_be_looked_at(clock: StillClock, tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("users: []\n", encoding="utf-8")
    for world in ("default", "edge", empty):
        await look(Api(World.load(world, clock=clock)))


async def test_the_pulse_beats_when_there_is_something_new_to_show(bailey: Api, clock: StillClock) -> None:
    async def pulse() -> str:
        return (await bailey.http.get("/sandbox/pulse")).text

    beats = [await pulse()]
    assert await pulse() == beats[0]
    await bailey.book()
    beats.append(await pulse())
    await bailey.send("GET", "/v2/me")
    beats.append(await pulse())
    bailey.world.faults.add(Fault(operation="me.get", kind="delay"))
    beats.append(await pulse())
    clock.forward(minutes=1)
    beats.append(await pulse())
    await bailey.http.post("/sandbox/reset")
    beats.append(await pulse())
    assert len(set(beats)) == len(beats)
