"""`slotwise serve` as a whole: Telegram brings its updates, others are turned away, and a stop loses nothing."""

import httpx

from bot.evals.telegram import Patience, TelegramDouble
from tests.commands.messenger import free_port, machine

WISH = "30 min with Bailey next Tuesday at 3pm, I'm Ana Silva, ana@example.com, in Lisbon"
SERVES = "Telegram brings its updates to"


def address() -> dict[str, str]:
    port = free_port()
    return {"SLOTWISE_PORT": str(port), "SLOTWISE_PUBLIC_URL": f"http://127.0.0.1:{port}"}


async def test_a_booking_over_the_webhook_goes_on_after_a_stop() -> None:
    double = TelegramDouble(patience=Patience(first=0.1, longest=0.5, tries=1000))
    ana = double.person("Ana", language_code="en").private()
    async with machine(double) as here:
        at = address()
        server = await here.start("serve", **at)
        await server.says(SERVES)
        assert server.told[-1] == f"{SERVES} {at['SLOTWISE_PUBLIC_URL']}/telegram (Ctrl-C stops it)."
        assert double.updates.webhook is not None
        secret = double.updates.webhook.secret
        assert secret is not None
        assert len(secret) >= 32
        await ana.send(WISH)
        await ana.until(lambda: ana.replies and "Confirm" in ana.last.labels, timeout=20)
        assert await server.stop() == 0
        assert server.warned == []

        await ana.tap("Confirm")
        again = await here.start("serve", **at)
        await ana.until(lambda: any(message.document is not None for message in ana.replies), timeout=30)
        assert double.updates.webhook.secret == secret
        assert len([message for message in ana.replies if message.document is None]) == 1, ana.screen()
        assert await again.stop() == 0
        assert double.violations == []
        said = here.everything_said()
        assert double.token not in said
        assert secret not in said


async def test_nobody_else_brings_updates_and_no_header_tells_what_it_runs_on() -> None:
    double = TelegramDouble()
    async with machine(double) as here:
        at = address() | {"TELEGRAM_WEBHOOK_SECRET": "canary-webhook-secret", "SLOTWISE_LOG_LEVEL": "INFO"}
        server = await here.start("serve", **at)
        await server.says(SERVES)
        assert double.updates.webhook is not None
        assert double.updates.webhook.secret == "canary-webhook-secret"
        async with httpx.AsyncClient(base_url=at["SLOTWISE_PUBLIC_URL"]) as stranger:
            forged = await stranger.post(
                "/telegram", json={"update_id": 1}, headers={"X-Telegram-Bot-Api-Secret-Token": "canary-guess"}
            )
            health = await stranger.get("/healthz")
            ready = await stranger.get("/readyz")
            metrics = await stranger.get("/metrics")
        assert (forged.status_code, forged.content) == (403, b"")
        assert (health.status_code, health.text) == (200, "ok")
        assert "server" not in forged.headers
        assert (ready.status_code, ready.json()) == (200, {"store": "ok", "telegram": "ok", "calcom": "ok"})
        assert 'slotwise_http_requests_total{route="/telegram",status="403"} 1.0' in metrics.text
        assert "slotwise_calcom_calls_total{family=" in metrics.text
        assert "slotwise_process_resident_memory_bytes" in metrics.text
        assert await server.stop() == 0
        assert "canary" not in here.everything_said()
        assert "/telegram" not in "\n".join(server.warned)


async def test_what_telegram_refuses_of_its_address_is_told() -> None:
    async with machine(TelegramDouble()) as here:
        at = address() | {"SLOTWISE_PUBLIC_URL": "http://slotwise.example.com"}
        server = await here.start("serve", **at)
        assert await server.ended() == 2
        told = server.warned[-1].lower()
        assert "error: telegram refuses: bad webhook: an https url must be provided" in told
        assert "slotwise_public_url=http://slotwise.example.com" in told


async def test_without_an_address_or_a_free_port_it_says_so() -> None:
    async with machine(TelegramDouble()) as here:
        server = await here.start("serve")
        assert await server.ended() == 2
        assert server.warned[-1].startswith("Error: SLOTWISE_PUBLIC_URL is not set")

        at = address()
        first = await here.start("serve", **at)
        await first.says(SERVES)
        second = await here.start("serve", **at)
        assert await second.ended() == 1
        assert second.warned == [
            f"Error: the server cannot listen at 127.0.0.1, port {at['SLOTWISE_PORT']} (Address already in use)."
            " Choose others with SLOTWISE_HOST and SLOTWISE_PORT."
        ]
        assert await first.stop() == 0
