"""A chat that is killed in the middle of a booking goes on after a restart: nothing is lost, nothing booked twice."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KILLED_CHAT = Path(__file__).with_name("killed_chat.py")
OPTIONS = ("chat", "--time-zone", "Europe/Lisbon", "--json", "--now")
NINE, HALF_PAST_NINE = "2026-11-23T09:00:00-05:00", "2026-11-23T09:30:00-05:00"
WISH = "30 minutes with Bailey tomorrow at 3pm, I'm Ana Silva, ana@example.com\n"


def talk(typed: str, *program: str, now: str = NINE) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *program, *OPTIONS, now], input=typed, capture_output=True, text=True, timeout=60
    )


def replies(typed: str, now: str = NINE) -> list[dict[str, Any]]:
    done = talk(typed, "-m", "bot", now=now)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    "moment",
    [
        "before:begin_write:1",  # the yes was read, nothing stored of it
        "after:begin_write:1",  # stored, and not sent
        "before:add_owned:1",  # the booking stands at Cal.com, and nobody here knows
        "before:end_write:1",
        "before:save:2",  # all is known but what the conversation came to
        "after:save:2",  # only the reply was not shown
    ],
)
def test_a_booking_that_was_killed_on_the_way_is_made_once(moment: str) -> None:
    killed = talk(WISH + "yes\n", str(KILLED_CHAT), moment)
    assert killed.returncode == -signal.SIGKILL
    (proposal,) = [json.loads(line) for line in killed.stdout.splitlines()]
    assert proposal["proposal"]["kind"] == "book"

    back, *_, listed = replies("did that work?\nyes\nyes\nwhich bookings do I have?\n")
    assert back["text"]
    (booking,) = listed["bookings"]
    assert (booking["status"], booking["start"]) == ("accepted", "2026-11-24T15:00:00Z")


def test_a_time_that_was_held_when_the_chat_was_killed_is_free_again_later() -> None:
    killed = talk(WISH, str(KILLED_CHAT), "before:save:1")
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "")
    proposal, booked = replies(WISH + "yes\n", now=HALF_PAST_NINE)
    assert proposal["proposal"]["kind"] == "book"
    assert [one["status"] for one in booked["bookings"]] == ["accepted"]
