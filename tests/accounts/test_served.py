"""All of it as it runs: `slotwise serve`, Cal.com's page in the sandbox, Telegram, and a browser between them."""

from urllib.parse import parse_qsl, urlsplit

import httpx

from bot.accounts.vault import new_key
from bot.clock import Clock
from bot.evals.telegram import TelegramDouble
from bot.sandbox.world import World
from tests.accounts.conftest import NUMBER
from tests.commands.messenger import Machine, Process, free_port, machine
from tests.sandbox.browser import serving

SERVES = "Telegram brings its updates to"


def settings(calcom: str, *, key: str) -> dict[str, str]:
    port = free_port()
    return {
        "SLOTWISE_PORT": str(port),
        "SLOTWISE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CALCOM_API_URL": calcom,
        "CALCOM_API_KEY": "cal_sandbox_bailey",
        "CALCOM_OAUTH_CLIENT_ID": "sandbox-mobile",
        "SLOTWISE_ENCRYPTION_KEY": key,
        "SLOTWISE_LOG_LEVEL": "INFO",
    }


async def served(here: Machine, at: dict[str, str]) -> Process:
    server = await here.start("serve", **at)
    await server.says(SERVES)
    return server


async def consented(url: str, account: int) -> httpx.Response:
    """Follows the button as a browser does, through Cal.com's page and back."""
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        page = await browser.get(url)
        assert page.status_code == 200
        asked = dict(parse_qsl(urlsplit(url).query))
        action = f"{page.url.scheme}://{page.url.netloc.decode()}{page.url.path}"
        return await browser.post(action, data={**asked, "account": str(account), "answer": "allow"})


async def test_a_host_links_an_account_and_a_kill_between_page_and_yes_loses_nothing() -> None:
    world = World.load("default", clock=Clock())
    double = TelegramDouble()
    phone = double.person("Alex", language_code="en").private()
    with serving(world) as calcom:
        async with machine(double) as here:
            at = settings(calcom, key=new_key())
            world.credentials.oauth_clients[1].redirect_uris.append(f"{at['SLOTWISE_PUBLIC_URL']}/oauth/cal/callback")
            server = await served(here, at)
            await phone.command("/link")
            await phone.until(lambda: phone.replies and "Continue with Cal.com" in phone.last.labels, timeout=20)
            page = await consented(phone.link("Continue with Cal.com"), 102)
            assert page.status_code == 200
            assert "Alex Weber" in page.text
            assert "style-src 'sha256-" in page.headers["content-security-policy"]
            number = NUMBER.search(page.text)
            assert number is not None
            await phone.until(lambda: "Which number" in phone.last.text, timeout=20)
            server.process.kill()
            await server.ended()

            server = await served(here, at)
            await phone.send(number[1])
            await phone.until(lambda: "Yes, link it" in phone.last.labels, timeout=20)
            await phone.tap("Yes, link it")
            await phone.until(lambda: "Linked with Alex Weber" in phone.last.text, timeout=20)
            await phone.send("accept the request")
            await phone.until(lambda: "No request is waiting" in phone.last.text, timeout=20)
            await phone.command("/unlink")
            await phone.until(lambda: "forgotten its access" in phone.last.text, timeout=20)
            assert await server.stop() == 0
            assert double.violations == []
            said = here.everything_said()
            tokens = [one.access_token for one in world.credentials.tokens]
            for secret in (at["SLOTWISE_ENCRYPTION_KEY"], number[1], "alex@acme.example", *tokens):
                assert secret not in said
