"""From a person's consent to calls in their name, whatever breaks on the way."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.auth import PlatformClient
from bot.calcom.managed_tokens import ManagedUserApp
from bot.calcom.oauth import (
    GUEST_SCOPES,
    HOST_SCOPES,
    ConsentNeeded,
    ConsentRefused,
    OAuthApp,
    TokenPair,
    UnknownState,
    challenge_of,
    scopes_for,
)
from bot.calcom.token_file import TokenFiles
from bot.calcom.types.platform import ManagedUserTokens
from bot.scheduling.calendar import CalendarError, Forbidden, Unavailable

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)


class CalCom:
    """The side of Cal.com: single-use codes and refresh tokens, short access tokens. ``faults`` are done in order: lose
    the request, lose the answer, or answer a status."""

    def __init__(self) -> None:
        self.codes: dict[str, str | None] = {}
        self.refresh_tokens: set[str] = set()
        self.access_tokens: set[str] = set()
        self.scope: str | None = None
        self.faults: list[str | int] = []
        self.asked: list[dict[str, str]] = []
        self.pace = 0.0
        self._made = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(self.pace)
        if request.url.path != "/v2/auth/oauth2/token":
            return self._me(request)
        assert "authorization" not in request.headers
        fault = self.faults.pop(0) if self.faults else None
        if fault == "lose the request":
            raise httpx.ConnectError("refused")
        if isinstance(fault, int):
            return httpx.Response(fault)
        answer = self._token(json.loads(request.content))
        if fault == "lose the answer":
            raise httpx.ReadError("reset")
        return answer

    def _token(self, grant: dict[str, str]) -> httpx.Response:
        self.asked.append(grant)
        if grant["grant_type"] == "authorization_code":
            challenge = self.codes.pop(grant["code"], "")
            proven = grant.get("client_secret") == "the-secret" or (
                "code_verifier" in grant and challenge_of(grant["code_verifier"]) == challenge
            )
        else:
            proven = grant["refresh_token"] in self.refresh_tokens
            self.refresh_tokens.discard(grant["refresh_token"])
        if not proven:
            return httpx.Response(400, json={"error": "invalid_grant", "error_description": "invalid_refresh_token"})
        self._made += 1
        access, refresh = f"access-{self._made}", f"refresh-{self._made}"
        self.access_tokens = {access}
        self.refresh_tokens.add(refresh)
        body = {"access_token": access, "token_type": "bearer", "refresh_token": refresh, "expires_in": 1800}
        return httpx.Response(200, json=body | ({} if self.scope is None else {"scope": self.scope}))

    def _me(self, request: httpx.Request) -> httpx.Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.access_tokens:
            message = f"ApiAuthStrategy - access token - Invalid Access Token. {token}"
            return httpx.Response(401, json={"error": {"code": "UnauthorizedException", "message": message}})
        return httpx.Response(200, json={"status": "success", "data": {"id": 7}})


class Desk:
    def __init__(self, folder: Path) -> None:
        self.cal_com = CalCom()
        self.now = NOW
        self.files = TokenFiles(folder)
        self._clients: list[CalcomClient] = []

    def client(self, credential: Any = None) -> CalcomClient:
        client = CalcomClient("https://api.cal.com", credential=credential, transport=httpx.MockTransport(self.cal_com))
        self._clients.append(client)
        return client

    def app(self, secret: str | None = None) -> OAuthApp:
        return OAuthApp(
            self.client(),
            client_id="our-program",
            redirect_uri="https://bot.example.com/consented",
            states=self.files,
            tokens=self.files,
            client_secret=None if secret is None else SecretStr(secret),
            clock=lambda: self.now,
        )

    async def ask(self, app: OAuthApp, who: str = "ana") -> dict[str, str]:
        """The query of the page that ``who`` is sent to."""
        url = urlsplit(await app.authorize_url(who, scopes=GUEST_SCOPES))
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.cal_com.codes["the-code"] = query.get("code_challenge")
        return query

    async def connected(self, who: str = "ana") -> OAuthApp:
        app = self.app()
        query = await self.ask(app, who)
        await app.connect(who, {"code": "the-code", "state": query["state"]})
        return app

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "tokens")
    yield desk
    await desk.close()


# Consent


async def test_a_person_is_sent_to_a_page_that_says_what_is_asked(office: Desk) -> None:
    query = await office.ask(office.app())
    assert query["client_id"] == "our-program"
    assert query["redirect_uri"] == "https://bot.example.com/consented"
    assert query["scope"].split() == list(GUEST_SCOPES)
    assert query["code_challenge_method"] == "S256"
    assert len(query["state"]) > 40


def test_the_challenge_is_that_of_the_standard() -> None:
    # RFC 7636, appendix B
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_a_consent_becomes_a_client_that_acts_for_the_person(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    assert client.has_credential
    assert (await client.me.get()).id == 7
    assert office.cal_com.asked[0].keys() == {"client_id", "grant_type", "code", "redirect_uri", "code_verifier"}


async def test_a_confidential_program_proves_itself_by_its_secret(office: Desk) -> None:
    app = office.app("the-secret")
    query = await office.ask(app)
    assert "code_challenge" not in query
    await app.connect("ana", {"code": "the-code", "state": query["state"]})
    assert office.cal_com.asked[0]["client_secret"] == "the-secret"
    assert "code_verifier" not in office.cal_com.asked[0]


async def test_a_state_works_once(office: Desk) -> None:
    app = office.app()
    query = await office.ask(app)
    answer = {"code": "the-code", "state": query["state"]}
    await app.connect("ana", answer)
    with pytest.raises(UnknownState):
        await app.connect("ana", answer)


async def test_a_state_is_only_for_who_asked(office: Desk) -> None:
    app = office.app()
    answer = {"code": "the-code", "state": (await office.ask(app, "ana"))["state"]}
    with pytest.raises(UnknownState):
        await app.connect("mallory", answer)
    with pytest.raises(UnknownState):
        await app.connect("ana", answer)
    assert office.cal_com.asked == []


@pytest.mark.parametrize("state", ["", "made-up"])
async def test_a_state_that_nobody_asked_with_is_unknown(office: Desk, state: str) -> None:
    with pytest.raises(UnknownState):
        await office.app().connect("ana", {"code": "the-code", "state": state})


async def test_an_answer_after_ten_minutes_is_too_late(office: Desk) -> None:
    app = office.app()
    query = await office.ask(app)
    office.now += timedelta(minutes=10, seconds=1)
    with pytest.raises(UnknownState):
        await app.connect("ana", {"code": "the-code", "state": query["state"]})


async def test_a_consent_that_nobody_answers_is_let_go_of(office: Desk, tmp_path: Path) -> None:
    app = office.app()
    await office.ask(app)
    (old,) = (tmp_path / "tokens").glob("state-*")
    os.utime(old, (0, 0))
    await office.ask(app)
    (new,) = (tmp_path / "tokens").glob("state-*")
    assert new != old


async def test_a_no_is_told_in_cal_coms_word(office: Desk) -> None:
    app = office.app()
    query = await office.ask(app)
    with pytest.raises(ConsentRefused) as caught:
        await app.connect("ana", {"error": "access_denied", "state": query["state"]})
    assert caught.value.code == "access_denied"


def test_a_dozen_scopes_are_asked_for_and_not_all() -> None:
    assert len(GUEST_SCOPES) == 5
    assert len(HOST_SCOPES) == 12


async def test_the_scopes_of_some_verbs_can_be_looked_up(office: Desk) -> None:
    client = office.client()
    verbs = (client.bookings.list, client.bookings.create, client.schedules.list, client.slots.list)
    assert scopes_for(*verbs) == ("BOOKING_READ", "SCHEDULE_READ")


# Renewal


async def test_tokens_are_renewed_a_minute_before_they_end(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    await client.me.get()
    office.now += timedelta(minutes=29, seconds=30)
    await client.me.get()
    assert [grant["grant_type"] for grant in office.cal_com.asked] == ["authorization_code", "refresh_token"]
    kept = await office.files.load("ana")
    assert kept is not None
    assert kept.refresh_token.get_secret_value() == "refresh-2"
    assert not kept.is_being_spent


async def test_a_token_that_is_refused_is_renewed_and_the_call_goes_again(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    await client.me.get()
    office.cal_com.access_tokens.clear()
    assert (await client.me.get()).id == 7


async def test_many_calls_renew_once(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.cal_com.pace = 0.01
    office.now += timedelta(hours=1)
    await asyncio.gather(*(client.me.get() for _ in range(20)))
    assert len(office.cal_com.asked) == 2


async def test_several_processes_renew_once(office: Desk) -> None:
    app = await office.connected()
    office.cal_com.pace = 0.01
    clients = [office.client(office.app().credential("ana")) for _ in range(5)]
    await asyncio.gather(*(client.me.get() for client in clients))
    office.now += timedelta(hours=1)
    await asyncio.gather(*(client.me.get() for client in clients))
    assert len(office.cal_com.asked) == 2
    assert app.tokens is office.files


IN_TURN = """
import asyncio, sys
from pathlib import Path
from bot.calcom.token_file import TokenFiles

async def main(folder):
    files, counter = TokenFiles(folder), folder / "counter"
    for _ in range(20):
        async with files.lock("ana"):
            count = int(counter.read_text())
            await asyncio.sleep(0.001)
            counter.write_text(str(count + 1))
    async with files.lock("killed"):
        print("done", flush=True)
        sys.stdin.read()

asyncio.run(main(Path(sys.argv[1])))
"""


async def test_processes_take_turns_and_a_killed_one_holds_nobody_up(office: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "tokens"
    folder.mkdir()
    (folder / "counter").write_text("0")
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", IN_TURN, str(folder), cwd=Path(__file__).parents[2], **pipes
        )
        for _ in range(3)
    ]
    waiting = {asyncio.create_task(process.stdout.readline()): process for process in processes if process.stdout}
    while waiting:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            holder = waiting.pop(task)
            assert task.result() == b"done\n"
            holder.kill()
            await holder.wait()
    assert (folder / "counter").read_text() == "60"
    async with office.files.lock("killed"):
        pass


async def test_a_caller_that_gives_up_does_not_cut_a_renewal_off(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(hours=1)
    office.cal_com.pace = 0.2
    with client.deadline(0.05), pytest.raises(TimeoutError):
        await asyncio.wait_for(client.me.get(), 0.05)
    async with office.files.lock("ana"):  # which the renewal holds until it is done
        kept = await office.files.load("ana")
    assert kept is not None
    assert kept.refresh_token.get_secret_value() == "refresh-2"


async def test_a_renewal_that_never_left_keeps_the_old_tokens(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(hours=1)
    office.cal_com.faults = ["lose the request"]
    with pytest.raises(Unavailable):
        await client.bookings.request_reschedule("u")
    kept = await office.files.load("ana")
    assert kept is not None
    assert not kept.is_being_spent
    assert (await client.me.get()).id == 7


async def test_while_a_token_still_does_a_renewal_that_fails_stops_nobody(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(minutes=29, seconds=30)
    office.cal_com.faults = ["lose the request", 503]
    assert (await client.me.get()).id == 7
    assert (await client.me.get()).id == 7


async def test_after_an_unknown_outcome_the_old_token_is_tried_again(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(hours=1)
    office.cal_com.faults = [503]  # it never got to where tokens are spent
    with pytest.raises(Unavailable):
        await client.bookings.request_reschedule("u")
    kept = await office.files.load("ana")
    assert kept is not None
    assert kept.is_being_spent
    assert (await client.me.get()).id == 7


async def test_where_the_new_tokens_were_lost_the_person_is_asked_again(office: Desk) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(hours=1)
    office.cal_com.faults = ["lose the answer"]
    with pytest.raises(Unavailable):
        await client.me.get()
    with pytest.raises(ConsentNeeded, match="cut off"):
        await client.me.get()
    assert await office.files.load("ana") is None
    with pytest.raises(ConsentNeeded):
        await office.client(app.credential("ana")).me.get()


async def test_new_tokens_that_cannot_be_saved_are_not_lost(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = await office.connected()
    client = office.client(app.credential("ana"))
    office.now += timedelta(hours=1)
    save = office.files.save
    tries: list[TokenPair] = []

    async def save_but_not_the_second(account: str, pair: TokenPair) -> None:
        tries.append(pair)
        if len(tries) == 2:
            raise OSError("the disk is full")
        await save(account, pair)

    monkeypatch.setattr(office.files, "save", save_but_not_the_second)
    with pytest.raises(OSError, match="full"):
        await client.me.get()
    assert (await client.me.get()).id == 7
    kept = await office.files.load("ana")
    assert kept is not None
    assert kept.refresh_token.get_secret_value() == "refresh-2"
    assert len(office.cal_com.asked) == 2


async def test_nobody_acts_for_who_never_consented(office: Desk) -> None:
    with pytest.raises(ConsentNeeded):
        await office.client(office.app().credential("ana")).me.get()


# Scopes


async def test_what_a_token_may_not_do_is_known_before_it_is_tried(office: Desk) -> None:
    office.cal_com.scope = "BOOKING_READ PROFILE_READ"
    app = await office.connected()
    client = office.client(app.credential("ana"))
    with pytest.raises(Forbidden) as caught:
        await client.bookings.confirm("u")
    assert caught.value.scope == "BOOKING_WRITE"
    with pytest.raises(Forbidden) as caught:
        await client.api_keys.refresh()
    assert caught.value.scope == "an API key"
    assert (await client.me.get()).id == 7


# Managed users


async def test_the_tokens_of_a_managed_user_are_renewed_alike(office: Desk) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v2/oauth/platform-1/refresh":
            assert json.loads(request.content) == {"refreshToken": "old-refresh"}
            assert request.headers["x-cal-secret-key"] == "platform-secret"
            tokens = {"accessToken": "new-access", "refreshToken": "new-refresh"}
            return httpx.Response(200, json={"status": "success", "data": tokens})
        assert request.headers["authorization"] == "Bearer new-access"
        return httpx.Response(200, json={"status": "success", "data": {"id": 8}})

    platform = PlatformClient("platform-1", SecretStr("platform-secret"))
    async with CalcomClient("https://api.cal.com", platform=platform, transport=httpx.MockTransport(answer)) as own:
        app = ManagedUserApp(own, platform, tokens=office.files, clock=lambda: office.now)
        old = ManagedUserTokens(
            access_token=SecretStr("old-access"), refresh_token=SecretStr("old-refresh"), access_token_expires_at=NOW
        )
        await app.keep("user-8", old)
        async with CalcomClient(
            "https://api.cal.com", credential=app.credential("user-8"), transport=httpx.MockTransport(answer)
        ) as client:
            assert (await client.me.get()).id == 8


# Secrets


async def test_no_token_and_no_secret_shows(office: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    app = await office.connected()
    credential = app.credential("ana")
    client = office.client(credential)
    await client.me.get()
    office.cal_com.access_tokens.clear()
    office.cal_com.refresh_tokens.clear()
    with pytest.raises(CalendarError) as caught:
        await client.me.get()
    shown = repr(caught.value) + repr(credential) + repr(vars(credential)) + repr(app) + repr(vars(app)) + caplog.text
    for secret in ("access-1", "refresh-1", "the-code"):
        assert secret not in shown


async def test_the_files_are_for_their_owner_alone(office: Desk, tmp_path: Path) -> None:
    await office.connected()
    folder = tmp_path / "tokens"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())
