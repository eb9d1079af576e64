"""The second opinion: it knows what is no part of the Bot API, however deep."""

from typing import Any

import pytest

from bot.evals.telegram.parameters import METHODS, Upload
from tests.evals.telegram.calling import Bot, greeted, keyboard, unlimited
from tests.telegram_oracle import aiogram_oracle, answer_oracle, update_oracle

MESSAGE = {"chat_id": 1, "text": "x"}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendMessage", MESSAGE | {"reply_markup": keyboard([("x", "x")]), "reply_parameters": {"message_id": 1}}),
        ("sendDocument", {"chat_id": 1, "document": Upload("x.ics", b"x", "text/calendar")}),
        ("setMyCommands", {"commands": [{"command": "x", "description": "x"}], "scope": {"type": "default"}}),
    ],
)
def test_what_aiogram_could_have_sent_is_taken(method: str, parameters: dict[str, Any]) -> None:
    aiogram_oracle(method, parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {"chat_id": 1},
        MESSAGE | {"silent": True},
        MESSAGE | {"disable_web_page_preview": True},
        MESSAGE | {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x", "colour": 1}]]}},
        MESSAGE | {"entities": [{"type": "bold", "offset": 0, "length": 1, "weight": 700}]},
        MESSAGE | {"reply_parameters": {"message_id": 1, "silent": True}},
        MESSAGE | {"link_preview_options": {"disabled": True}},
        MESSAGE | {"message_thread_id": "general"},
    ],
)
def test_what_aiogram_could_not_have_sent_is_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"unknown|validation error"):
        aiogram_oracle("sendMessage", parameters)


def test_every_method_and_parameter_of_the_double_is_known_to_aiogram() -> None:
    from aiogram import methods

    for method, parameters in METHODS.items():
        typed = getattr(methods, method[0].upper() + method[1:])
        assert set(parameters) <= set(typed.model_fields), method


async def test_an_update_with_something_unknown_in_it_is_refused() -> None:
    ana = await greeted(unlimited())
    update = ana.last.update
    assert update is not None
    update_oracle(update)
    for deep in ({"mood": "good"}, {"from": update["message"]["from"] | {"mood": "good"}}):
        with pytest.raises(ValueError, match="mood"):
            update_oracle(update | {"message": update["message"] | deep})


async def test_an_answer_with_something_unknown_in_it_is_refused() -> None:
    double = unlimited()
    sent = await Bot(double)("sendMessage", chat_id=(await greeted(double)).id, text="x")
    answer_oracle("Message", sent)
    with pytest.raises(ValueError, match="mood"):
        answer_oracle("Message", sent | {"mood": "good"})
