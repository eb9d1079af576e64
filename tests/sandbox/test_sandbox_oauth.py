"""Giving an app access: consent page, codes, PKCE, tokens and their rotation; and new keys for old (facts 10, 12)."""

import asyncio
import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from bot.sandbox.faults import ConnectionDropped, Fault
from bot.sandbox.scopes import SCOPES, split_scopes
from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
CALLBACK = "http://localhost:8000/callback"
AUTHORIZE = "/auth/oauth2/authorize"
TOKEN = "/v2/auth/oauth2/token"

MOBILE = {
    "client_id": "sandbox-mobile",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "state": "who & what?",
    "scope": "BOOKING_READ PROFILE_READ",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
SERVER = {"client_id": "sandbox-app", "redirect_uri": CALLBACK, "state": "s", "scope": "PROFILE_READ,BOOKING_READ"}


class Page(HTMLParser):
    """What a person sees, and what a browser would send."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.accounts: list[str] = []
        self.action = ""
        self.buttons: list[str] = []
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = given["action"]
        elif tag == "button":
            self.buttons.append(given["value"])
        elif tag == "input" and given["type"] == "radio":
            self.accounts.append(given["value"])
        elif tag == "input":
            self.fields[given["name"]] = given["value"]


async def answer(api: Api, asked: dict[str, str], verdict: str = "allow", account: str = "101") -> dict[str, str]:
    """Opens the page, presses a button, and returns what the app is told."""
    shown = await api.http.get(AUTHORIZE, params=asked)
    assert shown.status_code == 200, shown.text
    page = Page(shown)
    sent = await api.http.post(page.action, data={**page.fields, "account": account, "answer": verdict})
    assert sent.status_code == 303
    assert sent.headers["location"].startswith(asked["redirect_uri"])
    return dict(parse_qsl(urlsplit(sent.headers["location"]).query))


async def exchange(api: Api, given: str, **changes: Any) -> httpx.Response:
    """As the public app does."""
    body = {
        "client_id": "sandbox-mobile",
        "grant_type": "authorization_code",
        "code": given,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        **changes,
    }
    return await api.http.post(TOKEN, json={name: value for name, value in body.items() if value is not None})


def problem(response: httpx.Response) -> tuple[int, str, str]:
    assert set(response.json()) == {"error", "error_description"}
    return response.status_code, response.json()["error"], response.json()["error_description"]


async def test_the_page_shows_who_asks_for_what_and_whom_it_may_be_given_for(api: Api) -> None:
    shown = await api.http.get(AUTHORIZE, params=MOBILE)
    page = Page(shown)
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    for words in ("Sandbox Mobile asks for access", "Bailey Hart", "alex@acme.example", "See your bookings", CALLBACK):
        assert words in shown.text
    assert page.accounts == ["101", "102", "103"]
    assert page.buttons == ["allow", "refuse"]
    assert page.fields == MOBILE


async def test_an_app_is_given_what_was_allowed_for_the_account_that_was_chosen(api: Api) -> None:
    told = await answer(api, MOBILE, account="102")
    assert told["state"] == "who & what?"
    response = await exchange(api, told["code"])
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    tokens = response.json()
    assert tokens | {"access_token": "", "refresh_token": ""} == {
        "access_token": "",
        "token_type": "bearer",
        "refresh_token": "",
        "expires_in": 1800,
        "scope": "BOOKING_READ PROFILE_READ",
    }
    app = Api(api.world, tokens["access_token"])
    assert (await app.data("GET", "/v2/me"))["username"] == "alex"
    assert await app.data("GET", "/v2/bookings") == []
    status, message = await app.refusal("GET", "/v2/schedules")
    assert (status, message.startswith("insufficient_scope: token does not have")) == (403, True)


async def test_a_refusal_is_told_to_the_app(api: Api) -> None:
    assert await answer(api, MOBILE, "refuse") == {"error": "access_denied", "state": "who & what?"}
    assert await answer(api, MOBILE, account="999") == {"error": "access_denied", "state": "who & what?"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"scope": "BOOKING_READ EVERYTHING"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"response_type": "token"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
    ],
)
async def test_what_cannot_be_asked_for_goes_back_without_a_page(api: Api, change: dict[str, str], error: str) -> None:
    for method in ("GET", "POST"):
        asked = {name: value for name, value in (MOBILE | change).items() if value}
        place: dict[str, Any] = {"params": asked} if method == "GET" else {"data": {**asked, "answer": "allow"}}
        response = await api.http.request(method, AUTHORIZE, **place)
        assert response.status_code == 303
        assert parse_qs(urlsplit(response.headers["location"]).query)["error"] == [error]


@pytest.mark.parametrize("change", [{"client_id": "nobody"}, {"redirect_uri": "https://elsewhere.example/"}])
async def test_nothing_is_sent_to_a_place_that_the_app_never_named(api: Api, change: dict[str, str]) -> None:
    for response in (
        await api.http.get(AUTHORIZE, params=MOBILE | change),
        await api.http.post(AUTHORIZE, data={**MOBILE, **change, "answer": "allow", "account": "101"}),
    ):
        assert response.status_code == 400
        assert "location" not in response.headers
        assert "<form" not in response.text


async def test_what_an_app_sends_along_is_not_taken_for_markup(api: Api) -> None:
    asked = MOBILE | {"state": '"><script>alert(1)</script>'}
    shown = await api.http.get(AUTHORIZE, params=asked)
    assert "<script>" not in shown.text
    assert Page(shown).fields["state"] == asked["state"]
    assert (await answer(api, asked))["state"] == asked["state"]


async def test_another_site_cannot_allow_in_a_persons_name(api: Api) -> None:
    allow = {**MOBILE, "account": "101", "answer": "allow"}
    for foreign in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = await api.http.post(AUTHORIZE, data=allow, headers=foreign)
        assert (refused.status_code, "location" in refused.headers) == (403, False)
        assert (await api.http.delete("/sandbox/tokens", headers=foreign)).status_code == 403
    assert not api.world.credentials.codes


async def test_an_app_of_a_phone_is_called_by_its_own_address(api: Api) -> None:
    asked = MOBILE | {"redirect_uri": "sandbox-mobile://callback"}
    told = await answer(api, asked)
    assert (await exchange(api, told["code"], redirect_uri="sandbox-mobile://callback")).status_code == 200


async def test_a_code_is_good_once(api: Api) -> None:
    code = (await answer(api, MOBILE))["code"]
    assert (await exchange(api, code)).status_code == 200
    assert problem(await exchange(api, code)) == (400, "invalid_grant", "code_invalid_or_expired")


async def test_a_code_is_good_for_ten_minutes(api: Api, clock: StillClock) -> None:
    code = (await answer(api, MOBILE))["code"]
    clock.forward(minutes=10)
    assert problem(await exchange(api, code)) == (400, "invalid_grant", "code_invalid_or_expired")


@pytest.mark.parametrize(
    "change",
    [{"code_verifier": VERIFIER + "x"}, {"redirect_uri": "sandbox-mobile://callback"}],
)
async def test_only_who_asked_can_use_the_code_and_a_wrong_try_spends_it(api: Api, change: dict[str, str]) -> None:
    code = (await answer(api, MOBILE))["code"]
    assert problem(await exchange(api, code, **change)) == (400, "invalid_grant", "code_invalid_or_expired")
    assert problem(await exchange(api, code)) == (400, "invalid_grant", "code_invalid_or_expired")


async def test_the_code_of_one_app_is_nothing_to_another(api: Api) -> None:
    code = (await answer(api, SERVER))["code"]
    assert problem(await exchange(api, code)) == (400, "invalid_grant", "code_invalid_or_expired")
    response = await exchange(
        api, code, client_id="sandbox-app", client_secret="sandbox-app-secret", code_verifier=None
    )
    assert response.json()["scope"] == "PROFILE_READ BOOKING_READ"


async def test_an_app_with_a_secret_is_held_to_the_challenge_that_it_sent(api: Api) -> None:
    pkce = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    ours = {"client_id": "sandbox-app", "client_secret": "sandbox-app-secret"}
    code = (await answer(api, SERVER | pkce))["code"]
    assert problem(await exchange(api, code, **ours, code_verifier=None))[1] == "invalid_grant"
    code = (await answer(api, SERVER | pkce))["code"]
    assert (await exchange(api, code, **ours)).status_code == 200


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"client_id": "nobody"}, (401, "invalid_client", "client_not_found")),
        ({"client_id": "sandbox-app"}, (401, "invalid_client", "invalid_client_credentials")),
        (
            {"client_id": "sandbox-app", "client_secret": "guess"},
            (401, "invalid_client", "invalid_client_credentials"),
        ),
        ({"client_id": None}, (400, "invalid_request", "client_id is required")),
        ({"code": None}, (400, "invalid_request", "code is required")),
        ({"redirect_uri": 7}, (400, "invalid_request", "redirect_uri is required")),
        ({"code_verifier": None}, (400, "invalid_request", "code_verifier is required")),
        (
            {"grant_type": "password"},
            (400, "invalid_request", "grant_type must be 'authorization_code' or 'refresh_token'"),
        ),
        ({"grant_type": "refresh_token"}, (400, "invalid_request", "refresh_token is required")),
        ({"code": "guess"}, (400, "invalid_grant", "code_invalid_or_expired")),
    ],
)
async def test_a_wrong_request_for_tokens_says_what_is_wrong(
    api: Api, change: dict[str, Any], told: tuple[int, str, str]
) -> None:
    assert problem(await exchange(api, "none", **change)) == told


async def test_a_body_that_is_no_object_is_a_wrong_request(api: Api) -> None:
    assert problem(await api.http.post(TOKEN, json=[]))[:2] == (400, "invalid_request")


async def refresh(api: Api, token: str, **changes: str) -> httpx.Response:
    """As a form, which is the other way to send it."""
    body = {"client_id": "sandbox-mobile", "grant_type": "refresh_token", "refresh_token": token, **changes}
    return await api.http.post(TOKEN, data=body)


async def test_a_refresh_gives_new_tokens_and_takes_the_old_refresh_token(api: Api, clock: StillClock) -> None:
    first = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    clock.forward(minutes=20)
    second = (await refresh(api, first["refresh_token"])).json()
    assert second["scope"] == first["scope"]
    assert {first["access_token"], first["refresh_token"]}.isdisjoint(second.values())
    assert problem(await refresh(api, first["refresh_token"])) == (400, "invalid_grant", "invalid_refresh_token")
    for token in (first["access_token"], second["access_token"]):
        assert await Api(api.world, token).data("GET", "/v2/me")
    clock.forward(minutes=10)
    assert (await Api(api.world, first["access_token"]).send("GET", "/v2/me")).status_code == 401
    assert await Api(api.world, second["access_token"]).data("GET", "/v2/me")
    clock.forward(days=29)
    third = await refresh(api, second["refresh_token"])
    assert third.status_code == 200
    clock.forward(days=30)
    assert problem(await refresh(api, third.json()["refresh_token"]))[1:] == ("invalid_grant", "invalid_refresh_token")


async def test_of_two_refreshes_at_once_one_gets_the_tokens(api: Api) -> None:
    tokens = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    both = await asyncio.gather(*(refresh(api, tokens["refresh_token"]) for _ in range(2)))
    assert sorted(one.status_code for one in both) == [200, 400]


async def test_a_refresh_whose_answer_was_lost_has_spent_the_token(api: Api) -> None:
    tokens = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    for kind, again in (("drop_before", 200), ("drop_after", 400)):
        api.world.faults.add(Fault.model_validate({"operation": "oauth.token", "kind": kind}))
        with pytest.raises(ConnectionDropped):
            await refresh(api, tokens["refresh_token"])
        retried = await refresh(api, tokens["refresh_token"])
        assert retried.status_code == again
        tokens = retried.json()


async def test_a_refresh_token_is_good_for_its_own_app_only(api: Api) -> None:
    tokens = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    other = {"client_id": "sandbox-app", "client_secret": "sandbox-app-secret"}
    assert problem(await refresh(api, tokens["refresh_token"], **other))[2] == "invalid_refresh_token"
    assert problem(await refresh(api, tokens["access_token"]))[2] == "invalid_refresh_token"
    assert (await refresh(api, tokens["refresh_token"])).status_code == 200


async def test_tokens_that_are_over_are_forgotten(api: Api, clock: StillClock) -> None:
    for _ in range(3):
        await exchange(api, (await answer(api, MOBILE))["code"])
        clock.forward(days=31)
    assert len(api.world.credentials.tokens) == 1


async def test_what_was_given_can_be_taken_back(api: Api) -> None:
    tokens = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    kept = await api.http.delete("/sandbox/tokens", params={"client_id": "sandbox-mobile", "username": "alex"})
    assert kept.json() == {"withdrawn": 0}
    taken = await api.http.delete("/sandbox/tokens", params={"username": "bailey"})
    assert taken.json() == {"withdrawn": 1}
    assert (await Api(api.world, tokens["access_token"]).send("GET", "/v2/me")).status_code == 401
    assert problem(await refresh(api, tokens["refresh_token"]))[2] == "invalid_refresh_token"


async def test_tokens_and_codes_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    api = Api(World.load("default", clock=clock, state=file))
    code = (await answer(api, MOBILE))["code"]
    api = Api(World.load("default", clock=clock, state=file))
    tokens = (await exchange(api, code)).json()
    api = Api(World.load("default", clock=clock, state=file), tokens["access_token"])
    assert (await api.data("GET", "/v2/me"))["username"] == "bailey"
    assert (await refresh(api, tokens["refresh_token"])).status_code == 200


async def test_an_app_can_be_looked_up_by_anybody(api: Api) -> None:
    assert await api.data("GET", "/v2/auth/oauth2/clients/sandbox-mobile") == {
        "client_id": "sandbox-mobile",
        "redirect_uri": CALLBACK,
        "name": "Sandbox Mobile",
        "logo": None,
        "is_trusted": False,
        "client_type": "PUBLIC",
    }
    confidential = await api.data("GET", "/v2/auth/oauth2/clients/sandbox-app")
    assert confidential["client_type"] == "CONFIDENTIAL"
    assert "secret" not in str(confidential)
    assert (await api.refusal("GET", "/v2/auth/oauth2/clients/nobody"))[0] == 404


def test_every_scope_has_its_words() -> None:
    assert len(SCOPES) == 53
    assert SCOPES["ORG_ROUTING_FORM_WRITE"] == "Change your organization's routing forms"
    assert {"TEAM_WEBHOOK_READ", "ORG_APPS_READ", "INSIGHTS_WRITE"}.isdisjoint(SCOPES)
    assert split_scopes(" A,B  C, A ") == ["A", "B", "C"]


async def test_a_new_key_takes_the_place_of_the_old(bailey: Api, clock: StillClock) -> None:
    key = (await bailey.data("POST", "/v2/api-keys/refresh"))["apiKey"]
    assert key.startswith("cal_")
    assert await bailey.refusal("GET", "/v2/me") == (401, "ApiAuthStrategy - api key - Your api key is not valid")
    later = Api(bailey.world, key)
    assert (await later.data("GET", "/v2/me"))["username"] == "bailey"
    clock.forward(days=30)
    assert (await later.refusal("GET", "/v2/me"))[1] == "ApiAuthStrategy - api key - Your api key is expired"


@pytest.mark.parametrize(
    ("body", "days"), [({"apiKeyDaysValid": 2}, 2), ({"apiKeyNeverExpires": True}, None), ({"other": 1}, 30)]
)
async def test_a_new_key_lasts_as_long_as_was_asked(bailey: Api, clock: StillClock, body: Any, days: Any) -> None:
    later = Api(bailey.world, (await bailey.data("POST", "/v2/api-keys/refresh", json=body))["apiKey"])
    clock.forward(days=days or 3000, seconds=-1)
    assert (await later.send("GET", "/v2/me")).status_code == 200
    clock.forward(seconds=1)
    assert (await later.send("GET", "/v2/me")).status_code == (401 if days else 200)


async def test_a_key_that_is_asked_for_wrongly_leaves_the_old_one(bailey: Api) -> None:
    both = {"apiKeyDaysValid": 2, "apiKeyNeverExpires": True}
    assert await bailey.refusal("POST", "/v2/api-keys/refresh", json=both) == (
        400,
        "ApiKeysService -Cannot set both apiKeyDaysValid and apiKeyNeverExpires. It has to be either or none of them.",
    )
    assert await bailey.violations("POST", "/v2/api-keys/refresh", json={"apiKeyDaysValid": 0}) == {
        "apiKeyDaysValid": ["apiKeyDaysValid must not be less than 1"]
    }
    assert await bailey.data("GET", "/v2/me")


async def test_only_a_key_can_be_refreshed(api: Api) -> None:
    tokens = (await exchange(api, (await answer(api, MOBILE))["code"])).json()
    assert await Api(api.world, tokens["access_token"]).refusal("POST", "/v2/api-keys/refresh") == (
        401,
        "ApiKeysService - This endpoint can only be accessed using an API key by providing "
        "'Authorization: Bearer <apiKey>' header",
    )
    assert (await api.refusal("POST", "/v2/api-keys/refresh"))[0] == 401


async def test_a_replaced_key_does_not_come_back_with_the_world_file(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    api = Api(World.load("default", clock=clock, state=file), "cal_sandbox_bailey")
    key = (await api.data("POST", "/v2/api-keys/refresh"))["apiKey"]
    again = World.load("default", clock=clock, state=file)
    assert again.keys.keys() == {key, "cal_sandbox_alex", "cal_sandbox_admin"}
