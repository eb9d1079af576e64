"""What a tap comes to. It obeys the person whose card it is on, and only while its button means something; every other
one gets a line, and how things stand.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from telegram.ext import ExtBot

from bot.channels.telegram import keyboard
from bot.channels.telegram.answering import ROOM, Answers, Turn
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.delivery import Outlet
from bot.channels.telegram.incoming import Tapped
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.waiting import TAKEN_AFTER, Waiting
from bot.conversation.wording import Wording
from bot.message import Incoming, Person, Reply
from bot.store.channel import Card


class Assistant(Protocol):
    """What answers; the same for every channel."""

    @property
    def clock(self) -> Callable[[], datetime]: ...

    async def handle(self, incoming: Incoming) -> Reply: ...

    async def recall(self, conversation_id: str) -> Reply | None:
        """What was shown last, where something is still being arranged."""
        ...

    async def language_of(self, person: Person) -> str:
        """The code of the language that the person is spoken to in."""
        ...


class Tapping:
    """The turns of taps."""

    def __init__(self, app: Assistant, bot: ExtBot[Any], cards: Cards, taps: Taps, answers: Answers) -> None:
        self._app = app
        self._bot = bot
        self._cards = cards
        self._taps = taps
        self._answers = answers

    async def handle(self, turn: Turn, tapped: Tapped) -> None:
        card = await self._cards.tapped(tapped.place, tapped.message_id)
        objection = await self.objection(tapped, card)
        if card is None or objection is not None:
            self._taps.say(tapped.query_id, objection or turn.wording.say("tap-outdated"))
            if card is None or card.account_id == tapped.incoming.person.account_id:
                await self._show_state(turn, tapped.incoming)
            return
        share = keyboard.asks_device(tapped.data)
        if share is not None:
            self._taps.say(tapped.query_id)
            await self._answers.ask_device(turn, share)
            return
        current = await self._cards.live(card.conversation_id)
        if self._is_stale(current, tapped) and await self._stands_as_shown(turn, tapped, card, current):
            return
        choice = keyboard.decode(tapped.data)
        incoming = replace(tapped.incoming, choice=choice, conversation_id=card.conversation_id)
        over = card if card.is_live or self._cards.is_last(tapped.place, card) else None
        pressed = _Pressed(self._cards, turn.outlet, card, tapped.data)
        try:
            async with Waiting(self._bot, tapped.place, after=TAKEN_AFTER, first=pressed.take):
                reply = await self._app.handle(incoming)
        except Exception:
            await pressed.let_go()  # to be tapped again
            raise
        if reply.refused is not None:
            await self._refuse(turn, tapped, pressed, incoming, reply)
            return
        self._taps.say(tapped.query_id)
        if over is None:
            await pressed.let_go()
        showing = self._answers.showing(turn, incoming, reply, over=over, reply_to=card.content["reply_to"])
        if over is not None and self._taps.are_waiting(tapped.place.chat_id) and self._cards.only_ticks(over, showing):
            # More taps are on their way: a chat takes one edit a second, so the ticks are drawn all at once.
            self._answers.draw_later(turn, showing)
        else:
            await self._answers.deliver(turn, showing)

    async def objection(self, tapped: Tapped, card: Card | None) -> str | None:
        """Why a tap is not for the conversation at all: it is made up, or the buttons are somebody else's."""
        person = tapped.incoming.person
        is_made_up = keyboard.decode(tapped.data) is None
        if not is_made_up and (card is None or card.account_id == person.account_id):
            return None
        wording = Wording(await self._app.language_of(person), ROOM)
        if is_made_up or card is None:
            return wording.say("tap-outdated")
        owner = card.content["owner"]
        return wording.say("tap-not-yours", owner=owner) if owner else wording.say("tap-not-yours-unnamed")

    def _is_stale(self, current: Card | None, tapped: Tapped) -> bool:
        """Whether a button belongs to a reply that is no longer the last; not when it is this tap that changed it."""
        if keyboard.lasts(tapped.data):
            return False
        if current is None:
            return True
        is_repeated = current.content["answers"] == tapped.incoming.message_id
        stands = self._cards.has_button(current, tapped.data) or self._cards.had_button(current, tapped.data)
        return not (is_repeated or stands)

    async def _stands_as_shown(self, turn: Turn, tapped: Tapped, card: Card, current: Card | None) -> bool:
        """Whether something is open. Then a stale tap is not for the conversation: its answer would put other choices
        in the place of those that stand on the screen."""
        reply = await self._app.recall(card.conversation_id)
        if reply is None:
            return False
        self._taps.say(tapped.query_id, turn.wording.say("tap-outdated"))
        if current is None or not self._cards.is_last(tapped.place, current):
            await self._answers.show(turn, replace(tapped.incoming, conversation_id=card.conversation_id), reply)
        return True

    async def _show_state(self, turn: Turn, incoming: Incoming) -> None:
        """What is being arranged, for who taps on something that is not."""
        live = await self._cards.live(incoming.conversation_id)
        if live is not None and self._cards.is_last(turn.heard.place, live):
            return
        reply = await self._app.recall(incoming.conversation_id)
        if reply is not None:
            await self._answers.show(turn, incoming, reply)

    async def _refuse(self, turn: Turn, tapped: Tapped, pressed: "_Pressed", incoming: Incoming, reply: Reply) -> None:
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
            await self._answers.show(turn, incoming, _stated(reply) if is_said else reply, over=current)
            return
        # Nothing is open. Who tapped the live card again sees what came of the first time.
        await pressed.let_go()
        if not is_said and not is_live:
            await self._answers.line(turn, reply.refused or reply.text)


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
