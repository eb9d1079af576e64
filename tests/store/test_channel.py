"""What a messenger channel keeps: an update acts once, a conversation has one live card, a chat can move."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store import OpenStore, Saved, WriteIntent, open_store
from bot.store.channel import Card, Chat, Line, Update

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
BOT = 7_000_000_000


def update(update_id: int, chat_id: str | None = "5512", account_id: str | None = "ana") -> Update:
    return Update(update_id, chat_id, account_id, {"text": f"number {update_id}", "nested": {"a": [1]}}, NINE)


def card(message_id: int, conversation_id: str = "telegram:5512", **others: Any) -> Card:
    fields = {"chat_id": "5512", "account_id": "ana", "kind": "times", "content": {"rows": [["10:00"]]}, **others}
    return Card(message_id=message_id, conversation_id=conversation_id, sent_at=NINE, changed_at=NINE, **fields)


async def take_in(store: OpenStore, update_id: int) -> bool:
    return await store.channel.take_in(BOT, update_id, "5512", "ana", {"text": f"number {update_id}"}, NINE)


async def test_an_update_is_taken_in_once(store: OpenStore) -> None:
    assert [await take_in(store, 1), await take_in(store, 2), await take_in(store, 1)] == [True, True, False]
    await store.channel.finish_update(BOT, 1, TEN)
    assert not await take_in(store, 1)


async def test_the_updates_of_two_bots_are_not_confused(store: OpenStore) -> None:
    assert await take_in(store, 1)
    assert await store.channel.take_in(BOT + 1, 1, "5512", "ana", {}, NINE)
    await store.channel.finish_update(BOT + 1, 1, TEN)
    assert [found.update_id for found in await store.channel.unfinished_updates(BOT)] == [1]
    assert await store.channel.unfinished_updates(BOT + 1) == []


async def test_of_many_who_bring_the_same_update_one_may_handle_it(store: OpenStore) -> None:
    assert sorted(await asyncio.gather(*(take_in(store, 1) for _ in range(20)))) == [False] * 19 + [True]


async def test_of_many_processes_that_bring_the_same_updates_one_may_handle_each(url: str) -> None:
    stores = [await open_store(url) for _ in range(3)]
    taken = await asyncio.gather(
        *(take_in(store, number) for number in range(20) for store in stores),
        *(store.channel.take_in_all(BOT, [update(number) for number in range(20, 40)]) for store in stores),
    )
    alone, batches = taken[:60], taken[60:]
    assert [alone[number : number + 3].count(True) for number in range(0, 60, 3)] == [1] * 20
    assert [sum(answers) for answers in zip(*batches, strict=True)] == [1] * 20
    for store in stores:
        await store.close()


async def test_a_batch_tells_for_each_update_whether_it_is_new(store: OpenStore) -> None:
    assert await store.channel.take_in_all(BOT, []) == []
    await take_in(store, 2)
    batch = [update(3), update(1, chat_id=None, account_id=None), update(2), update(3)]
    assert await store.channel.take_in_all(BOT, batch) == [True, True, False, False]
    assert await store.channel.take_in_all(BOT, batch) == [False] * 4


async def test_what_a_restart_interrupted_comes_back_whole_and_in_order(url: str) -> None:
    store = await open_store(url)
    batch = [update(number) for number in (9, 30, 10, 2)]
    await store.channel.take_in_all(BOT, batch)
    await store.channel.finish_update(BOT, 10, TEN)
    await store.close()
    again = await open_store(url)
    assert await again.channel.unfinished_updates(BOT) == [update(2), update(9), update(30)]
    assert not await take_in(again, 10)
    await again.close()


async def test_finishing_an_update_that_was_never_taken_in_does_nothing(store: OpenStore) -> None:
    await store.channel.finish_update(BOT, 99, TEN)
    assert await take_in(store, 99)


async def test_only_finished_updates_are_let_go_of(store: OpenStore) -> None:
    for number in (1, 2, 3):
        await take_in(store, number)
    await store.channel.finish_update(BOT, 1, NINE)
    await store.channel.finish_update(BOT, 2, TEN)
    await store.channel.drop_updates_before(TEN)
    assert [await take_in(store, number) for number in (1, 2, 3)] == [True, False, False]


async def test_a_card_comes_back_as_it_was_saved(store: OpenStore) -> None:
    whole = card(2**40, booking_uid="uid", thread_id=7)
    assert await store.channel.save_card(whole) is None
    assert await store.channel.card("5512", 2**40) == whole
    assert await store.channel.card("5512", 4) is None
    assert await store.channel.card("77", 2**40) is None


async def test_a_card_that_is_saved_again_is_replaced(store: OpenStore) -> None:
    await store.channel.save_card(card(3, booking_uid="uid"))
    changed = card(3, kind="confirmation", content={"rows": []})
    assert await store.channel.save_card(changed) is None
    assert await store.channel.card("5512", 3) == changed
    assert await store.channel.cards_of_booking("uid") == []


async def test_a_conversation_has_one_live_card(store: OpenStore) -> None:
    assert await store.channel.live_card("telegram:5512") is None
    assert await store.channel.save_card(card(3)) is None
    assert await store.channel.save_card(card(1, "telegram:77", chat_id="77")) is None
    ended = await store.channel.save_card(card(4))
    assert ended == replace(card(3), is_live=False)
    assert await store.channel.card("5512", 3) == ended
    assert await store.channel.live_card("telegram:5512") == card(4)
    assert await store.channel.live_card("telegram:77") == card(1, "telegram:77", chat_id="77")
    assert await store.channel.save_card(card(3)) == replace(card(4), is_live=False)


async def test_a_card_that_is_not_live_leaves_the_live_one(store: OpenStore) -> None:
    await store.channel.save_card(card(3))
    assert await store.channel.save_card(card(4, is_live=False)) is None
    assert await store.channel.live_card("telegram:5512") == card(3)
    await store.channel.save_card(card(3, is_live=False))
    assert await store.channel.live_card("telegram:5512") is None


async def test_of_live_cards_that_are_saved_at_once_one_is_live(store: OpenStore) -> None:
    ended = await asyncio.gather(*(store.channel.save_card(card(number)) for number in range(1, 11)))
    live = await store.channel.live_card("telegram:5512")
    assert live is not None
    assert {found.message_id for found in ended if found} | {live.message_id} == set(range(1, 11))


async def test_the_cards_of_a_booking_come_the_oldest_first(store: OpenStore) -> None:
    later = replace(card(1, booking_uid="uid", is_live=False), sent_at=TEN)
    first = card(2, booking_uid="uid")
    for each in (later, first, card(3, "other", booking_uid="another")):
        await store.channel.save_card(each)
    assert await store.channel.cards_of_booking("uid") == [first, later]


async def test_only_cards_that_nobody_needs_are_let_go_of(store: OpenStore) -> None:
    booked, idle, live = card(1, booking_uid="uid", is_live=False), card(2, is_live=False), card(3)
    recent = replace(card(4, is_live=False), changed_at=TEN)
    for each in (booked, idle, live, recent):
        await store.channel.save_card(each)
    await store.channel.drop_cards_before(TEN)
    assert [await store.channel.card("5512", number) for number in (1, 2, 3, 4)] == [booked, None, live, recent]


async def test_a_chat_keeps_what_is_not_told_anew(store: OpenStore) -> None:
    assert await store.channel.chat("5512") is None
    await store.channel.set_chat_state("5512", "open", NINE, account_id="ana", details={"menu": 1})
    assert await store.channel.chat("5512") == Chat("5512", "open", NINE, "ana", details={"menu": 1})
    await store.channel.set_chat_state("5512", "blocked", TEN)
    assert await store.channel.chat("5512") == Chat("5512", "blocked", TEN, "ana", details={"menu": 1})
    await store.channel.set_chat_state("5512", "open", TEN, details={})
    assert await store.channel.chat("5512") == Chat("5512", "open", TEN, "ana", details={})


async def test_a_chat_that_moves_takes_its_cards_along(store: OpenStore) -> None:
    await store.channel.set_chat_state("-1", "open", NINE, details={"topic": 7})
    await store.channel.save_card(card(3, "telegram:-1", chat_id="-1", booking_uid="uid"))
    for _ in range(2):  # the messenger tells it from both sides
        await store.channel.move_chat("-1", "-100", TEN)
        assert await store.channel.chat("-1") == Chat("-1", "removed", TEN, moved_to="-100", details={"topic": 7})
        assert await store.channel.chat("-100") == Chat("-100", "open", TEN, details={"topic": 7})
        (moved,) = await store.channel.cards_of_booking("uid")
        assert moved == card(3, "telegram:-1", chat_id="-100", booking_uid="uid", is_live=False)
    await store.channel.move_chat("-100", "-100", TEN)
    assert await store.channel.card("-100", 3) == moved


async def test_what_the_new_chat_has_already_stays(store: OpenStore) -> None:
    await store.channel.set_chat_state("-100", "open", NINE, details={"new": 1})
    theirs = card(3, "telegram:-100", chat_id="-100")
    alone = card(4, "another", chat_id="-1")
    for each in (card(3, "telegram:-1", chat_id="-1"), theirs, alone):
        await store.channel.save_card(each)
    await store.channel.move_chat("-1", "-100", TEN)
    assert await store.channel.chat("-100") == Chat("-100", "open", NINE, details={"new": 1})
    assert await store.channel.card("-100", 3) == theirs
    assert await store.channel.card("-100", 4) == replace(alone, chat_id="-100", is_live=False)
    assert [await store.channel.card("-1", number) for number in (3, 4)] == [None, None]


async def talk(store: OpenStore, conversation_id: str, key: str) -> None:
    await store.save(conversation_id, "ana", {"in": key}, revision=0, message_id="m", answer={"in": key})
    await store.begin_write(WriteIntent(key, conversation_id, "ana", "book", {}, "sending", NINE))
    await store.hand_over(key, "ana", conversation_id, {}, NINE)


async def test_a_renamed_conversation_takes_everything_along(store: OpenStore) -> None:
    await talk(store, "telegram:-1:5", "key")
    await store.channel.save_card(card(3, "telegram:-1:5"))
    for old in ("telegram:-1:5", "telegram:-1:5", "telegram:-100:5"):  # again, and onto itself, changes nothing
        await store.channel.rename_conversation(old, "telegram:-100:5")
        assert await store.load("telegram:-1:5") == Saved({}, 0)
        assert await store.load("telegram:-100:5") == Saved({"in": "key"}, 1)
        assert await store.answer_to("telegram:-100:5", "m") == {"in": "key"}
        assert [write.key for write in await store.writes_in_flight("telegram:-100:5")] == ["key"]
        handover = await store.take_over("key")
        assert handover is not None
        assert handover.conversation_id == "telegram:-100:5"
        assert await store.channel.live_card("telegram:-100:5") == card(3, "telegram:-100:5")


async def test_a_conversation_that_began_under_the_new_name_stays(store: OpenStore) -> None:
    await talk(store, "old", "of the old")
    await talk(store, "new", "of the new")
    await store.channel.save_card(card(3, "old"))
    await store.channel.save_card(card(4, "new"))
    await store.channel.rename_conversation("old", "new")
    assert await store.load("old") == Saved({}, 0)
    assert await store.load("new") == Saved({"in": "of the new"}, 1)
    assert await store.answer_to("new", "m") == {"in": "of the new"}
    assert {write.key for write in await store.writes_in_flight("new")} == {"of the old", "of the new"}
    assert await store.channel.live_card("new") == card(4, "new")
    assert await store.channel.card("5512", 3) == card(3, "new", is_live=False)


async def test_a_caller_that_is_given_up_leaves_its_change_whole_or_undone_and_the_store_fit(store: OpenStore) -> None:
    tasks = [asyncio.create_task(take_in(store, number)) for number in range(50)]
    for number, task in enumerate(tasks):
        await asyncio.sleep(0)
        if number % 3:
            task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    left = {found.update_id for found in await store.channel.unfinished_updates(BOT)}
    assert left >= {number for number, outcome in enumerate(outcomes) if outcome is True}
    assert all(await asyncio.gather(*(take_in(store, number) for number in range(50, 60))))


async def test_what_is_unfinished_can_be_asked_for_by_line(store: OpenStore) -> None:
    chats = {1: ("7", "ana"), 2: ("8", "ana"), 3: (None, "ana"), 4: (None, "bo"), 5: (None, None), 6: ("7", "bo")}
    for number, (chat_id, account_id) in chats.items():
        await store.channel.take_in(BOT, number, chat_id, account_id, {}, NINE + timedelta(minutes=number))
    await store.channel.finish_update(BOT, 2, NINE)
    lines = {
        Line("7", None): [1, 6],
        Line("8", None): [],
        Line(None, "ana"): [3],
        Line(None, "bo"): [4],
        Line(None, None): [5],
    }
    for line, numbers in lines.items():
        found = await store.channel.unfinished_updates(BOT, line)
        assert [update.update_id for update in found] == numbers
        assert {update.line for update in found} <= {line}
    assert await store.channel.unfinished_updates(BOT + 1, Line("7", None)) == []
    left = await store.channel.unfinished_lines(BOT, NINE + timedelta(minutes=5))
    assert left == [Line("7", None), Line(None, "ana"), Line(None, "bo")]
    assert await store.channel.unfinished_lines(BOT + 1, NINE + timedelta(days=1)) == []


async def test_one_at_a_time_serves_a_line(store: OpenStore) -> None:
    serving = []

    async def serve(line: Line) -> None:
        async with store.channel.serve_line(BOT, line):
            assert line not in serving
            serving.append(line)
            await asyncio.sleep(0.01)
            serving.remove(line)

    async with asyncio.timeout(10):
        async with store.channel.serve_line(BOT, Line("8", None)):
            await asyncio.gather(*(serve(Line("7", None)) for _ in range(5)), serve(Line(None, "8")))
