"""Two servers on one PostgreSQL, behind one address, killed in turn while people book: each booking is made once."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

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
from tests.postgres import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
KILLS = 3

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


async def book(ana: Side, day: str) -> None:
    await ana.send(f"30 min with Bailey next {day} at 3pm, I'm in Lisbon, ana@example.com")
    await ana.until(lambda: bool(ana.replies) and "Confirm" in ana.last.labels, timeout=SECONDS)
    await ana.tap("Confirm")
    await ana.until(lambda: bool(files(ana)), timeout=SECONDS)


async def kill_in_turn(here: House, start: list[Callable[[], "asyncio.Future[Process]"]]) -> None:
    running = [await begin() for begin in start]
    for number in range(KILLS):
        await asyncio.sleep(2)
        one = number % len(running)
        running[one].signal(signal.SIGKILL)
        await running[one].ended()
        running[one] = await start[one]()


async def test_each_booking_is_made_once_by_whichever_server_lives(postgres_url: str) -> None:
    ports = [free_port(), free_port()]
    async with proxy(ports) as address, house("serve", patience=Patience(first=0.1, longest=0.5, tries=1000)) as here:
        here.settings |= {"DATABASE_URL": postgres_url, "SLOTWISE_PUBLIC_URL": address}

        def starter(port: int) -> Callable[[], "asyncio.Future[Process]"]:
            return lambda: asyncio.ensure_future(here.start(SLOTWISE_PORT=str(port)))

        servers = [starter(port) for port in ports]
        people = {day: here.person(f"Person of {day}") for day in DAYS}
        async with asyncio.timeout(4 * SECONDS):
            await asyncio.gather(kill_in_turn(here, servers), *(book(ana, day) for day, ana in people.items()))
            await here.double.settled(timeout=SECONDS)
        booked = await here.bookings()
        assert len(booked) == len({booking["start"] for booking in booked}) == len(DAYS)
        for ana in people.values():
            assert [text[:7] for text in words(ana)] == ["Booked!"], ana.screen()
