"""Credits and push notifications (facts 8, 16)."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import Api, StillClock

CHARGE = "/v2/credits/charge"
PUSH = "/v2/notifications/subscriptions/app-push"
PHONE = {"token": "ExponentPushToken[abc]", "platform": "IOS", "deviceId": "phone-1"}


async def test_members_spend_the_credits_of_their_organization_those_of_the_month_first(bailey: Api) -> None:
    assert await bailey.data("GET", "/v2/credits/available") == {
        "hasCredits": True,
        "balance": {"monthlyRemaining": 1000, "additional": 250},
    }
    charged = await bailey.data("POST", CHARGE, json={"credits": 1100, "creditFor": "AI_AGENT"})
    assert charged == {
        "charged": True,
        "teamId": 401,
        "remainingBalance": {"monthlyRemaining": 0, "additional": 150},
    }
    alex = Api(bailey.world, "cal_sandbox_alex")
    assert (await alex.data("GET", "/v2/credits/available"))["balance"] == charged["remainingBalance"]


async def test_a_reference_is_charged_once(bailey: Api) -> None:
    body = {"credits": 10, "creditFor": "SMS", "externalRef": "turn-1"}
    first = await bailey.data("POST", CHARGE, json=body)
    assert await bailey.data("POST", CHARGE, json=body) == first
    other = await bailey.data("POST", CHARGE, json=body | {"externalRef": "turn-2"})
    assert other["remainingBalance"]["monthlyRemaining"] == first["remainingBalance"]["monthlyRemaining"] - 10
    without = {"credits": 10, "creditFor": "SMS"}
    for _ in range(2):
        last = await bailey.data("POST", CHARGE, json=without)
    assert last["remainingBalance"]["monthlyRemaining"] == 960


async def test_what_is_not_there_cannot_be_spent(bailey: Api) -> None:
    body = {"credits": 1251, "creditFor": "CAL_AI_PHONE_CALL", "externalRef": "call"}
    assert await bailey.refusal("POST", CHARGE, json=body) == (402, "Not enough credits")
    assert await bailey.data("POST", CHARGE, json=body | {"credits": 1250})
    assert await bailey.data("GET", "/v2/credits/available") == {
        "hasCredits": False,
        "balance": {"monthlyRemaining": 0, "additional": 0},
    }
    assert await bailey.data("POST", CHARGE, json=body | {"credits": 1250}), "the same again is no new charge"


async def test_who_is_in_no_organization_has_credits_of_their_own(tmp_path: Path, clock: StillClock) -> None:
    world = tmp_path / "world.yaml"
    world.write_text(
        "users: [{username: solo, name: Solo, email: solo@a.example, time_zone: UTC, keys: [cal_solo],"
        " credits: {monthly: 0, additional: 5}}]"
    )
    solo = Api(World.load(world, clock=clock), "cal_solo")
    charged = await solo.data("POST", CHARGE, json={"credits": 2, "creditFor": "AI_AGENT"})
    assert charged == {"charged": True, "remainingBalance": {"monthlyRemaining": 0, "additional": 3}}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"credits": 0}, "credits"),
        ({"credits": 1.5}, "credits"),
        ({"creditFor": "COFFEE"}, "creditFor"),
        ({"externalRef": 7}, "externalRef"),
    ],
)
async def test_a_charge_that_makes_no_sense_is_refused(bailey: Api, change: Any, wrong: str) -> None:
    assert list(await bailey.violations("POST", CHARGE, json={"credits": 1, "creditFor": "SMS"} | change)) == [wrong]


async def test_charges_survive_a_restart(tmp_path: Path, clock: StillClock) -> None:
    file = tmp_path / "state.json"
    body = {"credits": 10, "creditFor": "SMS", "externalRef": "turn-1"}
    first = Api(World.load("default", clock=clock, state=file), "cal_sandbox_bailey")
    charged = await first.data("POST", CHARGE, json=body)
    later = Api(World.load("default", clock=clock, state=file), "cal_sandbox_bailey")
    assert await later.data("POST", CHARGE, json=body) == charged


async def test_a_phone_is_subscribed_once_and_taken_off(bailey: Api, clock: StillClock) -> None:
    first = await bailey.data("POST", PUSH, json=PHONE, status=201)
    assert first | {"id": 0} == {
        "id": 0,
        "userId": 101,
        "type": "APP_PUSH",
        "platform": "IOS",
        "identifier": "ExponentPushToken[abc]",
        "deviceId": "phone-1",
        "createdAt": "2026-11-23T14:00:00.000Z",
        "updatedAt": "2026-11-23T14:00:00.000Z",
    }
    clock.forward(minutes=1)
    again = await bailey.data("POST", PUSH, json=PHONE | {"deviceId": "phone-2"}, status=201)
    assert again == first | {"deviceId": "phone-2", "updatedAt": "2026-11-23T14:01:00.000Z"}
    other = Api(bailey.world, "cal_sandbox_alex")
    token = {"token": PHONE["token"]}
    assert (await other.refusal("DELETE", PUSH, json=token))[0] == 404
    gone = await bailey.send("DELETE", PUSH, json=token)
    assert gone.json() == {"status": "success", "message": "App push subscription removed successfully"}
    assert (await bailey.refusal("DELETE", PUSH, json=token))[0] == 404


@pytest.mark.parametrize(
    ("change", "wrong"),
    [({"token": "abc"}, "token"), ({"platform": "WEB"}, "platform"), ({"deviceId": ""}, "deviceId")],
)
async def test_a_phone_that_makes_no_sense_is_refused(bailey: Api, change: Any, wrong: str) -> None:
    assert list(await bailey.violations("POST", PUSH, json=PHONE | change)) == [wrong]
