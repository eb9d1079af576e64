"""`slotwise backup`: a copy of the store."""

from pathlib import Path

import click

from bot.commands.failures import explained, settings_for


def run(target: Path) -> None:
    """Copies the store to the file, and says so."""
    from bot.store.backup import back_up

    settings = settings_for({})
    with explained():
        size = back_up(settings.store_url, target)
    click.echo(f"The store {settings.store_name} is copied to {target}, whole and checked ({size:,} bytes).")
