"""What each budget means and how it is measured, against the embedded sandbox with the built-in model."""

import asyncio
import gc
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pexpect

from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.evals import dialogue, runner
from bot.message import Incoming, Person
from bot.scheduling import when, zones

DIALOGUES = Path(__file__).parents[1] / "tests" / "dialogues"

COMMONEST = (
    "everything-in-one-message",
    "thirty-minutes-with-bailey",
    "yes-in-words",
    "soonest",
    "a-tapped-time",
    "consultation-with-its-questions",
    "no-wait-four-o-clock",
    "move-to-a-named-time",
    "cancel-my-friday-meeting",
    "a-demo-with-the-support-team",
)
"""The ten dialogues that people have most: book in one go, bit by bit, in words, soonest, by list, with questions,
corrected, moved, cancelled, and with a team."""

ONE_CALL = ("everything-in-one-message", "yes-in-words", "a-demo-with-the-support-team")
"""Those in which one message holds every detail."""

PHRASES = (
    "tomorrow at 3pm",
    "next tuesday afternoon",
    "friday the 27th at 10",
    "between 2 and 4 pm on Thursday",
    "in two weeks",
    "the first Monday in December at half past nine",
    "Mon-Wed mornings",
    "can we meet the day after tomorrow around noon?",
    "end of the month",
    "after 4 on Wednesday, please",
    "as soon as possible",
    "I would like to talk about pricing",
)

PLACES = ("Lisbon", "New York", "PST", "UTC+2", "Portugal", "Springfield", "Buenos Aires", "eastern time", "Mumbai")

WEEKDAYS = ("tuesday", "wednesday", "thursday", "friday", "next monday")
WISHES = [f"30 min with Bailey on {day} at {hour}" for day in WEEKDAYS for hour in ("3pm", "4pm", "7pm")]
WARM_UPS = 5

KNOWN_CONVERSATIONS = 10_000


@dataclass(frozen=True)
class Result:
    what: str
    measured: str
    limit: str
    kept: bool


async def measure_all() -> list[Result]:
    settings = load_settings(env_file=None)
    results = await _model_calls(settings)
    results += await _own_time(settings)
    results += [_microseconds("a date phrase", _phrase_seconds, 500), _microseconds("a place", _place_seconds, 500)]
    results.append(_first_prompt())
    results.append(_memory())
    return results


async def _model_calls(settings: Settings) -> list[Result]:
    """Model calls in the ten commonest dialogues."""
    results = []
    for name in COMMONEST:
        talk = dialogue.load(DIALOGUES / f"{name}.yaml")
        outcome = await runner.play(talk, settings, folder=DIALOGUES)
        if not outcome.passed:
            raise SystemExit(f"the dialogue {name} fails, so its cost means nothing: {outcome.problems[0]}")
        limit = 1 if name in ONE_CALL else sum(not turn.said.startswith("[") for turn in outcome.turns)
        results.append(
            Result(f"model calls, {name}", str(outcome.model_calls), str(limit), outcome.model_calls <= limit)
        )
    return results


async def _own_time(settings: Settings) -> list[Result]:
    """A turn in a process that runs: a booking made, looked at and cancelled, by one person after the other."""
    now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    seconds: list[float] = []
    async with open_app(settings, now=now, in_memory=True) as app:
        for number, wish in enumerate(WISHES * 2):
            if number == WARM_UPS:
                # What a process has loaded by then it freezes, as the commands do at their start.
                gc.collect()
                gc.freeze()
            turns = await _booked_and_cancelled(app, wish, number)
            if number >= WARM_UPS:
                seconds += turns
    ordered = sorted(seconds)
    p99 = ordered[int(len(ordered) * 0.99)] * 1000
    median = statistics.median(ordered) * 1000
    return [
        Result("our own time a turn, median", f"{median:.1f} ms", "15 ms", median <= 15),
        Result("our own time a turn, p99", f"{p99:.1f} ms", "50 ms", p99 <= 50),
        await _against_bare_client(),
    ]


async def _booked_and_cancelled(app: App, wish: str, number: int) -> list[float]:
    """The seconds of each turn of one person."""
    person = Person(f"bench:{number}", name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
    seconds: list[float] = []
    choices: dict[str, str] = {}
    for turn, said in enumerate((wish, "Confirm", "what have I booked?", "cancel it", "Confirm")):
        choice = choices.get(said)
        incoming = Incoming(f"own:{number}", str(turn), person, app.clock(), text="" if choice else said, choice=choice)
        started = time.perf_counter()
        reply = await app.handle(incoming)
        seconds.append(time.perf_counter() - started)
        choices = {offered.label: offered.id for offered in reply.choices}
    if [booking.status for booking in reply.bookings] != ["cancelled"]:
        raise SystemExit(f"the conversation to be timed went another way: {reply.text}")
    return seconds


async def _against_bare_client() -> Result:
    """Bookings by a message and a tap over HTTP, each against a loop that makes the same requests of a second sandbox,
    which names bookings and reservations alike, so that the same requests mean the same there."""
    now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    ratios = []
    recorded: list[httpx.Request] = []
    with _served(now) as ours_url, _served(now) as bare_url:
        settings = load_settings(env_file=None, overrides={"calcom_api_url": ours_url})
        async with open_app(settings, now=now, in_memory=True) as app, httpx.AsyncClient() as client:
            _record_into(app, recorded)
            for number, wish in enumerate(WISHES):
                recorded.clear()
                started = time.perf_counter()
                await _book(app, wish, number)
                ours = time.perf_counter() - started
                again = [
                    (request.method, str(request.url).replace(ours_url, bare_url), request.headers, request.content)
                    for request in recorded
                ]
                started = time.perf_counter()
                for method, url, headers, content in again:
                    (await client.request(method, url, headers=headers, content=content)).json()
                if number >= WARM_UPS:
                    ratios.append(ours / (time.perf_counter() - started))
    ratio = statistics.median(ratios)
    return Result("time over a bare client doing the same calls", f"{ratio:.2f}x", "2x", ratio <= 2)


@contextmanager
def _served(now: datetime) -> Iterator[str]:
    """A sandbox on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bot", "sandbox", "--port", str(port), "--now", now.isoformat()]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()  # it says so when it listens
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _record_into(app: App, recorded: list[httpx.Request]) -> None:
    async def note(request: httpx.Request) -> None:
        recorded.append(request)

    app.calendar._http.event_hooks["request"].append(note)  # type: ignore[attr-defined]


async def _book(app: App, wish: str, number: int) -> None:
    person = Person(f"bench:{number}", name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
    reply = await app.handle(Incoming(f"bench:{number}", "1", person, app.clock(), text=wish))
    yes = next(choice.id for choice in reply.choices if choice.label.startswith("Confirm"))
    reply = await app.handle(Incoming(f"bench:{number}", "2", person, app.clock(), choice=yes))
    if not reply.bookings:
        raise SystemExit(f"the booking to be timed was not made: {reply.text}")


def _microseconds(what: str, measure: Callable[[], list[float]], limit: int) -> Result:
    median = statistics.median(measure()) * 1e6
    return Result(f"{what}, median", f"{median:.0f} µs", f"{limit} µs", median <= limit)


def _phrase_seconds() -> list[float]:
    now = zones.local(datetime(2026, 11, 23, 14, tzinfo=UTC), "Europe/Lisbon")
    return _timed(lambda phrase: when.read(phrase, now=now, zone="Europe/Lisbon"), PHRASES)


def _place_seconds() -> list[float]:
    return _timed(zones.lookup, PLACES)


def _timed(function: Callable[[str], object], inputs: tuple[str, ...]) -> list[float]:
    for text in inputs:
        function(text)  # the first call reads the word lists
    seconds = []
    for _ in range(50):
        for text in inputs:
            started = time.perf_counter()
            function(text)
            seconds.append(time.perf_counter() - started)
    return seconds


def _first_prompt() -> Result:
    """From the start of ``slotwise chat`` to its first prompt on a terminal, warm disk."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(5):
            started = time.perf_counter()
            child = pexpect.spawn(
                sys.executable,
                ["-m", "bot", "chat"],
                env={"SLOTWISE_DATA_DIR": folder, "TERM": "xterm", "PATH": "/usr/bin:/bin", "HOME": folder},
                timeout=30,
            )
            child.expect("> ")
            seconds.append(time.perf_counter() - started)
            child.close(force=True)
    median = statistics.median(seconds)
    return Result("first prompt of chat, median", f"{median:.2f} s", "1.5 s", median <= 1.5)


def _memory() -> Result:
    """Peak memory of a process that serves people while it knows 10,000 conversations."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.budgets", str(Path(folder) / "store.db")],
            capture_output=True,
            text=True,
            check=True,
        )
    megabytes = int(done.stdout) / 1024
    return Result(
        f"memory with {KNOWN_CONVERSATIONS} known conversations", f"{megabytes:.0f} MB", "200 MB", megabytes <= 200
    )


async def _serve_many(database: str) -> None:
    import resource

    settings = load_settings(env_file=None, overrides={"database_url": f"sqlite:///{database}"})
    async with open_app(settings, now=datetime(2026, 11, 23, 14, tzinfo=UTC)) as app:
        person = Person("bench", name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
        await app.handle(Incoming("bench:0", "1", person, app.clock(), text="30 min tomorrow at 3pm"))
        known = await app.store.load("bench:0")
        for number in range(1, KNOWN_CONVERSATIONS):
            await app.store.save(
                f"bench:{number}", "bench", known.state, revision=0, message_id="1", answer={"text": "", "choices": []}
            )
        for number in range(0, KNOWN_CONVERSATIONS, 100):
            await app.handle(Incoming(f"bench:{number}", "2", person, app.clock(), text="rather at 4pm"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    asyncio.run(_serve_many(sys.argv[1]))
