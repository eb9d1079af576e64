"""One update from receipt to delivered: what was sent becomes an ``Incoming``, the assistant answers, and the answer
stands on the screen.

Everything that must outlast the process is in the store. Logs name updates and our own references, never people,
chats or words.
"""

import asyncio
import logging
import traceback
from contextlib import suppress
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import telegram
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.channels.team import TeamChat
from bot.channels.telegram import keyboard
from bot.channels.telegram.answering import ROOM, Answers, Heard, Turn
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.delivery import Undeliverable, follow, moved, place_of
from bot.channels.telegram.doors import Doors
from bot.channels.telegram.incoming import (
    Located,
    Membership,
    Migrated,
    Place,
    Read,
    Said,
    Spoken,
    Tapped,
    Unreadable,
    read,
)
from bot.channels.telegram.limits import Allowance, Verdict
from bot.channels.telegram.places import zone_at
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.relay import Desk, Relay
from bot.channels.telegram.tapping import Assistant, Tapping
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.voice import MAX_SECONDS, Transcriber, TranscriptionError, refuse_unfit
from bot.channels.telegram.waiting import TYPING_AFTER, Waiting
from bot.conversation.wording import Wording
from bot.message import Incoming, Notice, Reply
from bot.store.channel import Card, ChannelStore, Chat
from bot.telemetry import new_reference

MOST_ECHOED = 300
"""Letters of a voice message that are shown as understood."""

MOST_ALBUMS = 1000
"""Albums of which it is remembered that they were answered: one line does for all parts of one."""

MOST_RENAMED = 10_000
"""Conversations of moved groups that are known to have their new names."""

MOST_TURNED_AWAY = 10_000
"""Strangers of whom it is remembered that they were told so."""

EVERYBODY = Doors()

log = logging.getLogger(__name__)


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
        team: TeamChat | None = None,
        desk: Desk | None = None,
        doors: Doors = EVERYBODY,
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
        self._answers = Answers(self._cards, store, app.clock)
        self._tapping = Tapping(app, bot, self._cards, self._taps, self._answers)
        self._doors = doors
        self._turned_away = Recent(MOST_TURNED_AWAY)
        self._relay: Relay | None = None
        if team is not None and desk is not None:
            self._relay = Relay(team, desk, self._cards, store, self.announce, app.clock)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def greet(self, update: telegram.Update) -> None:
        """At once when an update arrives, whatever its chat is waiting for: takes the spinner off a tapped button. The
        words of its turn are said if they come in time; those that no turn is needed for are said now."""
        heard = read(update, self._me, clock=self._app.clock)
        if isinstance(heard, Tapped):
            self._taps.arrive(heard.place.chat_id, heard.query_id)
            if keyboard.decode(heard.data) == keyboard.NOTHING or await self._of_team(heard) is not None:
                self._taps.say(heard.query_id)
            else:
                card = await self._cards.tapped(heard.place, heard.message_id)
                words = await self._tapping.objection(heard, card)
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
                if await self._take_of_team(heard) or not await self._lets_in(heard):
                    return
                async with self._lock(heard.place.chat_id):
                    turn = await self._answer(heard, update.update_id)
                for notice in turn.notices:
                    await self._tell(turn, notice)

    async def post_to_team(self) -> None:
        """Posts what guests ask a person in the team's chat, until it is cancelled. Returns at once without one."""
        if self._relay is not None:
            await self._relay.run()

    async def announce(self, account_id: str, reply: Reply) -> bool:
        """Says in the person's private chat what answers nothing that they sent: a change of a booking, a reminder.
        Its choices are such as last. False when nobody can be reached there: they blocked the bot, or never met it."""
        if not await self.reaches(account_id):
            return False
        place = place_of(account_id)
        outlet = self._cards.outlet(place, account_id)
        try:
            async with self._lock(place.chat_id):
                await self._cards.announce(outlet, account_id, reply, Wording(reply.language, ROOM))
        except Undeliverable as error:
            log.info("an announcement reached nobody: %s", error)
            return False
        return True

    async def reaches(self, account_id: str) -> bool:
        """Whether the person can be written to in their private chat, as far as is known."""
        chat = await self._store.chat(str(place_of(account_id).chat_id))
        return chat is None or chat.state == "open"

    async def close(self) -> None:
        """Waits for what goes on beside the turns."""
        await self._taps.close()
        await self._cards.close()

    async def _lets_in(self, heard: Heard) -> bool:
        """Whether the bot is for whoever sent this. A stranger hears once, in private, that it is not."""
        standing = self._doors.standing(heard.incoming.person.account_id)
        if isinstance(heard, Tapped) and standing != "welcome":
            self._taps.leave(heard.place.chat_id, heard.query_id)
            self._taps.say(heard.query_id)
        elif standing == "stranger" and heard.place.is_private and self._turned_away.add(str(heard.place.chat_id)):
            wording = Wording(heard.incoming.person.language, ROOM)
            outlet = self._cards.outlet(heard.place, heard.incoming.conversation_id)
            with suppress(Undeliverable):
                await self._cards.say(outlet, wording.say("not-let-in", number=str(heard.place.chat_id)))
        return standing == "welcome"

    async def _of_team(self, heard: Read | None) -> Card | None:
        """The message in the team's chat that this answers or taps."""
        return await self._relay.card(heard) if self._relay is not None else None

    async def _take_of_team(self, heard: Heard) -> bool:
        """Whether it was an answer of the team to a guest, and was brought to them. Nothing is locked meanwhile, since
        the guest's chat may be this very one."""
        if self._relay is None or not isinstance(heard, Said | Spoken | Tapped):
            return False
        card = await self._relay.card(heard)
        if card is None:
            return False
        if isinstance(heard, Tapped):
            self._taps.leave(heard.place.chat_id, heard.query_id)
            self._taps.say(heard.query_id)
        await self._relay.take(heard, card)
        return True

    def _lock(self, chat_id: int) -> asyncio.Lock:
        """One writer in a chat: its own turns, and what a turn elsewhere has to tell it."""
        return self._locks.setdefault(chat_id, asyncio.Lock())

    async def _answer(self, heard: Heard, update_id: int) -> Turn:
        if isinstance(heard, Tapped):
            self._taps.leave(heard.place.chat_id, heard.query_id)
            self._taps.begin(heard.query_id)
        incoming = heard.incoming
        outlet = self._cards.outlet(heard.place, incoming.conversation_id)
        turn = Turn(heard, update_id, outlet, Wording(incoming.person.language, ROOM))
        try:
            chat = await self._meet(heard.place, incoming)
            asks_device = bool(chat is not None and chat.details and chat.details.get("asks_device"))
            wording = Wording(await self._app.language_of(incoming.person), ROOM)
            turn = replace(turn, wording=wording, asks_device=asks_device)
            await self._turn(turn)
            if not self._taps.are_waiting(heard.place.chat_id):
                await self._answers.draw_late(heard.place)
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

    async def _turn(self, turn: Turn) -> None:
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
                await self._tapping.handle(turn, heard)
            case Said():
                await self._said(turn, heard)
            case Located():
                await self._located(turn, heard)
            case Spoken():
                await self._spoken(turn, heard)
            case Unreadable():
                await self._unreadable(turn, heard)

    async def _said(self, turn: Turn, said: Said) -> None:
        if said.album is not None:
            self._albums.add(said.album)
        incoming = replace(said.incoming, booking_uid=await self._booking(turn, said.reply_to))
        over = await self._corrected(turn, incoming) if incoming.edits else None
        await self._converse(turn, incoming, over=over)

    async def _located(self, turn: Turn, located: Located) -> None:
        zone = await zone_at(located.latitude, located.longitude)
        if zone is not None:
            await self._converse(turn, located.in_zone(zone))
        else:
            await self._answers.line(turn, turn.wording.say("place-without-zone"))

    async def _spoken(self, turn: Turn, spoken: Spoken) -> None:
        if self._transcriber is None:
            await self._answers.line(turn, turn.wording.say("voice-unset"))
            return
        try:
            refuse_unfit(seconds=spoken.seconds, size=spoken.size)
            async with self._typing(spoken.place):
                text = await self._transcribed(self._transcriber, spoken)
        except TranscriptionError as error:
            await self._answers.line(turn, turn.wording.say(f"voice-{error.reason}", minutes=MAX_SECONDS // 60))
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

    async def _unreadable(self, turn: Turn, unreadable: Unreadable) -> None:
        if unreadable.album is None or self._albums.add(unreadable.album):
            await self._answers.line(turn, turn.wording.say("unreadable", kind=unreadable.kind))

    async def _converse(
        self, turn: Turn, incoming: Incoming, *, over: Card | None = None, lead: str | None = None
    ) -> None:
        async with self._typing(turn.heard.place):
            reply = await self._app.handle(incoming)
        await self._answers.show(turn, incoming, reply, over=over, lead=lead)

    async def _tell(self, turn: Turn, notice: Notice) -> None:
        place = place_of(notice.conversation_id)
        outlet = self._cards.outlet(place, notice.conversation_id)
        try:
            async with self._lock(place.chat_id):
                await self._cards.tell(outlet, notice, turn.wording)
        except Undeliverable as error:
            log.info("update %s: a notice reached nobody: %s", turn.update_id, error)

    async def _booking(self, turn: Turn, message_id: int | None) -> str | None:
        """The booking on the card that is answered."""
        account_id = turn.heard.incoming.person.account_id
        return await self._cards.booking_of(turn.heard.place, message_id, account_id)

    async def _corrected(self, turn: Turn, incoming: Incoming) -> Card | None:
        """The card that answered what the person has edited, as long as it is the last thing in the chat."""
        live = await self._cards.live(incoming.conversation_id)
        if live is None or live.content["answers"].partition("e")[0] != incoming.edits:
            return None
        return live if self._cards.is_last(turn.heard.place, live) else None

    def _typing(self, place: Place) -> Waiting:
        return Waiting(self._bot, place, after=TYPING_AFTER)


def _shortened(text: str) -> str:
    """As much of it as shows that it was understood."""
    return text if len(text) <= MOST_ECHOED else f"{text[: MOST_ECHOED - 1].rstrip()}…"


def _log_failure(update_id: int, error: Exception) -> str:
    """The reference. The error's own words are left out, since they may be what somebody wrote."""
    reference = new_reference()
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("reference %s, update %s: %s\n%s", reference, update_id, type(error).__name__, where)
    return reference
