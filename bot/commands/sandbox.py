"""`slotwise sandbox`: the sandbox as a server."""

import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.failures import Refused, explained
from bot.commands.options import aware


def run(*, host: str, port: int, world: str, now: datetime | None, state: Path | None) -> None:
    """Serves until it is stopped."""
    import uvicorn

    from bot.sandbox.server import create_app
    from bot.sandbox.world import World

    if state is not None and not state.absolute().parent.is_dir():
        raise Refused(f"--state: there is no folder {state.absolute().parent} for that file.")
    with explained():
        loaded = World.load(world, clock=Clock(aware(now, None)), state=state)
    is_six = ":" in host
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if is_six else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]  # Python repeats the address in brackets
        raise click.ClickException(
            f"the sandbox cannot listen at {host}, port {port} ({reason}). Choose others with --host and --port."
        ) from None
    with listening:
        # From here on a connection waits for its answer and is not refused, so that a script may go on.
        click.echo(f"The sandbox answers at http://{f'[{host}]' if is_six else host}:{port}/v2 (Ctrl-C stops it).")
        config = uvicorn.Config(create_app(loaded), log_level="warning")
        with suppress(KeyboardInterrupt):  # the server has closed by then, and hands the Ctrl-C on
            uvicorn.Server(config).run(sockets=[listening])
