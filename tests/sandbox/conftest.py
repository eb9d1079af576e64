"""Worlds whose clock stands still, and ways to talk to them."""

import pytest

from bot.sandbox.world import World
from tests.sandbox.api import NOW, Api, StillClock


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def world(clock: StillClock) -> World:
    return World.load("default", clock=clock)


@pytest.fixture
def edge(clock: StillClock) -> World:
    return World.load("edge", clock=clock)


@pytest.fixture
def api(world: World) -> Api:
    """Without a credential, as a guest's own browser would."""
    return Api(world)


@pytest.fixture
def bailey(world: World) -> Api:
    return Api(world, "cal_sandbox_bailey")


@pytest.fixture
def edge_api(edge: World) -> Api:
    return Api(edge)
