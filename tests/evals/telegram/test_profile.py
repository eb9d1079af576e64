"""What the bot says of itself."""

from typing import Any

import pytest

from bot.evals.telegram.profile import commands_shown
from tests.evals.telegram.calling import Bot, Refused, greeted, unlimited
from tests.telegram_oracle import answer_oracle

BOOK = [{"command": "book", "description": "Book a time"}]


async def test_commands_are_kept_by_scope_and_language() -> None:
    double = unlimited()
    bot = Bot(double)
    in_spanish = [{"command": "book", "description": "Reservar"}]
    private = {"type": "all_private_chats"}
    await bot("setMyCommands", commands=BOOK)
    await bot("setMyCommands", commands=in_spanish, scope=private, language_code="es")
    assert await bot("getMyCommands") == BOOK
    assert await bot("getMyCommands", scope=private) == []
    assert await bot("getMyCommands", scope=private, language_code="es") == in_spanish
    assert commands_shown(double, "es", "all_private_chats") == in_spanish
    assert commands_shown(double, "de", "all_private_chats") == BOOK
    assert commands_shown(double, "es", "all_group_chats") == BOOK
    await bot("deleteMyCommands")
    assert commands_shown(double, None) == []
    assert double.violations == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"commands": [{"command": "Book", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "/book", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "b" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "book", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "book", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": f"b{n}", "description": "x"} for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": ["book"]}, "can't parse BotCommand"),
        ({"commands": BOOK, "scope": {"type": "everywhere"}}, "unsupported type"),
        ({"commands": BOOK, "scope": {"type": "chat"}}, "chat_id is missing"),
        ({"commands": BOOK, "language_code": "pt-BR"}, "invalid language code"),
        ({}, "can't parse commands"),
    ],
)
async def test_commands_have_rules(told: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        await Bot(unlimited())("setMyCommands", **told)


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [("Name", "name", 64), ("Description", "description", 512), ("ShortDescription", "short_description", 120)],
)
async def test_texts_about_the_bot_are_kept_by_language(name: str, field: str, most: int) -> None:
    double = unlimited()
    bot = Bot(double)
    await bot(f"setMy{name}", **{field: "x" * most})
    await bot(f"setMy{name}", **{field: "é"}, language_code="fr")
    assert await bot(f"getMy{name}", language_code="fr") == {field: "é"}
    assert await bot(f"getMy{name}", language_code="de") == {field: "x" * most}
    with pytest.raises(Refused, match="is too long"):
        await bot(f"setMy{name}", **{field: "x" * (most + 1)})
    assert double.violations == []


async def test_a_menu_button_is_for_all_or_for_one() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    assert await bot("getChatMenuButton", chat_id=ana.id) == {"type": "default"}
    await bot("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot("getChatMenuButton", chat_id=ana.id) == {"type": "commands"}
    with pytest.raises(Refused, match="chat not found"):
        await bot("setChatMenuButton", chat_id=double.group("Team").id, menu_button={"type": "commands"})
    assert double.violations == []
    with pytest.raises(Refused, match="unsupported type"):
        await bot("setChatMenuButton", menu_button={"type": "hidden"})


async def test_who_the_bot_is_and_where_it_is_can_be_asked() -> None:
    double = unlimited()
    bot, ana = Bot(double), await greeted(double)
    answer_oracle("User", await bot("getMe"))
    answer_oracle("ChatFullInfo", await bot("getChat", chat_id=ana.id))
    answer_oracle("ChatFullInfo", await bot("getChat", chat_id=double.group("Team", topics=True).id))
    assert double.violations == []
