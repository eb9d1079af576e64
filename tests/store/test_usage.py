"""What is counted adds up, whoever adds."""

import asyncio
from datetime import date, timedelta

from bot.store import OpenStore, open_store

TODAY = date(2026, 11, 23)


async def test_amounts_add_up_and_the_sum_is_told(store: OpenStore) -> None:
    assert await store.usage.add(TODAY, "ana", {"turns": 1, "input_tokens": 2_000}) == {
        "turns": 1,
        "input_tokens": 2_000,
    }
    assert await store.usage.add(TODAY, "ana", {"turns": 2, "cost": 0}) == {"turns": 3, "cost": 0}
    assert await store.usage.of(TODAY, "ana") == {"turns": 3, "input_tokens": 2_000, "cost": 0}
    assert await store.usage.of(TODAY, "bo") == {}
    assert await store.usage.add(TODAY, "ana", {}) == {}


async def test_days_and_accounts_are_apart_and_add_up_to_a_total(store: OpenStore) -> None:
    await store.usage.add(TODAY, "ana", {"turns": 1})
    await store.usage.add(TODAY, None, {"turns": 2})
    await store.usage.add(TODAY, "bo", {"messages": 4})
    later = TODAY + timedelta(days=2)
    await store.usage.add(later, "ana", {"cost": 5_000_000_000})
    assert await store.usage.total(TODAY) == {"turns": 3, "messages": 4}
    assert await store.usage.total(TODAY + timedelta(days=1)) == {}
    days = await store.usage.by_day(TODAY, later)
    assert list(days.items()) == [(TODAY, {"messages": 4, "turns": 3}), (later, {"cost": 5_000_000_000})]
    assert await store.usage.by_day(TODAY, later, account_id="bo") == {TODAY: {"messages": 4}}
    assert await store.usage.by_day(TODAY + timedelta(days=1), TODAY + timedelta(days=1)) == {}
    assert {type(amount) for counts in days.values() for amount in counts.values()} == {int}


async def test_days_that_are_long_over_go(store: OpenStore) -> None:
    for day in (TODAY, TODAY + timedelta(days=1)):
        await store.usage.add(day, "ana", {"turns": 1})
    await store.usage.drop_before(TODAY + timedelta(days=1))
    assert list(await store.usage.by_day(TODAY, TODAY + timedelta(days=9))) == [TODAY + timedelta(days=1)]


async def test_of_several_who_add_at_once_none_is_lost_and_each_sees_another_sum(store: OpenStore, url: str) -> None:
    others = [await open_store(url) for _ in range(3)]
    sums = await asyncio.gather(
        *(each.usage.add(TODAY, "ana", {"turns": 1, "messages": 2}) for each in (store, *others) for _ in range(10))
    )
    assert sorted(counts["turns"] for counts in sums) == list(range(1, 41))
    assert await store.usage.of(TODAY, "ana") == {"turns": 40, "messages": 80}
    for other in others:
        await other.close()
