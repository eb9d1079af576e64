"""The live card: the one message of a conversation that changes while something is arranged.

The answer to a tap edits the card that was tapped; the answer to words is a new card below them, and the one before
loses the buttons that mean nothing any more. What stands on a card is kept in the store, so that all of this goes on
after a restart.
"""

import asyncio
import html
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardRemove
from telegram.ext import ExtBot

from bot.channels.telegram import keyboard
from bot.channels.telegram.delivery import Markup, Outlet
from bot.channels.telegram.incoming import Place
from bot.channels.telegram.markup import utf16_length
from bot.channels.telegram.rendering import Page, Rendered, render
from bot.channels.telegram.splitting import LONGEST
from bot.channels.telegram.waiting import finish
from bot.conversation.wording import Wording
from bot.message import Incoming, Notice, Reply
from bot.store import JSON
from bot.store.channel import Card, ChannelStore

MOST_CHATS = 10_000
"""Of how many it is remembered which message was the last."""

MOST_TICKED = 100
"""Earlier buttons of a card that may still be tapped."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Showing:
    """A reply and how it is to be shown."""

    reply: Reply
    incoming: Incoming
    """What it answers."""
    wording: Wording
    """The channel's own, in the person's language."""
    over: Card | None = None
    """The card that it takes the place of; None for a new message."""
    reply_to: int | None = None
    """The person's message, in a group."""
    lead: str | None = None
    """A line before the reply, in the channel's words."""
    takes_keyboard_away: bool = False
    """A keyboard of ours stands in place of the person's own, and is not needed any longer."""


class Cards:
    """What stands on the screens."""

    def __init__(self, bot: ExtBot[Any], store: ChannelStore, clock: Callable[[], datetime], username: str) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._username = username
        self._last: OrderedDict[int, int] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def saw(self, place: Place, message_id: int) -> None:
        """Remembers what the last message of a chat is."""
        self._last[place.chat_id] = max(message_id, self._last.get(place.chat_id, 0))
        self._last.move_to_end(place.chat_id)
        if len(self._last) > MOST_CHATS:
            self._last.popitem(last=False)

    def is_last(self, place: Place, card: Card) -> bool:
        """Whether nothing came after the card and its files. After a restart that is not known of a chat until
        something comes; then the live card of a conversation is taken to be the last."""
        last = self._last.get(place.chat_id)
        return card.is_live if last is None else last <= card.content["end"]

    async def tapped(self, place: Place, message_id: int | None) -> Card | None:
        return None if message_id is None else await self._store.card(str(place.chat_id), message_id)

    async def booking_of(self, place: Place, message_id: int | None, account_id: str) -> str | None:
        """The booking on a card of this person. A reply that Telegram forces to a question means no booking."""
        card = await self.tapped(place, message_id)
        if card is None or card.account_id != account_id or card.content["asks"]:
            return None
        return card.booking_uid

    def has_button(self, card: Card, data: str) -> bool:
        """Whether this can be tapped on the card now."""
        return data in _data(self._keyboard(card))

    def had_button(self, card: Card, data: str) -> bool:
        """Whether this could be tapped on the card before its last changes, which only ticked something."""
        return data in card.content["ticked"]

    def only_ticks(self, card: Card, showing: Showing) -> bool:
        """Whether the reply would change the ticks on the card's buttons, and nothing else that matters."""
        reply = showing.reply
        if reply.attachments or reply.bookings or reply.notices or reply.forgotten:
            return False
        return any(choice.is_picked for choice in reply.choices) and bool(
            self._ticked(card, self._rendered(showing).keyboard)
        )

    async def live(self, conversation_id: str) -> Card | None:
        return await self._store.live_card(conversation_id)

    def outlet(self, place: Place, conversation_id: str) -> Outlet:
        return Outlet(self._bot, self._store, self._clock, place, conversation_id)

    async def show(self, outlet: Outlet, showing: Showing) -> None:
        """Shows the reply with its files, and saves its card. Safe to repeat: what was shown already for the same
        message is not sent again. Raises Undeliverable."""
        reply, incoming = showing.reply, showing.incoming
        rendered = self._rendered(showing)
        pages = _led(showing.lead, rendered.pages)
        if not pages:
            return  # nothing to say: only the looks of a message were edited
        earlier = await self._store.live_card(incoming.conversation_id)
        files_sent = 0
        is_repeated = earlier is not None and earlier.content["answers"] == incoming.message_id
        if earlier is not None and is_repeated:
            pages, files_sent = pages[-1:], earlier.content["files"]
            showing = replace(showing, over=earlier)
        takes_away = showing.takes_keyboard_away and not is_repeated
        if takes_away and (showing.over is not None or rendered.keyboard is not None):
            await self._send(outlet, _page(showing.wording.say("keyboard-gone")), ReplyKeyboardRemove())
            takes_away = False
        below = _below(rendered.placeholder, takes_away)
        message_id = await self._put(outlet, showing, pages, rendered.keyboard, below)
        card = self._card(outlet, showing, message_id, rendered, files_sent)
        ended = None if reply.forgotten else await self._store.save_card(card)
        for attachment in reply.attachments[files_sent:]:
            file_id = await outlet.send_file(attachment)
            if file_id is not None:
                self.saw(outlet.place, file_id)
            files_sent += 1
            card = _with(card, files=files_sent, end=max(file_id or 0, card.content["end"]))
            if not reply.forgotten:
                await self._store.save_card(card)
        if ended is not None:
            await self._strip(outlet, ended)
        await self._put_away(outlet, reply, card)

    async def say(self, outlet: Outlet, text: str, *, reply_to: int | None = None, markup: Markup | None = None) -> int:
        """A line of the channel's own, beside the cards."""
        return await self._send(outlet, _page(text), markup, reply_to)

    async def take(self, outlet: Outlet, card: Card, data: str) -> None:
        """Shows the pressed button as taken, and no other."""
        standing = self._keyboard(card)
        if standing is not None:
            await outlet.dress(card.message_id, keyboard.taken(standing, data))

    async def restore(self, outlet: Outlet, card: Card) -> None:
        """Gives the card back the buttons it had before one was shown as taken."""
        await outlet.dress(card.message_id, self._keyboard(card))

    async def announce(self, outlet: Outlet, account_id: str, reply: Reply, wording: Wording) -> None:
        """Shows what answers nothing that the person sent, below all that is there. What is being arranged stays as it
        is, so its choices are such as last. Raises Undeliverable."""
        rendered = render(reply, wording, in_group=False, bot_username=self._username)
        message_id = 0
        for number, page in enumerate(rendered.pages, start=1):
            message_id = await self._send(outlet, page, rendered.keyboard if number == len(rendered.pages) else None)
        content = self._content(rendered.keyboard, answers="", owner=None, end=message_id)
        now = self._clock()
        card = Card(
            chat_id=outlet.chat_id,
            message_id=message_id,
            conversation_id=outlet.conversation_id,
            account_id=account_id,
            kind="notice",
            content=content,
            sent_at=now,
            changed_at=now,
            booking_uid=reply.bookings[0].uid if len(reply.bookings) == 1 else None,
            thread_id=outlet.place.thread_id,
            is_live=False,
        )
        await self._store.save_card(card)
        for attachment in reply.attachments:
            file_id = await outlet.send_file(attachment)
            if file_id is not None:
                self.saw(outlet.place, file_id)
        await self._put_away(outlet, reply, card)

    async def tell(self, outlet: Outlet, notice: Notice, wording: Wording) -> None:
        """Shows another conversation of the person what became of it."""
        chat = await self._store.chat(outlet.chat_id)
        if chat is not None and chat.state != "open":
            return
        in_group = not outlet.place.is_private
        rendered = render(
            Reply(notice.text, instants=notice.instants), wording, in_group=in_group, bot_username=self._username
        )
        card = await self._store.live_card(notice.conversation_id)
        if card is not None and await outlet.edit(card.message_id, rendered.pages[-1]) is not None:
            await self._store.save_card(replace(_with(card, keyboard=None), changed_at=self._clock()))
            return
        for page in rendered.pages:
            await self._send(outlet, page)

    async def close(self) -> None:
        """Waits for what was to be done beside the turns."""
        await finish(self._tasks)

    def _rendered(self, showing: Showing) -> Rendered:
        in_group = showing.incoming.in_group
        return render(showing.reply, showing.wording, in_group=in_group, bot_username=self._username)

    async def _put(
        self,
        outlet: Outlet,
        showing: Showing,
        pages: tuple[Page, ...],
        buttons: InlineKeyboardMarkup | None,
        below: Markup | None,
    ) -> int:
        """The message that is the card now: the last of the pages, with the buttons."""
        reply_to, over = showing.reply_to, showing.over
        message_id = 0
        for number, page in enumerate(pages, start=1):
            is_last = number == len(pages)
            if over is not None:
                changed = await outlet.edit(over.message_id, page, buttons if is_last else None)
                over = None
                if changed is not None:
                    message_id = changed
                    continue
            message_id = await self._send(outlet, page, (buttons or below) if is_last else None, reply_to)
            reply_to = None
        return message_id

    async def _send(self, outlet: Outlet, page: Page, markup: Markup | None = None, reply_to: int | None = None) -> int:
        message_id = await outlet.send(page, markup, reply_to=reply_to)
        self.saw(outlet.place, message_id)
        return message_id

    async def _strip(self, outlet: Outlet, card: Card) -> None:
        """Takes away what means nothing any more."""
        standing = self._keyboard(card)
        left = keyboard.stripped(standing) if standing is not None else None
        if left != standing:
            await self._leave(outlet, card, left)

    async def _put_away(self, outlet: Outlet, reply: Reply, card: Card) -> None:
        """Takes all buttons off the person's other cards in this chat that show a booking which was cancelled, or as it
        was before it was moved: they would lead to a call that nobody joins."""
        gone = [view.uid for view in reply.bookings if view.status in ("cancelled", "rejected")]
        gone += [view.moved_from for view in reply.bookings if view.moved_from is not None]
        for uid in gone:
            for old in await self._store.cards_of_booking(uid):
                is_here = (old.chat_id, old.account_id) == (card.chat_id, card.account_id)
                if is_here and old.message_id != card.message_id and self._keyboard(old) is not None:
                    await self._leave(outlet, old, None)

    async def _leave(self, outlet: Outlet, card: Card, left: InlineKeyboardMarkup | None) -> None:
        """Leaves the card these buttons."""
        await self._store.save_card(_with(card, keyboard=left.to_dict() if left is not None else None))
        # Beside the turn: a chat takes one message a second, and nobody waits for this one.
        task = asyncio.create_task(outlet.dress(card.message_id, left))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _keyboard(self, card: Card) -> InlineKeyboardMarkup | None:
        kept = card.content["keyboard"]
        return InlineKeyboardMarkup.de_json(kept, self._bot) if kept else None

    def _ticked(self, before: Card, buttons: InlineKeyboardMarkup | None) -> list[str]:
        """What quick thumbs may still tap: the buttons from before, where only ticks have changed since."""
        standing = self._keyboard(before)
        old, new = _labels(standing), _labels(buttons)
        if not old or not (old <= new or new <= old):
            return []
        return [*before.content["ticked"], *_data(standing)][-MOST_TICKED:]

    def _content(self, buttons: InlineKeyboardMarkup | None, *, answers: str, owner: str | None, end: int) -> JSON:
        """What is kept of a card. ``answers`` is the message id that it answers, ``end`` the last message that is part
        of it."""
        return {
            "answers": answers,
            "keyboard": buttons.to_dict() if buttons is not None else None,
            "owner": owner,
            "reply_to": None,
            "files": 0,
            "end": end,
            "ticked": [],
            "asks": False,
        }

    def _card(
        self,
        outlet: Outlet,
        showing: Showing,
        message_id: int,
        rendered: Rendered,
        files_sent: int,
    ) -> Card:
        reply, incoming, now, buttons = showing.reply, showing.incoming, self._clock(), rendered.keyboard
        content = self._content(buttons, answers=incoming.message_id, owner=incoming.person.name, end=message_id)
        content |= {"reply_to": showing.reply_to, "files": files_sent, "asks": rendered.placeholder is not None}
        if showing.over is not None:
            content["end"] = max(message_id, showing.over.content["end"])
            content["ticked"] = self._ticked(showing.over, buttons)
        return Card(
            chat_id=outlet.chat_id,
            message_id=message_id,
            conversation_id=outlet.conversation_id,
            account_id=incoming.person.account_id,
            kind="proposal" if reply.proposal else "bookings" if reply.bookings else "reply",
            content=content,
            sent_at=showing.over.sent_at if showing.over is not None else now,
            changed_at=now,
            booking_uid=reply.bookings[0].uid if len(reply.bookings) == 1 else None,
            thread_id=outlet.place.thread_id,
        )


def _with(card: Card, **content: object) -> Card:
    return replace(card, content={**card.content, **content})


def _buttons(markup: InlineKeyboardMarkup | None) -> list[InlineKeyboardButton]:
    return [button for row in markup.inline_keyboard for button in row] if markup is not None else []


def _data(markup: InlineKeyboardMarkup | None) -> list[str]:
    return [button.callback_data for button in _buttons(markup) if isinstance(button.callback_data, str)]


def _labels(markup: InlineKeyboardMarkup | None) -> set[str]:
    """Without their ticks."""
    return {button.text.lstrip("✓ ") for button in _buttons(markup)}


def _page(text: str) -> Page:
    return Page(html.escape(text, quote=False), text)


def _led(lead: str | None, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with a line before them; on a page of its own where the first one is full."""
    if lead is None:
        return pages
    first, *others = pages
    line = _page(lead)
    joined = Page(f"{line.html}\n\n{first.html}", f"{line.plain}\n\n{first.plain}")
    if utf16_length(joined.plain) > LONGEST:
        return (line, *pages)
    return (joined, *others)


def _below(placeholder: str | None, takes_keyboard_away: bool) -> Markup | None:
    """What a card without buttons does to the person's keyboard."""
    if takes_keyboard_away:
        return ReplyKeyboardRemove()
    if placeholder is None:
        return None
    return ForceReply(selective=True, input_field_placeholder=placeholder)
