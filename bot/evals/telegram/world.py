"""All that the double remembers: chats, files, taps, calls, and what the bot did wrong."""

import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.evals.telegram.chats import Chat, ChatType, File, Message, User
from bot.evals.telegram.errors import Json, Violation, bad, flooded
from bot.evals.telegram.faults import Fault
from bot.evals.telegram.flood import Flood, Limits
from bot.evals.telegram.updates import Patience, Updates


@dataclass(eq=False)
class Tap:
    """A tap on a button, from the spinner to its answer."""

    id: str
    message: Message
    person: User
    data: str
    at: float
    """By the double's ticks."""
    toast: str | None = None
    is_alert: bool = False
    update: Json | None = None
    """The update that told the bot of it."""
    waited: float | None = None
    """Seconds until the spinner was gone; None while it still turns."""

    @property
    def is_answered(self) -> bool:
        return self.waited is not None


@dataclass(eq=False)
class Call:
    """One call of the bot, as it was read."""

    method: str
    parameters: dict[str, object]
    at: datetime
    tick: float
    result: object = None
    error: Json | None = None
    """The body of the refusal."""

    @property
    def is_ok(self) -> bool:
        return self.error is None


@dataclass
class Profile:
    """What the bot set of itself, by language (empty for all), and its commands by scope."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """By scope (``default``, ``all_private_chats``, ``chat:5`` and so on) and language."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    """By chat; None for all."""


class World:
    """``clock`` dates messages; ``ticks`` (seconds) is what flood limits and the age of taps are counted by."""

    def __init__(
        self,
        *,
        token: str = "700000001:a-token-that-only-the-double-knows",  # noqa: S107
        username: str = "slotwise_bot",
        name: str = "Slotwise",
        clock: Callable[[], datetime] | None = None,
        ticks: Callable[[], float] = time.monotonic,
        privacy_mode: bool = True,
        limits: Limits | None = None,
        enforce_floods: bool = False,
        query_lifetime: float = 15.0,
        patience: Patience | None = None,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.ticks = ticks
        self.privacy_mode = privacy_mode
        self.enforce_floods = enforce_floods
        self.query_lifetime = query_lifetime
        """Seconds after which a tap can't be answered any more."""
        self.bot = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.files: dict[str, File] = {}
        self.profile = Profile()
        self.updates = Updates(self.unix_now, ticks, patience or Patience())
        self.calls: list[Call] = []
        self.violations: list[Violation] = []
        self.faults: list[Fault] = []
        self.on_call: list[Callable[[str, Mapping[str, object]], None]] = []
        """Each is given every call that was read; what it raises is a violation."""
        self.on_update: list[Callable[[Json], None]] = []
        """Each is given every update that is made; what it raises is a violation."""
        self.last_activity = ticks()
        self._flood = Flood(limits or Limits(), ticks)
        self._ids = itertools.count(1)

    def unix_now(self) -> int:
        return int(self.clock().timestamp())

    def new_id(self) -> int:
        return next(self._ids)

    def violated(self, kind: str, method: str, detail: str) -> None:
        self.violations.append(Violation(kind, method, detail, self.clock()))

    def chat(self, chat_id: object) -> Chat:
        """400 when the bot knows none by this id."""
        if chat_id is None:
            raise bad("chat_id is empty")
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if found is None:
            raise bad("chat not found")
        return found

    def new_chat(self, chat_id: int, kind: ChatType, **more: object) -> Chat:
        chat = Chat(chat_id, kind, self.bot, **more)  # type: ignore[arg-type]
        self.chats[chat_id] = chat
        return chat

    def count_message(self, method: str, chat: Chat) -> None:
        """Takes a message into the flood limits; 429 when one breaks and they are enforced."""
        broken = self._flood.count(chat.id, is_group=chat.is_group)
        if broken is None:
            return
        detail, wait = broken
        self.violated("flood", method, detail)
        if self.enforce_floods:
            raise flooded(wait)

    def keep_file(self, name: str, content: bytes, media_type: str, *, folder: str, size: int | None = None) -> File:
        number = self.new_id()
        ending = name.rpartition(".")[2] if "." in name else "bin"
        path = f"{folder}/file_{number}.{ending}"
        kept = File(f"file-{number:06}", name, content, media_type, path, len(content) if size is None else size)
        self.files[kept.id] = kept
        return kept

    def tell(self, kind: str, told: Json, chat: Chat) -> Json | None:
        """Makes an update for the bot; None when it did not ask for such."""
        update = self.updates.add(kind, told, queue=chat.id)
        self.last_activity = self.ticks()
        if update is not None:
            for hook in self.on_update:
                try:
                    hook(update)
                except Exception as refused:  # whatever a hook finds wrong is told, and the bot goes on
                    self.violated("hook", kind, str(refused))
        return update
