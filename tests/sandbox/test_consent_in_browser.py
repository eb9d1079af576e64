"""A person gives an app access, in a real browser (facts 12)."""

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from bot.sandbox.world import World
from tests.sandbox.browser import chromium, serving
from tests.sandbox.test_sandbox_oauth import MOBILE, VERIFIER


def test_a_person_chooses_an_account_and_allows_or_refuses(world: World) -> None:
    with chromium() as browser, serving(world) as address:
        # The app waits at an address of the sandbox itself, so that the browser has somewhere to arrive.
        callback = f"{address}/arrived"
        world.credentials.oauth_clients[1].redirect_uris.append(callback)
        page = f"{address}/auth/oauth2/authorize?{urlencode(MOBILE | {'redirect_uri': callback})}"

        def told(button: str) -> dict[str, list[str]]:
            browser.get(page)
            browser.find_elements(By.CSS_SELECTOR, "input[name=account]")[1].click()
            browser.find_element(By.CSS_SELECTOR, f"button[value={button}]").click()
            WebDriverWait(browser, 20).until(lambda driver: driver.current_url.startswith(callback))
            return parse_qs(urlsplit(browser.current_url).query)

        assert told("refuse") == {"error": ["access_denied"], "state": ["who & what?"]}
        allowed = told("allow")
        assert allowed["state"] == ["who & what?"]
        body = {
            "client_id": "sandbox-mobile",
            "grant_type": "authorization_code",
            "code": allowed["code"][0],
            "redirect_uri": callback,
            "code_verifier": VERIFIER,
        }
        tokens = httpx.post(f"{address}/v2/auth/oauth2/token", json=body).json()
        headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert httpx.get(f"{address}/v2/me", headers=headers).json()["data"]["username"] == "alex"


def test_the_page_shows_everything_on_a_phone(world: World) -> None:
    with chromium(360, 740) as browser, serving(world) as address:
        browser.get(f"{address}/auth/oauth2/authorize?{urlencode(MOBILE)}")
        text = browser.find_element(By.TAG_NAME, "main").text
        for words in ("Sandbox Mobile asks for access", "Casey Stone", "See your bookings", "Allow", "Refuse"):
            assert words in text
        wider = browser.execute_script("return document.documentElement.scrollWidth > window.innerWidth")  # type: ignore[no-untyped-call]
        assert wider is False
