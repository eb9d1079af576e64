"""`slotwise sandbox` as a whole: it is started, booked at through `slotwise chat`, and stopped."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

NOW = ("--now", "2026-11-23T09:00:00-05:00")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


class Sandbox:
    def __init__(self, state: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = ["sandbox", *NOW, "--port", str(self.port), "--state", str(state)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.told = self.process.stdout.readline()
        self.also_told = self.process.stdout.readline()

    def stop(self) -> tuple[str, str]:
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


@pytest.fixture
def sandbox(state: Path) -> Iterator[Sandbox]:
    served = Sandbox(state)
    yield served
    served.process.kill()
    served.process.communicate()


def chat(url: str, typed: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", *NOW, "--calcom-url", url, "--json"],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_booking_made_at_the_served_sandbox_is_there_after_it_was_stopped_and_started(
    sandbox: Sandbox, state: Path
) -> None:
    assert sandbox.told == f"The sandbox answers at {sandbox.url}/v2 (Ctrl-C stops it).\n"
    assert sandbox.also_told == f"To see what is in it: {sandbox.url}/\n"
    with urlopen(f"{sandbox.url}/") as page:
        assert b"Bailey Hart" in page.read()
    *_, booked = chat(
        sandbox.url, "30 min with Bailey tomorrow at 3pm, I'm Ana Silva, ana@example.com, in Lisbon\nyes\n"
    )
    (booking,) = booked["bookings"]  # type: ignore[misc]
    assert booking["status"] == "accepted"
    assert sandbox.stop() == ("", "")
    assert sandbox.process.returncode == 0

    again = Sandbox(state)
    (listed,) = chat(again.url, "my bookings?\n")
    assert [one["uid"] for one in listed["bookings"]] == [booking["uid"]]  # type: ignore[attr-defined]
    again.stop()


def test_a_port_that_is_taken_is_told(sandbox: Sandbox) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "sandbox", "--port", str(sandbox.port)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Error: the sandbox cannot listen at 127.0.0.1, port {sandbox.port} (Address already in use)."
        " Choose others with --host and --port.\n"
    )
