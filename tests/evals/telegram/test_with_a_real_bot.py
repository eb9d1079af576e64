"""A bot of python-telegram-bot against the double: what the channel stands on."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.evals.telegram import InProcess, TelegramDouble, running
from tests.evals.telegram.calling import greeted, unlimited

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


def bot_of(double: TelegramDouble, token: str | None = None) -> Bot:
    line = HTTPXRequest(httpx_kwargs={"transport": InProcess(double)})
    polls = HTTPXRequest(httpx_kwargs={"transport": InProcess(double)})
    return Bot(token or double.token, base_url="http://double/bot", request=line, get_updates_request=polls)


async def on_message(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html(f"<b>{update.message.text}</b>?", reply_markup=YES)


async def on_tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Taken")
    await query.edit_message_text("Booked")
    chat = update.effective_chat
    assert chat is not None
    await context.bot.send_document(chat.id, io.BytesIO(b"BEGIN:VCALENDAR"), filename="booking.ics")


@asynccontextmanager
async def polling(double: TelegramDouble, url: str) -> AsyncIterator[None]:
    application = Application.builder().token(double.token).base_url(f"{url}/bot").concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.TEXT, on_message))
    application.add_handler(CallbackQueryHandler(on_tap))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_conversation_goes_from_hello_to_the_file() -> None:
    double = unlimited()
    ana = double.person("Ana").private()
    async with running(double) as url, polling(double, url):
        await ana.send("Thursday")
        await ana.answered()
        await ana.tap("Yes")
        await ana.until(lambda: ana.last.document)
        await double.settled()
    assert [message.text for message in ana.messages] == ["Thursday", "Booked", ""]
    assert ana.toasts == ["Taken"]
    document = ana.last.document
    assert document is not None
    assert (document.name, document.media_type, document.content) == (
        "booking.ics",
        "text/calendar",
        b"BEGIN:VCALENDAR",
    )
    assert (double.violations, double.unanswered, double.refused) == ([], [], [])


async def test_many_chats_at_once_are_all_served() -> None:
    double = unlimited()
    sides = [double.person(f"P{number}").private() for number in range(60)]
    async with running(double) as url, polling(double, url):
        await asyncio.gather(*(side.send(f"hi {side.id}") for side in sides))
        await asyncio.gather(*(side.answered(timeout=30) for side in sides))
        await double.settled()
    assert [side.last.text for side in sides] == [f"hi {side.id}?" for side in sides]
    assert double.violations == []


async def test_refusals_become_the_errors_that_the_library_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    double = unlimited()
    ana, ben = await greeted(double), double.person("Ben")
    old = double.group("Team", members=[ben], is_supergroup=False)
    new = await old.upgrade(ben)
    async with bot_of(double) as bot:
        with pytest.raises(BadRequest, match="Can't parse entities"):
            await bot.send_message(ana.id, "<b>x", parse_mode="HTML")
        with pytest.raises(Forbidden):
            await bot.send_message(ben.id, "x")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(old.id, "x")
        assert moved.value.new_chat_id == new.id
        double.fail("sendMessage", 429, retry_after=7)
        with pytest.raises(RetryAfter) as later:
            await bot.send_message(ana.id, "x")
        assert later.value.retry_after == timedelta(seconds=7)
        for status in (500, 502):
            double.fail("sendMessage", status)
            with pytest.raises(NetworkError):
                await bot.send_message(ana.id, "x")
        double.drop("sendMessage")
        with pytest.raises(NetworkError):
            await bot.send_message(ana.id, "x")
    with pytest.raises(InvalidToken):
        await bot_of(double, token="700000001:wrong").initialize()


async def test_an_updates_library_reads_the_same_person_and_place() -> None:
    double = unlimited()
    ana = double.person("Ana", last_name="Silva", username="ana_s", language_code="pt-br")
    group = double.group("Team", members=[ana], topics=True)
    topic = await group.topic("Sales", by=ana)
    async with bot_of(double) as bot:
        await ana.at(group, topic).mention("hi")
        update = (await bot.get_updates())[-1]
    message = update.effective_message
    assert message is not None
    assert (message.chat.is_forum, message.message_thread_id, message.is_topic_message) == (True, topic, True)
    assert message.from_user is not None
    assert (message.from_user.full_name, message.from_user.language_code) == ("Ana Silva", "pt-br")
