"""Between guests and the team's chat: what guests ask a person is posted there, and what the team answers by reply
goes back to them. A message of ours there is a card that knows its thread, so all of this goes on after a restart.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.team import TeamChat
from bot.channels.telegram import keyboard
from bot.channels.telegram.answering import ROOM
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.delivery import Undeliverable
from bot.channels.telegram.incoming import Place, Read, Said, Spoken, Tapped
from bot.channels.telegram.rendering import render
from bot.conversation.team import From
from bot.conversation.wording import Wording
from bot.message import Reply
from bot.store.channel import Card, ChannelStore
from bot.store.jobs import Job

KIND = "team"
"""Of the cards in the team's chat."""

ENDS = ("done", "end")
"""What a member of the team writes to end a thread, with a slash or without."""

log = logging.getLogger(__name__)

Announce = Callable[[str, Reply], Awaitable[bool]]


class Desk(Protocol):
    """Brings what comes from the team into the guest's conversation."""

    async def hear(
        self,
        conversation_id: str,
        account_id: str,
        thread_id: str,
        message_id: str,
        what: From,
        *,
        name: str | None = None,
        text: str = "",
    ) -> Reply | None:
        """What the guest is told of it; None when the thread is over."""
        ...


class Relay:
    """``announce`` says something in a guest's private chat."""

    def __init__(
        self,
        team: TeamChat,
        desk: Desk,
        cards: Cards,
        store: ChannelStore,
        announce: Announce,
        clock: Callable[[], datetime],
    ) -> None:
        self._team = team
        self._desk = desk
        self._cards = cards
        self._store = store
        self._announce = announce
        self._clock = clock
        self._wording = Wording(team.language, ROOM)
        self._place = Place(team.place.chat_id, team.place.topic, is_private=team.place.chat_id > 0)

    async def run(self) -> None:
        """Posts what is written down for the team, until it is cancelled."""
        await self._team.run(self.say, self.lose)

    async def say(self, job: Job) -> bool:
        """Posts it: what goes on in a thread as a reply to what opened it. False when the chat cannot be reached."""
        thread, kind = job.payload.get("thread"), job.payload.get("kind")
        conversation_id = f"team:{thread or job.key}"
        root = await self._store.live_card(conversation_id) if thread is not None else None
        if root is not None and kind == "opens":
            return True  # it was posted, and the process died before it could say so
        outlet = self._cards.outlet(self._place, conversation_id)
        (page, *_) = render(Reply(job.payload["text"]), self._wording, in_group=True, bot_username="").pages
        markup = self._end_button(str(thread)) if kind == "opens" else None
        try:
            reply_to = root.message_id if root is not None else None
            message_id = await outlet.send(page, markup, reply_to=reply_to)
        except Undeliverable as error:
            log.error("the team's chat cannot be reached: %s; see that the bot is in SLOTWISE_TEAM_CHAT", error)
            return False
        self._cards.saw(self._place, message_id)
        if thread is not None and job.account_id is not None:
            now = self._clock()
            content = {"thread": thread, "conversation_id": job.payload["conversation_id"]}
            await self._store.save_card(
                Card(
                    chat_id=outlet.chat_id,
                    message_id=message_id,
                    conversation_id=conversation_id,
                    account_id=job.account_id,
                    kind=KIND,
                    content=content,
                    sent_at=now,
                    changed_at=now,
                    thread_id=self._place.thread_id,
                    is_live=kind == "opens",
                )
            )
        if kind == "ends" and root is not None:
            await self._close(root)
        return True

    async def lose(self, job: Job) -> None:
        """The guest of a post that is given up hears that nobody reads along."""
        thread = job.payload.get("thread")
        if thread is None or job.account_id is None or job.payload["kind"] == "ends":
            return
        conversation_id = job.payload["conversation_id"]
        reply = await self._desk.hear(conversation_id, job.account_id, thread, f"lost:{thread}", "lost")
        if reply is not None:
            await self._announce(job.account_id, reply)

    async def card(self, heard: Read | None) -> Card | None:
        """The message of a thread that somebody of the team answers or taps with this; None when it is no such thing.
        Whoever may read the team's chat is of the team."""
        if not isinstance(heard, Said | Spoken | Tapped) or heard.place.chat_id != self._team.place.chat_id:
            return None
        message_id = heard.message_id if isinstance(heard, Tapped) else heard.reply_to
        card = await self._cards.tapped(heard.place, message_id)
        return card if card is not None and card.kind == KIND else None

    async def take(self, heard: Said | Spoken | Tapped, card: Card) -> None:
        """Brings an answer of the team to its guest, or the end of the thread."""
        try:
            line = await self._brought(heard, card)
            if line is not None:
                outlet = self._cards.outlet(heard.place, card.conversation_id)
                answered = None if isinstance(heard, Tapped) else heard.message_id
                await self._cards.say(outlet, self._wording.say(line), reply_to=answered)
        except Undeliverable as error:
            log.info("the team's chat cannot be reached: %s", error)

    async def _brought(self, heard: Said | Spoken | Tapped, card: Card) -> str | None:
        """The id of the line that the team is to read of it, if any."""
        if isinstance(heard, Spoken):
            return "team-words-only"
        thread, conversation_id = card.content["thread"], card.content["conversation_id"]
        incoming = heard.incoming
        ends = isinstance(heard, Tapped) or incoming.command in ENDS or incoming.text.strip().lower() in ENDS
        reply = await self._desk.hear(
            conversation_id,
            card.account_id,
            thread,
            f"team:{incoming.message_id}",
            "ends" if ends else "says",
            name=incoming.person.name,
            text=incoming.text,
        )
        root = await self._store.live_card(card.conversation_id)
        if (ends or reply is None) and root is not None:
            await self._close(root)
        if reply is None:
            return "team-thread-over"
        if not await self._announce(card.account_id, reply):
            return "team-not-delivered"
        return "team-thread-ended" if ends else None

    async def _close(self, root: Card) -> None:
        """Takes the button off what opened the thread, which goes on no more."""
        await self._store.save_card(replace(root, is_live=False, changed_at=self._clock()))
        await self._cards.outlet(self._place, root.conversation_id).dress(root.message_id, None)

    def _end_button(self, thread: str) -> InlineKeyboardMarkup:
        label = self._wording.say("team-end")
        return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=keyboard.encode(f"thread:{thread}"))]])
