"""A store in memory, and people who talk through a meter to a model that costs something."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import stamina
from langchain_core.messages import AIMessage

from bot.conversation import models
from bot.conversation.chain import Chain
from bot.conversation.turn import Turns
from bot.message import Incoming, Person, Reply
from bot.spending.caps import Cap
from bot.spending.credits import Credits
from bot.spending.meter import Prices, TurnMeter
from bot.spending.operator import Operator
from bot.store import OpenStore
from tests.conversation.talking import ANA, ScriptedModel, Talk, talking

NO_CAP = Cap()
USED = {"input_tokens": 1000, "output_tokens": 20, "total_tokens": 1020}


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@dataclass
class Chat:
    """Somebody who writes to the assistant; ``model`` counts how often it was asked."""

    turns: Turns
    clock: Callable[[], datetime]
    model: ScriptedModel
    person: Person = ANA
    conversation_id: str = "telegram:1"
    replies: list[Reply] = field(default_factory=list)
    asked: int = 0

    async def say(self, text: str, *, message_id: str | None = None) -> Reply:
        answer = AIMessage("Hello there, happy to help you find a time.", usage_metadata=USED)  # type: ignore[arg-type]
        self.model.steps = [answer] * 3
        reply = await self.turns.handle(
            Incoming(
                conversation_id=self.conversation_id,
                message_id=message_id or f"m{len(self.replies)}",
                person=self.person,
                received_at=self.clock(),
                text=text,
            )
        )
        self.asked += 3 - len(self.model.steps)
        self.replies.append(reply)
        return reply


@dataclass
class House:
    """One deployment: its sandbox, store and meter."""

    talk: Talk
    store: OpenStore
    meter: TurnMeter
    operator: Operator
    credits: Credits | None
    posted: list[str]

    def chat(self, person: Person = ANA, conversation_id: str = "telegram:1") -> Chat:
        model = ScriptedModel()
        turns = Turns(
            calendar=self.talk.calendar,
            directory=self.talk.directory,
            store=self.store,
            chain=Chain(model, models.builtin()),
            meter=self.meter,
        )
        return Chat(turns, self.talk.clock, model, person, conversation_id)


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with talking() as opened:
        yield opened


@pytest.fixture
def open_house(talk: Talk) -> Callable[..., House]:
    """Opens a deployment over the sandbox: once more for another process, on the same store."""

    def house(*, each: Cap = NO_CAP, together: Cap = NO_CAP, with_credits: bool = False, **options: Any) -> House:
        store: Any = talk.store
        posted: list[str] = []

        async def post(key: str, text: str) -> None:
            posted.append(text)

        operator = Operator(store.seen, post=post)
        credits_left = None
        if with_credits:
            credits_left = Credits(talk.calendar.credits, store.jobs, operator, a_turn=1, clock=talk.clock)
        meter = TurnMeter(
            store.usage,
            operator,
            each=each,
            together=together,
            prices=options.pop("prices", Prices(0.25, 2.0)),
            sees_all=options.pop("sees_all", lambda _: True),
            credits=credits_left,
        )
        return House(talk, store, meter, operator, credits_left, posted)

    return house
