"""Holds every call that the tests make against Cal.com's description: what the client sends, and what the sandbox
answers, whoever asks it. A test whose calls do not fit fails, however good it is otherwise.

A pytest plugin, for ``python -m tests.contract`` alone.
"""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import httpx
import pytest

from bot.sandbox.faults import Fault, Faults
from bot.sandbox.server import create_app
from tests.contract.description import Description

SPOILED = ("malformed", "invalid_json")
"""Faults whose answers are meant to be none."""

_struck: ContextVar[list[str] | None] = ContextVar("struck", default=None)


class Contract:
    def __init__(self) -> None:
        self.description = Description.load()
        self.sent: set[str] = set()
        """The operations that the client called."""
        self.answered: set[str] = set()
        """The operations that the sandbox fulfilled."""
        self._known: dict[tuple[Any, ...], list[str]] = {}
        self.broken: list[str] = []

    def hold_request(self, request: httpx.Request) -> None:
        path = path_of(request)
        call = (request.method, path, dict(request.url.params), request.content, request.headers)
        self._hold("sent", request, self.description.wrong_in_request(*call))
        if found := self.description.find(request.method, path):
            self.sent.add(str(found[0]))

    def hold_answer(self, response: httpx.Response) -> None:
        request = response.request
        path = path_of(request)
        found = self.description.find(request.method, path)
        if found is None and response.status_code < 400:
            return  # what a test added for itself; that the sandbox has nothing of its own is tried elsewhere
        call = (request.method, path, response.status_code, response.headers.get("content-type", ""), response.content)
        if call not in self._known:
            self._known[call] = self.description.wrong_in_answer(*call)
        self._hold(f"answered {response.status_code} to", request, self._known[call])
        if found is not None and response.status_code < 400:
            self.answered.add(str(found[0]))

    def _hold(self, what: str, request: httpx.Request, wrong: list[str]) -> None:
        self.broken += [f"{what} {request.method} {request.url.path}: {one}" for one in wrong]


def path_of(request: httpx.Request) -> str:
    """Escapes and all, from ``/v2`` on; what is in front of it is where a Cal.com of one's own lies."""
    path = request.url.raw_path.decode().partition("?")[0]
    return path[path.find("/v2/") :]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_CONTRACT] = Contract()


_CONTRACT = pytest.StashKey[Contract]()
_SANDBOX = create_app.__module__


@pytest.fixture(autouse=True)
def held_to_the_contract(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.path.parent.name == "contract":
        yield  # those hold their calls themselves
        return
    contract = request.config.stash[_CONTRACT]
    contract.broken.clear()
    send, strike = httpx.AsyncClient.send, Faults.strike

    async def held_send(client: httpx.AsyncClient, sent: httpx.Request, **options: Any) -> httpx.Response:
        if sent.headers.get("user-agent") == "slotwise":
            contract.hold_request(sent)
        struck: list[str] = []
        token = _struck.set(struck)
        try:
            response = await send(client, sent, **options)
        finally:
            _struck.reset(token)
        asked = type(getattr(client._transport, "app", None)).__module__
        if asked == _SANDBOX and sent.url.path.startswith("/v2/") and not set(struck) & set(SPOILED):
            contract.hold_answer(response)
        return response

    def held_strike(faults: Faults, *args: Any, **options: Any) -> Fault | None:
        fault = strike(faults, *args, **options)
        struck = _struck.get()
        if fault is not None and struck is not None:
            struck.append(fault.kind)
        return fault

    monkeypatch.setattr(httpx.AsyncClient, "send", held_send)
    monkeypatch.setattr(Faults, "strike", held_strike)
    yield
    assert not contract.broken, "\n" + "\n".join(dict.fromkeys(contract.broken))


def pytest_sessionfinish(session: pytest.Session) -> None:
    contract = session.config.stash[_CONTRACT]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["contract"] = [sorted(contract.sent), sorted(contract.answered)]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended."""
    sent, answered = getattr(node, "workeroutput", {}).get("contract", ((), ()))
    contract = node.config.stash[_CONTRACT]
    contract.sent |= set(sent)
    contract.answered |= set(answered)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    contract = config.stash[_CONTRACT]
    every = {str(one) for one in contract.description.operations}
    terminalreporter.write_sep("=", "contract")
    for what, seen in (("sent by the client", contract.sent), ("answered by the sandbox", contract.answered)):
        terminalreporter.write_line(f"{len(seen & every)} of {len(every)} operations {what} and held against Cal.com's")
        if missing := sorted(every - seen):
            terminalreporter.write_line(f"  never {what}: {', '.join(missing)}")
