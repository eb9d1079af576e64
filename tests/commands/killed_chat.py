"""`slotwise chat` that is killed, as by a power cut, before or after its store does a named thing for the nth time.

python killed_chat.py before:save:2 --json ...
"""

import functools
import os
import signal
import sys
from typing import Any

from bot.__main__ import main
from bot.store.sql import SqlStore

when, name, count = sys.argv.pop(1).split(":")
method = getattr(SqlStore, name)
calls = 0


@functools.wraps(method)
async def killed(*arguments: Any, **options: Any) -> Any:
    global calls
    calls += 1
    if calls == int(count) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = await method(*arguments, **options)
    if calls == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    return result


setattr(SqlStore, name, killed)
main()
