"""The bot on the line: what it is given, what it tells of a wrong token, and how it leaves."""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.running import BotRefused, on_line
from bot.evals.telegram import TelegramDouble, running
from bot.message import Incoming, Person, Reply
from bot.store import open_store

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
TOKEN = "987654321:canary-token-that-nobody-knows-0123"


class Echo:
    def clock(self) -> datetime:
        return NOW

    async def handle(self, incoming: Incoming) -> Reply:
        return Reply(f"You wrote: {incoming.text}")

    async def recall(self, conversation_id: str) -> Reply | None:
        return None

    async def language_of(self, person: Person) -> str:
        return person.language or "en"


@pytest.fixture(autouse=True)
def library_as_before() -> Any:
    library = logging.getLogger("telegram")
    level = library.level
    yield
    library.setLevel(level)


OPTIONS: dict[str, Any] = {"language": "en", "messages_per_minute": 20}


async def test_it_knows_who_it_is_and_never_shows_its_token() -> None:
    double = TelegramDouble()
    store = await open_store("sqlite://")
    async with (
        running(double) as url,
        on_line(Echo(), store.channel, token=double.token, api_url=url, **OPTIONS) as line,
    ):
        assert (line.me.username, line.link) == ("slotwise_bot", "https://t.me/slotwise_bot")
        assert double.token not in f"{line!r} {line}"
    await store.close()


async def test_a_wrong_token_is_told_in_words_that_do_not_hold_it(caplog: pytest.LogCaptureFixture) -> None:
    store = await open_store("sqlite://")
    with caplog.at_level(logging.DEBUG):
        async with running(TelegramDouble()) as url:
            with pytest.raises(BotRefused) as caught:
                async with on_line(Echo(), store.channel, token=TOKEN, api_url=url, **OPTIONS):
                    pass
    await store.close()
    told = "".join(traceback.format_exception(caught.value))
    assert "Telegram does not know the bot of TELEGRAM_BOT_TOKEN" in told
    assert "canary" not in told
    library = [record.getMessage() for record in caplog.records if record.name.startswith(("telegram", "slotwise"))]
    assert "canary" not in " ".join(library)


async def test_an_update_that_cannot_be_read_is_logged_by_its_number_and_the_next_one_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    double = TelegramDouble()
    ana = double.person("Ana").private()
    store = await open_store("sqlite://")
    async with (
        running(double) as url,
        on_line(Echo(), store.channel, token=double.token, api_url=url, **OPTIONS) as line,
    ):
        await line.inbox.take([{"update_id": 5, "message": {"chat": {"id": ana.id}, "text": "canary"}}])
        message = await ana.send("hello")
        await line.inbox.take([{"update_id": 6, "message": message.as_json()}])
        await ana.until(lambda: ana.replies)
    await store.close()
    assert ana.last.text == "You wrote: hello"
    assert "update 5 failed, reference" in caplog.text
    assert "canary" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("slot"))
    assert double.violations == []
