"""A person's consent on the sandbox's own page, and what the client then does for them; keys, credits and a platform's
webhooks, against the sandbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import SecretStr

from bot.calcom.oauth import GUEST_SCOPES, ConsentNeeded, ConsentRefused, OAuthApp, Pending, TokenPair
from bot.scheduling.calendar import Forbidden, NotFound, Rejected, Unauthorized
from tests.calcom.conftest import Sandbox

CALLBACK = "http://localhost:8000/callback"


class Memory:
    """Keeps tokens and what was asked for, for as long as the test runs."""

    def __init__(self) -> None:
        self.pairs: dict[str, TokenPair] = {}
        self.pending: dict[str, Pending] = {}

    @asynccontextmanager
    async def lock(self, account: str) -> AsyncIterator[None]:
        yield

    async def load(self, account: str) -> TokenPair | None:
        return self.pairs.get(account)

    async def save(self, account: str, pair: TokenPair) -> None:
        self.pairs[account] = pair

    async def delete(self, account: str) -> None:
        self.pairs.pop(account, None)

    async def put(self, key: str, pending: Pending) -> None:
        self.pending[key] = pending

    async def take(self, key: str) -> Pending | None:
        return self.pending.pop(key, None)


class Moving:
    """The clock of both sides."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.now = sandbox.NOW
        sandbox.world.clock = self

    def __call__(self) -> datetime:
        return self.now


def app_of(sandbox: Sandbox, clock: Moving, client_id: str, secret: str | None) -> OAuthApp:
    memory = Memory()
    return OAuthApp(
        sandbox.client(),
        client_id=client_id,
        redirect_uri=CALLBACK,
        states=memory,
        tokens=memory,
        client_secret=SecretStr(secret) if secret is not None else None,
        authorize_url="http://localhost/auth/oauth2/authorize",
        clock=clock,
    )


async def answered(sandbox: Sandbox, url: str, verdict: str) -> dict[str, str]:
    """What the page sends back, once a person chose an account and pressed a button."""
    async with sandbox.browser as browser:
        assert (await browser.get(url)).status_code == 200
        asked = dict(parse_qsl(urlsplit(url).query))
        sent = await browser.post(urlsplit(url).path, data={**asked, "account": "102", "answer": verdict})
    return dict(parse_qsl(urlsplit(sent.headers["location"]).query))


@pytest.mark.parametrize(
    ("client_id", "secret"), [("sandbox-app", "sandbox-app-secret"), ("sandbox-mobile", None)], ids=["secret", "pkce"]
)
async def test_a_person_consents_and_is_acted_for_until_they_take_it_back(
    sandbox: Sandbox, client_id: str, secret: str | None
) -> None:
    clock = Moving(sandbox)
    app = app_of(sandbox, clock, client_id, secret)
    told = await answered(sandbox, await app.authorize_url("chat:1", scopes=GUEST_SCOPES), "allow")
    pair = await app.connect("chat:1", told)
    assert pair.scopes == set(GUEST_SCOPES)

    client = sandbox.client(credential=app.credential("chat:1"))
    assert (await client.me.get()).username == "alex"
    with pytest.raises(Forbidden):
        await client.credits.available()

    clock.now += timedelta(minutes=31)
    assert (await client.me.get()).username == "alex"
    renewed = await app.tokens.load("chat:1")
    assert renewed is not None
    assert renewed.refresh_token != pair.refresh_token

    sandbox.world.credentials.tokens.clear()
    with pytest.raises(ConsentNeeded):
        await client.me.get()


async def test_a_person_refuses(sandbox: Sandbox) -> None:
    app = app_of(sandbox, Moving(sandbox), "sandbox-mobile", None)
    told = await answered(sandbox, await app.authorize_url("chat:1", scopes=GUEST_SCOPES), "refuse")
    with pytest.raises(ConsentRefused) as caught:
        await app.connect("chat:1", told)
    assert caught.value.code == "access_denied"


async def test_who_asks_can_be_looked_up(sandbox: Sandbox) -> None:
    client = sandbox.client()
    found = await client.oauth.clients.get("sandbox-mobile")
    assert (found.name, found.client_type, found.redirect_uri) == ("Sandbox Mobile", "PUBLIC", CALLBACK)
    with pytest.raises(NotFound):
        await client.oauth.clients.get("nobody")


async def test_a_fresh_key_takes_the_place_of_the_old(sandbox: Sandbox) -> None:
    old = sandbox.client("cal_sandbox_bailey")
    fresh = await old.api_keys.refresh(api_key_days_valid=3)
    assert (await sandbox.client(fresh.api_key.get_secret_value()).me.get()).username == "bailey"
    with pytest.raises(Unauthorized):
        await old.me.get()


async def test_credits_are_charged_once_for_a_reference(sandbox: Sandbox) -> None:
    credits_ = sandbox.client("cal_sandbox_bailey").credits
    before = (await credits_.available()).balance.monthly_remaining
    for _ in range(2):
        charged = await credits_.charge(credits=7, credit_for="AI_AGENT", external_ref="turn-1")
        assert charged.remaining_balance is not None
        assert charged.remaining_balance.monthly_remaining == before - 7
    with pytest.raises(Rejected):
        await credits_.charge(credits=10_000, credit_for="AI_AGENT", external_ref="turn-2")


async def test_a_platform_keeps_webhooks_of_its_own(sandbox: Sandbox) -> None:
    webhooks = sandbox.platform().platform.webhooks
    url = "http://localhost:9/hook"
    made = await webhooks.create("sandbox-platform", subscriber_url=url, triggers=["BOOKING_CREATED"])
    number = str(made.id)
    assert (await webhooks.get("sandbox-platform", number)).subscriber_url == url
    assert (await webhooks.update("sandbox-platform", number, active=False)).active is False
    assert [one.id for one in await webhooks.list("sandbox-platform").all()] == [made.id]
    assert (await webhooks.delete("sandbox-platform", number)).id == made.id
    await webhooks.create("sandbox-platform", subscriber_url=url, triggers=["BOOKING_CANCELLED"])
    await webhooks.delete_all("sandbox-platform")
    assert await webhooks.list("sandbox-platform").all() == []
