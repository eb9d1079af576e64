"""What Telegram tells, as the channel uses it: an update becomes one of the kinds below, or None when it is nothing
to us. Pure: reads the update, asks nobody.

In a group the bot hears only what is meant for it: where it is mentioned, replied to or commanded. Who writes as a
channel, as an anonymous administrator or is a bot is nobody we could answer in private, so they are not heard either.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import telegram

from bot.message import Incoming

Clock = Callable[[], datetime]

COMMANDS = (
    "start",
    "book",
    "bookings",
    "reschedule",
    "cancel",
    "timezone",
    "language",
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


def _joined(first: str | None, second: str) -> str:
    return f"{first}\n{second}" if first else second


def account_of(user_id: int) -> str:
    return f"telegram:{user_id}"


def conversation_of(place: Place, user_id: int) -> str:
    """In a group each person of each topic has a conversation of their own."""
    if place.is_private:
        return account_of(user_id)
    return f"telegram:{place.chat_id}:{place.thread_id or 0}:{user_id}"
