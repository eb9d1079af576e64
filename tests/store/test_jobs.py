"""A job is done once, by whoever claimed it, and by the next one when they died with it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import JSON, OpenStore, open_store
from bot.store.jobs import Job

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KINDS = {"reminder", "notice"}


def job(key: str = "a", *, due_at: datetime = NINE, kind: str = "reminder", payload: JSON | None = None) -> Job:
    return Job(kind, key, due_at, payload or {"text": key}, account_id="ana", about="uid")


async def claimed(store: OpenStore, now: datetime = NINE) -> list[Job]:
    return await store.jobs.claim_due(now, KINDS, lease=5 * MINUTE)


async def test_a_job_is_claimed_when_it_is_due_and_by_nobody_else(store: OpenStore) -> None:
    assert await store.jobs.schedule(job())
    assert await claimed(store, NINE - MINUTE) == []
    (mine,) = await claimed(store)
    assert (mine.key, mine.payload, mine.account_id, mine.about, mine.attempt) == ("a", {"text": "a"}, "ana", "uid", 1)
    assert await claimed(store, NINE + MINUTE) == []
    assert await store.jobs.done(mine, NINE + MINUTE)
    assert await claimed(store, NINE + timedelta(days=1)) == []


async def test_a_job_that_is_added_is_there_once_whenever_it_is_due(store: OpenStore) -> None:
    assert await store.jobs.add(job())
    assert not await store.jobs.add(job(due_at=NINE + MINUTE, payload={"text": "again"}))
    (mine,) = await claimed(store)
    assert (mine.due_at, mine.payload) == (NINE, {"text": "a"})
    assert await store.jobs.done(mine, NINE)
    assert not await store.jobs.add(job(due_at=NINE + 2 * MINUTE))
    assert await claimed(store, NINE + timedelta(days=1)) == []


async def test_the_longest_due_comes_first_and_only_of_the_kinds_that_are_asked_for(store: OpenStore) -> None:
    await store.jobs.schedule(job("later"))
    await store.jobs.schedule(job("first", due_at=NINE - MINUTE))
    await store.jobs.schedule(job("other", kind="digest"))
    assert [found.key for found in await store.jobs.claim_due(NINE, KINDS, limit=1)] == ["first"]
    assert [found.key for found in await claimed(store)] == ["later"]
    assert await store.jobs.claim_due(NINE, []) == []


async def test_a_job_whose_holder_died_goes_to_the_next_one_and_the_dead_one_ends_nothing(store: OpenStore) -> None:
    await store.jobs.schedule(job())
    (dead,) = await claimed(store)
    assert await claimed(store, NINE + 4 * MINUTE) == []
    (mine,) = await claimed(store, NINE + 5 * MINUTE)
    assert mine.attempt == 2
    assert not await store.jobs.done(dead, NINE + 6 * MINUTE)
    assert not await store.jobs.retry_at(dead, NINE)
    assert not await store.jobs.renew(dead, NINE)
    assert await store.jobs.done(mine, NINE + 6 * MINUTE)
    assert not await store.jobs.done(mine, NINE + 6 * MINUTE)


async def test_a_lease_that_is_renewed_goes_on(store: OpenStore) -> None:
    await store.jobs.schedule(job())
    (mine,) = await claimed(store)
    assert await store.jobs.renew(mine, NINE + 20 * MINUTE)
    assert await claimed(store, NINE + 19 * MINUTE) == []
    assert len(await claimed(store, NINE + 20 * MINUTE)) == 1


async def test_a_job_that_failed_is_tried_again_later_with_what_is_left_of_it(store: OpenStore) -> None:
    await store.jobs.schedule(job())
    (mine,) = await claimed(store)
    assert await store.jobs.retry_at(mine, NINE + MINUTE, payload={"left": 1})
    assert await claimed(store) == []
    (again,) = await claimed(store, NINE + MINUTE)
    assert (again.attempt, again.payload, again.due_at) == (2, {"left": 1}, NINE)


@pytest.mark.parametrize("state", ["waiting", "claimed", "done"])
async def test_scheduling_for_the_same_instant_again_changes_nothing(store: OpenStore, state: str) -> None:
    await store.jobs.schedule(job())
    mine = await claimed(store) if state != "waiting" else []
    if state == "done":
        await store.jobs.done(mine[0], NINE)
    assert not await store.jobs.schedule(job(payload={"text": "other"}))
    left = await claimed(store, NINE + 5 * MINUTE)
    assert [found.payload for found in left] == ([] if state == "done" else [{"text": "a"}])


@pytest.mark.parametrize("state", ["waiting", "claimed", "done"])
async def test_scheduling_for_another_instant_takes_the_place_of_what_was(store: OpenStore, state: str) -> None:
    await store.jobs.schedule(job())
    mine = await claimed(store) if state != "waiting" else []
    if state == "done":
        await store.jobs.done(mine[0], NINE)
    moved = job(due_at=NINE + timedelta(hours=1), payload={"text": "moved"})
    assert await store.jobs.schedule(moved)
    assert await claimed(store, NINE + 10 * MINUTE) == []
    if state == "claimed":
        assert not await store.jobs.done(mine[0], NINE)
    (again,) = await claimed(store, NINE + timedelta(hours=1))
    assert (again.payload, again.attempt) == ({"text": "moved"}, 1)


async def test_a_cancelled_job_is_not_done(store: OpenStore) -> None:
    await store.jobs.schedule(job())
    assert await store.jobs.cancel("reminder", "a")
    assert not await store.jobs.cancel("reminder", "a")
    assert await claimed(store) == []


async def test_whoever_has_a_job_that_is_cancelled_hears_of_it(store: OpenStore) -> None:
    await store.jobs.schedule(job())
    (mine,) = await claimed(store)
    assert await store.jobs.cancel("reminder", "a")
    assert not await store.jobs.done(mine, NINE)


async def test_all_jobs_about_a_thing_are_cancelled_together(store: OpenStore) -> None:
    for key in ("a", "b"):
        await store.jobs.schedule(job(key))
    await store.jobs.schedule(job("c", kind="notice"))
    await store.jobs.schedule(Job("reminder", "other", NINE, about="another"))
    assert await store.jobs.cancel_about("uid", kinds={"reminder"}) == 2
    assert await store.jobs.cancel_about("uid") == 1
    assert [found.key for found in await claimed(store)] == ["other"]


async def test_what_waits_can_be_looked_at(store: OpenStore) -> None:
    assert await store.jobs.next_at(KINDS) is None
    later = job("later", due_at=NINE + MINUTE)
    for one in (later, job("sooner"), Job("notice", "of nobody", NINE + 2 * MINUTE)):
        await store.jobs.schedule(one)
    assert [found.key for found in await store.jobs.waiting()] == ["sooner", "later", "of nobody"]
    assert [found.key for found in await store.jobs.waiting(kinds={"notice"})] == ["of nobody"]
    assert await store.jobs.waiting(account_id="bo") == []
    assert len(await store.jobs.waiting(account_id="ana", about="uid")) == 2
    assert await store.jobs.find("reminder", "later") == later
    assert await store.jobs.next_at(KINDS) == NINE
    (mine,) = await claimed(store)
    assert await store.jobs.next_at(KINDS) == NINE + MINUTE
    await store.jobs.done(mine, NINE)
    assert await store.jobs.find("reminder", "sooner") is None


async def test_what_was_done_long_ago_is_let_go(store: OpenStore) -> None:
    for key in ("done", "waits"):
        await store.jobs.schedule(job(key))
    done, _waits = await claimed(store)
    await store.jobs.done(done, NINE)
    await store.jobs.drop_done_before(NINE)
    assert not await store.jobs.schedule(job("done"))
    await store.jobs.drop_done_before(NINE + MINUTE)
    assert await store.jobs.schedule(job("done"))
    assert not await store.jobs.schedule(job("waits"))


async def test_of_processes_that_claim_at_once_each_job_goes_to_one(store: OpenStore, url: str) -> None:
    others = [await open_store(url) for _ in range(3)]
    for number in range(40):
        await store.jobs.schedule(job(str(number)))
    batches = await asyncio.gather(
        *(each.jobs.claim_due(NINE, KINDS, limit=5) for each in (store, *others) for _ in range(4))
    )
    got = [found.key for batch in batches for found in batch]
    assert len(got) == len(set(got))
    left = await store.jobs.claim_due(NINE, KINDS, limit=100)
    assert sorted([*got, *(found.key for found in left)]) == sorted(str(number) for number in range(40))
    for other in others:
        await other.close()
