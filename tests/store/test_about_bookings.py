"""What is known of one booking: whose it is, and what was written to it from here."""

from datetime import UTC, datetime, timedelta

from bot.store import JSON, OpenStore, OwnedBooking, WriteIntent

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def write(store: OpenStore, key: str, payload: JSON, at: datetime = NINE) -> None:
    await store.begin_write(WriteIntent(key, "talk", "ana", "cancel", payload, "sending", at))


async def keys(store: OpenStore, *uids: str, since: datetime = NINE) -> list[str]:
    return [found.key for found in await store.writes_about(uids, since)]


async def test_a_booking_has_those_for_owners_who_made_it_or_have_a_seat_in_it(store: OpenStore) -> None:
    first, second = OwnedBooking("a", "ana", seat_uid="one"), OwnedBooking("a", "bo", seat_uid="two")
    for booking in (first, second, OwnedBooking("b", "ana")):
        await store.add_owned(booking)
    assert await store.owners("a") == [first, second]
    assert await store.owners("nobody's") == []


async def test_a_write_is_found_by_any_booking_that_it_names_whether_it_has_ended_or_not(store: OpenStore) -> None:
    await write(store, "by its uid", {"uid": "one_a"})
    await write(store, "by a deed", {"deeds": [{"do": "cancel", "uid": "b"}, {"do": "cancel", "uid": "one_a"}]})
    await write(store, "by its outcome", {"uid": None}, NINE + timedelta(minutes=1))
    await store.end_write("by its outcome", "done", {"uids": ["c"]})
    await write(store, "failed", {"uid": "c"})
    await store.end_write("failed", "failed")
    assert sorted(await keys(store, "one_a")) == ["by a deed", "by its uid"]
    assert await keys(store, "c") == ["by its outcome"]
    assert await keys(store, "c", "one_a") == ["by its outcome", "by a deed", "by its uid"]
    assert await keys(store, "onexa") == []
    assert await keys(store) == []


async def test_a_write_from_before_is_not_asked_for(store: OpenStore) -> None:
    await write(store, "yesterday", {"uid": "abc"}, NINE - timedelta(days=1))
    await write(store, "now", {"uid": "abc"})
    assert await keys(store, "abc") == ["now"]
    assert await keys(store, "abc", since=NINE - timedelta(days=2)) == ["now", "yesterday"]
