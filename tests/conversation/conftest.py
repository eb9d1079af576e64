"""A person to talk as; nobody waits between tries and looks."""

from collections.abc import AsyncIterator, Iterator

import pytest
import stamina

from tests.conversation.talking import STRANGER, Talk, talking


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("bot.conversation.writing.LOOKS", (0.0, 0.0, 0.0))
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    """Ana in Lisbon, whom the platform knows by name and address, and Bailey's event types."""
    async with talking() as opened:
        yield opened


@pytest.fixture
async def stranger() -> AsyncIterator[Talk]:
    """Somebody of whom the platform tells nothing."""
    async with talking(person=STRANGER) as opened:
        yield opened
