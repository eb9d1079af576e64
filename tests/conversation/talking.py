"""A person who talks to the assistant: the conversation room on a real store, over the client and the sandbox.

``say`` goes through the built-in model; ``call`` lets a model that does as it is told make exactly one tool call of
words that were said; ``tap`` picks a choice of the last reply. The clock stands until it is moved.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

from bot.calcom import CalcomClient
from bot.conversation import models
from bot.conversation.chain import Chain
from bot.conversation.directory import Directory
from bot.conversation.metering import Meter
from bot.conversation.state import Conversation
from bot.conversation.team import Team
from bot.conversation.turn import Turns
from bot.message import Incoming, Person, Reply
from bot.sandbox.faults import Fault
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from bot.scheduling.hosting import Hosts
from bot.store import Store, open_store

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""A Monday, 09:00 in New York, 14:00 in Lisbon, 15:00 in Berlin."""

ANA = Person(account_id="test:ana", name="Ana Silva", email="ana@example.com", language="en", time_zone="Europe/Lisbon")
STRANGER = Person(account_id="test:stranger", language="en")
"""Of whom the platform tells nothing."""

TOMORROW_AT_THREE = datetime(2026, 11, 24, 15, tzinfo=UTC)
"""By the clocks of Lisbon; ten in the morning for Bailey."""


class StillClock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class ScriptedModel(BaseChatModel):
    """Answers with its steps in order. A call beyond them is an error."""

    steps: list[AIMessage] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **options: Any) -> Runnable[Any, AIMessage]:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        assert self.steps, f"an unplanned call of the model: {messages[-1].content}"
        return ChatResult(generations=[ChatGeneration(message=self.steps.pop(0))])


class Talk:
    """One person in one conversation. ``with_account`` gives another person the same place to talk in."""

    def __init__(
        self,
        world: World,
        clock: StillClock,
        calendar: Any,
        store: Store,
        *,
        person: Person = ANA,
        conversation_id: str = "test:1",
        username: str | None = "bailey",
        team: str | None = None,
        hosts: Hosts | None = None,
    ) -> None:
        self.world, self.clock, self.calendar, self.store = world, clock, calendar, store
        self.person = person
        self.conversation_id = conversation_id
        self.replies: list[Reply] = []
        self.hosts = hosts
        self.meter: Meter | None = None
        self.team: Team | None = None
        self.directory = Directory(calendar, clock, username=username, team=team)
        self._names = {"username": username, "team": team}
        self._scripted = ScriptedModel()
        builtin = models.builtin()
        self._turns = self._make_turns(Chain(builtin, builtin))
        self._scripted_turns = self._make_turns(Chain(self._scripted, builtin))
        self._count = 0

    def _make_turns(self, chain: Chain) -> Turns:
        return Turns(
            calendar=self.calendar,
            directory=self.directory,
            store=self.store,
            chain=chain,
            hosts=self.hosts,
            meter=self.meter,
            team=self.team,
        )

    async def recall(self) -> Reply | None:
        return await self._turns.recall(self.conversation_id, self.clock())

    def with_account(self, person: Person, *, conversation_id: str | None = None) -> "Talk":
        """Somebody else over the same calendar and store; in the same conversation unless another one is named."""
        return Talk(
            self.world,
            self.clock,
            self.calendar,
            self.store,
            person=person,
            conversation_id=conversation_id or self.conversation_id,
            **self._names,
            hosts=self.hosts,
        )

    def as_host(self, hosts: Hosts) -> "Talk":
        """The same person, where ``hosts`` knows them for one."""
        self.hosts = hosts
        return self._made_anew()

    def as_counted_by(self, meter: Meter) -> "Talk":
        """The same person, whose turns are counted."""
        self.meter = meter
        return self._made_anew()

    def with_team(self, team: Team) -> "Talk":
        """The same person, where they can be handed over."""
        self.team = team
        return self._made_anew()

    def _made_anew(self) -> "Talk":
        builtin = models.builtin()
        self._turns = self._make_turns(Chain(builtin, builtin))
        self._scripted_turns = self._make_turns(Chain(self._scripted, builtin))
        return self

    def restarted(self, **parts: Any) -> "Talk":
        """The same conversation in a process that has just started, with other parts where they are given."""
        again = Talk(
            self.world,
            self.clock,
            parts.get("calendar", self.calendar),
            parts.get("store", self.store),
            person=self.person,
            conversation_id=self.conversation_id,
            **self._names,
            hosts=self.hosts,
        )
        again.replies = list(self.replies)
        again._count = self._count + 1000
        return again

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.last.choices]

    async def say(self, text: str, *, message_id: str | None = None) -> Reply:
        return await self._handle(self._turns, text=text, message_id=message_id)

    async def call(
        self, tool: str, said: str | None = None, *, in_group: bool = False, times: int = 1, **arguments: Any
    ) -> Reply:
        """A message that the model answers with this tool call, as many ``times`` as it insists on one that it was told
        does not exist; ``said`` is every argument in a row unless given."""
        if said is None:
            said = "; ".join(_leaves(arguments))
        self._scripted.steps = [AIMessage("", tool_calls=[{"name": tool, "args": arguments, "id": "1"}])] * times
        reply = await self._handle(self._scripted_turns, text=said, message_id=None, in_group=in_group)
        assert not self._scripted.steps, f"no model was asked about {said!r}"
        return reply

    async def tap(self, label: str, *, message_id: str | None = None) -> Reply:
        """Picks the first choice of the last reply whose label the pattern finds."""
        choice = next((choice for choice in self.last.choices if re.search(label, choice.label)), None)
        assert choice is not None, f"{label!r} is none of {self.labels}"
        return await self.tap_id(choice.id, message_id=message_id)

    async def tap_id(self, choice_id: str, *, message_id: str | None = None) -> Reply:
        return await self._handle(self._turns, choice=choice_id, message_id=message_id)

    async def command(self, name: str, words: str = "", **fields: Any) -> Reply:
        return await self._handle(self._turns, message_id=None, text=words, command=name, **fields)

    async def send(self, text: str = "", *, message_id: str | None = None, **fields: Any) -> Reply:
        """A message with any other field of an ``Incoming``."""
        return await self._handle(self._turns, message_id=message_id, text=text, **fields)

    async def _handle(
        self, turns: Turns, *, message_id: str | None, text: str = "", choice: str | None = None, **fields: Any
    ) -> Reply:
        self._count += 1
        reply = await turns.handle(
            Incoming(
                conversation_id=self.conversation_id,
                message_id=message_id or f"{self.person.account_id}/{self._count}",
                person=self.person,
                received_at=self.clock(),
                text=text,
                choice=choice,
                **fields,
            )
        )
        self.replies.append(reply)
        return reply

    async def propose(self, when: str = "tomorrow at 3pm", **arguments: Any) -> Reply:
        """As far as a card of a booking of half an hour with Bailey."""
        arguments.setdefault("event_type", "30min")
        reply = await self.call("plan_booking", when=when, **arguments)
        assert reply.proposal is not None, reply.text
        return reply

    async def book(self, when: str = "tomorrow at 3pm", **arguments: Any) -> str:
        """Books, and gives the uid of the (first) booking."""
        await self.propose(when, **arguments)
        reply = await self.tap("^Confirm$")
        assert reply.bookings, reply.text
        return reply.bookings[0].uid

    async def state(self) -> Conversation:
        """The conversation as it was saved, with the person's profile."""
        saved = await self.store.load(self.conversation_id, self.person.account_id)
        return Conversation.model_validate({**saved.state, "profile": saved.profile or {}})

    def fault(self, operation: str, kind: str, **options: Any) -> None:
        self.world.faults.add(Fault.model_validate({"operation": operation, "kind": kind, **options}))

    def bookings(self, *, active: bool = True) -> list[dict[str, Any]]:
        """The sandbox's bookings in its own answers; only those that still stand, unless all are wanted."""
        gone = ("cancelled", "rejected") if active else ()
        return [booking for booking in self.world.snapshot() if booking["status"] not in gone]


def client(world: World, key: str | None = "cal_sandbox_bailey") -> CalcomClient:
    return CalcomClient(
        "http://127.0.0.1",
        key,
        transport=httpx.ASGITransport(create_app(world, requests_per_minute=100_000)),
        requests_per_minute=100_000,
    )


@asynccontextmanager
async def talking(
    *,
    world: str | Path = "default",
    key: str | None = "cal_sandbox_bailey",
    now: datetime = NOW,
    person: Person = ANA,
    username: str | None = "bailey",
    team: str | None = None,
) -> AsyncIterator[Talk]:
    """Opens a world, a client for it and a store in memory, and closes them again."""
    clock = StillClock(now)
    opened = World.load(world, clock=clock)
    store = await open_store("sqlite://")
    try:
        async with client(opened, key) as calendar:
            yield Talk(opened, clock, calendar, store, person=person, username=username, team=team)
    finally:
        await store.close()


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [str(value)]
