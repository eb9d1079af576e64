"""`slotwise usage`: what was used by day, and what it cost."""

import asyncio
import json
import shutil
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click

from bot.commands.failures import explained, settings_for
from bot.config import Settings
from bot.conversation.metering import UseReport


def run(*, days: int, plot: bool, as_json: bool) -> None:
    """Prints the last days with today, which are days in UTC."""
    settings = settings_for({})
    with explained():
        report = asyncio.run(_report(settings, days))
    if as_json:
        rows = [{**asdict(day), "day": day.day.isoformat()} for day in report.days]
        click.echo(json.dumps({"currency": report.currency, "days": rows}))
        return
    from bot.spending import table

    for line in table.lines(report):
        click.echo(line)
    if plot:
        from bot.spending.plot import drawn

        width = shutil.get_terminal_size().columns
        click.echo()
        click.echo(drawn(report, width=width, is_colored=sys.stdout.isatty()))


async def _report(settings: Settings, days: int) -> UseReport:
    from bot.spending.meter import report
    from bot.store import open_store

    store = await open_store(settings.store_url)
    try:
        return await report(store.usage, days, datetime.now(UTC), currency=settings.slotwise_currency)
    finally:
        await store.close()
