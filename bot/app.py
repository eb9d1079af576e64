"""Wiring: settings in, a running assistant out. The only file that knows every room."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.accounts.known import KnownHosts
from bot.accounts.named import FirstOf, NamedHosts
from bot.accounts.off import LinkingOff
from bot.calcom.auth import Credential
from bot.calcom.client import CalcomClient
from bot.calcom.pace import Ledger, SharedPace
from bot.channels.team import TeamChat, TeamPlace
from bot.clock import Clock
from bot.config import BUILTIN_MODEL, Settings
from bot.conversation import models
from bot.conversation.chain import Chain
from bot.conversation.directory import Directory
from bot.conversation.handing import Desk
from bot.conversation.outages import Outages
from bot.conversation.turn import Turns
from bot.message import Incoming, Person, Reply
from bot.notifying.notifying import Notifying
from bot.scheduling.hosting.linking import Missing
from bot.spending.caps import Cap
from bot.spending.credits import Credits
from bot.spending.meter import Prices, TurnMeter
from bot.spending.operator import Operator
from bot.store import OpenStore, StoreError, open_store
from bot.store.retention import pruned_daily

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

    from bot.accounts.linked import LinkedHosts
    from bot.sandbox.world import World

SANDBOX_URL = "http://127.0.0.1"
"""What the embedded sandbox is called; no port of this machine is used."""

SANDBOX_USERNAME, SANDBOX_KEY = "bailey", "cal_sandbox_bailey"
"""Whose event types the sandbox's default world offers."""

OUTAGES = "outages.json"
"""The file of the data folder in which the processes of a machine write down which provider is left alone."""

log = logging.getLogger(__name__)

UNLIMITED = 100_000
"""Requests a minute. Nobody shares the embedded sandbox, and a dialogue at full speed is no abuse of it."""


@dataclass
class App:
    """A running assistant. ``world`` is the embedded sandbox, where there is one."""

    settings: Settings
    clock: Clock
    calendar: CalcomClient
    directory: Directory
    store: OpenStore
    turns: Turns
    hosts: NamedHosts
    linked: "LinkedHosts | None"
    """Hosts who linked an account of their own; None where none can."""
    notifying: Notifying
    model_name: str
    desk: Desk
    team: TeamChat | None = None
    world: "World | None" = None

    async def handle(self, incoming: Incoming) -> Reply:
        """Answers one message; the same for every channel."""
        reply = await self.turns.handle(incoming)
        try:
            await self.notifying.follow(incoming.person.account_id, reply)
        except StoreError as error:
            # The booking is made, and its reminders are planned again when Cal.com tells of it.
            log.error("reminders were not planned: %s", error)
        return reply

    async def recall(self, conversation_id: str) -> Reply | None:
        """What was shown last, where something is still being arranged."""
        return await self.turns.recall(conversation_id, self.clock())

    async def language_of(self, person: Person) -> str:
        """The code of the language that the person is spoken to in, for what a channel says itself."""
        return await self.turns.language_of(person)

    def set_clock(self, now: datetime) -> None:
        """For the conversation and the embedded sandbox alike."""
        self.clock.set(now)

    def describe(self) -> str:
        """One line: whose calendar, and which model."""
        calendar = (
            f"the sandbox world “{self.world.name}”"
            if self.world is not None
            else f"Cal.com at {self.settings.calcom_api_url}"
        )
        model = "the built-in model" if self.model_name == BUILTIN_MODEL else f"the model {self.model_name}"
        return f"Slotwise with {calendar} and {model}"


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    now: datetime | None = None,
    world: str | None = None,
    fresh: bool = False,
    in_memory: bool = False,
    model: "BaseChatModel | None" = None,
) -> AsyncIterator[App]:
    """Starts everything that the settings name, and closes it again.

    ``now`` sets the clock, which then runs on. ``world`` names the embedded sandbox's world. ``fresh`` forgets what an
    earlier run left of the sandbox and the conversations; ``in_memory`` keeps nothing at all. ``model`` takes the place
    of the one that the settings name. Raises StoreError and the sandbox's WorldError, whose texts say what to do.
    """
    async with AsyncExitStack() as stack:
        clock = Clock(now)
        store = await open_store("sqlite://" if in_memory else _store_url(settings, fresh=fresh))
        stack.push_async_callback(store.close)
        if not in_memory:
            await stack.enter_async_context(pruned_daily(store, days=settings.slotwise_retention_days))
        embedded = None
        if settings.calcom_api_url is None:
            state = None if in_memory else _sandbox_state(settings, world, fresh=fresh)
            embedded = _sandbox(world, clock, state)
        calendar = _calendar(settings, embedded, store.ledger)
        stack.push_async_callback(calendar.aclose)
        username, team = settings.calcom_username, settings.calcom_team
        if username is None and team is None and _is_unnamed_sandbox(settings):
            username = _first_user(embedded)
        directory = Directory(calendar, clock, username=username, team=team, organization=settings.calcom_organization)
        builtin = models.builtin()
        chat_model = model or (builtin if settings.provider == "builtin" else models.provider(settings))
        stack.push_async_callback(models.close, chat_model)
        second = models.make_second_model(settings)
        if second is not None:
            stack.push_async_callback(models.close, second)
        chain = Chain(
            chat_model,
            builtin,
            second=second,
            hedge_after=settings.slotwise_hedge_after,
            output=settings.slotwise_model_output,
            tell=None if in_memory else Outages(settings.slotwise_data_dir / OUTAGES).note,
            timeout=settings.slotwise_model_timeout,
            failures=() if chat_model is builtin else models.provider_failures(),
        )
        named = {f"telegram:{who}": name for who, name in settings.hosts_by_telegram_id.items()}
        hosts = NamedHosts(_clients(settings, calendar, embedded, stack), named)
        linked = _linked(settings, calendar, store, clock)
        if linked is not None:
            stack.push_async_callback(linked.aclose)
        team_chat = _team_chat(settings, store, clock)
        meter = await _meter(settings, calendar, store, clock, stack, team=team_chat, sees_all=hosts.names)
        turns = Turns(
            calendar=calendar,
            directory=directory,
            store=store,
            chain=chain,
            language=settings.slotwise_language,
            hosts=FirstOf(*([linked] if linked is not None else []), hosts),
            linking=linked.linking if linked is not None else LinkingOff(_missing(settings)),
            meter=meter,
            team=team_chat,
        )
        desk = Desk(store, settings.slotwise_language)
        notifying = Notifying(
            store=store,
            calendar=calendar,
            hosts=KnownHosts(hosts, linked),
            clock=clock,
            language=settings.slotwise_language,
            offsets=settings.reminders_of,
            title_of=directory.title_of,
            webhooks=calendar.webhooks if settings.calcom_api_url and calendar.has_credential else None,
            others=linked.webhooks if linked is not None else None,
        )
        yield App(
            settings,
            clock,
            calendar,
            directory,
            store,
            turns,
            hosts,
            linked,
            notifying,
            settings.slotwise_model,
            desk,
            team_chat,
            embedded,
        )


def _team_chat(settings: Settings, store: OpenStore, clock: Clock) -> TeamChat | None:
    """The chat of the team, where it has one."""
    place = settings.team_place
    return TeamChat(TeamPlace(*place), store.jobs, settings.slotwise_language, clock) if place is not None else None


async def _meter(
    settings: Settings,
    calendar: CalcomClient,
    store: OpenStore,
    clock: Clock,
    stack: AsyncExitStack,
    *,
    team: TeamChat | None,
    sees_all: Callable[[str], bool],
) -> TurnMeter:
    """Counts what is used, within the caps of the settings; with credits, charges them until the end."""
    operator = Operator(store.seen, post=team.tell if team is not None else None)
    credits_left = None
    if settings.slotwise_credits == "on":
        credits_left = Credits(
            calendar.credits, store.jobs, operator, a_turn=settings.slotwise_credits_a_turn, clock=clock
        )
        await stack.enter_async_context(running(credits_left.run()))
    return TurnMeter(
        store.usage,
        operator,
        each=Cap(settings.slotwise_messages_each_day, settings.slotwise_tokens_each_day),
        together=Cap(settings.slotwise_messages_a_day, settings.slotwise_tokens_a_day),
        prices=Prices(settings.slotwise_price_input, settings.slotwise_price_output, settings.slotwise_currency),
        sees_all=sees_all,
        credits=credits_left,
    )


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Does the work beside all else, until the end."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _store_url(settings: Settings, *, fresh: bool) -> str:
    url = settings.store_url
    path = url.partition(":///")[2]
    if path and url.startswith("sqlite"):
        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if fresh and settings.database_url is None:
            # A fresh start is for the terminal's own file; a database that was named may be others' too.
            for leftover in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
                leftover.unlink(missing_ok=True)
    return url


def _sandbox_state(settings: Settings, world: str | None, *, fresh: bool) -> Path:
    """Where the embedded sandbox keeps its bookings, a file for each world."""
    name = world or "default"
    if name != "default":
        name = f"{Path(name).stem}-{hashlib.sha256(str(Path(name).absolute()).encode()).hexdigest()[:8]}"
    file = settings.slotwise_data_dir / f"sandbox-{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if fresh:
        file.unlink(missing_ok=True)
    return file


def _sandbox(world: str | None, clock: Clock, state: Path | None) -> "World":
    from bot.sandbox.world import World

    return World.load(world or "default", clock=clock, state=state)


def _calendar(settings: Settings, embedded: "World | None", ledger: Ledger) -> CalcomClient:
    key = settings.calcom_api_key.get_secret_value() if settings.calcom_api_key else None
    if embedded is None:
        if key is None and _is_unnamed_sandbox(settings):
            key = SANDBOX_KEY
        per_minute = settings.calcom_requests_per_minute
        # Every process of a deployment uses the same key, and Cal.com counts them together.
        who = hashlib.sha256(key.encode()).hexdigest() if key is not None else None
        return CalcomClient(
            settings.calcom_api_url or SANDBOX_URL,
            key,
            timeout=settings.calcom_timeout,
            requests_per_minute=per_minute,
            budget=SharedPace(ledger, who, per_minute) if who is not None else None,
            bookings_version=settings.calcom_bookings_version,
        )
    return _embedded_client(settings, embedded, _first_user(embedded))


def _embedded_client(settings: Settings, embedded: "World", username: str) -> CalcomClient:
    """A client of the embedded sandbox with that user's key. The sandbox has its own; one that the settings hold is for
    another calendar."""
    import httpx

    from bot.sandbox.server import create_app

    key = next((key for key, user in embedded.keys.items() if user.username == username), None)
    return CalcomClient(
        SANDBOX_URL,
        key,
        transport=httpx.ASGITransport(create_app(embedded, requests_per_minute=UNLIMITED)),
        timeout=settings.calcom_timeout,
        requests_per_minute=UNLIMITED,
        bookings_version=settings.calcom_bookings_version,
    )


def _clients(
    settings: Settings, calendar: CalcomClient, embedded: "World | None", stack: AsyncExitStack
) -> Callable[[str | None], CalcomClient]:
    """The client that acts for a user: the deployment's one; in the embedded sandbox one with that user's own key."""
    made: dict[str | None, CalcomClient] = {}

    def client_for(username: str | None) -> CalcomClient:
        if embedded is None or username is None:
            return calendar
        if username not in made:
            made[username] = _embedded_client(settings, embedded, username)
            stack.push_async_callback(made[username].aclose)
        return made[username]

    return client_for


def _missing(settings: Settings) -> Missing:
    """What linking lacks where it is off."""
    if settings.calcom_api_url is None:
        return "calendar"
    return "client" if settings.calcom_oauth_client_id is None else "key"


def _linked(settings: Settings, calendar: CalcomClient, store: OpenStore, clock: Clock) -> "LinkedHosts | None":
    """None where accounts cannot be linked."""
    api_url, app_url, client_id = settings.calcom_api_url, settings.app_url, settings.calcom_oauth_client_id
    if api_url is None or app_url is None or client_id is None or not settings.encryption_keys:
        return None
    # The cipher is loaded where it is used.
    from bot.accounts.linked import LinkedHosts
    from bot.accounts.linking import CalcomLinking
    from bot.accounts.vault import Vault

    def client_for(credential: Credential, account_id: str) -> CalcomClient:
        per_minute = settings.calcom_requests_per_minute
        # All processes share what Cal.com lets this access ask.
        who = hashlib.sha256(f"link {account_id}".encode()).hexdigest()
        return CalcomClient(
            api_url,
            credential=credential,
            timeout=settings.calcom_timeout,
            requests_per_minute=per_minute,
            budget=SharedPace(store.ledger, who, per_minute),
            bookings_version=settings.calcom_bookings_version,
        )

    public_url = settings.slotwise_public_url

    async def farewell(client: CalcomClient) -> None:
        """No more word of the host's bookings; but the account of the deployment's own key keeps its subscription."""
        from bot.notifying import subscription

        is_ours = calendar.has_credential and (await calendar.me.get()).id == (await client.me.get()).id
        if public_url is not None and not is_ours:
            await subscription.end(client.webhooks, store, public_url)

    linking = CalcomLinking(
        store,
        Vault(store.credentials, settings.encryption_keys, clock),
        client=calendar,
        client_for=client_for,
        client_id=client_id,
        client_secret=settings.calcom_oauth_client_secret,
        authorize_url=f"{app_url}/auth/oauth2/authorize",
        public_url=public_url,
        clock=clock,
        farewell=farewell,
    )
    return LinkedHosts(linking)


def _is_unnamed_sandbox(settings: Settings) -> bool:
    """A sandbox of which nothing is said: then its default world is meant."""
    return settings.is_sandbox and not (
        settings.calcom_username or settings.calcom_team or (settings.calcom_api_url and settings.calcom_api_key)
    )


def _first_user(embedded: "World | None") -> str:
    """Whom a world offers when nobody is named: its first user."""
    return SANDBOX_USERNAME if embedded is None else next(iter(embedded.users))
