"""What Telegram tells, as the channel uses it: an update becomes one of the kinds below, or None when it is nothing
to us. Pure: reads the update, asks nobody.

In a group the bot hears only what is meant for it: where it is mentioned, replied to or commanded. Who writes as a
channel, as an anonymous administrator or is a bot is nobody we could answer in private, so they are not heard either.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zlib import crc32

import telegram
from telegram import MessageEntity
from telegram.constants import ChatMemberStatus, ChatType

from bot.message import Incoming, Person

Clock = Callable[[], datetime]

COMMANDS = (
    "start",
    "book",
    "bookings",
    "reschedule",
    "cancel",
    "timezone",
    "language",
    "link",
    "unlink",
    "quiet",
    "digest",
    "reminders",
    "usage",
    "human",
    "done",
    "help",
    "privacy",
    "forget",
    "export",
)
"""The commands that are ours even where nobody says whom they command."""

UPDATES = (
    telegram.Update.MESSAGE,
    telegram.Update.EDITED_MESSAGE,
    telegram.Update.CALLBACK_QUERY,
    telegram.Update.MY_CHAT_MEMBER,
)
"""The kinds of update that are read here, for ``allowed_updates``."""


@dataclass(frozen=True)
class Place:
    """Where an answer goes."""

    chat_id: int
    thread_id: int | None
    """The topic of a forum; None also in its general topic."""
    is_private: bool


@dataclass(frozen=True)
class Said:
    """Words, a command, a correction, something passed on, or a phone number."""

    place: Place
    message_id: int
    incoming: Incoming
    reply_to: int | None
    """The message of ours that this answers."""
    album: str | None = None
    """The album that this is the caption of; its other parts come as ``Unreadable`` with the same one."""


@dataclass(frozen=True)
class Tapped:
    """A button was pressed. What it means is in ``data``; whose it is, the table of cards knows."""

    place: Place
    query_id: str
    message_id: int | None
    """None when Telegram does not say which message it was."""
    data: str
    incoming: Incoming


@dataclass(frozen=True)
class Located:
    """A place was shared, for the sake of its time zone. The coordinates are neither kept nor logged."""

    place: Place
    message_id: int
    latitude: float
    longitude: float
    incoming: Incoming

    def __repr__(self) -> str:
        return f"Located(place={self.place}, message_id={self.message_id})"

    def in_zone(self, zone: str) -> Incoming:
        """What was said by it, once the zone (IANA) is known."""
        return replace(self.incoming, shared_zone=zone)


@dataclass(frozen=True)
class Spoken:
    """A voice message, a recording or a round video."""

    place: Place
    message_id: int
    file_id: str
    seconds: int
    size: int | None
    """In bytes, where Telegram tells it."""
    mime_type: str
    incoming: Incoming
    """``text`` is the caption, often none."""
    reply_to: int | None = None
    is_forwarded: bool = False
    """Somebody else may be speaking."""

    def heard(self, text: str) -> Incoming:
        """What was said, once it is written down. The words of a forwarded one are quoted, not the person's own."""
        if self.is_forwarded:
            return replace(self.incoming, quoted=_joined(self.incoming.quoted, text))
        return replace(self.incoming, text=_joined(self.incoming.text, text))


@dataclass(frozen=True)
class Unreadable:
    """Something without words for us: a photo, a sticker, another person's contact."""

    place: Place
    message_id: int
    kind: str
    """Telegram's name of it ("photo"), or ``other_contact`` and ``other_location`` for what is not the person's."""
    incoming: Incoming
    album: str | None = None
    """The album that this is a part of: one answer does for all of it."""


@dataclass(frozen=True)
class Membership:
    """A private chat was opened or blocked, or a group let the bot in or put it out."""

    place: Place
    account_id: str | None
    """Whose private chat it is."""
    state: Literal["open", "blocked", "removed", "joined"]


@dataclass(frozen=True)
class Migrated:
    """A group got another id. Telegram tells it twice, once from each side."""

    place: Place
    """Where it was."""
    new_chat_id: int


Read = Said | Tapped | Located | Spoken | Unreadable | Membership | Migrated


# What has no words for us, by Telegram's names of its own. An animation is a document too, so it stands before it.
_KINDS = (
    "photo",
    "live_photo",
    "sticker",
    "animation",
    "video",
    "document",
    "paid_media",
    "poll",
    "dice",
    "story",
    "game",
    "checklist",
    "invoice",
)

# Letters that show nothing. People who want no name in Telegram have one of these.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")

_ENTITIES_READ = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.BOT_COMMAND, MessageEntity.TEXT_LINK)


def read(update: telegram.Update, me: telegram.User, *, clock: Clock) -> Read | None:
    """What an update is to us; ``me`` is the bot. ``clock`` gives the aware instant that the words are relative to:
    the message's own date would lag behind a clock that was set."""
    if update.message is not None:
        return _Heard(update.message, me, clock).read()
    if update.edited_message is not None:
        return _Heard(update.edited_message, me, clock, is_edit=True).read()
    if update.callback_query is not None:
        return _tapped(update.callback_query, clock)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def account_of(user_id: int) -> str:
    """Whose bookings these are, in every chat."""
    return f"telegram:{user_id}"


def conversation_of(place: Place, user_id: int) -> str:
    """In a group each person has a conversation of their own, in each topic."""
    if place.is_private:
        return account_of(user_id)
    return f"telegram:{place.chat_id}:{place.thread_id or 0}:{user_id}"


class _Heard:
    """One message, or one edit, on its way to what it is."""

    def __init__(self, message: telegram.Message, me: telegram.User, clock: Clock, *, is_edit: bool = False) -> None:
        self.message, self.me, self.clock, self.is_edit = message, me, clock, is_edit
        self.place = _place(message.chat, message)
        # Both are other people's words: one was passed on, the other made by a bot that the person chose from.
        self.is_forwarded = message.forward_origin is not None or message.via_bot is not None

    def read(self) -> Read | None:
        message = self.message
        if message.migrate_to_chat_id is not None:
            return Migrated(self.place, message.migrate_to_chat_id)
        if message.migrate_from_chat_id is not None:
            return Migrated(Place(message.migrate_from_chat_id, None, is_private=False), message.chat.id)
        sender = message.from_user
        if sender is None or sender.is_bot or message.sender_chat is not None or not _is_chat(message.chat):
            return None
        has_words = message.text is not None or message.caption is not None
        if self.is_edit and (self.is_forwarded or not has_words):
            return None  # a live location that moved, an inline bot's second thoughts
        words = self._words()
        if not self.place.is_private and not self._is_for_us(words):
            return None
        incoming = self._incoming(sender, words)
        return self._without_text(sender, incoming) if not has_words else self._with_text(incoming)

    def _words(self) -> "_Words":
        if self.is_forwarded:
            return _Words()
        return _words(*_written(self.message), self.me)

    def _is_for_us(self, words: "_Words") -> bool:
        if words.commands_another:
            return False
        is_ours = words.command in COMMANDS
        return words.names_us or is_ours or self._answered() is not None

    def _answered(self) -> int | None:
        """The message of ours that this is a reply to."""
        answered = _replied_to(self.message)
        is_ours = answered is not None and answered.from_user is not None and answered.from_user.id == self.me.id
        return answered.message_id if answered is not None and is_ours else None

    def _incoming(self, sender: telegram.User, words: "_Words") -> Incoming:
        message = self.message
        message_id = str(message.message_id)
        quoted = self._quoted(sender)
        command = words.command
        if words.names_us and not words.text and not command and not quoted and not self.is_edit:
            command = "help"  # called by name, and asked nothing
        return Incoming(
            conversation_id=conversation_of(self.place, sender.id),
            message_id=_edit_id(message) if self.is_edit else message_id,
            person=_person(sender),
            received_at=self.clock(),
            text=words.text,
            command=command,
            edits=message_id if self.is_edit else None,
            quoted=quoted,
            in_group=not self.place.is_private,
            can_share=self.place.is_private,
        )

    def _quoted(self, sender: telegram.User) -> str | None:
        """What somebody else wrote and the person passed on or points at. A part that they marked is all of it."""
        message = self.message
        if self.is_forwarded:
            return _plain(message, self.me)
        quote = message.quote.text if message.quote is not None else None
        if message.external_reply is not None:
            return None if _is_from(message.external_reply.origin, self.me) else quote
        answered = _replied_to(message)
        if answered is None or self._answered() is not None:
            return None
        is_their_own = answered.from_user == sender and answered.sender_chat is None
        if is_their_own and answered.forward_origin is None and answered.via_bot is None:
            return None
        return quote or _plain(answered, self.me)

    def _with_text(self, incoming: Incoming) -> Read:
        """Words count, and with a picture its caption; but a recording is listened to."""
        return self._spoken(incoming) or self._said(incoming)

    def _without_text(self, sender: telegram.User, incoming: Incoming) -> Read | None:
        message = self.message
        spoken = self._spoken(incoming)
        if spoken is not None:
            return spoken
        location = message.venue.location if message.venue is not None else message.location
        if location is not None:
            if self.is_forwarded:
                return self._unreadable("other_location", incoming)
            return Located(self.place, message.message_id, location.latitude, location.longitude, incoming)
        if message.contact is not None:
            phone = _digits(message.contact.phone_number)
            if message.contact.user_id != sender.id or not phone:
                return self._unreadable("other_contact", incoming)
            return self._said(replace(incoming, shared_phone=f"+{phone}"))
        kind = next((kind for kind in _KINDS if getattr(message, kind)), None)
        return self._unreadable(kind, incoming) if kind is not None else None

    def _said(self, incoming: Incoming) -> Said:
        message = self.message
        return Said(self.place, message.message_id, incoming, self._answered(), message.media_group_id)

    def _spoken(self, incoming: Incoming) -> Spoken | None:
        message = self.message
        if self.is_edit:
            return None  # only its caption was edited
        recording = message.voice or message.audio or message.video_note
        if recording is None:
            return None
        # Asked for directly, the length is a number or a timedelta, by a variable of the environment.
        seconds = int(recording.to_dict()["duration"])
        return Spoken(
            self.place,
            message.message_id,
            recording.file_id,
            seconds,
            recording.file_size,
            getattr(recording, "mime_type", None) or ("audio/ogg" if message.voice else "video/mp4"),
            incoming,
            self._answered(),
            self.is_forwarded,
        )

    def _unreadable(self, kind: str, incoming: Incoming) -> Unreadable:
        return Unreadable(self.place, self.message.message_id, kind, incoming, self.message.media_group_id)


@dataclass(frozen=True)
class _Words:
    """A text as it is meant: without the name it is called to us by, and without its command."""

    text: str = ""
    command: str | None = None
    names_us: bool = False
    commands_another: bool = False


def _words(text: str, entities: Iterable[MessageEntity], me: telegram.User) -> _Words:
    """Where a link lies behind words, its address is put beside them. Entities count in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    spoken, command, names_us, commands_another = "", None, False, False
    end = 0
    for entity in sorted(entities, key=lambda entity: entity.offset):
        start, stop = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if entity.type not in _ENTITIES_READ or start < end:
            continue
        piece = _decoded(raw[start:stop])
        before = spoken + _decoded(raw[end:start])
        if entity.type == MessageEntity.TEXT_LINK:
            spoken = before + (piece if not entity.url or piece in entity.url else f"{piece} ({entity.url})")
        elif entity.type == MessageEntity.BOT_COMMAND and not before.strip() and command is None:
            name, _, bot = piece.removeprefix("/").partition("@")
            command, spoken = name.lower(), ""
            names_us = names_us or _is_name(bot, me)
            commands_another = bool(bot) and not _is_name(bot, me)
        elif _is_mention(entity, piece, me):
            names_us, spoken = True, before
            rest = _decoded(raw[stop:])
            stop += 2 * (len(rest) - len(rest.lstrip(",:; \u00a0")))
        else:
            spoken = before + piece
        end = stop
    return _Words((spoken + _decoded(raw[end:])).strip(), command, names_us, commands_another)


def _decoded(raw: bytes) -> str:
    """Half a character, which no store could keep, becomes a replacement mark."""
    return raw.decode("utf-16-le", "replace")


def _is_mention(entity: MessageEntity, piece: str, me: telegram.User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and _is_name(piece.removeprefix("@"), me)


def _is_name(name: str, me: telegram.User) -> bool:
    return bool(name) and name.lower() == (me.username or "").lower()


def _written(message: telegram.Message) -> tuple[str, tuple[MessageEntity, ...]]:
    if message.text is not None:
        return message.text, tuple(message.entities)
    return message.caption or "", tuple(message.caption_entities)


def _edit_id(message: telegram.Message) -> str:
    """The same for an edit that comes twice, another for the next edit, even within the second that Telegram tells."""
    edited_at = int((message.edit_date or message.date).timestamp())
    return f"{message.message_id}e{edited_at}.{crc32(_written(message)[0].encode(errors='replace')):08x}"


def _plain(message: telegram.Message, me: telegram.User) -> str | None:
    """All the words of a message as they stand, with the addresses of its links."""
    text, entities = _written(message)
    links = [entity for entity in entities if entity.type == MessageEntity.TEXT_LINK]
    return _words(text, links, me).text or None


def _replied_to(message: telegram.Message) -> telegram.Message | None:
    """In a forum, what answers nothing comes as a reply to the message that opened the topic."""
    answered = message.reply_to_message
    return None if answered is not None and answered.forum_topic_created is not None else answered


def _is_from(origin: telegram.MessageOrigin, me: telegram.User) -> bool:
    return isinstance(origin, telegram.MessageOriginUser) and origin.sender_user.id == me.id


def _is_chat(chat: telegram.Chat) -> bool:
    """A channel has nobody to talk to; the direct messages of one are its own."""
    return chat.type in (ChatType.PRIVATE, ChatType.GROUP, ChatType.SUPERGROUP) and not chat.is_direct_messages


def _place(chat: telegram.Chat, message: telegram.Message | None = None) -> Place:
    # Outside of topics, a thread is just a chain of replies, and nothing can be sent to it.
    thread = message.message_thread_id if message is not None and message.is_topic_message else None
    return Place(chat.id, thread, chat.type == ChatType.PRIVATE)


def _person(user: telegram.User) -> Person:
    name = " ".join(user.full_name.split())
    is_name = any(character.isalnum() and character not in _BLANK_LETTERS for character in name)
    return Person(account_of(user.id), name=name if is_name else None, language=user.language_code or None)


def _digits(phone: str) -> str:
    """Telegram gives a number with its country, now with a plus and now without."""
    return "".join(character for character in phone if character.isdecimal())


def _tapped(query: telegram.CallbackQuery, clock: Clock) -> Tapped:
    message = query.message
    if message is None:
        place = Place(query.from_user.id, None, is_private=True)
    else:
        place = _place(message.chat, message if isinstance(message, telegram.Message) else None)
    incoming = Incoming(
        conversation_id=conversation_of(place, query.from_user.id),
        message_id=f"q{query.id}",
        person=_person(query.from_user),
        received_at=clock(),
        in_group=not place.is_private,
        can_share=place.is_private,
    )
    return Tapped(place, query.id, None if message is None else message.message_id, query.data or "", incoming)


def _membership(change: telegram.ChatMemberUpdated) -> Membership | None:
    if not _is_chat(change.chat):
        return None
    was_in, is_in = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
    place = _place(change.chat)
    if place.is_private:
        return Membership(place, account_of(change.chat.id), "open" if is_in else "blocked")
    if was_in == is_in:
        return None  # another right, another title
    return Membership(place, None, "joined" if is_in else "removed")


def _is_in(member: telegram.ChatMember) -> bool:
    if isinstance(member, telegram.ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def _joined(first: str | None, second: str) -> str:
    return f"{first}\n{second}" if first else second
