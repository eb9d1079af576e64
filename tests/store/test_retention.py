"""What is over goes, and what is still of use stays."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store import OpenStore, OwnedBooking, Saved, StoreError, WriteIntent
from bot.store.channel import Card
from bot.store.jobs import Job
from bot.store.links import Link
from bot.store.retention import FINISHED_KEPT, SEEN_KEPT, USAGE_KEPT, pruned_daily

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
KEPT = 90 * DAY


async def talk(store: OpenStore, conversation_id: str, account_id: str) -> None:
    profile = {"name": account_id}
    await store.save(conversation_id, account_id, {}, revision=0, message_id="m", answer={}, profile=profile)
    await store.hand_over(f"code of {account_id}", account_id, conversation_id, {}, NOW)
    await store.channel.save_card(Card(conversation_id, 1, conversation_id, account_id, "times", {}, NOW, NOW))
    await store.channel.set_chat_state(conversation_id, "open", NOW, account_id=account_id)


async def write(store: OpenStore, key: str, conversation_id: str, *, ends: bool) -> None:
    await store.begin_write(WriteIntent(key, conversation_id, "ana", "book", {}, "sending", NOW))
    if ends:
        await store.end_write(key, "done")


async def test_a_conversation_goes_with_all_that_belongs_to_it_when_its_last_message_is_too_long_ago(
    store: OpenStore,
) -> None:
    await talk(store, "7", "ana")
    await write(store, "key", "7", ends=True)
    await store.prune(NOW + KEPT - DAY, conversations_kept=KEPT)
    assert (await store.load("7", "ana")).profile == {"name": "ana"}
    assert await store.channel.card("7", 1) is not None
    await store.prune(NOW + KEPT + DAY, conversations_kept=KEPT)
    assert {name: rows for name, rows in (await store.export("ana")).items() if rows} == {}
    assert await store.find_write("key") is None
    assert await store.load("7", "ana") == Saved({}, 0)


async def test_a_conversation_whose_write_is_in_flight_waits_for_its_end(store: OpenStore) -> None:
    await talk(store, "7", "ana")
    await write(store, "key", "7", ends=False)
    await store.prune(NOW + KEPT + DAY, conversations_kept=KEPT)
    assert (await store.load("7")).revision == 1
    assert len(await store.writes_in_flight("7")) == 1


@pytest.mark.parametrize("left", ["conversation", "booking", "access"])
async def test_what_is_known_of_a_person_stays_as_long_as_anything_else_of_theirs(store: OpenStore, left: str) -> None:
    await talk(store, "7", "ana")
    if left == "booking":
        await store.add_owned(OwnedBooking("uid", "ana"))
    if left == "access":
        await store.credentials.put("ana", "calcom", b"sealed", NOW)
    if left == "conversation":
        await write(store, "key", "7", ends=False)
    await store.prune(NOW + KEPT + DAY, conversations_kept=KEPT)
    assert (await store.load("7", "ana")).profile == {"name": "ana"}
    assert await store.channel.chat("7") is not None


async def test_conversations_that_are_kept_for_good_are_kept(store: OpenStore) -> None:
    await talk(store, "7", "ana")
    before = await store.export("ana")
    await store.prune(NOW + 10_000 * DAY, conversations_kept=None)
    assert await store.export("ana") == before


async def test_more_conversations_than_a_query_can_name_go_at_once(store: OpenStore) -> None:
    for number in range(1_100):
        await store.save(str(number), "ana", {}, revision=0, message_id="m", answer={})
    await store.prune(NOW + KEPT + DAY, conversations_kept=KEPT)
    assert (await store.export("ana"))["conversations"] == []
    assert (await store.export("ana"))["answers"] == []


async def test_traces_that_nobody_needs_any_more_go(store: OpenStore) -> None:
    await store.jobs.schedule(Job("reminder", "done", NOW))
    (mine,) = await store.jobs.claim_due(NOW, {"reminder"})
    await store.jobs.done(mine, NOW)
    await store.jobs.schedule(Job("reminder", "waits", NOW))
    await store.seen.first("key", NOW)
    await store.links.put(Link("state", "ana", {}, NOW + DAY))
    await store.usage.add(NOW.date(), "ana", {"turns": 1})

    later = NOW + min(FINISHED_KEPT, SEEN_KEPT) - DAY
    await store.prune(later, conversations_kept=None)
    assert not await store.jobs.schedule(Job("reminder", "done", NOW))
    assert not await store.seen.first("key", NOW)
    assert await store.links.find("state", NOW) is None

    later = NOW + USAGE_KEPT + 2 * DAY
    await store.prune(later, conversations_kept=None)
    assert await store.jobs.schedule(Job("reminder", "done", NOW))
    assert await store.seen.first("key", NOW)
    assert await store.usage.by_day(date.min, date.max) == {}
    assert [job.key for job in await store.jobs.waiting()] == ["done", "waits"]


class PrunedLater:
    """A store whose days have gone by when it is pruned."""

    def __init__(self, store: OpenStore, later: timedelta, trouble: StoreError | None = None) -> None:
        self._store = store
        self._later = later
        self._trouble = trouble
        self.pruned = asyncio.Event()

    async def prune(self, now: datetime, *, conversations_kept: timedelta | None) -> None:
        try:
            if self._trouble is not None:
                raise self._trouble
            await self._store.prune(now + self._later, conversations_kept=conversations_kept)
        finally:
            self.pruned.set()


@pytest.mark.parametrize(("days", "left"), [(90, 0), (0, 1)])
async def test_it_is_done_at_the_start_beside_all_else_and_zero_days_are_for_good(
    store: OpenStore, days: int, left: int
) -> None:
    await talk(store, "7", "ana")
    later = PrunedLater(store, KEPT + DAY)
    async with pruned_daily(later, days=days):  # type: ignore[arg-type]
        await later.pruned.wait()
    assert len((await store.export("ana"))["conversations"]) == left


async def test_a_store_that_cannot_be_used_ends_nothing(store: OpenStore, caplog: pytest.LogCaptureFixture) -> None:
    full = PrunedLater(store, DAY, StoreError("the disk is full"))
    async with pruned_daily(full, days=90):  # type: ignore[arg-type]
        await full.pruned.wait()
        await asyncio.sleep(0)
    assert "what is over is kept for now: the disk is full" in caplog.text
