"""A link once it stands: its tokens are renewed by one of many, lie encrypted, and end with a word to the host."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import get_args

import pytest
from cryptography.fernet import Fernet

from bot.accounts.links import LINK
from bot.accounts.vault import Vault, new_key
from bot.calcom.client import CalcomClient
from bot.calcom.oauth import ConsentNeeded
from bot.notifying import subscription
from bot.sandbox.faults import Fault
from bot.sandbox.world import World
from bot.scheduling.hosting import Host, Lacking, bookings, event_types
from bot.store import open_store
from tests.accounts.conftest import BAILEY, MALLORY, PUBLIC_URL, Chat, House
from tests.conversation.talking import NOW, StillClock
from tests.postgres import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

WHO = BAILEY.account_id


async def host_of(house: House) -> Host:
    host = await house.hosts.of(WHO)
    assert host is not None
    return host


async def bookings_of(host: Host) -> int:
    return len([booking async for booking in host.calendar.bookings.list()])


async def test_no_token_can_be_read_in_the_store(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    kept = await house.store.credentials.get(WHO, LINK)
    assert kept is not None
    given = house.world.credentials.tokens[-1]
    for secret in (given.access_token, given.refresh_token, "alex@acme.example"):
        assert secret.encode() not in kept
    assert given.refresh_token.encode() in Fernet(house.keys[0]).decrypt(kept)


async def test_an_access_in_the_row_of_another_account_opens_nothing(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    kept = await house.store.credentials.get(WHO, LINK)
    assert kept is not None
    await house.store.credentials.put(MALLORY.account_id, LINK, kept, NOW)
    assert await house.hosts.of(MALLORY.account_id) is None


async def test_a_key_is_changed_with_both_and_then_the_old_one_goes(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    newer = new_key()
    both = house.another(keys=(newer, *house.keys))
    await host_of(both)
    await both.linking.renew_encryption()
    await host_of(house.another(keys=(newer,)))
    assert await house.hosts.of(WHO) is None
    assert await house.store.credentials.get(WHO, LINK) is not None, "what cannot be read is not thrown away"
    await both.close()


async def test_a_link_covers_all_that_hosts_can_ask(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    calendar = (await host_of(house)).calendar
    lacking = {
        **{verb: calendar.bookings.why_not(verb) for verb in get_args(bookings.Verb)},
        **{f"event types: {verb}": calendar.event_types.why_not(verb) for verb in get_args(event_types.Verb)},
        "read hours": calendar.hours.why_not("read"),
        "change hours": calendar.hours.why_not("change"),
    }
    assert {what: why for what, why in lacking.items() if why is not None} == {}


async def test_what_an_access_does_not_cover_is_not_offered_and_says_why_when_asked_for(
    house: House, bailey: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.accounts.linking.HOST_SCOPES", ("BOOKING_READ", "EVENT_TYPE_READ", "PROFILE_READ"))
    guest = house.chat(MALLORY)
    await guest.say("30 minutes with Alex Weber tomorrow at 3pm in Lisbon, I'm Ana Silva, ana@example.com")
    await guest.say("yes")
    assert guest.last.bookings, guest.last.text
    await bailey.link_to("alex")
    calendar = (await host_of(house)).calendar
    assert calendar.bookings.why_not("transcripts") is None
    for verb in ("confirm", "cancel", "reschedule", "mark_absent", "add_guests"):
        assert calendar.bookings.why_not(verb) == Lacking("scope", "BOOKING_WRITE")  # type: ignore[arg-type]
    agenda = await bailey.say("what's on tomorrow?")
    assert "Ana Silva" in agenda.text
    assert [choice.id for choice in agenda.choices if choice.id.startswith("host_")] == []
    assert "BOOKING_WRITE" in (await bailey.say("cancel my booking with Ana")).text


async def test_a_link_that_was_taken_back_is_told_once(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    house.world.credentials.tokens.clear()
    told = await bailey.say("accept the request")
    assert "/link" in told.text
    assert "has ended" in told.text
    again = await bailey.say("accept the request")
    assert "has ended" not in again.text
    assert await house.hosts.of(WHO) is None
    assert await house.store.credentials.get(WHO, LINK) is None


async def test_an_end_that_another_process_noticed_is_told_too(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    host = await host_of(house)
    house.world.credentials.tokens.clear()
    other = house.another()
    with pytest.raises(ConsentNeeded):
        await bookings_of(host)
    assert "has ended" in (await other.chat(BAILEY).say("hello")).text
    assert "has ended" not in (await bailey.say("hello")).text
    await other.close()


async def test_a_cal_com_that_is_away_ends_no_link(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    house.clock.forward(minutes=31)
    house.world.faults.add(Fault.model_validate({"operation": "oauth.token", "kind": "status", "status": 503}))
    other = house.another()
    assert "has ended" not in (await other.chat(BAILEY).say("hello")).text
    house.world.faults.clear()
    assert await bookings_of(await host_of(other)) >= 0
    await other.close()


async def test_an_unlink_during_a_renewal_is_not_undone_by_it(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    host = await host_of(house)
    house.clock.forward(minutes=31)
    await house.store.credentials.delete(WHO, LINK)
    with pytest.raises(ConsentNeeded):
        await bookings_of(host)
    assert await house.store.credentials.get(WHO, LINK) is None


@pytest.fixture
async def two_processes(postgres_url: str) -> AsyncIterator[tuple[House, House]]:
    """On one PostgreSQL, each with a store of its own."""
    clock, keys = StillClock(NOW), (new_key(),)
    world = World.load("default", clock=clock)
    stores = [await open_store(postgres_url), await open_store(postgres_url)]
    first, second = (House(world, clock, store, keys) for store in stores)
    yield first, second
    for house in (first, second):
        await house.close()
        await house.store.close()


async def test_of_two_processes_one_renews_the_tokens_for_both(two_processes: tuple[House, House]) -> None:
    first, second = two_processes
    await first.chat(BAILEY).link_to("alex")
    clients = [host.calendar for host in (await host_of(first), await host_of(second))]
    issued = len(first.world.credentials.tokens)
    for _ in range(3):
        first.clock.forward(minutes=31)
        asked = await asyncio.gather(
            *(_me(calendar.booking) for calendar in clients for _ in range(5)), return_exceptions=True
        )
        assert set(asked) == {"alex"}
        issued += 1
        spent = [tokens for tokens in first.world.credentials.tokens if tokens.user_id == 102]
        assert sum(not tokens.refreshed for tokens in spent) == 1, "one pair is good, and nobody lost it"


async def _me(client: object) -> str | None:
    assert isinstance(client, CalcomClient)
    return (await client.me.get()).username


async def test_what_cannot_be_opened_is_told_to_the_log_without_its_content(
    house: House, bailey: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await bailey.link_to("alex")
    stranger = Vault(house.store.credentials, (new_key(),), house.clock)
    assert await stranger.get(WHO, LINK) is None
    assert "SLOTWISE_ENCRYPTION_KEY" in caplog.text
    assert "alex" not in caplog.text
    assert json.dumps(house.keys) not in caplog.text


async def test_cal_com_tells_of_a_linked_hosts_bookings_until_they_unlink(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    keeping = asyncio.create_task(subscription.keep_for_others(house.hosts.webhooks, house.store, PUBLIC_URL))
    try:
        async with asyncio.timeout(20), house.client(key="cal_sandbox_alex") as alex:
            while not (made := await alex.webhooks.list().all()):  # noqa: ASYNC110 - Cal.com tells nobody of it
                await asyncio.sleep(0.01)
            assert [one.subscriber_url for one in made] == [f"{PUBLIC_URL}/webhooks/cal"]
            await bailey.command("unlink")
            assert await alex.webhooks.list().all() == []
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
