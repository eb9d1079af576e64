"""The real process, killed at any moment of a booking: after a restart the talk goes on, and tells what is true.

A chat on pipes talks to a sandbox of its own over HTTP. It is killed with SIGKILL while its request is held up at the
sandbox (before or after it took effect), while it looks for what became of it, or some moment after the yes was typed.
"""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

NOW = "2026-11-23T14:00:00Z"
WISH = "30 minutes with Bailey tomorrow at 3pm, I'm Ana Silva, ana@example.com"
START = "2026-11-24T15:00:00.000Z"
KEY = {"Authorization": "Bearer cal_sandbox_bailey", "cal-api-version": "2024-08-13"}


class Sandbox:
    """A sandbox in a process of its own, on a port that was free a moment ago."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "sandbox", "--port", str(port), "--now", NOW],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith("The sandbox answers at")
        self.url = f"http://127.0.0.1:{port}"
        self._http = httpx.Client(base_url=self.url, timeout=10)

    def fault(self, operation: str, kind: str, **options: Any) -> None:
        answer = self._http.post("/sandbox/faults", json={"operation": operation, "kind": kind, **options})
        assert answer.status_code == 200, answer.text

    def bookings(self) -> list[dict[str, Any]]:
        """Those that still stand, as Bailey sees them."""
        answer = self._http.get("/v2/bookings", headers=KEY)
        return [one for one in answer.json()["data"] if one["status"] not in ("cancelled", "rejected")]

    def forget_faults(self) -> None:
        self._http.delete("/sandbox/faults")

    def faults_left(self) -> int:
        return len(self._http.get("/sandbox/faults").json()["faults"])

    def close(self) -> None:
        self._http.close()
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


class Chat:
    """``slotwise chat --json`` on pipes, over the same data folder at each start."""

    def __init__(self, sandbox: Sandbox) -> None:
        command = [sys.executable, "-m", "bot", "chat", "--json", "--calcom-url", sandbox.url]
        self._process = subprocess.Popen(
            [*command, "--now", NOW, "--time-zone", "Europe/Lisbon"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the chat ended without a reply"
        reply: dict[str, Any] = json.loads(line)
        return reply

    def say(self, line: str) -> dict[str, Any]:
        self.type(line)
        return self.read()

    def kill(self) -> None:
        self._process.kill()
        assert self._process.wait(10) == -signal.SIGKILL

    def leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(10) == 0

    def close(self) -> None:
        """Frees what the process leaves, however its test ended."""
        self._process.kill()
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # a line that the killed process never read
                assert pipe is not None
                pipe.close()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    yield running
    running.close()


@pytest.fixture
def start(sandbox: Sandbox) -> Iterator[Callable[[], Chat]]:
    """Starts the chat, and starts it again."""
    started: list[Chat] = []

    def start() -> Chat:
        started.append(Chat(sandbox))
        return started[-1]

    yield start
    for chat in started:
        chat.close()


def wait_for(claim: Any) -> None:
    for _ in range(500):
        if claim():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come about within five seconds")


def goes_on_truthfully(sandbox: Sandbox, start: Callable[[], Chat], *, may_be_told: bool = False) -> None:
    """The first reply after a restart agrees with the sandbox; then the booking is made, and stands once. What the
    process may have told just before its end (``may_be_told``) is not told again unless it is asked for."""
    chat = start()
    reply = chat.say("did that work?")
    standing = sandbox.bookings()
    told = [one["uid"] for one in reply["bookings"]]
    if "Booked!" in reply["text"]:
        assert told == [one["uid"] for one in standing]
    else:
        assert told == []
        assert standing == [] or may_be_told or "cannot say yet" in reply["text"]
    for _ in range(3):
        if reply["proposal"] is None:
            break
        reply = chat.say("yes")
    listed = chat.say("what have I booked?")
    (booking,) = sandbox.bookings()
    assert booking["start"] == START
    assert booking["attendees"][0]["email"] == "ana@example.com"
    assert [one["uid"] for one in listed["bookings"]] == [booking["uid"]]
    chat.leave()


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ("reservations.delete", "delay"),  # the intent is stored, nothing is sent yet
        ("bookings.create", "delay"),  # the request is at Cal.com, which has not decided
        ("bookings.get", "delay"),  # the booking stands, and is about to be read back
        ("bookings.calendar_links", "delay"),
    ],
)
def test_killed_while_a_request_is_held_up(
    sandbox: Sandbox, start: Callable[[], Chat], operation: str, kind: str
) -> None:
    chat = start()
    assert chat.say(WISH)["proposal"]["kind"] == "book"
    sandbox.fault(operation, kind, seconds=0.5)
    chat.type("yes")
    wait_for(lambda: sandbox.faults_left() == 0)
    chat.kill()
    time.sleep(0.6)  # what is held up at Cal.com happens all the same
    goes_on_truthfully(sandbox, start)


@pytest.mark.parametrize("fault", ["drop_after", "drop_before"])
def test_killed_while_it_looks_for_what_became_of_a_lost_answer(
    sandbox: Sandbox, start: Callable[[], Chat], fault: str
) -> None:
    chat = start()
    chat.say(WISH)
    sandbox.fault("bookings.create", fault)
    sandbox.fault("bookings.list", "delay", seconds=0.3)
    chat.type("yes")
    wait_for(lambda: sandbox.faults_left() == 0)
    chat.kill()
    goes_on_truthfully(sandbox, start)


def test_killed_after_it_said_that_the_outcome_is_unknown(sandbox: Sandbox, start: Callable[[], Chat]) -> None:
    chat = start()
    chat.say(WISH)
    sandbox.fault("bookings.create", "drop_after")
    sandbox.fault("bookings.list", "status", status=403, times=9)
    reply = chat.say("yes")
    assert "cannot say yet" in reply["text"]
    chat.kill()
    sandbox.forget_faults()
    chat = start()
    reply = chat.say("hello")
    assert reply["text"].startswith("Booked!")
    assert len(sandbox.bookings()) == 1
    chat.leave()


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.06])
def test_killed_some_moment_after_the_yes(sandbox: Sandbox, start: Callable[[], Chat], moment: float) -> None:
    chat = start()
    chat.say(WISH)
    chat.type("yes")
    time.sleep(moment)
    chat.kill()
    goes_on_truthfully(sandbox, start, may_be_told=True)


def test_killed_before_the_first_reply_nothing_is_lost_but_that_message(
    sandbox: Sandbox, start: Callable[[], Chat]
) -> None:
    chat = start()
    chat.type(WISH)
    time.sleep(0.5)
    chat.kill()
    chat = start()
    reply = chat.say(WISH)
    assert reply["text"]
    assert sandbox.bookings() == []
    chat.leave()


def test_killed_after_everything_the_booking_is_still_ones_own(sandbox: Sandbox, start: Callable[[], Chat]) -> None:
    chat = start()
    chat.say(WISH)
    assert chat.say("yes")["text"].startswith("Booked!")
    chat.kill()
    chat = start()
    assert [one["start"] for one in chat.say("what have I booked?")["bookings"]] == ["2026-11-24T15:00:00Z"]
    assert chat.say("cancel it")["proposal"]["kind"] == "cancel"
    chat.kill()
    chat = start()
    chat.say("yes")
    assert sandbox.bookings() == []
    chat.leave()
