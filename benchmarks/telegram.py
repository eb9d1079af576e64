"""What Telegram costs: the whole channel over the double of the Bot API, in this process, with the store in a file.

What the store keeps of an update, a card and a chat is in the times. Telegram's flood limits are not in the figures:
they would be all that is measured.
"""

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.budgets import COMMONEST, DIALOGUES, WARM_UPS, WISHES, Result
from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.evals import dialogue
from bot.evals.dialogue import Talker
from bot.evals.lines import Line
from bot.evals.runner import play
from bot.evals.seen import Button
from bot.evals.telegram import TelegramDouble
from bot.evals.telegram_line import UNHURRIED, BotInProcess, Overheard, TelegramLine, bot_over, telegram_line
from bot.message import Incoming, Reply

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
ANA = Talker(name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon", language="en")

TYPICAL = "everything-in-one-message"
"""A message and a tap: a booking as most people make it."""

ROUNDS = 3
"""The quietest of them counts: what else the machine does only ever adds."""

CHATS = 200
UPDATES_EACH = 3
SLOWEST = 30
"""Updates a second: so many messages a second Telegram takes of a bot."""

MESSAGES = ("sendMessage", "editMessageText")
"""The calls that show an answer."""


class Timed(Overheard):
    """Notes how long the assistant had an update."""

    seconds = 0.0

    async def handle(self, incoming: Incoming) -> Reply:
        started = time.perf_counter()
        try:
            return await super().handle(incoming)
        finally:
            self.seconds = time.perf_counter() - started


async def measure() -> list[Result]:
    settings = load_settings(env_file=None)
    medians, p99s, rates = [], [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            seconds = sorted(await _handling_times(_kept_in(settings, folder)))
        medians.append(1000 * statistics.median(seconds))
        p99s.append(1000 * seconds[int(len(seconds) * 0.99)])
        with tempfile.TemporaryDirectory() as folder:
            rates.append(await _updates_a_second(_kept_in(settings, folder)))
    median, p99, rate = min(medians), min(p99s), max(rates)
    return [
        Result("an update beside its turn, median", f"{median:.1f} ms", "5 ms", median <= 5),
        Result("an update beside its turn, p99", f"{p99:.1f} ms", "20 ms", p99 <= 20),
        Result(f"updates a second, {CHATS} chats at once", f"{rate:.0f}", f"{SLOWEST}", rate >= SLOWEST),
        *await _messages(settings),
    ]


def _kept_in(settings: Settings, folder: str) -> Settings:
    return settings.model_copy(update={"slotwise_data_dir": Path(folder)})


async def _handling_times(settings: Settings) -> list[float]:
    """Seconds from the inbox taking an update in to the call that shows the answer arriving at the Bot API, without the
    assistant's turn, which the model and Cal.com are asked in and which has a budget of its own: people who book, look,
    and cancel, one after the other."""
    seconds: list[float] = []
    async with open_app(settings, now=NOW) as app:
        double = TelegramDouble(limits=UNHURRIED, clock=app.clock, ticks=time.perf_counter)
        assistant = Timed(app, ANA)
        async with bot_over(double, assistant, app.store.channel) as bot:
            for number, wish in enumerate(WISHES * 2):
                if number == WARM_UPS:
                    # What a process has loaded by then it freezes, as the commands do at their start.
                    gc.collect()
                    gc.freeze()
                side = double.person(f"Guest {number}", language_code="en").private()
                turns = await _timed_turns(TelegramLine(side, bot, assistant), assistant, wish)
                if number >= WARM_UPS:
                    seconds += turns
    return seconds


async def _timed_turns(line: TelegramLine, assistant: Timed, wish: str) -> list[float]:
    seconds: list[float] = []
    buttons: dict[str, Button] = {}
    for said in (wish, "Confirm", "what have I booked?", "cancel it", "Confirm"):
        calls = len(line.double.calls)
        started = time.perf_counter()
        if said in buttons:
            answer = await line.tap(buttons[said])
        else:
            answer = await line.say(said)
        shown = next(call.tick for call in line.double.calls[calls:] if call.method in MESSAGES)
        seconds.append(shown - started - assistant.seconds)
        buttons = {button.label: button for button in answer.seen.buttons}
    if [booking.status for booking in answer.reply.bookings] != ["cancelled"]:
        raise SystemExit(f"the conversation to be timed went another way: {answer.seen.text}")
    return seconds


async def _updates_a_second(settings: Settings) -> float:
    """A question and two taps of each of many people at once, with the built-in model and the sandbox in the same
    process."""
    async with open_app(settings, now=NOW) as app:
        double = TelegramDouble(limits=UNHURRIED, clock=app.clock)
        people = [double.person(f"Guest {number}", language_code="en").private() for number in range(CHATS)]
        async with bot_over(double, Overheard(app, ANA), app.store.channel) as bot:
            started = time.perf_counter()
            await _all_at_once(bot, [person.send("30 min with Bailey next week") for person in people])
            await _all_at_once(bot, [person.tap("Another day") for person in people])
            await _all_at_once(bot, [person.tap("Whole month") for person in people])
            rate = CHATS * UPDATES_EACH / (time.perf_counter() - started)
        for person in people:
            if "Whole month" in person.last.labels or not person.last.labels:
                raise SystemExit(f"an answer is missing:\n{person.screen()}")
    return rate


async def _all_at_once(bot: BotInProcess, doings: Sequence[Awaitable[object]]) -> None:
    await asyncio.gather(*doings)
    await bot.deliver()


async def _messages(settings: Settings) -> list[Result]:
    """How many new messages the bot sends: for a typical booking, and for each message that a person writes."""
    written = sent = typical = 0
    doubles: list[TelegramDouble] = []

    @asynccontextmanager
    async def counted(app: App, talker: Talker, name: str) -> AsyncIterator[Line]:
        doubles.append(TelegramDouble(limits=UNHURRIED, clock=app.clock))
        async with telegram_line(app, talker, double=doubles[-1]) as line:
            yield line

    for name in COMMONEST:
        talk = dialogue.load(DIALOGUES / f"{name}.yaml")
        outcome = await play(talk, settings, folder=DIALOGUES, reach=counted)
        if not outcome.passed:
            raise SystemExit(f"the dialogue {name} fails, so its messages mean nothing: {outcome.problems[0]}")
        of_this = len(doubles[-1].calls_of("sendMessage"))
        sent += of_this
        written += sum(not turn.said.startswith("[") for turn in outcome.turns)
        if name == TYPICAL:
            typical = of_this
    most = 2
    return [
        Result("messages for a booking, beside the file", str(typical), str(most), typical <= most),
        Result("messages for one of the person's", f"{sent / written:.2f}", "1", sent <= written),
    ]
