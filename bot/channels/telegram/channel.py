"""One update from receipt to delivered: what was sent becomes an ``Incoming``, the assistant answers, and the answer
stands on the screen.

Everything that must outlast the process is in the store. Logs name updates and our own references, never people,
chats or words.
"""

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol
from weakref import WeakValueDictionary

import telegram
from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram import keyboard
from bot.channels.telegram.cards import Cards, Showing
from bot.channels.telegram.delivery import Outlet, Undeliverable, follow, moved, place_of
from bot.channels.telegram.incoming import (
    Located,
    Membership,
    Migrated,
    Place,
    Said,
    Spoken,
    Tapped,
    Unreadable,
    read,
)
from bot.channels.telegram.limits import Allowance, Verdict
from bot.channels.telegram.places import zone_at
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.voice import MAX_SECONDS, Transcriber, TranscriptionError, refuse_unfit
from bot.channels.telegram.waiting import TAKEN_AFTER, TYPING_AFTER, Waiting
from bot.conversation.wording import Wording
from bot.message import Incoming, Notice, Reply
from bot.store.channel import Card, ChannelStore, Chat
from bot.telemetry import new_reference

ROOM = "bot.channels.telegram"

MOST_ECHOED = 300
"""Letters of a voice message that are shown as understood."""

MOST_ALBUMS = 1000
"""Albums of which it is remembered that they were answered: one line does for all parts of one."""

MOST_RENAMED = 10_000
"""Conversations of moved groups that are known to have their new names."""

log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What answers; the same for every channel."""

    @property
    def clock(self) -> Callable[[], datetime]: ...

    async def handle(self, incoming: Incoming) -> Reply: ...

    async def recall(self, conversation_id: str) -> Reply | None:
        """What was shown last, where something is still being arranged."""
        ...


Heard = Said | Tapped | Located | Spoken | Unreadable


@dataclass(frozen=True)
class _Turn:
    """What somebody sent, on its way to its answer."""

    heard: Heard
    update_id: int
    outlet: Outlet
    wording: Wording
    asks_device: bool = False
    """A keyboard of ours that asks the person's device for something stands in their chat."""
    notices: list[Notice] = field(default_factory=list)
    """What is to be told elsewhere once the answer is delivered."""

    @property
    def reply_to(self) -> int | None:
        """In a group the answer to words shows whom it is for."""
        is_tap = isinstance(self.heard, Tapped)
        return None if is_tap or self.heard.place.is_private else self.heard.message_id


class Channel:
    """The whole of Telegram for an assistant. Updates of one chat are received one after another, chats side by side.

    ``me`` is the bot; without a ``transcriber`` voice messages are answered by a line that says text works.
    """

    def __init__(
        self,
        app: Assistant,
        bot: ExtBot[Any],
        me: telegram.User,
        store: ChannelStore,
        *,
        messages_per_minute: int,
        transcriber: Transcriber | None = None,
    ) -> None:
        self._app = app
        self._bot = bot
        self._me = me
        self._store = store
        self._transcriber = transcriber
        self._allowance = Allowance(messages_per_minute)
        self._cards = Cards(bot, store, app.clock, me.username or "")
        self._taps = Taps(bot)
        self._albums = Recent(MOST_ALBUMS)
        self._renamed = Recent(MOST_RENAMED)
        self._undrawn: dict[int, tuple[_Turn, Showing]] = {}
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def greet(self, update: telegram.Update) -> None:
        """At once when an update arrives, whatever its chat is waiting for: takes the spinner off a tapped button. The
        words of its turn are said if they come in time; those that no turn is needed for are said now."""
        heard = read(update, self._me, clock=self._app.clock)
        if isinstance(heard, Tapped):
            self._taps.arrive(heard.place.chat_id, heard.query_id)
            if keyboard.decode(heard.data) == keyboard.NOTHING:
                self._taps.say(heard.query_id)
            else:
                card = await self._cards.tapped(heard.place, heard.message_id)
                words = self._objection(heard, card)
                if words is not None:
                    self._taps.say(heard.query_id, words)

    async def receive(self, update: telegram.Update) -> None:
        """Handles one update wholly: when this returns, its answer is delivered, or cannot be."""
        heard = read(update, self._me, clock=self._app.clock)
        match heard:
            case None:
                return
            case Membership():
                state = "open" if heard.state == "joined" else heard.state
                await self._store.set_chat_state(
                    str(heard.place.chat_id), state, self._app.clock(), account_id=heard.account_id
                )
            case Migrated():
                await follow(self._store, str(heard.place.chat_id), str(heard.new_chat_id), self._app.clock())
            case _:
                async with self._lock(heard.place.chat_id):
                    turn = await self._answer(heard, update.update_id)
                for notice in turn.notices:
                    await self._tell(turn, notice)

    async def close(self) -> None:
        """Waits for what goes on beside the turns."""
        await self._taps.close()
        await self._cards.close()

    def _lock(self, chat_id: int) -> asyncio.Lock:
        """One writer in a chat: its own turns, and what a turn elsewhere has to tell it."""
        return self._locks.setdefault(chat_id, asyncio.Lock())

    async def _answer(self, heard: Heard, update_id: int) -> _Turn:
        if isinstance(heard, Tapped):
            self._taps.leave(heard.place.chat_id, heard.query_id)
            self._taps.begin(heard.query_id)
        incoming = heard.incoming
        outlet = self._cards.outlet(heard.place, incoming.conversation_id)
        turn = _Turn(heard, update_id, outlet, Wording(incoming.person.language, ROOM))
        try:
            chat = await self._meet(heard.place, incoming)
            asks_device = bool(chat is not None and chat.details and chat.details.get("asks_device"))
            await self._turn(replace(turn, asks_device=asks_device))
            if not self._taps.are_waiting(heard.place.chat_id):
                await self._draw_late(heard.place)
        except Undeliverable as error:
            log.info("update %s: nobody to answer: %s", update_id, error)
        except Exception as error:  # the outermost handler: whatever nobody planned is told honestly
            reference = _log_failure(update_id, error)
            try:
                await self._cards.say(outlet, turn.wording.say("failed", reference=reference), reply_to=turn.reply_to)
            except Undeliverable:
                log.info("update %s: nobody to tell of the failure", update_id)
        finally:
            if isinstance(heard, Tapped):
                self._taps.say(heard.query_id)
        return turn

    async def _meet(self, place: Place, incoming: Incoming) -> Chat | None:
        """What is known of the chat. Whoever writes can be written to again."""
        chat_id = str(place.chat_id)
        chat = await self._store.chat(chat_id)
        if chat is None:
            return None
        if chat.state != "open":
            await self._store.set_chat_state(chat_id, "open", self._app.clock())
        moved_from = (chat.details or {}).get("moved_from")
        if moved_from and self._renamed.add(incoming.conversation_id):
            old_id = moved(incoming.conversation_id, int(moved_from))
            await self._store.rename_conversation(old_id, incoming.conversation_id)
        return chat

    async def _turn(self, turn: _Turn) -> None:
        heard = turn.heard
        if isinstance(heard, Tapped):
            if keyboard.decode(heard.data) == keyboard.NOTHING:
                return
        else:
            self._cards.saw(heard.place, heard.message_id)
        verdict = self._allowance.spend(heard.incoming.person.account_id, is_tap=isinstance(heard, Tapped))
        if verdict is not Verdict.WELCOME:
            if verdict is Verdict.TOO_MUCH:
                await self._cards.say(turn.outlet, turn.wording.say("too-many-messages"), reply_to=turn.reply_to)
            return
        match heard:
            case Tapped():
                await self._tapped(turn, heard)
            case Said():
                await self._said(turn, heard)
            case Located():
                await self._located(turn, heard)
            case Spoken():
                await self._spoken(turn, heard)
            case Unreadable():
                await self._unreadable(turn, heard)

    async def _said(self, turn: _Turn, said: Said) -> None:
        if said.album is not None:
            self._albums.add(said.album)
        incoming = replace(said.incoming, booking_uid=await self._booking(turn, said.reply_to))
        over = await self._corrected(turn, incoming) if incoming.edits else None
        await self._converse(turn, incoming, over=over)

    async def _tapped(self, turn: _Turn, tapped: Tapped) -> None:
        card = await self._cards.tapped(tapped.place, tapped.message_id)
        objection = self._objection(tapped, card)
        if card is None or objection is not None:
            self._taps.say(tapped.query_id, objection or turn.wording.say("tap-outdated"))
            if card is None or card.account_id == tapped.incoming.person.account_id:
                await self._show_state(turn, tapped.incoming)
            return
        share = keyboard.asks_device(tapped.data)
        if share is not None:
            self._taps.say(tapped.query_id)
            await self._ask_device(turn, share)
            return
        current = await self._cards.live(card.conversation_id)
        if self._is_stale(current, tapped) and await self._stands_as_shown(turn, tapped, card, current):
            return
        choice = keyboard.decode(tapped.data)
        incoming = replace(tapped.incoming, choice=choice, conversation_id=card.conversation_id)
        over = card if card.is_live or self._cards.is_last(tapped.place, card) else None
        pressed = _Pressed(self._cards, turn.outlet, card, tapped.data)
        async with Waiting(self._bot, tapped.place, after=TAKEN_AFTER, first=pressed.take):
            reply = await self._app.handle(incoming)
        if reply.refused is not None:
            await self._refuse(turn, tapped, pressed, incoming, reply)
            return
        self._taps.say(tapped.query_id)
        if over is None:
            await pressed.let_go()
        showing = self._showing(turn, incoming, reply, over=over, reply_to=card.content["reply_to"])
        if over is not None and self._taps.are_waiting(tapped.place.chat_id) and self._cards.only_ticks(over, showing):
            # More taps are on their way: a chat takes one edit a second, so the ticks are drawn all at once.
            self._undrawn[tapped.place.chat_id] = (turn, showing)
        else:
            await self._deliver(turn, showing)

    def _objection(self, tapped: Tapped, card: Card | None) -> str | None:
        """Why a tap is not for the conversation at all: it is made up, or the buttons are somebody else's."""
        wording = Wording(tapped.incoming.person.language, ROOM)
        if keyboard.decode(tapped.data) is None:
            return wording.say("tap-outdated")
        if card is not None and card.account_id != tapped.incoming.person.account_id:
            owner = card.content["owner"]
            return wording.say("tap-not-yours", owner=owner) if owner else wording.say("tap-not-yours-unnamed")
        return None

    def _is_stale(self, current: Card | None, tapped: Tapped) -> bool:
        """Whether a button belongs to a reply that is no longer the last; not when it is this tap that changed it."""
        if keyboard.lasts(tapped.data):
            return False
        if current is None:
            return True
        is_repeated = current.content["answers"] == tapped.incoming.message_id
        stands = self._cards.has_button(current, tapped.data) or self._cards.had_button(current, tapped.data)
        return not (is_repeated or stands)

    async def _stands_as_shown(self, turn: _Turn, tapped: Tapped, card: Card, current: Card | None) -> bool:
        """Whether something is open. Then a stale tap is not for the conversation: its answer would put other choices
        in the place of those that stand on the screen."""
        reply = await self._app.recall(card.conversation_id)
        if reply is None:
            return False
        self._taps.say(tapped.query_id, turn.wording.say("tap-outdated"))
        if current is None or not self._cards.is_last(tapped.place, current):
            await self._show(turn, replace(tapped.incoming, conversation_id=card.conversation_id), reply)
        return True

    async def _show_state(self, turn: _Turn, incoming: Incoming) -> None:
        """What is being arranged, for who taps on something that is not."""
        live = await self._cards.live(incoming.conversation_id)
        if live is not None and self._cards.is_last(turn.heard.place, live):
            return
        reply = await self._app.recall(incoming.conversation_id)
        if reply is not None:
            await self._show(turn, incoming, reply)

    async def _refuse(self, turn: _Turn, tapped: Tapped, pressed: "_Pressed", incoming: Incoming, reply: Reply) -> None:
        """A pick did nothing: why is said in passing, and how things stand is shown where it is not on the screen."""
        is_said = self._taps.say(tapped.query_id, reply.refused)
        card = pressed.card
        current = await self._cards.live(card.conversation_id)
        is_live = current is not None and current.message_id == card.message_id
        is_untrue = current is not None and is_live and self._cards.has_button(current, tapped.data)
        if reply.choices or is_untrue:
            if current is None or not (is_live or self._cards.is_last(tapped.place, current)):
                current = None
            if current is None or not is_live:
                await pressed.let_go()
            await self._show(turn, incoming, _stated(reply) if is_said else reply, over=current)
            return
        # Nothing is open. Who tapped the live card again sees what came of the first time.
        await pressed.let_go()
        if not is_said and not is_live:
            await self._line(turn, reply.refused or reply.text)

    async def _ask_device(self, turn: _Turn, share: keyboard.Share) -> None:
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

    async def _located(self, turn: _Turn, located: Located) -> None:
        zone = await zone_at(located.latitude, located.longitude)
        if zone is not None:
            await self._converse(turn, located.in_zone(zone))
        else:
            await self._line(turn, turn.wording.say("place-without-zone"))

    async def _spoken(self, turn: _Turn, spoken: Spoken) -> None:
        if self._transcriber is None:
            await self._line(turn, turn.wording.say("voice-unset"))
            return
        try:
            refuse_unfit(seconds=spoken.seconds, size=spoken.size)
            async with self._typing(spoken.place):
                text = await self._transcribed(self._transcriber, spoken)
        except TranscriptionError as error:
            await self._line(turn, turn.wording.say(f"voice-{error.reason}", minutes=MAX_SECONDS // 60))
            return
        booking_uid = await self._booking(turn, spoken.reply_to)
        lead = turn.wording.say("voice-heard", text=_shortened(text))
        await self._converse(turn, replace(spoken.heard(text), booking_uid=booking_uid), lead=lead)

    async def _transcribed(self, transcriber: Transcriber, spoken: Spoken) -> str:
        try:
            file = await self._bot.get_file(spoken.file_id)
            refuse_unfit(seconds=spoken.seconds, size=file.file_size)
            content = bytes(await file.download_as_bytearray())
        except TelegramError as error:
            log.warning("a recording could not be fetched: %s", type(error).__name__)
            raise TranscriptionError("failed") from None
        return await transcriber.transcribe(content, spoken.mime_type)

    async def _unreadable(self, turn: _Turn, unreadable: Unreadable) -> None:
        if unreadable.album is None or self._albums.add(unreadable.album):
            await self._line(turn, turn.wording.say("unreadable", kind=unreadable.kind))

    async def _converse(
        self, turn: _Turn, incoming: Incoming, *, over: Card | None = None, lead: str | None = None
    ) -> None:
        async with self._typing(turn.heard.place):
            reply = await self._app.handle(incoming)
        await self._show(turn, incoming, reply, over=over, lead=lead)

    async def _show(
        self, turn: _Turn, incoming: Incoming, reply: Reply, *, over: Card | None = None, lead: str | None = None
    ) -> None:
        reply_to = over.content["reply_to"] if over is not None else None
        await self._deliver(turn, self._showing(turn, incoming, reply, over=over, lead=lead, reply_to=reply_to))

    def _showing(
        self,
        turn: _Turn,
        incoming: Incoming,
        reply: Reply,
        *,
        over: Card | None,
        reply_to: int | None,
        lead: str | None = None,
    ) -> Showing:
        return Showing(
            reply,
            incoming,
            turn.wording,
            over=over,
            reply_to=turn.reply_to or reply_to,
            lead=lead,
            takes_keyboard_away=turn.asks_device,
        )

    async def _deliver(self, turn: _Turn, showing: Showing) -> None:
        late = self._undrawn.get(turn.heard.place.chat_id)
        if late is not None and late[1].incoming.conversation_id == showing.incoming.conversation_id:
            del self._undrawn[turn.heard.place.chat_id]  # this takes its place
        await self._cards.show(turn.outlet, showing)
        if turn.asks_device and not showing.reply.forgotten:
            await self._remember_keyboard(turn, stands=False)
        turn.notices.extend(showing.reply.notices)

    async def _draw_late(self, place: Place) -> None:
        """Draws the ticks that were not drawn because more were coming."""
        if place.chat_id in self._undrawn:
            turn, showing = self._undrawn[place.chat_id]
            await self._deliver(turn, showing)

    async def _tell(self, turn: _Turn, notice: Notice) -> None:
        place = place_of(notice.conversation_id)
        outlet = self._cards.outlet(place, notice.conversation_id)
        try:
            async with self._lock(place.chat_id):
                await self._cards.tell(outlet, notice, turn.wording)
        except Undeliverable as error:
            log.info("update %s: a notice reached nobody: %s", turn.update_id, error)

    async def _line(self, turn: _Turn, text: str) -> None:
        """A line of the channel's own, where the conversation is not asked."""
        markup = ReplyKeyboardRemove() if turn.asks_device else None
        await self._cards.say(turn.outlet, text, reply_to=turn.reply_to, markup=markup)
        if turn.asks_device:
            await self._remember_keyboard(turn, stands=False)

    async def _remember_keyboard(self, turn: _Turn, *, stands: bool) -> None:
        chat_id = turn.outlet.chat_id
        chat = await self._store.chat(chat_id)
        details = (chat.details if chat is not None else None) or {}
        account_id = turn.heard.incoming.person.account_id
        await self._store.set_chat_state(
            chat_id, "open", self._app.clock(), account_id=account_id, details={**details, "asks_device": stands}
        )

    async def _booking(self, turn: _Turn, message_id: int | None) -> str | None:
        """The booking on the card that is answered."""
        account_id = turn.heard.incoming.person.account_id
        return await self._cards.booking_of(turn.heard.place, message_id, account_id)

    async def _corrected(self, turn: _Turn, incoming: Incoming) -> Card | None:
        """The card that answered what the person has edited, as long as it is the last thing in the chat."""
        live = await self._cards.live(incoming.conversation_id)
        if live is None or live.content["answers"].partition("e")[0] != incoming.edits:
            return None
        return live if self._cards.is_last(turn.heard.place, live) else None

    def _typing(self, place: Place) -> Waiting:
        return Waiting(self._bot, place, after=TYPING_AFTER)


class _Pressed:
    """A button that was pressed."""

    def __init__(self, cards: Cards, outlet: Outlet, card: Card, data: str) -> None:
        self.card = card
        self._cards, self._outlet, self._data = cards, outlet, data
        self._is_taken = False

    async def take(self) -> None:
        """Shows it as taken, and no other button."""
        self._is_taken = True
        await self._cards.take(self._outlet, self.card, self._data)

    async def let_go(self) -> None:
        """Shows the card's buttons as they were; nothing to do when the turn was fast."""
        if self._is_taken:
            await self._cards.restore(self._outlet, self.card)


def _stated(reply: Reply) -> Reply:
    """How things stand, without the line on why a pick did nothing, which was said in passing."""
    stated = reply.text.removeprefix(reply.refused or "").strip()
    return replace(reply, text=stated) if stated else reply


def _shortened(text: str) -> str:
    """As much of it as shows that it was understood."""
    return text if len(text) <= MOST_ECHOED else f"{text[: MOST_ECHOED - 1].rstrip()}…"


def _log_failure(update_id: int, error: Exception) -> str:
    """The reference. The error's own words are left out, since they may be what somebody wrote."""
    reference = new_reference()
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("reference %s, update %s: %s\n%s", reference, update_id, type(error).__name__, where)
    return reference
