"""What the bot says of itself in Telegram: its commands, menu, name and descriptions, in every language it speaks.

Each is looked up first and set only where it differs: Telegram lets a name or a description change but rarely. Nothing
here is worth stopping for, so what fails is logged, and tried again at the next start.
"""

import logging
from collections.abc import Awaitable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.conversation.wording import Wording, languages

ROOM = "bot.channels.telegram"

PRIVATE_COMMANDS = (
    "book",
    "bookings",
    "reschedule",
    "cancel",
    "timezone",
    "language",
    "link",
    "unlink",
    "quiet",
    "human",
    "help",
    "privacy",
    "export",
    "forget",
)

GROUP_COMMANDS = ("book", "help")
"""The rest is personal, and is done in private."""

_SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeDefault(), PRIVATE_COMMANDS),
    (BotCommandScopeAllPrivateChats(), PRIVATE_COMMANDS),
    (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
)

_log = logging.getLogger("slotwise.telegram")


async def show_profile(bot: Bot, language: str, *, name: str | None = None) -> None:
    """``language`` is for people whose own one the bot does not speak; ``name`` is what its team calls it."""
    await _tried("menu button", _show_menu(bot))
    for code in (None, *languages(ROOM)):
        wording = Wording(code or language, ROOM)
        readers = code or "every other language"
        for scope, names in _SCOPES:
            commands = tuple(BotCommand(name, wording.say(f"command-{name}")) for name in names)
            await _tried(f"commands ({scope.type}, {readers})", _show_commands(bot, commands, scope, code))
        await _tried(f"name ({readers})", _show_name(bot, name or wording.say("bot-name"), code))
        short = wording.say("bot-short-description")
        await _tried(f"short description ({readers})", _show_short_description(bot, short, code))
        await _tried(f"description ({readers})", _show_description(bot, wording.say("bot-description"), code))


async def _tried(name: str, showing: Awaitable[None]) -> None:
    try:
        await showing
    except TelegramError as error:
        _log.warning("the bot's %s could not be brought up to date: %s", name, error)


async def _show_menu(bot: Bot) -> None:
    if await bot.get_chat_menu_button() != MenuButtonCommands():
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _show_commands(bot: Bot, commands: tuple[BotCommand, ...], scope: BotCommandScope, code: str | None) -> None:
    if await bot.get_my_commands(scope=scope, language_code=code) != commands:
        await bot.set_my_commands(commands, scope=scope, language_code=code)


async def _show_name(bot: Bot, name: str, code: str | None) -> None:
    if (await bot.get_my_name(language_code=code)).name != name:
        await bot.set_my_name(name, language_code=code)


async def _show_short_description(bot: Bot, text: str, code: str | None) -> None:
    if (await bot.get_my_short_description(language_code=code)).short_description != text:
        await bot.set_my_short_description(text, language_code=code)


async def _show_description(bot: Bot, text: str, code: str | None) -> None:
    if (await bot.get_my_description(language_code=code)).description != text:
        await bot.set_my_description(text, language_code=code)
