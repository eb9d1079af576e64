"""Reply markups: inline keyboards, reply keyboards, their removal, and forced replies, each with Telegram's limits."""

from collections.abc import Iterator
from typing import NoReturn

from bot.evals.telegram.errors import Json, Note, bad
from bot.evals.telegram.text import is_web_address, length

MAX_BUTTONS = 100
MAX_BUTTONS_A_ROW = 8
MAX_CALLBACK_DATA = 64
"""In bytes of UTF-8."""

_INLINE_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_REPLY_ACTIONS = {
    "request_users",
    "request_chat",
    "request_contact",
    "request_location",
    "request_poll",
    "request_managed_bot",
    "web_app",
}
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_FIELDS = {
    "inline_keyboard": {"inline_keyboard"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}


def kind_of(markup: Json) -> str:
    """The field that says which markup this is, such as ``inline_keyboard`` or ``force_reply``."""
    kinds = [kind for kind in _FIELDS if kind in markup]
    if len(kinds) != 1:
        raise bad("object expected as reply markup" if not kinds else "only one kind of reply markup may be given")
    return kinds[0]


def checked(markup: object, *, is_private: bool, note: Note) -> Json:
    """The markup with every button an object; 400 as Telegram has it, unknown fields are noted."""
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    kind = kind_of(markup)
    for field in sorted(set(markup) - _FIELDS[kind]):
        note(f"a markup with {kind} has no {field}")
    if kind == "inline_keyboard":
        return {kind: [[_inline_button(button, note) for button in row] for row in _rows(markup[kind], "inline ")]}
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= length(placeholder) <= 64:
        raise bad("input field placeholder must have 1 to 64 characters")
    if kind == "keyboard":
        rows = [[_reply_button(button, is_private, note) for button in row] for row in _rows(markup[kind], "")]
        return markup | {kind: rows}
    if markup[kind] is not True:
        raise bad(f"{kind} must be True")
    return dict(markup)


def buttons_of(markup: Json | None) -> Iterator[Json]:
    for row in (markup or {}).get("inline_keyboard", []):
        yield from row


def _rows(keyboard: object, kind: str) -> list[list[object]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad(f"can't parse {kind}keyboard: an array of arrays of buttons is expected")
    if any(len(row) > MAX_BUTTONS_A_ROW for row in keyboard) or sum(map(len, keyboard)) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    if not all(keyboard):
        raise bad(f"can't parse {kind}keyboard: a row has no buttons")
    return keyboard


def _button(button: object, actions: set[str], note: Note) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: an object is expected")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad("can't parse keyboard button: the text must be non-empty")
    for field in sorted(set(button) - actions - _LOOKS):
        note(f"a button has no {field}")
    if button.get("style", "primary") not in ("primary", "success", "danger"):
        raise bad(f"can't parse keyboard button: there is no style {button['style']!r}")
    return button


def _inline_button(raw: object, note: Note) -> Json:
    button = _button(raw, _INLINE_ACTIONS, note)
    actions = sorted(set(button) & _INLINE_ACTIONS)
    if not actions:
        _refuse_inline("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        _refuse_inline(f"only one of {' and '.join(actions)} may be given")
    if actions == ["callback_data"]:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_CALLBACK_DATA:
            raise bad("BUTTON_DATA_INVALID")
    if actions == ["url"] and not is_web_address(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if actions == ["copy_text"]:
        copied = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
        if not isinstance(copied, str) or not 1 <= length(copied) <= 256:
            _refuse_inline("the text to copy must have 1 to 256 characters")
    return button


def _reply_button(raw: object, is_private: bool, note: Note) -> Json:
    button = _button({"text": raw} if isinstance(raw, str) else raw, _REPLY_ACTIONS, note)
    asked = [action for action in sorted(_REPLY_ACTIONS) if button.get(action)]
    if len(asked) > 1:
        raise bad(f"can't parse keyboard button: only one of {' and '.join(asked)} may be given")
    if asked and not is_private:
        what = {"request_contact": "phone number", "request_location": "location"}.get(asked[0], asked[0])
        raise bad(f"{what} can be requested in private chats only")
    return button


def _refuse_inline(reason: str) -> NoReturn:
    raise bad(f"can't parse inline keyboard button: {reason}")
