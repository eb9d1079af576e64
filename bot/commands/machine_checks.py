"""`slotwise doctor` on this machine: its folder, its clock, its time zones, and how the world reaches its server."""

import asyncio
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from urllib.parse import urlsplit

import click

from bot.commands.checking import Check
from bot.commands.listening import listener
from bot.config import Settings

MOST_AHEAD = 30.0
"""Seconds that this machine's clock may differ from Cal.com's."""

ZONES_LAST = 1
"""Years after which the tables of time zones are out of date: some country changes its rules in each."""

_PORTS = (None, 443, 80, 88, 8443)
"""What Telegram brings updates to."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECONDS = 5.0


def folder(settings: Settings) -> Check:
    place = settings.slotwise_data_dir
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Check(
            "data folder",
            False,
            f"{place} cannot be written ({error.strerror}).",
            "Let the user that runs Slotwise write there, or name another folder with SLOTWISE_DATA_DIR.",
        )
    return Check("data folder", True, f"{place} can be written.")


def zones(now: datetime) -> Check:
    version = metadata.version("pytz")  # such as 2026.1, which has 2026a
    if now.year - int(version[:4]) > ZONES_LAST:
        return Check(
            "time zones",
            False,
            f"the tables are of {version}, and countries have changed their clocks since.",
            "Upgrade Slotwise, or `pip install --upgrade pytz`.",
        )
    return Check("time zones", True, f"the tables are of {version}.")


def clock(ahead: float | None) -> Iterator[Check]:
    """``ahead``: seconds that Cal.com's clock is before this one; None where it did not tell."""
    if ahead is None:
        return
    if abs(ahead) > MOST_AHEAD:
        yield Check(
            "clock",
            False,
            f"this machine's is {abs(ahead):.0f} s {'behind' if ahead > 0 else 'ahead of'} Cal.com's.",
            "Let it follow NTP (`timedatectl set-ntp true`): reminders, leases and signatures go by it.",
        )
    else:
        yield Check("clock", True, "it agrees with Cal.com's.")


async def server(settings: Settings) -> list[Check]:
    """Nothing where nothing is served."""
    url = settings.slotwise_public_url
    if url is None:
        return []
    local = await asyncio.to_thread(_port, settings)
    return [local, await asyncio.to_thread(_public, url, is_served=local.ok and "Slotwise" in local.found)]


def _port(settings: Settings) -> Check:
    host, port = settings.slotwise_host, settings.slotwise_port
    try:
        listener(host, port, who="the server", advice="").close()
    except click.ClickException:
        reached = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - it is compared
        if _get(f"http://{f'[{reached}]' if ':' in reached else reached}:{port}/healthz") == (200, "ok"):
            return Check("port", True, f"a Slotwise answers at {host}, port {port}.")
        return Check(
            "port",
            False,
            f"`slotwise serve` cannot listen at {host}, port {port}: something else does.",
            "Choose others with SLOTWISE_HOST and SLOTWISE_PORT.",
        )
    return Check("port", True, f"{host}, port {port}, is free.")


def _public(url: str, *, is_served: bool) -> Check:
    name, parts = "public address", urlsplit(url)
    is_here = parts.hostname in _LOOPBACK
    if not is_here and (parts.scheme != "https" or parts.port not in _PORTS):
        return Check(
            name,
            False,
            f"Telegram does not bring updates to {url}.",
            "Let SLOTWISE_PUBLIC_URL begin with https:// and name no port but 443, 80, 88 or 8443.",
        )
    if not is_served:
        return Check(name, True, f"{url} is looked at while `slotwise serve` runs.")
    if _get(f"{url}/healthz") != (200, "ok"):
        return Check(
            name,
            False,
            f"the Slotwise that runs here is not found at {url}.",
            "Have the proxy pass that address on to SLOTWISE_HOST and SLOTWISE_PORT, and check its name in DNS.",
        )
    if not is_here and _get(f"{url}/metrics")[0] == 200:
        return Check(
            name,
            False,
            f"{url}/metrics can be read by everybody.",
            "Have the proxy set X-Forwarded-For, or set SLOTWISE_METRICS_TOKEN.",
        )
    return Check(name, True, f"{url} leads here.")


def _get(url: str) -> tuple[int, str]:
    """The status and the first words of the answer; 0 where there is none."""
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 - the settings allow http(s) alone
            return answer.status, answer.read(100).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""
    except (OSError, ValueError):
        return 0, ""
