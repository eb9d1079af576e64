"""`slotwise chat` as a whole: the program is started, talked to, and leaves."""

import json
import subprocess
import sys
from pathlib import Path

NOW = ("--now", "2026-11-23T09:00:00-05:00")
ANA = ("--name", "Ana Silva", "--email", "ana@example.com", "--time-zone", "Europe/Lisbon")


def chat(typed: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "bot", "chat", *NOW, *ANA, *options],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_meeting_is_booked_through_a_pipe_and_known_after_a_restart(tmp_path: Path) -> None:
    booked = chat("30 minutes with Bailey tomorrow at 3pm\nyes\n", "--json")
    assert (booked.returncode, booked.stderr) == (0, "")
    proposal, confirmation = (json.loads(line) for line in booked.stdout.splitlines())
    assert proposal["proposal"]["start"] == "2026-11-24T15:00:00Z"
    assert proposal["proposal"]["attendee"]["email"] == "ana@example.com"
    (booking,) = confirmation["bookings"]
    assert (booking["status"], booking["start"], booking["event_type"]) == (
        "accepted",
        "2026-11-24T15:00:00Z",
        "30min",
    )
    (attachment,) = confirmation["attachments"]
    assert Path(attachment["path"]).read_bytes().startswith(b"BEGIN:VCALENDAR")

    listed = chat("which bookings do I have?\n", "--json")
    assert [one["uid"] for one in json.loads(listed.stdout)["bookings"]] == [booking["uid"]]

    anew = chat("which bookings do I have?\n", "--json", "--fresh")
    assert json.loads(anew.stdout)["bookings"] == []


def test_plain_text_ends_with_exit_code_0_and_nothing_on_standard_error() -> None:
    done = chat("hello\n\nwhat can you do?\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split("\n\n")) >= 3
