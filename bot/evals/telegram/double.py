"""A Telegram with one bot: what the Bot API answers, what people do, and what goes wrong on demand.

double = TelegramDouble()
ana = double.person("Ana", language_code="en")
async with running(double) as url:  # TELEGRAM_API_URL; the token is double.token
    chat = ana.private()
    await chat.send("hi")
    await chat.until(lambda: chat.last.labels == ["Yes", "No"])
    await chat.tap("Yes")
    assert double.violations == []
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.evals.telegram import methods, profile
from bot.evals.telegram.chats import User
from bot.evals.telegram.errors import ApiError, Json
from bot.evals.telegram.faults import ConnectionLost, Fault, answer
from bot.evals.telegram.parameters import Upload, method_named, read
from bot.evals.telegram.people import Group, Person
from bot.evals.telegram.updates import checked_webhook
from bot.evals.telegram.world import Call, Tap, World

_HANDLERS = methods.HANDLERS | profile.HANDLERS
_MESSAGES = {"sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup"}


class TelegramDouble(World):
    def __init__(self, **settings: Any) -> None:
        """Takes what ``World`` takes."""
        super().__init__(**settings)
        self.lines: set[asyncio.Transport] = set()
        """The open connections of the bot."""
        self.is_cut = False
        self._busy = 0
        self._told_to_wait: dict[object, tuple[float, ApiError]] = {}

    # People and groups

    def person(
        self,
        first_name: str,
        *,
        language_code: str | None = None,
        username: str | None = None,
        last_name: str | None = None,
    ) -> Person:
        number = 5_100_000_000 + self.new_id()  # above 32 bits, as many are
        user = User(number, first_name, last_name, username, language_code)
        self.new_chat(number, "private", person=user)
        return Person(self, user)

    def group(
        self, title: str, *, members: Sequence[Person] = (), is_supergroup: bool = True, topics: bool = False
    ) -> Group:
        """A group that the bot is in already. ``topics`` makes it a forum."""
        number = self.new_id()
        chat_id = -1_002_000_000_000 - number if is_supergroup else -4_000_000_000 - number
        chat = self.new_chat(chat_id, "supergroup" if is_supergroup else "group", title=title, is_forum=topics)
        chat.members = {person.id: person.user for person in members}
        if topics:
            chat.next_id()  # the first id is the General topic's
        return Group(self, chat)

    # Calls

    async def call(self, name: str, raw: Mapping[str, object], files: Mapping[str, Upload] | None = None) -> object:
        """The ``result`` of one call. ``ApiError`` is a refusal, ``ConnectionLost`` no answer at all."""
        method = method_named(name)
        parameters = read(method, raw, files or {}, lambda detail: self.violated("parameter", method, detail))
        call = Call(method, parameters, self.clock(), self.ticks())
        self.calls.append(call)
        for hook in self.on_call:
            try:
                hook(method, parameters)
            except Exception as refused:  # whatever a hook finds wrong is told, and the bot goes on
                self.violated("hook", method, str(refused))
        is_poll = method == "getUpdates"
        self._busy += not is_poll  # a poll may stay open for long, and tells nothing but what it brings
        try:
            call.result = await self._acted(call)
        except ApiError as error:
            call.error = error.as_json()
            raise
        finally:
            self._busy -= not is_poll
            if not is_poll or call.result:
                self.last_activity = self.ticks()
        return call.result

    def calls_of(self, *names: str) -> list[Call]:
        return [call for call in self.calls if call.method in names]

    @property
    def refused(self) -> list[Call]:
        """The calls that were answered with an error."""
        return [call for call in self.calls if not call.is_ok]

    @property
    def unanswered(self) -> list[Tap]:
        """Taps whose spinner still turns."""
        return [tap for tap in self.taps.values() if not tap.is_answered]

    # Misfortunes

    def fail(
        self,
        method: str,
        status: int = 429,
        *,
        retry_after: int | None = None,
        times: int = 1,
        chat_id: int | None = None,
        description: str | None = None,
        where: Callable[[dict[str, object]], bool] | None = None,
    ) -> None:
        """The next ``times`` calls are answered with this and do nothing. ``*`` is every method but getUpdates."""
        error = answer(status, retry_after, description)
        self.faults.append(Fault(method, "answer", times, chat_id, error, where=where))

    def drop(self, method: str, *, after_acting: bool = False, times: int = 1, chat_id: int | None = None) -> None:
        """The connection closes instead of an answer, before the call does anything or after it has."""
        self.faults.append(Fault(method, "drop_after" if after_acting else "drop_before", times, chat_id))

    def delay(self, method: str, seconds: float, *, times: int = 1, chat_id: int | None = None) -> None:
        self.faults.append(Fault(method, "delay", times, chat_id, seconds=seconds))

    def cut(self) -> None:
        """The network is gone: what is open closes, nothing opens, no webhook is reached."""
        self.is_cut = self.updates.is_cut = True
        for line in list(self.lines):
            line.abort()

    def mend(self) -> None:
        self.is_cut = self.updates.is_cut = False

    @asynccontextmanager
    async def network_cut(self) -> AsyncIterator[None]:
        self.cut()
        try:
            yield
        finally:
            self.mend()

    async def cut_for(self, seconds: float) -> None:
        async with self.network_cut():
            await asyncio.sleep(seconds)

    def again(self, update: Json) -> None:
        """The same update is delivered once more."""
        told = next(value for key, value in update.items() if key != "update_id")
        chat = told.get("chat") or told["message"]["chat"]
        self.updates.again(update, queue=chat["id"])
        self.last_activity = self.ticks()

    # Waiting

    async def settled(self, *, quiet: float = 0.1, timeout: float = 5) -> None:  # noqa: ASYNC109
        """Waits until the bot has taken all updates, no call is in hand, and none came for ``quiet`` seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            still = self.ticks() - max(self.last_activity, self.updates.last_taken)
            if not self.updates.waiting and not self._busy and still >= quiet:
                return
            if loop.time() > deadline:
                raise TimeoutError(f"not settled: {len(self.updates.waiting)} updates wait, {self._busy} calls in hand")
            await asyncio.sleep(max(0.005, min(quiet - still, 0.05)))

    async def close(self) -> None:
        """Ends the long poll and the webhook's deliveries."""
        await self.updates.close()

    async def _acted(self, call: Call) -> object:
        self._check_patience(call)
        fault = next((one for one in self.faults if one.meets(call.method, call.parameters)), None)
        if fault is not None:
            fault.times -= 1
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "drop_before":
                raise ConnectionLost
            elif fault.error is not None:
                if fault.error.status == 429:
                    self._told_to_wait[call.parameters.get("chat_id")] = (call.tick, fault.error)
                raise fault.error
        result = await self._handled(call.method, call.parameters)
        if fault is not None and fault.kind == "drop_after":
            raise ConnectionLost
        return result

    def _check_patience(self, call: Call) -> None:
        """A bot that was told to wait, waits; chat actions and answers to taps are not what it was told about."""
        chat_id = call.parameters.get("chat_id")
        told = self._told_to_wait.pop(chat_id, None) if call.method in _MESSAGES else None
        if told is None:
            return
        seconds, waited = told[1].parameters.get("retry_after", 0), call.tick - told[0]
        if waited < seconds - 0.05:
            self.violated("flood", call.method, f"told to wait {seconds} s in chat {chat_id}, it waited {waited:.3f} s")

    async def _handled(self, method: str, asked: dict[str, Any]) -> object:
        match method:
            case "getUpdates":
                timeout = max(0, min(asked.get("timeout", 0), 50))
                offset, limit, allowed = asked.get("offset", 0), asked.get("limit", 100), asked.get("allowed_updates")
                return await self.updates.poll(offset=offset, limit=limit, timeout=timeout, allowed=allowed)
            case "setWebhook":
                url, drop = asked.get("url", ""), asked.get("drop_pending_updates", False)
                hook = None
                if url:
                    hook = checked_webhook(url, asked.get("secret_token"), asked.get("max_connections", 40))
                self.updates.allow(asked.get("allowed_updates"))
                await self.updates.set_webhook(hook, drop=drop)
                return True
            case "deleteWebhook":
                await self.updates.set_webhook(None, drop=asked.get("drop_pending_updates", False))
                return True
            case "getWebhookInfo":
                return self.updates.webhook_info()
        return _HANDLERS[method](self, asked, lambda detail: self.violated("markup", method, detail))
