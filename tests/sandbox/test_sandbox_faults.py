"""Scripted faults and the means to steer a running sandbox, over ASGI and over a port."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.sandbox import responses
from bot.sandbox.faults import ConnectionDropped, Fault, Faults
from bot.sandbox.server import create_app
from bot.sandbox.world import World
from tests.sandbox.api import ANA, Api, StillClock

BOOKING = {"start": "2026-11-24T15:00:00Z", "attendee": ANA, "eventTypeSlug": "30min", "username": "bailey"}


def test_a_call_meets_the_first_fault_that_is_due() -> None:
    faults = Faults(
        [
            Fault(operation="bookings.create", kind="status", after=1),
            Fault(operation="bookings.*", kind="delay", times=2),
            Fault(operation="*", kind="malformed"),
        ]
    )
    met = [
        faults.strike(operation)
        for operation in ("bookings.create", "me.get", "bookings.create", "bookings.get", "bookings.get", "me.get")
    ]
    assert [fault.kind if fault is not None else None for fault in met] == [
        "delay",
        "malformed",
        "status",
        "delay",
        None,
        None,
    ]
    assert faults.pending() == []


@pytest.mark.parametrize(
    ("fault", "acts_on"),
    [
        ({"every": 3, "times": 2}, [1, 4]),
        ({"after": 2, "every": 2, "times": "always"}, [3, 5, 7, 9]),
        ({"times": "always"}, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ({"after": 4, "times": 2}, [5, 6]),
    ],
)
def test_a_fault_acts_as_often_as_it_says(fault: dict[str, Any], acts_on: list[int]) -> None:
    faults = Faults([Fault(operation="me.get", kind="status", **fault)])
    assert [call for call in range(1, 10) if faults.strike("me.get") is not None] == acts_on
    assert bool(faults.armed()) == (fault["times"] == "always")


def test_one_fault_is_forgotten_and_the_others_stay() -> None:
    faults = Faults([Fault(operation="me.get", kind="status"), Fault(operation="*", kind="delay")])
    faults.add(Fault(operation="slots.list", kind="status"))
    faults.remove(faults.armed()[1].number)
    faults.remove(99)
    assert [(armed.number, armed.fault.operation) for armed in faults.armed()] == [(1, "me.get"), (3, "slots.list")]


async def test_a_scripted_status_answers_in_the_apis_form(bailey: Api) -> None:
    bailey.world.faults.add(Fault(operation="me.get", kind="status", status=502, times=2))
    assert [(await bailey.refusal("GET", "/v2/me"))[0] for _ in range(2)] == [502, 502]
    assert (await bailey.data("GET", "/v2/me"))["username"] == "bailey"


async def test_a_scripted_rate_limit_tells_the_wait_with_or_without_retry_after(bailey: Api) -> None:
    bailey.world.faults.add(Fault(operation="me.get", kind="rate_limit", seconds=7))
    bailey.world.faults.add(Fault(operation="me.get", kind="rate_limit_with_retry_after", seconds=3))
    plain, telling = [await bailey.send("GET", "/v2/me") for _ in range(2)]
    assert (plain.status_code, telling.status_code) == (429, 429)
    assert (plain.headers["x-ratelimit-reset-default"], plain.headers["x-ratelimit-remaining-default"]) == ("7", "0")
    assert "retry-after" not in plain.headers
    assert telling.headers["retry-after"] == "3"


async def test_a_dropped_connection_surfaces_as_a_connection_error(api: Api) -> None:
    for kind, bookings in (("drop_before", 0), ("drop_after", 1)):
        api.world.faults.add(Fault(operation="bookings.create", kind=kind))
        with pytest.raises(ConnectionDropped):
            await api.send("POST", "/v2/bookings", json=BOOKING)
        assert len(api.world.snapshot()) == bookings
    assert issubclass(ConnectionDropped, OSError)


@pytest.mark.parametrize(("kind", "status"), [("slot_taken", 400), ("race", 409)])
async def test_somebody_else_is_quicker(api: Api, kind: Any, status: int) -> None:
    api.world.faults.add(Fault(operation="bookings.create", kind=kind))
    response = await api.send("POST", "/v2/bookings", json=BOOKING)
    assert response.status_code == status
    if kind == "race":
        assert response.json()["error"]["code"] == "booking_conflict_error"
    (other,) = api.world.snapshot()
    assert other["attendees"][0]["email"] != ANA["email"]


@pytest.mark.parametrize(("kind", "status"), [("slot_taken", 400), ("race", 409)])
async def test_somebody_else_is_quicker_than_a_move(api: Api, kind: Any, status: int) -> None:
    booked = await api.book()
    api.world.faults.add(Fault(operation="bookings.reschedule", kind=kind))
    answered, _ = await api.refusal(
        "POST", f"/v2/bookings/{booked['uid']}/reschedule", json={"start": "2026-11-24T16:00:00Z"}
    )
    assert answered == status
    assert (await api.data("GET", f"/v2/bookings/{booked['uid']}"))["status"] == "accepted"


@pytest.mark.parametrize(
    ("slug", "owner", "status", "others"),
    [
        ("demo", {"teamSlug": "support-team"}, 400, 2),
        ("workshop", {"username": "bailey"}, 409, 1),
    ],
)
async def test_a_taken_slot_is_taken_by_as_many_as_it_needs(
    api: Api, slug: str, owner: dict[str, str], status: int, others: int
) -> None:
    api.world.faults.add(Fault(operation="bookings.create", kind="slot_taken"))
    body = {"start": "2026-11-24T15:00:00Z", "attendee": ANA, "eventTypeSlug": slug, **owner}
    assert (await api.refusal("POST", "/v2/bookings", json=body))[0] == status
    assert len(api.world.snapshot()) == others


async def test_a_malformed_answer_is_half_of_one_and_the_call_took_effect(api: Api) -> None:
    api.world.faults.add(Fault(operation="bookings.create", kind="malformed"))
    response = await api.send("POST", "/v2/bookings", json=BOOKING)
    assert response.status_code == 201
    with pytest.raises(ValueError, match=r"char \d+"):
        response.json()
    assert len(api.world.snapshot()) == 1


async def test_a_page_in_place_of_the_json_comes_after_the_call_took_effect(api: Api) -> None:
    api.world.faults.add(Fault(operation="bookings.create", kind="invalid_json"))
    response = await api.send("POST", "/v2/bookings", json=BOOKING)
    assert (response.status_code, response.headers["content-type"]) == (201, "application/json; charset=utf-8")
    with pytest.raises(ValueError, match="char 0"):
        response.json()
    assert len(api.world.snapshot()) == 1


async def test_a_slow_body_comes_whole_in_the_end(bailey: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(responses.asyncio, "sleep", sleep)
    bailey.world.faults.add(Fault(operation="me.get", kind="slow_body", seconds=5))
    response = await bailey.send("GET", "/v2/me")
    assert response.json()["data"]["username"] == "bailey"
    assert int(response.headers["content-length"]) == len(response.content)
    assert waits == [0.5] * 10


async def test_a_delayed_answer_lets_others_pass(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    api.world.faults.add(Fault(operation="bookings.create", kind="delay", seconds=2.5))
    waits, begun, over = [], asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        begun.set()
        await over.wait()

    monkeypatch.setattr(responses.asyncio, "sleep", sleep)
    slow = asyncio.create_task(api.send("POST", "/v2/bookings", json=BOOKING))
    await begun.wait()
    slots = "/v2/slots?eventTypeId=1002&start=2026-11-24&end=2026-11-24"
    assert BOOKING["start"] in (await api.send("GET", slots)).text.replace(".000Z", "Z")
    assert (slow.done(), waits) == (False, [2.5])
    over.set()
    assert (await slow).status_code == 201


async def test_a_world_file_may_script_faults(tmp_path: Any) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(
        "users: [{username: a, name: A, email: a@example.com, time_zone: UTC, keys: [cal_a]}]\n"
        "faults: [{operation: me.get, kind: status, status: 500}]\n",
        encoding="utf-8",
    )
    api = Api(World.load(file, clock=lambda: datetime.now(UTC)), "cal_a")
    assert (await api.refusal("GET", "/v2/me"))[0] == 500


async def test_faults_and_the_clock_are_set_over_http(world: World, clock: StillClock) -> None:
    api = Api(world, "cal_sandbox_bailey")
    added = await api.http.post("/sandbox/faults", json={"operation": "me.get", "kind": "status"})
    assert [fault["operation"] for fault in added.json()["faults"]] == ["me.get"]
    await api.http.post("/sandbox/faults", json=[{"operation": "*", "kind": "delay"}] * 2)
    assert len((await api.http.get("/sandbox/faults")).json()["faults"]) == 3
    assert (await api.http.delete("/sandbox/faults")).json() == {"faults": []}
    for content, telling in (
        (b'{"kind": "status"}', "operation: Field required"),
        (b"{", "the body is not JSON"),
        (b'{"operation": "bookings.crate", "kind": "status"}', "there is no operation 'bookings.crate'"),
    ):
        refused = await api.http.post("/sandbox/faults", content=content)
        assert refused.status_code == 400
        assert telling in refused.json()["errors"][0]

    assert (await api.http.post("/sandbox/clock", json={"now": "2027-01-04T09:00:00Z"})).status_code == 200
    assert clock.now == datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert (await api.http.post("/sandbox/clock", json={"forward": 90})).status_code == 200
    assert clock.now == datetime(2027, 1, 4, 9, 1, 30, tzinfo=UTC)
    for content in (
        b'{"then": 1}',
        b'{"now": "soon"}',
        b'{"forward": "on"}',
        b'{"forward": 1e300}',
        b'{"forward": 250e9}',
        b"[]",
        b"{",
    ):
        assert (await api.http.post("/sandbox/clock", content=content)).status_code == 400


async def test_a_reset_makes_the_world_as_its_file_has_it(tmp_path: Path, clock: StillClock) -> None:
    state = tmp_path / "state.json"
    world = World.load("default", clock=clock, state=state)
    api = Api(world, "cal_sandbox_bailey")
    before = world.snapshot()
    await api.book()
    await api.data("POST", "/v2/api-keys/refresh", json={})
    world.faults.add(Fault(operation="*", kind="delay"))
    assert (await api.http.post("/sandbox/reset")).status_code == 200
    assert (world.snapshot(), world.faults.pending()) == (before, [])
    assert (await api.data("GET", "/v2/me"))["username"] == "bailey"
    assert World.load("default", clock=clock, state=state).snapshot() == before


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
async def test_pages_of_other_sites_steer_nothing(api: Api, headers: dict[str, str]) -> None:
    await api.book()
    fault = {"operation": "*", "kind": "status"}
    for method, path, sent in (
        ("POST", "/sandbox/faults", {"json": fault}),
        ("POST", "/sandbox/faults", {"data": fault}),
        ("POST", "/sandbox/clock", {"json": {"forward": 60}}),
        ("POST", "/sandbox/reset", {}),
        ("DELETE", "/sandbox/faults", {}),
    ):
        assert (await api.http.request(method, path, headers=headers, **sent)).status_code == 403
    assert (api.world.faults.pending(), len(api.world.snapshot())) == ([], 1)


async def test_a_clock_that_cannot_be_set_says_so() -> None:
    api = Api(World.load("default", clock=lambda: datetime.now(UTC)))
    assert (await api.http.post("/sandbox/clock", json={"now": "2027-01-04T09:00:00Z"})).status_code == 409


# Over a port


@pytest.fixture
async def port(world: World) -> AsyncIterator[int]:
    """The sandbox served by uvicorn, on a port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    serving = uvicorn.Server(uvicorn.Config(create_app(world), log_level="critical", lifespan="off"))
    task = asyncio.create_task(serving.serve(sockets=[listening]))
    yield listening.getsockname()[1]
    serving.should_exit = True
    await task


async def test_over_a_port_a_dropped_connection_is_closed_without_an_answer(world: World, port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        headers = {"cal-api-version": "2024-08-13"}
        for kind, bookings in (("drop_before", 0), ("drop_after", 1)):
            added = await http.post("/sandbox/faults", json={"operation": "bookings.create", "kind": kind})
            assert added.status_code == 200
            with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
                await http.post("/v2/bookings", json=BOOKING, headers=headers)
            assert len(world.snapshot()) == bookings
        booked = world.snapshot()[0]
        found = await http.get(f"/v2/bookings/{booked['uid']}", headers=headers)
        assert found.json()["data"] == booked
