"""Lists over several pages, whichever way Cal.com pages them."""

from typing import Any

import pytest


def hook(number: int) -> dict[str, Any]:
    return {"id": f"h{number}", "subscriberUrl": "https://x.example", "triggers": []}


def booking(uid: str) -> dict[str, Any]:
    return {"uid": uid, "status": "accepted", "start": "2030-01-07T09:00:00Z", "end": "2030-01-07T09:30:00Z"}


def offset(total: int, returned: int, *, more: bool) -> dict[str, Any]:
    return {"totalItems": total, "returnedItems": returned, "hasNextPage": more}


async def test_pages_are_fetched_as_they_are_needed(desk: Any) -> None:
    client, transport = desk.client(
        desk.ok([booking("a"), booking("b")], pagination=offset(3, 2, more=True)),
        desk.ok([booking("c")], pagination=offset(3, 1, more=False)),
    )
    found = client.teams.bookings.list(3)
    assert (await anext(found)).uid == "a"
    assert len(transport.requests) == 1
    assert found.total == 3
    assert [one.uid for one in await found.all()] == ["b", "c"]
    assert [dict(request.url.params)["skip"] for request in transport.requests] == ["0", "2"]


async def test_a_list_without_a_pagination_goes_on_while_its_pages_are_full(desk: Any) -> None:
    client, transport = desk.client(
        desk.ok([hook(number) for number in range(250)]), desk.ok([hook(number) for number in range(250, 260)])
    )
    hooks = client.webhooks.list()
    assert len(await hooks.all()) == 260
    assert hooks.total is None
    assert [dict(request.url.params)["skip"] for request in transport.requests] == ["0", "250"]


async def test_a_server_that_knows_no_paging_does_not_keep_one_for_ever(desk: Any) -> None:
    client, transport = desk.client(*[desk.ok([hook(number) for number in range(250)])] * 2)
    assert len(await client.webhooks.list().all()) == 250
    assert len(transport.requests) == 2


async def test_pages_can_be_had_one_by_one(desk: Any) -> None:
    client, _ = desk.client(
        desk.ok([booking("a")], pagination=offset(2, 1, more=True)),
        desk.ok([booking("b")], pagination=offset(2, 1, more=False)),
    )
    pages = [page async for page in client.teams.bookings.list(3).pages()]
    assert [[one.uid for one in page.items] for page in pages] == [["a"], ["b"]]
    assert [page.total for page in pages] == [2, 2]


async def test_the_total_of_several_lists_is_told_when_each_has_told_its_own(desk: Any) -> None:
    client, _ = desk.client(
        desk.ok([booking("a")], pagination={"nextCursor": None, "hasMore": False}),
        desk.ok([booking("a"), booking("b")], pagination={"nextCursor": "c", "hasMore": True}),
        desk.ok([booking("b")], pagination={"nextCursor": None, "hasMore": False}),
        bookings_version="2026-05-01",
    )
    bookings = client.bookings.list(status=["upcoming", "past"])
    assert [one.uid for one in await bookings.all()] == ["a", "b"]
    assert bookings.total is None


async def test_a_fault_on_a_later_page_is_raised_there(desk: Any) -> None:
    client, _ = desk.client(
        desk.ok([booking("a")], pagination=offset(2, 1, more=True)), desk.refusal(400, "Bad request")
    )
    found = client.teams.bookings.list(3)
    assert (await anext(found)).uid == "a"
    with pytest.raises(Exception, match="Bad request"):
        await anext(found)
