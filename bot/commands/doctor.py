"""`slotwise doctor`: looks at each thing the settings point to, and says what to do about each fault."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.commands import model_checks
from bot.commands.checking import Check
from bot.config import Settings, SettingsError, load_settings, setting_warnings
from bot.scheduling.calendar import CalendarError, NotFound, RateLimited, Unauthorized, Unavailable

if TYPE_CHECKING:
    from bot.app import App


def run(*, as_json: bool) -> int:
    """Prints every check. 0 when all is well, else 1."""
    checks = asyncio.run(_examine())
    all_well = all(check.ok for check in checks)
    if as_json:
        click.echo(json.dumps({"ok": all_well, "checks": [asdict(check) for check in checks]}, ensure_ascii=False))
    else:
        for check in checks:
            mark = click.style("ok   ", fg="green") if check.ok else click.style("fault", fg="red", bold=True)
            advice = f" {check.advice}" if check.advice else ""
            click.echo(f"{mark}  {check.name}: {check.found}{advice}")
    return 0 if all_well else 1


async def _examine() -> list[Check]:
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Check("settings", False, f"{problem}") for problem in error.problems]
    checks = list(_settings(settings))
    checks.append(await _store(settings))
    checks.extend(await _calcom(settings))
    checks.extend(await model_checks.check(settings))
    return checks


def _settings(settings: Settings) -> Iterator[Check]:
    warnings = setting_warnings(settings)
    for warning in warnings:
        yield Check("settings", True, f"note: {warning}.")
    if not warnings:
        yield Check("settings", True, "every variable that is set is known and can be read.")


async def _store(settings: Settings) -> Check:
    from bot.store import StoreError, open_store

    try:
        store = await open_store(settings.store_url)
        await store.writes_in_flight()
        await store.close()
    except StoreError as error:
        return Check("store", False, str(error))
    return Check("store", True, f"{settings.store_name} can be read and written.")


async def _calcom(settings: Settings) -> list[Check]:
    from bot.app import open_app

    async with open_app(settings, in_memory=True) as app:
        place = settings.calcom_api_url or "the embedded sandbox"
        checks = [await _key(app, settings, place)] if app.calendar.has_credential else []
        if all(check.ok for check in checks):
            checks.append(await _event_types(app, place))
        return checks


async def _key(app: "App", settings: Settings, place: str) -> Check:
    try:
        me = await app.calendar.me.get()
    except CalendarError as error:
        return Check("Cal.com", False, *_fault(error, place))
    return Check("Cal.com", True, f"{place} answers, and knows the key as {me.username or me.email or me.id}.")


async def _event_types(app: "App", place: str) -> Check:
    try:
        owners = await app.directory.offered()
    except CalendarError as error:
        return Check("event types", False, *_fault(error, place))
    count = sum(len(owner.event_types) for owner in owners)
    return Check("event types", True, f"{count} to offer, of {', '.join(owner.name for owner in owners)}.")


def _fault(error: CalendarError, place: str) -> tuple[str, str]:
    """What is wrong and what to do."""
    if isinstance(error, Unauthorized):
        return (
            f"{place} refuses the key.",
            "Make a new one in Cal.com under Settings > Developer > API keys and set CALCOM_API_KEY to it.",
        )
    if isinstance(error, RateLimited):
        return f"{place} has had too many requests.", "Wait a minute; other programs may share the key."
    if isinstance(error, Unavailable):
        return (
            f"{place} does not answer ({str(error).rstrip('.')}).",
            "Check CALCOM_API_URL and the network, or unset CALCOM_API_URL for the embedded sandbox.",
        )
    if isinstance(error, NotFound):
        return (
            f"{place} answers, and has nothing there ({error}).",
            "Check CALCOM_API_URL (it ends in /v2), CALCOM_USERNAME, CALCOM_TEAM and CALCOM_ORGANIZATION.",
        )
    return f"{error}.", "Check CALCOM_USERNAME, CALCOM_TEAM and CALCOM_ORGANIZATION."
