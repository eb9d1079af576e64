"""The store's contract, whatever the database behind it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import pytz

from bot.store import JSON, OwnedBooking, Saved, StaleConversation, Store, WriteIntent, open_store

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def saved(
    store: Store, state: JSON, *, revision: int, message_id: str, conversation_id: str = "terminal"
) -> None:
    await store.save(
        conversation_id, "ana", state, revision=revision, message_id=message_id, answer={"text": f"to {message_id}"}
    )


def intent(key: str = "key-1", conversation_id: str = "terminal", created_at: datetime = NINE) -> WriteIntent:
    return WriteIntent(key, conversation_id, "ana", "book", {"start": "2026-11-24T15:00:00Z"}, "sending", created_at)


async def test_a_conversation_comes_back_as_it_was_saved(store: Store) -> None:
    assert await store.load("terminal") == Saved({}, 0)
    state = {"words": "Ça, 日本, \u202e, \ud83d, 👍", "numbers": [1, 2.5, None, True], "nested": {"a": {}}}
    await saved(store, state, revision=0, message_id="m1")
    assert await store.load("terminal") == Saved(state, 1)
    await saved(store, {"later": 1}, revision=1, message_id="m2")
    assert await store.load("terminal") == Saved({"later": 1}, 2)
    assert await store.load("telegram:7") == Saved({}, 0)


async def test_the_answer_to_a_message_is_remembered_for_its_conversation_only(store: Store) -> None:
    await saved(store, {}, revision=0, message_id="m1")
    assert await store.answer_to("terminal", "m1") == {"text": "to m1"}
    assert await store.answer_to("terminal", "m2") is None
    assert await store.answer_to("telegram:7", "m1") is None


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_a_conversation_that_moved_on_cannot_be_saved_over(store: Store, revision: int) -> None:
    await saved(store, {"n": 1}, revision=0, message_id="m1")
    await saved(store, {"n": 2}, revision=1, message_id="m2")
    with pytest.raises(StaleConversation):
        await saved(store, {"n": 9}, revision=revision, message_id="m3")
    assert await store.load("terminal") == Saved({"n": 2}, 2)
    assert await store.answer_to("terminal", "m3") is None


async def test_a_message_that_was_answered_is_not_answered_again(store: Store) -> None:
    await saved(store, {"n": 1}, revision=0, message_id="m1")
    with pytest.raises(StaleConversation):
        await saved(store, {"n": 2}, revision=1, message_id="m1")
    assert await store.load("terminal") == Saved({"n": 1}, 1)


async def test_of_two_processes_that_answer_at_once_one_is_stale(store: Store, url: str) -> None:
    other = await open_store(url)
    outcomes = await asyncio.gather(
        saved(store, {"by": "one"}, revision=0, message_id="m1"),
        saved(other, {"by": "other"}, revision=0, message_id="m2"),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "StaleConversation"]
    assert await store.load("terminal") == await other.load("terminal")
    await other.close()


async def test_turns_of_a_conversation_run_one_by_one_in_the_order_they_came(store: Store) -> None:
    entered: list[int] = []

    async def turn(number: int) -> None:
        async with store.lock("terminal"):
            entered.append(number)
            await asyncio.sleep(0)
            assert entered[-1] == number

    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(turn(number))
    assert entered == list(range(20))


async def test_another_conversation_does_not_wait(store: Store) -> None:
    async with store.lock("terminal"), asyncio.timeout(5), store.lock("telegram:7"):
        pass


async def test_a_turn_that_fails_or_is_given_up_lets_the_next_one_in(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.lock("terminal"):
            raise RuntimeError
    async with store.lock("terminal"):
        waiting = asyncio.create_task(store.lock("terminal").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
    async with asyncio.timeout(5), store.lock("terminal"):
        pass


async def test_a_write_in_flight_is_listed_until_it_ends(store: Store) -> None:
    later = intent("key-2", "telegram:7", NINE + timedelta(minutes=1))
    assert await store.begin_write(later) is later
    first = intent()
    assert await store.begin_write(first) is first
    assert await store.writes_in_flight() == [first, later]
    assert await store.writes_in_flight("telegram:7") == [later]
    await store.end_write("key-1", "done", {"uid": "abc"})
    assert await store.writes_in_flight() == [later]
    await store.end_write("key-2", "failed")
    assert await store.writes_in_flight() == []


async def test_a_write_begun_twice_is_told_by_the_object_that_comes_back(store: Store) -> None:
    first = intent()
    await store.begin_write(first)
    again = intent()
    assert await store.begin_write(again) is not again
    await store.end_write(first.key, "done")
    found = await store.begin_write(intent(created_at=NINE + timedelta(days=1)))
    assert (found.status, found.created_at) == ("done", NINE)
    assert await store.writes_in_flight() == []


async def test_of_two_processes_that_begin_a_write_one_may_send(store: Store, url: str) -> None:
    other = await open_store(url)
    mine, theirs = intent(), intent()
    answers = await asyncio.gather(store.begin_write(mine), other.begin_write(theirs))
    assert [answers[0] is mine, answers[1] is theirs].count(True) == 1
    await other.close()


async def test_ending_a_write_that_was_never_begun_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError, match="unknown"):
        await store.end_write("unknown", "done")


async def test_an_instant_of_any_zone_comes_back_the_same_and_in_utc(store: Store) -> None:
    lisbon = pytz.timezone("Europe/Lisbon").localize(datetime(2026, 10, 25, 1, 30), is_dst=True)
    await store.begin_write(intent(created_at=lisbon))
    (found,) = await store.writes_in_flight()
    assert found.created_at == lisbon
    assert found.created_at.utcoffset() == timedelta(0)


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="needs a zone"):
        await store.begin_write(intent(created_at=datetime(2026, 11, 23, 9, 0)))


async def test_owned_bookings_come_in_the_order_they_were_added(store: Store) -> None:
    series = OwnedBooking("b", "ana", series_uid="s", details={"title": "Weekly"})
    await store.add_owned(OwnedBooking("a", "ana"))
    await store.add_owned(series)
    await store.add_owned(OwnedBooking("a", "bo"))
    await store.add_owned(OwnedBooking("a", "ana", seat_uid="seat"))
    assert await store.owned("ana") == [OwnedBooking("a", "ana", seat_uid="seat"), series]
    assert await store.owned("bo") == [OwnedBooking("a", "bo")]
    assert await store.owned("nobody") == []


async def test_a_moved_booking_takes_the_place_of_the_old_one(store: Store) -> None:
    for uid in ("a", "b"):
        await store.add_owned(OwnedBooking(uid, "ana"))
    await store.add_owned(OwnedBooking("a", "bo"))
    moved = OwnedBooking("c", "ana", details={"from": "a"})
    for _ in range(2):  # again after a kill: the same outcome
        await store.replace_owned("ana", "a", moved)
        assert await store.owned("ana") == [moved, OwnedBooking("b", "ana")]
    await store.add_owned(OwnedBooking("a", "ana"))
    await store.replace_owned("ana", "a", moved)
    assert [booking.uid for booking in await store.owned("ana")] == ["b", "c"]
    assert await store.owned("bo") == [OwnedBooking("a", "bo")]


async def test_a_moved_booking_that_was_not_known_is_added(store: Store) -> None:
    await store.replace_owned("ana", "gone", OwnedBooking("c", "ana"))
    assert [booking.uid for booking in await store.owned("ana")] == ["c"]


async def test_all_of_it_is_there_after_a_restart(store: Store, url: str) -> None:
    await saved(store, {"n": 1}, revision=0, message_id="m1")
    first = await store.begin_write(intent())
    await store.add_owned(OwnedBooking("a", "ana"))
    await store.close()
    again = await open_store(url)
    assert await again.load("terminal") == Saved({"n": 1}, 1)
    assert await again.answer_to("terminal", "m1") == {"text": "to m1"}
    assert await again.writes_in_flight() == [first]
    assert await again.owned("ana") == [OwnedBooking("a", "ana")]
    await again.close()


async def test_a_store_in_memory_keeps_things_as_long_as_it_is_open() -> None:
    store = await open_store("sqlite://")
    await asyncio.gather(*(saved(store, {}, revision=0, message_id="m", conversation_id=str(n)) for n in range(20)))
    assert [(await store.load(str(n))).revision for n in range(20)] == [1] * 20
    await store.close()
