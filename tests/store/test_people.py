"""What is known of a person follows them through their conversations, and goes when they say so."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import JSON, Handover, OpenStore, OwnedBooking, Saved, StaleConversation, WriteIntent, open_store
from bot.store.channel import Card, Update
from bot.store.jobs import Job
from bot.store.links import Link
from bot.store.personal import IMPERSONAL, rows_of
from bot.store.tables import metadata

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BOT = 7_000_000_000


async def turn(
    store: OpenStore, conversation_id: str, account_id: str, *, revision: int = 0, profile: JSON | None = None
) -> None:
    await store.save(
        conversation_id,
        account_id,
        {"words": f"{account_id} wrote this"},
        revision=revision,
        message_id=f"m{revision}",
        answer={"text": f"to {account_id}"},
        profile=profile,
    )


async def fill_every_table(store: OpenStore, account_id: str, number: int) -> None:
    """A row of this account in each table that has any."""
    talk, chat_id, note = f"talk of {account_id}", str(number), {"note": f"{account_id} wrote this"}
    await turn(store, talk, account_id, profile={"name": account_id})
    await store.begin_write(WriteIntent(f"key of {account_id}", talk, account_id, "book", note, "sending", NINE))
    await store.add_owned(OwnedBooking("uid", account_id, details=note))
    await store.hand_over(f"code of {account_id}", account_id, talk, note, NINE)
    await store.channel.take_in(BOT, number, chat_id, account_id, note, NINE)
    await store.channel.save_card(Card(chat_id, 1, talk, account_id, "times", note, NINE, NINE))
    await store.channel.set_chat_state(chat_id, "open", NINE, account_id=account_id, details=note)
    await store.jobs.schedule(Job("reminder", f"job of {account_id}", NINE, note, account_id, "uid"))
    await store.credentials.put(account_id, "calcom", b"\x00 sealed", NINE)
    await store.links.put(Link(f"state of {account_id}", account_id, note, NINE))
    await store.usage.add(NINE.date(), account_id, {"turns": 1})


async def test_a_profile_is_shared_by_the_conversations_of_an_account(store: OpenStore) -> None:
    assert await store.load("private", "ana") == Saved({}, 0, None)
    await turn(store, "private", "ana", profile={"name": "Ana"})
    assert (await store.load("private", "ana")).profile == {"name": "Ana"}
    assert await store.load("group", "ana") == Saved({}, 0, {"name": "Ana"})
    assert (await store.load("private", "quentin")).profile is None
    assert (await store.load("private")).profile is None
    await turn(store, "group", "ana", profile={"name": "Ana", "zone": "Europe/Lisbon"})
    assert (await store.load("private", "ana")).profile == {"name": "Ana", "zone": "Europe/Lisbon"}


async def test_a_turn_that_tells_of_no_profile_leaves_it_as_it_is(store: OpenStore) -> None:
    await turn(store, "private", "ana", profile={"name": "Ana"})
    await turn(store, "private", "ana", revision=1)
    assert (await store.load("private", "ana")).profile == {"name": "Ana"}


async def test_a_stale_turn_does_not_change_the_profile(store: OpenStore) -> None:
    await turn(store, "private", "ana", profile={"name": "Ana"})
    with pytest.raises(StaleConversation):
        await turn(store, "private", "ana", revision=5, profile={"name": "Eve"})
    assert (await store.load("private", "ana")).profile == {"name": "Ana"}


def test_every_table_is_a_persons_or_said_to_hold_nothing_of_one() -> None:
    personal = set(rows_of("ana"))
    assert personal.isdisjoint(IMPERSONAL)
    assert personal | IMPERSONAL == set(metadata.tables.values())


def test_no_table_with_an_account_in_it_is_said_to_hold_nothing_of_a_person() -> None:
    assert [
        table.name for table in IMPERSONAL if {"account_id", "conversation_id", "chat_id"} & {*table.c.keys()}
    ] == []


async def test_an_export_has_a_row_of_every_table_and_nothing_of_others(store: OpenStore) -> None:
    await fill_every_table(store, "ana", 1)
    await fill_every_table(store, "quentin", 2)
    exported = await store.export("ana")
    assert {name: len(rows) for name, rows in exported.items()} == {table.name: 1 for table in rows_of("ana")}
    assert "quentin" not in json.dumps(exported)
    assert exported["people"][0]["profile"] == {"name": "ana"}
    assert exported["answers"][0]["answer"] == {"text": "to ana"}
    assert exported["handovers"] == [
        {
            "code": "code of ana",
            "account_id": "ana",
            "conversation_id": "talk of ana",
            "state": {"note": "ana wrote this"},
            "created_at": "2026-11-23T09:00:00+00:00",
        }
    ]


async def test_an_export_tells_of_an_access_and_does_not_hand_it_out(store: OpenStore) -> None:
    await fill_every_table(store, "ana", 1)
    exported = await store.export("ana")
    assert exported["credentials"] == [
        {"account_id": "ana", "kind": "calcom", "updated_at": "2026-11-23T09:00:00+00:00"}
    ]
    assert exported["usage_counts"] == [{"day": "2026-11-23", "account_id": "ana", "name": "turns", "amount": 1}]


async def test_what_a_forgotten_person_used_stays_in_the_sums_and_is_nobodys(store: OpenStore) -> None:
    for who, turns in {"ana": 2, "bo": 3, "quentin": 4}.items():
        await store.usage.add(NINE.date(), who, {"turns": turns})
    for who in ("ana", "bo"):
        await store.forget(who)
        assert await store.usage.of(NINE.date(), who) == {}
    assert await store.usage.of(NINE.date(), None) == {"turns": 5}
    assert await store.usage.total(NINE.date()) == {"turns": 9}


async def test_an_export_of_somebody_unknown_is_empty(store: OpenStore) -> None:
    assert await store.export("nobody") == {table.name: [] for table in rows_of("nobody")}


async def test_forgetting_leaves_nothing_of_a_person_and_all_of_the_others(store: OpenStore) -> None:
    await fill_every_table(store, "ana", 1)
    await fill_every_table(store, "quentin", 2)
    before = await store.export("quentin")
    await store.forget("ana")
    assert await store.export("ana") == {table.name: [] for table in rows_of("ana")}
    assert await store.load("talk of ana", "ana") == Saved({}, 0, None)
    assert await store.channel.chat("1") is None
    assert await store.export("quentin") == before
    await store.forget("ana")


async def test_no_row_and_no_byte_of_the_files_names_a_forgotten_person(database: Path) -> None:
    store = await open_store(f"sqlite:///{database}")
    who = "ana-8c1f"
    await fill_every_table(store, who, 31415926)
    await turn(store, f"talk of {who}", who, revision=1)  # what a later save replaced counts too
    assert any(who.encode() in path.read_bytes() for path in database.parent.iterdir())
    await store.forget(who)
    assert [path.name for path in database.parent.iterdir() if who.encode() in path.read_bytes()] == []
    await store.close()
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        rows = {table.name: connection.execute(sa.select(table)).all() for table in metadata.tables.values()}
    engine.dispose()
    assert "31415926" not in str({name: kept for name, kept in rows.items() if name != "updates"})
    ((bot_id, update_id, *content, received_at, done_at),) = rows["updates"]
    assert (bot_id, update_id, content, received_at) == (BOT, 31415926, [None, None, None], NINE)
    assert done_at is not None


async def test_an_update_of_a_forgotten_person_neither_comes_back_nor_acts_again(store: OpenStore) -> None:
    await store.channel.take_in(BOT, 1, "1", "ana", {"text": "book it"}, NINE)
    await store.forget("ana")
    assert await store.channel.unfinished_updates(BOT) == []
    assert not await store.channel.take_in(BOT, 1, "1", "ana", {"text": "book it"}, NINE)
    await store.channel.finish_update(BOT, 1, NINE)


async def test_a_turn_that_was_running_while_its_person_was_forgotten_brings_nothing_back(store: OpenStore) -> None:
    await turn(store, "private", "ana", profile={"name": "Ana"})
    await store.forget("ana")
    with pytest.raises(StaleConversation):
        await turn(store, "private", "ana", revision=1, profile={"name": "Ana"})
    assert await store.load("private", "ana") == Saved({}, 0, None)


async def test_a_handover_stays_until_it_is_ended(store: OpenStore) -> None:
    assert await store.take_over("code") is None
    await store.hand_over("code", "ana", "group", {"draft": 1}, NINE)
    handover = Handover("code", "ana", "group", {"draft": 1}, NINE)
    assert [await store.take_over("code") for _ in range(2)] == [handover, handover]
    await store.hand_over("code", "ana", "group", {"draft": 2}, NINE)
    again = await store.take_over("code")
    assert again is not None
    assert again.state == {"draft": 2}
    for _ in range(2):
        await store.end_handover("code")
        assert await store.take_over("code") is None


async def test_a_handover_that_nobody_followed_goes_after_thirty_days(store: OpenStore) -> None:
    await store.hand_over("old", "ana", "group", {}, NINE)
    await store.hand_over("newer", "ana", "group", {}, NINE + timedelta(days=30))
    assert await store.take_over("old") is not None
    await store.hand_over("newest", "quentin", "group", {}, NINE + timedelta(days=30, seconds=1))
    assert await store.take_over("old") is None
    assert await store.take_over("newer") is not None


async def test_a_kept_value_is_made_once(store: OpenStore) -> None:
    made = iter(["first", "second", "third"])
    assert await store.kept("secret", lambda: next(made)) == "first"
    assert await store.kept("secret", lambda: next(made)) == "first"
    assert await store.kept("another", lambda: next(made)) == "second"


async def test_of_processes_that_keep_a_value_at_once_all_get_the_same(url: str) -> None:
    stores = [await open_store(url) for _ in range(4)]
    values = await asyncio.gather(
        *(store.kept("secret", lambda number=number: f"made by {number}") for number, store in enumerate(stores))
    )
    assert len(set(values)) == 1
    assert await stores[0].kept("secret", lambda: "made later") == values[0]
    for store in stores:
        await store.close()


async def test_all_of_it_outlives_a_restart(url: str) -> None:
    store = await open_store(url)
    await fill_every_table(store, "ana", 1)
    await store.kept("secret", lambda: "made before")
    before = await store.export("ana")
    await store.close()
    again = await open_store(url)
    assert await again.export("ana") == before
    assert await again.kept("secret", lambda: "made after") == "made before"
    assert await again.channel.unfinished_updates(BOT) == [Update(1, "1", "ana", {"note": "ana wrote this"}, NINE)]
    await again.close()
