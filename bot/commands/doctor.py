"""`slotwise doctor`: looks at each thing the settings point to, and says what to do about each fault."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from pydantic import SecretStr

from bot.commands import machine_checks, model_checks, telegram_checks
from bot.commands.checking import Check
from bot.config import Settings, SettingsError, load_settings, setting_warnings
from bot.scheduling.calendar import CalendarError, NotFound, RateLimited, Rejected, Unauthorized, Unavailable

if TYPE_CHECKING:
    from bot.app import App
    from bot.store import OpenStore


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
    folder = machine_checks.folder(settings)
    checks = [*_settings(settings), folder]
    if folder.ok or settings.database_url is not None:
        checks.extend(await _store(settings))
    checks.append(machine_checks.zones(datetime.now(UTC)))
    checks.extend(await _calcom(settings))
    checks.extend(await model_checks.check(settings))
    checks.extend(await telegram_checks.check(settings))
    checks.extend(await machine_checks.server(settings))
    return checks


def _settings(settings: Settings) -> Iterator[Check]:
    warnings = setting_warnings(settings)
    for warning in warnings:
        yield Check("settings", True, f"note: {warning}.")
    if not warnings:
        yield Check("settings", True, "every variable that is set is known and can be read.")


async def _store(settings: Settings) -> list[Check]:
    from bot.store import StoreError, open_store

    try:
        store = await open_store(settings.store_url)
        try:
            await store.writes_in_flight()
            await store.seen.first("doctor", datetime.now(UTC))
            checks = [Check("store", True, f"{settings.store_name} can be read and written.")]
            return [*checks, *await _links(settings, store)]
        finally:
            await store.close()
    except StoreError as error:
        return [Check("store", False, str(error))]


async def _links(settings: Settings, store: "OpenStore") -> list[Check]:
    """Whether the accesses that hosts gave can be used."""
    from bot.accounts.links import LINK
    from bot.accounts.vault import Vault

    accounts = await store.credentials.accounts(LINK)
    if not accounts:
        return []
    lost = len(accounts)
    if settings.encryption_keys:
        vault = Vault(store.credentials, settings.encryption_keys, lambda: datetime.now(UTC))
        lost = [await vault.get(account, LINK) for account in accounts].count(None)
    if not lost:
        return [Check("linked hosts", True, f"{len(accounts)}, whose accesses can be read.")]
    return [
        Check(
            "linked hosts",
            False,
            f"of {len(accounts)}, {lost} cannot be read with SLOTWISE_ENCRYPTION_KEY.",
            "Set it to the key that was there when they linked (older keys may follow the new one, between commas);"
            " if that is lost, they /link again.",
        )
    ]


async def _calcom(settings: Settings) -> list[Check]:
    from bot.app import open_app

    async with open_app(settings, in_memory=True) as app:
        place = settings.calcom_api_url or "the embedded sandbox"
        checks = [await _key(app, settings, place)] if app.calendar.has_credential else []
        if all(check.ok for check in checks):
            checks.append(await _event_types(app, place))
            checks.extend(await _credits(app, place))
        checks.extend(await _oauth_client(app, place))
        last = app.calendar.last_answer
        return [*checks, *machine_checks.clock(last.ahead if last is not None else None)]


async def _credits(app: "App", place: str) -> list[Check]:
    if app.settings.slotwise_credits == "off":
        return []
    try:
        balance = await app.calendar.credits.available()
    except CalendarError as error:
        found, advice = _fault(error, place)
        return [Check("credits", False, found, f"{advice} Until then the built-in model answers.")]
    if balance.has_credits:
        return [Check("credits", True, "there are some.")]
    return [
        Check(
            "credits",
            False,
            "they are used up, so the built-in model answers.",
            "Buy some in Cal.com under Settings > Billing, or set SLOTWISE_CREDITS=off.",
        )
    ]


async def _oauth_client(app: "App", place: str) -> list[Check]:
    """Asks for tokens with a grant that there is not: only a client that is right gets to hear that."""
    client_id, secret = app.settings.calcom_oauth_client_id, app.settings.calcom_oauth_client_secret
    if client_id is None or app.settings.calcom_api_url is None:
        return []
    from bot.calcom.types.oauth import RefreshGrant

    grant = RefreshGrant(client_id=client_id, client_secret=secret, refresh_token=SecretStr("of-slotwise-doctor"))
    try:
        await app.calendar.oauth.token(grant)
    except Unauthorized:
        return [
            Check(
                "OAuth client",
                False,
                f"{place} does not take CALCOM_OAUTH_CLIENT_ID with its secret, so no host can link.",
                "Copy both from Cal.com under Settings > Developer > OAuth clients.",
            )
        ]
    except Rejected:
        return [Check("OAuth client", True, f"{place} knows it.")]
    except CalendarError as error:
        return [Check("OAuth client", False, *_fault(error, place))]
    return [Check("OAuth client", True, f"{place} knows it.")]


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
