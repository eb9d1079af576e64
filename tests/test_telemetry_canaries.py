"""Personal data and secrets of thirty kinds and more are sent in by every way there is, and the errors of those who are
asked quote them back; none of it comes out in a log at its most talkative, a metric, or an answer to a stranger."""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import httpx
import pytest

from bot.evals.telegram import TelegramDouble
from tests.commands.messenger import free_port, machine
from tests.providers.scripted_provider import ProviderHost, fails

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJxdWV0emFsIn0.c2lnbmVkLXF1ZXR6YWw"

PERSONAL = {
    "name": "Quetzalina Canarsdottir",
    "e-mail": "quetzalina@canary.example",
    "e-mail with a tag": "q.canars+book@mail.canary.example",
    "e-mail as it stands in an address": "quetzal%40canary.example",
    "phone": "+351912345678",
    "phone with spaces": "+44 20 7946 0991",
    "phone with zeros": "00351912345671",
    "phone at home": "0171 2345672",
    "phone in brackets": "(415) 555-0133",
    "address": "17 Canarygasse, 1090 Vienna",
    "birthday": "born on 1987-02-29 in Canaria",
    "account": "PT50 0002 0123 1234 5678 9015 4",
    "card": "4111 1111 1111 1111",
    "passport": "passport CAN4471123",
    "health": "I have canaritis",
    "wish": "book 30 min tomorrow at 3pm about the canary merger",
    "note": "please keep the canary quiet",
    "company": "Canary & Quetzal GmbH",
    "Telegram name": "@quetzalina_canars",
    "place": "38.722252, -9.139337",
    "IPv4": "198.51.100.77",
    "IPv6": "2001:db8:cafe::77",
    "link": "https://canary.example/rooms/quetzal?pwd=quetzal77",
}
SECRETS = {
    "Cal.com key": "cal_live_canary0123456789",
    "provider's key": "sk-canary-0123456789",
    "bearer token": "Bearer canary.bearer.token",
    "JSON web token": JWT,
    "Telegram token": "987654321:AAEcanaryCANARYcanaryCANARYcanary123",
    "OAuth code": "code=canarycode0123",
    "refresh token": "refresh_token=canary-refresh-1",
    "client secret": "client_secret=canary-client-secret",
    "webhook secret": "canary-webhook-secret-0123456789",
    "password": "password: canary-hunter2",
    "database": "postgresql://slotwise:canary-pg@db.example/slotwise",
    "encryption key": base64.urlsafe_b64encode(b"canary-canary-canary-canary-0000").decode(),
    "cookie": "session=canary-cookie-1",
}
CANARIES = PERSONAL | SECRETS

CORES = (
    *("canar", "quetzal", "912345678", "912345671", "79460991", "7946 0991", "2345672", "5550133", "555-0133"),
    *("1987-02-29", "0002 0123", "4111", "CAN4471123", "merger", "38.722", "198.51.100.77", "cafe::77", "hunter2"),
    *("c2lnbmVk", "eyJ", base64.urlsafe_b64encode(b"canary-canary-canary-canary-0000").decode()[:20]),
)
"""What each can be known by, in whatever writing."""

SETTINGS = {
    "SLOTWISE_LOG_LEVEL": "DEBUG",
    "SLOTWISE_MODEL": "gpt-test",
    "OPENAI_API_KEY": SECRETS["provider's key"],
    "SLOTWISE_MODEL_TIMEOUT": "5",
    "SLOTWISE_MESSAGES_PER_MINUTE": "1000",
}


def assert_no_canary(text: str, kind: str) -> None:
    lowered = text.lower()
    found = {core: lowered.index(core.lower()) for core in CORES if core.lower() in lowered}
    quoted = {core: text[max(at - 150, 0) : at + 100] for core, at in found.items()}
    assert not quoted, f"{kind}: {quoted}"


class Echo(BaseHTTPRequestHandler):
    """A Cal.com whose errors quote what it was asked, and more."""

    def do_GET(self) -> None:
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        quoted = f"{self.path} {self.headers} {asked} {' '.join(CANARIES.values())}"
        body = json.dumps({"status": "error", "error": {"code": "BadRequestException", "message": quoted}}).encode()
        self.send_response((400, 403, 500, 404)[len(asked) % 4])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PATCH = do_DELETE = do_GET  # noqa: N815  the server's own naming

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the server's own naming
        """Nothing: the tests' output is for the tests."""


@pytest.fixture
def echo() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def quoting_provider() -> Iterator[str]:
    """Fails each time with a message that quotes all of them."""
    with ProviderHost() as host:
        steps = [fails((400, 500, 429, 401)[number % 4], " ".join(CANARIES.values())) for number in range(500)]
        yield host.provider(*steps).base_url


@pytest.mark.parametrize("calcom", ["the sandbox", "one that quotes"])
async def test_what_people_send_in_telegram_and_strangers_to_the_server_stays_out(
    calcom: str, echo: str, quoting_provider: str
) -> None:
    double = TelegramDouble()
    sides = [
        double.person("Quetzalina", last_name="Canarsdottir", username=f"quetzalina_canars{number}").private()
        for number in range(6)
    ]
    side = sides[0]
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = SETTINGS | {
        "SLOTWISE_PORT": str(port),
        "SLOTWISE_PUBLIC_URL": url,
        "OPENAI_BASE_URL": quoting_provider,
        "TELEGRAM_WEBHOOK_SECRET": SECRETS["webhook secret"],
        "SLOTWISE_ENCRYPTION_KEY": SECRETS["encryption key"],
    }
    if calcom == "one that quotes":
        settings |= {
            "CALCOM_API_URL": echo,
            "CALCOM_API_KEY": SECRETS["Cal.com key"],
            "CALCOM_USERNAME": "bailey",
            "CALCOM_OAUTH_CLIENT_ID": "app",
            "CALCOM_OAUTH_CLIENT_SECRET": "canary-client-secret",
            "CALCOM_TIMEOUT": "2",
        }
    answers: list[httpx.Response] = []
    async with machine(double) as here:
        server = await here.start("serve", **settings)
        await server.says("Telegram brings its updates to")
        for number, text in enumerate(CANARIES.values()):
            await sides[number % len(sides)].send(text)
        await side.share_contact(PERSONAL["phone"], name=PERSONAL["name"])
        await side.share_location(38.722252, -9.139337)
        await side.forward(PERSONAL["note"], from_="Quetzalina Canarsdottir")
        await side.document("canary-cv.pdf", b"canary", "application/pdf")
        await side.photo(PERSONAL["wish"])
        await side.command(f"/start {SECRETS['OAuth code']}")
        await side.until(lambda: "".join(server.warned).count('"event": "turn"') >= len(CANARIES), timeout=120)
        async with httpx.AsyncClient(base_url=url) as stranger:
            for text in CANARIES.values():
                told = quote(text, safe="")
                body = json.dumps({"update_id": "x", "message": {"text": text}}).encode()
                proof = {"X-Telegram-Bot-Api-Secret-Token": SECRETS["webhook secret"]}
                signed = hmac.new(b"canary-guess", body, hashlib.sha256).hexdigest()
                answers += [
                    await stranger.get(f"/{told}?q={told}", headers={"Cookie": SECRETS["cookie"], "User-Agent": told}),
                    await stranger.get(f"/oauth/cal/callback?code={told}&state={told}"),
                    await stranger.post("/telegram", content=body, headers=proof),
                    await stranger.post("/telegram", content=body, headers={"X-Telegram-Bot-Api-Secret-Token": told}),
                    await stranger.post("/webhooks/cal", content=body, headers={"X-Cal-Signature-256": signed}),
                    await stranger.get("/readyz", headers={"Authorization": f"Bearer {told}"}),
                ]
            metrics = await stranger.get("/metrics")
        assert await server.stop() == 0
        log = "\n".join(server.warned)
    assert_no_canary(log, "log")
    assert "slotwise_turns_total{" in metrics.text
    asked = "calcom_calls" if calcom == "one that quotes" else "model_calls"
    assert f"slotwise_{asked}_total{{" in metrics.text
    assert_no_canary(metrics.text, "metrics")
    for answer in answers:
        assert_no_canary(f"{answer.headers} {answer.text}", "answer")
        assert answer.status_code < 500 or answer.request.url.path in ("/readyz", "/oauth/cal/callback")


def test_what_is_typed_in_the_terminal_stays_out_of_its_log(quoting_provider: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="\n".join([*CANARIES.values(), ""]),
        env=os.environ | SETTINGS | {"OPENAI_BASE_URL": quoting_provider},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count('"event": "turn"') >= len(CANARIES) - 5
    assert_no_canary(done.stderr, "log")


def test_there_are_thirty_kinds_and_more_and_each_can_be_known() -> None:
    assert len(CANARIES) >= 30
    unknown = [kind for kind, text in CANARIES.items() if not any(core.lower() in text.lower() for core in CORES)]
    assert unknown == []
