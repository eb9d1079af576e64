"""Answers on their way to the screen: a reply as a card, a line of the channel's own, and the keyboard that asks a
person's device for something.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.channels.telegram import keyboard
from bot.channels.telegram.cards import Cards, Showing
from bot.channels.telegram.delivery import Outlet
from bot.channels.telegram.incoming import Located, Place, Said, Spoken, Tapped, Unreadable
from bot.conversation.wording import Wording
from bot.message import Incoming, Notice, Reply
from bot.store.channel import Card, ChannelStore

ROOM = "bot.channels.telegram"
"""Whose catalogue holds what the channel says itself."""

Heard = Said | Tapped | Located | Spoken | Unreadable


@dataclass(frozen=True)
class Turn:
    """What somebody sent, on its way to its answer."""

    heard: Heard
    update_id: int
    outlet: Outlet
    wording: Wording
    """The channel's own, in the language that the person is spoken to in."""
    asks_device: bool = False
    """A keyboard of ours that asks the person's device for something stands in their chat."""
    notices: list[Notice] = field(default_factory=list)
    """What is to be told elsewhere once the answer is delivered."""

    @property
    def reply_to(self) -> int | None:
        """In a group the answer to words shows whom it is for."""
        is_tap = isinstance(self.heard, Tapped)
        return None if is_tap or self.heard.place.is_private else self.heard.message_id


class Answers:
    """What a turn shows."""

    def __init__(self, cards: Cards, store: ChannelStore, clock: Callable[[], datetime]) -> None:
        self._cards = cards
        self._store = store
        self._clock = clock
        self._undrawn: dict[int, tuple[Turn, Showing]] = {}

    async def show(
        self, turn: Turn, incoming: Incoming, reply: Reply, *, over: Card | None = None, lead: str | None = None
    ) -> None:
        """Shows the reply: over a card, or as a new one. Raises Undeliverable."""
        reply_to = over.content["reply_to"] if over is not None else None
        await self.deliver(turn, self.showing(turn, incoming, reply, over=over, lead=lead, reply_to=reply_to))

    def showing(
        self,
        turn: Turn,
        incoming: Incoming,
        reply: Reply,
        *,
        over: Card | None,
        reply_to: int | None,
        lead: str | None = None,
    ) -> Showing:
        """The reply with what this turn knows of how to show it; ``reply_to`` is for a turn without a message."""
        return Showing(
            reply,
            incoming,
            Wording(reply.language, ROOM) if reply.language else turn.wording,
            over=over,
            reply_to=turn.reply_to or reply_to,
            lead=lead,
            takes_keyboard_away=turn.asks_device,
        )

    async def deliver(self, turn: Turn, showing: Showing) -> None:
        """Shows it, in the place of ticks that still wait to be drawn. Raises Undeliverable."""
        late = self._undrawn.get(turn.heard.place.chat_id)
        if late is not None and late[1].incoming.conversation_id == showing.incoming.conversation_id:
            del self._undrawn[turn.heard.place.chat_id]  # this takes its place
        await self._cards.show(turn.outlet, showing)
        if turn.asks_device and not showing.reply.forgotten:
            await self._remember_keyboard(turn, stands=False)
        turn.notices.extend(showing.reply.notices)

    async def draw_late(self, place: Place) -> None:
        """Draws the ticks that were not drawn because more were coming."""
        if place.chat_id in self._undrawn:
            turn, showing = self._undrawn[place.chat_id]
            await self.deliver(turn, showing)

    def draw_later(self, turn: Turn, showing: Showing) -> None:
        """To be drawn by ``draw_late``, unless something takes its place before."""
        self._undrawn[turn.heard.place.chat_id] = (turn, showing)

    async def line(self, turn: Turn, text: str) -> None:
        """A line of the channel's own, where the conversation is not asked."""
        markup = ReplyKeyboardRemove() if turn.asks_device else None
        await self._cards.say(turn.outlet, text, reply_to=turn.reply_to, markup=markup)
        if turn.asks_device:
            await self._remember_keyboard(turn, stands=False)

    async def ask_device(self, turn: Turn, share: keyboard.Share) -> None:
        """Asks the person's device for its place or number, which only a keyboard in place of their own can."""
        button = KeyboardButton(
            turn.wording.say(f"share-{share}-button"),
            request_location=True if share == "location" else None,
            request_contact=True if share == "phone" else None,
        )
        markup = ReplyKeyboardMarkup(
            [[button]],
            resize_keyboard=True,
            one_time_keyboard=True,
            input_field_placeholder=turn.wording.say(f"share-{share}-placeholder"),
        )
        await self._cards.say(turn.outlet, turn.wording.say(f"share-{share}"), markup=markup)
        await self._remember_keyboard(turn, stands=True)

    async def _remember_keyboard(self, turn: Turn, *, stands: bool) -> None:
        chat_id = turn.outlet.chat_id
        chat = await self._store.chat(chat_id)
        details = (chat.details if chat is not None else None) or {}
        account_id = turn.heard.incoming.person.account_id
        await self._store.set_chat_state(
            chat_id, "open", self._clock(), account_id=account_id, details={**details, "asks_device": stands}
        )
