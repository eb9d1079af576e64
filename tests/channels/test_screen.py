"""The terminal with a person at it, on a real pseudo-terminal."""

import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

FAKE_APP = Path(__file__).with_name("fake_app.py")
PROMPT = "> "


class Screen:
    """What a person types and sees; colours and cursor moves are left out of what is seen."""

    def __init__(self, child: "pexpect.spawn[str]") -> None:
        self.child = child

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def see(self, text: str) -> str:
        """Waits for the text, in whatever colours. What was seen on the way, with the text."""
        self.child.expect(r"(?:\x1b\[[0-9;]*m|\x1b\][^\x1b]*\x1b\\)*".join(re.escape(character) for character in text))
        return plain((self.child.before or "") + text)

    def see_end(self) -> str:
        self.child.expect(pexpect.EOF)
        return plain(self.child.before or "")

    def exit_code(self) -> int | None:
        self.child.wait()
        return self.child.exitstatus


def plain(seen: str) -> str:
    seen = re.sub(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>78]", "", seen)
    return re.sub(r"\r+\n?", "\n", seen)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PROMPT_TOOLKIT_NO_CPR", "1")
    child = pexpect.spawn(sys.executable, [str(FAKE_APP), "screen"], encoding="utf-8", dimensions=(30, 100), timeout=30)
    yield Screen(child)
    child.close(force=True)


def test_a_booking_by_numbers(screen: Screen, tmp_path: Path) -> None:
    welcome = screen.see(PROMPT)
    assert "Slotwise with a calendar and a model" in welcome
    assert "/help says more" in welcome
    screen.type("times\r")
    assert "When suits you?\n" in screen.see("2) Tue 16:00")
    screen.see(PROMPT)
    screen.type("1\r")
    card = screen.see("2) Change")
    assert "╭" in card
    assert "│ Tue 24 Nov, 15:00 (Lisbon) │" in card
    screen.see(PROMPT)
    screen.type("1)\r")
    assert "1) Add to calendar (link)" in screen.see(f"{tmp_path}/data/files/meeting.ics")
    screen.see(PROMPT)
    screen.type("1\r")
    screen.see("Add to calendar: https://calendar.example/add?x=1")
    screen.see(PROMPT)
    screen.type("\x04")
    assert screen.see_end().strip().endswith("Goodbye.")
    assert screen.exit_code() == 0


def test_an_empty_line_is_no_message(screen: Screen) -> None:
    for line in ("\r", "   \r", "hello\r"):
        screen.see(PROMPT)
        screen.type(line)
    assert "Nothing was written" not in screen.see("You wrote: hello")


def test_what_was_typed_comes_back_with_the_arrow_and_is_kept_for_its_owner(screen: Screen, tmp_path: Path) -> None:
    screen.see(PROMPT)
    screen.type("hello\r")
    screen.see("You wrote: hello")
    screen.see(PROMPT)
    screen.type("\x1b[A\r")
    screen.see("You wrote: hello")
    history = tmp_path / "data/history"
    assert "+hello" in history.read_text()
    assert history.stat().st_mode & 0o077 == 0


def test_ctrl_c_clears_the_line_and_leaves_an_empty_one(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("never sent\x03sent\r")
    screen.see("You wrote: sent")
    screen.see(PROMPT)
    screen.type("\x03")
    assert screen.see_end().strip().endswith("Goodbye.")
    assert screen.exit_code() == 0


def test_ctrl_c_during_a_turn_waits_for_it_and_comes_back(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("wait\r")
    screen.see("begun")
    screen.see("one moment")
    screen.type("\x03")
    screen.see("Finishing what has begun; press Ctrl-C again to leave at once.")
    screen.child.kill(signal.SIGUSR1)
    screen.see("You wrote: wait")
    screen.see(PROMPT)
    screen.type("hello\r")
    screen.see("You wrote: hello")


def test_a_second_ctrl_c_leaves_at_once(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("wait\r")
    screen.see("begun")
    screen.see("one moment")
    screen.type("\x03")
    screen.see("Finishing")
    screen.type("\x03")
    assert "Traceback" not in screen.see_end()
    assert screen.exit_code() == 130


def test_a_signal_at_the_prompt_leaves_cleanly(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.child.kill(signal.SIGINT)
    assert "Traceback" not in screen.see_end()
    assert screen.exit_code() == 0


def test_help_and_quit(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("/help\r")
    screen.see("leaves when the line is empty")
    screen.see(PROMPT)
    screen.type("/quit\r")
    screen.see("Goodbye.")
    screen.see_end()
    assert screen.exit_code() == 0


def test_a_strangers_words_cannot_command_the_screen(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("hostile\r")
    screen.child.expect_exact("one line")
    raw = screen.child.before or ""
    assert "title" not in raw
    assert "\x9b" not in raw
    assert "\u202e" not in raw
    assert "Hello red gnp.exe" in plain(raw)


def test_a_failure_nobody_planned_is_told_and_the_talk_goes_on(screen: Screen) -> None:
    screen.see(PROMPT)
    screen.type("break\r")
    screen.see("Reference: ")
    screen.see(PROMPT)
    screen.type("again\r")
    screen.see("You wrote: again")
