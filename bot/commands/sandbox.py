"""`slotwise sandbox`: the sandbox as a server."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.failures import Refused, explained
from bot.commands.listening import listener
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
    listening = listener(host, port, who="the sandbox", advice="Choose others with --host and --port.")
    with listening:
        # From here on a connection waits for its answer and is not refused, so that a script may go on.
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        click.echo(f"The sandbox answers at {address}/v2 (Ctrl-C stops it).")
        click.echo(f"To see what is in it: {address}/")
        config = uvicorn.Config(create_app(loaded), log_level="warning")
        with suppress(KeyboardInterrupt):  # the server has closed by then, and hands the Ctrl-C on
            uvicorn.Server(config).run(sockets=[listening])
