"""Who and what there is: users, chats and the messages in them."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from bot.evals.telegram.errors import Json, bad, forbidden
from bot.evals.telegram.markup import buttons_of
from bot.evals.telegram.text import part

ChatType = Literal["private", "group", "supergroup"]
Standing = Literal["member", "left", "kicked"]


@dataclass(eq=False)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_json(self) -> Json:
        told = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        more = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return told | {key: value for key, value in more.items() if value is not None}


@dataclass(frozen=True)
class File:
    """A file that somebody sent."""

    id: str
    name: str
    content: bytes
    media_type: str
    path: str
    size: int
    """In bytes; may be claimed to be more than there is, to be refused for it."""


@dataclass(frozen=True)
class Button:
    """A button under a message, as a person sees it."""

    label: str
    data: str | None = None
    url: str | None = None
    copies: str | None = None
    style: str | None = None

    @classmethod
    def of(cls, button: Json) -> "Button":
        copies = button.get("copy_text", {}).get("text")
        return cls(button["text"], button.get("callback_data"), button.get("url"), copies, button.get("style"))


@dataclass(eq=False)
class Message:
    """One message, by the bot or by a person. ``text`` is plain; of a file it is the caption."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    content: Json = field(default_factory=dict)
    """What there is beside or instead of text: ``voice``, ``contact``, ``document`` and so on, as the API has it."""
    markup: Json | None = None
    """The inline keyboard."""
    other_markup: str | None = None
    """Which other reply markup it was sent with; such a message can never be edited."""
    reply_to: "Message | None" = None
    thread_id: int | None = None
    file: File | None = None
    edit_date: int | None = None
    earlier: list[str] = field(default_factory=list)
    """The texts it had before it was edited."""
    is_deleted: bool = False
    update: Json | None = None
    """The newest update that told the bot of it; None when it heard of none."""

    @property
    def is_from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def buttons(self) -> list[list[Button]]:
        return [[Button.of(button) for button in row] for row in (self.markup or {}).get("inline_keyboard", [])]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in buttons_of(self.markup)]

    @property
    def document(self) -> File | None:
        return self.file if "document" in self.content else None

    def marked(self, kind: str) -> list[str]:
        """The pieces of the text that carry an entity of this kind."""
        return [part(self.text, one["offset"], one["length"]) for one in self.entities if one["type"] == kind]

    def as_json(self, *, nested: bool = False) -> Json:
        told: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            **self.content,
        }
        words, marks = ("caption", "caption_entities") if self.file else ("text", "entities")
        if self.text:
            told[words] = self.text
        if self.entities:
            told[marks] = self.entities
        if self.edit_date is not None:
            told["edit_date"] = self.edit_date
        if self.thread_id is not None:
            told |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        elif self.reply_to is not None and self.chat.type == "supergroup" and not self.chat.is_forum:
            told["message_thread_id"] = self.reply_to.id  # a thread of answers, where nothing can be sent
        if self.markup is not None:
            told["reply_markup"] = self.markup
        replied = self.reply_to
        if replied is None and self.thread_id not in (None, self.id):
            replied = self.chat.sent[self.thread_id]  # what answers nothing answers the making of its topic
        if replied is not None and not nested:
            told["reply_to_message"] = replied.as_json(nested=True)
        return told


@dataclass(eq=False)
class Chat:
    """A private chat with one person, or a group."""

    id: int
    type: ChatType
    bot: User
    person: User | None = None
    title: str | None = None
    is_forum: bool = False
    members: dict[int, User] = field(default_factory=dict)
    bot_standing: Standing = "member"
    is_open: bool = False
    """Of a private chat: the person has written, so that the bot may."""
    is_blocked: bool = False
    became: "Chat | None" = None
    """The supergroup that this group was upgraded to."""
    sent: dict[int, Message] = field(default_factory=dict)
    log: list[Message] = field(default_factory=list)
    """What the bot sent or edited, in the order it did: a card that was edited twice stands here three times."""
    keyboard: Json | None = None
    """The reply keyboard, or the forced reply, that is shown."""
    topics: dict[int, str] = field(default_factory=dict)
    typing_until: float = 0
    """By the double's ticks."""
    actions: list[str] = field(default_factory=list)
    """All chat actions, in order."""
    draft: str | None = None
    drafts: list[str] = field(default_factory=list)
    """All that a draft has shown, in order."""
    _last_id: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_group(self) -> bool:
        return self.type != "private"

    @property
    def messages(self) -> list[Message]:
        """What is seen, in order."""
        return [message for message in self.sent.values() if not message.is_deleted]

    def as_json(self) -> Json:
        told: Json = {"id": self.id, "type": self.type}
        if self.person is not None:
            named = {key: value for key, value in self.person.as_json().items() if key in _SHOWN_OF_A_PERSON}
            return told | named
        told["title"] = self.title
        return told | ({"is_forum": True} if self.is_forum else {})

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add(self, message: Message) -> Message:
        self.sent[message.id] = message
        self.changed()
        return message

    def newest_first(self) -> Iterator[Message]:
        return reversed(self.messages)

    def changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def check_bot_may_write(self) -> None:
        """403 or 400 with Telegram's reason when it may not."""
        if self.became is not None:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.became.id)
        if self.is_group and self.bot_standing == "kicked":
            raise forbidden(f"bot was kicked from the {self.type} chat")
        if self.is_group and self.bot_standing == "left":
            raise forbidden(f"bot is not a member of the {self.type} chat")
        if self.is_blocked:
            raise forbidden("bot was blocked by the user")
        if not self.is_group and not self.is_open:
            raise forbidden("bot can't initiate conversation with a user")

    async def until(self, is_so: Callable[[], object], *, timeout: float = 5, drawn: Callable[[], str]) -> None:  # noqa: ASYNC109
        """Waits until it is so; looks whenever this chat changes, and now and then. TimeoutError with the screen."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        pause = 0.02
        while not is_so():
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(f"not so within {timeout} s:\n{drawn()}")
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, pause)):
                    await self._changed.wait()
            pause = min(2 * pause, 0.25)


_SHOWN_OF_A_PERSON: Sequence[str] = ("first_name", "last_name", "username")
