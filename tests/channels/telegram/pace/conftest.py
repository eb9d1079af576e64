"""Here time passes as fast as nobody waits."""

import asyncio
from collections.abc import Callable

from tests.calcom.conftest import SkippingLoop


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"skipping": SkippingLoop}
