"""What is told of a server's state: that it is ready to anybody, the rest to its operator alone."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.serving.health import Probe, routes
from bot.serving.web import web_app

TOKEN = "a-token-of-the-operator"
ME, STRANGER = ("127.0.0.1", 4711), ("203.0.113.9", 4711)


async def well() -> bool:
    return True


async def ill() -> bool:
    return False


async def raises() -> bool:
    raise RuntimeError("canary")


async def hangs() -> bool:
    await asyncio.sleep(60)
    return True


def client(
    *, client: tuple[str, int] = ME, token: str | None = None, headers: dict[str, Any] | None = None, **probes: Probe
) -> TestClient:
    app = web_app(routes(probes or {"store": well}, token=token))
    return TestClient(app, client=client, headers=headers, raise_server_exceptions=False)


def test_it_lives_for_anybody() -> None:
    answer = client(client=STRANGER).get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_the_operator_sees_what_is_not_well() -> None:
    answer = client(store=well, telegram=ill, calcom=raises).get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"store": "ok", "telegram": "fault", "calcom": "fault"}
    assert client(store=well).get("/readyz").json() == {"store": "ok"}


def test_a_stranger_learns_no_more_than_whether_it_is_ready() -> None:
    answer = client(client=STRANGER, store=well, telegram=ill).get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready")
    answer = client(client=STRANGER).get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready")


def test_what_hangs_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.serving.health.LOOKED_WITHIN", 0.05)
    assert client(store=hangs).get("/readyz").json() == {"store": "fault"}


def test_however_many_ask_it_is_looked_at_once() -> None:
    looks = 0

    async def counted() -> bool:
        nonlocal looks
        looks += 1
        return True

    asking = client(store=counted)
    assert [asking.get("/readyz").status_code for _ in range(5)] == [200] * 5
    assert looks == 1


def test_metrics_are_read_on_the_same_machine() -> None:
    answer = client().get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "# TYPE slotwise_turns_total counter" in answer.text


@pytest.mark.parametrize(
    "asking",
    [
        lambda: client(client=STRANGER),
        lambda: client(headers={"X-Forwarded-For": "127.0.0.1"}),
        lambda: client(headers={"X-Forwarded-Proto": "https"}),
        lambda: client(headers={"Forwarded": "for=127.0.0.1"}),
        lambda: client(token=TOKEN),
        lambda: client(token=TOKEN, headers={"Authorization": f"Bearer {TOKEN}x"}),
        lambda: client(token=TOKEN, headers={"Authorization": f"Basic {TOKEN}"}),
        lambda: client(token=TOKEN, headers={"Authorization": "Bearer Ümläut".encode()}),
    ],
)
def test_metrics_do_not_exist_for_anybody_else(asking: Callable[[], TestClient]) -> None:
    one = asking()
    metrics, nothing = one.get("/metrics"), one.get("/nothing")
    assert (metrics.status_code, metrics.text) == (nothing.status_code, nothing.text) == (404, "Not Found")


def test_whoever_has_the_token_reads_them_from_anywhere() -> None:
    asking = client(client=STRANGER, token=TOKEN, headers={"Authorization": f"Bearer {TOKEN}"}, store=ill)
    assert asking.get("/metrics").status_code == 200
    assert asking.get("/readyz").json() == {"store": "fault"}
