"""Two servers on one PostgreSQL, behind one address, killed in turn while people book: each booking is made once."""

import asyncio
import itertools
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.evals.telegram import Patience
from bot.evals.telegram.people import Side
from tests.channels.telegram.end_to_end.house import House, files, house, words
from tests.commands.messenger import Process, free_port
from tests.postgres import postgres, postgres_url, running_postgres

__all__ = ["postgres", "postgres_url"]

KILLS = 3
PHONES = 5
REST = 12
"""Seconds after a booking: a key may ask Cal.com 120 times a minute, and a booking takes half a dozen of them."""

SECONDS = 90
"""Within which things come about on a machine that does much else. What a dead server left waits ten or fifteen."""


@asynccontextmanager
async def proxy(ports: list[int]) -> AsyncIterator[str]:
    """Hands each request to the next server. Where that one does not answer, whoever sent it tries again."""
    turn = itertools.cycle(ports)

    async def forward(request: Request) -> Response:
        address = f"http://127.0.0.1:{next(turn)}{request.url.path}"
        headers = {name: value for name, value in request.headers.items() if name not in ("host", "content-length")}
        try:
            answer = await client.post(address, content=await request.body(), headers=headers)
        except httpx.TransportError:
            return Response(status_code=502)
        return Response(status_code=answer.status_code)

    port = free_port()
    app = Starlette(routes=[Route("/{path:path}", forward, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off", ws="none"))
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        serving = asyncio.create_task(server.serve())
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await serving


def slots() -> Iterator[str]:
    """Times of the weeks to come, as people in Lisbon say them; Bailey works from nine to five in New York."""
    monday = datetime.now(UTC).date() + timedelta(days=14 - datetime.now(UTC).weekday())
    for week, hour, day in itertools.product(range(20), range(15, 21), range(5)):
        yield f"{monday + timedelta(weeks=week, days=day)} at {hour}:00"


async def book(ana: Side, when: str) -> None:
    await ana.send(f"30 min with Bailey on {when}, I'm in Lisbon, ana@example.com")
    await ana.until(lambda: bool(ana.replies) and "Confirm" in ana.last.labels, timeout=SECONDS)
    while not files(ana):
        tapped = _card(ana)
        await ana.tap("Confirm")
        # Booked; or asked anew, where a kill came before the booking had left or the card was known to be sent.
        await ana.until(lambda: bool(files(ana)) or _is_asked_anew(ana, tapped), timeout=SECONDS)  # noqa: B023


def _card(ana: Side) -> tuple[int, str]:
    return len(ana.replies), ana.last.text


def _is_asked_anew(ana: Side, tapped: tuple[int, str]) -> bool:
    return "Confirm" in ana.last.labels and _card(ana) != tapped


async def kill_in_turn(here: House, start: list[Callable[[], "asyncio.Future[Process]"]], kills: int) -> None:
    running = [await begin() for begin in start]
    for number in range(kills):
        await asyncio.sleep(2)
        one = number % len(running)
        running[one].signal(signal.SIGKILL)
        await running[one].ended()
        running[one] = await start[one]()


async def outlive(database_url: str, *, kills: int) -> int:
    """People book through two servers, one after another at five phones, for as long as the servers are killed. How
    many booked: each once, and each heard of it once."""
    ports = [free_port(), free_port()]
    async with proxy(ports) as address, house("serve", patience=Patience(first=0.1, longest=0.5, tries=1000)) as here:
        here.settings |= {"DATABASE_URL": database_url, "SLOTWISE_PUBLIC_URL": address}

        def starter(port: int) -> Callable[[], "asyncio.Future[Process]"]:
            return lambda: asyncio.ensure_future(here.start(SLOTWISE_PORT=str(port)))

        times, people = slots(), list[Side]()
        killing = asyncio.create_task(kill_in_turn(here, [starter(port) for port in ports], kills))

        async def one_after_another() -> None:
            while not people or not killing.done():
                people.append(here.person(f"Person {len(people)}"))
                await book(people[-1], next(times))
                await asyncio.sleep(REST)

        async with asyncio.timeout((4 + kills) * SECONDS):
            await asyncio.gather(killing, *(one_after_another() for _ in range(PHONES)))
            await here.double.settled(timeout=SECONDS)
        # Who stands in for a dead process does not know when that one last wrote to a chat; Telegram says so, it waits.
        here.double.violations[:] = [one for one in here.double.violations if one.kind != "flood"]
        booked = await here.bookings()
        assert len(booked) == len({booking["start"] for booking in booked}) == len(people)
        for ana in people:
            assert [text[:7] for text in words(ana)] == ["Booked!"], ana.screen()
        return len(people)


async def test_each_booking_is_made_once_by_whichever_server_lives(postgres_url: str) -> None:
    assert await outlive(postgres_url, kills=KILLS) >= PHONES


if __name__ == "__main__":
    # python -m tests.channels.telegram.end_to_end.test_several_servers 100
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server, server.database() as url:
        os.environ["SLOTWISE_DATA_DIR"] = f"{folder}/data"
        sys.stdout.write(f"{asyncio.run(outlive(url, kills=int(sys.argv[1])))} bookings, each made once\n")
