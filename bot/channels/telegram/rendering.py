"""A reply as Telegram shows it: pages of marked text, buttons, and a hint for the input field. Pure."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram import keyboard, splitting
from bot.channels.telegram.markup import Marked
from bot.conversation.wording import Wording
from bot.message import Reply


@dataclass(frozen=True)
class Page:
    """One message, of at most 4,096 UTF-16 units."""

    html: str
    plain: str
    """The reply's words without markup, for when Telegram refuses the other."""


@dataclass(frozen=True)
class Rendered:
    """A whole reply."""

    pages: tuple[Page, ...]
    keyboard: InlineKeyboardMarkup | None
    """Belongs to the last page."""
    placeholder: str | None
    """What the input field says while it waits for an answer in free text."""


def render(reply: Reply, wording: Wording, *, in_group: bool, bot_username: str) -> Rendered:
    """How the reply looks. ``wording`` is the channel's own, in the person's language."""
    pages = tuple(Page(page.html, page.text) for page in splitting.pages(Marked(reply.text)))
    rows = [
        [
            InlineKeyboardButton(choice.label, url=choice.url)
            if choice.url
            else InlineKeyboardButton(choice.label, callback_data=keyboard.encode(choice.id, choice.share))
        ]
        for choice in reply.choices
    ]
    return Rendered(pages, InlineKeyboardMarkup(rows) if rows else None, None)
