"""The methods that the double has, their parameters, and how each is read off a request.

A value may come as text (query, form) or as JSON, and means the same. A parameter that a method does not have is noted:
the real API ignores it, so a misspelt one would go unseen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.evals.telegram.errors import ApiError, Note, bad

Kind = Literal["int", "chat", "str", "bool", "json", "file"]


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    content: bytes
    media_type: str


_SENT: dict[str, Kind] = {
    "chat_id": "chat",
    "message_thread_id": "int",
    "disable_notification": "bool",
    "protect_content": "bool",
    "message_effect_id": "str",
    "reply_parameters": "json",
    "reply_markup": "json",
}
_EDITED: dict[str, Kind] = {"chat_id": "chat", "message_id": "int", "inline_message_id": "str", "reply_markup": "json"}
_WORDS: dict[str, Kind] = {"text": "str", "parse_mode": "str", "entities": "json"}
_COMMANDS: dict[str, Kind] = {"scope": "json", "language_code": "str"}
_LANGUAGE: dict[str, Kind] = {"language_code": "str"}

METHODS: dict[str, dict[str, Kind]] = {
    "getMe": {},
    "getUpdates": {"offset": "int", "limit": "int", "timeout": "int", "allowed_updates": "json"},
    "setWebhook": {
        "url": "str",
        "certificate": "file",
        "ip_address": "str",
        "max_connections": "int",
        "allowed_updates": "json",
        "drop_pending_updates": "bool",
        "secret_token": "str",
    },
    "deleteWebhook": {"drop_pending_updates": "bool"},
    "getWebhookInfo": {},
    "sendMessage": {**_SENT, **_WORDS, "link_preview_options": "json"},
    "sendDocument": {
        **_SENT,
        "document": "file",
        "thumbnail": "file",
        "caption": "str",
        "parse_mode": "str",
        "caption_entities": "json",
        "disable_content_type_detection": "bool",
    },
    "sendMessageDraft": {"chat_id": "chat", "message_thread_id": "int", "draft_id": "int", **_WORDS},
    "sendChatAction": {"chat_id": "chat", "message_thread_id": "int", "action": "str"},
    "editMessageText": {**_EDITED, **_WORDS, "link_preview_options": "json"},
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": {"chat_id": "chat", "message_id": "int"},
    "answerCallbackQuery": {
        "callback_query_id": "str",
        "text": "str",
        "show_alert": "bool",
        "url": "str",
        "cache_time": "int",
    },
    "setMyCommands": {"commands": "json", **_COMMANDS},
    "getMyCommands": _COMMANDS,
    "deleteMyCommands": _COMMANDS,
    "setMyName": {"name": "str", **_LANGUAGE},
    "getMyName": _LANGUAGE,
    "setMyDescription": {"description": "str", **_LANGUAGE},
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {"short_description": "str", **_LANGUAGE},
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": {"chat_id": "chat", "menu_button": "json"},
    "getChatMenuButton": {"chat_id": "chat"},
    "getFile": {"file_id": "str"},
    "getChat": {"chat_id": "chat"},
}
_BY_LOWER_CASE = {name.lower(): name for name in METHODS}


def method_named(name: str) -> str:
    """Telegram takes method names in any case; 404 for one that the double has not."""
    try:
        return _BY_LOWER_CASE[name.lower()]
    except KeyError:
        raise ApiError(404, "Not Found") from None


def read(method: str, raw: Mapping[str, object], files: Mapping[str, Upload], note: Note) -> dict[str, object]:
    """The parameters of one call, typed. A file is an ``Upload``, or the text that names one."""
    known = METHODS[method]
    for name in sorted(set(raw) - set(known)):
        note(f"{method} has no parameter {name}")
    used = {name for name in files if name in known}
    values: dict[str, object] = {name: files[name] for name in used}
    for name, value in raw.items():
        if name not in known or value is None:
            continue
        if known[name] == "file" and isinstance(value, str) and value.startswith("attach://"):
            attached = value.removeprefix("attach://")
            if attached not in files:
                raise bad(f"there is no file {attached!r} in the request")
            used.add(attached)
            values[name] = files[attached]
        else:
            values[name] = _value(known[name], name, value)
    for name in sorted(set(files) - used):
        note(f"the file {name} belongs to no parameter")
    return values


def _value(kind: Kind, name: str, value: object) -> object:
    if kind == "str" and not isinstance(value, str):
        raise bad(f"{name} must be of type String")
    if kind == "bool":
        return _truth(name, value)
    if kind in ("int", "chat"):
        if kind == "chat" and isinstance(value, str) and value.startswith("@"):
            return value
        return _number(name, value)
    if kind == "json" and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None
    return value


def _number(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad(f"{name} must be a number")
    try:
        return int(value)
    except ValueError:
        raise bad(f"{name} must be a number") from None


def _truth(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    said = str(value).lower()
    if said not in ("true", "false", "1", "0", "yes", "no"):
        raise bad(f"{name} must be a boolean")
    return said in ("true", "1", "yes")
