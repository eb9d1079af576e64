"""Cal.com is asked once to tell what happens, and asked again where somebody changed that."""

import asyncio

from bot.notifying.subscription import put_right, secret_of
from bot.notifying.webhook import TRIGGERS
from tests.notifying.house import House, house

ELSEWHERE = "http://127.0.0.1:1"


async def urls(here: House) -> list[str]:
    return [webhook.subscriber_url for webhook in await here.calendar.webhooks.list().all()]


async def test_however_often_and_by_how_many_it_is_asked_there_is_one() -> None:
    async with house() as here:
        (url,) = await urls(here)
        address = url.removesuffix("/webhooks/cal")
        await asyncio.gather(*(put_right(here.calendar.webhooks, here.store, address) for _ in range(5)))
        assert await urls(here) == [url]


async def test_one_for_an_earlier_address_is_moved_and_one_of_somebody_else_stays() -> None:
    async with house() as here:
        await here.calendar.webhooks.create(subscriber_url="http://127.0.0.1:2/theirs", triggers=["MEETING_ENDED"])
        await put_right(here.calendar.webhooks, here.store, ELSEWHERE)
        assert sorted(await urls(here)) == [f"{ELSEWHERE}/webhooks/cal", "http://127.0.0.1:2/theirs"]


async def test_what_somebody_changed_is_put_right() -> None:
    async with house() as here:
        (kept,) = await here.calendar.webhooks.list().all()
        address = kept.subscriber_url.removesuffix("/webhooks/cal")
        await here.calendar.webhooks.update(kept.id, triggers=["BOOKING_CREATED"], active=False)
        repaired = await put_right(here.calendar.webhooks, here.store, address)
        assert (repaired.id, repaired.active, set(repaired.triggers)) == (kept.id, True, set(TRIGGERS))
        await here.calendar.webhooks.update(kept.id, payload_template='{"uid": "{{uid}}"}')
        await put_right(here.calendar.webhooks, here.store, address)
        (now,) = await here.calendar.webhooks.list().all()
        assert (now.payload_template, now.secret) == (None, await secret_of(here.store))
        await here.book()
        assert len(here.messenger.said) == 1
