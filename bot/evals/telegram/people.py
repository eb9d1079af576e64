"""What people do in Telegram: write, tap, share, block, and look at their screen."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

from bot.evals.telegram import screen
from bot.evals.telegram.chats import Button, Chat, File, Message, Standing, User
from bot.evals.telegram.errors import Json
from bot.evals.telegram.markup import buttons_of
from bot.evals.telegram.text import MAX_TEXT, length, trimmed, with_found
from bot.evals.telegram.world import Tap, World

Label = str | re.Pattern[str]
"""A button's whole label, or a pattern that is found in it."""


class Person:
    """Somebody with a Telegram account."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user
        self.taps: list[Tap] = []

    @property
    def id(self) -> int:
        return self.user.id

    def private(self) -> "Side":
        """Their chat with the bot; its id is theirs."""
        return Side(self, self.world.chats[self.id])

    def at(self, group: "Group", topic: int | None = None) -> "Side":
        """Their side of a group, in one of its topics if given."""
        return Side(self, group.chat, topic)

    async def open(self, url: str) -> "Side":
        """Follows a deep link of the bot (``t.me/<bot>?start=...``) to the private chat, and presses Start."""
        found = urlsplit(url)
        payload = parse_qs(found.query).get("start", [""])[0]
        if found.netloc != "t.me" or found.path != f"/{self.world.bot.username}":
            raise LookupError(f"{url} does not lead to the bot")
        side = self.private()
        await side.start(payload)
        return side

    async def block(self) -> Json | None:
        """Blocks the bot; the update that tells it so."""
        self.private().chat.is_blocked = True
        return self._stands("member", "kicked")

    async def unblock(self) -> Json | None:
        self.private().chat.is_blocked = False
        return self._stands("kicked", "member")

    def _stands(self, before: Standing, now: Standing) -> Json | None:
        return self.world.tell(
            "my_chat_member", _change(self.world, self.private().chat, self.user, before, now), self.private().chat
        )


class Group:
    """A group or supergroup, seen from above."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        return self.chat.messages

    @property
    def last(self) -> Message:
        return self.messages[-1]

    def screen(self) -> str:
        return screen.drawn(self.chat, title=f"group {self.chat.title}")

    async def until(self, is_so: Callable[[], object], *, timeout: float = 5) -> None:  # noqa: ASYNC109
        await self.chat.until(is_so, timeout=timeout, drawn=self.screen)

    async def topic(self, name: str, *, by: Person) -> int:
        """The thread id of a new topic."""
        if not self.chat.is_forum:
            raise LookupError("a group without topics")
        return (await self._service(by, {"forum_topic_created": {"name": name, "icon_color": 7322096}})).id

    async def join(self, person: Person) -> Message:
        self.chat.members[person.id] = person.user
        return await self._service(person, {"new_chat_members": [person.user.as_json()]})

    async def leave(self, person: Person) -> Message:
        self.chat.members.pop(person.id, None)
        return await self._service(person, {"left_chat_member": person.user.as_json()})

    async def add_bot(self, by: Person) -> Json | None:
        """The update that tells the bot that it is a member now."""
        update = self._bot_stands(by, "member")
        await self._service(by, {"new_chat_members": [self.world.bot.as_json()]})
        return update

    async def remove_bot(self, by: Person) -> Json | None:
        """The update is the last that the bot gets from the group."""
        return self._bot_stands(by, "kicked")

    async def upgrade(self, by: Person) -> "Group":
        """The supergroup that this group becomes; messages to the old id are refused from then on."""
        new = self.world.new_chat(-1_002_000_000_000 - self.world.new_id(), "supergroup", title=self.chat.title)
        new.members = dict(self.chat.members)
        await self._service(by, {"migrate_to_chat_id": new.id})
        self.chat.became = new
        group = Group(self.world, new)
        await group._service(by, {"migrate_from_chat_id": self.chat.id})
        return group

    def _bot_stands(self, by: Person, now: Standing) -> Json | None:
        before, self.chat.bot_standing = self.chat.bot_standing, now
        return self.world.tell("my_chat_member", _change(self.world, self.chat, by.user, before, now), self.chat)

    async def _service(self, by: Person, content: Json) -> Message:
        message = Message(self.chat.next_id(), self.chat, by.user, self.world.unix_now(), content=content)
        if "forum_topic_created" in content:
            message.thread_id = message.id
            self.chat.topics[message.id] = content["forum_topic_created"]["name"]
        self.chat.add(message)
        if self.chat.bot_standing == "member":
            self.world.tell("message", message.as_json(), self.chat)
        return message


class Side:
    """A person's side of a chat: what they see, and what they can do there."""

    def __init__(self, person: Person, chat: Chat, topic: int | None = None) -> None:
        self.person = person
        self.chat = chat
        self.topic = topic

    # What is seen

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        return [one for one in self.chat.messages if self.topic is None or one.thread_id == self.topic]

    @property
    def replies(self) -> list[Message]:
        """What the bot wrote and is still there."""
        return [message for message in self.messages if message.is_from_bot]

    @property
    def last(self) -> Message:
        """The lowest message on the screen."""
        if not self.messages:
            raise LookupError("the chat is empty")
        return self.messages[-1]

    @property
    def text(self) -> str:
        """The last message's text."""
        return self.last.text

    @property
    def toasts(self) -> list[str]:
        """What answers to this person's taps said, oldest first."""
        return [tap.toast for tap in self._taps if tap.toast is not None]

    @property
    def is_typing(self) -> bool:
        return self.chat.typing_until > self.person.world.ticks()

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the reply keyboard that is shown."""
        return [[key["text"] for key in row] for row in (self.chat.keyboard or {}).get("keyboard", [])]

    @property
    def placeholder(self) -> str | None:
        """What the empty line to write in says."""
        return (self.chat.keyboard or {}).get("input_field_placeholder")

    def button(self, label: Label, *, on: Message | None = None, nth: int = 0) -> tuple[Message, Button]:
        """The newest button with this label, and its message; ``nth`` among those of one message with the label."""
        for message in [on] if on is not None else reversed(self.messages):
            found = [one for one in map(Button.of, buttons_of(message.markup)) if _is(label, one.label)]
            if len(found) > nth:
                return message, found[nth]
        raise LookupError(f"there is no button {label!r}:\n{self.screen()}")

    def screen(self) -> str:
        title = f"{self.person.user.name} in {self.chat.title or 'private'}"
        return screen.drawn(self.chat, title=title, toasts=self.toasts[-1:], is_typing=self.is_typing)

    async def until(self, is_so: Callable[[], object], *, timeout: float = 5) -> None:  # noqa: ASYNC109
        """Waits for something to be so; TimeoutError with the screen when it does not come."""
        await self.chat.until(is_so, timeout=timeout, drawn=self.screen)

    async def answered(self, *, timeout: float = 5) -> Message:  # noqa: ASYNC109
        """Waits until the last message is the bot's, and gives it."""
        await self.until(lambda: self.messages and self.last.is_from_bot, timeout=timeout)
        return self.last

    # What is done

    async def send(self, text: str, *, entities: Sequence[Json] = ()) -> Message:
        """Writes; to a forced reply it is the reply. Commands, mentions and addresses become entities by themselves."""
        forced = self._forced()
        return await self._say(text, entities, reply_to=forced)

    async def command(self, line: str) -> Message:
        return await self.send(line if line.startswith("/") else f"/{line}")

    async def mention(self, text: str) -> Message:
        """Writes to the bot in a group, by its name."""
        return await self.send(f"@{self.person.world.bot.username} {text}")

    async def start(self, payload: str = "") -> Message:
        """Presses Start, as after a deep link with this payload (at most 64 of ``A-Za-z0-9_-``)."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,64}", payload):
            raise ValueError(f"{payload!r} can't stand in a deep link")
        return await self.send(f"/start {payload}".strip())

    async def reply(self, to: Message, text: str) -> Message:
        return await self._say(text, (), reply_to=to)

    async def forward(self, text: str, *, from_: Person | str, at: int | None = None) -> Message:
        """Passes on what somebody wrote: a person, or the name of one who hides their account."""
        date = self.person.world.unix_now() - 3600 if at is None else at
        if isinstance(from_, Person):
            origin: Json = {"type": "user", "date": date, "sender_user": from_.user.as_json()}
        else:
            origin = {"type": "hidden_user", "date": date, "sender_user_name": from_}
        return await self._say(text, (), content={"forward_origin": origin})

    async def edit(self, message: Message, text: str) -> Message:
        """Changes a message of their own."""
        if message.sender is not self.person.user:
            raise LookupError("only one's own messages can be edited")
        message.earlier.append(message.text)
        message.text, message.entities = text, with_found(text, ())
        message.edit_date = self.person.world.unix_now()
        self.chat.changed()
        self._tell("edited_message", message)
        return message

    async def tap(self, label: Label, *, on: Message | None = None, nth: int = 0) -> Tap:
        """Taps a callback button; LookupError with the screen when there is none."""
        message, button = self.button(label, on=on, nth=nth)
        if button.data is None:
            raise LookupError(f"{button.label!r} is no button that the bot hears of")
        return await self.tap_data(message, button.data)

    async def tap_data(self, message: Message, data: str) -> Tap:
        """A tap with any data, as from a screen that was not refreshed or a client of one's own making."""
        world = self.person.world
        tap = Tap(f"{4_000_000_000_000 + world.new_id()}", message, self.person.user, data, world.ticks())
        world.taps[tap.id] = tap
        self.person.taps.append(tap)
        gone = {"chat": self.chat.as_json(), "message_id": message.id, "date": 0}
        told = {
            "id": tap.id,
            "from": self.person.user.as_json(),
            "message": gone if message.is_deleted else message.as_json(),
            "chat_instance": str(abs(self.chat.id) * 7 + 1),
            "data": data,
        }
        tap.update = world.tell("callback_query", told, self.chat)
        return tap

    def link(self, label: Label, *, on: Message | None = None) -> str:
        """Where a button leads."""
        _, button = self.button(label, on=on)
        if button.url is None:
            raise LookupError(f"{button.label!r} leads nowhere")
        return button.url

    async def press(self, label: str) -> Message:
        """A key of the reply keyboard that sends its label."""
        self._key(label)
        return await self._say(label, ())

    async def share_contact(self, phone: str, *, of: Person | None = None, name: str | None = None) -> Message:
        """Their own contact unless ``of`` says whose; with a ``name`` alone, somebody who is not on Telegram."""
        user = of.user if of is not None else self.person.user
        contact: Json = {"phone_number": phone, "first_name": name or user.first_name}
        if name is None:
            contact |= {"user_id": user.id} | ({"last_name": user.last_name} if user.last_name else {})
        self._hide_once()
        return await self._say("", (), content={"contact": contact})

    async def share_location(self, latitude: float, longitude: float) -> Message:
        self._hide_once()
        return await self._say("", (), content={"location": {"latitude": latitude, "longitude": longitude}})

    async def voice(self, content: bytes, duration: int = 3, *, size: int | None = None) -> Message:
        """``duration`` in seconds; ``size`` claims another number of bytes than ``content`` has."""
        return await self._send_file("voice", "voice.oga", content, "audio/ogg", {"duration": duration}, size)

    async def audio(
        self, content: bytes, duration: int = 3, *, name: str = "note.mp3", size: int | None = None
    ) -> Message:
        more = {"duration": duration, "file_name": name}
        return await self._send_file("audio", name, content, "audio/mpeg", more, size)

    async def document(self, name: str, content: bytes, media_type: str = "application/pdf") -> Message:
        return await self._send_file("document", name, content, media_type, {"file_name": name}, None)

    async def photo(self, caption: str = "") -> Message:
        told, file = self._file("photo.jpg", b"\xff\xd8\xff\xd9", "image/jpeg", "photos", None)
        sizes = [told | {"width": 90, "height": 90}, told | {"width": 800, "height": 800}]
        return await self._say(caption, (), content={"photo": sizes}, file=file)

    async def sticker(self, emoji: str = "👍") -> Message:
        told, file = self._file("sticker.webp", b"RIFF", "image/webp", "stickers", None)
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self._say("", (), content={"sticker": told | looks | {"emoji": emoji}}, file=file)

    async def _send_file(
        self, kind: str, name: str, content: bytes, media_type: str, more: Json, size: int | None
    ) -> Message:
        told, file = self._file(name, content, media_type, kind, size)
        return await self._say("", (), content={kind: told | more | {"mime_type": media_type}}, file=file)

    def _file(self, name: str, content: bytes, media_type: str, folder: str, size: int | None) -> tuple[Json, File]:
        file = self.person.world.keep_file(name, content, media_type, folder=folder, size=size)
        return {"file_id": file.id, "file_unique_id": f"unique-{file.id}", "file_size": file.size}, file

    async def _say(
        self,
        text: str,
        entities: Sequence[Json],
        *,
        content: Json | None = None,
        reply_to: Message | None = None,
        file: File | None = None,
    ) -> Message:
        shown, marks = trimmed(text, entities)
        if length(shown) > MAX_TEXT or not (shown or content):
            raise ValueError("a client sends 1 to 4,096 characters")
        chat = self.chat
        if chat.became is not None or (chat.is_group and self.person.id not in chat.members):
            raise LookupError(f"{self.person.user.name} is not in this group")
        chat.is_open = True
        message = Message(
            chat.next_id(),
            chat,
            self.person.user,
            self.person.world.unix_now(),
            shown,
            with_found(shown, marks),
            content or {},
            reply_to=reply_to,
            thread_id=self.topic,
            file=file,
        )
        chat.add(message)
        self._tell("message", message)
        return message

    def _tell(self, kind: str, message: Message) -> None:
        if _hears(self.person.world, message):
            message.update = self.person.world.tell(kind, message.as_json(), self.chat)

    @property
    def _taps(self) -> list[Tap]:
        return [tap for tap in self.person.taps if tap.message.chat is self.chat]

    def _forced(self) -> Message | None:
        if self.chat.keyboard is None or "force_reply" not in self.chat.keyboard:
            return None
        self.chat.keyboard = None
        return next((one for one in self.chat.newest_first() if one.other_markup == "force_reply"), None)

    def _key(self, label: str) -> None:
        if not any(label in row for row in self.keyboard):
            raise LookupError(f"there is no key {label!r}:\n{self.screen()}")
        self._hide_once()

    def _hide_once(self) -> None:
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard = None


def _hears(world: World, message: Message) -> bool:
    """Whether the bot gets it: core.telegram.org/bots/features#privacy-mode, and mentions, as BotFather says."""
    chat = message.chat
    if not chat.is_group:
        return not chat.is_blocked
    if chat.bot_standing != "member":
        return False
    if not world.privacy_mode:
        return True
    if message.reply_to is not None and message.reply_to.is_from_bot:
        return True
    own = f"@{world.bot.username}".lower()
    if any(mention.lower() == own for mention in message.marked("mention")):
        return True
    commands = [command.lower() for command in message.marked("bot_command")]
    return any(command.endswith(own) or "@" not in command for command in commands)


def _change(world: World, chat: Chat, by: User, before: Standing, now: Standing) -> Json:
    return {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": world.unix_now(),
        "old_chat_member": _member(world, before),
        "new_chat_member": _member(world, now),
    }


def _member(world: World, standing: Standing) -> Json:
    told: Json = {"user": world.bot.as_json(), "status": standing}
    return told | ({"until_date": 0} if standing == "kicked" else {})


def _is(label: Label, shown: str) -> bool:
    return label == shown if isinstance(label, str) else bool(label.search(shown))
