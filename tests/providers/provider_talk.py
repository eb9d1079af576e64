"""A person who talks to the whole assistant, whose model is a scripted provider: real client, embedded sandbox."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.app import App, open_app
from bot.config import load_settings
from bot.conversation import models
from bot.message import Incoming, Person, Reply
from bot.store import OwnedBooking
from tests.providers.scripted_provider import Provider, ProviderHost, Step

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""A Monday, nine in New York, two in the afternoon in Lisbon."""

ANA = Person(account_id="test:ana", name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")

STRANGER = Person(account_id="test:stranger")
"""Of whom the platform tells nothing."""

ASK = "book 30 min with Bailey tomorrow at 3pm"
THREE, FOUR = datetime(2026, 11, 24, 15, 0, tzinfo=UTC), datetime(2026, 11, 24, 16, 0, tzinfo=UTC)

PROVIDER_KEY = "sk-test-0123456789abcdef"


class Talk:
    """``person`` in one conversation. Every reply is kept."""

    def __init__(self, app: App, provider: Provider, second: Provider, person: Person) -> None:
        assert app.world is not None
        self.app, self.world, self.person = app, app.world, person
        self.provider, self.second = provider, second
        self.replies: list[Reply] = []

    async def say(self, text: str, *steps: Step, message_id: str | None = None) -> Reply:
        """Says it, where the provider goes on with ``steps``; each of them must be asked for before the reply."""
        self.provider.then(*steps)
        reply = await self._handle(text=text, message_id=message_id)
        self.provider.check()
        self.second.check()
        return reply

    async def tap(self, label: str) -> Reply:
        found = [choice.id for choice in self.replies[-1].choices if choice.label == label]
        assert found, f"no choice {label!r} in {self.replies[-1]}"
        return await self._handle(choice=found[0])

    async def _handle(self, *, text: str = "", choice: str | None = None, message_id: str | None = None) -> Reply:
        incoming = Incoming(
            conversation_id="test:1",
            message_id=message_id or str(len(self.replies) + 1),
            person=self.person,
            received_at=self.app.clock(),
            text=text,
            choice=choice,
        )
        self.replies.append(await self.app.handle(incoming))
        return self.replies[-1]

    def bookings(self) -> list[dict[str, Any]]:
        return self.world.snapshot()

    async def have(self, start: datetime, *, own: bool = True, event_type: str = "30min") -> str:
        """A booking with Bailey that is there already, the person's own or somebody else's; its uid."""
        name, email = ("Ana Silva", "ana@example.com") if own else ("Owen Other", "owen@example.com")
        uid = self.world.add_booking(
            event_type=event_type,
            host="bailey",
            start=start,
            attendee={"name": name, "email": email, "timeZone": "Europe/Lisbon"},
        )
        if own:
            await self.app.store.add_owned(OwnedBooking(uid=uid, account_id=self.person.account_id))
        return uid


Talking = Callable[..., AbstractAsyncContextManager["Talk"]]
"""``open_talk`` with a host."""


@asynccontextmanager
async def open_talk(
    host: ProviderHost,
    *,
    streaming: bool = False,
    person: Person = ANA,
    seconds: float = 20.0,
    base_url: str | None = None,
    **overrides: object,
) -> AsyncIterator[Talk]:
    """Opens the assistant as the settings would, with a new provider of ``host``, or with whatever is at ``base_url``.

    ``seconds`` is the time that the model has for one answer; ``overrides`` are further settings. ``talk.second`` is
    asked where they name a second model.
    """
    provider, second = host.provider(), host.provider()
    if "slotwise_second_model" in overrides:
        overrides["slotwise_second_base_url"] = second.base_url
    settings = load_settings(
        env_file=None,
        overrides={
            "slotwise_model": "test-model",
            "openai_api_key": PROVIDER_KEY,
            "openai_base_url": base_url or provider.base_url,
            "slotwise_model_timeout": seconds,
            **overrides,
        },
    )
    # Some servers only stream; how the answer arrives is the one thing that differs.
    model = models.make_model(settings).model_copy(update={"streaming": streaming})
    try:
        async with open_app(settings, now=NOW, in_memory=True, model=model) as app:
            yield Talk(app, provider, second, person)
    finally:
        await models.close(model)
    provider.check()
    second.check()


def proposes(reply: Reply, kind: str = "book", start: datetime = THREE) -> bool:
    """Whether the reply asks for a yes to exactly this."""
    proposal = reply.proposal
    labels = [choice.label for choice in reply.choices]
    return (
        proposal is not None
        and (proposal.kind, proposal.start, proposal.event_type) == (kind, start, "30min")
        and {"Confirm", "Not this"} <= set(labels)
    )
