"""`slotwise doctor` finds each of the faults that are seeded here, by its check, and names what to do about it."""

import asyncio
import json
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.accounts.links import LINK
from bot.accounts.vault import Vault, new_key
from bot.clock import Clock
from bot.evals.telegram import TelegramDouble
from bot.evals.telegram.wire import running_beside
from bot.sandbox.world import World
from bot.store import open_store
from bot.store.migrate import VERSION_TABLE
from tests.commands.answering import Answers
from tests.commands.messenger import free_port
from tests.postgres import postgres, postgres_url
from tests.providers.scripted_provider import ProviderHost, fails, says
from tests.sandbox.browser import serving

__all__ = ["postgres", "postgres_url"]

WORLDS = Path(__file__).parents[2] / "bot" / "sandbox" / "worlds"
NOW = datetime.now(UTC)


@dataclass
class Machine:
    """A machine to break something on."""

    request: pytest.FixtureRequest
    patch: pytest.MonkeyPatch
    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self.patch.setenv(name, value)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "slotwise.db"

    @property
    def somebody(self) -> Answers:
        server: Answers = self.request.getfixturevalue("server")
        return server

    def calcom(self, world: str | Path = "default", key: str = "cal_sandbox_bailey", **settings: str) -> None:
        url = self.stack.enter_context(serving(World.load(str(world), clock=Clock(None))))
        self.set(CALCOM_API_URL=url, CALCOM_API_KEY=key, CALCOM_USERNAME="bailey", **settings)

    def telegram(self, token: str | None = None, **settings: str) -> TelegramDouble:
        double = TelegramDouble()
        url, _do = self.stack.enter_context(running_beside(double))
        self.set(TELEGRAM_API_URL=url, TELEGRAM_BOT_TOKEN=token or double.token, **settings)
        return double

    def webhook(self, monkey: dict[str, Any], **settings: str) -> None:
        """A Telegram that tells this of its webhook."""
        double = self.telegram(SLOTWISE_PUBLIC_URL="https://slotwise.example.com", **settings)
        told = {"url": "https://slotwise.example.com/telegram", "pending_update_count": 3} | monkey
        self.patch.setattr(double.updates, "webhook_info", lambda: {"has_custom_certificate": False} | told)

    def model(self, *steps: Any) -> None:
        host = self.stack.enter_context(ProviderHost())
        self.set(SLOTWISE_MODEL="gpt-test", OPENAI_API_KEY="sk-canary", OPENAI_BASE_URL=host.provider(*steps).base_url)

    def store(self, statement: str) -> sqlite3.Connection:
        asyncio.run(_opened_once(f"sqlite:///{self.database}"))
        connection = sqlite3.connect(self.database, isolation_level=None)
        self.stack.callback(connection.close)
        connection.execute(statement)
        return connection


async def _opened_once(url: str) -> None:
    await (await open_store(url)).close()


@pytest.fixture
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Machine]:
    (tmp_path / "data").mkdir()
    one = Machine(request, monkeypatch, tmp_path)
    with one.stack:
        yield one


def bad_key(on: Machine) -> None:
    on.calcom(key="cal_live_canary")


def wrong_team(on: Machine) -> None:
    on.calcom(CALCOM_TEAM="no-such-team")
    on.patch.delenv("CALCOM_USERNAME")


def wrong_user(on: Machine) -> None:
    on.calcom()
    on.set(CALCOM_USERNAME="nobody")


def calcom_not_there(on: Machine) -> None:
    on.set(CALCOM_API_URL=f"http://127.0.0.1:{free_port()}", CALCOM_USERNAME="bailey", CALCOM_TIMEOUT="0.5")


def calcom_somewhere_else(on: Machine) -> None:
    on.somebody.status = 404
    on.set(CALCOM_API_URL=on.somebody.url, CALCOM_API_KEY="cal_live_canary", CALCOM_TIMEOUT="0.5")


def clock_wrong(on: Machine) -> None:
    later = (NOW + timedelta(minutes=5)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    on.patch.setattr("http.server.BaseHTTPRequestHandler.date_time_string", lambda *_: later)
    on.somebody.status = 401
    on.set(CALCOM_API_URL=on.somebody.url, CALCOM_API_KEY="cal_live_canary")


def credits_gone(on: Machine) -> None:
    world = (WORLDS / "default.yaml").read_text()
    poor = on.folder / "poor.yaml"
    poor.write_text(world.replace("credits: {monthly: 1000, additional: 250}", "credits: {monthly: 0, additional: 0}"))
    on.calcom(poor, SLOTWISE_CREDITS="on")


def oauth_client_wrong(on: Machine) -> None:
    on.calcom(CALCOM_OAUTH_CLIENT_ID="sandbox-app", CALCOM_OAUTH_CLIENT_SECRET="canary-secret")
    on.set(SLOTWISE_ENCRYPTION_KEY=new_key(), SLOTWISE_PUBLIC_URL="http://127.0.0.1:8080")


async def _link(on: Machine, key: str) -> None:
    store = await open_store(f"sqlite:///{on.database}")
    await Vault(store.credentials, [key], lambda: NOW).put("telegram:1", LINK, {"canary": "token"})
    await store.close()


def encryption_key_missing(on: Machine) -> None:
    asyncio.run(_link(on, new_key()))


def encryption_key_another(on: Machine) -> None:
    asyncio.run(_link(on, new_key()))
    on.set(SLOTWISE_ENCRYPTION_KEY=new_key())


def token_wrong(on: Machine) -> None:
    on.telegram("123456789:canaryCANARYcanaryCANARYcanaryCANARY")


def token_revoked(on: Machine) -> None:
    double = on.telegram()
    double.token = double.token[:-1] + ("a" if double.token[-1] != "a" else "b")


def telegram_not_there(on: Machine) -> None:
    on.telegram()
    on.set(TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}")


def webhook_elsewhere(on: Machine) -> None:
    on.webhook({"url": "https://another.example.com/bot"})


def webhook_secret_wrong(on: Machine) -> None:
    trouble = "Wrong response from the webhook: 403 Forbidden"
    on.webhook({"last_error_date": int(NOW.timestamp()), "last_error_message": trouble})


def webhook_not_reached(on: Machine) -> None:
    on.webhook({"last_error_date": int(NOW.timestamp()), "last_error_message": "Connection refused"})


def webhook_certificate(on: Machine) -> None:
    trouble = "SSL error {error:0A000086:SSL routines::certificate verify failed}"
    on.webhook({"last_error_date": int(NOW.timestamp()), "last_error_message": trouble})


def public_address_not_encrypted(on: Machine) -> None:
    on.set(SLOTWISE_PUBLIC_URL="http://slotwise.example.com", SLOTWISE_PORT=str(free_port()))


def public_address_at_another_port(on: Machine) -> None:
    on.set(SLOTWISE_PUBLIC_URL="https://slotwise.example.com:8080", SLOTWISE_PORT=str(free_port()))


def port_in_use(on: Machine) -> None:
    taken = on.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    taken.settimeout(0)
    on.patch.setattr("bot.commands.machine_checks._SECONDS", 0.2)
    on.set(SLOTWISE_PUBLIC_URL="http://127.0.0.1:8080", SLOTWISE_PORT=str(taken.getsockname()[1]))


def proxy_leads_elsewhere(on: Machine) -> None:
    on.somebody.body = b"ok"
    on.set(SLOTWISE_PORT=str(on.somebody.server_port), SLOTWISE_PUBLIC_URL=f"http://127.0.0.1:{free_port()}")


def folder_not_writable(on: Machine) -> None:
    shutil.rmtree(on.folder / "data")
    (on.folder / "file").touch()
    on.set(SLOTWISE_DATA_DIR=str(on.folder / "file" / "data"))


def database_locked(on: Machine) -> None:
    on.patch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.1)
    on.store("BEGIN IMMEDIATE")


def database_newer(on: Machine) -> None:
    on.store(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")


def database_damaged(on: Machine) -> None:
    on.database.write_text("Dear diary, " * 1000)


def postgresql_not_there(on: Machine) -> None:
    on.set(DATABASE_URL=f"postgresql://slotwise:canary@127.0.0.1:{free_port()}/slotwise")


def postgresql_refuses(on: Machine) -> None:
    url: str = on.request.getfixturevalue("postgres_url")
    on.set(DATABASE_URL=url.replace("postgres@", "stranger:canary@"))


def model_not_there(on: Machine) -> None:
    on.model()
    on.set(OPENAI_BASE_URL=f"http://127.0.0.1:{free_port()}/v1", SLOTWISE_MODEL_TIMEOUT="2")


def model_without_tools(on: Machine) -> None:
    on.model(*[fails(400, "this model does not support tools")], *[says("Sure!")] * 3)


def provider_refuses_the_key(on: Machine) -> None:
    on.model(fails(401), fails(401))


def provider_has_no_credit(on: Machine) -> None:
    on.model(fails(429, "insufficient_quota"), fails(429, "insufficient_quota"))


def zones_old(on: Machine) -> None:
    on.patch.setattr("importlib.metadata.version", lambda _name: "2019.3")


FAULTS: list[tuple[Callable[[Machine], None], str, str, str]] = [
    (bad_key, "Cal.com", "refuses the key", "set CALCOM_API_KEY to it"),
    (wrong_team, "event types", "CALCOM_TEAM=no-such-team", "Check CALCOM_USERNAME, CALCOM_TEAM"),
    (wrong_user, "event types", "CALCOM_USERNAME=nobody", "Check CALCOM_USERNAME"),
    (calcom_not_there, "event types", "does not answer", "Check CALCOM_API_URL and the network"),
    (calcom_somewhere_else, "Cal.com", "has nothing there", "it ends in /v2"),
    (clock_wrong, "clock", "behind Cal.com's", "NTP"),
    (credits_gone, "credits", "used up", "Buy some in Cal.com"),
    (oauth_client_wrong, "OAuth client", "CALCOM_OAUTH_CLIENT_ID", "Settings > Developer > OAuth clients"),
    (encryption_key_missing, "linked hosts", "of 1, 1 cannot be read", "Set it to the key that was there"),
    (encryption_key_another, "linked hosts", "of 1, 1 cannot be read", "they /link again"),
    (token_wrong, "Telegram", "the token is wrong, or was revoked", "https://t.me/BotFather"),
    (token_revoked, "Telegram", "the token is wrong, or was revoked", "TELEGRAM_BOT_TOKEN"),
    (telegram_not_there, "Telegram", "does not answer", "TELEGRAM_API_URL"),
    (webhook_elsewhere, "updates", "brings them to another.example.com", "another program has the same token"),
    (webhook_secret_wrong, "updates", "403 Forbidden", "learns TELEGRAM_WEBHOOK_SECRET anew"),
    (webhook_not_reached, "updates", "Connection refused", "Check that `slotwise serve` runs"),
    (webhook_certificate, "updates", "SSL error", "a certificate that browsers take"),
    (public_address_not_encrypted, "public address", "does not bring updates", "begin with https://"),
    (public_address_at_another_port, "public address", "does not bring updates", "no port but 443, 80, 88 or 8443"),
    (port_in_use, "port", "something else does", "SLOTWISE_PORT"),
    (proxy_leads_elsewhere, "public address", "is not found at", "Have the proxy pass that address on"),
    (folder_not_writable, "data folder", "cannot be written", "SLOTWISE_DATA_DIR"),
    (database_locked, "store", "locked by another program", "Close that"),
    (database_newer, "store", "newer Slotwise", ""),
    (database_damaged, "store", "is no database", "Move that file away"),
    (postgresql_not_there, "store", "does not answer", "Check that it runs, DATABASE_URL"),
    (postgresql_refuses, "store", "refuses the user or the password", "DATABASE_URL"),
    (model_not_there, "model", "does not answer", "Check OPENAI_BASE_URL and the network"),
    (model_without_tools, "model", "0 in JSON", "Choose a model that calls tools"),
    (provider_refuses_the_key, "model", "refuses the key", "Check OPENAI_API_KEY"),
    (provider_has_no_credit, "model", "no requests left", "Check the plan"),
    (zones_old, "time zones", "are of 2019.3", "pip install --upgrade pytz"),
]


@pytest.mark.parametrize(("seed", "name", "found", "advice"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS])
def test_a_seeded_fault_is_found_with_what_to_do(
    machine: Machine, seed: Callable[[Machine], None], name: str, found: str, advice: str
) -> None:
    seed(machine)
    result = CliRunner().invoke(main, ["doctor", "--json"])
    assert result.exit_code == 1, result.output
    faults = {check["name"]: check for check in json.loads(result.stdout)["checks"] if not check["ok"]}
    assert name in faults, result.output
    told = f"{faults[name]['found']} {faults[name]['advice']}"
    assert found in told
    assert advice in told
    assert "canary" not in result.output.lower()


def test_a_bot_that_is_well_is_told_as_such(machine: Machine) -> None:
    machine.telegram()
    machine.calcom()
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "Telegram: it knows the bot as @" in result.output
    assert "updates: they are fetched by `slotwise telegram`. 0 wait there." in result.output
    assert "clock: it agrees with Cal.com's." in result.output
