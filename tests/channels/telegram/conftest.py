"""What has to do with time alone is tried in a time that passes as fast as nobody waits."""

import asyncio
from collections.abc import Callable

import pytest

from tests.calcom.conftest import SkippingLoop


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """On sockets and databases, time passes at its own speed."""
    skips = item.path.name == "test_pace.py"
    return {"skipping": SkippingLoop} if skips else {"real": asyncio.SelectorEventLoop}
