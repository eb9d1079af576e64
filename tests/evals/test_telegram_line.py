"""What a dialogue sees and does through Telegram."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import open_app
from bot.config import Settings
from bot.evals.dialogue import Dialogue, Talker
from bot.evals.lines import opening
from bot.evals.runner import Outcome, play
from bot.evals.seen import Button
from bot.evals.telegram_line import TelegramLine, telegram_line

NOW = "2026-11-23T09:00:00-05:00"
ANA = {"name": "Ana Silva", "email": "ana@example.com", "time_zone": "Europe/Lisbon", "language": "en"}


@asynccontextmanager
async def ana(**person: Any) -> AsyncIterator[TelegramLine]:
    now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    async with (
        open_app(Settings(), now=now, in_memory=True) as app,
        telegram_line(app, Talker.model_validate(ANA | person)) as line,
    ):
        yield line


def button(buttons: tuple[Button, ...], name: str) -> Button:
    return next(one for one in buttons if name in one.called)


async def played(*steps: dict[str, Any], **expect: Any) -> Outcome:
    talk = {"name": "a-talk", "now": NOW, "person": ANA, "steps": steps, "expect": expect}
    return await play(Dialogue.model_validate(talk), Settings(), reach=opening("telegram"))


async def test_what_is_seen_is_the_screen_and_not_the_markup() -> None:
    async with ana() as line:
        seen = (await line.say("30 min with Bailey tomorrow at 3pm")).seen
    assert "Shall I book this?" in seen.text
    assert "<b>" not in seen.text
    assert [one.label for one in seen.buttons] == ["Confirm", "Not this", "Other times"]


async def test_an_edited_card_and_its_file_are_the_answer_to_a_tap() -> None:
    async with ana() as line:
        proposed = await line.say("30 min with Bailey tomorrow at 3pm")
        booked = await line.tap(button(proposed.seen.buttons, "Confirm"))
        assert len([message for message in line.side.replies if message.text]) == 1
    assert booked.seen.text.startswith("Booked!")
    assert ".ics]" in booked.seen.text
    assert [booking.status for booking in booked.reply.bookings] == ["accepted"]


async def test_a_time_is_called_by_its_day_and_a_day_by_its_month() -> None:
    async with ana() as line:
        times = await line.say("30 min with Bailey, any time on Thursday")
        assert button(times.seen.buttons, "Thu, Nov 26, 3:00 PM").label == "3:00 PM"
        another = await line.tap(button(times.seen.buttons, "Another day"))
        month = await line.tap(button(another.seen.buttons, "Whole month"))
        assert button(month.seen.buttons, "November 27, 2026").label == "27"


async def test_what_is_said_in_passing_is_seen_with_the_card_that_stays() -> None:
    async with ana() as line:
        proposed = await line.say("30 min with Bailey tomorrow at 3pm")
        confirm = button(proposed.seen.buttons, "Confirm")
        await line.tap(confirm)
        again = await line.tap(confirm)
        assert line.side.toasts[-1] in again.seen.text
    assert "Booked!" in again.seen.text


async def test_an_update_that_comes_twice_is_answered_once() -> None:
    async with ana() as line:
        await line.say("what have I booked?", twice=True)
        assert len(line.side.replies) == 1


async def test_an_app_sends_no_blanks_and_cuts_what_is_too_long() -> None:
    async with ana() as line:
        assert (await line.say("   ")).seen.text == ""
        await line.say("ha! " * 3000)
        sent = [message for message in line.side.messages if not message.is_from_bot]
    assert len(sent) > 1
    assert max(len(message.text) for message in sent) <= 4096


@pytest.mark.parametrize(
    ("break_", "problem"),
    [
        (lambda line: line.double.fail("editMessageText", status=400), "Telegram refused editMessageText"),
        (lambda line: line.double.violated("markup", "sendMessage", "a button too wide"), "a button too wide"),
    ],
)
async def test_what_telegram_objects_to_is_a_problem(break_: Callable[[TelegramLine], None], problem: str) -> None:
    async with ana() as line:
        proposed = await line.say("30 min with Bailey tomorrow at 3pm")
        assert line.problems() == []
        break_(line)
        await line.tap(button(proposed.seen.buttons, "Not this"))
        assert any(problem in one for one in line.problems())


async def test_a_crash_behind_the_channel_is_a_problem_with_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    async def crash(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("bot.app.App.handle", crash)
    (problem,) = (await played({"say": "hi"})).problems
    assert "turn 1" in problem
    assert "RuntimeError: a bug" in problem


async def test_a_booking_that_is_owned_before_can_be_moved_there() -> None:
    existing = {"event_type": "30min", "host": "bailey", "start": "2026-11-25T15:00:00Z", "by": "person"}
    steps = [{"say": "cancel my meeting"}, {"tap": "^Confirm"}]
    talk = {"name": "a-talk", "now": NOW, "person": ANA, "existing": [existing], "steps": steps}
    expected = {"bookings": [{"status": "cancelled"}], "said": ["Cancelled"]}
    outcome = await play(Dialogue.model_validate(talk | {"expect": expected}), Settings(), reach=opening("telegram"))
    assert outcome.problems == ()


async def test_a_tap_on_a_button_that_is_gone_reaches_the_assistant_all_the_same() -> None:
    outcome = await played(
        {"say": "30 min with Bailey tomorrow at 3pm"},
        {"tap": "^Confirm"},
        {"tap_old": "^Confirm"},
        bookings=[{"status": "accepted"}],
    )
    assert outcome.problems == ()
    assert [turn.said for turn in outcome.turns][1:] == ["[Confirm]", "[Confirm]"]
