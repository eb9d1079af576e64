"""The client on real connections to this machine: what the network does, and which error it becomes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress

import pytest

from bot.calcom import CalcomClient
from bot.scheduling.calendar import OutcomeUnknown, Unavailable

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
ME = b'{"status":"success","data":{"id":7}}'


class Line:
    """A client and the server it talks to, which counts the requests it has read."""

    def __init__(self, client: CalcomClient, port: int) -> None:
        self.client = client
        self.port = port
        self.requests = 0


@asynccontextmanager
async def line(*behaviours: Behaviour, seconds: float = 2.0) -> AsyncIterator[Line]:
    """Each connection meets the next behaviour, the last one over and over."""
    left = list(behaviours)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            talk.requests += 1
            await (left.pop(0) if len(left) > 1 else left[0])(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, CalcomClient(f"http://127.0.0.1:{port}", "cal_key", timeout=seconds) as client:
        talk = Line(client, port)
        yield talk


async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def say_nothing(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def break_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n" + ME)
    await writer.drain()


async def speak_another_language(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example.com ESMTP\r\n")
    await writer.drain()


async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(ME) + ME)
    await writer.drain()


@pytest.mark.parametrize("fault", [hang_up, reset, break_off, speak_another_language])
async def test_a_write_whose_connection_breaks_has_an_unknown_outcome(fault: Behaviour) -> None:
    async with line(fault) as talk:
        with pytest.raises(OutcomeUnknown):
            await talk.client.slots.reservations.delete("r")
        assert talk.requests == 1


@pytest.mark.parametrize("fault", [hang_up, reset, break_off, speak_another_language])
async def test_a_read_whose_connection_breaks_is_sent_again(fault: Behaviour) -> None:
    async with line(fault, answer) as talk:
        assert (await talk.client.me.get()).id == 7
        assert talk.requests == 2


async def test_a_silent_server_is_given_up_in_time() -> None:
    async with line(say_nothing, seconds=0.2) as talk:
        with pytest.raises(OutcomeUnknown):
            await talk.client.slots.reservations.delete("r")
        with pytest.raises(Unavailable):
            await talk.client.me.get()


async def test_where_nobody_listens_nothing_was_written() -> None:
    async with line(answer) as talk:
        pass
    async with CalcomClient(f"http://127.0.0.1:{talk.port}", "cal_key") as client:
        with pytest.raises(Unavailable):
            await client.slots.reservations.delete("r")


async def test_a_server_that_speaks_no_tls_is_unavailable() -> None:
    async with line(answer) as talk:
        async with CalcomClient(f"https://127.0.0.1:{talk.port}", "cal_key", timeout=0.4) as client:
            with pytest.raises(Unavailable):
                await client.slots.reservations.delete("r")
        assert talk.requests == 0
