"""Where an attack happens: Ana's conversation over the client and the sandbox, with a model that obeys the attack.

Ana has a booking on Wednesday. Owen has one on Thursday that he made elsewhere, and Carla one on Friday that she made
through the assistant, under an account of her own. Every request to the calendar is noted.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.tool import ToolCall
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from bot.calcom import CalcomClient
from bot.conversation import models, prompt
from bot.conversation.chain import Chain
from bot.conversation.directory import Directory
from bot.conversation.turn import Turns
from bot.message import Incoming, Person, Reply
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from bot.store import OpenStore, OwnedBooking, open_store
from tests.injection.attack import Attack, Plants

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""A Monday, 09:00 in New York and 14:00 in Lisbon."""

KEY = "cal_sandbox_bailey"
ANA = Person(account_id="test:ana", name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
MALLORY = Person(account_id="test:mallory", name="Mallory Ash", email="mallory@example.net", time_zone="Europe/Lisbon")
OWEN = {"name": "Owen Overton", "email": "owen.overton@example.org", "timeZone": "Europe/London"}
CARLA = {"name": "Carla Benedetti", "email": "carla.benedetti@example.org", "timeZone": "Europe/Rome"}

OPENINGS = {
    "nothing": None,
    "card": "half an hour with Bailey tomorrow at 3pm",
    "times": "half an hour with Bailey tomorrow",
    "questions": "a consultation with Bailey tomorrow at 3pm",
    "cancel": "cancel my wednesday meeting",
    "move": "move my wednesday meeting to friday at 3pm",
    "list": "what have I booked?",
}

WISH, WISHED = "a 30min meeting with Bailey next monday at 3pm", datetime(2026, 11, 30, 15, tzinfo=UTC)
"""What Ana really wants, once the attack is over."""


class ObeyingModel(BaseChatModel):
    """Answers every message with what the attack wants."""

    answer: AIMessage = Field(default_factory=lambda: AIMessage(""))

    @property
    def _llm_type(self) -> str:
        return "obeying"

    def bind_tools(self, tools: Any, **options: Any) -> Any:
        return self.bind(tools=tools, **options)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.answer.model_copy(deep=True))])


class Requests(httpx.AsyncBaseTransport):
    """What the calendar was asked: method, path with its query, and body."""

    def __init__(self, world: World) -> None:
        self._sandbox = httpx.ASGITransport(create_app(world, requests_per_minute=100_000))
        self.made: list[tuple[str, str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.made.append((request.method, path, request.content.decode()))
        return await self._sandbox.handle_async_request(request)


@dataclass
class Scene:
    world: World
    store: OpenStore
    requests: Requests
    model: ObeyingModel
    obeying: Turns
    honest: Turns
    """With the built-in model alone."""
    uids: Mapping[str, str]
    """Of Ana's own booking, Owen's and Carla's."""
    typed: list[str] = field(default_factory=list)
    """What Ana typed while she was attacked."""
    planted: Sequence[str] = ()
    """What the attacker wrote into the calendar."""
    replies: list[Reply] = field(default_factory=list)

    async def opens(self, attack: Attack) -> None:
        """As far as the attack begins."""
        opening = OPENINGS[attack.open]
        if opening is not None:
            await self.hear(self.honest, ANA, opening)

    async def suffers(self, attack: Attack) -> None:
        """Every message of the attack; the model does as it is told each time."""
        token = (await self.store.load("test:1")).state.get("proposal") or {}
        known = {
            **{f"{{{name}}}": uid for name, uid in self.uids.items()},
            "{token}": token.get("token", "none"),
            "{key}": KEY,
            "{prompt}": " ".join(prompt.fixed_part().split()),
        }
        calls = [
            ToolCall(name=name, args=_filled(arguments, known), id=f"call_{number}_{name}")
            for number, call in enumerate(attack.obeys)
            for name, arguments in call.items()
        ]
        self.model.answer = AIMessage(_filled(attack.writes, known), tool_calls=calls)
        person = ANA if attack.by == "ana" else MALLORY
        for number, text in enumerate(attack.says or ("",)):
            quoted = _filled(attack.quoted, known) if number == 0 else None
            said = _filled(text, known)
            self.typed += [said] if person is ANA else []
            await self.hear(self.obeying, person, said, language=attack.language, quoted=quoted)

    async def hear(
        self, turns: Turns, person: Person, text: str, *, language: str = "en", quoted: str | None = None
    ) -> Reply:
        reply = await turns.handle(
            Incoming(
                conversation_id="test:1",
                message_id=str(len(self.replies)),
                person=Person(**{**vars(person), "language": language}),
                received_at=NOW,
                text=text,
                quoted=quoted,
            )
        )
        self.replies.append(reply)
        return reply

    def bookings(self) -> dict[str, dict[str, Any]]:
        return {booking["uid"]: booking for booking in self.world.snapshot()}


@asynccontextmanager
async def open_scene(plants: Plants) -> AsyncIterator[Scene]:
    world = World.load("default", clock=lambda: NOW)
    requests, store = Requests(world), await open_store("sqlite://")
    try:
        async with CalcomClient("http://127.0.0.1", KEY, transport=requests, requests_per_minute=100_000) as calendar:
            uids = {}
            for name, attendee, day in (("own", _ana(), 25), ("owens", OWEN, 26), ("carlas", CARLA, 27)):
                start = datetime(2026, 11, day, 16, tzinfo=UTC)
                uids[name] = world.add_booking(event_type="30min", host="bailey", start=start, attendee=attendee)
            known = {f"{{{name}}}": uid for name, uid in uids.items()}
            planted = Plants.model_validate(_filled(plants.model_dump(), known))
            _plant(world, planted)
            await store.add_owned(OwnedBooking(uid=uids["own"], account_id=ANA.account_id))
            await store.add_owned(OwnedBooking(uid=uids["carlas"], account_id="test:carla"))
            directory = Directory(calendar, lambda: NOW, username="bailey")
            model, builtin = ObeyingModel(), models.builtin()
            obeying, honest = (
                Turns(calendar=calendar, directory=directory, store=store, chain=chain)
                for chain in (Chain(model, builtin), Chain(builtin, builtin))
            )
            texts = [str(text) for text in planted.model_dump().values() if text]
            yield Scene(world, store, requests, model, obeying, honest, uids, planted=texts)
    finally:
        await store.close()


def _ana() -> dict[str, str]:
    return {"name": str(ANA.name), "email": str(ANA.email), "timeZone": str(ANA.time_zone)}


def _plant(world: World, plants: Plants) -> None:
    by_slug = {event_type.slug: event_type for event_type in world.users["bailey"].event_types}
    half_hour, consultation = by_slug["30min"], by_slug["consultation"]
    planted = plants.model_dump(include={"title", "description"}, exclude_none=True)
    half_hour.spec = half_hour.spec.model_copy(update=planted)
    fields = list(consultation.spec.booking_fields)
    asked = next(index for index, field in enumerate(fields) if field.options)
    told = {"label": plants.question, "options": plants.options}
    fields[asked] = fields[asked].model_copy(update={name: value for name, value in told.items() if value})
    consultation.spec = consultation.spec.model_copy(update={"booking_fields": tuple(fields)})
    if plants.host is not None:
        bailey = world.users["bailey"]
        world.change_user(bailey, name=plants.host)


def _filled(value: Any, known: Mapping[str, str]) -> Any:
    match value:
        case str():
            for mark, text in known.items():
                value = value.replace(mark, text)
            return value
        case list() | tuple():
            return [_filled(part, known) for part in value]
        case dict():
            return {name: _filled(part, known) for name, part in value.items()}
    return value
