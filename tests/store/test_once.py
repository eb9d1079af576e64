"""What acts once: keys that came, states that come back, and an access that one process refreshes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import OpenStore, open_store
from bot.store.links import Link

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def test_only_the_first_who_brings_a_key_is_first(store: OpenStore) -> None:
    assert await store.seen.first("delivery 1", NINE)
    assert not await store.seen.first("delivery 1", NINE + MINUTE)
    assert await store.seen.first("delivery 2", NINE + MINUTE)


async def test_a_key_that_was_let_go_is_new_again(store: OpenStore) -> None:
    await store.seen.first("old", NINE)
    await store.seen.first("new", NINE + MINUTE)
    await store.seen.drop_before(NINE + MINUTE)
    assert await store.seen.first("old", NINE + MINUTE)
    assert not await store.seen.first("new", NINE + MINUTE)


async def test_of_processes_that_bring_a_key_at_once_one_is_first(store: OpenStore, url: str) -> None:
    other = await open_store(url)
    firsts = await asyncio.gather(*(each.seen.first("key", NINE) for each in (store, other) for _ in range(10)))
    assert firsts.count(True) == 1
    await other.close()


def link(state: str = "state", account_id: str = "ana") -> Link:
    return Link(state, account_id, {"verifier": "v"}, NINE + 10 * MINUTE)


async def test_a_state_comes_back_once(store: OpenStore) -> None:
    await store.links.put(link())
    assert await store.links.find("state", NINE) == link()
    assert await store.links.take("state", NINE) == link()
    assert await store.links.take("state", NINE) is None
    assert await store.links.find("state", NINE) is None
    assert await store.links.take("unknown", NINE) is None


async def test_a_state_is_worth_nothing_when_it_is_over_and_goes(store: OpenStore) -> None:
    for state in ("taken", "looked at"):
        await store.links.put(link(state))
    assert await store.links.take("taken", NINE + 10 * MINUTE) is None
    assert await store.links.take("taken", NINE) is None
    assert await store.links.find("looked at", NINE + 10 * MINUTE) is None
    await store.links.drop_expired(NINE + 10 * MINUTE)
    assert await store.links.find("looked at", NINE) is None


async def test_a_state_is_made_once_and_goes_with_its_account(store: OpenStore) -> None:
    await store.links.put(link())
    with pytest.raises(IntegrityError):
        await store.links.put(link(account_id="quentin"))
    await store.links.drop_of("quentin")
    assert await store.links.find("state", NINE) == link()
    await store.links.drop_of("ana")
    assert await store.links.find("state", NINE) is None


async def test_of_processes_that_bring_a_state_at_once_one_gets_it(store: OpenStore, url: str) -> None:
    other = await open_store(url)
    await store.links.put(link())
    got = await asyncio.gather(*(each.links.take("state", NINE) for each in (store, other) for _ in range(10)))
    assert [found for found in got if found] == [link()]
    await other.close()


async def test_an_access_is_kept_byte_by_byte_until_it_is_taken_away(store: OpenStore) -> None:
    assert await store.credentials.get("ana", "calcom") is None
    await store.credentials.put("ana", "calcom", bytes(range(256)), NINE)
    await store.credentials.put("ana", "other", b"other", NINE)
    await store.credentials.put("ana", "calcom", bytes(range(255, -1, -1)), NINE + MINUTE)
    await store.credentials.put("quentin", "calcom", b"q", NINE)
    assert await store.credentials.get("ana", "calcom") == bytes(range(255, -1, -1))
    assert await store.credentials.accounts("calcom") == ["ana", "quentin"]
    assert await store.credentials.delete("ana", "calcom")
    assert not await store.credentials.delete("ana", "calcom")
    assert await store.credentials.get("ana", "calcom") is None
    assert await store.credentials.get("ana", "other") == b"other"


async def test_a_refresh_that_was_under_way_brings_no_access_back(store: OpenStore) -> None:
    await store.credentials.put("ana", "calcom", b"old", NINE)
    assert await store.credentials.replace("ana", "calcom", b"new", NINE)
    assert await store.credentials.get("ana", "calcom") == b"new"
    await store.forget("ana")
    assert not await store.credentials.replace("ana", "calcom", b"newer", NINE)
    assert await store.credentials.get("ana", "calcom") is None


async def test_of_those_who_would_refresh_at_once_one_does_and_the_others_find_what_it_made(store: OpenStore) -> None:
    await store.credentials.put("ana", "calcom", b"old", NINE)
    refreshed = []

    async def use() -> bytes | None:
        async with store.credentials.locked("ana", "calcom"):
            found = await store.credentials.get("ana", "calcom")
            if found == b"old":
                await asyncio.sleep(0)
                refreshed.append(found)
                await store.credentials.put("ana", "calcom", b"new", NINE)
            return await store.credentials.get("ana", "calcom")

    async with asyncio.timeout(5), store.credentials.locked("bo", "calcom"):
        assert await asyncio.gather(*(use() for _ in range(10))) == [b"new"] * 10
    assert refreshed == [b"old"]
