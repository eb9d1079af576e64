"""The choices of a reply as buttons under it.

What a button answers with is a short versioned id of ours, ``1:<choice id>``; Telegram allows 64 bytes. Nothing else
is in it, so a made-up one can at most name a choice, and the conversation knows which of those are open. A keyboard
can be reduced long after its reply, also after a restart: all that is needed is in it
(``InlineKeyboardMarkup.to_dict`` and ``de_json``).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardMarkupLimit, KeyboardButtonStyle

from bot.channels.telegram import labels
from bot.channels.telegram.month import months
from bot.conversation.wording import Wording
from bot.message import Choice

VERSION = "1"
NOTHING = "-"
"""What ``decode`` gives for a button that does nothing: a heading, a day without times, a choice already taken."""
IDLE = f"{VERSION}:{NOTHING}"

MOST = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
"""Buttons that Telegram takes under one message."""
_TIMES_IN_ROW = 4
_OTHERS_IN_ROW = 3
_PICKED = "✓ "

_DATA = re.compile(rf"{VERSION}:([A-Za-z0-9._:-]{{1,48}})(?:@(location|phone))?")
_URL_LETTERS = re.compile(r'[^\s<>"]{1,2048}')
_HOST = re.compile(r"[^.]+(?:\.[^.]+)+")

Share = Literal["location", "phone"]
_SHARES: dict[str | None, Share] = {"location": "location", "phone": "phone"}
_STYLES = {"yes": KeyboardButtonStyle.SUCCESS, "danger": KeyboardButtonStyle.DANGER}
_SHARE_SIGNS: dict[Share, str] = {"location": "📍 ", "phone": "📱 "}

Row = list[InlineKeyboardButton]


def encode(choice_id: str, share: Share | None = None) -> str:
    """The callback data of a choice. An id that a ``Choice`` cannot have is a programming error and raises."""
    data = f"{VERSION}:{choice_id}" + (f"@{share}" if share else "")
    if decode(data) is None:
        raise ValueError(f"no choice has the id {choice_id!r}")
    return data


def decode(data: str) -> str | None:
    """The choice's id, or None: not ours, of another version, or made up."""
    found = _DATA.fullmatch(data)
    return found[1] if found else None


def asks_device(data: str) -> Share | None:
    """What the person's device is asked for when this is tapped, instead of the conversation answering."""
    found = _DATA.fullmatch(data)
    return _SHARES.get(found[2]) if found else None


def lasts(data: str) -> bool:
    """Whether a tap on it means the same whenever it comes ("move:<uid>"); others belong to one reply ("12.3")."""
    choice_id = decode(data)
    return choice_id is not None and ":" in choice_id


def keyboard(choices: Sequence[Choice], wording: Wording, bot_username: str) -> InlineKeyboardMarkup | None:
    """The buttons: months of days, then times under their headings, then all other choices, None without any.

    A page that Telegram would not open gets no button, since one such button makes it refuse the whole message.
    """
    days = {choice.day: choice for choice in reversed(choices) if choice.day is not None and _answers(choice)}
    in_months = {choice.id for choice in days.values()}
    others = [choice for choice in choices if choice.id not in in_months and _opens(choice)]
    body = list(months(days, _day, idle, wording))
    for group in dict.fromkeys(choice.group for choice in others if choice.group is not None):
        body += _under_heading(group, [choice for choice in others if choice.group == group], bot_username)
    tail = _packed([choice for choice in others if choice.group is None], bot_username)
    tail = _first_rows(tail, MOST)
    rows = [*_first_rows(body, MOST - sum(map(len, tail))), *tail]
    return InlineKeyboardMarkup(rows) if rows else None


def idle(label: str) -> InlineKeyboardButton:
    """A button to read, not to tap."""
    return InlineKeyboardButton(label, callback_data=IDLE)


def taken(markup: InlineKeyboardMarkup, data: str) -> InlineKeyboardMarkup:
    """What is left while the turn of a tap goes on: the pressed choice alone, shown as taken, not to be tapped again.

    The same keyboard when there is no such button in it.
    """
    for button in _buttons(markup):
        if button.callback_data == data != IDLE:
            return InlineKeyboardMarkup([[idle(labels.shortened(_PICKED + button.text.removeprefix(_PICKED)))]])
    return markup


def stripped(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup | None:
    """What is left when the reply is no longer the last one: choices that last, and pages to open."""
    rows = [[button for button in row if button.url or _lasts(button)] for row in markup.inline_keyboard]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _lasts(button: InlineKeyboardButton) -> bool:
    return isinstance(button.callback_data, str) and lasts(button.callback_data)


def _buttons(markup: InlineKeyboardMarkup) -> Iterable[InlineKeyboardButton]:
    return (button for row in markup.inline_keyboard for button in row)


def _answers(choice: Choice) -> bool:
    return choice.url is None and choice.continues is None and choice.share is None


def _opens(choice: Choice) -> bool:
    """Telegram wants http or https, and a host with a dot in it."""
    if choice.url is None:
        return True
    if not _URL_LETTERS.fullmatch(choice.url) or not choice.url.isprintable():
        return False
    try:
        address = urlsplit(choice.url)
        host = address.hostname if address.port != 0 else None
    except ValueError:  # a port or an address in numbers that cannot be
        return False
    return address.scheme in ("http", "https") and bool(_HOST.fullmatch(host or ""))


def _label(choice: Choice, *, is_short: bool = False) -> str:
    """With the sign of what it is. A tick says what the words of a picked choice say where there is none."""
    sign = _SHARE_SIGNS[choice.share] if choice.share else ""
    words = (choice.short if is_short or choice.is_picked else None) or choice.label
    return f"{_PICKED if choice.is_picked else ''}{sign}{words}"


def _button(choice: Choice, label: str, bot_username: str) -> InlineKeyboardButton:
    if choice.continues is not None:
        return InlineKeyboardButton(label, url=f"https://t.me/{bot_username}?start={choice.continues}")
    if choice.url is not None:
        return InlineKeyboardButton(label, url=choice.url)
    style = _STYLES[choice.role] if choice.role is not None else None
    return InlineKeyboardButton(label, callback_data=encode(choice.id, choice.share), style=style)


def _day(choice: Choice, number: int) -> InlineKeyboardButton:
    label = f"{_PICKED.strip()}{number}" if choice.is_picked else str(number)
    return InlineKeyboardButton(label, callback_data=encode(choice.id))


def _under_heading(group: str, choices: Sequence[Choice], bot_username: str) -> Iterable[Row]:
    """The heading, and rows of equal length as far as they come out even: four are two and two, not three and one."""
    words = [_label(choice, is_short=True) for choice in choices]
    if len(set(words)) < len(words):
        words = [_label(choice) for choice in choices]
    texts = labels.distinct(words)
    buttons = [_button(choice, text, bot_username) for choice, text in zip(choices, texts, strict=True)]
    rows = -(-len(buttons) // labels.most_in_row(texts, _TIMES_IN_ROW))
    in_row = -(-len(buttons) // rows)
    yield [idle(f"— {labels.shortened(group, labels.ROW - 4)} —")]
    for start in range(0, len(buttons), in_row):
        yield buttons[start : start + in_row]


def _packed(choices: Sequence[Choice], bot_username: str) -> list[Row]:
    """Short ones side by side, in their order."""
    texts = labels.distinct([_label(choice) for choice in choices])
    rows: list[Row] = []
    for choice, text in zip(choices, texts, strict=True):
        button = _button(choice, text, bot_username)
        beside = [*(other.text for other in rows[-1]), text] if rows else []
        if beside and labels.most_in_row(beside, _OTHERS_IN_ROW) >= len(beside):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _first_rows(rows: Sequence[Row], most: int) -> list[Row]:
    """As many whole rows as Telegram takes, without a heading that nothing stands under."""
    kept: list[Row] = []
    for row in rows:
        most -= len(row)
        if most < 0:
            break
        kept.append(row)
    while kept and len(kept) < len(rows) and all(button.callback_data == IDLE for button in kept[-1]):
        kept.pop()
    return kept
