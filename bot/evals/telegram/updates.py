"""What waits for the bot: updates, the long poll that fetches them, and the webhook that they are pushed to."""

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from bot.evals.telegram.errors import ApiError, Json, bad

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
)
_ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
_EVERYDAY = tuple(kind for kind in KINDS if kind not in _ONLY_WHEN_ASKED)


@dataclass(frozen=True)
class Patience:
    """How a webhook that does not answer well is tried again."""

    first: float = 1.0
    """Seconds before the second try; each further wait is twice as long."""
    longest: float = 60.0
    tries: int = 20
    """After so many the update is given up."""
    answer_within: float = 30.0


@dataclass
class Webhook:
    url: str
    secret: str | None
    max_connections: int
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(eq=False)
class Waiting:
    """An update that the bot has not confirmed."""

    update: Json
    queue: int
    """Updates of one queue (a chat) are pushed one after the other."""
    is_repeated: bool = False


@dataclass(eq=False)
class Updates:
    now: Callable[[], int]
    """Unix time."""
    ticks: Callable[[], float]
    patience: Patience = field(default_factory=Patience)
    waiting: list[Waiting] = field(default_factory=list)
    allowed: Sequence[str] = _EVERYDAY
    webhook: Webhook | None = None
    given_up: list[Json] = field(default_factory=list)
    """Updates that the webhook never took."""
    last_taken: float = 0
    """When the webhook took an update, by ``ticks``."""
    is_cut: bool = False
    """The network between Telegram and the webhook is gone."""
    _last_id: int = 700_000_000
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poll: "asyncio.Future[None] | None" = None
    _pushers: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)
    _places: asyncio.Semaphore | None = None
    _client: httpx.AsyncClient | None = None

    def add(self, kind: str, told: Json, *, queue: int) -> Json | None:
        """The update that now waits; None when the bot did not ask for its kind."""
        if kind not in self.allowed:
            return None
        self._last_id += 1
        update = {"update_id": self._last_id, kind: told}
        self._enqueue(Waiting(update, queue))
        return update

    def again(self, update: Json, *, queue: int) -> None:
        """The same update once more, whether or not it was confirmed."""
        self._enqueue(Waiting(update, queue, is_repeated=True))

    def _enqueue(self, waiting: Waiting) -> None:
        self.waiting.append(waiting)
        self._arrived.set()
        self._arrived = asyncio.Event()
        if self.webhook is not None:
            self._push(waiting.queue)

    def allow(self, kinds: object) -> None:
        """None keeps what was allowed before; an empty list is the everyday kinds."""
        if kinds is None:
            return
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad("can't parse allowed_updates JSON object")
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown:
            raise bad(f"can't parse allowed_updates: there is no update type {unknown[0]!r}")
        self.allowed = tuple(kinds) or _EVERYDAY

    async def poll(self, *, offset: int, limit: int, timeout: float, allowed: object) -> list[Json]:  # noqa: ASYNC109
        """Long polling: what has a lower id than ``offset`` is confirmed; a newer poll ends this one with 409."""
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.allow(allowed)
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [one for one in self.waiting if one.is_repeated or one.update["update_id"] >= offset]
        mine = asyncio.get_running_loop().create_future()
        self._poll = mine
        try:
            async with asyncio.timeout(timeout):
                while not self.waiting:
                    arrived = asyncio.ensure_future(self._arrived.wait())
                    try:
                        await asyncio.wait([arrived, mine], return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        arrived.cancel()
                    if mine.done():
                        mine.result()
        except TimeoutError:
            return []
        finally:
            if not mine.done():
                mine.cancel()
            if self._poll is mine:
                self._poll = None
        given = self.waiting[: limit if 1 <= limit <= 100 else 100]
        for one in given:
            if one.is_repeated:  # its id is confirmed by now, so no offset would ever take it away
                self.waiting.remove(one)
        return [one.update for one in given]

    async def set_webhook(self, webhook: Webhook | None, *, drop: bool) -> None:
        await self._stop_pushing()
        if drop:
            self.waiting.clear()
        self.webhook = webhook
        if webhook is None:
            return
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, "Conflict: terminated by setWebhook request"))
        self._places = asyncio.Semaphore(webhook.max_connections)
        self._client = httpx.AsyncClient(timeout=self.patience.answer_within, trust_env=False)
        for queue in {one.queue for one in self.waiting}:
            self._push(queue)

    def webhook_info(self) -> Json:
        hook = self.webhook
        told: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }
        if hook is not None:
            told |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
            if hook.last_error_date is not None:
                told |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
        if tuple(self.allowed) != _EVERYDAY:
            told["allowed_updates"] = list(self.allowed)
        return told

    async def close(self) -> None:
        """Ends the poll and the pushing; what waits goes on waiting."""
        await self._stop_pushing()
        if self._poll is not None and not self._poll.done():
            self._poll.cancel()

    def _push(self, queue: int) -> None:
        running = self._pushers.get(queue)
        if running is None or running.done():
            self._pushers[queue] = asyncio.create_task(self._push_in_order(queue))

    async def _push_in_order(self, queue: int) -> None:
        hook, client, places = self.webhook, self._client, self._places
        assert hook is not None
        assert client is not None
        assert places is not None
        while mine := next((one for one in self.waiting if one.queue == queue), None):
            wait, is_taken = self.patience.first, False
            for attempt in range(self.patience.tries):
                if attempt:
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, self.patience.longest)
                async with places:
                    is_taken = await self._deliver(hook, client, mine.update)
                if is_taken:
                    break
            if not is_taken:
                self.given_up.append(mine.update)
            self.waiting.remove(mine)
        del self._pushers[queue]

    async def _deliver(self, hook: Webhook, client: httpx.AsyncClient, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret is not None else {}
        try:
            if self.is_cut:
                raise httpx.ConnectError("Network is unreachable")
            answer = await client.post(hook.url, json=update, headers=headers)
        except httpx.TimeoutException:
            problem = "Read timeout expired"
        except httpx.TransportError:
            problem = "Connection refused"
        else:
            if answer.is_success:
                self.last_taken = self.ticks()
                return True
            problem = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        hook.last_error_date, hook.last_error_message = self.now(), problem
        return False

    async def _stop_pushing(self) -> None:
        pushers = list(self._pushers.values())
        self._pushers.clear()
        for pusher in pushers:
            pusher.cancel()
        for pusher in pushers:
            with suppress(asyncio.CancelledError):
                await pusher
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def checked_webhook(url: str, secret: str | None, max_connections: int) -> Webhook:
    """400 as Telegram has it, but for loopback addresses, which may be plain HTTP at any port."""
    try:
        found = urlsplit(url)
        host, port = found.hostname or "", found.port
    except ValueError:
        raise bad("bad webhook: invalid URL specified") from None
    if host not in ("127.0.0.1", "::1", "localhost"):
        if found.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in (None, 443, 80, 88, 8443):
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if "." not in host:
            raise bad("bad webhook: Failed to resolve host: Name or service not known")
    if secret is not None and not 1 <= len(secret) <= 256:
        raise bad("secret token is too long" if secret else "secret token must be non-empty")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= max_connections <= 100:
        raise bad("bad webhook: max_connections must be between 1 and 100")
    return Webhook(url, secret, max_connections)
