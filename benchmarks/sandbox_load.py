"""The sandbox under load: a world of 20 hosts and 5,000 bookings, asked for slots over HTTP and directly.

What a request costs is counted in the server's own processor time, so that a busy machine changes little.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytz

from benchmarks.budgets import Result
from bot.sandbox.openings import minute, openings
from bot.sandbox.people import EventType
from bot.sandbox.world import World
from bot.sandbox.worldfile import WorldSpec

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
HOSTS = 20
BOOKINGS = 5_000
REQUESTS = 400
_ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney")


def busy_world() -> World:
    """Each host has a quarter of a thousand bookings in the quarter of a year around now, and one team has them all."""
    zones = [_ZONES[number % len(_ZONES)] for number in range(HOSTS)]
    names = [f"host{number}" for number in range(HOSTS)]
    world = World(
        "busy",
        WorldSpec.model_validate(
            {
                "organization": {"slug": "busy", "name": "Busy"},
                "users": [
                    {
                        "username": name,
                        "name": name.title(),
                        "email": f"{name}@busy.example",
                        "time_zone": zone,
                        "event_types": [
                            {
                                "slug": "call",
                                "title": "Call",
                                "length_in_minutes": 30,
                                "before_event_buffer": 5,
                                "booking_limits_count": {"day": 8, "week": 35},
                            }
                        ],
                    }
                    for name, zone in zip(names, zones, strict=True)
                ],
                "teams": [
                    {
                        "slug": "all",
                        "name": "All",
                        "members": names,
                        "event_types": [
                            {
                                "slug": "call",
                                "title": "Call",
                                "length_in_minutes": 30,
                                "scheduling_type": "roundRobin",
                            }
                        ],
                    }
                ],
            }
        ),
        clock=lambda: NOW,
    )
    person = {"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"}
    with world.writing():
        for number in range(BOOKINGS):
            day, hour = divmod(number // HOSTS, 4)
            start = NOW - timedelta(days=20) + timedelta(days=day, hours=hour * 2)
            world.add_booking(event_type="call", host=names[number % HOSTS], start=start, attendee=person)
    return world


def measure() -> list[Result]:
    world = busy_world()
    of_one = _milliseconds(world, [user.event_types[0] for user in world.users.values()] * 5)
    of_all = _milliseconds(world, [world.teams["all"].event_types[0]] * 15)
    rate = _requests_a_second()
    return [
        Result("sandbox: slots for 30 days, one host", f"{of_one:.1f} ms", "20 ms", of_one <= 20),
        Result(f"sandbox: slots for 30 days, any of {HOSTS} hosts", f"{of_all:.1f} ms", "20 ms", of_all <= 20),
        Result("sandbox: slots requests a second on a core", f"{rate:.0f}", "200 or more", rate >= 200),
    ]


def _milliseconds(world: World, event_types: list[EventType]) -> float:
    """The median time to find thirty days of slots."""
    zone = pytz.timezone("Europe/Lisbon")
    first = minute(NOW)
    seconds = []
    for event_type in event_types:
        started = time.process_time()
        found = openings(world, event_type, first, first + 30 * 1440, length=30, zone=zone)
        seconds.append(time.process_time() - started)
        if not found:
            raise SystemExit("the busy world has no free time, so nothing is measured")
    return statistics.median(seconds) * 1000


def _requests_a_second() -> float:
    """How many requests for thirty days of slots a server answers in a second of its processor time."""
    with _served() as (port, pid):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        spent = 0.0
        for number in range(REQUESTS + 20):
            if number == 20:
                spent = _processor_seconds(pid)
            query = urlencode(
                {
                    "username": f"host{number % HOSTS}",
                    "eventTypeSlug": "call",
                    "start": "2026-11-23",
                    "end": "2026-12-22",
                    "timeZone": "Europe/Lisbon",
                }
            )
            connection.request("GET", f"/v2/slots?{query}", headers={"cal-api-version": "2024-09-04"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"the busy world answers {answer.status}, so nothing is measured")
        spent = _processor_seconds(pid) - spent
        connection.close()
    return REQUESTS / spent


def _processor_seconds(pid: int) -> float:
    """What the process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.sandbox_load", str(port)], stderr=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()  # it says so when it is about to listen
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("the busy world was not served within half a minute")


def _serve(port: int) -> None:
    import uvicorn

    from bot.sandbox.server import create_app

    app = create_app(busy_world(), requests_per_minute=1_000_000)
    print("ready", flush=True)
    uvicorn.run(app, port=port, log_level="warning")


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
