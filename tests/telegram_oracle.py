"""A second opinion on what goes over the wire of Telegram: aiogram's typed methods and types, and those of PTB.

Neither refuses what it does not know, so each is asked what it did not know of what it was given.
"""

from collections.abc import Iterable, Iterator, Mapping

import aiogram.types
import telegram
from aiogram import methods
from aiogram.types import BufferedInputFile
from pydantic import BaseModel

from bot.evals.telegram import TelegramDouble
from bot.evals.telegram.parameters import Upload

# Names that aiogram still carries for bots of old, and the Bot API has dropped.
DROPPED = {
    "reply_to_message_id",
    "allow_sending_without_reply",
    "disable_web_page_preview",
    "forward_from",
    "forward_date",
    "forward_sender_name",
}


def watch(double: TelegramDouble) -> TelegramDouble:
    """Has every call and every update of the double looked at; what is found wrong is among its violations."""
    double.on_call.append(aiogram_oracle)
    double.on_update.append(update_oracle)
    return double


def aiogram_oracle(method: str, parameters: Mapping[str, object]) -> None:
    """ValueError (pydantic's among them) when a call is not one that aiogram could have made."""
    typed = getattr(methods, method[0].upper() + method[1:])
    given = {
        name: BufferedInputFile(value.content, value.name) if isinstance(value, Upload) else value
        for name, value in parameters.items()
    }
    _refuse([*unknown_keys(typed.model_validate(given), method), *(DROPPED & set(parameters))])


def update_oracle(update: Mapping[str, object]) -> None:
    """ValueError when an update is not one that aiogram and python-telegram-bot know from end to end."""
    read = telegram.Update.de_json(dict(update), bot=None)
    _refuse(unknown_keys(aiogram.types.Update.model_validate(update), "update"))
    _refuse(left_over(read, "update"))


def answer_oracle(type_name: str, answer: Mapping[str, object]) -> None:
    """The same for an object that a call of the bot is answered with, such as ``Message``."""
    _refuse(unknown_keys(getattr(aiogram.types, type_name).model_validate(answer), type_name))
    _refuse(left_over(getattr(telegram, type_name).de_json(dict(answer), bot=None), type_name))


def unknown_keys(value: object, path: str) -> Iterator[str]:
    """Where a model of aiogram took in something that none of its fields is for."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from unknown_keys(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from unknown_keys(one, path)


def left_over(value: object, path: str) -> Iterator[str]:
    """Where an object of python-telegram-bot kept something aside that it has no attribute for."""
    if isinstance(value, telegram.TelegramObject):
        yield from (f"{path}.{name}" for name in value.api_kwargs if name not in DROPPED)
        slots = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in sorted(slots - {"_bot", "api_kwargs", "_id_attrs"}):
            yield from left_over(getattr(value, name, None), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from left_over(one, path)


def _refuse(unknown: Iterable[str]) -> None:
    found = list(unknown)
    if found:
        raise ValueError(f"unknown: {', '.join(found)}")
