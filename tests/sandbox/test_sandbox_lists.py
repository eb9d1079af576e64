"""Pages of bookings by cursor, while others are being made (facts 1.7, 4.4)."""

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

NEWEST = {"cal-api-version": "2026-05-01"}


async def test_a_cursor_goes_on_where_it_was_though_bookings_come_and_go(bailey: Api) -> None:
    hours = [15, 16, 17, 18]
    booked = {hour: await bailey.book(start=f"2026-11-24T{hour}:00:00Z") for hour in hours}
    query = {"status": "upcoming", "limit": 2}
    first = (await bailey.send("GET", "/v2/bookings", params=query, headers=NEWEST)).json()
    assert [one["uid"] for one in first["data"]] == [booked[15]["uid"], booked[16]["uid"]]
    await bailey.book(start="2026-11-24T14:00:00Z")
    rest = {**query, "cursor": first["pagination"]["nextCursor"]}
    second = (await bailey.send("GET", "/v2/bookings", params=rest, headers=NEWEST)).json()
    assert [one["uid"] for one in second["data"]] == [booked[17]["uid"], booked[18]["uid"]]
    assert second["pagination"] == {"nextCursor": None, "hasMore": False}


async def test_what_began_over_an_hour_ago_is_behind_the_cursor(bailey: Api, world: World, clock: StillClock) -> None:
    world.add_booking(
        event_type="30min",
        host="bailey",
        start=clock.now,
        attendee={"name": "A", "email": "a@example.com", "timeZone": "UTC"},
        length_in_minutes=180,
    )
    query = {"status": "upcoming"}
    clock.forward(minutes=59)
    assert len(await bailey.data("GET", "/v2/bookings", params=query, headers=NEWEST)) == 1
    clock.forward(minutes=2)
    assert await bailey.data("GET", "/v2/bookings", params=query, headers=NEWEST) == []
    assert len(await bailey.data("GET", "/v2/bookings", params=query)) == 1
