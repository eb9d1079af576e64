"""Bailey, who hosts, beside Ana, who books: two chat accounts over one sandbox."""

from collections.abc import AsyncIterator, Iterator

import pytest
import stamina

from bot.accounts.named import NamedHosts
from bot.message import Person
from tests.conversation.talking import Talk, talking

BAILEY = Person(account_id="test:bailey", language="en")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("bot.conversation.writing.LOOKS", (0.0, 0.0, 0.0))
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
async def ana() -> AsyncIterator[Talk]:
    """A guest, of whom the platform tells name and address."""
    async with talking() as opened:
        yield opened


@pytest.fixture
def bailey(ana: Talk) -> Talk:
    """The host whose key the deployment has, in their own private chat over the same calendar."""
    host = ana.with_account(BAILEY, conversation_id="test:host")
    return host.as_host(NamedHosts(lambda _: ana.calendar, {BAILEY.account_id: None}))
