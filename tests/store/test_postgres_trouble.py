"""A PostgreSQL that cannot be used says why and what to do; and what only passes is not noticed."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest
import sqlalchemy as sa

from bot.store import OpenStore, Saved, StaleConversation, StoreError, locks, open_store
from bot.store.database import Database
from bot.store.locks import key_of
from tests.postgres import Server, running_postgres, start

FROM_ELSEWHERE = "application_name = 'slotwise' AND datname = current_database()"


@pytest.fixture
def url(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
async def other(url: str) -> AsyncIterator[OpenStore]:
    """The store as another process has it."""
    opened = await open_store(url)
    yield opened
    await opened.close()


async def save(store: OpenStore, conversation_id: str = "c", *, revision: int = 0, message_id: str = "m") -> None:
    await store.save(conversation_id, "ana", {}, revision=revision, message_id=message_id, answer={})


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def hang_up_on_everybody(url: str) -> None:
    run(url, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {FROM_ELSEWHERE}")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("slotwise-", "gone-slotwise-"), r"does not answer\. Check that it runs, DATABASE_URL and the network"),
        (("/test_", "/no_test_"), r"has no database of that name\. Make it with createdb"),
        (("postgres@", "stranger@"), r"refuses the user or the password of DATABASE_URL"),
        (("postgres@/", "postgres@localhost:port/"), r"DATABASE_URL cannot be read"),
    ],
)
async def test_an_address_that_leads_nowhere_is_told(url: str, change: tuple[str, str], told: str) -> None:
    with pytest.raises(StoreError, match=told):
        await open_store(url.replace(*change))


async def test_a_password_is_in_no_sentence(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        await open_store("postgresql://me:canary@127.0.0.1:1/slotwise")
    assert "PostgreSQL (slotwise at 127.0.0.1) does not answer" in str(caught.value)
    told = []
    error: BaseException | None = caught.value
    while error is not None:
        told.append(str(error))
        error = error.__cause__
    assert "canary" not in " ".join(told)


async def test_the_short_name_of_the_address_will_do(url: str) -> None:
    store = await open_store(url.replace("postgresql:", "postgres:"))
    assert await store.load("c") == Saved({}, 0)
    await store.close()


async def test_a_user_who_may_not_make_tables_is_told(url: str) -> None:
    run(url, "CREATE ROLE reader LOGIN")
    try:
        with pytest.raises(StoreError, match=r"does not allow this user to make or change tables"):
            await open_store(url.replace("postgres@", "reader@"))
    finally:
        run(url, "DROP ROLE reader")


async def test_a_database_that_can_only_be_read_is_told(store: OpenStore, url: str) -> None:
    await save(store)
    run(url, "ALTER DATABASE " + url.split("/")[3].split("?")[0] + " SET default_transaction_read_only = on")
    reading = await open_store(url)
    assert (await reading.load("c")).revision == 1
    with pytest.raises(StoreError, match=r"can only be read"):
        await save(reading, "other")
    await reading.close()


async def test_a_broken_connection_is_replaced_before_anybody_notices(store: OpenStore, url: str) -> None:
    await save(store)
    hang_up_on_everybody(url)
    assert (await store.load("c")).revision == 1
    hang_up_on_everybody(url)
    await save(store, revision=1, message_id="n")
    hang_up_on_everybody(url)
    async with store.lock("c"):
        assert (await store.load("c")).revision == 2


async def test_a_server_that_is_gone_is_told_and_when_it_is_back_all_goes_on() -> None:
    with running_postgres() as server, server.database() as url:
        store = await open_store(url)
        await save(store)
        await asyncio.to_thread(stop, server)
        with pytest.raises(StoreError, match=r"PostgreSQL .* (does not answer|is being stopped|has broken)"):
            await store.load("c")
        with pytest.raises(StoreError, match=r"PostgreSQL .* does not answer"):
            await save(store, revision=1, message_id="n")
        with pytest.raises(StoreError, match=r"PostgreSQL .* (does not answer|has broken)"):
            async with store.lock("c"):
                pass
        server.process = await asyncio.to_thread(start, server.folder)
        async with store.lock("c"):
            await save(store, revision=1, message_id="n")
        await store.close()


def stop(server: Server) -> None:
    server.process.send_signal(signal.SIGINT)
    server.process.wait(30)


async def test_another_process_waits_for_a_conversation(store: OpenStore, other: OpenStore) -> None:
    entered = asyncio.Event()

    async def turn() -> None:
        async with other.lock("c"):
            entered.set()

    async with store.lock("c"):
        waiting = asyncio.create_task(turn())
        async with asyncio.timeout(5), other.lock("another"):
            pass
        await asyncio.sleep(0.1)
        assert not entered.is_set()
    async with asyncio.timeout(5):
        await waiting


async def test_whoever_gives_up_waiting_leaves_no_lock_behind(store: OpenStore, other: OpenStore) -> None:
    async with store.lock("c"):
        for seconds in (0, 0.005, 0.05):
            waiting = asyncio.create_task(other.lock("c").__aenter__())
            await asyncio.sleep(seconds)
            waiting.cancel()
            await asyncio.wait([waiting])
    for _ in range(20):
        waiting = asyncio.create_task(other.lock("c").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()  # the answer may be on its way
        await asyncio.wait([waiting])
    async with asyncio.timeout(5), store.lock("c"):
        pass


async def test_a_process_that_is_gone_leaves_no_lock_behind(store: OpenStore, other: OpenStore, url: str) -> None:
    gone = other.lock("c")
    await gone.__aenter__()
    hang_up_on_everybody(url)
    async with asyncio.timeout(5), store.lock("c"):
        pass


async def test_a_lock_whose_session_broke_is_taken_again_with_the_next_one(
    store: OpenStore, other: OpenStore, url: str
) -> None:
    async with store.lock("c"):
        hang_up_on_everybody(url)
        async with store.lock("another"):  # speaks with the server, over a new session
            pass
        waiting = asyncio.create_task(other.lock("c").__aenter__())
        await asyncio.sleep(0.1)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.wait([waiting])
    async with asyncio.timeout(5), other.lock("c"):
        pass


async def test_five_hundred_conversations_at_once_need_one_connection_for_their_locks(
    store: OpenStore, other: OpenStore, url: str
) -> None:
    together, most = 0, 0
    everybody = asyncio.Event()

    async def turn(process: OpenStore, number: int) -> None:
        nonlocal together, most
        async with process.lock(str(number)):
            together += 1
            most = max(most, together)
            if together == 500:
                everybody.set()
            await everybody.wait()
            await process.load(str(number))
            together -= 1

    async with asyncio.timeout(60):
        await asyncio.gather(*(turn(store, n) for n in range(250)), *(turn(other, n) for n in range(250, 500)))
    assert most == 500
    ((connections,),) = run(url, f"SELECT count(*) FROM pg_stat_activity WHERE {FROM_ELSEWHERE}")
    assert isinstance(connections, int)
    assert connections <= 2 * 9


async def test_a_store_that_is_closed_holds_nothing_and_takes_nothing(store: OpenStore, other: OpenStore) -> None:
    async with other.lock("c"):
        await other.close()
        async with asyncio.timeout(5), store.lock("c"):
            pass
    with pytest.raises(StoreError, match="closed"):
        async with other.lock("c"):
            pass


async def test_an_error_that_has_no_sentence_leaves_nobody_waiting(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_TRY", sa.text("SELECT nonsense(:keys)"))
    with pytest.raises(sa.exc.ProgrammingError):
        async with store.lock("c"):
            pass
    monkeypatch.undo()
    async with asyncio.timeout(5), store.lock("c"):
        pass


def test_names_have_numbers_of_their_own_that_fit() -> None:
    numbers = {key_of(f"conversation {number}") for number in range(10_000)}
    assert len(numbers) == 10_000
    assert all(-(2**63) <= number < 2**63 for number in numbers)


async def test_of_two_changes_that_stand_in_each_others_way_both_come_about(store: OpenStore, url: str) -> None:
    for name in ("a", "b"):
        await store.kept(name, lambda: "0")
    database: Database = store._database  # type: ignore[attr-defined]
    met = [asyncio.Event(), asyncio.Event()]
    loop = asyncio.get_running_loop()
    tries = []

    def in_order(first: str, second: str, mine: int) -> Callable[[sa.Connection], None]:
        def change(connection: sa.Connection) -> None:
            tries.append(mine)
            add = sa.text("UPDATE kept_values SET value = CAST(CAST(value AS int) + 1 AS text) WHERE name = :name")
            connection.execute(add, {"name": first})
            loop.call_soon_threadsafe(met[mine].set)
            if tries.count(mine) == 1:
                asyncio.run_coroutine_threadsafe(met[1 - mine].wait(), loop).result(10)
            connection.execute(add, {"name": second})

        return change

    await asyncio.gather(database.write(in_order("a", "b", 0)), database.write(in_order("b", "a", 1)))
    assert [await store.kept(name, lambda: "") for name in ("a", "b")] == ["2", "2"]
    assert len(tries) > 2


async def test_forgetting_while_a_turn_is_saved_leaves_no_answer_behind(
    store: OpenStore, other: OpenStore, url: str
) -> None:
    for attempt in range(20):
        talk = f"talk {attempt}"
        await save(store, talk)
        saving = save(other, talk, revision=1, message_id="n")
        _, outcome = await asyncio.gather(store.forget("ana"), saving, return_exceptions=True)
        assert outcome is None or isinstance(outcome, StaleConversation)
        assert run(url, "SELECT * FROM answers") == run(url, "SELECT * FROM conversations") == []
