"""What a messenger channel keeps for itself: the updates it took in, the cards on the screen, and its chats.

Ids of chats are strings, so that a messenger may have any; numbers of messages and updates are whole numbers of up to
64 bits. Instants are aware.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.store import JSON

ChatState = Literal["open", "blocked", "removed"]


@dataclass(frozen=True)
class Update:
    """Something that a messenger delivered to a bot, and that was not finished yet."""

    update_id: int
    chat_id: str | None
    """None when it belongs to no chat."""
    account_id: str | None
    """Whose it is, for forgetting; None when it is nobody's."""
    payload: JSON | None
    """All that is needed to handle it again after a restart."""
    received_at: datetime

    @property
    def line(self) -> "Line":
        return Line(self.chat_id, None if self.chat_id is not None else self.account_id)


@dataclass(frozen=True)
class Line:
    """What updates keep their order in: a chat, an account where they belong to no chat, or all that have neither."""

    chat_id: str | None
    account_id: str | None


@dataclass(frozen=True)
class Card:
    """A message of the bot that can still change or be tapped."""

    chat_id: str
    message_id: int
    conversation_id: str
    account_id: str
    """Whom it was made for, and whose taps it obeys."""
    kind: str
    content: JSON
    """What the channel needs to draw it again, or to take its buttons away."""
    sent_at: datetime
    changed_at: datetime
    booking_uid: str | None = None
    """The booking that it shows."""
    thread_id: int | None = None
    """The topic of the chat in which it stands."""
    is_live: bool = True
    """The one that its conversation goes on in."""


@dataclass(frozen=True)
class Chat:
    """What is known of a chat: ``blocked`` by its person, or the bot ``removed`` from it, or ``open``."""

    chat_id: str
    state: ChatState
    changed_at: datetime
    account_id: str | None = None
    """Whose private chat it is; None for a group."""
    moved_to: str | None = None
    """The chat that took its place."""
    details: JSON | None = None


class ChannelStore(Protocol):
    """What a channel needs to keep. Every method raises StoreError when the store cannot be used."""

    async def take_in(
        self, bot_id: int, update_id: int, chat_id: str | None, account_id: str | None, payload: JSON, at: datetime
    ) -> bool:
        """True for whoever brings this update first, over all processes and restarts: only they handle it."""
        ...

    async def take_in_all(self, bot_id: int, updates: Sequence[Update]) -> list[bool]:
        """``take_in`` for each of them, in one transaction."""
        ...

    async def finish_update(self, bot_id: int, update_id: int, at: datetime) -> None:
        """The update is handled: its payload goes, and its number stays."""
        ...

    async def unfinished_updates(self, bot_id: int, line: Line | None = None) -> list[Update]:
        """What was taken in and not finished, in all lines or in one, in the order of the update ids."""
        ...

    async def unfinished_lines(self, bot_id: int, before: datetime) -> list[Line]:
        """The lines in which something was taken in before this instant that is not finished."""
        ...

    def serve_line(self, bot_id: int, line: Line) -> AbstractAsyncContextManager[None]:
        """One at a time serves a line, over all processes on PostgreSQL; one that dies leaves it to the next."""
        ...

    async def drop_updates_before(self, at: datetime) -> None:
        """Lets go of updates that were finished before this instant; one that comes again after that acts again."""
        ...

    async def save_card(self, card: Card) -> Card | None:
        """Adds the card, or replaces the one of this message. A conversation has at most one live card: saving another
        one ends the earlier, which is returned as it is now."""
        ...

    async def card(self, chat_id: str, message_id: int) -> Card | None: ...

    async def live_card(self, conversation_id: str) -> Card | None: ...

    async def cards_of_booking(self, booking_uid: str) -> list[Card]:
        """Of every account and chat, the oldest first."""
        ...

    async def drop_cards_before(self, at: datetime) -> None:
        """Lets go of cards that last changed before this instant, are not live and show no booking."""
        ...

    async def chat(self, chat_id: str) -> Chat | None: ...

    async def set_chat_state(
        self,
        chat_id: str,
        state: ChatState,
        at: datetime,
        *,
        account_id: str | None = None,
        details: JSON | None = None,
    ) -> None:
        """Adds the chat or changes it. An account or details that are not given stay as they are."""
        ...

    async def move_chat(self, old_id: str, new_id: str, at: datetime) -> None:
        """A group got a new id. What is known of the chat goes over, unless the new one is known already; the old one
        is ``removed`` and names the new one. Its cards go over and are not live any more, since a messenger may count
        the messages of the new chat anew; a card of the new chat stays before one that comes over. Safe to repeat."""
        ...

    async def rename_conversation(self, old_id: str, new_id: str) -> None:
        """The conversation goes on under a new id, with its answers, writes, handovers and cards. Where there is a
        conversation of the new id already, that one stays, and the state of the old one goes. Safe to repeat."""
        ...
