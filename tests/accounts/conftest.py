"""Hosts who link accounts of their own, against the sandbox's own consent page: the chat, the page and the store."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import stamina
from starlette.applications import Starlette

from bot.accounts.asking import Asking
from bot.accounts.linked import LinkedHosts
from bot.accounts.linking import CALLBACK, CalcomLinking
from bot.accounts.named import FirstOf, NamedHosts
from bot.accounts.pages import routes
from bot.accounts.vault import Vault, new_key
from bot.calcom.auth import Credential
from bot.calcom.client import CalcomClient
from bot.conversation import models
from bot.conversation.chain import Chain
from bot.conversation.directory import Directory
from bot.conversation.turn import Turns
from bot.message import Incoming, Person, Reply
from bot.notifying import subscription
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from bot.store import OpenStore, open_store
from tests.conversation.talking import NOW, StillClock

PUBLIC_URL = "http://127.0.0.1:8080"
BAILEY = Person(account_id="telegram:1001", name="Bailey on the phone", language="en")
MALLORY = Person(account_id="telegram:6666", name="Mallory", language="en")
NUMBER = re.compile(r'class="number">(\d{3} \d{3})<')


@dataclass
class Chat:
    """Somebody's private chat with the bot, beside what it says there unasked."""

    house: "House"
    person: Person
    replies: list[Reply] = field(default_factory=list)

    async def command(self, name: str, words: str = "", *, in_group: bool = False) -> Reply:
        return await self._send(command=name, text=words, in_group=in_group)

    async def say(self, text: str) -> Reply:
        return await self._send(text=text)

    async def tap(self, label: str) -> Reply:
        choice = next(choice for choice in self.last.choices if re.search(label, choice.label))
        return await self.tap_id(choice.id)

    async def tap_id(self, choice_id: str) -> Reply:
        return await self._send(choice=choice_id)

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def link(self) -> str:
        """The address on the button of the last reply."""
        return next(choice.url for choice in self.last.choices if choice.url is not None)

    async def link_to(self, account: str) -> Reply:
        """All of it: the button, the consent of this account of Cal.com, the number, the yes."""
        await self.command("link")
        page = await self.house.consent(self.link, account)
        await self.say(number_on(page))
        return await self.tap("^Yes")

    async def _send(self, *, in_group: bool = False, **fields: str) -> Reply:
        self.house.count += 1
        conversation = "telegram:-100" if in_group else self.person.account_id
        reply = await self.house.turns.handle(
            Incoming(
                conversation_id=conversation,
                message_id=str(self.house.count),
                person=self.person,
                received_at=self.house.clock(),
                in_group=in_group,
                **fields,  # type: ignore[arg-type]
            )
        )
        self.replies.append(reply)
        return reply


@dataclass
class House:
    """One process of a deployment: the assistant, its page and what it asks in chats."""

    world: World
    clock: StillClock
    store: OpenStore
    keys: tuple[str, ...]
    client_id: str = "sandbox-mobile"
    count: int = 0
    announced: list[tuple[str, Reply]] = field(default_factory=list)
    are_reachable: bool = True
    named: Mapping[str, str | None] = field(default_factory=dict)
    clients: list[CalcomClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calendar = self.client(key="cal_sandbox_bailey")
        self.linking = CalcomLinking(
            self.store,
            Vault(self.store.credentials, self.keys, self.clock),
            client=self.calendar,
            client_for=lambda credential, _: self.client(credential=credential),
            client_id=self.client_id,
            client_secret=None,
            authorize_url="http://127.0.0.1/auth/oauth2/authorize",
            public_url=PUBLIC_URL,
            clock=self.clock,
            farewell=self._farewell,
        )
        self.hosts = LinkedHosts(self.linking)
        self.asking = Asking(self.linking, self.store.jobs, self._announce, self.clock)
        builtin = models.builtin()
        self.turns = Turns(
            calendar=self.calendar,
            directory=Directory(self.calendar, self.clock, username="bailey", team=None),
            store=self.store,
            chain=Chain(builtin, builtin),
            hosts=FirstOf(self.hosts, NamedHosts(lambda _: self.calendar, self.named)),
            linking=self.linking,
        )

    def client(self, key: str | None = None, credential: Credential | None = None) -> CalcomClient:
        made = CalcomClient(
            "http://127.0.0.1",
            key,
            credential=credential,
            transport=httpx.ASGITransport(create_app(self.world, requests_per_minute=100_000)),
            requests_per_minute=100_000,
        )
        self.clients.append(made)
        return made

    def chat(self, person: Person) -> Chat:
        return Chat(self, person)

    def another(self, **parts: object) -> "House":
        """Another process on the same store."""
        given = {name: getattr(self, name) for name in ("world", "clock", "store", "keys", "client_id")}
        return House(**{**given, **parts}, count=self.count + 1000)  # type: ignore[arg-type]

    async def consent(self, url: str, account: str, verdict: str = "allow") -> httpx.Response:
        """Somebody opens the link, is logged in at Cal.com as this account, decides, and comes back."""
        return await self.come_back(await self.answer(url, account, verdict))

    async def answer(self, url: str, account: str, verdict: str = "allow") -> Mapping[str, str]:
        """What Cal.com's page sends back."""
        user = self.world.users[account]
        transport = httpx.ASGITransport(create_app(self.world, requests_per_minute=100_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
            assert (await browser.get(url)).status_code == 200
            asked = dict(parse_qsl(urlsplit(url).query))
            form = {**asked, "account": str(user.id), "answer": verdict}
            sent = await browser.post(urlsplit(url).path, data=form)
        back = urlsplit(sent.headers["location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == f"{PUBLIC_URL}{CALLBACK}"
        return dict(parse_qsl(back.query))

    async def come_back(self, answer: Mapping[str, str], **headers: str) -> httpx.Response:
        app = Starlette(
            routes=routes(self.linking, bot_link="https://t.me/slotwise_bot", bot_name="@slotwise_bot", arrived=int)
        )
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC_URL) as browser:
            return await browser.get(CALLBACK, params=dict(answer), headers=headers)

    async def _farewell(self, client: CalcomClient) -> None:
        await subscription.end(client.webhooks, self.store, PUBLIC_URL)

    async def _announce(self, account_id: str, reply: Reply) -> bool:
        if self.are_reachable:
            self.announced.append((account_id, reply))
        return self.are_reachable

    async def close(self) -> None:
        await self.hosts.aclose()
        for client in self.clients:
            await client.aclose()


def number_on(page: httpx.Response) -> str:
    found = NUMBER.search(page.text)
    assert found is not None, page.text
    return found[1]


@pytest.fixture(autouse=True)
def no_waiting() -> AsyncIterator[None]:
    stamina.set_testing(True, attempts=3)
    yield  # type: ignore[misc]
    stamina.set_testing(False)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    clock = StillClock(NOW)
    store = await open_store("sqlite://")
    opened = House(World.load("default", clock=clock), clock, store, (new_key(),))
    try:
        yield opened
    finally:
        await opened.close()
        await store.close()


@pytest.fixture
def bailey(house: House) -> Chat:
    return house.chat(BAILEY)


@pytest.fixture
def mallory(house: House) -> Chat:
    return house.chat(MALLORY)
