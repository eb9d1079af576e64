"""`slotwise sandbox`: the sandbox as a server."""

from datetime import datetime
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.failures import explained
from bot.commands.options import aware


def run(*, host: str, port: int, world: str, now: datetime | None, state: Path | None) -> None:
    """Serves until it is stopped."""
    import uvicorn

    from bot.sandbox.server import create_app
    from bot.sandbox.world import World

    with explained():
        loaded = World.load(world, clock=Clock(aware(now, None)), state=state)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"The sandbox answers at http://{shown}:{port}/v2 (Ctrl-C stops it).")
    uvicorn.run(create_app(loaded), host=host, port=port, log_level="warning")
