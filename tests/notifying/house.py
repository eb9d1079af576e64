"""A guest and a host in a messenger, a sandbox that tells by webhook what happens, and what they hear of it unasked."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import uvicorn

from bot.accounts.known import KnownHosts
from bot.accounts.named import NamedHosts
from bot.calcom import CalcomClient
from bot.conversation.state import Profile
from bot.message import Person, Reply
from bot.notifying.notifying import Notifying
from bot.notifying.subscription import put_right
from bot.sandbox.delivery import post_to_loopback
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from bot.serving.web import web_app
from bot.store import OpenStore, open_store
from tests.conversation.talking import ANA, NOW, StillClock, Talk

ANA_THERE = replace(ANA, account_id="telegram:2")
BAILEY = Person(account_id="telegram:1", language="en")


class Messenger:
    """What people are told unasked, each with what they were told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Reply]] = []
        self.blocked: set[str] = set()
        self.out_of_reach = False
        self.dies = False
        self.is_stuck = False
        self.is_asked = asyncio.Event()

    async def announce(self, account_id: str, reply: Reply) -> bool:
        if account_id in self.blocked or self.out_of_reach:
            return False
        self.is_asked.set()
        if self.is_stuck:
            await asyncio.Event().wait()
        self.said.append((account_id, reply))
        if self.dies:
            raise asyncio.CancelledError
        return True

    async def reaches(self, account_id: str) -> bool:
        return account_id not in self.blocked


class Post:
    """The post between the sandbox and here. What is ``held`` back goes out when it is let go."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, str], bytes]] = []
        self.is_held = False
        self.statuses: list[int] = []

    async def __call__(self, url: str, headers: dict[str, str], body: bytes) -> int:
        self.sent.append((url, headers, body))
        return 200 if self.is_held else await self.deliver(len(self.sent) - 1)

    async def deliver(self, number: int) -> int:
        """One of those that were sent, once more or for the first time."""
        self.statuses.append(await post_to_loopback(*self.sent[number]))
        return self.statuses[-1]


class House:
    def __init__(self, world: World, clock: StillClock, store: OpenStore, calendar: CalcomClient, app: Any) -> None:
        self.world, self.clock, self.store, self.calendar, self._app = world, clock, store, calendar, app
        self.messenger = Messenger()
        self.reminders = (timedelta(days=1), timedelta(hours=1))
        named = NamedHosts(lambda _: calendar, {BAILEY.account_id: None})
        self.ana = Talk(world, clock, calendar, store, person=ANA_THERE, conversation_id="telegram:2")
        host = self.ana.with_account(BAILEY, conversation_id="telegram:1")
        self.bailey = host.as_host(named)
        self.notifying = Notifying(
            store=store,
            calendar=calendar,
            hosts=KnownHosts(named, None),
            clock=clock,
            language="en",
            offsets=lambda _: self.reminders,
            title_of=self.ana.directory.title_of,
            webhooks=calendar.webhooks,
        )
        self.worker = self.notifying.worker(self.messenger)

    def told(self, who: Person) -> list[Reply]:
        return [reply for account_id, reply in self.messenger.said if account_id == who.account_id]

    async def settle_deliveries(self) -> None:
        """When all that was sent has come."""
        await self._app.deliverer.settled()

    async def settle(self) -> None:
        """And what is due is done."""
        await self.settle_deliveries()
        while await self.worker.work_off():
            pass

    async def later(self, **span: float) -> None:
        self.clock.forward(**span)
        await self.settle()

    async def book(self, when: str = "tomorrow at 3pm", **arguments: Any) -> str:
        """Ana books in her chat; the uid."""
        uid = await self.ana.book(when, **arguments)
        await self.notifying.follow(ANA_THERE.account_id, self.ana.last)
        await self.settle()
        return uid

    async def prefer(self, who: Person, **wishes: Any) -> None:
        """What the person told of when they want to hear of things."""
        talk = self.ana if who is ANA_THERE else self.bailey
        await talk.say("hi")
        saved = await self.store.load(talk.conversation_id, who.account_id)
        profile = Profile.model_validate(saved.profile).model_copy(update=wishes)
        await self.store.save(
            talk.conversation_id,
            who.account_id,
            saved.state,
            revision=saved.revision,
            message_id="wishes",
            answer={},
            profile=profile.model_dump(mode="json"),
        )


@asynccontextmanager
async def serving(app: Any) -> AsyncIterator[str]:
    """The address at which the app is served on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = _Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        return


@asynccontextmanager
async def house(post: Post | None = None) -> AsyncIterator[House]:
    """Everything that happens at the sandbox is told here, signed."""
    clock = StillClock(NOW)
    world = World.load("default", clock=clock)
    sandbox = create_app(world, requests_per_minute=100_000, post=post)
    store = await open_store("sqlite://")
    transport = httpx.ASGITransport(sandbox)
    try:
        async with CalcomClient(
            "http://127.0.0.1", "cal_sandbox_bailey", transport=transport, requests_per_minute=100_000
        ) as calendar:
            here = House(world, clock, store, calendar, sandbox)
            async with serving(web_app(await here.notifying.routes())) as address:
                await put_right(calendar.webhooks, store, address)
                yield here
                await sandbox.deliverer.close()
    finally:
        await store.close()
