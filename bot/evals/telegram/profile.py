"""What the bot says of itself: commands by scope and language, name, descriptions, menu button; and its webhook."""

import re
from typing import Any

from bot.evals.telegram.errors import Json, Note, bad
from bot.evals.telegram.methods import Handler, Parameters
from bot.evals.telegram.text import length
from bot.evals.telegram.world import World

_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_MENU_BUTTONS = {"default": {"type"}, "commands": {"type"}, "web_app": {"type", "text", "web_app"}}
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def commands_shown(world: World, language: str | None, *scopes: str) -> list[Json]:
    """The menu a person sees: the narrowest of the scopes that has commands, in their language before any."""
    for scope in (*scopes, "default"):
        for said in (language or "", ""):
            found = world.profile.commands.get((scope, said))
            if found:
                return found
    return []


def set_my_commands(world: World, asked: Parameters, note: Note) -> bool:
    commands = asked.get("commands")
    if not isinstance(commands, list):
        raise bad("can't parse commands JSON object")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not isinstance(command.get("command"), str):
            raise bad("can't parse BotCommand: an object is expected")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= length(str(command.get("description", "")).strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        for field in sorted(set(command) - {"command", "description"}):
            note(f"a command has no {field}")
    names = [command["command"] for command in commands]
    if len(set(names)) < len(names):
        note("a command is listed twice")
    world.profile.commands[_scope(asked, note)] = commands
    return True


def get_my_commands(world: World, asked: Parameters, note: Note) -> list[Json]:
    return world.profile.commands.get(_scope(asked, note), [])


def delete_my_commands(world: World, asked: Parameters, note: Note) -> bool:
    world.profile.commands.pop(_scope(asked, note), None)
    return True


def set_chat_menu_button(world: World, asked: Parameters, note: Note) -> bool:
    button = asked.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in _MENU_BUTTONS:
        raise bad("can't parse menu button: MenuButton has unsupported type")
    for field in sorted(set(button) - _MENU_BUTTONS[button["type"]]):
        note(f"a menu button has no {field}")
    world.profile.menu_buttons[_private(world, asked)] = button
    return True


def get_chat_menu_button(world: World, asked: Parameters, note: Note) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(_private(world, asked)) or buttons.get(None) or {"type": "default"}


def _setter(field: str) -> Handler:
    def set_one(world: World, asked: Parameters, note: Note) -> bool:
        value = asked.get(field, "")
        if length(value) > _LIMITS[field]:
            raise bad(f"{field.replace('_', ' ')} is too long")
        _by_language(world, field)[_language(asked)] = value
        return True

    return set_one


def _getter(field: str) -> Handler:
    def get_one(world: World, asked: Parameters, note: Note) -> Json:
        said = _by_language(world, field)
        return {field: said.get(_language(asked)) or said.get("", world.bot.first_name if field == "name" else "")}

    return get_one


def _by_language(world: World, field: str) -> dict[str, str]:
    found: dict[str, str] = getattr(world.profile, f"{field}s")
    return found


def _scope(asked: Parameters, note: Note) -> tuple[str, str]:
    scope: Any = asked.get("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    for field in sorted(set(scope) - {"type", *_SCOPES[kind]}):
        note(f"a scope {kind} has no {field}")
    missing = [field for field in _SCOPES[kind] if field not in scope]
    if missing:
        raise bad(f"can't parse BotCommandScope: {missing[0]} is missing")
    return ":".join([kind, *(str(scope[field]) for field in _SCOPES[kind])]), _language(asked)


def _language(asked: Parameters) -> str:
    code: str = asked.get("language_code") or ""
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def _private(world: World, asked: Parameters) -> int | None:
    if asked.get("chat_id") is None:
        return None
    chat = world.chat(asked["chat_id"])
    if chat.is_group:
        raise bad("chat not found")
    return chat.id


HANDLERS: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    **{
        f"setMy{name}": _setter(field)
        for name, field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description"))
    },
    **{
        f"getMy{name}": _getter(field)
        for name, field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description"))
    },
}
