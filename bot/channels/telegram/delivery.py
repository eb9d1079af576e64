"""Sending into one chat, whatever stands in the way.

An answer is not lost: what Telegram cannot take now is tried again for as long as a cut of the network may last, what
it refuses as markup goes out as plain words, what can no longer be edited is sent anew, and a group that moved is
followed. Only where nobody is left to read it, or Telegram refuses it for good, is it given up.
"""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from telegram import (
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.channels.telegram.incoming import Place
from bot.channels.telegram.rendering import Page
from bot.message import Attachment
from bot.store.channel import ChannelStore, ChatState
from bot.telemetry import new_reference

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, *itertools.repeat(15.0, 60))
"""Seconds between the tries of a call that Telegram may not have got: a quarter of an hour in all. A message may so be
sent twice, when only the answer to it was lost; that is the lesser evil."""

T = TypeVar("T")

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """Nobody can be reached there now; the chat is marked where that is known to last."""


class Outlet:
    """Where the messages of one conversation go. Follows its group when it moves: read ``place`` and
    ``conversation_id`` after sending."""

    def __init__(
        self,
        bot: ExtBot[Any],
        store: ChannelStore,
        clock: Callable[[], datetime],
        place: Place,
        conversation_id: str,
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self.place = place
        self.conversation_id = conversation_id

    @property
    def chat_id(self) -> str:
        """As the store knows it."""
        return str(self.place.chat_id)

    async def send(self, page: Page, markup: Markup | None = None, *, reply_to: int | None = None) -> int:
        """The number of the new message."""
        refusal: BadRequest | None = None
        for text, mode, shown in (
            (page.html, ParseMode.HTML, markup),
            (page.plain, None, markup),
            (page.plain, None, None),
        ):
            try:
                return await self._in_its_topic(partial(self._send_text, text, mode, shown, reply_to))
            except BadRequest as error:
                refusal = refusal or error
        raise await self._refused(refusal)

    async def edit(self, message_id: int, page: Page, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """The number of the message, or None when it can no longer be edited."""
        for text, mode in ((page.html, ParseMode.HTML), (page.plain, None)):
            try:
                await self._persist(partial(self._edit_text, message_id, text, mode, keyboard))
            except BadRequest as error:
                if _is_unmodified(error):
                    return message_id
                if _is_gone(error):
                    return None
                log.info("an edit was refused: %s", _reason(error))
            else:
                return message_id
        return None

    async def dress(self, message_id: int, keyboard: InlineKeyboardMarkup | None) -> None:
        """Gives the message other buttons, or none. Nobody misses it when that fails."""
        try:
            await self._bot.edit_message_reply_markup(self.place.chat_id, message_id, reply_markup=keyboard)
        except TelegramError as error:
            log.info("buttons were not changed: %s", type(error).__name__)

    async def send_file(self, attachment: Attachment) -> int | None:
        """The number of its message, or None when Telegram refuses the file."""
        try:
            return await self._in_its_topic(partial(self._send_document, attachment))
        except BadRequest as error:
            await self._refused(error)
            return None

    async def _send_text(self, text: str, mode: str | None, markup: Markup | None, reply_to: int | None) -> int:
        message = await self._bot.send_message(
            self.place.chat_id,
            text,
            parse_mode=mode,
            reply_markup=markup,
            message_thread_id=self.place.thread_id,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
        )
        return message.message_id

    async def _edit_text(
        self, message_id: int, text: str, mode: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        await self._bot.edit_message_text(
            text,
            self.place.chat_id,
            message_id,
            parse_mode=mode,
            reply_markup=keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def _send_document(self, attachment: Attachment) -> int:
        message = await self._bot.send_document(
            self.place.chat_id,
            InputFile(attachment.content, attachment.name),
            message_thread_id=self.place.thread_id,
        )
        return message.message_id

    async def _in_its_topic(self, send: Callable[[], Awaitable[int]]) -> int:
        try:
            return await self._persist(send)
        except BadRequest as error:
            if self.place.thread_id is None or not _is_without_topic(error):
                raise
            # The topic was closed or deleted meanwhile: the chat itself is still there.
            self.place = replace(self.place, thread_id=None)
            return await self._persist(send)

    async def _persist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Calls until Telegram has taken it. Raises BadRequest as it comes, and Undeliverable."""
        pauses = iter(PAUSES)
        while True:
            try:
                return await call()
            except BadRequest:
                raise
            except Forbidden as error:
                state: ChatState = "blocked" if self.place.is_private else "removed"
                await self._store.set_chat_state(self.chat_id, state, self._clock())
                raise Undeliverable(state) from error
            except ChatMigrated as error:
                await self._move(error.new_chat_id)
            except (NetworkError, RetryAfter) as error:
                pause = next(pauses, None)
                if pause is None:
                    raise await self._refused(error) from error
                log.info("Telegram is out of reach: %s", type(error).__name__)
                await asyncio.sleep(max(pause, _told(error)))
            except TelegramError as error:
                raise await self._refused(error) from error

    async def _move(self, new_chat_id: int) -> None:
        await follow(self._store, self.chat_id, str(new_chat_id), self._clock())
        renamed = moved(self.conversation_id, new_chat_id)
        await self._store.rename_conversation(self.conversation_id, renamed)
        self.place = replace(self.place, chat_id=new_chat_id)
        self.conversation_id = renamed

    async def _refused(self, error: TelegramError | None) -> Undeliverable:
        reason = _reason(error)
        log.error("reference %s: a message could not be delivered: %s", new_reference(), reason)
        if "chat not found" in reason:
            await self._store.set_chat_state(self.chat_id, "removed", self._clock())
        return Undeliverable(reason)


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def follow(store: ChannelStore, old_id: str, new_id: str, at: datetime) -> None:
    """A group has a new id. Its people's conversations follow one by one, when they are next needed: the new chat
    remembers under ``moved_from`` what they are called so far."""
    await store.move_chat(old_id, new_id, at)
    chat = await store.chat(new_id)
    details = (chat.details if chat is not None else None) or {}
    await store.set_chat_state(new_id, "open", at, details={**details, "moved_from": old_id})


def moved(conversation_id: str, new_chat_id: int) -> str:
    """The id that the conversation of a group has once its group has another."""
    channel, _, rest = conversation_id.split(":", 2)
    return f"{channel}:{new_chat_id}:{rest}"


def place_of(conversation_id: str) -> Place:
    """Where a conversation is held; the counterpart of ``incoming.conversation_of``."""
    _, chat, *rest = conversation_id.split(":")
    return Place(int(chat), int(rest[0]) or None if rest else None, is_private=not rest)


def _reason(error: TelegramError | None) -> str:
    """What is wrong, without what may follow of the message or the address."""
    if isinstance(error, BadRequest):
        return error.message.partition(":")[0].lower()
    return type(error).__name__


def _told(error: TelegramError) -> float:
    """Seconds that Telegram says to wait."""
    if not isinstance(error, RetryAfter):
        return 0.0
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)


def _is_unmodified(error: BadRequest) -> bool:
    return "not modified" in _reason(error)


def _is_gone(error: BadRequest) -> bool:
    reason = _reason(error)
    return "message to edit not found" in reason or "can't be edited" in reason or "message_id_invalid" in reason


def _is_without_topic(error: BadRequest) -> bool:
    reason = _reason(error)
    return "thread not found" in reason or "topic" in reason
