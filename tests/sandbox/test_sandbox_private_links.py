"""Private links: made, changed, deleted, and booked by (facts 5.7)."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

PATH = "/v2/event-types/1009/private-links"
PERSON = {"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"}


async def make(api: Api, path: str = PATH, **body: Any) -> Any:
    return await api.data("POST", path, json=body, status=201)


async def book(api: Api, link: Any, start: str = "2026-11-24T15:00:00.000Z", **fields: Any) -> tuple[int, str]:
    form = {"start": start, **PERSON, **fields}
    answer = await api.http.post(urlsplit(link["bookingUrl"]).path, data=form)
    return answer.status_code, answer.text


async def test_a_link_is_for_one_use_unless_it_says_otherwise(bailey: Api, world: World) -> None:
    assert world.event_types[1009].slug == "private-call"
    made = await make(bailey)
    assert made == {
        "linkId": made["linkId"],
        "eventTypeId": 1009,
        "isExpired": False,
        "bookingUrl": f"http://sandbox/d/{made['linkId']}/private-call",
        "maxUsageCount": 1,
        "usageCount": 0,
    }
    timed = await make(bailey, expiresAt="2026-11-25T00:00:00Z")
    assert timed["expiresAt"] == "2026-11-25T00:00:00.000Z"
    assert "maxUsageCount" not in timed
    assert await bailey.data("GET", PATH) == [made, timed]
    more = await bailey.data("PATCH", f"{PATH}/{timed['linkId']}", json={"maxUsageCount": 3})
    assert (more["maxUsageCount"], "expiresAt" in more) == (3, False)
    gone = await bailey.data("DELETE", f"{PATH}/{timed['linkId']}")
    assert gone == {"linkId": timed["linkId"], "message": "Private link deleted successfully"}
    assert await bailey.data("GET", PATH) == [made]


async def test_a_link_books_a_hidden_event_type_as_often_as_it_may(bailey: Api, world: World) -> None:
    link = await make(bailey, maxUsageCount=2)
    page = await bailey.http.get(urlsplit(link["bookingUrl"]).path)
    assert page.status_code == 200
    assert "Private Call" in page.text
    assert '<option value="2026-11-24T15:00:00.000Z">' in page.text
    assert (await book(bailey, link))[0] == 201
    assert (await book(bailey, link))[0] == 400
    (now,) = await bailey.data("GET", PATH)
    assert (now["usageCount"], now["isExpired"]) == (1, False)
    assert (await book(bailey, link, "2026-11-24T16:00:00Z"))[0] == 201
    (now,) = await bailey.data("GET", PATH)
    assert (now["usageCount"], now["isExpired"]) == (2, True)
    assert (await book(bailey, link, "2026-11-24T17:00:00Z"))[0] == 404
    assert (await bailey.http.get(urlsplit(link["bookingUrl"]).path)).status_code == 404
    assert [booking.attendees[0].email for booking in world.bookings()] == ["ana@example.com"] * 2


async def test_a_link_ends_at_its_moment_and_with_its_event_type(bailey: Api, clock: StillClock) -> None:
    link = await make(bailey, expiresAt="2026-11-23T15:00:00Z")
    lasting = await make(bailey)
    clock.forward(hours=1)
    assert [one["isExpired"] for one in await bailey.data("GET", PATH)] == [True, False]
    assert (await book(bailey, link))[0] == 404
    await bailey.data("DELETE", "/v2/event-types/1009")
    assert (await book(bailey, lasting))[0] == 404


async def test_the_questions_of_the_event_type_are_asked(bailey: Api, world: World) -> None:
    link = await make(bailey, "/v2/event-types/1008/private-links")
    page = await bailey.http.get(urlsplit(link["bookingUrl"]).path)
    assert "Which topics interest you?" in page.text
    status, text = await book(bailey, link)
    assert (status, "Missing required booking field response" in text) == (400, True)
    answers = {
        "q:role": "Host",
        "q:team_size": "7",
        "q:mobile": "+351912345678",
        "q:office": "1 Quay Street",
        "q:department": "Sales",
        "q:urgency": "Later",
        "q:topics": ["Pricing", "Security"],
        "q:channels": ["Phone"],
        "q:terms": "yes",
    }
    assert (await book(bailey, link, **answers))[0] == 201
    responses = world.bookings()[0].responses
    assert (responses["topics"], responses["team_size"], responses["terms"]) == (["Pricing", "Security"], 7, True)


async def test_a_form_that_says_too_little_or_comes_from_elsewhere_books_nothing(bailey: Api, world: World) -> None:
    link = await make(bailey)
    for wrong in ({"name": ""}, {"email": "nobody"}, {"timeZone": "Mars/Base"}, {"start": "soon"}):
        assert (await book(bailey, link, **wrong))[0] == 400
    path = urlsplit(link["bookingUrl"]).path
    form = {"start": "2026-11-24T15:00:00Z", **PERSON}
    answer = await bailey.http.post(path, data=form, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert world.bookings() == []


async def test_links_are_their_owners_business(bailey: Api, world: World) -> None:
    link = await make(bailey)
    alex = Api(world, "cal_sandbox_alex")
    assert (await alex.refusal("GET", PATH))[0] == 403
    assert (await bailey.refusal("GET", "/v2/event-types/9/private-links"))[0] == 404
    assert (await bailey.refusal("PATCH", f"{PATH}/nowhere", json={}))[0] == 404
    other = f"/v2/event-types/1002/private-links/{link['linkId']}"
    assert (await bailey.refusal("DELETE", other))[0] == 404
    assert set(await bailey.violations("POST", PATH, json={"maxUsageCount": 0, "expiresAt": "soon"})) == {
        "maxUsageCount",
        "expiresAt",
    }
