"""What several processes write down together."""

import asyncio

import pytest

from bot.store import OpenStore, open_store


class Clock:
    def __init__(self) -> None:
        self.now = 1_900_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(store.ledger, "_clock", clock)
    return clock


async def test_no_minute_has_room_for_more_than_the_limit(store: OpenStore, clock: Clock) -> None:
    for _ in range(3):
        assert await store.ledger.take("key", limit=3) == 0
        clock.now += 10
    assert await store.ledger.take("key", limit=3) == pytest.approx(30)
    clock.now += 30.001
    assert await store.ledger.take("key", limit=3) == 0
    assert await store.ledger.take("key", limit=3) == pytest.approx(10, abs=0.01)


async def test_each_credential_has_its_own(store: OpenStore, clock: Clock) -> None:
    assert await store.ledger.take("one", limit=1) == 0
    assert await store.ledger.take("other", limit=1) == 0


async def test_a_hold_lasts_and_a_shorter_one_does_not_end_it(store: OpenStore, clock: Clock) -> None:
    await store.ledger.hold("key", 30)
    await store.ledger.hold("key", 5)
    assert await store.ledger.take("key", limit=3) == pytest.approx(30)
    clock.now += 31
    assert await store.ledger.take("key", limit=3) == 0


async def test_a_clock_that_is_set_back_shuts_nobody_out(store: OpenStore, clock: Clock) -> None:
    assert await store.ledger.take("key", limit=1) == 0
    await store.ledger.hold("key", 60)
    clock.now -= 86_400
    assert await store.ledger.take("key", limit=1) == 0


async def test_processes_that_ask_at_once_get_the_limit_between_them(url: str) -> None:
    stores = [await open_store(url) for _ in range(4)]
    waits = await asyncio.gather(*(store.ledger.take("key", limit=10) for _ in range(5) for store in stores))
    assert sum(wait == 0 for wait in waits) == 10
    for store in stores:
        await store.close()
