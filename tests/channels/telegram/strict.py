"""A second and a third opinion on what is sent: the strict rules of the test server, and aiogram's types."""

from typing import Any

from aiogram.types import InlineKeyboardMarkup as AiogramKeyboard
from telegram import InlineKeyboardMarkup

from bot.channels.telegram.rendering import Rendered, render
from bot.conversation.wording import Wording
from bot.evals.telegram import html, markup, text
from bot.message import Reply

WORDING = Wording("en", "bot.channels.telegram")


def rendered(reply: Reply, *, in_group: bool = False, wording: Wording = WORDING) -> Rendered:
    """The reply as the channel sends it, found right by all who check."""
    result = render(reply, wording, in_group=in_group, bot_username="slotwise_bot")
    for page in result.pages:
        shown(page.html)
        assert 1 <= text.length(page.plain) <= text.MAX_TEXT
    if result.keyboard is not None:
        accepted(result.keyboard)
    return result


def shown(page: str) -> tuple[str, list[dict[str, Any]]]:
    """What a person sees of a page: its text, and the entities that were asked for."""
    words, entities = html.parsed(page)
    entities = text.checked(words, entities)
    assert words == words.strip()
    assert 1 <= text.length(words) <= text.MAX_TEXT
    assert len(entities) <= text.MAX_ENTITIES
    return words, entities


def accepted(keyboard: InlineKeyboardMarkup) -> None:
    notes: list[str] = []
    sent = keyboard.to_dict()
    markup.checked(sent, is_private=True, note=notes.append)
    assert notes == []
    kept = AiogramKeyboard.model_validate(sent)
    assert kept.model_dump(exclude_none=True) == sent
    assert InlineKeyboardMarkup.de_json(sent, None) == keyboard


def drawn(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    """The labels, row by row."""
    return [[button.text for button in row] for row in (keyboard.inline_keyboard if keyboard else ())]
