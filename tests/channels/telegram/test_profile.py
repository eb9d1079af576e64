"""What the bot says of itself."""

import logging
from collections.abc import AsyncIterator

import pytest
from telegram.constants import BotDescriptionLimit, BotNameLimit
from telegram.ext import ExtBot

from bot.channels.telegram.pace import Pace
from bot.channels.telegram.profile import GROUP_COMMANDS, PRIVATE_COMMANDS, ROOM, show_profile
from bot.conversation.wording import Wording, languages
from bot.evals.telegram import TelegramDouble, running


@pytest.fixture
async def double() -> TelegramDouble:
    return TelegramDouble(name="Whatever BotFather was told")


@pytest.fixture
async def bot(double: TelegramDouble) -> AsyncIterator[ExtBot[int]]:
    async with running(double) as url:
        one: ExtBot[int] = ExtBot(double.token, base_url=f"{url}/bot", rate_limiter=Pace())
        await one.initialize()
        yield one
        await one.shutdown()
    assert double.violations == []


def listed(double: TelegramDouble, scope: str, language: str) -> list[str]:
    return [command["command"] for command in double.profile.commands[scope, language]]  # type: ignore[misc]


def settings_of(double: TelegramDouble) -> list[str]:
    return [call.method for call in double.calls if call.method.startswith("set")]


async def test_it_shows_commands_menu_name_and_descriptions_in_every_language(
    double: TelegramDouble, bot: ExtBot[int]
) -> None:
    await show_profile(bot, "en")
    profile = double.profile
    for code in ("", *languages(ROOM)):
        assert listed(double, "default", code) == list(PRIVATE_COMMANDS)
        assert listed(double, "all_private_chats", code) == list(PRIVATE_COMMANDS)
        assert listed(double, "all_group_chats", code) == list(GROUP_COMMANDS)
        said = Wording(code or "en", ROOM)
        # What a language has not of its own, it has of all.
        assert profile.names.get(code, profile.names[""]) == said.say("bot-name")
        assert profile.descriptions.get(code, profile.descriptions[""]) == said.say("bot-description")
        short = profile.short_descriptions.get(code, profile.short_descriptions[""])
        assert short == said.say("bot-short-description")
    assert profile.menu_buttons == {None: {"type": "commands"}}
    assert double.refused == []


async def test_a_second_start_changes_nothing(double: TelegramDouble, bot: ExtBot[int]) -> None:
    await show_profile(bot, "en")
    double.calls.clear()
    await show_profile(bot, "en")
    assert settings_of(double) == []
    double.profile.names["en"] = "Somebody changed it"
    await show_profile(bot, "en")
    assert settings_of(double) == ["setMyName"]


async def test_a_team_calls_its_bot_as_it_likes(double: TelegramDouble, bot: ExtBot[int]) -> None:
    await show_profile(bot, "en", name="Acme Bookings")
    assert set(double.profile.names.values()) == {"Acme Bookings"}


async def test_what_telegram_refuses_is_told_and_keeps_nothing_else_back(
    double: TelegramDouble, bot: ExtBot[int], caplog: pytest.LogCaptureFixture
) -> None:
    double.fail("setMyName", 429, retry_after=7200)
    double.fail("getChatMenuButton", 500)
    with caplog.at_level(logging.WARNING, "slotwise"):
        await show_profile(bot, "en")
    told = [record.getMessage() for record in caplog.records if record.name == "slotwise.telegram"]
    assert len(told) == 2
    assert told[0].startswith("the bot's menu button could not be brought up to date: ")
    assert told[1].startswith("the bot's name (every other language) could not be brought up to date: ")
    assert listed(double, "default", "") == list(PRIVATE_COMMANDS)
    assert double.profile.names["en"] == "Slotwise"


@pytest.mark.parametrize("language", languages(ROOM))
def test_each_language_fits_what_telegram_shows(language: str) -> None:
    said = Wording(language, ROOM)
    assert len(said.say("bot-name")) <= BotNameLimit.MAX_NAME_LENGTH
    assert len(said.say("bot-short-description")) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    assert len(said.say("bot-description")) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
