"""What survives: the state file, through restarts, kills and damage; and two writes at once."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import records
from bot.sandbox.world import World, WorldError
from tests.sandbox.api import NOW, Api, StillClock

BO = {"name": "Bo Berg", "email": "bo@example.com", "timeZone": "Europe/Oslo"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "state.json"


async def test_everything_is_there_again_after_a_restart(file: Path, clock: StillClock) -> None:
    api = Api(World.load("default", clock=clock, state=file))
    booked = await api.book(bookingFieldsResponses={"notes": "Ünïcode ✓"}, guests=["bo@example.com"])
    moved = await api.data(
        "POST", f"/v2/bookings/{booked['uid']}/reschedule", json={"start": "2026-11-24T16:00:00Z"}, status=201
    )
    await api.book("workshop", "2026-11-25T15:00:00Z")
    held = await api.data(
        "POST",
        "/v2/slots/reservations",
        json={"eventTypeId": 1002, "slotStart": "2026-11-26T15:00:00Z"},
        status=201,
    )

    again = World.load("default", clock=clock, state=file)
    assert again.snapshot() == api.world.snapshot()
    assert (again.bookings(), again.reservations()) == (api.world.bookings(), api.world.reservations())
    later = Api(again)
    assert await later.data("GET", f"/v2/slots/reservations/{held['reservationUid']}")
    assert (await later.data("GET", f"/v2/bookings/{moved['uid']}"))["rescheduledFromUid"] == booked["uid"]
    other = await later.book(start="2026-11-24T17:00:00Z")
    assert other["uid"] not in {booking["uid"] for booking in api.world.snapshot()}


def test_bookings_of_the_world_file_are_not_made_twice(file: Path, clock: StillClock) -> None:
    first = World.load("edge", clock=clock, state=file)
    assert file.exists()
    assert World.load("edge", clock=clock, state=file).snapshot() == first.snapshot()


@pytest.mark.parametrize(
    ("content", "telling"),
    [
        ("", "is damaged (the file:"),
        ('{"world": "default", "bookings": [{"id": 1', "is damaged (the file:"),
        ('{"world": "default", "bookings": [{"id": 1}]}', "is damaged (bookings.0.uid: Field required)"),
        ('{"world": "edge"}', "holds the state of the world 'edge', not of 'default'"),
        ('{"world": "default", "format": 9}', "holds state of format 9"),
    ],
)
def test_a_state_file_that_cannot_be_used_says_why_and_what_to_do(
    file: Path, clock: StillClock, content: str, telling: str
) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        World.load("default", clock=clock, state=file)
    assert str(file) in str(caught.value)
    assert telling in str(caught.value)
    assert "Delete or move the file to start anew" in str(caught.value)
    assert file.read_text(encoding="utf-8") == content


async def test_state_of_an_event_type_that_is_gone_is_refused(file: Path, clock: StillClock) -> None:
    await Api(World.load("default", clock=clock, state=file)).book()
    point_elsewhere(file)
    with pytest.raises(WorldError, match="of an event type or host that the world 'default' no longer has"):
        World.load("default", clock=clock, state=file)


def point_elsewhere(file: Path) -> None:
    state = json.loads(file.read_text(encoding="utf-8"))
    state["bookings"][0]["event_type_id"] = 7
    file.write_text(json.dumps(state), encoding="utf-8")


async def test_a_disk_that_takes_no_more_is_an_error_of_the_server(
    file: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    api = Api(World.load("default", clock=clock, state=file))
    await api.book()
    before = World.load("default", clock=clock, state=file).snapshot()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(records.os, "fsync", full)
    status, message = await api.refused_booking(start="2026-11-24T16:00:00Z")
    assert (status, message) == (500, "There was an error, please try again later.")
    assert "No space left on device" in caplog.text
    monkeypatch.undo()
    assert World.load("default", clock=clock, state=file).snapshot() == before
    await api.book(start="2026-11-24T17:00:00Z")
    assert len(World.load("default", clock=clock, state=file).snapshot()) == 3


WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.sandbox.world import World

world = World.load("default", clock=lambda: datetime(2026, 11, 23, tzinfo=UTC), state=Path(sys.argv[1]))
start = datetime(2026, 12, 1, tzinfo=UTC)
for number in range(10**6):
    attendee = {"name": "A", "email": "a@example.com", "timeZone": "UTC"}
    world.add_booking(event_type="15min", host="bailey", start=start + timedelta(minutes=number), attendee=attendee)
    print(number + 1, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_that_was_answered(file: Path, clock: StillClock) -> None:
    for enough in (1, 7, 23):
        file.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(file)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as writer:
            assert writer.stdout is not None
            answered = 0
            for line in writer.stdout:
                answered = int(line)
                if answered == enough:
                    break
            os.kill(writer.pid, signal.SIGKILL)
            answered = max([answered, *(int(line) for line in writer.stdout if line.endswith("\n"))])
        kept = World.load("default", clock=clock, state=file).snapshot()
        assert len(kept) in (answered, answered + 1)


async def test_of_racing_bookings_exactly_one_wins(api: Api) -> None:
    async def one(number: int) -> int:
        attendee = {"name": "Guest", "email": f"guest{number}@example.com", "timeZone": "UTC"}
        body = {
            "eventTypeSlug": ("30min", "15min", "review")[number % 2],
            "username": "bailey",
            "start": "2026-11-24T15:00:00Z",
            "attendee": attendee,
        }
        return (await api.send("POST", "/v2/bookings", json=body)).status_code

    assert sorted(await asyncio.gather(*(one(number) for number in range(12)))) == [201] + [400] * 11
    assert len(api.world.snapshot()) == 1


def test_of_racing_bookings_from_many_threads_exactly_one_wins(file: Path, clock: StillClock) -> None:
    """A server of several workers' threads over one world, each with a loop of its own."""
    world = World.load("default", clock=clock, state=file)
    statuses: list[int] = []
    together = threading.Barrier(6)

    def one(number: int) -> None:
        attendee = {"name": "Guest", "email": f"guest{number}@example.com", "timeZone": "UTC"}
        body: dict[str, Any] = {
            "eventTypeSlug": "30min",
            "username": "bailey",
            "start": "2026-11-24T15:00:00Z",
            "attendee": attendee,
        }
        together.wait()
        statuses.append(asyncio.run(Api(world).send("POST", "/v2/bookings", json=body)).status_code)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201] + [400] * 5
    assert len(World.load("default", clock=StillClock(NOW), state=file).snapshot()) == 1


async def test_of_two_racing_moves_exactly_one_wins(api: Api) -> None:
    booked = [await api.book(), await api.book(start="2026-11-24T16:00:00Z", attendee=BO)]
    answers = await asyncio.gather(
        *(
            api.send("POST", f"/v2/bookings/{one['uid']}/reschedule", json={"start": "2026-11-24T18:00:00Z"})
            for one in booked
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 400]
